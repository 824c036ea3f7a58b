/* SPDX-License-Identifier: MIT */
#include "tui/screen/terminal_signals.h"

#include "catalog/base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

/* What signal handlers may touch. */
static struct {
	volatile int pipe[2];
	struct termios saved;
	volatile sig_atomic_t has_saved, is_active;
} emergency = { .pipe = { -1, -1 } };

/* Leaves the alternate screen, shows the cursor, plain attributes, keypad, mouse, paste and synchronised modes off. */
static const char restore[] =
	"\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1006l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1l\x1b>";

static void on_signal(int number)
{
	int kept = errno;
	unsigned char byte = (unsigned char)number;

	if (write(emergency.pipe[1], &byte, 1) < 0)
		byte = 0; /* a full pipe has told already */
	errno = kept;
}

static void on_crash(int number)
{
	if (emergency.is_active) {
		if (write(STDOUT_FILENO, restore, sizeof(restore) - 1) < 0)
			emergency.is_active = 0;
		if (emergency.has_saved)
			tcsetattr(STDIN_FILENO, TCSANOW, &emergency.saved);
	}
	signal(number, SIG_DFL);
	raise(number);
}

static void handle(int number, void (*handler)(int), int flags)
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

void terminal_signals_catch(void)
{
	static const int ends[] = { SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP };
	static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
	static char stack[32 * 1024];
	stack_t alternate = { .ss_sp = stack, .ss_size = sizeof(stack) };

	sigaltstack(&alternate, NULL);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		handle(ends[i], on_signal, SA_RESTART);
	for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
		handle(crashes[i], on_crash, SA_ONSTACK | SA_RESETHAND);
	signal(SIGPIPE, SIG_IGN);
}

enum result terminal_signals_open(struct error *err)
{
	emergency.has_saved = tcgetattr(STDIN_FILENO, &emergency.saved) == 0;
	int ends[2];
	if (pipe(ends) != 0)
		return error_set_system(err, errno, "%s", _("Cannot make a pipe"));
	for (int i = 0; i < 2; i++) {
		fcntl(ends[i], F_SETFL, O_NONBLOCK);
		fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		emergency.pipe[i] = ends[i];
	}
	return RESULT_OK;
}

/* A signal that comes later is noted nowhere: what the descriptor names by then is somebody's file. */
void terminal_signals_close(void)
{
	for (int i = 0; i < 2; i++) {
		int end = emergency.pipe[i];
		emergency.pipe[i] = -1;
		close(end);
	}
}

void terminal_signals_guard(bool is_on)
{
	emergency.is_active = is_on;
}

int terminal_signals_descriptor(void)
{
	return emergency.pipe[0];
}

int terminal_signals_take(void)
{
	unsigned char number;

	return read(emergency.pipe[0], &number, 1) == 1 ? number : 0;
}

void terminal_signals_stop(void)
{
	signal(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	handle(SIGTSTP, on_signal, SA_RESTART);
}

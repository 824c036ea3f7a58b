/* SPDX-License-Identifier: MIT */
#include "tests/probe.h"

#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <time.h>
#include <unistd.h>

struct probe probe;
char probe_home[] = "/tmp/llmatlas-pty-XXXXXX";
char probe_settings[64];
const char *probe_script;

bool probe_is_possible(void)
{
	int master, slave;

	if (openpty(&master, &slave, NULL, NULL, NULL) != 0) {
		puts("no pseudo-terminal here: skipped");
		return false;
	}
	close(master);
	close(slave);
	return true;
}

int probe_open(void **state)
{
	(void)state;
	signal(SIGPIPE, SIG_IGN);
	return mkdtemp(probe_home) ? 0 : -1;
}

static int drop(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

int probe_close(void **state)
{
	(void)state;
	nftw(probe_home, drop, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}

void probe_start(int columns, int rows, const char *term, const char *no_color)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
	const char *top = getenv("top_builddir");
	char path[512];

	memset(&probe, 0, sizeof(probe));
	probe.rows = rows;
	probe.columns = columns;
	snprintf(path, sizeof(path), "%s/llmatlas", top ? top : ".");
	probe.child = forkpty(&probe.master, NULL, NULL, &size);
	if (probe.child == 0) {
		setenv("TERM", term, 1);
		setenv("HOME", probe_home, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		if (no_color)
			setenv("NO_COLOR", no_color, 1);
		if (probe_settings[0] != '\0')
			setenv("XDG_CONFIG_HOME", probe_settings, 1);
		if (probe_script) {
			setenv("PROGRAM", path, 1);
			execl("/bin/sh", "sh", "-c", probe_script, (char *)NULL);
		}
		execl(path, "llmatlas", (char *)NULL);
		_exit(127);
	}
	assert_true(probe.child > 0);
	fcntl(probe.master, F_SETFL, O_NONBLOCK);
	probe.emulator = vterm_new(rows, columns);
	vterm_set_utf8(probe.emulator, 1);
	probe.screen = vterm_obtain_screen(probe.emulator);
	vterm_screen_enable_altscreen(probe.screen, 1);
	vterm_screen_reset(probe.screen, 1);
}

void probe_settle(void)
{
	struct pollfd wait = { .fd = probe.master, .events = POLLIN };

	for (int quiet = 0; quiet < 3;) {
		if (poll(&wait, 1, 100) <= 0) {
			quiet += probe.size > 0;
			static int patience;
			if (probe.size == 0 && ++patience > 100)
				return;
			continue;
		}
		ssize_t got = read(probe.master, probe.bytes + probe.size,
			sizeof(probe.bytes) - probe.size - 1);
		if (got <= 0)
			return;
		vterm_input_write(probe.emulator, probe.bytes + probe.size, (size_t)got);
		probe.size += (size_t)got;
	}
}

void probe_row(int row, char out[512])
{
	VTermRect rect = { .start_row = row,
		.end_row = row + 1,
		.start_col = 0,
		.end_col = probe.columns };
	size_t size = vterm_screen_get_text(probe.screen, out, 511, rect);

	out[size < 511 ? size : 511] = '\0';
}

bool probe_is_there(const char *text)
{
	char row[512];

	for (int y = 0; y < probe.rows; y++) {
		probe_row(y, row);
		if (strstr(row, text))
			return true;
	}
	return false;
}

bool probe_shows(const char *text)
{
	for (int i = 0; i < 50 && !probe_is_there(text); i++)
		probe_settle();
	return probe_is_there(text);
}

void probe_send(const char *keys)
{
	assert_int_equal(write(probe.master, keys, strlen(keys)), (ssize_t)strlen(keys));
	probe_settle();
}

int probe_finish(void)
{
	int status = -1;
	struct timespec pause = { 0, 20 * 1000 * 1000 };

	for (int i = 0; i < 250; i++) {
		char rest[4096];
		ssize_t got = read(probe.master, rest, sizeof(rest));
		if (got > 0 && probe.size + (size_t)got < sizeof(probe.bytes)) {
			memcpy(probe.bytes + probe.size, rest, (size_t)got);
			probe.size += (size_t)got;
		}
		if (waitpid(probe.child, &status, WNOHANG) == probe.child)
			break;
		nanosleep(&pause, NULL);
	}
	vterm_free(probe.emulator);
	close(probe.master);
	return status;
}

bool probe_wrote(const char *bytes)
{
	return memmem(probe.bytes, probe.size, bytes, strlen(bytes)) != NULL;
}

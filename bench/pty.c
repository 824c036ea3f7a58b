/* SPDX-License-Identifier: MIT */
#include "bench/pty.h"

#include "bench/clock.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SILENCE_MS = 120, PATIENCE_MS = 5000 };

void pty_environment(const char *home)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("HOME", home, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("NO_COLOR");
}

struct pty pty_start(const char *const *arguments, int columns, int rows)
{
	struct pty pty = { .descriptor = -1 };
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

	fflush(stdout);
	pty.started = clock_ms();
	pty.process = forkpty(&pty.descriptor, NULL, NULL, &size);
	if (pty.process == 0) {
		execvp(arguments[0], (char *const *)arguments);
		_exit(127);
	}
	if (pty.process < 0) {
		perror("pty");
		exit(1);
	}
	return pty;
}

static int count_clears(struct pty *pty, const char *bytes, size_t size)
{
	char joined[sizeof(pty->tail) + 65536 + 1];
	size_t kept = strlen(pty->tail);
	int count = 0;

	memcpy(joined, pty->tail, kept);
	for (size_t i = 0; i < size; i++)
		joined[kept + i] = bytes[i] == '\0' ? ' ' : bytes[i];
	joined[kept + size] = '\0';
	for (const char *at = strstr(joined, "\x1b[2J"); at; at = strstr(at + 4, "\x1b[2J"))
		count++;
	if (!pty->has_answered &&
		strstr(joined, "\x1b[c")) { /* what every terminal answers at once */
		pty->has_answered = 1;
		pty_type(pty, "\x1b[?62;22c");
	}
	size_t whole = kept + size, keep = whole < 3 ? whole : 3; /* less than the sequence */
	memmove(pty->tail, joined + whole - keep, keep + 1);
	return count;
}

/* False: nothing came in time, or the program is gone. */
static int take(struct pty *pty, int timeout_ms)
{
	struct pollfd wait = { .fd = pty->descriptor, .events = POLLIN };
	char bytes[65536];

	if (poll(&wait, 1, timeout_ms) <= 0)
		return 0;
	ssize_t size = read(pty->descriptor, bytes, sizeof(bytes));
	if (size <= 0)
		return 0;
	pty->bytes += (size_t)size;
	pty->clears += count_clears(pty, bytes, (size_t)size);
	return 1;
}

double pty_settle(struct pty *pty)
{
	double from = clock_ms(), last = from;
	int any = 0;

	while (take(pty, any ? SILENCE_MS : PATIENCE_MS)) {
		last = clock_ms();
		any = 1;
	}
	return last;
}

void pty_wait(struct pty *pty, double ms)
{
	double until = clock_ms() + ms;

	for (double left = ms; left > 0; left = until - clock_ms())
		take(pty, (int)(left + 0.999));
}

void pty_type(struct pty *pty, const char *keys)
{
	if (write(pty->descriptor, keys, strlen(keys)) < 0 && errno != EIO)
		perror("pty");
}

void pty_resize(struct pty *pty, int columns, int rows)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };

	if (ioctl(pty->descriptor, TIOCSWINSZ, &size) < 0)
		perror("pty");
}

double pty_cpu_ms(const struct pty *pty)
{
	char path[64], line[1024];
	unsigned long user = 0, system = 0;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pty->process);
	FILE *from = fopen(path, "r");
	if (from && fgets(line, sizeof(line), from) && strrchr(line, ')'))
		sscanf(strrchr(line, ')') + 2,
			"%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
	if (from)
		fclose(from);
	return (double)(user + system) * 1000 / (double)sysconf(_SC_CLK_TCK);
}

void pty_kill(struct pty *pty)
{
	kill(pty->process, SIGKILL);
	waitpid(pty->process, NULL, 0);
	close(pty->descriptor);
}

/* The number behind NAME: in a file of /proc; several lines are added up. */
static double read_proc(const struct pty *pty, const char *file, const char *name)
{
	char path[64], line[256];
	double sum = 0;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pty->process, file);
	FILE *from = fopen(path, "r");
	while (from && fgets(line, sizeof(line), from))
		if (strncmp(line, name, strlen(name)) == 0 && line[strlen(name)] == ':')
			sum += strtod(line + strlen(name) + 1, NULL);
	if (from)
		fclose(from);
	return sum;
}

long pty_wakes(const struct pty *pty)
{
	return (long)(read_proc(pty, "status", "voluntary_ctxt_switches") +
		read_proc(pty, "status", "nonvoluntary_ctxt_switches"));
}

double pty_memory(const struct pty *pty, const char *name)
{
	return read_proc(pty, "status", name);
}

double pty_private(const struct pty *pty)
{
	return read_proc(pty, "smaps_rollup", "Private_Dirty"); /* pages of the catalog are clean */
}

/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include "catalog/base/message.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t is_told_to_stop;

static void stop(int number)
{
	(void)number;
	is_told_to_stop = 1;
}

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void draw(const struct progress *progress, uint64_t done, uint64_t total)
{
	enum { CELLS = 30 };

	if (total == 0) {
		fprintf(stderr, "\r\033[K");
		fprintf(stderr, _("%s %.1f MB"), progress->what, (double)done / 1e6);
		fflush(stderr);
		return;
	}
	int full = (int)(done * CELLS / total);
	fprintf(stderr, "\r\033[K%s [", progress->what);
	for (int i = 0; i < CELLS; i++)
		fputc(i < full ? '#' : '.', stderr);
	fprintf(stderr, "] %3d%%", (int)(done * 100 / total));
	fflush(stderr);
}

/* Nothing for the first 300 ms, then ten times a second. */
static bool is_due(long long started_ms, long long *shown_ms)
{
	long long now = now_ms();

	if (now - started_ms < 300 || now - *shown_ms < 100)
		return false;
	*shown_ms = now;
	return true;
}

static bool poll(void *context, uint64_t done, uint64_t total)
{
	struct progress *progress = context;

	if (is_told_to_stop)
		return true;
	if (!progress->is_terminal)
		return false;
	if (!is_due(progress->started_ms, &progress->shown_ms))
		return false;
	progress->is_shown = true;
	draw(progress, done < total || total == 0 ? done : total, total);
	return false;
}

void progress_begin(struct progress *progress, const char *what)
{
	struct sigaction action = { .sa_handler = stop };

	*progress = (struct progress){ .interrupt = { poll, progress },
		.what = what,
		.started_ms = now_ms(),
		.is_terminal = isatty(STDERR_FILENO) };
	is_told_to_stop = 0;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

void progress_what(struct progress *progress, const char *what)
{
	progress->what = what;
}

bool progress_is_stopped(void)
{
	return is_told_to_stop;
}

void progress_end(struct progress *progress)
{
	if (progress->is_shown)
		fputs("\r\033[K", stderr);
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
}

static bool poll_watch(void *context, uint64_t done, uint64_t total)
{
	struct progress_watch *watch = context;

	if (interrupt_is_due(watch->inner, done, total))
		return true;
	if (watch->show && total > 0 && is_due(watch->started_ms, &watch->shown_ms))
		watch->show(watch->context,
			(unsigned)((done < total ? done : total) * 100 / total));
	return false;
}

void progress_watch(struct progress_watch *watch, const struct interrupt *inner,
	void (*show)(void *context, unsigned percent), void *context)
{
	*watch = (struct progress_watch){ .interrupt = { poll_watch, watch },
		.inner = inner,
		.show = show,
		.context = context,
		.started_ms = now_ms() };
}

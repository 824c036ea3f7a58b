/* SPDX-License-Identifier: MIT */
/* progress.h - how far long work is, on the last line of a terminal, and Ctrl-C to stop it. Layer: cli. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H
#include "catalog/base/interrupt.h"

struct progress {
	struct interrupt interrupt; /* what work polls */
	const char *what;           /* "reading", in the person's language */
	long long started_ms, shown_ms;
	bool is_terminal, is_shown;
};

/* Ctrl-C stops the work from here on; nothing is shown for the first 300 ms, and nothing off a terminal. */
void progress_begin(struct progress *progress, const char *what);
void progress_what(struct progress *progress, const char *what); /* the next part of the work */
bool progress_is_stopped(void); /* somebody told it to, since it began */
void progress_end(struct progress *progress);

/* The same on a screen that shows it in its own way, and where its own interrupt stops the work. */
struct progress_watch {
	struct interrupt interrupt;
	const struct interrupt *inner; /* NULL: nothing stops it */
	/* Called after the first 300 ms, ten times a second at most; NULL: nobody looks. */
	void (*show)(void *context, unsigned percent);
	void *context;
	long long started_ms, shown_ms;
};
void progress_watch(struct progress_watch *watch, const struct interrupt *inner,
	void (*show)(void *context, unsigned percent), void *context);
#endif

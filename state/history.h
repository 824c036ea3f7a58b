/* SPDX-License-Identifier: MIT */
/* history.h - queries typed before, newest last, no line twice, at most 500. Layer: state. */
#ifndef STATE_HISTORY_H
#define STATE_HISTORY_H
#include "catalog/base/error.h"

struct history {
	char **lines;
	size_t count, capacity;
};
void history_init(struct history *history);
void history_done(struct history *history);
void history_add(struct history *history, struct text line);
enum result history_load(struct history *history, const char *path,
	struct error *err); /* missing file: empty */
enum result history_save(const struct history *history, const char *path,
	struct error *err); /* merged under a lock */
#endif

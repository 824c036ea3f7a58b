/* SPDX-License-Identifier: MIT */
/* lines.h - a file of lines, read whole and written atomically under a lock. Layer: state. */
#ifndef STATE_LINES_H
#define STATE_LINES_H
#include "catalog/base/error.h"
#include "catalog/base/file.h"

#include <stdbool.h>

struct strbuf;
/* Calls line() for each non-empty line, cleaned, without its end. A missing file has none. */
enum result lines_load(const char *path, void (*line)(void *context, struct text line),
	void *context, struct error *err);
/* Takes the lock (making the folder), calls merge() with what the file holds now to fill `out`, writes it. */
enum result lines_update(const char *path,
	enum result (
		*merge)(void *context, const char *path, struct strbuf *out, struct error *err),
	void *context, struct error *err);
#endif

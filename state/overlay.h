/* SPDX-License-Identifier: MIT */
/* overlay.h - the person's own files, read: what each gave and what was left out of it. Layer: state. */
#ifndef STATE_OVERLAY_H
#define STATE_OVERLAY_H
#include "catalog/sources/facts.h"
#include "state/catalogs.h"

enum { OVERLAY_SIZE_MAX = 64 << 20 };

struct overlay_file {
	const char *path;
	const struct facts_file *facts; /* NULL: it could not be read, or is no facts file */
	uint32_t place;                 /* among those of the facts */
	size_t said_from, said_to;      /* warnings while it was read; others name its place */
};
struct overlay {
	struct facts facts;
	struct overlay_file *files;
	size_t count;
	size_t said; /* warnings when all were read, before what they say was put together */
};

/* In the order of their names. One that is broken is reported and left out; known: what they may name, too. */
enum result overlay_read(const struct catalogs *catalogs, const struct store *known,
	struct overlay *overlay, struct error *err);
void overlay_done(struct overlay *overlay);
/* What was left out of one of them and why, as it came; in the arena of the catalogs. */
const struct text *overlay_warnings(const struct overlay *overlay, const struct overlay_file *file,
	size_t *count);
#endif

/* SPDX-License-Identifier: MIT */
/* saved.h - queries kept under a name. Layer: state.
 * File: one line per query, "name TAB query", read and written under a lock. Every change is written at once, into what the file holds then. */
#ifndef STATE_SAVED_H
#define STATE_SAVED_H
#include "catalog/base/error.h"

#include <stddef.h>

enum { SAVED_NAME_MAX = 60 }; /* bytes */
struct saved_query {
	char *name, *query;
};
struct saved {
	struct saved_query *items; /* by name */
	size_t count, capacity;
};
void saved_init(struct saved *saved);
void saved_done(struct saved *saved);
int saved_find(const struct saved *saved, struct text name); /* ASCII case folds; -1 if none */
enum result saved_load(struct saved *saved, const char *path,
	struct error *err); /* missing file: none */
/* Puts a query under a name, or takes the name out (TEXT_NONE), in the file and in `saved`. path NULL: only there. */
enum result saved_put(struct saved *saved, const char *path, struct text name, struct text query,
	struct error *err);
#endif

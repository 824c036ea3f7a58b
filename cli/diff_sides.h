/* SPDX-License-Identifier: MIT */
/* diff_sides.h - the two catalogs that diff compares, from the words that name them. Layer: cli. */
#ifndef CLI_DIFF_SIDES_H
#define CLI_DIFF_SIDES_H
#include "cli/news.h"

struct diff_sides {
	struct catalog_side before, after; /* after.store NULL: the catalog that is open */
	struct text words; /* " OLD NEW", as a shell takes them, a span by the day it led to */
};
/* "3w", "1mo", "10d", "1y": days; 0: no span of time. */
long diff_days_of(const char *word);
/* What two sources say is compared as they say it; a source beside a catalog is folded onto the built-in one first, as import does. */
enum result diff_sides_open(struct context *context, struct diff_sides *sides);
void diff_sides_done(struct diff_sides *sides);
#endif

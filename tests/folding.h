/* SPDX-License-Identifier: MIT */
/* folding.h - public catalogs folded into a small one, for tests of what lands where. */
#ifndef TESTS_FOLDING_H
#define TESTS_FOLDING_H
#include "catalog/sources/fold.h"
#include "tests/reading.h"

struct folded {
	struct fixture base;
	struct read_source sources[3];
	struct strbuf bytes, landings;
	struct store *store;
	struct fold_counts counts;
};

/* names: of fixtures, or what would stand in one. */
void fold(struct folded *folded, const char *const *names, size_t count,
	const struct store *overlay);
void unfold(struct folded *folded, size_t count);
/* A line of the landings has this in it. */
bool landed(const struct folded *folded, const char *line);
#endif

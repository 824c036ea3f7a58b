/* SPDX-License-Identifier: MIT */
/* world.h - a catalog with a query over it and the points of its plots, for tests of plots and of charts. */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H
#include "catalog/query/run.h"
#include "catalog/tables/plot.h"
#include "tests/fixture.h"
#include "tests/unit.h"

extern struct arena arena; /* of the group; world_close empties it */

struct world {
	struct fixture fixture;
	struct query query;
	struct query_run *run;
};
void world_random(struct world *world, uint64_t seed, int models, const char *text);
void world_small(struct world *world, const char *text); /* small.json */
void world_close(struct world *world);
struct plot *points_of(struct world *world, enum field_id x, enum field_id y, bool has_others);
struct plot_histogram *counts_of(struct world *world, enum field_id field);
#endif

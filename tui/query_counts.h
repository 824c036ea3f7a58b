/* SPDX-License-Identifier: MIT */
/* query_counts.h - how many models queries of lessons and terms match, and the first ones. Layer: tui. */
#ifndef TUI_QUERY_COUNTS_H
#define TUI_QUERY_COUNTS_H
#include "tui/explorer.h"

enum { QUERY_COUNTS_MAX = 160 };

/* Counts of queries, made when a cell first needs them and kept until another lesson is opened. */
struct query_count {
	struct text query;
	uint32_t models;
};
struct query_counts {
	struct lesson_counter counter; /* the same for the texts of a lesson */
	struct explorer *explorer;
	struct query_run *run;
	struct arena arena;
	struct query query; /* of the run */
	bool has_query;
	struct query_count items[QUERY_COUNTS_MAX];
	size_t count;
};
void query_counts_init(struct query_counts *counts, struct explorer *explorer);
void query_counts_clear(struct query_counts *counts);
void query_counts_done(struct query_counts *counts);
/* False: a key waits; the next frame tries again. */
bool query_counts_get(struct query_counts *counts, struct text query, uint32_t *models);
/* The first models of a query, in its order, else the newest; returns how many. */
uint32_t query_counts_rows(struct query_counts *counts, struct text query, uint32_t *rows,
	uint32_t capacity);
#endif

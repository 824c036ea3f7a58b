/* SPDX-License-Identifier: MIT */
/* cost_table.h - costs as tables (kind "cost"). Layer: advice. */
#ifndef CATALOG_ADVICE_COST_TABLE_H
#define CATALOG_ADVICE_COST_TABLE_H
#include "catalog/advice/cost.h"
#include "catalog/tables/table.h"

enum cost_rows {
	COST_ROWS_MODELS,   /* one offer for each model: cost_model */
	COST_ROWS_CHEAPEST, /* the cheapest offer of each model, cheapest first */
	COST_ROWS_OFFERS    /* every offer of each model, cheapest first */
};
/* Columns: name, provider, call, month, input, cached, written, output, bought (with budget=), break_even (with rig=), as_of, notes.
 * run (may be NULL) says which offers its query allows. parameters are copied. */
struct table *table_cost(const struct store *store, struct query_run *run, const uint32_t *rows,
	uint32_t count, enum cost_rows how, const struct parameters *parameters,
	struct arena *arena);
/* The cost and the model behind a row of that table. */
struct cost table_cost_of(const struct table *table, uint32_t index);
uint32_t table_cost_row(const struct table *table, uint32_t index);
/* Title of such a table: the workload, and what own hardware lacks. */
struct text cost_heading(struct text workload, const struct parameters *parameters,
	struct arena *arena);

/* Cost of a month at volumes from `least` requests on, ten times more in each column; own hardware (rig=) is a row of its own. */
struct table *table_cost_volumes(const struct store *store, struct query_run *run,
	const uint32_t *rows, uint32_t count, double least, const struct parameters *parameters,
	struct arena *arena);
/* Requests a month of its columns beside the name, from 0 on. */
double table_cost_volume(const struct table *table, size_t index);
#endif

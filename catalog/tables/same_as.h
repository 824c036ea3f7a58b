/* SPDX-License-Identifier: MIT */
/* same_as.h - what a command must say so that it gives the same as the screen, whatever the settings of whoever runs it. Layer: tables.
 * Texts and queries live in the arena, or are those that were given where nothing is to be added. */
#ifndef CATALOG_TABLES_SAME_AS_H
#define CATALOG_TABLES_SAME_AS_H
#include "catalog/tables/table.h"

/* The query with another text: where fields of the table, its order or its filters are computed, with: names all parameters that they stand on
 * and that are not the program's own, those of the settings too. */
const struct query *same_as_query(const struct query *query, const struct table_column *columns,
	size_t count, struct arena *arena);
/* Of models that are named: what changes their figures, which are clauses on offers, with: and the lens. query NULL: nothing. */
struct text same_as_figures(const struct query *query, const struct table_column *columns,
	size_t count, struct arena *arena);
/* "llmatlas list QUERY", of all fields where is_whole. */
struct text same_as_list(struct text query, bool is_whole, struct arena *arena);
/* "llmatlas show MODEL", with a field where there is one, and --query where the figures need it. run: NULL, none. */
struct text same_as_show(const struct table *table, uint32_t row, const char *field,
	struct arena *arena);
#endif

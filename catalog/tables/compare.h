/* SPDX-License-Identifier: MIT */
/* compare.h - models side by side. Layer: tables. */
#ifndef CATALOG_TABLES_COMPARE_H
#define CATALOG_TABLES_COMPARE_H
#include "catalog/tables/table.h"

struct compare_options {
	bool is_only_differences;
	uint32_t baseline;      /* index into rows, or UINT32_MAX: none */
	const uint16_t *fields; /* NULL: the default rows of the comparison */
	size_t field_count;
	const uint16_t *hidden; /* fields hidden by hand */
	size_t hidden_count;
};
/* Transposed; columns ordered by section; ★ only where better is defined, at least two values are known and they differ. */
struct table *table_compare(const struct store *store, struct query_run *run, const uint32_t *rows,
	uint32_t count, const struct compare_options *options, struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* compare.h - models side by side. Layer: tables.
 * Columns are fields in the order of the sections; behind the fields of what it takes stand, when asked for, the offers, one column per provider
 * (key "offer.PROVIDER", the blended price and the window it serves). A benchmark is shown only where at least two of the models have a score
 * under the same harness and version, which its head names; a score under another is not shown as comparable. */
#ifndef CATALOG_TABLES_COMPARE_H
#define CATALOG_TABLES_COMPARE_H
#include "catalog/tables/table.h"

enum { COMPARE_MODELS_MAX = 60 };

struct compare_options {
	bool is_only_differences;
	bool is_turned;         /* drawn with models as lines */
	bool has_offers;        /* a row per provider */
	uint32_t baseline;      /* index into rows, or UINT32_MAX: none */
	const uint16_t *fields; /* NULL: the default rows of the comparison */
	size_t field_count;
	const uint16_t *hidden; /* fields hidden by hand */
	size_t hidden_count;
	/* Where parameters, lens and offer clauses come from: the query of the run. NULL: none. It must outlive the table. */
	const struct query *query;
};
/* Transposed unless turned. ★ only where better is defined, at least two values are known, and the best one's interval meets no other's. */
struct table *table_compare(const struct store *store, struct query_run *run, const uint32_t *rows,
	uint32_t count, const struct compare_options *options, struct arena *arena);
/* The first part of a query that changes nothing; empty: there is none. */
struct text compare_query_rest(const struct query *query);
#endif

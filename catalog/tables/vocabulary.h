/* SPDX-License-Identifier: MIT */
/* vocabulary.h - the words of the query language as tables: fields, the values of one, what with: takes, the names that bits= knows.
 * Layer: tables. */
#ifndef CATALOG_TABLES_VOCABULARY_H
#define CATALOG_TABLES_VOCABULARY_H
#include "catalog/query/parameters.h"
#include "catalog/tables/table.h"

/* All of the catalog, in their order. */
struct table *table_fields(const struct store *store, struct arena *arena);
/* The members and terms that a field knows; of one that has none, such as a number, the field itself. */
struct table *table_field_values(const struct store *store, const struct field *field,
	struct arena *arena);
/* What with: takes, and what holds where it is not said. */
struct table *table_parameters(const struct parameters *defaults, struct arena *arena);
struct table *table_quantizations(struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* coverage.h - how much is known, field by field. Layer: tables. */
#ifndef CATALOG_TABLES_COVERAGE_H
#define CATALOG_TABLES_COVERAGE_H
#include "catalog/tables/table.h"

struct coverage {
	const struct field *field;
	/* Models by what is said of them; and by whether the source of what is believed was read or is only cited. */
	uint32_t disclosed, reported, inferred, undisclosed, unknown, seen, cited;
};
/* Of every field that is stated, not computed; in the arena. */
size_t coverage_of(const struct store *store, struct arena *arena, const struct coverage **out);
/* The share of the choice and set fields of models that is known or undisclosed. */
double coverage_share(const struct store *store, const struct coverage *list, size_t count);
struct table *table_coverage(const struct store *store, struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* column.h - columns and cells of the tables of this floor, whose values are computed for the table alone. Layer: advice; private to it.
 * A column is a struct field without an id, so that every exporter knows its kind and unit. */
#ifndef CATALOG_ADVICE_COLUMN_H
#define CATALOG_ADVICE_COLUMN_H
#include "catalog/tables/cell.h"

#define COLUMN_FIELD(key_, kind_, unit_, en, ko, better_, width_) \
	{ \
		.id = FIELD_NONE, .key = key_, .title = { en, ko }, .brief = { en, ko }, \
		.kind = kind_, .unit = unit_, .better = better_, .width = width_ \
	}

struct column_models {
	const uint32_t *rows;
	uint32_t count;
	const struct parameters *parameters;
};

/* Columns for the fields, in the arena. */
struct table_column *column_list(const struct field *fields, size_t count, struct arena *arena);
/* A number, NAN unknown; when low is below it the cell shows both ends. */
struct cell column_number(const struct field *field, double low, double number,
	struct arena *arena);
/* "llmatlas cost ID ID --with in=2k,out=500": repeats a table of named models. by (may be NULL) stands behind --by. */
struct text column_command(const struct store *store, const char *command, const char *by,
	const struct column_models *models, struct arena *arena);
void column_cite(struct cell *cell, enum basis basis, uint32_t source);
#endif

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

#define COLUMN_MONEY(key, en, ko) COLUMN_FIELD(key, KIND_NUMBER, UNIT_USD, en, ko, BETTER_LOW, 10)
#define COLUMN_MODEL_NAME \
	COLUMN_FIELD("name", KIND_TEXT, UNIT_NONE, "Name", "이름", BETTER_NONE, 24)

struct column_models {
	const uint32_t *rows;
	uint32_t count;
	const struct parameters *parameters;
};

/* Columns for the fields, in the arena. */
struct table_column *column_list(const struct field *fields, size_t count, struct arena *arena);
/* A number, NAN unknown; when low is below it the cell shows both ends. */
struct cell column_number(const struct field *field, double least, double most,
	struct arena *arena);
/* "llmatlas cost ID ID --with in=2k,out=500": repeats a table of named models. by (may be NULL) stands behind --by. */
struct text column_command(const struct store *store, const char *command, const char *by,
	const struct column_models *models, struct arena *arena);
/* What costs (FIELD_COST) or memory are computed for, for table->parameters; of a member that is NAN nothing is said. */
struct text column_parameters(const struct parameters *parameters, enum field_id field,
	struct arena *arena);
/* What stands behind one value of an offer on a day: its basis and its source. */
void column_cite(struct cell *cell, const struct store *store, uint32_t offer, enum field_id field,
	uint32_t day, struct arena *arena);
#endif

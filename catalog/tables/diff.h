/* SPDX-License-Identifier: MIT */
/* diff.h - what changed from one catalog to the next: models that are new, gone or renamed; prices, window and longest answer, license, status, abilities.
 * Layer: tables. Rows are walked in the order of ids, so a million of them are no trouble. Only what both know is a change: a value
 * that was unknown is news about the catalog, not about the model. A price that comes or goes is a change, as are a status and a day of retirement. */
#ifndef CATALOG_TABLES_DIFF_H
#define CATALOG_TABLES_DIFF_H
#include "catalog/tables/table.h"

enum change_kind {
	CHANGE_NEW,
	CHANGE_GONE,
	CHANGE_RENAMED,
	CHANGE_CHEAPER,
	CHANGE_DEARER,
	CHANGE_PRICED, /* a price that was unknown is known */
	CHANGE_UNPRICED,
	CHANGE_LONGER,
	CHANGE_SHORTER,
	CHANGE_RELICENSED,
	CHANGE_STATUS,
	CHANGE_ABILITIES,
	CHANGE_KIND_COUNT
};

struct change {
	enum change_kind kind;
	uint16_t field;      /* FIELD_NONE: the model itself */
	uint32_t row, other; /* of the new catalog (of the old one: gone), and of the old one */
};

struct changes {
	const struct store *old, *now;
	uint32_t
		kept; /* the day on which the old one was kept, for whoever reads the table; 0: it is no kept one */
	const struct change *items; /* by kind, then in the order of ids */
	size_t count;
	size_t counts[CHANGE_KIND_COUNT];
	const uint64_t *is_new,
		*is_changed; /* bit sets over the rows of the new catalog: is:new, is:changed */
};

struct interrupt;

/* Both stores must outlive the result, which lives in the arena. RESULT_INTERRUPTED: there is none. */
enum result diff_catalogs(struct changes *changes, const struct store *old, const struct store *now,
	const struct interrupt *interrupt, struct arena *arena);
/* Of these rows of the new catalog alone, and only those that the old one has under the same id: as quick as they are few. */
struct changes diff_rows(const struct store *old, const struct store *now, const uint64_t *rows,
	struct arena *arena);
/* What is compared: the model's value; of a model with one offer, as lists of hosts have them, what the offer says where the model does not. */
struct value change_value(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena);
const char *change_kind_key(enum change_kind kind);   /* "cheaper" */
const char *change_kind_title(enum change_kind kind); /* in the active language */
int change_kind_find(struct text word);               /* -1 if none */
/* "llmatlas diff --only new,cheaper", from a mask of kinds and their keys; 0: all, and no option. */
struct text diff_command(uint32_t kinds, const char *(*key)(int kind), struct arena *arena);
/* With these columns every table of changes begins. */
enum change_column {
	CHANGE_COLUMN_CHANGE,
	CHANGE_COLUMN_ID,
	CHANGE_COLUMN_NAME,
	CHANGE_COLUMN_FIELD,
	CHANGE_COLUMN_BEFORE,
	CHANGE_COLUMN_AFTER,
	CHANGE_COLUMN_COUNT
};
/* Those of table_changes behind them: whose price it is, and whose it was. People read the second only where it is another. */
enum { DIFF_COLUMN_PROVIDER = CHANGE_COLUMN_COUNT, DIFF_COLUMN_PROVIDER_BEFORE, DIFF_COLUMN_END };
struct cell_column;
/* Gives them to the table, and `count` more behind them (NULL: none). */
struct table_column *change_columns(struct table *table, const struct cell_column *more,
	size_t count, struct arena *arena);
/* kinds: a mask of those that are wanted, 0 all. */
struct table *table_changes(const struct changes *changes, uint32_t kinds, struct arena *arena);
#endif

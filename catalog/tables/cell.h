/* SPDX-License-Identifier: MIT */
/* cell.h - cells and columns of tables that hold words of their own, not facts of models; values printed into an arena. Layer: tables. */
#ifndef CATALOG_TABLES_CELL_H
#define CATALOG_TABLES_CELL_H
#include "catalog/tables/table.h"

struct strbuf;

/* By value_print, value_print_brief or value_print_key. */
struct text cell_printed(void (*print)(struct strbuf *, const struct field *, const struct value *),
	const struct field *field, const struct value *value, struct arena *arena);
struct text cell_printed_number(enum unit unit, double number, struct arena *arena);
/* A value in its three forms; a member or term by its key, not its title. */
struct cell cell_value(const struct field *field, struct value value, struct arena *arena);
/* Two values of a field that stand beside each other and differ: where they look the same, or the smaller one larger (262,142 tokens are 262k,
 * 262,144 are 256k), with all their digits. */
void cells_tell_apart(const struct field *field, struct cell *one, struct cell *two,
	struct arena *arena);
/* A text that people and programs read alike; an empty one is unknown. */
struct cell cell_text(struct text text);
/* One that people read in their language and programs by its key. */
struct cell cell_word(struct text shown, struct text key);

/* What nobody knows: ? for people, nothing for programs. */
struct cell cell_unknown(void);

/* A number of a column without a field (is_number), as many decimals for people as for programs; NAN is unknown. */
struct cell cell_figure(double number, int decimals, struct arena *arena);
struct cell cell_count(uint32_t number, struct arena *arena);
struct cell_column {
	const char *key, *title; /* title: N_() */
	uint8_t width;
	bool is_number;
	const char *unit; /* of its numbers, in English; NULL: none */
};
#define CELL_WORDS(key, title, width) \
	{ \
		key, title, width, false, NULL \
	}
#define CELL_NUMBERS(key, title, width, unit) \
	{ \
		key, title, width, true, unit \
	}
/* Columns without a field, in the arena. */
struct table_column *cell_columns(const struct cell_column *of, size_t count, struct arena *arena);
/* A table of such columns, in the arena; its maker gives it a title, a command, and a context and a catalog where its rows need them. */
struct table *cell_table(enum table_kind kind, const struct table_ops *ops,
	const struct cell_column *of, size_t count, uint32_t rows, struct arena *arena);
/* Where there is little room, before columns of a lower priority. */
void cell_gives_way(struct table *table, size_t column, uint8_t priority);
struct text cell_no_id(const struct table *table, uint32_t index); /* row_id of rows without one */
#endif

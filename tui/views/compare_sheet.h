/* SPDX-License-Identifier: MIT */
/* compare_sheet.h - the comparison laid out for a screen: upright, with fields as lines and labels that stay, or turned, with models as lines and
 * names that stay. Layer: tui/views. What is drawn in a cell is what exports write: export_cell_parts. */
#ifndef TUI_VIEWS_COMPARE_SHEET_H
#define TUI_VIEWS_COMPARE_SHEET_H
#include "catalog/tables/compare.h"
#include "catalog/tables/export.h"
#include "tui/views/view.h"

enum sheet_line_kind { SHEET_BLANK, SHEET_HEADING, SHEET_CELLS, SHEET_SOURCES, SHEET_SOURCE };
struct sheet_line {
	enum sheet_line_kind kind;
	int column; /* of the table; SHEET_SOURCE: number of the source */
	int part;   /* which line of a wrapped cell */
};

struct compare_sheet { /* all but the first block lives in the arena of the last compare_sheet_prepare */
	struct scroll scroll;      /* upright: over lines; turned: over models */
	size_t model, first_model; /* under the cursor, first shown */
	size_t field, first_field; /* turned */
	size_t wanted; /* column that the cursor goes to next, counted from 1; 0: none */

	const struct explorer *explorer;
	struct table *table;
	struct cell *cells;            /* row-major: models x columns */
	struct export_sources sources; /* numbered in the order of the lines */
	struct sheet_line *lines;
	size_t line_count;
	size_t shown;     /* models or fields that fit beside the labels */
	int label, width; /* cells of the labels, and of a model's column */
	int heads;        /* lines above those that scroll */
	int note_at;      /* where notes of short values stand, down the page */
	int *widths;      /* turned: of each field's column */
	int *fronts; /* of those, cells of the figures, before notes, marks and numbers; 0: words */
	struct arena *arena;
};

void compare_sheet_prepare(struct compare_sheet *sheet, struct table *table, struct rect area,
	struct arena *arena);
void compare_sheet_done(struct compare_sheet *sheet);
/* compare_sheet_draw.c */
void compare_sheet_draw(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area);
/* The column under the cursor; NULL on a line that has none. */
const struct table_column *compare_sheet_column(const struct compare_sheet *sheet);
const struct source *compare_sheet_source(const struct compare_sheet *sheet, struct source *out);
void compare_sheet_click(struct compare_sheet *sheet, int x, int y, struct rect area);
bool compare_sheet_act(struct compare_sheet *sheet, enum action action); /* moving */
/* Lines below those that are seen, or turned fields behind them. */
size_t compare_sheet_hidden(const struct compare_sheet *sheet);

/* compare_sheet_foot.c: on the last line of the area, what is hidden, or what the line under the cursor is in full; and the signs. */
void compare_sheet_draw_foot(const struct compare_sheet *sheet, bool is_only_differences,
	struct canvas *canvas, struct rect area);

/* compare_sheet_digest.c: price and quality, in the third line of the heads. */
bool compare_has_digest(const struct compare_sheet *sheet);
void compare_draw_digest(const struct compare_sheet *sheet, struct canvas *canvas,
	struct rect area);

/* compare_sheet_turned.c */
void compare_turned_prepare(struct compare_sheet *sheet, struct rect area);
void compare_turned_draw(const struct compare_sheet *sheet, struct canvas *canvas,
	struct rect area);

/* Shared: a cell of the table, its letter, one line of its text. */
const struct cell *compare_sheet_cell(const struct compare_sheet *sheet, size_t model,
	size_t column);
struct export_cell_parts compare_sheet_parts(const struct compare_sheet *sheet, size_t model,
	size_t column, bool is_ascii);
void compare_sheet_letter(const struct compare_sheet *sheet, size_t model, char out[4]);
/* The lines of the row at a line: a cell that wraps makes more than one. */
void compare_sheet_row(const struct compare_sheet *sheet, uint32_t line, uint32_t *first,
	uint32_t *last);

/* compare_sheet_cell.c: a cell of the upright sheet. */
enum {
	COMPARE_HEADS = 2,     /* lines: letters, names */
	COMPARE_GUTTER = 2,    /* before a value: the best sign */
	COMPARE_PARTS_MAX = 14 /* lines of a cell */
};
struct compare_line {
	struct text value, note, tail;
};
/* What it says, as exports write it; what is not disclosed in the word of the list where that keeps the marks on its line. */
struct export_cell_parts compare_cell_parts(const struct compare_sheet *sheet, size_t model,
	size_t column, bool is_ascii);
/* Wraps the value; note and tail go behind its last line, or below it when they do not fit. Returns how many lines. */
int compare_cell_lines(const struct export_cell_parts *parts, int width, struct arena *arena,
	struct compare_line lines[COMPARE_PARTS_MAX]);
/* The part of it that stands on this line of the sheet. */
void compare_cell_draw(const struct compare_sheet *sheet, struct canvas *canvas, int x, int y,
	size_t model, const struct sheet_line *line);

/* compare_sheet_few.c: what to do while fewer than two models are marked. */
void compare_draw_too_few(const struct table *table, struct canvas *canvas, struct rect area);
#endif

/* SPDX-License-Identifier: MIT */
/* learn_table.h - a lesson laid out in lines and columns, with the live counts of its queries. Layer: tui/views. */
#ifndef TUI_VIEWS_LEARN_TABLE_H
#define TUI_VIEWS_LEARN_TABLE_H
#include "tui/query_counts.h"
#include "tui/views/view.h"

enum { LEARN_LINES_MAX = 200 };

enum learn_line_kind { LEARN_TEXT, LEARN_BLANK, LEARN_HEAD, LEARN_ROW };
struct learn_line {
	enum learn_line_kind kind;
	enum role role; /* LEARN_TEXT */
	struct text text;
	size_t row; /* LEARN_ROW */
};
struct learn_table {
	const struct lesson *lesson;
	struct learn_line *lines; /* in the frame arena, as is all below */
	size_t line_count, head_line;
	struct text *texts;                 /* rows x (1 + columns), counts filled in */
	int widths[LESSON_COLUMNS_MAX + 1]; /* natural; 0: the row's head */
	size_t first, shown;                /* columns on the screen, from 1 */
	int gap, width;                     /* of the whole, counts included */
	bool has_counts;                    /* there is room for the column of counts */
};
/* The columns around `column` that fit `cells`. */
void learn_table_make(struct learn_table *table, const struct lesson *lesson, size_t column,
	struct query_counts *counts, int cells, struct arena *frame);
/* Place and width of a column on the screen; 0 cells: not shown. */
int learn_table_column(const struct learn_table *table, size_t column, int *cells);
void learn_table_draw_head(const struct learn_table *table, struct canvas *canvas, int x, int y,
	size_t column);
/* count: the models of the row at the column under the cursor, "" for none. */
void learn_table_draw_row(const struct learn_table *table, struct canvas *canvas, int x, int y,
	size_t row, struct text count);
/* Text in which the signs of facts are dim and have their twins where signs are ASCII. */
int learn_draw_text(struct canvas *canvas, int x, int y, int cells, enum role role,
	struct text text);
#endif

/* SPDX-License-Identifier: MIT */
/* table_pane.h - any table as a list with heads and a cursor: columns that matter least go first where space is short. Layer: tui. */
#ifndef TUI_TABLE_PANE_H
#define TUI_TABLE_PANE_H
#include "catalog/tables/table.h"
#include "tui/input/scroll.h"
#include "tui/screen/canvas.h"

enum { TABLE_PANE_COLUMNS = 24 };
struct table_pane {
	struct scroll scroll;
	struct table *table; /* in the frame arena, as the cells */
	struct cell *cells;  /* of the rows that are seen */
	uint32_t first, seen;
	int widths[TABLE_PANE_COLUMNS]; /* 0: not shown */
	int marks[TABLE_PANE_COLUMNS];  /* cells of each that are kept for signs */
	int gutter;
};
/* area: with the line of heads. gutter: cells before each row, for the cursor and a letter. */
void table_pane_prepare(struct table_pane *pane, struct table *table, struct rect area, int gutter,
	struct arena *frame);
/* letter (may be NULL) fills the mark of a row; false: none. */
void table_pane_draw(const struct table_pane *pane, struct canvas *canvas, struct rect area,
	bool (*letter)(void *context, uint32_t index, char out[4]), void *context);
#endif

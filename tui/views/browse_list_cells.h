/* SPDX-License-Identifier: MIT */
/* browse_list_cells.h - cells of the rows that the list drew last, so that a cursor key prints nothing anew. Layer: tui. */
#ifndef TUI_VIEWS_BROWSE_LIST_CELLS_H
#define TUI_VIEWS_BROWSE_LIST_CELLS_H
#include "catalog/tables/table.h"
#include "tui/explorer.h"

struct list_cells;
struct list_cells *list_cells_new(void);
void list_cells_free(struct list_cells *cells);
/* Forgets what was made for another query, other columns, another language. Once a frame, before the first row. */
void list_cells_begin(struct list_cells *cells, const struct explorer *explorer,
	const struct table *table);
/* One for each column of the table; good until the next begin. */
const struct cell *list_cells_of(struct list_cells *cells, const struct table *table, uint32_t row);
#endif

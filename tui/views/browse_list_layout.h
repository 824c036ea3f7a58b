/* SPDX-License-Identifier: MIT */
/* browse_list_layout.h - which columns of the list are seen, how wide they are and how far apart. Layer: tui/views. */
#ifndef TUI_VIEWS_BROWSE_LIST_LAYOUT_H
#define TUI_VIEWS_BROWSE_LIST_LAYOUT_H
#include "tui/views/browse_list.h"

enum { LIST_NAME_READ = 28 }; /* of the name, before further columns are added */

bool list_is_name(const struct table_column *column);
/* Fills widths, gaps and bar_cells for the pane's table, cells and first column. */
void list_lay_out(struct list_pane *pane);
/* Cells from the beginning of a column to the next; 0: it is not seen. */
int list_step(const struct list_pane *pane, size_t column);
#endif

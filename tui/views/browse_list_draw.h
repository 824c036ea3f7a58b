/* SPDX-License-Identifier: MIT */
/* browse_list_draw.h - the list as it is drawn: heads, rows with their signs and bars, near misses in empty space. Layer: tui. */
#ifndef TUI_VIEWS_BROWSE_LIST_DRAW_H
#define TUI_VIEWS_BROWSE_LIST_DRAW_H
#include "tui/views/browse_list.h"

void list_draw_head(const struct list_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect row, bool is_focused, struct arena *frame);
void list_draw_model(const struct list_pane *pane, struct explorer *explorer, struct canvas *canvas,
	struct rect row, uint32_t model, struct text name, const struct clause *near);
void list_draw_near(const struct list_pane *pane, struct explorer *explorer, struct canvas *canvas,
	struct rect area, int from, struct arena *frame);
#endif

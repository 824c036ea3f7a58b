/* SPDX-License-Identifier: MIT */
/* browse_list_nothing.h - the list when nothing matches: the ways out are its rows, each a filter to take out. Layer: tui/views. */
#ifndef TUI_VIEWS_BROWSE_LIST_NOTHING_H
#define TUI_VIEWS_BROWSE_LIST_NOTHING_H
#include "tui/views/view.h"

/* way: the row of the cursor. Returns the first line below. */
int browse_list_nothing_draw(size_t way, struct explorer *explorer, struct canvas *canvas,
	struct rect area, bool is_focused);
/* False: there are rows, or the action means something else. */
bool browse_list_nothing_act(size_t *way, struct explorer *explorer, enum action action);
#endif

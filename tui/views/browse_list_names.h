/* SPDX-License-Identifier: MIT */
/* browse_list_names.h - names as they fit the list, told apart. Layer: tui/views. */
#ifndef TUI_VIEWS_BROWSE_LIST_NAMES_H
#define TUI_VIEWS_BROWSE_LIST_NAMES_H
#include "tui/views/browse_list.h"

/* Of rows that are seen together, one each, in the arena. Where a name is cut its last word stays; where two would look alike, what they differ
 * by. How many of the family a row stands for (" +8") is never cut. */
struct text *list_names(const struct list_pane *pane, struct explorer *explorer,
	const uint32_t *rows, uint32_t count, struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* browse_list_bar.h - the quiet bars beside the column that the list is sorted by: they explain the order. Layer: tui/views.
 * A bar's length is its part of the largest value among the matching models; where the field spans magnitudes, of their magnitudes. */
#ifndef TUI_VIEWS_BROWSE_LIST_BAR_H
#define TUI_VIEWS_BROWSE_LIST_BAR_H
#include "tui/views/view.h"

enum { LIST_BAR_CELLS = 6 }; /* the first stays blank */
struct list_bar {
	const struct field *field; /* NULL: not sorted by a number */
	double low, high;          /* of the known values above zero */
	uint32_t generation;       /* of the explorer when measured */
};
void list_bar_prepare(struct list_bar *bar, struct explorer *explorer);
double list_bar_share(const struct list_bar *bar, const struct value *value); /* NAN: no bar */
/* A thin line: bars of blocks would outshout the figures. */
void list_bar_draw(struct canvas *canvas, int x, int y, double share);
#endif

/* SPDX-License-Identifier: MIT */
/* browse_areas.h - where the panes of Browse stand: panes | list | detail on wide screens, panes and one of the others on medium ones, one
 * alone on narrow ones. Borders stay where they were dragged to. Layer: tui/views. */
#ifndef TUI_VIEWS_BROWSE_AREAS_H
#define TUI_VIEWS_BROWSE_AREAS_H
#include "tui/screen/canvas.h"

enum focus { FOCUS_PANES, FOCUS_LIST, FOCUS_DETAIL, FOCUS_COUNT };

struct browse_areas {
	struct rect of[FOCUS_COUNT];   /* width 0: not on the screen */
	int panes_width, detail_width; /* as dragged; 0: by the width of the screen */
};

/* shows_detail: where the list and the detail have one place, the detail has it. */
void browse_areas_lay_out(struct browse_areas *areas, struct rect area, enum focus focus,
	bool shows_detail);
void browse_areas_draw_rules(const struct browse_areas *areas, struct canvas *canvas,
	struct rect area);
/* Details stand beside the list, not in its place. */
bool browse_areas_are_beside(const struct browse_areas *areas);
/* What stands at a cell; FOCUS_COUNT: a border, or nothing. */
enum focus browse_areas_at(const struct browse_areas *areas, int x, int y);
/* A border that was taken at one cell is let go at another; elsewhere nothing moves. */
void browse_areas_drag(struct browse_areas *areas, int from_x, int from_y, int x);
#endif

/* SPDX-License-Identifier: MIT */
/* cost_foot.h - what must be said beside a cost, in the lines below the list. Layer: tui/views. */
#ifndef TUI_VIEWS_COST_FOOT_H
#define TUI_VIEWS_COST_FOOT_H
#include "catalog/advice/cost.h"
#include "tui/explorer.h"
#include "tui/screen/canvas.h"

/* The notes of a cost, behind whose it is where `of` says so: a line each where that fits into `most` lines of `width` cells, else one behind the other. */
struct text cost_foot_text(const struct explorer *explorer, const struct cost *cost, struct text of,
	int width, int most, struct arena *arena);
int cost_foot_lines(struct text text, int width);
/* What does not fit is cut on the last line, with the sign for it. */
void cost_foot_draw(struct canvas *canvas, struct rect area, enum role role, struct text text);
#endif

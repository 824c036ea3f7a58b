/* SPDX-License-Identifier: MIT */
/* canvas_parts.h - cells of a canvas one by one; private to canvas*.c. Layer: tui/screen. */
#ifndef TUI_SCREEN_CANVAS_PARTS_H
#define TUI_SCREEN_CANVAS_PARTS_H
#include "tui/screen/canvas.h"

static inline bool is_inside(const struct canvas *canvas, int x, int y)
{
	return rect_has(canvas->clip, x, y);
}

static inline struct canvas_cell *cell_at(const struct canvas *canvas, int x, int y)
{
	return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

/* One cluster into cells that are inside. */
void canvas_put(struct canvas *canvas, int x, int y, enum role role, struct text cluster,
	int width);
#endif

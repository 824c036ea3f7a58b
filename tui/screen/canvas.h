/* SPDX-License-Identifier: MIT */
/* canvas.h - a grid of cells that views draw on and a terminal (or a test) shows. Layer: tui/screen.
 * A second net for text: controls and invisible characters become U+FFFD here. A wide cluster takes its cell and an empty one behind it;
 * half of one is never left: the other half becomes a blank. */
#ifndef TUI_SCREEN_CANVAS_H
#define TUI_SCREEN_CANVAS_H
#include "catalog/base/text.h"
#include "tui/screen/role.h"

struct rect {
	int x, y, width, height;
};
bool rect_has(struct rect rect, int x, int y);
/* In the middle of an area, at most so wide and so high; a cell of the area is seen on both sides. */
struct rect rect_centered(struct rect area, int width, int height);

struct canvas_cell {
	char cluster[21];    /* UTF-8, filled up with NUL; "" is the right half of a wide cell */
	uint8_t width;       /* 1 or 2; 0 right half */
	uint8_t role;        /* enum role */
	uint8_t is_selected; /* selection lies over the role */
};
struct canvas {
	int width, height;
	struct canvas_cell *cells;
	int cursor_x, cursor_y;
	bool is_cursor_visible; /* in a line that is typed into; else it stands on the row in hand, */
	bool shows_cursor;      /* where the settings may show it */
	bool is_ascii;          /* signs are drawn as their ASCII twins */
	struct rect clip;
};

void canvas_init(struct canvas *canvas);
void canvas_done(struct canvas *canvas);
void canvas_resize(struct canvas *canvas, int width, int height); /* clamps to 1..1000; clears */
void canvas_clear(struct canvas *canvas);
void canvas_clip(struct canvas *canvas,
	struct rect clip); /* drawing stays inside; whole canvas: canvas_clip_none */
void canvas_clip_none(struct canvas *canvas);

/* Draws at most `cells` cells; cut at a cluster boundary, without a sign. Returns cells used. */
int canvas_text(struct canvas *canvas, int x, int y, int cells, enum role role, struct text text);
/* As above, with `…` at the end when cut. */
int canvas_text_cut(struct canvas *canvas, int x, int y, int cells, enum role role,
	struct text text);
int canvas_text_right(struct canvas *canvas, int x, int y, int cells, enum role role,
	struct text text); /* flush right */
int canvas_format(struct canvas *canvas, int x, int y, int cells, enum role role,
	const char *format, ...) __attribute__((format(printf, 6, 7)));
void canvas_fill(struct canvas *canvas, struct rect rect, enum role role); /* blanks */
void canvas_select(struct canvas *canvas, struct rect rect, bool is_focused);
/* The row under the cursor of a list, with the sign for it before it; where the keys go elsewhere the sign alone, a quiet one. */
void canvas_select_row(struct canvas *canvas, struct rect row, bool is_focused);
/* A dialog comes over what is drawn: the cursor there is one of another pane now. */
void canvas_step_back(struct canvas *canvas);
void canvas_rule(struct canvas *canvas, int x, int y,
	int cells); /* horizontal; joins with vertical ones it meets */
void canvas_rule_down(struct canvas *canvas, int x, int y, int cells);
void canvas_box(struct canvas *canvas, struct rect rect, struct text title,
	struct text foot); /* dialogs; clears the inside */
/* A bar of share 0..1 in eighths, or # in ASCII. */
void canvas_bar(struct canvas *canvas, int x, int y, int cells, enum role role, double share);
void canvas_cursor(struct canvas *canvas, int x, int y);
/* Sign by name with its ASCII twin: see sign.def in role.h. */
const char *canvas_sign(const struct canvas *canvas, enum sign sign);
/* Draws it; returns cells used. */
int canvas_put_sign(struct canvas *canvas, int x, int y, enum role role, enum sign sign);
#endif

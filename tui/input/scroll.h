/* SPDX-License-Identifier: MIT */
/* scroll.h - a cursor in a list and the part of it that is seen. Layer: tui/input. */
#ifndef TUI_INPUT_SCROLL_H
#define TUI_INPUT_SCROLL_H
#include "tui/input/action.h"
#include <stdbool.h>
#include <stdint.h>

struct scroll {
	uint32_t cursor, top, count;
	int height;
};
void scroll_set(struct scroll *scroll, uint32_t count,
	int height); /* clamps; keeps the cursor where it is */
void scroll_to(struct scroll *scroll, uint32_t cursor);
void scroll_lines(struct scroll *scroll,
	int lines); /* the part that is seen moves; the cursor only to stay in it */
/* Whether there is something on a line of what is seen, counted from its first. */
bool scroll_has(const struct scroll *scroll, int line);
/* The cursor on such a line. True: it was there already, so a second click opens. */
bool scroll_point(struct scroll *scroll, int line);
bool scroll_act(struct scroll *scroll,
	enum action action); /* moving actions; false if it is none */
#endif

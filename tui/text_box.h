/* SPDX-License-Identifier: MIT */
/* text_box.h - a dialog with lines of text that scroll: what evidence and help share. Layer: tui. */
#ifndef TUI_TEXT_BOX_H
#define TUI_TEXT_BOX_H
#include "tui/input/scroll.h"
#include "tui/screen/canvas.h"

enum { TEXT_BOX_LINES = 400 };
struct text_box_line {
	struct text text, right;
	enum role role;
	int indent;
};
struct text_box {
	struct text title, foot;
	struct text_box_line lines[TEXT_BOX_LINES];
	size_t count, top;
	size_t selected, selected_to; /* numbers of the lines under the cursor, from 1; 0: none */
	struct rect rect;
};
/* Wraps the text into lines of the box's width. */
void text_box_add(struct text_box *box, enum role role, int indent, struct text text);
/* The same for an item of a list: its further lines stand a step in. */
void text_box_add_item(struct text_box *box, enum role role, int indent, struct text text);
void text_box_place(struct text_box *box, struct rect area,
	int width); /* before adding; height follows in text_box_fit */
void text_box_fit(struct text_box *box, struct rect area);
size_t text_box_seen(const struct text_box *box); /* lines that it shows at once */
void text_box_reveal(struct text_box *box,
	size_t line); /* scrolls so that a line, from 1, is seen */
void text_box_draw(const struct text_box *box, struct canvas *canvas);
bool text_box_act(struct text_box *box, enum action action); /* moving */
#endif

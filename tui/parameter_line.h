/* SPDX-License-Identifier: MIT */
/* parameter_line.h - the line in which the parameters of with: are typed: what cost and fit share. Layer: tui.
 * "in=2k,out=500" changes the query's clause; "my bot: in=2k,out=500" also keeps it under that name. */
#ifndef TUI_PARAMETER_LINE_H
#define TUI_PARAMETER_LINE_H
#include "tui/explorer.h"
#include "tui/input/line_editor.h"

struct parameter_line {
	struct line_editor editor;
	bool is_open;
	struct strbuf wrong; /* why the text is not taken */
};
void parameter_line_init(struct parameter_line *line);
void parameter_line_done(struct parameter_line *line);
/* Opens with the parameters among `wanted` (ending in PARAMETER_COUNT) that stand now. */
void parameter_line_open(struct parameter_line *line, struct explorer *explorer,
	const enum parameter *wanted);
/* While open it takes every key; true: taken. Enter puts the parameters into the query. */
bool parameter_line_key(struct parameter_line *line, struct explorer *explorer,
	struct key_event key);
/* Two lines: the editor, and what can be typed or what is wrong. */
void parameter_line_draw(struct parameter_line *line, struct canvas *canvas, struct rect area);
#endif

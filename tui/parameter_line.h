/* SPDX-License-Identifier: MIT */
/* parameter_line.h - the line in which the parameters of with: are typed: what cost and fit share. Layer: tui.
 * "in=2k,out=500" changes the query's clause; "my bot: in=2k,out=500" also keeps it under that name. */
#ifndef TUI_PARAMETER_LINE_H
#define TUI_PARAMETER_LINE_H
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

struct parameter_line {
	struct line_editor editor;
	bool is_open, is_changed;
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
/* Two lines: the editor, and what can be typed or what is wrong, which may take the lines that area has besides. */
void parameter_line_draw(struct parameter_line *line, struct canvas *canvas, struct rect area);
/* What stands at the foot of a dialog, and its keys, while it is open; no keys: it is not. */
struct text parameter_line_foot(const struct parameter_line *line, const char *otherwise);
size_t parameter_line_hints(const struct parameter_line *line, struct key_hint *out);
#endif

/* SPDX-License-Identifier: MIT */
/* line_editor.h - one line of text with a cursor: insert, delete, move by cluster and word, history. Layer: tui/input.
 * Text is clean and NFC; a paste is one edit and never confirms. */
#ifndef TUI_INPUT_LINE_EDITOR_H
#define TUI_INPUT_LINE_EDITOR_H
#include "catalog/base/arena.h"
#include "catalog/base/strbuf.h"
#include "tui/input/key.h"
#include "tui/input/scroll.h"
#include "tui/screen/canvas.h"

struct line_editor {
	struct strbuf line;
	size_t cursor; /* byte, at a cluster boundary */
	size_t first;  /* first byte seen */
	size_t history_at;
	struct strbuf kept; /* the line before walking the history */
};
enum line_outcome {
	LINE_SAME,
	LINE_MOVED,
	LINE_CHANGED,
	LINE_ACCEPTED,
	LINE_CANCELLED,
	LINE_COMPLETE,
	LINE_UP,
	LINE_DOWN
};
void line_editor_init(struct line_editor *editor, struct text text);
void line_editor_done(struct line_editor *editor);
void line_editor_set(struct line_editor *editor, struct text text);
enum line_outcome line_editor_key(struct line_editor *editor, struct key_event key);
/* The same beside a list that is found while one types: arrows and pages move in it, and a line that has changed begins at its top. */
enum line_outcome line_editor_find_key(struct line_editor *editor, struct scroll *list,
	struct key_event key);
/* Draws in `cells` cells and puts the canvas cursor; error_from/size mark a wrong part. */
void line_editor_draw(struct line_editor *editor, struct canvas *canvas, int x, int y, int cells,
	size_t error_from, size_t error_size);
#endif

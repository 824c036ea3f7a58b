/* SPDX-License-Identifier: MIT */
#include "tui/input/line_editor.h"

#include <string.h>

void line_editor_init(struct line_editor *editor, struct text text)
{
	memset(editor, 0, sizeof(*editor));
	strbuf_init(&editor->line);
	strbuf_init(&editor->kept);
	line_editor_set(editor, text);
}

void line_editor_done(struct line_editor *editor)
{
	strbuf_done(&editor->line);
	strbuf_done(&editor->kept);
}

void line_editor_set(struct line_editor *editor, struct text text)
{
	strbuf_clear(&editor->line);
	strbuf_add(&editor->line, text);
	editor->cursor = editor->line.size;
	editor->first = 0;
}

static size_t cluster_after(struct text line, size_t at)
{
	int width;

	if (at < line.size)
		text_next_cluster(line, &at, &width);
	return at;
}

static size_t word_before(struct text line, size_t at)
{
	while (at > 0 && line.bytes[at - 1] == ' ')
		at--;
	while (at > 0 && line.bytes[at - 1] != ' ')
		at--;
	return at;
}

static size_t word_after(struct text line, size_t at)
{
	while (at < line.size && line.bytes[at] == ' ')
		at++;
	while (at < line.size && line.bytes[at] != ' ')
		at++;
	return at;
}

static enum line_outcome cut_from(struct line_editor *editor, size_t from)
{
	if (from == editor->cursor)
		return LINE_SAME;
	strbuf_splice(&editor->line, from, editor->cursor - from, TEXT_NONE);
	editor->cursor = from;
	return LINE_CHANGED;
}

static enum line_outcome move_to(struct line_editor *editor, size_t cursor)
{
	editor->cursor = cursor;
	return LINE_MOVED;
}

/* Typed text joins what stands there: Hangul jamo compose, combining marks attach. */
static enum line_outcome insert(struct line_editor *editor, struct text raw)
{
	struct arena arena;
	struct strbuf whole;

	arena_init(&arena);
	strbuf_init(&whole);
	struct text line = strbuf_text(&editor->line);
	size_t from = text_previous_cluster(line, editor->cursor);
	bool is_blank = raw.size == 1 && raw.bytes[0] == ' ';
	if (is_blank) { /* cleaning would drop it at the end */
		strbuf_splice(&editor->line, editor->cursor, 0, raw);
		editor->cursor++;
	} else {
		size_t kept = editor->cursor - from;
		bool joins = kept > 0 && line.bytes[from] != ' ';
		if (!joins)
			from = editor->cursor;
		strbuf_add(&whole, text_slice(line, from, editor->cursor - from));
		strbuf_add(&whole, raw);
		struct text clean = text_clean(&arena, strbuf_text(&whole), NULL);
		strbuf_splice(&editor->line, from, editor->cursor - from, clean);
		editor->cursor = from + clean.size;
	}
	strbuf_done(&whole);
	arena_done(&arena);
	return LINE_CHANGED;
}

static enum line_outcome control_key(struct line_editor *editor, uint32_t point)
{
	struct text line = strbuf_text(&editor->line);

	switch (point) {
	case 'a': return move_to(editor, 0);
	case 'e': return move_to(editor, line.size);
	case 'b': return move_to(editor, text_previous_cluster(line, editor->cursor));
	case 'f': return move_to(editor, cluster_after(line, editor->cursor));
	case 'w': return cut_from(editor, word_before(line, editor->cursor));
	case 'u': return cut_from(editor, 0);
	case 'k': strbuf_cut(&editor->line, editor->cursor); return LINE_CHANGED;
	case 'h': return cut_from(editor, text_previous_cluster(line, editor->cursor));
	case 'p': return LINE_UP;
	case 'n': return LINE_DOWN;
	case 'c':
	case 'g': return LINE_CANCELLED;
	default: return LINE_SAME;
	}
}

static enum line_outcome delete_after(struct line_editor *editor)
{
	struct text line = strbuf_text(&editor->line);
	size_t end = cluster_after(line, editor->cursor);

	if (end == editor->cursor)
		return LINE_SAME;
	strbuf_splice(&editor->line, editor->cursor, end - editor->cursor, TEXT_NONE);
	return LINE_CHANGED;
}

enum line_outcome line_editor_key(struct line_editor *editor, struct key_event key)
{
	struct text line = strbuf_text(&editor->line);
	bool by_word = key.modifiers & (KEY_CTRL | KEY_ALT);

	switch (key.code) {
	case KEY_CODE_ENTER: return LINE_ACCEPTED;
	case KEY_CODE_ESCAPE: return LINE_CANCELLED;
	case KEY_CODE_TAB: return LINE_COMPLETE;
	case KEY_CODE_UP: return LINE_UP;
	case KEY_CODE_DOWN: return LINE_DOWN;
	case KEY_CODE_HOME: return move_to(editor, 0);
	case KEY_CODE_END: return move_to(editor, line.size);
	case KEY_CODE_LEFT:
		return move_to(editor,
			by_word ? word_before(line, editor->cursor)
				: text_previous_cluster(line, editor->cursor));
	case KEY_CODE_RIGHT:
		return move_to(editor,
			by_word ? word_after(line, editor->cursor)
				: cluster_after(line, editor->cursor));
	case KEY_CODE_BACKSPACE:
		return cut_from(editor,
			by_word ? word_before(line, editor->cursor)
				: text_previous_cluster(line, editor->cursor));
	case KEY_CODE_DELETE: return delete_after(editor);
	case KEY_CODE_PASTE: return insert(editor, key.text);
	case KEY_CODE_CHARACTER: break;
	default: return LINE_SAME;
	}
	if (key.modifiers & KEY_CTRL)
		return control_key(editor, key.point);
	if (key.modifiers & KEY_ALT)
		return LINE_SAME;
	char bytes[4];
	size_t size = text_encode(key.point, bytes);
	return insert(editor, (struct text){ bytes, size });
}

/* Keeps the cursor inside the cells that are seen. */
static void follow(struct line_editor *editor, int cells)
{
	struct text line = strbuf_text(&editor->line);

	if (editor->first >= editor->cursor) /* the sign of what is before stands there */
		editor->first = text_previous_cluster(line, editor->cursor);
	editor->first = editor->cursor -
		text_tail(text_slice(line, editor->first, editor->cursor - editor->first),
			cells - 1)
			.size;
}

/* The line goes on at an end: the sign takes the place of what is cut there, but never of the cursor. */
static void draw_ends(const struct line_editor *editor, struct canvas *canvas, int x, int y,
	int cells, int cursor)
{
	struct text line = strbuf_text(&editor->line),
		    rest = text_slice(line, editor->first, line.size - editor->first);
	struct text sign = text_of(canvas_sign(canvas, SIGN_CUT));

	if (editor->first > 0 && cursor > 0)
		canvas_text(canvas, x, y, 1, ROLE_DIM, sign);
	if (text_width(rest) > cells && cursor + 1 < cells)
		canvas_text(canvas, x + cells - 1, y, 1, ROLE_DIM, sign);
}

enum line_outcome line_editor_find_key(struct line_editor *editor, struct scroll *list,
	struct key_event key)
{
	if (key.code == KEY_CODE_PAGE_UP || key.code == KEY_CODE_PAGE_DOWN) {
		scroll_act(list, key.code == KEY_CODE_PAGE_UP ? ACTION_PAGE_UP : ACTION_PAGE_DOWN);
		return LINE_SAME;
	}
	enum line_outcome outcome = line_editor_key(editor, key);
	if (outcome == LINE_UP || outcome == LINE_DOWN) {
		scroll_act(list, outcome == LINE_UP ? ACTION_UP : ACTION_DOWN);
		return LINE_SAME;
	}
	if (outcome == LINE_CHANGED)
		scroll_to(list, 0);
	return outcome;
}

void line_editor_draw(struct line_editor *editor, struct canvas *canvas, int x, int y, int cells,
	size_t error_from, size_t error_size)
{
	if (cells <= 0)
		return;
	follow(editor, cells);
	struct text line = strbuf_text(&editor->line);
	size_t at = editor->first;
	int used = 0;
	canvas_fill(canvas, (struct rect){ x, y, cells, 1 }, ROLE_INPUT);
	while (at < line.size) {
		size_t from = at;
		int width;
		struct text cluster = text_next_cluster(line, &at, &width);
		if (used + width > cells)
			break;
		bool is_wrong = error_size > 0 && from >= error_from &&
			from < error_from + error_size;
		canvas_text(canvas, x + used, y, width, is_wrong ? ROLE_ERROR : ROLE_INPUT,
			cluster);
		used += width;
	}
	int cursor = text_width(text_slice(line, editor->first, editor->cursor - editor->first));
	draw_ends(editor, canvas, x, y, cells, cursor);
	canvas_cursor(canvas, x + cursor, y);
}

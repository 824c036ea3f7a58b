/* SPDX-License-Identifier: MIT */
/* The canvas on the screen: looks as curses takes them, and the cells that differ from those of the frame before. */
#include "catalog/base/memory.h"
#include "tui/screen/terminal_parts.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static struct drawn_look drawn_of(const struct terminal *terminal, struct look look)
{
	struct drawn_look drawn = { .attrs = A_NORMAL, .ground = -1 };

	if (look.flags & LOOK_BOLD)
		drawn.attrs |= A_BOLD;
	if (look.flags & LOOK_DIM)
		drawn.attrs |= A_DIM;
	if (look.flags & LOOK_ITALIC)
		drawn.attrs |= A_ITALIC;
	if (look.flags & LOOK_UNDERLINE)
		drawn.attrs |= A_UNDERLINE;
	if (look.flags & LOOK_REVERSE)
		drawn.attrs |= A_REVERSE;
	if (terminal->colors < 8)
		return drawn;
	drawn.pair = DEFAULT_PAIR;
	if (look.fg != COLOR_NONE || look.bg != COLOR_NONE) {
		int fg = look.fg == COLOR_NONE ? -1 : look.fg & 0xffffff;
		drawn.ground = look.bg == COLOR_NONE ? -1 : look.bg & 0xffffff;
		int pair = alloc_pair(fg, drawn.ground);
		drawn.pair = pair < 0 ? DEFAULT_PAIR : pair;
	}
	return drawn;
}

/* What blank cells look like: a theme with a ground of its own paints all of the screen. */
static void ground_set(const struct terminal *terminal)
{
	const struct drawn_look *ground = &terminal->looks[ROLE_TEXT][0];
	cchar_t blank;

	setcchar(&blank, L" ", ground->attrs, 0, &ground->pair);
	bkgrndset(&blank);
}

void terminal_set_theme(struct terminal *terminal, const struct theme *theme,
	enum background background)
{
	struct look looks[ROLE_COUNT][3];

	theme_looks(theme, terminal->colors, background, looks);
	for (int role = 0; role < ROLE_COUNT; role++)
		for (int selected = 0; selected <= 2; selected++)
			terminal->looks[role][selected] = drawn_of(terminal, looks[role][selected]);
	ground_set(terminal);
	terminal->wants_repaint = true;
}

static const struct drawn_look *look_of(const struct terminal *terminal,
	const struct canvas_cell *cell)
{
	return &terminal->looks[cell->role < ROLE_COUNT ? cell->role : 0]
			       [cell->is_selected > 2 ? 0 : cell->is_selected];
}

/* Nothing of the look is seen but its ground. */
static bool is_blank(const struct terminal *terminal, const struct canvas_cell *cell)
{
	return strcmp(cell->cluster, " ") == 0 &&
		(look_of(terminal, cell)->attrs & (A_REVERSE | A_UNDERLINE)) == 0;
}

/* The nearest cell in a direction that is no blank, at most a few away; NULL: none. */
static const struct drawn_look *look_beside(const struct terminal *terminal,
	const struct canvas_cell *cells, int x, int width, int step)
{
	enum { AWAY_MAX = 4 };

	for (int i = x + step; i >= 0 && i < width && abs(i - x) <= AWAY_MAX; i += step)
		if (cells[i].width > 0 && !is_blank(terminal, &cells[i]))
			return look_of(terminal, &cells[i]);
	return NULL;
}

/* A few blanks between two cells of one look take that look where nobody sees a difference: two changes of color less are sent. */
static const struct drawn_look *look_at(const struct terminal *terminal,
	const struct canvas_cell *cells, int x, int width)
{
	const struct drawn_look *own = look_of(terminal, &cells[x]), *left, *right;

	if (!is_blank(terminal, &cells[x]))
		return own;
	left = look_beside(terminal, cells, x, width, -1);
	right = left ? look_beside(terminal, cells, x, width, 1) : NULL;
	bool is_bridge = left && right && left->attrs == right->attrs &&
		left->pair == right->pair && left->ground == own->ground &&
		(left->attrs & (A_REVERSE | A_UNDERLINE)) == 0;
	return is_bridge ? left : own;
}

static void cell_paint(int x, int y, const struct canvas_cell *cell, const struct drawn_look *look)
{
	wchar_t wide[CCHARW_MAX + 1] = { 0 };
	cchar_t out;
	int count = 0;
	struct text text = text_of(cell->cluster);

	for (size_t at = 0; at < text.size && count < CCHARW_MAX;)
		wide[count++] = (wchar_t)text_decode(text, &at);
	if (count == 0 || wcwidth(wide[0]) != cell->width)
		wcscpy(wide,
			cell->width == 2 ? L"\xff1f"
					 : L"?"); /* the C library knows no such character yet */
	setcchar(&out, wide, look->attrs, 0, &look->pair);
	mvadd_wch(y, x, &out);
}

static bool is_same(const struct canvas_cell *a, const struct canvas_cell *b)
{
	return memcmp(a, b, sizeof(*a)) ==
		0; /* bytes behind a cluster are 0, and no others lie between */
}

/* A screen of blanks, as erase() leaves it. */
static void forget_shown(struct terminal *terminal, const struct canvas *canvas)
{
	canvas_resize(&terminal->shown, canvas->width, canvas->height);
	erase();
}

/* The cells of a row that differ from those before, or all. */
static void row_paint(const struct terminal *terminal, const struct canvas_cell *cells,
	struct canvas_cell *before, int y, int width, int end, bool is_whole)
{
	for (int x = 0; x < end; x++) {
		bool is_shown = is_same(&before[x], &cells[x]);
		if (is_shown && !is_whole)
			continue;
		const struct drawn_look *look = look_at(terminal, cells, x, width);
		if (is_shown && look == look_of(terminal, &cells[x]))
			continue;
		before[x] = cells[x];
		if (cells[x].width > 0)
			cell_paint(x, y, &cells[x], look);
	}
}

void terminal_paint(struct terminal *terminal, const struct canvas *canvas)
{
	struct canvas *shown = &terminal->shown;
	size_t row = (size_t)canvas->width;
	int width, height;

	terminal_size(terminal, &width, &height);
	bool is_whole = terminal->wants_repaint || shown->width != canvas->width ||
		shown->height != canvas->height;
	if (is_whole)
		forget_shown(terminal, canvas);
	for (int y = 0; y < canvas->height && y < height; y++) {
		const struct canvas_cell *cells = canvas->cells + (size_t)y * row;
		struct canvas_cell *before = shown->cells + (size_t)y * row;
		if (is_whole || memcmp(before, cells, row * sizeof(*cells)) != 0)
			row_paint(terminal, cells, before, y, canvas->width,
				canvas->width < width ? canvas->width : width, is_whole);
	}
	if (terminal->wants_repaint) {
		clearok(stdscr, TRUE);
		terminal->wants_repaint = false;
	}
	curs_set(canvas->is_cursor_visible || canvas->shows_cursor ? 1 : 0);
	move(canvas->cursor_y < height ? canvas->cursor_y : 0,
		canvas->cursor_x < width ? canvas->cursor_x : 0);
	refresh();
}

void terminal_repaint(struct terminal *terminal)
{
	terminal->wants_repaint = true;
}

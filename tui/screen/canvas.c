/* SPDX-License-Identifier: MIT */
#include "tui/screen/canvas.h"

#include "catalog/base/bounds.h"
#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"
#include "tui/screen/canvas_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CANVAS_MAX = 1000 };
_Static_assert(sizeof(struct canvas_cell) == 24, "cells are compared as bytes");

bool rect_has(struct rect rect, int x, int y)
{
	return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

struct rect rect_centered(struct rect area, int width, int height)
{
	if (width > area.width - 2)
		width = area.width - 2;
	if (height > area.height)
		height = area.height;
	return (struct rect){ area.x + (area.width - width) / 2,
		area.y + (area.height - height) / 2, width, height };
}

void canvas_init(struct canvas *canvas)
{
	memset(canvas, 0, sizeof(*canvas));
}

void canvas_done(struct canvas *canvas)
{
	free(canvas->cells);
	memset(canvas, 0, sizeof(*canvas));
}

static void cell_blank(struct canvas_cell *cell, enum role role)
{
	*cell = (struct canvas_cell){ .cluster = " ", .width = 1, .role = (uint8_t)role };
}

void canvas_resize(struct canvas *canvas, int width, int height)
{
	canvas->width = clamp(width, 1, CANVAS_MAX);
	canvas->height = clamp(height, 1, CANVAS_MAX);
	size_t count = (size_t)canvas->width * (size_t)canvas->height;
	canvas->cells = memory_resize(canvas->cells, count * sizeof(*canvas->cells));
	canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
	size_t count = (size_t)canvas->width * (size_t)canvas->height;
	const struct canvas_cell blank = { .cluster = " ", .width = 1, .role = ROLE_TEXT };

	for (size_t i = 0; i < count; i++)
		canvas->cells[i] = blank;
	canvas->is_cursor_visible = false;
	canvas->cursor_x = canvas->cursor_y = 0;
	canvas_clip_none(canvas);
}

void canvas_clip(struct canvas *canvas, struct rect clip)
{
	int right = clamp(clip.x + clip.width, 0, canvas->width);
	int bottom = clamp(clip.y + clip.height, 0, canvas->height);
	clip.x = clamp(clip.x, 0, canvas->width);
	clip.y = clamp(clip.y, 0, canvas->height);
	clip.width = right > clip.x ? right - clip.x : 0;
	clip.height = bottom > clip.y ? bottom - clip.y : 0;
	canvas->clip = clip;
}

void canvas_clip_none(struct canvas *canvas)
{
	canvas->clip = (struct rect){ 0, 0, canvas->width, canvas->height };
}

/* Before a cell is overwritten: the other half of a wide cluster becomes a blank. */
static void cell_release(struct canvas *canvas, int x, int y)
{
	struct canvas_cell *cell = cell_at(canvas, x, y);

	if (cell->width == 2 && x + 1 < canvas->width)
		cell_blank(cell_at(canvas, x + 1, y), cell->role);
	else if (cell->width == 0 && x > 0)
		cell_blank(cell_at(canvas, x - 1, y), cell_at(canvas, x - 1, y)->role);
}

static bool is_harmless(struct text cluster)
{
	size_t at = 0;
	uint32_t point = text_decode(cluster, &at);

	if (point < 0x20 || (point >= 0x7f && point < 0xa0))
		return false;
	if (point >= 0x200b && point <= 0x200f)
		return false;
	if ((point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069))
		return false;
	return point != 0xfeff && point != 0x061c;
}

/* A third net, where only ASCII can be shown: a sign that came within a sentence becomes its twin. Names stay as they are. */
static struct text ascii_twin(struct text cluster)
{
	static const struct {
		const char *unicode, *ascii;
	} others[] = { { "→", ">" }, { "←", "<" }, { "×", "x" }, { "–", "-" }, { "±", "~" },
		{ "◆", "+" } };

	for (int i = 0; i < SIGN_COUNT; i++)
		if (text_equal_string(cluster, sign_text((enum sign)i, false)))
			return text_of(sign_text((enum sign)i, true));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (text_equal_string(cluster, others[i].unicode))
			return text_of(others[i].ascii);
	return cluster;
}

void canvas_put(struct canvas *canvas, int x, int y, enum role role, struct text cluster, int width)
{
	struct canvas_cell *cell = cell_at(canvas, x, y);

	cell_release(canvas, x, y);
	if (width == 2)
		cell_release(canvas, x + 1, y);
	if (!is_harmless(cluster)) {
		cluster = TEXT("\xef\xbf\xbd");
		width = 1;
	}
	if (canvas->is_ascii && width == 1 && cluster.size > 1)
		cluster = ascii_twin(cluster);
	cell_blank(cell, role);
	if (cluster.size > 0) {
		memcpy(cell->cluster, cluster.bytes, cluster.size);
		cell->cluster[cluster.size] = '\0';
		cell->width = (uint8_t)width;
	}
	if (cell->width == 2) {
		struct canvas_cell *right = cell_at(canvas, x + 1, y);
		memset(right, 0, sizeof(*right));
		right->role = (uint8_t)role;
	}
}

/* Code points of an oversized cluster that fit a cell. */
static struct text cluster_fit(struct text cluster)
{
	size_t at = 0, fits = 0;

	while (at < cluster.size) {
		text_decode(cluster, &at);
		if (at >= sizeof(((struct canvas_cell *)0)->cluster))
			break;
		fits = at;
	}
	return text_slice(cluster, 0, fits);
}

/* Most text is ASCII, one cell a byte: as many of them as there are, but not the last before something else, which may belong to it. */
static size_t put_ascii(struct canvas *canvas, int x, int y, int cells, enum role role,
	struct text text)
{
	size_t count = text_ascii_size(text);

	if (count > (size_t)cells)
		count = (size_t)cells;
	for (size_t i = 0; i < count; i++) {
		int column = x + (int)i;
		if (!is_inside(canvas, column, y))
			continue;
		struct canvas_cell *cell = cell_at(canvas, column, y);
		if (cell->width != 1)
			cell_release(canvas, column, y);
		*cell = (struct canvas_cell){ .cluster = { text.bytes[i] },
			.width = 1,
			.role = (uint8_t)role };
	}
	return count;
}

int canvas_text(struct canvas *canvas, int x, int y, int cells, enum role role, struct text text)
{
	size_t at = 0;
	int used = 0;

	while (at < text.size) {
		size_t plain = used < cells ? put_ascii(canvas, x + used, y, cells - used, role,
						      text_slice(text, at, text.size))
					    : 0;
		at += plain;
		used += (int)plain;
		if (at == text.size)
			break;
		int width;
		struct text cluster = text_next_cluster(text, &at, &width);
		if (width == 0) {
			if (is_harmless(cluster))
				continue;
			width = 1;
		}
		if (used + width > cells)
			break;
		int column = x + used;
		if (is_inside(canvas, column, y)) {
			if (width == 2 && !is_inside(canvas, column + 1, y)) {
				canvas_put(canvas, column, y, role, TEXT(" "), 1);
				used += width;
				continue;
			}
			canvas_put(canvas, column, y, role, cluster_fit(cluster), width);
		} else if (width == 2 && is_inside(canvas, column + 1, y)) {
			canvas_put(canvas, column + 1, y, role, TEXT(" "), 1);
		}
		used += width;
	}
	return used;
}

int canvas_text_cut(struct canvas *canvas, int x, int y, int cells, enum role role,
	struct text text)
{
	if (cells <= 0)
		return 0;
	if (text_width(text) <= cells)
		return canvas_text(canvas, x, y, cells, role, text);
	int used = 0;
	struct text head = text_fit(text, cells - 1, &used);
	used = canvas_text(canvas, x, y, cells - 1, role, head);
	canvas_put_sign(canvas, x + used, y, role, SIGN_CUT);
	return used + 1;
}

int canvas_text_right(struct canvas *canvas, int x, int y, int cells, enum role role,
	struct text text)
{
	int width = text_width(text);

	if (width > cells)
		return canvas_text_cut(canvas, x, y, cells, role, text);
	canvas_text(canvas, x + cells - width, y, width, role, text);
	return cells;
}

int canvas_format(struct canvas *canvas, int x, int y, int cells, enum role role,
	const char *format, ...)
{
	struct strbuf buf;
	va_list list;

	strbuf_init(&buf);
	va_start(list, format);
	strbuf_add_format_list(&buf, format, list);
	va_end(list);
	int used = canvas_text_cut(canvas, x, y, cells, role, strbuf_text(&buf));
	strbuf_done(&buf);
	return used;
}

void canvas_fill(struct canvas *canvas, struct rect rect, enum role role)
{
	for (int y = rect.y; y < rect.y + rect.height; y++) {
		for (int x = rect.x; x < rect.x + rect.width; x++) {
			if (!is_inside(canvas, x, y))
				continue;
			cell_release(canvas, x, y);
			cell_blank(cell_at(canvas, x, y), role);
		}
	}
}

void canvas_select(struct canvas *canvas, struct rect rect, bool is_focused)
{
	if (is_focused && !canvas->is_cursor_visible) { /* screen readers follow it, seen or not */
		canvas->cursor_x = clamp(rect.x, 0, canvas->width - 1);
		canvas->cursor_y = clamp(rect.y, 0, canvas->height - 1);
	}
	for (int y = rect.y; y < rect.y + rect.height; y++)
		for (int x = rect.x; x < rect.x + rect.width; x++)
			if (is_inside(canvas, x, y))
				cell_at(canvas, x, y)->is_selected = is_focused ? 2 : 1;
}

void canvas_select_row(struct canvas *canvas, struct rect row, bool is_focused)
{
	if (is_focused)
		canvas_select(canvas, row, true);
	canvas_put_sign(canvas, row.x, row.y, ROLE_ACCENT,
		is_focused ? SIGN_CURSOR : SIGN_CURSOR_AWAY);
}

void canvas_step_back(struct canvas *canvas)
{
	const char *here = canvas_sign(canvas, SIGN_CURSOR),
		   *away = canvas_sign(canvas, SIGN_CURSOR_AWAY);

	for (int i = 0; i < canvas->width * canvas->height; i++) {
		struct canvas_cell *cell = &canvas->cells[i];
		cell->is_selected = cell->is_selected > 0;
		if (cell->role == ROLE_ACCENT && strcmp(cell->cluster, here) == 0)
			memcpy(cell->cluster, away, strlen(away) + 1);
	}
	canvas->is_cursor_visible = false;
}

void canvas_cursor(struct canvas *canvas, int x, int y)
{
	canvas->cursor_x = clamp(x, 0, canvas->width - 1);
	canvas->cursor_y = clamp(y, 0, canvas->height - 1);
	canvas->is_cursor_visible = true;
}

const char *canvas_sign(const struct canvas *canvas, enum sign sign)
{
	return sign_text(sign, canvas->is_ascii);
}

int canvas_put_sign(struct canvas *canvas, int x, int y, enum role role, enum sign sign)
{
	return canvas_text(canvas, x, y, 1, role, text_of(canvas_sign(canvas, sign)));
}

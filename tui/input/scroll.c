/* SPDX-License-Identifier: MIT */
#include "tui/input/scroll.h"

static void scroll_follow(struct scroll *scroll)
{
	uint32_t height = scroll->height > 0 ? (uint32_t)scroll->height : 1;

	if (scroll->count == 0) {
		scroll->cursor = scroll->top = 0;
		return;
	}
	if (scroll->cursor >= scroll->count)
		scroll->cursor = scroll->count - 1;
	if (scroll->cursor < scroll->top)
		scroll->top = scroll->cursor;
	if (scroll->cursor >= scroll->top + height)
		scroll->top = scroll->cursor - height + 1;
	if (scroll->top + height > scroll->count)
		scroll->top = scroll->count > height ? scroll->count - height : 0;
}

void scroll_set(struct scroll *scroll, uint32_t count, int height)
{
	scroll->count = count;
	scroll->height = height;
	scroll_follow(scroll);
}

void scroll_to(struct scroll *scroll, uint32_t cursor)
{
	scroll->cursor = cursor;
	scroll_follow(scroll);
}

static void scroll_by(struct scroll *scroll, int64_t rows)
{
	int64_t cursor = (int64_t)scroll->cursor + rows;

	if (cursor < 0)
		cursor = 0;
	if (cursor >= (int64_t)scroll->count)
		cursor = scroll->count > 0 ? (int64_t)scroll->count - 1 : 0;
	scroll_to(scroll, (uint32_t)cursor);
}

void scroll_lines(struct scroll *scroll, int lines)
{
	uint32_t height = scroll->height > 0 ? (uint32_t)scroll->height : 1;
	int64_t top = (int64_t)scroll->top + lines,
		last = scroll->count > height ? (int64_t)(scroll->count - height) : 0;

	scroll->top = (uint32_t)(top < 0 ? 0 : top > last ? last : top);
	if (scroll->cursor < scroll->top)
		scroll->cursor = scroll->top;
	if (scroll->cursor >= scroll->top + height)
		scroll->cursor = scroll->top + height - 1;
	scroll_follow(scroll);
}

bool scroll_act(struct scroll *scroll, enum action action)
{
	int page = scroll->height > 1 ? scroll->height - 1 : 1;
	int half = scroll->height > 1 ? scroll->height / 2 : 1;

	switch (action) {
	case ACTION_UP: scroll_by(scroll, -1); return true;
	case ACTION_DOWN: scroll_by(scroll, 1); return true;
	case ACTION_PAGE_UP: scroll_by(scroll, -page); return true;
	case ACTION_PAGE_DOWN: scroll_by(scroll, page); return true;
	case ACTION_HALF_UP: scroll_by(scroll, -half); return true;
	case ACTION_HALF_DOWN: scroll_by(scroll, half); return true;
	case ACTION_FIRST: scroll_to(scroll, 0); return true;
	case ACTION_LAST: scroll_by(scroll, scroll->count); return true;
	default: return false;
	}
}

bool scroll_has(const struct scroll *scroll, int line)
{
	return line >= 0 && line < scroll->height && scroll->top + (uint32_t)line < scroll->count;
}

bool scroll_point(struct scroll *scroll, int line)
{
	uint32_t at = scroll->top + (uint32_t)line;

	if (!scroll_has(scroll, line))
		return false;
	bool was = scroll->cursor == at;
	scroll->cursor = at;
	return was;
}

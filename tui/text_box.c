/* SPDX-License-Identifier: MIT */
#include "tui/text_box.h"

void text_box_place(struct text_box *box, struct rect area, int width)
{
	box->rect = rect_centered(area, width, area.height);
	box->count = 0;
}

void text_box_add(struct text_box *box, enum role role, int indent, struct text text)
{
	int cells = box->rect.width - 4 - indent;
	size_t at = 0;

	if (text.size == 0 && box->count < TEXT_BOX_LINES)
		box->lines[box->count++] = (struct text_box_line){ .role = role };
	for (struct text line = text_wrap(text, &at, cells);
		line.size > 0 && box->count < TEXT_BOX_LINES; line = text_wrap(text, &at, cells))
		box->lines[box->count++] = (struct text_box_line){ .text = line,
			.role = role,
			.indent = indent };
}

void text_box_add_item(struct text_box *box, enum role role, int indent, struct text text)
{
	enum { STEP = 2 };
	size_t at = 0;
	struct text first = text_wrap(text, &at, box->rect.width - 4 - indent);

	text_box_add(box, role, indent, first);
	if (at < text.size)
		text_box_add(box, role, indent + STEP, text_slice(text, at, text.size - at));
}

size_t text_box_seen(const struct text_box *box)
{
	return box->rect.height > 2 ? (size_t)box->rect.height - 2 : 1;
}

void text_box_fit(struct text_box *box, struct rect area)
{
	box->rect = rect_centered(area, box->rect.width, (int)box->count + 2);

	size_t seen = text_box_seen(box);
	if (box->top + seen > box->count)
		box->top = box->count > seen ? box->count - seen : 0;
}

void text_box_reveal(struct text_box *box, size_t line)
{
	size_t seen = text_box_seen(box);

	if (line > box->top + seen)
		box->top = line - seen;
	else if (line > 0 && line <= box->top)
		box->top = line - 1;
}

void text_box_draw(const struct text_box *box, struct canvas *canvas)
{
	canvas_box(canvas, box->rect, box->title, box->foot);
	for (int y = 0; y < box->rect.height - 2; y++) {
		size_t at = box->top + (size_t)y;
		if (at >= box->count)
			break;
		const struct text_box_line *line = &box->lines[at];
		int x = box->rect.x + 2 + line->indent;
		canvas_text_cut(canvas, x, box->rect.y + 1 + y, box->rect.width - 4 - line->indent,
			line->role, line->text);
		if (at + 1 >= box->selected && at + 1 <= box->selected_to)
			canvas_select(canvas,
				(struct rect){ box->rect.x + 1, box->rect.y + 1 + y,
					box->rect.width - 2, 1 },
				true);
	}
}

bool text_box_act(struct text_box *box, enum action action)
{
	struct scroll scroll = { .cursor = (uint32_t)box->top,
		.top = (uint32_t)box->top,
		.count = (uint32_t)box->count,
		.height = box->rect.height - 2 };

	if (!scroll_act(&scroll, action))
		return false;
	box->top = scroll.cursor; /* prepare clamps */
	return true;
}

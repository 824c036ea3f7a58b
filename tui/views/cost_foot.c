/* SPDX-License-Identifier: MIT */
#include "tui/views/cost_foot.h"

int cost_foot_lines(struct text text, int width)
{
	int lines = 0;

	for (size_t at = 0; at < text.size; lines++)
		text_wrap(text, &at, width);
	return lines;
}

static struct text a_line_each(const struct explorer *explorer, const struct cost *cost,
	struct arena *arena)
{
	struct text text = TEXT_NONE;

	for (int note = 0; note < COST_NOTE_COUNT; note++)
		if (cost->notes >> note & 1)
			text = arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(text),
				text.size > 0 ? "\n" : "",
				TEXT_ARGS(cost_note_text(explorer->store, cost,
					(enum cost_note)note, &explorer->query.parameters, arena)));
	return text;
}

static struct text behind(struct text of, struct text notes, struct arena *arena)
{
	return of.size == 0 || notes.size == 0
		? notes
		: arena_format(arena, "%.*s · %.*s", TEXT_ARGS(of), TEXT_ARGS(notes));
}

struct text cost_foot_text(const struct explorer *explorer, const struct cost *cost, struct text of,
	int width, int most, struct arena *arena)
{
	struct text text = behind(of, a_line_each(explorer, cost, arena), arena);

	if (cost_foot_lines(text, width) <= most)
		return text;
	return behind(of,
		cost_notes_text(explorer->store, cost, &explorer->query.parameters, arena), arena);
}

void cost_foot_draw(struct canvas *canvas, struct rect area, enum role role, struct text text)
{
	size_t at = 0;

	for (int i = 0; i < area.height; i++) {
		bool is_last = i + 1 == area.height &&
			cost_foot_lines(text_slice(text, at, text.size), area.width) > 1;
		struct text line = is_last ? text_slice(text, at, text.size)
					   : text_wrap(text, &at, area.width);
		canvas_text_cut(canvas, area.x, area.y + i, area.width, role, line);
	}
}

/* SPDX-License-Identifier: MIT */
/* A value of a pane: whether it is chosen, its name, how many models have it. */
#include "tui/views/browse_facets.h"

#include "catalog/base/message.h"
#include "catalog/query/facet_words.h"

#include <stdio.h>
#include <string.h>

enum {
	COUNT_BYTES = 40,
	NAME_LEAST = 6,
	BESIDE = 6 /* cells before the name and around the count */
};

static const struct facet_value *value_of(const struct facets_pane *pane, struct facet_line line)
{
	return &pane->counted[line.facet].values[line.value];
}

/* "438 +34 r", one figure when there is no room for two. Returns the cells that are left for the name. */
static int count_of(const struct facets_pane *pane, struct facet_line line, int width,
	bool is_ascii, char count[COUNT_BYTES])
{
	const struct facet_value *value = value_of(pane, line);

	if (pane->is_awaited[line.facet])
		snprintf(count, COUNT_BYTES, "%s", is_ascii ? "..." : "…");
	else if (value->reported > 0)
		snprintf(count, COUNT_BYTES, "%u +%u %s", value->count, value->reported,
			sign_text(SIGN_REPORTED, is_ascii));
	else
		snprintf(count, COUNT_BYTES, "%u", value->count);
	int room = width - text_width(text_of(count)) - BESIDE;
	if (room < NAME_LEAST && value->reported > 0) {
		snprintf(count, COUNT_BYTES, "%u", value->count + value->reported);
		room = width - text_width(text_of(count)) - BESIDE;
	}
	return room;
}

/* A name that had to be the short one stays short as counts grow and shrink with the query: it would seem to be another value. */
void browse_facets_shorten(struct facets_pane *pane, const struct explorer *explorer, int width)
{
	char count[COUNT_BYTES];

	if (pane->width != width || pane->language != message_language())
		memset(pane->shortened, 0, sizeof(pane->shortened));
	pane->width = width;
	pane->language = message_language();
	for (size_t i = 0; i < pane->line_count; i++) {
		struct facet_line line = pane->lines[i];
		const struct field *field = pane->fields[line.facet];
		if (line.value < 0 || field->member_count == 0)
			continue;
		const struct facet_value *value = value_of(pane, line);
		struct facet_words words = facet_words(explorer->store, field, value);
		if (text_width(text_of(words.title)) > count_of(pane, line, width, false, count))
			pane->shortened[line.facet] |= UINT64_C(1) << value->code;
	}
}

static enum edit_mark mark_of(const struct explorer *explorer, const struct field *field,
	const struct facet_value *value)
{
	if (field->kind == KIND_NUMBER)
		return edit_mark_threshold(&explorer->query, field, field->thresholds[value->code]);
	return edit_mark_value(&explorer->query, field, value->code);
}

/* The sign before a value, and the role that goes with it; `plain` without one. */
static enum role draw_mark(struct canvas *canvas, struct rect row, enum edit_mark mark,
	enum role plain)
{
	enum role role = mark == EDIT_MARK_CHOSEN ? ROLE_CHOSEN : ROLE_EXCLUDED;

	if (mark == EDIT_MARK_NONE)
		return plain;
	canvas_put_sign(canvas, row.x + 2, row.y, role,
		mark == EDIT_MARK_CHOSEN ? SIGN_CHOSEN : SIGN_EXCLUDED);
	return role;
}

static void draw_unknown(const struct facets_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect row, struct facet_line line)
{
	enum edit_mark mark = edit_mark_unknown(&explorer->query, pane->fields[line.facet]);
	enum role role = draw_mark(canvas, row, mark,
		mark == EDIT_MARK_NONE ? ROLE_DIM : ROLE_TEXT);
	char count[COUNT_BYTES];

	snprintf(count, sizeof(count), "%u", pane->counted[line.facet].unknown);
	int width = (int)strlen(count);
	canvas_text_cut(canvas, row.x + 4, row.y, row.width - width - BESIDE, role,
		text_of(_("unknown")));
	canvas_text_right(canvas, row.x + row.width - width - 1, row.y, width, ROLE_DIM,
		text_of(count));
}

void browse_facets_value_draw(const struct facets_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect row, struct facet_line line)
{
	const struct field *field = pane->fields[line.facet];
	char count[COUNT_BYTES];

	if (line.value == FACET_LINE_UNKNOWN) {
		draw_unknown(pane, explorer, canvas, row, line);
		return;
	}
	const struct facet_value *value = value_of(pane, line);
	bool has_models = value->count + value->reported > 0;
	enum role role = draw_mark(canvas, row, mark_of(explorer, field, value),
		has_models ? ROLE_TEXT : ROLE_DIM);
	int room = count_of(pane, line, row.width, canvas->is_ascii, count);
	int width = text_width(text_of(count));
	struct facet_words words = facet_words(explorer->store, field, value);
	bool is_short = value->code < field->member_count &&
		pane->shortened[line.facet] & UINT64_C(1) << value->code;
	canvas_text_cut(canvas, row.x + 4, row.y, room, role,
		text_of(is_short ? member_column(&field->members[value->code]) : words.title));
	canvas_text_right(canvas, row.x + row.width - width - 1, row.y, width,
		has_models ? ROLE_NUMBER : ROLE_DIM, text_of(count));
}

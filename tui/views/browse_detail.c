/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_detail.h"

#include "catalog/base/message.h"

#include <string.h>

enum { LABEL = 14, LINES_MAX = 400, ROOMY_HEIGHT = 20 };

void browse_detail_init(struct detail_pane *pane)
{
	memset(pane, 0, sizeof(*pane));
	pane->row = UINT32_MAX;
}

static struct detail_line *add(struct detail_pane *pane)
{
	static struct detail_line spare;

	if (pane->count == LINES_MAX)
		return &spare;
	return &pane->lines[pane->count++];
}

static void add_fact(struct detail_pane *pane, const struct table_column *column,
	const struct cell *cell, int cells, struct arena *frame, bool is_ascii)
{
	const char *mark = table_mark(cell, is_ascii);
	struct text text = *mark ? arena_format(frame, "%.*s %s", TEXT_ARGS(cell->full), mark)
				 : cell->full;
	size_t at = 0;
	bool is_first = true;

	if (cells < 8)
		cells = 8;
	for (struct text part = text_wrap(text, &at, cells); part.size > 0;
		part = text_wrap(text, &at, cells)) {
		struct detail_line *line = add(pane);
		*line = (struct detail_line){ .label = is_first ? column->brief : TEXT_NONE,
			.text = part,
			.field = column->field,
			.is_stop = is_first,
			.role = ROLE_TEXT };
		if (!cell_is_known(cell))
			line->role = ROLE_DIM;
		is_first = false;
	}
}

static void add_offers(struct detail_pane *pane, struct explorer *explorer, uint32_t row,
	struct arena *frame)
{
	const uint32_t *offers;
	size_t count = query_run_offers(explorer->run, row, frame, &offers);

	for (size_t i = 0; i < count && i < 12; i++) {
		struct value provider = store_offer_value(explorer->store, offers[i],
			FIELD_PROVIDER, frame);
		struct value in = store_offer_value(explorer->store, offers[i], FIELD_PRICE_IN,
			frame);
		struct value out = store_offer_value(explorer->store, offers[i], FIELD_PRICE_OUT,
			frame);
		struct strbuf text;
		if (provider.state != VALUE_KNOWN || provider.is.tags.count == 0)
			continue;
		strbuf_init(&text);
		strbuf_add_format(&text, "%.*s  ", TEXT_ARGS(provider.is.tags.items[0]));
		value_print_brief(&text, field_get(FIELD_PRICE_IN), &in);
		strbuf_add_string(&text, " / ");
		value_print_brief(&text, field_get(FIELD_PRICE_OUT), &out);
		*add(pane) = (struct detail_line){ .label = i == 0 ? text_of(_("in / out $"))
								   : TEXT_NONE,
			.text = arena_copy(frame, strbuf_text(&text)),
			.field = field_get(FIELD_PRICE),
			.is_stop = true,
			.role = ROLE_DIM };
		strbuf_done(&text);
	}
}

/* Lines of the name above the facts: a blank one too where there is room. */
static int head_height(struct rect area)
{
	return area.height >= ROOMY_HEIGHT ? 2 : 1;
}

static size_t next_stop(const struct detail_pane *pane, size_t from, int step)
{
	for (size_t at = from; at < pane->count; at += (size_t)step)
		if (pane->lines[at].is_stop)
			return at;
	return pane->count;
}

/* Last line of the fact that begins at `from`. */
static size_t fact_end(const struct detail_pane *pane, size_t from)
{
	size_t at = from;

	while (at + 1 < pane->count && pane->lines[at + 1].field && !pane->lines[at + 1].is_stop)
		at++;
	return at;
}

/* From wherever the cursor came to be to a fact, whole on the screen; the first one with the heading above it. */
static void snap(struct detail_pane *pane, int step)
{
	size_t at = next_stop(pane, pane->scroll.cursor, step);

	if (at == pane->count)
		at = next_stop(pane, pane->scroll.cursor, -step);
	if (at == pane->count)
		return;
	scroll_to(&pane->scroll, (uint32_t)fact_end(pane, at));
	scroll_to(&pane->scroll, (uint32_t)at);
	if (at > 0 && next_stop(pane, at - 1, -1) == pane->count)
		pane->scroll.top = 0;
}

void browse_detail_prepare(struct detail_pane *pane, struct explorer *explorer, uint32_t row,
	struct rect area, struct arena *frame, bool is_ascii)
{
	int section = -1;

	if (row != pane->row)
		pane->scroll = (struct scroll){ 0 };
	pane->row = row;
	pane->count = 0;
	pane->who = TEXT_NONE;
	pane->lines = ARENA_ARRAY(frame, struct detail_line, LINES_MAX);
	if (row == UINT32_MAX)
		return;
	struct table *table = table_detail(explorer->store, explorer->run, row, false, frame);
	struct cell *cells = ARENA_ARRAY(frame, struct cell, table->column_count + 1);
	table->ops->row(table, 0, frame, cells);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		if ((int)column->section != section) {
			if (section == SECTION_TAKES)
				add_offers(pane, explorer, row, frame);
			if (section >= 0)
				*add(pane) = (struct detail_line){ 0 };
			section = (int)column->section;
			*add(pane) = (struct detail_line){ .label = text_of(field_section_title(
								   column->section)),
				.is_heading = true };
		}
		bool is_who = column->field->id == FIELD_DEVELOPER ||
			column->field->id == FIELD_RELEASED;
		if (is_who && cells[i].value.state == VALUE_KNOWN)
			pane->who = arena_format(frame, "%.*s%s%.*s", TEXT_ARGS(pane->who),
				pane->who.size > 0 ? " · " : "", TEXT_ARGS(cells[i].full));
		if (column->field->id != FIELD_NAME)
			add_fact(pane, column, &cells[i], area.width - LABEL - 2, frame, is_ascii);
	}
	scroll_set(&pane->scroll, (uint32_t)pane->count, area.height - head_height(area));
	snap(pane, 1);
}

/* The name, and who made it and when, if there is room for both. */
static void draw_head(const struct detail_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect area)
{
	struct text name = store_title(explorer->store, pane->row);
	int room = area.width - 2;

	if (text_width(name) + 2 + text_width(pane->who) <= room)
		canvas_text_right(canvas, area.x + 1, area.y, room, ROLE_DIM, pane->who);
	canvas_text_cut(canvas, area.x + 1, area.y, room, ROLE_STRONG, name);
}

void browse_detail_draw(const struct detail_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect area, bool is_focused)
{
	canvas_clip(canvas, area);
	if (pane->row == UINT32_MAX) {
		canvas_clip_none(canvas);
		return;
	}
	size_t last = pane->count > 0 ? fact_end(pane, pane->scroll.cursor) : 0;
	draw_head(pane, explorer, canvas, area);
	for (int y = 0; y < area.height - head_height(area); y++) {
		size_t at = pane->scroll.top + (size_t)y;
		int screen_y = area.y + head_height(area) + y;
		if (at >= pane->count)
			break;
		const struct detail_line *line = &pane->lines[at];
		if (line->is_heading) {
			canvas_text_cut(canvas, area.x + 1, screen_y, area.width - 2, ROLE_HEADING,
				line->label);
		} else {
			canvas_text_cut(canvas, area.x + 2, screen_y, LABEL - 2, ROLE_DIM,
				line->label);
			canvas_text_cut(canvas, area.x + 1 + LABEL, screen_y,
				area.width - LABEL - 1, line->role, line->text);
		}
		if (is_focused && at >= pane->scroll.cursor && at <= last) {
			canvas_select(canvas, (struct rect){ area.x, screen_y, area.width, 1 },
				true);
			canvas_text(canvas, area.x, screen_y, 1, ROLE_ACCENT,
				text_of(canvas_sign(canvas, SIGN_CURSOR)));
		}
	}
	canvas_clip_none(canvas);
}

static const struct field *field_at_cursor(const struct detail_pane *pane)
{
	for (size_t i = pane->scroll.cursor; i < pane->count; i++)
		if (pane->lines[i].field)
			return pane->lines[i].field;
	return NULL;
}

struct outcome browse_detail_act(struct detail_pane *pane, struct explorer *explorer,
	enum action action)
{
	const struct field *field = field_at_cursor(pane);
	uint32_t before = pane->scroll.cursor;

	if (action == ACTION_DOWN && pane->count > 0) /* past the other lines of a fact */
		scroll_to(&pane->scroll, (uint32_t)fact_end(pane, before));
	if (scroll_act(&pane->scroll, action)) {
		snap(pane, pane->scroll.cursor < before || action == ACTION_LAST ? -1 : 1);
		return STAY;
	}
	switch (action) {
	case ACTION_OPEN:
	case ACTION_EVIDENCE:
		if (!field || pane->row == UINT32_MAX)
			return STAY;
		return (struct outcome){ .kind = OUTCOME_EVIDENCE,
			.row = pane->row,
			.field = field };
	case ACTION_MARK:
		if (pane->row != UINT32_MAX)
			explorer_toggle_mark(explorer, pane->row);
		return STAY;
	case ACTION_HELP:
		if (!field)
			return UNHANDLED;
		return (struct outcome){ .kind = OUTCOME_HELP,
			.text = text_of(field->term ? field->term : field->key) };
	case ACTION_COPY:
		if (pane->scroll.cursor >= pane->count)
			return STAY;
		return (struct outcome){ .kind = OUTCOME_COPY,
			.text = pane->lines[pane->scroll.cursor].text };
	default: return UNHANDLED;
	}
}

/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_detail.h"

#include "catalog/base/message.h"

#include <string.h>

enum { LABEL = 14, LINES_MAX = 400 };

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
		*add(pane) = (struct detail_line){ .label = i == 0 ? text_of(_("offers in/out"))
								   : TEXT_NONE,
			.text = arena_copy(frame, strbuf_text(&text)),
			.field = field_get(FIELD_PRICE),
			.role = ROLE_DIM };
		strbuf_done(&text);
	}
}

void browse_detail_prepare(struct detail_pane *pane, struct explorer *explorer, uint32_t row,
	struct rect area, struct arena *frame, bool is_ascii)
{
	int section = -1;

	if (row != pane->row)
		pane->scroll = (struct scroll){ 0 };
	pane->row = row;
	pane->count = 0;
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
		if (column->field->id != FIELD_NAME)
			add_fact(pane, column, &cells[i], area.width - LABEL - 2, frame, is_ascii);
	}
	scroll_set(&pane->scroll, (uint32_t)pane->count, area.height - 1);
}

void browse_detail_draw(const struct detail_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect area, bool is_focused)
{
	canvas_clip(canvas, area);
	if (pane->row == UINT32_MAX) {
		canvas_clip_none(canvas);
		return;
	}
	canvas_text_cut(canvas, area.x + 1, area.y, area.width - 2, ROLE_STRONG,
		store_title(explorer->store, pane->row));
	for (int y = 0; y < area.height - 1; y++) {
		size_t at = pane->scroll.top + (size_t)y;
		int screen_y = area.y + 1 + y;
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
		if (is_focused && at == pane->scroll.cursor) {
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

	if (scroll_act(&pane->scroll, action))
		return STAY;
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

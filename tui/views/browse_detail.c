/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_detail.h"

#include "catalog/base/message.h"
#include "catalog/store/benchmark_unit.h"
#include "catalog/tables/price_end.h"

#include <math.h>
#include <string.h>

enum {
	LABEL = 14,
	LABEL_WIDE = 22,
	WIDE = 48,
	LINES_MAX = 400,
	ROOMY_HEIGHT = 20,
	OFFERS_MAX = 12,
	BAR_AT = 8,
	BAR_MAX = 12
};

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

/* Where a score stands between chance and ceiling, 0..1; NAN where there is no such scale. */
static double benchmark_share(const struct store *store, const struct field *field,
	const struct value *value)
{
	if (field->id == FIELD_QUALITY && value->state == VALUE_KNOWN)
		return value->is.number / 100;
	if (field->id < FIELD_COUNT || value->state != VALUE_KNOWN)
		return (double)NAN;
	struct benchmark benchmark = store_benchmark(store, field->id - FIELD_COUNT);
	double chance = isnan(benchmark.chance) ? 0 : benchmark.chance;
	if (isnan(benchmark.ceiling) || benchmark.unit == BENCHMARK_ELO)
		return (double)NAN;
	double share = (value->is.number - chance) / (benchmark.ceiling - chance);
	if (benchmark.is_lower_better)
		share = 1 - share;
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* A fact over as many lines as it needs; the first one has the label and the cursor. */
static void add_text(struct detail_pane *pane, struct detail_line model, int cells)
{
	struct text text = model.text;
	size_t at = 0;

	model.is_stop = true;
	for (struct text part = text_wrap(text, &at, cells < 8 ? 8 : cells); part.size > 0;
		part = text_wrap(text, &at, cells < 8 ? 8 : cells)) {
		model.text = part;
		*add(pane) = model;
		model.label = TEXT_NONE;
		model.is_stop = false;
	}
}

static void add_fact(struct detail_pane *pane, const struct table_column *column,
	const struct cell *cell, int cells, struct arena *frame, bool is_ascii)
{
	const char *mark = table_mark(cell, is_ascii);
	struct text text = *mark ? arena_format(frame, "%.*s %s", TEXT_ARGS(cell->full), mark)
				 : cell->full;

	if (cell->note.size > 0) /* what a computed figure stands on */
		text = arena_format(frame, "%.*s %.*s", TEXT_ARGS(text), TEXT_ARGS(cell->note));
	add_text(pane,
		(struct detail_line){ .label = column->brief,
			.text = text,
			.field = column->field,
			.role = cell_is_known(cell) ? ROLE_TEXT : ROLE_DIM,
			.share = benchmark_share(pane->store, column->field, &cell->value) },
		cells);
}

/* "OpenAI · 1.25 / 10.00 · 400k · no training": who, at what price in and out, up to where, on what terms. */
static struct text offer_line(const struct table *offers, uint32_t index, struct arena *frame)
{
	struct cell *cells = ARENA_ARRAY(frame, struct cell, offers->column_count);
	struct text parts[6] = { { 0 } };
	struct strbuf text;

	offers->ops->row(offers, index, frame, cells);
	bool is_trial = store_offer_is_trial(offers->store, table_offer_of(offers, index));
	for (size_t i = 0; i < offers->column_count; i++) {
		if (cells[i].value.state == VALUE_UNKNOWN)
			continue;
		switch (offers->columns[i].field->id) {
		case FIELD_PROVIDER: parts[0] = cells[i].full; break;
		case FIELD_PRICE_IN:
			parts[1] = is_trial ? text_of(_("free within limits")) : cells[i].brief;
			break;
		case FIELD_PRICE_OUT: parts[2] = is_trial ? TEXT_NONE : cells[i].brief; break;
		case FIELD_CONTEXT_SERVED: parts[3] = cells[i].brief; break;
		case FIELD_DATA_TERMS: parts[4] = cells[i].full; break;
		default: break;
		}
	}
	parts[5] = price_end_text(offers->store, table_offer_of(offers, index),
		store_day(offers->store), frame);
	strbuf_init(&text);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].size > 0)
			strbuf_add_format(&text, "%s%.*s",
				text.size == 0                        ? ""
					: i == 2 && parts[1].size > 0 ? " / "
								      : " · ",
				TEXT_ARGS(parts[i]));
	struct text line = arena_copy(frame, strbuf_text(&text));
	strbuf_done(&text);
	return line;
}

static void add_offers(struct detail_pane *pane, struct explorer *explorer, uint32_t row, int cells,
	struct arena *frame)
{
	struct table *offers = table_offers(explorer->store, explorer->run, row, false, frame);

	for (uint32_t i = 0; i < offers->row_count && i < OFFERS_MAX; i++)
		add_text(pane,
			(struct detail_line){ .label = i == 0 ? text_of(_("in / out $"))
							      : TEXT_NONE,
				.text = offer_line(offers, i, frame),
				.field = field_get(FIELD_PRICE),
				.role = ROLE_DIM,
				.share = (double)NAN },
			cells);
	uint32_t trials = 0; /* they stand last */
	for (uint32_t i = OFFERS_MAX; i < offers->row_count; i++)
		trials += store_offer_is_trial(offers->store, table_offer_of(offers, i));
	if (offers->row_count > OFFERS_MAX)
		add_text(pane,
			(struct detail_line){ .text = trials == 0
					? arena_format(frame, _("and %u more offers"),
						  offers->row_count - OFFERS_MAX)
					: arena_format(frame,
						  _("and %u more offers, %u free within limits"),
						  offers->row_count - OFFERS_MAX, trials),
				.field = field_get(FIELD_OFFERS),
				.role = ROLE_DIM,
				.share = (double)NAN },
			cells);
}

/* Names of benchmarks are long: they get room where there is some. */
static int label_width(struct rect area)
{
	return area.width >= WIDE ? LABEL_WIDE : LABEL;
}

/* What the person wrote stands before what is known. */
static void add_note(struct detail_pane *pane, struct text note, int cells)
{
	size_t at = 0;

	for (struct text part = text_wrap(note, &at, cells < 8 ? 8 : cells); part.size > 0;
		part = text_wrap(note, &at, cells < 8 ? 8 : cells))
		*add(pane) = (struct detail_line){ .label = pane->count == 1
				? text_of(_("your note"))
				: TEXT_NONE,
			.text = part,
			.role = ROLE_INFO };
	if (pane->count > 0)
		*add(pane) = (struct detail_line){ 0 };
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

static const struct field *field_at_cursor(const struct detail_pane *pane)
{
	for (size_t i = pane->scroll.cursor; i < pane->count; i++)
		if (pane->lines[i].field)
			return pane->lines[i].field;
	return NULL;
}

void browse_detail_stay(struct detail_pane *pane)
{
	pane->stays = true;
	if (!pane->kept) /* a model that does not have it does not lose it for the next one */
		pane->kept = field_at_cursor(pane);
}

static void go_to_kept(struct detail_pane *pane)
{
	for (size_t i = 0; i < pane->count; i++)
		if (pane->lines[i].field == pane->kept && pane->lines[i].is_stop) {
			scroll_to(&pane->scroll, (uint32_t)i);
			return;
		}
}

void browse_detail_prepare(struct detail_pane *pane, struct explorer *explorer, uint32_t row,
	struct rect area, struct arena *frame, bool is_ascii)
{
	int section = -1, room = area.width - label_width(area) - 2;

	bool stays = pane->stays && pane->kept && row != pane->row;
	pane->stays = false;
	if (row != pane->row)
		pane->scroll = (struct scroll){ 0 };
	if (row != pane->row && !stays)
		pane->kept = NULL;
	pane->row = row;
	pane->store = explorer->store;
	pane->count = 0;
	pane->who = TEXT_NONE;
	pane->lines = ARENA_ARRAY(frame, struct detail_line, LINES_MAX);
	if (row == UINT32_MAX)
		return;
	add_note(pane, explorer_note(explorer, row), area.width - LABEL - 2);
	struct table *table = table_detail(explorer->store, explorer->run, row, false, frame);
	struct cell *cells = ARENA_ARRAY(frame, struct cell, table->column_count + 1);
	table->ops->row(table, 0, frame, cells);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		if ((int)column->section != section) {
			if (section == SECTION_TAKES)
				add_offers(pane, explorer, row, room, frame);
			if (section >= 0)
				*add(pane) = (struct detail_line){ .share = (double)NAN };
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
			add_fact(pane, column, &cells[i], room, frame, is_ascii);
	}
	scroll_set(&pane->scroll, (uint32_t)pane->count, area.height - head_height(area));
	if (stays)
		go_to_kept(pane);
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

static void draw_bar(struct canvas *canvas, struct rect area, int y, const struct detail_line *line)
{
	int x = area.x + 1 + label_width(area) + BAR_AT, room = area.x + area.width - 1 - x;

	if (!line->is_stop || !(line->share >= 0) || room < 4 || text_width(line->text) >= BAR_AT)
		return;
	canvas_bar(canvas, x, y, room < BAR_MAX ? room : BAR_MAX, ROLE_BAR, line->share);
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
			canvas_text_cut(canvas, area.x + 2, screen_y, label_width(area) - 2,
				ROLE_DIM, line->label);
			canvas_text_cut(canvas, area.x + 1 + label_width(area), screen_y,
				area.width - label_width(area) - 1, line->role, line->text);
			draw_bar(canvas, area, screen_y, line);
		}
		if (is_focused && at >= pane->scroll.cursor && at <= last)
			canvas_select_row(canvas, (struct rect){ area.x, screen_y, area.width, 1 },
				true);
	}
	canvas_clip_none(canvas);
}

struct outcome browse_detail_act(struct detail_pane *pane, struct explorer *explorer,
	enum action action)
{
	const struct field *field = field_at_cursor(pane);
	uint32_t before = pane->scroll.cursor;

	if (action == ACTION_DOWN && pane->count > 0) /* past the other lines of a fact */
		scroll_to(&pane->scroll, (uint32_t)fact_end(pane, before));
	if (scroll_act(&pane->scroll, action)) {
		pane->kept = NULL;
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
		return (struct outcome){ .kind = OUTCOME_HELP, .field = field };
	case ACTION_COPY:
		if (pane->scroll.cursor >= pane->count)
			return STAY;
		return (struct outcome){ .kind = OUTCOME_COPY,
			.text = pane->lines[pane->scroll.cursor].text };
	default: return UNHANDLED;
	}
}

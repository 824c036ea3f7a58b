/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_facets.h"

#include "catalog/base/message.h"
#include "catalog/query/facet_words.h"

#include <stdio.h>
#include <string.h>

enum { TALL_HEIGHT = 35, HEADS_MIN = 12, VALUES_MAX = 60 };
enum { ROWS_AT_ONCE = 50000 }; /* that are computed before a frame */

void browse_facets_init(struct facets_pane *pane)
{
	memset(pane, 0, sizeof(*pane));
	arena_init(&pane->arena);
	arena_init(&pane->line_arena);
	pane->count = field_facets(pane->fields, FACETS_MAX);
	pane->at_value = 0;
	pane->generation = UINT32_MAX;
}

void browse_facets_done(struct facets_pane *pane)
{
	arena_done(&pane->arena);
	arena_done(&pane->line_arena);
}

static size_t line_count_of(const struct facet *facet)
{
	size_t values = facet->value_count < VALUES_MAX ? facet->value_count : VALUES_MAX;
	return values + (facet->unknown > 0);
}

/* Lines that an open facet takes whatever the counts are. */
static size_t least_lines(const struct field *field)
{
	size_t values = field->kind == KIND_NUMBER                      ? field->threshold_count
		: field->kind == KIND_CHOICE || field->kind == KIND_SET ? field->member_count
									: 1;
	return values < VALUES_MAX ? values : VALUES_MAX;
}

/* A field that has to be computed of very many rows first: its values stand without counts until there is time (browse_facets_idle). */
static bool is_for_later(struct explorer *explorer, const struct field *field)
{
	return field->kind == KIND_NUMBER && store_count(explorer->store) > ROWS_AT_ONCE &&
		!query_run_is_computed(explorer->run, field->id);
}

static struct facet without_counts(struct facets_pane *pane, const struct field *field)
{
	struct facet facet = { .field = (uint16_t)field->id,
		.value_count = field->threshold_count };

	facet.values = ARENA_ARRAY(&pane->arena, struct facet_value, facet.value_count + 1);
	for (size_t i = 0; i < facet.value_count; i++)
		facet.values[i].code = (uint32_t)i;
	return facet;
}

static void count_facet(struct facets_pane *pane, struct explorer *explorer, size_t at)
{
	uint16_t field = pane->fields[at]->id;

	if (pane->is_counted[at])
		return;
	if (is_for_later(explorer, pane->fields[at])) {
		if (!pane->is_awaited[at])
			pane->counted[at] = without_counts(pane, pane->fields[at]);
		pane->is_awaited[at] = true;
		return;
	}
	pane->is_awaited[at] = false;
	pane->is_counted[at] = facet_count_first(explorer->run, field, VALUES_MAX, &pane->arena,
				       &pane->counted[at], explorer->interrupt) == RESULT_OK;
	if (!pane->is_counted[at])
		pane->counted[at] = (struct facet){ .field = field };
}

static void add_line(struct facets_pane *pane, size_t facet, int value)
{
	pane->lines[pane->line_count++] = (struct facet_line){ (uint8_t)facet, (int16_t)value };
}

static void add_facet(struct facets_pane *pane, size_t at, bool is_open)
{
	const struct facet *facet = &pane->counted[at];

	add_line(pane, at, FACET_LINE_HEAD);
	if (!is_open)
		return;
	for (size_t i = 0; i < facet->value_count && i < VALUES_MAX; i++)
		add_line(pane, at, (int)i);
	if (facet->unknown > 0)
		add_line(pane, at, FACET_LINE_UNKNOWN);
}

static bool has_clause(const struct query *query, const struct field *field)
{
	for (size_t i = 0; i < query->clause_count; i++)
		if (query->clauses[i].kind == CLAUSE_FIELD && query->clauses[i].field == field->id)
			return true;
	return false;
}

/* The field under the cursor is open; on tall screens as many others from the top as leave room for some heads below. */
static void make_lines(struct facets_pane *pane, struct explorer *explorer, int height)
{
	size_t heads = pane->count < HEADS_MIN ? pane->count : HEADS_MIN;
	size_t room = height >= TALL_HEIGHT ? (size_t)height - heads : 0;
	bool is_open[FACETS_MAX] = { false };
	size_t most = pane->count;

	count_facet(pane, explorer, pane->at_facet);
	is_open[pane->at_facet] = true;
	size_t used = line_count_of(&pane->counted[pane->at_facet]);
	for (size_t i = 0; i < pane->count && used < room; i++) {
		if (is_open[i] || (i > 10 && !has_clause(&explorer->query, pane->fields[i])))
			continue;
		if (!pane->is_counted[i] && used + least_lines(pane->fields[i]) > room)
			continue; /* closed in any case */
		count_facet(pane, explorer, i);
		size_t lines = line_count_of(&pane->counted[i]);
		if (used + lines > room)
			continue;
		is_open[i] = true;
		used += lines;
	}
	for (size_t i = 0; i < pane->count; i++)
		most += line_count_of(&pane->counted[i]) + 1;
	arena_reset(&pane->line_arena);
	pane->lines = ARENA_ARRAY(&pane->line_arena, struct facet_line, most);
	pane->line_count = 0;
	for (size_t i = 0; i < pane->count; i++)
		add_facet(pane, i, is_open[i]);
}

static size_t cursor_line(const struct facets_pane *pane)
{
	size_t head = 0;

	for (size_t i = 0; i < pane->line_count; i++) {
		if (pane->lines[i].facet != pane->at_facet)
			continue;
		if (pane->lines[i].value == pane->at_value)
			return i;
		if (pane->lines[i].value == FACET_LINE_HEAD)
			head = i;
	}
	return head;
}

void browse_facets_prepare(struct facets_pane *pane, struct explorer *explorer, struct rect area)
{
	if (pane->generation != explorer->generation) {
		arena_reset(&pane->arena);
		memset(pane->is_counted, 0, sizeof(pane->is_counted));
		memset(pane->is_awaited, 0, sizeof(pane->is_awaited));
		memset(pane->counted, 0, sizeof(pane->counted));
		pane->generation = explorer->generation;
	}
	make_lines(pane, explorer, area.height);
	browse_facets_shorten(pane, explorer, area.width);
	bool is_cut = pane->line_count > (size_t)area.height; /* the last row says what is below */
	scroll_set(&pane->scroll, (uint32_t)pane->line_count,
		is_cut && area.height > 1 ? area.height - 1 : area.height);
	scroll_to(&pane->scroll, (uint32_t)cursor_line(pane));
	pane->at_value = pane->lines[cursor_line(pane)].value;
}

bool browse_facets_idle(struct facets_pane *pane, struct explorer *explorer)
{
	for (size_t i = 0; i < pane->count; i++)
		if (pane->is_awaited[i])
			return query_run_compute(explorer->run, pane->fields[i]->id,
				       explorer->interrupt) == RESULT_OK;
	return false;
}

static const struct facet_value *value_at(const struct facets_pane *pane, struct facet_line line)
{
	return line.value >= 0 ? &pane->counted[line.facet].values[line.value] : NULL;
}

static void draw_more(const struct facets_pane *pane, struct canvas *canvas, struct rect area)
{
	unsigned heads = 0;

	for (size_t i = pane->scroll.top + (size_t)pane->scroll.height; i < pane->line_count; i++)
		heads += pane->lines[i].value == FACET_LINE_HEAD;
	if (heads > 0)
		canvas_format(canvas, area.x + 1, area.y + area.height - 1, area.width - 2,
			ROLE_DIM, P_("%s %u more facet", "%s %u more facets", heads),
			canvas->is_ascii ? "..." : "…", heads);
}

void browse_facets_draw(const struct facets_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect area, bool is_focused)
{
	canvas_clip(canvas, area);
	draw_more(pane, canvas, area);
	for (int y = 0; y < pane->scroll.height; y++) {
		size_t at = pane->scroll.top + (size_t)y;
		if (at >= pane->line_count)
			break;
		struct facet_line line = pane->lines[at];
		struct rect row = { area.x, area.y + y, area.width, 1 };
		bool is_open = at + 1 < pane->line_count && pane->lines[at + 1].facet == line.facet;
		if (line.value == FACET_LINE_HEAD)
			browse_facets_head_draw(pane, explorer, canvas,
				(struct rect){ row.x + 1, row.y, row.width - 1, 1 }, line, is_open);
		else
			browse_facets_value_draw(pane, explorer, canvas, row, line);
		if (at == pane->scroll.cursor)
			canvas_select_row(canvas, row, is_focused);
	}
	canvas_clip_none(canvas);
}

static void follow_cursor(struct facets_pane *pane)
{
	struct facet_line line = pane->lines[pane->scroll.cursor];

	pane->at_facet = line.facet;
	pane->at_value = line.value;
}

/* In an accordion the next group is folded: moving onto its head opens it, and the first value is one step further. */
static bool move(struct facets_pane *pane, enum action action)
{
	if (!scroll_act(&pane->scroll, action))
		return false;
	follow_cursor(pane);
	return true;
}

static void toggle(struct facets_pane *pane, struct explorer *explorer, enum edit_choice choice)
{
	const struct field *field = pane->fields[pane->at_facet];
	struct facet_line line = { pane->at_facet, pane->at_value };
	if (line.value == FACET_LINE_UNKNOWN) {
		explorer_toggle_value(explorer, field, TEXT("unknown"), choice);
		return;
	}
	const struct facet_value *value = value_at(pane, line);
	if (field->kind == KIND_NUMBER) {
		if (choice == EDIT_ANY)
			explorer_toggle_threshold(explorer, field, field->thresholds[value->code]);
		else
			explorer_complain(explorer, "%s",
				_("A threshold is chosen with Space; Enter on the head takes any number."));
		return;
	}
	if (choice == EDIT_ALL && field->kind != KIND_SET && field->kind != KIND_TAGS) {
		explorer_complain(explorer, "%s",
			_("A model has one value here: there is no 'all of'. Space chooses any of them."));
		return;
	}
	struct facet_words words = facet_words(explorer->store, field, value);
	explorer_toggle_value(explorer, field, text_of(words.key), choice);
}

static void take_out(struct explorer *explorer, const struct field *field)
{
	size_t before = explorer->text.size;

	explorer_clear_field(explorer, field);
	if (explorer->text.size == before)
		explorer_say(explorer, _("There is no filter on %s."), field_title(field));
}

/* The value under the cursor, as the query names it; the field itself on its head. */
static struct outcome explain(const struct facets_pane *pane, const struct explorer *explorer)
{
	const struct field *field = pane->fields[pane->at_facet];
	const struct facet_value *value = value_at(pane,
		(struct facet_line){ pane->at_facet, pane->at_value });
	struct outcome outcome = { .kind = OUTCOME_HELP, .field = field };

	if (value && field->member_count > 0)
		outcome.text = text_of(field->members[value->code].key);
	else if (value && (field->kind == KIND_TAGS || field->kind == KIND_CATEGORY))
		outcome.text = store_term(explorer->store, field->id, value->code).key;
	return outcome;
}

struct outcome browse_facets_act(struct facets_pane *pane, struct explorer *explorer,
	enum action action)
{
	if (pane->line_count == 0)
		return UNHANDLED;
	if (move(pane, action))
		return STAY;
	const struct field *field = pane->fields[pane->at_facet];
	bool is_choice = action == ACTION_OPEN || action == ACTION_MARK ||
		action == ACTION_ALL_OF || action == ACTION_EXCLUDE;
	if (is_choice && pane->at_value == FACET_LINE_HEAD)
		return (struct outcome){ .kind = OUTCOME_VALUES, .field = field };
	switch (action) {
	case ACTION_MARK:
	case ACTION_OPEN: toggle(pane, explorer, EDIT_ANY); return STAY;
	case ACTION_ALL_OF: toggle(pane, explorer, EDIT_ALL); return STAY;
	case ACTION_EXCLUDE: toggle(pane, explorer, EDIT_EXCLUDE); return STAY;
	case ACTION_TAKE_OUT: take_out(explorer, field); return STAY;
	case ACTION_HELP: return explain(pane, explorer);
	default: return UNHANDLED;
	}
}

bool browse_facets_click(struct facets_pane *pane, struct explorer *explorer, int line)
{
	size_t at = pane->scroll.top + (size_t)line;

	if (line < 0 || at >= pane->line_count)
		return false;
	scroll_to(&pane->scroll, (uint32_t)at);
	follow_cursor(pane);
	if (pane->at_value != FACET_LINE_HEAD)
		toggle(pane, explorer, EDIT_ANY);
	return true;
}

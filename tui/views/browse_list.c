/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list.h"

#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/views/browse_list_nothing.h"
#include "tui/views/browse_list_draw.h"

#include <stdio.h>
#include <string.h>

enum { LIST_WIDE = 80, SENTENCE = 78, RANGE_MAX = 200 };

void browse_list_init(struct list_pane *pane)
{
	memset(pane, 0, sizeof(*pane));
	pane->cursor_row = UINT32_MAX;
	pane->anchor = UINT32_MAX;
	pane->generation = UINT32_MAX;
	pane->cells_of = list_cells_new();
}

void browse_list_done(struct list_pane *pane)
{
	list_cells_free(pane->cells_of);
}

static bool go_to_model(struct list_pane *pane, struct explorer *explorer, uint32_t row)
{
	uint32_t count = explorer_count(explorer);
	uint32_t place = row != UINT32_MAX && count <= 100000
		? query_run_position(explorer->run, row)
		: UINT32_MAX;

	if (place == UINT32_MAX)
		return false;
	scroll_set(&pane->scroll, count, pane->scroll.height);
	scroll_to(&pane->scroll, place);
	return true;
}

/* The cursor stays on its model; when that is gone, on its place. In another order it begins at the top. What is undone comes back with its cursor. */
static void keep_cursor(struct list_pane *pane, struct explorer *explorer)
{
	if (pane->generation == explorer->generation)
		return;
	pane->generation = explorer->generation;
	bool is_other = list_take_order(pane, &explorer->query);
	if (go_to_model(pane, explorer, explorer->back_to)) {
		pane->is_chosen = true;
	} else if (is_other) {
		pane->is_chosen = false;
		scroll_to(&pane->scroll, 0);
	} else if (pane->is_chosen) {
		go_to_model(pane, explorer, pane->cursor_row);
	}
}

/* Scrolls sideways until the column of the cursor is seen. */
static void follow_column(struct list_pane *pane)
{
	size_t count = pane->table->column_count;

	if (pane->column >= count)
		pane->column = 0;
	if (pane->first > pane->column && !list_is_name(&pane->table->columns[pane->column]))
		pane->first = pane->column;
	list_lay_out(pane);
	while (pane->widths[pane->column] == 0 && pane->first < pane->column) {
		pane->first++;
		list_lay_out(pane);
	}
	if (pane->column == 0 && pane->first > 0) { /* back at the beginning: all of it */
		pane->first = 0;
		list_lay_out(pane);
	}
}

static void add_field(uint16_t *out, size_t *count, uint16_t field)
{
	for (size_t i = 0; i < *count; i++)
		if (out[i] == field)
			return;
	if (*count < QUERY_SHOW_MAX)
		out[(*count)++] = field;
}

/* Columns of a list where the person asked for none: the usual ones, what it is sorted by (but for the day of release, by which it is until the
 * person says otherwise), what bounds were set to; in a wide window what people ask for next. */
static size_t choose_fields(const struct explorer *explorer, bool is_wide, uint16_t *out)
{
	static const uint16_t wanted[] = { FIELD_RELEASED, FIELD_DEVELOPER, FIELD_PARAMS };
	const struct query *query = &explorer->query;
	const uint16_t *usual;
	size_t usual_count = table_default_fields(&usual), count = 0;

	for (size_t i = 0; i < usual_count; i++)
		add_field(out, &count, usual[i]);
	for (size_t i = 0; i < query->sort_count && (is_wide || i == 0); i++)
		if (is_wide || query->sort[i].field != FIELD_RELEASED)
			add_field(out, &count, query->sort[i].field);
	for (size_t i = 0; i < query->clause_count; i++)
		if (list_is_bound(explorer, &query->clauses[i]))
			add_field(out, &count, query->clauses[i].field);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]) && is_wide; i++)
		add_field(out, &count, wanted[i]);
	return count;
}

/* The columns of show:, else the usual ones, and as many more as leave the name its room. */
static struct table *table_for(struct explorer *explorer, int cells, struct arena *frame)
{
	const struct query *query = &explorer->query;
	const uint16_t *usual;
	size_t count = table_default_fields(&usual);
	int left = cells - BROWSE_GUTTER - LIST_NAME_READ - 1;

	if (query->show_count > 0)
		return table_list(explorer->run, query, explorer->store, frame);
	struct query *wide = ARENA_ARRAY(frame, struct query, 1);
	*wide = *query;
	wide->show_count = choose_fields(explorer, cells >= LIST_WIDE, wide->show);
	struct table *table = table_list(explorer->run, wide, explorer->store, frame);
	for (size_t i = 0; cells >= LIST_WIDE && i < table->column_count; i++) {
		if (!list_is_name(&table->columns[i]))
			left -= table->columns[i].width + 2;
		if (left < 0 && i >= count) {
			table->column_count = i;
			break;
		}
	}
	return table;
}

void browse_list_prepare(struct list_pane *pane, struct explorer *explorer, struct rect area,
	struct arena *frame, bool is_ascii)
{
	keep_cursor(pane, explorer);
	scroll_set(&pane->scroll, explorer_count(explorer), area.height - 1);
	pane->is_usual = explorer->query.show_count == 0;
	pane->table = table_for(explorer, area.width, frame);
	pane->table->cells = CELLS_BRIEF;
	list_cells_begin(pane->cells_of, explorer, pane->table);
	pane->cursor_row = pane->scroll.count > 0 ? explorer_row_at(explorer, pane->scroll.cursor)
						  : UINT32_MAX;
	explorer->here = pane->is_chosen ? pane->cursor_row : UINT32_MAX;
	pane->cells = area.width;
	pane->sentence = area.x > 0 ? SENTENCE
				    : area.width - 2; /* beside panes there is at least that */
	pane->is_ascii = is_ascii;
	pane->sorted = explorer->query.sort_count > 0 ? explorer->query.sort[0].field : FIELD_NONE;
	pane->bounded = list_bounded(explorer);
	list_bar_prepare(&pane->bar, explorer);
	follow_column(pane);
}

void browse_list_show(struct list_pane *pane, struct explorer *explorer, uint32_t place)
{
	list_take_order(pane, &explorer->query);
	scroll_set(&pane->scroll, explorer_count(explorer), pane->scroll.height);
	scroll_to(&pane->scroll, place);
	pane->cursor_row = explorer_row_at(explorer, place);
	pane->is_chosen = true;
	pane->generation = explorer->generation;
}

void browse_list_draw(const struct list_pane *pane, struct explorer *explorer,
	struct canvas *canvas, struct rect area, bool is_focused, struct arena *frame)
{
	uint32_t rows[1024], got = 0, height = (uint32_t)(area.height > 1 ? area.height - 1 : 0);
	int y = area.y + 1;

	canvas_clip(canvas, area);
	list_draw_head(pane, explorer, canvas, area, is_focused, frame);
	if (height > 1024)
		height = 1024;
	if (query_run_rows(explorer->run, pane->scroll.top, height, rows, &got, NULL) != RESULT_OK)
		got = 0;
	struct text *names = list_names(pane, explorer, rows, got, frame);
	for (uint32_t i = 0; i < got; i++, y++) {
		struct rect row = { area.x, y, area.width, 1 };
		list_draw_model(pane, explorer, canvas, row, rows[i], names[i], NULL);
		if (pane->scroll.top + i == pane->scroll.cursor)
			canvas_select_row(canvas, row, is_focused);
	}
	if (got == 0)
		y = browse_list_nothing_draw(pane->way, explorer, canvas, area, is_focused);
	list_draw_near(pane, explorer, canvas, area, y, frame);
	canvas_clip_none(canvas);
}

static const struct field *column_field(const struct list_pane *pane)
{
	return pane->table && pane->column < pane->table->column_count
		? pane->table->columns[pane->column].field
		: NULL;
}

/* What a head means, where it is told in a line; a title alone says little of "Quality" or "Price". */
static void say_column(const struct list_pane *pane, struct explorer *explorer,
	const struct field *field)
{
	struct arena arena;

	arena_init(&arena);
	bool has_help = field_help(field)[0] != '\0';
	struct text keys = arena_format(&arena, _("%s: %s. s sorts, | columns."),
		field_title(field), field_help(field));
	struct text help = arena_format(&arena, "%s: %s.", field_title(field), field_help(field));
	if (has_help && text_width(keys) <= pane->sentence)
		explorer_say(explorer, "%.*s", TEXT_ARGS(keys));
	else if (has_help && text_width(help) <= pane->sentence)
		explorer_say(explorer, "%.*s", TEXT_ARGS(help));
	else
		explorer_say(explorer, _("Column %s: s sorts by it, | chooses and orders columns."),
			field_title(field));
	arena_done(&arena);
}

static void move_column(struct list_pane *pane, struct explorer *explorer, int step)
{
	size_t count = pane->table ? pane->table->column_count : 0;

	if (count == 0)
		return;
	pane->column = (pane->column + count + (size_t)step) % count;
	follow_column(pane);
	say_column(pane, explorer, pane->table->columns[pane->column].field);
}

/* The person has moved the cursor: it stays on its model from then on. */
static void choose_row(struct list_pane *pane, struct explorer *explorer)
{
	pane->is_chosen = true;
	pane->cursor_row = explorer_row_at(explorer, pane->scroll.cursor);
}

struct outcome list_has_no_model(struct explorer *explorer)
{
	explorer_complain(explorer, "%s", _("No model is listed; z clears all filters."));
	return STAY;
}

static void mark(struct list_pane *pane, struct explorer *explorer)
{
	explorer_toggle_mark(explorer, pane->cursor_row);
	pane->anchor = pane->cursor_row;
	scroll_act(&pane->scroll, ACTION_DOWN);
	choose_row(pane, explorer);
}

/* As in a comparison; the cursor stays. */
static void take_out(struct list_pane *pane, struct explorer *explorer)
{
	char letter[4];

	if (!explorer_mark_letter(explorer, pane->cursor_row, letter)) {
		explorer_complain(explorer, "%s",
			_("It is not marked: there is nothing to take out."));
		return;
	}
	explorer_toggle_mark(explorer, pane->cursor_row);
	explorer_say(explorer, _("Taken out: %.*s; Space marks it again."),
		TEXT_ARGS(store_title(explorer->store, pane->cursor_row)));
}

static void mark_range(struct list_pane *pane, struct explorer *explorer)
{
	uint32_t from = pane->anchor == UINT32_MAX
		? UINT32_MAX
		: query_run_position(explorer->run, pane->anchor);
	uint32_t to = pane->scroll.cursor;

	if (from == UINT32_MAX) {
		pane->anchor = pane->cursor_row;
		explorer_say(explorer, "%s",
			_("The range begins here; * on another model marks all between."));
		return;
	}
	uint32_t size = from < to ? to - from : from - to;
	if (size >= RANGE_MAX) {
		explorer_complain(explorer, _("A range holds at most %d models; this one has %u."),
			RANGE_MAX, size + 1);
		return;
	}
	uint32_t added = explorer_mark_range(explorer, from, to);
	explorer_say(explorer, P_("%u model marked", "%u models marked", added), added);
	pane->anchor = pane->cursor_row;
}

static bool is_of_model(enum action action)
{
	return action == ACTION_MARK || action == ACTION_MARK_RANGE || action == ACTION_TAKE_OUT ||
		action == ACTION_NOTE || action == ACTION_EVIDENCE || action == ACTION_COPY;
}

struct outcome browse_list_act(struct list_pane *pane, struct explorer *explorer,
	enum action action)
{
	const struct field *field = column_field(pane);

	if (browse_list_nothing_act(&pane->way, explorer, action))
		return STAY;
	if (scroll_act(&pane->scroll, action)) {
		choose_row(pane, explorer);
		if (action == ACTION_FIRST)
			pane->is_chosen = false; /* at the top, whichever model stands there */
		return STAY;
	}
	if (pane->cursor_row == UINT32_MAX && is_of_model(action))
		return list_has_no_model(explorer);
	switch (action) {
	case ACTION_MARK: mark(pane, explorer); return STAY;
	case ACTION_MARK_RANGE: mark_range(pane, explorer); return STAY;
	case ACTION_TAKE_OUT: take_out(pane, explorer); return STAY;
	case ACTION_NOTE: return (struct outcome){ .kind = OUTCOME_NOTE, .row = pane->cursor_row };
	case ACTION_MOVE_LEFT: move_column(pane, explorer, -1); return STAY;
	case ACTION_MOVE_RIGHT: move_column(pane, explorer, 1); return STAY;
	case ACTION_SORT:
		if (field)
			list_sort(explorer, field);
		return STAY;
	case ACTION_SORT_ALSO:
		if (field)
			list_sort_also(explorer, field);
		return STAY;
	case ACTION_EVIDENCE:
		if (!field)
			return STAY;
		if (field->id == FIELD_NAME)
			field = field_get(FIELD_ARCHITECTURE);
		return (struct outcome){ .kind = OUTCOME_EVIDENCE,
			.row = pane->cursor_row,
			.field = field };
	case ACTION_COPY:
		return (struct outcome){ .kind = OUTCOME_COPY,
			.text = store_id(explorer->store, pane->cursor_row) };
	default: return UNHANDLED;
	}
}

void browse_list_click(struct list_pane *pane, struct explorer *explorer, int x, int line,
	struct rect area)
{
	int at = area.x + BROWSE_GUTTER;

	if (line > 0) {
		scroll_to(&pane->scroll, pane->scroll.top + (uint32_t)line - 1);
		choose_row(pane, explorer);
		return;
	}
	for (size_t i = 0; pane->table && i < pane->table->column_count; i++) {
		if (pane->widths[i] > 0 && x >= at && x < at + pane->widths[i]) {
			pane->column = i;
			list_sort(explorer, pane->table->columns[i].field);
			return;
		}
		at += list_step(pane, i);
	}
}

void browse_list_wheel(struct list_pane *pane, struct explorer *explorer, int lines)
{
	scroll_lines(&pane->scroll, lines);
	choose_row(pane, explorer);
}

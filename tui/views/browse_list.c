/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list.h"

#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/views/browse_list_nothing.h"
#include "tui/views/browse_list_draw.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MIN = 16, NAME_ROOMY = 22, RANGE_MAX = 200 };

void browse_list_init(struct list_pane *pane)
{
	memset(pane, 0, sizeof(*pane));
	pane->cursor_row = UINT32_MAX;
	pane->anchor = UINT32_MAX;
	pane->generation = UINT32_MAX;
}

/* The cursor stays on its model; when that is gone, on its place. */
static void keep_cursor(struct list_pane *pane, struct explorer *explorer)
{
	uint32_t count = explorer_count(explorer);

	if (pane->generation == explorer->generation)
		return;
	pane->generation = explorer->generation;
	if (pane->cursor_row != UINT32_MAX && count <= 100000) {
		uint32_t place = query_run_position(explorer->run, pane->cursor_row);
		if (place != UINT32_MAX) {
			scroll_set(&pane->scroll, count, pane->scroll.height);
			scroll_to(&pane->scroll, place);
		}
	}
}

/* Values are not cut while there is room, nor against the person's will. Returns what is left. */
static int widen(struct list_pane *pane, int left)
{
	const struct table *table = pane->table;

	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i].field;
		bool is_fixed = table->columns[i].is_sized || !field ||
			field->group == GROUP_MODALITY || pane->widths[i] == 0;
		int more = is_fixed ? 0 : field_value_width(field) - pane->widths[i];
		if (more <= 0 || more > left)
			continue;
		pane->widths[i] += more;
		left -= more;
	}
	return left;
}

/* Columns take their wished width from the left as long as the name keeps its minimum; the name, which never scrolls away, gets what is left. */
static void lay_out(struct list_pane *pane)
{
	const struct table *table = pane->table;
	int left = pane->cells - BROWSE_GUTTER, name_at = -1;

	for (size_t i = 0; i < table->column_count; i++) {
		pane->widths[i] = 0;
		if (list_is_name(&table->columns[i]) && name_at < 0) {
			name_at = (int)i;
			left -= (table->columns[i].is_sized ? table->columns[i].width : NAME_MIN) +
				1;
		}
	}
	for (int round = 0; round < 2; round++) { /* modalities wait for the second */
		for (size_t i = pane->first; i < table->column_count; i++) {
			const struct field *field = table->columns[i].field;
			bool waits = pane->first == 0 && field && field->group == GROUP_MODALITY;
			int width = table->columns[i].width;
			if ((int)i == name_at || waits != (round == 1) || left < width + 1)
				continue;
			pane->widths[i] = width;
			left -= width + 1;
		}
	}
	left = widen(pane, left);
	pane->bar_cells = 0;
	if (name_at >= 0 && !table->columns[name_at].is_sized && pane->bar.field &&
		NAME_MIN + left - LIST_BAR_CELLS - 1 >= NAME_ROOMY) {
		pane->bar_cells = LIST_BAR_CELLS;
		left -= LIST_BAR_CELLS + 1;
	}
	if (name_at >= 0 && table->columns[name_at].is_sized) {
		pane->widths[name_at] = table->columns[name_at].width;
	} else if (name_at >= 0) {
		int name = NAME_MIN + left;
		pane->widths[name_at] = name > 44 ? 44 : name;
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
	lay_out(pane);
	while (pane->widths[pane->column] == 0 && pane->first < pane->column) {
		pane->first++;
		lay_out(pane);
	}
	if (pane->column == 0 && pane->first > 0) { /* back at the beginning: all of it */
		pane->first = 0;
		lay_out(pane);
	}
}

void browse_list_prepare(struct list_pane *pane, struct explorer *explorer, struct rect area,
	struct arena *frame)
{
	keep_cursor(pane, explorer);
	scroll_set(&pane->scroll, explorer_count(explorer), area.height - 1);
	pane->table = table_list(explorer->run, &explorer->query, explorer->store, frame);
	pane->cursor_row = pane->scroll.count > 0 ? explorer_row_at(explorer, pane->scroll.cursor)
						  : UINT32_MAX;
	pane->cells = area.width;
	list_bar_prepare(&pane->bar, explorer);
	follow_column(pane);
}

void browse_list_show(struct list_pane *pane, struct explorer *explorer, uint32_t place)
{
	scroll_set(&pane->scroll, explorer_count(explorer), pane->scroll.height);
	scroll_to(&pane->scroll, place);
	pane->cursor_row = explorer_row_at(explorer, place);
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
	for (uint32_t i = 0; i < got; i++, y++) {
		struct rect row = { area.x, y, area.width, 1 };
		list_draw_model(pane, explorer, canvas, row, rows[i], frame, NULL);
		if (pane->scroll.top + i == pane->scroll.cursor) {
			if (is_focused)
				canvas_select(canvas, row, true);
			canvas_text(canvas, area.x, y, 1, ROLE_ACCENT,
				text_of(canvas_sign(canvas,
					is_focused ? SIGN_CURSOR : SIGN_CURSOR_AWAY)));
		}
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

static void move_column(struct list_pane *pane, int step)
{
	size_t count = pane->table ? pane->table->column_count : 0;

	if (count == 0)
		return;
	pane->column = (pane->column + count + (size_t)step) % count;
	follow_column(pane);
}

static void mark(struct list_pane *pane, struct explorer *explorer)
{
	if (pane->cursor_row == UINT32_MAX)
		return;
	explorer_toggle_mark(explorer, pane->cursor_row);
	pane->anchor = pane->cursor_row;
	scroll_act(&pane->scroll, ACTION_DOWN);
	pane->cursor_row = explorer_row_at(explorer, pane->scroll.cursor);
}

static void mark_range(struct list_pane *pane, struct explorer *explorer)
{
	uint32_t from = pane->anchor == UINT32_MAX
		? UINT32_MAX
		: query_run_position(explorer->run, pane->anchor);
	uint32_t to = pane->scroll.cursor;

	if (pane->cursor_row == UINT32_MAX)
		return;
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

struct outcome browse_list_act(struct list_pane *pane, struct explorer *explorer,
	enum action action)
{
	const struct field *field = column_field(pane);

	if (browse_list_nothing_act(&pane->way, explorer, action))
		return STAY;
	if (scroll_act(&pane->scroll, action)) {
		pane->cursor_row = explorer_row_at(explorer, pane->scroll.cursor);
		return STAY;
	}
	switch (action) {
	case ACTION_MARK: mark(pane, explorer); return STAY;
	case ACTION_MARK_RANGE: mark_range(pane, explorer); return STAY;
	case ACTION_NOTE:
		if (pane->cursor_row == UINT32_MAX)
			return STAY;
		return (struct outcome){ .kind = OUTCOME_NOTE, .row = pane->cursor_row };
	case ACTION_MOVE_LEFT: move_column(pane, -1); return STAY;
	case ACTION_MOVE_RIGHT: move_column(pane, 1); return STAY;
	case ACTION_SORT:
		if (field)
			explorer_sort(explorer, field);
		return STAY;
	case ACTION_SORT_ALSO:
		if (field)
			explorer_sort_also(explorer, field);
		return STAY;
	case ACTION_EVIDENCE:
		if (!field || pane->cursor_row == UINT32_MAX)
			return STAY;
		if (field->id == FIELD_NAME)
			field = field_get(FIELD_ARCHITECTURE);
		return (struct outcome){ .kind = OUTCOME_EVIDENCE,
			.row = pane->cursor_row,
			.field = field };
	case ACTION_COPY:
		if (pane->cursor_row == UINT32_MAX)
			return STAY;
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
		pane->cursor_row = explorer_row_at(explorer, pane->scroll.cursor);
		return;
	}
	for (size_t i = 0; pane->table && i < pane->table->column_count; i++) {
		if (pane->widths[i] > 0 && x >= at && x < at + pane->widths[i]) {
			pane->column = i;
			explorer_sort(explorer, pane->table->columns[i].field);
			return;
		}
		at += list_step(pane, i);
	}
}

/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list.h"

#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/views/browse_list_nothing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { GUTTER = BROWSE_GUTTER, NAME_MIN = 16, NAME_ROOMY = 22, NEAR_MAX = 12, RANGE_MAX = 200 };

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

static bool is_name(const struct table_column *column)
{
	return column->field && column->field->id == FIELD_NAME;
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
	int left = pane->cells - GUTTER, name_at = -1;

	for (size_t i = 0; i < table->column_count; i++) {
		pane->widths[i] = 0;
		if (is_name(&table->columns[i]) && name_at < 0) {
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

/* Cells from the beginning of a column to the next. */
static int step_of(const struct list_pane *pane, size_t column)
{
	if (pane->widths[column] == 0)
		return 0;
	bool has_bar = pane->bar_cells > 0 && pane->table->columns[column].field == pane->bar.field;
	return pane->widths[column] + 1 + (has_bar ? pane->bar_cells + 1 : 0);
}

/* Scrolls sideways until the column of the cursor is seen. */
static void follow_column(struct list_pane *pane)
{
	size_t count = pane->table->column_count;

	if (pane->column >= count)
		pane->column = 0;
	if (pane->first > pane->column && !is_name(&pane->table->columns[pane->column]))
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

/* Place among the keys of sort:; -1: not sorted by it. */
static int sort_place(const struct explorer *explorer, const struct table_column *column)
{
	for (size_t i = 0; column->field && i < explorer->query.sort_count; i++)
		if (explorer->query.sort[i].field == column->field->id)
			return (int)i;
	return -1;
}

/* The short name that fits: the brief title, else the alias; capitals where the script has them. */
static struct text head_of(const struct table_column *column, int width, struct arena *arena)
{
	struct text head = column->brief;
	bool has_alias = column->field && column->field->alias && message_language() == LANGUAGE_EN;

	if (text_width(head) > width && has_alias)
		head = text_of(column->field->alias);
	char *upper = arena_get(arena, head.size + 1);
	for (size_t i = 0; i < head.size; i++)
		upper[i] = (char)(head.bytes[i] >= 'a' && head.bytes[i] <= 'z' ? head.bytes[i] - 32
									       : head.bytes[i]);
	return (struct text){ upper, head.size };
}

static void draw_head(const struct list_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect row, bool is_focused, struct arena *frame)
{
	int x = row.x + GUTTER, hidden = 0;

	for (size_t i = 0; i < pane->table->column_count; i++) {
		const struct table_column *column = &pane->table->columns[i];
		int width = pane->widths[i];
		hidden += width == 0;
		if (width == 0)
			continue;
		enum role role = is_focused && i == pane->column ? ROLE_ACCENT : ROLE_DIM;
		int sorted = sort_place(explorer, column);
		int used = width;
		struct text head = head_of(column, width, frame);
		if (column->alignment == ALIGN_RIGHT)
			canvas_text_right(canvas, x, row.y, width, role, head);
		else
			used = canvas_text_cut(canvas, x, row.y, width, role, head);
		if (sorted >= 0) /* the first key stands out */
			canvas_text(canvas, x + used, row.y, 1,
				sorted == 0 ? ROLE_ACCENT : ROLE_DIM,
				text_of(canvas_sign(canvas,
					explorer->query.sort[sorted].is_descending ? SIGN_DOWN
										   : SIGN_UP)));
		x += step_of(pane, i);
	}
	if (hidden > 0) /* there are more columns: > goes to them */
		canvas_format(canvas, row.x, row.y, GUTTER - 1, ROLE_DIM, "%s%d",
			pane->first > 0 ? "<" : "+", hidden);
}

static enum role cell_role(const struct table_column *column, const struct cell *cell)
{
	if (!cell_is_known(cell))
		return ROLE_DIM;
	if (column->field && column->field->id == FIELD_LICENSE && cell->value.state == VALUE_KNOWN)
		return cell->value.is.choice == 0    ? ROLE_CLOSED
			: cell->value.is.choice == 1 ? ROLE_OPEN_WEIGHT
						     : ROLE_OPEN_SOURCE;
	return column->alignment == ALIGN_RIGHT ? ROLE_NUMBER : ROLE_TEXT;
}

/* Signs stand right behind the value, at most in the gap to the next column: figures end in one line down the page. */
static void draw_cell(struct canvas *canvas, int x, int y, int width,
	const struct table_column *column, const struct cell *cell, enum role role)
{
	int used = width;

	if (column->alignment == ALIGN_RIGHT)
		canvas_text_right(canvas, x, y, width, role, cell->brief);
	else
		used = canvas_text_cut(canvas, x, y, width, role, cell->brief);
	if (canvas->is_ascii && used < width) /* there the sign is a letter: apart from the word */
		used++;
	canvas_text(canvas, x + used, y, 1, ROLE_DIM, text_of(table_mark(cell, canvas->is_ascii)));
}

static void highlight(struct canvas *canvas, const struct explorer *explorer, int x, int y,
	int width, struct text name)
{
	size_t from, size;

	if (!search_match(&explorer->query, name, &from, &size))
		return;
	int before = text_width(text_slice(name, 0, from)),
	    cells = text_width(text_slice(name, from, size));
	if (before + cells <= width)
		canvas_text(canvas, x + before, y, cells, ROLE_MATCH, text_slice(name, from, size));
}

/* near: the clause that keeps the model out, NULL when it is in. */
static void draw_model(const struct list_pane *pane, struct explorer *explorer,
	struct canvas *canvas, struct rect row, uint32_t model, struct arena *frame,
	const struct clause *near)
{
	int x = row.x + GUTTER;
	char letter[4];

	if (explorer_mark_letter(explorer, model, letter)) {
		int used = canvas_text(canvas, row.x + 2, row.y, 2, ROLE_MARK, text_of(letter));
		if (used == 1 && explorer_note(explorer, model).size > 0)
			canvas_text(canvas, row.x + 3, row.y, 1, ROLE_DIM, TEXT("\""));
	}
	for (size_t i = 0; i < pane->table->column_count; i++) {
		const struct table_column *column = &pane->table->columns[i];
		int width = pane->widths[i];
		if (width == 0)
			continue;
		struct cell cell = table_cell(pane->table, model, column->field, frame);
		uint32_t folded = query_run_folded(explorer->run, model);
		bool fails = near && near->kind == CLAUSE_FIELD && near->field == column->field->id;
		if (is_name(column) && folded > 0)
			cell.brief = arena_format(frame, "%.*s +%u", TEXT_ARGS(cell.brief), folded);
		enum role role = fails            ? ROLE_WARN
			: near && is_name(column) ? ROLE_DIM
						  : cell_role(column, &cell);
		draw_cell(canvas, x, row.y, width, column, &cell, role);
		if (is_name(column) && !near)
			highlight(canvas, explorer, x, row.y, width, cell.brief);
		if (step_of(pane, i) > width + 1 && !near)
			list_bar_draw(canvas, x + width + 1, row.y,
				list_bar_share(&pane->bar, &cell.value));
		x += step_of(pane, i);
	}
}

/* Rows one filter away, each with the filter that keeps it out. */
static void draw_near(const struct list_pane *pane, struct explorer *explorer,
	struct canvas *canvas, struct rect area, int from, struct arena *frame)
{
	struct near_miss misses[NEAR_MAX];
	uint32_t total;
	int room = area.y + area.height - from - 1;

	if (room < 3 || explorer->query.clause_count < 2) /* one filter away from everything */
		return;
	size_t count = query_run_near(explorer->run, misses,
		room - 1 < NEAR_MAX ? (size_t)room - 1 : NEAR_MAX, &total);
	if (count == 0)
		return;
	canvas_format(canvas, area.x + GUTTER, from + 1, area.width - GUTTER, ROLE_HEADING,
		_("NEAR MISSES, one filter away: %u"), total);
	for (size_t i = 0; i < count; i++)
		draw_model(pane, explorer, canvas,
			(struct rect){ area.x, from + 2 + (int)i, area.width, 1 }, misses[i].row,
			frame, &explorer->query.clauses[misses[i].clause]);
}

void browse_list_draw(const struct list_pane *pane, struct explorer *explorer,
	struct canvas *canvas, struct rect area, bool is_focused, struct arena *frame)
{
	uint32_t rows[1024], got = 0, height = (uint32_t)(area.height > 1 ? area.height - 1 : 0);
	int y = area.y + 1;

	canvas_clip(canvas, area);
	draw_head(pane, explorer, canvas, area, is_focused, frame);
	if (height > 1024)
		height = 1024;
	if (query_run_rows(explorer->run, pane->scroll.top, height, rows, &got, NULL) != RESULT_OK)
		got = 0;
	for (uint32_t i = 0; i < got; i++, y++) {
		struct rect row = { area.x, y, area.width, 1 };
		draw_model(pane, explorer, canvas, row, rows[i], frame, NULL);
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
	draw_near(pane, explorer, canvas, area, y, frame);
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
	int at = area.x + GUTTER;

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
		at += step_of(pane, i);
	}
}

/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list.h"

#include "catalog/base/message.h"
#include "catalog/query/search.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { GUTTER = 4, NAME_MIN = 16, NEAR_MAX = 12 };

void browse_list_init(struct list_pane *pane)
{
	memset(pane, 0, sizeof(*pane));
	pane->cursor_row = UINT32_MAX;
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

/* Columns take their wished width from the left as long as the name keeps its minimum; the name gets what is left. */
static void lay_out(struct list_pane *pane, int cells)
{
	const struct table *table = pane->table;
	int left = cells - GUTTER, name_at = -1;

	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		bool is_name = column->field && column->field->id == FIELD_NAME;
		pane->widths[i] = 0;
		if (is_name && name_at < 0) {
			name_at = (int)i;
			left -= NAME_MIN + 1;
		}
	}
	for (int round = 0; round < 2; round++) { /* modalities wait for the second */
		for (size_t i = 0; i < table->column_count; i++) {
			const struct field *field = table->columns[i].field;
			bool is_modality = field && field->group == GROUP_MODALITY;
			int width = table->columns[i].width;
			if ((int)i == name_at || is_modality != (round == 1) || left < width + 1)
				continue;
			pane->widths[i] = width;
			left -= width + 1;
		}
	}
	if (name_at >= 0) {
		int name = NAME_MIN + left;
		pane->widths[name_at] = name > 44 ? 44 : name;
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
	if (pane->column >= pane->table->column_count)
		pane->column = 0;
	lay_out(pane, area.width);
}

static bool is_sorted_by(const struct explorer *explorer, const struct table_column *column)
{
	return column->field && explorer->query.sort_count > 0 &&
		explorer->query.sort[0].field == column->field->id;
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
	int x = row.x + GUTTER;

	for (size_t i = 0; i < pane->table->column_count; i++) {
		const struct table_column *column = &pane->table->columns[i];
		int width = pane->widths[i];
		if (width == 0)
			continue;
		enum role role = is_focused && i == pane->column ? ROLE_ACCENT : ROLE_DIM;
		bool is_sorted = is_sorted_by(explorer, column);
		int used = width;
		struct text head = head_of(column, width, frame);
		if (column->alignment == ALIGN_RIGHT)
			canvas_text_right(canvas, x, row.y, width, role, head);
		else
			used = canvas_text_cut(canvas, x, row.y, width, role, head);
		if (is_sorted)
			canvas_text(canvas, x + used, row.y, 1, ROLE_ACCENT,
				text_of(canvas_sign(canvas,
					explorer->query.sort[0].is_descending ? SIGN_DOWN
									      : SIGN_UP)));
		x += width + 1;
	}
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
	const struct table_column *column, const struct cell *cell)
{
	int used = width;

	if (column->alignment == ALIGN_RIGHT)
		canvas_text_right(canvas, x, y, width, cell_role(column, cell), cell->brief);
	else
		used = canvas_text_cut(canvas, x, y, width, cell_role(column, cell), cell->brief);
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

static void draw_model(const struct list_pane *pane, struct explorer *explorer,
	struct canvas *canvas, struct rect row, uint32_t model, struct arena *frame, bool is_near)
{
	int x = row.x + GUTTER;
	char letter[4];

	if (explorer_mark_letter(explorer, model, letter))
		canvas_text(canvas, row.x + 2, row.y, 2, ROLE_MARK, text_of(letter));
	for (size_t i = 0; i < pane->table->column_count; i++) {
		const struct table_column *column = &pane->table->columns[i];
		if (pane->widths[i] == 0)
			continue;
		struct cell cell = table_cell(pane->table, model, column->field, frame);
		uint32_t folded = query_run_folded(explorer->run, model);
		if (column->field->id == FIELD_NAME && folded > 0)
			cell.brief = arena_format(frame, "%.*s +%u", TEXT_ARGS(cell.brief), folded);
		if (is_near && column->field->id == FIELD_NAME)
			canvas_text_cut(canvas, x, row.y, pane->widths[i], ROLE_DIM, cell.brief);
		else
			draw_cell(canvas, x, row.y, pane->widths[i], column, &cell);
		if (column->field->id == FIELD_NAME && !is_near)
			highlight(canvas, explorer, x, row.y, pane->widths[i], cell.brief);
		x += pane->widths[i] + 1;
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
			frame, true);
}

/* Nothing matches: which filter to take out, and how many would be left. */
static int draw_nothing(struct explorer *explorer, struct canvas *canvas, struct rect area)
{
	int y = area.y + 2;

	canvas_text_cut(canvas, area.x + GUTTER, y++, area.width - GUTTER, ROLE_STRONG,
		text_of(_("No model matches.")));
	for (size_t i = 0; i < explorer->query.clause_count && y < area.y + area.height - 2; i++) {
		const struct clause *clause = &explorer->query.clauses[i];
		uint32_t without = query_run_without(explorer->run, i);
		struct text text = text_slice(explorer->query.text, clause->span.from,
			clause->span.size);
		if (without > 0)
			canvas_format(canvas, area.x + GUTTER, y++, area.width - GUTTER, ROLE_TEXT,
				_("Without %.*s there would be %u."), TEXT_ARGS(text), without);
	}
	canvas_text_cut(canvas, area.x + GUTTER, y++, area.width - GUTTER, ROLE_DIM,
		text_of(_("u undoes, Backspace takes the last filter out, z all.")));
	return y;
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
		draw_model(pane, explorer, canvas, row, rows[i], frame, false);
		if (pane->scroll.top + i == pane->scroll.cursor) {
			if (is_focused)
				canvas_select(canvas, row, true);
			canvas_text(canvas, area.x, y, 1, ROLE_ACCENT,
				text_of(canvas_sign(canvas,
					is_focused ? SIGN_CURSOR : SIGN_CURSOR_AWAY)));
		}
	}
	if (got == 0)
		y = draw_nothing(explorer, canvas, area);
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

	for (size_t tried = 0; tried < count; tried++) {
		pane->column = (pane->column + count + (size_t)step) % count;
		if (pane->widths[pane->column] > 0)
			return;
	}
}

struct outcome browse_list_act(struct list_pane *pane, struct explorer *explorer,
	enum action action)
{
	const struct field *field = column_field(pane);

	if (scroll_act(&pane->scroll, action)) {
		pane->cursor_row = explorer_row_at(explorer, pane->scroll.cursor);
		return STAY;
	}
	switch (action) {
	case ACTION_MARK:
		if (pane->cursor_row == UINT32_MAX)
			return STAY;
		explorer_toggle_mark(explorer, pane->cursor_row);
		scroll_act(&pane->scroll, ACTION_DOWN);
		pane->cursor_row = explorer_row_at(explorer, pane->scroll.cursor);
		return STAY;
	case ACTION_MOVE_LEFT: move_column(pane, -1); return STAY;
	case ACTION_MOVE_RIGHT: move_column(pane, 1); return STAY;
	case ACTION_SORT:
		if (field)
			explorer_sort(explorer, field);
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
		at += pane->widths[i] > 0 ? pane->widths[i] + 1 : 0;
	}
}

/* SPDX-License-Identifier: MIT */
/* The comparison turned: models as lines, fields as columns that scroll sideways while the names stay. */
#include "tui/views/compare_sheet.h"

#include "catalog/base/bounds.h"
#include "catalog/base/message.h"

enum { NAME = 26, NAME_NARROW = 20, CELL_MAX = 24, HEAD_LINES = 2, GAP = 2 };

/* "★ 0.54", and what stands behind it: "× 0.25 † [17]". */
static struct text front_of(const struct export_cell_parts *parts, struct arena *arena)
{
	const struct export_cell_parts front = { .best = parts->best, .value = parts->value };
	return export_cell_join(&front, arena);
}

static struct text rest_of(const struct export_cell_parts *parts, struct arena *arena)
{
	struct export_cell_parts rest = *parts;

	rest.best = rest.value = TEXT_NONE;
	return text_trim(export_cell_join(&rest, arena));
}

/* Figures end in one line down the page, whatever stands behind them. */
static void measure(struct compare_sheet *sheet, size_t column)
{
	const struct table_column *of = &sheet->table->columns[column];
	int front = 0, rest = 0;

	for (size_t model = 0; model < sheet->table->row_count; model++) {
		struct export_cell_parts parts = compare_sheet_parts(sheet, model, column, false);
		struct text tail = rest_of(&parts, sheet->arena);
		int cells = text_width(front_of(&parts, sheet->arena)),
		    behind = tail.size > 0 ? 1 + text_width(tail) : 0;
		bool is_figure = of->alignment == ALIGN_RIGHT;
		front = larger(front, is_figure ? cells : cells + behind);
		rest = larger(rest, is_figure ? behind : 0);
	}
	int width = larger(front + rest, text_width(of->brief));
	sheet->widths[column] = width > CELL_MAX ? CELL_MAX : width;
	sheet->fronts[column] = of->alignment != ALIGN_RIGHT || front >= CELL_MAX ? 0 : front;
}

static size_t fields_from(const struct compare_sheet *sheet, size_t from, int room)
{
	size_t at = from;

	while (at < sheet->table->column_count && room >= sheet->widths[at]) {
		room -= sheet->widths[at] + GAP;
		at++;
	}
	return at - from;
}

void compare_turned_prepare(struct compare_sheet *sheet, struct rect area)
{
	size_t count = sheet->table->column_count;

	sheet->label = area.width < 100 ? NAME_NARROW : NAME;
	int room = area.width - sheet->label - 1;
	sheet->widths = ARENA_ARRAY(sheet->arena, int, count + 1);
	sheet->fronts = ARENA_ARRAY(sheet->arena, int, count + 1);
	for (size_t i = 0; i < count; i++)
		measure(sheet, i);
	if (sheet->wanted > 0)
		sheet->field = sheet->wanted - 1;
	sheet->wanted = 0;
	if (sheet->field >= count)
		sheet->field = count > 0 ? count - 1 : 0;
	if (sheet->first_field > sheet->field)
		sheet->first_field = sheet->field;
	while (sheet->first_field < sheet->field &&
		sheet->first_field + fields_from(sheet, sheet->first_field, room) <= sheet->field)
		sheet->first_field++;
	sheet->shown = fields_from(sheet, sheet->first_field, room);
	if (sheet->shown == 0 && count > 0)
		sheet->shown = 1;
	scroll_set(&sheet->scroll, sheet->table->row_count, area.height - HEAD_LINES - 1);
	scroll_to(&sheet->scroll, (uint32_t)sheet->model);
}

static void draw_heads(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area)
{
	const struct table *table = sheet->table;
	int x = area.x + sheet->label, section = -1;

	if (sheet->shown < table->column_count)
		canvas_format(canvas, area.x + 1, area.y + 1, sheet->label - 3, ROLE_DIM,
			_("%zu-%zu of %u"), sheet->first_field + 1,
			sheet->first_field + sheet->shown, (unsigned)table->column_count);
	for (size_t i = sheet->first_field; i < sheet->first_field + sheet->shown; i++) {
		const struct table_column *column = &table->columns[i];
		bool is_right = column->alignment == ALIGN_RIGHT;
		enum role role = i == sheet->field ? ROLE_ACCENT : ROLE_STRONG;
		if ((int)column->section != section) { /* as far as its fields reach */
			section = (int)column->section;
			int end = x;
			for (size_t j = i; j < sheet->first_field + sheet->shown &&
				(int)table->columns[j].section == section;
				j++)
				end += sheet->widths[j] + GAP;
			canvas_text_cut(canvas, x, area.y, end - x - GAP, ROLE_HEADING,
				text_of(field_section_title(column->section)));
		}
		if (i == sheet->field)
			canvas_put_sign(canvas, x - 1, area.y + 1, ROLE_ACCENT, SIGN_CURSOR_AWAY);
		int brief = text_width(column->brief);
		if (is_right && brief <= sheet->widths[i])
			canvas_text_right(canvas, x, area.y + 1, larger(sheet->fronts[i], brief),
				role, column->brief);
		else
			canvas_text_cut(canvas, x, area.y + 1, sheet->widths[i], role,
				column->brief);
		x += sheet->widths[i] + GAP;
	}
}

static void draw_parts(const struct compare_sheet *sheet, struct canvas *canvas, int x, int y,
	size_t column, const struct export_cell_parts *parts, enum role role)
{
	int front = sheet->fronts[column], width = sheet->widths[column];

	if (front == 0) {
		canvas_text_cut(canvas, x, y, width, role, export_cell_join(parts, sheet->arena));
		return;
	}
	canvas_text_right(canvas, x, y, front, role, front_of(parts, sheet->arena));
	if (width > front + 1)
		canvas_text_cut(canvas, x + front + 1, y, width - front - 1, role,
			rest_of(parts, sheet->arena));
}

static void draw_model(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area,
	int y, size_t model)
{
	const struct table *table = sheet->table;
	char letter[4];
	int x = area.x + sheet->label;

	compare_sheet_letter(sheet, model, letter);
	canvas_text(canvas, area.x + 1, y, 2, ROLE_MARK, text_of(letter));
	canvas_text_cut(canvas, area.x + 4, y, sheet->label - 6,
		table->row_notes && table->row_notes[model].size > 0 ? ROLE_ACCENT : ROLE_STRONG,
		table->ops->row_title(table, (uint32_t)model));
	for (size_t i = sheet->first_field; i < sheet->first_field + sheet->shown; i++) {
		const struct cell *cell = compare_sheet_cell(sheet, model, i);
		struct export_cell_parts parts = compare_sheet_parts(sheet, model, i,
			canvas->is_ascii);
		enum role role = cell->role == CELL_BEST ? ROLE_BEST
			: cell_is_known(cell)            ? ROLE_TEXT
							 : ROLE_DIM;
		draw_parts(sheet, canvas, x, y, i, &parts, role);
		x += sheet->widths[i] + GAP;
	}
}

void compare_turned_draw(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area)
{
	draw_heads(sheet, canvas, area);
	for (int y = 0; y < area.height - HEAD_LINES - 1; y++) {
		size_t model = sheet->scroll.top + (size_t)y;
		int line = area.y + HEAD_LINES + y;
		if (model >= sheet->table->row_count)
			break;
		draw_model(sheet, canvas, area, line, model);
		if (model == sheet->scroll.cursor)
			canvas_select_row(canvas, (struct rect){ area.x, line, area.width, 1 },
				true);
	}
}

/* SPDX-License-Identifier: MIT */
/* The comparison turned: models as lines, fields as columns that scroll sideways while the names stay. */
#include "tui/views/compare_sheet.h"

#include "catalog/base/message.h"

enum { NAME = 26, NAME_NARROW = 20, CELL_MAX = 24, HEAD_LINES = 2, GAP = 2 };

static int field_width(const struct compare_sheet *sheet, size_t column)
{
	int width = text_width(sheet->table->columns[column].brief);

	for (size_t model = 0; model < sheet->table->row_count; model++) {
		struct export_cell_parts parts = compare_sheet_parts(sheet, model, column, false);
		int cell = text_width(export_cell_join(&parts, sheet->arena));
		width = cell > width ? cell : width;
	}
	return width > CELL_MAX ? CELL_MAX : width;
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
	for (size_t i = 0; i < count; i++)
		sheet->widths[i] = field_width(sheet, i);
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
			canvas_text(canvas, x - 1, area.y + 1, 1, ROLE_ACCENT,
				text_of(canvas_sign(canvas, SIGN_CURSOR_AWAY)));
		if (is_right && text_width(column->brief) <= sheet->widths[i])
			canvas_text_right(canvas, x, area.y + 1, sheet->widths[i], role,
				column->brief);
		else
			canvas_text_cut(canvas, x, area.y + 1, sheet->widths[i], role,
				column->brief);
		x += sheet->widths[i] + GAP;
	}
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
		struct text text = export_cell_join(&parts, sheet->arena);
		enum role role = cell->role == CELL_BEST ? ROLE_BEST
			: cell_is_known(cell)            ? ROLE_TEXT
							 : ROLE_DIM;
		if (table->columns[i].alignment == ALIGN_RIGHT &&
			text_width(text) <= sheet->widths[i])
			canvas_text_right(canvas, x, y, sheet->widths[i], role, text);
		else
			canvas_text_cut(canvas, x, y, sheet->widths[i], role, text);
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
		if (model != sheet->scroll.cursor)
			continue;
		canvas_select(canvas, (struct rect){ area.x, line, area.width, 1 }, true);
		canvas_text(canvas, area.x, line, 1, ROLE_ACCENT,
			text_of(canvas_sign(canvas, SIGN_CURSOR)));
	}
}

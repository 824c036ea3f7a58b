/* SPDX-License-Identifier: MIT */
/* The upright comparison as it is drawn: heads that stay, labels, the cursor over all lines of its row. */
#include "catalog/base/message.h"
#include "tui/views/compare_sheet.h"

/* A name that is too long for its line begins on the one above, behind the letter, unless a note stands there. */
static void draw_name(const struct compare_sheet *sheet, struct canvas *canvas, size_t model, int x,
	int y, int used)
{
	const struct table *table = sheet->table;
	struct text name = table->ops->row_title(table, (uint32_t)model);
	enum role role = model == sheet->model ? ROLE_ACCENT : ROLE_STRONG;
	int room = sheet->width - COMPARE_GUTTER - 1, above = room - used - 1;
	bool is_free = !table->row_notes || table->row_notes[model].size == 0;
	size_t at = 0;

	if (is_free && text_width(name) > room) {
		struct text first = text_wrap(name, &at, above);
		if (at < name.size && text_width(first) > above / 2)
			canvas_text(canvas, x + used + 1, y, above, role, first);
		else
			at = 0;
	}
	canvas_text(canvas, x, y + 1, room, role,
		text_cut_name(sheet->arena, text_slice(name, at, name.size - at), room,
			canvas->is_ascii));
}

static void draw_heads(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area)
{
	const struct table *table = sheet->table;

	for (size_t i = 0; i < sheet->shown; i++) {
		size_t model = sheet->first_model + i;
		int x = area.x + sheet->label + (int)i * sheet->width + COMPARE_GUTTER;
		char letter[4];
		compare_sheet_letter(sheet, model, letter);
		int used = canvas_text(canvas, x, area.y, 3, ROLE_MARK, text_of(letter));
		if (table->row_notes)
			canvas_text_cut(canvas, x + used + 2, area.y,
				sheet->width - COMPARE_GUTTER - used - 3, ROLE_DIM,
				table->row_notes[model]);
		draw_name(sheet, canvas, model, x, area.y, used);
	}
	/* which model the keys act on: a sign too, for those without colour */
	if (sheet->model >= sheet->first_model && sheet->model < sheet->first_model + sheet->shown)
		canvas_put_sign(canvas,
			area.x + sheet->label +
				(int)(sheet->model - sheet->first_model) * sheet->width + 1,
			area.y + 1, ROLE_ACCENT, SIGN_CURSOR_AWAY);
	if (sheet->shown < table->row_count)
		canvas_format(canvas, area.x + 1, area.y + 1, sheet->label - 2, ROLE_DIM,
			_("%zu-%zu of %u"), sheet->first_model + 1,
			sheet->first_model + sheet->shown, table->row_count);
}

static void draw_label(const struct compare_sheet *sheet, struct canvas *canvas, int x, int y,
	const struct sheet_line *line)
{
	const struct table_column *column = &sheet->table->columns[line->column];
	int room = sheet->label - 3;

	if (line->part == 0)
		canvas_text_cut(canvas, x + 2, y, room, ROLE_DIM,
			text_width(column->title) <= room ? column->title : column->brief);
}

static void draw_line(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area,
	int y, const struct sheet_line *line)
{
	const struct table *table = sheet->table;
	int x = area.x + 1, room = area.width - 2;

	if (line->kind == SHEET_HEADING || line->kind == SHEET_SOURCES) {
		bool is_section = line->kind == SHEET_HEADING;
		enum field_section section = is_section ? table->columns[line->column].section
							: SECTION_COUNT;
		int used = canvas_text_cut(canvas, x, y, room, ROLE_HEADING,
			text_of(is_section ? field_section_title(section) : _("SOURCES")));
		if (is_section)
			canvas_text_cut(canvas, x + used + 3, y, room - used - 3, ROLE_DIM,
				table->section_notes[section]);
	} else if (line->kind == SHEET_SOURCE) {
		struct source source = store_source(table->store, sheet->sources.ids[line->column]);
		int used = canvas_format(canvas, x + 1, y, 6, ROLE_DIM, "[%d]", line->column + 1);
		used += 2 +
			canvas_text_cut(canvas, x + used + 2, y, room - used - 2, ROLE_TEXT,
				table_source_title(&source, sheet->arena));
		canvas_text_cut(canvas, x + used + 2, y, room - used - 2, ROLE_LINK, source.url);
	} else if (line->kind == SHEET_CELLS) {
		draw_label(sheet, canvas, area.x, y, line);
		for (size_t i = 0; i < sheet->shown; i++)
			compare_cell_draw(sheet, canvas,
				area.x + sheet->label + (int)i * sheet->width, y,
				sheet->first_model + i, line);
	}
}

/* Over all lines of the row. */
static void draw_cursor(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area)
{
	const struct scroll *scroll = &sheet->scroll;
	uint32_t first, last;

	if (scroll->cursor >= sheet->line_count || scroll->height <= 0)
		return;
	compare_sheet_row(sheet, scroll->cursor, &first, &last);
	if (first < scroll->top)
		first = scroll->top;
	if (last >= scroll->top + (uint32_t)scroll->height)
		last = scroll->top + (uint32_t)scroll->height - 1;
	struct rect row = { area.x, area.y + sheet->heads + (int)(first - scroll->top), area.width,
		(int)(last - first) + 1 };
	canvas_select(canvas, row, true);
	canvas_put_sign(canvas, area.x, area.y + sheet->heads + (int)(scroll->cursor - scroll->top),
		ROLE_ACCENT, SIGN_CURSOR);
}

void compare_sheet_draw(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area)
{
	if (!sheet->table->is_transposed) {
		compare_turned_draw(sheet, canvas, area);
		return;
	}
	draw_heads(sheet, canvas, area);
	if (sheet->heads > COMPARE_HEADS)
		compare_draw_digest(sheet, canvas, area);
	for (int y = 0; y < area.height - sheet->heads - 1; y++) {
		size_t at = sheet->scroll.top + (size_t)y;
		if (at >= sheet->line_count)
			break;
		draw_line(sheet, canvas, area, area.y + sheet->heads + y, &sheet->lines[at]);
	}
	draw_cursor(sheet, canvas, area);
}

/* SPDX-License-Identifier: MIT */
/* What most people compare for, price and quality, in one line below the names: it stays while its rows are far below. */
#include "tui/views/compare_sheet.h"

static const enum field_id told[] = { FIELD_PRICE, FIELD_QUALITY };
enum { TOLD = sizeof(told) / sizeof(told[0]) };

/* SIZE_MAX: the table has no such row. */
static size_t column_of(const struct table *table, enum field_id id)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (text_equal_string(table->columns[i].key, field_get(id)->key))
			return i;
	return SIZE_MAX;
}

static struct text joined(const struct compare_sheet *sheet, struct text text, struct text more,
	const char *mark)
{
	return arena_format(sheet->arena, "%.*s%s%.*s%s", TEXT_ARGS(text),
		text.size > 0 ? " · " : "", TEXT_ARGS(more), mark);
}

/* "Price · Quality" */
static struct text label_of(const struct compare_sheet *sheet, int room)
{
	struct text whole = TEXT_NONE, brief = TEXT_NONE;

	for (size_t i = 0; i < TOLD; i++) {
		size_t at = column_of(sheet->table, told[i]);
		if (at == SIZE_MAX)
			continue;
		whole = joined(sheet, whole, sheet->table->columns[at].title, "");
		brief = joined(sheet, brief, sheet->table->columns[at].brief, "");
	}
	return text_width(whole) <= room ? whole : brief;
}

/* "4.00† · 78‡" */
static struct text digest_of(const struct compare_sheet *sheet, size_t model, bool is_ascii)
{
	struct text text = TEXT_NONE;

	for (size_t i = 0; i < TOLD; i++) {
		size_t at = column_of(sheet->table, told[i]);
		if (at == SIZE_MAX)
			continue;
		const struct cell *cell = compare_sheet_cell(sheet, model, at);
		text = joined(sheet, text, cell->brief, table_mark(cell, is_ascii));
	}
	return text;
}

bool compare_has_digest(const struct compare_sheet *sheet)
{
	return column_of(sheet->table, FIELD_PRICE) != SIZE_MAX ||
		column_of(sheet->table, FIELD_QUALITY) != SIZE_MAX;
}

void compare_draw_digest(const struct compare_sheet *sheet, struct canvas *canvas, struct rect area)
{
	int y = area.y + 2, room = sheet->width - COMPARE_GUTTER - 1;

	canvas_text_cut(canvas, area.x + 2, y, sheet->label - 3, ROLE_DIM,
		label_of(sheet, sheet->label - 3));
	for (size_t i = 0; i < sheet->shown; i++)
		canvas_text_cut(canvas,
			area.x + sheet->label + (int)i * sheet->width + COMPARE_GUTTER, y, room,
			ROLE_TEXT, digest_of(sheet, sheet->first_model + i, canvas->is_ascii));
}

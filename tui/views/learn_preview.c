/* SPDX-License-Identifier: MIT */
#include "tui/views/learn_preview.h"

#include "catalog/base/message.h"

enum { NAME_LEAST = 30, NAME_MOST = 38, GAP = 2 }; /* a sign and a blank */

/* In the order in which they come as there is room. */
static const struct {
	enum field_id field;
	int cells;
} facts[] = { { FIELD_LICENSE, 8 }, { FIELD_PARAMS, 8 }, { FIELD_CONTEXT, 8 },
	{ FIELD_RELEASED, 10 }, { FIELD_DEVELOPER, 18 } };
enum { FACTS = sizeof(facts) / sizeof(facts[0]) };

static size_t facts_that_fit(int cells)
{
	size_t count = 0;

	for (int left = cells - NAME_LEAST; count < FACTS; count++) {
		left -= facts[count].cells + GAP;
		if (left < 0)
			break;
	}
	return count;
}

static void draw_text(struct canvas *canvas, int x, int y, const struct table_column *column,
	int cells, enum role role, struct text text, struct text mark)
{
	int used = cells;

	if (column->alignment == ALIGN_RIGHT)
		canvas_text_right(canvas, x, y, cells, role, text);
	else
		used = canvas_text_cut(canvas, x, y, cells, role, text);
	canvas_text(canvas, x + used, y, 1, ROLE_DIM, mark);
}

void learn_preview_draw(const struct learn_preview *preview, const struct explorer *explorer,
	struct canvas *canvas, struct rect area, struct arena *frame)
{
	size_t count = preview->count > 0 ? facts_that_fit(area.width - 3) : 0;
	uint16_t fields[FACTS] = { 0 };
	struct cell cells[FACTS];
	int name = area.width - 3, x;

	for (size_t i = 0; i < count; i++) {
		fields[i] = (uint16_t)facts[i].field;
		name -= facts[i].cells + GAP;
	}
	name = count > 0 && name > NAME_MOST ? NAME_MOST : name;
	struct table *table = table_rows(explorer->store, NULL, preview->models, preview->count,
		fields, count, frame);
	table->cells = CELLS_BRIEF;
	canvas_format(canvas, area.x + 1, area.y, area.width - 2, ROLE_HEADING,
		P_("%u model", "%u models", preview->total), preview->total);
	canvas_text_cut(canvas, area.x + 1, area.y + 1, count > 0 ? name : area.width - 2, ROLE_DIM,
		preview->query);
	x = area.x + 2 + name + GAP;
	for (size_t i = 0; i < count; x += facts[i++].cells + GAP)
		draw_text(canvas, x, area.y + 1, &table->columns[i], facts[i].cells, ROLE_DIM,
			table->columns[i].brief, TEXT_NONE);
	for (uint32_t row = 0; row < preview->count; row++) {
		int y = area.y + 2 + (int)row;
		canvas_text_cut(canvas, area.x + 2, y, name, ROLE_TEXT,
			store_title(explorer->store, preview->models[row]));
		table->ops->row(table, row, frame, cells);
		x = area.x + 2 + name + GAP;
		for (size_t i = 0; i < count; x += facts[i++].cells + GAP)
			draw_text(canvas, x, y, &table->columns[i], facts[i].cells,
				cell_is_known(&cells[i]) ? ROLE_TEXT : ROLE_DIM, cells[i].brief,
				text_of(table_mark(&cells[i], canvas->is_ascii)));
	}
}

/* SPDX-License-Identifier: MIT */
#include "tui/table_pane.h"

#include "catalog/base/bounds.h"

#include <string.h>

enum {
	GAP = 2,
	MARK = 2, /* a blank and the sign */
	NAME_MOST = 34,
	TEXT_MOST = 60,
	PROSE_LEAST = 20,
	NAME_LEAST = 12,
	KEPT_BESIDE_NAME = 2
};

/* Where one cell has a sign all keep its place free: figures end in one line. */
static void measure(struct table_pane *pane)
{
	const struct table *table = pane->table;

	for (size_t i = 0; i < table->column_count && i < TABLE_PANE_COLUMNS; i++) {
		const struct table_column *column = &table->columns[i];
		bool is_right = column->alignment == ALIGN_RIGHT;
		int width = 0, mark = 0;
		for (uint32_t row = 0; row < pane->seen; row++) {
			const struct cell *cell = &pane->cells[row * table->column_count + i];
			int own = *table_mark(cell, false) ? MARK : 0;
			mark = larger(mark, own);
			width = larger(width, text_width(cell->full) + (is_right ? 0 : own));
		}
		pane->marks[i] = mark;
		width = larger(width + (is_right ? mark : 0), text_width(column->title));
		int most = i == 0 ? NAME_MOST : TEXT_MOST;
		pane->widths[i] = width > most ? most : width;
		if (column->priority >= 250)
			pane->widths[i] = 0; /* for exports */
	}
}

static int width_of(const struct table_pane *pane)
{
	int total = 0;

	for (size_t i = 0; i < pane->table->column_count && i < TABLE_PANE_COLUMNS; i++)
		if (pane->widths[i] > 0)
			total += pane->widths[i] + (total > 0 ? GAP : 0);
	return total;
}

static bool is_prose(const struct table_pane *pane, size_t column)
{
	return column > 0 && pane->table->columns[column].alignment == ALIGN_LEFT;
}

/* Long texts are cut before a column is left out: the widest first. False: none is long. */
static bool cut_prose(struct table_pane *pane, int excess)
{
	size_t widest = 0;

	for (size_t i = 1; i < pane->table->column_count && i < TABLE_PANE_COLUMNS; i++)
		if (is_prose(pane, i) && pane->widths[i] > PROSE_LEAST &&
			(widest == 0 || pane->widths[i] > pane->widths[widest]))
			widest = i;
	if (widest == 0)
		return false;
	pane->widths[widest] = larger(pane->widths[widest] - excess, PROSE_LEAST);
	return true;
}

/* The last column beside the name is what the table is for: the name is cut before it goes. */
static bool cut_name(struct table_pane *pane, int excess)
{
	size_t others = 0;

	for (size_t i = 1; i < pane->table->column_count && i < TABLE_PANE_COLUMNS; i++)
		others += pane->widths[i] > 0;
	if (others > KEPT_BESIDE_NAME || pane->widths[0] <= NAME_LEAST)
		return false;
	pane->widths[0] = larger(pane->widths[0] - excess, NAME_LEAST);
	return true;
}

/* The column that gives way next: the highest priority number; a text first shrinks to what is left. False: the name is alone. */
static bool leave_out(struct table_pane *pane, int excess)
{
	const struct table *table = pane->table;
	size_t worst = 0;

	for (size_t i = 1; i < table->column_count && i < TABLE_PANE_COLUMNS; i++)
		if (pane->widths[i] > 0 &&
			(worst == 0 ||
				table->columns[i].priority >= table->columns[worst].priority))
			worst = i;
	if (worst == 0)
		return false;
	int left = pane->widths[worst] - excess;
	pane->widths[worst] = is_prose(pane, worst) && left >= 12 ? left : 0;
	return true;
}

static void make_room(struct table_pane *pane, int room)
{
	int wanted[TABLE_PANE_COLUMNS], excess, spare;

	memcpy(wanted, pane->widths, sizeof(wanted));
	while ((excess = width_of(pane) - room) > 0)
		if (!cut_prose(pane, excess) && !cut_name(pane, excess) &&
			!leave_out(pane, excess)) {
			pane->widths[0] = room > 1 ? room : 1;
			return;
		}
	for (size_t i = 1; i < pane->table->column_count && i < TABLE_PANE_COLUMNS; i++) {
		spare = room -
			width_of(pane); /* what was cut for a column that went all the same */
		if (pane->widths[i] > 0 && pane->widths[i] < wanted[i])
			pane->widths[i] = pane->widths[i] + spare < wanted[i]
				? pane->widths[i] + spare
				: wanted[i];
	}
}

/* A name that does not fit keeps its last word, which tells versions and sizes apart. */
static void cut_names(struct table_pane *pane, struct arena *frame)
{
	for (uint32_t row = 0; row < pane->seen && pane->table->column_count > 0; row++) {
		struct cell *cell = &pane->cells[row * pane->table->column_count];
		int room = pane->widths[0] - (*table_mark(cell, false) ? MARK : 0);
		if (text_width(cell->full) > room)
			cell->full = text_cut_name(frame, cell->full, room, false);
	}
}

void table_pane_prepare(struct table_pane *pane, struct table *table, struct rect area, int gutter,
	struct arena *frame)
{
	pane->table = table;
	pane->gutter = gutter;
	scroll_set(&pane->scroll, table->row_count, area.height - 1);
	pane->first = pane->scroll.top;
	pane->seen = table->row_count - pane->first;
	if (area.height < 2)
		pane->seen = 0;
	else if (pane->seen > (uint32_t)area.height - 1)
		pane->seen = (uint32_t)area.height - 1;
	pane->cells = ARENA_ARRAY(frame, struct cell, pane->seen * table->column_count + 1);
	for (uint32_t i = 0; i < pane->seen; i++)
		table->ops->row(table, pane->first + i, frame,
			pane->cells + i * table->column_count);
	memset(pane->widths, 0, sizeof(pane->widths));
	measure(pane);
	make_room(pane, area.width - gutter);
	cut_names(pane, frame);
}

static void draw_heads(const struct table_pane *pane, struct canvas *canvas, struct rect area)
{
	int x = area.x + pane->gutter;

	for (size_t i = 0; i < pane->table->column_count && i < TABLE_PANE_COLUMNS; i++) {
		const struct table_column *column = &pane->table->columns[i];
		int width = pane->widths[i];
		if (width == 0)
			continue;
		if (column->alignment == ALIGN_RIGHT)
			canvas_text_right(canvas, x, area.y,
				larger(width - pane->marks[i], text_width(column->title)), ROLE_DIM,
				column->title);
		else
			canvas_text_cut(canvas, x, area.y, width, ROLE_DIM, column->title);
		x += width + GAP;
	}
}

/* kept: cells at the end for a sign. */
static void draw_cell(const struct table_column *column, const struct cell *cell,
	struct canvas *canvas, int x, int y, int width, int kept)
{
	const char *mark = table_mark(cell, canvas->is_ascii);
	enum role role = !cell_is_known(cell) ? ROLE_DIM
		: cell->role == CELL_BEST     ? ROLE_BEST
					      : ROLE_TEXT;
	int room = width - (column->alignment == ALIGN_RIGHT || *mark ? kept : 0);
	struct text text = cell->full.size > 0 || column->alignment == ALIGN_LEFT ? cell->full
										  : TEXT("?");

	if (column->alignment == ALIGN_LEFT) {
		int used = canvas_text_cut(canvas, x, y, room, role, text);
		if (*mark)
			canvas_text(canvas, x + used + 1, y, 1, ROLE_DIM, text_of(mark));
		return;
	}
	if (text_width(text) > room)
		text = cell->brief;
	canvas_text_right(canvas, x, y, room, role, text);
	if (*mark)
		canvas_text(canvas, x + width - 1, y, 1, ROLE_DIM, text_of(mark));
}

void table_pane_draw(const struct table_pane *pane, struct canvas *canvas, struct rect area,
	bool (*letter)(void *context, uint32_t index, char out[4]), void *context)
{
	draw_heads(pane, canvas, area);
	for (uint32_t i = 0; i < pane->seen; i++) {
		int x = area.x + pane->gutter, y = area.y + 1 + (int)i;
		char mark[4];
		for (size_t j = 0; j < pane->table->column_count && j < TABLE_PANE_COLUMNS; j++) {
			if (pane->widths[j] == 0)
				continue;
			draw_cell(&pane->table->columns[j],
				&pane->cells[i * pane->table->column_count + j], canvas, x, y,
				pane->widths[j], pane->marks[j]);
			x += pane->widths[j] + GAP;
		}
		if (letter && letter(context, pane->first + i, mark))
			canvas_text(canvas, area.x + 2, y, 3, ROLE_MARK, text_of(mark));
		if (pane->first + i == pane->scroll.cursor)
			canvas_select_row(canvas, (struct rect){ area.x, y, area.width, 1 }, true);
	}
}

/* SPDX-License-Identifier: MIT */
#include "tui/views/compare_sheet.h"

#include "catalog/base/message.h"

enum {
	LABEL = 20,
	LABEL_WIDE = 26,
	LABEL_MORE = 14,
	WIDE = 100,      /* cells of the screen from which labels get more room */
	COLUMN_MIN = 20, /* three models fit 80 cells */
	COLUMN_MAX = 56, /* a line of prose that is still read in one look */
	NOTE_AT = 10,    /* notes of short values stand in one line down the page, */
	NOTE_LEAST = 6,  /* nearer to the value where marks leave no room for a short one */
	NOTE_SHORT = 8,
	LINES_MAX = 1200,
	DIGEST_FROM = 14 /* rows of the screen from which one is left for price and quality */
};

const struct cell *compare_sheet_cell(const struct compare_sheet *sheet, size_t model,
	size_t column)
{
	return &sheet->cells[model * sheet->table->column_count + column];
}

struct export_cell_parts compare_sheet_parts(const struct compare_sheet *sheet, size_t model,
	size_t column, bool is_ascii)
{
	struct export_sources sources = sheet->sources; /* all numbers are given already */
	return export_cell_parts(compare_sheet_cell(sheet, model, column), is_ascii, &sources);
}

void compare_sheet_letter(const struct compare_sheet *sheet, size_t model, char out[4])
{
	if (!explorer_mark_letter(sheet->explorer, sheet->table->rows[model], out))
		out[0] = '\0';
}

/* How many lines a row takes. A note that would reach into the marks of its line moves all notes. */
static int parts_of(struct compare_sheet *sheet, size_t column)
{
	struct compare_line lines[COMPARE_PARTS_MAX];
	int most = 1, width = sheet->width - COMPARE_GUTTER - 1;

	for (size_t i = sheet->first_model; i < sheet->first_model + sheet->shown; i++) {
		struct export_cell_parts parts = compare_cell_parts(sheet, i, column, false);
		int count = compare_cell_lines(&parts, width, sheet->arena, lines);
		int tail = text_width(lines[0].tail), note = text_width(lines[0].note);
		int room = width - note - tail - (tail > 0);
		if (note > 0 && note <= NOTE_SHORT && room < sheet->note_at && room >= NOTE_LEAST)
			sheet->note_at = room;
		most = count > most ? count : most;
	}
	return most;
}

static void add_line(struct compare_sheet *sheet, enum sheet_line_kind kind, int column, int part)
{
	if (sheet->line_count < LINES_MAX)
		sheet->lines[sheet->line_count++] = (struct sheet_line){ kind, column, part };
}

static void make_lines(struct compare_sheet *sheet, int height)
{
	const struct table *table = sheet->table;
	int *parts = ARENA_ARRAY(sheet->arena, int, table->column_count + 1);
	int section = -1, sections = 0, total = 0;

	for (size_t i = 0; i < table->column_count; i++) {
		sections += (int)table->columns[i].section != section;
		section = (int)table->columns[i].section;
		parts[i] = parts_of(sheet, i);
		total += parts[i];
	}
	/* A blank line between groups where there is room for all. */
	bool has_blanks = total + 2 * sections + 2 + (int)sheet->sources.count <= height;
	section = -1;
	sheet->lines = ARENA_ARRAY(sheet->arena, struct sheet_line, LINES_MAX);
	sheet->line_count = 0;
	for (size_t i = 0; i < table->column_count; i++) {
		if ((int)table->columns[i].section != section) {
			if (has_blanks && section >= 0)
				add_line(sheet, SHEET_BLANK, (int)i, 0);
			section = (int)table->columns[i].section;
			add_line(sheet, SHEET_HEADING, (int)i, 0);
		}
		for (int part = 0; part < parts[i]; part++)
			add_line(sheet, SHEET_CELLS, (int)i, part);
	}
	if (sheet->sources.count == 0)
		return;
	if (has_blanks)
		add_line(sheet, SHEET_BLANK, 0, 0);
	add_line(sheet, SHEET_SOURCES, 0, 0);
	for (size_t i = 0; i < sheet->sources.count; i++)
		add_line(sheet, SHEET_SOURCE, (int)i, 0);
}

static void number_cell(struct compare_sheet *sheet, size_t model, size_t column)
{
	const struct cell *cell = compare_sheet_cell(sheet, model, column);

	for (uint8_t i = 0; i < cell->source_count; i++)
		export_source_number(&sheet->sources, cell->sources[i]);
}

/* As exports number them: line by line. */
static void number_sources(struct compare_sheet *sheet)
{
	size_t columns = sheet->table->column_count, models = sheet->table->row_count;

	for (size_t i = 0; i < columns * models; i++)
		if (sheet->table->is_transposed)
			number_cell(sheet, i % models, i / models);
		else
			number_cell(sheet, i / columns, i % columns);
}

void compare_sheet_row(const struct compare_sheet *sheet, uint32_t line, uint32_t *first,
	uint32_t *last)
{
	const struct sheet_line *lines = sheet->lines;

	*first = *last = line;
	if (line >= sheet->line_count || lines[line].kind != SHEET_CELLS)
		return;
	while (lines[*first].part > 0)
		--*first;
	while (*last + 1 < sheet->line_count && lines[*last + 1].kind == SHEET_CELLS &&
		lines[*last + 1].part > 0)
		++*last;
}

/* The cursor stands on the first line of its row, and the row is seen to its last, as far as the screen can hold it. */
static void show_row(struct compare_sheet *sheet)
{
	struct scroll *scroll = &sheet->scroll;
	uint32_t first, last;

	compare_sheet_row(sheet, scroll->cursor, &first, &last);
	if ((int)(last - first) >= scroll->height)
		return;
	scroll_to(scroll, last);
	scroll_to(scroll, first);
}

/* To a row that somebody asked for, with what follows it. */
static void go_to_wanted(struct compare_sheet *sheet)
{
	for (uint32_t i = 0; sheet->wanted > 0 && i < sheet->line_count; i++) {
		if (sheet->lines[i].kind != SHEET_CELLS ||
			(size_t)sheet->lines[i].column + 1 != sheet->wanted)
			continue;
		scroll_to(&sheet->scroll, (uint32_t)sheet->line_count - 1);
		scroll_to(&sheet->scroll, i);
		break;
	}
	sheet->wanted = 0;
}

static void upright_prepare(struct compare_sheet *sheet, struct rect area)
{
	size_t count = sheet->table->row_count;

	sheet->label = area.width >= WIDE ? LABEL_WIDE : LABEL;
	int room = area.width - sheet->label;
	size_t fit = room >= COLUMN_MIN ? (size_t)(room / COLUMN_MIN) : 1;
	sheet->shown = count < fit ? count : fit;
	sheet->width = sheet->shown > 0 ? room / (int)sheet->shown : room;
	if (sheet->width > COLUMN_MAX) { /* labels get what is left */
		int left = room - (int)sheet->shown * COLUMN_MAX;
		sheet->width = COLUMN_MAX;
		sheet->label += left < LABEL_MORE ? left : LABEL_MORE;
	}
	if (sheet->first_model > sheet->model)
		sheet->first_model = sheet->model;
	if (sheet->shown > 0 && sheet->model >= sheet->first_model + sheet->shown)
		sheet->first_model = sheet->model - sheet->shown + 1;
	if (sheet->first_model + sheet->shown > count)
		sheet->first_model = count - sheet->shown;
	sheet->note_at = NOTE_AT;
	make_lines(sheet, area.height - COMPARE_HEADS - 1);
	bool is_whole = (int)sheet->line_count <= area.height - COMPARE_HEADS - 1;
	sheet->heads = COMPARE_HEADS +
		(!is_whole && area.height >= DIGEST_FROM && compare_has_digest(sheet));
	scroll_set(&sheet->scroll, (uint32_t)sheet->line_count, area.height - sheet->heads - 1);
	if (sheet->scroll.cursor == 0 && sheet->line_count > 1)
		scroll_to(&sheet->scroll, 1); /* below the first heading */
	go_to_wanted(sheet);
	show_row(sheet);
}

void compare_sheet_prepare(struct compare_sheet *sheet, struct table *table, struct rect area,
	struct arena *arena)
{
	compare_sheet_done(sheet);
	sheet->table = table;
	sheet->arena = arena;
	sheet->heads = COMPARE_HEADS;
	sheet->cells = ARENA_ARRAY(arena, struct cell, table->row_count * table->column_count + 1);
	for (uint32_t i = 0; i < table->row_count; i++)
		table->ops->row(table, i, arena, sheet->cells + i * table->column_count);
	export_sources_init(&sheet->sources, table->store);
	number_sources(sheet);
	if (sheet->model >= table->row_count)
		sheet->model = table->row_count > 0 ? table->row_count - 1 : 0;
	if (table->is_transposed)
		upright_prepare(sheet, area);
	else
		compare_turned_prepare(sheet, area);
}

void compare_sheet_done(struct compare_sheet *sheet)
{
	export_sources_done(&sheet->sources);
}

const struct table_column *compare_sheet_column(const struct compare_sheet *sheet)
{
	const struct table *table = sheet->table;

	if (!table->is_transposed)
		return sheet->field < table->column_count ? &table->columns[sheet->field] : NULL;
	if (sheet->scroll.cursor >= sheet->line_count)
		return NULL;
	const struct sheet_line *line = &sheet->lines[sheet->scroll.cursor];
	return line->kind == SHEET_CELLS ? &table->columns[line->column] : NULL;
}

const struct source *compare_sheet_source(const struct compare_sheet *sheet, struct source *out)
{
	if (!sheet->table->is_transposed || sheet->scroll.cursor >= sheet->line_count ||
		sheet->lines[sheet->scroll.cursor].kind != SHEET_SOURCE)
		return NULL;
	*out = store_source(sheet->table->store,
		sheet->sources.ids[sheet->lines[sheet->scroll.cursor].column]);
	return out;
}

/* Selects the line, and upright the model's column too. */
void compare_sheet_click(struct compare_sheet *sheet, int x, int y, struct rect area)
{
	int line = y - area.y - sheet->heads, column = x - area.x - sheet->label;

	if (line >= 0 && sheet->scroll.top + (uint32_t)line < sheet->scroll.count)
		scroll_to(&sheet->scroll, sheet->scroll.top + (uint32_t)line);
	if (!sheet->table->is_transposed)
		sheet->model = sheet->scroll.cursor;
	else if (column >= 0 && sheet->width > 0 && (size_t)(column / sheet->width) < sheet->shown)
		sheet->model = sheet->first_model + (size_t)(column / sheet->width);
}

static bool move(size_t *at, size_t count, int step)
{
	if (step < 0 ? *at > 0 : *at + 1 < count)
		*at = (size_t)((ptrdiff_t)*at + step);
	return true;
}

bool compare_sheet_act(struct compare_sheet *sheet, enum action action)
{
	const struct table *table = sheet->table;
	int step = action == ACTION_LEFT ? -1 : action == ACTION_RIGHT ? 1 : 0;

	if (step != 0)
		return table->is_transposed ? move(&sheet->model, table->row_count, step)
					    : move(&sheet->field, table->column_count, step);
	uint32_t first, last;
	if (table->is_transposed && action == ACTION_DOWN) { /* over the other lines of the row */
		compare_sheet_row(sheet, sheet->scroll.cursor, &first, &last);
		if (last + 1 < sheet->line_count && (int)(last - first) < sheet->scroll.height)
			scroll_to(&sheet->scroll, last);
	}
	bool has_moved = scroll_act(&sheet->scroll, action);
	if (has_moved && !table->is_transposed)
		sheet->model = sheet->scroll.cursor;
	return has_moved;
}

size_t compare_sheet_hidden(const struct compare_sheet *sheet)
{
	const struct scroll *scroll = &sheet->scroll;
	size_t seen = scroll->top + (size_t)(scroll->height > 0 ? scroll->height : 0);

	if (!sheet->table->is_transposed)
		return sheet->table->column_count - sheet->first_field - sheet->shown;
	return sheet->line_count > seen ? sheet->line_count - seen : 0;
}

/* SPDX-License-Identifier: MIT */
#include "tui/views/learn_table.h"

#include "catalog/base/message.h"

#include <string.h>

enum { COUNT_CELLS = 5, COUNT_GAP = 1, GAP_MIN = 2, GAP_MAX = 5, TEXT_CELLS_MAX = 100 };

static void add_line(struct learn_table *table, enum learn_line_kind kind, enum role role,
	struct text text, size_t row)
{
	if (table->line_count < LEARN_LINES_MAX)
		table->lines[table->line_count++] = (struct learn_line){ kind, role, text, row };
}

static void add_text(struct learn_table *table, enum role role, struct text text, int cells)
{
	size_t at = 0;

	if (cells > TEXT_CELLS_MAX)
		cells = TEXT_CELLS_MAX;
	for (struct text line = text_wrap(text, &at, cells); line.size > 0;
		line = text_wrap(text, &at, cells))
		add_line(table, LEARN_TEXT, role, line, 0);
}

static struct text text_at(const struct learn_table *table, size_t row, size_t column)
{
	return table->texts[row * (table->lesson->column_count + 1) + column];
}

static struct text head_of(const struct lesson *lesson, size_t column)
{
	return column == 0 ? TEXT_NONE : words_text(&lesson->columns[column - 1].text);
}

static void measure(struct learn_table *table, struct query_counts *counts, struct arena *frame)
{
	const struct lesson *lesson = table->lesson;
	size_t columns = lesson->column_count + 1;

	table->texts = ARENA_ARRAY(frame, struct text, lesson->row_count * columns);
	for (size_t column = 0; column < columns; column++) {
		table->widths[column] = text_width(head_of(lesson, column));
		for (size_t row = 0; row < lesson->row_count; row++) {
			struct text text = lesson_text(lesson, row, column, &counts->counter,
				frame);
			int width = text_width(text);
			table->texts[row * columns + column] = text;
			if (width > table->widths[column])
				table->widths[column] = width;
		}
	}
}

/* Cells of the shown columns with their gaps, head and counts included. */
static int width_of(const struct learn_table *table, size_t first, size_t shown, int gap)
{
	int width = 1 + table->widths[0] + (table->has_counts ? COUNT_GAP + COUNT_CELLS : 0);

	for (size_t column = first; column < first + shown; column++)
		width += gap + table->widths[column];
	return width;
}

/* As many columns as fit, among them the one under the cursor; the head of the row always. */
static void fit(struct learn_table *table, size_t column, int cells)
{
	size_t columns = table->lesson->column_count;

	table->has_counts = cells >= 34;
	table->first = column > 0 ? column : 1;
	table->shown = 1;
	while (table->first > 1 &&
		width_of(table, table->first - 1, table->shown + 1, GAP_MIN) <= cells) {
		table->first--;
		table->shown++;
	}
	while (table->first + table->shown <= columns &&
		width_of(table, table->first, table->shown + 1, GAP_MIN) <= cells)
		table->shown++;
	table->gap = GAP_MIN;
	while (table->gap < GAP_MAX &&
		width_of(table, table->first, table->shown, table->gap + 1) <= cells)
		table->gap++;
	table->width = width_of(table, table->first, table->shown, table->gap);
	if (table->width > cells) { /* one column, and that too wide: it is cut */
		int room = cells - (table->width - table->widths[table->first]);
		table->widths[table->first] = room > 8 ? room : 8;
		table->width = cells;
	}
}

/* The panes of Browse count what its query leaves: without a word the same model would seem to have two numbers. */
static struct text what_is_counted(const struct explorer *explorer, struct arena *frame)
{
	uint32_t all = store_count(explorer->store), left = query_run_model_count(explorer->run);

	return left == all
		? TEXT_NONE
		: arena_format(frame,
			  _("Counted here are all %u models, in Browse the %u of its query."), all,
			  left);
}

void learn_table_make(struct learn_table *table, const struct lesson *lesson, size_t column,
	struct query_counts *counts, int cells, struct arena *frame)
{
	table->lesson = lesson;
	table->lines = ARENA_ARRAY(frame, struct learn_line, LEARN_LINES_MAX);
	table->line_count = 0;
	measure(table, counts, frame);
	fit(table, column, cells);
	add_text(table, ROLE_TEXT, words_text(&lesson->lead), cells - 2);
	add_line(table, LEARN_BLANK, ROLE_TEXT, TEXT_NONE, 0);
	table->head_line = table->line_count;
	add_line(table, LEARN_HEAD, ROLE_TEXT, TEXT_NONE, 0);
	for (size_t row = 0; row < lesson->row_count; row++)
		add_line(table, LEARN_ROW, ROLE_TEXT, TEXT_NONE, row);
	add_line(table, LEARN_BLANK, ROLE_TEXT, TEXT_NONE, 0);
	for (size_t i = 0; i < lesson->note_count; i++)
		add_text(table, ROLE_DIM, words_text(&lesson->notes[i]), cells - 2);
	add_text(table, ROLE_DIM, what_is_counted(counts->explorer, frame), cells - 2);
}

int learn_table_column(const struct learn_table *table, size_t column, int *cells)
{
	int x = 1;

	*cells = table->widths[0];
	if (column == 0)
		return x;
	*cells = 0;
	if (column < table->first || column >= table->first + table->shown)
		return 0;
	x += table->widths[0] + table->gap;
	for (size_t i = table->first; i < column; i++)
		x += table->widths[i] + table->gap;
	*cells = table->widths[column];
	return x;
}

void learn_table_draw_head(const struct learn_table *table, struct canvas *canvas, int x, int y,
	size_t column)
{
	for (size_t i = table->first; i < table->first + table->shown; i++) {
		int cells, at = learn_table_column(table, i, &cells);
		canvas_text_cut(canvas, x + at, y, cells, i == column ? ROLE_ACCENT : ROLE_HEADING,
			head_of(table->lesson, i));
	}
	if (table->has_counts)
		canvas_text_right(canvas, x + table->width - COUNT_CELLS - COUNT_GAP, y,
			COUNT_CELLS + COUNT_GAP, ROLE_DIM, text_of(_("models")));
	/* More columns to the left, to the right: said where the heads of rows have none. */
	if (table->first > 1)
		canvas_text(canvas, x + 1, y, 1, ROLE_DIM,
			canvas->is_ascii ? TEXT("<") : TEXT("‹"));
	if (table->first + table->shown <= table->lesson->column_count)
		canvas_put_sign(canvas, x + 3, y, ROLE_DIM, SIGN_LEADS_ON);
}

void learn_table_draw_row(const struct learn_table *table, struct canvas *canvas, int x, int y,
	size_t row, struct text count)
{
	int cells;

	learn_draw_text(canvas, x + 1, y, table->widths[0], ROLE_STRONG, text_at(table, row, 0));
	for (size_t i = table->first; i < table->first + table->shown; i++) {
		int at = learn_table_column(table, i, &cells);
		learn_draw_text(canvas, x + at, y, cells, ROLE_TEXT, text_at(table, row, i));
	}
	if (table->has_counts)
		canvas_text_right(canvas, x + table->width - COUNT_CELLS, y, COUNT_CELLS,
			text_equal_string(count, "0") ? ROLE_DIM : ROLE_NUMBER, count);
}

int learn_draw_text(struct canvas *canvas, int x, int y, int cells, enum role role,
	struct text text)
{
	static const enum sign signs[] = { SIGN_REPORTED, SIGN_INFERRED, SIGN_CONFLICT };
	size_t from = 0, at = 0;
	int used = 0;

	while (at < text.size) {
		size_t start = at;
		int width;
		struct text cluster = text_next_cluster(text, &at, &width);
		for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
			if (!text_equal_string(cluster, sign_text(signs[i], false)))
				continue;
			used += canvas_text_cut(canvas, x + used, y, cells - used, role,
				text_slice(text, from, start - from));
			used += canvas_text(canvas, x + used, y, cells - used, ROLE_DIM,
				text_of(canvas_sign(canvas, signs[i])));
			from = at;
		}
	}
	return used +
		canvas_text_cut(canvas, x + used, y, cells - used, role,
			text_slice(text, from, text.size - from));
}

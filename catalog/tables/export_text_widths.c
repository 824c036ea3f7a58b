/* SPDX-License-Identifier: MIT */
/* Widths of a text table: from the cells when there are few rows, else from the field table; and what gives way where a terminal is narrow. */
#include "catalog/base/bounds.h"
#include "catalog/base/message.h"
#include "catalog/tables/export_text.h"

#include <ctype.h>
#include <string.h>

enum {
	MEASURED_ROWS_MAX = 2000,
	COLUMN_MAX = 60,
	WORDS_LEAST = 8,
	NAME_LEAST = 20,
	MARK = 2,
	MODALITIES = 28
};

struct text export_text_short_head(struct export_job *job, const struct table_column *column,
	struct arena *arena)
{
	const char *alias = column->field ? column->field->alias : NULL;

	if (!alias || message_language() != LANGUAGE_EN)
		return export_head_text(job, column);
	return arena_format(arena, "%c%s", toupper((unsigned char)alias[0]), alias + 1);
}

size_t export_text_value_end(const struct export_job *job, struct text text)
{
	static const char *const signs[] = { " †", " ‡", " ≠", " [" },
				 *const ascii[] = { " r", " i", " #", " [" };
	size_t end = text.size;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		ptrdiff_t at = text_find(text,
			text_of(job->options->is_ascii ? ascii[i] : signs[i]));
		if (at >= 0 && (size_t)at < end)
			end = (size_t)at;
	}
	return end;
}

static bool is_right(const struct table_column *column)
{
	return column->alignment == ALIGN_RIGHT;
}

/* Figures end in one line down the page: the signs behind them have cells of their own. */
static void measure_cell(struct export_job *job, const struct table_column *column,
	struct text text, int *width, int *tail)
{
	size_t end = is_right(column) ? export_text_value_end(job, text) : text.size;

	*tail = larger(*tail, text_width(text_slice(text, end, text.size)));
	*width = larger(*width, text_width(text_slice(text, 0, end)));
}

static void measure_rows(struct export_job *job)
{
	const struct table *table = job->table;
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, table->column_count + 1);
	int *widths = job->widths + table->has_row_titles,
	    *tails = job->tails + table->has_row_titles;

	for (size_t i = 0; i < table->column_count; i++)
		widths[i] = tails[i] = 0;
	for (uint32_t row = 0; row < table->row_count && table->row_count <= MEASURED_ROWS_MAX;
		row++) {
		table->ops->row(table, row, &job->arena, cells);
		if (table->has_row_titles)
			job->widths[0] = larger(job->widths[0],
				text_width(export_row_text(job, row)));
		for (size_t i = 0; i < table->column_count; i++)
			measure_cell(job, &table->columns[i],
				export_cell_text(job, &table->columns[i], &cells[i]), &widths[i],
				&tails[i]);
		arena_reset(&job->arena);
	}
	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		struct text head = job->is_brief && !is_right(column)
			? export_text_short_head(job, column, &job->whole)
			: export_head_text(job, column);
		widths[i] = larger(widths[i] + tails[i], text_width(head));
		if (table->row_count <= MEASURED_ROWS_MAX)
			continue;
		bool is_words = column->field && column->field->group == GROUP_MODALITY;
		widths[i] = larger(widths[i], is_words ? MODALITIES : column->width + MARK);
		tails[i] = is_right(column) ? MARK : 0;
	}
}

static int total_width(const struct export_job *job, size_t count)
{
	int total = 0;

	for (size_t i = 0; i < count; i++)
		if (job->widths[i] > 0)
			total += job->widths[i] + (total > 0 ? EXPORT_TEXT_GAP : 0);
	return total;
}

static const struct table_column *column_at(const struct export_job *job, size_t at)
{
	size_t from = job->table->has_row_titles;
	return at < from ? NULL : &job->table->columns[at - from];
}

/* Cells that a column keeps: figures and days are never cut, words of the screen are short already, of a name or a sentence something is to be
 * read. */
static int least_of(const struct export_job *job, size_t at)
{
	const struct table_column *column = column_at(job, at);
	const struct field *field = column ? column->field : NULL;

	/* "Price in" or "Price out", from this to that: cut it says nothing */
	bool is_change = job->table->kind == TABLE_CHANGES && column &&
		(column->is_mixed || text_equal_string(column->key, "field"));
	bool is_day = field ? field->kind == KIND_DATE
			    : column && text_equal_string(column->key, "date");
	if (is_day || (column && is_right(column)))
		return job->widths[at];
	if (is_change)
		return job->widths[at] < NAME_LEAST ? job->widths[at] : NAME_LEAST;
	if (at == 0 || (column && column->width >= NAME_LEAST))
		return NAME_LEAST;
	bool is_word = field && (field->kind == KIND_CHOICE || field->kind == KIND_SET) &&
		field->group != GROUP_MODALITY;
	return job->is_brief && is_word ? job->widths[at] : WORDS_LEAST;
}

/* The widest column takes a cell less. False: all have what they keep. */
static bool take_cell(struct export_job *job, size_t count)
{
	size_t widest = count;

	for (size_t i = 0; i < count; i++)
		if (job->widths[i] > least_of(job, i) &&
			(widest == count || job->widths[i] > job->widths[widest]))
			widest = i;
	if (widest == count)
		return false;
	job->widths[widest]--;
	return true;
}

/* The column that matters least has no room. False: the name and one more are all that is left. */
static bool leave_out(int *wanted, const struct export_job *job, size_t count)
{
	size_t worst = 0, seen = 0;

	for (size_t i = 1; i < count; i++) {
		const struct table_column *column = column_at(job, i);
		if (wanted[i] == 0)
			continue;
		seen++;
		if (worst == 0 || column->priority >= column_at(job, worst)->priority)
			worst = i;
	}
	if (seen < 2)
		return false;
	wanted[worst] = 0;
	return true;
}

/* Columns give way when the terminal is narrow. */
static void shrink(struct export_job *job, size_t count)
{
	int room = job->options->width, *wanted = ARENA_ARRAY(&job->whole, int, count + 1);

	for (size_t i = 0; i < count; i++)
		wanted[i] = job->widths[i] > COLUMN_MAX ? COLUMN_MAX : job->widths[i];
	do {
		memcpy(job->widths, wanted, count * sizeof(*wanted));
		while (total_width(job, count) > room && take_cell(job, count))
			;
	} while (total_width(job, count) > room && leave_out(wanted, job, count));
}

void export_text_lay_out(struct export_job *job)
{
	const struct table *table = job->table;
	size_t count = table->column_count + table->has_row_titles;
	int room = job->options->width;

	job->has_short_prices = table->kind == TABLE_LIST;
	job->is_brief = table->kind == TABLE_LIST && table->row_count > MEASURED_ROWS_MAX;
	measure_rows(job);
	if (!job->is_brief && table->kind == TABLE_LIST && room > 0 &&
		total_width(job, count) > room) {
		job->is_brief = true;
		measure_rows(job);
	}
	if (room > 0)
		shrink(job, count);
}

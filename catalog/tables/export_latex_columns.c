/* SPDX-License-Identifier: MIT */
/* Columns of a longtable: what does not fit on a line of the page wraps, and many columns have smaller letters. */
#include "catalog/tables/export_latex.h"

#include "catalog/base/bounds.h"

#include <string.h>

/* Letters on a line of A4 or Letter with usual margins, by their size. */
static const struct {
	int room;
	const char *size;
} sizes[] = { { 78, "\\small" }, { 92, "\\footnotesize" }, { 108, "\\scriptsize" } };
enum {
	SIZE_COUNT = sizeof(sizes) / sizeof(sizes[0]),
	MEASURED_ROWS_MAX = 2000,
	WORD_LEAST = 4,
	WORD_MOST = 24,
	GAP = 2
};

/* Of each column: its longest text, and the longest part of one that does not break. */
struct measures {
	int *widths, *words;
	size_t count;
};

static void measure(struct measures *measures, size_t at, struct text text)
{
	size_t from = 0;

	measures->widths[at] = larger(measures->widths[at], text_width(text));
	for (size_t i = 0; i <= text.size; i++) {
		if (i < text.size && !strchr(" -/", text.bytes[i]))
			continue;
		int word = text_width(text_slice(text, from, i - from)) + 1;
		measures->words[at] = larger(measures->words[at],
			word < WORD_MOST ? word : WORD_MOST);
		from = i + 1;
	}
}

static void measure_rows(struct export_job *job, struct measures *measures)
{
	const struct table *table = job->table;
	size_t from = table->has_row_titles, count = table->column_count;
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, count + 1);

	for (size_t i = 0; i < count; i++)
		measure(measures, from + i, export_head_text(job, &table->columns[i]));
	for (uint32_t row = 0; row < table->row_count && row < MEASURED_ROWS_MAX; row++) {
		table->ops->row(table, row, &job->arena, cells);
		if (from > 0)
			measure(measures, 0, export_row_text(job, row));
		for (size_t i = 0; i < count; i++)
			measure(measures, from + i,
				export_cell_text(job, &table->columns[i], &cells[i]));
		arena_reset(&job->arena);
	}
}

static struct measures measure_table(struct export_job *job)
{
	size_t count = job->table->column_count + job->table->has_row_titles;
	struct measures measures = { ARENA_ARRAY(&job->whole, int, count + 1),
		ARENA_ARRAY(&job->whole, int, count + 1), count };

	for (size_t i = 0; i < count; i++) {
		measures.widths[i] = 0;
		measures.words[i] = WORD_LEAST;
	}
	measure_rows(job, &measures);
	return measures;
}

static int total(const int *widths, size_t count)
{
	int sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += widths[i] + (i > 0 ? GAP : 0);
	return sum;
}

/* The widest column that is wider than its longest word gives a letter. False: all are at their words. */
static bool shrink(struct measures *measures, int room)
{
	for (int excess = total(measures->widths, measures->count) - room; excess > 0; excess--) {
		size_t widest = measures->count;
		for (size_t i = 0; i < measures->count; i++)
			if (measures->widths[i] > measures->words[i] &&
				(widest == measures->count ||
					measures->widths[i] > measures->widths[widest]))
				widest = i;
		if (widest == measures->count)
			return false;
		measures->widths[widest]--;
	}
	return true;
}

static void begin(struct export_job *job, const char *size)
{
	sink_add_format(job->sink,
		"\\begingroup\n%s\n\\setlength{\\tabcolsep}{4pt}\n\\begin{longtable}{@{}", size);
}

/* So much of the line, the space beside it included. */
static void wrapped_column(struct export_job *job, bool is_right, double share)
{
	sink_add_format(job->sink,
		"\n>{\\%s\\arraybackslash}p{\\dimexpr %.4f\\linewidth-2\\tabcolsep\\relax}",
		is_right ? "raggedleft" : "raggedright", share);
}

/* Fields as lines: the models share what the names of the fields leave. */
static void transposed_columns(struct export_job *job)
{
	uint32_t models = job->table->row_count;
	const double label = 0.2;

	begin(job, sizes[models > 6 ? 2 : models > 4 ? 1 : 0].size);
	wrapped_column(job, false, label);
	for (uint32_t i = 0; i < models; i++)
		wrapped_column(job, false, (1 - label) / models);
}

static bool is_right(const struct table *table, size_t at)
{
	size_t from = table->has_row_titles;
	return at >= from && table->columns[at - from].alignment == ALIGN_RIGHT;
}

static void natural_columns(struct export_job *job, size_t count)
{
	begin(job, sizes[0].size);
	for (size_t i = 0; i < count; i++)
		sink_add_char(job->sink, is_right(job->table, i) ? 'r' : 'l');
}

void export_latex_columns(struct export_job *job)
{
	size_t size = 0;

	if (job->table->is_transposed) {
		transposed_columns(job);
		return;
	}
	struct measures measures = measure_table(job);
	if (total(measures.widths, measures.count) <= sizes[0].room) {
		natural_columns(job, measures.count);
		return;
	}
	while (size < SIZE_COUNT - 1 && total(measures.words, measures.count) > sizes[size].room)
		size++;
	if (!shrink(&measures, sizes[size].room))
		sink_add_string(job->sink,
			"% Wider than a page. Fewer columns help (show: in the query), or smaller letters on a landscape page.\n");
	begin(job, sizes[size].size);
	int sum = total(measures.widths, measures.count) + GAP;
	for (size_t i = 0; i < measures.count; i++)
		wrapped_column(job, is_right(job->table, i),
			(double)(measures.widths[i] + GAP) / sum);
}

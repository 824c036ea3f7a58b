/* SPDX-License-Identifier: MIT */
/* Aligned plain text for terminals, mail and screen readers. Widths come from the cells when there are few rows, else from the field table. */
#include "catalog/tables/export.h"

#include "catalog/base/message.h"

enum { MEASURED_ROWS_MAX = 2000, COLUMN_MAX = 60, GAP = 2 };

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static void measure_rows(struct export_job *job)
{
	const struct table *table = job->table;
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, table->column_count + 1);

	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		job->widths[i] = text_width(column->title) +
			(column->note.size > 0 ? text_width(column->note) + 3 : 0);
		if (table->row_count > MEASURED_ROWS_MAX)
			job->widths[i] = larger(job->widths[i], column->width + 2);
	}
	for (uint32_t row = 0; row < table->row_count && table->row_count <= MEASURED_ROWS_MAX;
		row++) {
		table->ops->row(table, row, &job->arena, cells);
		for (size_t i = 0; i < table->column_count; i++)
			job->widths[i] = larger(job->widths[i],
				text_width(export_cell_text(job, &cells[i])));
		arena_reset(&job->arena);
	}
}

static void measure_transposed(struct export_job *job)
{
	const struct table *table = job->table;
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, table->column_count + 1);

	for (size_t i = 0; i < table->column_count; i++)
		job->widths[0] = larger(job->widths[0], text_width(table->columns[i].title));
	for (uint32_t row = 0; row < table->row_count; row++) {
		job->widths[row + 1] = text_width(table->ops->row_title(table, row));
		table->ops->row(table, row, &job->arena, cells);
		for (size_t i = 0; i < table->column_count; i++)
			job->widths[row + 1] = larger(job->widths[row + 1],
				text_width(export_cell_text(job, &cells[i])));
		arena_reset(&job->arena);
	}
}

/* Columns give way when the terminal is narrow: the widest first, down to eight cells. */
static void shrink(struct export_job *job, size_t count)
{
	int total = 0;

	for (size_t i = 0; i < count; i++) {
		if (job->widths[i] > COLUMN_MAX && job->options->width > 0)
			job->widths[i] = COLUMN_MAX;
		total += job->widths[i] + (i > 0 ? GAP : 0);
	}
	while (job->options->width > 0 && total > job->options->width) {
		size_t widest = 0;
		for (size_t i = 1; i < count; i++)
			if (job->widths[i] > job->widths[widest])
				widest = i;
		if (job->widths[widest] <= 8)
			return;
		job->widths[widest]--;
		total--;
	}
}

static void text_begin(struct export_job *job)
{
	const struct table *table = job->table;
	size_t count = table->is_transposed ? table->row_count + 1 : table->column_count;

	job->widths = ARENA_ARRAY(&job->whole, int, count + 1);
	if (table->is_transposed)
		measure_transposed(job);
	else
		measure_rows(job);
	shrink(job, count);
	/* numbers of sources are given anew in the order of the lines */
	for (uint32_t i = 0; i < job->sources.number_count; i++)
		job->sources.numbers[i] = 0;
	job->sources.count = 0;
	if (table->title.size > 0)
		sink_add_format(job->sink, "%.*s\n\n", TEXT_ARGS(table->title));
}

static void text_line(struct export_job *job, const struct export_line *line)
{
	int pending = 0;

	if (line->kind == EXPORT_SECTION) {
		sink_add_format(job->sink, "%s%.*s\n", job->lines > 1 ? "\n" : "",
			TEXT_ARGS(line->texts[0]));
		return;
	}
	for (size_t i = 0; i < line->count; i++) {
		struct text text = text_cut(&job->arena, line->texts[i], job->widths[i],
			job->options->is_ascii);
		int space = job->widths[i] - text_width(text);
		if (line->alignments[i] == ALIGN_RIGHT) {
			pending += space;
			space = 0;
		}
		if (text.size > 0) {
			sink_add_format(job->sink, "%*s", pending, "");
			sink_add(job->sink, text);
			pending = 0;
		} else {
			space = line->alignments[i] == ALIGN_RIGHT ? 0 : job->widths[i];
		}
		pending += space + GAP;
	}
	sink_add_char(job->sink, '\n');
}

static void footer_line(struct export_job *job, struct text label, struct text text,
	struct text url)
{
	sink_add_format(job->sink, "%.*s%s %.*s", TEXT_ARGS(label),
		label.size > 0 && label.bytes[0] == '[' ? "" : ":", TEXT_ARGS(text));
	if (url.size > 0)
		sink_add_format(job->sink, " %.*s", TEXT_ARGS(url));
	sink_add_char(job->sink, '\n');
}

static void text_end(struct export_job *job)
{
	if (job->options->has_no_footer)
		return;
	sink_add_char(job->sink, '\n');
	export_footer(job, footer_line);
}

const struct export_writer export_text = { .name = "text",
	.title = "Text",
	.endings = ".txt .text",
	.needs_sources = true,
	.begin = text_begin,
	.line = text_line,
	.end = text_end };

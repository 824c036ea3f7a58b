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
	int *widths = job->widths + table->has_row_titles;

	for (size_t i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];
		widths[i] = text_width(export_head_text(job, column));
		if (table->row_count > MEASURED_ROWS_MAX)
			widths[i] = larger(widths[i], column->width + 2);
	}
	for (uint32_t row = 0; row < table->row_count && table->row_count <= MEASURED_ROWS_MAX;
		row++) {
		table->ops->row(table, row, &job->arena, cells);
		if (table->has_row_titles)
			job->widths[0] = larger(job->widths[0],
				text_width(export_row_text(job, row)));
		for (size_t i = 0; i < table->column_count; i++)
			widths[i] = larger(widths[i], text_width(export_cell_text(job, &cells[i])));
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
	size_t count = table->is_transposed ? table->row_count + 1
					    : table->column_count + table->has_row_titles;

	job->widths = ARENA_ARRAY(&job->whole, int, count + 1);
	if (!table->is_transposed) {
		measure_rows(job);
		shrink(job, count);
	}
	if (table->title.size > 0)
		sink_add_format(job->sink, "%.*s\n\n", TEXT_ARGS(table->title));
}

static void cut_line(struct export_job *job, const struct export_line *line)
{
	int pending = 0;

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

/* --- Transposed: kept until the end, since all lines have a say in the widths ------------------------- */

struct export_kept {
	struct export_kept *next;
	enum export_line_kind kind;
	struct text *texts;
};

static void keep_line(struct export_job *job, const struct export_line *line)
{
	struct export_kept *kept = arena_get(&job->whole, sizeof(*kept)), **last = &job->kept;

	kept->kind = line->kind;
	kept->texts = ARENA_ARRAY(&job->whole, struct text, line->count);
	for (size_t i = 0; i < line->count; i++) {
		kept->texts[i] = arena_copy(&job->whole, line->texts[i]);
		if (line->kind != EXPORT_SECTION)
			job->widths[i] = larger(job->widths[i], text_width(line->texts[i]));
	}
	while (*last)
		last = &(*last)->next;
	*last = kept;
}

/* Cells wrap; a line is as tall as its tallest cell. */
static void wrapped_line(struct export_job *job, const struct text *texts, size_t from, size_t to)
{
	size_t *at = ARENA_ARRAY(&job->arena, size_t, to + 1);

	for (bool is_more = true; is_more;) {
		int pending = 0;
		is_more = false;
		for (size_t i = 0; i < to; i = i == 0 ? from : i + 1) {
			struct text part = text_wrap(texts[i], &at[i], job->widths[i]);
			is_more = is_more || at[i] < texts[i].size;
			if (part.size > 0) {
				sink_add_format(job->sink, "%*s", pending, "");
				sink_add(job->sink, part);
				pending = 0;
			}
			pending += job->widths[i] - text_width(part) + GAP;
		}
		sink_add_char(job->sink, '\n');
	}
}

/* How many models from `from` on fit beside the labels; at least one. */
static size_t block_end(const struct export_job *job, size_t from, size_t count)
{
	int room = job->options->width - job->widths[0];
	size_t to = from;

	if (job->options->width == 0)
		return count;
	while (to < count && room >= job->widths[to] + GAP)
		room -= job->widths[to++] + GAP;
	return to > from ? to : from + 1;
}

/* Cells of a label and of a model's column; the last two when there is no terminal to fit. */
enum { LABEL_MAX = 24, MODEL_MAX = 28, MODEL_MIN = 18, LABEL_WIDE = 32, MODEL_WIDE = 44 };

static int model_share(const struct export_job *job, int models)
{
	int width = job->options->width, most = models < 3 ? COLUMN_MAX : MODEL_MAX;

	if (width == 0)
		return models < 2 ? COLUMN_MAX : MODEL_WIDE;
	int share = models > 0 ? (width - job->widths[0]) / models - GAP : width;
	share = share < MODEL_MIN ? MODEL_MIN : share > most ? most : share;
	if (share > width - job->widths[0] - GAP)
		share = larger(width - job->widths[0] - GAP, 8);
	return share;
}

static void transposed_widths(struct export_job *job, size_t count)
{
	int label = job->options->width > 0 ? LABEL_MAX : LABEL_WIDE;

	if (job->widths[0] > label)
		job->widths[0] = label;
	int share = model_share(job, (int)count - 1);
	for (size_t i = 1; i < count; i++)
		if (job->widths[i] > share)
			job->widths[i] = share;
}

static void write_kept(struct export_job *job)
{
	size_t count = job->table->row_count + 1;

	if (!job->kept)
		return;
	transposed_widths(job, count);
	for (size_t from = 1, to; from < count; from = to) {
		bool is_first = true;
		to = block_end(job, from, count);
		for (const struct export_kept *kept = job->kept; kept; kept = kept->next) {
			if (kept->kind == EXPORT_SECTION)
				sink_add_format(job->sink, "%s%.*s\n", is_first ? "" : "\n",
					TEXT_ARGS(kept->texts[0]));
			else
				wrapped_line(job, kept->texts, from, to);
			is_first = kept->kind == EXPORT_HEAD;
			arena_reset(&job->arena);
		}
		sink_add_string(job->sink, to < count ? "\n" : "");
	}
}

static void text_line(struct export_job *job, const struct export_line *line)
{
	if (job->table->is_transposed)
		keep_line(job, line);
	else
		cut_line(job, line);
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
	write_kept(job);
	if (job->options->has_no_footer)
		return;
	sink_add_char(job->sink, '\n');
	export_footer(job, footer_line);
}

const struct export_writer export_text = { .name = "text",
	.title = "Text",
	.endings = ".txt .text",
	.begin = text_begin,
	.line = text_line,
	.end = text_end };

/* SPDX-License-Identifier: MIT */
/* Aligned plain text for terminals, mail and screen readers. */
#include "catalog/tables/export_text.h"

#include "catalog/base/bounds.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

enum { LINE_MAX_CELLS = 60, GAP = EXPORT_TEXT_GAP };

static void text_begin(struct export_job *job)
{
	const struct table *table = job->table;
	size_t count = table->is_transposed ? table->row_count + 1
					    : table->column_count + table->has_row_titles;

	job->widths = ARENA_ARRAY(&job->whole, int, count + 1);
	job->tails = ARENA_ARRAY(&job->whole, int, count + 1);
	if (!table->is_transposed)
		export_text_lay_out(job);
	if (table->title.size > 0)
		sink_add_format(job->sink, "%.*s\n\n", TEXT_ARGS(table->title));
}

/* Blanks behind a figure in the place of the signs that it lacks. */
static int cells_behind(const struct export_job *job, const struct export_line *line, size_t at)
{
	struct text text = line->texts[at];

	if (line->alignments[at] != ALIGN_RIGHT || job->tails[at] == 0)
		return 0;
	int room = job->widths[at] - text_width(text);
	size_t end = export_text_value_end(job, text);
	int lacks = job->tails[at] - text_width(text_slice(text, end, text.size));
	return lacks < room ? lacks : larger(room, 0);
}

/* As much of a text as its column holds. */
static struct text fitted(struct export_job *job, const struct export_line *line, size_t at)
{
	size_t from = job->table->has_row_titles;
	struct text text = line->texts[at];

	if (line->kind == EXPORT_HEAD && at >= from && text_width(text) > job->widths[at])
		text = export_text_short_head(job, &job->table->columns[at - from], &job->arena);
	bool is_name = line->kind == EXPORT_ROW && at == 0;
	return (is_name ? text_cut_name : text_cut)(&job->arena, text, job->widths[at],
		job->options->is_ascii);
}

static void cut_line(struct export_job *job, const struct export_line *line)
{
	int pending = 0;

	for (size_t i = 0; i < line->count; i++) {
		if (job->widths[i] == 0) /* left out */
			continue;
		struct text text = fitted(job, line, i);
		int space = job->widths[i] - text_width(text), behind = cells_behind(job, line, i);
		if (line->alignments[i] == ALIGN_RIGHT) {
			pending += space - behind;
			space = behind;
		}
		if (text.size > 0) {
			sink_add_format(job->sink, "%*s", pending, "");
			sink_add(job->sink, text);
			pending = 0;
		} else {
			space = line->alignments[i] == ALIGN_RIGHT ? behind : job->widths[i];
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
	int width = job->options->width, most = models < 3 ? LINE_MAX_CELLS : MODEL_MAX;

	if (width == 0)
		return models < 2 ? LINE_MAX_CELLS : MODEL_WIDE;
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

/* Columns that a narrow terminal has no room for are named, and where they are. */
static void tell_left_out(struct export_job *job)
{
	const struct table *table = job->table;
	struct strbuf names;

	strbuf_init(&names);
	for (size_t i = 0; i < table->column_count; i++)
		if (job->widths[i + table->has_row_titles] == 0)
			strbuf_add_format(&names, "%s%.*s", names.size > 0 ? ", " : "",
				TEXT_ARGS(table->columns[i].title));
	if (names.size > 0) {
		sink_add_char(job->sink, '\n');
		footer_line(job, text_of(_("Not shown here, too narrow; -o FILE has it")),
			strbuf_text(&names), TEXT_NONE);
	}
	strbuf_done(&names);
}

static void text_end(struct export_job *job)
{
	write_kept(job);
	if (job->widths && !job->table->is_transposed) /* a picture has none */
		tell_left_out(job);
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

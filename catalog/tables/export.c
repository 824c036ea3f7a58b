/* SPDX-License-Identifier: MIT */
/* The list of formats, and the drive over rows or lines. */
#include "catalog/tables/export.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <string.h>

static const struct export_writer *const writers[] = {
	[EXPORT_TEXT] = &export_text,
	[EXPORT_MARKDOWN] = &export_markdown,
	[EXPORT_CSV] = &export_csv,
	[EXPORT_TSV] = &export_tsv,
	[EXPORT_JSON] = &export_json,
	[EXPORT_NDJSON] = &export_ndjson,
	[EXPORT_HTML] = &export_html,
	[EXPORT_LATEX] = &export_latex,
	[EXPORT_ORG] = &export_org,
	[EXPORT_MEDIAWIKI] = &export_mediawiki,
	[EXPORT_JIRA] = &export_jira,
	[EXPORT_ASCIIDOC] = &export_asciidoc,
	[EXPORT_SVG] = &export_svg,
};
_Static_assert(EXPORT_SVG == EXPORT_COUNT - 1, "the format of pictures is the last one");
_Static_assert(sizeof(writers) / sizeof(writers[0]) == EXPORT_COUNT, "one writer per format");

const struct export_writer *export_writer_get(enum export_format format)
{
	return writers[format];
}

bool export_takes(const struct table *table, enum export_format format)
{
	return format != EXPORT_SVG || table->picture;
}

/* One ending of the list, and what follows it. */
static struct text next_ending(const char **endings)
{
	struct text ending = { *endings, strcspn(*endings, " ") };

	*endings += ending.size + ((*endings)[ending.size] == ' ');
	return ending;
}

static bool has_ending(const char *endings, struct text path)
{
	while (*endings) {
		struct text ending = next_ending(&endings);
		if (path.size > ending.size &&
			text_equal_folded_ascii(text_slice(path, path.size - ending.size,
							ending.size),
				ending))
			return true;
	}
	return false;
}

static bool is_ending(const char *endings, struct text word)
{
	while (*endings) {
		struct text ending = next_ending(&endings);
		if (text_equal_folded_ascii(text_slice(ending, 1, ending.size), word))
			return true;
	}
	return false;
}

int export_find(struct text name)
{
	for (int i = 0; i < EXPORT_COUNT; i++)
		if (text_equal_folded_ascii(name, text_of(writers[i]->name)) ||
			is_ending(writers[i]->endings, name))
			return i;
	return -1;
}

void export_names(struct strbuf *out, bool has_picture)
{
	for (int i = 0; i < EXPORT_COUNT - !has_picture; i++)
		strbuf_add_format(out, "%s%s", i > 0 ? ", " : "", writers[i]->name);
}

void export_endings(struct strbuf *out, bool has_picture)
{
	for (int i = 0; i < EXPORT_COUNT - !has_picture; i++) {
		const char *endings = writers[i]->endings;
		struct text first = next_ending(&endings);
		strbuf_add_format(out, "%s%.*s", i > 0 ? ", " : "", TEXT_ARGS(first));
	}
}

int export_find_by_file(struct text path)
{
	for (int i = 0; i < EXPORT_COUNT; i++)
		if (has_ending(writers[i]->endings, path))
			return i;
	return -1;
}

/* What a line is made of while it is drawn. */
struct drawing {
	struct export_job *job;
	const struct export_writer *writer;
	struct text *texts;
	const struct cell **cells;
	enum alignment *alignments;
	size_t count;
};

static struct drawing drawing_new(struct export_job *job, const struct export_writer *writer,
	size_t count)
{
	return (struct drawing){ job, writer, ARENA_ARRAY(&job->whole, struct text, count + 1),
		ARENA_ARRAY(&job->whole, const struct cell *, count + 1),
		ARENA_ARRAY(&job->whole, enum alignment, count + 1), count };
}

static void draw_line(const struct drawing *drawing, enum export_line_kind kind)
{
	struct export_line line = { kind, drawing->texts, drawing->cells, drawing->alignments,
		drawing->count };

	drawing->writer->line(drawing->job, &line);
	drawing->job->lines++;
}

/* Rows as lines. */
static bool draw_rows(struct export_job *job, const struct export_writer *writer,
	const struct interrupt *interrupt)
{
	const struct table *table = job->table;
	size_t count = table->column_count, from = table->has_row_titles;
	struct drawing drawing = drawing_new(job, writer, count + from);
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, count + 1);

	if (from > 0)
		drawing.texts[0] = text_of(_("Model"));
	for (size_t i = 0; i < count; i++) {
		drawing.texts[from + i] = export_head_text(job, &table->columns[i]);
		drawing.alignments[from + i] = table->columns[i].alignment;
	}
	draw_line(&drawing, EXPORT_HEAD);
	for (uint32_t row = 0; row < table->row_count && !sink_has_failed(job->sink); row++) {
		if (row % 1024 == 0 && interrupt_is_due(interrupt, row, table->row_count))
			return false;
		table->ops->row(table, row, &job->arena, cells);
		if (from > 0)
			drawing.texts[0] = export_row_text(job, row);
		for (size_t i = 0; i < count; i++) {
			drawing.texts[from + i] = export_cell_text(job, &table->columns[i],
				&cells[i]);
			drawing.cells[from + i] = &cells[i];
		}
		draw_line(&drawing, EXPORT_ROW);
		arena_reset(&job->arena);
	}
	return true;
}

static void draw_section(const struct drawing *drawing, enum field_section section)
{
	struct export_job *job = drawing->job;
	struct text note = job->table->section_notes[section],
		    title = text_of(field_section_title(section));

	memset(drawing->texts, 0, (drawing->count) * sizeof(*drawing->texts));
	memset(drawing->cells, 0, (drawing->count) * sizeof(*drawing->cells));
	drawing->texts[0] = note.size == 0
		? title
		: arena_format(&job->whole, "%.*s (%.*s)", TEXT_ARGS(title), TEXT_ARGS(note));
	draw_line(drawing, EXPORT_SECTION);
}

/* Fields as lines, models as columns, a line before each section. */
static bool draw_transposed(struct export_job *job, const struct export_writer *writer)
{
	const struct table *table = job->table;
	size_t count = table->column_count, rows = table->row_count;
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, count * rows + 1);
	struct drawing drawing = drawing_new(job, writer, rows + 1);
	int section = -1;

	drawing.texts[0] = text_of(_("Field"));
	for (size_t row = 0; row < rows; row++) {
		table->ops->row(table, (uint32_t)row, &job->whole, cells + row * count);
		drawing.texts[row + 1] = export_row_text(job, (uint32_t)row);
	}
	draw_line(&drawing, EXPORT_HEAD);
	for (size_t i = 0; i < count; i++) {
		if ((int)table->columns[i].section != section) {
			section = (int)table->columns[i].section;
			draw_section(&drawing, (enum field_section)section);
		}
		drawing.texts[0] = export_head_text(job, &table->columns[i]);
		for (size_t row = 0; row < rows; row++) {
			drawing.cells[row + 1] = &cells[row * count + i];
			drawing.texts[row + 1] = export_cell_text(job, &table->columns[i],
				&cells[row * count + i]);
		}
		draw_line(&drawing, EXPORT_ROW);
	}
	return true;
}

static bool write_rows(struct export_job *job, const struct export_writer *writer,
	const struct interrupt *interrupt)
{
	const struct table *table = job->table;
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, table->column_count + 1);
	bool is_stopped = false;

	message_begin_english(); /* sentences in cells too */
	for (uint32_t row = 0; row < table->row_count && !sink_has_failed(job->sink); row++) {
		is_stopped = row % 1024 == 0 && interrupt_is_due(interrupt, row, table->row_count);
		if (is_stopped)
			break;
		table->ops->row(table, row, &job->arena, cells);
		writer->row(job, row, cells);
		arena_reset(&job->arena);
	}
	message_end_english();
	return !is_stopped;
}

enum result export_table(const struct table *table, enum export_format format,
	const struct export_options *options, struct sink *sink, const struct interrupt *interrupt,
	struct error *err)
{
	const struct export_writer *writer = writers[format];
	struct table shown = *table;
	struct export_job job = { .table = &shown, .options = options, .sink = sink };
	bool done = true;

	if (!export_takes(table, format))
		return error_set(err, RESULT_USAGE, "%s",
			_("Only a plot can be drawn as SVG: llmatlas plot X Y -o FILE.svg"));
	if (format == EXPORT_SVG) {
		table->picture(table, sink);
		return RESULT_OK;
	}
	shown.cells = writer->cells;
	arena_init(&job.arena);
	arena_init(&job.whole);
	export_sources_init(&job.sources, table->store);
	if (format == EXPORT_TEXT && table->drawing.size > 0) {
		sink_add(sink, table->drawing);
		writer->end(&job);
		goto out;
	}
	writer->begin(&job);
	if (writer->row)
		done = write_rows(&job, writer, interrupt);
	else if (table->is_transposed)
		done = draw_transposed(&job, writer);
	else
		done = draw_rows(&job, writer, interrupt);
	if (done)
		writer->end(&job);
out:
	if (options->source_count)
		*options->source_count = job.sources.count;
	export_sources_done(&job.sources);
	arena_done(&job.arena);
	arena_done(&job.whole);
	return done
		? RESULT_OK
		: error_set(err, RESULT_INTERRUPTED, "%s", _("Stopped: the export is not whole."));
}

/* SPDX-License-Identifier: MIT */
/* The formats, the drive over rows, and what the formats share: cells as drawn, source numbers, the footer. */
#include "catalog/tables/export.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

static const struct export_writer *const writers[] = {
	[EXPORT_TEXT] = &export_text,
	[EXPORT_MARKDOWN] = &export_markdown,
	[EXPORT_CSV] = &export_csv,
	[EXPORT_TSV] = &export_tsv,
	[EXPORT_JSON] = &export_json,
	[EXPORT_NDJSON] = &export_ndjson,
	[EXPORT_SVG] = &export_svg,
};
_Static_assert(sizeof(writers) / sizeof(writers[0]) == EXPORT_COUNT, "one writer per format");

const struct export_writer *export_writer_get(enum export_format format)
{
	return writers[format];
}

bool export_takes(const struct table *table, enum export_format format)
{
	return format != EXPORT_SVG || table->picture;
}

int export_find(struct text name)
{
	for (int i = 0; i < EXPORT_COUNT; i++)
		if (text_equal_folded_ascii(name, text_of(writers[i]->name)))
			return i;
	return -1;
}

static bool has_ending(const char *endings, struct text path)
{
	while (*endings) {
		const char *blank = strchr(endings, ' ');
		struct text ending = { endings,
			blank ? (size_t)(blank - endings) : strlen(endings) };
		if (path.size > ending.size &&
			text_equal_folded_ascii(text_slice(path, path.size - ending.size,
							ending.size),
				ending))
			return true;
		endings = blank ? blank + 1 : endings + ending.size;
	}
	return false;
}

int export_find_by_file(struct text path)
{
	for (int i = 0; i < EXPORT_COUNT; i++)
		if (has_ending(writers[i]->endings, path))
			return i;
	return -1;
}

uint32_t export_source_number(struct export_sources *sources, uint32_t source)
{
	if (source >= sources->number_count)
		return 0;
	if (sources->numbers[source] == 0) {
		sources->ids = memory_grow(sources->ids, &sources->capacity, sources->count + 1,
			sizeof(*sources->ids));
		sources->ids[sources->count++] = source;
		sources->numbers[source] = (uint32_t)sources->count;
	}
	return sources->numbers[source];
}

struct text export_cell_text(struct export_job *job, const struct cell *cell)
{
	struct strbuf out;
	bool is_ascii = job->options->is_ascii;
	const char *mark = table_mark(cell, is_ascii);

	strbuf_init(&out);
	if (cell->role == CELL_BEST)
		strbuf_add_string(&out, is_ascii ? "! " : "★ ");
	strbuf_add(&out, cell->full);
	if (cell->note.size > 0)
		strbuf_add_format(&out, " %.*s", TEXT_ARGS(cell->note));
	if (*mark)
		strbuf_add_format(&out, " %s", mark);
	for (uint8_t i = 0; i < cell->source_count; i++) {
		uint32_t number = export_source_number(&job->sources, cell->sources[i]);
		if (job->table->is_transposed && !job->options->has_no_footer)
			strbuf_add_format(&out, "%s[%u]", i == 0 ? " " : "", number);
	}
	struct text text = arena_copy(&job->arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

static struct text head_text(struct export_job *job, const struct table_column *column)
{
	if (column->note.size == 0)
		return column->title;
	return arena_format(&job->whole, "%.*s (%.*s)", TEXT_ARGS(column->title),
		TEXT_ARGS(column->note));
}

static void draw_line(struct export_job *job, const struct export_writer *writer,
	enum export_line_kind kind, const struct text *texts, const enum alignment *alignments,
	size_t count)
{
	struct export_line line = { kind, texts, alignments, count };

	writer->line(job, &line);
	job->lines++;
}

/* Rows as lines. */
static bool draw_rows(struct export_job *job, const struct export_writer *writer,
	const struct interrupt *interrupt)
{
	const struct table *table = job->table;
	size_t count = table->column_count;
	struct text *texts = ARENA_ARRAY(&job->whole, struct text, count + 1);
	enum alignment *alignments = ARENA_ARRAY(&job->whole, enum alignment, count + 1);
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, count + 1);

	for (size_t i = 0; i < count; i++) {
		texts[i] = head_text(job, &table->columns[i]);
		alignments[i] = table->columns[i].alignment;
	}
	draw_line(job, writer, EXPORT_HEAD, texts, alignments, count);
	for (uint32_t row = 0; row < table->row_count && !sink_has_failed(job->sink); row++) {
		if (row % 1024 == 0 && interrupt_is_due(interrupt, row, table->row_count))
			return false;
		table->ops->row(table, row, &job->arena, cells);
		for (size_t i = 0; i < count; i++)
			texts[i] = export_cell_text(job, &cells[i]);
		draw_line(job, writer, EXPORT_ROW, texts, alignments, count);
		arena_reset(&job->arena);
	}
	return true;
}

/* Fields as lines, models as columns, a line before each section. */
static bool draw_transposed(struct export_job *job, const struct export_writer *writer)
{
	const struct table *table = job->table;
	size_t count = table->column_count, rows = table->row_count;
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, count * rows + 1);
	struct text *texts = ARENA_ARRAY(&job->whole, struct text, rows + 1);
	enum alignment *alignments = ARENA_ARRAY(&job->whole, enum alignment, rows + 1);
	int section = -1;

	texts[0] = text_of(_("Field"));
	for (size_t row = 0; row < rows; row++) {
		table->ops->row(table, (uint32_t)row, &job->whole, cells + row * count);
		texts[row + 1] = table->ops->row_title(table, (uint32_t)row);
	}
	draw_line(job, writer, EXPORT_HEAD, texts, alignments, rows + 1);
	for (size_t i = 0; i < count; i++) {
		if ((int)table->columns[i].section != section) {
			section = (int)table->columns[i].section;
			memset(texts, 0, (rows + 1) * sizeof(*texts));
			texts[0] = text_of(field_section_title((enum field_section)section));
			draw_line(job, writer, EXPORT_SECTION, texts, alignments, rows + 1);
		}
		texts[0] = head_text(job, &table->columns[i]);
		for (size_t row = 0; row < rows; row++)
			texts[row + 1] = export_cell_text(job, &cells[row * count + i]);
		draw_line(job, writer, EXPORT_ROW, texts, alignments, rows + 1);
	}
	return true;
}

static bool write_rows(struct export_job *job, const struct export_writer *writer,
	const struct interrupt *interrupt)
{
	const struct table *table = job->table;
	struct cell *cells = ARENA_ARRAY(&job->whole, struct cell, table->column_count + 1);

	for (uint32_t row = 0; row < table->row_count && !sink_has_failed(job->sink); row++) {
		if (row % 1024 == 0 && interrupt_is_due(interrupt, row, table->row_count))
			return false;
		table->ops->row(table, row, &job->arena, cells);
		writer->row(job, row, cells);
		arena_reset(&job->arena);
	}
	return true;
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
	shown.is_plain = !writer->needs_sources;
	arena_init(&job.arena);
	arena_init(&job.whole);
	job.sources.number_count = store_source_count(table->store);
	job.sources.numbers = memory_get_zeroed(job.sources.number_count + 1,
		sizeof(*job.sources.numbers));
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
	free(job.sources.ids);
	free(job.sources.numbers);
	arena_done(&job.arena);
	arena_done(&job.whole);
	return done
		? RESULT_OK
		: error_set(err, RESULT_INTERRUPTED, "%s", _("Stopped: the export is not whole."));
}

static struct text date_text(uint32_t date, struct arena *arena)
{
	struct value value = { .state = VALUE_KNOWN, .is.date = date };
	struct strbuf buf;

	if (date == 0)
		return TEXT_NONE;
	strbuf_init(&buf);
	value_print_key(&buf, field_get(FIELD_RELEASED), &value);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

static void footer_sources(struct export_job *job, export_footer_line *line)
{
	for (size_t i = 0; i < job->sources.count; i++) {
		struct source source = store_source(job->table->store, job->sources.ids[i]);
		struct text date = date_text(source.date, &job->whole);
		struct text text = arena_format(&job->whole, "%.*s%s%.*s%s",
			TEXT_ARGS(source.title), date.size > 0 ? ", " : "", TEXT_ARGS(date),
			source.is_seen ? "" : _(" (cited, not read)"));
		line(job, arena_format(&job->whole, "[%zu]", i + 1), text, source.url);
	}
}

void export_footer(struct export_job *job, export_footer_line *line)
{
	const struct table *table = job->table;
	struct text date = date_text(store_date(table->store), &job->whole);

	if (job->options->has_no_footer)
		return;
	if (table->query && table->query->text.size > 0)
		line(job, text_of(_("Query")), table->query->text, TEXT_NONE);
	line(job, text_of(_("Catalog")),
		arena_format(&job->whole, _("%.*s, %.*s; %u of %u models"),
			TEXT_ARGS(store_name(table->store)), TEXT_ARGS(date),
			table->kind == TABLE_EVIDENCE || table->kind == TABLE_OFFERS ? 1
				: table->model_count > 0 ? table->model_count
							 : table->row_count,
			store_count(table->store)),
		TEXT_NONE);
	line(job, text_of(_("Marks")),
		text_of(job->options->is_ascii
				? _("r reported by others, i inferred, # sources differ, ? not known")
				: _("† reported by others, ‡ inferred, ≠ sources differ, ? not known")),
		TEXT_NONE);
	footer_sources(job, line);
	if (table->command.size > 0)
		line(job, text_of(_("Command")), table->command, TEXT_NONE);
}

void export_shell_word(struct strbuf *buf, struct text word)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%";
	bool is_plain = word.size > 0;

	for (size_t i = 0; i < word.size && is_plain; i++)
		is_plain = word.bytes[i] != '\0' && strchr(plain, word.bytes[i]) != NULL;
	if (is_plain) {
		strbuf_add(buf, word);
		return;
	}
	strbuf_add_char(buf, '\'');
	for (size_t i = 0; i < word.size; i++) {
		if (word.bytes[i] == '\'')
			strbuf_add_string(buf, "'\\''");
		else
			strbuf_add_char(buf, word.bytes[i]);
	}
	strbuf_add_char(buf, '\'');
}

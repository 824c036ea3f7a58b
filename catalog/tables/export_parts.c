/* SPDX-License-Identifier: MIT */
/* What formats share: cells as drawn, heads, source numbers, the footer, addresses. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/export.h"

#include <stdlib.h>
#include <string.h>

void export_sources_init(struct export_sources *sources, const struct store *store)
{
	*sources = (struct export_sources){ .number_count = store ? store_source_count(store) : 0 };
	sources->numbers = memory_get_zeroed(sources->number_count + 1, sizeof(*sources->numbers));
}

void export_sources_done(struct export_sources *sources)
{
	free(sources->ids);
	free(sources->numbers);
	*sources = (struct export_sources){ 0 };
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

struct export_cell_parts export_cell_parts(const struct cell *cell, bool is_ascii,
	struct export_sources *sources)
{
	struct export_cell_parts parts = { .value = cell->full, .note = cell->note };

	if (cell->role == CELL_BEST)
		parts.best = text_of(is_ascii ? "!" : "★");
	parts.mark = text_of(table_mark(cell, is_ascii));
	for (uint8_t i = 0; sources && i < cell->source_count; i++) { /* in their order */
		uint32_t number = export_source_number(sources, cell->sources[i]);
		uint8_t at = parts.number_count++;
		for (; at > 0 && parts.numbers[at - 1] > number; at--)
			parts.numbers[at] = parts.numbers[at - 1];
		parts.numbers[at] = number;
	}
	return parts;
}

struct text export_cell_join(const struct export_cell_parts *parts, struct arena *arena)
{
	const struct text words[] = { parts->best, parts->value, parts->note, parts->mark };
	struct strbuf out;

	strbuf_init(&out);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].size > 0)
			strbuf_add_format(&out, "%s%.*s", out.size > 0 ? " " : "",
				TEXT_ARGS(words[i]));
	for (uint8_t i = 0; i < parts->number_count; i++)
		strbuf_add_format(&out, "%s[%u]", i == 0 ? " " : "", parts->numbers[i]);
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

static const struct {
	enum export_foot part;
	const char *name;
} feet[] = { { EXPORT_FOOT_QUERY, "query" }, { EXPORT_FOOT_MARKS, "marks" },
	{ EXPORT_FOOT_SOURCES, "sources" } };

uint8_t export_foot_find(struct text word)
{
	for (size_t i = 0; i < sizeof(feet) / sizeof(feet[0]); i++)
		if (text_equal_folded_ascii(word, text_of(feet[i].name)))
			return (uint8_t)feet[i].part;
	return 0;
}

const char *export_foot_name(enum export_foot part)
{
	for (size_t i = 0; i < sizeof(feet) / sizeof(feet[0]); i++)
		if (feet[i].part == part)
			return feet[i].name;
	return "";
}

static bool has_foot(const struct export_job *job, enum export_foot part)
{
	return !job->options->has_no_footer && !(job->options->foot_without & part);
}

bool export_shows_numbers(const struct export_job *job)
{
	return (job->table->is_transposed || job->table->has_row_titles) &&
		has_foot(job, EXPORT_FOOT_SOURCES);
}

/* Letters of modalities want the legend of the screen; a sign between the words of a set is no ASCII. */
static bool is_short(const struct export_job *job, const struct table_column *column)
{
	const struct field *field = column->field;

	if (!field || field->group == GROUP_MODALITY || field->id == FIELD_NAME)
		return false;
	if (job->has_short_prices && field->unit == UNIT_USD_PER_MTOK)
		return true;
	return job->is_brief && !(field->kind == KIND_SET && job->options->is_ascii);
}

struct text export_cell_text(struct export_job *job, const struct table_column *column,
	const struct cell *cell)
{
	struct export_cell_parts parts = export_cell_parts(cell, job->options->is_ascii,
		&job->sources);

	if (is_short(job, column))
		parts.value = cell->brief;
	if (!export_shows_numbers(job))
		parts.number_count = 0;
	return export_cell_join(&parts, &job->arena);
}

static struct text with_note(struct export_job *job, struct text title, struct text note)
{
	if (note.size == 0)
		return title;
	return arena_format(&job->whole, "%.*s (%.*s)", TEXT_ARGS(title), TEXT_ARGS(note));
}

struct text export_head_text(struct export_job *job, const struct table_column *column)
{
	bool is_short = job->is_brief &&
		message_language() == LANGUAGE_KO; /* the English ones are keys */

	return with_note(job, is_short ? column->brief : column->title, column->note);
}

struct text export_row_text(struct export_job *job, uint32_t row)
{
	const struct table *table = job->table;

	return with_note(job, table->ops->row_title(table, row),
		table->row_notes ? table->row_notes[row] : TEXT_NONE);
}

struct text export_heading(struct export_job *job)
{
	const struct table *table = job->table;

	if (table->title.size > 0)
		return table->title;
	if (table->kind == TABLE_COMPARISON)
		return arena_format(&job->whole,
			P_("%u model compared", "%u models compared", table->row_count),
			table->row_count);
	return arena_format(&job->whole,
		P_("%u language model", "%u language models", table->row_count), table->row_count);
}

bool export_is_web(struct text url)
{
	return text_starts_with(url, TEXT("https://")) || text_starts_with(url, TEXT("http://"));
}

void export_address(struct export_job *job, struct text url)
{
	for (size_t i = 0; i < url.size; i++) {
		unsigned char c = (unsigned char)url.bytes[i];
		if (c <= 0x20 || c >= 0x7f || strchr("<>\"'`\\[]{}|^", c))
			sink_add_format(job->sink, "%%%02X", c);
		else
			sink_add_char(job->sink, (char)c);
	}
}

void export_references(struct export_job *job, struct text text, const char *signs)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.bytes[i];
		if (c != '\0' && strchr(signs, c))
			sink_add_format(job->sink, "&#%d;", c);
		else
			sink_add_char(job->sink, c);
	}
}

/* By number where cells refer to them. */
static void footer_sources(struct export_job *job, export_footer_line *line)
{
	bool has_numbers = export_shows_numbers(job);

	for (size_t i = 0; i < job->sources.count; i++) {
		struct source source = store_source(job->table->store, job->sources.ids[i]);
		struct text date = date_text(source.date, &job->whole);
		struct text text = arena_format(&job->whole, "%.*s%s%.*s%s",
			TEXT_ARGS(table_source_title(&source, &job->whole)),
			date.size > 0 ? ", " : "", TEXT_ARGS(date),
			source.is_seen ? "" : _(" (cited, not read)"));
		line(job,
			has_numbers ? arena_format(&job->whole, "[%zu]", i + 1)
				    : text_of(_("Source")),
			text, source.url);
	}
}

bool export_is_code(const struct export_job *job, struct text text)
{
	const struct table *table = job->table;

	return text_equal(text, table->command) ||
		(table->query && text_equal(text, table->query->text));
}

static void footer_marks(struct export_job *job, export_footer_line *line)
{
	bool is_ascii = job->options->is_ascii,
	     is_comparison = job->table->kind == TABLE_COMPARISON;
	const char *marks = is_ascii
		? _("r reported by others, i inferred, # sources differ, ? not known")
		: _("† reported by others, ‡ inferred, ≠ sources differ, ? not known");

	line(job, text_of(_("Marks")),
		arena_format(&job->whole, "%s%s%s%s", is_comparison && is_ascii ? "! " : "",
			is_comparison && !is_ascii ? "★ " : "", is_comparison ? _("best, ") : "",
			marks),
		TEXT_NONE);
}

static void footer_units(struct export_job *job, export_footer_line *line)
{
	struct text units = export_units(job->table, &job->whole);

	if (units.size > 0)
		line(job, text_of(_("Units")), units, TEXT_NONE);
}

/* Rows are models, or say something about models that are counted. */
static bool is_about_models(const struct table *table)
{
	return table->kind < TABLE_CHANGES;
}

/* "built-in, 2026-11-23; 3 of 612 models" */
static struct text catalog_line(struct export_job *job)
{
	const struct table *table = job->table;
	struct text date = date_text(store_date(table->store), &job->whole);
	uint32_t all = store_count(table->store);
	struct text name = store_name(table->store);

	if (text_equal_string(name, "built-in"))
		name = text_of(_("built-in"));
	if (!is_about_models(table))
		return arena_format(&job->whole,
			P_("%.*s, %.*s; %u model", "%.*s, %.*s; %u models", all), TEXT_ARGS(name),
			TEXT_ARGS(date), all);
	uint32_t count = table->model_count > 0 ? table->model_count : table->row_count;
	return arena_format(&job->whole, _("%.*s, %.*s; %u of %u models"), TEXT_ARGS(name),
		TEXT_ARGS(date),
		table->kind == TABLE_EVIDENCE || table->kind == TABLE_OFFERS ? 1 : count, all);
}

/* "openrouter, 2026-05-15; 356 models; kept on 2026-11-20" */
static struct text before_line(struct export_job *job)
{
	const struct store *before = job->table->before;
	struct text date = date_text(store_date(before), &job->whole);
	uint32_t all = store_count(before);
	struct text line = arena_format(&job->whole,
		P_("%.*s, %.*s; %u model", "%.*s, %.*s; %u models", all),
		TEXT_ARGS(store_name(before)), TEXT_ARGS(date), all);

	if (job->table->before_kept == 0)
		return line;
	date = date_text(job->table->before_kept, &job->whole);
	return arena_format(&job->whole, _("%.*s; kept on %.*s"), TEXT_ARGS(line), TEXT_ARGS(date));
}

void export_footer(struct export_job *job, export_footer_line *line)
{
	const struct table *table = job->table;

	if (has_foot(job, EXPORT_FOOT_QUERY) && table->query && table->query->text.size > 0)
		line(job, text_of(_("Query")), table->query->text, TEXT_NONE);
	if (has_foot(job, EXPORT_FOOT_QUERY) && table->store)
		line(job, text_of(_("Catalog")), catalog_line(job), TEXT_NONE);
	if (has_foot(job, EXPORT_FOOT_QUERY) && table->not_weighed.size > 0)
		line(job, text_of(_("Not weighed")), table->not_weighed, TEXT_NONE);
	if (has_foot(job, EXPORT_FOOT_QUERY) && table->before)
		line(job, text_of(_("Compared with")), before_line(job), TEXT_NONE);
	if (has_foot(job, EXPORT_FOOT_MARKS))
		footer_units(job, line);
	if (has_foot(job, EXPORT_FOOT_MARKS) && is_about_models(table))
		footer_marks(job, line);
	if (has_foot(job, EXPORT_FOOT_SOURCES))
		footer_sources(job, line);
	if (has_foot(job, EXPORT_FOOT_QUERY) && table->command.size > 0)
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

struct text export_command_on(struct text command, const char *catalog, struct arena *arena)
{
	const struct text program = TEXT("llmatlas ");
	struct strbuf out;

	if (!catalog || !text_starts_with(command, program) ||
		text_find(command, TEXT(" --catalog ")) >= 0)
		return command;
	strbuf_init(&out);
	strbuf_add_format(&out, "%.*s--catalog ", TEXT_ARGS(program));
	export_shell_word(&out, text_clean(arena, text_of(catalog), NULL));
	strbuf_add_char(&out, ' ');
	strbuf_add(&out, text_slice(command, program.size, command.size));
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

/* SPDX-License-Identifier: MIT */
/* Where the catalog comes from, and what was left out of one source, as tables. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/export.h"
#include "state/sources_report.h"

enum {
	SOURCES_ID,
	SOURCES_DATE,
	SOURCES_RECORDS,
	SOURCES_OFFERS,
	SOURCES_LEFT_OUT,
	SOURCES_WARNINGS,
	SOURCES_DIFFERS,
	SOURCES_NOTE,
	SOURCES_COUNT
};

struct report {
	const struct sources_line *lines;
	bool are_counted;
};

static const struct sources_line *line_at(const struct table *table, uint32_t index)
{
	return &((const struct report *)table->context)->lines[index];
}

/* Of a source that cannot be read nothing is known. */
static struct cell count_cell(const struct sources_line *line, uint32_t number, struct arena *arena)
{
	return line->is_counted ? cell_count(number, arena) : cell_unknown();
}

static void source_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct report *report = table->context;
	const struct sources_line *line = line_at(table, index);
	bool is_built_in = text_equal_string(line->name, "built-in");

	cells[SOURCES_ID] = cell_word(is_built_in ? text_of(_("built-in")) : line->name,
		line->name);
	cells[SOURCES_DATE] = line->date > 0 ? cell_text(date_text(line->date, arena))
					     : cell_unknown();
	cells[SOURCES_RECORDS] = count_cell(line, line->records, arena);
	cells[SOURCES_OFFERS] = count_cell(line, line->offers, arena);
	cells[SOURCES_LEFT_OUT] = count_cell(line, line->refused, arena);
	cells[SOURCES_WARNINGS] = count_cell(line, line->warnings, arena);
	cells[SOURCES_DIFFERS] = report->are_counted ? count_cell(line, line->conflicts, arena)
						     : cell_unknown();
	cells[SOURCES_NOTE] = cell_text(line->note);
}

static struct text source_id(const struct table *table, uint32_t index)
{
	return line_at(table, index)->name;
}

static const struct table_ops sources_ops = { .row = source_cells,
	.row_id = source_id,
	.row_title = source_id };

static const struct cell_column sources_columns[SOURCES_COUNT] = {
	[SOURCES_ID] = CELL_WORDS("id", N_("Source"), 20),
	[SOURCES_DATE] = CELL_WORDS("date", N_("Date"), 10),
	[SOURCES_RECORDS] = CELL_NUMBERS("records", N_("Records"), 9, NULL),
	[SOURCES_OFFERS] = CELL_NUMBERS("offers", N_("Offers"), 9, NULL),
	[SOURCES_LEFT_OUT] = CELL_NUMBERS("left_out", N_("Left out"), 9, NULL),
	[SOURCES_WARNINGS] = CELL_NUMBERS("warnings", N_("Warnings"), 9, NULL),
	[SOURCES_DIFFERS] = CELL_NUMBERS("differs", N_("Facts that differ"), 9, NULL),
	[SOURCES_NOTE] = CELL_WORDS("note", N_("Note"), 40),
};

struct table *table_sources(const struct store *store, const struct sources_line *lines,
	size_t count, bool are_counted, struct arena *arena)
{
	struct table *table = cell_table(TABLE_SOURCES, &sources_ops, sources_columns,
		SOURCES_COUNT, (uint32_t)count, arena);
	struct report *report = arena_get(arena, sizeof(*report));

	*report = (struct report){ lines, are_counted };
	table->store = store;
	table->context = report;
	table->title = text_of(_("Sources"));
	table->command = TEXT("llmatlas sources");
	return table;
}

/* --- One source ------------------------------------------------------------------------------------------ */

enum { SOURCE_NUMBER, SOURCE_SENTENCE, SOURCE_COUNT };

static void sentence_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct text *sentences = table->context;

	cells[SOURCE_NUMBER] = cell_count(index + 1, arena);
	cells[SOURCE_SENTENCE] = cell_text(sentences[index]);
}

static const struct table_ops source_ops = { .row = sentence_cells,
	.row_id = cell_no_id,
	.row_title = cell_no_id };

static const struct cell_column source_columns[SOURCE_COUNT] = {
	[SOURCE_NUMBER] = CELL_NUMBERS("n", N_("Number"), 6, NULL),
	[SOURCE_SENTENCE] = CELL_WORDS("sentence", N_("What was left out or changed"), 80),
};

struct table *table_source(const struct store *store, struct text name,
	const struct text *sentences, size_t count, struct arena *arena)
{
	struct table *table = cell_table(TABLE_SOURCE, &source_ops, source_columns, SOURCE_COUNT,
		(uint32_t)count, arena);
	struct strbuf command;

	strbuf_init(&command);
	strbuf_add_string(&command, "llmatlas sources ");
	export_shell_word(&command, name);
	table->store = store;
	table->context = (void *)sentences;
	table->title = text_equal_string(name, "built-in") ? text_of(_("built-in")) : name;
	table->command = arena_copy(arena, strbuf_text(&command));
	strbuf_done(&command);
	return table;
}

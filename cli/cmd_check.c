/* SPDX-License-Identifier: MIT */
/* check: the catalog's soundness, facts files, and how much is known. */
#include "catalog/advice/rank.h"
#include "catalog/advice/words.h"
#include "catalog/base/file.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/facts.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/coverage.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/resources.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* A questionnaire of one's own: its texts and ids, then every need as a query on this catalog. */
static enum result check_questionnaire(struct context *context, const char *path, struct text bytes)
{
	struct questionnaire *questionnaire = ARENA_ARRAY(&context->arena, struct questionnaire, 1);
	struct ranker *ranker = NULL;
	enum result result = questionnaire_read(questionnaire, path, bytes, &context->arena,
		&context->err);

	if (result != RESULT_OK)
		return result;
	result = ranker_open(&ranker, context->store, questionnaire, ranked_most, NULL,
		&context->err);
	for (size_t i = 0; i < questionnaire->preset_count && result == RESULT_OK; i++) {
		struct answers answers;
		result = answers_from_preset(&answers, questionnaire, &questionnaire->presets[i],
			&context->arena, &context->err);
	}
	if (result == RESULT_OK)
		printf(_("%s: %.*s, %.*s; the questionnaire is sound\n"), path,
			TEXT_ARGS(COUNTED(context, "%zu question", "%zu questions",
				questionnaire->question_count)),
			TEXT_ARGS(COUNTED(context, "%zu preset", "%zu presets",
				questionnaire->preset_count)));
	ranker_free(ranker);
	questionnaire_done(questionnaire);
	return result;
}

/* Where the day is ahead of all others, or as the built-in catalog says, whose day has been. */
static uint32_t today(const struct store *built_in)
{
	enum { AHEAD = 14 * 60 * 60, DAY = 24 * 60 * 60 };
	uint32_t day = date_of_day_number((long)((time(NULL) + AHEAD) / DAY));

	return day > store_date(built_in) ? day : store_date(built_in);
}

/* One file into the facts; a questionnaire is none of them. */
static enum result read_file(struct context *context, struct facts *facts, const char *path,
	size_t *others)
{
	char *bytes;
	size_t size;
	enum result result = file_load_named(path, 0, &bytes, &size, &context->err);

	if (result != RESULT_OK)
		return result;
	struct text text = arena_copy(&context->arena, (struct text){ bytes, size });
	free(bytes);
	if (text_find(text, TEXT("llmatlas-questionnaire/")) < 0)
		return facts_read(facts, path, text, false, &context->err);
	(*others)++;
	return check_questionnaire(context, path, text);
}

/* Every mistake of the files is printed: the read is lenient, and what it would forgive counts here. */
static enum result check_facts(struct context *context, const struct store *built_in)
{
	struct facts facts;
	size_t others = 0;
	enum result result = RESULT_OK;

	facts_init(&facts, &context->arena, ORIGIN_OVERLAY);
	facts.today = today(built_in);
	facts.keeps_faulty = true;
	for (size_t i = 0; i < context->options.word_count && result == RESULT_OK; i++)
		result = read_file(context, &facts, context->options.words[i], &others);
	if (!facts_is_catalog(&facts))
		facts.known = built_in;
	if (result == RESULT_OK)
		result = facts_link(&facts, false, &context->err);
	if (result == RESULT_OK)
		result = facts_check_families(&facts, &context->err);
	words_check(&facts, context->store);
	facts_check_sentences(&facts);
	facts_sort_warnings(&facts);
	size_t mistakes = facts.warning_count;
	for (size_t i = 0; i < mistakes; i++)
		printf("%.*s\n", TEXT_ARGS(facts.warnings[i].sentence));
	if (result == RESULT_OK && others < context->options.word_count)
		printf(_("%.*s, %.*s, %.*s read; %.*s\n"),
			TEXT_ARGS(COUNTED(context, "%zu model", "%zu models", facts.model_count)),
			TEXT_ARGS(
				COUNTED(context, "%zu family", "%zu families", facts.family_count)),
			TEXT_ARGS(
				COUNTED(context, "%zu source", "%zu sources", facts.source_count)),
			TEXT_ARGS(COUNTED(context, "%zu mistake", "%zu mistakes", mistakes)));
	facts_done(&facts);
	if (result == RESULT_OK && mistakes > 0)
		return error_set(&context->err, RESULT_BAD_DATA,
			_("There are mistakes in the files: %zu."), mistakes);
	return result;
}

static enum result check_files(struct context *context)
{
	const struct catalogs catalogs = catalogs_of(context);
	struct store *built_in;
	enum result result = store_open(&built_in, catalogs.built_in.bytes, catalogs.built_in.size,
		_("the built-in catalog"), &context->err);

	if (result != RESULT_OK)
		return result;
	result = check_facts(context, built_in);
	store_close(built_in);
	return result;
}

static void print_coverage(struct context *context)
{
	const struct coverage *list;
	size_t count = coverage_of(context->store, &context->arena, &list);

	printf("%-18s %9s %9s %9s %11s %9s %7s %7s\n", "field", "disclosed", "reported", "inferred",
		"undisclosed", "unknown", "read", "cited");
	for (size_t i = 0; i < count; i++)
		printf("%-18s %9u %9u %9u %11u %9u %7u %7u\n", list[i].field->key,
			list[i].disclosed, list[i].reported, list[i].inferred, list[i].undisclosed,
			list[i].unknown, list[i].seen, list[i].cited);
	printf(_("Of the choice and set fields of models %.1f%% are known or undisclosed\n"),
		100 * coverage_share(context->store, list, count));
}

static void print_size(struct context *context, const struct store *store)
{
	uint32_t models = store_count(store), offers = store_offer_count(store),
		 sources = store_source_count(store), seen = 0;

	for (uint32_t i = 0; i < sources; i++)
		seen += store_source(store, i).is_seen;
	printf(_("%.*s, %.*s, %.*s, %u of them read; the catalog is sound\n"),
		TEXT_ARGS(COUNTED(context, "%u model", "%u models", models)),
		TEXT_ARGS(COUNTED(context, "%u offer", "%u offers", offers)),
		TEXT_ARGS(COUNTED(context, "%u source", "%u sources", sources)), seen);
}

static struct text command_on_file(struct context *context, const char *file, const char *option)
{
	struct strbuf command;

	strbuf_init(&command);
	strbuf_add_string(&command, "llmatlas check ");
	export_shell_word(&command, text_clean(&context->arena, text_of(file), NULL));
	strbuf_add_format(&command, " %s", option);
	struct text text = arena_copy(&context->arena, strbuf_text(&command));
	strbuf_done(&command);
	return text;
}

/* --- Landings: lines of "source TAB its id TAB the model's id" ---------------------------------------- */

enum { LANDING_CELLS = 3 };

static void landing_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	struct text line = ((const struct text *)table->context)[index];

	(void)arena;
	for (int i = 0; i < LANDING_CELLS; i++)
		cells[i] = cell_text(text_next_part(&line, '\t'));
}

static const struct table_ops landing_ops = { .row = landing_cells,
	.row_id = cell_no_id,
	.row_title = cell_no_id };

static enum result put_landings(struct context *context, const char *file, struct text lines)
{
	static const struct cell_column columns[LANDING_CELLS] = { CELL_WORDS("source",
									   N_("Source"), 14),
		CELL_WORDS("record", N_("Record"), 30), CELL_WORDS("model", N_("Model"), 30) };
	uint32_t count = 0;

	if (!output_is_asked(context)) {
		fwrite(lines.bytes ? lines.bytes : "", 1, lines.size, stdout);
		return RESULT_OK;
	}
	for (size_t i = 0; i < lines.size; i++)
		count += lines.bytes[i] == '\n';
	struct text *items = ARENA_ARRAY(&context->arena, struct text, count + 1);
	for (uint32_t i = 0; i < count; i++)
		items[i] = text_next_part(&lines, '\n');
	struct table *table = cell_table(TABLE_LANDINGS, &landing_ops, columns, LANDING_CELLS,
		count, &context->arena);
	table->store = context->store;
	table->context = items;
	table->title = text_of(_("Where records land"));
	table->command = command_on_file(context, file, "--landings");
	return output_table(context, table);
}

/* file: without which the catalog would not know it; NULL: none. */
static enum result put_coverage(struct context *context, const char *file)
{
	if (!output_is_asked(context)) {
		print_size(context, context->store);
		print_coverage(context);
		return RESULT_OK;
	}
	struct table *table = table_coverage(context->store, &context->arena);
	if (file)
		table->command = command_on_file(context, file, "--coverage");
	return output_table(context, table);
}

/* What the catalog would know with this file: folded in memory, nothing is kept. */
static enum result cover_file(struct context *context, const char *path)
{
	struct strbuf bytes, landings;
	struct store *folded = NULL, *own = context->store;

	strbuf_init(&bytes);
	strbuf_init(&landings);
	enum result result = catalog_open_folded(context, path, &bytes,
		context->options.wants_landings ? &landings : NULL, &folded);
	if (result == RESULT_OK && context->options.wants_landings) {
		result = put_landings(context, path, strbuf_text(&landings));
	} else if (result == RESULT_OK) {
		context->store = folded;
		result = put_coverage(context, path);
		context->store = own;
	}
	store_close(folded);
	strbuf_done(&bytes);
	strbuf_done(&landings);
	return result;
}

/* The words that are linked in: their shape, and every query of a lesson against this catalog. */
static enum result check_words(struct context *context)
{
	static const char *const names[] = { "catalog/facts/glossary.json",
		"catalog/facts/lessons.json" };
	struct facts facts;
	enum result result = RESULT_OK;

	facts_init(&facts, &context->arena, ORIGIN_BUILTIN_MODEL);
	for (size_t i = 0; i < 2 && result == RESULT_OK; i++)
		result = facts_read(&facts, names[i], resource_text(names[i]), false,
			&context->err);
	if (result == RESULT_OK)
		result = facts_link(&facts, false, &context->err);
	words_check(&facts, context->store);
	for (size_t i = 0; i < facts.warning_count; i++)
		printf("%.*s\n", TEXT_ARGS(facts.warnings[i].sentence));
	if (result == RESULT_OK && facts.warning_count > 0)
		result = error_set(&context->err, RESULT_BAD_DATA,
			_("There are mistakes in the files: %zu."), facts.warning_count);
	else if (result == RESULT_OK)
		printf(_("%.*s and %.*s; every query in them is one of this catalog\n"),
			TEXT_ARGS(COUNTED(context, "%zu term", "%zu terms", facts.term_count)),
			TEXT_ARGS(
				COUNTED(context, "%zu lesson", "%zu lessons", facts.lesson_count)));
	facts_done(&facts);
	return result;
}

static enum result run_check(struct context *context)
{
	if (context->options.wants_landings && context->options.word_count != 1)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("--landings goes with one file: llmatlas check FILE --landings"));
	if (context->options.word_count == 1 &&
		(context->options.wants_coverage || context->options.wants_landings))
		return cover_file(context, context->options.words[0]);
	if (output_is_asked(context) &&
		(!context->options.wants_coverage || context->options.word_count > 0))
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("check writes a table of --coverage and of --landings alone."));
	if (context->options.word_count > 0)
		return check_files(context);
	enum result result = store_verify(context->store, &context->err);
	if (result != RESULT_OK)
		return result;
	if (output_is_asked(context))
		return put_coverage(context, NULL);
	for (uint32_t i = 0; i < store_warning_count(context->store); i++)
		printf("%.*s\n", TEXT_ARGS(store_warning(context->store, i)));
	print_size(context, context->store);
	if (!context->options.catalog) /* another catalog need not have what the lessons name */
		result = check_words(context);
	if (context->options.wants_coverage)
		print_coverage(context);
	return result;
}

const struct command command_check = { "check", "check [FILE ...]",
	N_("check the catalog, or facts files"), TABLE_OPTIONS " coverage landings", true,
	run_check };

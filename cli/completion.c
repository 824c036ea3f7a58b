/* SPDX-License-Identifier: MIT */
/* What an argument may be follows from how its usage names it (MODEL, FIELD, FORMAT ...). */
#include "cli/completion.h"

#include "catalog/advice/hardware.h"
#include "catalog/advice/questionnaire.h"
#include "catalog/advice/words.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/complete.h"
#include "catalog/query/edit.h"
#include "catalog/query/quantization.h"
#include "catalog/tables/change_list.h"
#include "catalog/tables/diff.h"
#include "cli/catalogs.h"
#include "cli/resources.h"
#include "cli/themes.h"
#include "state/sources_report.h"

#include <stdio.h>

enum { COMPLETIONS_MAX = 400 };

static bool begins(struct text text, struct text word)
{
	return text.size >= word.size &&
		text_equal_folded_ascii(text_slice(text, 0, word.size), word);
}

void completion_offer(const struct completion_place *wanted, struct text candidate,
	struct text help)
{
	if (begins(candidate, wanted->word))
		printf("=%.*s%.*s\t%.*s%.*s\t%.*s\n", TEXT_ARGS(wanted->before),
			TEXT_ARGS(wanted->word), TEXT_ARGS(wanted->before), TEXT_ARGS(candidate),
			TEXT_ARGS(help));
}

static void offer_models(const struct completion_place *wanted)
{
	const struct store *store = wanted->context->store;

	for (uint32_t row = 0; row < store_count(store); row++) {
		struct text id = store_id(store, row);
		struct value named = store_value(store, row, FIELD_NAME, &wanted->context->arena);
		struct text name = named.state == VALUE_KNOWN ? named.is.text : TEXT_NONE;
		size_t slash = 0;
		while (slash < id.size && id.bytes[slash] != '/')
			slash++;
		if (begins(id, wanted->word))
			completion_offer(wanted, id, name);
		else if (slash < id.size)
			completion_offer(wanted, text_slice(id, slash + 1, SIZE_MAX), name);
	}
}

static void offer_fields(const struct completion_place *wanted)
{
	for (uint32_t i = 0; i < store_field_count(wanted->context->store); i++) {
		const struct field *field = store_field(wanted->context->store, i);
		completion_offer(wanted, text_of(field->key), text_of(field_title(field)));
	}
}

/* Of "a,b,c" only the last is still open. */
static void pass_comma(struct completion_place *wanted)
{
	size_t from = wanted->word.size;

	while (from > 0 && wanted->word.bytes[from - 1] != ',')
		from--;
	wanted->before = arena_format(&wanted->context->arena, "%.*s%.*s",
		TEXT_ARGS(wanted->before), (int)from, wanted->word.bytes);
	wanted->word = text_slice(wanted->word, from, SIZE_MAX);
}

static void offer_field_list(struct completion_place wanted)
{
	pass_comma(&wanted);
	offer_fields(&wanted);
}

static void offer_query(const struct completion_place *wanted)
{
	struct arena *arena = &wanted->context->arena;
	struct completion *found = ARENA_ARRAY(arena, struct completion, COMPLETIONS_MAX);
	struct strbuf text;
	struct span span;

	strbuf_init(&text);
	for (size_t i = wanted->from; wanted->before.size == 0 && i + 1 < wanted->line->count; i++)
		if (wanted->line->words[i].size > 0 && wanted->line->words[i].bytes[0] != '-')
			strbuf_add_format(&text, "%.*s ", TEXT_ARGS(wanted->line->words[i]));
	size_t start = text.size;
	strbuf_add(&text, wanted->word);
	size_t count = complete(wanted->context->store, strbuf_text(&text), text.size, arena, &span,
		found, COMPLETIONS_MAX);
	for (size_t i = 0; i < count && span.from >= start; i++)
		printf("=%.*s%.*s\t%.*s%.*s%.*s\t%.*s\n", TEXT_ARGS(wanted->before),
			TEXT_ARGS(wanted->word), TEXT_ARGS(wanted->before),
			(int)(span.from - start), text.bytes + start, TEXT_ARGS(found[i].insert),
			TEXT_ARGS(found[i].title));
	strbuf_done(&text);
}

static void offer_formats(const struct completion_place *wanted)
{
	for (int format = 0; format < EXPORT_COUNT; format++) {
		const struct export_writer *writer = export_writer_get((enum export_format)format);
		completion_offer(wanted, text_of(writer->name), text_of(_(writer->title)));
	}
}

static void offer_themes(const struct completion_place *wanted)
{
	struct themes themes;

	themes_open(&themes, wanted->context);
	for (size_t i = 0; i < themes.shelf.count; i++)
		completion_offer(wanted, themes.names[i], TEXT_NONE);
}

static void offer_cards(const struct completion_place *wanted)
{
	for (size_t i = 0; i < hardware_count(); i++)
		completion_offer(wanted, text_of(hardware_get(i)->name), TEXT_NONE);
}

/* With the bits that a weight takes. */
static void offer_quantizations(const struct completion_place *wanted)
{
	char bits[32];

	for (size_t i = 0; i < quantization_count(); i++) {
		snprintf(bits, sizeof(bits), "%.3g", quantization_get(i)->bits);
		completion_offer(wanted, text_of(quantization_get(i)->name), text_of(bits));
	}
}

static void offer_workloads(const struct completion_place *wanted)
{
	for (size_t i = 0; i < workload_count(); i++)
		completion_offer(wanted, text_of(workload_get(i)->name),
			text_of(_(workload_get(i)->title)));
}

/* Those brought in, but for those that were offered already. */
static void offer_brought_in(const struct completion_place *wanted, bool (*is_offered)(struct text))
{
	struct catalogs catalogs = catalogs_of(wanted->context);
	struct catalogs_source *sources;
	size_t count;
	struct error err;

	if (catalogs_list(&catalogs, &sources, &count, &err) != RESULT_OK)
		return;
	for (size_t i = 0; i < count; i++)
		if (!is_offered || !is_offered(sources[i].name))
			completion_offer(wanted, sources[i].name, TEXT_NONE);
}

static void offer_names_of_sources(const struct completion_place *wanted)
{
	offer_brought_in(wanted, NULL);
}

/* With those that update knows by name. */
static void offer_sources_to_update(const struct completion_place *wanted)
{
	const char *name;

	for (size_t i = 0; (name = update_source(i)) != NULL; i++)
		completion_offer(wanted, text_of(name), TEXT_NONE);
	offer_brought_in(wanted, update_knows);
}

/* With the built-in catalog, and the person's own files where there are any. */
static void offer_sources(const struct completion_place *wanted)
{
	struct catalogs catalogs = catalogs_of(wanted->context);
	const char **files;

	completion_offer(wanted, TEXT("built-in"), TEXT_NONE);
	offer_brought_in(wanted, NULL);
	size_t count = catalogs_overlay(&catalogs, &files);
	if (count > 0)
		completion_offer(wanted, TEXT("yours"), TEXT_NONE);
	for (size_t i = 0; i < count; i++)
		completion_offer(wanted, sources_own_name(&catalogs, files[i]), TEXT_NONE);
}

/* Those of a comparison, then what the change list has beside them. */
static void offer_kinds(const struct completion_place *typed)
{
	struct completion_place wanted = *typed;

	pass_comma(&wanted);
	for (int i = 0; i < CHANGE_KIND_COUNT; i++)
		completion_offer(&wanted, text_of(change_kind_key((enum change_kind)i)),
			text_of(change_kind_title((enum change_kind)i)));
	for (int i = 0; i < LISTED_KIND_COUNT; i++)
		if (change_kind_find(text_of(listed_kind_key((enum listed_kind)i))) < 0)
			completion_offer(&wanted, text_of(listed_kind_key((enum listed_kind)i)),
				text_of(listed_kind_title((enum listed_kind)i)));
}

static void offer_words(const struct completion_place *wanted, bool are_lessons)
{
	const struct glossary_term *terms;
	const struct lesson *lessons;
	struct words words;

	words_init(&words, resource_text("catalog/facts/glossary.json"),
		resource_text("catalog/facts/lessons.json"));
	size_t count = are_lessons ? words_lessons(&words, &lessons) : words_terms(&words, &terms);
	for (size_t i = 0; i < count; i++)
		completion_offer(wanted, are_lessons ? lessons[i].id : terms[i].id,
			words_text(are_lessons ? &lessons[i].title : &terms[i].name));
	words_done(&words);
}

static bool read_questionnaire(const struct completion_place *wanted,
	struct questionnaire *questionnaire)
{
	return questionnaire_read(questionnaire, "questionnaire.json",
		       resource_text("catalog/facts/questionnaire.json"), &wanted->context->arena,
		       &wanted->context->err) == RESULT_OK;
}

static void offer_presets(const struct completion_place *wanted)
{
	struct questionnaire of;

	if (!read_questionnaire(wanted, &of))
		return;
	for (size_t i = 0; i < of.preset_count; i++)
		completion_offer(wanted, of.presets[i].id, questionnaire_text(of.presets[i].title));
	questionnaire_done(&of);
}

static void offer_options_of(const struct completion_place *typed, const struct question *question,
	size_t behind)
{
	struct completion_place wanted = *typed;

	wanted.before = arena_format(&typed->context->arena, "%.*s%.*s=", TEXT_ARGS(typed->before),
		TEXT_ARGS(question->id));
	wanted.word = text_slice(typed->word, behind, SIZE_MAX);
	pass_comma(&wanted);
	for (size_t i = 0; i < question->option_count; i++)
		completion_offer(&wanted, question->options[i].id,
			questionnaire_text(question->options[i].title));
}

/* "use_case=", and behind it the answers. */
static void offer_answers(const struct completion_place *typed)
{
	ptrdiff_t equals = text_find(typed->word, TEXT("="));
	const struct question *question = NULL;
	struct questionnaire of;

	if (!read_questionnaire(typed, &of))
		return;
	for (size_t i = 0; equals < 0 && i < of.question_count; i++)
		completion_offer(typed,
			arena_format(&typed->context->arena,
				"%.*s=", TEXT_ARGS(of.questions[i].id)),
			questionnaire_text(of.questions[i].ask));
	if (equals > 0)
		question = questionnaire_find(&of, text_slice(typed->word, 0, (size_t)equals));
	if (question)
		offer_options_of(typed, question, (size_t)equals + 1);
	questionnaire_done(&of);
}

static void offer_commands(const struct completion_place *wanted)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	for (size_t i = 1; i < count; i++)
		completion_offer(wanted, text_of(commands[i]->name), text_of(_(commands[i]->help)));
}

static void offer_list(const struct completion_place *wanted, const char *const *words,
	size_t count)
{
	for (size_t i = 0; i < count; i++)
		completion_offer(wanted, text_of(words[i]), TEXT_NONE);
}

#define OFFER_LIST(wanted, ...) \
	offer_list(wanted, (const char *const[]){ __VA_ARGS__ }, \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

void completion_offer_argument(const struct completion_place *wanted, struct text name)
{
	const struct {
		const char *name;
		void (*offer)(const struct completion_place *wanted);
	} kinds[] = { { "MODEL", offer_models }, { "FIELD", offer_fields }, { "X", offer_fields },
		{ "Y", offer_fields }, { "QUERY", offer_query }, { "FORMAT", offer_formats },
		{ "THEME", offer_themes }, { "CARDS", offer_cards },
		{ "BITS", offer_quantizations }, { "WORKLOAD", offer_workloads },
		{ "PRESET", offer_presets }, { "Q=A", offer_answers }, { "SOURCE", offer_sources },
		{ "SOURCE|URL", offer_sources_to_update }, { "NAME", offer_names_of_sources },
		{ "KINDS", offer_kinds }, { "COMMAND", offer_commands } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (text_equal_string(name, kinds[i].name))
			kinds[i].offer(wanted);
	if (text_starts_with(name, TEXT("FILE")) || text_equal_string(name, "OLD") ||
		text_equal_string(name, "NEW"))
		printf("files\t%.*s\t\n", TEXT_ARGS(wanted->word));
	else if (text_equal_string(name, "FIELDS"))
		offer_field_list(*wanted);
	else if (text_equal_string(name, "TERM") || text_equal_string(name, "LESSON"))
		offer_words(wanted, text_equal_string(name, "LESSON"));
	else if (text_equal_string(name, "LANGUAGE"))
		OFFER_LIST(wanted, "en", "ko");
	else if (text_equal_string(name, "WHEN"))
		OFFER_LIST(wanted, "auto", "always", "never");
	else if (text_equal_string(name, "SHELL"))
		OFFER_LIST(wanted, "bash", "zsh", "fish");
	else if (text_equal_string(name, "PARTS"))
		OFFER_LIST(wanted, "query", "marks", "sources");
	else if (text_equal_string(name, "differences"))
		OFFER_LIST(wanted, "differences");
}

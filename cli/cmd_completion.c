/* SPDX-License-Identifier: MIT */
/* completion: the scripts for shells, and what they ask for: the words that may stand at the end of a line. Words come from the tables of commands,
 * options and fields; what an argument is follows from how its usage names it (MODEL, FIELD, FORMAT ...). */
#include "catalog/advice/hardware.h"
#include "catalog/advice/questionnaire.h"
#include "catalog/advice/words.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/complete.h"
#include "catalog/query/edit.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/resources.h"
#include "cli/themes.h"
#include "state/sources_report.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 128, COMPLETIONS_MAX = 400 };

struct line {
	struct text words
		[WORDS_MAX]; /* without quotes; the last is the one at the cursor, maybe empty */
	size_t count;
};

/* As a shell splits: blanks, quotes, backslashes. */
static void split(struct line *line, const char *typed, struct arena *arena)
{
	struct strbuf word;
	char quote = '\0';
	bool is_open = false;

	strbuf_init(&word);
	for (const char *at = typed; *at && line->count + 1 < WORDS_MAX; at++) {
		bool is_blank = !quote && (*at == ' ' || *at == '\t' || *at == '\n');
		if (is_blank && is_open)
			line->words[line->count++] = arena_copy(arena, strbuf_text(&word));
		if (is_blank) {
			strbuf_clear(&word);
			is_open = false;
			continue;
		}
		is_open = true;
		if (quote && *at == quote)
			quote = '\0';
		else if (!quote && (*at == '\'' || *at == '"'))
			quote = *at;
		else if (*at == '\\' && quote != '\'' && at[1])
			strbuf_add_char(&word, *++at);
		else
			strbuf_add_char(&word, *at);
	}
	line->words[line->count++] = arena_copy(arena, strbuf_text(&word));
	strbuf_done(&word);
}

struct wanted {
	struct context *context;
	struct text word;   /* at the cursor */
	struct text before; /* of it: "--format=" */
	const struct line *line;
	size_t from; /* first word behind the command */
};

static bool begins(struct text text, struct text word)
{
	return text.size >= word.size &&
		text_equal_folded_ascii(text_slice(text, 0, word.size), word);
}

/* A line: "=" and the word at the cursor, what may take its place, what that is; tabs between. "files" and the word: any file. */
static void offer(const struct wanted *wanted, struct text candidate, struct text help)
{
	if (begins(candidate, wanted->word))
		printf("=%.*s%.*s\t%.*s%.*s\t%.*s\n", TEXT_ARGS(wanted->before),
			TEXT_ARGS(wanted->word), TEXT_ARGS(wanted->before), TEXT_ARGS(candidate),
			TEXT_ARGS(help));
}

/* --- What an argument may be ---------------------------------------------------------------------------- */

static void offer_models(const struct wanted *wanted)
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
			offer(wanted, id, name);
		else if (slash < id.size)
			offer(wanted, text_slice(id, slash + 1, SIZE_MAX), name);
	}
}

static void offer_fields(const struct wanted *wanted)
{
	for (uint32_t i = 0; i < store_field_count(wanted->context->store); i++) {
		const struct field *field = store_field(wanted->context->store, i);
		offer(wanted, text_of(field->key), text_of(field_title(field)));
	}
}

/* Of "a,b,c" only the last is still open. */
static void pass_comma(struct wanted *wanted)
{
	size_t from = wanted->word.size;

	while (from > 0 && wanted->word.bytes[from - 1] != ',')
		from--;
	wanted->before = arena_format(&wanted->context->arena, "%.*s%.*s",
		TEXT_ARGS(wanted->before), (int)from, wanted->word.bytes);
	wanted->word = text_slice(wanted->word, from, SIZE_MAX);
}

static void offer_field_list(struct wanted wanted)
{
	pass_comma(&wanted);
	offer_fields(&wanted);
}

static void offer_query(const struct wanted *wanted)
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

static void offer_formats(const struct wanted *wanted)
{
	for (int format = 0; format < EXPORT_COUNT; format++) {
		const struct export_writer *writer = export_writer_get((enum export_format)format);
		offer(wanted, text_of(writer->name), text_of(_(writer->title)));
	}
}

static void offer_themes(const struct wanted *wanted)
{
	struct themes themes;

	themes_open(&themes, wanted->context);
	for (size_t i = 0; i < themes.shelf.count; i++)
		offer(wanted, themes.names[i], TEXT_NONE);
}

static void offer_cards(const struct wanted *wanted)
{
	for (size_t i = 0; i < hardware_count(); i++)
		offer(wanted, text_of(hardware_get(i)->name), TEXT_NONE);
}

static void offer_workloads(const struct wanted *wanted)
{
	for (size_t i = 0; i < workload_count(); i++)
		offer(wanted, text_of(workload_get(i)->name), text_of(_(workload_get(i)->title)));
}

/* Those brought in; with those that update knows by name. */
static void offer_sources(const struct wanted *wanted, bool are_to_update)
{
	struct catalogs catalogs = catalogs_of(wanted->context);
	struct sources_line *lines;
	size_t count = sources_report(&catalogs, &lines);
	const char *name;

	for (size_t i = 0; are_to_update && (name = update_source(i)) != NULL; i++)
		offer(wanted, text_of(name), TEXT_NONE);
	for (size_t i = 0; i < count; i++)
		if (!are_to_update || !update_knows(lines[i].name))
			offer(wanted, lines[i].name, TEXT_NONE);
}

static void offer_words(const struct wanted *wanted, bool are_lessons)
{
	const struct glossary_term *terms;
	const struct lesson *lessons;
	struct words words;

	words_init(&words, resource_text("catalog/facts/glossary.json"),
		resource_text("catalog/facts/lessons.json"));
	size_t count = are_lessons ? words_lessons(&words, &lessons) : words_terms(&words, &terms);
	for (size_t i = 0; i < count; i++)
		offer(wanted, are_lessons ? lessons[i].id : terms[i].id,
			words_text(are_lessons ? &lessons[i].title : &terms[i].name));
	words_done(&words);
}

static bool read_questionnaire(const struct wanted *wanted, struct questionnaire *questionnaire)
{
	return questionnaire_read(questionnaire, "questionnaire.json",
		       resource_text("catalog/facts/questionnaire.json"), &wanted->context->arena,
		       &wanted->context->err) == RESULT_OK;
}

static void offer_presets(const struct wanted *wanted)
{
	struct questionnaire of;

	if (!read_questionnaire(wanted, &of))
		return;
	for (size_t i = 0; i < of.preset_count; i++)
		offer(wanted, of.presets[i].id, questionnaire_text(of.presets[i].title));
	questionnaire_done(&of);
}

static void offer_options_of(const struct wanted *typed, const struct question *question,
	size_t behind)
{
	struct wanted wanted = *typed;

	wanted.before = arena_format(&typed->context->arena, "%.*s%.*s=", TEXT_ARGS(typed->before),
		TEXT_ARGS(question->id));
	wanted.word = text_slice(typed->word, behind, SIZE_MAX);
	pass_comma(&wanted);
	for (size_t i = 0; i < question->option_count; i++)
		offer(&wanted, question->options[i].id,
			questionnaire_text(question->options[i].title));
}

/* "use_case=", and behind it the answers. */
static void offer_answers(const struct wanted *typed)
{
	ptrdiff_t equals = text_find(typed->word, TEXT("="));
	const struct question *question = NULL;
	struct questionnaire of;

	if (!read_questionnaire(typed, &of))
		return;
	for (size_t i = 0; equals < 0 && i < of.question_count; i++)
		offer(typed,
			arena_format(&typed->context->arena,
				"%.*s=", TEXT_ARGS(of.questions[i].id)),
			questionnaire_text(of.questions[i].ask));
	if (equals > 0)
		question = questionnaire_find(&of, text_slice(typed->word, 0, (size_t)equals));
	if (question)
		offer_options_of(typed, question, (size_t)equals + 1);
	questionnaire_done(&of);
}

static void offer_list(const struct wanted *wanted, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		offer(wanted, text_of(words[i]), TEXT_NONE);
}

#define OFFER_LIST(wanted, ...) \
	offer_list(wanted, (const char *const[]){ __VA_ARGS__ }, \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

/* What stands for an argument in a usage or behind an option. */
static void offer_argument(const struct wanted *wanted, struct text name)
{
	const struct {
		const char *name;
		void (*offer)(const struct wanted *wanted);
	} kinds[] = { { "MODEL", offer_models }, { "FIELD", offer_fields }, { "X", offer_fields },
		{ "Y", offer_fields }, { "QUERY", offer_query }, { "FORMAT", offer_formats },
		{ "THEME", offer_themes }, { "CARDS", offer_cards },
		{ "WORKLOAD", offer_workloads }, { "PRESET", offer_presets },
		{ "Q=A", offer_answers } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (text_equal_string(name, kinds[i].name))
			kinds[i].offer(wanted);
	if (text_equal_string(name, "FILE") || text_equal_string(name, "OLD") ||
		text_equal_string(name, "NEW"))
		printf("files\t%.*s\t\n", TEXT_ARGS(wanted->word));
	else if (text_equal_string(name, "FIELDS"))
		offer_field_list(*wanted);
	else if (text_equal_string(name, "TERM") || text_equal_string(name, "LESSON"))
		offer_words(wanted, text_equal_string(name, "LESSON"));
	else if (text_equal_string(name, "SOURCE"))
		offer_sources(wanted, false);
	else if (text_equal_string(name, "SOURCE|URL"))
		offer_sources(wanted, true);
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

/* --- Where in the line ---------------------------------------------------------------------------------- */

/* The place-th argument of a usage: "compare MODEL MODEL ..." says MODEL for all. Empty: none stands there. */
static struct text usage_argument(const struct command *command, size_t place)
{
	const char *at = command->usage + strlen(command->name);
	struct text last = TEXT_NONE;

	for (size_t count = 0; *at && *at != '|'; count++) {
		at += strspn(at, " [");
		size_t size = strcspn(at, " ].");
		if (strncmp(at + size, "...", 3) == 0)
			return (struct text){ at, size };
		if (size == 0)
			return strncmp(at, "...", 3) == 0 ? last : TEXT_NONE;
		last = (struct text){ at, size };
		at += size + strspn(at + size, "]");
		bool goes_on = strncmp(at, " ...", 4) == 0 || text_equal_string(last, "QUERY");
		if (count == place || goes_on)
			return last;
	}
	return TEXT_NONE;
}

static void offer_options(const struct wanted *wanted, const struct command *command)
{
	const char *name, *help, *argument;

	for (size_t i = 0; options_next(command, &i, &name, &argument, &help); i++)
		offer(wanted,
			arena_format(&wanted->context->arena, "--%s%s", name, argument ? "=" : ""),
			text_of(_(help)));
}

static void offer_commands(const struct wanted *wanted)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	for (size_t i = 1; i < count; i++)
		offer(wanted, text_of(commands[i]->name), text_of(_(commands[i]->help)));
}

static const struct command *command_in(const struct line *line, size_t at)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	for (size_t i = 1; at + 1 < line->count && i < count; i++)
		if (text_equal_string(line->words[at], commands[i]->name))
			return commands[i];
	return &command_explore;
}

static void complete_line(struct context *context, const struct line *line)
{
	const struct command *command = &command_explore;
	struct wanted wanted = { .context = context,
		.word = line->words[line->count - 1],
		.line = line,
		.from = 1 };
	const char *argument = NULL;
	size_t place = 0;

	for (size_t i = 1; i + 1 < line->count; i++) {
		struct text word = line->words[i];
		if (argument) { /* this word is the value of the option before */
			argument = NULL;
		} else if (word.size > 1 && word.bytes[0] == '-') {
			argument = options_argument(command, word);
		} else if (command == &command_explore && place == 0 &&
			command_in(line, i) != &command_explore) {
			command = command_in(line, i);
			wanted.from = i + 1;
		} else {
			place++;
		}
	}
	ptrdiff_t equals = text_find(wanted.word, TEXT("="));
	if (argument) {
		offer_argument(&wanted, text_of(argument));
	} else if (text_starts_with(wanted.word, TEXT("--")) && equals > 0) {
		const char *named = options_argument(command,
			text_slice(wanted.word, 0, (size_t)equals));
		wanted.before = text_slice(wanted.word, 0, (size_t)equals + 1);
		wanted.word = text_slice(wanted.word, (size_t)equals + 1, SIZE_MAX);
		offer_argument(&wanted, text_of(named ? named : ""));
	} else if (text_starts_with(wanted.word, TEXT("-")) && !query_is_argument(wanted.word)) {
		offer_options(&wanted, command);
	} else {
		if (command == &command_explore && place == 0)
			offer_commands(&wanted);
		offer_argument(&wanted, usage_argument(command, place));
	}
}

static enum result run_completion(struct context *context)
{
	static const char *const shells[] = { "bash", "zsh", "fish" };
	struct line line = { .count = 0 };

	if (context->options.line) {
		split(&line, context->options.line, &context->arena);
		complete_line(context, &line);
		return RESULT_OK;
	}
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (context->options.word_count != 1 ||
			strcmp(context->options.words[0], shells[i]) != 0)
			continue;
		struct text script = resource_text(
			arena_format(&context->arena, "cli/completion.%s", shells[i]).bytes);
		fwrite(script.bytes, 1, script.size, stdout);
		return RESULT_OK;
	}
	return error_set(&context->err, RESULT_USAGE, "%s",
		_("Name a shell: llmatlas completion bash, zsh or fish."));
}

const struct command command_completion = { "completion", "completion SHELL",
	N_("print the script by which a shell completes commands, options, models, queries"),
	"line", true, run_completion };

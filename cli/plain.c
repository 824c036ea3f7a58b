/* SPDX-License-Identifier: MIT */
#include "cli/plain.h"

#include "catalog/advice/computations.h"
#include "catalog/base/message.h"
#include "catalog/query/facet_words.h"
#include "cli/news.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct plain_command {
	const char *word, *name, *usage, *help; /* word or name: what the line begins with */
	bool (*run)(struct plain *plain, struct text rest); /* false: leave */
};

/* The number at the start of `rest`, which is cut behind it; 0 if there is none. */
static uint32_t take_number(struct text *rest)
{
	uint32_t number = 0;
	size_t at = 0;

	*rest = text_trim(*rest);
	while (at < rest->size && rest->bytes[at] >= '0' && rest->bytes[at] <= '9' &&
		number < 100000000)
		number = number * 10 + (uint32_t)(rest->bytes[at++] - '0');
	*rest = text_trim(text_slice(*rest, at, rest->size));
	return number;
}

static uint32_t row_of(struct plain *plain, struct text *rest)
{
	uint32_t number = take_number(rest);
	uint32_t row = number > 0 ? explorer_row_at(&plain->explorer, number - 1) : UINT32_MAX;

	if (row == UINT32_MAX)
		printf("%s\n", _("There is no model of this number in the list."));
	return row;
}

static void set_query(struct plain *plain, struct text text)
{
	explorer_set_text(&plain->explorer, text, true);
	if (plain->explorer.has_error) { /* the list of before would be read as the answer */
		printf("%.*s\n", TEXT_ARGS(plain->explorer.error.message));
		explorer_undo(&plain->explorer);
		return;
	}
	plain->first = 0;
	plain_print_page(plain);
}

static bool run_query_line(struct plain *plain, struct text rest)
{
	set_query(plain, rest);
	return true;
}

static bool run_find(struct plain *plain, struct text rest)
{
	struct strbuf text;

	strbuf_init(&text);
	edit_words(&text, &plain->explorer.query, rest);
	set_query(plain, strbuf_text(&text));
	strbuf_done(&text);
	return true;
}

static bool run_facet(struct plain *plain, struct text rest)
{
	uint32_t at = take_number(&rest), value = take_number(&rest);
	struct facet facet;

	if (at == 0 || at > plain->facet_count) {
		plain_print_facets(plain);
		return true;
	}
	const struct field *field = plain->facets[at - 1];
	uint16_t id = field->id;
	bool is_there = value > 0 &&
		facet_count(plain->explorer.run, &id, 1, &plain->arena, &facet, NULL) ==
			RESULT_OK &&
		value <= facet.value_count;
	if (!is_there) {
		plain_print_values(plain, at - 1);
		return true;
	}
	const struct facet_value *chosen = &facet.values[value - 1];
	struct facet_words words = facet_words(plain->explorer.store, field, chosen);
	if (field->kind == KIND_NUMBER)
		explorer_toggle_threshold(&plain->explorer, field, field->thresholds[chosen->code]);
	else
		explorer_toggle_value(&plain->explorer, field, text_of(words.key), EDIT_ANY);
	plain->first = 0;
	plain_print_page(plain);
	return true;
}

static void mark(struct plain *plain, uint32_t row)
{
	char letter[4];

	explorer_toggle_mark(&plain->explorer, row);
	struct text title = store_title(plain->explorer.store, row);
	if (explorer_mark_letter(&plain->explorer, row, letter))
		printf(_("Marked %s: %.*s\n"), letter, TEXT_ARGS(title));
	else
		printf(_("No longer marked: %.*s\n"), TEXT_ARGS(title));
}

static bool run_mark(struct plain *plain, struct text rest)
{
	do {
		uint32_t row = row_of(plain, &rest);
		if (row == UINT32_MAX)
			break;
		mark(plain, row);
	} while (rest.size > 0);
	return true;
}

/* The questions, line by line, then the result; the record of the decision into a file, if one is named. */
static bool run_choose(struct plain *plain, struct text rest)
{
	struct context *context = plain->context;
	struct options before = context->options;

	context->options.word_count = 0;
	context->options.is_plain = true;
	context->options.report = rest.size > 0 ? arena_copy(&plain->arena, rest).bytes : NULL;
	if (command_guide.run(context) != RESULT_OK)
		printf("%s\n", context->err.message);
	context->options = before;
	return true;
}

static bool run_compare(struct plain *plain, struct text rest)
{
	(void)rest;
	plain_print_comparison(plain);
	return true;
}

static bool run_cost(struct plain *plain, struct text rest)
{
	plain_print_costs(plain, rest);
	return true;
}

static bool run_fit(struct plain *plain, struct text rest)
{
	plain_print_fit(plain, rest);
	return true;
}

static bool run_why(struct plain *plain, struct text rest)
{
	plain_print_evidence(plain, rest);
	return true;
}

static bool run_export(struct plain *plain, struct text rest)
{
	struct context *context = plain->context;

	if (rest.size == 0) {
		printf("%s\n", _("Say where to: e models.md (or .csv, .json, .txt)"));
		return true;
	}
	context->options.output = arena_copy(&plain->arena, rest).bytes;
	struct table *table = plain_table(plain);
	if (!table)
		printf("%s\n", _("There is nothing in this table yet to export."));
	else if (output_table(context, table) != RESULT_OK)
		printf("%s\n", context->err.message);
	else if (!isatty(STDERR_FILENO)) { /* else it has been said there */
		printf(P_("%u row saved to %s", "%u rows saved to %s", table->row_count),
			table->row_count, context->options.output);
		printf("\n");
	}
	context->options.output = NULL;
	return true;
}

static bool run_undo(struct plain *plain, struct text rest)
{
	(void)rest;
	if (!explorer_undo(&plain->explorer))
		printf("%s\n", _("Nothing to undo."));
	plain_print_page(plain);
	return true;
}

static bool run_clear(struct plain *plain, struct text rest)
{
	(void)rest;
	explorer_clear(&plain->explorer);
	plain->first = 0;
	plain_print_page(plain);
	return true;
}

static bool run_back(struct plain *plain, struct text rest)
{
	(void)rest;
	plain->first = plain->first > PLAIN_PAGE ? plain->first - PLAIN_PAGE : 0;
	plain_print_page(plain);
	return true;
}

static bool run_quit(struct plain *plain, struct text rest)
{
	(void)plain;
	(void)rest;
	return false;
}

static bool run_help(struct plain *plain, struct text rest);

static const struct plain_command commands[] = {
	{ "/", "find", "/ WORDS", N_("find models by name"), run_find },
	{ ":", "query", ": QUERY", N_("a whole query, see llmatlas-query(7)"), run_query_line },
	{ "f", "facets", "f [NUMBER [NUMBER]]", N_("facets; the values of one; choose one"),
		run_facet },
	{ "m", "mark", "m NUMBER ...", N_("mark models, or no longer"), run_mark },
	{ "c", "compare", "c", N_("compare the marked models"), run_compare },
	{ "$", "cost", "$ [in=2k,out=500]",
		N_("what the marked models cost, or the one shown last"), run_cost },
	{ "r", "fit", "r [bits=4,ctx=32k]", N_("what they run on"), run_fit },
	{ "why", "why", "why FIELD", N_("why a value of the model shown last is believed"),
		run_why },
	{ "w", "guide", "w [FILE]",
		N_("help me choose: questions, then a short list; its record into a file"),
		run_choose },
	{ "e", "export", "e FILE",
		N_("export what was shown last: the list, a model, a comparison ..."), run_export },
	{ "p", "back", "p", N_("the page before"), run_back },
	{ "u", "undo", "u", N_("undo"), run_undo },
	{ "z", "clear", "z", N_("take all filters out"), run_clear },
	{ "q", "quit", "q", N_("leave"), run_quit },
	{ "?", "help", "?", N_("this list"), run_help },
};
enum { COMMAND_COUNT = sizeof(commands) / sizeof(commands[0]) };

static bool run_help(struct plain *plain, struct text rest)
{
	(void)plain;
	(void)rest;
	printf("%s\n", _("NUMBER: the details of a model. An empty line: the next page."));
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		printf("%s: %s\n", commands[i].usage, _(commands[i].help));
	printf("%s\n",
		_("The words find, query, facets, mark, compare, cost, fit, export, guide, back, undo, clear, help, quit do the same."));
	return true;
}

/* A word of letters is a command only when it stands alone; signs need no blank behind them. */
static bool begins_with(struct text line, const char *word)
{
	struct text begin = text_of(word);
	bool is_sign = word[0] < 'a' || word[0] > 'z';

	return text_starts_with(line, begin) &&
		(is_sign || line.size == begin.size || line.bytes[begin.size] == ' ');
}

static bool obey(struct plain *plain, struct text line)
{
	if (line.size == 0) {
		plain->first += PLAIN_PAGE;
		plain_print_page(plain);
		return true;
	}
	if (line.bytes[0] >= '0' && line.bytes[0] <= '9') {
		uint32_t row = row_of(plain, &line);
		if (row != UINT32_MAX)
			plain_print_model(plain, row);
		return true;
	}
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		const char *word = begins_with(line, commands[i].word) ? commands[i].word
			: begins_with(line, commands[i].name)          ? commands[i].name
								       : NULL;
		if (word)
			return commands[i].run(plain,
				text_trim(text_slice(line, strlen(word), line.size)));
	}
	for (size_t i = 0; i < line.size; i++)
		if (strchr(":<>=",
			    line.bytes[i])) /* a clause such as price<1: the person means a query */
			return run_query_line(plain, line);
	printf("%s\n", _("That is no command. ? lists them; / WORDS finds models."));
	return true;
}

/* What changed on the shortlist since the last start, told once. */
static void tell_marked(struct plain *plain)
{
	struct context *context = plain->context;
	struct strbuf sentence;

	if (context->options.catalog)
		return;
	strbuf_init(&sentence);
	if (news_of_marked(context, &plain->explorer.marks, plain->explorer.marked, &sentence)) {
		printf(_("Marked models changed ('llmatlas diff' shows all): %.*s"),
			TEXT_ARGS(strbuf_text(&sentence)));
		printf("\n");
	}
	strbuf_done(&sentence);
}

static void start(struct plain *plain)
{
	struct context *context = plain->context;
	struct strbuf text;

	strbuf_init(&text);
	join_words(context, &text);
	if (text.size == 0)
		strbuf_add(&text, context->config.values[CONFIG_QUERY]);
	explorer_preview_text(&plain->explorer, strbuf_text(&text));
	strbuf_done(&text);
	plain->facet_count = field_facets(plain->facets,
		sizeof(plain->facets) / sizeof(plain->facets[0]));
	printf("%s\n", _("llmatlas, lines of text. ? lists the commands, q leaves."));
	tell_marked(plain);
	plain_print_page(plain);
}

enum result plain_run(struct context *context)
{
	struct plain plain = { .context = context, .shown = UINT32_MAX };
	size_t count, capacity = 0;
	const struct computation *list = computations(&count);
	char *line = NULL;
	bool stays = true;

	arena_init(&plain.arena);
	explorer_init(&plain.explorer, context->store, list, count);
	explorer_load(&plain.explorer, paths_file(context->paths.state, "marks", &context->arena),
		paths_file(context->paths.state, "history", &context->arena), NULL, &context->err);
	start(&plain);
	while (stays) {
		printf("llmatlas: ");
		fflush(stdout);
		ssize_t size = getline(&line, &capacity, stdin);
		if (size < 0)
			break;
		arena_reset(&plain.arena);
		stays = obey(&plain,
			text_clean(&plain.arena, (struct text){ line, (size_t)size }, NULL));
		if (explorer_wants_keeping(&plain.explorer) &&
			explorer_keep(&plain.explorer, &context->err) != RESULT_OK)
			printf("%s\n", context->err.message);
	}
	free(line);
	enum result result = explorer_keep_all(&plain.explorer, &context->err);
	explorer_done(&plain.explorer);
	arena_done(&plain.arena);
	return result;
}

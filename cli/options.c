/* SPDX-License-Identifier: MIT */
/* The option table: --help, completion and the manual page's check come from it. */
#include "cli/context.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/tables/export.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct option_row {
	const char *name, *argument, *help; /* argument NULL: a switch */
	char letter;
	const char
		*key; /* in the lists of commands, where a name means two things; NULL: the name */
	bool is_common;
	const char
		*told; /* common, and told in the help of the explorer and of this command alone */
	bool is_list;  /* given again: one more line */
	size_t offset;
};

#define TEXT_OPTION(name_, letter_, argument_, member, common, help_) \
	{ \
		.name = name_, .argument = argument_, .help = help_, .letter = letter_, \
		.is_common = common, .offset = offsetof(struct options, member) \
	}
#define SWITCH(name_, member, common, help_) \
	{ \
		.name = name_, .help = help_, .is_common = common, \
		.offset = offsetof(struct options, member) \
	}

/* cost and fit: a parameter of with: each. */
#define PARAMETER_OPTION(name_, key_, argument_, parameter, help_) \
	{ \
		.name = name_, .argument = argument_, .help = help_, .key = key_, \
		.offset = offsetof(struct options, parameters[parameter]) \
	}

static const struct option_row rows[] = {
	TEXT_OPTION("format", 'f', "FORMAT", format, false,
		N_("text, markdown, csv, tsv, json, ndjson, html, latex, org, mediawiki, jira, asciidoc; of a plot also svg")),
	TEXT_OPTION("output", 'o', "FILE", output, false,
		N_("write to FILE, - for the output; the format follows from its ending")),
	SWITCH("force", is_forced, false,
		N_("write over an existing file; take a catalog that shrank or is cut off")),
	SWITCH("no-footer", has_no_footer, false,
		N_("only the table: no query, marks and sources below it")),
	TEXT_OPTION("footer", '\0', "PARTS", footer, false,
		N_("these parts of the footer: query, marks, sources; separated by commas")),
	SWITCH("raw-csv", is_raw_csv, false,
		N_("leave cells as they are that a spreadsheet would run as formulas")),
	SWITCH("bom", has_bom, false,
		N_("begin csv and tsv with the mark by which Excel knows UTF-8")),
	SWITCH("all-fields", has_all_fields, false, N_("every field as a column")),
	TEXT_OPTION("only", '\0', "differences", only, false,
		N_("leave out rows in which all models are equal")),
	{ .name = "only",
		.argument = "KINDS",
		.help = N_(
			"these kinds of change: new, gone, renamed, cheaper, dearer, priced, unpriced, longer, shorter, relicensed, status, abilities"),
		.key = "only-kinds",
		.offset = offsetof(struct options, only) },
	TEXT_OPTION("baseline", '\0', "MODEL", baseline, false, N_("show ratios to this model")),
	TEXT_OPTION("show", '\0', "FIELDS", show, false, N_("these fields, separated by commas")),
	TEXT_OPTION("answers", '\0', "FILE", answers, false, N_("answers written before")),
	{ .name = "set",
		.argument = "Q=A",
		.help = N_("answer one question: use_case=coding, length=128k, languages=ko!,en"),
		.is_list = true,
		.offset = offsetof(struct options, set) },
	TEXT_OPTION("preset", '\0', "PRESET", preset, false,
		N_("begin with the answers of a preset")),
	TEXT_OPTION("questions", '\0', "FILE", questions, false,
		N_("a questionnaire of your own instead of the built-in one")),
	TEXT_OPTION("report", '\0', "FILE", report, false,
		N_("write the decision record: .md, .html or .json")),
	SWITCH("list", wants_list, false, N_("list questions, answers and presets")),
	SWITCH("table", wants_table, false,
		N_("the lines of the short list alone, also as text, markdown, html and json")),
	SWITCH("offers", has_offers, false, N_("a row for each provider, with its price")),
	SWITCH("turned", is_turned, false, N_("models as rows, fields as columns")),
	TEXT_OPTION("query", '\0', "QUERY", query, false,
		N_("parameters (with:, quality:) and what offers must meet, as a query")),
	TEXT_OPTION("scale", '\0', "X,Y", scale, false,
		N_("scales of a plot: auto, even or log, for X and, behind a comma, for Y")),
	SWITCH("others", has_others, false, N_("draw the models outside the query too, dim")),
	{ .name = "out",
		.argument = "FILE",
		.help = N_("write to FILE; the format follows from its ending"),
		.letter = 'o',
		.key = "out-file",
		.offset = offsetof(struct options, output) },
	{ .name = "query",
		.argument = "QUERY",
		.help = N_("the models of a query"),
		.key = "query-models",
		.offset = offsetof(struct options, query) },
	TEXT_OPTION("limit", '\0', "NUMBER", limit, false,
		N_("at most so many models of a query; 20 without it")),
	TEXT_OPTION("by", '\0', "WHAT", by, false,
		N_("model, cheapest or offer: a row for each; volume: a column for each number of requests")),
	TEXT_OPTION("workload", '\0', "WORKLOAD", workload, false,
		N_("summaries, chatbot, batch, coding-agent or long-documents")),
	TEXT_OPTION("with", '\0', "LIST", with, false,
		N_("parameters as in the clause with:, such as in=2k,out=500")),
	PARAMETER_OPTION("input", NULL, "TOKENS", PARAMETER_INPUT,
		N_("input tokens of one request, cached ones included")),
	PARAMETER_OPTION("output", "output-tokens", "TOKENS", PARAMETER_OUTPUT,
		N_("output tokens of one request")),
	PARAMETER_OPTION("requests", NULL, "NUMBER", PARAMETER_REQUESTS, N_("requests a month")),
	PARAMETER_OPTION("cached", NULL, "SHARE", PARAMETER_CACHED,
		N_("share of the input that is read from a cache")),
	PARAMETER_OPTION("written", NULL, "SHARE", PARAMETER_WRITTEN,
		N_("share of the input that is written to a cache")),
	SWITCH("batch", is_batch, false, N_("send all requests as batch jobs")),
	PARAMETER_OPTION("thinking", NULL, "FACTOR", PARAMETER_THINKING,
		N_("output times this, for models that reason; 1..2.5 when not measured")),
	PARAMETER_OPTION("date", NULL, "DATE", PARAMETER_DATE,
		N_("prices that were known by this day")),
	PARAMETER_OPTION("budget", NULL, "USD", PARAMETER_BUDGET,
		N_("USD a month: how many requests it buys")),
	PARAMETER_OPTION("rig", NULL, "USD", PARAMETER_RIG, N_("price of own hardware in USD")),
	PARAMETER_OPTION("years", NULL, "NUMBER", PARAMETER_YEARS,
		N_("years that the hardware serves")),
	PARAMETER_OPTION("watts", NULL, "NUMBER", PARAMETER_WATTS, N_("power it draws under load")),
	PARAMETER_OPTION("kwh", NULL, "USD", PARAMETER_KWH, N_("USD for a kilowatt hour")),
	PARAMETER_OPTION("busy", NULL, "SHARE", PARAMETER_BUSY,
		N_("share of the hours in which it works")),
	PARAMETER_OPTION("memory", NULL, "SIZE", PARAMETER_MEMORY,
		N_("memory that there is; without it this machine")),
	TEXT_OPTION("gpu", '\0', "CARDS", gpu, false,
		N_("memory of common cards, such as '2x RTX 4090'")),
	PARAMETER_OPTION("context", NULL, "TOKENS", PARAMETER_CONTEXT,
		N_("tokens of context that each user fills")),
	PARAMETER_OPTION("bits", NULL, "BITS", PARAMETER_BITS,
		N_("bits for each weight, or the name of a quantization")),
	PARAMETER_OPTION("kv", NULL, "BITS", PARAMETER_CACHE_BITS,
		N_("bits for each number of the cache")),
	PARAMETER_OPTION("users", NULL, "NUMBER", PARAMETER_USERS, N_("users at once")),
	PARAMETER_OPTION("overhead", NULL, "SIZE", PARAMETER_OVERHEAD,
		N_("memory beside weights and cache")),
	SWITCH("coverage", wants_coverage, false, N_("how much is known, by field")),
	SWITCH("landings", wants_landings, false,
		N_("which model each record of a file would be folded onto")),
	{ .name = "print",
		.help = N_("print the default settings"),
		.offset = offsetof(struct options, wants_print) },
	SWITCH("roles", wants_roles, false, N_("list the roles that a theme gives a look")),
	TEXT_OPTION("theme", '\0', "THEME", theme, false, N_("start with this theme")),
	TEXT_OPTION("name", '\0', "NAME", name, false, N_("keep the source under this name")),
	{ .name = "date",
		.argument = "DATE",
		.help = N_(
			"the day for which the file holds; else the one in its name, else its own"),
		.key = "date-of-file",
		.offset = offsetof(struct options, date) },
	SWITCH("multi", wants_multi, false,
		N_("several: Space marks, Enter takes the marked ones")),
	{ .name = "print",
		.argument = "FIELD",
		.help = N_("print this field instead of the id"),
		.key = "print-field",
		.offset = offsetof(struct options, printed) },
	SWITCH("rollback", wants_rollback, false,
		N_("go back to what the source said before the last update")),
	TEXT_OPTION("timeout", '\0', "SECONDS", timeout, false,
		N_("give up when nothing has come for so long; 30 without it")),
	{ .name = "limit",
		.argument = "BYTES",
		.help = N_("give up above so many bytes; 256 MB without it"),
		.key = "limit-bytes",
		.offset = offsetof(struct options, limit) },
	TEXT_OPTION("remove", '\0', "NAME", removed, false, N_("take a source out again")),
	TEXT_OPTION("line", '\0', "TEXT", line, false,
		N_("print what may stand at the end of this command line")),
	{ .name = "plain",
		.help = N_("lines of text instead of a screen"),
		.is_common = true,
		.told = "guide",
		.offset = offsetof(struct options, is_plain) },
	TEXT_OPTION("catalog", '\0', "FILE", catalog, true,
		N_("use this snapshot, or built-in, instead of the catalog of your sources")),
	TEXT_OPTION("lang", '\0', "LANGUAGE", language, true, N_("en or ko")),
	{ .name = "color",
		.argument = "WHEN",
		.help = N_("auto, always or never"),
		.is_common = true,
		.told = "pick",
		.offset = offsetof(struct options, color) },
	{ .name = "help",
		.help = N_("this text"),
		.letter = 'h',
		.is_common = true,
		.offset = offsetof(struct options, wants_help) },
	{ .name = "version",
		.help = N_("the version"),
		.letter = 'V',
		.is_common = true,
		.offset = offsetof(struct options, wants_version) },
};
enum { ROW_COUNT = sizeof(rows) / sizeof(rows[0]) };

static bool is_taken(const struct option_row *row, const struct command *command)
{
	const char *list = command->options;

	if (row->is_common)
		return true;
	while (list && *list) {
		size_t size = strcspn(list, " ");
		const char *key = row->key ? row->key : row->name;
		if (size == strlen(key) && memcmp(list, key, size) == 0)
			return true;
		list += size + (list[size] == ' ');
	}
	return false;
}

static const struct option_row *find(struct text name, char letter, const struct command *command)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		bool is_it = letter ? rows[i].letter == letter
				    : text_equal_string(name, rows[i].name);
		if (is_it && is_taken(&rows[i], command))
			return &rows[i];
	}
	return NULL;
}

static enum result unknown_option(const struct command *command, const char *argument,
	struct error *err)
{
	const struct option_row *nearest = NULL;
	int best = 4;

	for (size_t i = 0; i < ROW_COUNT; i++)
		if (is_taken(&rows[i], command) &&
			text_is_nearer(text_of(argument + strspn(argument, "-")),
				text_of(rows[i].name), &best))
			nearest = &rows[i];
	if (nearest)
		return error_set(err, RESULT_USAGE,
			_("There is no option %s here. Did you mean --%s?"), argument,
			nearest->name);
	return error_set(err, RESULT_USAGE,
		_("There is no option %s here. 'llmatlas %s%s--help' lists them."), argument,
		command->name, command->name[0] ? " " : "");
}

static enum result take(struct options *options, const struct option_row *row, const char *value,
	struct arena *arena, struct error *err)
{
	char *target = (char *)options + row->offset;

	if (!row->argument) {
		if (value)
			return error_set(err, RESULT_USAGE, _("The option --%s takes no value."),
				row->name);
		*(bool *)(void *)target = true;
		return RESULT_OK;
	}
	if (!value)
		return error_set(err, RESULT_USAGE, _("The option --%s needs a value: %s."),
			row->name, row->argument);
	const char **text = (const char **)(void *)target;
	*text = row->is_list && *text ? arena_format(arena, "%s\n%s", *text, value).bytes : value;
	return RESULT_OK;
}

/* "-flash" is meant to leave a word out, and is read as -f lash. */
static enum result check_attached(const struct option_row *row, const char *argument,
	struct error *err)
{
	if (row->letter != 'f' || export_find(text_of(argument + 2)) >= 0)
		return RESULT_OK;
	return error_set(err, RESULT_USAGE,
		_("There is no format '%s'. A word to leave out stands behind '--': -- %s"),
		argument + 2, argument);
}

enum result options_read(struct options *options, const struct command *command, int count,
	char **arguments, struct arena *arena, struct error *err)
{
	bool only_words = false;

	options->words = ARENA_ARRAY(arena, const char *, (size_t)count + 1);
	for (int i = 0; i < count; i++) {
		const char *argument = arguments[i], *value = NULL;
		bool is_option = !only_words && argument[0] == '-' && argument[1] != '\0' &&
			!query_is_argument(text_of(argument));
		if (!is_option) {
			options->words[options->word_count++] = argument;
			continue;
		}
		if (strcmp(argument, "--") == 0) {
			only_words = true;
			continue;
		}
		bool is_long = argument[1] == '-';
		const char *equals = is_long ? strchr(argument, '=') : NULL;
		struct text name = { argument + 2,
			equals ? (size_t)(equals - argument - 2) : strlen(argument) - 1 };
		if (is_long && !equals)
			name = text_of(argument + 2);
		const struct option_row *row = find(name, is_long ? '\0' : argument[1], command);
		if (!row || (!is_long && argument[2] != '\0' && !row->argument))
			return unknown_option(command, argument, err);
		enum result result = RESULT_OK;
		if (equals) {
			value = equals + 1;
		} else if (!is_long && argument[2] != '\0') {
			value = argument + 2;
			result = check_attached(row, argument, err);
		} else if (row->argument && i + 1 < count) {
			value = arguments[++i];
		}
		if (result == RESULT_OK)
			result = take(options, row, value, arena, err);
		if (result != RESULT_OK)
			return result;
	}
	return RESULT_OK;
}

bool options_next(const struct command *command, size_t *index, const char **name,
	const char **argument, const char **help)
{
	while (*index < ROW_COUNT && !is_taken(&rows[*index], command))
		++*index;
	if (*index >= ROW_COUNT)
		return false;
	*name = rows[*index].name;
	*argument = rows[*index].argument;
	*help = rows[*index].help;
	return true;
}

const char *options_argument(const struct command *command, struct text word)
{
	bool is_long = text_starts_with(word, TEXT("--"));
	struct text name = text_slice(word, is_long ? 2 : 1, SIZE_MAX);

	if (name.size == 0 || (!is_long && name.size > 1))
		return NULL;
	const struct option_row *row = find(name, is_long ? '\0' : name.bytes[0], command);
	return row ? row->argument : NULL;
}

int options_first_word(int count, char **arguments)
{
	for (int i = 0; i < count; i++) {
		struct text word = text_of(arguments[i]);
		if (word.size < 2 || word.bytes[0] != '-')
			return i;
		if (options_argument(&command_explore, word))
			i++;
	}
	return count;
}

void options_print(const struct command *command)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		char names[64];
		bool is_told = !rows[i].told || command == &command_explore ||
			strcmp(rows[i].told, command->name) == 0;
		if (!is_taken(&rows[i], command) || !is_told)
			continue;
		if (rows[i].letter)
			snprintf(names, sizeof(names), "-%c, --%s%s%s", rows[i].letter,
				rows[i].name, rows[i].argument ? " " : "",
				rows[i].argument ? rows[i].argument : "");
		else
			snprintf(names, sizeof(names), "    --%s%s%s", rows[i].name,
				rows[i].argument ? " " : "",
				rows[i].argument ? rows[i].argument : "");
		printf("  %-26s %s\n", names, _(rows[i].help));
	}
}

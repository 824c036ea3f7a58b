/* SPDX-License-Identifier: MIT */
/* completion: the scripts for shells, and what they ask for: the words that may stand at the end of a line. Words come from the tables of commands
 * and options, and from completion.c. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"
#include "cli/completion.h"
#include "cli/resources.h"

#include <stdio.h>
#include <string.h>

/* As a shell splits: blanks, quotes, backslashes. */
static void split(struct completion_line *line, const char *typed, struct arena *arena)
{
	struct strbuf word;
	char quote = '\0';
	bool is_open = false;

	strbuf_init(&word);
	for (const char *at = typed; *at && line->count + 1 < COMPLETION_WORDS_MAX; at++) {
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

static void offer_options(const struct completion_place *wanted, const struct command *command)
{
	const char *name, *help, *argument;

	for (size_t i = 0; options_next(command, &i, &name, &argument, &help); i++)
		completion_offer(wanted,
			arena_format(&wanted->context->arena, "--%s%s", name, argument ? "=" : ""),
			text_of(_(help)));
}

static const struct command *command_in(const struct completion_line *line, size_t at)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	for (size_t i = 1; at + 1 < line->count && i < count; i++)
		if (text_equal_string(line->words[at], commands[i]->name))
			return commands[i];
	return &command_explore;
}

static void complete_line(struct context *context, const struct completion_line *line)
{
	const struct command *command = &command_explore;
	struct completion_place wanted = { .context = context,
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
		completion_offer_argument(&wanted, text_of(argument));
	} else if (text_starts_with(wanted.word, TEXT("--")) && equals > 0) {
		const char *named = options_argument(command,
			text_slice(wanted.word, 0, (size_t)equals));
		wanted.before = text_slice(wanted.word, 0, (size_t)equals + 1);
		wanted.word = text_slice(wanted.word, (size_t)equals + 1, SIZE_MAX);
		completion_offer_argument(&wanted, text_of(named ? named : ""));
	} else if (text_starts_with(wanted.word, TEXT("-")) && !query_is_argument(wanted.word)) {
		offer_options(&wanted, command);
	} else {
		if (command == &command_explore && place == 0)
			completion_offer_argument(&wanted, TEXT("COMMAND"));
		completion_offer_argument(&wanted, usage_argument(command, place));
	}
}

static enum result run_completion(struct context *context)
{
	static const char *const shells[] = { "bash", "zsh", "fish" };
	struct completion_line line = { .count = 0 };

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

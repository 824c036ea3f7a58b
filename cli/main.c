/* SPDX-License-Identifier: MIT */
/* main.c - reads environment and arguments, opens the catalog, runs a command, says what went wrong. The only reader of the environment. */
#include "catalog/base/file.h"
#include "catalog/base/message.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/resources.h"
#include "cli/settings.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "0.1.0"
#endif

const struct command *const *command_table(size_t *count)
{
	static const struct command *const commands[] = { &command_explore, &command_list,
		&command_show, &command_compare, &command_plot, &command_cost, &command_fit,
		&command_guide, &command_import, &command_update, &command_sources, &command_diff,
		&command_pick, &command_check, &command_fields, &command_keys, &command_learn,
		&command_terms, &command_themes, &command_config, &command_completion,
		&command_help };

	*count = sizeof(commands) / sizeof(commands[0]);
	return commands;
}

static const char *first_set(const char *a, const char *b, const char *c)
{
	if (a && *a)
		return a;
	return b && *b ? b : c;
}

/* A locale without letters beyond ASCII is mostly one that nobody set: signs follow it, but Korean that is asked for, and names with
 * such letters, go out as UTF-8 instead of as bytes of nothing. */
static void speak_utf8(void)
{
	const char *codes = nl_langinfo(CODESET);

	if (strcmp(codes, "ANSI_X3.4-1968") == 0 || strcmp(codes, "US-ASCII") == 0 ||
		strcmp(codes, "646") == 0)
		if (!setlocale(LC_CTYPE, "C.UTF-8"))
			setlocale(LC_CTYPE, "en_US.UTF-8");
}

static bool is_utf8_locale(const char *locale)
{
	const char *codes = locale ? strchr(locale, '.') : NULL;

	return codes &&
		(strncasecmp(codes, ".UTF-8", 6) == 0 || strncasecmp(codes, ".utf8", 5) == 0);
}

/* True: signs beyond ASCII can go out. A locale that is asked for and not installed, as in containers and over ssh, still says which codes the terminal
 * takes; the C library then keeps to ASCII in all. */
static bool take_locale(void)
{
	const char *asked = first_set(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG"));

	if (!setlocale(LC_ALL, "") && !setlocale(LC_CTYPE, "") && is_utf8_locale(asked))
		setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Consoles of kernels and terminals of glass have no daggers, nor dots of braille. */
static bool is_of_few_glyphs(const char *term)
{
	static const char *const names[] = { "linux", "ansi", "cons25", "vt100", "vt102", "vt220" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (term && strcmp(term, names[i]) == 0)
			return true;
	return false;
}

static void read_environment(struct environment *environment)
{
	*environment = (struct environment){
		.term = getenv("TERM"),
		.locale = first_set(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")),
		.no_color = getenv("NO_COLOR"),
		.color_fgbg = getenv("COLORFGBG"),
		.escape_delay = getenv("ESCDELAY"),
		.day = getenv("LLMATLAS_DAY"),
		.browser = getenv("BROWSER"),
		.has_desktop = getenv("DISPLAY") || getenv("WAYLAND_DISPLAY"),
		.paths = { getenv("HOME"), getenv("XDG_CONFIG_HOME"), getenv("XDG_STATE_HOME"),
			getenv("XDG_DATA_HOME"), getenv("XDG_CACHE_HOME") },
	};
	environment->is_utf8 = take_locale();
	environment->has_few_glyphs = isatty(STDOUT_FILENO) && is_of_few_glyphs(environment->term);
	speak_utf8();
}

static void speak(const char *word)
{
	const struct resource *korean = resource_find("po/ko.mo");

	if (message_language_of(word) == LANGUAGE_KO && korean)
		message_use(LANGUAGE_KO, korean->bytes, korean->size);
	else
		message_use(LANGUAGE_EN, NULL, 0);
}

static enum result choose_language(struct context *context)
{
	struct text configured = context->config.values[CONFIG_LANGUAGE];
	const char *word = context->options.language;

	bool is_known = !word || strcmp(word, "en") == 0 || strcmp(word, "ko") == 0;
	const char *own = text_equal_string(configured, "auto")
		? context->environment.locale
		: arena_copy(&context->arena, configured).bytes;

	speak(word && is_known ? word : own);
	if (!is_known)
		return error_set(&context->err, RESULT_USAGE,
			_("There is no language '%s'. Possible: en, ko."), word);
	return RESULT_OK;
}

static enum result check_color(struct context *context)
{
	const char *word = context->options.color;

	if (!word || strcmp(word, "auto") == 0 || strcmp(word, "always") == 0 ||
		strcmp(word, "never") == 0)
		return RESULT_OK;
	return error_set(&context->err, RESULT_USAGE,
		_("--color takes auto, always or never, not '%s'."), word);
}

static const struct command *choose_command(int *count, char ***arguments)
{
	size_t commands;
	const struct command *const *table = command_table(&commands);

	int first = options_first_word(*count, *arguments);

	for (size_t i = 1; first < *count && i < commands; i++) {
		if (strcmp((*arguments)[first], table[i]->name) == 0) {
			/* Options may stand before it: they move into its place. */
			memmove(*arguments + 1, *arguments, (size_t)first * sizeof(**arguments));
			(*arguments)++;
			(*count)--;
			return table[i];
		}
	}
	return &command_explore;
}

/* What is wrong in one's own files stands on the screen, or is what was asked for. */
static bool tells_itself(const struct command *command)
{
	return command == &command_explore || command == &command_pick ||
		command == &command_sources;
}

static enum result run(struct context *context, const struct command *command, struct file_map *map)
{
	enum result result = RESULT_OK;

	if (context->options.word_count > 0 && strcmp(command->usage, command->name) == 0)
		return error_set(&context->err, RESULT_USAGE,
			_("'llmatlas %s' stands alone: '%s' is too much."), command->name,
			context->options.words[0]);
	if (command->needs_catalog)
		result = catalog_open(context, map);
	if (result != RESULT_OK)
		return result;
	if (command != &command_explore && command != &command_pick && command != &command_config)
		settings_complain(context);
	if (!tells_itself(command))
		catalog_complain(context);
	return command->run(context);
}

static const char *language_behind(int count, char **arguments)
{
	for (int i = 0; i < count; i++) {
		if (strncmp(arguments[i], "--lang=", 7) == 0)
			return arguments[i] + 7;
		if (strcmp(arguments[i], "--lang") == 0 && i + 1 < count)
			return arguments[i + 1];
	}
	return NULL;
}

static enum result prepare(struct context *context, const struct command *command, int count,
	char **arguments)
{
	enum result result;

	context->paths = paths_of(&context->environment.paths, &context->arena);
	const char *asked = language_behind(count, arguments);
	speak(asked ? asked : context->environment.locale); /* settings may say otherwise */
	settings_load(context);
	result = options_read(&context->options, command, count, arguments, &context->arena,
		&context->err);
	if (result != RESULT_OK && !context->options.language) /* it may stand behind the mistake */
		context->options.language = language_behind(count, arguments);
	enum result chosen = choose_language(context);
	context->is_ascii = settings_is_ascii(context);
	if (context->options.output && strcmp(context->options.output, "-") == 0)
		context->options.output = NULL;
	if (result == RESULT_OK && chosen == RESULT_OK)
		chosen = check_color(context);
	if (result == RESULT_OK)
		return chosen;
	context->options = (struct options){ 0 }; /* the mistake again, in that language */
	return options_read(&context->options, command, count, arguments, &context->arena,
		&context->err);
}

/* "| head -1" has what it wanted: nothing to say, and the end that a shell expects. */
static void leave_unread(void)
{
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
}

static enum result finish(struct context *context, enum result result)
{
	int why = fflush(stdout) == 0 ? 0 : errno;
	bool is_flushed = why == 0 &&
		!ferror(stdout); /* lines went out before, where it was a terminal at first */

	if (result == RESULT_UNREAD || (!is_flushed && errno == EPIPE))
		leave_unread();
	if (why != 0 && result == RESULT_OK)
		result = error_set_system(&context->err, why, _("Cannot write %s"),
			_("the output"));
	else if (!is_flushed && result == RESULT_OK)
		result = error_set(&context->err, RESULT_IO, "%s", _("Cannot write the output."));
	if (result == RESULT_OK)
		return result;
	if (context->err.message[0] != '\0') /* else it has been said */
		say("llmatlas: %s", context->err.message);
	return result > RESULT_IO ? RESULT_IO : result;
}

enum { LARGE_BLOCK = 1 << 20 };

/* Large blocks are pages of their own: they grow without a copy and are given back when they are freed, which glibc stops doing after the first one. */
static void give_memory_back(void)
{
#ifdef M_MMAP_THRESHOLD
	mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
#endif
}

int main(int count, char **arguments)
{
	struct context context = { 0 };
	struct file_map map = { 0 };

	give_memory_back();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a limit on file sizes is an error like a full disk */
	arena_init(&context.arena);
	strbuf_init(&context.merged);
	read_environment(&context.environment);
	count--;
	arguments++;
	const struct command *command = choose_command(&count, &arguments);
	enum result result = prepare(&context, command, count, arguments);
	if (result == RESULT_OK && context.options.wants_version) {
		printf("llmatlas %s\n", PACKAGE_VERSION);
	} else if (result == RESULT_OK && context.options.wants_help) {
		help_print(command);
	} else if (result == RESULT_OK) {
		result = run(&context, command, &map);
	}
	result = finish(&context, result);
	store_close(context.store);
	strbuf_done(&context.merged);
	file_map_close(&map);
	arena_done(&context.arena);
	return (int)result;
}

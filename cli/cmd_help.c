/* SPDX-License-Identifier: MIT */
/* help: of the program, or of one command; --help prints the same. */
#include "catalog/base/message.h"
#include "catalog/base/text.h"
#include "catalog/tables/cell.h"
#include "cli/context.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* "-f, --format FORMAT", "--batch[=SHARE]". */
static struct text spelled(const struct option_words *option, struct arena *arena)
{
	const char *argument = option->argument ? option->argument : "";
	char letter[] = { '-', option->letter, ',', ' ', '\0' };

	return arena_format(arena, "%s--%s%s%s%s", option->letter ? letter : "", option->name,
		option->needs_no_argument ? "[="
			: argument[0]     ? " "
					  : "",
		argument, option->needs_no_argument ? "]" : "");
}

/* The rest of a line that stands at this column: as many lines as the terminal makes of it, one where there is none. */
static void print_from(int column, struct text text)
{
	enum { LEAST = 24 };
	int width = output_width();
	int room = width == 0 ? INT_MAX : width - column > LEAST ? width - column : LEAST;
	size_t at = 0;

	for (bool is_first = true; is_first || at < text.size; is_first = false) {
		struct text line = text_wrap(text, &at, room);
		printf("%*s%.*s\n", is_first ? 0 : column, "", TEXT_ARGS(line));
	}
}

static void print_lines(struct text text)
{
	while (text.size > 0) {
		struct text line = text_next_part(&text, '\n');
		size_t indent = 0;
		while (indent < line.size && line.bytes[indent] == ' ')
			indent++;
		printf("%*s", (int)indent, "");
		print_from((int)indent, text_slice(line, indent, line.size));
	}
}

static void print_options(const struct command *command)
{
	struct option_words option;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; options_told(command, &i, &option);) {
		struct text words = spelled(&option, &arena);
		printf("  %s%-*.*s ", option.letter ? "" : "    ", option.letter ? 26 : 22,
			TEXT_ARGS(words));
		print_from(29, text_of(_(option.help)));
	}
	arena_done(&arena);
}

static void print_commands(void)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	printf(_("usage: llmatlas [OPTION ...] [QUERY]\n"));
	for (size_t i = 1; i < count; i++)
		printf("       llmatlas %s\n", commands[i]->usage);
	printf("\n");
	for (size_t i = 0; i < count; i++) {
		printf("  %-10s ", commands[i]->name[0] ? commands[i]->name : "-");
		print_from(13, text_of(_(commands[i]->help)));
	}
	printf("\n");
	print_options(&command_explore);
	print_lines(text_of(_(
		"\nExamples:\n"
		"  llmatlas architecture:moe 'context>=1M' license:open-weight\n"
		"  llmatlas list 'price<1' input:image sort:price --format markdown\n"
		"  llmatlas show gpt-5 architecture\n"
		"\nThe query language: llmatlas-query(7). Exit status: 0 done, 1 nothing matched, 2 usage, 3 bad data, 4 could not read or write.\n")));
}

void help_print(const struct command *command)
{
	struct arena arena;

	if (command == &command_explore) {
		print_commands();
		return;
	}
	arena_init(&arena);
	print_lines(arena_format(&arena, _("usage: llmatlas %s\n\n%s\n\n"), command->usage,
		_(command->help)));
	arena_done(&arena);
	print_options(command);
}

/* --- the same as tables */

enum { COMMAND_ID, COMMAND_USAGE, COMMAND_HELP, COMMAND_COLUMNS };
static const struct cell_column command_columns[COMMAND_COLUMNS] = {
	[COMMAND_ID] = CELL_WORDS("id", N_("Command"), 12),
	[COMMAND_USAGE] = CELL_WORDS("usage", N_("Usage"), 50),
	[COMMAND_HELP] = CELL_WORDS("title", N_("What it does"), 50),
};

static const struct command *command_at(uint32_t index)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	return commands[index];
}

static struct text command_id(const struct table *table, uint32_t index)
{
	(void)table;
	return text_of(command_at(index)->name[0] ? command_at(index)->name : "-");
}

static void command_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct command *command = command_at(index);

	cells[COMMAND_ID] = cell_text(command_id(table, index));
	cells[COMMAND_USAGE] = cell_text(command == &command_explore
			? TEXT("llmatlas [OPTION ...] [QUERY]")
			: arena_format(arena, "llmatlas %s", command->usage));
	cells[COMMAND_HELP] = cell_text(text_of(_(command->help)));
}

static const struct table_ops command_ops = { .row = command_cells,
	.row_id = command_id,
	.row_title = command_id };

enum { OPTION_ID, OPTION_LETTER, OPTION_ARGUMENT, OPTION_HELP, OPTION_COLUMNS };
static const struct cell_column option_columns[OPTION_COLUMNS] = {
	[OPTION_ID] = CELL_WORDS("id", N_("Option"), 16),
	[OPTION_LETTER] = CELL_WORDS("letter", N_("Letter"), 6),
	[OPTION_ARGUMENT] = CELL_WORDS("argument", N_("Argument"), 14),
	[OPTION_HELP] = CELL_WORDS("title", N_("What it does"), 50),
};

static struct option_words option_at(const struct table *table, uint32_t index)
{
	struct option_words option = { "", NULL, "", 0, false };
	size_t at = 0;

	for (uint32_t i = 0; i <= index; i++)
		options_told(table->context, &at, &option);
	return option;
}

static struct text option_id(const struct table *table, uint32_t index)
{
	return text_of(option_at(table, index).name);
}

/* An option without a letter, or a switch: there it does not apply. */
static struct cell optional(struct text text)
{
	struct cell cell = cell_text(text);

	if (text.size == 0)
		cell = (struct cell){ .share = (double)NAN, .value.state = VALUE_NOT_APPLICABLE };
	return cell;
}

static void option_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	struct option_words option = option_at(table, index);

	cells[OPTION_ID] = cell_text(text_of(option.name));
	cells[OPTION_LETTER] = optional(
		option.letter ? arena_format(arena, "%c", option.letter) : TEXT_NONE);
	cells[OPTION_ARGUMENT] = optional(option.argument
			? arena_format(arena, option.needs_no_argument ? "[%s]" : "%s",
				  option.argument)
			: TEXT_NONE);
	cells[OPTION_HELP] = cell_text(text_of(_(option.help)));
}

static const struct table_ops option_ops = { .row = option_cells,
	.row_id = option_id,
	.row_title = option_id };

static struct table *commands_as_table(struct arena *arena)
{
	size_t count;

	command_table(&count);
	struct table *table = cell_table(TABLE_COMMANDS, &command_ops, command_columns,
		COMMAND_COLUMNS, (uint32_t)count, arena);
	table->title = text_of(_("Commands"));
	table->command = TEXT("llmatlas help");
	return table;
}

static struct table *options_as_table(const struct command *command, struct arena *arena)
{
	struct option_words option;
	uint32_t count = 0;

	for (size_t i = 0; options_told(command, &i, &option);)
		count++;
	struct table *table = cell_table(TABLE_COMMAND_OPTIONS, &option_ops, option_columns,
		OPTION_COLUMNS, count, arena);
	table->context = (void *)command;
	table->title = arena_format(arena, "llmatlas %s", command->name);
	table->command = arena_format(arena, "llmatlas help %s", command->name);
	return table;
}

static enum result tell(struct context *context, const struct command *command)
{
	if (output_is_asked(context))
		return output_table(context,
			command == &command_explore ? commands_as_table(&context->arena)
						    : options_as_table(command, &context->arena));
	help_print(command);
	return RESULT_OK;
}

/* A command other than the word that is nearer than so many letters; NULL: none. */
static const struct command *command_nearest(const char *word, int nearer_than)
{
	const struct command *nearest = NULL;
	size_t count;
	const struct command *const *commands = command_table(&count);

	for (size_t i = 1; i < count; i++)
		if (text_is_nearer(text_of(word), text_of(commands[i]->name), &nearer_than))
			nearest = commands[i];
	return nearest;
}

const struct command *command_meant(const struct context *context, int nearer_than)
{
	const char *word = context->options.word_count > 0 ? context->options.words[0] : "";

	return strlen(word) > 2 ? command_nearest(word, nearer_than) : NULL;
}

static enum result run(struct context *context)
{
	const struct command *const *commands;
	size_t count;

	if (context->options.word_count == 0)
		return tell(context, &command_explore);
	if (context->options.word_count > 1)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("help takes one command: llmatlas help COMMAND"));
	const char *word = context->options.words[0];
	commands = command_table(&count);
	for (size_t i = 1; i < count; i++)
		if (strcmp(word, commands[i]->name) == 0)
			return tell(context, commands[i]);
	const struct command *nearest = command_nearest(word, 4);
	if (nearest)
		return error_set(&context->err, RESULT_USAGE,
			_("There is no command '%s'. Did you mean '%s'?"), word, nearest->name);
	return error_set(&context->err, RESULT_USAGE,
		_("There is no command '%s'. 'llmatlas help' lists them."), word);
}

const struct command command_help = {
	.name = "help",
	.usage = "help [COMMAND]",
	.help = N_("print this text, or the options of a command"),
	.options = TABLE_OPTIONS,
	.run = run,
};

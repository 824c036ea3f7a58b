/* SPDX-License-Identifier: MIT */
/* help: of the program, or of one command; --help prints the same. */
#include "catalog/base/message.h"
#include "catalog/base/text.h"
#include "cli/context.h"

#include <stdio.h>
#include <string.h>

static void print_commands(void)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	printf(_("usage: llmatlas [OPTION ...] [QUERY]\n"));
	for (size_t i = 1; i < count; i++)
		printf("       llmatlas %s\n", commands[i]->usage);
	printf("\n");
	for (size_t i = 0; i < count; i++)
		printf("  %-10s %s\n", commands[i]->name[0] ? commands[i]->name : "-",
			_(commands[i]->help));
	printf("\n");
	options_print(&command_explore);
	printf(_(
		"\nExamples:\n"
		"  llmatlas architecture:moe 'context>=1M' license:open-weight\n"
		"  llmatlas list 'price<1' input:image sort:price --format markdown\n"
		"  llmatlas show gpt-5 architecture\n"
		"\nThe query language: llmatlas-query(7). Exit status: 0 done, 1 nothing matched, 2 usage, 3 bad data, 4 could not read or write.\n"));
}

void help_print(const struct command *command)
{
	if (command == &command_explore) {
		print_commands();
		return;
	}
	printf(_("usage: llmatlas %s\n\n%s\n\n"), command->usage, _(command->help));
	options_print(command);
}

static enum result run(struct context *context)
{
	const struct command *nearest = NULL;
	const struct command *const *commands;
	size_t count;
	int best = 4;

	if (context->options.word_count == 0) {
		help_print(&command_explore);
		return RESULT_OK;
	}
	if (context->options.word_count > 1)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("help takes one command: llmatlas help COMMAND"));
	const char *word = context->options.words[0];
	commands = command_table(&count);
	for (size_t i = 1; i < count; i++) {
		if (strcmp(word, commands[i]->name) == 0) {
			help_print(commands[i]);
			return RESULT_OK;
		}
		if (text_is_nearer(text_of(word), text_of(commands[i]->name), &best))
			nearest = commands[i];
	}
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
	.run = run,
};

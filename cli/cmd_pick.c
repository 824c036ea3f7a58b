/* SPDX-License-Identifier: MIT */
/* pick: choose a model on the screen, print it: model=$(llmatlas pick). The screen is the terminal, whatever the output is. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "cli/context.h"
#include "cli/explore.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* The same under a number beyond those of input and outputs, of which who calls may have closed some. */
static int beyond(int descriptor)
{
	return descriptor < 0 ? -1 : fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}

/* The terminal takes the place of input and output; *kept gets the output. */
static enum result take_terminal(struct context *context, int *kept)
{
	int opened = open("/dev/tty", O_RDWR | O_CLOEXEC), terminal = beyond(opened);

	if (opened >= 0)
		close(opened);
	if (terminal < 0)
		return error_set(&context->err, RESULT_USAGE, "%s",
			_("pick needs a terminal to choose on. In a script: llmatlas list QUERY."));
	fflush(stdout);
	*kept = beyond(STDOUT_FILENO);
	bool is_taken = *kept >= 0 && dup2(terminal, STDIN_FILENO) >= 0 &&
		dup2(terminal, STDOUT_FILENO) >= 0;
	close(terminal);
	return is_taken
		? RESULT_OK
		: error_set_system(&context->err, errno, "%s", _("Cannot open the terminal"));
}

static const struct field *wanted_field(struct context *context)
{
	const char *word = context->options.printed ? context->options.printed : "id";

	return store_field_named(context->store, text_of(word), &context->err);
}

/* Who picks by a name means that model, not the first one whose name has it in it. UINT32_MAX: none. */
static uint32_t named_row(struct context *context)
{
	struct strbuf text;
	uint32_t row;

	strbuf_init(&text);
	join_words(context, &text);
	bool is_named = text.size > 0 && find_model(context, text.bytes, &row) == RESULT_OK;
	context->err.message[0] = '\0'; /* it may be any query */
	strbuf_done(&text);
	return is_named ? row : UINT32_MAX;
}

static enum result run_pick(struct context *context)
{
	struct explorer_pick pick = { .is_on = true, .is_many = context->options.wants_multi };
	const struct field *field = wanted_field(context);
	int kept = -1;

	if (!field)
		return RESULT_USAGE;
	pick.row = named_row(context);
	pick.field = field->id;
	enum result result = take_terminal(context, &kept);
	if (result == RESULT_OK)
		result = explore_on_terminal(context, &pick);
	if (kept >= 0) {
		fflush(stdout);
		dup2(kept, STDOUT_FILENO);
		close(kept);
	}
	if (result == RESULT_OK && !pick.is_done)
		return error_set(&context->err, RESULT_NO_MATCH, "%s", _("Nothing was chosen."));
	for (size_t i = 0; result == RESULT_OK && i < context->picked_count; i++)
		printf("%.*s\n", TEXT_ARGS(context->picked[i]));
	return result;
}

const struct command command_pick = { "pick", "pick [QUERY]",
	N_("choose a model on the screen, print its id"), "multi print-field theme", true,
	run_pick };

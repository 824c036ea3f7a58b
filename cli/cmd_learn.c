/* SPDX-License-Identifier: MIT */
/* learn: the lessons as text, or the table of all or of one in any format; for scripts, screen readers and whoever likes paper. */
#include "catalog/advice/computations.h"
#include "catalog/advice/words.h"
#include "catalog/base/message.h"
#include "cli/context.h"
#include "cli/resources.h"

#include <stdio.h>

enum { LINE_CELLS = 78 };

struct counts {
	struct context *context;
	struct query_run *run;
};

static bool count_models(void *context, struct text text, uint32_t *models)
{
	const struct counts *counts = context;
	struct query query;
	struct query_error error;
	struct error err;

	*models = 0; /* a name that this catalog does not have has no models in it */
	if (!query_parse(&query, counts->context->store, text, NULL, &counts->context->arena,
		    &error))
		return true;
	bool is_done = query_run_execute(counts->run, &query, NULL, &err) == RESULT_OK;
	if (is_done)
		*models = query_run_model_count(counts->run);
	query_done(&query);
	return is_done;
}

static void print_wrapped(struct text text)
{
	size_t at = 0;

	for (struct text line = text_wrap(text, &at, LINE_CELLS); line.size > 0;
		line = text_wrap(text, &at, LINE_CELLS))
		printf("%.*s\n", TEXT_ARGS(line));
}

static enum result print_lesson(struct context *context, const struct lesson *lesson)
{
	size_t computed;
	const struct computation *list = computations(&computed);
	struct counts counts = { context, query_run_new(context->store, list, computed) };
	const struct lesson_counter counter = { count_models, &counts };

	if (!output_is_asked(context)) {
		print_wrapped(words_text(&lesson->lead));
		for (size_t i = 0; i < lesson->note_count; i++)
			print_wrapped(words_text(&lesson->notes[i]));
		printf("\n");
		fflush(stdout); /* the table goes past stdio */
	}
	enum result result = output_table(context,
		table_lesson(lesson, &counter, context->store, &context->arena));
	query_run_free(counts.run);
	return result;
}

/* "2" is the second one, as the screen counts them. */
static bool is_number(struct text word, size_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%zu", number);
	return text_equal_string(word, digits);
}

static enum result print_lessons(struct context *context, struct words *words)
{
	const struct lesson *lessons;
	size_t count = words_lessons(words, &lessons);
	struct text word = context->options.word_count > 0 ? text_of(context->options.words[0])
							   : TEXT_NONE;

	if (word.size == 0 && (output_is_asked(context)))
		return output_table(context, table_lessons(words, context->store, &context->arena));
	for (size_t i = 0; i < count; i++) {
		if (word.size == 0)
			printf("%-20.*s%.*s\n", TEXT_ARGS(lessons[i].id),
				TEXT_ARGS(words_text(&lessons[i].title)));
		else if (text_equal_folded_ascii(lessons[i].id, word) || is_number(word, i + 1))
			return print_lesson(context, &lessons[i]);
	}
	if (word.size == 0)
		return RESULT_OK;
	return error_set(&context->err, RESULT_USAGE,
		_("There is no lesson '%.*s'. 'llmatlas learn' lists them all."), TEXT_ARGS(word));
}

static enum result run_learn(struct context *context)
{
	struct words words;

	words_init(&words, resource_text("catalog/facts/glossary.json"),
		resource_text("catalog/facts/lessons.json"));
	enum result result = print_lessons(context, &words);
	words_done(&words);
	return result;
}

const struct command command_learn = { "learn", "learn [LESSON]",
	N_("list the lessons, or print one with its counts"), TABLE_OPTIONS, true, run_learn };

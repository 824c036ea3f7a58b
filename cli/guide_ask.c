/* SPDX-License-Identifier: MIT */
#include "cli/guide_ask.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct asking {
	struct context *context;
	struct ranker *ranker;
	struct answers *answers;
	struct ranking *ranking;
	struct arena arena;
	char *line;
	size_t capacity;
	uint64_t skipped; /* questions answered "not sure" */
	uint8_t path[QUESTION_MAX];
	size_t path_count; /* questions answered or skipped, to go back to */
	bool has_left, has_told;
};

/* A trimmed line of stdin; false at the end. */
static bool read_line(struct asking *asking, struct text *line)
{
	fputs("> ", stderr);
	fflush(stderr);
	ssize_t size = getline(&asking->line, &asking->capacity, stdin);
	if (size < 0)
		return false;
	*line = text_trim(
		text_clean(&asking->arena, (struct text){ asking->line, (size_t)size }, NULL));
	return true;
}

static void print_question(const struct asking *asking, size_t at)
{
	const struct question *question = &asking->ranking->questionnaire->questions[at];
	const struct preview *previews = asking->ranking->previews[at];

	fprintf(stderr, "\n%.*s\n%.*s\n", TEXT_ARGS(questionnaire_text(question->ask)),
		TEXT_ARGS(questionnaire_text(question->why)));
	for (size_t i = 0; i < question->option_count; i++)
		fprintf(stderr, _("  %2zu  %.*s: %u certain, %u to verify\n"), i + 1,
			TEXT_ARGS(questionnaire_text(question->options[i].title)),
			previews ? previews[i].certain : 0, previews ? previews[i].possible : 0);
	bool takes_several = question->shape == SHAPE_SEVERAL || question->shape == SHAPE_REGIONS ||
		question->shape == SHAPE_LANGUAGES;
	fprintf(stderr, "%s\n",
		takes_several
			? _("Numbers with commas between; empty: not sure; b: back; r: results now; q: leave")
			: _("A number, or a value of your own; empty: not sure; b: back; r: results now; q: leave"));
}

/* "2" or "1,3" by place in the list, else as after --set. */
static bool take_answer(struct asking *asking, size_t at, struct text line, struct error *err)
{
	const struct question *question = &asking->ranking->questionnaire->questions[at];
	struct answer answer = { 0 };
	struct text rest = line;
	bool is_numbers = true;

	while (rest.size > 0 && is_numbers) {
		struct text one = text_trim(text_next_part(&rest, ','));
		long number = 0;
		for (size_t i = 0; i < one.size && is_numbers; i++) {
			is_numbers = one.bytes[i] >= '0' && one.bytes[i] <= '9' && i < 4;
			number = number * 10 + (one.bytes[i] - '0');
		}
		is_numbers = is_numbers && number >= 1 && number <= (long)question->option_count;
		if (is_numbers)
			answer_choose(question, &answer, (int)number - 1);
	}
	if (is_numbers) {
		asking->answers->of[at] = answer;
		return true;
	}
	struct text set = arena_format(&asking->context->arena, "%.*s=%.*s",
		TEXT_ARGS(question->id), TEXT_ARGS(line));
	return answers_set(asking->answers, asking->ranking->questionnaire, set,
		       &asking->context->arena, err) == RESULT_OK;
}

static int next_question(const struct asking *asking)
{
	const struct questionnaire *of = asking->ranking->questionnaire;
	double best = VALUE_LEAST;
	int next = -1;

	for (size_t i = 0; i < of->question_count; i++) {
		if (asking->ranking->value[i] < 0 || asking->skipped >> i & 1)
			continue;
		if (of->questions[i].is_first || asking->ranking->value[i] >= VALUE_FOLLOWS)
			return (int)i;
		if (asking->ranking->value[i] > best) {
			best = asking->ranking->value[i];
			next = (int)i;
		}
	}
	return next;
}

/* The question before this one is open again. */
static void go_back(struct asking *asking)
{
	if (asking->path_count == 0)
		return;
	uint8_t at = asking->path[--asking->path_count];
	asking->answers->of[at] = (struct answer){ 0 };
	asking->skipped &= ~(UINT64_C(1) << at);
	answers_drop_closed(asking->answers, asking->ranking->questionnaire);
}

/* Once: it is so whatever is answered. */
static void tell_left_out(struct asking *asking)
{
	struct text notes[2];
	size_t count = ranking_left_out(asking->ranking, &asking->arena, notes);

	for (size_t i = 0; i < count; i++)
		fprintf(stderr, "%.*s\n", TEXT_ARGS(notes[i]));
	asking->has_told = true;
}

/* False: enough, or the end. */
static bool ask_one(struct asking *asking, enum result *result)
{
	struct text line;
	struct error err = { 0 };

	arena_reset(&asking->arena);
	*result = ranker_rank(asking->ranker, asking->answers, RANK_EXPLORE, &asking->arena, NULL,
		&asking->ranking, &asking->context->err);
	if (*result != RESULT_OK)
		return false;
	int at = next_question(asking);
	if (at < 0 || (asking->ranking->is_settled && asking->ranking->has_needs)) {
		fprintf(stderr, "\n%s\n", _("More answers will not change the winner."));
		return false;
	}
	if (!asking->has_told)
		tell_left_out(asking);
	fprintf(stderr, _("\n%u certain, %u to verify, %u out\n"), asking->ranking->certain,
		asking->ranking->possible, asking->ranking->out);
	print_question(asking, (size_t)at);
	while (read_line(asking, &line)) {
		asking->has_left = text_equal_string(line, "q");
		if (asking->has_left || text_equal_string(line, "r"))
			return false;
		if (text_equal_string(line, "b")) {
			go_back(asking);
			return true;
		}
		bool is_skip = line.size == 0;
		if (!is_skip && !take_answer(asking, (size_t)at, line, &err)) {
			fprintf(stderr, "%s\n", err.message);
			continue;
		}
		if (is_skip)
			asking->skipped |= UINT64_C(1) << at;
		if (asking->path_count < QUESTION_MAX)
			asking->path[asking->path_count++] = (uint8_t)at;
		return true;
	}
	return false;
}

enum result guide_ask(struct context *context, struct ranker *ranker, struct answers *answers,
	bool *has_left)
{
	struct asking asking = { .context = context, .ranker = ranker, .answers = answers };
	enum result result;

	arena_init(&asking.arena);
	while (ask_one(&asking, &result))
		continue;
	*has_left = asking.has_left;
	arena_done(&asking.arena);
	free(asking.line);
	return result;
}

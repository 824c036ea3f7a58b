/* SPDX-License-Identifier: MIT */
/* Every single other answer, recomputed: previews of options, what would change the winner, which question to ask next and when to stop. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/message.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct exploring {
	struct ranker *ranker;
	struct ranking *ranking;
	struct arena *arena;
	const struct interrupt *interrupt;
	struct error *err;
	struct standing now;
};

static enum result try_answers(struct exploring *exploring, const struct answers *answers,
	struct standing *standing)
{
	return ranker_stand(exploring->ranker, answers, exploring->interrupt, standing,
		exploring->err);
}

/* Jaccard overlap of the first five. */
static double overlap(const struct standing *a, const struct standing *b)
{
	uint32_t both = 0;

	for (uint32_t i = 0; i < a->top_count; i++)
		for (uint32_t j = 0; j < b->top_count; j++)
			both += a->top[i] == b->top[j];
	uint32_t all = a->top_count + b->top_count - both;
	return all > 0 ? (double)both / all : 1;
}

static enum result preview_question(struct exploring *exploring, size_t at)
{
	struct ranking *ranking = exploring->ranking;
	const struct question *question = &ranking->questionnaire->questions[at];
	const struct answer *given = &ranking->answers.of[at];
	struct preview *previews = ARENA_ARRAY(exploring->arena, struct preview,
		question->option_count + 1);
	struct answers answers = ranking->answers;
	enum result result = RESULT_OK;

	for (size_t i = 0; i <= question->option_count && result == RESULT_OK; i++) {
		bool is_skip = i == question->option_count;
		bool is_chosen = is_skip ? !given->is_given : given->chosen >> i & 1;
		struct standing standing = exploring->now;
		answers.of[at] = is_skip ? (struct answer){ 0 }
					 : answer_with(question, given, (int)i);
		if (!is_chosen)
			result = try_answers(exploring, &answers, &standing);
		previews[i] = (struct preview){ standing.certain, standing.possible,
			standing.top_count > 0 ? standing.top[0] : UINT32_MAX,
			overlap(&exploring->now, &standing), is_chosen };
	}
	if (result == RESULT_OK)
		ranking->previews[at] = previews;
	return result;
}

/* How much the answers would tell, times the chance that this kind of user can give one, by the work of giving it. */
static double value_of(const struct ranking *ranking, size_t at)
{
	const struct question *question = &ranking->questionnaire->questions[at];
	const struct preview *previews = ranking->previews[at];
	double in = ranking->certain + ranking->possible, ranked = ranking->certain, sum = 0,
	       all = 0;

	if (in < 2 || question->option_count == 0)
		return 0;
	for (size_t i = 0; i < question->option_count; i++) {
		double left = previews[i].certain + previews[i].possible,
		       likely = question->options[i].likely;
		left = left < 1 ? 1 : left < in ? left : in;
		sum += likely * log2(in / left);
		sum += likely * log2(ranked > 2 ? ranked : 2) * (1 - previews[i].overlap);
		all += likely;
	}
	return question->ease * sum / all / question->effort;
}

/* A clause question is asked only while a model that is still in has such a clause. */
static bool is_asked(struct exploring *exploring, const struct question *question)
{
	const uint8_t *rows;

	if (question->clause_asked.size == 0)
		return true;
	if (need_mask(exploring->ranker, question->clause_asked, &rows, NULL) != RESULT_OK)
		return false;
	for (uint32_t i = 0; i < exploring->ranking->count; i++)
		if (rows[exploring->ranking->list[i].row] == JUDGED_YES)
			return true;
	return false;
}

/* A ceiling of a month says nothing until the volume of a month is known. */
static bool waits_for_volume(const struct ranking *ranking)
{
	for (size_t i = 0; i < ranking->need_count; i++)
		if (need_is_of_money(ranking, i) && ranking->needs[i].number > 0)
			return true;
	return false;
}

/* Asked because of an answer that was given: it belongs to it, and comes right after it. */
static bool follows(const struct ranking *ranking, const struct question *question)
{
	if (question->shape == SHAPE_WORKLOAD && waits_for_volume(ranking))
		return true;
	for (size_t i = 0; i < question->rule_count; i++)
		if (!question->rules[i].is_negated &&
			ranking->answers.of[question->rules[i].question].is_given)
			return true;
	return false;
}

static bool can_move_winner(const struct exploring *exploring, size_t at)
{
	const struct ranking *ranking = exploring->ranking;
	const struct question *question = &ranking->questionnaire->questions[at];
	uint32_t winner = exploring->now.top_count > 0 ? exploring->now.top[0] : UINT32_MAX;

	for (size_t i = 0; i < question->option_count; i++)
		if (ranking->previews[at][i].winner != winner)
			return true;
	return false;
}

static enum result preview_all(struct exploring *exploring)
{
	struct ranking *ranking = exploring->ranking;
	const struct questionnaire *of = ranking->questionnaire;
	double best = VALUE_LEAST;
	int first = -1;
	enum result result = RESULT_OK;

	for (size_t i = 0; i < of->question_count && result == RESULT_OK; i++) {
		const struct question *question = &of->questions[i];
		ranking->value[i] = -1;
		bool is_hidden = question->is_expert && !ranking->answers.of[i].is_given;
		if (is_hidden || !question_is_open(of, question, &ranking->answers))
			continue;
		result = preview_question(exploring, i);
		if (result != RESULT_OK || ranking->answers.of[i].is_given || question->is_expert ||
			!is_asked(exploring, question))
			continue;
		ranking->value[i] = value_of(ranking, i);
		ranking->open_questions += can_move_winner(exploring, i);
		if (follows(ranking, question))
			ranking->value[i] += VALUE_FOLLOWS;
		if ((question->is_first || ranking->value[i] >= VALUE_FOLLOWS) && first < 0)
			first = (int)i;
		if (ranking->value[i] > best) {
			best = ranking->value[i];
			ranking->next = (int)i;
		}
	}
	if (first >= 0)
		ranking->next = first;
	ranking->is_settled = ranking->open_questions == 0;
	return result;
}

/* The nearest other answer of one question that moves the winner. */
static bool nearest_change(const struct exploring *exploring, size_t at, struct what_if *out)
{
	const struct ranking *ranking = exploring->ranking;
	const struct question *question = &ranking->questionnaire->questions[at];
	const struct answer *given = &ranking->answers.of[at];
	uint32_t winner = exploring->now.top_count > 0 ? exploring->now.top[0] : UINT32_MAX;
	int from = given->order_count > 0 ? given->order[0] : 0, best = -1;

	for (size_t i = 0; i < question->option_count; i++) {
		const struct preview *one = &ranking->previews[at][i];
		if (one->is_chosen || one->winner == winner || one->winner == UINT32_MAX)
			continue;
		if (best < 0 || abs((int)i - from) < abs(best - from))
			best = (int)i;
	}
	if (best < 0)
		return false;
	*out = (struct what_if){ .question = (uint8_t)at,
		.option = (int8_t)best,
		.winner = ranking->previews[at][best].winner,
		.certain = ranking->previews[at][best].certain,
		.to = answer_with(question, given, best) };
	return true;
}

/* What was answered comes first; then what was left open. */
static void list_changes(struct exploring *exploring)
{
	struct ranking *ranking = exploring->ranking;

	for (int given = 1; given >= 0; given--)
		for (size_t i = 0; i < ranking->questionnaire->question_count; i++) {
			const struct question *question = &ranking->questionnaire->questions[i];
			bool is_shown = ranking->previews[i] && ranking->what_if_count < 4 &&
				ranking->answers.of[i].is_given == (given == 1) &&
				!text_equal_string(question->id, "use_case") &&
				!(question->is_expert && !given);
			if (is_shown &&
				nearest_change(exploring, i,
					&ranking->what_ifs[ranking->what_if_count]))
				ranking->what_if_count++;
		}
}

struct flip {
	int criterion;
	double factor;
};

static int by_factor(const void *a, const void *b)
{
	double x = ((const struct flip *)a)->factor, y = ((const struct flip *)b)->factor;
	return x < y ? -1 : x > y;
}

/* Who would lead by points if they lay a little differently. One that has more points already is behind for want of results: no weight helps it. */
static const struct candidate *runner_up(const struct ranking *ranking)
{
	const struct candidate *first = &ranking->list[0];

	for (uint32_t i = 1; i < ranking->lines; i++) {
		const struct candidate *one = &ranking->list[i];
		if (one->is_marked || one->is_traded)
			return NULL;
		if (one->key <= first->key)
			return one;
	}
	return NULL;
}

/* The smallest factor on one weight by which the runner-up takes over; computed, then tried. */
static enum result flip_weight(struct exploring *exploring)
{
	struct ranking *ranking = exploring->ranking;
	struct flip flips[CRITERION_COUNT];
	size_t count = 0;

	const struct candidate *a = &ranking->list[0], *b = runner_up(ranking);

	for (int k = 0; b && k < CRITERION_COUNT; k++) {
		double gain = (double)ranking->weights[k] * (b->of[k].mid - a->of[k].mid) / POINTS;
		if (gain > 0)
			flips[count++] = (struct flip){ k,
				1 + (double)(a->key - b->key + 1) / gain };
	}
	qsort(flips, count, sizeof(*flips), by_factor);
	for (size_t i = 0; i < count && i < 3; i++) {
		struct answers answers = ranking->answers;
		struct standing standing;
		double factor = ceil(flips[i].factor * 10 + 0.5) / 10;
		if (factor > 10)
			break;
		answers.has_weights = true;
		for (int k = 0; k < CRITERION_COUNT; k++)
			answers.weights[k] = ranking->weights[k] *
				(k == flips[i].criterion ? factor : 1);
		enum result result = try_answers(exploring, &answers, &standing);
		if (result != RESULT_OK)
			return result;
		if (standing.top_count == 0 || standing.top[0] == a->row)
			continue;
		ranking->what_ifs[ranking->what_if_count++] = (struct what_if){ .option = -1,
			.weight = (enum criterion)flips[i].criterion,
			.factor = factor,
			.winner = standing.top[0],
			.certain = standing.certain };
		return RESULT_OK;
	}
	return RESULT_OK;
}

enum result ranking_preview(struct ranker *ranker, struct ranking *ranking, size_t question,
	struct arena *arena, const struct interrupt *interrupt, struct error *err)
{
	struct exploring exploring = { ranker, ranking, arena, interrupt, err, { 0 } };
	enum result result = ranking->previews[question]
		? RESULT_OK
		: try_answers(&exploring, &ranking->answers, &exploring.now);

	if (result == RESULT_OK && !ranking->previews[question])
		result = preview_question(&exploring, question);
	return result;
}

enum result rank_what_ifs(struct ranker *ranker, struct ranking *ranking, struct arena *arena,
	const struct interrupt *interrupt, struct error *err)
{
	struct exploring exploring = { ranker, ranking, arena, interrupt, err, { 0 } };
	enum result result = try_answers(&exploring, &ranking->answers, &exploring.now);

	if (result == RESULT_OK)
		result = preview_all(&exploring);
	if (result == RESULT_OK && exploring.now.top_count > 0 && ranking->has_needs) {
		list_changes(&exploring);
		result = flip_weight(&exploring);
	}
	return result;
}

/* SPDX-License-Identifier: MIT */
/* When nothing fits, or fewer than three: the smallest changes that help. Every model's failed needs are a mask; masks that contain no other
 * are the minimal changes (Jannach 2006), so one pass over the catalog finds them all. Each is then tried. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MASKS_MOST = 64, TRIED_MOST = 24 };

/* Questions as bits; the seat of the maker, which belongs to the question of regions, is one of its own. */
#define MAKER_BIT (UINT64_C(1) << 63)

struct relaxing {
	struct ranker *ranker;
	struct ranking *ranking;
	struct arena *arena;
	const struct interrupt *interrupt;
	struct error *err;
	uint64_t masks[MASKS_MOST];
	size_t count;
};

/* The answers that a mask of failed needs comes from; 0: it cannot be helped by any. */
static uint64_t questions_of(const struct ranking *ranking, uint32_t failed)
{
	uint64_t mask = 0;

	for (size_t i = 0; i < ranking->need_count; i++) {
		const struct need *need = &ranking->needs[i];
		if (!(failed >> i & 1))
			continue;
		if (need->question == NEED_BASE)
			return 0;
		mask |= need->option == NEED_OF_SEAT ? MAKER_BIT : UINT64_C(1) << need->question;
	}
	return mask;
}

static void add_mask(struct relaxing *relaxing, uint64_t mask)
{
	size_t kept = 0;

	for (size_t i = 0; i < relaxing->count; i++)
		if ((relaxing->masks[i] & mask) == relaxing->masks[i])
			return; /* a smaller change is enough */
	for (size_t i = 0; i < relaxing->count; i++)
		if ((relaxing->masks[i] & mask) != mask)
			relaxing->masks[kept++] = relaxing->masks[i];
	relaxing->count = kept;
	if (relaxing->count < MASKS_MOST)
		relaxing->masks[relaxing->count++] = mask;
}

/* Models of which facts are missing cannot be let in for sure: they are counted apart. */
static void collect_masks(struct relaxing *relaxing)
{
	const struct ranking *ranking = relaxing->ranking;

	for (int bits = 1; bits <= 3; bits++)
		for (uint32_t row = 0; row < relaxing->ranker->model_count; row++) {
			uint64_t mask = questions_of(ranking, ranking->failed[row]);
			if (mask && ranking->open[row] == 0 && __builtin_popcountll(mask) == bits)
				add_mask(relaxing, mask);
		}
}

static bool is_in_group(const struct relaxing *relaxing, uint32_t row, uint64_t mask)
{
	return relaxing->ranking->open[row] == 0 &&
		questions_of(relaxing->ranking, relaxing->ranking->failed[row]) == mask;
}

/* The needs to give up: those of the model of the group that fails fewest. */
static uint32_t fewest_needs(const struct relaxing *relaxing, uint64_t mask)
{
	uint32_t best = 0;

	for (uint32_t row = 0; row < relaxing->ranker->model_count; row++) {
		uint32_t failed = relaxing->ranking->failed[row];
		if (is_in_group(relaxing, row, mask) &&
			(best == 0 || __builtin_popcount(failed) < __builtin_popcount(best)))
			best = failed;
	}
	return best;
}

static double usable_context(const struct relaxing *relaxing, uint32_t row, bool is_own)
{
	const struct ranker *ranker = relaxing->ranker;
	double best = is_own ? ranker->models[row].context : (double)NAN;

	for (uint32_t offer = ranker->offers_from[row];
		!is_own && offer < ranker->offers_from[row + 1]; offer++)
		if (!isnan(ranker->offers[offer].context) &&
			!(ranker->offers[offer].context <= best))
			best = ranker->offers[offer].context;
	return best;
}

/* The value of a number that lets the nearest model in: most tokens, fewest gigabytes or dollars among those that fail just this mask. */
static double nearest_number(const struct relaxing *relaxing, const struct need *need,
	uint32_t mask)
{
	const struct ranking *ranking = relaxing->ranking;
	const struct ranker *ranker = relaxing->ranker;
	const struct question *question = &ranking->questionnaire->questions[need->question];
	struct setting setting = setting_of(ranking->questionnaire, &ranking->answers);
	bool is_own = !(setting.routes & (ROUTE_HOSTED | ROUTE_CLOUD));
	double best = NAN;

	for (uint32_t row = 0; row < ranker->model_count; row++) {
		double one = NAN, low, high;
		if (!is_in_group(relaxing, row, mask))
			continue;
		if (question->shape == SHAPE_TOKENS)
			one = usable_context(relaxing, row, is_own);
		else if (question->shape == SHAPE_MEMORY) {
			memory_of(ranker, row, &setting, &low, &high);
			one = ceil(high / 1e9);
		} else {
			for (uint32_t offer = ranker->offers_from[row];
				offer < ranker->offers_from[row + 1]; offer++)
				if (month_at_offer(ranker, offer, &setting, 1, &low, &high) &&
					!(high >= one))
					one = high;
			one = ceil(one);
		}
		if (isnan(one))
			continue;
		if (isnan(best) || (question->shape == SHAPE_TOKENS ? one > best : one < best))
			best = one;
	}
	return best;
}

static enum result try_change(struct relaxing *relaxing, const struct answers *answers,
	struct standing *standing)
{
	return ranker_stand(relaxing->ranker, answers, relaxing->interrupt, standing,
		relaxing->err);
}

static void drop_option(struct answer *answer, int option)
{
	size_t kept = 0;

	for (size_t i = 0; i < answer->order_count; i++)
		if (answer->order[i] != option)
			answer->order[kept++] = answer->order[i];
	answer->order_count = (uint8_t)kept;
	answer->chosen &= ~(UINT64_C(1) << option);
	answer->strict &= ~(UINT64_C(1) << option);
	answer->is_given = answer->order_count > 0 || answer->word_count > 0;
}

/* One of several answers that exclude each other: the nearest other one that lets somebody in, else none at all. */
static enum result relax_choice(struct relaxing *relaxing, struct answers *answers, size_t question)
{
	const struct question *of = &relaxing->ranking->questionnaire->questions[question];
	struct answer given = answers->of[question];
	int from = given.order[0];

	for (int distance = 1; distance < (int)of->option_count; distance++)
		for (int side = -1; side <= 1; side += 2) {
			int option = from + side * distance;
			struct standing standing;
			if (option < 0 || option >= (int)of->option_count)
				continue;
			answers->of[question] = answer_with(of, &given, option);
			enum result result = try_change(relaxing, answers, &standing);
			if (result != RESULT_OK || standing.certain > relaxing->ranking->certain)
				return result;
		}
	answers->of[question] = (struct answer){ 0 };
	return RESULT_OK;
}

static enum result relax_need(struct relaxing *relaxing, const struct need *need, uint64_t mask,
	struct answers *answers)
{
	const struct question *question =
		&relaxing->ranking->questionnaire->questions[need->question];
	struct answer *answer = &answers->of[need->question];

	if (need->number > 0 || question->shape == SHAPE_BUDGET) {
		double bits = answer->numbers[1], users = answer->numbers[2];
		double number = nearest_number(relaxing, need, mask);
		if (isnan(number) || (question->shape == SHAPE_TOKENS && number >= need->number))
			*answer = (struct answer){ 0 };
		else
			answer_set_number(question, answer, number);
		if (question->shape == SHAPE_MEMORY && answer->is_given) {
			answer->numbers[1] = bits;
			answer->numbers[2] = users;
		}
		return RESULT_OK;
	}
	if (need->option == NEED_OF_SEAT) {
		answer->is_maker = false;
		return RESULT_OK;
	}
	if (need->option == NEED_OF_WANTED) {
		for (size_t i = 0; i < question->option_count; i++)
			if ((answer->chosen & ~answer->strict) >> i & 1)
				drop_option(answer, (int)i);
		return RESULT_OK;
	}
	if (question->shape == SHAPE_ONE)
		return relax_choice(relaxing, answers, need->question);
	if (need->option >= 0)
		drop_option(answer, need->option);
	else
		*answer = (struct answer){ 0 };
	return RESULT_OK;
}

static void describe(struct relaxing *relaxing, struct relaxation *relaxation)
{
	const struct ranking *ranking = relaxing->ranking;
	struct strbuf buf;

	strbuf_init(&buf);
	for (size_t i = 0; i < relaxation->need_count; i++) {
		size_t at = ranking->needs[relaxation->needs[i]].question;
		const struct question *question = &ranking->questionnaire->questions[at];
		strbuf_add_string(&buf, i > 0 ? message_wide_gap() : "");
		strbuf_add(&buf, questionnaire_text(question->brief));
		strbuf_add_string(&buf, " ");
		answer_print(&buf, question, &ranking->answers.of[at]);
		strbuf_add_string(&buf, " → ");
		answer_print(&buf, question, &relaxation->to.of[at]);
	}
	relaxation->change = arena_copy(relaxing->arena, strbuf_text(&buf));
	strbuf_done(&buf);
}

static enum result try_mask(struct relaxing *relaxing, uint64_t mask, struct relaxation *relaxation,
	bool *is_good)
{
	const struct ranking *ranking = relaxing->ranking;
	uint32_t needs = fewest_needs(relaxing, mask);
	struct standing standing;
	enum result result = RESULT_OK;

	*relaxation = (struct relaxation){ .to = ranking->answers };
	for (size_t i = 0; i < ranking->need_count && result == RESULT_OK; i++) {
		const struct need *need = &ranking->needs[i];
		bool is_new = true;
		if (!(needs >> i & 1))
			continue;
		for (size_t j = 0; j < relaxation->need_count; j++)
			is_new = is_new &&
				ranking->needs[relaxation->needs[j]].question != need->question;
		if (is_new && relaxation->need_count < 3) {
			relaxation->needs[relaxation->need_count++] = (uint8_t)i;
			relaxation->cost += need->relax;
			relaxation->is_policy = relaxation->is_policy || need->relax >= 8;
		}
		result = relax_need(relaxing, need, mask, &relaxation->to);
	}
	if (result == RESULT_OK)
		result = try_change(relaxing, &relaxation->to, &standing);
	if (result != RESULT_OK)
		return result;
	*is_good = standing.certain > ranking->certain;
	relaxation->gains = *is_good ? standing.certain - ranking->certain : 0;
	relaxation->unknown_gains = standing.possible;
	relaxation->winner = standing.top_count > 0 ? standing.top[0] : UINT32_MAX;
	describe(relaxing, relaxation);
	return RESULT_OK;
}

static int by_cost(const void *a, const void *b)
{
	const struct relaxation *x = a, *y = b;

	if ((x->need_count == 1) != (y->need_count == 1)) /* one change before two */
		return x->need_count == 1 ? -1 : 1;
	if (x->cost != y->cost)
		return x->cost - y->cost;
	if (x->gains != y->gains)
		return x->gains > y->gains ? -1 : 1;
	return memcmp(x->needs, y->needs, sizeof(x->needs));
}

enum result rank_relaxations(struct ranker *ranker, struct ranking *ranking, struct arena *arena,
	const struct interrupt *interrupt, struct error *err)
{
	struct relaxing relaxing = { ranker, ranking, arena, interrupt, err, { 0 }, 0 };
	struct relaxation *tried = ARENA_ARRAY(arena, struct relaxation, TRIED_MOST);
	size_t count = 0;

	if (ranking->certain >= 3 || !ranking->has_needs)
		return RESULT_OK;
	collect_masks(&relaxing);
	for (size_t i = 0; i < relaxing.count && count < TRIED_MOST; i++) {
		bool is_good = false;
		enum result result = try_mask(&relaxing, relaxing.masks[i], &tried[count],
			&is_good);
		if (result != RESULT_OK)
			return result;
		count += is_good;
	}
	qsort(tried, count, sizeof(*tried), by_cost);
	size_t most = sizeof(ranking->relaxations) / sizeof(ranking->relaxations[0]);
	for (size_t i = 0; i < count && i < most; i++)
		ranking->relaxations[ranking->relaxation_count++] = tried[i];
	return RESULT_OK;
}

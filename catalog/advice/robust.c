/* SPDX-License-Identifier: MIT */
/* How firm the first place is, in two figures kept apart: under other weights near the person's, and under what the known facts leave open
 * (stochastic multicriteria acceptability: Lahdelma and Salminen 2001). Whole numbers only, so every machine draws the same. */
#include "catalog/advice/random.h"
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <stdlib.h>

struct contest {
	uint32_t *at; /* of the list */
	uint32_t count;
};

static void draw_preferences(struct ranking *ranking, const struct contest *contest, uint64_t seed,
	const struct interrupt *interrupt)
{
	struct random random = random_new(seed, 1);

	for (uint32_t draw = 0; draw < ranking->draws; draw++) {
		int64_t weights[CRITERION_COUNT], best = INT64_MIN;
		uint32_t winner = 0;
		if (draw % 256 == 0 && interrupt_is_due(interrupt, draw, ranking->draws))
			return;
		for (int k = 0; k < CRITERION_COUNT; k++)
			weights[k] = (int64_t)ranking->weights[k] *
				random_factors[random_next(&random) >> 24] / 65536;
		for (uint32_t i = 0; i < contest->count; i++) {
			const struct candidate *one = &ranking->list[contest->at[i]];
			int64_t sum = 0;
			for (int k = 0; k < CRITERION_COUNT; k++)
				sum += weights[k] * one->cautious[k];
			if (sum > best) {
				best = sum;
				winner = contest->at[i];
			}
		}
		ranking->list[winner].preference++;
	}
}

/* What a model can reach: its middle, and how far each open criterion can move it. */
struct reach {
	int64_t fixed, most, below[CRITERION_COUNT], above[CRITERION_COUNT];
	int64_t later[CRITERION_COUNT]; /* what the criteria from here on can add */
	size_t open;
};

static struct reach reach_of(const struct ranking *ranking, const struct candidate *one)
{
	struct reach reach = { .fixed = 1, .most = 1 };

	for (int k = 0; k < CRITERION_COUNT; k++) {
		const struct band *band = &one->of[k];
		int64_t weight = ranking->weights[k];
		reach.fixed += weight * band->mid;
		reach.most += weight * band->hi;
		if (band->hi > band->lo && weight > 0) {
			reach.below[reach.open] = weight * (band->mid - band->lo);
			reach.above[reach.open++] = weight * (band->hi - band->mid);
		}
	}
	int64_t later = 0;
	for (size_t k = reach.open; k-- > 0;) {
		later += reach.above[k];
		reach.later[k] = later;
	}
	return reach;
}

/* Where the model beats the best so far it takes the place; returns the least of all bests. */
static int64_t draw_model(struct random random, const struct reach *reach, uint32_t at,
	uint32_t draws, int64_t *best, uint32_t *winner)
{
	struct random_jump jumps[CRITERION_COUNT + 1];
	int64_t least = INT64_MAX;

	for (size_t k = 0; k <= reach->open; k++)
		jumps[k] = random_jump_of(&random, k);
	for (uint32_t draw = 0; draw < draws; draw++) {
		int64_t sum = reach->fixed;
		size_t k = 0;
		for (; k < reach->open && sum + reach->later[k] > best[draw]; k++) {
			/* two uniform halves: most often near the mid */
			uint32_t both = random_next(&random);
			int64_t turn = (int64_t)(both >> 16) - (int64_t)(both & 0xffff);
			sum += (turn < 0 ? reach->below[k] : reach->above[k]) * turn / 65536;
		}
		if (k < reach->open) { /* it cannot win this draw any more */
			const struct random_jump *jump = &jumps[reach->open - k];
			random_leave_out(&random, jump);
		} else if (sum > best[draw]) {
			best[draw] = sum;
			winner[draw] = at;
		}
		least = best[draw] < least ? best[draw] : least;
	}
	return least;
}

/* Each model draws from its own stream, so that models that come or go change nothing for the others; so who cannot win any draw any more
 * is left out without changing a figure. */
static void draw_facts(struct ranking *ranking, const struct contest *contest, uint64_t seed,
	const struct interrupt *interrupt)
{
	int64_t *best = memory_get_zeroed(ranking->draws + 1, sizeof(*best)), least = 0;
	uint32_t *winner = memory_get_zeroed(ranking->draws + 1, sizeof(*winner));

	for (uint32_t i = 0; i < contest->count; i++) {
		const struct candidate *one = &ranking->list[contest->at[i]];
		struct reach reach = reach_of(ranking, one);
		if (interrupt_is_due(interrupt, i, contest->count))
			break;
		if (reach.most <= least)
			continue;
		least = draw_model(random_new(seed,
					   text_hash(store_id(ranking->store, one->row)) |
						   UINT64_C(2)),
			&reach, contest->at[i], ranking->draws, best, winner);
	}
	for (uint32_t draw = 0; draw < ranking->draws; draw++)
		if (best[draw] > 0)
			ranking->list[winner[draw]].data++;
	free(best);
	free(winner);
}

/* Those that may lead: lines of the list that are certain. What is folded stands under its line, which draws for it: many siblings are no better
 * than one, and take nothing from it. */
static uint32_t field_of(const struct ranking *ranking)
{
	uint32_t end = 0;

	while (end < ranking->lines && !ranking->list[end].is_marked &&
		!ranking->list[end].is_traded)
		end++;
	return end;
}

void robust_draw(struct ranker *ranker, struct ranking *ranking, const struct interrupt *interrupt)
{
	uint64_t seed = ranker->questionnaire->seed;
	uint32_t end = field_of(ranking);
	bool asks_evidence = end > 0 && ranking->list[0].evidence >= EVIDENCE_MAKER;
	struct contest tastes = { memory_get_zeroed(end + 1, sizeof(uint32_t)), 0 },
		       facts = { memory_get_zeroed(end + 1, sizeof(uint32_t)), 0 };
	bool *is_hopeless = memory_get_zeroed((size_t)end + 1, sizeof(*is_hopeless));
	int32_t best_low = 0;

	ranking->draws = ranker->questionnaire->draws;
	/* An unmeasured model with more points stays in the draws of facts: it may well be better. */
	bool asks_facts = asks_evidence;
	for (uint32_t i = 1; i < end && asks_facts; i++)
		asks_facts = ranking->list[i].key <= ranking->list[0].key;
	for (uint32_t i = 0; i < end; i++)
		if ((!asks_facts || ranking->list[i].evidence >= EVIDENCE_MAKER) &&
			ranking->list[i].total.lo > best_low)
			best_low = ranking->list[i].total.lo;
	rank_mark_hopeless(ranking, end, asks_evidence, is_hopeless, interrupt);
	for (uint32_t i = 0; i < end; i++) {
		bool is_measured = ranking->list[i].evidence >= EVIDENCE_MAKER;
		if (!is_hopeless[i])
			tastes.at[tastes.count++] = i;
		if ((is_measured || !asks_facts) && ranking->list[i].total.hi >= best_low)
			facts.at[facts.count++] = i;
	}
	if (tastes.count > 0)
		draw_preferences(ranking, &tastes, seed, interrupt);
	if (facts.count > 0)
		draw_facts(ranking, &facts, seed, interrupt);
	free(is_hopeless);
	free(tastes.at);
	free(facts.at);
}

/* SPDX-License-Identifier: MIT */
/* How firm the first place is, in two figures kept apart: under other weights near the person's, and under what the known facts leave open
 * (stochastic multicriteria acceptability: Lahdelma and Salminen 2001). Whole numbers only, so every machine draws the same. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Quantiles (i + 0.5) / 256 of a log-normal factor, sigma 0.5, in 65,536ths. */
static const uint32_t factors[256] = {
	15484,
	18585,
	20389,
	21743,
	22858,
	23822,
	24679,
	25457,
	26174,
	26842,
	27470,
	28064,
	28630,
	29170,
	29689,
	30190,
	30673,
	31141,
	31596,
	32039,
	32470,
	32892,
	33304,
	33707,
	34103,
	34491,
	34873,
	35248,
	35618,
	35982,
	36341,
	36696,
	37045,
	37391,
	37733,
	38071,
	38405,
	38737,
	39065,
	39390,
	39712,
	40032,
	40350,
	40665,
	40978,
	41288,
	41597,
	41904,
	42209,
	42513,
	42815,
	43115,
	43414,
	43712,
	44009,
	44304,
	44598,
	44891,
	45183,
	45475,
	45765,
	46054,
	46343,
	46631,
	46919,
	47206,
	47492,
	47778,
	48063,
	48348,
	48633,
	48917,
	49201,
	49485,
	49769,
	50052,
	50336,
	50619,
	50902,
	51185,
	51468,
	51752,
	52035,
	52318,
	52602,
	52886,
	53170,
	53454,
	53738,
	54023,
	54308,
	54594,
	54880,
	55166,
	55453,
	55740,
	56028,
	56316,
	56605,
	56895,
	57185,
	57476,
	57768,
	58060,
	58353,
	58647,
	58942,
	59237,
	59534,
	59831,
	60129,
	60429,
	60729,
	61030,
	61333,
	61636,
	61941,
	62247,
	62554,
	62862,
	63171,
	63482,
	63794,
	64108,
	64422,
	64739,
	65056,
	65376,
	65697,
	66019,
	66343,
	66669,
	66996,
	67326,
	67657,
	67989,
	68324,
	68661,
	68999,
	69340,
	69683,
	70027,
	70374,
	70723,
	71075,
	71429,
	71785,
	72143,
	72504,
	72868,
	73234,
	73603,
	73974,
	74349,
	74726,
	75106,
	75489,
	75875,
	76265,
	76657,
	77053,
	77452,
	77855,
	78261,
	78671,
	79085,
	79502,
	79924,
	80349,
	80779,
	81212,
	81651,
	82093,
	82540,
	82992,
	83449,
	83910,
	84377,
	84849,
	85327,
	85810,
	86298,
	86793,
	87293,
	87800,
	88314,
	88834,
	89360,
	89894,
	90435,
	90984,
	91540,
	92105,
	92677,
	93258,
	93848,
	94448,
	95057,
	95675,
	96304,
	96943,
	97594,
	98256,
	98930,
	99616,
	100315,
	101027,
	101754,
	102495,
	103251,
	104023,
	104812,
	105619,
	106444,
	107288,
	108152,
	109037,
	109945,
	110876,
	111833,
	112815,
	113826,
	114866,
	115938,
	117043,
	118184,
	119364,
	120584,
	121848,
	123160,
	124523,
	125941,
	127420,
	128963,
	130579,
	132274,
	134055,
	135933,
	137918,
	140024,
	142266,
	144663,
	147238,
	150019,
	153042,
	156352,
	160009,
	164093,
	168716,
	174036,
	180297,
	187894,
	197529,
	210654,
	231100,
	277388,
};

/* PCG32 (O'Neill 2014). */
struct pcg {
	uint64_t state, stream;
};

static uint32_t pcg_next(struct pcg *pcg)
{
	uint64_t old = pcg->state;

	pcg->state = old * UINT64_C(6364136223846793005) + pcg->stream;
	uint32_t mixed = (uint32_t)(((old >> 18) ^ old) >> 27);
	uint32_t turn = (uint32_t)(old >> 59);
	return mixed >> turn | mixed << (-turn & 31);
}

static struct pcg pcg_new(uint64_t seed, uint64_t stream)
{
	struct pcg pcg = { 0, stream << 1 | 1 };

	pcg_next(&pcg);
	pcg.state += seed;
	pcg_next(&pcg);
	return pcg;
}

/* So many numbers are left out at once: state * times + plus. */
struct pcg_jump {
	uint64_t times, plus;
};

static struct pcg_jump pcg_jump_of(const struct pcg *pcg, size_t count)
{
	struct pcg_jump jump = { 1, 0 };

	while (count-- > 0) {
		jump.times *= UINT64_C(6364136223846793005);
		jump.plus = jump.plus * UINT64_C(6364136223846793005) + pcg->stream;
	}
	return jump;
}

struct contest {
	uint32_t *at; /* of the list */
	uint32_t count;
};

/* Who can be first at all: nobody else is at least as good on every criterion. Leaves the figures as they are and most of the work out. */
static bool is_dominated(const struct ranking *ranking, uint32_t candidate, uint32_t end,
	bool asks_evidence)
{
	const struct candidate *one = &ranking->list[candidate];

	for (uint32_t i = 0; i < end; i++) {
		const struct candidate *other = &ranking->list[i];
		bool is_above = i != candidate &&
			(!asks_evidence || other->evidence != EVIDENCE_NONE),
		     is_equal = true;
		for (int k = 0; k < CRITERION_COUNT && is_above; k++) {
			is_above = other->cautious[k] >= one->cautious[k];
			is_equal = is_equal && other->cautious[k] == one->cautious[k];
		}
		if (is_above && (!is_equal || i < candidate))
			return true;
	}
	return false;
}

static void draw_preferences(struct ranking *ranking, const struct contest *contest, uint64_t seed,
	const struct interrupt *interrupt)
{
	struct pcg pcg = pcg_new(seed, 1);

	for (uint32_t draw = 0; draw < ranking->draws; draw++) {
		int64_t weights[CRITERION_COUNT], best = INT64_MIN;
		uint32_t winner = 0;
		if (draw % 256 == 0 && interrupt_is_due(interrupt, draw, ranking->draws))
			return;
		for (int k = 0; k < CRITERION_COUNT; k++)
			weights[k] = (int64_t)ranking->weights[k] * factors[pcg_next(&pcg) >> 24] /
				65536;
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
static int64_t draw_model(struct pcg pcg, const struct reach *reach, uint32_t at, uint32_t draws,
	int64_t *best, uint32_t *winner)
{
	struct pcg_jump jumps[CRITERION_COUNT + 1];
	int64_t least = INT64_MAX;

	for (size_t k = 0; k <= reach->open; k++)
		jumps[k] = pcg_jump_of(&pcg, k);
	for (uint32_t draw = 0; draw < draws; draw++) {
		int64_t sum = reach->fixed;
		size_t k = 0;
		for (; k < reach->open && sum + reach->later[k] > best[draw]; k++) {
			uint32_t both = pcg_next(
				&pcg); /* two uniform halves: most often near the mid */
			int64_t turn = (int64_t)(both >> 16) - (int64_t)(both & 0xffff);
			sum += (turn < 0 ? reach->below[k] : reach->above[k]) * turn / 65536;
		}
		if (k < reach->open) { /* it cannot win this draw any more */
			const struct pcg_jump *jump = &jumps[reach->open - k];
			pcg.state = pcg.state * jump->times + jump->plus;
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
		least = draw_model(pcg_new(seed,
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

/* Those that may lead: certain ones; with results when the leader has some. */
static uint32_t field_of(const struct ranking *ranking)
{
	uint32_t end = 0;

	while (end < ranking->count && !ranking->list[end].is_marked &&
		!ranking->list[end].is_traded)
		end++;
	return end;
}

void robust_draw(struct ranker *ranker, struct ranking *ranking, const struct interrupt *interrupt)
{
	uint64_t seed = ranker->questionnaire->seed;
	uint32_t end = field_of(ranking);
	bool asks_evidence = end > 0 && ranking->list[0].evidence != EVIDENCE_NONE;
	struct contest tastes = { memory_get_zeroed(end + 1, sizeof(uint32_t)), 0 },
		       facts = { memory_get_zeroed(end + 1, sizeof(uint32_t)), 0 };
	int32_t best_low = 0;

	ranking->draws = ranker->questionnaire->draws;
	/* An unmeasured model with more points stays in the draws of facts: it may well be better. */
	bool asks_facts = asks_evidence;
	for (uint32_t i = 1; i < end && asks_facts; i++)
		asks_facts = ranking->list[i].key <= ranking->list[0].key;
	for (uint32_t i = 0; i < end; i++)
		if ((!asks_facts || ranking->list[i].evidence != EVIDENCE_NONE) &&
			ranking->list[i].total.lo > best_low)
			best_low = ranking->list[i].total.lo;
	for (uint32_t i = 0; i < end; i++) {
		bool is_measured = ranking->list[i].evidence != EVIDENCE_NONE;
		if ((is_measured || !asks_evidence) &&
			!is_dominated(ranking, i, end, asks_evidence))
			tastes.at[tastes.count++] = i;
		if ((is_measured || !asks_facts) && ranking->list[i].total.hi >= best_low)
			facts.at[facts.count++] = i;
	}
	if (tastes.count > 0)
		draw_preferences(ranking, &tastes, seed, interrupt);
	if (facts.count > 0)
		draw_facts(ranking, &facts, seed, interrupt);
	free(tastes.at);
	free(facts.at);
}

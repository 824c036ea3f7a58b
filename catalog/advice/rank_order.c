/* SPDX-License-Identifier: MIT */
/* What a ranked list says beyond its order: the frontier, who is folded under whom, what to verify, how firm the first place is. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <stdlib.h>
#include <string.h>

static void heaviest(const int32_t weights[CRITERION_COUNT], int out[5])
{
	bool taken[CRITERION_COUNT] = { false };

	for (int i = 0; i < 5; i++) {
		int best = -1;
		for (int k = 0; k < CRITERION_COUNT; k++)
			if (!taken[k] && weights[k] > 0 && (best < 0 || weights[k] > weights[best]))
				best = k;
		out[i] = best;
		if (best >= 0)
			taken[best] = true;
	}
}

/* Who is above another everywhere has more in all: sums tell of most pairs that it is not so. */
struct sums {
	int64_t heavy_mid; /* of mids on the heaviest criteria */
	int64_t lo, hi;    /* on all that have a weight */
};

static struct sums sums_of(const struct ranking *ranking, const struct candidate *one,
	const int heavy[5])
{
	struct sums sums = { 0 };

	for (int k = 0; k < 5; k++)
		sums.heavy_mid += heavy[k] < 0 ? 0 : one->of[heavy[k]].mid;
	for (int k = 0; k < CRITERION_COUNT; k++) {
		sums.lo += ranking->weights[k] == 0 ? 0 : one->of[k].lo;
		sums.hi += ranking->weights[k] == 0 ? 0 : one->of[k].hi;
	}
	return sums;
}

/* By mids on the heaviest criteria; with more in sum it is more somewhere. */
static bool is_above(const struct candidate *other, const struct candidate *one, const int heavy[5])
{
	for (int k = 0; k < 5; k++)
		if (heavy[k] >= 0 && other->of[heavy[k]].mid < one->of[heavy[k]].mid)
			return false;
	return true;
}

/* By whole intervals on all criteria. */
static bool is_surely_above(const struct ranking *ranking, const struct candidate *other,
	const struct candidate *one)
{
	bool is_gap = false;

	for (int k = 0; k < CRITERION_COUNT; k++) {
		if (ranking->weights[k] == 0)
			continue;
		if (other->of[k].lo < one->of[k].hi)
			return false;
		is_gap = is_gap || (ranking->weights[k] > 0 && other->of[k].lo > one->of[k].hi);
	}
	return is_gap;
}

static void compare_to_all(struct ranking *ranking, uint32_t at, const struct sums *sums,
	const int heavy[5])
{
	struct candidate *one = &ranking->list[at];

	for (uint32_t j = 0; j < ranking->count && (one->is_pareto || !one->is_beaten); j++) {
		const struct candidate *other = &ranking->list[j];
		if (other->is_marked || j == at)
			continue;
		if (one->is_pareto && sums[j].heavy_mid > sums[at].heavy_mid &&
			is_above(other, one, heavy))
			one->is_pareto = false;
		if (!one->is_beaten && sums[j].lo >= sums[at].hi &&
			is_surely_above(ranking, other, one)) {
			one->is_beaten = true;
			one->beaten_by = j;
		}
	}
}

/* Unbeaten ones are marked, surely beaten ones hidden. */
void rank_mark_frontier(struct ranking *ranking)
{
	struct sums *sums = memory_get(((size_t)ranking->count + 1) * sizeof(*sums));
	int heavy[5];

	heaviest(ranking->weights, heavy);
	for (uint32_t i = 0; i < ranking->count; i++) {
		sums[i] = sums_of(ranking, &ranking->list[i], heavy);
		ranking->list[i].is_pareto = !ranking->list[i].is_marked;
	}
	for (uint32_t i = 0; i < ranking->count; i++)
		compare_to_all(ranking, i, sums, heavy);
	free(sums);
}

static bool is_pinned(const struct ranking *ranking, const struct candidate *candidate)
{
	for (size_t i = 0; i < ranking->answers.pin_count; i++)
		if (text_equal(ranking->answers.pins[i], store_id(ranking->store, candidate->row)))
			return true;
	return false;
}

/* Lines to the front, folded ones behind, both in their order; folded_into points at the line. */
void rank_fold(const struct ranker *ranker, struct ranking *ranking, struct arena *arena)
{
	struct candidate *sorted = ARENA_ARRAY(arena, struct candidate, ranking->count + 1);
	uint32_t *line_of = ARENA_ARRAY(arena, uint32_t, ranking->count + 1);
	uint32_t lines = 0, at = 0;

	for (uint32_t i = 0; i < ranking->count; i++) {
		struct candidate *one = &ranking->list[i];
		uint64_t lineage = ranker->models[one->row].lineage;
		line_of[i] = UINT32_MAX;
		if (is_pinned(ranking, one))
			continue;
		for (uint32_t j = 0; j < i && line_of[i] == UINT32_MAX; j++)
			if (line_of[j] == UINT32_MAX &&
				ranker->models[ranking->list[j].row].lineage == lineage)
				line_of[i] = j;
		uint32_t beater = one->beaten_by;
		if (line_of[i] == UINT32_MAX && one->is_beaten && beater < i)
			line_of[i] = line_of[beater] == UINT32_MAX ? beater : line_of[beater];
	}
	uint32_t *place = ARENA_ARRAY(arena, uint32_t, ranking->count + 1);
	for (uint32_t i = 0; i < ranking->count; i++)
		if (line_of[i] == UINT32_MAX) {
			place[i] = at;
			sorted[at++] = ranking->list[i];
		}
	lines = at;
	for (uint32_t i = 0; i < ranking->count; i++)
		if (line_of[i] != UINT32_MAX) {
			uint32_t under = place[line_of[i]];
			sorted[at] = ranking->list[i];
			sorted[at].is_sibling = ranker->models[sorted[at].row].lineage ==
				ranker->models[sorted[under].row].lineage;
			sorted[at++].folded_into = under;
			sorted[under].folds++;
		}
	memcpy(ranking->list, sorted, ranking->count * sizeof(*sorted));
	ranking->lines = lines;
}

/* One fact to confirm is worth a letter; six are another search. What somebody inferred is nearer to a yes than what nobody says. */
static int by_open_then_key(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->open != y->open)
		return (int)x->open - (int)y->open;
	if (x->needs_machine != y->needs_machine) /* a price is asked for, a machine is bought */
		return (int)x->needs_machine - (int)y->needs_machine;
	if (x->silent != y->silent)
		return (int)x->silent - (int)y->silent;
	if (x->key != y->key)
		return x->key > y->key ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

void rank_collect_verify(struct ranker *ranker, const struct pass *pass, struct ranking *ranking,
	struct arena *arena)
{
	uint32_t kept = 0;

	for (size_t i = 1; i < pass->need_count; i++)
		kept |= (uint32_t)(pass->needs[i].unknown == UNKNOWN_KEEP) << i;
	ranking->verify = ARENA_ARRAY(arena, struct candidate, pass->verify + pass->marked + 1);
	for (uint32_t row = 0; row < ranker->model_count; row++)
		if ((ranker->row_state[row] & ~ROW_IS_OWN) == ROW_VERIFY ||
			(ranker->row_state[row] & ~ROW_IS_OWN) == ROW_MARKED)
			rank_fill_candidate(ranker, pass, row,
				&ranking->verify[ranking->verify_count++]);
	for (uint32_t i = 0; i < ranking->verify_count; i++) {
		struct candidate *one = &ranking->verify[i];
		uint32_t open = one->unknown & ~kept;
		one->open = one->silent = (uint8_t)__builtin_popcount(open);
		for (size_t need = 0; need < pass->need_count; need++) {
			bool is_here = open >> need & 1;
			one->silent -= is_here &&
				need_is_inferred(ranker, &pass->needs[need], one->row);
			one->needs_machine = one->needs_machine ||
				(is_here && one->is_own && need_is_of_money(ranking, need));
		}
	}
	qsort(ranking->verify, ranking->verify_count, sizeof(*ranking->verify), by_open_then_key);
}

/* Those of a list of which just these needs are open. */
static uint32_t count_open(const struct candidate *list, uint32_t count, uint32_t needs,
	uint32_t kept, bool is_own)
{
	uint32_t models = 0;

	for (uint32_t i = 0; i < count; i++)
		models += (list[i].unknown & ~kept) == needs && list[i].is_own == is_own;
	return models;
}

/* "5 more if the region is confirmed": models with this one need open. What hardware costs is another fact than what a host asks. */
void rank_count_confirmations(struct ranking *ranking)
{
	uint32_t kept = 0;

	for (size_t need = 1; need < ranking->need_count; need++)
		kept |= (uint32_t)(ranking->needs[need].unknown == UNKNOWN_KEEP) << need;
	for (size_t need = 0; need < ranking->need_count; need++) {
		uint32_t models[2];
		bool is_apart = need_is_of_money(ranking, need);
		for (int own = 0; own < 2; own++)
			models[own] = count_open(ranking->verify, ranking->verify_count,
				UINT32_C(1) << need, kept, own);
		if (!is_apart) {
			models[0] += models[1];
			models[1] = 0;
		}
		for (int own = 0; own < 2; own++)
			if (models[own] > 0)
				ranking->confirmations[ranking->confirmation_count++] =
					(struct confirmation){ (uint8_t)need, own, models[own] };
	}
}

enum firmness rank_firmness(const struct ranking *ranking)
{
	if (ranking->lines == 0 || ranking->list[0].is_marked || ranking->draws == 0)
		return FIRM_NONE;
	uint32_t weaker = ranking->list[0].preference < ranking->list[0].data
		? ranking->list[0].preference
		: ranking->list[0].data;
	uint32_t percent = (weaker * 100 + ranking->draws / 2) / ranking->draws;
	return percent >= 70 ? FIRM_CLEAR : percent >= 40 ? FIRM_LEANING : FIRM_TOSS_UP;
}

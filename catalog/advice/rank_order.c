/* SPDX-License-Identifier: MIT */
/* What a ranked list says beyond its order: who is folded under whom, what to verify, how firm the first place is. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_A_POLL = 4096 };

static bool is_pinned(const struct ranking *ranking, const struct candidate *candidate)
{
	for (size_t i = 0; i < ranking->answers.pin_count; i++)
		if (text_equal(ranking->answers.pins[i], store_id(ranking->store, candidate->row)))
			return true;
	return false;
}

/* The first line of each product line that stands by itself, by a hash of its lineage. */
struct lineages {
	uint32_t *first; /* place in the list; UINT32_MAX: free */
	uint32_t mask;
};

static struct lineages lineages_new(struct arena *arena, uint32_t count)
{
	uint32_t room = 16;

	while (room / 2 < count)
		room *= 2;
	struct lineages lineages = { ARENA_ARRAY(arena, uint32_t, room), room - 1 };
	memset(lineages.first, 0xff, room * sizeof(*lineages.first));
	return lineages;
}

/* Where it stands, or where it belongs. */
static uint32_t *lineage_place(const struct lineages *lineages, const struct ranker *ranker,
	const struct ranking *ranking, uint64_t lineage)
{
	uint32_t at = (uint32_t)(lineage ^ lineage >> 32) & lineages->mask;

	while (lineages->first[at] != UINT32_MAX &&
		ranker->models[ranking->list[lineages->first[at]].row].lineage != lineage)
		at = (at + 1) & lineages->mask;
	return &lineages->first[at];
}

/* Per candidate the line that it is folded under; UINT32_MAX: it is one. NULL: interrupted. */
static uint32_t *find_lines(const struct ranker *ranker, const struct ranking *ranking,
	struct arena *arena, const struct interrupt *interrupt)
{
	uint32_t *line_of = ARENA_ARRAY(arena, uint32_t, ranking->count + 1);
	struct lineages lineages = lineages_new(arena, ranking->count);

	for (uint32_t i = 0; i < ranking->count; i++) {
		const struct candidate *one = &ranking->list[i];
		uint32_t *first = lineage_place(&lineages, ranker, ranking,
			ranker->models[one->row].lineage);
		if (i % ROWS_A_POLL == 0 && interrupt_is_due(interrupt, i, ranking->count))
			return NULL;
		line_of[i] = UINT32_MAX;
		if (!is_pinned(ranking, one)) {
			uint32_t beater = one->beaten_by;
			line_of[i] = *first;
			if (line_of[i] == UINT32_MAX && one->is_beaten && beater < i)
				line_of[i] = line_of[beater] == UINT32_MAX ? beater
									   : line_of[beater];
		}
		if (line_of[i] == UINT32_MAX && *first == UINT32_MAX)
			*first = i;
	}
	return line_of;
}

bool rank_fold(const struct ranker *ranker, struct ranking *ranking, struct arena *arena,
	const struct interrupt *interrupt)
{
	struct candidate *sorted = ARENA_ARRAY(arena, struct candidate, ranking->count + 1);
	uint32_t *line_of = find_lines(ranker, ranking, arena, interrupt), at = 0;

	if (!line_of)
		return false;
	uint32_t *place = ARENA_ARRAY(arena, uint32_t, ranking->count + 1);
	for (uint32_t i = 0; i < ranking->count; i++)
		if (line_of[i] == UINT32_MAX) {
			place[i] = at;
			sorted[at++] = ranking->list[i];
		}
	ranking->lines = at;
	for (uint32_t i = 0; i < ranking->count; i++)
		if (line_of[i] != UINT32_MAX) {
			uint32_t under = place[line_of[i]];
			sorted[at] = ranking->list[i];
			sorted[at].is_sibling = ranker->models[sorted[at].row].lineage ==
				ranker->models[sorted[under].row].lineage;
			sorted[at++].folded_into = under;
			sorted[under].folds++;
		}
	ranking->list = sorted;
	return true;
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

static int by_points(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

void rank_find_medians(struct ranking *ranking)
{
	int32_t *mids = memory_get(((size_t)ranking->count + 1) * sizeof(*mids));

	for (int k = 0; k < CRITERION_COUNT; k++) {
		size_t count = 0;
		ranking->medians[k] = POINTS / 2;
		if (ranking->weights[k] == 0)
			continue;
		for (uint32_t i = 0; i < ranking->count; i++)
			if (!ranking->list[i].is_marked)
				mids[count++] = ranking->list[i].of[k].mid;
		qsort(mids, count, sizeof(*mids), by_points);
		if (count > 0)
			ranking->medians[k] = mids[count / 2];
	}
	free(mids);
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

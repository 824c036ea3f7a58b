/* SPDX-License-Identifier: MIT */
/* Who of a list is beaten: by middles, by whole intervals, under any taste. Each of the three carries on (who beats the beater beats the beaten),
 * so a line is held against those alone whom nobody beats, and who has more in sum: few, however long the list is. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_A_POLL = 256, HEAVIEST = 5 };

/* Points of one line by the criteria that count; `sum` is of them all. */
struct corner {
	int64_t sum;
	uint32_t at; /* of the list */
	int32_t of[CRITERION_COUNT];
};

/* Who is at least as good everywhere has no less in sum. */
static bool reaches(const struct corner *other, const struct corner *one, size_t criteria)
{
	for (size_t k = 0; k < criteria; k++)
		if (other->of[k] < one->of[k])
			return false;
	return true;
}

static int by_sum(const void *a, const void *b)
{
	const struct corner *x = a, *y = b;

	if (x->sum != y->sum)
		return x->sum > y->sum ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* Moves to the front those that no other reaches, in the order of their sums; of equal ones the first, or with `has_equals` all. Returns how many. */
static size_t unbeaten(struct corner *corners, size_t count, size_t criteria, bool has_equals,
	const struct interrupt *interrupt)
{
	size_t kept = 0;

	qsort(corners, count, sizeof(*corners), by_sum);
	for (size_t i = 0; i < count; i++) {
		const struct corner *one = &corners[i];
		bool is_beaten = false;
		if (i % ROWS_A_POLL == 0 && interrupt_is_due(interrupt, i, count))
			break;
		for (size_t j = 0; j < kept && !is_beaten; j++) {
			if (has_equals && corners[j].sum == one->sum)
				break;
			is_beaten = reaches(&corners[j], one, criteria);
		}
		if (!is_beaten)
			corners[kept++] = *one;
	}
	return kept;
}

static size_t heaviest(const int32_t weights[CRITERION_COUNT], int out[HEAVIEST])
{
	bool taken[CRITERION_COUNT] = { false };
	size_t count = 0;

	while (count < HEAVIEST) {
		int best = -1;
		for (int k = 0; k < CRITERION_COUNT; k++)
			if (!taken[k] && weights[k] > 0 && (best < 0 || weights[k] > weights[best]))
				best = k;
		if (best < 0)
			break;
		out[count++] = best;
		taken[best] = true;
	}
	return count;
}

/* By mids on the heaviest criteria. */
static void mark_unbeaten(struct ranking *ranking, struct corner *corners,
	const struct interrupt *interrupt)
{
	int heavy[HEAVIEST];
	size_t criteria = heaviest(ranking->weights, heavy), count = 0;

	for (uint32_t i = 0; i < ranking->count; i++) {
		const struct candidate *one = &ranking->list[i];
		struct corner *corner = &corners[count];
		if (one->is_marked)
			continue;
		*corner = (struct corner){ .at = i };
		for (size_t k = 0; k < criteria; k++) {
			corner->of[k] = one->of[heavy[k]].mid;
			corner->sum += corner->of[k];
		}
		count++;
	}
	count = unbeaten(corners, count, criteria, true, interrupt);
	for (size_t i = 0; i < count; i++)
		ranking->list[corners[i].at].is_pareto = true;
}

static size_t weighed(const struct ranking *ranking, int out[CRITERION_COUNT])
{
	size_t count = 0;

	for (int k = 0; k < CRITERION_COUNT; k++)
		if (ranking->weights[k] > 0)
			out[count++] = k;
	return count;
}

static struct corner corner_of(const struct ranking *ranking, uint32_t at, const int *of,
	size_t criteria, bool is_best)
{
	const struct candidate *one = &ranking->list[at];
	struct corner corner = { .at = at };

	for (size_t k = 0; k < criteria; k++) {
		corner.of[k] = is_best ? one->of[of[k]].hi : one->of[of[k]].lo;
		corner.sum += corner.of[k];
	}
	return corner;
}

/* The first of the list whose worst reaches this one's best, with a gap somewhere: of equals there is none. */
static uint32_t first_above(const struct corner *worsts, size_t count, const struct corner *best,
	size_t criteria)
{
	uint32_t first = UINT32_MAX;

	for (size_t i = 0; i < count && worsts[i].sum > best->sum; i++)
		if (worsts[i].at < first && worsts[i].at != best->at &&
			reaches(&worsts[i], best, criteria))
			first = worsts[i].at;
	return first;
}

/* By whole intervals on all criteria. Only a worst case that no earlier one of the list reaches can be the first above somebody. */
static void mark_beaten(struct ranking *ranking, struct corner *worsts,
	const struct interrupt *interrupt)
{
	int of[CRITERION_COUNT];
	size_t criteria = weighed(ranking, of), count = 0;

	for (uint32_t i = 0; i < ranking->count; i++) {
		bool is_reached = ranking->list[i].is_marked;
		if (i % ROWS_A_POLL == 0 && interrupt_is_due(interrupt, i, ranking->count))
			return;
		worsts[count] = corner_of(ranking, i, of, criteria, false);
		for (size_t j = 0; j < count && !is_reached; j++)
			is_reached = worsts[j].sum >= worsts[count].sum &&
				reaches(&worsts[j], &worsts[count], criteria);
		count += !is_reached;
	}
	qsort(worsts, count, sizeof(*worsts), by_sum);
	for (uint32_t i = 0; i < ranking->count; i++) {
		struct candidate *one = &ranking->list[i];
		struct corner best = corner_of(ranking, i, of, criteria, true);
		if (i % ROWS_A_POLL == 0 && interrupt_is_due(interrupt, i, ranking->count))
			return;
		one->beaten_by = first_above(worsts, count, &best, criteria);
		one->is_beaten = one->beaten_by != UINT32_MAX;
	}
}

void rank_mark_frontier(struct ranking *ranking, const struct interrupt *interrupt)
{
	struct corner *corners = memory_get(((size_t)ranking->count + 1) * sizeof(*corners));

	mark_unbeaten(ranking, corners, interrupt);
	mark_beaten(ranking, corners, interrupt);
	free(corners);
}

void rank_mark_hopeless(const struct ranking *ranking, uint32_t end, bool asks_evidence,
	bool *is_hopeless, const struct interrupt *interrupt)
{
	struct corner *corners = memory_get(((size_t)end + 1) * sizeof(*corners));
	size_t count = 0;

	for (uint32_t i = 0; i < end; i++) {
		const struct candidate *one = &ranking->list[i];
		is_hopeless[i] = true;
		if (asks_evidence && one->evidence < EVIDENCE_MAKER)
			continue;
		corners[count] = (struct corner){ .at = i };
		memcpy(corners[count].of, one->cautious, sizeof(one->cautious));
		for (int k = 0; k < CRITERION_COUNT; k++)
			corners[count].sum += one->cautious[k];
		count++;
	}
	count = unbeaten(corners, count, CRITERION_COUNT, false, interrupt);
	for (size_t i = 0; i < count; i++)
		is_hopeless[corners[i].at] = false;
	free(corners);
}

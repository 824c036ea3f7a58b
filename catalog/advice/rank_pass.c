/* SPDX-License-Identifier: MIT */
/* One pass over the catalog: what each model scores, the totals, the order. */
#include "catalog/advice/rank_parts.h"

#include <stdlib.h>
#include <string.h>

static void add_totals(struct ranker *ranker, struct pass *pass)
{
	const int64_t caution = (int64_t)(pass->setting.caution * 1000 + 0.5);
	int64_t quality_weight = pass->weights[CRITERION_QUALITY];

	for (uint32_t row = 0; row < ranker->model_count; row++) {
		int64_t lo = 0, mid = 0, hi = 0;
		if ((ranker->row_state[row] & ~ROW_IS_OWN) == ROW_OUT)
			continue;
		for (int i = 0; i < CRITERION_COUNT; i++) {
			const struct band *one = &pass->bands[i][row];
			lo += (int64_t)pass->weights[i] * one->lo;
			mid += (int64_t)pass->weights[i] * one->mid;
			hi += (int64_t)pass->weights[i] * one->hi;
		}
		struct band *total = &ranker->totals[row];
		*total = (struct band){ (int32_t)(lo / POINTS), (int32_t)(mid / POINTS),
			(int32_t)(hi / POINTS) };
		const struct quality_row *quality = &ranker->quality[row];
		int64_t doubt = points((double)quality->point) - points((double)quality->low);
		ranker->keys[row] = total->mid - caution * (total->hi - total->lo) / 4000 -
			quality_weight * caution / 1000 * doubt / POINTS;
	}
}

struct ordering {
	const struct ranker *ranker;
	const struct pass *pass;
	bool has_veto;
};

static bool is_vetoed(const struct ranker *ranker, const struct pass *pass, uint32_t row)
{
	int first = pass->setting.first_priority;

	(void)ranker;
	return first >= 0 && pass->bands[first][row].hi < POINTS / 5;
}

static int class_of(const struct ordering *ordering, uint32_t row)
{
	int state = ordering->ranker->row_state[row] & ~ROW_IS_OWN;

	if (state == ROW_CERTAIN && ordering->has_veto &&
		is_vetoed(ordering->ranker, ordering->pass, row))
		return 2;
	return state == ROW_CERTAIN ? 0 : 1;
}

static int by_order(const void *a, const void *b, void *context)
{
	const struct ordering *ordering = context;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	int first = class_of(ordering, x), second = class_of(ordering, y);
	int64_t one = ordering->ranker->keys[x], two = ordering->ranker->keys[y];

	if (first != second)
		return first - second;
	if (one != two)
		return one > two ? -1 : 1;
	return x < y ? -1 : x > y; /* rows are in the order of ids */
}

/* A model without a result for this work does not lead while one with results is in that may be as good: whose best case reaches the other's worst. What
 * other work foretells is nearer: there the middle must reach it. */
static bool may_lead(const struct ranker *ranker, uint32_t row, uint32_t unmeasured)
{
	const struct quality_row *one = &ranker->quality[row],
				 *other = &ranker->quality[unmeasured];

	return one->evidence >= EVIDENCE_MAKER &&
		(other->evidence == EVIDENCE_NONE ? one->high : one->point) >= other->low;
}

static void put_evidence_first(struct ranker *ranker, const struct ordering *ordering,
	uint32_t count)
{
	uint32_t at = 0;

	if (count == 0 || ranker->quality[ranker->order[0]].evidence >= EVIDENCE_MAKER)
		return;
	while (at < count && class_of(ordering, ranker->order[at]) == 0 &&
		!may_lead(ranker, ranker->order[at], ranker->order[0]))
		at++;
	if (at >= count || class_of(ordering, ranker->order[at]) != 0)
		return;
	uint32_t leader = ranker->order[at];
	memmove(ranker->order + 1, ranker->order, at * sizeof(*ranker->order));
	ranker->order[0] = leader;
}

static void collect_rows(struct ranker *ranker, struct pass *pass)
{
	bool has_plain = false;

	pass->ordered = 0;
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		int state = ranker->row_state[row] & ~ROW_IS_OWN;
		if (state != ROW_CERTAIN)
			continue;
		ranker->order[pass->ordered++] = row;
		has_plain = has_plain || !is_vetoed(ranker, pass, row);
	}
	pass->has_veto = has_plain; /* when all would fall, nobody does */
}

void pass_order(struct ranker *ranker, struct pass *pass)
{
	struct ordering ordering = { ranker, pass, pass->has_veto };

	qsort_r(ranker->order, pass->ordered, sizeof(*ranker->order), by_order, &ordering);
	put_evidence_first(ranker, &ordering, pass->ordered);
}

enum result pass_run(struct ranker *ranker, const struct answers *answers, struct pass *pass,
	struct arena *arena, const struct interrupt *interrupt, struct error *err)
{
	memset(pass, 0, sizeof(*pass));
	if (interrupt_is_due(interrupt, 0, 0))
		return RESULT_INTERRUPTED;
	needs_make_room(ranker, false);
	pass->setting = setting_of(ranker->questionnaire, answers);
	enum result result = needs_of(ranker, answers, pass->needs, &pass->need_count, arena, err);
	if (result == RESULT_OK)
		result = pass_judge(ranker, answers, pass, err);
	if (result != RESULT_OK)
		return result;
	weights_of(ranker->questionnaire, answers, &pass->setting, pass->weights);
	score_quality(ranker, &pass->setting);
	score_hosts(ranker, pass);
	for (int i = 0; i < CRITERION_COUNT; i++)
		if (!pass->bands[i])
			pass->bands[i] = score_bands(ranker, (enum criterion)i, &pass->setting);
	add_totals(ranker, pass);
	collect_rows(ranker, pass);
	return RESULT_OK;
}

/* The best row whose line is not among those taken; `unmeasured`: of those that may lead before it (UINT32_MAX: of all). */
static uint32_t best_row(const struct ranker *ranker, const struct pass *pass,
	const struct standing *standing, uint32_t unmeasured)
{
	struct ordering ordering = { ranker, pass, pass->has_veto };
	uint32_t best = UINT32_MAX;

	for (uint32_t i = 0; i < pass->ordered; i++) {
		uint32_t row = ranker->order[i];
		if (best != UINT32_MAX && by_order(&row, &best, &ordering) >= 0)
			continue;
		bool is_taken = unmeasured != UINT32_MAX &&
			(!may_lead(ranker, row, unmeasured) || class_of(&ordering, row) != 0);
		for (uint32_t j = 0; j < standing->top_count && !is_taken; j++)
			is_taken = ranker->models[standing->top[j]].lineage ==
				ranker->models[row].lineage;
		if (!is_taken)
			best = row;
	}
	return best;
}

void pass_top(const struct ranker *ranker, const struct pass *pass, struct standing *standing)
{
	*standing = (struct standing){ .certain = pass->certain,
		.possible = pass->marked + pass->verify,
		.out = pass->out };
	while (standing->top_count < TOP_MAX) {
		uint32_t row = best_row(ranker, pass, standing, UINT32_MAX);
		if (row == UINT32_MAX)
			break;
		if (standing->top_count == 0 && ranker->quality[row].evidence < EVIDENCE_MAKER) {
			uint32_t measured = best_row(ranker, pass, standing, row);
			row = measured != UINT32_MAX ? measured : row;
		}
		standing->top[standing->top_count++] = row;
	}
}

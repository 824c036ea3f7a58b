/* SPDX-License-Identifier: MIT */
/* One pass over the catalog: which route of each model meets the needs, the totals, the order. */
#include "catalog/advice/rank_parts.h"

#include <stdlib.h>
#include <string.h>

struct route {
	uint32_t failed, unknown;
	bool is_own;
};

struct columns {
	const struct need_column *of[NEED_MAX];
	size_t count;
	uint32_t verify, keep;    /* needs by what an unknown means */
	uint32_t of_offers;       /* needs that ask something of an offer */
	uint8_t asking[NEED_MAX]; /* those needs */
	size_t asking_count;
};

static int weight_of(const struct pass *pass, uint32_t mask)
{
	int sum = 0;

	for (size_t i = 0; i < pass->need_count; i++)
		sum += mask >> i & 1 ? pass->needs[i].relax : 0;
	return sum;
}

static bool is_better(const struct pass *pass, struct route a, struct route b)
{
	if ((a.failed == 0) != (b.failed == 0))
		return a.failed == 0;
	if (a.failed != b.failed)
		return weight_of(pass, a.failed) < weight_of(pass, b.failed);
	if ((a.unknown == 0) != (b.unknown == 0))
		return a.unknown == 0;
	return weight_of(pass, a.unknown) < weight_of(pass, b.unknown);
}

static struct route route_own(const struct columns *columns, uint32_t row)
{
	struct route route = { .is_own = true };

	for (size_t i = 0; i < columns->count; i++) {
		uint8_t answer = columns->of[i]->own[row];
		route.failed |= (uint32_t)(answer == JUDGED_NO) << i;
		route.unknown |= (uint32_t)(answer == JUDGED_UNKNOWN) << i;
	}
	return route;
}

static struct route route_model(const struct columns *columns, uint32_t row)
{
	struct route route = { 0 };

	for (size_t i = 0; i < columns->count; i++) {
		uint8_t answer = columns->of[i]->rows[row];
		route.failed |= (uint32_t)(answer == JUDGED_NO) << i;
		route.unknown |= (uint32_t)(answer == JUDGED_UNKNOWN) << i;
	}
	return route;
}

static struct route route_offer(const struct columns *columns, struct route model, uint32_t offer)
{
	uint32_t failed = model.failed, unknown = model.unknown;

	for (size_t i = 0; i < columns->asking_count; i++) {
		uint8_t need = columns->asking[i], answer = columns->of[need]->offers[offer];
		failed |= (uint32_t)(answer == JUDGED_NO) << need;
		unknown |= (uint32_t)(answer == JUDGED_UNKNOWN) << need;
	}
	return (struct route){ .failed = failed, .unknown = unknown & ~failed };
}

static struct route best_route(const struct ranker *ranker, const struct pass *pass,
	const struct columns *columns, uint32_t row)
{
	uint32_t from = store_offers_from(ranker->store, row),
		 to = store_offers_from(ranker->store, row + 1);
	struct route model = route_model(columns, row), best = { .failed = UINT32_MAX };
	uint8_t routes = pass->setting.routes;
	bool takes_hosted = routes & (ROUTE_HOSTED | ROUTE_CLOUD);
	bool takes_own = routes & ROUTE_OWN ||
		(routes & ROUTE_UNSERVED && from == to && row_is_own(ranker, row));

	for (uint32_t offer = from; offer < to; offer++) {
		struct route one = route_offer(columns, model, offer);
		if (best.failed == UINT32_MAX || is_better(pass, one, best))
			best = one;
	}
	if (from == to && takes_hosted && !takes_own) { /* nobody on record serves it */
		best = model;
		best.unknown |= (columns->of_offers & ~best.failed) | (pass->need_count > 0);
	}
	if (takes_own) {
		struct route own = route_own(columns, row);
		if (best.failed == UINT32_MAX || is_better(pass, own, best))
			best = own;
	}
	if (best.failed == UINT32_MAX)
		best = (struct route){ .failed = model.failed, .unknown = model.unknown | 1 };
	return best;
}

static bool is_named(const struct text *ids, size_t count, struct text id)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(ids[i], id))
			return true;
	return false;
}

/* The first base need is the one of being to be had at all: who is served by nobody on record does not surely meet it. */
static enum row_state state_of(const struct columns *columns, struct route route)
{
	if (route.failed)
		return ROW_OUT;
	if (route.unknown & columns->verify)
		return ROW_VERIFY;
	if (route.unknown & (~columns->keep | 1))
		return ROW_MARKED;
	return ROW_CERTAIN;
}

/* What is free within limits carries no work: it counts only where nothing else does. */
static void leave_trials_out(struct ranker *ranker, uint32_t from, uint32_t to)
{
	bool has_other = false;

	for (uint32_t offer = from; offer < to; offer++)
		has_other = has_other ||
			(ranker->allowed[offer] && !store_offer_is_trial(ranker->store, offer));
	for (uint32_t offer = from; has_other && offer < to; offer++)
		if (store_offer_is_trial(ranker->store, offer))
			ranker->allowed[offer] = 0;
}

static void allow_offers(struct ranker *ranker, const struct columns *columns, uint32_t row,
	struct route best, bool is_free_wanted)
{
	uint32_t from = store_offers_from(ranker->store, row),
		 to = store_offers_from(ranker->store, row + 1);
	struct route model;

	if (best.is_own || best.failed != 0) {
		memset(ranker->allowed + from, 0, to - from);
		return;
	}
	model = route_model(columns, row);
	for (uint32_t offer = from; offer < to; offer++) {
		struct route one = route_offer(columns, model, offer);
		ranker->allowed[offer] = one.failed == 0 && one.unknown == best.unknown;
	}
	if (!is_free_wanted)
		leave_trials_out(ranker, from, to);
}

static void judge_rows(struct ranker *ranker, const struct answers *answers, struct pass *pass,
	const struct columns *columns)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		struct route best = best_route(ranker, pass, columns, row);
		enum row_state state = state_of(columns, best);
		if (answers->hide_count > 0 &&
			is_named(answers->hide, answers->hide_count, store_id(ranker->store, row)))
			state = ROW_OUT;
		ranker->row_failed[row] = best.failed;
		ranker->row_unknown[row] = best.unknown;
		ranker->row_state[row] = (uint8_t)(state | (best.is_own ? ROW_IS_OWN : 0));
		allow_offers(ranker, columns, row, best, pass->setting.wants_free);
		pass->certain += state == ROW_CERTAIN;
		pass->marked += state == ROW_MARKED;
		pass->verify += state == ROW_VERIFY;
		pass->out += state == ROW_OUT;
	}
}

static enum result get_columns(struct ranker *ranker, struct pass *pass, struct columns *columns,
	struct error *err)
{
	enum result result = RESULT_OK;

	*columns = (struct columns){ .count = pass->need_count };
	for (size_t i = 0; i < pass->need_count && result == RESULT_OK; i++) {
		result = need_column_get(ranker, &pass->needs[i], &pass->setting, &columns->of[i],
			err);
		if (result != RESULT_OK)
			break;
		columns->verify |= (uint32_t)(pass->needs[i].unknown == UNKNOWN_VERIFY) << i;
		columns->keep |= (uint32_t)(pass->needs[i].unknown == UNKNOWN_KEEP) << i;
		columns->of_offers |= (uint32_t)(columns->of[i]->offers != NULL) << i;
		if (columns->of[i]->offers)
			columns->asking[columns->asking_count++] = (uint8_t)i;
	}
	return result;
}

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
	struct columns columns;

	memset(pass, 0, sizeof(*pass));
	if (interrupt_is_due(interrupt, 0, 0))
		return RESULT_INTERRUPTED;
	needs_make_room(ranker, false);
	pass->setting = setting_of(ranker->questionnaire, answers);
	enum result result = needs_of(ranker, answers, pass->needs, &pass->need_count, arena, err);
	if (result == RESULT_OK)
		result = get_columns(ranker, pass, &columns, err);
	if (result != RESULT_OK)
		return result;
	judge_rows(ranker, answers, pass, &columns);
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
		bool is_taken = unmeasured != UINT32_MAX &&
			(!may_lead(ranker, row, unmeasured) || class_of(&ordering, row) != 0);
		for (uint32_t j = 0; j < standing->top_count && !is_taken; j++)
			is_taken = ranker->models[standing->top[j]].lineage ==
				ranker->models[row].lineage;
		if (!is_taken && (best == UINT32_MAX || by_order(&row, &best, &ordering) < 0))
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

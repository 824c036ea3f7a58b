/* SPDX-License-Identifier: MIT */
/* Which route of each model meets the needs: what each row and each offer misses as bits, a need after the other, then the best route of each row. */
#include "catalog/advice/rank_parts.h"

#include <string.h>

struct route {
	uint32_t failed, unknown;
	bool is_own;
};

/* Needs by what an unknown means, and those that ask something of an offer. */
struct kinds {
	uint32_t verify, keep, of_offers;
};

static int weight_of(const struct pass *pass, uint32_t mask)
{
	int sum = 0;

	for (; mask != 0; mask &= mask - 1)
		sum += pass->needs[__builtin_ctz(mask)].relax;
	return sum;
}

static bool is_better(const struct pass *pass, struct route a, struct route b)
{
	if (a.failed == b.failed && a.unknown == b.unknown)
		return false;
	if ((a.failed == 0) != (b.failed == 0))
		return a.failed == 0;
	if (a.failed != b.failed)
		return weight_of(pass, a.failed) < weight_of(pass, b.failed);
	if ((a.unknown == 0) != (b.unknown == 0))
		return a.unknown == 0;
	return weight_of(pass, a.unknown) < weight_of(pass, b.unknown);
}

/* One need after the other, many rows or offers at once. */
static void add_answers(struct need_masks *masks, const uint8_t *restrict answers, uint32_t count,
	unsigned need)
{
	uint32_t *restrict failed = masks->failed, *restrict unknown = masks->unknown;

	for (uint32_t i = 0; i < count; i++) {
		failed[i] |= (uint32_t)(answers[i] == JUDGED_NO) << need;
		unknown[i] |= (uint32_t)(answers[i] == JUDGED_UNKNOWN) << need;
	}
}

static void begin_masks(struct need_masks *masks, uint32_t count)
{
	memset(masks->failed, 0, count * sizeof(*masks->failed));
	memset(masks->unknown, 0, count * sizeof(*masks->unknown));
}

static struct route route_at(const struct need_masks *masks, uint32_t at)
{
	return (struct route){ .failed = masks->failed[at], .unknown = masks->unknown[at] };
}

static struct route route_offer(const struct ranker *ranker, struct route model, uint32_t offer)
{
	struct route asked = route_at(&ranker->of_offers, offer);
	uint32_t failed = model.failed | asked.failed;

	return (struct route){ .failed = failed,
		.unknown = (model.unknown | asked.unknown) & ~failed };
}

static struct route best_route(const struct ranker *ranker, const struct pass *pass,
	const struct kinds *kinds, uint32_t row)
{
	uint32_t from = ranker->offers_from[row], to = ranker->offers_from[row + 1];
	struct route model = route_at(&ranker->of_models, row), best = { .failed = UINT32_MAX };
	uint8_t routes = pass->setting.routes;
	bool takes_hosted = routes & (ROUTE_HOSTED | ROUTE_CLOUD);
	bool takes_own = routes & ROUTE_OWN ||
		(routes & ROUTE_UNSERVED && from == to && row_is_own(ranker, row));

	for (uint32_t offer = from; offer < to; offer++) {
		struct route one = route_offer(ranker, model, offer);
		if (best.failed == UINT32_MAX || is_better(pass, one, best))
			best = one;
	}
	if (from == to && takes_hosted && !takes_own) { /* nobody on record serves it */
		best = model;
		best.unknown |= (kinds->of_offers & ~best.failed) | (pass->need_count > 0);
	}
	if (takes_own) {
		struct route own = route_at(&ranker->of_own, row);
		own.is_own = true;
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
static enum row_state state_of(const struct kinds *kinds, struct route route)
{
	if (route.failed)
		return ROW_OUT;
	if (route.unknown & kinds->verify)
		return ROW_VERIFY;
	if (route.unknown & (~kinds->keep | 1))
		return ROW_MARKED;
	return ROW_CERTAIN;
}

/* What is free within limits carries no work: it counts only where nothing else does. */
static void leave_trials_out(struct ranker *ranker, uint32_t from, uint32_t to)
{
	bool has_other = false;

	for (uint32_t offer = from; offer < to && !has_other; offer++)
		has_other = ranker->allowed[offer] && !ranker->offers[offer].is_trial;
	for (uint32_t offer = from; has_other && offer < to; offer++)
		if (ranker->offers[offer].is_trial)
			ranker->allowed[offer] = 0;
}

static void allow_offers(struct ranker *ranker, uint32_t row, struct route best,
	bool is_free_wanted)
{
	uint32_t from = ranker->offers_from[row], to = ranker->offers_from[row + 1];
	struct route model;

	if (best.is_own || best.failed != 0) {
		memset(ranker->allowed + from, 0, to - from);
		return;
	}
	model = route_at(&ranker->of_models, row);
	for (uint32_t offer = from; offer < to; offer++) {
		struct route one = route_offer(ranker, model, offer);
		ranker->allowed[offer] = one.failed == 0 && one.unknown == best.unknown;
	}
	if (!is_free_wanted)
		leave_trials_out(ranker, from, to);
}

static void judge_rows(struct ranker *ranker, const struct answers *answers, struct pass *pass,
	const struct kinds *kinds)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		struct route best = best_route(ranker, pass, kinds, row);
		enum row_state state = state_of(kinds, best);
		if (answers->hide_count > 0 &&
			is_named(answers->hide, answers->hide_count, store_id(ranker->store, row)))
			state = ROW_OUT;
		ranker->row_failed[row] = best.failed;
		ranker->row_unknown[row] = best.unknown;
		ranker->row_state[row] = (uint8_t)(state | (best.is_own ? ROW_IS_OWN : 0));
		allow_offers(ranker, row, best, pass->setting.wants_free);
		pass->certain += state == ROW_CERTAIN;
		pass->marked += state == ROW_MARKED;
		pass->verify += state == ROW_VERIFY;
		pass->out += state == ROW_OUT;
	}
}

static void add_column(struct ranker *ranker, const struct need_column *column, unsigned need)
{
	add_answers(&ranker->of_models, column->rows, ranker->model_count, need);
	add_answers(&ranker->of_own, column->own, ranker->model_count, need);
	if (column->offers)
		add_answers(&ranker->of_offers, column->offers, ranker->offer_count, need);
}

enum result pass_judge(struct ranker *ranker, const struct answers *answers, struct pass *pass,
	struct error *err)
{
	struct kinds kinds = { 0 };

	begin_masks(&ranker->of_models, ranker->model_count);
	begin_masks(&ranker->of_own, ranker->model_count);
	begin_masks(&ranker->of_offers, ranker->offer_count);
	for (size_t i = 0; i < pass->need_count; i++) {
		const struct need *need = &pass->needs[i];
		const struct need_column *column;
		enum result result = need_column_get(ranker, need, &pass->setting, &column, err);
		if (result != RESULT_OK)
			return result;
		kinds.verify |= (uint32_t)(need->unknown == UNKNOWN_VERIFY) << i;
		kinds.keep |= (uint32_t)(need->unknown == UNKNOWN_KEEP) << i;
		kinds.of_offers |= (uint32_t)(column->offers != NULL) << i;
		add_column(ranker, column, (unsigned)i);
	}
	judge_rows(ranker, answers, pass, &kinds);
	return RESULT_OK;
}

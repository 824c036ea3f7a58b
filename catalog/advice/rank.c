/* SPDX-License-Identifier: MIT */
#include "catalog/advice/rank.h"

#include "catalog/advice/computations.h"
#include "catalog/advice/rank_parts.h"
#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum result check_text(struct ranker *ranker, struct text text, struct text where,
	struct error *err)
{
	struct query query;
	struct arena arena;
	struct error wrong;
	uint16_t absent;
	enum result result = RESULT_OK;

	if (text.size == 0 || text_find(text, TEXT("{n}")) >= 0)
		return RESULT_OK;
	arena_init(&arena);
	if (need_parse(ranker, text, &query, &absent, &arena, &wrong) == RESULT_OK)
		query_done(&query);
	else
		result = error_set(err, RESULT_BAD_DATA, "%.*s: %.*s: %s",
			TEXT_ARGS(ranker->questionnaire->file), TEXT_ARGS(where), wrong.message);
	arena_done(&arena);
	return result;
}

static enum result check_questions(struct ranker *ranker, struct error *err)
{
	const struct questionnaire *of = ranker->questionnaire;
	enum result result = RESULT_OK;

	for (size_t i = 0; i < of->base_count && result == RESULT_OK; i++)
		result = check_text(ranker, of->base[i].need, TEXT("base"), err);
	for (size_t i = 0; i < of->question_count && result == RESULT_OK; i++) {
		const struct question *question = &of->questions[i];
		result = check_text(ranker, question->clause_asked, question->id, err);
		for (size_t j = 0; j < question->option_count && result == RESULT_OK; j++) {
			const struct option *option = &question->options[j];
			struct text texts[] = { option->need, option->need_own, option->any,
				option->match, option->near, option->opposite,
				option->use_case ? option->use_case->trained : TEXT_NONE,
				option->use_case ? option->use_case->other : TEXT_NONE };
			for (size_t k = 0;
				k < sizeof(texts) / sizeof(texts[0]) && result == RESULT_OK; k++)
				result = check_text(ranker, texts[k], option->id, err);
		}
	}
	return result;
}

enum result ranker_new(struct ranker **out, const struct store *store,
	const struct questionnaire *questionnaire, struct error *err)
{
	struct ranker *ranker = memory_get_zeroed(1, sizeof(*ranker));
	size_t count;
	const struct computation *list = computations(&count);

	ranker->store = store;
	ranker->questionnaire = questionnaire;
	ranker->model_count = store_count(store);
	ranker->offer_count = store_offer_count(store);
	ranker->benchmark_count = store_benchmark_count(store);
	ranker->run = query_run_new(store, list, count);
	arena_init(&ranker->arena);
	ranker->allowed = memory_get_zeroed(ranker->offer_count + 1, 1);
	ranker->row_failed = memory_get_zeroed(ranker->model_count + 1, sizeof(uint32_t));
	ranker->row_unknown = memory_get_zeroed(ranker->model_count + 1, sizeof(uint32_t));
	ranker->row_state = memory_get_zeroed(ranker->model_count + 1, 1);
	ranker->keys = memory_get_zeroed(ranker->model_count + 1, sizeof(int64_t));
	ranker->order = memory_get_zeroed(ranker->model_count + 1, sizeof(uint32_t));
	ranker->totals = memory_get_zeroed(ranker->model_count + 1, sizeof(struct band));
	ranker->months = memory_get_zeroed(1, sizeof(*ranker->months));
	ranker->memories = memory_get_zeroed(1, sizeof(*ranker->memories));
	facts_gather(ranker);
	enum result result = check_questions(ranker, err);
	if (result != RESULT_OK) {
		ranker_free(ranker);
		return result;
	}
	*out = ranker;
	return RESULT_OK;
}

void ranker_free(struct ranker *ranker)
{
	if (!ranker)
		return;
	needs_make_room(ranker, true);
	for (int i = 0; i < CRITERION_COUNT; i++)
		for (size_t j = 0; j < BAND_CACHE; j++)
			free(ranker->bands[i].bands[j]);
	void *owned[] = { ranker->models, ranker->offers, ranker->results, ranker->quality,
		ranker->allowed, ranker->row_failed, ranker->row_unknown, ranker->row_state,
		ranker->keys, ranker->order, ranker->totals };
	for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++)
		free(owned[i]);
	figures_free(ranker->months);
	figures_free(ranker->memories);
	query_run_free(ranker->run);
	arena_done(&ranker->arena);
	free(ranker);
}

const struct questionnaire *ranker_questionnaire(const struct ranker *ranker)
{
	return ranker->questionnaire;
}

const struct store *ranker_store(const struct ranker *ranker)
{
	return ranker->store;
}

static void set_context(const struct ranker *ranker, const struct pass *pass,
	struct candidate *candidate)
{
	uint32_t row = candidate->row;

	candidate->context = NAN;
	candidate->context_offer = UINT32_MAX;
	if (candidate->is_own)
		candidate->context = ranker->models[row].context;
	for (uint32_t offer = store_offers_from(ranker->store, row);
		!candidate->is_own && offer < store_offers_from(ranker->store, row + 1); offer++)
		if (ranker->allowed[offer] && !isnan(ranker->offers[offer].context) &&
			!(ranker->offers[offer].context <= candidate->context)) {
			candidate->context = ranker->offers[offer].context;
			candidate->context_offer = offer;
		}
	candidate->is_claimed_only = pass->setting.length > 128000 &&
		ranker->models[row].long_shown < pass->setting.length / 2;
}

static void set_month(const struct ranker *ranker, const struct pass *pass,
	struct candidate *candidate)
{
	bool thinks = ranker->models[candidate->row].can & 1;

	candidate->month_low = candidate->month_high = NAN;
	candidate->month_offer = UINT32_MAX;
	memory_of(ranker, candidate->row, &pass->setting, &candidate->memory_low,
		&candidate->memory_high);
	candidate->is_speed_estimated = true;
	if (candidate->is_own)
		return;
	for (uint32_t offer = store_offers_from(ranker->store, candidate->row);
		offer < store_offers_from(ranker->store, candidate->row + 1); offer++) {
		double low, high, most, ignored;
		if (!ranker->allowed[offer])
			continue;
		if (!isnan(ranker->offers[offer].speed))
			candidate->is_speed_estimated = false;
		if (!month_at_offer(ranker, offer, &pass->setting, 1, &low, &high))
			continue;
		month_at_offer(ranker, offer, &pass->setting, thinks ? 2.5 : 1, &ignored, &most);
		if (!(low >= candidate->month_low)) {
			candidate->month_low = low;
			candidate->month_high = most;
			candidate->month_offer = offer;
			candidate->has_tier = ranker->offers[offer].has_tiers;
			candidate->is_free = low <= 0 && most <= 0;
		}
	}
}

static void fill_candidate(const struct ranker *ranker, const struct pass *pass, uint32_t row,
	struct candidate *candidate)
{
	const struct quality_row *quality = &ranker->quality[row];
	int first = pass->setting.first_priority;

	*candidate = (struct candidate){ .row = row,
		.unknown = ranker->row_unknown[row],
		.is_own = ranker->row_state[row] & ROW_IS_OWN,
		.is_marked = (ranker->row_state[row] & ~ROW_IS_OWN) != ROW_CERTAIN,
		.total = ranker->totals[row],
		.key = ranker->keys[row],
		.evidence = (enum evidence_kind)quality->evidence,
		.quality = (double)quality->point,
		.quality_low = (double)quality->low,
		.quality_high = (double)quality->high,
		.coverage = (double)quality->coverage,
		.beaten_by = UINT32_MAX,
		.folded_into = UINT32_MAX };
	int64_t caution = (int64_t)(pass->setting.caution * 1000 + 0.5);
	for (int i = 0; i < CRITERION_COUNT; i++) {
		const struct band *band = &pass->bands[i][row];
		candidate->of[i] = *band;
		candidate->cautious[i] = (int32_t)(band->mid -
			caution * (band->hi - band->lo) / 4000);
	}
	int32_t doubt = points(candidate->quality) - points(candidate->quality_low);
	candidate->cautious[CRITERION_QUALITY] -= (int32_t)(caution * doubt / 1000);
	candidate->is_traded = first >= 0 && candidate->of[first].hi < POINTS / 5;
	set_context(ranker, pass, candidate);
	set_month(ranker, pass, candidate);
}

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

/* By mids on the heaviest criteria: unbeaten ones are marked. By whole intervals on all: surely beaten ones are hidden. */
static void mark_frontier(struct ranking *ranking)
{
	int heavy[5];

	heaviest(ranking->weights, heavy);
	for (uint32_t i = 0; i < ranking->count; i++) {
		struct candidate *one = &ranking->list[i];
		one->is_pareto = !one->is_marked;
		for (uint32_t j = 0; j < ranking->count && (one->is_pareto || !one->is_beaten);
			j++) {
			const struct candidate *other = &ranking->list[j];
			bool is_above = !other->is_marked && j != i, is_more = false,
			     is_sure = !other->is_marked && j != i;
			for (int k = 0; k < 5 && is_above; k++) {
				if (heavy[k] < 0)
					continue;
				is_above = other->of[heavy[k]].mid >= one->of[heavy[k]].mid;
				is_more = is_more ||
					other->of[heavy[k]].mid > one->of[heavy[k]].mid;
			}
			bool is_gap = false;
			for (int k = 0; k < CRITERION_COUNT && is_sure; k++) {
				is_sure = ranking->weights[k] == 0 ||
					other->of[k].lo >= one->of[k].hi;
				is_gap = is_gap ||
					(ranking->weights[k] > 0 &&
						other->of[k].lo > one->of[k].hi);
			}
			if (is_above && is_more)
				one->is_pareto = false;
			if (is_sure && is_gap && !one->is_beaten) {
				one->is_beaten = true;
				one->beaten_by = j;
			}
		}
	}
}

static bool is_pinned(const struct ranking *ranking, const struct candidate *candidate)
{
	for (size_t i = 0; i < ranking->answers.pin_count; i++)
		if (text_equal(ranking->answers.pins[i], store_id(ranking->store, candidate->row)))
			return true;
	return false;
}

/* Lines to the front, folded ones behind, both in their order; folded_into points at the line. */
static void fold(const struct ranker *ranker, struct ranking *ranking, struct arena *arena)
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

/* One fact to confirm is worth a letter; six are another search. */
static int by_open_then_key(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->open != y->open)
		return (int)x->open - (int)y->open;
	if (x->key != y->key)
		return x->key > y->key ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

static void collect_verify(struct ranker *ranker, const struct pass *pass, struct ranking *ranking,
	struct arena *arena)
{
	uint32_t kept = 0;

	for (size_t i = 1; i < pass->need_count; i++)
		kept |= (uint32_t)(pass->needs[i].unknown == UNKNOWN_KEEP) << i;
	ranking->verify = ARENA_ARRAY(arena, struct candidate, pass->verify + pass->marked + 1);
	for (uint32_t row = 0; row < ranker->model_count; row++)
		if ((ranker->row_state[row] & ~ROW_IS_OWN) == ROW_VERIFY ||
			(ranker->row_state[row] & ~ROW_IS_OWN) == ROW_MARKED)
			fill_candidate(ranker, pass, row,
				&ranking->verify[ranking->verify_count++]);
	for (uint32_t i = 0; i < ranking->verify_count; i++)
		ranking->verify[i].open = (uint8_t)__builtin_popcount(
			ranking->verify[i].unknown & ~kept);
	qsort(ranking->verify, ranking->verify_count, sizeof(*ranking->verify), by_open_then_key);
}

/* "5 more if the region is confirmed": models with this one need open. */
static void count_confirmations(struct ranking *ranking)
{
	const struct candidate *lists[] = { ranking->list, ranking->verify };
	uint32_t counts[] = { ranking->count, ranking->verify_count };

	for (size_t need = 0; need < ranking->need_count; need++) {
		uint32_t models = 0;
		for (int k = 0; k < 2; k++)
			for (uint32_t i = 0; i < counts[k]; i++) {
				const struct candidate *one = &lists[k][i];
				bool is_open = k == 1 || one->is_marked;
				uint32_t unknown = one->unknown;
				for (size_t j = 0; j < ranking->need_count; j++)
					if (ranking->needs[j].unknown == UNKNOWN_KEEP && j > 0)
						unknown &= ~(UINT32_C(1) << j);
				models += is_open && unknown == UINT32_C(1) << need;
			}
		if (models > 0)
			ranking->confirmations[ranking->confirmation_count++] =
				(struct confirmation){ (uint8_t)need, models };
	}
}

static enum firmness firmness_of(const struct ranking *ranking)
{
	if (ranking->lines == 0 || ranking->list[0].is_marked || ranking->draws == 0)
		return FIRM_NONE;
	uint32_t weaker = ranking->list[0].preference < ranking->list[0].data
		? ranking->list[0].preference
		: ranking->list[0].data;
	uint32_t percent = (weaker * 100 + ranking->draws / 2) / ranking->draws;
	return percent >= 70 ? FIRM_CLEAR : percent >= 40 ? FIRM_LEANING : FIRM_TOSS_UP;
}

static void collect(struct ranker *ranker, const struct pass *pass, struct ranking *ranking,
	struct arena *arena)
{
	memcpy(ranking->needs, pass->needs, sizeof(pass->needs));
	ranking->need_count = pass->need_count;
	memcpy(ranking->weights, pass->weights, sizeof(pass->weights));
	ranking->target = pass->setting.target;
	ranking->caution = pass->setting.caution;
	ranking->certain = pass->certain;
	ranking->possible = pass->marked + pass->verify;
	ranking->out = pass->out;
	ranking->count = pass->ordered;
	ranking->list = ARENA_ARRAY(arena, struct candidate, pass->ordered + 1);
	bool has_plain = false;
	for (uint32_t i = 0; i < pass->ordered; i++) {
		fill_candidate(ranker, pass, ranker->order[i], &ranking->list[i]);
		has_plain = has_plain ||
			(!ranking->list[i].is_marked && !ranking->list[i].is_traded);
	}
	for (uint32_t i = 0; i < ranking->count; i++)
		if (!has_plain || ranking->list[i].is_marked)
			ranking->list[i].is_traded = false;
	uint8_t *allowed = ARENA_ARRAY(arena, uint8_t, ranker->offer_count + 1);
	memcpy(allowed, ranker->allowed, ranker->offer_count);
	ranking->allowed = allowed;
	ranking->failed = ARENA_ARRAY(arena, uint32_t, ranker->model_count + 1);
	memcpy(ranking->failed, ranker->row_failed, ranker->model_count * sizeof(uint32_t));
	ranking->open = ARENA_ARRAY(arena, uint32_t, ranker->model_count + 1);
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		ranking->open[row] = ranker->row_unknown[row];
		for (size_t i = 1; i < pass->need_count; i++)
			if (pass->needs[i].unknown == UNKNOWN_KEEP)
				ranking->open[row] &= ~(UINT32_C(1) << i);
	}
	collect_verify(ranker, pass, ranking, arena);
}

enum result ranker_rank(struct ranker *ranker, const struct answers *answers, enum rank_depth depth,
	struct arena *arena, const struct interrupt *interrupt, struct ranking **out,
	struct error *err)
{
	struct ranking *ranking = ARENA_ARRAY(arena, struct ranking, 1);
	struct pass pass;

	ranking->store = ranker->store;
	ranking->questionnaire = ranker->questionnaire;
	ranking->answers = *answers;
	ranking->has_needs = !answers_is_empty(answers);
	ranking->next = -1;
	enum result result = pass_run(ranker, answers, &pass, arena, interrupt, err);
	if (result != RESULT_OK)
		return result;
	pass_order(ranker, &pass);
	collect(ranker, &pass, ranking, arena);
	mark_frontier(ranking);
	robust_draw(ranker, ranking, interrupt);
	fold(ranker, ranking, arena);
	count_confirmations(ranking);
	ranking->firmness = firmness_of(ranking);
	rank_alternatives(ranker, ranking, arena);
	if (depth == RANK_EXPLORE) {
		result = rank_what_ifs(ranker, ranking, arena, interrupt, err);
		if (result == RESULT_OK)
			result = rank_relaxations(ranker, ranking, arena, interrupt, err);
	}
	if (result == RESULT_OK && interrupt_is_due(interrupt, 1, 1))
		result = RESULT_INTERRUPTED;
	*out = ranking;
	return result;
}

enum result ranker_stand(struct ranker *ranker, const struct answers *answers,
	const struct interrupt *interrupt, struct standing *standing, struct error *err)
{
	struct pass pass;
	struct arena scratch;

	arena_init(&scratch);
	enum result result = pass_run(ranker, answers, &pass, &scratch, interrupt, err);
	if (result == RESULT_OK)
		pass_top(ranker, &pass, standing);
	arena_done(&scratch);
	return result;
}

const struct candidate *ranking_find(const struct ranking *ranking, uint32_t row)
{
	for (uint32_t i = 0; i < ranking->count; i++)
		if (ranking->list[i].row == row)
			return &ranking->list[i];
	for (uint32_t i = 0; i < ranking->verify_count; i++)
		if (ranking->verify[i].row == row)
			return &ranking->verify[i];
	return NULL;
}

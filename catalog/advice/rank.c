/* SPDX-License-Identifier: MIT */
#include "catalog/advice/rank.h"

#include "catalog/advice/computations.h"
#include "catalog/advice/rank_parts.h"
#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct weighed_most ranked_most = { .whole = RANKED_MAX, .candidates = CANDIDATES_MAX };

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
				option->use_case ? option->use_case->made_for : TEXT_NONE,
				option->use_case ? option->use_case->trained : TEXT_NONE,
				option->use_case ? option->use_case->other : TEXT_NONE };
			for (size_t k = 0;
				k < sizeof(texts) / sizeof(texts[0]) && result == RESULT_OK; k++)
				result = check_text(ranker, texts[k], option->id, err);
		}
	}
	return result;
}

static struct need_masks masks_new(uint32_t count)
{
	return (struct need_masks){ memory_get_zeroed(count + 1, sizeof(uint32_t)),
		memory_get_zeroed(count + 1, sizeof(uint32_t)) };
}

enum result ranker_new(struct ranker **out, const struct store *store,
	const struct questionnaire *questionnaire, struct candidates *candidates, struct error *err)
{
	struct ranker *ranker = memory_get_zeroed(1, sizeof(*ranker));
	size_t count;
	const struct computation *list = computations(&count);

	ranker->whole = store;
	ranker->candidates = candidates;
	if (candidates)
		store = candidates_store(candidates);
	ranker->store = store;
	ranker->questionnaire = questionnaire;
	ranker->model_count = store_count(store);
	ranker->offer_count = store_offer_count(store);
	ranker->benchmark_count = store_benchmark_count(store);
	ranker->run = query_run_new(store, list, count);
	arena_init(&ranker->arena);
	ranker->of_models = masks_new(ranker->model_count);
	ranker->of_own = masks_new(ranker->model_count);
	ranker->of_offers = masks_new(ranker->offer_count);
	ranker->allowed = memory_get_zeroed(ranker->offer_count + 1, 1);
	ranker->row_failed = memory_get_zeroed(ranker->model_count + 1, sizeof(uint32_t));
	ranker->row_unknown = memory_get_zeroed(ranker->model_count + 1, sizeof(uint32_t));
	ranker->row_state = memory_get_zeroed(ranker->model_count + 1, 1);
	ranker->keys = memory_get_zeroed(ranker->model_count + 1, sizeof(int64_t));
	ranker->order = memory_get_zeroed(ranker->model_count + 1, sizeof(uint32_t));
	ranker->totals = memory_get_zeroed(ranker->model_count + 1, sizeof(struct band));
	ranker->host = memory_get_zeroed(ranker->model_count + 1, sizeof(uint32_t));
	for (int i = 0; i < HOST_PARTS; i++)
		ranker->host_bands[i] = memory_get_zeroed(ranker->model_count + 1,
			sizeof(struct band));
	ranker->months = memory_get_zeroed(1, sizeof(*ranker->months));
	ranker->memories = memory_get_zeroed(1, sizeof(*ranker->memories));
	facts_gather(ranker);
	score_priors(ranker);
	enum result result = check_questions(ranker, err);
	if (result != RESULT_OK) {
		ranker_free(ranker);
		return result;
	}
	*out = ranker;
	return RESULT_OK;
}

enum result ranker_open(struct ranker **ranker, const struct store *store,
	const struct questionnaire *questionnaire, struct weighed_most most,
	const struct interrupt *interrupt, struct error *err)
{
	struct candidates *candidates = candidates_begin(store, most);
	enum result result = candidates ? candidates_go_on(candidates, interrupt, err) : RESULT_OK;

	if (result != RESULT_OK) {
		candidates_free(candidates);
		return result;
	}
	return ranker_new(ranker, store, questionnaire, candidates, err);
}

void ranker_free(struct ranker *ranker)
{
	if (!ranker)
		return;
	needs_make_room(ranker, true);
	for (int i = 0; i < CRITERION_COUNT; i++)
		for (size_t j = 0; j < BAND_CACHE; j++)
			free(ranker->bands[i].bands[j]);
	for (int i = 0; i < HOST_PARTS; i++) {
		free(ranker->host_bands[i]);
		for (size_t j = 0; j < BAND_CACHE; j++)
			free(ranker->offer_bands[i].bands[j]);
	}
	void *owned[] = { ranker->models, ranker->offers, ranker->results, ranker->quality,
		ranker->allowed, ranker->row_failed, ranker->row_unknown, ranker->row_state,
		ranker->keys, ranker->order, ranker->totals, ranker->host, ranker->offers_from,
		ranker->of_models.failed, ranker->of_models.unknown, ranker->of_own.failed,
		ranker->of_own.unknown, ranker->of_offers.failed, ranker->of_offers.unknown };
	for (size_t i = 0; i < sizeof(owned) / sizeof(owned[0]); i++)
		free(owned[i]);
	figures_free(ranker->months);
	figures_free(ranker->memories);
	query_run_free(ranker->run);
	candidates_free(ranker->candidates);
	arena_done(&ranker->arena);
	free(ranker);
}

static void set_context(const struct ranker *ranker, const struct pass *pass,
	struct candidate *candidate)
{
	uint32_t row = candidate->row;

	candidate->context = candidate->is_own  ? ranker->models[row].context
		: candidate->host != UINT32_MAX ? ranker->offers[candidate->host].context
						: (double)NAN;
	candidate->context_offer = isnan(candidate->context) ? UINT32_MAX : candidate->host;
	candidate->is_claimed_only = pass->setting.length > 128000 &&
		ranker->models[row].long_shown < pass->setting.length / 2;
}

static void set_maker_month(const struct ranker *ranker, const struct pass *pass,
	struct candidate *candidate)
{
	double low, high;

	candidate->maker_offer = UINT32_MAX;
	candidate->maker_month = NAN;
	for (uint32_t offer = ranker->offers_from[candidate->row];
		offer < ranker->offers_from[candidate->row + 1]; offer++)
		if (!candidate->is_own && store_offer_is_own(ranker->store, offer) &&
			month_at_offer(ranker, offer, &pass->setting, 1, &low, &high) &&
			!(high >= candidate->maker_month)) {
			candidate->maker_month = high;
			candidate->maker_offer = offer;
		}
}

/* Whose figures these are not, but who may be asked as well: the cheapest and the fastest of those that meet the needs, who serves for nothing. */
static void set_others(const struct ranker *ranker, const struct pass *pass,
	struct candidate *candidate)
{
	candidate->cheapest_offer = candidate->fastest_offer = candidate->trial_offer = UINT32_MAX;
	candidate->cheapest_month = NAN;
	double fastest = INFINITY; /* for this work: with the time until it starts */
	for (uint32_t offer = ranker->offers_from[candidate->row];
		!candidate->is_own && offer < ranker->offers_from[candidate->row + 1]; offer++) {
		double low, high;
		if (candidate->trial_offer == UINT32_MAX && ranker->offers[offer].is_trial)
			candidate->trial_offer = offer;
		if (!ranker->allowed[offer])
			continue;
		double seconds = score_seconds(ranker, offer, &pass->setting);
		if (seconds < fastest) {
			fastest = seconds;
			candidate->fastest_offer = offer;
		}
		if (month_at_offer(ranker, offer, &pass->setting, 1, &low, &high) &&
			!(high >= candidate->cheapest_month)) {
			candidate->cheapest_month = high;
			candidate->cheapest_offer = offer;
		}
	}
}

/* At its host: the whole price where no discount is told. */
static void set_month(const struct ranker *ranker, const struct pass *pass,
	struct candidate *candidate)
{
	bool thinks = ranker->models[candidate->row].can & 1;
	uint32_t host = candidate->host;
	double low, high, most, ignored;

	candidate->month_low = candidate->month_high = NAN;
	candidate->month_offer = UINT32_MAX;
	candidate->is_speed_estimated = host == UINT32_MAX || !(ranker->offers[host].speed > 0);
	memory_of(ranker, candidate->row, &pass->setting, &candidate->memory_low,
		&candidate->memory_high);
	if (host == UINT32_MAX || !month_at_offer(ranker, host, &pass->setting, 1, &low, &high))
		return;
	month_at_offer(ranker, host, &pass->setting, thinks ? 2.5 : 1, &ignored, &most);
	candidate->month_low = high;
	candidate->month_high = most;
	candidate->month_offer = host;
	candidate->has_tier = ranker->offers[host].has_tiers;
	candidate->is_free = low <= 0 && most <= 0;
}

void rank_fill_candidate(const struct ranker *ranker, const struct pass *pass, uint32_t row,
	struct candidate *candidate)
{
	const struct quality_row *quality = &ranker->quality[row];
	int first = pass->setting.first_priority;

	*candidate = (struct candidate){ .row = row,
		.unknown = ranker->row_unknown[row],
		.is_own = ranker->row_state[row] & ROW_IS_OWN,
		.host = ranker->host[row],
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
	if (candidate->key < candidate->total.lo) /* untested: caution goes below the worst case */
		candidate->total.lo = candidate->key > 0 ? (int32_t)candidate->key : 0;
	set_context(ranker, pass, candidate);
	set_month(ranker, pass, candidate);
	set_maker_month(ranker, pass, candidate);
	set_others(ranker, pass, candidate);
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
		rank_fill_candidate(ranker, pass, ranker->order[i], &ranking->list[i]);
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
	rank_collect_verify(ranker, pass, ranking, arena);
}

enum result ranker_rank(struct ranker *ranker, const struct answers *answers, enum rank_depth depth,
	struct arena *arena, const struct interrupt *interrupt, struct ranking **out,
	struct error *err)
{
	struct ranking *ranking = ARENA_ARRAY(arena, struct ranking, 1);
	struct pass pass;

	ranking->store = ranker->store;
	ranking->whole = ranker->whole;
	ranking->rows = ranker->candidates ? candidates_rows(ranker->candidates) : NULL;
	ranking->candidates = ranker->candidates;
	ranking->passed_over = ranker->candidates ? candidates_passed_count(ranker->candidates) : 0;
	ranking->left_out = store_count(ranker->whole) - ranker->model_count;
	ranking->questionnaire = ranker->questionnaire;
	ranking->answers = *answers;
	ranking->has_needs = !answers_is_empty(answers);
	ranking->next = -1;
	enum result result = pass_run(ranker, answers, &pass, arena, interrupt, err);
	if (result != RESULT_OK)
		return result;
	pass_order(ranker, &pass);
	collect(ranker, &pass, ranking, arena);
	rank_mark_frontier(ranking, interrupt);
	if (!rank_fold(ranker, ranking, arena, interrupt))
		return RESULT_INTERRUPTED;
	rank_find_medians(ranking);
	robust_draw(ranker, ranking, interrupt);
	rank_count_confirmations(ranking);
	ranking->firmness = rank_firmness(ranking);
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

uint32_t ranking_whole_row(const struct ranking *ranking, uint32_t row)
{
	return ranking->rows ? ranking->rows[row] : row;
}

uint32_t ranking_row(const struct ranking *ranking, uint32_t whole_row)
{
	return ranking->candidates ? candidates_row(ranking->candidates, whole_row) : whole_row;
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

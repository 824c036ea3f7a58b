/* SPDX-License-Identifier: MIT */
/* What every model and offer answers to a need: three-valued, cached by text. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void worst(uint8_t *answer, bool is_known)
{
	uint8_t one = is_known ? JUDGED_NO : JUDGED_UNKNOWN;
	*answer = *answer > one ? *answer : one;
}

/* Nobody has the wanted values: who states others fails, who states nothing is unknown. */
static void judge_absent(const struct ranker *ranker, uint16_t field, uint8_t *rows,
	uint8_t *offers)
{
	struct arena arena;

	arena_init(&arena);
	if (field_get((enum field_id)field)->scope == SCOPE_OFFER) {
		for (uint32_t i = 0; offers && i < ranker->offer_count; i++)
			worst(&offers[i],
				store_offer_value(ranker->store, i, field, &arena).state ==
					VALUE_KNOWN);
	} else {
		for (uint32_t i = 0; rows && i < ranker->model_count; i++)
			worst(&rows[i],
				store_value(ranker->store, i, field, &arena).state == VALUE_KNOWN);
	}
	arena_done(&arena);
}

static bool is_of_offers(uint16_t field)
{
	return field != FIELD_NONE && field_get((enum field_id)field)->scope == SCOPE_OFFER;
}

enum result need_mask(struct ranker *ranker, struct text text, const uint8_t **rows,
	struct error *err)
{
	uint64_t key = text_hash(text);
	struct query query;
	struct arena arena;
	uint16_t absent;

	for (size_t i = 0; i < ranker->mask_count; i++)
		if (ranker->masks[i].key == key) {
			*rows = ranker->masks[i].rows;
			return RESULT_OK;
		}
	assert(ranker->mask_count < MASK_CACHE);
	arena_init(&arena);
	enum result result = need_parse(ranker, text, &query, &absent, &arena, err);
	if (result == RESULT_OK) {
		struct mask_column *mask = &ranker->masks[ranker->mask_count];
		mask->rows = memory_get_zeroed(ranker->model_count + 1, 1);
		mask->key = key;
		result = judge_query(ranker->run, &query, mask->rows, NULL, NULL, err);
		if (result == RESULT_OK) {
			if (absent != FIELD_NONE)
				judge_absent(ranker, absent, mask->rows, NULL);
			ranker->mask_count++;
			*rows = mask->rows;
		} else {
			free(mask->rows);
		}
		query_done(&query);
	}
	arena_done(&arena);
	return result;
}

static enum result judge_hosted(struct ranker *ranker, const struct need *need,
	struct need_column *column, struct error *err)
{
	struct query query;
	struct arena arena;
	uint16_t absent;

	arena_init(&arena);
	enum result result = need_parse(ranker, need->hosted, &query, &absent, &arena, err);
	if (result == RESULT_OK) {
		if (judge_asks_offers(&query) || is_of_offers(absent))
			column->offers = memory_get_zeroed(ranker->offer_count + 1, 1);
		result = judge_query(ranker->run, &query, column->rows, column->offers, NULL, err);
		if (result == RESULT_OK && absent != FIELD_NONE)
			judge_absent(ranker, absent, column->rows, column->offers);
		query_done(&query);
	}
	arena_done(&arena);
	return result;
}

static void judge_budget(struct ranker *ranker, const struct need *need,
	const struct setting *setting, struct need_column *column)
{
	double low, high;

	column->offers = memory_get_zeroed(ranker->offer_count + 1, 1);
	for (uint32_t offer = 0; offer < ranker->offer_count; offer++) {
		bool is_known = month_at_offer(ranker, offer, setting, 1, &low, &high);
		column->offers[offer] = !is_known ? JUDGED_UNKNOWN
			: high <= need->number    ? JUDGED_YES
			: low <= need->number     ? JUDGED_UNKNOWN
						  : JUDGED_NO;
	}
	needs_bound_prices(ranker, column);
	/* nothing is billed, but what hardware costs that is not there yet nobody knows */
	memset(column->own, setting->has_machine ? JUDGED_YES : JUDGED_UNKNOWN,
		ranker->model_count);
}

static void judge_memory(struct ranker *ranker, const struct need *need,
	const struct setting *setting, struct need_column *column)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		double low, high;
		memory_of(ranker, row, setting, &low, &high);
		column->own[row] = isnan(low)        ? JUDGED_UNKNOWN
			: high <= need->number * 1e9 ? JUDGED_YES
			: low > need->number * 1e9   ? JUDGED_NO
						     : JUDGED_UNKNOWN;
	}
}

/* A second way to meet the need: the better answer counts. */
static void judge_any(const struct ranker *ranker, const uint8_t *any, struct need_column *column)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		if (any[row] < column->own[row])
			column->own[row] = any[row];
		if (!column->offers && any[row] < column->rows[row])
			column->rows[row] = any[row];
	}
	for (uint32_t offer = 0; column->offers && offer < ranker->offer_count; offer++) {
		uint8_t answer = any[store_offer_row(ranker->store, offer)];
		if (answer < column->offers[offer])
			column->offers[offer] = answer;
	}
}

/* Hosted routes must lie where the data may go: in the person's cloud account, when only that is open. */
static void judge_routes(struct ranker *ranker, const struct setting *setting,
	struct need_column *column)
{
	if (!column->offers)
		column->offers = memory_get_zeroed(ranker->offer_count + 1, 1);
	for (uint32_t offer = 0; offer < ranker->offer_count; offer++) {
		uint8_t answer = setting->routes & ROUTE_HOSTED ? JUDGED_YES
			: !(setting->routes & ROUTE_CLOUD)      ? JUDGED_NO
			: ranker->offers[offer].cloud > 0       ? JUDGED_YES
			: ranker->offers[offer].cloud < 0       ? JUDGED_UNKNOWN
								: JUDGED_NO;
		if (answer > column->offers[offer])
			column->offers[offer] = answer;
	}
}

static uint64_t column_key(const struct need *need, const struct setting *setting, bool is_budget,
	bool is_memory, bool is_place)
{
	uint64_t key = text_hash(need->hosted) * 31 + text_hash(need->own) * 131 +
		text_hash(need->any) * 17;
	double parts[8] = { need->number };

	if (is_budget) {
		double work[] = { setting->in, setting->out, setting->requests, setting->repeat,
			setting->is_batch + 2 * setting->wants_free };
		memcpy(parts + 1, work, sizeof(work));
	} else if (is_memory) {
		double work[] = { setting->length, setting->bits, setting->users };
		memcpy(parts + 1, work, sizeof(work));
	}
	parts[7] = is_place            ? setting->routes + 1
		: is_budget            ? setting->has_machine
		: need->is_absent_open ? -1
				       : 0;
	parts[6] = need->unknown == UNKNOWN_VERIFY;
	return key ^ text_hash((struct text){ (const char *)parts, sizeof(parts) });
}

static void column_free(struct need_column *column)
{
	free(column->rows);
	free(column->offers);
	free(column->own);
}

void needs_make_room(struct ranker *ranker, bool is_all)
{
	if (is_all || ranker->column_count > COLUMN_CACHE - NEED_MAX) {
		for (size_t i = 0; i < ranker->column_count; i++)
			column_free(&ranker->columns[i]);
		ranker->column_count = 0;
	}
	if (is_all || ranker->mask_count > MASK_CACHE / 2) {
		for (size_t i = 0; i < ranker->mask_count; i++)
			free(ranker->masks[i].rows);
		ranker->mask_count = 0;
	}
}

enum result need_column_get(struct ranker *ranker, const struct need *need,
	const struct setting *setting, const struct need_column **out, struct error *err)
{
	const struct question *question = need->question == NEED_BASE
		? NULL
		: &ranker->questionnaire->questions[need->question];
	bool is_budget = question && question->shape == SHAPE_BUDGET,
	     is_memory = question && question->shape == SHAPE_MEMORY,
	     is_place = question && text_equal_string(question->id, "data_place");
	uint64_t key = column_key(need, setting, is_budget, is_memory, is_place);
	enum result result = RESULT_OK;
	const uint8_t *rows = NULL, *any = NULL;

	for (size_t i = 0; i < ranker->column_count; i++)
		if (ranker->columns[i].key == key) {
			*out = &ranker->columns[i];
			return RESULT_OK;
		}
	assert(ranker->column_count < COLUMN_CACHE); /* pass_run makes room before it asks */
	struct need_column *column = &ranker->columns[ranker->column_count];
	*column = (struct need_column){ .key = key,
		.rows = memory_get_zeroed(ranker->model_count + 1, 1),
		.own = memory_get_zeroed(ranker->model_count + 1, 1) };
	if (is_budget) {
		judge_budget(ranker, need, setting, column);
	} else if (need->hosted.size > 0) {
		result = judge_hosted(ranker, need, column, err);
	}
	if (result == RESULT_OK && is_memory)
		judge_memory(ranker, need, setting, column);
	else if (result == RESULT_OK && need->own.size > 0 && !is_budget) {
		result = need_mask(ranker, need->own, &rows, err);
		if (result == RESULT_OK)
			memcpy(column->own, rows, ranker->model_count);
	}
	if (result == RESULT_OK && question && question->shape == SHAPE_TOKENS)
		needs_bound_offers(ranker, column);
	if (result == RESULT_OK && need->any.size > 0) {
		result = need_mask(ranker, need->any, &any, err);
		if (result == RESULT_OK)
			judge_any(ranker, any, column);
	}
	if (result == RESULT_OK && is_place)
		judge_routes(ranker, setting, column);
	if (result == RESULT_OK && !question && need->option == 0)
		needs_open_restricted(ranker, column);
	if (result == RESULT_OK && need->is_absent_open)
		needs_open_absent(ranker, column);
	if (result == RESULT_OK && need->unknown == UNKNOWN_VERIFY)
		needs_open_inferred(ranker, need, column);
	if (result != RESULT_OK) {
		column_free(column);
		return result;
	}
	ranker->column_count++;
	*out = column;
	return RESULT_OK;
}

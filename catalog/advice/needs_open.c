/* SPDX-License-Identifier: MIT */
/* Answers that are no answers yet: what somebody inferred, what a list leaves out, what a host says of all its service, or does not say. */
#include "catalog/advice/rank_parts.h"

#define REGION TEXT("region:")

static bool asks_region(const struct need *need)
{
	return text_starts_with(need->hosted, REGION);
}

static bool is_asked(const struct need *need, struct text region)
{
	struct text rest = text_slice(need->hosted, REGION.size, need->hosted.size);

	while (rest.size > 0)
		if (text_equal(text_next_part(&rest, ','), region))
			return true;
	return false;
}

/* Whether the host names regions of all its service, and not all of them would do. */
static bool is_at_large(const struct ranker *ranker, const struct need *need, uint32_t offer,
	struct arena *arena)
{
	struct value value = store_offer_value(ranker->store, offer, FIELD_REGION, arena);
	bool lies_within = true;

	if (!store_offer_is_at_large(ranker->store, offer, FIELD_REGION, arena))
		return false;
	for (size_t i = 0; i < value.is.tags.count; i++)
		lies_within = lies_within && is_asked(need, value.is.tags.items[i]);
	return !lies_within;
}

static bool has_offer_at_large(const struct ranker *ranker, const struct need *need, uint32_t row)
{
	struct arena arena;
	bool has_one = false;

	arena_init(&arena);
	for (uint32_t offer = store_offers_from(ranker->store, row);
		offer < store_offers_from(ranker->store, row + 1) && !has_one; offer++)
		has_one = is_at_large(ranker, need, offer, &arena);
	arena_done(&arena);
	return has_one;
}

bool need_is_inferred(const struct ranker *ranker, const struct need *need, uint32_t row)
{
	static const uint16_t fields[] = { FIELD_COMMERCIAL, FIELD_LICENSE };

	if (asks_region(need))
		return has_offer_at_large(ranker, need, row);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct field *field = field_get((enum field_id)fields[i]);
		struct text key = text_of(field->key);
		if ((text_starts_with(need->hosted, key) || text_starts_with(need->own, key)) &&
			store_is_inferred(ranker->store, row, field->id))
			return true;
	}
	return false;
}

static void open_at_large(const struct ranker *ranker, const struct need *need,
	struct need_column *column)
{
	struct arena arena;

	arena_init(&arena);
	for (uint32_t offer = 0; column->offers && offer < ranker->offer_count; offer++) {
		if (column->offers[offer] == JUDGED_YES && is_at_large(ranker, need, offer, &arena))
			column->offers[offer] = JUDGED_UNKNOWN;
		arena_reset(&arena);
	}
	arena_done(&arena);
}

void needs_open_inferred(const struct ranker *ranker, const struct need *need,
	struct need_column *column)
{
	if (asks_region(need)) {
		open_at_large(ranker, need, column);
		return;
	}
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		if (!need_is_inferred(ranker, need, row))
			continue;
		column->rows[row] = column->rows[row] == JUDGED_YES ? JUDGED_UNKNOWN
								    : column->rows[row];
		column->own[row] = column->own[row] == JUDGED_YES ? JUDGED_UNKNOWN
								  : column->own[row];
	}
}

bool row_is_restricted(const struct store *store, uint32_t row)
{
	struct value value = store_value(store, row, FIELD_AVAILABILITY, NULL);
	int restricted = field_member_by_key(field_get(FIELD_AVAILABILITY), "restricted");

	return value.state == VALUE_KNOWN && (int)value.is.choice == restricted;
}

void needs_open_restricted(const struct ranker *ranker, struct need_column *column)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		if (!row_is_restricted(ranker->store, row))
			continue;
		if (column->rows[row] == JUDGED_YES)
			column->rows[row] = JUDGED_UNKNOWN;
		if (column->own[row] == JUDGED_YES)
			column->own[row] = JUDGED_UNKNOWN;
	}
}

/* What a host does not say, or no host on record, is at most what the model can. */
void needs_bound_offers(const struct ranker *ranker, struct need_column *column)
{
	const struct store *store = ranker->store;

	if (!column->offers)
		return;
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		uint32_t from = store_offers_from(store, row),
			 to = store_offers_from(store, row + 1);
		if (column->own[row] != JUDGED_NO)
			continue;
		if (from == to)
			column->rows[row] = JUDGED_NO;
		for (uint32_t offer = from; offer < to; offer++)
			if (column->offers[offer] == JUDGED_UNKNOWN)
				column->offers[offer] = JUDGED_NO;
	}
}

/* A ceiling is hard: a host without a price is no hope where every price on record of the model breaks it. One that the ceiling may hold
 * with a discount that is not told is a hope; one that is free within limits has no price for work. */
void needs_bound_prices(const struct ranker *ranker, struct need_column *column)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		uint32_t from = store_offers_from(ranker->store, row),
			 to = store_offers_from(ranker->store, row + 1);
		bool is_met = false, is_broken = false;
		for (uint32_t offer = from; offer < to; offer++) {
			bool may_be = column->offers[offer] == JUDGED_UNKNOWN &&
				!store_offer_is_trial(ranker->store, offer) &&
				store_offer_value(ranker->store, offer, FIELD_PRICE_IN, NULL)
						.state == VALUE_KNOWN;
			is_met = is_met || may_be || column->offers[offer] == JUDGED_YES;
			is_broken = is_broken || column->offers[offer] == JUDGED_NO;
		}
		for (uint32_t offer = from; is_broken && !is_met && offer < to; offer++)
			column->offers[offer] = JUDGED_NO;
	}
}

/* What a list does not name may still be so: many lists leave it out. */
void needs_open_absent(const struct ranker *ranker, struct need_column *column)
{
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		column->rows[row] = column->rows[row] == JUDGED_NO ? JUDGED_UNKNOWN
								   : column->rows[row];
		column->own[row] = column->own[row] == JUDGED_NO ? JUDGED_UNKNOWN
								 : column->own[row];
	}
	for (uint32_t offer = 0; column->offers && offer < ranker->offer_count; offer++)
		column->offers[offer] = column->offers[offer] == JUDGED_NO ? JUDGED_UNKNOWN
									   : column->offers[offer];
}

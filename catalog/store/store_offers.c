/* SPDX-License-Identifier: MIT */
/* Offers: whose they are, what they say, in which tiers. */
#include "catalog/store/headline.h"
#include "catalog/store/store_parts.h"

#include <math.h>

const struct column *store_offer_column(const struct store *store, uint32_t field)
{
	if (field_is_of_day(field) && store->day_prices)
		return day_prices_offer_column(store, field);
	return field < FIELD_COUNT && store->has_offer_column[field] ? &store->offer_columns[field]
								     : NULL;
}

uint32_t store_offers_from(const struct store *store, uint32_t row)
{
	const uint32_t *starts = store->offer_starts.items;
	uint32_t from = row <= store_count(store) ? starts[row] : store_offer_count(store);
	return from <= store_offer_count(store) ? from : store_offer_count(store);
}

const uint32_t *store_offer_starts(const struct store *store)
{
	return store->offer_starts.items;
}

static const struct offer_record *offer_at(const struct store *store, uint32_t offer)
{
	static const struct offer_record none = { .row = UINT32_MAX, .source = SOURCE_NONE };
	return offer < store_offer_count(store)
		? (const struct offer_record *)store->offers.items + offer
		: &none;
}

uint32_t store_offer_row(const struct store *store, uint32_t offer)
{
	return offer_at(store, offer)->row;
}

struct value store_offer_value(const struct store *store, uint32_t offer, uint32_t id,
	struct arena *arena)
{
	return store_offer_value_on(store, offer, id, store_day(store), arena);
}

uint32_t store_offer_provider(const struct store *store, uint32_t offer)
{
	const struct column *column = store_offer_column(store, FIELD_PROVIDER);

	if (!column || offer >= store_offer_count(store))
		return 0;
	const uint32_t *starts = column->cells;
	if (starts[offer] >= starts[offer + 1] || starts[offer] >= column->tag_code_count)
		return 0;
	uint32_t code = column->tag_codes[starts[offer]];
	return code <= store_term_count(store, FIELD_PROVIDER) ? code : 0;
}

uint32_t store_offer_source(const struct store *store, uint32_t offer)
{
	uint32_t source = offer_at(store, offer)->source;
	return source < store->sources.count ? source : SOURCE_NONE;
}

uint32_t store_offer_as_of(const struct store *store, uint32_t offer)
{
	return offer_at(store, offer)->as_of;
}

enum basis store_offer_basis(const struct store *store, uint32_t offer)
{
	uint8_t basis = offer_at(store, offer)->basis;
	return basis < BASIS_COUNT ? (enum basis)basis : BASIS_REPORTED;
}

static enum offer_own whose(const struct store *store, uint32_t offer)
{
	uint8_t own = offer_at(store, offer)->own;
	return own < OFFER_OWN ? (enum offer_own)own : OFFER_OWN;
}

bool store_offer_is_own(const struct store *store, uint32_t offer)
{
	return whose(store, offer) != OFFER_OTHERS;
}

bool store_offer_is_trial_on(const struct store *store, uint32_t offer, uint32_t day)
{
	const struct price_end end = store_price_end(store, offer);
	const double *later = end.later.prices;

	if (end.later.is_told && price_end_is_over(&end, day))
		return later[0] <= 0 && later[FIELD_PRICE_OUT - FIELD_PRICE_IN] <= 0;
	return offer_at(store, offer)->is_trial != 0;
}

bool store_offer_is_trial(const struct store *store, uint32_t offer)
{
	return store_offer_is_trial_on(store, offer, store_day(store));
}

static double number_of(const struct store *store, uint32_t offer, uint32_t field)
{
	struct value value = store_offer_value(store, offer, field, NULL);

	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

static struct headline_offer headline_of(const struct store *store, uint32_t offer)
{
	return (struct headline_offer){ .own = whose(store, offer),
		.price = number_of(store, offer, FIELD_PRICE),
		.is_trial = store_offer_is_trial(store, offer),
		.is_priced = !isnan(number_of(store, offer, FIELD_PRICE_IN)) ||
			!isnan(number_of(store, offer, FIELD_PRICE_OUT)) };
}

uint32_t store_headline(const struct store *store, uint32_t row)
{
	struct headline_offer headline = { .price = (double)NAN };
	uint32_t chosen = UINT32_MAX;

	for (uint32_t offer = store_offers_from(store, row);
		offer < store_offers_from(store, row + 1); offer++) {
		const struct headline_offer next = headline_of(store, offer);
		if (!headline_gives_way(chosen == UINT32_MAX ? NULL : &headline, &next))
			continue;
		headline = next;
		chosen = offer;
	}
	return chosen;
}

bool store_offer_is_cheaper(const struct store *store, uint32_t offer, double price, uint32_t than,
	double than_price)
{
	if (price > 0 && than_price > 0)
		return price < than_price;
	bool is_trial = store_offer_is_trial(store, offer),
	     was_trial = store_offer_is_trial(store, than);
	return is_trial == was_trial ? price < than_price : was_trial;
}

struct text store_offer_id(const struct store *store, uint32_t offer)
{
	return store_text(store, offer_at(store, offer)->id);
}

size_t store_offer_tiers(const struct store *store, uint32_t offer, struct tier *out,
	size_t capacity)
{
	const struct offer_record *record = offer_at(store, offer);
	const struct tier_record *tiers = store->tiers.items;
	size_t count = 0;

	const struct price_end end = store_price_end(store, offer);
	bool has_other_prices = end.later.is_told && price_end_is_over(&end, store_day(store));
	if (offer >= store_offer_count(store) || has_other_prices)
		return 0;
	for (uint32_t i = 0; i < record->tier_count &&
		(size_t)record->tier_from + i < store->tiers.count && count < capacity;
		i++) {
		const struct tier_record *tier = &tiers[record->tier_from + i];
		out[count++] = (struct tier){ tier->above, number_of_float(tier->price_in),
			number_of_float(tier->price_out), number_of_float(tier->price_cached) };
	}
	return count;
}

/* SPDX-License-Identifier: MIT */
/* What a run says about one row: values as the query sees them, matching offers, siblings. */
#include "catalog/query/run_parts.h"

#include <math.h>

uint32_t query_run_folded(const struct query_run *run, uint32_t row)
{
	if (!run->fold_count)
		return 0;
	struct value family = store_value(run->store, row, FIELD_FAMILY, NULL);
	uint32_t code = family.state == VALUE_KNOWN
		? store_term_find(run->store, FIELD_FAMILY, family.is.text)
		: 0;
	return code > 0 && run->fold_best[code] == row ? run->fold_count[code] - 1 : 0;
}

struct parameters query_row_parameters(const struct parameters *parameters,
	const struct store *store, uint32_t row)
{
	struct parameters own = *parameters;
	struct value window = store_value(store, row, FIELD_CONTEXT, NULL);

	if (window.state == VALUE_KNOWN && window.is.number > 0 &&
		window.is.number < own.context_tokens)
		own.context_tokens = window.is.number;
	return own;
}

/* Of a row with offers that meet the query figures are taken from them, else from all: the misses by which they are told, or NULL. */
static const uint8_t *deciding_offers(const struct query_run *run, uint32_t row)
{
	const uint8_t *misses = run_offer_misses(run);
	uint32_t to = store_offers_from(run->store, row + 1);

	for (uint32_t offer = store_offers_from(run->store, row); misses && offer < to; offer++)
		if (misses[offer] == MISS_NONE)
			return misses;
	return NULL;
}

bool query_run_counts_offer(const struct query_run *run, uint32_t row, uint32_t offer)
{
	const uint8_t *misses = deciding_offers(run, row);
	return !misses || misses[offer] == MISS_NONE;
}

uint32_t query_run_price_offer(const struct query_run *run, uint32_t row)
{
	uint32_t from = store_offers_from(run->store, row),
		 to = store_offers_from(run->store, row + 1), best = UINT32_MAX;
	const uint8_t *misses = deciding_offers(run, row);
	double best_price = NAN;

	if (!misses) { /* no offers are asked for */
		uint32_t headline = store_headline(run->store, row);
		struct value price = store_offer_value(run->store, headline, FIELD_PRICE, NULL);
		return price.state == VALUE_KNOWN ? headline : UINT32_MAX;
	}
	for (uint32_t offer = from; offer < to; offer++) {
		struct value price = store_offer_value(run->store, offer, FIELD_PRICE, NULL);
		if (price.state != VALUE_KNOWN || misses[offer] != MISS_NONE)
			continue;
		if (best == UINT32_MAX ||
			store_offer_is_cheaper(run->store, offer, price.is.number, best,
				best_price)) {
			best_price = price.is.number;
			best = offer;
		}
	}
	return best;
}

/* Of the offers that meet the query. */
static struct value offer_best(struct query_run *run, uint32_t row, const struct field *field,
	const uint8_t *misses)
{
	struct value best = { .state = VALUE_UNKNOWN };
	uint32_t count = 0;

	for (uint32_t offer = store_offers_from(run->store, row);
		offer < store_offers_from(run->store, row + 1); offer++) {
		if (misses[offer] != MISS_NONE)
			continue;
		count++;
		struct value value = store_offer_value(run->store, offer, field->id, NULL);
		bool is_better = value.state == VALUE_KNOWN &&
			(best.state != VALUE_KNOWN ||
				(field->better == BETTER_HIGH ? value.is.number > best.is.number
							      : value.is.number < best.is.number));
		if (is_better)
			best = value;
	}
	if (field->id == FIELD_OFFERS) {
		best.state = VALUE_KNOWN;
		best.is.number = count;
	}
	return best;
}

/* In words: that of the first offer that meets the query and says it, the developer's own and cheap ones standing first. */
static struct value offer_words(const struct query_run *run, uint32_t row,
	const struct field *field, const uint8_t *misses, struct arena *arena)
{
	uint32_t to = store_offers_from(run->store, row + 1);

	for (uint32_t offer = store_offers_from(run->store, row); offer < to; offer++) {
		struct value value = store_offer_value(run->store, offer, field->id, arena);
		if (misses[offer] == MISS_NONE && value.state == VALUE_KNOWN)
			return value;
	}
	return (struct value){ .state = VALUE_UNKNOWN };
}

const uint8_t *query_run_allowed(const struct query_run *run, uint32_t row)
{
	const uint8_t *allowed = run->is_under_way ? run->next_allowed : run->allowed;

	for (uint32_t offer = store_offers_from(run->store, row);
		allowed && offer < store_offers_from(run->store, row + 1); offer++)
		if (allowed[offer])
			return allowed;
	return NULL;
}

static struct computed_range compute(const struct query_run *run,
	const struct computation *computation, uint32_t row, struct arena *arena)
{
	return computation->compute(run->store, row, &run->query->parameters,
		computation->compute_offer ? query_run_allowed(run, row) : NULL, arena);
}

double query_run_low(struct query_run *run, uint32_t row, uint32_t field, struct arena *arena)
{
	const struct computation *computation = run_computation(run, field);
	return computation ? compute(run, computation, row, arena).low : (double)NAN;
}

uint32_t query_run_computed_offer(struct query_run *run, uint32_t row, uint32_t field,
	struct arena *arena)
{
	const struct computation *computation = run_computation(run, field);

	if (!computation || !computation->compute_offer)
		return UINT32_MAX;
	struct computed_range shown = compute(run, computation, row, arena);
	const uint8_t *allowed = query_run_allowed(run, row);
	for (uint32_t offer = store_offers_from(run->store, row);
		offer < store_offers_from(run->store, row + 1); offer++) {
		if (allowed && !allowed[offer])
			continue;
		struct computed_range one = computation->compute_offer(run->store, offer,
			&run->query->parameters);
		if (one.low >= shown.low && one.low <= shown.low && one.high >= shown.high &&
			one.high <= shown.high)
			return offer;
	}
	return UINT32_MAX;
}

const struct parameters *query_run_parameters(const struct query_run *run)
{
	return &run->query->parameters;
}

struct value query_run_value(struct query_run *run, uint32_t row, uint32_t id, struct arena *arena)
{
	const struct field *field = store_field(run->store, id);
	const struct computation *computation = field && field->is_computed
		? run_computation(run, id)
		: NULL;

	if (!field)
		return (struct value){ .state = VALUE_UNKNOWN };
	if (computation) {
		double number = compute(run, computation, row, arena).high;
		return (struct value){ .state = isnan(number) ? VALUE_UNKNOWN : VALUE_KNOWN,
			.is.number = number };
	}
	const uint8_t *misses = field->scope == SCOPE_OFFER ? deciding_offers(run, row) : NULL;
	if (misses && (field->unit == UNIT_USD_PER_MTOK || id == FIELD_PRICE_UNTIL)) {
		uint32_t offer = query_run_price_offer(run, row);
		return offer == UINT32_MAX ? (struct value){ .state = VALUE_UNKNOWN }
					   : store_offer_value(run->store, offer, id, arena);
	}
	bool is_best = id == FIELD_SPEED || id == FIELD_TTFT || id == FIELD_CONTEXT_SERVED ||
		id == FIELD_OFFERS;
	if (misses && is_best)
		return offer_best(run, row, field, misses);
	if (misses && field->kind == KIND_TEXT)
		return offer_words(run, row, field, misses, arena);
	return store_value(run->store, row, id, arena);
}

size_t query_run_offers(const struct query_run *run, uint32_t row, struct arena *arena,
	const uint32_t **out)
{
	uint32_t from = store_offers_from(run->store, row),
		 to = store_offers_from(run->store, row + 1);
	uint32_t *offers = ARENA_ARRAY(arena, uint32_t, to - from + 1);
	size_t count = 0;

	for (uint32_t offer = from; offer < to; offer++)
		if (run_miss(run, row) != MISS_NONE || run_offer_meets(run, offer))
			offers[count++] = offer;
	*out = offers;
	return count;
}

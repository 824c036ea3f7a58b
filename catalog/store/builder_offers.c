/* SPDX-License-Identifier: MIT */
/* Offers of a model in their order, and what its own columns take from them: the union of who, where and how; the number; the price of the developer's own
 * offer or else the cheapest known, of those that can carry work; the largest window and speed; what is said in words. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"
#include "catalog/store/headline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct claim *offer_claim(const struct draft_offer *offer, enum field_id field)
{
	return claim_find(offer->claims, offer->claim_count, field);
}

static double offer_number(const struct draft_offer *offer, enum field_id field)
{
	const struct claim *claim = offer_claim(offer, field);
	return claim && claim->value.state == VALUE_KNOWN ? claim->value.is.number : (double)NAN;
}

static double blended(const struct draft_offer *offer)
{
	return headline_price(offer_number(offer, FIELD_PRICE_IN),
		offer_number(offer, FIELD_PRICE_OUT));
}

/* What costs nothing has limits, which no list tells in numbers: it is for trying. Whoever lists what is free as his own knows better. */
static bool is_trial(const struct draft_offer *offer)
{
	const struct claim *in = offer_claim(offer, FIELD_PRICE_IN);

	for (size_t i = 0; i < offer->tier_count; i++) /* free up to a size, paid above it */
		if (offer->tiers[i].price_in > 0 || offer->tiers[i].price_out > 0)
			return false;
	return offer_number(offer, FIELD_PRICE_IN) <= 0 &&
		offer_number(offer, FIELD_PRICE_OUT) <= 0 && in->origin != ORIGIN_OVERLAY;
}

static float price_float(double price)
{
	return isnan(price) ? (float)NAN : (float)price;
}

void builder_add_tier(struct builder *builder, const struct tier_record *tier)
{
	builder->tiers = memory_grow(builder->tiers, &builder->tier_capacity,
		builder->tier_count + 1, sizeof(*builder->tiers));
	builder->tiers[builder->tier_count++] = *tier;
}

static void add_tiers(struct builder *builder, const struct draft_offer *offer,
	struct offer_record *record)
{
	record->tier_from = (uint32_t)builder->tier_count;
	record->tier_count = (uint32_t)offer->tier_count;
	for (size_t i = 0; i < offer->tier_count; i++) {
		const struct tier_record tier = { offer->tiers[i].above,
			price_float(offer->tiers[i].price_in),
			price_float(offer->tiers[i].price_out),
			price_float(offer->tiers[i].price_cached) };
		builder_add_tier(builder, &tier);
	}
}

void builder_add_price_end(struct builder *builder, const struct price_end_record *record)
{
	builder->price_ends = memory_grow(builder->price_ends, &builder->price_end_capacity,
		builder->price_end_count + 1, sizeof(*builder->price_ends));
	builder->price_ends[builder->price_end_count++] = *record;
}

/* Few offers have one: a record each, in place of a column. */
static void add_price_end(struct builder *builder, const struct draft_offer *offer, size_t index)
{
	const struct claim *until = offer_claim(offer, FIELD_PRICE_UNTIL);
	struct price_end_record record = { .offer = (uint32_t)index,
		.source = offer->later.source,
		.as_of = offer->later.as_of,
		.basis = offer->later.basis,
		.is_told = offer->later.is_told };

	if (!until || until->value.state != VALUE_KNOWN)
		return;
	record.until = until->value.is.date;
	for (int i = 0; i < OFFER_PRICES; i++)
		record.prices[i] = offer->later.is_told ? price_float(offer->later.prices[i])
							: (float)NAN;
	builder_add_price_end(builder, &record);
}

static void set_number(struct builder *builder, struct build_column *columns, enum field_id field,
	size_t index, double number)
{
	struct value value = { .state = isnan(number) ? VALUE_UNKNOWN : VALUE_KNOWN,
		.is.number = number };

	column_set(builder, &columns[field], field_get(field), index, &value);
}

/* Most values of an offer are those of one price list, which the offer names; those of its provider stand with the provider. */
static bool has_place_of_its_own(const struct draft_offer *offer, const struct claim *claim)
{
	bool is_from_list = claim->source == offer->source && claim->as_of == offer->as_of &&
		claim->basis == offer->basis && claim->detail.size == 0 && claim->by.size == 0;
	return !is_from_list && claim->origin != ORIGIN_BUILTIN_PROVIDER &&
		claim->value.state != VALUE_UNKNOWN;
}

/* A service of the developer may have another name than the developer. */
static enum offer_own own_of(const struct builder *builder, const struct draft *draft,
	struct text provider, uint32_t code)
{
	if (text_equal(provider, draft->developer))
		return OFFER_OWN;
	const struct term_record *term = code > 0 ? &builder->terms[FIELD_PROVIDER].items[code - 1]
						  : NULL;
	return term && term->developer != 0 &&
			text_equal(builder_text_at(builder, term->developer), draft->developer)
		? OFFER_OWN_TOO
		: OFFER_OTHERS;
}

void builder_add_offer_record(struct builder *builder, const struct claim_record *record)
{
	builder->offer_claims = memory_grow(builder->offer_claims, &builder->offer_claim_capacity,
		builder->offer_claim_count + 1, sizeof(*builder->offer_claims));
	builder->offer_claims[builder->offer_claim_count++] = *record;
}

void builder_add_offer_at(struct builder *builder, const struct offer_record *offer)
{
	builder->offers = memory_grow(builder->offers, &builder->offer_capacity,
		builder->offer_count + 1, sizeof(*builder->offers));
	builder->offers[builder->offer_count++] = *offer;
}

static void add_offer(struct builder *builder, uint32_t row, const struct draft *draft,
	const struct draft_offer *offer)
{
	size_t index = builder->offer_count;
	uint32_t code = builder_term(builder, FIELD_PROVIDER, offer->provider);
	struct value provider = { .state = VALUE_KNOWN, .is.tags = { &offer->provider, 1 } };
	struct offer_record record = { .row = row,
		.source = offer->source,
		.as_of = offer->as_of,
		.basis = offer->basis,
		.own = (uint8_t)own_of(builder, draft, offer->provider, code),
		.is_trial = is_trial(offer) };

	record.id = builder_text(builder, offer->id);
	add_tiers(builder, offer, &record);
	add_price_end(builder, offer, index);
	column_set(builder, &builder->offer_columns[FIELD_PROVIDER], field_get(FIELD_PROVIDER),
		index, &provider);
	for (size_t i = 0; i < offer->claim_count; i++) {
		const struct claim *claim = &offer->claims[i];
		if (claim->field >= FIELD_COUNT || claim->field == FIELD_PROVIDER)
			continue;
		if (claim->field != FIELD_PRICE_UNTIL)
			column_set(builder, &builder->offer_columns[claim->field],
				field_get((enum field_id)claim->field), index, &claim->value);
		if (!has_place_of_its_own(offer, claim))
			continue;
		struct claim_record own = claim_pack(builder, (uint32_t)index, claim);
		builder_add_offer_record(builder, &own);
	}
	set_number(builder, builder->offer_columns, FIELD_PRICE, index, blended(offer));
	builder_add_offer_at(builder, &record);
}

static bool is_listed(const struct text *items, size_t count, struct text item)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(items[i], item))
			return true;
	return false;
}

static void union_tags(struct builder *builder, uint32_t row, const struct draft *draft,
	enum field_id field)
{
	struct text items[256];
	size_t count = 0;

	for (size_t i = 0; i < draft->offer_count; i++) {
		const struct claim *claim = offer_claim(&draft->offers[i], field);
		const struct text *tags = field == FIELD_PROVIDER ? &draft->offers[i].provider
			: claim                                   ? claim->value.is.tags.items
								  : NULL;
		size_t tag_count = field == FIELD_PROVIDER           ? 1
			: claim && claim->value.state == VALUE_KNOWN ? claim->value.is.tags.count
								     : 0;
		for (size_t j = 0; j < tag_count && count < 256; j++)
			if (!is_listed(items, count, tags[j]))
				items[count++] = tags[j];
	}
	struct value value = { .state = count > 0 ? VALUE_KNOWN : VALUE_UNKNOWN,
		.is.tags = { items, count } };
	column_set(builder, &builder->columns[field], field_get(field), row, &value);
}

static void union_mask(struct builder *builder, uint32_t row, const struct draft *draft,
	enum field_id field)
{
	struct value value = { .state = VALUE_UNKNOWN };

	for (size_t i = 0; i < draft->offer_count; i++) {
		const struct claim *claim = offer_claim(&draft->offers[i], field);
		if (claim && claim->value.state == VALUE_KNOWN) {
			value.state = VALUE_KNOWN;
			value.is.mask |= claim->value.is.mask;
		}
	}
	column_set(builder, &builder->columns[field], field_get(field), row, &value);
}

/* What the model takes from an offer stands on what the offer's value stands on. */
static void mark_basis(struct builder *builder, enum field_id field, uint32_t row,
	const struct claim *claim)
{
	struct build_column *column = &builder->columns[field];

	if (claim && claim->basis == BASIS_REPORTED)
		bits_set(&column->reported, row);
	else if (claim && claim->basis == BASIS_INFERRED)
		bits_set(&column->inferred, row);
}

static void take_number(struct builder *builder, uint32_t row, const struct draft_offer *offer,
	enum field_id field)
{
	double number = offer_number(offer, field);

	set_number(builder, builder->columns, field, row, number);
	if (!isnan(number))
		mark_basis(builder, field, row, offer_claim(offer, field));
}

/* The best of a number over the offers. */
static void best_number(struct builder *builder, uint32_t row, const struct draft *draft,
	enum field_id field)
{
	const struct draft_offer *best = &draft->offers[0];
	bool wants_high = field_get(field)->better == BETTER_HIGH;

	for (size_t i = 1; i < draft->offer_count; i++) {
		double number = offer_number(&draft->offers[i], field),
		       former = offer_number(best, field);
		if (!isnan(number) &&
			(isnan(former) || (wants_high ? number > former : number < former)))
			best = &draft->offers[i];
	}
	take_number(builder, row, best, field);
}

static void set_prices(struct builder *builder, uint32_t row, const struct draft_offer *chosen)
{
	static const enum field_id fields[] = { FIELD_PRICE_IN, FIELD_PRICE_OUT, FIELD_PRICE_CACHED,
		FIELD_PRICE_WRITE, FIELD_PRICE_IN_BATCH, FIELD_PRICE_OUT_BATCH };

	if (!isnan(blended(chosen))) {
		const struct claim *in = offer_claim(chosen, FIELD_PRICE_IN),
				   *out = offer_claim(chosen, FIELD_PRICE_OUT);
		set_number(builder, builder->columns, FIELD_PRICE, row, blended(chosen));
		mark_basis(builder, FIELD_PRICE, row,
			in->basis > out->basis ? in : out); /* the weaker */
	}
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		take_number(builder, row, chosen, fields[i]);
	const struct claim *until = offer_claim(chosen, FIELD_PRICE_UNTIL);
	if (!until || until->value.state != VALUE_KNOWN)
		return;
	column_set(builder, &builder->columns[FIELD_PRICE_UNTIL], field_get(FIELD_PRICE_UNTIL), row,
		&until->value);
	mark_basis(builder, FIELD_PRICE_UNTIL, row, until);
}

struct placed { /* an offer on its way to its place */
	const struct draft_offer *offer;
	struct headline_offer as;
};

static struct placed placed_of(struct builder *builder, const struct draft *draft,
	const struct draft_offer *offer)
{
	bool is_priced = !isnan(offer_number(offer, FIELD_PRICE_IN)) ||
		!isnan(offer_number(offer, FIELD_PRICE_OUT));

	return (struct placed){ offer,
		{ own_of(builder, draft, offer->provider,
			  builder_term(builder, FIELD_PROVIDER, offer->provider)),
			blended(offer), is_trial(offer), is_priced } };
}

/* Into `out`; what is equal keeps its order, so that offers that are read out of a snapshot come into the next one as they are. Returned is the one that
 * gives the model its prices, NULL: none does. */
static const struct draft_offer *order_offers(struct builder *builder, const struct draft *draft,
	struct draft_offer *out)
{
	struct placed *placed = memory_get(draft->offer_count * sizeof(*placed));
	size_t headline = SIZE_MAX;

	for (size_t i = 0; i < draft->offer_count; i++) {
		const struct placed next = placed_of(builder, draft, &draft->offers[i]);
		size_t at = i;
		for (; at > 0 && headline_is_ahead(&next.as, &placed[at - 1].as); at--)
			placed[at] = placed[at - 1];
		placed[at] = next;
	}
	for (size_t i = 0; i < draft->offer_count; i++) {
		out[i] = *placed[i].offer;
		if (headline_gives_way(headline == SIZE_MAX ? NULL : &placed[headline].as,
			    &placed[i].as))
			headline = i;
	}
	free(placed);
	return headline == SIZE_MAX ? NULL : &out[headline];
}

/* In words, so it is that of one offer: the first that says, so the developer's own, else the cheapest. */
static void take_words(struct builder *builder, uint32_t row, const struct draft *ordered,
	enum field_id field)
{
	for (size_t i = 0; i < ordered->offer_count; i++) {
		const struct claim *claim = offer_claim(&ordered->offers[i], field);
		if (!claim || claim->value.state != VALUE_KNOWN)
			continue;
		column_set(builder, &builder->columns[field], field_get(field), row, &claim->value);
		return; /* what it stands on is told by the offer and its provider, as with tags */
	}
}

void builder_add_offers(struct builder *builder, uint32_t row, const struct draft *given)
{
	static const enum field_id tags[] = { FIELD_PROVIDER, FIELD_REGION, FIELD_API,
		FIELD_CERTIFICATIONS };

	if (given->offer_count == 0)
		return;
	struct draft_offer *offers = memory_get(given->offer_count * sizeof(*offers));
	struct draft ordered = *given, *draft = &ordered;
	const struct draft_offer *headline = order_offers(builder, given, offers);
	draft->offers = offers;
	for (size_t i = 0; i < draft->offer_count; i++)
		add_offer(builder, row, draft, &draft->offers[i]);
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		union_tags(builder, row, draft, tags[i]);
	union_mask(builder, row, draft, FIELD_DATA_TERMS);
	best_number(builder, row, draft, FIELD_CONTEXT_SERVED);
	best_number(builder, row, draft, FIELD_SPEED);
	best_number(builder, row, draft, FIELD_TTFT);
	take_words(builder, row, draft, FIELD_RATE_LIMIT);
	set_number(builder, builder->columns, FIELD_OFFERS, row, (double)draft->offer_count);
	if (headline)
		set_prices(builder, row, headline);
	free(offers);
}

uint32_t builder_offer_count(const struct builder *builder)
{
	return (uint32_t)builder->offer_count;
}

uint32_t builder_offer_row(const struct builder *builder, uint32_t offer)
{
	return builder->offers[offer].row;
}

/* SPDX-License-Identifier: MIT */
/* Offers of a model from all its rows. One that several catalogs list is one offer: what the newest says counts, and the overlay above all;
 * the others fill what it leaves open. */
#include "catalog/sources/fold_parts.h"
#include "catalog/sources/identity.h"
#include "catalog/sources/source.h"

#include <stdlib.h>
#include <string.h>

struct listed {
	struct draft_offer offer;
	struct text first_id; /* by which it was listed first */
	size_t place;         /* of the store from which something went into it last */
	int rank; /* the higher the better known: overlay, then the newest, then the built-in */
	bool is_of_facts;
};

/* What an offer may say; provider and computed price are made by the builder. */
static bool is_offer_fact(const struct field *field)
{
	return field->id != FIELD_PROVIDER && field->id != FIELD_PRICE && !field->is_computed;
}

/* What the price list says, or what the offer says of this value alone. */
static struct claim claim_of(struct fold *fold, size_t place, uint32_t offer, uint16_t field,
	const struct draft_offer *of, struct value value)
{
	const struct store *store = fold->stores[place];
	bool is_facts = fold_is_from_facts(fold, place);
	struct claim claim;

	if (store_offer_own_claim(store, offer, field, &fold->model, &claim)) {
		fold_map_claim(fold, place, &claim);
		return claim;
	}
	return (struct claim){ .field = field,
		.basis = of->basis,
		.origin = (uint8_t)(fold->overlay > 0 && place == fold->overlay ? ORIGIN_OVERLAY
				: is_facts ? ORIGIN_BUILTIN_MODEL
					   : source_origin(store_name(store))),
		.source = of->source,
		.as_of = of->as_of,
		.value = value };
}

static struct draft_offer read_offer(struct fold *fold, size_t place, uint32_t offer)
{
	const struct store *store = fold->stores[place];
	struct value provider = store_offer_value(store, offer, FIELD_PROVIDER, &fold->model);
	uint32_t source = store_offer_source(store, offer);
	struct draft_offer out = { .id = store_offer_id(store, offer),
		.source = source == SOURCE_NONE || source >= store_source_count(store)
			? SOURCE_NONE
			: fold->source_maps[place][source],
		.as_of = store_offer_as_of(store, offer),
		.basis = (uint8_t)store_offer_basis(store, offer) };
	struct claim *claims = ARENA_ARRAY(&fold->model, struct claim, FIELD_COUNT);
	struct tier *tiers = ARENA_ARRAY(&fold->model, struct tier, OFFER_TIERS_MAX);

	if (provider.state == VALUE_KNOWN)
		out.provider = provider.is.tags.items[0];
	for (uint32_t field = 0; field < FIELD_COUNT; field++) {
		if (!store_offer_column(store, field) ||
			!is_offer_fact(field_get((enum field_id)field)))
			continue;
		struct value value = store_offer_value(store, offer, field, &fold->model);
		if (value.state == VALUE_UNKNOWN)
			continue;
		claims[out.claim_count++] = claim_of(fold, place, offer, (uint16_t)field, &out,
			value);
	}
	out.claims = claims;
	out.tier_count = store_offer_tiers(store, offer, tiers, OFFER_TIERS_MAX);
	out.tiers = tiers;
	out.later = store_price_end(store, offer).later;
	if (out.later.source != SOURCE_NONE)
		out.later.source = fold->source_maps[place][out.later.source];
	return out;
}

/* One model, and one service of the host: another region, or the free one, is another offer. */
static bool is_one_service(struct text a, struct text b)
{
	void (*const keys[])(struct strbuf *, struct text) = { identity_model_key,
		identity_service };
	struct strbuf one, two;
	bool is_one = true;

	strbuf_init(&one);
	strbuf_init(&two);
	for (size_t i = a.size > 0 && b.size > 0 ? 0 : 1; i < 2 && is_one; i++) {
		keys[i](&one, a);
		keys[i](&two, b);
		is_one = text_equal(strbuf_text(&one), strbuf_text(&two));
	}
	strbuf_done(&one);
	strbuf_done(&two);
	return is_one;
}

static bool has_id(const struct listed *listed, struct text id)
{
	return text_equal_folded_ascii(listed->offer.id, id) ||
		text_equal_folded_ascii(listed->first_id, id);
}

/* Whether the catalog of `offer` lists this one by its own id as well. */
static bool is_awaited(const struct listed *listed, const struct listed *coming, size_t count,
	const struct listed *offer)
{
	for (size_t i = 0; i < count; i++)
		if (coming[i].place == offer->place &&
			text_equal(coming[i].offer.provider, listed->offer.provider) &&
			has_id(listed, coming[i].offer.id))
			return true;
	return false;
}

/* The offer that this one is: the same id at the same host; else one of another catalog by another spelling of it, which is no other one there. */
static struct listed *find_same(struct listed *listed, size_t count, const struct listed *coming,
	size_t coming_count, const struct listed *offer)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(listed[i].offer.provider, offer->offer.provider) &&
			has_id(&listed[i], offer->offer.id))
			return &listed[i];
	for (size_t i = 0; i < count; i++)
		if (text_equal(listed[i].offer.provider, offer->offer.provider) &&
			listed[i].place != offer->place &&
			is_one_service(listed[i].offer.id, offer->offer.id) &&
			!is_awaited(&listed[i], coming, coming_count, offer))
			return &listed[i];
	return NULL;
}

static const struct claim *claim_on(const struct draft_offer *offer, uint16_t field)
{
	return claim_find(offer->claims, offer->claim_count, field);
}

static bool has_price(const struct draft_offer *offer)
{
	return claim_on(offer, FIELD_PRICE_IN) || claim_on(offer, FIELD_PRICE_OUT);
}

static bool is_price(uint16_t field)
{
	return field >= FIELD_PRICE_IN && field <= FIELD_PRICE_OUT_BATCH;
}

/* Whether a list that was made before the end says the price that is to end: then it ends there as well. */
static bool has_same_end(const struct draft_offer *better, const struct draft_offer *other)
{
	const struct claim *until = claim_on(other, FIELD_PRICE_UNTIL);

	if (!until || until->value.state != VALUE_KNOWN || better->as_of == 0 ||
		date_first_day(better->as_of) > date_last_day(until->value.is.date))
		return false;
	for (uint16_t field = FIELD_PRICE_IN; field <= FIELD_PRICE_OUT; field++) {
		const struct claim *one = claim_on(better, field), *two = claim_on(other, field);
		if (!one || !two ||
			!value_equal(field_get((enum field_id)field), &one->value, &two->value))
			return false;
	}
	return true;
}

/* What `better` leaves open comes from `other`; prices go together, so that no bill mixes two price lists. */
static struct draft_offer complete(struct fold *fold, const struct draft_offer *better,
	const struct draft_offer *other)
{
	struct draft_offer out = *better;
	struct claim *claims = ARENA_ARRAY(&fold->model, struct claim,
		better->claim_count + other->claim_count + 1);

	if (better->claim_count > 0)
		memcpy(claims, better->claims, better->claim_count * sizeof(*claims));
	bool has_end = !has_price(better) || has_same_end(better, other);
	out.claims = claims;
	for (size_t i = 0; i < other->claim_count; i++) {
		bool is_mixed = is_price(other->claims[i].field) && has_price(better) &&
			other->claims[i].field != FIELD_PRICE_IN_BATCH &&
			other->claims[i].field != FIELD_PRICE_OUT_BATCH;
		if (other->claims[i].field == FIELD_PRICE_UNTIL)
			is_mixed = !has_end;
		if (!claim_on(better, other->claims[i].field) && !is_mixed)
			claims[out.claim_count++] = other->claims[i];
	}
	if (!has_price(better)) {
		out.tiers = other->tiers;
		out.tier_count = other->tier_count;
	}
	if (has_end && !claim_on(better, FIELD_PRICE_UNTIL))
		out.later = other->later;
	if (out.id.size == 0)
		out.id = other->id;
	return out;
}

static int rank_of(const struct fold *fold, size_t place)
{
	if (fold->overlay > 0 && place == fold->overlay)
		return 2;
	return place == 0;
}

static bool is_better(const struct draft_offer *offer, int rank, const struct listed *listed)
{
	if ((rank == 2) != (listed->rank == 2))
		return rank == 2;
	if (offer->as_of != listed->offer.as_of)
		return offer->as_of > listed->offer.as_of;
	return rank > listed->rank;
}

/* One host, one price, one window: the same under two names. */
static bool is_twin(const struct draft_offer *a, const struct draft_offer *b)
{
	static const uint16_t fields[] = { FIELD_PRICE_IN, FIELD_PRICE_OUT, FIELD_CONTEXT_SERVED,
		FIELD_INPUT_LIMIT, FIELD_REGION };

	if (!text_equal(a->provider, b->provider) || a->tier_count != b->tier_count ||
		!has_price(a))
		return false;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct claim *one = claim_on(a, fields[i]), *two = claim_on(b, fields[i]);
		bool is_price_field = i < 2;
		if (one && two ? !value_equal(field_get((enum field_id)fields[i]), &one->value,
					 &two->value)
			       : is_price_field && (one || two))
			return false;
	}
	return true;
}

/* What the facts have as two offers stays two. */
static size_t drop_twins(struct fold *fold, struct listed *listed, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		bool is_dropped = false;
		for (size_t j = 0; j < kept && !is_dropped; j++) {
			is_dropped = !(listed[i].is_of_facts && listed[j].is_of_facts) &&
				is_twin(&listed[j].offer, &listed[i].offer);
			if (is_dropped)
				listed[j].offer = complete(fold, &listed[j].offer,
					&listed[i].offer);
		}
		if (!is_dropped)
			listed[kept++] = listed[i];
	}
	return kept;
}

static struct listed *read_offers(struct fold *fold, const uint32_t *rows, size_t row_count,
	size_t *count)
{
	size_t capacity = 0;

	for (size_t i = 0; i < row_count; i++) {
		struct fold_row row = fold_row_of(fold, rows[i]);
		capacity += store_offers_from(row.store, row.row + 1) -
			store_offers_from(row.store, row.row);
	}
	struct listed *coming = ARENA_ARRAY(&fold->model, struct listed, capacity + 1);
	*count = 0;
	for (size_t i = 0; i < row_count; i++) {
		struct fold_row row = fold_row_of(fold, rows[i]);
		for (uint32_t at = store_offers_from(row.store, row.row);
			at < store_offers_from(row.store, row.row + 1); at++) {
			struct listed *next = &coming[(*count)++];
			next->offer = read_offer(fold, row.place, at);
			next->first_id = next->offer.id;
			next->place = row.place;
			next->rank = rank_of(fold, row.place);
			next->is_of_facts = fold_is_from_facts(fold, row.place);
		}
	}
	return coming;
}

void fold_offers(struct fold *fold, const uint32_t *rows, size_t row_count, struct draft *draft)
{
	size_t coming_count, count = 0;
	const struct listed *coming = read_offers(fold, rows, row_count, &coming_count);
	struct listed *listed = ARENA_ARRAY(&fold->model, struct listed, coming_count + 1);

	for (size_t i = 0; i < coming_count; i++) {
		const struct listed *next = &coming[i];
		struct listed *same = find_same(listed, count, coming, coming_count, next);
		if (!same) {
			listed[count++] = *next;
			continue;
		}
		if (is_better(&next->offer, next->rank, same)) {
			same->offer = complete(fold, &next->offer, &same->offer);
			same->rank = next->rank;
		} else {
			same->offer = complete(fold, &same->offer, &next->offer);
		}
		same->place = next->place;
		same->is_of_facts = same->is_of_facts || next->is_of_facts;
	}
	count = drop_twins(fold, listed, count);
	struct draft_offer *offers = ARENA_ARRAY(&fold->model, struct draft_offer, count + 1);
	size_t placed = 0;
	for (int is_theirs = 0; is_theirs < 2; is_theirs++) /* the person's own go first */
		for (size_t i = 0; i < count; i++)
			if ((fold->overlay == 0 || listed[i].place != fold->overlay) == is_theirs)
				offers[placed++] = listed[i].offer;
	draft->offers = offers;
	draft->offer_count = count;
}

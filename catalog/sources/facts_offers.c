/* SPDX-License-Identifier: MIT */
/* Offers of a model of a facts file: prices, tiers, limits. */
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"

#include <math.h>

static const struct {
	const char *key;
	enum field_id field;
} offer_values[] = { { "price_in", FIELD_PRICE_IN }, { "price_out", FIELD_PRICE_OUT },
	{ "price_cached", FIELD_PRICE_CACHED }, { "price_write", FIELD_PRICE_WRITE },
	{ "price_in_batch", FIELD_PRICE_IN_BATCH }, { "price_out_batch", FIELD_PRICE_OUT_BATCH },
	{ "context_served", FIELD_CONTEXT_SERVED }, { "input_limit", FIELD_INPUT_LIMIT },
	{ "output_limit", FIELD_OUTPUT_LIMIT }, { "speed", FIELD_SPEED }, { "ttft", FIELD_TTFT },
	{ "price_until", FIELD_PRICE_UNTIL } };

/* A price of a tier, or of later; NAN: it has none of this name. */
static double read_price(struct reader *reader, const struct json *holder, const char *key,
	enum field_id field)
{
	const struct json *node = json_member(holder, key);
	double price;

	return json_is(node, JSON_NUMBER) && reader_number(reader, node, field_get(field), &price)
		? price
		: (double)NAN;
}

static void check_at_most(struct reader *reader, const struct json *holder, enum field_id less,
	double price, enum field_id more, double most)
{
	const char *key = field_get(less)->key;

	if (price > most)
		reader_fail(reader, json_member(holder, key),
			_("expected %s (%.*s) to be at most %s (%.*s)"), key,
			TEXT_ARGS(reader_decimal(reader, price)), field_get(more)->key,
			TEXT_ARGS(reader_decimal(reader, most)));
}

static void read_tier(struct reader *reader, const struct json *node, double below,
	struct tier *tier)
{
	static const struct known_key keys[] = { { "above", JSON_NUMBER, true },
		{ "price_in", JSON_NUMBER, false }, { "price_out", JSON_NUMBER, false },
		{ "price_cached", JSON_NUMBER, false } };
	static const struct number_range range = { 1, WINDOW_MOST, true, false };
	const struct json *at = json_member(node, "above");
	double above = json_number(at);

	*tier = (struct tier){ 0, (double)NAN, (double)NAN, (double)NAN };
	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	if (json_is(at, JSON_NUMBER) && reader_in_range(reader, at, "above", &range, above)) {
		tier->above = (uint32_t)above;
		if (above <= below)
			reader_fail(reader, at, "%s", _("expected rising token counts"));
	}
	tier->price_in = read_price(reader, node, "price_in", FIELD_PRICE_IN);
	tier->price_out = read_price(reader, node, "price_out", FIELD_PRICE_OUT);
	tier->price_cached = read_price(reader, node, "price_cached", FIELD_PRICE_CACHED);
	check_at_most(reader, node, FIELD_PRICE_CACHED, tier->price_cached, FIELD_PRICE_IN,
		tier->price_in);
}

static void read_tiers(struct reader *reader, const struct json *list, struct draft_offer *offer)
{
	struct tier *tiers = ARENA_ARRAY(reader->facts->arena, struct tier,
		(size_t)json_count(list) + 1);
	double below = 0;

	offer->tiers = tiers;
	for (const struct json *node = json_first(list); node; node = json_next(node)) {
		struct tier *tier = &tiers[offer->tier_count++];
		read_tier(reader, node, below, tier);
		below = tier->above;
	}
}

static void read_offer_claims(struct reader *reader, const struct json *node,
	struct draft_offer *offer)
{
	const struct claim *own;
	size_t own_count, count = 0;

	reader_claims(reader, json_member(node, "facts"), reader->facts->origin, &own, &own_count);
	struct claim *claims = ARENA_ARRAY(reader->facts->arena, struct claim,
		own_count + COUNT_OF(offer_values) + 1);
	for (size_t i = 0; i < own_count; i++) /* of several on one field the first is believed */
		if (!claim_find(claims, count, own[i].field))
			claims[count++] = own[i];
	for (size_t i = 0; i < COUNT_OF(offer_values); i++) {
		const struct json *number = json_member(node, offer_values[i].key);
		struct claim claim = { .field = (uint16_t)offer_values[i].field,
			.basis = offer->basis,
			.origin = (uint8_t)reader->facts->origin,
			.source = offer->source,
			.as_of = offer->as_of };
		if (!number)
			continue;
		reader_value(reader, number, field_get(offer_values[i].field), &claim.value);
		if (!claim_find(claims, count, claim.field))
			claims[count++] = claim;
	}
	offer->claims = claims;
	offer->claim_count = count;
}

/* Whatever day it says: one that is none has been told of. */
static bool has_end(const struct draft_offer *offer)
{
	return claim_find(offer->claims, offer->claim_count, FIELD_PRICE_UNTIL);
}

/* All prices that hold then: one that is left out is not known then. */
static void read_later_prices(struct reader *reader, const struct json *node,
	struct later_prices *later)
{
	static const enum field_id orders[][2] = { { FIELD_PRICE_CACHED, FIELD_PRICE_IN },
		{ FIELD_PRICE_IN_BATCH, FIELD_PRICE_IN },
		{ FIELD_PRICE_OUT_BATCH, FIELD_PRICE_OUT } };
	double *prices = later->prices;

	for (int i = 0; i < OFFER_PRICES; i++) {
		enum field_id field = (enum field_id)(FIELD_PRICE_IN + i);
		prices[i] = read_price(reader, node, field_get(field)->key, field);
	}
	for (size_t i = 0; i < COUNT_OF(orders); i++)
		check_at_most(reader, node, orders[i][0], prices[orders[i][0] - FIELD_PRICE_IN],
			orders[i][1], prices[orders[i][1] - FIELD_PRICE_IN]);
}

/* What it costs behind the day of price_until. */
static void read_then(struct reader *reader, const struct json *node, struct draft_offer *offer)
{
	static const struct known_key keys[] = { { "price_in", JSON_NUMBER, true },
		{ "price_out", JSON_NUMBER, true }, { "price_cached", JSON_NUMBER, false },
		{ "price_write", JSON_NUMBER, false }, { "price_in_batch", JSON_NUMBER, false },
		{ "price_out_batch", JSON_NUMBER, false }, { "source", JSON_STRING, false },
		{ "as_of", JSON_STRING, false }, { "basis", JSON_STRING, false } };
	const struct json *basis = json_member(node, "basis"), *as_of = json_member(node, "as_of");
	struct later_prices *later = &offer->later;
	int found = basis ? reader_basis(reader, basis) : -1;

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	if (!has_end(offer))
		reader_fail(reader, node, "%s",
			_("expected price_until beside then: the last day of the prices before it"));
	if (offer->tier_count > 0)
		reader_fail(reader, node, "%s",
			_("expected no tiers beside then: what they cost then would not be known"));
	*later = (struct later_prices){ .is_told = true,
		.basis = found >= 0 ? (uint8_t)found : offer->basis,
		.source = offer->source,
		.as_of = offer->as_of };
	if (json_member(node, "source")) {
		reader_source(reader, node, &later->source);
		later->as_of = 0; /* that of the source */
	}
	if (as_of)
		reader_past_date(reader, as_of, &later->as_of);
	read_later_prices(reader, node, later);
}

static void read_offer(struct reader *reader, const struct json *node, struct draft_offer *offer)
{
	static const struct known_key keys[] = { { "provider", JSON_STRING, true },
		{ "id", JSON_STRING, false }, { "source", JSON_STRING, false },
		{ "as_of", JSON_STRING, false }, { "basis", JSON_STRING, false },
		{ "price_in", JSON_NULL, false }, { "price_out", JSON_NULL, false },
		{ "price_cached", JSON_NULL, false }, { "price_write", JSON_NULL, false },
		{ "price_in_batch", JSON_NULL, false }, { "price_out_batch", JSON_NULL, false },
		{ "context_served", JSON_NULL, false }, { "input_limit", JSON_NULL, false },
		{ "output_limit", JSON_NULL, false }, { "speed", JSON_NULL, false },
		{ "ttft", JSON_NULL, false }, { "price_until", JSON_NULL, false },
		{ "then", JSON_OBJECT, false }, { "tiers", JSON_ARRAY, false },
		{ "facts", JSON_OBJECT, false } };
	const struct facts *facts = reader->facts;
	const struct json *provider = json_member(node, "provider"),
			  *basis = json_member(node, "basis");

	*offer = (struct draft_offer){ .source = SOURCE_NONE, .basis = BASIS_REPORTED };
	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	offer->provider = reader_text(reader, node, "provider");
	offer->id = reader_text(reader, node, "id");
	if (json_is(provider, JSON_STRING) &&
		!facts_has_entity(facts->providers, facts->provider_count, offer->provider) &&
		!facts_is_known(facts, FIELD_PROVIDER, offer->provider))
		reader_fail(reader, provider, _("there is no provider %.*s"),
			TEXT_ARGS(offer->provider));
	int found = basis ? reader_basis(reader, basis) : -1;
	if (found >= 0)
		offer->basis = (uint8_t)found;
	reader_source(reader, node, &offer->source);
	reader_past_date(reader, json_member(node, "as_of"), &offer->as_of);
	read_offer_claims(reader, node, offer);
	read_tiers(reader, json_member(node, "tiers"), offer);
	if (json_is(json_member(node, "then"), JSON_OBJECT))
		read_then(reader, json_member(node, "then"), offer);
}

/* Where catalogs meet, offers of one host by one id are one offer. */
static void check_twice(struct reader *reader, const struct json *node, const struct draft *draft,
	const struct draft_offer *offer)
{
	for (size_t i = 0; i < draft->offer_count && offer->provider.size > 0; i++) {
		if (!text_equal(draft->offers[i].provider, offer->provider) ||
			!text_equal_folded_ascii(draft->offers[i].id, offer->id))
			continue;
		reader_fail(reader, node,
			offer->id.size > 0 ? _("%.*s offers the model by this id already")
					   : _("%.*s offers the model without an id already"),
			TEXT_ARGS(offer->provider));
		return;
	}
}

void reader_offers(struct reader *reader, const struct json *list, struct draft *draft)
{
	struct draft_offer *offers = ARENA_ARRAY(reader->facts->arena, struct draft_offer,
		(size_t)json_count(list) + 1);

	draft->offers = offers;
	for (const struct json *node = json_first(list); node; node = json_next(node)) {
		struct draft_offer *offer = &offers[draft->offer_count];
		read_offer(reader, node, offer);
		check_twice(reader, node, draft, offer);
		draft->offer_count++;
	}
}

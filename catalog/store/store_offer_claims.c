/* SPDX-License-Identifier: MIT */
/* Evidence of offers: their own claims, and those of who serves them. */
#include "catalog/store/store_parts.h"

/* Claims on a fact that an offer takes from its provider. */
static const struct claim *provider_claims(const struct store *store, uint32_t provider_code,
	uint32_t field, struct arena *arena, size_t *count)
{
	uint16_t index = field < FIELD_COUNT ? store->index_of[field] : FIELD_NONE;

	*count = 0;
	if (index == FIELD_NONE)
		return NULL;
	const struct claim_record *records = store_find_claims(store->term_claims[FIELD_PROVIDER],
		provider_code, index, count);
	struct claim *claims = ARENA_ARRAY(arena, struct claim, *count + 1);
	for (size_t i = 0; i < *count; i++)
		claims[i] = store_claim_of(store, (uint16_t)field, &records[i], arena);
	return claims;
}

static bool own_claim_on(const struct store *store, uint32_t offer, uint32_t field, uint32_t day,
	struct arena *arena, struct claim *claim)
{
	size_t count;
	const struct claim_record *record = store_find_claims(store->offer_claims, offer,
		store->index_of[field], &count);

	if (count == 0)
		return false;
	*claim = store_claim_of(store, (uint16_t)field, record, arena);
	claim->value = store_offer_value_on(store, offer, field, day, arena);
	return true;
}

bool store_offer_own_claim(const struct store *store, uint32_t offer, uint32_t field,
	struct arena *arena, struct claim *claim)
{
	return own_claim_on(store, offer, field, store_day(store), arena, claim);
}

/* The number is made of two prices: it stands on the weaker one. */
static struct claim price_claim(const struct store *store, uint32_t offer, uint32_t day,
	struct arena *arena)
{
	struct claim in = store_offer_claim_on(store, offer, FIELD_PRICE_IN, day, arena),
		     out = store_offer_claim_on(store, offer, FIELD_PRICE_OUT, day, arena),
		     weaker = in.basis >= out.basis ? in : out;

	weaker.field = FIELD_PRICE;
	weaker.value = store_offer_value_on(store, offer, FIELD_PRICE, day, arena);
	return weaker;
}

/* Of a price that ended: nobody has seen what holds now. */
static struct claim claim_after_end(const struct price_end *end, struct claim claim)
{
	claim.basis = BASIS_INFERRED;
	claim.by = TEXT_NONE;
	claim.detail = DETAIL_ENDED;
	if (!end->later.is_told)
		return claim;
	claim.detail = end->later.basis == BASIS_INFERRED ? DETAIL_EXPECTED : DETAIL_ANNOUNCED;
	claim.source = end->later.source;
	claim.as_of = end->later.as_of;
	return claim;
}

/* Who serves in several regions serves some models in some of them alone. */
static struct claim of_all_its_models(struct claim of_provider)
{
	if (of_provider.field != FIELD_REGION || of_provider.value.is.tags.count < 2)
		return of_provider;
	of_provider.basis = BASIS_INFERRED;
	of_provider.detail = DETAIL_AT_LARGE;
	return of_provider;
}

struct claim store_offer_claim(const struct store *store, uint32_t offer, uint32_t field,
	struct arena *arena)
{
	return store_offer_claim_on(store, offer, field, store_day(store), arena);
}

struct claim store_offer_claim_on(const struct store *store, uint32_t offer, uint32_t field,
	uint32_t day, struct arena *arena)
{
	const struct price_end end = field_is_of_day(field) ? store_price_end(store, offer)
							    : (struct price_end){ .until = 0 };
	size_t count;
	uint32_t provider = store_offer_provider(store, offer);
	struct claim own = { .field = (uint16_t)field,
		.basis = (uint8_t)store_offer_basis(store, offer),
		.source = store_offer_source(store, offer),
		.as_of = store_offer_as_of(store, offer),
		.value = store_offer_value_on(store, offer, field, day, arena) };
	bool is_over = field != FIELD_PRICE_UNTIL && price_end_is_over(&end, day);

	if (own.value.state == VALUE_UNKNOWN || field >= FIELD_COUNT)
		return own;
	if (field == FIELD_PRICE)
		return price_claim(store, offer, day, arena);
	if (is_over && end.later.is_told)
		return claim_after_end(&end, own);
	if (own_claim_on(store, offer, field, day, arena, &own))
		return is_over ? claim_after_end(&end, own) : own;
	if (is_over)
		return claim_after_end(&end, own);
	if (provider == 0)
		return own;
	const struct claim *claims = provider_claims(store, provider, field, arena, &count);
	for (size_t i = 0; i < count; i++)
		if (value_equal(store_field(store, field), &claims[i].value, &own.value))
			return of_all_its_models(claims[i]);
	return own;
}

bool store_offer_is_at_large(const struct store *store, uint32_t offer, uint32_t field,
	struct arena *arena)
{
	return text_equal(store_offer_claim(store, offer, field, arena).detail, DETAIL_AT_LARGE);
}

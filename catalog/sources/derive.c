/* SPDX-License-Identifier: MIT */
#include "catalog/sources/derive.h"

#include "catalog/sources/facts.h"

#include <string.h>

double derive_blended_price(double price_in, double price_out)
{
	return (3 * price_in + price_out) / 4;
}

static const struct entity *provider_of(const struct facts *facts, struct text id)
{
	for (size_t i = 0; i < facts->provider_count; i++)
		if (text_equal(facts->providers[i].id, id))
			return &facts->providers[i];
	return NULL;
}

static bool has_field(const struct claim *claims, size_t count, uint16_t field)
{
	for (size_t i = 0; i < count; i++)
		if (claims[i].field == field)
			return true;
	return false;
}

/* An offer has its provider's facts unless it states its own. */
static void complete_offer(struct draft_offer *offer, const struct facts *facts,
	struct arena *arena)
{
	const struct entity *provider = provider_of(facts, offer->provider);

	if (!provider || provider->claim_count == 0)
		return;
	struct claim *claims = ARENA_ARRAY(arena, struct claim,
		offer->claim_count + provider->claim_count);
	size_t count = offer->claim_count;
	memcpy(claims, offer->claims, count * sizeof(*claims));
	for (size_t i = 0; i < provider->claim_count; i++)
		if (!has_field(claims, count, provider->claims[i].field))
			claims[count++] = provider->claims[i];
	offer->claims = claims;
	offer->claim_count = count;
}

static void add_claim(struct draft *draft, struct claim claim, struct arena *arena)
{
	struct claim *claims = ARENA_ARRAY(arena, struct claim, draft->claim_count + 1);

	if (draft->claim_count > 0)
		memcpy(claims, draft->claims, draft->claim_count * sizeof(*claims));
	claims[draft->claim_count++] = claim;
	draft->claims = claims;
}

/* Where it runs follows from its offers; weights of one's own follow from the license and are added once that is known (merge). */
static void derive_run(struct draft *draft, struct arena *arena)
{
	enum { RUN_API, RUN_CLOUD };
	uint64_t mask = 0;

	for (size_t i = 0; i < draft->offer_count; i++) {
		mask |= 1u << RUN_API;
		for (size_t j = 0; j < draft->offers[i].claim_count; j++)
			if (draft->offers[i].claims[j].field == FIELD_RUN &&
				draft->offers[i].claims[j].value.state == VALUE_KNOWN)
				mask |= draft->offers[i].claims[j].value.is.mask;
	}
	if (mask == 0 || has_field(draft->claims, draft->claim_count, FIELD_RUN))
		return;
	struct claim claim = { .field = FIELD_RUN,
		.basis = BASIS_INFERRED,
		.origin = ORIGIN_DERIVED,
		.source = draft->offers[0].source,
		.detail = TEXT("from the offers on record"),
		.value = { .state = VALUE_KNOWN, .is.mask = mask } };
	add_claim(draft, claim, arena);
}

void derive_draft(struct draft *draft, const struct facts *facts, struct arena *arena)
{
	for (size_t i = 0; i < draft->offer_count; i++)
		complete_offer((struct draft_offer *)&draft->offers[i], facts, arena);
	derive_run(draft, arena);
}

void derive_after_merge(struct draft *draft, struct arena *arena)
{
	const struct claim *license = NULL, *availability = NULL;
	uint64_t own = UINT64_C(1) << 2; /* own-hardware */

	for (size_t i = draft->claim_count; i-- > 0;) {
		if (draft->claims[i].field == FIELD_LICENSE)
			license = &draft->claims[i];
		if (draft->claims[i].field == FIELD_AVAILABILITY)
			availability = &draft->claims[i];
	}
	bool is_gone = availability && availability->value.state == VALUE_KNOWN &&
		availability->value.is.choice == 2;
	if (!license || license->value.state != VALUE_KNOWN || license->value.is.choice == 0 ||
		is_gone)
		return;
	for (size_t i = 0; i < draft->claim_count; i++) {
		if (draft->claims[i].field != FIELD_RUN)
			continue;
		if (draft->claims[i].origin == ORIGIN_DERIVED)
			((struct claim *)draft->claims)[i].value.is.mask |= own;
		return;
	}
	struct claim claim = { .field = FIELD_RUN,
		.basis = BASIS_INFERRED,
		.origin = ORIGIN_DERIVED,
		.source = license->source,
		.detail = DETAIL_OWN_WEIGHTS,
		.value = { .state = VALUE_KNOWN, .is.mask = own } };
	struct claim *claims = ARENA_ARRAY(arena, struct claim, draft->claim_count + 1);
	size_t at = 0, count = 0;
	while (at < draft->claim_count && draft->claims[at].field < FIELD_RUN)
		claims[count++] = draft->claims[at++];
	claims[count++] = claim;
	while (at < draft->claim_count)
		claims[count++] = draft->claims[at++];
	draft->claims = claims;
	draft->claim_count = count;
}

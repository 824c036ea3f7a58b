/* SPDX-License-Identifier: MIT */
#include "catalog/sources/derive.h"

#include "catalog/sources/facts.h"

#include <string.h>

static const struct entity *provider_of(const struct facts *facts, struct text id)
{
	for (size_t i = 0; i < facts->provider_count; i++)
		if (text_equal(facts->providers[i].id, id))
			return &facts->providers[i];
	return NULL;
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
		if (!claim_find(claims, count, provider->claims[i].field))
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

/* Of what two offers say alike the newest is named, by whatever order they stand in. */
static bool is_better_named(const struct draft_offer *a, const struct draft_offer *b)
{
	int order = text_compare(a->provider, b->provider);

	if (a->as_of != b->as_of)
		return a->as_of > b->as_of;
	return order != 0 ? order < 0 : text_compare(a->id, b->id) < 0;
}

/* Where it runs follows from its offers; weights of one's own follow from the license and are added once that is known (merge). */
static void derive_run(struct draft *draft, struct arena *arena)
{
	enum { RUN_API, RUN_CLOUD };
	uint64_t mask = 0;
	const struct draft_offer *named = draft->offers;

	for (size_t i = 0; i < draft->offer_count; i++) {
		mask |= 1u << RUN_API;
		if (is_better_named(&draft->offers[i], named))
			named = &draft->offers[i];
		for (size_t j = 0; j < draft->offers[i].claim_count; j++)
			if (draft->offers[i].claims[j].field == FIELD_RUN &&
				draft->offers[i].claims[j].value.state == VALUE_KNOWN)
				mask |= draft->offers[i].claims[j].value.is.mask;
	}
	if (mask == 0 || claim_find(draft->claims, draft->claim_count, FIELD_RUN))
		return;
	struct claim claim = { .field = FIELD_RUN,
		.basis = BASIS_INFERRED,
		.origin = ORIGIN_DERIVED,
		.source = named->source,
		.detail = DETAIL_OFFERS,
		.value = { .state = VALUE_KNOWN, .is.mask = mask } };
	add_claim(draft, claim, arena);
}

void derive_draft(struct draft *draft, const struct facts *facts, struct arena *arena)
{
	for (size_t i = 0; i < draft->offer_count; i++)
		complete_offer((struct draft_offer *)&draft->offers[i], facts, arena);
	derive_run(draft, arena);
}

/* Puts a claim at its place by field, behind those that are there. */
static void insert_claim(struct draft *draft, struct claim claim, struct arena *arena)
{
	struct claim *claims = ARENA_ARRAY(arena, struct claim, draft->claim_count + 1);
	size_t at = 0, count = 0;

	while (at < draft->claim_count && draft->claims[at].field <= claim.field)
		claims[count++] = draft->claims[at++];
	claims[count++] = claim;
	while (at < draft->claim_count)
		claims[count++] = draft->claims[at++];
	draft->claims = claims;
	draft->claim_count = count;
}

/* The believed claim on a field, NULL if nobody says anything. */
static const struct claim *believed(const struct draft *draft, enum field_id field)
{
	return claim_find(draft->claims, draft->claim_count, field);
}

void derive_license(struct draft *draft, const struct facts *facts, struct arena *arena)
{
	const struct claim *name = believed(draft, FIELD_LICENSE_NAME);
	const struct entity *license = NULL;

	if (!name || name->value.state != VALUE_KNOWN)
		return;
	for (size_t i = 0; i < facts->license_count && !license; i++)
		if (text_equal(facts->licenses[i].name, name->value.is.text))
			license = &facts->licenses[i];
	if (!license)
		return;
	struct claim stated = *name; /* what follows is no surer than which license it is */
	size_t known = draft->claim_count;
	const struct claim *claims = draft->claims;
	for (size_t i = 0; i < license->claim_count; i++) {
		struct claim claim = license->claims[i];
		if (claim_find(claims, known, claim.field))
			continue;
		claim.origin =
			ORIGIN_DERIVED; /* not one of the family's, which are stored once for all its models */
		if (stated.basis > claim.basis) {
			claim.basis = stated.basis;
			claim.by = stated.by;
			claim.detail = stated.basis == BASIS_INFERRED ? stated.detail
								      : claim.detail;
		}
		insert_claim(draft, claim, arena);
	}
}

void derive_dates(struct draft *draft, const struct facts *facts, struct arena *arena)
{
	uint32_t added, changed;
	struct claim claim = { .basis = BASIS_DISCLOSED,
		.origin = ORIGIN_DERIVED,
		.source = SOURCE_NONE,
		.value.state = VALUE_KNOWN };

	facts_change_dates(facts, draft->id, &added, &changed);
	claim.field = FIELD_ADDED;
	claim.value.is.date = added;
	if (added != 0 && !believed(draft, FIELD_ADDED))
		insert_claim(draft, claim, arena);
	claim.field = FIELD_CHANGED;
	claim.value.is.date = changed;
	if (changed != 0 && !believed(draft, FIELD_CHANGED))
		insert_claim(draft, claim, arena);
}

static bool has_weights(const struct claim *license)
{
	enum { CLOSED_API };
	return license && license->value.state == VALUE_KNOWN &&
		license->value.is.choice != CLOSED_API;
}

/* That its developer has ended it; NULL if it has not. */
static const struct claim *retirement(const struct draft *draft)
{
	const struct claim *status = believed(draft, FIELD_STATUS);

	return status && is_retirement(status) ? status : NULL;
}

/* The day on which a retired model ended; 0: it has not, or only the month is known. */
static uint32_t day_of_end(const struct draft *draft)
{
	const struct claim *end = believed(draft, FIELD_RETIRES);

	return retirement(draft) && end && end->value.state == VALUE_KNOWN &&
			end->value.is.date % 100 > 0
		? end->value.is.date
		: 0;
}

/* The newest offer that says nothing against it: one that is marked as on its way out is no sign of life, nor is a list from before the end. NULL if none. */
static const struct draft_offer *listing(const struct draft *draft, enum field_id field)
{
	enum { DEPRECATED = 2 };
	uint32_t end = day_of_end(draft);
	const struct draft_offer *named = NULL;

	for (size_t i = 0; i < draft->offer_count; i++) {
		const struct draft_offer *offer = &draft->offers[i];
		bool is_leaving = offer->as_of > 0 && offer->as_of < end;
		for (size_t j = 0; field == FIELD_STATUS && j < offer->claim_count; j++)
			is_leaving = is_leaving ||
				(offer->claims[j].field == FIELD_STATUS &&
					offer->claims[j].value.state == VALUE_KNOWN &&
					offer->claims[j].value.is.choice >= DEPRECATED);
		if (!is_leaving && (!named || is_better_named(offer, named)))
			named = offer;
	}
	return named;
}

/* Whoever lists it or hands out its weights makes it available; nobody states that as a fact of its own. */
static void derive_presence(struct draft *draft, enum field_id field, struct arena *arena)
{
	enum { FIRST_MEMBER, NOT_AVAILABLE = 2 }; /* the first: active; public */
	const struct claim *end = retirement(draft);
	struct claim claim = { .field = (uint16_t)field,
		.basis = BASIS_INFERRED,
		.origin = ORIGIN_DERIVED,
		.value = { .state = VALUE_KNOWN, .is.choice = FIRST_MEMBER } };
	const struct claim *license = believed(draft, FIELD_LICENSE);
	const struct draft_offer *offer = listing(draft, field);

	if (believed(draft, field))
		return;
	if (offer) {
		claim.source = offer->source;
		claim.as_of = offer->as_of;
		claim.detail = DETAIL_LISTED;
	} else if (has_weights(license)) {
		claim.source = license->source;
		claim.detail = DETAIL_OWN_WEIGHTS;
	} else if (end) {
		claim.source = end->source;
		claim.as_of = end->as_of;
		claim.detail = DETAIL_GONE;
		claim.value.is.choice = NOT_AVAILABLE;
	} else {
		return;
	}
	insert_claim(draft, claim, arena);
}

static bool is_gone(const struct draft *draft)
{
	enum { NOT_AVAILABLE = 2 };
	const struct claim *availability = believed(draft, FIELD_AVAILABILITY);

	return availability && availability->value.state == VALUE_KNOWN &&
		availability->value.is.choice == NOT_AVAILABLE;
}

static void derive_own_hardware(struct draft *draft, struct arena *arena)
{
	const struct claim *license = believed(draft, FIELD_LICENSE),
			   *run = believed(draft, FIELD_RUN);
	const uint64_t own = UINT64_C(1) << 2; /* own-hardware */

	if (!has_weights(license) || is_gone(draft))
		return;
	if (run && run->origin == ORIGIN_DERIVED)
		((struct claim *)run)->value.is.mask |= own;
	if (run)
		return;
	insert_claim(draft,
		(struct claim){ .field = FIELD_RUN,
			.basis = BASIS_INFERRED,
			.origin = ORIGIN_DERIVED,
			.source = license->source,
			.detail = DETAIL_OWN_WEIGHTS,
			.value = { .state = VALUE_KNOWN, .is.mask = own } },
		arena);
}

/* What nobody can have any more runs nowhere, whatever lists from before its end say. */
static void drop_derived_run(struct draft *draft, struct arena *arena)
{
	struct claim *claims = ARENA_ARRAY(arena, struct claim, draft->claim_count + 1);
	size_t count = 0;

	for (size_t i = 0; i < draft->claim_count; i++)
		if (draft->claims[i].field != FIELD_RUN ||
			draft->claims[i].origin != ORIGIN_DERIVED)
			claims[count++] = draft->claims[i];
	draft->claims = claims;
	draft->claim_count = count;
}

/* The larger limit; of equal ones that of the newer offer, by whatever order they stand in. */
static bool is_wider(const struct claim *claim, const struct draft_offer *offer,
	const struct claim *found, const struct draft_offer *of)
{
	if (!found || claim->value.is.number != found->value.is.number)
		return !found || claim->value.is.number > found->value.is.number;
	if (offer->as_of != of->as_of)
		return offer->as_of > of->as_of;
	return text_compare(offer->provider, of->provider) < 0;
}

/* Above the window is a mistake of somebody; a limit of input that is the window says nothing that the window does not. */
static bool is_worth_telling(const struct claim *limit, const struct claim *window)
{
	if (!window || window->value.state != VALUE_KNOWN)
		return true;
	return limit->field == FIELD_INPUT_LIMIT
		? limit->value.is.number < window->value.is.number
		: limit->value.is.number <= window->value.is.number;
}

/* The limit that the developer's own offer states, else the largest of all. */
static const struct claim *widest(const struct draft *draft, enum field_id field,
	const struct draft_offer **of)
{
	const struct claim *window = believed(draft, FIELD_CONTEXT), *found = NULL;

	for (size_t i = 0; i < draft->offer_count; i++) {
		const struct draft_offer *offer = &draft->offers[i];
		const struct claim *claim = claim_find(offer->claims, offer->claim_count, field);
		if (!claim || claim->value.state != VALUE_KNOWN || !is_worth_telling(claim, window))
			continue;
		bool is_own = text_equal(offer->provider, draft->developer);
		if (!is_own && !is_wider(claim, offer, found, *of))
			continue;
		found = claim;
		*of = offer;
		if (is_own)
			break;
	}
	return found;
}

/* What nobody says of the model itself is at least what a host lets it take or give. */
static void derive_limit(struct draft *draft, enum field_id field, struct arena *arena)
{
	const struct draft_offer *offer = NULL;
	const struct claim *of = believed(draft, field) ? NULL : widest(draft, field, &offer);

	if (!of)
		return;
	struct claim claim = *of;
	claim.basis = BASIS_REPORTED;
	claim.origin = ORIGIN_DERIVED;
	claim.own = 0;
	claim.detail = DETAIL_OFFERS;
	if (claim.by.size == 0)
		claim.by = offer->provider;
	insert_claim(draft, claim, arena);
}

void derive_after_merge(struct draft *draft, struct arena *arena)
{
	if (!is_gone(draft))
		derive_presence(draft, FIELD_STATUS, arena);
	derive_presence(draft, FIELD_AVAILABILITY, arena);
	if (is_gone(draft))
		drop_derived_run(draft, arena);
	derive_own_hardware(draft, arena);
	derive_limit(draft, FIELD_INPUT_LIMIT, arena);
	derive_limit(draft, FIELD_OUTPUT_LIMIT, arena);
}

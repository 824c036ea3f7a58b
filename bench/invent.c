/* SPDX-License-Identifier: MIT */
/* What is drawn for a model comes from a generator seeded with its number alone. Popularity follows Zipf's law: the k-th of a list is drawn in
 * proportion to 1 / k^s, by a binary search in the running sums. */
#include "bench/invent.h"

#include "bench/invent_words.h"
#include "catalog/base/arena.h"
#include "catalog/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAKERS = 150000, PROVIDERS = 24, CLAIMS_MAX = 16, OFFERS_MAX = 4 };

struct draw {
	uint64_t state;
};

struct zipf {
	double *sums;
	uint32_t count;
};

struct hub {
	uint64_t seed;
	struct zipf makers, families, variants, licenses, alignments;
	uint64_t *taken; /* hashes of the ids given out */
	size_t taken_mask;
	uint32_t source, price_source;
};

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t scramble(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint32_t draw_below(struct draw *draw, uint32_t bound)
{
	draw->state += UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)((scramble(draw->state) >> 32) * bound >> 32);
}

static bool draw_chance(struct draw *draw, uint32_t permille)
{
	return draw_below(draw, 1000) < permille;
}

static struct zipf zipf_new(uint32_t count, double exponent)
{
	struct zipf zipf = { memory_get(count * sizeof(double)), count };
	double sum = 0;

	for (uint32_t i = 0; i < count; i++) {
		sum += pow(i + 1.0, -exponent);
		zipf.sums[i] = sum;
	}
	return zipf;
}

static uint32_t zipf_draw(const struct zipf *zipf, struct draw *draw)
{
	double wanted = draw_below(draw, UINT32_MAX) / 4294967296.0 * zipf->sums[zipf->count - 1];
	uint32_t low = 0, high = zipf->count - 1;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (zipf->sums[middle] > wanted)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

struct hub *hub_new(uint64_t seed, size_t models)
{
	struct hub *hub = memory_get_zeroed(1, sizeof(*hub));
	size_t capacity = 1024;

	while (capacity < models * 2)
		capacity *= 2;
	hub->seed = seed;
	hub->makers = zipf_new(MAKERS, 1.02);
	hub->families = zipf_new(INVENT_FAMILY_COUNT, 1.0);
	hub->variants = zipf_new(INVENT_VARIANT_COUNT, 0.9);
	hub->licenses = zipf_new(INVENT_LICENSE_COUNT, 1.2);
	hub->alignments = zipf_new(INVENT_ALIGNMENT_COUNT, 1.1);
	hub->taken = memory_get_zeroed(capacity, sizeof(*hub->taken));
	hub->taken_mask = capacity - 1;
	return hub;
}

void hub_free(struct hub *hub)
{
	double *sums[] = { hub->makers.sums, hub->families.sums, hub->variants.sums,
		hub->licenses.sums, hub->alignments.sums };

	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++)
		free(sums[i]);
	free(hub->taken);
	free(hub);
}

void hub_add_entities(struct hub *hub, struct builder *builder)
{
	const struct source list = { .title = TEXT("Invented hub, model list"), .is_seen = true };
	const struct source prices = { .title = TEXT("Invented hub, price list"), .is_seen = true };
	char name[32];

	hub->source = builder_add_source(builder, &list);
	hub->price_source = builder_add_source(builder, &prices);
	for (size_t i = 0; i < INVENT_FAMILY_COUNT; i++) {
		struct text family = text_of(invent_families[i].name);
		builder_add_entity(builder, FIELD_FAMILY,
			&(struct entity){ .id = family, .name = family });
	}
	for (uint32_t i = 0; i < PROVIDERS; i++) {
		snprintf(name, sizeof(name), "host-%02u", i + 1);
		struct text provider = text_of(name);
		builder_add_entity(builder, FIELD_PROVIDER,
			&(struct entity){ .id = provider,
				.name = provider,
				.kind = TEXT("neutral") });
	}
}

/* Known makers first; the long tail is syllables with a number, so that no two are the same. */
static struct text maker_name(uint32_t rank, struct arena *arena)
{
	struct draw draw = { scramble(rank + UINT64_C(0x6d616b6572)) };
	struct text stem = TEXT("");

	if (rank < INVENT_MAKER_COUNT)
		return text_of(invent_makers[rank]);
	for (uint32_t i = 0, count = 2 + draw_below(&draw, 3); i < count; i++)
		stem = arena_format(arena, "%.*s%s", TEXT_ARGS(stem),
			invent_syllables[draw_below(&draw, INVENT_SYLLABLE_COUNT)]);
	return arena_format(arena, "%.*s%s%s%x", TEXT_ARGS(stem),
		invent_endings[draw_below(&draw, INVENT_ENDING_COUNT)], rank & 1 ? "-" : "", rank);
}

static struct text size_name(uint32_t millions, struct arena *arena)
{
	if (millions < 1000)
		return arena_format(arena, "%uM", millions);
	if (millions % 1000 != 0)
		return arena_format(arena, "%u.%uB", millions / 1000, millions % 1000 / 100);
	return arena_format(arena, "%uB", millions / 1000);
}

/* What people hang behind a name: versions, epochs, seeds, quantisation. */
static struct text tail_name(struct draw *draw, struct arena *arena)
{
	uint32_t kind = draw_below(draw, 100);

	if (kind < 22)
		return arena_format(arena, "-v%u", 1 + draw_below(draw, 9));
	if (kind < 34)
		return arena_format(arena, "-v%u.%u", draw_below(draw, 4), draw_below(draw, 10));
	if (kind < 46)
		return arena_format(arena, "-epoch-%u-lr-%ue-5", 1 + draw_below(draw, 10),
			1 + draw_below(draw, 9));
	if (kind < 56)
		return arena_format(arena, "-%08x", draw_below(draw, UINT32_MAX));
	if (kind < 64)
		return arena_format(arena, "_seed%u", draw_below(draw, 1000));
	if (kind < 70)
		return arena_format(arena, "-Q%u_K_M", 2 + draw_below(draw, 7));
	return TEXT("");
}

static bool take(struct hub *hub, struct text id)
{
	uint64_t hash = text_hash(id) | 1;
	size_t at = hash & hub->taken_mask;

	while (hub->taken[at] != 0) {
		if (hub->taken[at] == hash)
			return false;
		at = (at + 1) & hub->taken_mask;
	}
	hub->taken[at] = hash;
	return true;
}

static struct text display_name(struct draw *draw, struct text base, struct arena *arena)
{
	uint32_t kind = draw_below(draw, 1000);

	if (kind < 6)
		return arena_format(arena, "%s %s %.*s",
			invent_korean[draw_below(draw, INVENT_KOREAN_COUNT)],
			invent_korean[draw_below(draw, INVENT_KOREAN_COUNT)], TEXT_ARGS(base));
	if (kind < 10)
		return arena_format(arena, "%s%s %.*s",
			invent_chinese[draw_below(draw, INVENT_CHINESE_COUNT)],
			invent_chinese[draw_below(draw, INVENT_CHINESE_COUNT)], TEXT_ARGS(base));
	if (kind < 11)
		return arena_format(arena, "\"%.*s\" (café, résumé)", TEXT_ARGS(base));
	struct text name = arena_copy(arena, base);
	for (size_t i = 0; i < name.size; i++)
		if (name.bytes[i] == '-')
			((char *)name.bytes)[i] = ' ';
	return name;
}

struct claims {
	struct claim *items;
	size_t count;
	uint32_t source;
};

static struct value *claim(struct claims *claims, enum field_id field, enum basis basis)
{
	struct claim *one = &claims->items[claims->count++];

	*one = (struct claim){ .field = (uint16_t)field,
		.basis = (uint8_t)basis,
		.origin = ORIGIN_OTHER,
		.source = claims->source,
		.value.state = VALUE_KNOWN };
	return &one->value;
}

static void claim_license(struct claims *claims, const struct invent_license *license)
{
	if (!license->name)
		return;
	claim(claims, FIELD_LICENSE, BASIS_DISCLOSED)->is.choice = license->license;
	claim(claims, FIELD_LICENSE_NAME, BASIS_DISCLOSED)->is.text = text_of(license->name);
	claim(claims, FIELD_COMMERCIAL, BASIS_DISCLOSED)->is.choice = license->commercial;
}

static uint64_t input_mask(struct draw *draw, enum invent_input input)
{
	enum { TEXT_BIT = 1, IMAGE = 2, AUDIO = 4, VIDEO = 8 };

	if (input == INVENT_SEES && draw_below(draw, 5) == 0)
		return TEXT_BIT | IMAGE | VIDEO;
	if (input == INVENT_READS && draw_below(draw, 200) == 0)
		return draw_below(draw, 2) ? TEXT_BIT | AUDIO : TEXT_BIT | IMAGE | AUDIO | VIDEO;
	return input == INVENT_SEES ? TEXT_BIT | IMAGE : input == INVENT_HEARS ? AUDIO : TEXT_BIT;
}

static void claim_dates(struct claims *claims, struct draw *draw, uint32_t year)
{
	uint32_t of = year + draw_below(draw, 3);

	of = of > 2026 ? 2026 : of;
	uint32_t month = 1 + draw_below(draw, of == 2026 ? 6 : 12);
	claim(claims, FIELD_RELEASED, BASIS_DISCLOSED)->is.date = of * 10000 + month * 100 + 1 +
		draw_below(draw, 28);
}

/* Claims stand in the order of fields, as merging leaves them. */
static void claim_facts(struct hub *hub, struct claims *claims, struct draw *draw,
	const struct invent_family *family, uint32_t millions)
{
	bool is_reported = draw_chance(draw, 100);

	claim_dates(claims, draw, family->year);
	claim(claims, FIELD_ARCHITECTURE, is_reported ? BASIS_REPORTED : BASIS_DISCLOSED)->is.mask =
		family->architecture;
	if (draw_chance(draw, 850))
		claim(claims, FIELD_PARAMS, BASIS_DISCLOSED)->is.number = millions * 1e6 +
			draw_below(draw, 1000000);
	if (family->context > 0 && draw_chance(draw, 900))
		claim(claims, FIELD_CONTEXT, BASIS_DISCLOSED)->is.number = family->context;
	claim(claims, FIELD_INPUT, BASIS_DISCLOSED)->is.mask = input_mask(draw, family->input);
	claim(claims, FIELD_OUTPUT, BASIS_DISCLOSED)->is.mask = family->input == INVENT_PAINTS ? 2
											       : 1;
	uint64_t alignment = invent_alignments[zipf_draw(&hub->alignments, draw)];
	if (alignment != 0)
		claim(claims, FIELD_ALIGNMENT, BASIS_DISCLOSED)->is.mask = alignment;
	claim_license(claims, &invent_licenses[zipf_draw(&hub->licenses, draw)]);
	claim(claims, FIELD_DOWNLOADS, BASIS_DISCLOSED)->is.number =
		floor(3e8 / pow(1.0 + draw_below(draw, 1000000), 1.15)) + draw_below(draw, 60);
}

enum { PRICES_OF = 20260601 };

static size_t make_offers(const struct hub *hub, struct draw *draw, uint32_t millions,
	struct draft_offer *offers, struct arena *arena)
{
	size_t count = draw_chance(draw, 80) ? 1 + draw_below(draw, OFFERS_MAX) : 0;
	uint32_t first = draw_below(draw, PROVIDERS);
	double price_in = (100 + draw_below(draw, 400) * (millions / 500 + 1)) / 1e4;

	for (size_t i = 0; i < count; i++) {
		struct claims claims = { ARENA_ARRAY(arena, struct claim, 2), 0,
			hub->price_source };
		double in = price_in * (100 + draw_below(draw, 50)) / 100;
		claim(&claims, FIELD_PRICE_IN, BASIS_DISCLOSED)->is.number = in;
		claim(&claims, FIELD_PRICE_OUT, BASIS_DISCLOSED)->is.number = in *
			(2 + draw_below(draw, 4));
		for (size_t j = 0; j < claims.count; j++) /* one price list says all of it */
			claims.items[j].as_of = PRICES_OF;
		offers[i] = (struct draft_offer){ .provider = arena_format(arena, "host-%02u",
							  (first + (uint32_t)i) % PROVIDERS + 1),
			.source = hub->price_source,
			.as_of = PRICES_OF,
			.basis = BASIS_DISCLOSED,
			.claims = claims.items,
			.claim_count = claims.count };
	}
	return count;
}

static struct text model_name(struct hub *hub, struct draw *draw,
	const struct invent_family *family, uint32_t millions, struct arena *arena)
{
	const char *variant = invent_variants[zipf_draw(&hub->variants, draw)];
	struct text size = size_name(millions, arena), tail = tail_name(draw, arena);

	return arena_format(arena, "%s-%.*s%s%s%.*s", family->name, TEXT_ARGS(size),
		*variant ? "-" : "", variant, TEXT_ARGS(tail));
}

struct draft hub_model(struct hub *hub, uint64_t index, struct arena *arena)
{
	struct draw draw = { scramble(hub->seed * UINT64_C(0x100000001b3) + index) };
	struct draft draft = { .developer = maker_name(zipf_draw(&hub->makers, &draw), arena) };
	const struct invent_family *family = &invent_families[zipf_draw(&hub->families, &draw)];
	uint32_t millions = family->sizes[draw_below(&draw, family->size_count)];
	struct text stem = model_name(hub, &draw, family, millions, arena), base = stem;
	struct claims claims = { ARENA_ARRAY(arena, struct claim, CLAIMS_MAX), 0, hub->source };
	struct draft_offer *offers = ARENA_ARRAY(arena, struct draft_offer, OFFERS_MAX);

	draft.family = text_of(family->name);
	draft.id = arena_format(arena, "%.*s/%.*s", TEXT_ARGS(draft.developer), TEXT_ARGS(base));
	for (uint32_t again = 2; !take(hub, draft.id); again++) { /* as on the hubs: one more run */
		uint32_t number = again < 40 ? again : 40 + draw_below(&draw, 100000000);
		base = arena_format(arena, "%.*s-run%u", TEXT_ARGS(stem), number);
		draft.id = arena_format(arena, "%.*s/%.*s", TEXT_ARGS(draft.developer),
			TEXT_ARGS(base));
	}
	draft.name = display_name(&draw, base, arena);
	claim_facts(hub, &claims, &draw, family, millions);
	draft.claims = claims.items;
	draft.claim_count = claims.count;
	draft.offer_count = make_offers(hub, &draw, millions, offers, arena);
	draft.offers = offers;
	return draft;
}

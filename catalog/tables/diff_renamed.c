/* SPDX-License-Identifier: MIT */
/* Models that went and came back under another id: by what they are called and by what their hosts call them. */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/tables/diff_parts.h"

#include <stdlib.h>

struct named {
	uint64_t hash;
	size_t change;
};

static int compare_named(const void *a, const void *b)
{
	const struct named *one = a, *two = b;

	if (one->hash != two->hash)
		return one->hash < two->hash ? -1 : 1;
	return (one->change > two->change) - (one->change < two->change);
}

struct names { /* what the models that came and went are known by */
	struct named *items;
	size_t count, capacity;
	uint64_t *
		sieve; /* hashes, by their last bits, that others must share; NULL: every one is taken */
	uint64_t sieve_mask;
};

static void know(struct names *names, uint64_t hash, size_t change)
{
	if (names->sieve && !bit_has(names->sieve, hash & names->sieve_mask))
		return;
	names->items = memory_grow(names->items, &names->capacity, names->count + 1,
		sizeof(*names->items));
	names->items[names->count++] = (struct named){ hash, change };
}

/* From now on only what one of those may be known by as well. */
static void sift(struct names *names)
{
	size_t bits = 64;

	while (bits < 16 * names->count)
		bits *= 2;
	names->sieve_mask = bits - 1;
	names->sieve = memory_get_zeroed(bits / 64, sizeof(*names->sieve));
	for (size_t i = 0; i < names->count; i++)
		bit_set(names->sieve, names->items[i].hash & names->sieve_mask);
}

typedef void know_by(struct names *names, const struct store *store, uint32_t row, size_t change,
	struct arena *arena);

static void know_by_name(struct names *names, const struct store *store, uint32_t row,
	size_t change, struct arena *arena)
{
	struct value developer = store_value(store, row, FIELD_DEVELOPER, NULL);
	struct text title = text_fold(arena, store_title(store, row));

	know(names,
		text_hash(title) * 31 +
			(developer.state == VALUE_KNOWN ? text_hash(developer.is.text) : 0),
		change);
}

/* What a host calls a model is the same model, whatever the catalogs call it. */
static void know_by_offers(struct names *names, const struct store *store, uint32_t row,
	size_t change, struct arena *arena)
{
	for (uint32_t offer = store_offers_from(store, row);
		offer < store_offers_from(store, row + 1); offer++) {
		struct text id = store_offer_id(store, offer);
		struct value host = store_offer_value(store, offer, FIELD_PROVIDER, arena);
		if (id.size > 0 && host.state == VALUE_KNOWN)
			know(names, text_hash(id) * 31 + text_hash(host.is.tags.items[0]), change);
	}
}

static void pair(struct differ *differ, size_t a, size_t b)
{
	struct change *one = &differ->items[a], *two = &differ->items[b];

	if (one->kind > CHANGE_GONE || two->kind > CHANGE_GONE || one->kind == two->kind)
		return;
	struct change *came = one->kind == CHANGE_NEW ? one : two,
		      *went = one->kind == CHANGE_NEW ? two : one;
	*came = (struct change){ CHANGE_RENAMED, FIELD_ID, came->row, went->row };
	went->kind = CHANGE_KIND_COUNT; /* told with the other */
	uint32_t row = came->row, other = came->other;
	differ_compare_rows(differ, row, other); /* may move the items */
}

static size_t count_kind(const struct differ *differ, enum change_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < differ->changes->count; i++)
		count += differ->items[i].kind == kind;
	return count;
}

static void know_all(struct differ *differ, struct names *names, enum change_kind kind,
	know_by *know_one)
{
	const struct changes *changes = differ->changes;
	const struct store *store = kind == CHANGE_NEW ? changes->now : changes->old;

	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &differ->items[i];
		if (change->kind != kind || !differ_goes_on(differ, i, changes->count))
			continue;
		know_one(names, store, change->row, i, &differ->scratch);
		arena_reset(&differ->scratch);
	}
}

/* One that went and one that came known by the same thing, and no other known by it, are one. A hub brings a million that are known by nothing of the
 * few that went: those are not kept. */
static void pair_by(struct differ *differ, know_by *know_one)
{
	size_t came = count_kind(differ, CHANGE_NEW), went = count_kind(differ, CHANGE_GONE);
	enum change_kind few = came < went ? CHANGE_NEW : CHANGE_GONE;
	struct names names = { .items = NULL };

	if (came == 0 || went == 0)
		return;
	know_all(differ, &names, few, know_one);
	sift(&names);
	know_all(differ, &names, few == CHANGE_NEW ? CHANGE_GONE : CHANGE_NEW, know_one);
	if (names.count > 0)
		qsort(names.items, names.count, sizeof(*names.items), compare_named);
	for (size_t from = 0, to; from < names.count && !differ->is_stopped; from = to) {
		for (to = from + 1;
			to < names.count && names.items[to].hash == names.items[from].hash; to++)
			;
		if (to == from + 2)
			pair(differ, names.items[from].change, names.items[from + 1].change);
	}
	free(names.sieve);
	free(names.items);
}

void differ_find_renamed(struct differ *differ)
{
	struct changes *changes = differ->changes;
	size_t kept = 0;

	pair_by(differ, know_by_name);
	pair_by(differ, know_by_offers);
	for (size_t i = 0; i < changes->count; i++)
		if (differ->items[i].kind != CHANGE_KIND_COUNT)
			differ->items[kept++] = differ->items[i];
	changes->count = kept;
}

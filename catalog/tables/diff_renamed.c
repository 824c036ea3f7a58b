/* SPDX-License-Identifier: MIT */
/* Which model that went is which one that came, under another id. */
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
};

static void know(struct names *names, uint64_t hash, size_t change)
{
	names->items = memory_grow(names->items, &names->capacity, names->count + 1,
		sizeof(*names->items));
	names->items[names->count++] = (struct named){ hash, change };
}

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

/* One that went and one that came known by the same thing, and no other known by it, are one. */
static void pair_by(struct differ *differ,
	void (*know_by)(struct names *names, const struct store *store, uint32_t row, size_t change,
		struct arena *arena))
{
	struct changes *changes = differ->changes;
	struct names names = { .items = NULL };

	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &differ->items[i];
		if (change->kind > CHANGE_GONE || !differ_goes_on(differ, i, changes->count))
			continue;
		know_by(&names, change->kind == CHANGE_NEW ? changes->now : changes->old,
			change->row, i, &differ->scratch);
		arena_reset(&differ->scratch);
	}
	if (names.count > 0)
		qsort(names.items, names.count, sizeof(*names.items), compare_named);
	for (size_t from = 0, to; from < names.count; from = to) {
		for (to = from + 1;
			to < names.count && names.items[to].hash == names.items[from].hash; to++)
			;
		if (to == from + 2)
			pair(differ, names.items[from].change, names.items[from + 1].change);
	}
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

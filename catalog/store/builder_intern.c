/* SPDX-License-Identifier: MIT */
/* Texts and dictionaries while they grow: which entry has this text. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"

#include <stdlib.h>
#include <string.h>

/* Where to look first: a hash as a part of the whole, so that an index can have any size. */
static size_t first_place(const struct intern *intern, uint32_t hash)
{
	return (size_t)((uint64_t)hash * intern->capacity >> 32);
}

static size_t next_place(const struct intern *intern, size_t at)
{
	return at + 1 == intern->capacity ? 0 : at + 1;
}

static void place(struct intern *intern, struct intern_slot slot)
{
	size_t at = first_place(intern, slot.hash);

	while (intern->slots[at].entry != 0)
		at = next_place(intern, at);
	intern->slots[at] = slot;
}

static bool is_full(const struct intern *intern, size_t count)
{
	return count * 4 > intern->capacity * 3;
}

static void grow_to(struct intern *intern, size_t capacity)
{
	struct intern bigger = { .capacity = capacity, .count = intern->count };

	bigger.slots = memory_get_zeroed(bigger.capacity, sizeof(*bigger.slots));
	for (size_t i = 0; i < intern->capacity; i++)
		if (intern->slots[i].entry != 0)
			place(&bigger, intern->slots[i]);
	free(intern->slots);
	*intern = bigger;
}

uint32_t intern_find(const struct intern *intern, struct text text,
	struct text (*content)(const struct builder *builder, size_t which, uint32_t entry),
	const struct builder *builder, size_t which, struct intern_slot *missing)
{
	uint32_t hash = (uint32_t)text_quick_hash(text, false);

	*missing = (struct intern_slot){ .hash = hash };
	if (intern->capacity == 0)
		return 0;
	for (size_t at = first_place(intern, hash); intern->slots[at].entry != 0;
		at = next_place(intern, at))
		if (intern->slots[at].hash == hash &&
			text_equal(content(builder, which, intern->slots[at].entry), text))
			return intern->slots[at].entry;
	return 0;
}

void intern_add(struct intern *intern, struct intern_slot slot)
{
	if (is_full(intern, intern->count + 1))
		grow_to(intern, intern->capacity > 0 ? intern->capacity * 2 : 64);
	place(intern, slot);
	intern->count++;
}

uint32_t kept_index(struct kept *kept, const void *record)
{
	const struct text bytes = { record, kept->size };
	struct intern_slot slot = { .hash = (uint32_t)text_quick_hash(bytes, false) };
	const struct intern *index = &kept->index;

	for (size_t at = first_place(index, slot.hash);
		index->capacity > 0 && index->slots[at].entry != 0; at = next_place(index, at)) {
		size_t found = index->slots[at].entry - 1;
		if (index->slots[at].hash == slot.hash &&
			memcmp((char *)kept->items + found * kept->size, record, kept->size) == 0)
			return (uint32_t)found;
	}
	kept->items = memory_grow(kept->items, &kept->capacity, kept->count + 1, kept->size);
	memcpy((char *)kept->items + kept->count * kept->size, record, kept->size);
	slot.entry = (uint32_t)++kept->count;
	intern_add(&kept->index, slot);
	return slot.entry - 1;
}

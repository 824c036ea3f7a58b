/* SPDX-License-Identifier: MIT */
/* Texts and dictionaries while they grow: which entry has this text. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"

#include <stdlib.h>
#include <string.h>

static void place(struct intern *intern, struct intern_slot slot)
{
	size_t at = slot.hash & (intern->capacity - 1);

	while (intern->slots[at].entry != 0)
		at = (at + 1) & (intern->capacity - 1);
	intern->slots[at] = slot;
}

/* Doubles when three quarters are taken. */
static void grow(struct intern *intern)
{
	struct intern bigger = { .capacity = intern->capacity > 0 ? intern->capacity * 2 : 64,
		.count = intern->count };

	if (intern->capacity > 0 && intern->count * 4 < intern->capacity * 3)
		return;
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
	for (size_t at = hash & (intern->capacity - 1); intern->slots[at].entry != 0;
		at = (at + 1) & (intern->capacity - 1))
		if (intern->slots[at].hash == hash &&
			text_equal(content(builder, which, intern->slots[at].entry), text))
			return intern->slots[at].entry;
	return 0;
}

void intern_add(struct intern *intern, struct intern_slot slot)
{
	grow(intern);
	place(intern, slot);
	intern->count++;
}

uint32_t kept_index(struct kept *kept, const void *record)
{
	const struct text bytes = { record, kept->size };
	struct intern_slot slot = { .hash = (uint32_t)text_quick_hash(bytes, false) };
	const struct intern *index = &kept->index;

	for (size_t at = slot.hash & (index->capacity - 1);
		index->capacity > 0 && index->slots[at].entry != 0;
		at = (at + 1) & (index->capacity - 1)) {
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

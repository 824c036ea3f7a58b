/* SPDX-License-Identifier: MIT */
/* Quicksort in three parts with the next eight bytes of each text beside its item, so that a text is fetched once for eight bytes and not once
 * for every comparison: of a million names most of the time goes into fetching them. */
#include "catalog/base/text_sort.h"

#include "catalog/base/memory.h"

#include <stdlib.h>

enum { KEY_BYTES = 8, FEW = 12 };

struct keyed {
	uint64_t key; /* the bytes from the depth on, the first one highest; 0 behind the end */
	uint32_t item;
};

static unsigned char byte_at(const struct text_sort *sort, struct text text, size_t at)
{
	unsigned char byte = (unsigned char)text.bytes[at];
	return sort->folds_ascii && byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

/* Keys at a depth; false when no text reaches it. */
static bool take_keys(const struct text_sort *sort, struct keyed *items, size_t count, size_t depth)
{
	bool goes_on = false;

	for (size_t i = 0; i < count; i++) {
		struct text text = sort->text(sort->context, items[i].item);
		uint64_t key = 0;
		for (size_t at = depth; at < depth + KEY_BYTES; at++)
			key = key << 8 | (at < text.size ? byte_at(sort, text, at) : 0);
		items[i].key = key;
		goes_on = goes_on || text.size > depth;
	}
	return goes_on;
}

static int compare(const struct text_sort *sort, const struct keyed *a, const struct keyed *b,
	size_t depth)
{
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	struct text one = sort->text(sort->context, a->item),
		    two = sort->text(sort->context, b->item);
	for (size_t at = depth; at < one.size && at < two.size; at++) {
		unsigned char x = byte_at(sort, one, at), y = byte_at(sort, two, at);
		if (x != y)
			return x < y ? -1 : 1;
	}
	if (one.size != two.size)
		return one.size < two.size ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

static void insert_all(const struct text_sort *sort, struct keyed *items, size_t count,
	size_t depth)
{
	for (size_t i = 1; i < count; i++) {
		struct keyed moved = items[i];
		size_t at = i;
		for (; at > 0 && compare(sort, &moved, &items[at - 1], depth) < 0; at--)
			items[at] = items[at - 1];
		items[at] = moved;
	}
}

static int compare_numbers(const void *a, const void *b)
{
	const struct keyed *one = a, *two = b;

	if (one->key != two->key)
		return one->key < two->key ? -1 : 1;
	return (one->item > two->item) - (one->item < two->item);
}

/* Texts that agree to their ends (but for NUL bytes): by length, then by number. */
static void settle(const struct text_sort *sort, struct keyed *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		items[i].key = sort->text(sort->context, items[i].item).size;
	qsort(items, count, sizeof(*items), compare_numbers);
}

/* Smaller than the pivot, equal to it, greater: [0, *less), [*less, *more), the rest. */
static void part(struct keyed *items, size_t count, size_t *less, size_t *more)
{
	uint64_t pivot = items[count * UINT64_C(0x9e3779b97f4a7c15) % count].key;
	size_t at = 0;

	*less = 0;
	*more = count;
	while (at < *more) {
		struct keyed one = items[at];
		if (one.key == pivot) {
			at++;
		} else if (one.key < pivot) {
			items[at++] = items[*less];
			items[(*less)++] = one;
		} else {
			items[at] = items[--(*more)];
			items[*more] = one;
		}
	}
}

/* The keys are those of the depth. The largest part is next in the loop, so that calls nest no deeper than the count has bits. */
static void sort_keyed(const struct text_sort *sort, struct keyed *items, size_t count,
	size_t depth)
{
	while (count > FEW) {
		size_t less, more;
		part(items, count, &less, &more);
		struct keyed *equal = items + less, *greater = items + more;
		size_t equal_count = more - less, greater_count = count - more;
		bool goes_on = equal_count > 1 &&
			take_keys(sort, equal, equal_count, depth + KEY_BYTES);
		if (!goes_on && equal_count > 1)
			settle(sort, equal, equal_count);
		if (!goes_on)
			equal_count = 0;
		if (equal_count > less && equal_count > greater_count) {
			sort_keyed(sort, items, less, depth);
			sort_keyed(sort, greater, greater_count, depth);
			items = equal;
			count = equal_count;
			depth += KEY_BYTES;
			continue;
		}
		sort_keyed(sort, equal, equal_count, depth + KEY_BYTES);
		sort_keyed(sort, less < greater_count ? items : greater,
			less < greater_count ? less : greater_count, depth);
		items = less < greater_count ? greater : items;
		count = less < greater_count ? greater_count : less;
	}
	insert_all(sort, items, count, depth);
}

void text_sort(const struct text_sort *sort, uint32_t *items, size_t count)
{
	struct keyed *keyed = memory_get((count + 1) * sizeof(*keyed));

	for (size_t i = 0; i < count; i++)
		keyed[i].item = items[i];
	take_keys(sort, keyed, count, 0);
	sort_keyed(sort, keyed, count, 0);
	for (size_t i = 0; i < count; i++)
		items[i] = keyed[i].item;
	free(keyed);
}

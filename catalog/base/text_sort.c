/* SPDX-License-Identifier: MIT */
/* Quicksort in three parts with the next eight bytes of each text beside its item, so that a text is fetched once for eight bytes and not once
 * for every comparison: of a million names most of the time goes into fetching them. */
#include "catalog/base/text_sort.h"

#include "catalog/base/memory.h"

#include <stdlib.h>

enum { KEY_BYTES = 8, FEW = 12, MANY = 4096, BUCKETS = 1 << 16, FETCHED_AHEAD = 16 };

struct keyed {
	uint64_t key; /* the bytes from the depth on, the first one highest; 0 behind the end */
	uint32_t item, start;
};
enum {
	SAME = 1
}; /* the key of a text in its place that is the same as the one before it; else 0 */

struct buckets {
	uint32_t next[BUCKETS], ends[BUCKETS];
};

static void sort_keyed(const struct text_run *run, struct keyed *items, size_t count, size_t depth,
	struct buckets *buckets);

static const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);

static uint64_t read_key(const struct text_run *run, size_t at)
{
	uint64_t key = 0;

	if (at + KEY_BYTES <= run->size) {
		memcpy(&key, run->bytes + at, KEY_BYTES);
		key = __builtin_bswap64(key);
	} else {
		for (size_t i = 0; i < KEY_BYTES; i++)
			key = key << 8 |
				(unsigned char)(at + i < run->size ? run->bytes[at + i] : run->end);
	}
	/* the first end, from above: bytes behind it may be found wrongly, but they go anyway */
	uint64_t other = key ^ ones * (unsigned char)run->end;
	uint64_t ends = ~(((other & ~highs) + ~highs) | other | ~highs);
	if (ends != 0) {
		int bits = __builtin_clzll(ends) / 8 * 8;
		key = bits == 0 ? 0 : key & ~UINT64_C(0) << (64 - bits);
	}
	return run->folds_ascii ? text_fold_eight(key) : key;
}

static bool is_last(uint64_t key)
{
	return (key & 0xff) == 0;
}

/* Keys at a depth that all of them reach. */
static void take_keys(const struct text_run *run, struct keyed *items, size_t count, size_t depth)
{
	for (size_t i = 0; i < count; i++) {
		if (i + FETCHED_AHEAD < count)
			__builtin_prefetch(run->bytes + items[i + FETCHED_AHEAD].start + depth);
		items[i].key = read_key(run, items[i].start + depth);
	}
}

static int by_number(const struct keyed *a, const struct keyed *b)
{
	return (a->item > b->item) - (a->item < b->item);
}

static bool is_same_from(const struct text_run *run, const struct keyed *a, const struct keyed *b,
	size_t depth)
{
	for (;; depth += KEY_BYTES) {
		uint64_t one = read_key(run, a->start + depth),
			 two = read_key(run, b->start + depth);
		if (one != two || is_last(one))
			return one == two;
	}
}

static int compare(const struct text_run *run, const struct keyed *a, const struct keyed *b,
	size_t depth)
{
	uint64_t one = a->key, two = b->key;

	while (one == two && !is_last(one)) {
		depth += KEY_BYTES;
		one = read_key(run, a->start + depth);
		two = read_key(run, b->start + depth);
	}
	return one != two ? one < two ? -1 : 1 : by_number(a, b);
}

/* In their places, which they keep: their keys tell of that from now on. */
static void settle(const struct text_run *run, struct keyed *items, size_t count, size_t depth)
{
	uint64_t former = 0;

	for (size_t i = 0; i < count; i++) {
		uint64_t key = items[i].key;
		bool is_same = i > 0 && key == former;
		if (is_same && !is_last(key))
			is_same = is_same_from(run, &items[i - 1], &items[i], depth + KEY_BYTES);
		items[i].key = is_same ? SAME : 0;
		former = key;
	}
}

static void insert_all(const struct text_run *run, struct keyed *items, size_t count, size_t depth)
{
	for (size_t i = 1; i < count; i++) {
		struct keyed moved = items[i];
		size_t at = i;
		for (; at > 0 && compare(run, &moved, &items[at - 1], depth) < 0; at--)
			items[at] = items[at - 1];
		items[at] = moved;
	}
	settle(run, items, count, depth);
}

static int compare_numbers(const void *a, const void *b)
{
	return by_number(a, b);
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

/* The bucket of a key: its first two bytes. */
static size_t bucket_of(uint64_t key)
{
	return key >> 48;
}

/* Each item goes where its bucket is, in place: one step does what a dozen comparisons would. */
static void scatter(struct keyed *items, size_t count, struct buckets *buckets)
{
	uint32_t sum = 0;

	memset(buckets->ends, 0, sizeof(buckets->ends));
	for (size_t i = 0; i < count; i++)
		buckets->ends[bucket_of(items[i].key)]++;
	for (size_t i = 0; i < BUCKETS; i++) {
		buckets->next[i] = sum;
		sum += buckets->ends[i];
		buckets->ends[i] = sum;
	}
	for (size_t i = 0; i < BUCKETS; i++)
		while (buckets->next[i] < buckets->ends[i]) {
			struct keyed moved = items[buckets->next[i]];
			size_t bucket = bucket_of(moved.key);
			if (bucket != i) {
				struct keyed *to = &items[buckets->next[bucket]];
				items[buckets->next[i]] = *to;
				*to = moved;
			}
			buckets->next[bucket]++;
		}
}

/* The keys are those of the depth. Calls nest as deep as thousands of texts are the same, and no deeper than the count has bits behind that: the largest
 * part is next in the loop. */
static void sort_parts(const struct text_run *run, struct keyed *items, size_t count, size_t depth,
	struct buckets *buckets)
{
	while (count > FEW) {
		size_t less, more;
		part(items, count, &less, &more);
		struct keyed *equal = items + less, *greater = items + more;
		size_t equal_count = more - less, greater_count = count - more;
		if (is_last(equal->key)) { /* the same texts */
			qsort(equal, equal_count, sizeof(*equal), compare_numbers);
			settle(run, equal, equal_count, depth);
			equal_count = 0;
		} else {
			take_keys(run, equal, equal_count, depth + KEY_BYTES);
		}
		if (equal_count < MANY && equal_count > less && equal_count > greater_count) {
			sort_parts(run, items, less, depth, buckets);
			sort_parts(run, greater, greater_count, depth, buckets);
			items = equal;
			count = equal_count;
			depth += KEY_BYTES;
			continue;
		}
		sort_keyed(run, equal, equal_count, depth + KEY_BYTES, buckets);
		sort_parts(run, less < greater_count ? items : greater,
			less < greater_count ? less : greater_count, depth, buckets);
		items = less < greater_count ? greater : items;
		count = less < greater_count ? greater_count : less;
	}
	insert_all(run, items, count, depth);
}

static void sort_keyed(const struct text_run *run, struct keyed *items, size_t count, size_t depth,
	struct buckets *buckets)
{
	if (count < MANY) {
		sort_parts(run, items, count, depth, buckets);
		return;
	}
	scatter(items, count, buckets);
	for (size_t from = 0, to; from < count; from = to) {
		size_t bucket = bucket_of(items[from].key);
		for (to = from + 1; to < count && bucket_of(items[to].key) == bucket;)
			to++;
		sort_parts(run, items + from, to - from, depth, buckets);
	}
}

void text_sort(const struct text_run *run, uint32_t *items, size_t count, uint32_t *ranks)
{
	struct keyed *keyed = memory_get((count + 1) * sizeof(*keyed));
	struct buckets *buckets = count < MANY ? NULL : memory_get(sizeof(*buckets));
	uint32_t rank = 0;

	for (size_t i = 0; i < count; i++)
		keyed[i] = (struct keyed){ .item = items[i], .start = run->starts[items[i]] };
	take_keys(run, keyed, count, 0);
	sort_keyed(run, keyed, count, 0, buckets);
	for (size_t i = 0; i < count; i++) {
		items[i] = keyed[i].item;
		rank += i > 0 && keyed[i].key != SAME;
		if (ranks)
			ranks[items[i]] = rank;
	}
	free(buckets);
	free(keyed);
}

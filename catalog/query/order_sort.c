/* SPDX-License-Identifier: MIT */
/* The whole order, by a stable radix sort (order_radix.h), so that rows which are equal stay in the order of their ids. Keys are packed: each sort field
 * takes as many bits as the span of its keys needs, and as many fields share a word as
 * fit, the last one lowest; what does not fit is sorted before, word by word. Doubles that are whole numbers, as those of parameters are, are keys
 * themselves; other coarse keys are settled afterwards by comparing neighbours. Built with -O3. */
#include "catalog/base/memory.h"
#include "catalog/query/order_radix.h"
#include "catalog/query/run_parts.h"
#include "catalog/query/wide.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct packing {
	struct key_part part;
	uint64_t least; /* of the known keys of the list */
	unsigned bits;  /* that keys from there take, and unknown behind them */
	bool is_whole;  /* keys are the numbers of the column */
};

struct sorting {
	struct query_run *run;
	const struct interrupt *interrupt;
	struct packing packings[QUERY_SORT_MAX];
	size_t part_count;
	struct radix radix;
};

/* --- keys --- */

static void set_span(struct packing *packing, uint64_t least, uint64_t most)
{
	uint64_t span = most >= least ? most - least + 1 : 1; /* unknown is the span */

	packing->least = least;
	for (packing->bits = 1; span >> packing->bits != 0;)
		packing->bits++;
}

/* Whole numbers below: added to this one, the last bits of the sum are the number, and what is no whole number does not come back. */
#define WHOLE_MAX 0x1p52

/* Doubles without fractions: least and greatest of them; false when there are others. */
WIDE static bool are_whole(const double *restrict numbers, uint32_t count, double *least,
	double *most)
{
	double low = WHOLE_MAX, high = 0;
	uint64_t others = 0;

	for (uint32_t i = 0; i < count; i++) {
		double number = numbers[i];
		bool is_known = number == number;
		bool is_whole = (number >= 0) & (number < WHOLE_MAX) &
			(number + WHOLE_MAX - WHOLE_MAX == number);
		others |= (uint64_t)(is_known & !is_whole);
		low = number < low ? number : low; /* not a number: neither less nor more */
		high = number > high ? number : high;
	}
	*least = low;
	*most = high;
	return others == 0;
}

static bool measure_whole(const struct column *column, uint64_t *least, uint64_t *most)
{
	double low = WHOLE_MAX, high = 0, of[2];

	for (uint32_t from = 0; from < column->count; from += KEY_BLOCK) {
		uint32_t left = column->count - from;
		if (!are_whole((const double *)column->cells + from,
			    left < KEY_BLOCK ? left : KEY_BLOCK, &of[0], &of[1]))
			return false;
		low = of[0] < low ? of[0] : low;
		high = of[1] > high ? of[1] : high;
	}
	*least = (uint64_t)low;
	*most = (uint64_t)high;
	return high >= low;
}

/* Least key, and one more than the greatest that is known. */
WIDE static void widen_span(const uint32_t *restrict keys, uint32_t count, uint32_t *least,
	uint32_t *behind)
{
	/* signed, as vectors of 16 bytes compare */
	int32_t low = (int32_t)(*least ^ 0x80000000u), high = (int32_t)(*behind ^ 0x80000000u);

	for (uint32_t i = 0; i < count; i++) {
		int32_t key = (int32_t)(keys[i] ^ 0x80000000u),
			next = (int32_t)((keys[i] + 1) ^ 0x80000000u); /* unknown is 0 */
		low = key < low ? key : low;
		high = next > high ? next : high;
	}
	*least = (uint32_t)low ^ 0x80000000u;
	*behind = (uint32_t)high ^ 0x80000000u;
}

/* Least known key and the bits that all take from there, unknown behind them. */
static bool measure(struct sorting *sorting, struct packing *packing)
{
	uint32_t all = store_count(sorting->run->store), keys[KEY_BLOCK];
	uint32_t least = UINT32_MAX, behind = 0;
	uint64_t low, high;

	if (packing->part.is_coarse && packing->part.column &&
		measure_whole(packing->part.column, &low, &high)) {
		set_span(packing, low, high);
		packing->is_whole = packing->bits + sorting->radix.row_bits <= 64;
		packing->part.is_coarse = !packing->is_whole;
		if (packing->is_whole)
			return true;
	}
	for (uint32_t from = 0; from < all; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(sorting->interrupt, from, all))
			return false;
		keys_fill(sorting->run, &packing->part, from, to, keys);
		arena_reset(&sorting->run->scratch_arena);
		widen_span(keys, to - from, &least, &behind);
	}
	set_span(packing, least, behind > 0 ? behind - 1 : 0);
	return true;
}

static uint64_t unknown_key(const struct packing *packing)
{
	return (UINT64_C(1) << packing->bits) - 1;
}

/* Whole numbers from the least on, or from behind the greatest down. */
WIDE static void pack_whole(const struct packing *packing, const double *restrict numbers,
	uint32_t count, uint64_t *restrict packed)
{
	const uint64_t unknown = unknown_key(packing), least = packing->least;
	const uint64_t down = packing->part.sort->is_descending ? UINT64_MAX : 0;
	const uint64_t from = down ? unknown : 0; /* last - key is unknown + ~key */

	for (uint32_t i = 0; i < count; i++) {
		double sum = numbers[i] + WHOLE_MAX;
		uint64_t bits;
		memcpy(&bits, &sum, sizeof(bits));
		uint64_t key = (bits & ((UINT64_C(1) << 52) - 1)) - least;
		packed[i] = numbers[i] == numbers[i] ? (key ^ down) + from : unknown;
	}
}

WIDE static void pack_keys(const struct packing *packing, const uint32_t *restrict keys,
	uint32_t count, uint64_t *restrict packed)
{
	const uint32_t least = (uint32_t)packing->least;
	const uint64_t unknown = unknown_key(packing);

	for (uint32_t i = 0; i < count; i++)
		packed[i] = keys[i] == KEY_UNKNOWN ? unknown : keys[i] - least;
}

/* Keys of one field from its least on. */
static void fill_packed(struct sorting *sorting, const struct packing *packing, uint32_t from,
	uint32_t to, uint64_t *packed)
{
	uint32_t keys[KEY_BLOCK];

	if (packing->is_whole) {
		pack_whole(packing, (const double *)packing->part.column->cells + from, to - from,
			packed);
		return;
	}
	keys_fill(sorting->run, &packing->part, from, to, keys);
	pack_keys(packing, keys, to - from, packed);
}

/* Packed keys of the parts [first, last) for rows [from, to). */
static void pack(struct sorting *sorting, size_t first, size_t last, uint32_t from, uint32_t to,
	uint64_t *keys)
{
	uint64_t own[KEY_BLOCK];

	fill_packed(sorting, &sorting->packings[first], from, to, keys);
	for (size_t part = first + 1; part < last; part++) {
		fill_packed(sorting, &sorting->packings[part], from, to, own);
		for (uint32_t i = 0; i < to - from; i++)
			keys[i] = keys[i] << sorting->packings[part].bits | own[i];
	}
	arena_reset(&sorting->run->scratch_arena);
}

/* Keys and rows of those that pass; a block of which all do has no need to look. Returns how many. */
WIDE static size_t append(uint64_t *restrict items, const uint64_t *restrict keys,
	const uint8_t *restrict passes, uint32_t from, uint32_t count, unsigned row_bits)
{
	size_t added = 0;

	if (!memchr(passes, 0, count)) {
		for (uint32_t i = 0; i < count; i++)
			items[i] = keys[i] << row_bits | (from + i);
		return count;
	}
	for (uint32_t i = 0; i < count; i++) {
		items[added] = keys[i] << row_bits | (from + i);
		added += passes[i];
	}
	return added;
}

/* Rows of the list in id order with their keys. */
static bool gather(struct sorting *sorting, size_t first, size_t last)
{
	uint32_t all = store_count(sorting->run->store), listed = sorting->run->count;
	uint64_t block[KEY_BLOCK];
	uint8_t passes[KEY_BLOCK];
	size_t count = 0;

	for (uint32_t from = 0; from < all && count < listed; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(sorting->interrupt, from, all))
			return false;
		order_listed(sorting->run, from, to, passes);
		pack(sorting, first, last, from, to, block);
		size_t added = append(sorting->radix.items + count, block, passes, from, to - from,
			sorting->radix.row_bits);
		radix_count(&sorting->radix, count, count + added);
		count += added;
	}
	sorting->radix.count = count;
	return true;
}

/* Keys of further parts for rows that stand in some order already. */
static bool rekey(struct sorting *sorting, size_t first, size_t last)
{
	uint32_t all = store_count(sorting->run->store);
	uint64_t *of_row = memory_get(((size_t)all + KEY_BLOCK) * sizeof(*of_row));
	bool done = true;

	for (uint32_t from = 0; from < all && done; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		done = from % BLOCK_ROWS != 0 || !interrupt_is_due(sorting->interrupt, from, all);
		if (done)
			pack(sorting, first, last, from, to, of_row + from);
	}
	for (size_t i = 0; i < sorting->radix.count && done; i++) {
		uint32_t row = radix_row(&sorting->radix, sorting->radix.items[i]);
		sorting->radix.items[i] = of_row[row] << sorting->radix.row_bits | row;
	}
	if (done)
		radix_count(&sorting->radix, 0, sorting->radix.count);
	free(of_row);
	return done;
}

/* --- equal keys of unequal values --- */

struct settling {
	struct sorting *sorting;
	const struct key_part *part;
};

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct settling *of = context;
	uint64_t one = *(const uint64_t *)a, two = *(const uint64_t *)b;
	int order = key_compare(of->sorting->run, of->part, radix_row(&of->sorting->radix, one),
		radix_row(&of->sorting->radix, two));

	return order != 0 ? order : (one > two) - (one < two);
}

/* Places become keys for a while, so that equals stay as they are. */
static void settle_rows(struct settling *of, uint64_t *items, size_t count)
{
	struct sorting *sorting = of->sorting;
	uint64_t key = radix_key(&sorting->radix, items[0]);

	for (size_t i = 0; i < count; i++)
		items[i] = (uint64_t)i << sorting->radix.row_bits |
			radix_row(&sorting->radix, items[i]);
	qsort_r(items, count, sizeof(*items), compare_rows, of);
	for (size_t i = 0; i < count; i++)
		items[i] = key << sorting->radix.row_bits | radix_row(&sorting->radix, items[i]);
}

/* After sorting by one coarse part alone: neighbours with equal keys. */
static void settle(struct sorting *sorting, const struct packing *packing)
{
	struct settling of = { sorting, &packing->part };
	uint64_t *items = sorting->radix.items, unknown = unknown_key(packing);

	for (size_t from = 0, to; from < sorting->radix.count; from = to) {
		uint64_t key = radix_key(&sorting->radix, items[from]);
		bool stand = true;
		for (to = from + 1;
			to < sorting->radix.count && radix_key(&sorting->radix, items[to]) == key;
			to++)
			stand = stand &&
				(key == unknown ||
					key_compare(sorting->run, of.part,
						radix_row(&sorting->radix, items[to - 1]),
						radix_row(&sorting->radix, items[to])) <= 0);
		if (!stand)
			settle_rows(&of, items + from, to - from);
	}
}

/* First part of the word that ends before `last`: coarse parts are alone in theirs. */
static size_t word_before(const struct sorting *sorting, size_t last, unsigned *bits)
{
	size_t first = last - 1;
	unsigned room = 64 - sorting->radix.row_bits;

	*bits = sorting->packings[first].bits;
	while (first > 0 && !sorting->packings[first].part.is_coarse &&
		!sorting->packings[first - 1].part.is_coarse &&
		*bits + sorting->packings[first - 1].bits <= room)
		*bits += sorting->packings[--first].bits;
	return first;
}

static bool sort_words(struct sorting *sorting)
{
	for (size_t last = sorting->part_count; last > 0;) {
		unsigned bits;
		size_t first = word_before(sorting, last, &bits);
		bool is_coarse = sorting->packings[first].part.is_coarse;
		radix_begin(&sorting->radix, bits);
		bool done = last == sorting->part_count ? gather(sorting, first, last)
							: rekey(sorting, first, last);
		if (!done)
			return false;
		radix_sort(&sorting->radix, first == 0 && !is_coarse ? sorting->run->order : NULL);
		if (is_coarse)
			settle(sorting, &sorting->packings[first]);
		for (size_t i = 0; i < sorting->radix.count && first == 0 && is_coarse; i++)
			sorting->run->order[i] = radix_row(&sorting->radix,
				sorting->radix.items[i]);
		last = first;
	}
	return true;
}

enum result order_sort(struct query_run *run, const struct interrupt *interrupt)
{
	struct sorting sorting = { .run = run,
		.interrupt = interrupt,
		.part_count = run->query->sort_count };
	bool done = true;

	while ((uint64_t)store_count(run->store) >> sorting.radix.row_bits != 0)
		sorting.radix.row_bits++;
	for (size_t i = 0; i < sorting.part_count && done; i++) {
		sorting.packings[i].part = key_part_of(run, &run->query->sort[i]);
		done = measure(&sorting, &sorting.packings[i]);
	}
	if (!done)
		return RESULT_INTERRUPTED;
	radix_make(&sorting.radix, (size_t)run->count + KEY_BLOCK);
	done = sort_words(&sorting);
	run->ordered = done ? (uint32_t)sorting.radix.count : 0;
	radix_free(&sorting.radix);
	return done ? RESULT_OK : RESULT_INTERRUPTED;
}

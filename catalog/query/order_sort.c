/* SPDX-License-Identifier: MIT */
/* The whole order: a radix sort in digits of eleven bits, stable, so that rows which are equal stay in the order of their ids. A row and its key share
 * 64 bits, the row lowest. Keys are packed: each sort field takes as many bits as the span of its keys needs, and as many fields share a word as
 * fit, the last one lowest; what does not fit is sorted before, word by word. Doubles that are whole numbers, as those of parameters are, are keys
 * themselves; other coarse keys are settled afterwards by comparing neighbours. Built with -O3. */
#include "catalog/base/memory.h"
#include "catalog/query/run_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, DIGIT_MAX = 64 / DIGIT_BITS + 1 };

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
	unsigned row_bits;
	uint64_t *items, *other; /* key << row_bits | row */
	size_t count;
};

static uint32_t row_of(const struct sorting *sorting, uint64_t item)
{
	return (uint32_t)(item & ((UINT64_C(1) << sorting->row_bits) - 1));
}

static uint64_t key_of(const struct sorting *sorting, uint64_t item)
{
	return item >> sorting->row_bits;
}

/* --- the radix sort --- */

static void scatter(const uint64_t *restrict from, uint64_t *restrict to, size_t count,
	unsigned shift, uint32_t *places)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < DIGITS; i++) {
		uint32_t size = places[i];
		places[i] = sum;
		sum += size;
	}
	for (size_t i = 0; i < count; i++)
		to[places[from[i] >> shift & (DIGITS - 1)]++] = from[i];
}

static void count_digits(const struct sorting *sorting, unsigned digits, uint32_t places[][DIGITS])
{
	for (size_t i = 0; i < sorting->count; i++) {
		uint64_t key = key_of(sorting, sorting->items[i]);
		for (unsigned digit = 0; digit < digits; digit++, key >>= DIGIT_BITS)
			places[digit][key & (DIGITS - 1)]++;
	}
}

static void sort_by_key(struct sorting *sorting, unsigned bits)
{
	uint32_t places[DIGIT_MAX][DIGITS] = { { 0 } };
	unsigned digits = (bits + DIGIT_BITS - 1) / DIGIT_BITS;

	count_digits(sorting, digits, places);
	for (unsigned digit = 0; digit < digits && sorting->count > 0; digit++) {
		unsigned shift = sorting->row_bits + digit * DIGIT_BITS;
		if (places[digit][sorting->items[0] >> shift & (DIGITS - 1)] == sorting->count)
			continue; /* all agree here */
		scatter(sorting->items, sorting->other, sorting->count, shift, places[digit]);
		uint64_t *kept = sorting->items;
		sorting->items = sorting->other;
		sorting->other = kept;
	}
}

/* --- keys --- */

static void set_span(struct packing *packing, uint64_t least, uint64_t most)
{
	uint64_t span = most >= least ? most - least + 1 : 1; /* unknown is the span */

	packing->least = least;
	for (packing->bits = 1; span >> packing->bits != 0;)
		packing->bits++;
}

/* Doubles without fractions: least and greatest of them; false when there are others. */
static bool measure_whole(const struct column *column, uint64_t *least, uint64_t *most)
{
	const double *numbers = column->cells;
	bool is_whole = true;
	double low = 0x1p53, high = 0;

	for (uint32_t i = 0; i < column->count && is_whole; i++) {
		double number = isnan(numbers[i]) ? low : numbers[i];
		is_whole = number >= 0 && number <= 0x1p53 && number == (double)(uint64_t)number;
		low = number < low ? number : low;
		high = number > high && !isnan(numbers[i]) ? number : high;
	}
	*least = (uint64_t)low;
	*most = (uint64_t)high;
	return is_whole && high >= low;
}

/* Least known key and the bits that all take from there, unknown behind them. */
static bool measure(struct sorting *sorting, struct packing *packing)
{
	uint32_t all = store_count(sorting->run->store), keys[KEY_BLOCK];
	uint32_t least = KEY_UNKNOWN, most = 0;
	uint64_t low, high;

	if (packing->part.is_coarse && packing->part.column &&
		measure_whole(packing->part.column, &low, &high)) {
		set_span(packing, low, high);
		packing->is_whole = packing->bits + sorting->row_bits <= 64;
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
		for (uint32_t i = 0; i < to - from; i++) {
			uint32_t known = keys[i] == KEY_UNKNOWN ? 0 : keys[i];
			least = keys[i] < least ? keys[i] : least;
			most = known > most ? known : most;
		}
	}
	set_span(packing, least, most);
	return true;
}

static uint64_t unknown_key(const struct packing *packing)
{
	return (UINT64_C(1) << packing->bits) - 1;
}

/* Keys of one field from its least on. */
static void fill_packed(struct sorting *sorting, const struct packing *packing, uint32_t from,
	uint32_t to, uint64_t *restrict packed)
{
	const uint64_t unknown = unknown_key(packing), least = packing->least;
	uint32_t keys[KEY_BLOCK];

	if (packing->is_whole) {
		const double *restrict numbers = (const double *)packing->part.column->cells + from;
		const uint64_t last = unknown - 1;
		bool is_down = packing->part.sort->is_descending;
		for (uint32_t i = 0; i < to - from; i++) {
			uint64_t key = isnan(numbers[i]) ? 0 : (uint64_t)numbers[i] - least;
			packed[i] = isnan(numbers[i]) ? unknown : is_down ? last - key : key;
		}
		return;
	}
	keys_fill(sorting->run, &packing->part, from, to, keys);
	for (uint32_t i = 0; i < to - from; i++)
		packed[i] = keys[i] == KEY_UNKNOWN ? unknown : keys[i] - least;
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
		for (uint32_t i = 0; i < to - from && count < listed; i++) {
			sorting->items[count] = block[i] << sorting->row_bits | (from + i);
			count += passes[i];
		}
	}
	sorting->count = count;
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
	for (size_t i = 0; i < sorting->count && done; i++) {
		uint32_t row = row_of(sorting, sorting->items[i]);
		sorting->items[i] = of_row[row] << sorting->row_bits | row;
	}
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
	int order = key_compare(of->sorting->run, of->part, row_of(of->sorting, one),
		row_of(of->sorting, two));

	return order != 0 ? order : (one > two) - (one < two);
}

/* Places become keys for a while, so that equals stay as they are. */
static void settle_rows(struct settling *of, uint64_t *items, size_t count)
{
	struct sorting *sorting = of->sorting;
	uint64_t key = key_of(sorting, items[0]);

	for (size_t i = 0; i < count; i++)
		items[i] = (uint64_t)i << sorting->row_bits | row_of(sorting, items[i]);
	qsort_r(items, count, sizeof(*items), compare_rows, of);
	for (size_t i = 0; i < count; i++)
		items[i] = key << sorting->row_bits | row_of(sorting, items[i]);
}

/* After sorting by one coarse part alone: neighbours with equal keys. */
static void settle(struct sorting *sorting, const struct packing *packing)
{
	struct settling of = { sorting, &packing->part };
	uint64_t *items = sorting->items, unknown = unknown_key(packing);

	for (size_t from = 0, to; from < sorting->count; from = to) {
		uint64_t key = key_of(sorting, items[from]);
		bool stand = true;
		for (to = from + 1; to < sorting->count && key_of(sorting, items[to]) == key; to++)
			stand = stand &&
				(key == unknown ||
					key_compare(sorting->run, of.part,
						row_of(sorting, items[to - 1]),
						row_of(sorting, items[to])) <= 0);
		if (!stand)
			settle_rows(&of, items + from, to - from);
	}
}

/* First part of the word that ends before `last`: coarse parts are alone in theirs. */
static size_t word_before(const struct sorting *sorting, size_t last, unsigned *bits)
{
	size_t first = last - 1;
	unsigned room = 64 - sorting->row_bits;

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
		bool done = last == sorting->part_count ? gather(sorting, first, last)
							: rekey(sorting, first, last);
		if (!done)
			return false;
		sort_by_key(sorting, bits);
		if (sorting->packings[first].part.is_coarse)
			settle(sorting, &sorting->packings[first]);
		last = first;
	}
	return true;
}

enum result order_sort(struct query_run *run, const struct interrupt *interrupt)
{
	struct sorting sorting = { .run = run,
		.interrupt = interrupt,
		.part_count = run->query->sort_count };
	size_t room = ((size_t)run->count + 1) * sizeof(*sorting.items);
	bool done = true;

	while ((uint64_t)store_count(run->store) >> sorting.row_bits != 0)
		sorting.row_bits++;
	for (size_t i = 0; i < sorting.part_count && done; i++) {
		sorting.packings[i].part = key_part_of(run, &run->query->sort[i]);
		done = measure(&sorting, &sorting.packings[i]);
	}
	if (!done)
		return RESULT_INTERRUPTED;
	sorting.items = memory_get(room);
	sorting.other = memory_get(room);
	done = sort_words(&sorting);
	for (size_t i = 0; i < sorting.count && done; i++)
		run->order[i] = row_of(&sorting, sorting.items[i]);
	run->ordered = done ? (uint32_t)sorting.count : 0;
	free(sorting.items);
	free(sorting.other);
	return done ? RESULT_OK : RESULT_INTERRUPTED;
}

/* SPDX-License-Identifier: MIT */
/* The whole order: a radix sort in digits of eleven bits, stable, so that rows which are equal stay in the order of their ids. Keys are packed: each
 * sort field takes as many bits as the span of its keys needs, and as many fields share a word as fit, the last one lowest; what does not fit is
 * sorted before, word by word. Equal coarse keys are settled afterwards by comparing neighbours. Built with -O3. */
#include "catalog/base/memory.h"
#include "catalog/query/run_parts.h"

#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, WORD_BITS = 32 };

struct keyed {
	uint32_t key, row;
};

struct sorting {
	struct query_run *run;
	const struct interrupt *interrupt;
	struct key_part parts[QUERY_SORT_MAX];
	size_t part_count;
	struct keyed *keys, *other;
	size_t count;
};

static void scatter(const struct keyed *restrict from, struct keyed *restrict to, size_t count,
	int shift, uint32_t *places)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < DIGITS; i++) {
		uint32_t size = places[i];
		places[i] = sum;
		sum += size;
	}
	for (size_t i = 0; i < count; i++)
		to[places[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

static void sort_by_key(struct sorting *sorting)
{
	uint32_t places[3][DIGITS] = { { 0 } };
	const struct keyed *keys = sorting->keys;
	uint32_t differ = 0, first = sorting->count > 0 ? keys[0].key : 0;

	for (size_t i = 0; i < sorting->count; i++) {
		uint32_t key = keys[i].key;
		differ |= key ^ first;
		places[0][key & (DIGITS - 1)]++;
		places[1][key >> DIGIT_BITS & (DIGITS - 1)]++;
		places[2][key >> 2 * DIGIT_BITS]++;
	}
	for (int digit = 0; digit < 3; digit++) {
		int shift = digit * DIGIT_BITS;
		if (!(differ >> shift & (DIGITS - 1)))
			continue; /* all agree here */
		scatter(sorting->keys, sorting->other, sorting->count, shift, places[digit]);
		struct keyed *kept = sorting->keys;
		sorting->keys = sorting->other;
		sorting->other = kept;
	}
}

/* Least known key and the bits that all take from there, unknown behind them. */
static bool measure(struct sorting *sorting, struct key_part *part)
{
	uint32_t all = store_count(sorting->run->store), keys[KEY_BLOCK];
	uint32_t least = KEY_UNKNOWN, most = 0;

	for (uint32_t from = 0; from < all; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(sorting->interrupt, from, all))
			return false;
		keys_fill(sorting->run, part, from, to, keys);
		arena_reset(&sorting->run->scratch_arena);
		for (uint32_t i = 0; i < to - from; i++) {
			uint32_t known = keys[i] == KEY_UNKNOWN ? 0 : keys[i];
			least = keys[i] < least ? keys[i] : least;
			most = known > most ? known : most;
		}
	}
	part->least = least;
	uint64_t span = most >= least ? (uint64_t)most - least + 1 : 1; /* unknown is the span */
	for (part->bits = 1; span >> part->bits != 0;)
		part->bits++;
	return true;
}

static uint32_t packed(const struct key_part *part, uint32_t key)
{
	uint32_t unknown = part->bits < WORD_BITS ? (UINT32_C(1) << part->bits) - 1 : UINT32_MAX;
	return key == KEY_UNKNOWN ? unknown : key - part->least;
}

/* Packed keys of the parts [first, last) for rows [from, to). */
static void pack(struct sorting *sorting, size_t first, size_t last, uint32_t from, uint32_t to,
	uint32_t *keys)
{
	uint32_t own[KEY_BLOCK];

	keys_fill(sorting->run, &sorting->parts[first], from, to, keys);
	for (uint32_t i = 0; i < to - from; i++)
		keys[i] = packed(&sorting->parts[first], keys[i]);
	for (size_t part = first + 1; part < last; part++) {
		keys_fill(sorting->run, &sorting->parts[part], from, to, own);
		for (uint32_t i = 0; i < to - from; i++)
			keys[i] = keys[i] << sorting->parts[part].bits |
				packed(&sorting->parts[part], own[i]);
	}
	arena_reset(&sorting->run->scratch_arena);
}

/* Rows of the list in id order with their keys. */
static bool gather(struct sorting *sorting, size_t first, size_t last)
{
	uint32_t all = store_count(sorting->run->store), block[KEY_BLOCK];
	uint32_t listed = sorting->run->count;
	uint8_t passes[KEY_BLOCK];
	struct keyed *keys = sorting->keys;
	size_t count = 0;

	for (uint32_t from = 0; from < all && count < listed; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(sorting->interrupt, from, all))
			return false;
		order_listed(sorting->run, from, to, passes);
		pack(sorting, first, last, from, to, block);
		for (uint32_t i = 0; i < to - from && count < listed; i++) {
			keys[count] = (struct keyed){ block[i], from + i };
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
	uint32_t *of_row = memory_get(((size_t)all + KEY_BLOCK) * sizeof(*of_row));
	bool done = true;

	for (uint32_t from = 0; from < all && done; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		done = from % BLOCK_ROWS != 0 || !interrupt_is_due(sorting->interrupt, from, all);
		if (done)
			pack(sorting, first, last, from, to, of_row + from);
	}
	for (size_t i = 0; i < sorting->count && done; i++)
		sorting->keys[i].key = of_row[sorting->keys[i].row];
	free(of_row);
	return done;
}

struct numbered {
	double number;
	uint32_t place, row;
};

static int compare_numbers(const void *a, const void *b)
{
	const struct numbered *one = a, *two = b;

	if (one->number != two->number)
		return one->number < two->number ? -1 : 1;
	return (one->place > two->place) - (one->place < two->place);
}

/* Rows with the same float by their doubles, in a room of their own. */
static void settle_numbers(const struct key_part *part, struct keyed *keys, size_t count,
	struct numbered *room)
{
	const double *cells = part->column->cells;
	double sign = part->sort->is_descending ? -1 : 1;

	for (size_t i = 0; i < count; i++)
		room[i] = (struct numbered){ sign * cells[keys[i].row], (uint32_t)i, keys[i].row };
	qsort(room, count, sizeof(*room), compare_numbers);
	for (size_t i = 0; i < count; i++)
		keys[i].row = room[i].row;
}

static bool numbers_stand(const struct key_part *part, const struct keyed *keys, size_t count)
{
	const double *cells = part->column->cells;
	double sign = part->sort->is_descending ? -1 : 1, before = sign * cells[keys[0].row];
	bool stand = true;

	for (size_t i = 1; i < count && stand; i++) {
		double number = sign * cells[keys[i].row];
		stand = before <= number;
		before = number;
	}
	return stand;
}

struct settling {
	struct query_run *run;
	const struct key_part *part;
};

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct settling *of = context;
	const struct keyed *one = a, *two = b;
	int order = key_compare(of->run, of->part, one->row, two->row);

	return order != 0 ? order : (one->key > two->key) - (one->key < two->key);
}

/* Other coarse keys: places become keys for a while, so that equals stay as they are. */
static void settle_rows(struct query_run *run, const struct key_part *part, struct keyed *keys,
	size_t count)
{
	struct settling of = { run, part };
	uint32_t key = keys[0].key;

	for (size_t i = 0; i < count; i++)
		keys[i].key = (uint32_t)i;
	qsort_r(keys, count, sizeof(*keys), compare_rows, &of);
	for (size_t i = 0; i < count; i++)
		keys[i].key = key;
}

/* After sorting by one coarse part alone: neighbours with equal keys. */
static void settle(struct sorting *sorting, const struct key_part *part)
{
	struct keyed *keys = sorting->keys;
	struct numbered *room = NULL;
	size_t capacity = 0;
	uint32_t unknown = packed(part, KEY_UNKNOWN);

	for (size_t from = 0, to; from < sorting->count; from = to) {
		for (to = from + 1; to < sorting->count && keys[to].key == keys[from].key;)
			to++;
		if (to - from == 1 || keys[from].key == unknown)
			continue;
		if (!part->column) {
			settle_rows(sorting->run, part, keys + from, to - from);
		} else if (!numbers_stand(part, keys + from, to - from)) {
			room = memory_grow(room, &capacity, to - from, sizeof(*room));
			settle_numbers(part, keys + from, to - from, room);
		}
	}
	free(room);
}

/* First part of the word that ends before `last`: coarse parts are alone in theirs. */
static size_t word_before(const struct sorting *sorting, size_t last)
{
	size_t first = last - 1;
	unsigned bits = sorting->parts[first].bits;

	while (first > 0 && !sorting->parts[first].is_coarse &&
		!sorting->parts[first - 1].is_coarse &&
		bits + sorting->parts[first - 1].bits <= WORD_BITS)
		bits += sorting->parts[--first].bits;
	return first;
}

static bool sort_words(struct sorting *sorting)
{
	for (size_t last = sorting->part_count; last > 0;) {
		size_t first = word_before(sorting, last);
		bool done = last == sorting->part_count ? gather(sorting, first, last)
							: rekey(sorting, first, last);
		if (!done)
			return false;
		sort_by_key(sorting);
		if (sorting->parts[first].is_coarse)
			settle(sorting, &sorting->parts[first]);
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

	for (size_t i = 0; i < sorting.part_count && done; i++) {
		sorting.parts[i] = key_part_of(run, &run->query->sort[i]);
		done = measure(&sorting, &sorting.parts[i]);
	}
	if (!done)
		return RESULT_INTERRUPTED;
	sorting.keys = memory_get(((size_t)run->count + 1) * sizeof(*sorting.keys));
	sorting.other = memory_get(((size_t)run->count + 1) * sizeof(*sorting.keys));
	done = sort_words(&sorting);
	for (size_t i = 0; i < sorting.count && done; i++)
		run->order[i] = sorting.keys[i].row;
	run->ordered = done ? (uint32_t)sorting.count : 0;
	free(sorting.keys);
	free(sorting.other);
	return done ? RESULT_OK : RESULT_INTERRUPTED;
}

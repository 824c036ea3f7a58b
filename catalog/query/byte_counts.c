/* SPDX-License-Identifier: MIT */
/* A vector at a time. A comparison gives -1 in each byte where it holds; subtracted, a byte of the sum counts the 255 rounds that a block has at most.
 * What the mask leaves out becomes a value that nobody counts, once for all values; four values share one reading of the cells. Built with -O3. */
#include "catalog/query/byte_counts.h"

#include "catalog/query/wide.h"

#include <stdbool.h>
#include <string.h>

enum { ROUNDS = 255, WIDEST = 32, NO_VALUE = 0xff };

/* A block without what the mask leaves out, filled up to whole vectors. */
struct masked {
	const uint8_t *cells; /* room, or the block itself where nothing is left out */
	uint32_t size;
	uint8_t room[BYTE_COUNTS_MAX + WIDEST];
};

struct loops {
	uint32_t (*equal)(const uint8_t *cells, uint32_t count, uint8_t value);
	uint32_t (*at_least)(const uint8_t *cells, uint32_t count, uint8_t value);
	uint32_t (*pass)(const uint8_t *miss, uint32_t count, uint8_t none, uint8_t unit,
		uint8_t but, uint8_t *mask);
	void (*mask_codes)(struct masked *masked, const uint8_t *cells, const uint8_t *mask,
		uint32_t count);
	uint32_t (*mask_bits)(struct masked *masked, const uint8_t *cells, const uint8_t *mask,
		uint32_t count);
	uint32_t (*split_bits)(struct masked *low, struct masked *high, const uint16_t *cells,
		const uint8_t *mask, uint32_t count);
	void (*count_codes)(const struct masked *masked, const uint8_t value[4],
		uint32_t counts[4]);
	uint32_t (*count_bits)(const struct masked *masked, const uint8_t value[4],
		uint32_t counts[4]);
	void (*range)(const uint8_t *cells, uint32_t count, uint8_t *least, uint8_t *most);
};

static void masked_fill(struct masked *masked, uint32_t count, uint8_t value)
{
	masked->size = (count + WIDEST - 1) / WIDEST * WIDEST;
	masked->cells = masked->room;
	memset(masked->room + count, value, masked->size - count);
}

#define LANES 16
#define LANES_NAME(name) name##_16
#define LANES_FOR
#include "catalog/query/byte_counts_lanes.def"

#ifdef WIDE_LANES
#define LANES WIDE_LANES
#define LANES_NAME(name) name##_wide
#define LANES_FOR WIDE_FOR
#include "catalog/query/byte_counts_lanes.def"
#endif

static const struct loops *loops(void)
{
#ifdef WIDE_LANES
	if (wide_works())
		return &loops_wide;
#endif
	return &loops_16;
}

uint32_t byte_counts_equal(const uint8_t *cells, uint32_t count, uint8_t value)
{
	return loops()->equal(cells, count, value);
}

uint32_t byte_counts_at_least(const uint8_t *cells, uint32_t count, uint8_t value)
{
	return loops()->at_least(cells, count, value);
}

uint32_t byte_counts_pass(const uint8_t *miss, uint32_t count, uint8_t none, uint8_t unit,
	uint8_t but, uint8_t *mask)
{
	return loops()->pass(miss, count, none, unit, but, mask);
}

/* Values from the least on. */
static void count_each(const struct masked *masked, unsigned least, unsigned values,
	uint32_t *counts)
{
	for (unsigned first = 0; first < values; first += 4) {
		uint32_t found[4];
		uint8_t value[4];
		for (unsigned k = 0; k < 4; k++)
			value[k] = (uint8_t)(least + first + k);
		loops()->count_codes(masked, value, found);
		for (unsigned k = 0; k < 4 && first + k < values; k++)
			counts[first + k] += found[k];
	}
}

/* Whole vectors of which nothing is left out are counted where they stand. */
static bool take_whole(struct masked *masked, const uint8_t *cells, uint32_t count, bool is_all)
{
	masked->cells = cells;
	masked->size = count;
	return is_all && count % WIDEST == 0;
}

void byte_counts_few(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	unsigned values, uint32_t *counts)
{
	struct masked masked;

	if (!take_whole(&masked, cells, count, is_all))
		loops()->mask_codes(&masked, cells, mask, count);
	count_each(&masked, 0, values < NO_VALUE ? values : NO_VALUE, counts);
}

/* Returns how many cells are 0. */
static uint32_t count_bits(const struct masked *masked, unsigned bits, uint32_t *counts)
{
	uint32_t none = 0;

	for (unsigned first = 0; first < bits; first += 4) {
		uint32_t found[4];
		uint8_t value[4];
		for (unsigned k = 0; k < 4; k++)
			value[k] = (uint8_t)(1u << (first + k));
		none = loops()->count_bits(masked, value, found);
		for (unsigned k = 0; k < 4 && first + k < bits; k++)
			counts[first + k] += found[k];
	}
	return none;
}

uint32_t byte_counts_masks(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	unsigned bits, uint32_t *counts)
{
	struct masked masked;
	bool is_whole = take_whole(&masked, cells, count, is_all);
	uint32_t none = is_whole ? 0 : loops()->mask_bits(&masked, cells, mask, count),
		 empty = count_bits(&masked, bits < 8 ? bits : 8, counts);

	return is_whole ? empty : none;
}

uint32_t byte_counts_wide_masks(const uint16_t *cells, const uint8_t *mask, uint32_t count,
	unsigned bits, uint32_t *counts)
{
	struct masked low, high;
	uint32_t none = loops()->split_bits(&low, &high, cells, mask, count);

	count_bits(&low, bits < 8 ? bits : 8, counts);
	if (bits > 8)
		count_bits(&high, bits - 8, counts + 8);
	return none;
}

static void count_many(const uint8_t *cells, const uint8_t *mask, uint32_t count,
	uint32_t counts[4][256])
{
	uint32_t i = 0;

	for (; i + 8 <= count; i += 8) {
		uint64_t passing, values;
		memcpy(&passing, mask + i, 8);
		if (passing == 0)
			continue; /* most words when little passes */
		memcpy(&values, cells + i, 8);
		if (passing == UINT64_MAX) { /* four tables: equal neighbours do not wait */
			for (int k = 0; k < 8; k++)
				counts[k & 3][values >> 8 * k & 0xff]++;
			continue;
		}
		for (uint64_t left = passing & UINT64_C(0x0101010101010101); left != 0;
			left &= left - 1) {
			int at = __builtin_ctzll(left);
			counts[at >> 3 & 3][values >> at & 0xff]++;
		}
	}
	for (; i < count; i++)
		counts[0][cells[i]] += mask[i] & 1;
}

void byte_counts_range(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	uint32_t counts[4][256])
{
	uint32_t found[BYTE_COUNTS_FEW] = { 0 }, zero = 0;
	struct masked masked;
	uint8_t least, most;

	loops()->range(cells, count, &least, &most);
	unsigned values = most >= least ? (unsigned)most - least + 1 : 0;
	if (most == NO_VALUE || values >= BYTE_COUNTS_FEW) {
		count_many(cells, mask, count, counts);
		return;
	}
	if (!take_whole(&masked, cells, count, is_all))
		loops()->mask_codes(&masked, cells, mask, count);
	count_each(&masked, 0, 1, &zero);
	count_each(&masked, least, values, found);
	counts[0][0] += zero;
	for (unsigned i = 0; i < values; i++)
		counts[(least + i) & 3][least + i] += found[i];
}

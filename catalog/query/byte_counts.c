/* SPDX-License-Identifier: MIT */
/* Sixteen bytes at a time. A comparison gives -1 in each byte where it holds; subtracted under the mask, a byte of the sum counts the 255 rounds
 * that a block has at most. Four values share one reading of the cells. Built with -O3. */
#include "catalog/query/byte_counts.h"

#include <string.h>

typedef uint8_t lanes __attribute__((vector_size(16)));

enum { LANES = 16 };

static lanes load(const uint8_t *from)
{
	lanes out;

	memcpy(&out, from, sizeof(out));
	return out;
}

static lanes spread(unsigned value)
{
	return (lanes){ 0 } + (uint8_t)value;
}

static uint32_t sum_of(lanes of)
{
	uint32_t sum = 0;

	for (int i = 0; i < LANES; i++)
		sum += of[i];
	return sum;
}

uint32_t byte_counts_equal(const uint8_t *cells, uint32_t count, uint8_t value)
{
	const lanes wanted = spread(value);
	uint32_t found = 0, at = 0;

	while (at + LANES <= count) {
		uint32_t end = count - at > BYTE_COUNTS_MAX ? at + BYTE_COUNTS_MAX : count;
		lanes sum = { 0 };
		for (; at + LANES <= end; at += LANES)
			sum -= (lanes)(load(cells + at) == wanted);
		found += sum_of(sum);
	}
	for (; at < count; at++)
		found += cells[at] == value;
	return found;
}

/* Counts cells whose bits under `under` are exactly value[k], for four values. */
static void count_four(const uint8_t *cells, const uint8_t *mask, uint32_t count,
	const uint8_t under[4], const uint8_t value[4], uint32_t *counts[4])
{
	lanes sums[4] = { { 0 } }, bits[4], wanted[4];
	uint32_t i = 0;

	for (int k = 0; k < 4; k++) {
		bits[k] = spread(under[k]);
		wanted[k] = spread(value[k]);
	}
	for (; i + LANES <= count; i += LANES) {
		lanes cell = load(cells + i), passes = load(mask + i);
		for (int k = 0; k < 4; k++)
			sums[k] -= (lanes)((cell & bits[k]) == wanted[k]) & passes;
	}
	for (int k = 0; k < 4; k++)
		*counts[k] += sum_of(sums[k]);
	for (; i < count; i++)
		for (int k = 0; k < 4; k++)
			*counts[k] += (cells[i] & under[k]) == value[k] && mask[i];
}

/* The same for any number of values. */
static void count_each(const uint8_t *cells, const uint8_t *mask, uint32_t count,
	const uint8_t *under, const uint8_t *value, unsigned values, uint32_t *counts)
{
	for (unsigned first = 0; first < values; first += 4) {
		uint8_t of[4] = { 0 }, is[4] = { 1, 1, 1, 1 }; /* x & 0 is never 1 */
		uint32_t none = 0, *to[4] = { &none, &none, &none, &none };
		for (unsigned k = 0; k < 4 && first + k < values; k++) {
			of[k] = under[first + k];
			is[k] = value[first + k];
			to[k] = &counts[first + k];
		}
		count_four(cells, mask, count, of, is, to);
	}
}

void byte_counts_few(const uint8_t *cells, const uint8_t *mask, uint32_t count, unsigned values,
	uint32_t *counts)
{
	uint8_t under[BYTE_COUNTS_FEW], value[BYTE_COUNTS_FEW];

	for (unsigned i = 0; i < values && i < BYTE_COUNTS_FEW; i++) {
		under[i] = 0xff;
		value[i] = (uint8_t)i;
	}
	count_each(cells, mask, count, under, value,
		values < BYTE_COUNTS_FEW ? values : BYTE_COUNTS_FEW, counts);
}

uint32_t byte_counts_masks(const uint8_t *cells, const uint8_t *mask, uint32_t count, unsigned bits,
	uint32_t *counts)
{
	uint8_t under[9], value[9];
	uint32_t found[9] = { 0 };

	for (unsigned i = 0; i < bits && i < 8; i++)
		under[i] = value[i] = (uint8_t)(1u << i);
	bits = bits < 8 ? bits : 8;
	under[bits] = 0xff; /* the last one: no bit at all */
	value[bits] = 0;
	count_each(cells, mask, count, under, value, bits + 1, found);
	for (unsigned i = 0; i < bits; i++)
		counts[i] += found[i];
	return found[bits];
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

/* Least and greatest value but 0; least > greatest when all are 0. */
static void range_of(const uint8_t *cells, uint32_t count, uint8_t *least, uint8_t *most)
{
	uint8_t low = 254, high = 0; /* of cells less one, so that 0 becomes the greatest */

	for (uint32_t i = 0; i < count; i++) {
		uint8_t below = (uint8_t)(cells[i] - 1);
		low = below < low ? below : low;
		high = cells[i] > high ? cells[i] : high;
	}
	*least = (uint8_t)(low + 1);
	*most = high;
}

void byte_counts_range(const uint8_t *cells, const uint8_t *mask, uint32_t count,
	uint32_t counts[4][256])
{
	uint8_t least, most, under[BYTE_COUNTS_FEW], value[BYTE_COUNTS_FEW];
	uint32_t found[BYTE_COUNTS_FEW] = { 0 };
	unsigned values = 1;

	range_of(cells, count, &least, &most);
	if (most >= least && most - least + 2 > BYTE_COUNTS_FEW) {
		count_many(cells, mask, count, counts);
		return;
	}
	under[0] = 0xff;
	value[0] = 0;
	for (unsigned i = least; i <= most; i++) {
		under[values] = 0xff;
		value[values++] = (uint8_t)i;
	}
	count_each(cells, mask, count, under, value, values, found);
	for (unsigned i = 0; i < values; i++)
		counts[value[i] & 3][value[i]] += found[i];
}

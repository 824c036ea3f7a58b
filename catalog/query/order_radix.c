/* SPDX-License-Identifier: MIT */
/* Digits of up to eleven bits: their tables lie in the first cache, and most keys take two or three. What costs are the places that items go to, one
 * for each value of a digit: a processor foresees some thirty of them by itself, so each item that is put down asks for the line in which its followers
 * will be. Built with -O3. */
#include "catalog/query/order_radix.h"

#include "catalog/base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 1 << RADIX_DIGIT_BITS, LINE = 64 };

static uint64_t digit_mask(const struct radix *radix)
{
	return (UINT64_C(1) << radix->digit_bits) - 1;
}

void radix_make(struct radix *radix, size_t capacity)
{
	radix->items = memory_get_large(capacity * sizeof(*radix->items));
	radix->other = memory_get_large(capacity * sizeof(*radix->other));
	radix->places = memory_get(RADIX_DIGIT_MAX * sizeof(*radix->places));
}

void radix_free(struct radix *radix)
{
	free(radix->items);
	free(radix->other);
	free(radix->places);
}

void radix_begin(struct radix *radix, unsigned bits)
{
	radix->digits = (bits + RADIX_DIGIT_BITS - 1) / RADIX_DIGIT_BITS;
	radix->digit_bits = (bits + radix->digits - 1) / radix->digits;
	memset(radix->places, 0, RADIX_DIGIT_MAX * sizeof(*radix->places));
}

/* Sizes become places. */
static void place(uint32_t *places)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < DIGITS; i++) {
		uint32_t size = places[i];
		places[i] = sum;
		sum += size;
	}
}

static void scatter(const struct radix *radix, uint64_t *restrict to, unsigned shift,
	uint32_t *restrict places)
{
	const uint64_t *restrict from = radix->items, mask = digit_mask(radix);

	for (size_t i = 0; i < radix->count; i++) {
		uint64_t *next = to + places[from[i] >> shift & mask]++;
		__builtin_prefetch(next + LINE / sizeof(*next), 1);
		*next = from[i];
	}
}

/* The last time: what is wanted are the rows. */
static void scatter_rows(const struct radix *radix, uint32_t *restrict rows, unsigned shift,
	uint32_t *restrict places)
{
	const uint64_t *restrict from = radix->items, mask = digit_mask(radix);
	const uint64_t row_mask = (UINT64_C(1) << radix->row_bits) - 1;

	for (size_t i = 0; i < radix->count; i++) {
		uint32_t *next = rows + places[from[i] >> shift & mask]++;
		__builtin_prefetch(next + LINE / sizeof(*next), 1);
		*next = (uint32_t)(from[i] & row_mask);
	}
}

/* Of which radix_count keeps numbers. */
static unsigned counted_digits(const struct radix *radix)
{
	return radix->digits <= 2 ? 2 : radix->digits <= 4 ? radix->digits : RADIX_DIGIT_MAX;
}

/* The loop over digits is unrolled where their number is a constant. */
static inline __attribute__((always_inline)) void count_some(struct radix *radix, size_t first,
	size_t last, const unsigned digits)
{
	const unsigned digit_bits = radix->digit_bits, row_bits = radix->row_bits;
	const uint64_t *items = radix->items, mask = digit_mask(radix);
	uint32_t(*restrict places)[DIGITS] = radix->places;

	for (size_t i = first; i < last; i++) {
		uint64_t key = items[i] >> row_bits;
		for (unsigned digit = 0; digit < digits; digit++, key >>= digit_bits)
			places[digit][key & mask]++;
	}
}

void radix_count(struct radix *radix, size_t first, size_t last)
{
	switch (counted_digits(radix)) {
	case 2: count_some(radix, first, last, 2); break;
	case 3: count_some(radix, first, last, 3); break;
	case 4: count_some(radix, first, last, 4); break;
	default: count_some(radix, first, last, RADIX_DIGIT_MAX); break;
	}
}

/* True when all agree in a digit. */
static bool is_even(const struct radix *radix, unsigned digit)
{
	uint64_t key = radix_key(radix, radix->items[0]) >> digit * radix->digit_bits;

	return radix->places[digit][key & digit_mask(radix)] == radix->count;
}

void radix_sort(struct radix *radix, uint32_t *rows)
{
	unsigned digits = radix->count > 0 ? radix->digits : 0;

	while (digits > 0 && is_even(radix, digits - 1))
		digits--;
	for (unsigned digit = 0; digit < digits; digit++) {
		unsigned shift = radix->row_bits + digit * radix->digit_bits;
		if (is_even(radix, digit))
			continue;
		place(radix->places[digit]);
		if (rows && digit + 1 == digits) {
			scatter_rows(radix, rows, shift, radix->places[digit]);
			return;
		}
		scatter(radix, radix->other, shift, radix->places[digit]);
		uint64_t *kept = radix->items;
		radix->items = radix->other;
		radix->other = kept;
	}
	for (size_t i = 0; i < radix->count && rows; i++)
		rows[i] = radix_row(radix, radix->items[i]);
}

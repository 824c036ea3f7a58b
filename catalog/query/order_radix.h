/* SPDX-License-Identifier: MIT */
/* order_radix.h - a stable radix sort of rows by a key; a row and its key share 64 bits. Layer: query; private.
 * radix_make, then for each word of keys: radix_begin, fill items and count, radix_count over all of them, radix_sort. */
#ifndef CATALOG_QUERY_ORDER_RADIX_H
#define CATALOG_QUERY_ORDER_RADIX_H
#include <stddef.h>
#include <stdint.h>

enum { RADIX_DIGIT_BITS = 11, RADIX_DIGIT_MAX = 64 / RADIX_DIGIT_BITS + 1 };

struct radix {
	unsigned row_bits;       /* set before all else */
	uint64_t *items, *other; /* key << row_bits | row; sorting swaps the two */
	size_t count;            /* of items */
	unsigned digits, digit_bits;
	uint32_t (*places)[1
		<< RADIX_DIGIT_BITS]; /* per digit: how many, then where the next one goes */
};

void radix_make(struct radix *radix, size_t capacity);
void radix_free(struct radix *radix);
/* bits: of the keys, from 1. */
void radix_begin(struct radix *radix, unsigned bits);
/* Items [first, last) are written; best while they are still near. */
void radix_count(struct radix *radix, size_t first, size_t last);
/* rows, if not NULL, gets the rows in their order, and items are then in none; without rows the items are sorted. */
void radix_sort(struct radix *radix, uint32_t *rows);

static inline uint32_t radix_row(const struct radix *radix, uint64_t item)
{
	return (uint32_t)(item & ((UINT64_C(1) << radix->row_bits) - 1));
}

static inline uint64_t radix_key(const struct radix *radix, uint64_t item)
{
	return item >> radix->row_bits;
}

#endif

/* SPDX-License-Identifier: MIT */
/* bits.h - sets of numbers, rows above all, as bits in words of 64: number n is bit n % 64 of word n / 64. The caller bounds the numbers. Layer: base. */
#ifndef CATALOG_BASE_BITS_H
#define CATALOG_BASE_BITS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* bits NULL: the set is empty. */
static inline bool bit_has(const uint64_t *bits, size_t number)
{
	return bits && bits[number / 64] >> (number % 64) & 1;
}

static inline void bit_set(uint64_t *bits, size_t number)
{
	bits[number / 64] |= UINT64_C(1) << (number % 64);
}

static inline void bit_clear(uint64_t *bits, size_t number)
{
	bits[number / 64] &= ~(UINT64_C(1) << (number % 64));
}
#endif

/* SPDX-License-Identifier: MIT */
/* facet_bytes.h - counts over blocks of bytes: how often each value or each bit stands where the mask is set. Layer: query; private to facet*.c.
 * A mask byte is 0 or 0xff. */
#ifndef CATALOG_QUERY_FACET_BYTES_H
#define CATALOG_QUERY_FACET_BYTES_H
#include <stddef.h>
#include <stdint.h>

enum { FACET_FEW = 9 }; /* up to so many values are counted one by one, more in a histogram */

uint32_t facet_bytes_passing(const uint8_t *mask, uint32_t count);
/* counts[v] += number of masked cells that are v, for v < values. */
void facet_bytes_few(const uint8_t *cells, const uint8_t *mask, uint32_t count, unsigned values,
	uint32_t *counts);
/* counts[b] += number of masked cells with bit b set, for b < bits; returns the number of masked cells that are 0. */
uint32_t facet_bytes_masks(const uint8_t *cells, const uint8_t *mask, uint32_t count, unsigned bits,
	uint32_t *counts);
/* counts[v] += number of masked cells that are v, over four tables of 256. */
void facet_bytes_many(const uint8_t *cells, const uint8_t *mask, uint32_t count,
	uint32_t counts[4][256]);
#endif

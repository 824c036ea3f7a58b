/* SPDX-License-Identifier: MIT */
/* byte_counts.h - counts over blocks of bytes: how often each value or each bit stands where the mask is set. Layer: query; private.
 * A mask byte is 0 or 0xff; is_all: all are 0xff, which saves looking at them. */
#ifndef CATALOG_QUERY_BYTE_COUNTS_H
#define CATALOG_QUERY_BYTE_COUNTS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Up to so many values are counted one by one, more in a histogram; a block has at most so many bytes. */
enum { BYTE_COUNTS_FEW = 13, BYTE_COUNTS_MAX = 16 * 255 };

/* Number of bytes that are the value, or at least the value; any count. */
uint32_t byte_counts_equal(const uint8_t *cells, uint32_t count, uint8_t value);
uint32_t byte_counts_at_least(const uint8_t *cells, uint32_t count, uint8_t value);
/* Rows whose miss byte is `none` or, whatever its bits `but` are, `unit` get 0xff in the mask, the others 0; returns how many pass. */
uint32_t byte_counts_pass(const uint8_t *miss, uint32_t count, uint8_t none, uint8_t unit,
	uint8_t but, uint8_t *mask);
/* counts[v] += number of masked cells that are v, for v < values. */
void byte_counts_few(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	unsigned values, uint32_t *counts);
/* counts[b] += number of masked cells with bit b set, for b < bits; returns the number of masked cells that are 0. */
uint32_t byte_counts_masks(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	unsigned bits, uint32_t *counts);
/* The same for masks of two bytes, up to sixteen bits. */
uint32_t byte_counts_wide_masks(const uint16_t *cells, const uint8_t *mask, uint32_t count,
	unsigned bits, uint32_t *counts);
/* counts[v % 4][v] += number of masked cells that are v: when the values of a block lie near each other (or are 0) one by one. */
void byte_counts_range(const uint8_t *cells, const uint8_t *mask, uint32_t count, bool is_all,
	uint32_t counts[4][256]);
#endif

/* SPDX-License-Identifier: MIT */
/* Of which rows there is more on record than what a list or a hub says of weights: all at once, as a million of them are asked. */
#include "catalog/base/bits.h"
#include "catalog/store/store_parts.h"

#include "catalog/base/memory.h"

#include <stdlib.h>

static uint16_t capped(uint32_t count)
{
	return count < UINT16_MAX ? (uint16_t)count : UINT16_MAX;
}

/* Where the row stands, or would; rows ascend. */
static uint32_t place_of(const struct on_record *rows, uint32_t count, uint32_t row)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (rows[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void mark(uint64_t *bits, uint32_t count, uint32_t row)
{
	if (row < count)
		bit_set(bits, row);
}

static void mark_rows(const struct store *store, uint64_t *bits)
{
	uint32_t count = store_count(store);
	const struct score_record *scores = store->scores.items;
	const struct claim_record *claims = store->claims.items;

	for (uint32_t row = 0; row < count; row++)
		if (store_offers_from(store, row + 1) > store_offers_from(store, row) ||
			store_origin_is_of_facts(store, store_origin_code(store, row)))
			mark(bits, count, row);
	for (size_t i = 0; i < store->scores.count; i++)
		mark(bits, count, scores[i].row);
	for (size_t i = 0; i < store->claims.count; i++)
		if (store_origin_is_of_facts(store, claims[i].from))
			mark(bits, count, claims[i].owner);
}

static struct on_record *rows_of(const struct store *store, const uint64_t *bits, uint32_t *count)
{
	struct on_record *rows = NULL;
	uint32_t models = store_count(store), at = 0;

	for (uint32_t i = 0; i < STORE_BITS(models); i++)
		at += (uint32_t)__builtin_popcountll(bits[i]);
	*count = at;
	rows = memory_get_zeroed((size_t)at + 1, sizeof(*rows));
	at = 0;
	for (uint32_t row = 0; row < models; row++) {
		uint32_t from = store_offers_from(store, row),
			 to = store_offers_from(store, row + 1);
		if (bit_has(bits, row))
			rows[at++] = (struct on_record){ .row = row,
				.is_written = store_origin_is_of_facts(store,
					store_origin_code(store, row)),
				.offers = capped(to > from ? to - from : 0) };
	}
	return rows;
}

struct on_record *store_on_record(const struct store *store, uint32_t *count)
{
	uint64_t *bits = memory_get_zeroed(STORE_BITS(store_count(store)), sizeof(*bits));
	const struct score_record *scores = store->scores.items;
	const struct claim_record *claims = store->claims.items;

	mark_rows(store, bits);
	struct on_record *rows = rows_of(store, bits, count);
	for (size_t i = 0; i < store->scores.count; i++) {
		uint32_t at = place_of(rows, *count, scores[i].row);
		if (at < *count && rows[at].row == scores[i].row)
			rows[at].results = capped(rows[at].results + UINT32_C(1));
	}
	for (size_t i = 0; i < store->claims.count; i++)
		if (store_origin_is_of_facts(store, claims[i].from)) {
			uint32_t at = place_of(rows, *count, claims[i].owner);
			if (at < *count && rows[at].row == claims[i].owner)
				rows[at].is_written = true;
		}
	free(bits);
	return rows;
}

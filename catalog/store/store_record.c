/* SPDX-License-Identifier: MIT */
/* Of which rows there is more on record than what a list or a hub says of weights: all at once, as a million of them are asked. */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/store/store_parts.h"

#include <stdlib.h>

static uint16_t capped(size_t count)
{
	return count < UINT16_MAX ? (uint16_t)count : UINT16_MAX;
}

/* By row: whether a fact of the built-in catalog or of the person's own files is on record. */
static uint64_t *written_rows(const struct store *store)
{
	uint32_t count = store_count(store);
	uint64_t *bits = memory_get_zeroed(STORE_BITS(count), sizeof(*bits));
	const struct claim_record *claims = store->claims.items;

	for (uint32_t row = 0; row < count; row++)
		if (store_origin_is_of_facts(store, store_origin_code(store, row)))
			bit_set(bits, row);
	for (size_t i = 0; i < store->claims.count; i++)
		if (claims[i].owner < count && store_origin_is_of_facts(store, claims[i].from))
			bit_set(bits, claims[i].owner);
	return bits;
}

struct on_record *store_on_record(const struct store *store, uint32_t *count)
{
	const struct score_record *scores = store->scores.items;
	uint64_t *written = written_rows(store);
	struct on_record *rows = NULL;
	size_t capacity = 0, score = 0; /* results stand by row */

	*count = 0;
	for (uint32_t row = 0; row < store_count(store); row++) {
		size_t first = score;
		uint32_t from = store_offers_from(store, row),
			 to = store_offers_from(store, row + 1);
		while (score < store->scores.count && scores[score].row <= row)
			score++;
		if (to <= from && score == first && !bit_has(written, row))
			continue;
		rows = memory_grow(rows, &capacity, (size_t)*count + 1, sizeof(*rows));
		rows[(*count)++] = (struct on_record){ .row = row,
			.is_written = bit_has(written, row),
			.results = capped(score - first),
			.offers = capped(to > from ? to - from : 0) };
	}
	free(written);
	return rows;
}

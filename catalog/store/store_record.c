/* SPDX-License-Identifier: MIT */
/* Of which rows there is more on record than what a list or a hub says of weights: all at once, as a million of them are asked. */
#include "catalog/base/bits.h"
#include "catalog/store/store_parts.h"

static void mark(uint64_t *bits, uint32_t count, uint32_t row)
{
	if (row < count)
		bit_set(bits, row);
}

/* By somebody who wrote it down for this catalog, or for the person's own. */
static bool is_of_facts(const struct store *store, uint32_t code)
{
	return code > 0 && code <= store->origins.count &&
		store_origin_claim(store, code).origin <= ORIGIN_BUILTIN_MODEL;
}

void store_mark_on_record(const struct store *store, uint64_t *bits)
{
	uint32_t count = store_count(store);
	const struct score_record *scores = store->scores.items;
	const struct claim_record *claims = store->claims.items;

	for (uint32_t row = 0; row < count; row++)
		if (store_offers_from(store, row + 1) > store_offers_from(store, row) ||
			is_of_facts(store, store_origin_code(store, row)))
			mark(bits, count, row);
	for (size_t i = 0; i < store->scores.count; i++)
		mark(bits, count, scores[i].row);
	for (size_t i = 0; i < store->claims.count; i++)
		if (is_of_facts(store, claims[i].from))
			mark(bits, count, claims[i].owner);
}

/* SPDX-License-Identifier: MIT */
/* No bytes can make an accessor read stray: a sound snapshot is overwritten at places that the input names, sealed again, and read whole. */
#include "tests/fuzz.h"

#include "tests/fixture.h"

#include "catalog/store/snapshot.h"

#include <stdlib.h>
#include <string.h>

static void read_model(const struct store *store, uint32_t row, struct arena *arena)
{
	const struct draft_score *scores;
	size_t count;

	for (uint32_t field = 0; field < store_field_count(store); field++) {
		store_value(store, row, field, arena);
		store_claims(store, row, field, arena, &count);
		store_is_reported(store, row, field);
	}
	store_own_claims(store, row, arena, &count);
	for (uint32_t offer = store_offers_from(store, row);
		offer < store_offers_from(store, row + 1); offer++) {
		struct tier tiers[4];
		for (uint32_t field = 0; field < FIELD_COUNT; field++)
			store_offer_value(store, offer, field, arena);
		store_offer_tiers(store, offer, tiers, 4);
	}
	store_scores(store, row, arena, &scores);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fixture fixtures[2]; /* plain, and by form */
	const struct fixture *fixture = &fixtures[size % 2];
	struct store *store;
	struct arena arena;

	if (!fixtures[0].store) {
		fixture_open(&fixtures[0], "small.json");
		fixture_open_forms(&fixtures[1]);
	}
	size_t length = fixture->bytes.size;
	char *bytes = aligned_alloc(64, (length + 63) / 64 * 64);
	memcpy(bytes, fixture->bytes.bytes, length);
	for (; size >= 4;
		data += 4, size -= 4) /* three bytes of place, one of content; the magic stays */
		bytes[8 + (data[0] | (size_t)data[1] << 8 | (size_t)data[2] << 16) % (length - 8)] =
			(char)data[3];
	struct snapshot_header header;
	memcpy(&header, bytes, sizeof(header));
	header.header_hash = snapshot_header_hash(bytes, length);
	memcpy(bytes, &header, sizeof(header));
	arena_init(&arena);
	if (store_open(&store, bytes, length, "fuzz", NULL) == RESULT_OK) {
		uint32_t count = store_count(store) < 50 ? store_count(store) : 50;
		for (uint32_t row = 0; row < count; row++)
			read_model(store, row, &arena);
		for (uint32_t field = 0; field < FIELD_COUNT && store_count(store) < 1000; field++)
			store_column(store, field);
		store_verify(store, NULL);
		store_close(store);
	}
	arena_done(&arena);
	free(bytes);
	return 0;
}

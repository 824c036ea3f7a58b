/* SPDX-License-Identifier: MIT */
/* No bytes can make an accessor read stray: a sound snapshot is overwritten at places that the input names, sealed again, and read whole. */
#include "tests/fuzz.h"

#include "tests/fixture.h"

#include "catalog/base/file.h"
#include "catalog/store/snapshot.h"

#include <stdlib.h>
#include <string.h>

/* A small catalog, written as one of thousands of models. */
static void open_large(struct fixture *fixture)
{
	char *path = fixture_path("small.json"), *bytes = NULL;
	size_t size;

	if (file_load(path, 0, &bytes, &size, NULL) == RESULT_OK)
		fixture_open_large(fixture, bytes);
	free(bytes);
	free(path);
}

/* A catalog with prices that end. */
static const char ends[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"ends\", \"date\": \"2025-06-01\", \"sources\": {\"page\": {\"title\": \"Page\", \"checked\": \"seen\"}},"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}], \"providers\": [{\"id\": \"acme\", \"name\": \"Acme\"}, {\"id\": \"host\", \"name\": \"Host\"}],"
	"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"offers\": ["
	"{\"provider\": \"acme\", \"source\": \"page\", \"price_in\": 1, \"price_out\": 2, \"price_until\": \"2025-06-30\", \"then\": {\"price_in\": 2, \"price_out\": 4}},"
	"{\"provider\": \"host\", \"source\": \"page\", \"price_in\": 1, \"price_out\": 2, \"price_until\": \"2025-05\"}]},"
	"{\"id\": \"acme/b\", \"name\": \"B\", \"developer\": \"acme\", \"offers\": ["
	"{\"provider\": \"host\", \"source\": \"page\", \"price_in\": 3, \"price_out\": 3, \"price_until\": \"2025\", \"then\": {\"price_in\": 9, \"price_out\": 9}}]}]}";

static uint32_t leaders_sum(const struct store *store, uint32_t field)
{
	uint32_t sum = 0;

	for (int is_ascending = 0; is_ascending < 2; is_ascending++) {
		size_t count;
		const uint32_t *rows = store_leaders(store, field, is_ascending, &count);
		for (size_t i = 0; i < count; i++)
			sum += rows[i];
	}
	return sum;
}

static uint32_t totals_sum(const struct store *store, uint32_t field)
{
	const uint32_t *reported, *all = store_totals(store, field, &reported);
	size_t buckets = field_bucket_count(field_get((enum field_id)field),
		store_term_count(store, (enum field_id)field));
	uint32_t sum = 0;

	for (size_t i = 0; all && i <= buckets; i++)
		sum += all[i] + (reported ? reported[i] : 0);
	return sum;
}

static uint32_t conflicts_sum(const struct store *store, uint32_t field)
{
	size_t words = STORE_BITS(store_count(store));
	uint64_t *bits = calloc(words, sizeof(*bits));
	uint32_t sum = 0;

	for (size_t i = 0; store_conflicts(store, field, bits) && i < words; i++)
		sum += bits[i] != 0;
	free(bits);
	return sum;
}

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
		for (uint32_t field = 0; field < FIELD_COUNT; field++) {
			store_offer_value(store, offer, field, arena);
			store_offer_claim(store, offer, field, arena);
		}
		store_offer_tiers(store, offer, tiers, 4);
	}
	store_scores(store, row, arena, &scores);
}

/* Whole columns, of models and of offers. */
static uint32_t columns_sum(const struct store *store)
{
	uint32_t sum = 0;

	for (uint32_t field = 0; field < FIELD_COUNT && store_count(store) < 1000; field++)
		sum += (store_column(store, field) != NULL) +
			(store_offer_column(store, field) != NULL) + conflicts_sum(store, field);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fixture
		fixtures[4]; /* plain, by form, as a large one, with prices of a day */
	static volatile uint32_t sum;
	const struct fixture *fixture = &fixtures[size % 16 == 15 ? 3 : size % 3];
	struct store *store;
	struct arena arena;

	if (!fixtures[0].store) {
		fixture_open(&fixtures[0], "small.json");
		fixture_open_forms(&fixtures[1]);
		open_large(&fixtures[2]);
		fixture_open_text(&fixtures[3], ends);
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
		for (int is_later = 0; is_later < 2; is_later++) {
			for (uint32_t row = 0; row < count; row++)
				read_model(store, row, &arena);
			sum = sum + columns_sum(store);
			store_set_day(store, 20260101);
		}
		for (uint32_t field = 0; field < FIELD_COUNT; field++)
			sum = sum + leaders_sum(store, field) + totals_sum(store, field);
		store_verify(store, NULL);
		store_close(store);
	}
	arena_done(&arena);
	free(bytes);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Families and kinds of rows that workers find ahead: a catalog of so many rows that they are asked, merged with and without their help. */
#include "tests/fixture.h"
#include "tests/unit.h"

#include "catalog/base/sink.h"
#include "catalog/sources/fold.h"

#include <unistd.h>

enum { ROWS = 60000 }; /* more than workers are started from */

static const char base_facts[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"base\", \"date\": \"2026-10-01\",\n"
	"\"sources\": {\"card\": {\"title\": \"Card\", \"checked\": \"seen\", \"date\": \"2025-01-01\"}},\n"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],\n"
	"\"families\": [{\"id\": \"nemo\", \"name\": \"Nemo\", \"developer\": \"acme\", \"stems\": [\"nemo*\"], \"pattern\": \"^nemo ?[23](?!b)\", \"facts\": {\n"
	"  \"context\": {\"value\": 4096, \"basis\": \"disclosed\", \"source\": \"card\"}}}],\n"
	"\"models\": [{\"id\": \"acme/nemo-1\", \"name\": \"Nemo 1\", \"developer\": \"acme\"}]}";

static struct text id_of(uint32_t row, char room[64])
{
	static const char *const names[] = { "Nemo-2", "nemo3", "nemo-2b", "other" };
	int size = snprintf(room, 64, "org%05u/%s", row, names[row % 4]);

	return (struct text){ room, (size_t)size };
}

/* Some have an offer, under another name. */
static void add_offer(struct draft *draft, struct draft_offer *offer, struct claim *price,
	uint32_t source)
{
	*price = (struct claim){ .field = FIELD_PRICE_IN,
		.basis = BASIS_REPORTED,
		.origin = ORIGIN_OTHER,
		.source = source,
		.value = { .state = VALUE_KNOWN, .is.number = 1 } };
	*offer = (struct draft_offer){ .provider = TEXT("host"),
		.id = text_slice(draft->id, 0, 8),
		.source = source,
		.claims = price,
		.claim_count = 1 };
	draft->offers = offer;
	draft->offer_count = 1;
}

/* In order, or in another one and with offers. */
static struct builder *rows_new(bool is_mixed)
{
	struct builder *builder = builder_new(TEXT("hub"), 20261101);
	const struct source source = { .title = TEXT("Hub"), .date = 20261101, .is_seen = true };
	uint32_t number = builder_add_source(builder, &source);
	char room[64];

	for (uint32_t nth = 0; nth < ROWS; nth++) {
		uint32_t row = is_mixed ? (uint32_t)(nth * UINT64_C(7919) % ROWS) : nth;
		struct claim claims[2] = { { .field = FIELD_CONTEXT,
						   .value.is.number = row % 3 == 0 ? 4096 : 8192 },
			{ .field = FIELD_DOWNLOADS, .value.is.number = row } };
		for (size_t i = 0; i < 2; i++) {
			claims[i].basis = BASIS_REPORTED;
			claims[i].origin = ORIGIN_OTHER;
			claims[i].source = number;
			claims[i].value.state = VALUE_KNOWN;
		}
		struct draft_offer offer;
		struct claim price;
		struct text id = id_of(row, room);
		struct draft draft = { .id = id, .name = id, .claims = claims, .claim_count = 2 };
		if (is_mixed && row % 64 == 1)
			add_offer(&draft, &offer, &price, number);
		assert_int_equal(builder_add_model(builder, &draft, NULL), RESULT_OK);
	}
	return builder;
}

static void write_down(struct builder *builder, struct fold_families *families,
	struct strbuf *bytes, struct store **store)
{
	struct sink *sink = sink_open_strbuf(bytes);

	assert_int_equal(builder_finish(builder, sink, NULL, NULL), RESULT_OK);
	assert_int_equal(sink_close(sink, NULL), RESULT_OK);
	fold_families_settle(families, builder);
	builder_free(builder);
	assert_int_equal(store_open(store, bytes->bytes, bytes->size, "bytes", NULL), RESULT_OK);
}

static void merge(const struct store *base, const struct store *rows,
	const struct fold_families *families, struct strbuf *bytes, struct store **merged)
{
	const struct fold_input input = { .built_in = base,
		.sources = &rows,
		.source_count = 1,
		.families = families };
	struct builder *builder = builder_new(TEXT("all"), 20261101);
	struct fold_counts counts;

	assert_int_equal(fold_catalogs(builder, &input, &counts, NULL), RESULT_OK);
	assert_int_equal(counts.made, ROWS);
	write_down(builder, NULL, bytes, merged);
}

static void help_with(bool is_mixed)
{
	struct fixture base;
	struct strbuf bytes[3];
	struct store *rows, *merged[2];
	char room[64];

	fixture_open_text(&base, base_facts);
	for (size_t i = 0; i < 3; i++)
		strbuf_init(&bytes[i]);
	struct builder *builder = rows_new(is_mixed);
	struct fold_families *families = fold_families_begin(base.store, builder);
	assert_non_null(families);
	write_down(builder, families, &bytes[0], &rows);
	usleep(2000); /* what it finds until then is its own affair */
	fold_families_stop(families);
	merge(base.store, rows, families, &bytes[1], &merged[0]);
	merge(base.store, rows, NULL, &bytes[2], &merged[1]);
	assert_int_equal(bytes[1].size, bytes[2].size);
	assert_memory_equal(bytes[1].bytes, bytes[2].bytes, bytes[1].size);
	for (uint32_t row = 0, found; row < ROWS; row++) {
		if (is_mixed && row % 64 == 1) /* under the name of its offer */
			continue;
		assert_true(store_find_id(merged[0], id_of(row, room), &found));
		struct value family = store_value(merged[0], found, FIELD_FAMILY, NULL),
			     downloads = store_value(merged[0], found, FIELD_DOWNLOADS, NULL);
		assert_int_equal(family.state == VALUE_KNOWN, row % 4 < 2);
		assert_int_equal((uint32_t)downloads.is.number, row);
	}
	fold_families_free(families);
	fold_families_free(NULL);
	store_close(merged[0]);
	store_close(merged[1]);
	store_close(rows);
	for (size_t i = 0; i < 3; i++)
		strbuf_done(&bytes[i]);
	fixture_close(&base);
}

static void help_changes_nothing(void **state)
{
	(void)state;
	help_with(false);
	help_with(true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(help_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Who says what of an offer: its price list, its provider, somebody else. */
#include "tests/unit.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/fold.h"
#include "catalog/store/store.h"
#include "tests/fixture.h"

#include <math.h>

static const char offer_facts[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"offers\", \"date\": \"2026-11-01\","
	"\"sources\": {\"card\": {\"title\": \"Card\", \"checked\": \"seen\"}, \"list\": {\"title\": \"List\", \"checked\": \"seen\"},"
	" \"post\": {\"title\": \"Post\", \"checked\": \"seen\"}, \"terms\": {\"title\": \"Terms\", \"checked\": \"seen\"}},"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
	"\"providers\": [{\"id\": \"host\", \"name\": \"Host\", \"facts\": {"
	"  \"region\": {\"value\": [\"EU\"], \"basis\": \"disclosed\", \"source\": \"terms\"}}}],"
	"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"facts\": {"
	"  \"params\": {\"value\": 7000000000, \"basis\": \"disclosed\", \"source\": \"card\"}}, \"offers\": ["
	"  {\"provider\": \"host\", \"id\": \"dear\", \"source\": \"list\", \"as_of\": \"2026-10-01\", \"price_in\": 5, \"price_out\": 5},"
	"  {\"provider\": \"host\", \"id\": \"a\", \"source\": \"list\", \"as_of\": \"2026-10-01\", \"price_in\": 1, \"price_out\": 2,"
	"   \"facts\": {\"speed\": ["
	"    {\"value\": 250, \"basis\": \"disclosed\", \"source\": \"post\", \"as_of\": \"2026-09-01\", \"detail\": \"up to\"},"
	"    {\"value\": 90, \"basis\": \"reported\", \"by\": \"A card\", \"source\": \"card\"}]}}]}]}";

static void said_by(const struct store *store, uint32_t offer, uint32_t field, const char *title,
	enum basis basis, uint32_t as_of, double number)
{
	struct arena arena;

	arena_init(&arena);
	struct claim claim = store_offer_claim(store, offer, field, &arena);
	assert_int_equal(claim.value.state, VALUE_KNOWN);
	assert_string_equal(arena_copy(&arena, store_source(store, claim.source).title).bytes,
		title);
	assert_int_equal(claim.basis, basis);
	assert_int_equal(claim.as_of, as_of);
	if (!isnan(number))
		assert_true(claim.value.is.number == number);
	arena_done(&arena);
}

static void offers_say_who_says_it(const struct store *store)
{
	uint32_t row, offer;
	struct arena arena;

	arena_init(&arena);
	assert_true(store_find_id(store, TEXT("acme/a"), &row));
	offer = store_offers_from(store, row); /* the cheaper one */
	said_by(store, offer, FIELD_PRICE_IN, "List", BASIS_REPORTED, 20261001, 1);
	said_by(store, offer, FIELD_SPEED, "Post", BASIS_DISCLOSED, 20260901, 250);
	said_by(store, offer, FIELD_REGION, "Terms", BASIS_DISCLOSED, 0, NAN);
	said_by(store, offer + 1, FIELD_PRICE_IN, "List", BASIS_REPORTED, 20261001, 5);
	said_by(store, offer + 1, FIELD_REGION, "Terms", BASIS_DISCLOSED, 0, NAN);
	struct claim claim = store_offer_claim(store, offer, FIELD_SPEED, &arena);
	assert_true(text_equal(claim.detail, TEXT("up to")));
	assert_int_equal(store_offer_claim(store, offer + 1, FIELD_SPEED, &arena).value.state,
		VALUE_UNKNOWN);
	arena_done(&arena);
}

/* A value of an offer that somebody else says than its price list keeps who says it, also in a merged catalog; of several the first is believed. */
static void a_value_of_an_offer_keeps_its_source(void **state)
{
	struct fixture base;
	struct strbuf bytes;
	struct store *merged;
	struct fold_counts counts;
	struct error err;

	(void)state;
	fixture_open_text(&base, offer_facts);
	offers_say_who_says_it(base.store);
	const struct fold_input input = { .built_in = base.store };
	struct builder *builder = builder_new(TEXT("all"), 20261101);
	assert_int_equal(fold_catalogs(builder, &input, &counts, &err), RESULT_OK);
	strbuf_init(&bytes);
	struct sink *sink = sink_open_strbuf(&bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, &err), RESULT_OK);
	assert_int_equal(sink_close(sink, &err), RESULT_OK);
	builder_free(builder);
	assert_int_equal(store_open(&merged, bytes.bytes, bytes.size, "all", &err), RESULT_OK);
	offers_say_who_says_it(merged);
	store_close(merged);
	strbuf_done(&bytes);
	fixture_close(&base);
}

static const char priced_facts[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"prices\", \"date\": \"2026-11-01\","
	"\"sources\": {\"page\": {\"title\": \"Page\", \"checked\": \"seen\"}, \"list\": {\"title\": \"List\", \"checked\": \"seen\"}},"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
	"\"providers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
	"\"models\": [{\"id\": \"acme/paged\", \"name\": \"Paged\", \"developer\": \"acme\", \"offers\": ["
	"  {\"provider\": \"acme\", \"id\": \"paged\", \"source\": \"list\", \"price_cached\": 0.5, \"facts\": {"
	"    \"price_in\": {\"value\": 1, \"basis\": \"disclosed\", \"source\": \"page\"},"
	"    \"price_out\": {\"value\": 2, \"basis\": \"disclosed\", \"source\": \"page\"}}}]},"
	" {\"id\": \"acme/quoted\", \"name\": \"Quoted\", \"developer\": \"acme\", \"offers\": ["
	"  {\"provider\": \"acme\", \"id\": \"quoted\", \"source\": \"page\", \"basis\": \"disclosed\", \"price_out\": 2, \"facts\": {"
	"    \"price_in\": {\"value\": 1, \"basis\": \"reported\", \"by\": \"A list\", \"source\": \"list\"},"
	"    \"price_in_batch\": {\"value\": 0.5, \"basis\": \"inferred\", \"source\": \"page\", \"detail\": \"half\"},"
	"    \"speed\": {\"value\": 80, \"basis\": \"reported\", \"by\": \"A list\", \"source\": \"list\"}}}]}]}";

static void stands_on(const struct store *store, const char *id, uint32_t field, enum basis basis)
{
	uint32_t row;

	assert_true(store_find_id(store, text_of(id), &row));
	assert_int_equal(store_is_reported(store, row, field), basis == BASIS_REPORTED);
	assert_int_equal(store_is_inferred(store, row, field), basis == BASIS_INFERRED);
}

/* What a model takes from an offer stands on what the offer's value stands on; a value made of two, on the weaker one. */
static void what_a_model_takes_from_an_offer_keeps_its_basis(void **state)
{
	struct fixture base;

	(void)state;
	fixture_open_text(&base, priced_facts);
	stands_on(base.store, "acme/paged", FIELD_PRICE_IN, BASIS_DISCLOSED);
	stands_on(base.store, "acme/paged", FIELD_PRICE, BASIS_DISCLOSED);
	stands_on(base.store, "acme/paged", FIELD_PRICE_CACHED, BASIS_REPORTED);
	stands_on(base.store, "acme/quoted", FIELD_PRICE_IN, BASIS_REPORTED);
	stands_on(base.store, "acme/quoted", FIELD_PRICE_OUT, BASIS_DISCLOSED);
	stands_on(base.store, "acme/quoted", FIELD_PRICE, BASIS_REPORTED);
	stands_on(base.store, "acme/quoted", FIELD_PRICE_IN_BATCH, BASIS_INFERRED);
	stands_on(base.store, "acme/quoted", FIELD_SPEED, BASIS_REPORTED);
	said_by(base.store, 0, FIELD_PRICE, "Page", BASIS_DISCLOSED, 0, NAN);
	said_by(base.store, 1, FIELD_PRICE, "List", BASIS_REPORTED, 0, NAN);
	fixture_close(&base);
}

/* The service of a developer may have another name than the developer: it gives the model's price, unless one has its name. */
static void services_of_the_developer_come_first(void **state)
{
	static const char *const providers[] = { "host", "cloud", "acme" };
	static const double prices[] = { 1, 3,
		5 }; /* of the model: with the first, the first two, all three of them */
	struct fixture fixture;
	struct strbuf json;

	(void)state;
	for (int count = 1; count <= 3; count++) {
		uint32_t row;
		strbuf_init(&json);
		strbuf_add_string(&json,
			"{\"schema\": \"llmatlas-facts/1\", \"name\": \"own\", \"date\": \"2026-11-01\","
			"\"sources\": {\"list\": {\"title\": \"List\", \"checked\": \"seen\"}},"
			"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
			"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}, {\"id\": \"acme\", \"name\": \"Acme\"},"
			" {\"id\": \"cloud\", \"name\": \"Cloud\", \"developer\": \"acme\"}],"
			"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"facts\": {}, \"offers\": [");
		for (int i = 0; i < count; i++)
			strbuf_add_format(&json,
				"%s{\"provider\": \"%s\", \"source\": \"list\", \"price_in\": %g, \"price_out\": %g}",
				i > 0 ? ", " : "", providers[i], prices[i], prices[i]);
		strbuf_add_string(&json, "]}]}");
		fixture_open_text(&fixture, json.bytes);
		assert_true(store_find_id(fixture.store, TEXT("acme/a"), &row));
		assert_true(store_value(fixture.store, row, FIELD_PRICE, NULL).is.number ==
			prices[count - 1]);
		uint32_t from = store_offers_from(fixture.store, row);
		assert_int_equal(store_offer_is_own(fixture.store, from), count > 1);
		assert_false(store_offer_is_own(fixture.store, from + (uint32_t)count - 1));
		fixture_close(&fixture);
		strbuf_done(&json);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_of_an_offer_keeps_its_source),
		cmocka_unit_test(what_a_model_takes_from_an_offer_keeps_its_basis),
		cmocka_unit_test(services_of_the_developer_come_first),
	};
	return cmocka_run_group_tests_name("offers", tests, NULL, NULL);
}

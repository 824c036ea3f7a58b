/* SPDX-License-Identifier: MIT */
/* A catalog merged with one that says nothing of its models says of them what it said alone: every cell, claim and offer. So does one merged with a
 * file of one's own, but for what that file says. */
#include "tests/reading.h"
#include "tests/twins.h"

#include "catalog/sources/facts.h"
#include "catalog/sources/fold.h"
#include "cli/resources.h"

static struct store *built_in;

static void merge(struct made *merged, const struct store *source, const struct store *overlay)
{
	const struct fold_input input = { .built_in = built_in,
		.sources = &source,
		.source_count = source ? 1 : 0,
		.overlay = overlay };
	struct builder *builder = builder_new(TEXT("all"), store_date(built_in));
	struct fold_counts counts;
	struct error err;

	assert_int_equal(fold_catalogs(builder, &input, &counts, &err), RESULT_OK);
	made_open(merged, builder, "merged");
}

static void all_stay_but(struct text id, const struct store *merged)
{
	uint32_t other;

	for (uint32_t row = 0; row < store_count(built_in); row++) {
		if (text_equal(store_id(built_in, row), id))
			continue;
		assert_true(store_find_id(merged, store_id(built_in, row), &other));
		same_row(built_in, row, merged, other);
		same_offers(built_in, row, merged, other);
	}
}

static void what_nobody_speaks_of_stays_as_it_is(void **state)
{
	static const char words[] = "{\"id\": \"x/m1\", \"name\": \"M1\"}\n";
	struct read_source source;
	struct made merged;

	(void)state;
	read_words(&source, words, sizeof(words) - 1);
	assert_int_equal(source.result, RESULT_OK);
	merge(&merged, source.store, NULL);
	assert_int_equal(store_count(merged.store), store_count(built_in) + 1);
	all_stay_but(TEXT_NONE, merged.store);
	made_done(&merged);
	read_done(&source);
}

/* A file of one's own, as it is read over the catalog. */
static void open_own(struct made *own, const char *words)
{
	struct arena arena;
	struct facts facts;
	struct error err;
	struct builder *builder = builder_new(TEXT("yours"), store_date(built_in));

	arena_init(&arena);
	facts_init(&facts, &arena, ORIGIN_OVERLAY);
	facts.known = built_in;
	assert_int_equal(facts_read(&facts, "own.json", text_of(words), false, &err), RESULT_OK);
	assert_int_equal(facts_link(&facts, false, &err), RESULT_OK);
	assert_int_equal(facts.warning_count, 0);
	assert_int_equal(facts_build(&facts, builder, &err), RESULT_OK);
	made_open(own, builder, "catalog.d");
	facts_done(&facts);
	arena_done(&arena);
}

static bool is_price(uint32_t field)
{
	return field >= FIELD_PRICE && field <= FIELD_PRICE_OUT_BATCH;
}

/* The price of a contract is no word on whether the model is still sold, nor on anything else. */
static void a_contract_says_its_price_alone(void **state)
{
	static const char words[] =
		"{\"schema\": \"llmatlas-facts/1\",\n"
		" \"sources\": {\"contract\": {\"title\": \"Our contract\", \"checked\": \"seen\", \"date\": \"2026-09-01\"}},\n"
		" \"models\": [{\"id\": \"openai/gpt-5\", \"offers\": [\n"
		"  {\"provider\": \"openai\", \"id\": \"gpt-5\", \"source\": \"contract\", \"as_of\": \"2026-09-01\", \"price_in\": 0.9, \"price_out\": 7}]}]}";
	const struct text id = TEXT("openai/gpt-5");
	struct made own, merged;
	struct arena arena;
	uint32_t before, after;

	(void)state;
	open_own(&own, words);
	merge(&merged, NULL, own.store);
	assert_int_equal(store_count(merged.store), store_count(built_in));
	all_stay_but(id, merged.store);
	assert_true(store_find_id(built_in, id, &before));
	assert_true(store_find_id(merged.store, id, &after));
	assert_string_equal(value_of(merged.store, "openai/gpt-5", FIELD_PRICE_IN), "0.9");
	assert_string_equal(value_of(merged.store, "openai/gpt-5", FIELD_STATUS), "deprecated");
	arena_init(&arena);
	for (uint32_t field = 0; field < FIELD_COUNT; field++) {
		struct value x = store_value(built_in, before, field, &arena),
			     y = store_value(merged.store, after, field, &arena);
		if (!is_price(field) && !value_equal(field_get(field), &x, &y))
			fail_msg("%s has changed", field_get(field)->key);
	}
	arena_done(&arena);
	made_done(&merged);
	made_done(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_speaks_of_stays_as_it_is),
		cmocka_unit_test(a_contract_says_its_price_alone),
	};
	struct text snapshot = resource_text("catalog/builtin.snapshot");

	if (store_open(&built_in, snapshot.bytes, snapshot.size, "built-in", NULL) != RESULT_OK)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	store_close(built_in);
	return failed;
}

/* SPDX-License-Identifier: MIT */
/* A snapshot from facts to cells and claims and back; what is damaged is refused. */
#include "tests/unit.h"

#include "tests/fixture.h"

#include "catalog/advice/fit.h"
#include "catalog/query/query.h"
#include "catalog/store/snapshot.h"

static struct fixture fixture;
static struct arena arena;

static uint32_t row_of(const char *id)
{
	uint32_t row = UINT32_MAX;

	assert_true(store_find_id(fixture.store, text_of(id), &row));
	return row;
}

static struct value value_of(const char *id, enum field_id field)
{
	return store_value(fixture.store, row_of(id), field, &arena);
}

static struct text printed(enum field_id field, struct value value)
{
	struct strbuf buf;

	strbuf_init(&buf);
	value_print(&buf, field_get(field), &value);
	struct text text = arena_copy(&arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

static void cells_hold_what_the_facts_say(void **state)
{
	(void)state;
	assert_int_equal(store_count(fixture.store), 8);
	assert_text(printed(FIELD_CONTEXT, value_of("acme/acme-large", FIELD_CONTEXT)), "128k");
	assert_text(printed(FIELD_PARAMS, value_of("acme/acme-large", FIELD_PARAMS)),
		"not disclosed");
	assert_text(printed(FIELD_CONTEXT, value_of("orion/byeolbit-7b", FIELD_CONTEXT)), "—");
	assert_text(printed(FIELD_CONTEXT, value_of("orion/unknown", FIELD_CONTEXT)), "?");
	assert_text(printed(FIELD_ARCHITECTURE, value_of("orion/byeolbit-7b", FIELD_ARCHITECTURE)),
		"state-space, hybrid");
	assert_text(printed(FIELD_PRICE, value_of("acme/acme-open-mini-3b", FIELD_PRICE)), "free");
	assert_text(printed(FIELD_RELEASED, value_of("acme/acme-open-70b", FIELD_RELEASED)),
		"2025");
	assert_text(store_title(fixture.store, row_of("orion/byeolbit-7b")), "별빛 7B");
	assert_text(value_of("acme/acme-large", FIELD_DEVELOPER_REGION).is.text, "US");
	assert_text(value_of("acme/acme-open-mini-3b", FIELD_FAMILY).is.text, "acme-open-mini");
}

static void reports_beat_silence_and_are_marked(void **state)
{
	uint32_t row = row_of("acme/acme-large");
	size_t count;

	(void)state;
	/* the developer is silent, a guide says dense: the cell shows dense as reported */
	assert_text(printed(FIELD_ARCHITECTURE, value_of("acme/acme-large", FIELD_ARCHITECTURE)),
		"dense");
	assert_true(store_is_reported(fixture.store, row, FIELD_ARCHITECTURE));
	assert_false(store_has_conflict(fixture.store, row, FIELD_ARCHITECTURE));
	const struct claim *claims = store_claims(fixture.store, row, FIELD_ARCHITECTURE, &arena,
		&count);
	assert_int_equal(count, 2);
	assert_text(claims[0].by, "A guide");
	assert_true(value_is_undisclosed(field_get(FIELD_ARCHITECTURE), &claims[1].value));
	row = row_of("acme/acme-open-70b");
	assert_true(store_has_conflict(fixture.store, row, FIELD_CONTEXT));
	assert_text(printed(FIELD_CONTEXT, value_of("acme/acme-open-70b", FIELD_CONTEXT)), "1M");
	assert_true(store_is_inferred(fixture.store, row_of("orion/byeolbit-7b"), FIELD_PARAMS));
}

static void a_family_passes_its_facts_on(void **state)
{
	size_t count;

	(void)state;
	/* the mini family has its own architecture and its base's license */
	assert_text(printed(FIELD_ARCHITECTURE,
			    value_of("acme/acme-open-mini-3b", FIELD_ARCHITECTURE)),
		"dense");
	assert_text(printed(FIELD_LICENSE, value_of("acme/acme-open-mini-3b", FIELD_LICENSE)),
		"open weight");
	const struct claim *claims = store_claims(fixture.store, row_of("acme/acme-open-mini-3b"),
		FIELD_LICENSE, &arena, &count);
	assert_int_equal(count, 1);
	assert_text(store_source(fixture.store, claims[0].source).title, "Acme model card");
}

static struct claim only_claim(const struct store *store, const char *id, enum field_id field)
{
	uint32_t row;
	size_t count;

	assert_true(store_find_id(store, text_of(id), &row));
	const struct claim *claims = store_claims(store, row, field, &arena, &count);
	assert_int_equal(count, 1);
	return claims[0];
}

/* Most claims are not stored: the cell and the origin of the row say the same. The others are. */
static void every_fact_has_its_claim(void **state)
{
	struct fixture own;
	uint32_t row;

	(void)state;
	fixture_open_text(&own,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"x\", \"date\": \"2026-01-01\",\n"
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}, \"t\": {\"title\": \"T\", \"checked\": \"seen\"}},\n"
		"\"developers\": [{\"id\": \"d\", \"name\": \"D\"}], \"models\": [\n"
		"{\"id\": \"d/a\", \"name\": \"A\", \"developer\": \"d\", \"facts\": {\n"
		" \"released\": {\"value\": \"2025-03\", \"basis\": \"disclosed\", \"source\": \"s\"},\n"
		" \"architecture\": {\"value\": [\"moe\", \"hybrid\"], \"basis\": \"disclosed\", \"source\": \"s\"},\n"
		" \"params\": {\"value\": 7240000000, \"basis\": \"inferred\", \"source\": \"s\", \"detail\": \"why\"},\n"
		" \"context\": {\"value\": 32768, \"basis\": \"disclosed\", \"source\": \"t\"},\n"
		" \"layers\": {\"value\": \"undisclosed\", \"basis\": \"disclosed\", \"source\": \"s\"},\n"
		" \"languages\": {\"value\": [\"ko\", \"en\"], \"basis\": \"disclosed\", \"source\": \"s\"},\n"
		" \"license_name\": {\"value\": \"MIT\", \"basis\": \"disclosed\", \"source\": \"s\"}}},\n"
		"{\"id\": \"d/b\", \"name\": \"B\", \"developer\": \"d\", \"facts\": {\n"
		" \"architecture\": {\"value\": [\"dense\"], \"basis\": \"reported\", \"source\": \"t\", \"by\": \"U\"},\n"
		" \"license\": {\"value\": \"open-source\", \"basis\": \"reported\", \"source\": \"t\", \"by\": \"U\"}}}\n"
		"]}\n");
	const struct store *store = own.store;
	struct claim claim = only_claim(store, "d/a", FIELD_RELEASED);
	assert_int_equal(claim.value.is.date, 20250300);
	assert_int_equal(claim.basis, BASIS_DISCLOSED);
	assert_int_equal(claim.origin, ORIGIN_BUILTIN_MODEL);
	assert_text(store_source(store, claim.source).title, "S");
	assert_int_equal(only_claim(store, "d/a", FIELD_ARCHITECTURE).value.is.mask, 2 | 16);
	claim = only_claim(store, "d/a", FIELD_PARAMS); /* explained: kept as it is */
	assert_true(claim.value.is.number == 7.24e9);
	assert_int_equal(claim.basis, BASIS_INFERRED);
	assert_text(claim.detail, "why");
	claim = only_claim(store, "d/a", FIELD_CONTEXT); /* from elsewhere than its neighbours */
	assert_text(store_source(store, claim.source).title, "T");
	assert_int_equal(only_claim(store, "d/a", FIELD_LAYERS).value.state, VALUE_UNDISCLOSED);
	claim = only_claim(store, "d/a", FIELD_LANGUAGES);
	assert_int_equal(claim.value.is.tags.count, 2);
	assert_text(claim.value.is.tags.items[0], "ko");
	assert_text(only_claim(store, "d/a", FIELD_LICENSE_NAME).value.is.text, "MIT");
	claim = only_claim(store, "d/b", FIELD_LICENSE);
	assert_int_equal(claim.basis, BASIS_REPORTED);
	assert_text(claim.by, "U");
	assert_text(store_source(store, claim.source).title, "T");
	assert_int_equal(only_claim(store, "d/b", FIELD_ARCHITECTURE).value.is.mask, 1);
	assert_true(store_find_id(store, TEXT("d/b"), &row));
	size_t count;
	store_claims(store, row, FIELD_CONTEXT, &arena, &count);
	assert_int_equal(count, 0);
	fixture_close(&own);
}

/* What a model says of itself stands instead of what its family says of all: nothing else is shown with it. */
static void what_a_model_says_replaces_its_family(void **state)
{
	struct fixture own;
	uint32_t row;
	size_t count;

	(void)state;
	fixture_open_text(&own,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"x\", \"date\": \"2026-01-01\",\n"
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},\n"
		"\"developers\": [{\"id\": \"d\", \"name\": \"D\"}],\n"
		"\"licenses\": [{\"id\": \"l\", \"name\": \"L\", \"facts\": {\n"
		" \"commercial\": {\"value\": \"yes\", \"basis\": \"disclosed\", \"source\": \"s\"}}}],\n"
		"\"families\": [{\"id\": \"f\", \"name\": \"F\", \"stems\": [\"f\"], \"facts\": {\n"
		" \"alignment\": [{\"value\": [\"sft\", \"dpo\"], \"basis\": \"disclosed\", \"source\": \"s\"},\n"
		"  {\"value\": [\"rlhf\"], \"basis\": \"reported\", \"source\": \"s\", \"by\": \"U\"}],\n"
		" \"context\": {\"value\": 8192, \"basis\": \"disclosed\", \"source\": \"s\"},\n"
		" \"commercial\": {\"value\": \"no\", \"basis\": \"disclosed\", \"source\": \"s\"}}}],\n"
		"\"models\": [{\"id\": \"d/f\", \"name\": \"F base\", \"developer\": \"d\", \"facts\": {\n"
		" \"alignment\": {\"value\": [\"none\"], \"basis\": \"inferred\", \"source\": \"s\", \"detail\": \"a base\"},\n"
		" \"license_name\": {\"value\": \"L\", \"basis\": \"disclosed\", \"source\": \"s\"}}}]}\n");
	assert_true(store_find_id(own.store, TEXT("d/f"), &row));
	const struct claim *claims = store_claims(own.store, row, FIELD_ALIGNMENT, &arena, &count);
	assert_int_equal(count, 2); /* its own, and who reports on the family */
	assert_text(claims[0].detail, "a base");
	assert_text(claims[1].by, "U");
	assert_int_equal(only_claim(own.store, "d/f", FIELD_CONTEXT).value.is.number, 8192);
	/* under a license of its own the terms of the family's mean nothing */
	assert_int_equal(only_claim(own.store, "d/f", FIELD_COMMERCIAL).value.is.choice, 0);
	fixture_close(&own);
}

static void offers_stand_in_order(void **state)
{
	uint32_t row = row_of("acme/acme-large"), from = store_offers_from(fixture.store, row);
	struct tier tiers[4];

	(void)state;
	assert_int_equal(store_offers_from(fixture.store, row + 1) - from, 2);
	assert_true(store_offer_is_own(fixture.store, from)); /* its own first, though dearer */
	assert_int_equal(store_offer_tiers(fixture.store, from, tiers, 4), 1);
	assert_int_equal(tiers[0].above, 64000);
	assert_true(tiers[0].price_out == 20);
	assert_true(value_of("acme/acme-large", FIELD_PRICE).is.number == 4);
	assert_true(value_of("acme/acme-open-70b", FIELD_PRICE).is.number ==
		number_of_float(0.3f)); /* cheapest */
	assert_text(printed(FIELD_CONTEXT_SERVED,
			    value_of("acme/acme-open-70b", FIELD_CONTEXT_SERVED)),
		"1M");
	struct value terms = store_offer_value(fixture.store, from, FIELD_DATA_TERMS, &arena);
	assert_int_equal(terms.is.mask, 2); /* from its provider: no-training */
	assert_text(printed(FIELD_RUN, value_of("acme/acme-open-70b", FIELD_RUN)),
		"API, your cloud account, your own hardware");
}

static void memory_follows_the_formula(void **state)
{
	struct parameters parameters = parameters_default();

	(void)state;
	parameters.bits = 4;
	parameters.context_tokens = 8192;
	struct memory_need need = fit_memory(fixture.store, row_of("acme/acme-open-70b"),
		&parameters);
	assert_true(need.weights == 35e9);
	/* 2 x 32 layers x 8 heads x 128 x 8192 tokens x 2 bytes = 1 GiB */
	assert_true(need.cache_low == 1073741824.0 && need.cache_high == 1073741824.0);
	need = fit_memory(fixture.store, row_of("acme/acme-open-mini-3b"), &parameters);
	assert_int_equal(need.reason, FIT_NO_SHAPE);
	assert_false(fit_memory(fixture.store, row_of("acme/acme-large"), &parameters).is_known);
}

static void the_same_facts_give_the_same_bytes(void **state)
{
	struct fixture again;

	(void)state;
	fixture_open(&again, "small.json");
	assert_int_equal(again.bytes.size, fixture.bytes.size);
	assert_memory_equal(again.bytes.bytes, fixture.bytes.bytes, fixture.bytes.size);
	fixture_close(&again);
	assert_int_equal(store_verify(fixture.store, NULL), RESULT_OK);
}

static void damaged_snapshots_are_refused(void **state)
{
	struct store *store;
	struct error err;
	size_t size = fixture.bytes.size;
	char *copy = malloc(size);

	(void)state;
	memcpy(copy, fixture.bytes.bytes, size);
	assert_int_equal(store_open(&store, copy, 20, "x", &err), RESULT_BAD_DATA);
	assert_int_equal(store_open(&store, copy, size - 1, "x", &err), RESULT_BAD_DATA);
	copy[8] = 99; /* version */
	assert_int_equal(store_open(&store, copy, size, "x", &err), RESULT_BAD_DATA);
	assert_contains(err.message, "version");
	memcpy(copy, fixture.bytes.bytes, size);
	copy[70] ^= 1; /* section table */
	assert_int_equal(store_open(&store, copy, size, "x", &err), RESULT_BAD_DATA);
	memcpy(copy, fixture.bytes.bytes, size);
	copy[size - 5] ^= 1; /* payload: opens, but does not verify */
	assert_int_equal(store_open(&store, copy, size, "x", &err), RESULT_OK);
	assert_int_equal(store_verify(store, &err), RESULT_BAD_DATA);
	store_close(store);
	free(copy);
}

static void hostile_names_are_harmless(void **state)
{
	struct text name = store_title(fixture.store, row_of("orion/hostile"));

	(void)state;
	assert_text(name, "bad^[[31mred<U+202E>|pipe\\ `tick` <script> =cmd");
	assert_true(store_warning_count(fixture.store) >= 1);
	assert_contains(store_warning(fixture.store, 0).bytes, "small.json:");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_hold_what_the_facts_say),
		cmocka_unit_test(reports_beat_silence_and_are_marked),
		cmocka_unit_test(a_family_passes_its_facts_on),
		cmocka_unit_test(every_fact_has_its_claim),
		cmocka_unit_test(what_a_model_says_replaces_its_family),
		cmocka_unit_test(offers_stand_in_order),
		cmocka_unit_test(memory_follows_the_formula),
		cmocka_unit_test(the_same_facts_give_the_same_bytes),
		cmocka_unit_test(damaged_snapshots_are_refused),
		cmocka_unit_test(hostile_names_are_harmless),
	};

	arena_init(&arena);
	fixture_open(&fixture, "small.json");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_close(&fixture);
	arena_done(&arena);
	return failed;
}

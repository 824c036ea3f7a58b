/* SPDX-License-Identifier: MIT */
/* What changed between two catalogs: the quick walk over cells held against the plain look at values, row by row; who is the same under another id. */
#include "catalog/base/bits.h"
#include "catalog/tables/diff.h"
#include "tests/fixture.h"
#include "tests/twins.h"

enum { MODELS = 400, ROUNDS = 24 };
#define ANY(list) list[pick(sizeof(list) / sizeof(list[0]))]

static void add_fact(struct strbuf *json, const char *key, const char *value)
{
	if (pick(3) > 0)
		strbuf_add_format(json,
			"%s\"%s\": {\"value\": %s, \"basis\": \"disclosed\", \"source\": \"s\"}",
			json->bytes[json->size - 1] == '{' ? "" : ", ", key, value);
}

/* Some of them end, with what is known of the time behind that or with nothing. */
static void add_prices(struct strbuf *json)
{
	if (pick(3) == 0)
		return;
	strbuf_add_format(json, ", \"price_in\": 0.%u, \"price_out\": %u.5", pick(3) + 1, pick(3));
	if (pick(3) > 0)
		return;
	strbuf_add_format(json, ", \"price_until\": \"2026-0%u-28\"", 5 + pick(2));
	if (pick(2) > 0)
		strbuf_add_format(json, ", \"then\": {\"price_in\": %u, \"price_out\": 9}",
			pick(3) + 1);
}

static void add_offers(struct strbuf *json)
{
	static const char *const hosts[] = { "hosta", "hostb" };
	static const char *const limits[] = { "1024", "2048" };
	static const char *const abilities[] = { "[\"tools\"]", "[\"tools\", \"batch\"]" };
	uint32_t count = pick(3);

	for (uint32_t i = 0; i < count; i++) {
		strbuf_add_format(json,
			"%s{\"provider\": \"%s\", \"id\": \"o%u\", \"source\": \"s\"",
			i > 0 ? ", " : "", ANY(hosts), i);
		add_prices(json);
		strbuf_add_string(json, ", \"facts\": {");
		add_fact(json, "output_limit", ANY(limits));
		add_fact(json, "can", ANY(abilities));
		strbuf_add_string(json, "}}");
	}
}

/* Of few values, so that most are the same in the next one, in whatever order the terms come. */
static void add_model(struct strbuf *json, uint32_t number)
{
	static const char *const licenses[] = { "\"closed-api\"", "\"open-weight\"" };
	static const char *const names[] = { "\"Apache-2.0\"", "\"MIT\"", "\"Acme Community\"",
		"\"Zeta License\"", "\"Orion 1.1\"" };
	static const char *const contexts[] = { "4096", "32768", "\"not-applicable\"" };
	static const char *const inputs[] = { "[\"text\"]", "[\"text\", \"image\"]" };
	static const char *const statuses[] = { "\"active\"", "\"deprecated\"" };
	static const char *const days[] = { "\"2026-12-01\"", "\"2027\"" };

	strbuf_add_format(json,
		"%s\n{\"id\": \"acme/%u\", \"name\": \"N %u\", \"developer\": \"acme\", \"facts\": {",
		json->bytes[json->size - 1] == '[' ? "" : ",", number, number);
	add_fact(json, "license", ANY(licenses));
	add_fact(json, "license_name", ANY(names));
	add_fact(json, "context", ANY(contexts));
	add_fact(json, "input", ANY(inputs));
	add_fact(json, "status", ANY(statuses));
	add_fact(json, "retires", ANY(days));
	strbuf_add_string(json, "}, \"offers\": [");
	add_offers(json);
	strbuf_add_string(json, "]}");
}

static void invent(struct fixture *fixture, bool is_large)
{
	struct strbuf json;

	strbuf_init(&json);
	strbuf_add_string(&json,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"random\", \"date\": \"2026-01-01\","
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
		"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
		"\"providers\": [{\"id\": \"hosta\", \"name\": \"A\"}, {\"id\": \"hostb\", \"name\": \"B\"}],"
		"\"models\": [");
	for (uint32_t i = 0; i < MODELS; i++)
		if (pick(8) > 0)
			add_model(&json, i);
	strbuf_add_string(&json, "]}");
	if (is_large)
		fixture_open_large(fixture, json.bytes);
	else
		fixture_open_text(fixture, json.bytes);
	strbuf_done(&json);
}

/* Of models that both catalogs have under one id. */
static void same_changes(const struct changes *quick, const struct changes *plain)
{
	size_t at = 0;

	for (size_t i = 0; i < quick->count; i++) {
		const struct change *one = &quick->items[i];
		if (one->kind <= CHANGE_RENAMED ||
			!text_equal(store_id(quick->now, one->row),
				store_id(quick->old, one->other)))
			continue;
		assert_true(at < plain->count);
		const struct change *two = &plain->items[at++];
		assert_int_equal(one->kind, two->kind);
		assert_int_equal(one->field, two->field);
		assert_int_equal(one->row, two->row);
		assert_int_equal(one->other, two->other);
	}
	assert_int_equal(at, plain->count);
}

static void what_cells_say_is_what_values_say(void **state)
{
	static const uint32_t days[] = { 0, 20260529, 20270101 };
	struct fixture before, after;
	struct changes quick;
	struct arena arena;
	size_t found = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		arena_init(&arena);
		invent(&before, round % 2);
		invent(&after, round / 2 % 2);
		store_set_day(before.store, days[round % 3]);
		store_set_day(after.store, days[round % 3]);
		size_t words = STORE_BITS(store_count(after.store));
		uint64_t *all = ARENA_ARRAY(&arena, uint64_t, words);
		memset(all, 0xff, words * sizeof(*all));
		assert_int_equal(diff_catalogs(&quick, before.store, after.store, NULL, &arena),
			RESULT_OK);
		struct changes plain = diff_rows(before.store, after.store, all, &arena);
		same_changes(&quick, &plain);
		found += plain.count;
		assert_true(quick.counts[CHANGE_NEW] + quick.counts[CHANGE_GONE] > 0);
		fixture_close(&before);
		fixture_close(&after);
		arena_done(&arena);
	}
	assert_true(found > ROUNDS * MODELS / 4);
}

static void open_named(struct fixture *fixture, const char *const *ids, const char *const *names,
	uint32_t count)
{
	struct strbuf json;

	strbuf_init(&json);
	strbuf_add_string(&json,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"named\", \"date\": \"2026-01-01\","
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
		"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],\"models\": [");
	for (uint32_t i = 0; i < count; i++)
		strbuf_add_format(&json,
			"%s{\"id\": \"acme/%s\", \"name\": \"%s\", \"developer\": \"acme\"}",
			i > 0 ? ", " : "", ids[i], names[i]);
	strbuf_add_string(&json, "]}");
	fixture_open_text(fixture, json.bytes);
	strbuf_done(&json);
}

/* Also where many came and few went, or the other way round; where two came of one name, nobody knows which it is. */
static void the_same_under_another_id_is_renamed(void **state)
{
	static const char *const few_ids[] = { "a", "b", "c" },
				 *const few[] = { "Atlas", "Boreas", "Chronos" },
				 *const many_ids[] = { "p", "q", "r", "s", "t", "u" },
				 *const many[] = { "Perseus", "atlas", "Boreas", "Boreas", "Selene",
					 "Titan" };
	struct fixture before, after;
	struct changes changes;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	open_named(&before, few_ids, few, 3);
	open_named(&after, many_ids, many, 6);
	assert_int_equal(diff_catalogs(&changes, before.store, after.store, NULL, &arena),
		RESULT_OK);
	assert_int_equal(changes.counts[CHANGE_NEW], 5);
	assert_int_equal(changes.counts[CHANGE_GONE], 2);
	assert_int_equal(changes.counts[CHANGE_RENAMED], 1);
	const struct change *renamed = &changes.items[7];
	assert_int_equal(renamed->kind, CHANGE_RENAMED);
	assert_text(store_id(after.store, renamed->row), "acme/q");
	assert_text(store_id(before.store, renamed->other), "acme/a");
	assert_false(bit_has(changes.is_new, renamed->row));
	assert_int_equal(diff_catalogs(&changes, after.store, before.store, NULL, &arena),
		RESULT_OK);
	assert_int_equal(changes.counts[CHANGE_NEW], 2);
	assert_int_equal(changes.counts[CHANGE_GONE], 5);
	assert_int_equal(changes.counts[CHANGE_RENAMED], 1);
	fixture_close(&before);
	fixture_close(&after);
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cells_say_is_what_values_say),
		cmocka_unit_test(the_same_under_another_id_is_renamed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

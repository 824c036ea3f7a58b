/* SPDX-License-Identifier: MIT */
/* Facets: each count is what choosing the value would give. */
#include "tests/ask.h"
#include "tests/fixture.h"
#include "tests/oracle.h"
#include "tests/random_catalog.h"

#include "catalog/query/edit.h"
#include "catalog/query/facet.h"

/* The query with this field's clauses replaced by `clause`. */
static void replaced(struct strbuf *out, const struct query *query, const struct field *field,
	const char *clause)
{
	edit_clear_field(out, query, field);
	strbuf_add_format(out, " %s", clause);
}

/* "unknown" stands among the values and is chosen as they are. */
static void unknown_is_right(const struct store *store, const struct query *query,
	const struct field *field, uint32_t got)
{
	struct query asked;
	struct strbuf text;
	char clause[128];

	strbuf_init(&text);
	snprintf(clause, sizeof(clause), "%s:unknown", field->key);
	replaced(&text, query, field, clause);
	assert_true(ask_parse(store, &asked, text.bytes));
	uint32_t expected = oracle_count(store, &asked),
		 listed = ask_count(store, text.bytes, NULL);
	if (expected != got || listed != got)
		fail_msg("'%s': facet %u, query %u, naively %u", text.bytes, got, listed, expected);
	query_done(&asked);
	strbuf_done(&text);
}

static void facet_is_right(const struct store *store, const char *text, uint16_t id)
{
	struct query query;
	struct facet facet;
	struct strbuf other;
	const struct field *field = field_get((enum field_id)id);

	assert_true(ask_parse(store, &query, text));
	struct query_run *run = query_run_new(store, NULL, 0);
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	assert_int_equal(facet_count(run, &id, 1, &ask_arena, &facet, NULL), RESULT_OK);
	strbuf_init(&other);
	for (size_t i = 0; i < facet.value_count; i++) {
		char clause[128];
		uint32_t code = facet.values[i].code;
		if (field->member_count > 0)
			snprintf(clause, sizeof(clause), "%s:%s", field->key,
				field->members[code].key);
		else if (field->kind == KIND_NUMBER)
			snprintf(clause, sizeof(clause), "%s%s%.0f", field->key,
				field->is_at_most ? "<=" : ">=", field->thresholds[code]);
		else if (field->kind == KIND_DATE)
			continue; /* by year of the date's beginning */
		else
			snprintf(clause, sizeof(clause), "%s:%.*s", field->key,
				TEXT_ARGS(store_term(store, id, code).key));
		if (field->unit == UNIT_USD_PER_MTOK)
			snprintf(clause, sizeof(clause), "%s<=%g", field->key,
				field->thresholds[code]);
		replaced(&other, &query, field, clause);
		uint32_t expected = ask_count(store, other.bytes, NULL);
		uint32_t got = facet.values[i].count + facet.values[i].reported;
		if (expected != got)
			fail_msg("'%s', %s: facet %u, query %u", text, clause, got, expected);
	}
	unknown_is_right(store, &query, field, facet.unknown);
	strbuf_done(&other);
	query_run_free(run);
	query_done(&query);
}

static void facets_count_what_choosing_would_give(void **state)
{
	static const uint16_t fields[] = { FIELD_ARCHITECTURE, FIELD_LICENSE, FIELD_INPUT,
		FIELD_CONTEXT, FIELD_DEVELOPER, FIELD_LANGUAGES, FIELD_PRICE, FIELD_REGION,
		FIELD_PROVIDER, FIELD_RELEASED, FIELD_DATA_TERMS };
	struct random random = { 7 };
	struct fixture own;
	struct strbuf json, text;

	(void)state;
	strbuf_init(&json);
	strbuf_init(&text);
	random_facts(&json, &random, 100);
	fixture_open_text(&own, json.bytes);
	for (int i = 0; i < 60; i++) {
		static const char *const numbers[] = { " offers>=2", " offers<2", " -offers=2",
			" offers>=1 -offers>2" };
		random_query(&text, &random);
		if (i >= 40)
			strbuf_add_string(&text, numbers[i % 4]);
		for (size_t j = 0; j < sizeof(fields) / sizeof(fields[0]); j++)
			facet_is_right(own.store, text.bytes, fields[j]);
		arena_reset(&ask_arena);
	}
	fixture_close(&own);
	strbuf_done(&json);
	strbuf_done(&text);
}

static void count_facets(const struct store *store, const char *text, const uint16_t *fields,
	size_t count, struct facet *facets)
{
	struct query query;

	assert_true(ask_parse(store, &query, text));
	struct query_run *run = query_run_new(store, NULL, 0);
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	assert_int_equal(query_run_count(run), store_count(store));
	assert_int_equal(facet_count(run, fields, count, &ask_arena, facets, NULL), RESULT_OK);
	query_run_free(run);
	query_done(&query);
}

/* Of all rows the counts are written down: they are those of a query that every row meets, for which rows are counted. */
static void totals_hold(const struct store *store, uint16_t of)
{
	const struct field *all[FIELD_COUNT];
	uint16_t fields[FIELD_COUNT];
	struct facet written[FIELD_COUNT], counted[FIELD_COUNT];
	const uint32_t *reported;
	size_t count = 0, facets = field_facets(all, FIELD_COUNT);

	for (size_t i = 0; i < facets; i++)
		if (!all[i]->is_computed)
			fields[count++] = all[i]->id;
	count_facets(store, "", fields, count, written);
	count_facets(store, "-nobodyiscalledthis", fields, count, counted);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(written[i].unknown, counted[i].unknown);
		assert_int_equal(written[i].value_count, counted[i].value_count);
		if (counted[i].value_count > 0)
			assert_memory_equal(written[i].values, counted[i].values,
				counted[i].value_count * sizeof(*counted[i].values));
	}
	assert_non_null(store_totals(store, of, &reported));
	arena_reset(&ask_arena);
}

static void totals_are_the_counts(void **state)
{
	struct random random = { 13 };
	struct fixture large, forms;
	struct strbuf json;

	(void)state;
	strbuf_init(&json);
	random_facts(&json, &random, 300);
	fixture_open_large(&large, json.bytes);
	totals_hold(large.store, FIELD_LICENSE);
	fixture_open_forms(&forms);
	totals_hold(forms.store, FIELD_LANGUAGES);
	fixture_close(&large);
	fixture_close(&forms);
	strbuf_done(&json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facets_count_what_choosing_would_give),
		cmocka_unit_test(totals_are_the_counts),
	};

	arena_init(&ask_arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&ask_arena);
	return failed;
}

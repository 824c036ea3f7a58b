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

/* Of a value, how many have it from others alone. Of a field of offers, each offer has a basis of its own; that nothing is disclosed is no report. */
static void reported_is_right(const struct store *store, const struct query *query,
	const struct field *field, const char *clause, uint32_t got)
{
	struct strbuf text;
	char both[256];

	if (field->scope == SCOPE_OFFER || strstr(clause, "undisclosed"))
		return;
	strbuf_init(&text);
	snprintf(both, sizeof(both), "%s reported:%s", clause, field->key);
	replaced(&text, query, field, both);
	uint32_t expected = ask_count(store, text.bytes, NULL);
	if (expected != got)
		fail_msg("'%s': facet %u reported, query %u", text.bytes, got, expected);
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
		if (field->kind != KIND_NUMBER) /* of thresholds, each has those of the next */
			reported_is_right(store, &query, field, clause, facet.values[i].reported);
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

/* The first ones of all are those that are asked for alone. */
static void first_ones_are_first(const struct store *store, uint16_t id)
{
	struct query query;
	struct facet all, first;

	assert_true(ask_parse(store, &query, "params>1B"));
	struct query_run *run = query_run_new(store, NULL, 0);
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	assert_int_equal(facet_count(run, &id, 1, &ask_arena, &all, NULL), RESULT_OK);
	for (size_t most = 1; most < all.value_count + 3; most++) {
		assert_int_equal(facet_count_first(run, id, most, &ask_arena, &first, NULL),
			RESULT_OK);
		assert_int_equal(first.unknown, all.unknown);
		assert_int_equal(first.value_count,
			most < all.value_count ? most : all.value_count);
		assert_memory_equal(first.values, all.values,
			first.value_count * sizeof(*first.values));
	}
	query_run_free(run);
	query_done(&query);
}

/* Of all rows the counts are written down; those of a query that hides few rows are found by these. */
static void totals_hold(const struct store *store, uint16_t of, const char *query)
{
	const struct field *all[FIELD_COUNT];
	const uint32_t *reported;
	size_t facets = field_facets(all, FIELD_COUNT);

	for (size_t i = 0; i < facets; i++)
		if (!all[i]->is_computed && all[i]->id < FIELD_COUNT)
			facet_is_right(store, query, all[i]->id);
	assert_non_null(store_totals(store, of, &reported));
	arena_reset(&ask_arena);
}

/* A query that hides a row by the very field that is counted: there the row counts all the same. */
static void own_clauses_hide_nothing(const struct store *store, uint32_t row)
{
	struct value params = store_value(store, row, FIELD_PARAMS, NULL);
	char text[64];

	if (params.state != VALUE_KNOWN)
		return;
	snprintf(text, sizeof(text), "-params=%.0f", params.is.number);
	assert_true(ask_count(store, text, NULL) < store_count(store));
	totals_hold(store, FIELD_LICENSE, text);
}

static void totals_are_the_counts(void **state)
{
	struct random random = { 13 };
	struct fixture large, forms;
	struct strbuf json, text;

	(void)state;
	strbuf_init(&json);
	strbuf_init(&text);
	random_facts(&json, &random, 700);
	fixture_open_large(&large, json.bytes);
	totals_hold(large.store, FIELD_LICENSE, "");
	first_ones_are_first(large.store, FIELD_DEVELOPER);
	first_ones_are_first(large.store, FIELD_LANGUAGES);
	for (uint32_t row = 3; row < store_count(large.store); row += 90) { /* one hidden */
		struct text id = store_id(large.store, row);
		strbuf_clear(&text);
		strbuf_add_format(&text, "-\"%.*s\"", TEXT_ARGS(id));
		totals_hold(large.store, FIELD_LICENSE, text.bytes);
		own_clauses_hide_nothing(large.store, row);
	}
	fixture_open_forms(&forms);
	totals_hold(forms.store, FIELD_LANGUAGES, "");
	fixture_close(&large);
	fixture_close(&forms);
	strbuf_done(&json);
	strbuf_done(&text);
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

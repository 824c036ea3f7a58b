/* SPDX-License-Identifier: MIT */
/* Rows in their order: every sort against the values themselves, first pages, the rows that lead. */
#include "tests/ask.h"
#include "tests/fixture.h"
#include "tests/random_catalog.h"

/* Place of a value in its order: unknown last in both directions. */
static int compare_values(const struct store *store, const struct sort_key *sort, uint32_t a,
	uint32_t b)
{
	const struct field *field = store_field(store, sort->field);
	struct value one = store_value(store, a, sort->field, &ask_arena),
		     two = store_value(store, b, sort->field, &ask_arena);
	int order = 0;

	if (one.state != VALUE_KNOWN || two.state != VALUE_KNOWN)
		return (one.state != VALUE_KNOWN) - (two.state != VALUE_KNOWN);
	if (field->kind == KIND_NUMBER)
		order = (one.is.number > two.is.number) - (one.is.number < two.is.number);
	else if (field->kind == KIND_DATE)
		order = (one.is.date > two.is.date) - (one.is.date < two.is.date);
	else if (field->kind == KIND_CHOICE)
		order = (one.is.choice > two.is.choice) - (one.is.choice < two.is.choice);
	else
		order = text_compare(text_fold(&ask_arena, one.is.text),
			text_fold(&ask_arena, two.is.text));
	return sort->is_descending ? -order : order;
}

/* Pages first, so that they are chosen by themselves; then the whole order, value by value. */
static void order_holds(const struct store *store, const char *text)
{
	struct query query;
	uint32_t rows[700], first[100], got, got_first;

	assert_true(ask_parse(store, &query, text));
	struct query_run *run = query_run_new(store, NULL, 0);
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	assert_int_equal(query_run_rows(run, 0, 100, first, &got_first, NULL), RESULT_OK);
	assert_int_equal(query_run_rows(run, 0, 700, rows, &got, NULL), RESULT_OK);
	assert_int_equal(got, query_run_count(run));
	assert_memory_equal(rows, first, got_first * sizeof(*rows));
	for (uint32_t j = 1; j < got; j++) {
		int order = 0;
		for (size_t k = 0; k < query.sort_count && order == 0; k++)
			order = compare_values(store, &query.sort[k], rows[j - 1], rows[j]);
		if (order > 0 || (order == 0 && rows[j - 1] >= rows[j]))
			fail_msg("%s: places %u and %u", text, j - 1, j);
	}
	query_run_free(run);
	query_done(&query);
	arena_reset(&ask_arena);
}

static void every_order_is_that_of_the_values(void **state)
{
	static const char *const sorts[] = { "sort:params", "sort:-params", "sort:-params,name",
		"sort:license,-released,params", "sort:name", "sort:-name,id", "sort:id",
		"sort:-id", "architecture:moe sort:id", "architecture:moe sort:-id,name",
		"sort:-released", "sort:released", "sort:-released,name,-params",
		"architecture:moe sort:-context,-params", "sort:-downloads", "sort:price",
		"license:open-weight sort:-released,params",
		"sort:context,-params,released,license,-name", "flash sort:-params,context" };
	struct random random = { 11 };
	struct fixture small, large;
	struct strbuf json;

	(void)state;
	strbuf_init(&json);
	random_facts(&json, &random, 700);
	fixture_open_text(&small, json.bytes);
	fixture_open_large(&large, json.bytes);
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++) {
		order_holds(small.store, sorts[i]);
		order_holds(large.store, sorts[i]);
	}
	fixture_close(&small);
	fixture_close(&large);
	strbuf_done(&json);
}

/* Rows that lead a column: all with a known value while they are few, best first, of equal ones the first. */
static void leaders_lead(void **state)
{
	static const struct {
		uint32_t field;
		bool is_ascending;
	} of[] = { { FIELD_RELEASED, false }, { FIELD_CONTEXT, false }, { FIELD_PRICE, true } };
	struct random random = { 5 };
	struct fixture own;
	struct strbuf json;

	(void)state;
	strbuf_init(&json);
	random_facts(&json, &random, 300);
	fixture_open_large(&own, json.bytes);
	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		const struct sort_key sort = { .field = (uint16_t)of[i].field,
			.is_descending = !of[i].is_ascending };
		size_t count, known = 0;
		const uint32_t *rows = store_leaders(own.store, of[i].field, of[i].is_ascending,
			&count);
		assert_non_null(rows);
		for (uint32_t row = 0; row < store_count(own.store); row++)
			known += store_value(own.store, row, of[i].field, &ask_arena).state ==
				VALUE_KNOWN;
		assert_int_equal(count, known);
		for (size_t j = 1; j < count; j++) {
			int order = compare_values(own.store, &sort, rows[j - 1], rows[j]);
			assert_true(order < 0 || (order == 0 && rows[j - 1] < rows[j]));
		}
		assert_null(store_leaders(own.store, of[i].field, !of[i].is_ascending, &count));
	}
	fixture_close(&own);
	strbuf_done(&json);
}

static void order_is_total(void **state)
{
	static const char *const sorts[] = { "sort:context", "sort:-context", "sort:name",
		"sort:-released,name", "sort:price", "sort:architecture,-context", "" };
	struct random random = { 3 };
	struct fixture own;
	struct strbuf json;

	(void)state;
	strbuf_init(&json);
	random_facts(&json, &random, 700); /* more than the first pages hold */
	fixture_open_text(&own, json.bytes);
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++) {
		struct query query;
		uint32_t first[100], all[700], got;
		assert_true(ask_parse(own.store, &query, sorts[i]));
		struct query_run *run = query_run_new(own.store, NULL, 0);
		query_run_execute(run, &query, NULL, NULL);
		query_run_rows(run, 0, 100, first, &got, NULL);
		assert_int_equal(got, 100);
		query_run_rows(run, 0, 700, all, &got, NULL);
		assert_int_equal(got, 700);
		assert_memory_equal(first, all,
			sizeof(first)); /* top-N agrees with the whole order */
		bool seen[700] = { false };
		bool was_unknown = false;
		for (uint32_t j = 0; j < got; j++) {
			assert_false(seen[all[j]]);
			seen[all[j]] = true;
			if (query.sort_count == 0 || query.sort[0].field == FIELD_PRICE)
				continue;
			struct value value = store_value(own.store, all[j], query.sort[0].field,
				&ask_arena);
			assert_false(was_unknown &&
				value.state == VALUE_KNOWN); /* unknown last, both ways */
			was_unknown = value.state != VALUE_KNOWN;
		}
		query_run_free(run);
		query_done(&query);
	}
	fixture_close(&own);
	strbuf_done(&json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_order_is_that_of_the_values),
		cmocka_unit_test(leaders_lead),
		cmocka_unit_test(order_is_total),
	};

	arena_init(&ask_arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&ask_arena);
	return failed;
}

/* SPDX-License-Identifier: MIT */
/* What the offers that meet a query make of a model: cells, filters, order and counts say the same of it. */
#include "tests/ask.h"
#include "tests/fixture.h"
#include "tests/random_catalog.h"

#include "catalog/advice/computations.h"
#include "catalog/tables/table.h"

#include <math.h>

struct asked {
	struct query query;
	struct query_run *run;
};

static void ask(struct asked *asked, const struct store *store, const char *text)
{
	size_t computed;
	const struct computation *list = computations(&computed);

	assert_true(ask_parse(store, &asked->query, text));
	asked->run = query_run_new(store, list, computed);
	assert_int_equal(query_run_execute(asked->run, &asked->query, NULL, NULL), RESULT_OK);
}

static void ask_done(struct asked *asked)
{
	query_run_free(asked->run);
	query_done(&asked->query);
}

static void open_random(struct fixture *fixture, uint64_t seed)
{
	struct random random = { seed };
	struct strbuf json;

	strbuf_init(&json);
	random_facts(&json, &random, 150);
	fixture_open_text(fixture, json.bytes);
	strbuf_done(&json);
}

/* How many cells of the list are known, by their basis. */
static void count_marks(const struct store *store, const char *text, const struct field *field,
	uint32_t counts[3])
{
	struct asked asked;

	ask(&asked, store, text);
	struct table *table = table_list(asked.run, &asked.query, store, &ask_arena);
	for (uint32_t row = 0; row < store_count(store); row++) {
		struct cell cell;
		if (!query_run_is_certain(asked.run, row))
			continue;
		table_cell(table, row, field, &ask_arena, &cell);
		if (cell_is_known(&cell) && !value_is_undisclosed(field, &cell.value))
			counts[cell.basis]++;
	}
	ask_done(&asked);
}

static void clauses_agree_with_marks(const struct store *store, const char *provider)
{
	const char *const contexts[] = { "", provider, "price<1", "-region:EU", "offers>=2" };
	static const char *const states[] = { "disclosed", "reported", "inferred" };

	for (size_t i = 0; i < sizeof(contexts) / sizeof(contexts[0]); i++)
		for (uint32_t id = 0; id < store_field_count(store); id++) {
			const struct field *field = store_field(store, id);
			uint32_t marks[3] = { 0 };
			count_marks(store, contexts[i], field, marks);
			for (int basis = 0; basis < 3; basis++) {
				char text[128];
				snprintf(text, sizeof(text), "%s %s:%s", contexts[i], states[basis],
					field->key);
				uint32_t listed = ask_count(store, text, NULL);
				if (listed != marks[basis])
					fail_msg("'%s': %u, %u cells", text, listed, marks[basis]);
			}
			arena_reset(&ask_arena);
		}
}

static void a_basis_is_asked_for_as_it_is_marked(void **state)
{
	struct fixture own;

	(void)state;
	open_random(&own, 5);
	clauses_agree_with_marks(own.store, "provider:hosta");
	fixture_close(&own);
	fixture_open(&own, "small.json");
	clauses_agree_with_marks(own.store, "provider:cloudy");
	fixture_close(&own);
}

/* A filter takes the models of which that number is shown, and no other. */
static void numbers_are_those_that_match(const struct store *store, const char *rest,
	const char *clause, double least, double most)
{
	struct asked with, without;
	uint32_t expected = 0;
	char text[128];

	snprintf(text, sizeof(text), "%s %s", rest, clause);
	ask(&with, store, text);
	ask(&without, store, rest);
	for (uint32_t row = 0; row < store_count(store); row++) {
		const uint32_t *offers;
		struct value shown = query_run_value(without.run, row, FIELD_OFFERS, &ask_arena);
		if (!query_run_is_certain(without.run, row))
			continue;
		bool is_taken = shown.state == VALUE_KNOWN
			? shown.is.number >= least && shown.is.number <= most
			: *clause == '-';
		if (is_taken != query_run_is_certain(with.run, row))
			fail_msg("'%s': %.0f offers", text, shown.is.number);
		expected += is_taken;
		assert_int_equal(query_run_offers(without.run, row, &ask_arena, &offers),
			shown.state == VALUE_KNOWN ? (int)shown.is.number : 0);
	}
	assert_int_equal(query_run_count(with.run), expected);
	ask_done(&without);
	ask_done(&with);
	arena_reset(&ask_arena);
}

static void the_number_of_offers_is_what_a_filter_takes(void **state)
{
	static const char *const rests[] = { "", "provider:hosta", "region:EU,US", "price<5",
		"-provider:hosta", "license:open-weight region:KR", "flash -price>2" };
	struct fixture own;

	(void)state;
	open_random(&own, 9);
	for (size_t i = 0; i < sizeof(rests) / sizeof(rests[0]); i++) {
		numbers_are_those_that_match(own.store, rests[i], "offers>=2", 2, INFINITY);
		numbers_are_those_that_match(own.store, rests[i], "offers<2", 0, 1);
		numbers_are_those_that_match(own.store, rests[i], "offers=1..2", 1, 2);
		numbers_are_those_that_match(own.store, rests[i], "-offers>=2", 0, 1);
	}
	fixture_close(&own);
}

static void the_order_is_that_of_the_cells(void **state)
{
	struct fixture own;
	struct asked asked;
	uint32_t rows[200], count = 0;
	double before = INFINITY;

	(void)state;
	open_random(&own, 11);
	ask(&asked, own.store, "region:EU,US offers<3 sort:-offers");
	assert_int_equal(query_run_rows(asked.run, 0, 200, rows, &count, NULL), RESULT_OK);
	assert_true(count > 0);
	for (uint32_t i = 0; i < count; i++) {
		double shown =
			query_run_value(asked.run, rows[i], FIELD_OFFERS, &ask_arena).is.number;
		assert_true(shown <= before);
		before = shown;
	}
	ask_done(&asked);
	fixture_close(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_basis_is_asked_for_as_it_is_marked),
		cmocka_unit_test(the_number_of_offers_is_what_a_filter_takes),
		cmocka_unit_test(the_order_is_that_of_the_cells),
	};

	arena_init(&ask_arena);
	int failed = cmocka_run_group_tests_name("matching", tests, NULL, NULL);
	arena_done(&ask_arena);
	return failed;
}

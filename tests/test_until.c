/* SPDX-License-Identifier: MIT */
/* Prices that end on an announced day: what a store says on a day, and what becomes of them where catalogs meet. */
#include "tests/ask.h"
#include "tests/unit.h"

#include "catalog/advice/cost.h"
#include "catalog/base/bits.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/run.h"
#include "catalog/sources/fold.h"
#include "catalog/tables/price_end.h"
#include "catalog/tables/table.h"
#include "tests/fixture.h"

#include <math.h>

#define HEAD \
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"ends\", \"date\": \"2025-06-01\"," \
	"\"sources\": {\"page\": {\"title\": \"Page\", \"date\": \"2025-05\", \"checked\": \"seen\"}, \"list\": {\"title\": \"List\", \"checked\": \"seen\"}}," \
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}, {\"id\": \"zeta\", \"name\": \"Zeta\"}]," \
	"\"providers\": [{\"id\": \"acme\", \"name\": \"Acme\"}, {\"id\": \"cloud\", \"name\": \"Cloud\"}, {\"id\": \"router\", \"name\": \"Router\"}," \
	"{\"id\": \"acme-one\", \"name\": \"Acme One\", \"developer\": \"acme\"}, {\"id\": \"acme-two\", \"name\": \"Acme Two\", \"developer\": \"acme\"}]," \
	"\"models\": ["
#define OWN \
	"{\"provider\": \"acme\", \"id\": \"a\", \"source\": \"list\", \"as_of\": \"2025-05-20\", \"price_in\": 2, \"price_out\": 10, \"price_cached\": 0.1," \
	" \"price_until\": \"2025-06-30\", \"then\": {\"price_in\": 4, \"price_out\": 20, \"source\": \"page\", \"basis\": \"disclosed\"}}"

static const char facts[] = HEAD
	"{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"offers\": [" OWN ","
	"  {\"provider\": \"cloud\", \"id\": \"c/a\", \"source\": \"list\", \"price_in\": 1, \"price_out\": 5, \"price_until\": \"2025-06\"}]},"
	"{\"id\": \"acme/b\", \"name\": \"B\", \"developer\": \"acme\", \"offers\": ["
	"  {\"provider\": \"router\", \"id\": \"r/b\", \"source\": \"list\", \"price_in\": 3, \"price_out\": 9}]},"
	/* nobody's own: the cheapest gives the price, which is another one behind the end */
	"{\"id\": \"zeta/c\", \"name\": \"C\", \"developer\": \"zeta\", \"offers\": ["
	"  {\"provider\": \"cloud\", \"id\": \"c/c\", \"source\": \"list\", \"basis\": \"disclosed\", \"price_in\": 5, \"price_out\": 5},"
	"  {\"provider\": \"router\", \"id\": \"r/c\", \"source\": \"list\", \"price_in\": 1, \"price_out\": 1, \"price_until\": \"2025-06-30\","
	"   \"then\": {\"price_in\": 9, \"price_out\": 9}}]},"
	/* free until then: for trying, then for work */
	"{\"id\": \"zeta/d\", \"name\": \"D\", \"developer\": \"zeta\", \"offers\": ["
	"  {\"provider\": \"cloud\", \"id\": \"c/d\", \"source\": \"list\", \"price_in\": 0, \"price_out\": 0, \"price_until\": \"2025-06-30\","
	"   \"then\": {\"price_in\": 9, \"price_out\": 9}}]},"
	/* two services of the developer go before the cheaper one of somebody else, the cheapest of them first */
	"{\"id\": \"acme/e\", \"name\": \"E\", \"developer\": \"acme\", \"offers\": ["
	"  {\"provider\": \"acme-one\", \"id\": \"e\", \"source\": \"list\", \"price_in\": 1, \"price_out\": 1, \"price_until\": \"2025-06-30\","
	"   \"then\": {\"price_in\": 9, \"price_out\": 9}},"
	"  {\"provider\": \"acme-two\", \"id\": \"e\", \"source\": \"list\", \"price_in\": 5, \"price_out\": 5},"
	"  {\"provider\": \"router\", \"id\": \"r/e\", \"source\": \"list\", \"price_in\": 3, \"price_out\": 3}]},"
	/* free from then on: no price for work any more, so that of somebody else */
	"{\"id\": \"acme/f\", \"name\": \"F\", \"developer\": \"acme\", \"offers\": ["
	"  {\"provider\": \"acme\", \"id\": \"f\", \"source\": \"list\", \"price_in\": 5, \"price_out\": 5, \"price_until\": \"2025-06-30\","
	"   \"then\": {\"price_in\": 0, \"price_out\": 0}},"
	"  {\"provider\": \"router\", \"id\": \"r/f\", \"source\": \"list\", \"price_in\": 7, \"price_out\": 7}]}]}";

enum { BEFORE = 20250630, AFTER = 20250701 };

static double number(const struct store *store, const char *id, enum field_id field)
{
	uint32_t row;

	assert_true(store_find_id(store, text_of(id), &row));
	struct value value = store_value(store, row, field, NULL);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

static uint32_t offer_of(const struct store *store, const char *id, const char *host)
{
	uint32_t row;

	assert_true(store_find_id(store, text_of(id), &row));
	for (uint32_t offer = store_offers_from(store, row);
		offer < store_offers_from(store, row + 1); offer++)
		if (text_equal_string(store_term(store, FIELD_PROVIDER,
					      store_offer_provider(store, offer))
					      .key,
			    host))
			return offer;
	fail_msg("%s has no offer of %s", id, host);
	return UINT32_MAX;
}

static void is_price(const struct store *store, const char *id, const char *host, double in,
	enum basis basis)
{
	struct arena arena;

	arena_init(&arena);
	struct claim claim = store_offer_claim(store, offer_of(store, id, host), FIELD_PRICE_IN,
		&arena);
	assert_int_equal(claim.value.state, VALUE_KNOWN);
	assert_true(claim.value.is.number == in);
	assert_int_equal(claim.basis, basis);
	arena_done(&arena);
}

static void is_for_trying(const struct store *store, const char *id, const char *host, bool is)
{
	assert_int_equal(store_offer_is_trial(store, offer_of(store, id, host)), is);
}

/* Whoever scans a column finds what whoever asks for a value is told. */
static void columns_say_what_values_say(const struct store *store)
{
	double cell;

	for (uint32_t field = FIELD_PRICE; field <= FIELD_PRICE_UNTIL; field++) {
		const struct column *rows = store_column(store, field),
				    *offers = store_offer_column(store, field);
		for (uint32_t row = 0; rows && row < store_count(store); row++) {
			struct value value = store_value(store, row, field, NULL);
			assert_int_equal(column_number_state(rows, row, &cell), value.state);
			if (value.state == VALUE_KNOWN && field != FIELD_PRICE_UNTIL)
				assert_true(cell == value.is.number);
			if (rows->bins)
				assert_int_equal(rows->bins[row],
					field_bin(field_get((enum field_id)field), value.state,
						value.is.number));
			assert_int_equal(bit_has(rows->reported, row),
				store_is_reported(store, row, field));
			assert_int_equal(bit_has(rows->inferred, row),
				store_is_inferred(store, row, field));
		}
		for (uint32_t offer = 0; offers && offer < store_offer_count(store); offer++) {
			struct value value = store_offer_value(store, offer, field, NULL);
			assert_int_equal(column_number_state(offers, offer, &cell), value.state);
			if (value.state == VALUE_KNOWN && field != FIELD_PRICE_UNTIL)
				assert_true(cell == value.is.number);
		}
	}
}

static void prices_are_those_of_the_day(const struct store *given)
{
	struct store *store = (struct store *)given;

	for (int again = 0; again < 2; again++) {
		store_set_day(store, again == 0 ? 0 : BEFORE);
		assert_true(number(store, "acme/a", FIELD_PRICE) == 4);
		assert_true(number(store, "acme/a", FIELD_PRICE_CACHED) == number_of_float(0.1F));
		assert_true(number(store, "zeta/c", FIELD_PRICE) == 1);
		is_price(store, "acme/a", "acme", 2, BASIS_REPORTED);
		is_for_trying(store, "zeta/d", "cloud", true);
		is_for_trying(store, "acme/f", "acme", false);
		assert_true(number(store, "zeta/d", FIELD_PRICE) == 0);
		assert_true(number(store, "acme/e", FIELD_PRICE) == 1);
		assert_true(number(store, "acme/f", FIELD_PRICE) == 5);
		columns_say_what_values_say(store);
		store_set_day(store, AFTER);
		assert_true(number(store, "acme/a", FIELD_PRICE) == 8);
		assert_true(isnan(number(store, "acme/a", FIELD_PRICE_CACHED)));
		assert_true(number(store, "zeta/c", FIELD_PRICE) == 5); /* the other one by now */
		is_price(store, "acme/a", "acme", 4, BASIS_INFERRED);
		is_price(store, "acme/a", "cloud", 1, BASIS_INFERRED);
		is_price(store, "acme/b", "router", 3, BASIS_REPORTED);
		is_price(store, "zeta/c", "cloud", 5, BASIS_DISCLOSED);
		is_for_trying(store, "zeta/d", "cloud", false);
		is_for_trying(store, "acme/f", "acme", true);
		assert_true(number(store, "zeta/d", FIELD_PRICE) == 9);
		assert_true(number(store, "acme/e", FIELD_PRICE) == 5);
		assert_true(number(store, "acme/f", FIELD_PRICE) == 7);
		columns_say_what_values_say(store);
	}
	uint32_t own = offer_of(store, "acme/a", "acme"), open = offer_of(store, "acme/a", "cloud");
	assert_int_equal(store_offer_value(store, own, FIELD_PRICE_UNTIL, NULL).state,
		VALUE_UNKNOWN);
	assert_int_equal(store_offer_value(store, open, FIELD_PRICE_UNTIL, NULL).is.date, 20250600);
	assert_true(store_offer_value_on(store, own, FIELD_PRICE_IN, BEFORE, NULL).is.number == 2);
	store_set_day(store, 0);
}

static void a_store_says_the_prices_of_its_day(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open_text(&fixture, facts);
	prices_are_those_of_the_day(fixture.store);
	fixture_close(&fixture);
	fixture_open_large(&fixture, facts);
	prices_are_those_of_the_day(fixture.store);
	fixture_close(&fixture);
}

static void a_catalog_without_ends_has_no_day(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open_text(&fixture,
		HEAD "{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\"}]}");
	store_set_day(fixture.store, AFTER);
	assert_int_equal(store_day(fixture.store), 0);
	assert_null(store_offer_column(fixture.store, FIELD_PRICE_UNTIL));
	fixture_close(&fixture);
}

/* --- in tables ------------------------------------------------------------------------------------ */

static void is_end(struct fixture *fixture, const char *asked, const char *host)
{
	struct query_run *run = query_run_new(fixture->store, NULL, 0);
	struct query query;
	struct arena arena;
	struct error err;
	struct cell cell;
	uint32_t row;

	arena_init(&arena);
	assert_true(ask_parse(fixture->store, &query, asked));
	assert_int_equal(query_run_execute(run, &query, NULL, &err), RESULT_OK);
	assert_true(store_find_id(fixture->store, TEXT("acme/a"), &row));
	struct table *table = table_list(run, &query, fixture->store, &arena);
	table_cell(table, row, field_get(FIELD_PRICE_UNTIL), &arena, &cell);
	struct text end = price_end_cell_text(fixture->store,
		offer_of(fixture->store, "acme/a", host), &arena);
	assert_int_equal(cell.full.size, end.size);
	assert_memory_equal(cell.full.bytes, end.bytes, end.size);
	query_done(&query);
	query_run_free(run);
	arena_done(&arena);
}

static void an_end_is_told_of_the_offer_whose_price_is_shown(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open_text(&fixture, facts);
	is_end(&fixture, "acme/a", "acme");
	is_end(&fixture, "acme/a provider:cloud", "cloud");
	fixture_close(&fixture);
}

/* --- catalogs that meet --------------------------------------------------------------------------- */

struct met {
	struct fixture base, list;
	struct strbuf bytes;
	struct store *store;
};

/* The facts, and a list that has the offer as well. */
static void meet(struct met *met, const char *listed)
{
	struct fold_counts counts;
	struct strbuf json;
	struct error err;

	strbuf_init(&json);
	strbuf_add_format(&json,
		"%s{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"offers\": [%s]}]}",
		HEAD, listed);
	fixture_open_text(&met->base, facts);
	fixture_open_text(&met->list, json.bytes);
	strbuf_done(&json);
	const struct store *lists[] = { met->list.store };
	const struct fold_input input = { .built_in = met->base.store,
		.sources = lists,
		.source_count = 1 };
	struct builder *builder = builder_new(TEXT("all"), 20250601);
	assert_int_equal(fold_catalogs(builder, &input, &counts, &err), RESULT_OK);
	strbuf_init(&met->bytes);
	struct sink *sink = sink_open_strbuf(&met->bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, &err), RESULT_OK);
	assert_int_equal(sink_close(sink, &err), RESULT_OK);
	builder_free(builder);
	assert_int_equal(store_open(&met->store, met->bytes.bytes, met->bytes.size, "all", &err),
		RESULT_OK);
}

static void part(struct met *met)
{
	store_close(met->store);
	strbuf_done(&met->bytes);
	fixture_close(&met->base);
	fixture_close(&met->list);
}

#define LISTED(as_of, in, out) \
	"{\"provider\": \"acme\", \"id\": \"a\", \"source\": \"list\", \"as_of\": \"" as_of \
	"\", \"price_in\": " in ", \"price_out\": " out ", \"price_cached\": 0.1}"

static void an_end_holds_for_the_price_that_ends(void **state)
{
	struct met met;

	(void)state;
	meet(&met, LISTED("2025-06-10", "2", "10")); /* the same price, seen before the end */
	prices_are_those_of_the_day(met.store);
	part(&met);
	meet(&met, LISTED("2025-04-10", "7", "70")); /* an older list is not believed */
	prices_are_those_of_the_day(met.store);
	part(&met);
	meet(&met, LISTED("2025-06-10", "3", "10")); /* another price: nothing is said of its end */
	store_set_day(met.store, AFTER);
	is_price(met.store, "acme/a", "acme", 3, BASIS_REPORTED);
	part(&met);
	meet(&met, LISTED("2025-07-02", "2", "10")); /* seen when it was to have ended */
	store_set_day(met.store, AFTER);
	is_price(met.store, "acme/a", "acme", 2, BASIS_REPORTED);
	part(&met);
	meet(&met,
		"{\"provider\": \"acme\", \"id\": \"a\", \"source\": \"list\", \"as_of\": \"2025-06-10\", \"context_served\": 8192}");
	prices_are_those_of_the_day(
		met.store); /* a list without prices takes them, with their end */
	part(&met);
}

/* --- cost ------------------------------------------------------------------------------------------ */

static double call(const struct store *store, const char *id, const char *host, double date,
	uint32_t *notes)
{
	struct parameters parameters = parameters_default();

	parameters.input_tokens = 1e6;
	parameters.output_tokens = 0;
	parameters.date = date;
	struct cost cost = cost_offer(store, offer_of(store, id, host), &parameters);
	*notes = cost.notes;
	return cost.is_known ? cost.call.high : (double)NAN;
}

static void cost_counts_the_price_of_the_day(void **state)
{
	static const struct {
		uint32_t day;
		double date; /* NAN: none is asked for */
		double own, open;
		bool is_over;
	} cases[] = { { 0, NAN, 2, 1, false }, { BEFORE, NAN, 2, 1, false },
		{ AFTER, NAN, 4, 1, true }, { AFTER, BEFORE, 2, 1, false },
		{ AFTER, 20250600, 2, 1, false }, { 0, AFTER, 4, 1, true },
		{ BEFORE, 20250700, 4, 1, true } };
	const uint32_t ends = 1u << COST_ENDS, ended = 1u << COST_ENDED;
	struct fixture fixture;
	uint32_t notes;

	(void)state;
	fixture_open_text(&fixture, facts);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		store_set_day(fixture.store, cases[i].day);
		uint32_t wanted = cases[i].is_over ? ended : ends;
		assert_true(call(fixture.store, "acme/a", "acme", cases[i].date, &notes) ==
			cases[i].own);
		assert_int_equal(notes & (ends | ended), wanted);
		assert_true(call(fixture.store, "acme/a", "cloud", cases[i].date, &notes) ==
			cases[i].open);
		assert_int_equal(notes & (ends | ended), wanted);
		/* what is free until then has no price for work before it */
		double free_until = call(fixture.store, "zeta/d", "cloud", cases[i].date, &notes);
		assert_true(cases[i].is_over ? free_until == 9 : isnan(free_until));
		assert_int_equal(notes >> COST_TRIAL & 1, !cases[i].is_over);
	}
	/* before anybody had a price there is none that ends */
	assert_true(isnan(call(fixture.store, "acme/a", "acme", 20240101, &notes)));
	assert_int_equal(notes & (ends | ended), 0);
	fixture_close(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_store_says_the_prices_of_its_day),
		cmocka_unit_test(an_end_is_told_of_the_offer_whose_price_is_shown),
		cmocka_unit_test(a_catalog_without_ends_has_no_day),
		cmocka_unit_test(an_end_holds_for_the_price_that_ends),
		cmocka_unit_test(cost_counts_the_price_of_the_day),
	};
	return cmocka_run_group_tests_name("until", tests, NULL, NULL);
}

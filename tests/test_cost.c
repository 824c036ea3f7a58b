/* SPDX-License-Identifier: MIT */
/* What a workload costs: exact where the facts allow, an interval or nothing where they do not. */
#include "catalog/advice/cost_table.h"
#include "tests/bill.h"

static struct cost cost_at(const char *id, uint32_t offer, const char *list)
{
	struct parameters parameters = with(list);
	return cost_offer(fixture.store, store_offers_from(fixture.store, row_of(id)) + offer,
		&parameters);
}

static bool has(const struct cost *cost, enum cost_note note)
{
	return cost->notes >> note & 1;
}

static void a_call_and_a_month(void **state)
{
	struct cost cost = cost_at("acme/tiered", 0, "in=2k,out=500,n=100k");

	(void)state;
	assert_true(cost.is_known);
	assert_near(cost.call.high, 2000 * 2e-6 + 500 * 10e-6);
	assert_near(cost.month.high, 100000 * cost.call.high);
	assert_near(cost.input.high, 400);
	assert_near(cost.output.high, 500);
	assert_true(cost.month.low == cost.month.high);
	assert_false(has(&cost, COST_TIER) || cost_is_over(&cost));
}

static void cached_and_written_input(void **state)
{
	/* input counts hold the cached tokens: 1,200 read, 200 written, 600 fresh */
	struct cost cost = cost_at("acme/tiered", 0, "in=2k,out=0,n=1,cached=60%,written=10%");

	(void)state;
	assert_near(cost.cached.high, 1200 * 0.2e-6);
	assert_near(cost.written.high, 200 * 2.5e-6);
	assert_near(cost.input.high, 600 * 2e-6);
	assert_near(cost.call.high, cost.input.high + cost.cached.high + cost.written.high);
	/* no list says what FastHost takes for cached input */
	cost = cost_at("acme/tiered", 1, "in=2k,out=0,n=1,cached=50%,written=50%");
	assert_true(has(&cost, COST_NO_CACHE_PRICE) && has(&cost, COST_NO_WRITE_PRICE));
	assert_near(cost.cached.low, 1000 * 0.1e-6);
	assert_near(cost.cached.high, 1000 * 1e-6);
	assert_near(cost.written.high, 1000 * 1e-6);
	assert_true(cost.month.low < cost.month.high);
}

static void tiers_are_cliffs(void **state)
{
	struct cost at = cost_at("acme/tiered", 0, "in=200000,out=1k,n=1"),
		    above = cost_at("acme/tiered", 0, "in=200001,out=1k,n=1,cached=50%"),
		    highest = cost_at("acme/tiered", 0, "in=600k,out=1k,n=1,written=50%,batch=0%");

	(void)state;
	assert_near(at.call.high, 200000 * 2e-6 + 1000 * 10e-6); /* not strictly above */
	assert_true(has(&above, COST_TIER));
	assert_int_equal(above.above, 200000);
	assert_near(above.call.high, 100000.5 * 4e-6 + 100000.5 * 0.4e-6 + 1000 * 15e-6);
	/* what the last tier does not state stays as without it; writes move with the input price */
	assert_near(highest.call.high, 300000 * 8e-6 + 300000 * 2.5 * 4e-6 + 1000 * 10e-6);
}

static void batch_jobs(void **state)
{
	struct cost half = cost_at("acme/tiered", 0, "in=2k,out=500,n=100,batch=50%"),
		    none = cost_at("acme/tiered", 1, "in=2k,out=500,n=100,batch=100%"),
		    cached = cost_at("acme/tiered", 0, "in=2k,out=0,n=1,batch=100%,cached=50%");

	(void)state;
	assert_near(half.month.high, 100 * 0.75 * (2000 * 2e-6 + 500 * 10e-6));
	assert_true(has(&none, COST_NO_BATCH_PRICE));
	assert_near(none.month.high, 100 * (2000 * 1e-6 + 500 * 4e-6));
	/* whether the discounts add up is not known */
	assert_near(cached.call.high, 2000 * 1e-6);
	assert_near(cached.call.low, 1000 * 1e-6 + 1000 * 0.1e-6);
}

static void thinking_multiplies_output(void **state)
{
	struct cost plain = cost_at("acme/tiered", 0, "in=0,out=1k,n=1"),
		    open = cost_at("acme/tiered", 0, "in=0,out=1k,n=1,thinking=1..2.5");

	(void)state;
	assert_true(has(&plain, COST_THINKS) && !has(&open, COST_THINKS));
	assert_near(open.month.low, 0.01);
	assert_near(open.month.high, 0.025);
}

static void unknown_is_never_zero(void **state)
{
	struct parameters parameters = with("in=2k,out=500,n=1");
	struct cost none = cost_model(fixture.store, row_of("acme/unpriced"), &parameters, NULL);
	struct cost half = cost_at("acme/half-priced", 0, "in=2k,out=500,n=1"),
		    input = cost_at("acme/half-priced", 0, "in=2k,out=0,n=1"),
		    free_one = cost_at("acme/free", 0, "in=2k,out=500,n=1,budget=500");

	(void)state;
	assert_false(none.is_known);
	assert_true(isnan(none.month.high) && isnan(none.call.low) && none.offer == UINT32_MAX);
	assert_false(half.is_known);
	assert_true(has(&half, COST_NO_PRICE));
	assert_text(cost_note_text(fixture.store, &half, COST_NO_PRICE, &parameters, &arena),
		"no price of output on record");
	assert_text(cost_note_text(fixture.store, &none, COST_NO_PRICE, &parameters, &arena),
		"no price on record");
	assert_near(input.month.high, 0.002); /* no output, no need of its price */
	/* what it states is in the list, too */
	struct value in = store_value(fixture.store, row_of("acme/half-priced"), FIELD_PRICE_IN,
		NULL);
	assert_true(in.state == VALUE_KNOWN && in.is.number == 1);
	assert_int_equal(count_of("has:price_in /half-priced/", NULL), 1);
	assert_int_equal(count_of("price_in<2 no:price /half-priced/", NULL), 1);
	/* nor is what is free within limits: a workload is not what they are for */
	assert_true(!free_one.is_known && has(&free_one, COST_TRIAL) && !has(&free_one, COST_FREE));
	assert_true(isnan(free_one.month.high) && isnan(free_one.bought.low));
	assert_text(cost_notes_text(fixture.store, &free_one, &parameters, &arena),
		"free within limits: no price for work on record");
}

static void limits_are_told(void **state)
{
	struct parameters parameters = with("in=100k,out=10k,n=1");
	struct cost own = cost_at("acme/tiered", 0, "in=950k,out=10k,n=1"),
		    fast = cost_at("acme/tiered", 1, "in=100k,out=10k,n=1"),
		    most = cost_at("acme/tiered", 1, "in=63k,out=1k,n=1");

	(void)state;
	assert_true(has(&own, COST_OVER_INPUT) && has(&own, COST_OVER_OUTPUT));
	assert_false(has(&own, COST_OVER_CONTEXT));
	assert_true(has(&fast, COST_OVER_CONTEXT));
	assert_false(cost_is_over(&most)); /* 64,000 of 64,000 */
	assert_text(cost_note_text(fixture.store, &fast, COST_OVER_CONTEXT, &parameters, &arena),
		"input and output, 110k, exceed the context of 64k");
}

/* What is reported of the model holds at every host, be it the figure of one of them; what a host alone states holds of no other. */
static void limits_of_the_model_and_of_a_host(void **state)
{
	struct parameters parameters = with("in=10k,out=5k,n=1");
	struct cost own = cost_at("acme/bounded", 0, "in=10k,out=5k,n=1"),
		    fast = cost_at("acme/bounded", 1, "in=10k,out=5k,n=1");

	(void)state;
	assert_true(has(&fast, COST_OVER_INPUT) && has(&fast, COST_OVER_OUTPUT));
	assert_true(has(&own, COST_OVER_OUTPUT));
	assert_false(has(&own, COST_OVER_INPUT));
	assert_text(cost_note_text(fixture.store, &own, COST_OVER_OUTPUT, &parameters, &arena),
		"output 5k exceeds the limit of 4k");
}

static void prices_of_a_day(void **state)
{
	struct cost before = cost_at("acme/tiered", 0, "in=2k,n=1,date=2026-09-30"),
		    after = cost_at("acme/tiered", 0, "in=2k,n=1,date=2026-10"),
		    month = cost_at("acme/tiered", 1, "in=2k,n=1,date=2026-05-01");

	(void)state;
	assert_true(!before.is_known && has(&before, COST_LATER));
	assert_true(after.is_known && month.is_known);
	/* an offer without a day of its own has that of its source */
	struct cost listed = cost_at("acme/tiered", 2, "in=2k,n=1,date=2026-09-30");
	assert_true(!listed.is_known && has(&listed, COST_LATER));
	assert_true(cost_at("acme/tiered", 2, "in=2k,n=1,date=2026-10").is_known);
	/* nobody knew what a model would cost that was not out; a month holds its days */
	struct cost unborn = cost_at("acme/free", 0, "in=2k,n=1,date=2026-10");
	assert_true(!unborn.is_known && has(&unborn, COST_UNRELEASED));
	unborn = cost_at("acme/free", 0, "in=2k,n=1,date=2026-11");
	assert_true(!has(&unborn, COST_UNRELEASED) && has(&unborn, COST_TRIAL));
}

static void the_offer_that_stands_for_a_model(void **state)
{
	uint32_t row = row_of("acme/tiered"), own = store_offers_from(fixture.store, row);
	struct parameters parameters = with("in=2k,out=500,n=1");

	(void)state;
	assert_int_equal(cost_model(fixture.store, row, &parameters, NULL).offer, own);
	assert_int_equal(cost_cheapest(fixture.store, row, &parameters, NULL).offer, own + 1);
	parameters = with("in=100k,out=9k,n=1"); /* only SlowHost takes it */
	assert_int_equal(cost_model(fixture.store, row, &parameters, NULL).offer, own + 2);
}

static void own_hardware(void **state)
{
	struct parameters parameters = with(
		"in=2k,out=500,n=1,rig=7200,years=2,watts=1000,kwh=0.2,busy=50%");
	struct cost cost = cost_at("acme/tiered", 0, "in=2k,out=500,n=1"),
		    gift = cost_at("acme/free", 0, "in=2k,out=500,n=1");
	struct cost_break_even even = cost_break_even(&cost, &parameters);

	(void)state;
	assert_near(even.fixed_usd, 300 + 730.5 * 0.5 * 0.2);
	assert_near(even.requests.high, even.fixed_usd / 0.009);
	assert_true(!cost_break_even(&gift, &parameters).is_known);
	parameters = with("in=2k");
	assert_false(cost_break_even(&cost, &parameters).is_known);
}

static void cost_is_a_field(void **state)
{
	uint32_t row = row_of("acme/tiered"), possible, rows[3], got;

	(void)state;
	/* 2k in, 500 out, 100k a month: Acme 900, FastHost 400, SlowHost 750 */
	assert_int_equal(count_of("cost<500", &possible), 1); /* FastHost's */
	assert_true(possible >= 1); /* the free one, if its limits suffice */
	assert_near(query_run_value(run, row, FIELD_COST, &arena).is.number, 400);
	/* one and the same offer: FastHost is cheap, SlowHost is in Korea */
	assert_int_equal(count_of("cost<500 region:KR", NULL), 0);
	assert_int_equal(count_of("cost<800 region:KR", NULL), 1);
	assert_near(query_run_value(run, row, FIELD_COST, &arena).is.number, 750);
	assert_int_equal(count_of("provider:fasthost tiered sort:cost", NULL), 1);
	assert_near(query_run_value(run, row, FIELD_COST, &arena).is.number, 400);
	count_of("tiered", NULL);
	assert_near(query_run_value(run, row, FIELD_COST, &arena).is.number, 900);
	/* the own offer prices a filter that nothing else narrows; unknown ones are possible, and last */
	assert_int_equal(count_of("cost>1000000", &possible), 0);
	assert_true(possible >= 2);
	assert_int_equal(count_of("has:cost sort:-cost", NULL), 2);
	assert_int_equal(query_run_rows(run, 0, 3, rows, &got, NULL), RESULT_OK);
	assert_int_equal(got, 2);
	assert_int_equal(rows[0], row);
	/* a price between 0.1 and 1 of the input price: yes only when both ends fit */
	count_of("tiered provider:fasthost with:cached=100%,out=0,in=1M,n=1000", NULL);
	assert_near(query_run_value(run, row, FIELD_COST, &arena).is.number, 1000);
	assert_near(query_run_low(run, row, FIELD_COST, &arena), 100);
	assert_int_equal(
		count_of("tiered provider:fasthost cost<=500 with:cached=100%,out=0,in=1M,n=1000",
			&possible),
		0);
	assert_int_equal(possible, 1);
	assert_int_equal(
		count_of("tiered provider:fasthost cost<=50 with:cached=100%,out=0,in=1M,n=1000",
			&possible),
		0);
	assert_int_equal(possible, 0);
}

static void tables(void **state)
{
	uint32_t rows[] = { row_of("acme/tiered"), row_of("acme/unpriced"), row_of("acme/free") };
	struct parameters parameters = with("in=2k,out=500,n=100k,budget=900");

	(void)state;
	count_of("", NULL);
	struct table *offers = table_cost(fixture.store, run, rows, 3, COST_ROWS_OFFERS,
		&parameters, &arena);
	assert_int_equal(offers->row_count, 5);
	assert_text(cell_of(offers, 0, "provider")->full, "FastHost");
	assert_true(cell_of(offers, 0, "month")->value.is.number == 400);
	assert_true(cell_of(offers, 0, "bought")->value.is.number == 225000);
	assert_int_equal(cell_of(offers, 3, "month")->value.state, VALUE_UNKNOWN);
	assert_text(cell_of(offers, 3, "notes")->full,
		"free within limits: no price for work on record");
	assert_int_equal(cell_of(offers, 4, "month")->value.state, VALUE_UNKNOWN);
	assert_text(cell_of(offers, 4, "notes")->full, "no price on record");
	assert_null(cell_of(offers, 1, "cached"));
	struct table *volumes = table_cost_volumes(fixture.store, run, rows, 1, 1000, &parameters,
		&arena);
	assert_int_equal(volumes->row_count, 1);
	assert_near(cell_of(volumes, 0, "month_1000000")->value.is.number, 9000);
	parameters = with("rig=3600,years=1");
	volumes = table_cost_volumes(fixture.store, run, rows, 1, 1000, &parameters, &arena);
	assert_int_equal(volumes->row_count, 2);
	assert_int_equal(cell_of(volumes, 1, "month_1000")->value.state, VALUE_UNKNOWN);
	parameters = with("rig=3600,years=1,watts=0,kwh=0");
	assert_near(cell_of(table_cost_volumes(fixture.store, run, rows, 1, 1000, &parameters,
				    &arena),
			    1, "month_1000")
			    ->value.is.number,
		300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_and_a_month),
		cmocka_unit_test(cached_and_written_input),
		cmocka_unit_test(tiers_are_cliffs),
		cmocka_unit_test(batch_jobs),
		cmocka_unit_test(thinking_multiplies_output),
		cmocka_unit_test(unknown_is_never_zero),
		cmocka_unit_test(limits_are_told),
		cmocka_unit_test(limits_of_the_model_and_of_a_host),
		cmocka_unit_test(prices_of_a_day),
		cmocka_unit_test(the_offer_that_stands_for_a_model),
		cmocka_unit_test(own_hardware),
		cmocka_unit_test(cost_is_a_field),
		cmocka_unit_test(tables),
	};

	return cmocka_run_group_tests(tests, open_bill, close_bill);
}

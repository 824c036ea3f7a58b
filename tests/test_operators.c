/* SPDX-License-Identifier: MIT */
/* What '=', '<', '<=', '>' and '>=' hold of numbers as people write them. */
#include "tests/ask.h"
#include "tests/fixture.h"
#include "tests/unit.h"

static struct fixture fixture;

static bool parse(struct query *query, const char *text)
{
	return ask_parse(fixture.store, query, text);
}

static uint32_t count(const char *text)
{
	return ask_count(fixture.store, text, NULL);
}

static void precision_is_honoured(void **state)
{
	(void)state;
	assert_int_equal(count("context=128k"), 1);
	assert_int_equal(count("context<=128k"), 2);
	assert_int_equal(count("context>=128k"), 3);
	assert_int_equal(count("context>1M"), 0); /* 1,048,576 is 1M */
	assert_int_equal(count("params=3B"), 1);
	assert_int_equal(count("params<=3B"), 1);
	assert_int_equal(count("context:100k..1M"), 3);
	assert_int_equal(count("released:2025"), 3);
	assert_int_equal(count("released>=2025-05"), 1);
	assert_int_equal(count("price:0"), 1);
}

/* "<" with ">=" and "<=" with ">" have all that is known, each model once; "=" is what "<=" has beyond the rest. */
static void operators_share_out_what_is_known(void **state)
{
	static const char *const numbers[][2] = { { "params", "3B" }, { "params", "3.2B" },
		{ "params", "70e9" }, { "context", "128k" }, { "context", "131072" },
		{ "context", "1M" }, { "price", "0.26" }, { "price", "1" }, { "price", "0" },
		{ "released", "2025" }, { "released", "2025-04-05" }, { "memory", "40GB" },
		{ "cost", "100" }, { "age", "1y" } };

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		const char *field = numbers[i][0], *number = numbers[i][1];
		uint32_t found[5];
		static const char *const operators[] = { "<", ">=", "<=", ">", "=" };
		for (size_t j = 0; j < 5; j++)
			found[j] = count(
				arena_format(&ask_arena, "%s%s%s", field, operators[j], number)
					.bytes);
		if (found[0] + found[1] != found[2] + found[3] || found[0] + found[1] == 0 ||
			found[4] > found[2])
			fail_msg("%s %s: < %u, >= %u, <= %u, > %u, = %u", field, number, found[0],
				found[1], found[2], found[3], found[4]);
	}
}

static void precision_is_that_of_equal_alone(void **state)
{
	struct query query;

	(void)state;
	assert_true(parse(&query, "params<8B params>=8B params<=8B params>8B params=8B"));
	assert_true(
		query.clauses[0].items[0].high < 8e9 && query.clauses[0].items[0].high > 7.99e9);
	assert_true(query.clauses[1].items[0].low >= 8e9 && query.clauses[1].items[0].low <= 8e9);
	assert_true(query.clauses[2].items[0].high > 8.49e9);
	assert_true(query.clauses[3].items[0].low >= 8.5e9);
	assert_true(query.clauses[4].items[0].low <= 7.5e9);
	query_done(&query);
	/* prices are exact, but for what a float has lost of them; 1.1 times a billion is a whole number */
	assert_true(parse(&query, "price<0.26 price>=0.26 params>=1.1B"));
	assert_true(query.clauses[0].items[0].high < (double)0.26f);
	assert_true(query.clauses[1].items[0].low <= (double)0.26f);
	assert_true(query.clauses[2].items[0].low <= 1100000000.0);
	query_done(&query);
	/* the ends of a range the wrong way round hold nothing */
	ask_fails(fixture.store, "context:1M..128k", 9, "context:128k..1M");
	ask_fails(fixture.store, "released:2026..2025-06", 10, "released:2025-06..2026");
	assert_int_equal(count("released:2025-04..2025"), count("released:2025-04..2025-12"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(precision_is_honoured),
		cmocka_unit_test(operators_share_out_what_is_known),
		cmocka_unit_test(precision_is_that_of_equal_alone),
	};

	arena_init(&ask_arena);
	fixture_open(&fixture, "small.json");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_close(&fixture);
	arena_done(&ask_arena);
	return failed;
}

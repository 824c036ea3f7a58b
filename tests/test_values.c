/* SPDX-License-Identifier: MIT */
/* The field table; numbers and dates as they are read and printed. */
#include "tests/unit.h"

#include "catalog/base/strbuf.h"
#include "catalog/store/field.h"
#include "catalog/store/value.h"

#include <math.h>

static void every_field_is_complete(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		assert_int_equal(field->id, i);
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			assert_true(field->title[language] && field->title[language][0]);
			assert_true(field->help[language] && field->help[language][0]);
			assert_true(text_width(text_of(field->brief[language])) <= 12);
		}
		assert_ptr_equal(field_find(text_of(field->key)), field);
		assert_ptr_equal(field_find(text_of(field->title[LANGUAGE_KO])), field);
		for (int j = 0; j < field->member_count; j++) {
			assert_int_equal(field_member_find(field, text_of(field->members[j].key)),
				j);
			assert_int_equal(field_member_find(field,
						 text_of(field->members[j].title[LANGUAGE_KO])),
				j);
			for (int language = 0; language < LANGUAGE_COUNT; language++)
				assert_true(text_width(text_of(
						    field->members[j].brief[language])) <= 12);
		}
	}
	assert_ptr_equal(field_find(text_of("전문가 혼합")), NULL);
	assert_ptr_equal(field_find(text_of("정렬")), field_get(FIELD_ALIGNMENT));
	assert_ptr_equal(field_nearest(text_of("contxt")), field_get(FIELD_CONTEXT));
	assert_ptr_equal(field_nearest(text_of("modality")), field_get(FIELD_INPUT));
	assert_ptr_equal(field_find(text_of("company")), field_get(FIELD_DEVELOPER));
	const struct field *facets[64];
	assert_true(field_facets(facets, 64) > 25);
	assert_int_equal(facets[0]->id, FIELD_ARCHITECTURE);
	assert_int_equal(facets[10]->id, FIELD_DEVELOPER);
}

static void number_is(enum unit unit, const char *word, double low, double high)
{
	struct number_span span;
	struct error err;

	assert_int_equal(value_parse_number(unit, text_of(word), &span, &err), RESULT_OK);
	assert_true(fabs(span.low - low) <= fabs(low) * 1e-5);
	assert_true(fabs(span.high - high) <= fabs(high) * 1e-5);
}

static void numbers_as_people_write_them(void **state)
{
	struct number_span span;

	(void)state;
	number_is(UNIT_TOKENS, "128k", 128000, 131072);
	number_is(UNIT_TOKENS, "1M", 1000000, 1048576);
	number_is(UNIT_TOKENS, "100만", 1000000, 1000000);
	number_is(UNIT_TOKENS, "128k tokens", 128000, 131072);
	number_is(UNIT_PARAMETERS, "8B", 7.5e9, 8.5e9);
	number_is(UNIT_PARAMETERS, "700억", 6.995e10, 7.005e10);
	number_is(UNIT_USD_PER_MTOK, "$0.5", 0.5, 0.5);
	number_is(UNIT_BYTES, "24GB", 23.5e9, 24.5e9);
	number_is(UNIT_DAYS, "1y", 365.25, 365.25);
	number_is(UNIT_TOKENS, "1e6", 1e6, 1e6);
	number_is(UNIT_PARAMETERS, "7e9", 6.5e9, 7.5e9);
	number_is(UNIT_PARAMETERS, "1.5E+9", 1.45e9, 1.55e9);
	number_is(UNIT_BYTES, "24e9", 23.5e9, 24.5e9);
	number_is(UNIT_USD_PER_MTOK, "5e-1", 0.5, 0.5);
	number_is(UNIT_SECONDS, "500ms", 0.5, 0.5);
	number_is(UNIT_SECONDS, "2s", 2, 2);
	number_is(UNIT_NONE, "60%", 0.6, 0.6);
	assert_int_equal(value_parse_number(UNIT_SECONDS, TEXT("1k"), &span, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_number(UNIT_SCORE, TEXT("50%"), &span, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_number(UNIT_TOKENS, TEXT("$5"), &span, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_number(UNIT_TOKENS, TEXT("1e"), &span, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_number(UNIT_USD, TEXT("1e999"), &span, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_number(UNIT_TOKENS, TEXT("many"), &span, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_number(UNIT_TOKENS, TEXT("-5"), &span, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_number(UNIT_TOKENS, TEXT(""), &span, NULL), RESULT_USAGE);
}

static void prints(enum unit unit, double number, const char *expected)
{
	struct strbuf buf;

	strbuf_init(&buf);
	number_print(&buf, unit, number);
	assert_text(strbuf_text(&buf), expected);
	strbuf_done(&buf);
}

/* Figures that are computed leave no noise in exports. */
static void computed_numbers_settle(void **state)
{
	(void)state;
	assert_true(number_settled(UNIT_USD, 425.00000000000006) == 425);
	assert_true(number_settled(UNIT_USD, 14.999999999999998) == 15);
	assert_true(number_settled(UNIT_USD, 0.1 + 0.2) == 0.3);
	assert_true(number_settled(UNIT_USD, 0.000162) == 0.000162);
	assert_true(number_settled(UNIT_USD, 0) == 0);
	assert_true(number_settled(UNIT_BYTES, 16051697472.132252) == 16051697472.0);
	assert_true(isnan(number_settled(UNIT_USD, (double)NAN)));
	assert_true(isinf(number_settled(UNIT_USD, (double)INFINITY)));
}

static void numbers_print_one_way(void **state)
{
	(void)state;
	prints(UNIT_TOKENS, 131072, "128k");
	prints(UNIT_TOKENS, 128000, "128k");
	prints(UNIT_TOKENS, 1048576, "1M");
	prints(UNIT_TOKENS, 1000000, "1M");
	prints(UNIT_TOKENS, 10485760, "10M");
	prints(UNIT_TOKENS, 200000, "200k");
	prints(UNIT_TOKENS, 512, "512");
	prints(UNIT_PARAMETERS, 8.03e9, "8.03B");
	prints(UNIT_PARAMETERS, 1e12, "1.0T");
	prints(UNIT_USD_PER_MTOK, 0, "free");
	prints(UNIT_USD_PER_MTOK, 0.26, "0.26");
	prints(UNIT_USD_PER_MTOK, 0.5, "0.50");
	prints(UNIT_BYTES, 67e9, "67 GB");
	prints(UNIT_COUNT, 1234, "1,234");
	assert_true(number_of_float(0.26f) == 0.26);
}

/* Prices are told apart wherever there is room, and never called the same when they are not. */
static void prices_print_all_their_digits(void **state)
{
	static const struct {
		double number;
		const char *full, *brief;
	} prices[] = { { 0, "free", "free" }, { 4, "4.00", "4.00" }, { 0.5, "0.50", "0.50" },
		{ 0.13, "0.13", "0.13" }, { 0.125, "0.125", "0.13" }, { 3.4375, "3.4375", "3.44" },
		{ 0.0625, "0.0625", "0.063" }, { 150, "150", "150" } };
	const struct field *field = field_get(FIELD_PRICE_CACHED);
	struct value one = { .state = VALUE_KNOWN, .is.number = 0.125 },
		     two = { .state = VALUE_KNOWN, .is.number = 0.13 };
	struct strbuf out;

	(void)state;
	strbuf_init(&out);
	for (size_t i = 0; i < sizeof(prices) / sizeof(prices[0]); i++) {
		struct value value = { .state = VALUE_KNOWN, .is.number = prices[i].number };
		strbuf_clear(&out);
		value_print(&out, field, &value);
		assert_text(strbuf_text(&out), prices[i].full);
		strbuf_clear(&out);
		value_print_brief(&out, field, &value);
		assert_text(strbuf_text(&out), prices[i].brief);
	}
	assert_true(value_differs_in_print(field, &one, &two));
	strbuf_done(&out);
}

static void dates_keep_their_precision(void **state)
{
	uint32_t date;

	(void)state;
	assert_int_equal(value_parse_date(TEXT("2025-06-30"), &date, NULL), RESULT_OK);
	assert_int_equal(date, 20250630);
	assert_int_equal(value_parse_date(TEXT("2025-06"), &date, NULL), RESULT_OK);
	assert_int_equal(date, 20250600);
	assert_int_equal(value_parse_date(TEXT("2025년 4월"), &date, NULL), RESULT_OK);
	assert_int_equal(date, 20250400);
	assert_int_equal(date_last_day(20240200), 20240229);
	assert_int_equal(date_of_day_number(date_day_number(20240229) + 1), 20240301);
	assert_int_equal(value_parse_date(TEXT("2025-02-30"), &date, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_date(TEXT("2025-13"), &date, NULL), RESULT_USAGE);
	assert_int_equal(value_parse_date(TEXT("20250101"), &date, NULL), RESULT_USAGE);
}

/* The shortest decimal, as printing and reading back finds it. */
static void floats_become_the_decimals_they_were(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		char digits[32];
		uint32_t word;
		float number;
		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
		word = (uint32_t)(seed >> 32);
		if (i % 2)
			memcpy(&number, &word, sizeof(number));
		else
			number = (float)((double)(word % 3000000) / 1000);
		if (!isfinite(number))
			continue;
		for (int precision = 1; precision <= 9; precision++) {
			snprintf(digits, sizeof(digits), "%.*g", precision, (double)number);
			if (strtof(digits, NULL) == number)
				break;
		}
		if (number_of_float(number) != strtod(digits, NULL))
			fail_msg("%s became %.17g", digits, number_of_float(number));
	}
}

static bool contradict(enum field_id field, double a, double b)
{
	struct value one = { .state = VALUE_KNOWN, .is.number = a },
		     other = { .state = VALUE_KNOWN, .is.number = b };

	assert_int_equal(value_conflicts(field_get(field), &one, &other),
		value_conflicts(field_get(field), &other, &one));
	return value_conflicts(field_get(field), &one, &other);
}

/* A round number and the count that it stands for do not contradict each other, two windows that can be told apart do. */
static void rounded_counts_agree(void **state)
{
	(void)state;
	assert_false(contradict(FIELD_PARAMS, 8e9, 8.03e9));
	assert_false(contradict(FIELD_PARAMS, 7.61e9, 7.616e9));
	assert_false(contradict(FIELD_PARAMS, 14.7e9, 14.77e9)); /* cut off instead of rounded */
	assert_true(contradict(FIELD_PARAMS, 7e9, 7.62e9));
	assert_true(
		contradict(FIELD_PARAMS, 1e9, 1.24e9)); /* rounded, but a fifth of it is missing */
	assert_true(contradict(FIELD_PARAMS, 7.07e9, 7.62e9));
	assert_true(contradict(FIELD_ACTIVE, 49e9, 52e9));
	assert_false(contradict(FIELD_TRAINING_TOKENS, 15e12, 15.2e12));
	assert_true(contradict(FIELD_CONTEXT, 128000, 131000 * 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_complete),
		cmocka_unit_test(numbers_as_people_write_them),
		cmocka_unit_test(computed_numbers_settle),
		cmocka_unit_test(numbers_print_one_way),
		cmocka_unit_test(prices_print_all_their_digits),
		cmocka_unit_test(dates_keep_their_precision),
		cmocka_unit_test(floats_become_the_decimals_they_were),
		cmocka_unit_test(rounded_counts_agree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

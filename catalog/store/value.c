/* SPDX-License-Identifier: MIT */
/* States, comparing, dates. Reading numbers is in value_parse.c, printing in value_print.c. */
#include "catalog/store/value.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const basis_names[BASIS_COUNT] = {
	[BASIS_DISCLOSED] = N_("disclosed"),
	[BASIS_REPORTED] = N_("reported"),
	[BASIS_INFERRED] = N_("inferred"),
};

const char *basis_name(enum basis basis)
{
	return (unsigned)basis < BASIS_COUNT ? basis_names[basis] : "";
}

int basis_find(struct text word)
{
	for (int i = 0; i < BASIS_COUNT; i++)
		if (text_equal_string(word, basis_names[i]))
			return i;
	return -1;
}

static bool tag_is_among(struct text tag, const struct value *value)
{
	for (size_t i = 0; i < value->is.tags.count; i++)
		if (text_equal(tag, value->is.tags.items[i]))
			return true;
	return false;
}

static bool tags_contain(const struct value *whole, const struct value *part)
{
	for (size_t i = 0; i < part->is.tags.count; i++)
		if (!tag_is_among(part->is.tags.items[i], whole))
			return false;
	return true;
}

bool value_equal(const struct field *field, const struct value *a, const struct value *b)
{
	if (a->state != b->state)
		return false;
	if (a->state != VALUE_KNOWN)
		return true;
	switch (field->kind) {
	case KIND_NUMBER: return a->is.number == b->is.number;
	case KIND_DATE: return a->is.date == b->is.date;
	case KIND_CHOICE: return a->is.choice == b->is.choice;
	case KIND_SET: return a->is.mask == b->is.mask;
	case KIND_TAGS: return a->is.tags.count == b->is.tags.count && tags_contain(a, b);
	default: return text_equal(a->is.text, b->is.text);
	}
}

bool value_differs_in_print(const struct field *field, const struct value *a, const struct value *b)
{
	struct strbuf one, two;
	bool is_sure,
		is_told = number_differs_in_print((enum unit)field->unit, a->is.number,
			b->is.number, &is_sure);

	if (is_sure)
		return is_told;
	strbuf_init(&one);
	strbuf_init(&two);
	value_print(&one, field, a);
	value_print(&two, field, b);
	bool differ = !text_equal(strbuf_text(&one), strbuf_text(&two));
	strbuf_done(&one);
	strbuf_done(&two);
	return differ;
}

/* Whether `exact` is `round` when it is written with as many digits: 8.03 and 8, 7.62 and 7.6. */
static bool is_rounding_of(double round, double exact)
{
	enum { DIGITS_MOST = 6 };
	char text[32];

	for (int digits = 0; digits < DIGITS_MOST; digits++) {
		snprintf(text, sizeof(text), "%.*e", digits, round);
		if (fabs(strtod(text, NULL) - round) > 1e-9 * fabs(round))
			continue;
		snprintf(text, sizeof(text), "%.*e", digits, exact);
		return fabs(strtod(text, NULL) - round) <= 1e-9 * fabs(round);
	}
	return false;
}

/* Parameters and training tokens are told as round numbers, and counted with or without an embedding: those are two ways to say one thing. */
static bool is_same_count(const struct field *field, double a, double b)
{
	double apart = fabs(a - b) / fmax(fabs(a), fabs(b));

	if (field->unit != UNIT_PARAMETERS && field->unit != UNIT_CORPUS)
		return false;
	return apart <= 0.01 || (apart <= 0.05 && (is_rounding_of(a, b) || is_rounding_of(b, a)));
}

static bool dates_conflict(uint32_t a, uint32_t b)
{
	uint32_t first = date_first_day(a) > date_first_day(b) ? date_first_day(a)
							       : date_first_day(b);
	uint32_t last = date_last_day(a) < date_last_day(b) ? date_last_day(a) : date_last_day(b);
	return first > last; /* 2025 and 2025-04 agree */
}

bool value_conflicts(const struct field *field, const struct value *a, const struct value *b)
{
	if (a->state != VALUE_KNOWN || b->state != VALUE_KNOWN || value_is_undisclosed(field, a) ||
		value_is_undisclosed(field, b))
		return false;
	switch (field->kind) {
	case KIND_NUMBER:
		return value_differs_in_print(field, a, b) &&
			!is_same_count(field, a->is.number, b->is.number);
	case KIND_DATE: return dates_conflict(a->is.date, b->is.date);
	case KIND_SET: return (a->is.mask & ~b->is.mask) != 0 && (b->is.mask & ~a->is.mask) != 0;
	case KIND_TAGS: return !tags_contain(a, b) && !tags_contain(b, a);
	case KIND_TEXT: return false; /* two wordings are not two facts */
	default: return !value_equal(field, a, b);
	}
}

bool value_is_undisclosed(const struct field *field, const struct value *value)
{
	if (value->state == VALUE_UNDISCLOSED)
		return true;
	if (value->state != VALUE_KNOWN || field->member_count == 0)
		return false;
	int last = field->member_count - 1; /* the vocabularies keep it last */
	if (strcmp(field->members[last].key, "undisclosed") != 0)
		return false;
	if (field->kind == KIND_SET)
		return value->is.mask == UINT64_C(1) << last;
	return field->kind == KIND_CHOICE && value->is.choice == (uint32_t)last;
}

static uint32_t days_in_month(uint32_t year, uint32_t month)
{
	static const uint8_t days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && is_leap);
}

uint32_t date_first_day(uint32_t date)
{
	uint32_t year = date / 10000, month = date / 100 % 100, day = date % 100;
	return year * 10000 + (month ? month : 1) * 100 + (day ? day : 1);
}

uint32_t date_last_day(uint32_t date)
{
	uint32_t year = date / 10000, month = date / 100 % 100, day = date % 100;

	if (month == 0)
		return year * 10000 + 1231;
	return year * 10000 + month * 100 + (day ? day : days_in_month(year, month));
}

/* Days of the civil calendar: Howard Hinnant, "chrono-compatible low-level date algorithms". */
long date_day_number(uint32_t date)
{
	uint32_t first = date_first_day(date);
	long year = (long)(first / 10000), month = (long)(first / 100 % 100),
	     day = (long)(first % 100);

	year -= month <= 2;
	long era = year / 400, of_era = year - era * 400;
	long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

uint32_t date_of_day_number(long number)
{
	number += 719468;
	long era = number / 146097, of_era = number - era * 146097;
	long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	long shifted = (5 * of_year + 2) / 153;
	long day = of_year - (153 * shifted + 2) / 5 + 1,
	     month = shifted < 10 ? shifted + 3 : shifted - 9;
	long year = year_of_era + era * 400 + (month <= 2);
	return (uint32_t)(year * 10000 + month * 100 + day);
}

static bool take_digits(struct text *word, size_t count, uint32_t *number)
{
	*number = 0;
	if (word->size < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (word->bytes[i] < '0' || word->bytes[i] > '9')
			return false;
		*number = *number * 10 + (uint32_t)(word->bytes[i] - '0');
	}
	*word = text_slice(*word, count, word->size);
	return true;
}

/* "2025년 4월 5일" as "2025-04-05". */
static struct text korean_date(struct text word, char out[16])
{
	unsigned year, month = 0, day = 0;
	char copy[64];

	if (word.size >= sizeof(copy) || text_is_ascii(word) || text_find(word, TEXT("년")) < 0)
		return word;
	memcpy(copy, word.bytes, word.size);
	copy[word.size] = '\0';
	if (sscanf(copy, "%4u년 %2u월 %2u일", &year, &month, &day) < 1 &&
		sscanf(copy, "%4u년%2u월%2u일", &year, &month, &day) < 1)
		return word;
	if (day > 0)
		snprintf(out, 16, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
	else if (month > 0)
		snprintf(out, 16, "%04u-%02u", year % 10000, month % 100);
	else
		snprintf(out, 16, "%04u", year % 10000);
	return text_of(out);
}

enum result value_parse_date(struct text word, uint32_t *date, struct error *err)
{
	uint32_t year, month = 0, day = 0;
	char korean[16];
	struct text written = korean_date(word, korean), rest = written;

	bool is_date = take_digits(&rest, 4, &year);
	if (is_date && rest.size > 0) {
		rest = text_slice(rest, 1, rest.size);
		is_date = take_digits(&rest, 2, &month);
	}
	if (is_date && rest.size > 0) {
		rest = text_slice(rest, 1, rest.size);
		is_date = take_digits(&rest, 2, &day);
	}
	if (!is_date || rest.size > 0)
		return error_set(err, RESULT_USAGE,
			_("'%.*s' is no date; examples: 2025, 2025-06, 2025-06-30"),
			TEXT_ARGS(word));
	bool is_possible = year >= 1900 && year <= 2200 && month <= 12 &&
		(day == 0 || (month > 0 && day <= days_in_month(year, month)));
	if (!is_possible || (written.size > 4 && month == 0) || (written.size > 7 && day == 0))
		return error_set(err, RESULT_USAGE, _("there is no day '%.*s' in the calendar"),
			TEXT_ARGS(word));
	*date = year * 10000 + month * 100 + day;
	return RESULT_OK;
}

/* SPDX-License-Identifier: MIT */
/* Numbers as people write them, with the interval that their precision covers. */
#include "catalog/base/message.h"
#include "catalog/store/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct suffix {
	const char *word;
	double factor;
	double binary;
}; /* binary: the other reading of k and M of tokens; 0 none */

static const struct suffix suffixes[] = {
	{ "k", 1e3, 1024.0 },
	{ "m", 1e6, 1048576.0 },
	{ "b", 1e9, 0 },
	{ "g", 1e9, 0 },
	{ "t", 1e12, 0 },
	{ "만", 1e4, 0 },
	{ "천", 1e3, 0 },
	{ "억", 1e8, 0 },
	{ "조", 1e12, 0 },
};

/* Words behind a number that say no more than the unit does; the scale before them, if any, is left. */
static struct text strip_unit(enum unit unit, struct text word)
{
	static const struct {
		enum unit unit;
		const char *word;
	} words[] = { { UNIT_TOKENS, "tokens" }, { UNIT_TOKENS, "토큰" }, { UNIT_CORPUS, "tokens" },
		{ UNIT_CORPUS, "토큰" }, { UNIT_SECONDS, "s" }, { UNIT_SECONDS, "초" },
		{ UNIT_USD, "달러" }, { UNIT_USD_PER_MTOK, "달러" },
		{ UNIT_TOKENS_PER_SECOND, "tokens/s" }, { UNIT_TOKENS_PER_SECOND, "tok/s" },
		{ UNIT_TOKENS_PER_SECOND, "t/s" } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct text ending = text_of(words[i].word);
		if (words[i].unit == unit && word.size >= ending.size &&
			text_equal_folded_ascii(text_slice(word, word.size - ending.size,
							ending.size),
				ending))
			return text_trim(text_slice(word, 0, word.size - ending.size));
	}
	return word;
}

static double byte_factor(struct text word)
{
	static const struct {
		const char *word;
		double factor;
	} units[] = { { "tb", 1e12 }, { "gib", 1073741824.0 }, { "gb", 1e9 }, { "mb", 1e6 },
		{ "kb", 1e3 } };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (text_equal_folded_ascii(word, text_of(units[i].word)))
			return units[i].factor;
	return 0;
}

static double day_factor(struct text word)
{
	static const struct {
		const char *word;
		double days;
	} units[] = { { "y", 365.25 }, { "년", 365.25 }, { "mo", 30.4375 }, { "개월", 30.4375 },
		{ "w", 7 }, { "주", 7 }, { "d", 1 }, { "일", 1 } };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (text_equal_folded_ascii(word, text_of(units[i].word)))
			return units[i].days;
	return 0;
}

/* Points, seconds and days have no thousands of their own; "ms" are no millions of seconds. */
static bool takes_scale(enum unit unit)
{
	return unit != UNIT_SECONDS && unit != UNIT_SCORE && unit != UNIT_DAYS;
}

static bool is_milliseconds(struct text word)
{
	return text_equal_folded_ascii(word, TEXT("ms")) || text_equal_string(word, "밀리초");
}

struct digits {
	double value, step;
	size_t size;
	bool has_exponent;
};

/* Bytes of "e6", "E-06"; 0: there is none. */
static size_t exponent_size(struct text word)
{
	size_t at = 1;

	if (word.size == 0 || (word.bytes[0] | 0x20) != 'e')
		return 0;
	if (at < word.size && (word.bytes[at] == '+' || word.bytes[at] == '-'))
		at++;
	size_t from = at;
	while (at < word.size && at - from < 3 && word.bytes[at] >= '0' && word.bytes[at] <= '9')
		at++;
	return at > from ? at : 0;
}

/* "1,234.5", "2.5e6" -> value, size of the last written place, bytes used. */
static bool read_digits(struct text word, struct digits *digits)
{
	char copy[40];
	size_t used = 0, out = 0, decimals = 0;
	bool has_point = false, has_digit = false;

	while (used < word.size && out < sizeof(copy) - 1) {
		char c = word.bytes[used];
		if (c >= '0' && c <= '9') {
			has_digit = true;
			decimals += has_point;
		} else if (c == '.' && !has_point && used + 1 < word.size &&
			word.bytes[used + 1] >= '0' && word.bytes[used + 1] <= '9') {
			has_point = true;
		} else if (c != ',' || !has_digit || has_point) {
			break;
		}
		if (c != ',')
			copy[out++] = c;
		used++;
	}
	copy[out] = '\0';
	if (!has_digit)
		return false;
	size_t exponent = exponent_size(text_slice(word, used, word.size));
	digits->has_exponent = exponent > 0 && exponent < sizeof(copy) - out;
	if (digits->has_exponent) {
		memcpy(copy + out, word.bytes + used, exponent);
		copy[out + exponent] = '\0';
		used += exponent;
	}
	digits->value = strtod(copy, NULL);
	digits->step = pow(10,
		(digits->has_exponent ? strtod(copy + out + 1, NULL) : 0) - (double)decimals);
	digits->size = used;
	return isfinite(digits->value);
}

static const struct suffix *find_suffix(struct text word)
{
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (text_equal_folded_ascii(word, text_of(suffixes[i].word)))
			return &suffixes[i];
	return NULL;
}

static enum result no_number(struct error *err, enum unit unit, struct text word)
{
	static const char *const examples[] = {
		[UNIT_NONE] = "12",
		[UNIT_TOKENS] = "128k, 1M",
		[UNIT_PARAMETERS] = "8B, 70B, 1.5T",
		[UNIT_USD_PER_MTOK] = "0.5, $2",
		[UNIT_USD] = "50, $1,000",
		[UNIT_BYTES] = "24GB, 80GB",
		[UNIT_TOKENS_PER_SECOND] = "50",
		[UNIT_SECONDS] = "0.5, 2s",
		[UNIT_SCORE] = "60",
		[UNIT_COUNT] = "10, 100k",
		[UNIT_DAYS] = "1y, 6mo, 30d",
		[UNIT_CORPUS] = "2T, 15T",
	};
	return error_set(err, RESULT_USAGE, _("'%.*s' is no number here; examples: %s"),
		TEXT_ARGS(word), examples[unit]);
}

/* Kept as floats: 0.26 finds 0.26. */
static bool is_float(enum unit unit)
{
	return unit == UNIT_USD_PER_MTOK || unit == UNIT_SCORE || unit == UNIT_TOKENS_PER_SECOND ||
		unit == UNIT_SECONDS;
}

/* Precision as written: 8B covers [7.5, 8.5); tokens with k or M cover the decimal and the binary reading; others are exact to half a last
 * digit only when a scale stands behind them. */
static void set_span(enum unit unit, const struct digits *digits, double factor, double binary,
	struct number_span *span)
{
	span->value = number_settled(unit,
		digits->value * factor); /* 1.1 * 1e9 is no whole number */
	span->from = span->low = span->high = span->value;
	if (unit == UNIT_TOKENS && binary > 0) {
		span->high = digits->value * binary;
		return;
	}
	bool is_rounded = unit_is_large(unit) || unit == UNIT_BYTES ||
		(unit == UNIT_COUNT && factor > 1);
	if (is_rounded && (factor > 1 || digits->has_exponent)) {
		double half = digits->step * factor / 2;
		span->low = span->value - half;
		span->high = nextafter(span->value + half, 0);
	}
	if (is_float(unit)) {
		double slack = fabs(span->value) * 1e-6 + 1e-12;
		span->from = span->low -= slack;
		span->high += slack;
	}
}

enum result value_parse_number(enum unit unit, struct text word, struct number_span *span,
	struct error *err)
{
	struct text rest = text_trim(word);
	struct digits digits;
	double factor = 1, binary = 0;

	if (rest.size > 0 && rest.bytes[0] == '$' &&
		(unit == UNIT_USD || unit == UNIT_USD_PER_MTOK))
		rest = text_slice(rest, 1, rest.size);
	if (unit == UNIT_USD_PER_MTOK && text_equal_folded_ascii(rest, TEXT("free"))) {
		*span = (struct number_span){ 0 };
		return RESULT_OK;
	}
	if (!read_digits(rest, &digits))
		return no_number(err, unit, word);
	rest = text_trim(text_slice(rest, digits.size, rest.size));
	if (unit == UNIT_BYTES && byte_factor(rest) > 0) {
		factor = byte_factor(rest);
	} else if (unit == UNIT_DAYS && day_factor(rest) > 0) {
		factor = day_factor(rest);
	} else if (unit == UNIT_SECONDS && is_milliseconds(rest)) {
		factor = 0.001;
	} else if (unit == UNIT_NONE && text_equal(rest, TEXT("%"))) {
		factor = 0.01;
	} else if (rest.size > 0) {
		struct text scale = strip_unit(unit, rest); /* "128k tokens" */
		const struct suffix *suffix = find_suffix(scale);
		if (scale.size > 0 && (!suffix || !takes_scale(unit)))
			return no_number(err, unit, word);
		factor = suffix ? suffix->factor : 1;
		binary = suffix ? suffix->binary : 0;
	} else if (digits.has_exponent) {
		factor = 1; /* memory<=24e9 are bytes, params<=8e9 single ones */
	} else if (unit == UNIT_BYTES && digits.value < 10000) {
		factor = 1e9; /* memory<=24 means gigabytes */
	} else if (unit_is_large(unit) && digits.value < 10000) {
		factor = 1e9; /* params<=8 means billions */
	}
	set_span(unit, &digits, factor, binary, span);
	return RESULT_OK;
}

/* SPDX-License-Identifier: MIT */
/* The only place where numbers are printed with their units, and where it is said which of their digits are meant. */
#include "catalog/base/decimal.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prices and scores have few decimals: try them as whole numbers over a power of ten, which a division rounds as strtod does. */
static bool find_decimal(float number, double *decimal)
{
	static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6 };
	double size = fabs((double)number);

	if (size < 1e-3 || size > 1e6)
		return false;
	for (size_t i = 0; i < sizeof(powers) / sizeof(powers[0]); i++) {
		double whole = rint((double)number * powers[i]); /* ties to even, as printf */
		if (fabs(whole) >= 1e9)                          /* more digits than a float has */
			return false;
		*decimal = whole / powers[i];
		if ((float)*decimal == number)
			return true;
	}
	return false;
}

double number_of_float(float number)
{
	char digits[32];
	double decimal;

	if (!isfinite(number))
		return number;
	if (find_decimal(number, &decimal))
		return decimal;
	for (int precision = 1; precision <= 9; precision++) {
		snprintf(digits, sizeof(digits), "%.*g", precision, (double)number);
		if (strtof(digits, NULL) == number)
			break;
	}
	return strtod(digits, NULL);
}

double number_settled(enum unit unit, double number)
{
	enum { DIGITS = 12 };

	if (unit == UNIT_BYTES)
		return round(number);
	if (!isfinite(number) || number == 0)
		return number;
	double scale = pow(10, DIGITS - 1 - floor(log10(fabs(number))));
	return isfinite(scale) && scale > 0 ? round(number * scale) / scale : number;
}

/* %g without exponent and trailing zeros. */
static void add_decimal(struct strbuf *buf, double number, int decimals)
{
	char digits[64];

	snprintf(digits, sizeof(digits), "%.*f", decimals, number);
	if (strchr(digits, '.')) {
		size_t size = strlen(digits);
		while (digits[size - 1] == '0')
			digits[--size] = '\0';
		if (digits[size - 1] == '.')
			digits[size - 1] = '\0';
	}
	strbuf_add_string(buf, digits);
}

static void add_grouped(struct strbuf *buf, double number)
{
	char digits[64];

	snprintf(digits, sizeof(digits), "%.0f", number);
	size_t size = strlen(digits), from = digits[0] == '-';
	for (size_t i = 0; i < size; i++) {
		if (i > from && (size - i) % 3 == 0)
			strbuf_add_char(buf, ',');
		strbuf_add_char(buf, digits[i]);
	}
}

/* Decimal k and M when they say it exactly or nearly, else the binary reading, so that 131072 is 128k and 128000 too. */
static void print_tokens(struct strbuf *buf, double number)
{
	static const double decimal[] = { 1e6, 1e3 }, binary[] = { 1048576.0, 1024.0 };
	static const char letters[] = "Mk";

	for (int i = 0; i < 2; i++) {
		if (number < decimal[i])
			continue;
		double tens = number / decimal[i], twos = number / binary[i];
		bool is_decimal = fabs(tens - round(tens)) < 1e-9,
		     is_binary = fabs(twos - round(twos)) < 1e-9 && twos >= 1;
		if (is_decimal || !is_binary)
			add_decimal(buf, tens,
				is_decimal            ? 0
					: tens >= 100 ? 0
					: tens >= 10  ? 1
						      : 2);
		else
			add_decimal(buf, twos, 0);
		strbuf_add_char(buf, letters[i]);
		return;
	}
	add_decimal(buf, number, 0);
}

/* What print_parameters rounds to, in hundredths of the letter's unit; false near a tie, and where another rule holds. */
static bool round_parameters(double number, int *letter, double *hundredths)
{
	static const double scales[] = { 1e12, 1e9, 1e6, 1e3 };

	for (*letter = 0; *letter < 4; (*letter)++) {
		double scaled = number / scales[*letter];
		if (!(scaled >= 0.9995))
			continue;
		double tens = scaled >= 100 ? 1 : scaled >= 10 ? 10 : 100, kept = scaled * tens;
		*hundredths = floor(kept + 0.5) * (100 / tens);
		return *letter > 0 && fabs(kept - floor(kept) - 0.5) > 1e-6;
	}
	return false;
}

bool number_differs_in_print(enum unit unit, double a, double b, bool *is_sure)
{
	double smaller = a < b ? a : b, larger = a < b ? b : a, one, two;
	int letter, other;

	*is_sure = true;
	if (a == b)
		return false;
	/* two digits at least are printed; 1,000,000 and 1,048,576 tokens are furthest apart of those that look the same */
	if ((unit_is_large(unit) || unit == UNIT_TOKENS) && smaller >= 1000 &&
		larger > smaller * 1.25)
		return true;
	*is_sure = unit_is_large(unit) && round_parameters(a, &letter, &one) &&
		round_parameters(b, &other, &two);
	return *is_sure && (letter != other || one != two);
}

static void print_parameters(struct strbuf *buf, double number)
{
	static const double scales[] = { 1e12, 1e9, 1e6, 1e3 };
	static const char letters[] = "TBMk";

	for (int i = 0; i < 4; i++) {
		double scaled = number / scales[i];
		if (scaled < 0.9995)
			continue;
		if (i == 0)
			strbuf_add_format(buf, "%.1f", scaled);
		else
			add_decimal(buf, scaled, scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2);
		strbuf_add_char(buf, letters[i]);
		return;
	}
	add_decimal(buf, number, 0);
}

static void print_price(struct strbuf *buf, double number)
{
	if (number == 0) {
		strbuf_add_string(buf, C_("price", "free"));
		return;
	}
	int decimals = number >= 100 ? 0 : number >= 0.0995 ? 2 : number >= 0.00995 ? 3 : 5;
	double kept = round(number * pow(10, decimals)) / pow(10, decimals);
	if (decimals == 2)
		strbuf_add_format(buf, "%.2f", kept);
	else
		add_decimal(buf, kept, decimals);
}

/* $1,240, $8.50, and three digits of what is below ten cents: a call costs $0.00085. */
static void print_money(struct strbuf *buf, double number)
{
	if (number == 0) {
		strbuf_add_string(buf, C_("price", "free"));
		return;
	}
	strbuf_add_string(buf, "$");
	if (number >= 100)
		add_grouped(buf, round(number));
	else if (number >= 0.1)
		strbuf_add_format(buf, "%.2f", number);
	else
		add_decimal(buf, number, number > 1e-12 ? 2 - (int)floor(log10(number)) : 14);
}

static void print_bytes(struct strbuf *buf, double number)
{
	if (number >= 1e12)
		strbuf_add_format(buf, _("%.1f TB"), number / 1e12);
	else if (number >= 1e8)
		strbuf_add_format(buf, number >= 1e10 ? _("%.0f GB") : _("%.1f GB"), number / 1e9);
	else
		strbuf_add_format(buf, _("%.0f MB"), number / 1e6);
}

static void print_days(struct strbuf *buf, double number)
{
	unsigned months = (unsigned)(number / 30.4375 + 0.5);

	if (number < 0)
		strbuf_add_string(buf, _("not yet"));
	else if (number < 60)
		strbuf_add_format(buf, _("%.0fd"), number);
	else if (months < 12)
		strbuf_add_format(buf, _("%umo"), months);
	else if (months % 12 == 0)
		strbuf_add_format(buf, _("%uy"), months / 12);
	else
		strbuf_add_format(buf, _("%uy %umo"), months / 12, months % 12);
}

void number_print(struct strbuf *buf, enum unit unit, double number)
{
	switch (unit) {
	case UNIT_TOKENS: print_tokens(buf, number); break;
	case UNIT_PARAMETERS:
	case UNIT_CORPUS: print_parameters(buf, number); break;
	case UNIT_USD_PER_MTOK: print_price(buf, number); break;
	case UNIT_USD: print_money(buf, number); break;
	case UNIT_BYTES: print_bytes(buf, number); break;
	case UNIT_DAYS: print_days(buf, number); break;
	case UNIT_SCORE: add_decimal(buf, number, fabs(number) < 1 ? 3 : 1); break;
	case UNIT_COUNT:
		if (number >= 1e6)
			print_parameters(buf, number);
		else
			add_grouped(buf, number);
		break;
	case UNIT_TOKENS_PER_SECOND: add_decimal(buf, number, number >= 10 ? 0 : 1); break;
	case UNIT_SECONDS: add_decimal(buf, number, 2); break;
	case UNIT_NONE: add_decimal(buf, number, 2); break;
	}
}

void number_print_exact(struct strbuf *buf, enum unit unit, double number)
{
	char digits[DECIMAL_SIZE];
	struct text exact = { digits, decimal_print(number, digits) };
	size_t from = buf->size;

	if (floor(number) == number && number >= 1000) {
		add_grouped(buf, number);
		return;
	}
	number_print(buf, unit, number);
	bool is_price = unit == UNIT_USD_PER_MTOK;
	if (is_price && (number == 0 || strtod(buf->bytes + from, NULL) == number))
		return; /* 4.00, not 4; free */
	buf->size = from;
	strbuf_add(buf, exact);
}

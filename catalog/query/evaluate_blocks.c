/* SPDX-License-Identifier: MIT */
/* One clause over a block of cells: numbers and dates. Built with -O3: the common cases are loops without branches over cells of one width, which compilers make
 * vectors of; rare ones (several intervals, half-known dates) are settled cell by cell. */
#include "catalog/query/run_parts.h"
#include "catalog/query/wide.h"

#include <math.h>
#include <string.h>

enum { ANSWER_LOOK = 3 }; /* within a block: to be settled cell by cell */

bool clause_asks_unknown(const struct clause *clause)
{
	for (size_t i = 0; i < clause->item_count; i++)
		if (clause->items[i].is_unknown)
			return true;
	return false;
}

enum answer clause_silent_answer(const struct clause *clause)
{
	return clause_asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;
}

static const struct clause_item *only_interval(const struct clause *clause)
{
	return clause->item_count == 1 && !clause->items[0].is_unknown ? &clause->items[0] : NULL;
}

enum answer evaluate_range(const struct clause *clause, double low, double high)
{
	enum answer best = ANSWER_NO;

	if (isnan(high))
		return clause_asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;
	for (size_t i = 0; i < clause->item_count; i++) {
		const struct clause_item *item = &clause->items[i];
		if (item->is_unknown)
			continue;
		if (low >= item->low && high <= item->high)
			return ANSWER_YES;
		if (high >= item->low && low <= item->high)
			best = ANSWER_UNKNOWN;
	}
	return best;
}

enum answer evaluate_number(const struct clause *clause, enum value_state state, double number)
{
	if (state == VALUE_UNKNOWN || state == VALUE_UNDISCLOSED)
		return clause_silent_answer(clause);
	if (state == VALUE_NOT_APPLICABLE)
		return ANSWER_NO;
	for (size_t i = 0; i < clause->item_count; i++)
		if (!clause->items[i].is_unknown && number >= clause->items[i].low &&
			number <= clause->items[i].high)
			return ANSWER_YES;
	return ANSWER_NO;
}

WIDE static void block_integers(const struct clause_item *item, const uint32_t *restrict cells,
	uint32_t count, uint8_t *restrict out)
{
	double low = ceil(item->low), high = floor(item->high);
	uint32_t least = low <= 0 ? 0 : low > 4294967292.0 ? 0xfffffffdu : (uint32_t)low;
	uint32_t most = high < 0 ? 0 : high > 4294967292.0 ? 0xfffffffcu : (uint32_t)high;
	bool is_empty = high < 0 || low > 4294967292.0 || most < least;
	uint32_t span = is_empty ? 0 : most - least, base = is_empty ? 0xfffffffdu : least;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t cell = cells[i];
		uint8_t answer = cell >= 0xfffffffeu ? ANSWER_UNKNOWN : ANSWER_NO;
		out[i] = cell - base <= span && cell < 0xfffffffdu ? ANSWER_YES : answer;
	}
}

/* Prices are floats that stand for the shortest decimal with that float: the interval in floats whose decimals lie in the item's. */
float float_at_least(double low)
{
	float number = (float)low;

	if (!isfinite(number))
		return number;
	while (number_of_float(number) < low)
		number = nextafterf(number, INFINITY);
	for (;;) {
		float below = nextafterf(number, -INFINITY);
		if (!isfinite(below) || number_of_float(below) < low)
			return number;
		number = below;
	}
}

float float_at_most(double high)
{
	return -float_at_least(-high);
}

WIDE static void block_floats(const struct clause_item *item, const float *restrict cells,
	uint32_t count, uint8_t *restrict out)
{
	float low = float_at_least(item->low), high = float_at_most(item->high);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t bits;
		memcpy(&bits, &cells[i], sizeof(bits));
		uint8_t answer = (bits & 0x7fffffffu) > 0x7f800000u && (bits & 3) != 2
			? ANSWER_UNKNOWN
			: ANSWER_NO;
		out[i] = ((cells[i] >= low) & (cells[i] <= high)) ? ANSWER_YES : answer;
	}
}

WIDE static void block_doubles(const struct clause_item *item, const double *restrict cells,
	uint32_t count, uint8_t *restrict out)
{
	double low = item->low, high = item->high;

	for (uint32_t i = 0; i < count; i++) {
		uint64_t bits;
		memcpy(&bits, &cells[i], sizeof(bits));
		uint8_t answer = cells[i] != cells[i] && (bits & 3) != 2 ? ANSWER_UNKNOWN
									 : ANSWER_NO;
		out[i] = ((cells[i] >= low) & (cells[i] <= high)) ? ANSWER_YES : answer;
	}
}

/* A bound that is a threshold, with the other side open, can be told from the bins, which are a quarter of the size: what lies in [first, last]. */
static bool bins_of(const struct clause_item *item, const struct field *field, uint8_t *first,
	uint8_t *last)
{
	bool is_open = field->is_at_most ? item->low == -INFINITY : item->high == INFINITY;
	double bound = field->is_at_most ? item->high : item->low;

	*first = 1;
	*last = BIN_NOT_APPLICABLE - 1;
	for (uint8_t i = 0; i < field->threshold_count && is_open; i++) {
		if (field->thresholds[i] != bound)
			continue;
		if (field->is_at_most)
			*last = (uint8_t)(i + 1);
		else
			*first = (uint8_t)(i + 2);
		return true;
	}
	return false;
}

WIDE static void block_bins(const uint8_t *restrict bins, uint8_t first, uint8_t last,
	uint32_t count, uint8_t *restrict out)
{
	for (uint32_t i = 0; i < count; i++) {
		uint8_t answer = bins[i] == 0 ? ANSWER_UNKNOWN : ANSWER_NO;
		out[i] = ((bins[i] >= first) & (bins[i] <= last)) ? ANSWER_YES : answer;
	}
}

static void block_numbers(const struct clause *clause, const struct field *field,
	const struct column *column, uint32_t from, uint32_t count, uint8_t *out)
{
	const struct clause_item *item = only_interval(clause);
	uint8_t first, last;

	if (item && column->bins && bins_of(item, field, &first, &last)) {
		block_bins(column->bins + from, first, last, count, out);
		return;
	}

	if (item && column->form == COLUMN_U32) {
		block_integers(item, (const uint32_t *)column->cells + from, count, out);
	} else if (item && column->form == COLUMN_F32) {
		block_floats(item, (const float *)column->cells + from, count, out);
	} else if (item && column->form == COLUMN_F64) {
		block_doubles(item, (const double *)column->cells + from, count, out);
	} else {
		for (uint32_t i = 0; i < count; i++) {
			double number = 0;
			enum value_state state = column_number_state(column, from + i, &number);
			out[i] = (uint8_t)evaluate_number(clause, state, number);
		}
	}
}

/* --- dates --- */

static enum answer answer_date(const struct clause *clause, uint32_t date)
{
	double first = date_first_day(date), last = date_last_day(date);
	enum answer best = ANSWER_NO;

	for (size_t i = 0; i < clause->item_count; i++) {
		const struct clause_item *item = &clause->items[i];
		if (item->is_unknown)
			continue;
		if (first >= item->low && last <= item->high)
			return ANSWER_YES;
		if (last >= item->low && first <= item->high)
			best = ANSWER_UNKNOWN; /* 2025 may lie before or after June */
	}
	return best;
}

static void settle_dates(const struct clause *clause, const uint32_t *cells, uint32_t count,
	uint8_t *out)
{
	for (uint8_t *at = memchr(out, ANSWER_LOOK, count); at;
		at = memchr(at + 1, ANSWER_LOOK, count - (size_t)(at + 1 - out)))
		*at = (uint8_t)answer_date(clause, cells[at - out]);
}

/* Whole years from 2001 on: no date lies on both sides of their borders. A bound of a year is written 20240000 or 20240101. */
static bool years_of(const struct clause_item *item, uint8_t *first, uint8_t *last)
{
	bool has_low = item->low != -INFINITY, has_high = item->high != INFINITY;
	double begin = has_low ? fmod(item->low, 10000) : 0;

	if ((begin != 0 && begin != 101) || (has_low && item->low < 20010000) ||
		(has_high && (fmod(item->high, 10000) != 1231 || item->high < 20001231)) ||
		item->low > 22500000 || (has_high && item->high > 22510000))
		return false;
	*first = has_low ? (uint8_t)(floor(item->low / 10000) - 1999) : 1;
	*last = has_high ? (uint8_t)(floor(item->high / 10000) - 1999) : 254;
	return true;
}

static void block_dates(const struct clause *clause, const struct column *column, uint32_t from,
	uint32_t count, uint8_t *restrict out)
{
	const uint32_t *restrict cells = (const uint32_t *)column->cells + from;
	const struct clause_item *item = only_interval(clause);
	const uint8_t unknown = (uint8_t)clause_silent_answer(clause);
	double low = item ? ceil(item->low) : 0, high = item ? floor(item->high) : -1;
	uint32_t least = low <= 0 ? 0 : low > DATE_END ? DATE_END : (uint32_t)low;
	uint32_t most = high < 0 ? 0 : high > DATE_END ? DATE_END : (uint32_t)high;
	uint8_t first, last;

	if (item && column->bins && years_of(item, &first, &last)) {
		block_bins(column->bins + from, first, last, count, out);
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t date = cells[i];
		uint8_t answer = ((date >= least) & (date <= most)) ? ANSWER_YES : ANSWER_NO;
		answer = date % 100 == 0 || !item ? ANSWER_LOOK : answer; /* no day: a span */
		out[i] = date - 1 < DATE_END - 1u ? answer : unknown;
	}
	settle_dates(clause, cells, count, out);
}

static const char *cell_at(const struct column *column, uint32_t row)
{
	return (const char *)column->cells + (size_t)row * column_form_width(column->form);
}

void evaluate_column(const struct clause *clause, const struct field *field,
	const struct column *column, uint32_t from, uint32_t to, uint8_t *out)
{
	uint32_t count = to - from;

	switch (field->kind) {
	case KIND_SET:
		evaluate_masks(clause, field, column->form, cell_at(column, from), count, out);
		break;
	case KIND_CATEGORY:
	case KIND_CHOICE:
		evaluate_codes(clause, field, column->form, cell_at(column, from), count, out);
		break;
	case KIND_TAGS: evaluate_tags(clause, column, from, count, out); break;
	case KIND_NUMBER: block_numbers(clause, field, column, from, count, out); break;
	case KIND_DATE: block_dates(clause, column, from, count, out); break;
	case KIND_TEXT: break; /* texts are in evaluate.c */
	}
}

/* SPDX-License-Identifier: MIT */
#include "catalog/tables/plot_scale.h"

#include "catalog/tables/cell.h"

#include <math.h>

enum { TICKS_MAX = 400 };
static const double zero_band = 0.06; /* of a logarithmic axis */
static const double margin = 0.03;    /* beyond the outermost values */

const char *plot_scaling_name(enum plot_scaling scaling)
{
	static const char *const names[] = { "auto", "even", "log" };
	return names[scaling];
}

int plot_scaling_find(struct text name)
{
	for (int i = PLOT_AUTO; i <= PLOT_LOG; i++)
		if (text_equal_string(name, plot_scaling_name((enum plot_scaling)i)))
			return i;
	return -1;
}

bool plot_number(const struct field *field, const struct value *value, double *number)
{
	if (value->state != VALUE_KNOWN)
		return false;
	if (field->kind == KIND_DATE)
		*number = (double)date_day_number(date_first_day(value->is.date));
	else if (field->kind == KIND_NUMBER)
		*number = value->is.number;
	else
		return false;
	return isfinite(*number);
}

static void scale_span(struct plot_scale *scale, double low, double high)
{
	if (scale->is_log) {
		double room = low < high ? pow(high / low, margin) : 2;
		scale->low = low / room;
		scale->high = high * room;
		return;
	}
	double room = (high - low) * margin;
	if (low == high)
		room = scale->field->kind == KIND_DATE ? 30 : low == 0 ? 1 : fabs(low) / 10;
	scale->low = low >= 0 && low < room ? 0 : low - room; /* nothing below zero is invented */
	scale->high = high + room;
}

void plot_scale_fit(struct plot_scale *scale, const struct field *field, enum plot_scaling scaling,
	const double *values, size_t count)
{
	double low = INFINITY, high = -INFINITY;

	*scale = (struct plot_scale){ .field = field };
	scale->is_log = field->kind == KIND_NUMBER &&
		(scaling == PLOT_LOG || (scaling == PLOT_AUTO && field->is_log));
	scale->is_empty = true;
	for (size_t i = 0; i < count; i++) {
		if (isnan(values[i]))
			continue;
		scale->is_empty = false;
		if (scale->is_log && values[i] <= 0) {
			scale->has_zero = true;
			continue;
		}
		low = values[i] < low ? values[i] : low;
		high = values[i] > high ? values[i] : high;
	}
	if (low > high) /* none, or none above zero */
		low = high = 1;
	scale_span(scale, low, high);
}

double plot_scale_place(const struct plot_scale *scale, double value)
{
	double place, from = scale->is_log && scale->has_zero ? zero_band : 0;

	if (scale->is_log && value <= 0)
		return 0;
	if (scale->is_log)
		place = log(value / scale->low) / log(scale->high / scale->low);
	else
		place = (value - scale->low) / (scale->high - scale->low);
	place = from + place * (1 - from);
	return place < 0 ? 0 : place > 1 ? 1 : place;
}

struct text plot_number_text(const struct field *field, double number, struct arena *arena)
{
	if (field->kind != KIND_DATE)
		return cell_printed_number(field->unit, number, arena);
	struct value date = { .state = VALUE_KNOWN, .is.date = date_of_day_number((long)number) };
	return cell_printed(value_print, field, &date, arena);
}

/* A run of round values. Linear: multiples of step. Logarithmic: each power of base^step times each factor. Dates: months. */
struct ladder {
	enum { LADDER_STEPS, LADDER_POWERS, LADDER_MONTHS } kind;
	double step;
	const double *factors;
	int factor_count;
};

/* The n-th rung; rungs ascend with n, which may be negative. */
static double rung(const struct ladder *ladder, long n)
{
	if (ladder->kind == LADDER_STEPS)
		return (double)n * ladder->step;
	if (ladder->kind == LADDER_POWERS) {
		long count = ladder->factor_count, power = n / count, factor = n % count;
		if (factor < 0) {
			factor += count;
			power--;
		}
		/* 10^-2 as 1/10^2: exact where a decimal can be */
		double ten = pow(10, fabs((double)power * ladder->step));
		double digit = ladder->factors[factor];
		return power < 0 ? digit / ten : digit * ten;
	}
	long months = n * (long)ladder->step, year = months / 12, month = months % 12;
	if (year < 1 || year > 9999)
		return year < 1 ? -1e9 : 1e9;
	return (double)date_day_number((uint32_t)(year * 10000 + (month + 1) * 100 + 1));
}

/* The last rung that is not above the value. */
static long rung_below(const struct ladder *ladder, double value)
{
	long n;

	if (ladder->kind == LADDER_STEPS)
		n = (long)floor(value / ladder->step);
	else if (ladder->kind == LADDER_POWERS)
		n = (long)floor(log10(value) / ladder->step) * ladder->factor_count;
	else
		n = (long)(date_of_day_number((long)floor(value)) / 10000) * 12 /
			(long)ladder->step;
	while (rung(ladder, n) > value)
		n--;
	while (rung(ladder, n + 1) <= value)
		n++;
	return n;
}

static size_t rungs_within(const struct ladder *ladder, const struct plot_scale *scale)
{
	long first = rung_below(ladder, scale->low), last = rung_below(ladder, scale->high);

	if (rung(ladder, first) < scale->low)
		first++;
	return last >= first ? (size_t)(last - first + 1) : 0;
}

/* The n-th ladder for the kind of axis, from dense to sparse. */
static struct ladder ladder_of(const struct plot_scale *scale, int n)
{
	static const double three[] = { 1, 2, 5 }, two[] = { 1, 3 }, one[] = { 1 },
			    digits[] = { 1, 2, 5 };
	static const double months[] = { 1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000 };

	if (scale->field->kind == KIND_DATE)
		return (struct ladder){ .kind = LADDER_MONTHS, .step = months[n < 10 ? n : 10] };
	if (scale->is_log && n == 0)
		return (struct ladder){ LADDER_POWERS, 1, three, 3 };
	if (scale->is_log && n == 1)
		return (struct ladder){ LADDER_POWERS, 1, two, 2 };
	if (scale->is_log)
		return (struct ladder){ LADDER_POWERS, n - 1, one, 1 };
	double span = scale->high - scale->low;
	bool is_whole = scale->field->unit == UNIT_COUNT || scale->field->unit == UNIT_TOKENS ||
		unit_is_large(scale->field->unit);
	int power = (int)floor(log10(span / 200)) + n / 3;
	double step = digits[n % 3] * pow(10, power);
	return (struct ladder){ .kind = LADDER_STEPS, .step = is_whole && step < 1 ? 1 : step };
}

/* The densest ladder with at most `most` rungs. */
static struct ladder ladder_choose(const struct plot_scale *scale, size_t most)
{
	struct ladder ladder = ladder_of(scale, 0);

	for (int n = 0; n < 60; n++) {
		ladder = ladder_of(scale, n);
		if (rungs_within(&ladder, scale) <= most)
			break;
	}
	if (ladder.kind == LADDER_POWERS && rungs_within(&ladder, scale) < 2 && most >= 2) {
		/* less than a power of ten: even steps */
		struct plot_scale even = *scale;
		even.is_log = false;
		return ladder_choose(&even, most);
	}
	return ladder;
}

static struct text tick_label(const struct plot_scale *scale, const struct ladder *ladder,
	double value, struct arena *arena)
{
	if (ladder->kind != LADDER_MONTHS)
		return plot_number_text(scale->field, value, arena);
	uint32_t date = date_of_day_number((long)value);
	if (ladder->step >= 12)
		return arena_format(arena, "%u", date / 10000);
	return arena_format(arena, "%u-%02u", date / 10000, date / 100 % 100);
}

size_t plot_scale_ticks(const struct plot_scale *scale, size_t most, struct arena *arena,
	struct plot_tick **ticks)
{
	size_t count = 0;

	most = most > TICKS_MAX ? TICKS_MAX : most;
	*ticks = ARENA_ARRAY(arena, struct plot_tick, most + 2);
	if (scale->is_empty || most == 0)
		return 0;
	if (scale->is_log && scale->has_zero)
		(*ticks)[count++] = (struct plot_tick){ 0, 0,
			plot_number_text(scale->field, 0, arena) };
	struct ladder ladder = ladder_choose(scale, most);
	for (long n = rung_below(&ladder, scale->low); count < most + 1; n++) {
		double value = rung(&ladder, n);
		if (value > scale->high)
			break;
		if (value < scale->low)
			continue;
		(*ticks)[count++] = (struct plot_tick){ value, plot_scale_place(scale, value),
			tick_label(scale, &ladder, value, arena) };
	}
	return count;
}

size_t plot_scale_edges(const struct plot_scale *scale, size_t most, struct arena *arena,
	double **edges)
{
	size_t count = 0;

	most = most < 2 ? 2 : most > TICKS_MAX ? TICKS_MAX : most;
	*edges = ARENA_ARRAY(arena, double, most + 4);
	if (scale->is_empty)
		return 0;
	struct ladder ladder = ladder_choose(scale, most);
	for (long n = rung_below(&ladder, scale->low); count < most + 3; n++) {
		double value = rung(&ladder, n);
		(*edges)[count++] = value;
		if (value > scale->high)
			break;
	}
	return count;
}

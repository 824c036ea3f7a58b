/* SPDX-License-Identifier: MIT */
#include "catalog/advice/computations.h"

#include "catalog/advice/cost.h"
#include "catalog/advice/fit.h"
#include "catalog/sources/quality.h"

#include <math.h>

static struct computed_range memory(const struct store *store, uint32_t row,
	const struct parameters *parameters, const uint8_t *allowed, struct arena *scratch)
{
	struct memory_need need = fit_memory(store, row, parameters);

	(void)allowed;
	(void)scratch;
	return (struct computed_range){ number_settled(UNIT_BYTES, need.total_low),
		number_settled(UNIT_BYTES, need.total_high) };
}

static struct computed_range month_of(const struct cost *cost)
{
	return (struct computed_range){ number_settled(UNIT_USD, cost->month.low),
		number_settled(UNIT_USD, cost->month.high) };
}

static struct computed_range cost(const struct store *store, uint32_t row,
	const struct parameters *parameters, const uint8_t *allowed, struct arena *scratch)
{
	struct cost of = cost_model(store, row, parameters, allowed);

	(void)scratch;
	return month_of(&of);
}

static struct computed_range offer_cost(const struct store *store, uint32_t offer,
	const struct parameters *parameters)
{
	struct cost of = cost_offer(store, offer, parameters);
	return month_of(&of);
}

static struct computed_range exactly(double number)
{
	return (struct computed_range){ number, number };
}

static struct computed_range age(const struct store *store, uint32_t row,
	const struct parameters *parameters, const uint8_t *allowed, struct arena *scratch)
{
	struct value released = store_value(store, row, FIELD_RELEASED, NULL);

	(void)parameters;
	(void)allowed;
	(void)scratch;
	if (released.state != VALUE_KNOWN)
		return exactly((double)NAN);
	return exactly(
		(double)(date_day_number(store_date(store)) - date_day_number(released.is.date)));
}

static struct computed_range quality(const struct store *store, uint32_t row,
	const struct parameters *parameters, const uint8_t *allowed, struct arena *scratch)
{
	struct quality of = quality_of(store, row, parameters->lens, scratch);
	(void)allowed;
	return exactly(of.is_known ? round(of.point) : (double)NAN);
}

static double quality_half_width(const struct store *store, uint32_t row,
	const struct parameters *parameters, struct arena *scratch)
{
	struct quality of = quality_of(store, row, parameters->lens, scratch);
	return of.is_known ? round(of.half_width) : (double)NAN;
}

const struct computation *computations(size_t *count)
{
	static const struct computation list[] = {
		{ .field = FIELD_MEMORY, .compute = memory },
		{ .field = FIELD_COST, .compute = cost, .compute_offer = offer_cost },
		{ .field = FIELD_AGE, .compute = age },
		{ .field = FIELD_QUALITY, .compute = quality, .half_width = quality_half_width },
	};

	*count = sizeof(list) / sizeof(list[0]);
	return list;
}

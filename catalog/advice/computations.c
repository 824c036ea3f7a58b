/* SPDX-License-Identifier: MIT */
#include "catalog/advice/computations.h"

#include "catalog/advice/fit.h"
#include "catalog/sources/quality.h"

#include <math.h>

static double memory(const struct store *store, uint32_t row, const struct parameters *parameters,
	struct arena *scratch)
{
	struct memory_need need = fit_memory(store, row, parameters);

	(void)scratch;
	return need.is_known ? need.total : (double)NAN;
}

static double known(const struct store *store, uint32_t row, uint32_t field)
{
	struct value value = store_value(store, row, field, NULL);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

/* USD a month: requests * (fresh input + cached input + output); a cache price that is not known counts as the input price. */
static double cost(const struct store *store, uint32_t row, const struct parameters *parameters,
	struct arena *scratch)
{
	double in = known(store, row, FIELD_PRICE_IN), out = known(store, row, FIELD_PRICE_OUT),
	       cached = known(store, row, FIELD_PRICE_CACHED);
	double fresh = parameters->input_tokens * (1 - parameters->cached_share),
	       repeated = parameters->input_tokens * parameters->cached_share;

	(void)scratch;
	if (isnan(cached))
		cached = in;
	return parameters->requests *
		(fresh * in + repeated * cached + parameters->output_tokens * out) / 1e6;
}

static double age(const struct store *store, uint32_t row, const struct parameters *parameters,
	struct arena *scratch)
{
	struct value released = store_value(store, row, FIELD_RELEASED, NULL);

	(void)parameters;
	(void)scratch;
	if (released.state != VALUE_KNOWN)
		return (double)NAN;
	return (double)(date_day_number(store_date(store)) - date_day_number(released.is.date));
}

static double quality(const struct store *store, uint32_t row, const struct parameters *parameters,
	struct arena *scratch)
{
	struct quality of = quality_of(store, row, parameters->lens, scratch);
	return of.is_known ? round(of.point) : (double)NAN;
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
		{ .field = FIELD_COST, .compute = cost },
		{ .field = FIELD_AGE, .compute = age },
		{ .field = FIELD_QUALITY, .compute = quality, .half_width = quality_half_width },
	};

	*count = sizeof(list) / sizeof(list[0]);
	return list;
}

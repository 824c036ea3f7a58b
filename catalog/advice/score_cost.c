/* SPDX-License-Identifier: MIT */
/* A month's money: per offer and workload, on a log scale with fixed ends; memory where the person runs the weights. */
#include "catalog/advice/fit.h"
#include "catalog/advice/rank_parts.h"

#include <math.h>
#include <stdlib.h>

static double clamp(double value)
{
	return value < 0 ? 0 : value > 1 ? 1 : value;
}

/* The prices that hold for a prompt of this size: of the highest tier below it. */
static void tiered(const struct ranker *ranker, uint32_t offer, double input, double prices[3])
{
	struct tier tiers[16];
	size_t count = store_offer_tiers(ranker->store, offer, tiers, 16);
	uint32_t best = 0;

	for (size_t i = 0; i < count; i++) {
		if (input <= tiers[i].above || tiers[i].above < best)
			continue;
		best = tiers[i].above;
		prices[0] = isnan(tiers[i].price_in) ? prices[0] : tiers[i].price_in;
		prices[1] = isnan(tiers[i].price_out) ? prices[1] : tiers[i].price_out;
		prices[2] = isnan(tiers[i].price_cached) ? prices[2] : tiers[i].price_cached;
	}
}

bool month_at_offer(const struct ranker *ranker, uint32_t offer, const struct setting *setting,
	double thinking, double *low, double *high)
{
	const struct offer_facts *facts = &ranker->offers[offer];
	double prices[3] = { facts->price_in, facts->price_out, facts->price_cached };
	double requests = setting->requests > 0 ? setting->requests : 1;

	if (facts->has_tiers)
		tiered(ranker, offer, setting->in, prices);
	if (isnan(prices[0]) || isnan(prices[1]))
		return false;
	if (setting->is_batch && !isnan(facts->batch_in) && !isnan(facts->batch_out) &&
		facts->price_in > 0) {
		double factor = facts->batch_in / facts->price_in;
		prices[0] *= factor;
		prices[1] = facts->price_out > 0 ? prices[1] * (facts->batch_out / facts->price_out)
						 : facts->batch_out;
		prices[2] = NAN; /* no list says that the discounts add up */
	}
	double fresh = setting->in * (1 - setting->repeat) * prices[0];
	double repeated = setting->in * setting->repeat;
	double least = isnan(prices[2]) ? 0.1 * prices[0] : prices[2];
	double most = isnan(prices[2]) ? prices[0] : prices[2];
	double output = setting->out * thinking * prices[1];
	*low = requests * (fresh + repeated * least + output) / 1e6;
	*high = requests * (fresh + repeated * most + output) / 1e6;
	return true;
}

bool row_is_own(const struct ranker *ranker, uint32_t row)
{
	return ranker->models[row].license > 0;
}

void memory_of(const struct ranker *ranker, uint32_t row, const struct setting *setting,
	double *low, double *high)
{
	struct parameters parameters = parameters_default();

	parameters.bits = setting->bits;
	parameters.users = setting->users;
	parameters.context_tokens = setting->length > 0 ? setting->length : 8000;
	struct memory_need need = fit_memory(ranker->store, row, &parameters);
	*low = need.is_known ? need.total : (double)NAN;
	*high = need.is_known && need.is_partial ? need.total * 1.25 : *low;
}

struct months {
	double cheapest, median, high_cheapest;
};

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

enum { OFFERS_MOST = 256 };

/* Cheapest and median of the offers that count; false: none has a price. */
static bool months_of(const struct ranker *ranker, uint32_t row, const struct setting *setting,
	const uint8_t *allowed, double thinking, struct months *months)
{
	double highs[OFFERS_MOST];
	size_t count = 0;
	uint32_t from = store_offers_from(ranker->store, row),
		 to = store_offers_from(ranker->store, row + 1);

	months->cheapest = INFINITY;
	for (uint32_t offer = from; offer < to; offer++) {
		double low, high;
		if (!allowed[offer] ||
			!month_at_offer(ranker, offer, setting, thinking, &low, &high))
			continue;
		if (low < months->cheapest)
			months->cheapest = low;
		if (count < OFFERS_MOST)
			highs[count++] = high;
	}
	if (count == 0)
		return false;
	qsort(highs, count, sizeof(*highs), by_value);
	months->median = highs[count / 2];
	months->high_cheapest = highs[0];
	return true;
}

/* Dollars per million tokens of this work, between the fixed ends. */
static double cheapness(const struct ranker *ranker, const struct setting *setting, double month)
{
	const struct questionnaire *of = ranker->questionnaire;
	double requests = setting->requests > 0 ? setting->requests : 1,
	       tokens = requests * (setting->in + setting->out),
	       price = tokens > 0 ? month * 1e6 / tokens : 0;

	if (price <= 0)
		return 1;
	return clamp(1 - log(price / of->cost_best) / log(of->cost_worst / of->cost_best));
}

static struct band own_band(const struct ranker *ranker, uint32_t row,
	const struct setting *setting)
{
	double low, high;

	memory_of(ranker, row, setting, &low, &high);
	if (isnan(low))
		return (struct band){ 0, points(0.4), POINTS };
	double best = clamp(1 - log2(fmax(low / 1e9, 8) / 8) / 7),
	       worst = clamp(1 - log2(fmax(high / 1e9, 8) / 8) / 7);
	return (struct band){ points(worst), points((best + worst) / 2), points(best) };
}

void score_cost_bands(struct ranker *ranker, const struct setting *setting, const uint8_t *allowed,
	struct band *bands)
{
	enum { CAN_REASON = 1 };

	for (uint32_t row = 0; row < ranker->model_count; row++) {
		bool thinks = ranker->models[row].can & CAN_REASON;
		struct months plain, point, most;
		if (ranker->row_state[row] & ROW_IS_OWN && setting->routes & ROUTE_OWN) {
			bands[row] = own_band(ranker, row, setting);
			continue;
		}
		if (!months_of(ranker, row, setting, allowed, 1, &plain)) {
			bands[row] = (struct band){ 0, points(0.4), POINTS };
			continue;
		}
		point = most = plain;
		if (thinks) {
			months_of(ranker, row, setting, allowed, 1.5, &point);
			months_of(ranker, row, setting, allowed, 2.5, &most);
		}
		bands[row] = (struct band){ points(cheapness(ranker, setting, most.median)),
			points(cheapness(ranker, setting, point.cheapest)),
			points(cheapness(ranker, setting, plain.cheapest)) };
		if (bands[row].lo > bands[row].mid)
			bands[row].lo = bands[row].mid;
	}
}

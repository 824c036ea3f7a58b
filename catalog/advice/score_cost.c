/* SPDX-License-Identifier: MIT */
/* A month's money: per offer and workload, on a log scale with fixed ends; memory where the person runs the weights. */
#include "catalog/advice/cost.h"
#include "catalog/advice/fit.h"
#include "catalog/advice/rank_parts.h"
#include "catalog/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double clamp(double value)
{
	return value < 0 ? 0 : value > 1 ? 1 : value;
}

/* The work as cost.h takes it. Without a volume one request stands for all. */
static struct parameters work_of(const struct setting *setting)
{
	struct parameters work = parameters_default();

	work.input_tokens = setting->in;
	work.output_tokens = setting->out;
	work.requests = setting->requests > 0 ? setting->requests : 1;
	work.cached_share = setting->repeat;
	work.batch_share = setting->is_batch ? 1 : 0;
	work.thinking_low = work.thinking_high = 1;
	work.bits = setting->bits;
	work.users = setting->users;
	work.context_tokens = setting->length > 0 ? setting->length : 8000;
	return work;
}

static struct figure_cache *cache_of(struct figure_caches *caches, const double parts[5],
	uint32_t count, bool *is_new)
{
	*is_new = false;
	for (size_t i = 0; i < FIGURE_CACHE; i++)
		if (caches->of[i].low &&
			memcmp(caches->of[i].parts, parts, sizeof(caches->of[i].parts)) == 0)
			return &caches->of[i];
	struct figure_cache *cache = &caches->of[caches->next++ % FIGURE_CACHE];
	if (!cache->low) {
		cache->low = memory_get_zeroed(count + 1, sizeof(double));
		cache->high = memory_get_zeroed(count + 1, sizeof(double));
		cache->part = memory_get_zeroed(count + 1, sizeof(double));
	}
	memcpy(cache->parts, parts, sizeof(cache->parts));
	*is_new = true;
	return cache;
}

/* Months of all offers for one workload, made once: previews ask for them again and again. */
static const struct figure_cache *months_for(const struct ranker *ranker,
	const struct setting *setting)
{
	const double parts[5] = { setting->in, setting->out, setting->requests, setting->repeat,
		setting->is_batch };
	bool is_new;
	struct figure_cache *cache = cache_of(ranker->months, parts, ranker->offer_count, &is_new);

	if (!is_new)
		return cache;
	struct parameters work = work_of(setting);
	for (uint32_t offer = 0; offer < ranker->offer_count; offer++) {
		struct cost cost = cost_offer(ranker->store, offer, &work);
		cache->low[offer] = cost.is_known ? cost.month.low : (double)NAN;
		cache->high[offer] = cost.month.high;
		cache->part[offer] = cost.output.low;
	}
	return cache;
}

static bool month_at(const struct figure_cache *months, uint32_t offer, double thinking,
	double *low, double *high)
{
	double more = thinking > 1 ? (thinking - 1) * months->part[offer] : 0;

	*low = months->low[offer] + more;
	*high = months->high[offer] + more;
	return !isnan(months->low[offer]);
}

bool month_at_offer(const struct ranker *ranker, uint32_t offer, const struct setting *setting,
	double thinking, double *low, double *high)
{
	return month_at(months_for(ranker, setting), offer, thinking, low, high);
}

bool row_is_own(const struct ranker *ranker, uint32_t row)
{
	return ranker->models[row].license > 0;
}

void memory_of(const struct ranker *ranker, uint32_t row, const struct setting *setting,
	double *low, double *high)
{
	const double parts[5] = { setting->bits, setting->users, setting->length };
	bool is_new;
	struct figure_cache *cache = cache_of(ranker->memories, parts, ranker->model_count,
		&is_new);

	struct parameters work = is_new ? work_of(setting) : (struct parameters){ 0 };
	for (uint32_t i = 0; is_new && i < ranker->model_count; i++) {
		struct memory_need need = fit_memory(ranker->store, i, &work);
		cache->low[i] = need.is_known ? need.total_low : (double)NAN;
		cache->high[i] = need.is_known ? need.total_high : (double)NAN;
	}
	*low = cache->low[row];
	*high = cache->high[row];
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

/* Cheapest and median of the offers that count; false: none has a price. What is cheapest at best may need a discount that nobody tells. */
static bool months_of(const struct ranker *ranker, uint32_t row,
	const struct figure_cache *of_offers, const uint8_t *allowed, double thinking,
	struct months *months)
{
	double highs[OFFERS_MOST];
	size_t count = 0;
	uint32_t from = ranker->offers_from[row], to = ranker->offers_from[row + 1];

	months->cheapest = INFINITY;
	for (uint32_t offer = from; offer < to; offer++) {
		double low, high;
		if (!allowed[offer] || !month_at(of_offers, offer, thinking, &low, &high))
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
	const struct figure_cache *of_offers = months_for(ranker, setting);

	for (uint32_t row = 0; row < ranker->model_count; row++) {
		bool thinks = ranker->models[row].can & CAN_REASON;
		struct months plain, point, most;
		if (ranker->row_state[row] & ROW_IS_OWN && setting->routes & ROUTE_OWN) {
			bands[row] = own_band(ranker, row, setting);
			continue;
		}
		if (!months_of(ranker, row, of_offers, allowed, 1, &plain)) {
			bands[row] = (struct band){ 0, points(0.4), POINTS };
			continue;
		}
		point = most = plain;
		if (thinks) {
			months_of(ranker, row, of_offers, allowed, 1.5, &point);
			months_of(ranker, row, of_offers, allowed, 2.5, &most);
		}
		bands[row] = (struct band){ points(cheapness(ranker, setting, most.median)),
			points(cheapness(ranker, setting, point.high_cheapest)),
			points(cheapness(ranker, setting, plain.cheapest)) };
		if (bands[row].lo > bands[row].mid)
			bands[row].lo = bands[row].mid;
	}
}

void figures_free(struct figure_caches *caches)
{
	for (size_t i = 0; caches && i < FIGURE_CACHE; i++) {
		free(caches->of[i].low);
		free(caches->of[i].high);
		free(caches->of[i].part);
	}
	free(caches);
}

/* SPDX-License-Identifier: MIT */
/* A month's money: per offer and workload, on a log scale with fixed ends; memory where the person runs the weights. */
#include "catalog/advice/cost.h"
#include "catalog/advice/fit.h"
#include "catalog/advice/rank_parts.h"
#include "catalog/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNPRICED 0.4 /* points to reckon with where no price is on record */

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
		setting->is_batch + 2 * setting->wants_free };
	bool is_new;
	struct figure_cache *cache = cache_of(ranker->months, parts, ranker->offer_count, &is_new);

	if (!is_new)
		return cache;
	struct parameters work = work_of(setting);
	for (uint32_t offer = 0; offer < ranker->offer_count; offer++) {
		struct cost cost = cost_offer(ranker->store, offer, &work);
		bool is_taken = setting->wants_free && store_offer_is_trial(ranker->store, offer);
		cache->low[offer] = is_taken ? 0 : cost.is_known ? cost.month.low : (double)NAN;
		cache->high[offer] = is_taken ? 0 : cost.month.high;
		cache->part[offer] = is_taken ? 0 : cost.output.low;
	}
	return cache;
}

const double *months_of_offers(const struct ranker *ranker, const struct setting *setting)
{
	return months_for(ranker, setting)->low;
}

bool month_at_offer(const struct ranker *ranker, uint32_t offer, const struct setting *setting,
	double thinking, double *low, double *high)
{
	const struct figure_cache *months = months_for(ranker, setting);
	double more = thinking > 1 ? (thinking - 1) * months->part[offer] : 0;

	*low = months->low[offer] + more;
	*high = months->high[offer] + more;
	return !isnan(months->low[offer]);
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

/* By memory. Where nobody says that the machine is there, that is the best case: what one costs to rent is on nobody's record, as any other price that is not known. */
struct band score_own_band(const struct ranker *ranker, uint32_t row, const struct setting *setting)
{
	double low, high;

	memory_of(ranker, row, setting, &low, &high);
	if (isnan(low))
		return band(0, UNPRICED, 1);
	double best = clamp(1 - log2(fmax(low / 1e9, 8) / 8) / 7),
	       worst = clamp(1 - log2(fmax(high / 1e9, 8) / 8) / 7);
	return setting->has_machine ? band(worst, (best + worst) / 2, best)
				    : band(0, UNPRICED * (best + worst) / 2, best);
}

/* High: as it is asked, with a discount that nobody tells; middle: without it, a reasoning model with half as much output again; low: with
 * two and a half times the output. */
struct band score_month_band(const struct ranker *ranker, uint32_t offer,
	const struct setting *setting)
{
	enum { CAN_REASON = 1 };
	uint32_t row = store_offer_row(ranker->store, offer);
	bool thinks = ranker->models[row].can & CAN_REASON;
	double low, high, ignored, point, most;

	if (!month_at_offer(ranker, offer, setting, 1, &low, &high))
		return band(0, UNPRICED, 1);
	month_at_offer(ranker, offer, setting, thinks ? 1.5 : 1, &ignored, &point);
	month_at_offer(ranker, offer, setting, thinks ? 2.5 : 1, &ignored, &most);
	return band(cheapness(ranker, setting, most), cheapness(ranker, setting, point),
		cheapness(ranker, setting, low));
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

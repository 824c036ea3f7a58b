/* SPDX-License-Identifier: MIT */
/* What a host decides (money, speed, window, what it does with data) is judged of one host at a time: a model is not fast by one and cheap by
 * another. The host of a model is the one that is worth most by the weights. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { TERMS_TRAINS = 1 << 0, TERMS_NONE = 1 << 1, TERMS_ZERO = 1 << 2 };
enum { COST, SPEED, CONTEXT, PRIVACY, PART_COUNT };
static const enum criterion criterion_of[PART_COUNT] = { CRITERION_COST, CRITERION_SPEED,
	CRITERION_CONTEXT, CRITERION_PRIVACY };

/* Seconds to the first token where a host does not tell them: at worst, to reckon with, at best. */
static const struct start {
	double lo, mid, hi;
} untold_start = { 2.5, 1, 0.3 };

static const struct band in_cloud_account = { POINTS / 5 * 4, POINTS / 5 * 4, POINTS / 5 * 4 };

static double speed_points(double seconds, const struct setting *setting)
{
	double share = 1 - log(seconds / setting->good) / log(setting->bad / setting->good);
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

static bool is_measured(const struct offer_facts *facts)
{
	return facts->speed > 0;
}

double score_seconds(const struct ranker *ranker, uint32_t offer, const struct setting *setting)
{
	const struct offer_facts *facts = &ranker->offers[offer];

	if (!is_measured(facts))
		return (double)INFINITY;
	return (isnan(facts->ttft) ? untold_start.mid : facts->ttft) + setting->out / facts->speed;
}

struct band score_speed_band(const struct ranker *ranker, uint32_t offer,
	const struct setting *setting)
{
	const struct offer_facts *facts = &ranker->offers[offer];

	if (!is_measured(facts))
		return score_speed_guess(&ranker->models[store_offer_row(ranker->store, offer)],
			setting);
	const struct start start = isnan(facts->ttft)
		? untold_start
		: (struct start){ facts->ttft, facts->ttft, facts->ttft };
	double rest = setting->out / facts->speed;
	return band(speed_points(start.lo + rest, setting), speed_points(start.mid + rest, setting),
		speed_points(start.hi + rest, setting));
}

static struct band privacy_of(const struct offer_facts *facts, const struct setting *setting)
{
	double terms = facts->terms & TERMS_ZERO ? 0.45
		: facts->terms & TERMS_NONE      ? 0.3
		: facts->terms & TERMS_TRAINS    ? 0
						 : -1;

	if (facts->cloud > 0)
		return in_cloud_account;
	if (setting->is_region)
		return band(0.6, 0.6, 0.6);
	if (terms < 0)
		return band(0, 0.2, 0.45);
	return band(terms, terms, terms);
}

static struct band of_offer(const struct ranker *ranker, int part, uint32_t offer,
	const struct setting *setting)
{
	switch (part) {
	case COST: return score_month_band(ranker, offer, setting);
	case SPEED: return score_speed_band(ranker, offer, setting);
	case CONTEXT:
		return score_context_band(ranker, store_offer_row(ranker->store, offer),
			ranker->offers[offer].context, setting);
	default: return privacy_of(&ranker->offers[offer], setting);
	}
}

/* Bands of all offers, made once for what they depend on. */
static const struct band *bands_of_offers(struct ranker *ranker, int part,
	const struct setting *setting)
{
	struct band_cache *cache = &ranker->offer_bands[part];
	bool is_new;
	struct band *bands = band_cache_get(cache, score_band_key(criterion_of[part], setting),
		ranker->offer_count, &is_new);

	for (uint32_t offer = 0; is_new && offer < ranker->offer_count; offer++)
		bands[offer] = of_offer(ranker, part, offer, setting);
	return bands;
}

struct judging {
	const struct ranker *ranker;
	const struct pass *pass;
	const struct band *of[PART_COUNT]; /* by offer */
	const double *months;              /* by offer; NAN: it tells no price */
	int64_t caution;                   /* thousandths */
};

/* As the cautious total counts it. */
static int64_t worth(const struct judging *judging, uint32_t offer)
{
	int64_t sum = 0;

	for (int part = 0; part < PART_COUNT; part++) {
		const struct band *one = &judging->of[part][offer];
		sum += judging->pass->weights[criterion_of[part]] *
			(4000 * (int64_t)one->mid - judging->caution * (one->hi - one->lo));
	}
	return sum;
}

/* Among those that count; one that tells its price goes before those that do not. UINT32_MAX: none counts. */
static uint32_t best_host(const struct judging *judging, uint32_t row)
{
	const struct ranker *ranker = judging->ranker;
	uint32_t best = UINT32_MAX;
	bool has_price = false;
	int64_t most = 0;

	for (uint32_t offer = ranker->offers_from[row]; offer < ranker->offers_from[row + 1];
		offer++) {
		if (!ranker->allowed[offer])
			continue;
		bool is_priced = !isnan(judging->months[offer]);
		int64_t one = worth(judging, offer);
		if (best != UINT32_MAX && (is_priced == has_price ? one <= most : has_price))
			continue;
		best = offer;
		has_price = is_priced;
		most = one;
	}
	return best;
}

static void set_bands(const struct judging *judging, uint32_t row, uint32_t host,
	struct band *const out[PART_COUNT])
{
	for (int part = 0; part < PART_COUNT; part++)
		out[part][row] = judging->of[part][host];
}

/* No host: one's own machines, or nobody on record serves it. */
static void set_bands_without(const struct ranker *ranker, uint32_t row,
	const struct setting *setting, struct band *const out[PART_COUNT])
{
	bool is_own = ranker->row_state[row] & ROW_IS_OWN;

	out[COST][row] = is_own && setting->routes & ROUTE_OWN
		? score_own_band(ranker, row, setting)
		: band(0, 0.4, 1);
	out[SPEED][row] = score_speed_guess(&ranker->models[row], setting);
	out[CONTEXT][row] = score_context_band(ranker, row,
		is_own ? ranker->models[row].context : (double)NAN, setting);
	out[PRIVACY][row] = !is_own        ? band(0, 0.2, 0.45)
		: setting->is_own_in_cloud ? in_cloud_account
					   : band(1, 1, 1);
}

void score_hosts(struct ranker *ranker, struct pass *pass)
{
	struct judging judging = { .ranker = ranker,
		.pass = pass,
		.caution = (int64_t)(pass->setting.caution * 1000 + 0.5) };

	for (int part = 0; part < PART_COUNT; part++) {
		judging.of[part] = bands_of_offers(ranker, part, &pass->setting);
		pass->bands[criterion_of[part]] = ranker->host_bands[part];
	}
	judging.months = months_of_offers(ranker, &pass->setting);
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		bool is_own = ranker->row_state[row] & ROW_IS_OWN;
		if ((ranker->row_state[row] & ~ROW_IS_OWN) == ROW_OUT) /* nobody asks */
			continue;
		uint32_t host = is_own ? UINT32_MAX : best_host(&judging, row);
		ranker->host[row] = host;
		if (host == UINT32_MAX)
			set_bands_without(ranker, row, &pass->setting, ranker->host_bands);
		else
			set_bands(&judging, row, host, ranker->host_bands);
	}
}

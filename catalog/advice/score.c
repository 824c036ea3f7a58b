/* SPDX-License-Identifier: MIT */
/* Bands of all models by criterion, cached by what they depend on. Every number is a fixed anchor (docs/guide.md, "Scores"). */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <limits.h>
#include <math.h>

enum { CAN_REASON = 1 << 0, TERMS_TRAINS = 1 << 0, TERMS_NONE = 1 << 1, TERMS_ZERO = 1 << 2 };

int32_t points(double share)
{
	double clamped = share < 0 ? 0 : share > 1 ? 1 : share;
	return (int32_t)(clamped * POINTS + 0.5);
}

struct band band(double low, double mid, double high)
{
	return (struct band){ points(low), points(mid), points(high) };
}

static double clamp(double value)
{
	return value < 0 ? 0 : value > 1 ? 1 : value;
}

static bool is_own(const struct ranker *ranker, uint32_t row)
{
	return ranker->row_state[row] & ROW_IS_OWN;
}

/* The largest window that an allowed offer serves, or the claimed one on own machines; NAN unknown. */
static double usable_context(const struct ranker *ranker, uint32_t row, const uint8_t *allowed)
{
	double best = NAN;

	if (is_own(ranker, row))
		return ranker->models[row].context;
	for (uint32_t offer = ranker->offers_from[row]; offer < ranker->offers_from[row + 1];
		offer++)
		if (allowed[offer] && !isnan(ranker->offers[offer].context) &&
			!(ranker->offers[offer].context <= best))
			best = ranker->offers[offer].context;
	return best;
}

static struct band context_band(const struct ranker *ranker, uint32_t row,
	const struct setting *setting, const uint8_t *allowed)
{
	double context = usable_context(ranker, row, allowed), need = setting->length;

	if (isnan(context))
		return band(0, 0.5, 1);
	if (need <= 0) {
		double free = clamp(log2(context / 8000) / 7);
		return band(free, free, free);
	}
	double share = 0.8 + 0.2 * clamp(log2(context / need) / 2);
	if (need > 128000 && ranker->models[row].long_shown < need / 2)
		return band(0.4 * share, 0.7 * share, share);
	return band(share, share, share);
}

static struct band speed_guess(const struct model_facts *facts, const struct setting *setting)
{
	double low = 0.1, high = 0.9;

	if (!isnan(facts->active)) {
		low = facts->active <= 4e9      ? 0.7
			: facts->active <= 20e9 ? 0.5
			: facts->active <= 70e9 ? 0.3
						: 0.1;
		high = facts->active <= 4e9     ? 1
			: facts->active <= 20e9 ? 0.9
			: facts->active <= 70e9 ? 0.7
						: 0.6;
	} else if (facts->is_small_name) { /* its maker calls it small or fast */
		low = 0.3;
		high = 0.95;
	}
	double factor = setting->is_realtime && facts->is_thinking_name ? 0.75 : 1;
	return band(low * factor, (low + high) / 2 * factor, high * factor);
}

/* Seconds to the first token where a host does not tell them: at worst, to reckon with, at best. */
static const struct start {
	double lo, mid, hi;
} untold_start = { 2.5, 1, 0.3 };

static double speed_points(double seconds, const struct setting *setting)
{
	return clamp(1 - log(seconds / setting->good) / log(setting->bad / setting->good));
}

/* The fastest host that is on record can be chosen; below stands the slowest, and what to expect of hosts that are not. */
static struct band speed_band(const struct ranker *ranker, uint32_t row,
	const struct setting *setting, const uint8_t *allowed)
{
	struct band guess = speed_guess(&ranker->models[row], setting);
	double lo = 1, mid = 0, hi = 0;
	bool is_told = false, is_whole = true;

	for (uint32_t offer = ranker->offers_from[row];
		!is_own(ranker, row) && offer < ranker->offers_from[row + 1]; offer++) {
		const struct offer_facts *facts = &ranker->offers[offer];
		if (!allowed[offer])
			continue;
		if (isnan(facts->speed) || facts->speed <= 0) {
			is_whole = false;
			continue;
		}
		const struct start start = isnan(facts->ttft)
			? untold_start
			: (struct start){ facts->ttft, facts->ttft, facts->ttft };
		double rest = setting->out / facts->speed;
		lo = fmin(lo, speed_points(start.lo + rest, setting));
		mid = fmax(mid, speed_points(start.mid + rest, setting));
		hi = fmax(hi, speed_points(start.hi + rest, setting));
		is_told = true;
	}
	if (!is_told)
		return guess;
	struct band told = band(lo, mid, hi);
	if (!is_whole && guess.lo < told.lo)
		told.lo = guess.lo;
	return told;
}

static struct band privacy_of_offer(const struct offer_facts *facts, const struct setting *setting)
{
	double terms = facts->terms & TERMS_ZERO ? 0.45
		: facts->terms & TERMS_NONE      ? 0.3
		: facts->terms & TERMS_TRAINS    ? 0
						 : -1;

	if (facts->cloud > 0)
		return band(0.8, 0.8, 0.8);
	if (setting->is_region)
		return band(0.6, 0.6, 0.6);
	if (terms < 0)
		return band(0, 0.2, 0.45);
	return band(terms, terms, terms);
}

static struct band privacy_band(const struct ranker *ranker, uint32_t row,
	const struct setting *setting, const uint8_t *allowed)
{
	struct band best = { 0, points(0.2), points(0.45) };
	bool is_first = true;

	if (is_own(ranker, row))
		return band(1, 1, 1);
	for (uint32_t offer = ranker->offers_from[row]; offer < ranker->offers_from[row + 1];
		offer++) {
		if (!allowed[offer])
			continue;
		struct band one = privacy_of_offer(&ranker->offers[offer], setting);
		if (is_first)
			best = one;
		best.lo = one.lo > best.lo ? one.lo : best.lo;
		best.mid = one.mid > best.mid ? one.mid : best.mid;
		best.hi = one.hi > best.hi ? one.hi : best.hi;
		is_first = false;
	}
	return best;
}

static struct band openness_band(const struct model_facts *facts)
{
	if (facts->license < 0)
		return band(0, 0.35, 1);
	if (facts->license == 2)
		return band(1, 1, 1);
	if (facts->license == 0)
		return band(0, 0, 0);
	if (facts->commercial == 2)
		return band(0.25, 0.25, 0.25);
	if (facts->commercial == 1)
		return band(0.5, 0.5, 0.5);
	if (facts->commercial == 0)
		return facts->is_permissive ? band(0.7, 0.7, 0.7) : band(0.5, 0.6, 0.7);
	return band(0.25, 0.5, 0.7);
}

static struct band portability_band(const struct model_facts *facts)
{
	double share = fmin(1, log2(1.0 + facts->hosts) / log2(17));

	if (facts->license > 0)
		share = fmax(share, 0.6);
	return facts->license < 0 ? band(share, share, fmax(share, 0.6))
				  : band(share, share, share);
}

static struct band ecosystem_band(const struct model_facts *facts)
{
	double hosts = fmin(1, log2(1.0 + facts->hosts) / log2(17));
	double used = clamp((log10(fmax(facts->downloads, 1)) - 3) / 4.5);

	if (facts->license == 0) /* nothing to download: hosts alone speak */
		return band(hosts, hosts, hosts);
	if (isnan(facts->downloads))
		return band(hosts / 2, hosts / 2 + 0.2, hosts / 2 + 0.5);
	return band((hosts + used) / 2, (hosts + used) / 2, (hosts + used) / 2);
}

static struct band recency_band(const struct model_facts *facts)
{
	if (facts->age_days == LONG_MAX)
		return band(0, 0.25, 1);
	double share = exp2(-(double)(facts->age_days > 0 ? facts->age_days : 0) / 365);
	return band(share, share, share);
}

static struct band one_band(const struct ranker *ranker, enum criterion criterion, uint32_t row,
	const struct setting *setting, const uint8_t *allowed)
{
	const struct model_facts *facts = &ranker->models[row];

	switch (criterion) {
	case CRITERION_SPEED: return speed_band(ranker, row, setting, allowed);
	case CRITERION_CONTEXT: return context_band(ranker, row, setting, allowed);
	case CRITERION_PRIVACY: return privacy_band(ranker, row, setting, allowed);
	case CRITERION_OPENNESS: return openness_band(facts);
	case CRITERION_PORTABILITY: return portability_band(facts);
	case CRITERION_ECOSYSTEM: return ecosystem_band(facts);
	default: return recency_band(facts);
	}
}

/* What a criterion depends on, as bytes to hash. */
static uint64_t band_key(enum criterion criterion, const struct setting *setting,
	uint64_t allowed_hash)
{
	double parts[8] = { criterion + 1 };
	const void *pointers[5] = { NULL };

	switch (criterion) {
	case CRITERION_QUALITY: parts[1] = setting->target; break;
	case CRITERION_COST:
		parts[1] = setting->in;
		parts[2] = setting->out;
		parts[3] = setting->requests;
		parts[4] = setting->repeat;
		parts[5] = setting->is_batch;
		parts[6] = setting->bits * 1e6 + setting->users +
			(setting->routes & ROUTE_OWN ? 0.5 : 0);
		parts[7] = setting->length;
		break;
	case CRITERION_SPEED:
		parts[1] = setting->good;
		parts[2] = setting->bad;
		parts[3] = setting->out;
		parts[4] = setting->is_realtime;
		break;
	case CRITERION_CONTEXT: parts[1] = setting->length; break;
	case CRITERION_PRIVACY: parts[1] = setting->is_region; break;
	case CRITERION_TONE: pointers[0] = setting->tone; break;
	default: break;
	}
	bool is_of_use = criterion == CRITERION_QUALITY || criterion == CRITERION_DOMAIN;
	if (is_of_use) {
		pointers[1] = setting->uses[0];
		pointers[2] = setting->uses[1];
	}
	if (criterion == CRITERION_DOMAIN && setting->language_answer)
		parts[2] = (double)setting->language_answer->chosen;
	bool is_of_offers = criterion == CRITERION_COST || criterion == CRITERION_SPEED ||
		criterion == CRITERION_CONTEXT || criterion == CRITERION_PRIVACY;
	uint64_t key = text_hash((struct text){ (const char *)parts, sizeof(parts) }) ^
		(text_hash((struct text){ (const char *)pointers, sizeof(pointers) }) * 31);
	return is_of_offers ? key ^ allowed_hash * 131 : key;
}

const struct band *score_bands(struct ranker *ranker, enum criterion criterion,
	const struct setting *setting, const uint8_t *allowed, uint64_t allowed_hash)
{
	struct band_cache *cache = &ranker->bands[criterion];
	uint64_t key = band_key(criterion, setting, allowed_hash);

	for (size_t i = 0; i < BAND_CACHE; i++)
		if (cache->bands[i] && cache->key[i] == key)
			return cache->bands[i];
	uint32_t at = cache->next++ % BAND_CACHE;
	if (!cache->bands[at])
		cache->bands[at] = memory_get_zeroed(ranker->model_count + 1, sizeof(struct band));
	cache->key[at] = key;
	struct band *bands = cache->bands[at];
	if (criterion == CRITERION_QUALITY)
		score_quality_bands(ranker, setting, bands);
	else if (criterion == CRITERION_COST)
		score_cost_bands(ranker, setting, allowed, bands);
	else if (criterion == CRITERION_DOMAIN)
		score_field_bands(ranker, setting, bands);
	else if (criterion == CRITERION_TONE)
		score_tone_bands(ranker, setting->tone, bands);
	else
		for (uint32_t row = 0; row < ranker->model_count; row++)
			bands[row] = one_band(ranker, criterion, row, setting, allowed);
	return bands;
}

/* SPDX-License-Identifier: MIT */
/* Bands of all models by criterion, cached by what they depend on; score_host.c has those that hosts decide. Every number is a fixed anchor (docs/guide.md, "Scores"). */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <limits.h>
#include <math.h>

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

struct band score_context_band(const struct ranker *ranker, uint32_t row, double context,
	const struct setting *setting)
{
	double need = setting->length;

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

struct band score_speed_guess(const struct model_facts *facts, const struct setting *setting)
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

static struct band one_band(const struct ranker *ranker, enum criterion criterion, uint32_t row)
{
	const struct model_facts *facts = &ranker->models[row];

	switch (criterion) {
	case CRITERION_OPENNESS: return openness_band(facts);
	case CRITERION_PORTABILITY: return portability_band(facts);
	case CRITERION_ECOSYSTEM: return ecosystem_band(facts);
	default: return recency_band(facts);
	}
}

/* What a criterion depends on, as bytes to hash. */
uint64_t score_band_key(enum criterion criterion, const struct setting *setting)
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
		parts[6] = setting->wants_free;
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
	return text_hash((struct text){ (const char *)parts, sizeof(parts) }) ^
		(text_hash((struct text){ (const char *)pointers, sizeof(pointers) }) * 31);
}

struct band *band_cache_get(struct band_cache *cache, uint64_t key, uint32_t count, bool *is_new)
{
	*is_new = false;
	for (size_t i = 0; i < BAND_CACHE; i++)
		if (cache->bands[i] && cache->key[i] == key)
			return cache->bands[i];
	uint32_t at = cache->next++ % BAND_CACHE;
	if (!cache->bands[at])
		cache->bands[at] = memory_get_zeroed(count + 1, sizeof(struct band));
	cache->key[at] = key;
	*is_new = true;
	return cache->bands[at];
}

const struct band *score_bands(struct ranker *ranker, enum criterion criterion,
	const struct setting *setting)
{
	bool is_new;
	struct band *bands = band_cache_get(&ranker->bands[criterion],
		score_band_key(criterion, setting), ranker->model_count, &is_new);

	if (is_new && criterion == CRITERION_QUALITY)
		score_quality_bands(ranker, setting, bands);
	else if (is_new && criterion == CRITERION_DOMAIN)
		score_field_bands(ranker, setting, bands);
	else if (is_new && criterion == CRITERION_TONE)
		score_tone_bands(ranker, setting->tone, bands);
	else
		for (uint32_t row = 0; is_new && row < ranker->model_count; row++)
			bands[row] = one_band(ranker, criterion, row);
	return bands;
}

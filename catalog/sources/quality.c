/* SPDX-License-Identifier: MIT */
#include "catalog/sources/quality.h"

#include "catalog/store/benchmark_unit.h"

#include <math.h>

static const struct benchmark *find_benchmark(const struct benchmark *benchmarks, size_t count,
	struct text id)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(benchmarks[i].id, id))
			return &benchmarks[i];
	return NULL;
}

static double within(double share, double least, double most)
{
	return share < least ? least : share > most ? most : share;
}

double quality_index(const struct benchmark *benchmark, double score)
{
	double chance = isnan(benchmark->chance) ? 0 : benchmark->chance,
	       share = within((score - chance) / (100 - chance), 0.02, 0.98);

	return benchmark->middle + benchmark->spread * log(share / (1 - share));
}

/* An Elo rating through the expected score against the ceiling's holder. */
double quality_scaled(const struct benchmark *benchmark, double score)
{
	double chance = isnan(benchmark->chance) ? 0 : benchmark->chance,
	       ceiling = benchmark->ceiling;

	if (!isnan(benchmark->middle))
		return within((quality_index(benchmark, score) - QUALITY_INDEX_LEAST) /
				(QUALITY_INDEX_MOST - QUALITY_INDEX_LEAST),
			0, 1);
	if (benchmark->unit == BENCHMARK_ELO) {
		score = 1 / (1 + pow(10, (ceiling - score) / 400));
		chance = 0;
		ceiling = 0.5;
	}
	double share = (score - chance) / (ceiling - chance);
	return within(benchmark->is_lower_better ? 1 - share : share, 0, 1);
}

/* What a model without results is taken for, and of how many results it has the weight. */
static const double prior = 0.45, prior_results = 0.1;
/* How far the results that are missing may lie from those that are there, when there is one. */
static const double common_band = 0.08, other_band = 0.20;

static bool is_on_common_scale(const struct benchmark *benchmark)
{
	return !isnan(benchmark->middle) ||
		text_equal_string(benchmark->id, QUALITY_INDEX_BENCHMARK);
}

struct quality quality_from_scores(const struct draft_score *scores, size_t score_count,
	const struct benchmark *benchmarks, size_t benchmark_count, const struct lens_share *shares,
	size_t share_count)
{
	struct quality quality = { .is_maker_only = true };
	double sum = 0, band = common_band;

	for (size_t i = 0; i < share_count; i++) {
		const struct benchmark *benchmark = find_benchmark(benchmarks, benchmark_count,
			shares[i].benchmark);
		const struct draft_score *found = NULL;
		for (size_t j = 0; j < score_count && !found;
			j++) /* the first is the one to show */
			if (text_equal(scores[j].benchmark, shares[i].benchmark))
				found = &scores[j];
		if (!found || !benchmark || isnan(benchmark->ceiling))
			continue;
		quality.coverage += shares[i].share;
		quality.score_count++;
		quality.is_maker_only = quality.is_maker_only && found->by != SCORE_INDEPENDENT;
		sum += shares[i].share * quality_scaled(benchmark, found->score);
		if (!is_on_common_scale(benchmark))
			band = other_band;
	}
	if (quality.score_count == 0)
		return quality;
	double count = (double)quality.score_count;
	quality.is_known = true;
	quality.point = 100 * (count * sum / quality.coverage + prior_results * prior) /
		(count + prior_results);
	quality.half_width = 100 *
		(band * (1 - quality.coverage) / count + 0.04 + (quality.is_maker_only ? 0.05 : 0));
	return quality;
}

struct quality quality_of(const struct store *store, uint32_t row, uint32_t lens,
	struct arena *arena)
{
	const struct draft_score *scores;
	const struct lens_share *shares;
	size_t score_count = store_scores(store, row, arena, &scores);

	if (score_count == 0 || lens >= store_lens_count(store))
		return (struct quality){ 0 };
	size_t share_count = store_lens_shares(store, lens, arena, &shares);
	uint32_t count = store_benchmark_count(store);
	struct benchmark *benchmarks = ARENA_ARRAY(arena, struct benchmark, count + 1);
	for (uint32_t i = 0; i < count; i++)
		benchmarks[i] = store_benchmark(store, i);
	return quality_from_scores(scores, score_count, benchmarks, count, shares, share_count);
}

/* SPDX-License-Identifier: MIT */
/* quality.h - one figure from many benchmarks: a lens is a recipe of shares. Layer: sources.
 * Every score becomes a place on one scale, which is that of the Epoch Capabilities Index from 90 (0) to 165 (1): results of different sets are
 * comparable then. A score x that is above chance by the share p = (x - chance) / (100 - chance), kept within 0.02 and 0.98, is what a model of
 * index middle + spread * ln(p / (1 - p)) has on average: the logistic model that the index itself is made with (Ho et al., "A Rosetta Stone for AI
 * Benchmarks", arXiv 2512.00193). A benchmark without middle and spread keeps to its own ends, from chance to ceiling.
 * With n scores known, their mean s by shares and the coverage r, the sum of their shares: quality = 100 * (n * s + 0.1 * prior) / (n + 0.1), half-width
 * 100 * (band * (1 - r) / n + 0.04 (+ 0.05 when only the maker reports)); band is 0.08 on the common scale, where one result foretells the others well,
 * and 0.20 elsewhere. The prior is 0.45, a middling model: it counts as a tenth of a result. Unknown when no score of the lens is known.
 * How middle and spread are found, and how far one result foretells the rest: docs/facts.md, "Benchmarks and lenses". */
#ifndef CATALOG_SOURCES_QUALITY_H
#define CATALOG_SOURCES_QUALITY_H
#include "catalog/store/store.h"

struct quality {
	bool is_known;
	double point, half_width, coverage;
	size_t score_count;
	bool is_maker_only;
};

/* lens: index as in store_lens. */
struct quality quality_of(const struct store *store, uint32_t row, uint32_t lens,
	struct arena *arena);
/* The benchmark whose unit that index is. */
#define QUALITY_INDEX_BENCHMARK "epoch-eci"
/* The ends of the common scale. */
enum { QUALITY_INDEX_LEAST = 90, QUALITY_INDEX_MOST = 165 };
/* The index that a score stands for; the benchmark has a middle. */
double quality_index(const struct benchmark *benchmark, double score);
/* Where a score stands on the common scale, or between the ends of its benchmark; 0..1. */
double quality_scaled(const struct benchmark *benchmark, double score);
/* The same from loose parts, for build time. */
struct quality quality_from_scores(const struct draft_score *scores, size_t score_count,
	const struct benchmark *benchmarks, size_t benchmark_count, const struct lens_share *shares,
	size_t share_count);
#endif

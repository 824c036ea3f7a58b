/* SPDX-License-Identifier: MIT */
/* quality.h - one figure from many benchmarks: a lens is a recipe of shares. Layer: sources.
 * s_j = clamp((x_j - chance_j) / (ceiling_j - chance_j)); coverage r = sum of the shares whose score is known;
 * quality = 100 * (r * mean(s) + 0.25 * prior) / (r + 0.25), half-width 100 * (0.20 * (1 - r) + 0.04 (+ 0.05 when only the maker reports)).
 * The prior is 0.45, a middling model. Unknown when no score of the lens is known. Source: docs/facts.md, "Quality". */
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
/* A score between chance (0) and ceiling (1) of its benchmark. */
double quality_scaled(const struct benchmark *benchmark, double score);
/* The same from loose parts, for build time. */
struct quality quality_from_scores(const struct draft_score *scores, size_t score_count,
	const struct benchmark *benchmarks, size_t benchmark_count, const struct lens_share *shares,
	size_t share_count);
#endif

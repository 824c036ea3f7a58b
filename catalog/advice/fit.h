/* SPDX-License-Identifier: MIT */
/* fit.h - memory that a model needs. Layer: advice.
 * bytes = weights + cache. weights = params * bits / 8. cache = 2 * attention layers * kv heads * head dim * tokens * users * 2 bytes (16 bits);
 * with sliding windows min(tokens, window) for all but the global layers; latent attention (kv_rank + rope_dim) * layers * tokens * users * 2.
 * Unknown when params are unknown or the weights are not public; without a known shape only the weights count and the result is marked partial. */
#ifndef CATALOG_ADVICE_FIT_H
#define CATALOG_ADVICE_FIT_H
#include "catalog/query/run.h"

struct memory_need {
	bool is_known, is_partial;
	double weights, cache, total;
}; /* bytes */
struct memory_need fit_memory(const struct store *store, uint32_t row,
	const struct parameters *parameters);
#endif

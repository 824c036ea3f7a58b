/* SPDX-License-Identifier: MIT */
#include "catalog/advice/fit.h"

#include <math.h>

static double known(const struct store *store, uint32_t row, uint32_t field)
{
	struct value value = store_value(store, row, field, NULL);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

static bool has_weights(const struct store *store, uint32_t row)
{
	struct value license = store_value(store, row, FIELD_LICENSE, NULL);
	return license.state == VALUE_KNOWN &&
		license.is.choice > 0; /* open weight or open source */
}

/* Bytes of the cache in 16 bits; NAN when the shape is not known. */
static double cache_bytes(const struct store *store, uint32_t row,
	const struct parameters *parameters)
{
	double layers = known(store, row, FIELD_ATTENTION_LAYERS),
	       tokens = parameters->context_tokens;
	double rank = known(store, row, FIELD_KV_RANK), rope = known(store, row, FIELD_ROPE_DIM);
	double heads = known(store, row, FIELD_KV_HEADS), size = known(store, row, FIELD_HEAD_DIM);
	double window = known(store, row, FIELD_WINDOW),
	       global = known(store, row, FIELD_GLOBAL_LAYERS);

	if (isnan(layers))
		layers = known(store, row, FIELD_LAYERS);
	if (!isnan(rank)) /* latent attention keeps one vector a layer */
		return (rank + (isnan(rope) ? 0 : rope)) * layers * tokens * parameters->users * 2;
	double seen = layers * tokens;
	if (!isnan(window) && !isnan(global) && global <= layers)
		seen = global * tokens + (layers - global) * fmin(tokens, window);
	return 2 * seen * heads * size * parameters->users * 2;
}

struct memory_need fit_memory(const struct store *store, uint32_t row,
	const struct parameters *parameters)
{
	struct memory_need need = { 0 };
	double params = known(store, row, FIELD_PARAMS);

	if (isnan(params) || !has_weights(store, row))
		return need;
	need.is_known = true;
	need.weights = params * parameters->bits / 8;
	need.cache = cache_bytes(store, row, parameters);
	need.is_partial = isnan(need.cache);
	need.total = need.weights + (need.is_partial ? 0 : need.cache);
	return need;
}

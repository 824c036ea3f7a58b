/* SPDX-License-Identifier: MIT */
/* fit.h - memory that a model needs, and what fits into the memory there is. Layer: advice. GB is 10^9 bytes, GiB 2^30.
 *
 *   weights  = parameters * bits / 8                      (all experts)
 *   cache    = users * (seen * per layer + state)         per layer and token: 2 * kv heads * head dim * kv bits / 8,
 *              or (kv rank + rope dim) * kv bits / 8 for latent attention; seen = tokens * global layers + min(tokens, window) * local ones;
 *              layers without attention (state-space) keep a constant state; layers that keep nothing of the text may keep an image
 *   overhead = 0.5 GB + 2 % of the weights: buffers of the program that runs it (an assumption; overhead= sets it)
 *
 * A context beyond the model's own window counts as that window.
 * Where the shape is not known the cache is an interval and the reason says what is missing; without parameters or public weights nothing
 * is known. */
#ifndef CATALOG_ADVICE_FIT_H
#define CATALOG_ADVICE_FIT_H
#include "catalog/query/run.h"

enum fit_reason {
	FIT_EXACT,
	FIT_NO_WEIGHTS, /* not public: it runs as a service only */
	FIT_NO_LICENSE, /* whether the weights are public is not known */
	FIT_NO_PARAMS,  /* number of parameters not known */
	FIT_NO_SHAPE,   /* layers or heads not known: the interval of models of this size */
	FIT_NO_ATTENTION_LAYERS, /* how many layers attend is not known */
	FIT_NO_GLOBAL_LAYERS,    /* how many layers see the whole context is not known */
	FIT_NO_ROPE,             /* rotary part of the latent cache not known */
	FIT_NO_STATE,            /* size of the state-space state not recorded */
	FIT_NO_IMAGES            /* what its other layers keep of images is not recorded */
};
struct memory_need { /* bytes */
	bool is_known;
	enum fit_reason reason;
	double weights, overhead;
	double cache_low, cache_high, total_low, total_high;
	double token_low,
		token_high; /* cache of one more token for one user at the start of the context */
};
struct memory_need fit_memory(const struct store *store, uint32_t row,
	const struct parameters *parameters);
const char *fit_reason_text(enum fit_reason reason); /* translated; "" for FIT_EXACT */

enum fit_answer { FIT_YES, FIT_MAYBE, FIT_NO, FIT_UNKNOWN };
enum fit_answer fit_answer(const struct memory_need *need, double memory_bytes);
/* Largest context of each user that surely fits into memory_bytes, at most the model's own window; 0: none; NAN unknown. */
double fit_context(const struct store *store, uint32_t row, const struct parameters *parameters,
	double memory_bytes);
/* Most users with the context of the parameters; 0: none; NAN unknown. */
double fit_users(const struct store *store, uint32_t row, const struct parameters *parameters,
	double memory_bytes);
/* The usual quantization with most bits that surely fits: index into quantization.h, -1 none or unknown. */
int fit_quantization(const struct store *store, uint32_t row, const struct parameters *parameters,
	double memory_bytes);

/* Output tokens a second for one user: bandwidth / bytes read for each token, times what programs reach of it. Always inferred. */
struct fit_speed {
	bool is_known;
	double low, high;
};
struct fit_speed fit_speed(const struct store *store, uint32_t row,
	const struct parameters *parameters, double bytes_per_second);
#endif

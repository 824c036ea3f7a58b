/* SPDX-License-Identifier: MIT */
#include "catalog/advice/fit.h"

#include "catalog/query/quantization.h"

#include <math.h>

/* Cache of one token in 16 bits, in bytes for the square root of the number of parameters: 98 % of the 1,440 published shapes with grouped or
 * plain heads in llmfit's model list of 2026-05-12 (https://github.com/AlexsJones/llmfit) lie between 0.2 and 8; latent attention reaches 0.08. */
static const double shape_low = 0.08, shape_high = 8;
/* Mixtures of experts hold more parameters for the same heads: 98 % of their 317 shapes lie below 2.8. */
static const double shape_high_sparse = 3;
/* State of a layer without attention: at most 2 * hidden numbers wide and 256 deep, in 32 bits (Mamba-2: Dao and Gu 2024, arXiv:2405.21060;
 * the widest states in use, those of Falcon-H1, are 256 deep). */
static const double state_width = 2, state_depth = 256, state_bytes = 4;
/* Tokens of the largest image that layers of cross-attention keep: four tiles of 1,601 (Llama 3.2 Vision). */
static const double image_tokens = 4 * 1601;
static const double rope_most =
	128; /* widest rotary part that a latent cache was published with is 64 */
static const double overhead_fixed = 0.5e9, overhead_share = 0.02;
/* What programs reach of the memory's bandwidth while they write an answer. An assumption. */
static const double speed_low = 0.5, speed_high = 0.85;

struct range {
	double low, high;
};

/* What the cache is made of. */
struct shape {
	enum fit_reason reason;
	struct range all, global; /* layers with attention; of these those that see everything */
	struct range each;        /* bytes of one layer and token */
	struct range state;       /* bytes of one user, whatever the context */
	double window;            /* INFINITY: none */
};

static double known(const struct store *store, uint32_t row, uint32_t field)
{
	struct value value = store_value(store, row, field, NULL);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

static bool has_member(const struct store *store, uint32_t row, enum field_id of, const char *key)
{
	const struct field *field = field_get(of);
	struct value value = store_value(store, row, field->id, NULL);
	int member = field_member_by_key(field, key);

	return value.state == VALUE_KNOWN && member >= 0 && (value.is.mask >> member & 1);
}

static bool has_state(const struct store *store, uint32_t row)
{
	return has_member(store, row, FIELD_ARCHITECTURE, "ssm") ||
		has_member(store, row, FIELD_ARCHITECTURE, "hybrid");
}

static struct range exact(double number)
{
	return (struct range){ number, number };
}

/* Anything a model of this size may have. */
static struct shape shape_of_size(double params, double cache_bits, bool is_sparse)
{
	double root = sqrt(params) * cache_bits / 16;

	return (struct shape){ .reason = FIT_NO_SHAPE,
		.all = exact(1),
		.global = exact(1),
		.each = { shape_low * root, (is_sparse ? shape_high_sparse : shape_high) * root },
		.window = INFINITY };
}

static void set_layers(const struct store *store, uint32_t row, double layers, struct shape *shape)
{
	double attending = known(store, row, FIELD_ATTENTION_LAYERS),
	       global = known(store, row, FIELD_GLOBAL_LAYERS),
	       window = known(store, row, FIELD_WINDOW);

	shape->all = exact(isnan(attending) ? layers : fmin(attending, layers));
	if (isnan(attending) && has_member(store, row, FIELD_ARCHITECTURE, "hybrid")) {
		shape->all = (struct range){ 0, layers };
		shape->reason = FIT_NO_ATTENTION_LAYERS;
	} else if (isnan(attending) && has_state(store, row)) {
		shape->all = exact(0); /* state-space and nothing else */
	}
	shape->global = shape->all;
	shape->window = isnan(window) ? INFINITY : window;
	if (isnan(window))
		return;
	if (isnan(global)) {
		shape->global.low = 0;
		shape->reason = FIT_NO_GLOBAL_LAYERS;
		return;
	}
	shape->global = (struct range){ fmin(global, shape->all.low),
		fmin(global, shape->all.high) };
}

/* Layers beside those that keep the text share a cache, do nothing, or attend to an image: which is on no record. */
static void set_images(const struct store *store, uint32_t row, double others, struct shape *shape)
{
	struct value input = store_value(store, row, FIELD_INPUT, NULL);

	if (input.state == VALUE_KNOWN && !has_member(store, row, FIELD_INPUT, "image"))
		return;
	shape->state.high = others * image_tokens * shape->each.high;
	if (shape->reason == FIT_EXACT)
		shape->reason = FIT_NO_IMAGES;
}

static void set_state(const struct store *store, uint32_t row, double layers, double params,
	struct shape *shape)
{
	double heads = known(store, row, FIELD_HEADS), size = known(store, row, FIELD_HEAD_DIM);
	double hidden = isnan(heads * size) ? sqrt(params / (12 * layers)) : heads * size;
	double others = layers - shape->all.low;

	if (others <= 0)
		return;
	if (!has_state(store, row)) {
		set_images(store, row, others, shape);
		return;
	}
	shape->state.high = others * state_width * hidden * state_depth * state_bytes;
	if (shape->reason == FIT_EXACT)
		shape->reason = FIT_NO_STATE;
}

static struct shape shape_of(const struct store *store, uint32_t row, double params,
	double cache_bits)
{
	struct shape shape = { .window = INFINITY };
	double layers = known(store, row, FIELD_LAYERS);
	double rank = known(store, row, FIELD_KV_RANK), rope = known(store, row, FIELD_ROPE_DIM);
	double heads = known(store, row, FIELD_KV_HEADS), size = known(store, row, FIELD_HEAD_DIM);
	double attending = known(store, row, FIELD_ATTENTION_LAYERS);

	if (isnan(layers) && !isnan(attending) &&
		!has_member(store, row, FIELD_ARCHITECTURE, "hybrid"))
		layers = attending;
	if (isnan(layers))
		return shape_of_size(params, cache_bits,
			has_member(store, row, FIELD_ARCHITECTURE, "moe"));
	set_layers(store, row, layers, &shape);
	if (!isnan(rank)) {
		shape.each = exact((rank + (isnan(rope) ? 0 : rope)) * cache_bits / 8);
		if (isnan(rope)) {
			shape.each.high = (rank + rope_most) * cache_bits / 8;
			shape.reason = FIT_NO_ROPE;
		}
	} else if (isnan(heads * size) && shape.all.high > 0) {
		return shape_of_size(params, cache_bits,
			has_member(store, row, FIELD_ARCHITECTURE, "moe"));
	} else if (shape.all.high > 0) {
		shape.each = exact(2 * heads * size * cache_bits / 8);
	}
	set_state(store, row, layers, params, &shape);
	return shape;
}

/* Bytes of one user's cache at one end. */
static double cache_of(const struct shape *shape, double tokens, bool is_high)
{
	double all = is_high ? shape->all.high : shape->all.low,
	       global = is_high ? shape->global.high : shape->global.low,
	       each = is_high ? shape->each.high : shape->each.low,
	       state = is_high ? shape->state.high : shape->state.low;

	return each * (global * tokens + (all - global) * fmin(tokens, shape->window)) + state;
}

static enum fit_reason missing_facts(const struct store *store, uint32_t row)
{
	struct value license = store_value(store, row, FIELD_LICENSE, NULL);

	if (license.state != VALUE_KNOWN)
		return FIT_NO_LICENSE;
	if (license.is.choice == 0) /* closed API */
		return FIT_NO_WEIGHTS;
	return isnan(known(store, row, FIELD_PARAMS)) ? FIT_NO_PARAMS : FIT_EXACT;
}

struct memory_need fit_memory(const struct store *store, uint32_t row,
	const struct parameters *parameters)
{
	struct memory_need need = { .reason = missing_facts(store, row) };
	double params = known(store, row, FIELD_PARAMS);

	if (need.reason != FIT_EXACT) {
		double *all[] = { &need.weights, &need.overhead, &need.cache_low, &need.cache_high,
			&need.total_low, &need.total_high, &need.token_low, &need.token_high };
		for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
			*all[i] = (double)NAN;
		return need;
	}
	struct shape shape = shape_of(store, row, params, parameters->cache_bits);
	need.is_known = true;
	need.reason = shape.reason;
	need.weights = params * parameters->bits / 8;
	need.overhead = isnan(parameters->overhead_bytes)
		? overhead_fixed + overhead_share * need.weights
		: parameters->overhead_bytes;
	double tokens = query_row_parameters(parameters, store, row).context_tokens;
	need.cache_low = parameters->users * cache_of(&shape, tokens, false);
	need.cache_high = parameters->users * cache_of(&shape, tokens, true);
	need.token_low = shape.each.low * shape.all.low;
	need.token_high = shape.each.high * shape.all.high;
	need.total_low = need.weights + need.overhead + need.cache_low;
	need.total_high = need.weights + need.overhead + need.cache_high;
	return need;
}

enum fit_answer fit_answer(const struct memory_need *need, double memory_bytes)
{
	if (!need->is_known || isnan(memory_bytes))
		return FIT_UNKNOWN;
	if (need->total_high <= memory_bytes)
		return FIT_YES;
	return need->total_low <= memory_bytes ? FIT_MAYBE : FIT_NO;
}

static bool fits(const struct store *store, uint32_t row, const struct parameters *parameters,
	double memory_bytes)
{
	struct memory_need need = fit_memory(store, row, parameters);
	return fit_answer(&need, memory_bytes) == FIT_YES;
}

double fit_context(const struct store *store, uint32_t row, const struct parameters *parameters,
	double memory_bytes)
{
	struct parameters tried = *parameters;
	double most = known(store, row, FIELD_CONTEXT), low = 0, high;

	if (missing_facts(store, row) != FIT_EXACT || isnan(memory_bytes))
		return (double)NAN;
	high = isnan(most) ? 1e8 : most;
	tried.context_tokens = high;
	if (fits(store, row, &tried, memory_bytes))
		return isnan(most) ? (double)NAN : most;
	tried.context_tokens = 1;
	if (!fits(store, row, &tried, memory_bytes))
		return 0;
	while (high - low > 1) {
		tried.context_tokens = floor((low + high) / 2);
		if (fits(store, row, &tried, memory_bytes))
			low = tried.context_tokens;
		else
			high = tried.context_tokens;
	}
	return low;
}

double fit_users(const struct store *store, uint32_t row, const struct parameters *parameters,
	double memory_bytes)
{
	struct parameters one = *parameters;

	one.users = 1;
	struct memory_need need = fit_memory(store, row, &one);
	double room = memory_bytes - need.weights - need.overhead;
	if (!need.is_known || isnan(memory_bytes))
		return (double)NAN;
	if (room <= 0)
		return 0;
	/* sums of such sizes are rounded: a user more or less must not hang on that */
	return need.cache_high > 0 ? fmin(floor(room / need.cache_high * (1 + 1e-12)), 1e6) : 1e6;
}

int fit_quantization(const struct store *store, uint32_t row, const struct parameters *parameters,
	double memory_bytes)
{
	struct parameters tried = *parameters;

	for (size_t i = 0; i < quantization_count(); i++) {
		tried.bits = quantization_get(i)->bits;
		if (quantization_get(i)->is_usual && fits(store, row, &tried, memory_bytes))
			return (int)i;
	}
	return -1;
}

struct fit_speed fit_speed(const struct store *store, uint32_t row,
	const struct parameters *parameters, double bytes_per_second)
{
	struct parameters one = *parameters;
	double params = known(store, row, FIELD_PARAMS), active = known(store, row, FIELD_ACTIVE);
	bool is_sparse = has_member(store, row, FIELD_ARCHITECTURE, "moe");

	one.users = 1;
	struct memory_need need = fit_memory(store, row, &one);
	if (isnan(active) && !is_sparse)
		active = params;
	if (!need.is_known || isnan(active) || isnan(bytes_per_second))
		return (struct fit_speed){ 0 };
	double weights = active * parameters->bits / 8;
	return (struct fit_speed){ .is_known = true,
		.low = speed_low * bytes_per_second / (weights + need.cache_high),
		.high = speed_high * bytes_per_second / (weights + need.cache_low / 2) };
}

const char *fit_reason_text(enum fit_reason reason)
{
	switch (reason) {
	case FIT_NO_WEIGHTS: return _("its weights are not public: it runs as a service only");
	case FIT_NO_LICENSE: return _("whether its weights are public is not known");
	case FIT_NO_PARAMS: return _("the number of its parameters is not known");
	case FIT_NO_SHAPE:
		return _("its layers and heads are not known: cache as in models of this size");
	case FIT_NO_ATTENTION_LAYERS: return _("how many of its layers attend is not known");
	case FIT_NO_GLOBAL_LAYERS:
		return _("how many of its layers see the whole context is not known");
	case FIT_NO_ROPE: return _("the rotary part of its latent cache is not known");
	case FIT_NO_STATE: return _("the size of its state-space state is not known");
	case FIT_NO_IMAGES:
		return _("what its layers without a cache of text keep of images is not known");
	case FIT_EXACT: break;
	}
	return "";
}

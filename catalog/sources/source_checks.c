/* SPDX-License-Identifier: MIT */
/* Numbers of lists that cannot be true are unknown, with a warning: windows, limits, prices. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>

bool source_tokens_can_be(double tokens, double least)
{
	return tokens >= least && tokens <= WINDOW_MOST && floor(tokens) == tokens;
}

static void check_tokens(struct source_reader *reader, const char *what, double *tokens,
	double least)
{
	if (isnan(*tokens))
		return;
	if (*tokens == 0) { /* how these catalogs write "not said" */
		*tokens = (double)NAN;
		return;
	}
	if (source_tokens_can_be(*tokens, least))
		return;
	source_warn(reader, _("%s: %.15g tokens cannot be true; left unknown"), what, *tokens);
	*tokens = (double)NAN;
}

void source_check_limits(struct source_reader *reader, struct limits *limits)
{
	check_tokens(reader, "context", &limits->context, field_get(FIELD_CONTEXT)->range.least);
	check_tokens(reader, "input_limit", &limits->input, 16);
	check_tokens(reader, "output_limit", &limits->output, 16);
	if (limits->input > limits->context) {
		source_warn(reader,
			_("input_limit: %.0f is more than the context of %.0f; left unknown"),
			limits->input, limits->context);
		limits->input = (double)NAN;
	}
	if (limits->output > limits->context) {
		source_warn(reader,
			_("output_limit: %.0f is more than the context of %.0f; left unknown"),
			limits->output, limits->context);
		limits->output = (double)NAN;
	}
}

struct prices source_no_prices(void)
{
	const double unknown = (double)NAN;
	return (struct prices){ unknown, unknown, unknown, unknown, unknown, unknown };
}

/* -1 is how routers write "it depends". */
static void check_price(struct source_reader *reader, const char *what, double *price)
{
	if (isnan(*price) || *price >= 0)
		return;
	if (*price != -1 && *price != -1e6)
		source_warn(reader, _("%s: a price of %.15g cannot be true; left unknown"), what,
			*price);
	*price = (double)NAN;
}

static bool is_of_another_unit(const struct prices *prices)
{
	return prices->in > field_get(FIELD_PRICE_IN)->range.most ||
		prices->out > field_get(FIELD_PRICE_OUT)->range.most;
}

bool source_prices_can_be(const struct prices *prices)
{
	return !is_of_another_unit(prices) && !(prices->cached > prices->in);
}

void source_check_prices(struct source_reader *reader, struct prices *prices)
{
	check_price(reader, "price_in", &prices->in);
	check_price(reader, "price_out", &prices->out);
	check_price(reader, "price_cached", &prices->cached);
	check_price(reader, "price_write", &prices->write);
	check_price(reader, "price_in_batch", &prices->in_batch);
	check_price(reader, "price_out_batch", &prices->out_batch);
	if (is_of_another_unit(prices)) {
		source_warn(reader,
			_("price: %.15g USD per 1M tokens looks like a mistake of the unit; left unknown"),
			prices->in > field_get(FIELD_PRICE_IN)->range.most ? prices->in
									   : prices->out);
		*prices = source_no_prices();
	}
	if (prices->cached > prices->in) {
		source_warn(reader,
			_("price_cached: %.15g is dearer than the input at %.15g; left unknown"),
			prices->cached, prices->in);
		prices->cached = (double)NAN;
	}
}

double *source_price_of(struct prices *prices, enum field_id field)
{
	switch (field) {
	case FIELD_PRICE_IN: return &prices->in;
	case FIELD_PRICE_OUT: return &prices->out;
	case FIELD_PRICE_CACHED: return &prices->cached;
	case FIELD_PRICE_WRITE: return &prices->write;
	case FIELD_PRICE_IN_BATCH: return &prices->in_batch;
	case FIELD_PRICE_OUT_BATCH: return &prices->out_batch;
	default: return NULL;
	}
}

struct prices source_prices_of(const struct claim *claims, size_t count)
{
	struct prices prices = source_no_prices();

	for (size_t i = 0; i < count; i++) {
		double *price = source_price_of(&prices, (enum field_id)claims[i].field);
		if (price && claims[i].value.state == VALUE_KNOWN)
			*price = claims[i].value.is.number;
	}
	return prices;
}

void source_claim_prices(struct source_reader *reader, const struct prices *prices)
{
	source_claim_number(reader, true, FIELD_PRICE_IN, prices->in);
	source_claim_number(reader, true, FIELD_PRICE_OUT, prices->out);
	source_claim_number(reader, true, FIELD_PRICE_CACHED, prices->cached);
	source_claim_number(reader, true, FIELD_PRICE_WRITE, prices->write);
	source_claim_number(reader, true, FIELD_PRICE_IN_BATCH, prices->in_batch);
	source_claim_number(reader, true, FIELD_PRICE_OUT_BATCH, prices->out_batch);
}

static double claimed_price(const struct source_reader *reader, enum field_id field)
{
	const struct claim *claim = claim_find(reader->offer_claims, reader->offer_claim_count,
		field);
	return claim ? claim->value.is.number : (double)NAN;
}

/* In rising order; one that costs what the base costs says nothing. */
void source_add_tier(struct source_reader *reader, double above, const struct prices *prices)
{
	size_t at = reader->tier_count;

	if (isnan(above) || above < 1 || above > 4e9 || reader->tier_count == SOURCE_TIERS_MAX ||
		prices->in < 0 || prices->out < 0)
		return;
	if (prices->in == claimed_price(reader, FIELD_PRICE_IN) &&
		prices->out == claimed_price(reader, FIELD_PRICE_OUT))
		return;
	for (size_t i = 0; i < reader->tier_count; i++)
		if (reader->tiers[i].above == (uint32_t)above)
			return;
	while (at > 0 && reader->tiers[at - 1].above > above) {
		reader->tiers[at] = reader->tiers[at - 1];
		at--;
	}
	reader->tiers[at] = (struct tier){ (uint32_t)above, prices->in, prices->out,
		prices->cached };
	reader->tier_count++;
}

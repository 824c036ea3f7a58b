/* SPDX-License-Identifier: MIT */
#include "catalog/advice/cost.h"

#include <math.h>

/* A cache price that no list states lies between this share of the input price and all of it (the usual discount is 50 to 90 %). */
static const double cache_share_least = 0.1;
static const double hours_a_month = 730.5;

static double offer_number(const struct store *store, uint32_t offer, enum field_id field)
{
	struct value value = store_offer_value(store, offer, field, NULL);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

double cost_limit(const struct store *store, uint32_t offer, enum field_id of_offer,
	enum field_id of_model)
{
	double number = offer_number(store, offer, of_offer);
	uint32_t row = store_offer_row(store, offer);

	if (isnan(number) || number <= 0) {
		struct value value = store_value(store, row, of_model, NULL);
		bool holds = value.state == VALUE_KNOWN &&
			!store_is_of_offers(store, row, of_model); /* another host's */
		number = holds ? value.is.number : (double)NAN;
	}
	return number > 0 ? number : (double)NAN;
}

uint32_t cost_day(const struct store *store, const struct parameters *parameters)
{
	return isnan(parameters->date) ? store_day(store)
				       : date_last_day((uint32_t)parameters->date);
}

static double price_on(const struct store *store, uint32_t offer, enum field_id field, uint32_t day)
{
	struct value value = store_offer_value_on(store, offer, field, day, NULL);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

struct prices {
	double in, out, cached, write, in_batch, out_batch; /* USD per 1M; NAN unknown */
};

/* The last threshold that the input is strictly above. */
static void apply_tiers(const struct store *store, uint32_t offer, double input,
	struct prices *prices, struct cost *cost)
{
	struct tier tiers[OFFER_TIERS_MAX];
	size_t count = store_offer_tiers(store, offer, tiers, OFFER_TIERS_MAX);
	const struct tier *holds = NULL;

	for (size_t i = 0; i < count; i++)
		if (input > tiers[i].above && (!holds || tiers[i].above > holds->above))
			holds = &tiers[i];
	if (!holds)
		return;
	cost->notes |= 1u << COST_TIER;
	cost->above = holds->above;
	double in = isnan(holds->price_in) ? prices->in : holds->price_in,
	       out = isnan(holds->price_out) ? prices->out : holds->price_out;
	if (prices->in > 0) {
		prices->write *= in / prices->in;
		prices->in_batch *= in / prices->in;
	}
	if (prices->out > 0)
		prices->out_batch *= out / prices->out;
	prices->in = in;
	prices->out = out;
	if (!isnan(holds->price_cached))
		prices->cached = holds->price_cached;
}

static struct prices prices_of(const struct store *store, uint32_t offer,
	const struct parameters *parameters, struct cost *cost)
{
	const struct price_end end = store_price_end(store, offer);
	uint32_t day = cost_day(store, parameters);
	struct prices prices = { .in = price_on(store, offer, FIELD_PRICE_IN, day),
		.out = price_on(store, offer, FIELD_PRICE_OUT, day),
		.cached = price_on(store, offer, FIELD_PRICE_CACHED, day),
		.write = price_on(store, offer, FIELD_PRICE_WRITE, day),
		.in_batch = price_on(store, offer, FIELD_PRICE_IN_BATCH, day),
		.out_batch = price_on(store, offer, FIELD_PRICE_OUT_BATCH, day) };

	if (end.until != 0)
		cost->notes |= 1u << (price_end_is_over(&end, day) ? COST_ENDED : COST_ENDS);
	if (!end.later.is_told ||
		!price_end_is_over(&end, day)) /* tiers are of the list that ended */
		apply_tiers(store, offer, parameters->input_tokens, &prices, cost);
	cost->price_in = prices.in;
	cost->price_out = prices.out;
	cost->price_cached = prices.cached;
	cost->price_write = prices.write;
	return prices;
}

static void note_limits(const struct store *store, uint32_t offer,
	const struct parameters *parameters, struct cost *cost)
{
	double input = parameters->input_tokens, output = parameters->output_tokens;
	double window = cost_limit(store, offer, FIELD_CONTEXT_SERVED, FIELD_CONTEXT),
	       in_most = cost_limit(store, offer, FIELD_INPUT_LIMIT, FIELD_INPUT_LIMIT),
	       out_most = cost_limit(store, offer, FIELD_OUTPUT_LIMIT, FIELD_OUTPUT_LIMIT);

	if (input + output > window)
		cost->notes |= 1u << COST_OVER_CONTEXT;
	if (input > in_most)
		cost->notes |= 1u << COST_OVER_INPUT;
	if (output > out_most)
		cost->notes |= 1u << COST_OVER_OUTPUT;
}

/* Output times this: only models that reason think; where that is not known, perhaps. */
static struct cost_amount thinking_of(const struct store *store, uint32_t row,
	const struct parameters *parameters, struct cost *cost)
{
	const struct field *field = field_get(FIELD_CAN);
	struct value can = store_value(store, row, FIELD_CAN, NULL);
	int member = field_member_by_key(field, "reasoning");
	bool is_known = can.state == VALUE_KNOWN && member >= 0;

	if (is_known && !(can.is.mask >> member & 1))
		return (struct cost_amount){ 1, 1 };
	if (is_known && !(parameters->given >> PARAMETER_THINKING & 1))
		cost->notes |= 1u << COST_THINKS;
	return (struct cost_amount){ is_known ? parameters->thinking_low : 1,
		parameters->thinking_high };
}

static struct cost_amount times(struct cost_amount amount, double factor)
{
	return (struct cost_amount){ amount.low * factor, amount.high * factor };
}

static struct cost_amount plus(struct cost_amount a, struct cost_amount b)
{
	return (struct cost_amount){ a.low + b.low, a.high + b.high };
}

/* tokens * price, of plain requests and batch jobs together; 0 tokens cost nothing even where the price is not known. */
static struct cost_amount part(double tokens, struct cost_amount price, struct cost_amount batch,
	double batch_share)
{
	struct cost_amount plain = plus(times(price, 1 - batch_share), times(batch, batch_share));

	if (tokens == 0)
		return (struct cost_amount){ 0, 0 };
	if (batch_share == 0 || isnan(batch.high))
		plain = price;
	return times(plain, tokens / 1e6);
}

static void set_parts(const struct parameters *parameters, const struct prices *prices,
	struct cost_amount thinking, struct cost *cost)
{
	double in = parameters->input_tokens, batch = parameters->batch_share;
	double read = in * parameters->cached_share, written = in * parameters->written_share,
	       fresh = in - read - written;
	struct cost_amount plain = { prices->in, prices->in }, out = { prices->out, prices->out },
			   cached = { prices->cached, prices->cached },
			   write = { prices->write, prices->write };

	if (isnan(prices->cached)) {
		cached = (struct cost_amount){ prices->in * cache_share_least, prices->in };
		cost->notes |= read > 0 ? 1u << COST_NO_CACHE_PRICE : 0;
	}
	if (isnan(prices->write)) {
		write = plain;
		cost->notes |= written > 0 ? 1u << COST_NO_WRITE_PRICE : 0;
	}
	if (batch > 0 &&
		((in > 0 && isnan(prices->in_batch)) ||
			(parameters->output_tokens > 0 && isnan(prices->out_batch))))
		cost->notes |= 1u << COST_NO_BATCH_PRICE;
	struct cost_amount in_batch = { prices->in_batch, prices->in_batch },
			   out_batch = { prices->out_batch, prices->out_batch },
			   cached_batch = { prices->in_batch * cache_share_least,
				   prices->in_batch };
	cost->input = part(fmax(fresh, 0), plain, in_batch, batch);
	cost->cached = part(read, cached, cached_batch, batch);
	cost->written = part(written, write, in_batch, batch);
	cost->output = part(parameters->output_tokens, out, out_batch, batch);
	cost->output.low *= thinking.low;
	cost->output.high *= thinking.high;
}

static void set_unknown(struct cost *cost)
{
	struct cost_amount none = { (double)NAN, (double)NAN };

	cost->is_known = false;
	cost->call = cost->month = cost->input = cost->cached = cost->written = cost->output =
		cost->bought = none;
}

static void set_sums(const struct parameters *parameters, struct cost *cost)
{
	double n = parameters->requests, budget = parameters->budget_usd;

	cost->call = plus(plus(cost->input, cost->cached), plus(cost->written, cost->output));
	if (isnan(cost->call.high) || parameters->input_tokens + parameters->output_tokens == 0) {
		if (isnan(cost->call.high)) /* how it would be counted is no matter then */
			cost->notes = (cost->notes &
					      ~(1u << COST_THINKS | 1u << COST_NO_CACHE_PRICE |
						      1u << COST_NO_WRITE_PRICE |
						      1u << COST_NO_BATCH_PRICE)) |
				1u << COST_NO_PRICE;
		set_unknown(cost);
		return;
	}
	cost->is_known = true;
	cost->bought = (struct cost_amount){ budget / cost->call.high, budget / cost->call.low };
	if (!isnan(budget) && cost->call.high == 0)
		cost->bought.low = INFINITY;
	if (!isnan(budget) && cost->call.low == 0)
		cost->bought.high = INFINITY;
	cost->month = times(cost->call, n);
	cost->input = times(cost->input, n);
	cost->cached = times(cost->cached, n);
	cost->written = times(cost->written, n);
	cost->output = times(cost->output, n);
	if (cost->call.high == 0)
		cost->notes |= 1u << COST_FREE;
}

static uint32_t day_of(const struct store *store, uint32_t offer, enum field_id price, uint32_t day)
{
	struct arena arena;

	arena_init(&arena);
	struct claim claim = store_offer_claim_on(store, offer, price, day, &arena);
	arena_done(&arena);

	if (claim.value.state != VALUE_KNOWN)
		return 0;
	if (claim.as_of != 0 || claim.source == SOURCE_NONE)
		return claim.as_of;
	return store_source(store, claim.source).date;
}

uint32_t cost_price_day(const struct store *store, uint32_t offer,
	const struct parameters *parameters)
{
	uint32_t day = cost_day(store, parameters), in = day_of(store, offer, FIELD_PRICE_IN, day),
		 out = day_of(store, offer, FIELD_PRICE_OUT, day);

	return in == 0 || (out != 0 && date_first_day(out) > date_first_day(in)) ? out : in;
}

/* What keeps the offer from having been known by the day that is asked for: as a bit of notes, 0 nothing. */
static uint32_t not_yet(const struct store *store, uint32_t offer,
	const struct parameters *parameters)
{
	if (isnan(parameters->date))
		return 0;
	uint32_t last = cost_day(store, parameters), day = cost_price_day(store, offer, parameters);
	struct value released = store_value(store, store_offer_row(store, offer), FIELD_RELEASED,
		NULL);
	if (released.state == VALUE_KNOWN && date_first_day(released.is.date) > last)
		return 1u << COST_UNRELEASED;
	return day != 0 && date_first_day(day) > last ? 1u << COST_LATER : 0;
}

struct cost cost_offer(const struct store *store, uint32_t offer,
	const struct parameters *parameters)
{
	struct cost cost = { .offer = offer };
	uint32_t later = not_yet(store, offer, parameters);

	note_limits(store, offer, parameters, &cost);
	struct prices prices = prices_of(store, offer, parameters, &cost);
	if (later == 0 && store_offer_is_trial_on(store, offer, cost_day(store, parameters)))
		later = 1u << COST_TRIAL;
	if (later != 0) {
		set_unknown(&cost);
		cost.notes &= ~(1u << COST_ENDS | 1u << COST_ENDED);
		cost.notes |= later;
		return cost;
	}
	struct cost_amount thinking = thinking_of(store, store_offer_row(store, offer), parameters,
		&cost);
	set_parts(parameters, &prices, thinking, &cost);
	set_sums(parameters, &cost);
	return cost;
}

bool cost_is_over(const struct cost *cost)
{
	return (cost->notes &
		       (1u << COST_OVER_CONTEXT | 1u << COST_OVER_INPUT |
			       1u << COST_OVER_OUTPUT)) != 0;
}

/* A price is better than none, one for trying than nothing, an offer that takes the request than one that does not, then the cheaper one. */
static bool is_better(const struct cost *a, const struct cost *b)
{
	if (a->is_known != b->is_known)
		return a->is_known;
	if (!a->is_known)
		return (a->notes & ~b->notes) >> COST_TRIAL & 1;
	if (cost_is_over(a) != cost_is_over(b))
		return !cost_is_over(a);
	if (a->month.high != b->month.high)
		return a->call.high < b->call.high;
	return a->call.low < b->call.low;
}

uint32_t cost_trial_offer(const struct store *store, uint32_t row, uint32_t day)
{
	for (uint32_t offer = store_offers_from(store, row);
		offer < store_offers_from(store, row + 1); offer++)
		if (store_offer_is_trial_on(store, offer, day))
			return offer;
	return UINT32_MAX;
}

/* What is free within limits is told beside what it costs. */
static struct cost beside_trial(const struct store *store, const struct parameters *parameters,
	struct cost cost)
{
	if (cost.is_known &&
		cost_trial_offer(store, store_offer_row(store, cost.offer),
			cost_day(store, parameters)) != UINT32_MAX)
		cost.notes |= 1u << COST_TRIAL_TOO;
	return cost;
}

struct cost cost_cheapest(const struct store *store, uint32_t row,
	const struct parameters *parameters, const uint8_t *allowed)
{
	struct cost best = { .offer = UINT32_MAX, .notes = 1u << COST_NO_PRICE };

	set_unknown(&best);
	for (uint32_t offer = store_offers_from(store, row);
		offer < store_offers_from(store, row + 1); offer++) {
		if (allowed && !allowed[offer])
			continue;
		struct cost one = cost_offer(store, offer, parameters);
		if (best.offer == UINT32_MAX || is_better(&one, &best))
			best = one;
	}
	return beside_trial(store, parameters, best);
}

struct cost cost_model(const struct store *store, uint32_t row, const struct parameters *parameters,
	const uint8_t *allowed)
{
	uint32_t own = store_offers_from(store, row); /* the developer's own comes first */

	if (!allowed && own < store_offers_from(store, row + 1) && store_offer_is_own(store, own)) {
		struct cost cost = cost_offer(store, own, parameters);
		if (cost.is_known && !cost_is_over(&cost))
			return beside_trial(store, parameters, cost);
	}
	return cost_cheapest(store, row, parameters, allowed);
}

struct cost_break_even cost_break_even(const struct cost *cost, const struct parameters *parameters)
{
	struct cost_break_even even = { .is_known = false };
	double power = parameters->watts / 1000 * hours_a_month * parameters->busy_share *
		parameters->usd_per_kwh;

	even.fixed_usd = parameters->rig_usd / (12 * parameters->rig_years) + power;
	even.requests = (struct cost_amount){ (double)NAN, (double)NAN };
	if (isnan(even.fixed_usd) || !cost->is_known)
		return even;
	even.is_known = true;
	even.requests.low = cost->call.high > 0 ? even.fixed_usd / cost->call.high : INFINITY;
	even.requests.high = cost->call.low > 0 ? even.fixed_usd / cost->call.low : INFINITY;
	return even;
}

const char *cost_rig_lacks(const struct parameters *parameters)
{
	bool has_watts = !isnan(parameters->watts), has_price = !isnan(parameters->usd_per_kwh);

	if (isnan(parameters->rig_usd) || (has_watts && has_price))
		return "";
	return has_price ? "watts" : has_watts ? "kwh" : "watts, kwh";
}

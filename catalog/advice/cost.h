/* SPDX-License-Identifier: MIT */
/* cost.h - what a workload costs: at one offer, and at a model. Layer: advice.
 *
 *   call = (fresh * price_in + read * price_cached + written * price_write + output * thinking * price_out) / 1e6
 *   month = requests * ((1 - batch) * call + batch * call at batch prices)
 *
 * Input counts include cached and written tokens: fresh is what is left. A tier holds for the whole request when its input is strictly above
 * the threshold; the highest threshold below the input wins, and what a tier does not state stays as without it. Cache writes and batch
 * prices, which tiers do not state, move with the tier's input price. Whether the discounts of cache and batch add up no list
 * says: cached input of batch jobs lies between a tenth of the batch price of input and all of it.
 * What is not known is never zero: without price_in (or price_out, when there is output) the cost is unknown. A cache price that is not known
 * lies between a tenth of the input price and all of it; one for writing counts as the input price; a batch price as the plain one; each is
 * noted. A price that ends on an announced day is counted as long as it holds, then the one that is announced for later, else the old one, which is noted: on
 * the day date=, else on the store's (store_set_day). An offer that is free within limits (store_offer_is_trial) has no price for work: its cost is unknown, and told. Every figure has a low and a high end, equal when nothing is open. */
#ifndef CATALOG_ADVICE_COST_H
#define CATALOG_ADVICE_COST_H
#include "catalog/query/run.h"

enum cost_note {
	COST_FREE,           /* known to be free: limits may apply */
	COST_TRIAL,          /* free within limits: what this work costs nobody says */
	COST_TRIAL_TOO,      /* beside it, another offer is free within limits */
	COST_TIER,           /* a tier's prices hold */
	COST_OVER_CONTEXT,   /* input and output together exceed what the offer serves */
	COST_OVER_INPUT,     /* input exceeds its limit */
	COST_OVER_OUTPUT,    /* output exceeds its limit */
	COST_NO_CACHE_PRICE, /* asked for, not known */
	COST_NO_WRITE_PRICE,
	COST_NO_BATCH_PRICE,
	COST_THINKS,   /* the model reasons: output may be a multiple of what was typed */
	COST_NO_PRICE, /* the offer states none */
	COST_ENDS,     /* its price ends on an announced day, which has not come */
	COST_ENDED, /* its price ended on that day: counted with what is announced, or else as before */
	COST_LATER,      /* its price was recorded after the date that is asked for */
	COST_UNRELEASED, /* the model came out after that date */
	COST_NOTE_COUNT
};

struct cost_amount {
	double low, high; /* USD; NAN unknown */
};
struct cost {
	uint32_t offer; /* UINT32_MAX: none */
	bool is_known;
	uint32_t notes; /* bit per enum cost_note */
	uint32_t above; /* COST_TIER: its threshold */
	double price_in, price_out, price_cached,
		price_write; /* that hold, plain; USD per 1M; NAN unknown */
	struct cost_amount call, month;
	struct cost_amount input, cached, written, output; /* shares of the month; they sum to it */
	struct cost_amount
		bought; /* requests that budget= buys a month; NAN: no budget, INFINITY: free */
};

/* One offer. store is never changed; nothing that it allocates stays. */
struct cost cost_offer(const struct store *store, uint32_t offer,
	const struct parameters *parameters);
/* For which the prices are: that of date=, its last day; else the store's; 0: none. */
uint32_t cost_day(const struct store *store, const struct parameters *parameters);
/* The day from which its prices are known: that of the price, else of the offer, else of its source; 0: none is said. */
uint32_t cost_price_day(const struct store *store, uint32_t offer,
	const struct parameters *parameters);
/* The offer that stands for the model: the developer's own; with `allowed` (per offer: meets the clauses of a query) the cheapest allowed one.
 * When the own offer has no price or cannot take the request, the cheapest that can. */
struct cost cost_model(const struct store *store, uint32_t row, const struct parameters *parameters,
	const uint8_t *allowed);
/* The cheapest offer of the model, own or not. */
struct cost cost_cheapest(const struct store *store, uint32_t row,
	const struct parameters *parameters, const uint8_t *allowed);
/* An offer of the model that is free within limits on that day (cost_day); UINT32_MAX: none. */
uint32_t cost_trial_offer(const struct store *store, uint32_t row, uint32_t day);
/* A limit of the offer, else of the model, unless it is that of another host; NAN unknown. A limit of zero is a gap in a list. */
double cost_limit(const struct store *store, uint32_t offer, enum field_id of_offer,
	enum field_id of_model);
bool cost_is_over(const struct cost *cost); /* the request exceeds a limit of the offer */

/* A note as a sentence for people, in the active language. */
struct text cost_note_text(const struct store *store, const struct cost *cost, enum cost_note note,
	const struct parameters *parameters, struct arena *arena);
/* All notes of a cost, joined by "; ". */
struct text cost_notes_text(const struct store *store, const struct cost *cost,
	const struct parameters *parameters, struct arena *arena);

/* Own hardware against an offer. fixed: USD a month (rig / (12 * years) + power of the busy hours). */
struct cost_break_even {
	bool is_known;
	double fixed_usd;
	struct cost_amount
		requests; /* a month from which own hardware is cheaper; INFINITY: never (the offer is free) */
};
struct cost_break_even cost_break_even(const struct cost *cost,
	const struct parameters *parameters);
/* Without which parameters own hardware (rig=) has no cost: "watts, kwh"; empty: all are there, or there is no rig. */
const char *cost_rig_lacks(const struct parameters *parameters);
#endif

/* SPDX-License-Identifier: MIT */
/* run.h - evaluates a query over a store: rows, order, facet counts, near misses. Layer: query.
 *
 * Each clause is yes, no or unknown per row; the list shows yes. Certain rows: all clauses yes. Possible rows: none no, at least one
 * unknown. -clause hides only what is known to match, so its unknown counts as yes. Clauses on fields of scope offer must all be
 * met by one and the same offer of the row (yes if some offer says yes to all; unknown if none does but some offer says no to none, or the
 * row has no offers on record); offers that say yes to all are the row's matching offers, from which price, speed, context_served and offers
 * are then taken: a clause on offers asks for their number, disclosed: and the like for how what is shown of them is known. A fail unit is a field with all its clauses; the text words together are one more, each state and is: clause is one.
 *
 * Memory: about 8 bytes a row. A run is made anew by query_run_execute; buffers are kept. Interrupted work leaves the former result. */
#ifndef CATALOG_QUERY_RUN_H
#define CATALOG_QUERY_RUN_H
#include "catalog/base/interrupt.h"
#include "catalog/query/query.h"

/* A computed number: an interval when facts are missing, its ends equal otherwise; NAN: unknown. The high end is shown and sorted by; a filter
 * says yes only when both ends meet it, and no only when neither can. */
struct computed_range {
	double low, high;
};
/* A computed field: registered by the floor that owns it. */
struct computation {
	uint16_t field;
	/* Called once per row, when somebody looks; the private column is kept until parameters (or offers) change. allowed: per offer, whether it meets the
	 * offer clauses of the query; NULL: no such clauses, or none of this row's offers does. */
	struct computed_range (*compute)(const struct store *store, uint32_t row,
		const struct parameters *parameters, const uint8_t *allowed, struct arena *scratch);
	/* Fields of scope offer: the same of one offer, so that a clause on it joins the other offer clauses. NULL for the rest. */
	struct computed_range (*compute_offer)(const struct store *store, uint32_t offer,
		const struct parameters *parameters);
	/* Of an estimate: the truth is thought to lie in value ± half_width. NULL: exact. */
	double (*half_width)(const struct store *store, uint32_t row,
		const struct parameters *parameters, struct arena *scratch);
};

/* Bit sets over rows from other floors; NULL reads as empty. */
struct query_rows_of {
	const uint64_t *marked, *is_new, *is_changed;
};

struct query_run;
struct query_run *query_run_new(const struct store *store, const struct computation *computations,
	size_t count);
void query_run_free(struct query_run *run);
void query_run_set_rows(struct query_run *run, struct query_rows_of rows);

/* The query must outlive the run's next execution. */
enum result query_run_execute(struct query_run *run, const struct query *query,
	const struct interrupt *interrupt, struct error *err);
uint32_t query_run_count(
	const struct query_run *run); /* certain; after folding: families and single rows */
uint32_t query_run_possible_count(
	const struct query_run *run); /* to verify, beside the certain ones */
uint32_t query_run_model_count(const struct query_run *run); /* certain, unfolded */
bool query_run_is_certain(const struct query_run *run, uint32_t row);

/* Rows [first, first + count) in the order of sort: (unknown last in both directions, ties by id). The first pages are a top-N scan; asking
 * beyond them makes the whole order once. Returns how many were written through *got. */
enum result query_run_rows(struct query_run *run, uint32_t first, uint32_t count, uint32_t *rows,
	uint32_t *got, const struct interrupt *interrupt);
/* Place of a row in the order, or UINT32_MAX. */
uint32_t query_run_position(struct query_run *run, uint32_t row);
uint32_t query_run_folded(const struct query_run *run,
	uint32_t row); /* siblings hidden behind this row */

/* Computed columns are filled when somebody filters, sorts or counts by them. True if a field's is filled for the query that was run last (or is
 * not computed); filling it beforehand: an interrupted run keeps what it has. */
bool query_run_is_computed(struct query_run *run, uint32_t field);
enum result query_run_compute(struct query_run *run, uint32_t field,
	const struct interrupt *interrupt);

/* The query that was run last; NULL before the first. */
const struct query *query_run_query(const struct query_run *run);
/* Of that query. */
const struct parameters *query_run_parameters(const struct query_run *run);
/* What they come to for one model: of a context beyond its own window it takes the window. */
struct parameters query_row_parameters(const struct parameters *parameters,
	const struct store *store, uint32_t row);
/* The value as this query sees it: computed fields with its parameters, offer fields from the matching offers. */
struct value query_run_value(struct query_run *run, uint32_t row, uint32_t field,
	struct arena *arena);
/* A computed field's low end; equal to the value when nothing is open, NAN when it is unknown or not computed. */
double query_run_low(struct query_run *run, uint32_t row, uint32_t field, struct arena *arena);
/* Per offer: meets the offer clauses; NULL: the query has none, or no offer of this row meets them. */
const uint8_t *query_run_allowed(const struct query_run *run, uint32_t row);
/* The offer that a computed field's figure is of: the first that meets the offer clauses and comes to the same; UINT32_MAX: none, or no such field. */
uint32_t query_run_computed_offer(struct query_run *run, uint32_t row, uint32_t field,
	struct arena *arena);
/* Half the width of the interval around a computed value, in half_width.c; 0 when it is exact or unknown. */
double query_run_half_width(const struct query_run *run, uint32_t row, uint32_t field,
	struct arena *arena);
/* Matching offers of a row, in store order; without offer clauses all. */
size_t query_run_offers(const struct query_run *run, uint32_t row, struct arena *arena,
	const uint32_t **offers);
/* Whether figures of the row (its number of offers, speed ...) are taken from this offer of it among others. */
bool query_run_counts_offer(const struct query_run *run, uint32_t row, uint32_t offer);
/* The offer whose price the row shows; UINT32_MAX if none. */
uint32_t query_run_price_offer(const struct query_run *run, uint32_t row);

struct near_miss {
	uint32_t row;
	uint32_t clause;
}; /* the only clause's unit that fails */
/* Rows one fail unit away, best by the sort order of the query; total (may be NULL) counts all. */
size_t query_run_near(struct query_run *run, struct near_miss *out, size_t capacity,
	uint32_t *total);
/* Models that would match without this clause alone, the others of its field staying. */
uint32_t query_run_without(struct query_run *run, size_t clause);
#endif

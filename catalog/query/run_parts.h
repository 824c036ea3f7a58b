/* SPDX-License-Identifier: MIT */
/* run_parts.h - the insides of a run; shared by run.c, evaluate.c, offers.c, order.c, facet.c. Layer: query; private.
 *
 * Every clause belongs to a unit: a field with all its clauses, the text words together, each state and is: clause. Per row three bytes are kept:
 * missing (units that do not say yes, at most 2), unit (the one, when exactly one is missing), and has_no (some unit says no). */
#ifndef CATALOG_QUERY_RUN_PARTS_H
#define CATALOG_QUERY_RUN_PARTS_H
#include "catalog/query/run.h"

enum answer { ANSWER_YES, ANSWER_UNKNOWN, ANSWER_NO };
enum { UNIT_MAX = 60, UNIT_NONE_MISSING = 0xff, BLOCK_ROWS = 16384 };

struct fail_unit {
	uint16_t field; /* FIELD_NONE: words, states */
	bool is_offer;
	uint32_t clauses[16];
	size_t clause_count;
};

struct computed_column {
	uint16_t field;
	struct parameters parameters;
	uint32_t offers;      /* run->offers_count when made */
	double *numbers;      /* per row; NAN unknown */
	double *lows;         /* low ends */
	bool is_exact;        /* no row has an interval */
	struct column column; /* F64 view of numbers */
};

struct query_run {
	const struct store *store;
	const struct computation *computations;
	size_t computation_count;
	struct query_rows_of rows_of;
	const struct query *query;
	struct fail_unit units[UNIT_MAX];
	size_t unit_count;
	bool has_offer_units;
	uint8_t *missing, *unit, *has_no;            /* per row */
	uint8_t *next_missing, *next_unit, *next_no; /* of the run under way */
	uint8_t *scratch;                            /* per row: answers of one clause */
	uint8_t *offer_yes;   /* per offer: meets all offer clauses; NULL: no such clauses */
	uint8_t *next_offers; /* of the run under way */
	bool is_under_way;
	uint32_t offers_count; /* counts changes of what offers meet */
	uint32_t count, possible, models;
	uint32_t *order;  /* rows in sort order */
	uint32_t ordered; /* of order, from the front */
	uint32_t order_capacity;
	uint32_t *fold_count; /* by family code; NULL: not folded */
	uint32_t *fold_best;
	struct computed_column computed[8];
	size_t computed_count;
	struct arena scratch_arena;
};

/* evaluate.c: answers of one clause for rows [from, to). */
bool evaluate_clause(struct query_run *run, const struct clause *clause, uint32_t from, uint32_t to,
	uint8_t *answers);
enum answer evaluate_number(const struct clause *clause, enum value_state state, double number);
/* The same for a number that lies somewhere in [low, high]. */
enum answer evaluate_range(const struct clause *clause, double low, double high);
enum answer evaluate_value(const struct query_run *run, const struct clause *clause,
	const struct field *field, const struct value *value);
/* The column a field is read from: of the store, or computed with the query's parameters. NULL: nothing known. */
const struct column *run_column(struct query_run *run, uint32_t field);
const struct computation *run_computation(const struct query_run *run, uint32_t field);
const struct computed_column *run_computed(struct query_run *run, uint32_t field);
/* search of one word clause over all rows into hits. */
bool evaluate_words(struct query_run *run, const struct clause *clause, uint8_t *answers,
	const struct interrupt *interrupt, struct error *err, enum result *result);

/* offers.c: the best offer of a row. */
struct offer_answer {
	uint8_t missing, unit;
	bool has_no;
};
struct offer_answer offers_answer(struct query_run *run, uint32_t row, uint8_t *offer_yes);
/* True if the offer meets every offer unit but the one of `field`. */
bool offer_meets_others(struct query_run *run, uint32_t offer, uint16_t field, struct arena *arena);

/* order.c */
enum result order_rows(struct query_run *run, uint32_t wanted, const struct interrupt *interrupt);
int order_compare(struct query_run *run, uint32_t a, uint32_t b);
bool run_row_is_certain(const struct query_run *run, uint32_t row);
#endif

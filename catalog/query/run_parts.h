/* SPDX-License-Identifier: MIT */
/* run_parts.h - the insides of a run; shared by run.c, evaluate*.c, offers.c, order*.c, facet*.c. Layer: query; private.
 *
 * Every clause belongs to a unit: a field with all its clauses, the text words together, each state and is: clause. One byte is kept per row, its
 * miss: MISS_NONE (every unit says yes), MISS_MANY (several do not), else the one that does not; with MISS_NO when some unit says no and not
 * only that it is unknown. While no unit can fail, as in the empty query, none is made. */
#ifndef CATALOG_QUERY_RUN_PARTS_H
#define CATALOG_QUERY_RUN_PARTS_H
#include "catalog/query/run.h"

#include <string.h>

enum answer { ANSWER_YES, ANSWER_UNKNOWN, ANSWER_NO };
enum { UNIT_MAX = 60, MISS_MANY = 0x3e, MISS_NONE = 0x3f, MISS_NO = 0x80, BLOCK_ROWS = 16384 };

struct fail_unit {
	uint16_t field; /* FIELD_NONE: words, states */
	bool is_offer;
	bool is_late;    /* of what the matching offers make of a row: after the offers */
	bool is_settled; /* yes for every row: nothing to evaluate */
	uint32_t clauses[16];
	size_t clause_count;
};

struct computed_column {
	uint16_t field;
	struct parameters parameters;
	uint32_t offers;      /* run_offers_key when it was made */
	uint32_t filled;      /* rows that are computed; kept when the work is interrupted */
	double *numbers;      /* per row; NAN unknown */
	double *lows;         /* low ends */
	struct column column; /* F64 view of numbers */
};

/* Bits of the rows of which some offer does not say what the field is. */
struct silent_rows {
	uint16_t field;
	uint64_t *bits; /* NULL: not made */
};

/* The bytes of rows or offers of a result, or of the one under way. */
struct misses {
	uint8_t *miss;
	uint32_t passing,
		possible; /* rows without a miss, and those that miss something, but without a no */
};

struct query_run {
	const struct store *store;
	const struct computation *computations;
	size_t computation_count;
	struct query_rows_of rows_of;
	const struct query *query;
	struct fail_unit units[UNIT_MAX];
	size_t unit_count;
	bool is_all;                          /* every row matches; rows is not filled */
	bool has_offer_units;                 /* offers is filled */
	struct misses rows, offers;           /* offers: over the offer units alone */
	struct misses next_rows, next_offers; /* of the run under way */
	uint64_t *models_yes,
		*next_models_yes; /* with offer units: rows whose other units all say yes */
	uint8_t *allowed;         /* per offer: meets the offer clauses; NULL: no such clauses */
	uint32_t allowed_count;   /* counts changes of allowed */
	bool is_under_way;
	uint8_t *next_allowed; /* of the run under way; NULL: not known yet, or as above */
	uint8_t *hits;         /* rows that match a word */
	uint64_t *offer_rows;  /* rows that have offers; made when first asked for */
	struct silent_rows silent[16];
	uint32_t *
		hidden; /* rows that miss something, where they are few (facet_rest.c); made when first asked for */
	uint32_t hidden_count;
	uint32_t count, possible, models;
	uint32_t
		*without; /* by clause: models without it; UINT32_MAX: not counted; NULL: none is */
	uint32_t *order;  /* rows in sort order */
	uint32_t ordered; /* of order, from the front */
	uint32_t order_capacity;
	uint32_t *fold_count; /* by family code; NULL: not folded */
	uint32_t *fold_best;
	struct computed_column computed[8];
	size_t computed_count;
	struct arena scratch_arena;
};

static inline uint8_t run_miss(const struct query_run *run, uint32_t row)
{
	return run->is_all ? (uint8_t)MISS_NONE : run->rows.miss[row];
}
static inline bool miss_nothing_but(uint8_t miss, uint8_t unit)
{
	return miss == MISS_NONE || (miss & ~MISS_NO) == unit;
}
/* The unit that alone keeps a row out, or one that is none: not fewer than there are. */
static inline uint8_t miss_alone(uint8_t miss)
{
	return miss ^ MISS_NO;
}
/* Sixty-four bytes of 0 or 0xff (or 0 and 1) as bits, the first one lowest. */
static inline uint64_t run_bits(const uint8_t *bytes)
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++) {
		uint64_t eight;
		memcpy(&eight, bytes + 8 * i, sizeof(eight));
		eight = (eight & UINT64_C(0x0101010101010101)) * UINT64_C(0x0102040810204080);
		bits |= eight >> 56 << 8 * i;
	}
	return bits;
}
/* True if the offer meets all offer clauses; without such clauses every offer does. */
static inline bool run_offer_meets(const struct query_run *run, uint32_t offer)
{
	return !run->has_offer_units || run->offers.miss[offer] == MISS_NONE;
}

/* What each offer misses, of the run under way once that is known; NULL: no offer clauses. */
static inline const uint8_t *run_offer_misses(const struct query_run *run)
{
	if (run->is_under_way)
		return run->next_allowed ? run->next_offers.miss : NULL;
	return run->has_offer_units ? run->offers.miss : NULL;
}

/* evaluate.c: answers of one clause for rows or offers [from, to). */
void evaluate_clause(struct query_run *run, const struct clause *clause, uint32_t from, uint32_t to,
	uint8_t *answers);
void evaluate_offers(struct query_run *run, const struct clause *clause, uint32_t from, uint32_t to,
	uint8_t *answers);
bool clause_is_word(const struct clause *clause);
/* hits[row] = 1 where a word clause matches, else 0; negation is not looked at. */
enum result evaluate_words(struct query_run *run, const struct clause *clause, uint8_t *hits,
	const struct interrupt *interrupt, struct error *err);

/* evaluate_blocks.c */
bool clause_asks_unknown(const struct clause *clause);
enum answer evaluate_number(const struct clause *clause, enum value_state state, double number);
/* The same for a number that lies somewhere in [low, high]. */
enum answer evaluate_range(const struct clause *clause, double low, double high);
/* What a cell of which nothing is known answers. */
enum answer clause_silent_answer(const struct clause *clause);
/* Not for texts. */
void evaluate_column(const struct clause *clause, const struct field *field,
	const struct column *column, uint32_t from, uint32_t to, uint8_t *answers);
/* Least and greatest float whose decimal (number_of_float) is inside the bound. */
float float_at_least(double low);
float float_at_most(double high);

/* evaluate_codes.c: cells of sets, of categories and choices, of tags */
void evaluate_masks(const struct clause *clause, const struct field *field, enum column_form form,
	const void *cells, uint32_t count, uint8_t *restrict out);
void evaluate_codes(const struct clause *clause, const struct field *field, enum column_form form,
	const void *cells, uint32_t count, uint8_t *restrict out);
void evaluate_tags(const struct clause *clause, const struct column *column, uint32_t from,
	uint32_t count, uint8_t *out);

/* computed.c. NULL: not a computed field of this program. */
const struct computation *run_computation(const struct query_run *run, uint32_t field);
/* The column of a computed field with the query's parameters; rows from `filled` on are still to come. NULL as above. */
struct computed_column *run_computed(struct query_run *run, uint32_t field);
/* Fills it as far as row `to`. */
void computed_fill(struct query_run *run, struct computed_column *computed, uint32_t to);
/* Fills all of it, a block at a time; what is filled stays when the work is interrupted. */
enum result computed_fill_all(struct query_run *run, struct computed_column *computed,
	const struct interrupt *interrupt);
/* Are low and high ends of the rows [from, to) the same? They are filled. */
bool computed_is_exact(const struct computed_column *computed, uint32_t from, uint32_t to);

/* run.c */
/* The column a field is read from: of the store, or computed with the query's parameters. NULL: nothing known. */
const struct column *run_column(struct query_run *run, uint32_t field);
/* Number of the unit of a field's clauses, or MISS_NONE. */
void run_forget_without(struct query_run *run); /* the query changes */
uint8_t run_unit_of(const struct query_run *run, uint16_t field);

/* misses.c: units into misses. begin: nothing is missed; set: by one unit alone, so it needs no begin. */
void misses_begin(struct misses *misses, uint32_t from, uint32_t to);
void misses_set(struct misses *misses, size_t unit, const uint8_t *answers, uint32_t from,
	uint32_t to);
void misses_add(struct misses *misses, size_t unit, const uint8_t *answers, uint32_t from,
	uint32_t to);
/* other holds the misses of a block, from 0. */
void misses_merge(struct misses *misses, const uint8_t *other, uint32_t from, uint32_t to);
/* hits become answers in place: those that are `missed` (0, or 1 when the clause is negated) are no. */
void misses_of_hits(uint8_t *hits, uint32_t count, uint8_t missed);
void misses_worst(uint8_t *into, const uint8_t *answers, uint32_t count);

/* offers.c: bits of the rows that have offers. */
const uint64_t *offers_rows(struct query_run *run);
/* Evaluates the offer units and adds them to next_rows. */
enum result offers_run(struct query_run *run, const struct interrupt *interrupt);

/* late.c: clauses on what the matching offers make of a row. Adds its units to next_rows, behind the offers. */
bool late_is(const struct query_run *run, const struct clause *clause);
enum result late_run(struct query_run *run, const struct interrupt *interrupt);
/* What the clauses on the number of offers say of a row of which that many are counted; yes without such clauses. */
bool late_takes_number(const struct query_run *run, uint32_t number);

/* order.c */
int order_compare(struct query_run *run, uint32_t a, uint32_t b);
/* 1 for the rows of the list in [from, to); folded siblings are not among them. */
void order_listed(const struct query_run *run, uint32_t from, uint32_t to, uint8_t *passes);
/* order_sort.c: fills run->order. */
enum result order_sort(struct query_run *run, const struct interrupt *interrupt);

/* order_keys.c. A sort field is a key of 32 bits; smaller stands first, KEY_UNKNOWN last in both directions. */
#define KEY_UNKNOWN UINT32_MAX
enum { KEY_BLOCK = 1024 };
struct key_part {
	const struct sort_key *sort;
	const struct field *field;
	const struct column *column;      /* NULL: made in another way, or nothing known */
	struct computed_column *computed; /* NULL: a field of the store */
	bool is_coarse;                   /* equal keys may be unequal values: key_compare */
};
struct key_part key_part_of(struct query_run *run, const struct sort_key *sort);
void keys_fill(struct query_run *run, const struct key_part *part, uint32_t from, uint32_t to,
	uint32_t *keys);
/* Two rows with equal keys of a coarse part. */
int key_compare(struct query_run *run, const struct key_part *part, uint32_t a, uint32_t b);
#endif

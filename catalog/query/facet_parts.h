/* SPDX-License-Identifier: MIT */
/* facet_parts.h - what one facet gathers; shared by facet*.c. Layer: query; private. */
#ifndef CATALOG_QUERY_FACET_PARTS_H
#define CATALOG_QUERY_FACET_PARTS_H
#include "catalog/query/byte_counts.h"
#include "catalog/query/facet.h"
#include "catalog/query/run_parts.h"

/* Totals by bucket, and among them those that only others report. What is not applicable is in none. Bucket 0: unknown; choice and set: member + 1; terms: code; numbers: bin; dates:
 * year - 1999. */
struct tally {
	const struct field *field;
	const struct column *column;
	struct computed_column *computed;
	uint8_t unit;             /* of the field's own clauses, MISS_NONE without */
	uint32_t *all, *reported; /* reported: NULL when nothing is */
	size_t size;              /* buckets behind 0 */
	uint32_t *
		reported_bytes; /* those of cells of one byte, by their byte until the end; NULL: wider cells */
	uint32_t (*bytes)[256]; /* four histograms; NULL: few enough to count one by one */
	bool is_offer;
	bool is_done; /* the counts are there: as the catalog has them */
};

/* No byte of a vector counts past 255, and words of bits stay whole. */
enum { FACET_BLOCK = 64 * 63 };
_Static_assert((int)FACET_BLOCK <= (int)BYTE_COUNTS_MAX, "blocks fit the byte sums");

/* The rows [from, to) that count: as a mask of 0xff and 0, as bits where somebody walks them, as a number, and, when they are few, by their places. */
struct block {
	uint32_t from, to, passing;
	uint32_t listed; /* of places; 0: too many to list */
	bool has_bits;
	uint64_t bits[FACET_BLOCK / 64];
	uint8_t mask[FACET_BLOCK];
	uint16_t places[FACET_BLOCK];
	uint8_t full[FACET_BLOCK]; /* a mask for gathered cells */
};

/* facet_block.c: the places of a block's rows, when they are few. */
void facet_list_places(struct block *block);
void facet_tally_block(struct tally *tally, struct block *block);
/* Its cell, so often. */
void facet_add_row(const struct tally *tally, uint32_t row, uint32_t times, uint32_t *counts);
/* Cells of one byte: codes, masks, bins; NULL: wider ones. */
const uint8_t *facet_bytes_of(const struct tally *tally);

/* facet_rest.c: the counts of a field of the store from its totals, less the rows that the query hides, where these are few; false: they have to be
 * counted. */
bool facet_take_totals(struct query_run *run, struct tally *tally, struct arena *arena);

/* A facet on an offer field: a row counts for a value when some one offer meets all other offer clauses and has it. */
enum result facet_offers(struct query_run *run, struct tally *tally,
	const struct interrupt *interrupt);
/* Without clauses on offers: rows of the query of which some offer does not say. */
uint32_t facet_silent_rows(struct query_run *run, const struct field *field);
/* Buckets become values, in the order of facet.h; of terms the first `most`. */
void facet_values(const struct tally *tally, size_t most, struct arena *arena, struct facet *facet);
#endif

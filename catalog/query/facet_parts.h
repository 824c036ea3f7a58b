/* SPDX-License-Identifier: MIT */
/* facet_parts.h - what one facet gathers; shared by facet*.c. Layer: query; private. */
#ifndef CATALOG_QUERY_FACET_PARTS_H
#define CATALOG_QUERY_FACET_PARTS_H
#include "catalog/query/facet.h"
#include "catalog/query/run_parts.h"

/* Totals by bucket, and among them those that only others report. Bucket 0: unknown; choice and set: member + 1; terms: code; numbers: bin; dates:
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
};

/* A facet on an offer field: a row counts for a value when some one offer meets all other offer clauses and has it. */
enum result facet_offers(struct query_run *run, struct tally *tally,
	const struct interrupt *interrupt);
/* Buckets become values, in the order of facet.h. */
void facet_values(const struct tally *tally, struct arena *arena, struct facet *facet);
#endif

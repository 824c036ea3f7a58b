/* SPDX-License-Identifier: MIT */
/* facet.h - the values one field takes among the matching rows, with counts. Layer: query. Built with -O3.
 * count(v) = certain rows of the query in which this field's clauses are replaced by field:v (thresholds: by field>=v or <=v),
 * that of unknown those in which they are replaced by field:unknown: not what is not applicable; of a field of offers, what some offer does not say.
 * One pass: a row that fails no unit counts in every facet, one that fails exactly one counts in that field's facet, others nowhere. */
#ifndef CATALOG_QUERY_FACET_H
#define CATALOG_QUERY_FACET_H
#include "catalog/query/run.h"

struct facet_value {
	uint32_t
		code; /* choice, set: member; category, tags: term code; number: index of the threshold; date: year */
	uint32_t count;    /* disclosed or of a field without bases */
	uint32_t reported; /* that only others report; not in count */
};
struct facet {
	uint16_t field;
	struct facet_value *
		values; /* choice, set: member order; thresholds ascending; terms and years: most frequent first, years newest first */
	size_t value_count;
	uint32_t unknown;
};
/* Counts of several fields at once, in the arena. fields[] are facet fields (also computed ones and benchmarks with thresholds). */
enum result facet_count(struct query_run *run, const uint16_t *fields, size_t field_count,
	struct arena *arena, struct facet *facets, const struct interrupt *interrupt);
/* One of them; of terms the most frequent `most` alone. */
enum result facet_count_first(struct query_run *run, uint16_t field, size_t most,
	struct arena *arena, struct facet *facet, const struct interrupt *interrupt);
#endif

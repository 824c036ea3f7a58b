/* SPDX-License-Identifier: MIT */
/* candidates.h - the models of a large catalog that can be chosen from, as a catalog of their own. Layer: advice.
 * Weights by the hundred thousand, of which nothing is on record but what their hub says, would each be weighed against each other, and none could be
 * defended. Nor could one of the tens of thousands of which no more is known than a price: of these the ones with the strongest evidence are taken, in
 * this order: written down in the built-in catalog or a file of the person's own; results of benchmarks; offers; facts that choices ask for; downloads; ids.
 * What is left out is told with every result. */
#ifndef CATALOG_ADVICE_CANDIDATES_H
#define CATALOG_ADVICE_CANDIDATES_H
#include "catalog/base/interrupt.h"
#include "catalog/store/store.h"

struct candidates;

/* Models: a catalog of no more than `whole` is weighed whole, of another one `candidates` at most. */
struct weighed_most {
	uint32_t whole, candidates;
};

/* NULL: all are, since the catalog has no more than most.whole models. The store outlives them. */
struct candidates *candidates_begin(const struct store *store, struct weighed_most most);
/* Copies them, which takes some tenths of a second: RESULT_INTERRUPTED keeps what is done, and another call goes on. Nothing else may be asked before
 * RESULT_OK; after an error they can only be freed. */
enum result candidates_go_on(struct candidates *candidates, const struct interrupt *interrupt,
	struct error *err);
void candidates_free(struct candidates *candidates); /* NULL is fine */
const struct store *candidates_store(const struct candidates *candidates);
/* By row there: the row of the whole catalog, ascending. */
const uint32_t *candidates_rows(const struct candidates *candidates);
/* The other way round; UINT32_MAX: it is not there. */
uint32_t candidates_row(const struct candidates *candidates, uint32_t whole_row);
/* How many are on record, but beyond the bound; whether this row of the whole catalog is one of them. */
uint32_t candidates_passed_count(const struct candidates *candidates);
bool candidates_passed(const struct candidates *candidates, uint32_t whole_row);
#endif

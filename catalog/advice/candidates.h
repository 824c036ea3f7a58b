/* SPDX-License-Identifier: MIT */
/* candidates.h - the models of a large catalog that can be chosen from, as a catalog of their own. Layer: advice.
 * Weights by the hundred thousand, of which nothing is on record but what their hub says, would each be weighed against each other, and none could be
 * defended. What is left out is told with every result. */
#ifndef CATALOG_ADVICE_CANDIDATES_H
#define CATALOG_ADVICE_CANDIDATES_H
#include "catalog/store/store.h"

struct candidates;

/* NULL in *out: all are, since the catalog has no more than `most` models. */
enum result candidates_new(struct candidates **out, const struct store *store, uint32_t most,
	struct error *err);
void candidates_free(struct candidates *candidates); /* NULL is fine */
const struct store *candidates_store(const struct candidates *candidates);
/* By row there: the row of the whole catalog, ascending. */
const uint32_t *candidates_rows(const struct candidates *candidates);
#endif

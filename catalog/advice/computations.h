/* SPDX-License-Identifier: MIT */
/* computations.h - the computed fields of the program, as query_run_new takes them. Layer: advice. */
#ifndef CATALOG_ADVICE_COMPUTATIONS_H
#define CATALOG_ADVICE_COMPUTATIONS_H
#include "catalog/query/run.h"

/* memory, cost (of a month: cost_model), age (days against the catalog's date), quality (for lenses). */
const struct computation *computations(size_t *count);
#endif

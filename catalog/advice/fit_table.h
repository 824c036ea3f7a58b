/* SPDX-License-Identifier: MIT */
/* fit_table.h - memory as a table (kind "fit"). Layer: advice. */
#ifndef CATALOG_ADVICE_FIT_TABLE_H
#define CATALOG_ADVICE_FIT_TABLE_H
#include "catalog/advice/fit.h"
#include "catalog/tables/table.h"

/* Columns: name, weights, kv_cache, overhead, total; with memory= also fits, missing, quantization, context, users; with bandwidth= speed;
 * reason. The low ends stand in kv_cache_low and total_low, for exports. */
struct table *table_fit(const struct store *store, const uint32_t *rows, uint32_t count,
	const struct parameters *parameters, struct arena *arena);
struct memory_need table_fit_of(const struct table *table, uint32_t index);
#endif

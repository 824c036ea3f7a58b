/* SPDX-License-Identifier: MIT */
/* price_end.h - until when a price holds, and what it is then, in words. Layer: tables. */
#ifndef CATALOG_TABLES_PRICE_END_H
#define CATALOG_TABLES_PRICE_END_H
#include "catalog/query/run.h"

/* "price until 2026-11-30, then 4.00 / 20.00", on the store's day; behind that day what became of it. Empty: no end is announced. */
struct text price_end_text(const struct store *store, uint32_t offer, uint32_t day,
	struct arena *arena);
/* The same without its first word, for where the title says it; empty when the day has passed and a later price holds. */
struct text price_end_cell_text(const struct store *store, uint32_t offer, struct arena *arena);
/* The offer whose end is shown for the row: among those that a query asks for, else the one that gives the model its price. run NULL: no query. False: no end
 * is announced. */
bool price_end_of_row(const struct store *store, const struct query_run *run, uint32_t row,
	uint32_t *offer);
#endif

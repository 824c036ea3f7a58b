/* SPDX-License-Identifier: MIT */
/* plot_offers.h - what some one of several offers has, and whether it is for trying, for counts. Layer: tables; private. */
#ifndef CATALOG_TABLES_PLOT_OFFERS_H
#define CATALOG_TABLES_PLOT_OFFERS_H
#include "catalog/query/run.h"

/* Members or tags of a field of offers, each once; VALUE_UNKNOWN: no offer says any. True if some offer does not say. */
bool plot_offers_value(const struct store *store, const struct field *field, const uint32_t *offers,
	size_t count, struct arena *arena, struct value *all);
/* Whether the price of a row is that of an offer for trying, and what the bar of such prices is called: all are, or some. */
bool plot_is_trial(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, const struct value *value, struct arena *arena);
struct text plot_trial_label(bool is_all);
#endif

/* SPDX-License-Identifier: MIT */
/* plot_offers.h - what some one of several offers has, for counts. Layer: tables; private. */
#ifndef CATALOG_TABLES_PLOT_OFFERS_H
#define CATALOG_TABLES_PLOT_OFFERS_H
#include "catalog/store/store.h"

/* Members or tags of a field of offers, each once; VALUE_UNKNOWN: no offer says any. True if some offer does not say. */
bool plot_offers_value(const struct store *store, const struct field *field, const uint32_t *offers,
	size_t count, struct arena *arena, struct value *all);
#endif

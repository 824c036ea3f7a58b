/* SPDX-License-Identifier: MIT */
/* offer_behind.h - whose figure it is: the offer that a model has its price, its speed or its first token from. Layer: tables.
 * A price of an offer for trying (store_offer_is_trial) is no price for work, and every table says so in its place: "trial" where there is little room, else
 * "free within limits". Programs read the number, and in JSON "trial". */
#ifndef CATALOG_TABLES_OFFER_BEHIND_H
#define CATALOG_TABLES_OFFER_BEHIND_H
#include "catalog/tables/table.h"

/* Among those that a query asks for, else of all (run NULL: no query). UINT32_MAX: none, or nothing that one offer decides. */
uint32_t offer_behind(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, struct arena *arena);
/* The same for its prices alone. */
uint32_t offer_behind_price(const struct store *store, const struct query_run *run, uint32_t row);
/* What this offer of a host that has several of the model differs in, besides the price: "trains by default", "Context served 128k". Empty: the host has one
 * alone, or nothing else is known to differ, or the field itself is what does. */
struct text offer_apart(const struct store *store, uint32_t offer, const struct field *field,
	struct arena *arena);
/* "at Groq", in the active language. */
struct text offer_at_host(const struct store *store, uint32_t offer, struct arena *arena);
/* Whether a value of this field at that offer (UINT32_MAX: none) is a price of what is free within limits. */
bool offer_tries(const struct store *store, uint32_t offer, const struct field *field,
	const struct value *value);
/* Tells so in a cell's words. */
void offer_tell_trial(struct cell *cell);
#endif

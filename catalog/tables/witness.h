/* SPDX-License-Identifier: MIT */
/* witness.h - who says what about one fact: claims, offers or scores, in one shape. Layer: tables; private to evidence.c. */
#ifndef CATALOG_TABLES_WITNESS_H
#define CATALOG_TABLES_WITNESS_H
#include "catalog/query/parameters.h"
#include "catalog/store/store.h"

struct witness {
	struct value value;
	struct text printed;
	enum basis basis;
	struct text who;
	struct text who_key;            /* as files have it; empty: as it is read */
	struct text detail, detail_key; /* as it is read, and as files have it */
	struct text at;                 /* provider of an offer */
	struct text note;               /* of an offer: its detail without the provider */
	uint32_t source, as_of;
	bool is_trial; /* an offer that is free within limits */
};
struct witnesses {
	struct witness *items;
	size_t count;
};

/* Believed first; of an offer field one per offer that has a value; of a benchmark its scores, the one to show first; of quality the scores that
 * the lens of the parameters takes; of another computed field the facts that it is made of with these parameters, those of offers from this one
 * (UINT32_MAX: from the first that has them). parameters: NULL, the first lens and all that may count. In the arena. */
struct witnesses witnesses_of(const struct store *store, uint32_t row, const struct field *field,
	const struct parameters *parameters, uint32_t offer, struct arena *arena);
/* What a benchmark is called. */
struct text witness_benchmark(const struct store *store, struct text id);
#endif

/* SPDX-License-Identifier: MIT */
/* standing.h - what a shown value stands on: how it is known, and the sources that say so. Layer: query.
 * The marks of tables, the basis in exports and the clauses disclosed:, reported: and inferred: all ask here. */
#ifndef CATALOG_QUERY_STANDING_H
#define CATALOG_QUERY_STANDING_H
#include "catalog/query/run.h"

enum { STANDING_SOURCES = 4 };
struct standing {
	enum basis basis;
	uint32_t sources[STANDING_SOURCES]; /* store source ids */
	uint8_t source_count;
};

enum standing_depth {
	STANDING_BASIS, /* the basis for certain, sources where they come with it */
	STANDING_WHOLE
};
/* Of the value that the field shows for the row (query_run_value; run NULL: store_value), which is not unknown. */
void standing_of(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, const struct value *value, enum standing_depth depth,
	struct arena *arena, struct standing *standing);
#endif

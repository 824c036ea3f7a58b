/* SPDX-License-Identifier: MIT */
/* plain.h - rows whose claims are all cells, as those of hubs: read by the million, without making claims of them. Layer: store.
 * A plain row has no claims on record, no form and no tags (docs/snapshot.md, IMPLIED). What follows from its weights (draft.h) is passed over: whoever
 * needs it finds it anew. */
#ifndef CATALOG_STORE_PLAIN_H
#define CATALOG_STORE_PLAIN_H
#include "catalog/store/store.h"

struct plain_rows;

/* The store outlives it. */
struct plain_rows *plain_rows_new(const struct store *store);
void plain_rows_free(struct plain_rows *rows); /* NULL is fine */

struct plain_cell {
	uint16_t field;     /* enum field_id */
	uint8_t basis;      /* enum basis */
	bool is_code;       /* of a choice or a category, whose values are few: code says which */
	uint32_t code;      /* as in the column: only cells of one catalog can be compared by it */
	struct value value; /* known; set where is_code is false */
};
struct plain_row {
	uint32_t
		origin; /* whose all its claims are: a number of this catalog; 0: it has no claims */
	size_t count;
	struct plain_cell cells[FIELD_COUNT]; /* in field order */
};
/* False: the row is not plain. */
bool plain_row_read(const struct plain_rows *rows, uint32_t row, struct plain_row *out);
/* The cells as claims, in the same order. */
void plain_row_claims(const struct plain_rows *rows, const struct plain_row *row,
	struct claim *claims);
#endif

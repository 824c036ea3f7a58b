/* SPDX-License-Identifier: MIT */
/* complete.h - what could stand at the cursor of a query text. Layer: query. */
#ifndef CATALOG_QUERY_COMPLETE_H
#define CATALOG_QUERY_COMPLETE_H
#include "catalog/query/query.h"

struct completion {
	struct text insert; /* replaces `span` */
	struct text title;  /* in the active language */
	struct text hint;   /* help of a field */
	uint16_t
		field; /* of a value: whose, and which as facet_count tells them apart; FIELD_NONE: no value */
	uint32_t code;
};
/* Keys at the start of a word, members, terms and thresholds behind an operator; best first, at most capacity. */
size_t complete(const struct store *store, struct text text, size_t cursor, struct arena *arena,
	struct span *span, struct completion *out, size_t capacity);
#endif

/* SPDX-License-Identifier: MIT */
/* facet_words.h - a facet's value in words: for people, and for the query text. Layer: query. */
#ifndef CATALOG_QUERY_FACET_WORDS_H
#define CATALOG_QUERY_FACET_WORDS_H
#include "catalog/query/facet.h"

struct facet_words {
	char title[96]; /* in the active language: "Meta", "moe", "128k", "2025" */
	char key[96]; /* as edit_value takes it; empty for thresholds, which edit_threshold takes as numbers */
};
struct facet_words facet_words(const struct store *store, const struct field *field,
	const struct facet_value *value);
/* The values of a clause as they stand in the query ("open-weight,closed-api"), for people: members by their names where keys are not their language. */
void facet_clause_words(struct strbuf *out, const struct field *field, struct text values);
#endif

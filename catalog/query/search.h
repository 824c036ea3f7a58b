/* SPDX-License-Identifier: MIT */
/* search.h - literal, regular and fuzzy search over the search arena. Layer: query. Built with -O3; private to run.c but for
 * search_match, which views use to highlight, and search_nearest_word. */
#ifndef CATALOG_QUERY_SEARCH_H
#define CATALOG_QUERY_SEARCH_H
#include "catalog/base/interrupt.h"
#include "catalog/query/query.h"

/* Sets hits[row] = 1 for each row whose search text, or developer or family title, contains the needle; hits is zeroed by the caller.
 * Korean needles also match Hangul initials (two or more) and an unfinished last syllable. False when interrupted. */
bool search_literal(const struct store *store, struct text needle, bool folds_case, uint8_t *hits,
	const struct interrupt *interrupt);
/* RESULT_USAGE when the pattern is too costly. */
enum result search_regex(const struct store *store, const struct pattern *pattern, uint8_t *hits,
	const struct interrupt *interrupt, struct error *err);
bool search_fuzzy(const struct store *store, struct text needle, uint8_t *hits,
	const struct interrupt *interrupt);
/* Score of one text, higher is better, 0 no match: word starts and runs count more. */
int search_fuzzy_score(struct text needle, struct text hay);
/* What a word that finds nothing may have meant: what its keys write on the other layout of a Korean keyboard, where that finds something; else
 * the word of some model's name that is spelled nearly like it, folded; empty when there is none, when the word is there as it is, or
 * when the catalog is too large to look it up while one types. */
struct text search_nearest_word(const struct store *store, struct text word, struct arena *arena);
/* First place in `hay` that a clause of the query matches. */
bool search_match(const struct query *query, struct text hay, size_t *from, size_t *size);
#endif

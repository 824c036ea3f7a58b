/* SPDX-License-Identifier: MIT */
/* pattern.h - regular expressions with bounded cost. The only user of PCRE2.
 * Layer: base. UTF and UCP on; \C refused; match limit 100,000 steps, JIT when available with a stack of its own
 * (falls back to the interpreter under the same limits). Patterns are at most 1,000 bytes, subjects 4,096. */
#ifndef CATALOG_BASE_PATTERN_H
#define CATALOG_BASE_PATTERN_H
#include "catalog/base/error.h"
#include <stdbool.h>

struct pattern;
enum pattern_match { PATTERN_NO, PATTERN_YES, PATTERN_TOO_COSTLY };

/* On error err->column is the place in the expression, from 1, and the message a reason without a full stop, PCRE2's in English. */
enum result pattern_new(struct pattern **pattern, struct text expression, bool fold_case,
	struct error *err);
void pattern_free(struct pattern *pattern);
/* from, size (may be NULL): bytes of the first match. */
enum pattern_match pattern_find(const struct pattern *pattern, struct text subject, size_t *from,
	size_t *size);

/* A sieve: a cheaper expression that matches wherever the pattern does, for searching many short texts that lie in a row. Its anchors are gone, so that
 * it can run over texts with TAB between their parts (SIEVE_ROWS), or over many lines at once (SIEVE_LINES: it never takes a line end). */
void pattern_add_sieve(struct pattern *pattern, struct text expression,
	bool fold_case); /* as it was made */
enum pattern_sieve { PATTERN_NO_SIEVE, PATTERN_SIEVE_ROWS, PATTERN_SIEVE_LINES };
/* is_exact: whatever the sieve finds matches the pattern, within one part. */
enum pattern_sieve pattern_sieve(const struct pattern *pattern, bool *is_exact);
/* Words of which every match has at least one, in ASCII, lower case when case is folded; returns how many, 0 when none are known or some are so short
 * that looking for them does not pay. They live as long as the pattern. Only patterns with a sieve have them. */
enum { PATTERN_NEEDS_MAX = 4 };
size_t pattern_needs(const struct pattern *pattern, struct text words[PATTERN_NEEDS_MAX],
	bool *folds_case);
/* First place at or behind `from` where the sieve finds something; subjects are valid UTF-8 of any length. */
enum pattern_match pattern_sift(const struct pattern *pattern, struct text subject, size_t from,
	size_t *place);
#endif

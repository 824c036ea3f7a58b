/* SPDX-License-Identifier: MIT */
/* pattern_sieve.h - the text of a sieve, from the text of an expression. Layer: base; private to pattern.c. */
#ifndef CATALOG_BASE_PATTERN_SIEVE_H
#define CATALOG_BASE_PATTERN_SIEVE_H
#include "catalog/base/text.h"

#include <stdbool.h>

struct sieve_text {
	char *bytes; /* as long as the expression at most; the caller's room */
	size_t size;
	bool is_exact;      /* nothing was taken out, and nothing can match a TAB */
	bool stays_in_line; /* nothing can match a line end */
};

/* False when the expression has something that cannot be judged from its text. */
bool sieve_of(struct sieve_text *sieve, struct text expression);
#endif

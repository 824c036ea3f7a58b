/* SPDX-License-Identifier: MIT */
/* pattern_needs.h - words without which an expression cannot match, from its text. Layer: base; private to pattern.c. */
#ifndef CATALOG_BASE_PATTERN_NEEDS_H
#define CATALOG_BASE_PATTERN_NEEDS_H
#include "catalog/base/pattern.h"

enum { NEED_SIZE_MIN = 3, NEED_SIZE_MAX = 16 };

/* Each match has at least one of the words. */
struct pattern_needs {
	struct need {
		char bytes[NEED_SIZE_MAX]; /* ASCII; lower case when case is folded */
		size_t size;
	} words[PATTERN_NEEDS_MAX];
	size_t count; /* 0: none are known */
};

/* expression: one that compiles and has a sieve (pattern_sieve.h). */
struct pattern_needs needs_of_pattern(struct text expression, bool folds_case);
#endif

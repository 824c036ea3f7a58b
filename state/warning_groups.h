/* SPDX-License-Identifier: MIT */
/* warning_groups.h - what a source was warned of, each thing once. Layer: state. */
#ifndef STATE_WARNING_GROUPS_H
#define STATE_WARNING_GROUPS_H
#include "catalog/base/arena.h"
#include "catalog/base/text.h"

struct store;
/* Warnings that differ in their place alone are one sentence, with the first place and how often; what comes most often first, else as they came. Behind
 * them a sentence on those of which only the number is kept. In the arena. */
const struct text *warning_groups(const struct store *store, struct arena *arena, size_t *count);
/* The same of sentences that nobody stored. */
const struct text *warning_groups_of(const struct text *lines, size_t line_count,
	struct arena *arena, size_t *count);
#endif

/* SPDX-License-Identifier: MIT */
/* family_beginning.h - what a text must have for a pattern such as "^gpt ?5[ .]4|^chatgpt|llama ?2" to match. Layer: sources; private to family.c.
 * Asked before the pattern itself, which costs ten times as much. */
#ifndef CATALOG_SOURCES_FAMILY_BEGINNING_H
#define CATALOG_SOURCES_FAMILY_BEGINNING_H
#include "catalog/base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* The sets of ASCII characters that atoms name; shared by the patterns of an index. */
enum { BEGINNING_SETS_MAX = 255 };
struct beginning_sets {
	uint64_t bits[BEGINNING_SETS_MAX][2];
	size_t count;
};

struct beginning; /* of one alternative */
struct beginnings {
	struct beginning *alternatives;
	uint8_t count;      /* 0: anything may match */
	uint64_t needed[2]; /* characters without which none of them can match */
};

/* What can be told from the pattern; nothing if one of its alternatives begins in a way that cannot be told. */
void beginnings_read(struct beginnings *beginnings, struct beginning_sets *sets,
	struct text pattern);
void beginnings_done(struct beginnings *beginnings);
/* The same, asked of the characters alone: most patterns are told by that. */
static inline bool beginnings_can(const struct beginnings *beginnings, const uint64_t there[2])
{
	return (beginnings->needed[0] & ~there[0]) == 0 && (beginnings->needed[1] & ~there[1]) == 0;
}
/* Which characters an ASCII text has: asked once for all patterns. */
void beginnings_characters(struct text text, uint64_t there[2]);
/* False only if the pattern, which ignores case, cannot match this ASCII text of lower case. */
bool beginnings_allow(const struct beginnings *beginnings, const struct beginning_sets *sets,
	struct text text, const uint64_t there[2]);
#endif

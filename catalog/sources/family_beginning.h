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

/* What a text has, or must have: bits 0-127 its characters, behind them a hash of each pair of neighbours. */
enum { BEGINNING_MARKS = 4 };
struct beginning_marks {
	uint64_t bits[BEGINNING_MARKS];
};
static inline void beginning_mark(struct beginning_marks *marks, unsigned char before,
	unsigned char c) /* before: 0, or what stands before it */
{
	unsigned pair = (before * 37u + c) % 128;

	marks->bits[c / 64 & 1] |= UINT64_C(1) << (c % 64);
	marks->bits[2 + pair / 64] |= (uint64_t)(before > 0) << (pair % 64);
}
static inline bool beginning_has(const struct beginning_marks *there,
	const struct beginning_marks *needed)
{
	uint64_t missing = 0;

	for (int i = 0; i < BEGINNING_MARKS; i++)
		missing |= needed->bits[i] & ~there->bits[i];
	return missing == 0;
}

enum { ATOMS_MAX = 14 };
struct atoms {
	uint8_t count;
	unsigned char lone; /* the character that the first one is; 0: it may be one of several */
	bool is_anchored;   /* at the begin of the text; else anywhere */
	bool is_rough;      /* something that was passed over may refuse what the atoms allow */
	struct {
		uint8_t set;
		bool is_optional;
	} items[ATOMS_MAX];
};
/* What a text must have somewhere: all of this, and all of one of those. */
struct beginning_needs {
	struct beginning_marks all, *any;
	size_t any_count; /* 0: no more than `all` */
};
struct beginning {                 /* of one alternative */
	struct atoms first, ahead; /* ahead: of the first look ahead; count 0: nothing */
	bool is_all;               /* there is no more to the alternative */
	struct beginning_needs needs;
};
struct beginnings {
	struct beginning *alternatives;
	uint8_t count;                 /* 0: anything may match */
	struct beginning_marks needed; /* without which none of them can match */
};

/* family_beginning_read.c: what can be told from the pattern; nothing if one of its alternatives begins in a way that cannot be told. */
void beginnings_read(struct beginnings *beginnings, struct beginning_sets *sets,
	struct text pattern);
void beginnings_done(struct beginnings *beginnings);
/* The set at pattern.bytes[*at], which is moved behind it; false if there is none that is simple. */
bool beginning_read_set(struct text pattern, size_t *at, uint64_t set[2]);
unsigned char beginning_lone(
	const uint64_t set[2]); /* the only character of a set; 0: it has more */
size_t beginning_group_end(struct text pattern, size_t at); /* behind the group that begins here */
size_t beginning_alternative(
	struct text pattern); /* size up to the next '|' outside of groups and classes */
/* family_needs.c: of one alternative; free `any`. */
struct beginning_needs beginning_needs_read(struct text alternative);
/* What an ASCII text has: asked once for all patterns. */
void beginnings_mark(struct text text, struct beginning_marks *there);
/* Whether the pattern, which ignores case, matches this ASCII text of lower case. First that of the marks, by which most patterns are told; then by what
 * is known of its beginning. */
enum beginning_match { BEGINNING_NO, BEGINNING_MAY, BEGINNING_YES };
static inline bool beginnings_can(const struct beginnings *beginnings,
	const struct beginning_marks *there)
{
	return beginning_has(there, &beginnings->needed);
}
enum beginning_match beginnings_match(const struct beginnings *beginnings,
	const struct beginning_sets *sets, struct text text, const struct beginning_marks *there);
#endif

/* SPDX-License-Identifier: MIT */
/* family_beginning.h - how a text must begin for a pattern such as "^gpt ?5[ .]4|^chatgpt". Layer: sources; private to family.c.
 * Asked before the pattern itself, which costs ten times as much. */
#ifndef CATALOG_SOURCES_FAMILY_BEGINNING_H
#define CATALOG_SOURCES_FAMILY_BEGINNING_H
#include "catalog/base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { ATOMS_MAX = 10, CHOICES_MAX = 4, ALTERNATIVES_MAX = 6 };

struct beginning {
	uint8_t count;
	struct {
		char choices[CHOICES_MAX]; /* filled up with the first one */
		bool is_optional;
	} atoms[ATOMS_MAX];
};
struct beginnings {
	uint8_t count; /* 0: anything may match */
	struct beginning alternatives[ALTERNATIVES_MAX];
};

/* What can be told from the pattern; nothing if one of its alternatives is not anchored by '^'. */
void beginnings_read(struct beginnings *beginnings, struct text pattern);
/* False only if the pattern cannot match the text. */
bool beginnings_allow(const struct beginnings *beginnings, struct text text);
#endif

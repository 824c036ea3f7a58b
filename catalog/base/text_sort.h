/* SPDX-License-Identifier: MIT */
/* text_sort.h - a million numbers in the order of the texts that they stand for. Layer: base. */
#ifndef CATALOG_BASE_TEXT_SORT_H
#define CATALOG_BASE_TEXT_SORT_H
#include "catalog/base/text.h"

/* Texts in one run of bytes: each goes from its start to the next byte `end`, which is in none of them, nor is NUL. */
struct text_run {
	const char *bytes;
	size_t size;
	const uint32_t *starts; /* by item */
	char end;
	bool folds_ascii; /* a = A */
};
/* As text_compare has it (folded: of the lower letters), equal texts by the number of the item. Ranks, by item: how many different texts stand before
 * its own; NULL: nobody asks. */
void text_sort(const struct text_run *run, uint32_t *items, size_t count, uint32_t *ranks);
#endif

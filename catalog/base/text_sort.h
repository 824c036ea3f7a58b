/* SPDX-License-Identifier: MIT */
/* text_sort.h - a million numbers in the order of the texts that they stand for. Layer: base. */
#ifndef CATALOG_BASE_TEXT_SORT_H
#define CATALOG_BASE_TEXT_SORT_H
#include "catalog/base/text.h"

struct text_sort {
	/* The text of an item; it stays where it is while the items are sorted. */
	struct text (*text)(const void *context, uint32_t item);
	const void *context;
	bool folds_ascii; /* a = A */
};
/* As text_compare has it (folded: of the lower letters), equal texts by the number of the item. */
void text_sort(const struct text_sort *sort, uint32_t *items, size_t count);
#endif

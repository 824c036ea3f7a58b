/* SPDX-License-Identifier: MIT */
/* search_scan.h - finds a word in a long run of bytes. Layer: query; private to search*.c. */
#ifndef CATALOG_QUERY_SEARCH_SCAN_H
#define CATALOG_QUERY_SEARCH_SCAN_H
#include "catalog/base/text.h"

/* Two of its bytes are looked for at once; where both stand the whole is compared. */
struct needle {
	struct text text; /* lower case when case is folded */
	bool folds;
	size_t first, second; /* places of the two */
	uint8_t first_bit,
		second_bit; /* 0x20 where the byte is a letter and case is folded, else 0 */
};

enum { SEARCH_POLL_BYTES = 1 << 18 }; /* between two looks at the interrupt */

/* text is not empty and must outlive the needle. */
struct needle needle_of(struct text text, bool folds);
/* Chooses the two bytes that are rarest in the hay. */
void needle_suit(struct needle *needle, struct text hay);
/* First match at or behind `from`; hay.size if there is none. */
size_t needle_find(const struct needle *needle, struct text hay, size_t from);
/* The row that holds the place: not before `row`, and mostly near it. starts: of all rows, and the end. */
uint32_t search_row_at(const uint32_t *starts, uint32_t rows, uint32_t row, size_t place);
#endif

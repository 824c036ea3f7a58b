/* SPDX-License-Identifier: MIT */
/* diff_parts.h - two catalogs while they are compared. Layer: tables; private to diff*.c. */
#ifndef CATALOG_TABLES_DIFF_PARTS_H
#define CATALOG_TABLES_DIFF_PARTS_H
#include "catalog/base/interrupt.h"
#include "catalog/tables/diff.h"

enum { WATCHED_COUNT = 16 }; /* fields */

struct differ {
	struct changes *changes;
	struct change *items;
	size_t capacity;
	uint64_t *is_changed;
	const struct interrupt *interrupt;
	uint64_t polled; /* how far it was */
	bool is_stopped;
	bool may_differ[WATCHED_COUNT]; /* somebody says something of it */
	struct arena scratch;
};

/* How far it is; false: it is to stop. */
bool differ_goes_on(struct differ *differ, uint64_t done, uint64_t total);
/* Adds what one model says otherwise in both. */
void differ_compare_rows(struct differ *differ, uint32_t row, uint32_t other);
/* diff_renamed.c: of a model that went and one that came, known by the same name or offer and alone so, one change is made. */
void differ_find_renamed(struct differ *differ);
#endif

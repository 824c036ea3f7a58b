/* SPDX-License-Identifier: MIT */
/* change_list.h - the change list that a catalog carries (docs/facts.md, "Changes") as a table: what there is to tell before an earlier catalog
 * is kept to compare with. Layer: tables. */
#ifndef CATALOG_TABLES_CHANGE_LIST_H
#define CATALOG_TABLES_CHANGE_LIST_H
#include "catalog/tables/diff.h"

const char *listed_kind_key(enum listed_kind kind);   /* "repriced" */
const char *listed_kind_title(enum listed_kind kind); /* in the active language */
int listed_kind_find(struct text word);               /* -1 if none */
/* counts: LISTED_KIND_COUNT of them. Returns how many there are. */
size_t change_list_count(const struct store *store, size_t *counts);
/* Its columns behind those of every table of changes (diff.h). */
enum {
	LIST_COLUMN_DATE = CHANGE_COLUMN_COUNT,
	LIST_COLUMN_PROVIDER,
	LIST_COLUMN_NOTE,
	LIST_COLUMN_END
};
/* Entries of that day or later (0: all) and of a mask of kinds (0: all). */
struct table *table_change_list(const struct store *store, uint32_t since, uint32_t kinds,
	struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* change_list.h - the change list that the facts come with: what is new, gone, repriced or corrected, by day. Layer: tables.
 * Unlike diff.h it needs no earlier catalog: people wrote it down (docs/facts.md, "Changes"). */
#ifndef CATALOG_TABLES_CHANGE_LIST_H
#define CATALOG_TABLES_CHANGE_LIST_H
#include "catalog/tables/table.h"

/* json: the text of a facts file with "changes", newest first; may be TEXT_NONE. Fails only if it is no JSON. */
enum result table_change_list(struct table **out, const struct store *store, struct text json,
	struct arena *arena, struct error *err);
#endif

/* SPDX-License-Identifier: MIT */
/* detail_note.h - what stands in brackets behind a value in the detail of a model. Layer: tables. */
#ifndef CATALOG_TABLES_DETAIL_NOTE_H
#define CATALOG_TABLES_DETAIL_NOTE_H
#include "catalog/tables/table.h"

/* What a computed value was computed with; of which host a price and a speed are, which may be two; what a price was until lately. In the arena,
 * without brackets; empty: nothing. The table has a run. */
struct text detail_note(const struct table *table, uint32_t row, const struct field *field,
	struct arena *arena);
#endif

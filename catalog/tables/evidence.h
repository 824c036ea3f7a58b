/* SPDX-License-Identifier: MIT */
/* evidence.h - why a fact is believed: one sentence, then every claim with value, basis, who, date, link. Layer: tables. */
#ifndef CATALOG_TABLES_EVIDENCE_H
#define CATALOG_TABLES_EVIDENCE_H
#include "catalog/tables/table.h"

/* "GPT-5: router (OpenAI [1]). Dense reported by M. Wyss [2] †." In the active language; [n] count the claims' sources. */
struct text evidence_sentence(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena);
enum evidence_column {
	EVIDENCE_VALUE,
	EVIDENCE_BASIS,
	EVIDENCE_WHO,
	EVIDENCE_TITLE, /* of the source */
	EVIDENCE_DATE,
	EVIDENCE_CHECKED,
	EVIDENCE_URL,
	EVIDENCE_DETAIL,
	EVIDENCE_COUNT
};
/* Rows: claims, believed first; of an offer field: its offers; of a benchmark or quality: the scores. */
struct table *table_evidence(const struct store *store, struct query_run *run, uint32_t row,
	const struct field *field, struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* score_terms.h - by which tool and in which version a score was reached, as people read it. Layer: tables. */
#ifndef CATALOG_TABLES_SCORE_TERMS_H
#define CATALOG_TABLES_SCORE_TERMS_H
#include "catalog/store/store.h"

/* "Inspect (Epoch AI)", "measured by Kakao", in the active language. */
struct text score_harness(const struct store *store, const struct draft_score *score,
	struct arena *arena);
/* "version 2.1"; what is no bare number says itself what it is: "v6", "2024-08 to 2025-05". */
struct text score_version(const struct draft_score *score, struct arena *arena);
#endif

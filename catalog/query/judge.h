/* SPDX-License-Identifier: MIT */
/* judge.h - what each model and each offer answers to a text of clauses, one by one. Layer: query.
 * A run tells which rows match; who needs to know why one fails, or combines many needs again and again, asks here. */
#ifndef CATALOG_QUERY_JUDGE_H
#define CATALOG_QUERY_JUDGE_H
#include "catalog/query/run.h"

enum judgement { JUDGED_YES, JUDGED_UNKNOWN, JUDGED_NO };

/* rows[row]: the worst answer of all clauses that speak of the model. offers[offer]: the worst of those that speak of offers; a model
 * without offers on record has none. Either may be NULL. The run's own result is gone afterwards: execute it again before using it. */
enum result judge_query(struct query_run *run, const struct query *query, uint8_t *rows,
	uint8_t *offers, const struct interrupt *interrupt, struct error *err);
/* True if some clause speaks of offers. */
bool judge_asks_offers(const struct query *query);
#endif

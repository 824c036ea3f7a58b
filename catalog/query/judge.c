/* SPDX-License-Identifier: MIT */
#include "catalog/query/judge.h"

#include "catalog/base/memory.h"
#include "catalog/query/run_parts.h"

#include <stdlib.h>
#include <string.h>

static bool is_of_offers(const struct clause *clause)
{
	return clause->kind == CLAUSE_FIELD && clause->field < FIELD_COUNT &&
		field_get((enum field_id)clause->field)->scope == SCOPE_OFFER;
}

bool judge_asks_offers(const struct query *query)
{
	for (size_t i = 0; i < query->clause_count; i++)
		if (is_of_offers(&query->clauses[i]))
			return true;
	return false;
}

static enum result judge_words(struct query_run *run, const struct clause *clause, uint8_t *rows,
	const struct interrupt *interrupt, struct error *err)
{
	uint32_t count = store_count(run->store);
	uint8_t *hits = memory_get_zeroed(count + 64, 1);
	enum result result = evaluate_words(run, clause, hits, interrupt, err);

	if (result == RESULT_OK) {
		misses_of_hits(hits, count, clause->is_negated ? 1 : 0);
		misses_worst(rows, hits, count);
	}
	free(hits);
	return result;
}

/* What one clause says of rows, or of offers, keeps the worst of all clauses. */
static enum result judge_blocks(struct query_run *run, const struct clause *clause, uint32_t count,
	void (*evaluate)(struct query_run *run, const struct clause *clause, uint32_t from,
		uint32_t to, uint8_t *answers),
	uint8_t *worst, const struct interrupt *interrupt)
{
	uint8_t answers[BLOCK_ROWS];

	for (uint32_t from = 0; from < count; from += BLOCK_ROWS) {
		uint32_t to = count - from < BLOCK_ROWS ? count : from + BLOCK_ROWS;
		if (interrupt_is_due(interrupt, from, count))
			return RESULT_INTERRUPTED;
		evaluate(run, clause, from, to, answers);
		misses_worst(worst + from, answers, to - from);
	}
	return RESULT_OK;
}

enum result judge_query(struct query_run *run, const struct query *query, uint8_t *rows,
	uint8_t *offers, const struct interrupt *interrupt, struct error *err)
{
	enum result result = RESULT_OK;

	run->query = query;
	if (rows)
		memset(rows, JUDGED_YES, store_count(run->store));
	if (offers)
		memset(offers, JUDGED_YES, store_offer_count(run->store));
	for (size_t i = 0; i < query->clause_count && result == RESULT_OK; i++) {
		const struct clause *clause = &query->clauses[i];
		if (clause_is_word(clause) && rows)
			result = judge_words(run, clause, rows, interrupt, err);
		else if (!is_of_offers(clause) && rows)
			result = judge_blocks(run, clause, store_count(run->store), evaluate_clause,
				rows, interrupt);
		else if (is_of_offers(clause) && offers)
			result = judge_blocks(run, clause, store_offer_count(run->store),
				evaluate_offers, offers, interrupt);
	}
	return result;
}

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

bool judge_asks_models(const struct query *query)
{
	for (size_t i = 0; i < query->clause_count; i++)
		if (!is_of_offers(&query->clauses[i]))
			return true;
	return false;
}

static void take_worst(uint8_t *into, const uint8_t *answers, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		into[i] = into[i] > answers[i] ? into[i] : answers[i];
}

static enum result judge_models(struct query_run *run, const struct clause *clause, uint8_t *rows,
	const struct interrupt *interrupt, struct error *err)
{
	uint32_t count = store_count(run->store);
	enum result result = RESULT_OK;

	if (clause->kind == CLAUSE_WORD || clause->kind == CLAUSE_REGEX ||
		clause->kind == CLAUSE_FUZZY) {
		if (evaluate_words(run, clause, run->scratch, interrupt, err, &result))
			take_worst(rows, run->scratch, count);
		return result;
	}
	for (uint32_t from = 0; from < count; from += BLOCK_ROWS) {
		uint32_t to = count - from < BLOCK_ROWS ? count : from + BLOCK_ROWS;
		if (interrupt_is_due(interrupt, from, count))
			return RESULT_INTERRUPTED;
		evaluate_clause(run, clause, from, to, run->scratch);
		take_worst(rows + from, run->scratch, to - from);
	}
	return RESULT_OK;
}

static void judge_offers(struct query_run *run, const struct clause *clause, uint8_t *offers)
{
	const struct field *field = field_get((enum field_id)clause->field);
	uint32_t count = store_offer_count(run->store);

	for (uint32_t offer = 0; offer < count; offer++) {
		struct value value = store_offer_value(run->store, offer, clause->field,
			&run->scratch_arena);
		if (clause->field == FIELD_OFFERS) { /* counted over the model */
			uint32_t row = store_offer_row(run->store, offer);
			value.state = VALUE_KNOWN;
			value.is.number = store_offers_from(run->store, row + 1) -
				store_offers_from(run->store, row);
		}
		uint8_t answer = (uint8_t)evaluate_value(run, clause, field, &value);
		offers[offer] = offers[offer] > answer ? offers[offer] : answer;
		if (offer % 256 == 255)
			arena_reset(&run->scratch_arena);
	}
	arena_reset(&run->scratch_arena);
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
		if (!is_of_offers(clause) && rows)
			result = judge_models(run, clause, rows, interrupt, err);
		else if (is_of_offers(clause) && offers)
			judge_offers(run, clause, offers);
	}
	return result;
}

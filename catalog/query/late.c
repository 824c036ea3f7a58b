/* SPDX-License-Identifier: MIT */
/* Clauses on what the matching offers make of a row: their number, and how what is shown of them is known. They can be answered only when the clauses that
 * one offer must meet are. */
#include "catalog/base/bits.h"
#include "catalog/query/run_parts.h"

bool late_is(const struct query_run *run, const struct clause *clause)
{
	const struct field *field = clause->field != FIELD_NONE
		? store_field(run->store, clause->field)
		: NULL;

	if (!field || field->scope != SCOPE_OFFER)
		return false;
	if (clause->kind == CLAUSE_FIELD)
		return field->id == FIELD_OFFERS;
	return clause->kind == CLAUSE_STATE &&
		(clause->word.state == STATE_DISCLOSED || clause->word.state == STATE_REPORTED ||
			clause->word.state == STATE_INFERRED);
}

static bool holds_of_number(const struct clause *clause, uint32_t number)
{
	return (evaluate_number(clause, VALUE_KNOWN, number) == ANSWER_YES) != clause->is_negated;
}

bool late_takes_number(const struct query_run *run, uint32_t number)
{
	uint8_t unit = run_unit_of(run, FIELD_OFFERS);

	for (size_t i = 0; unit != MISS_NONE && i < run->units[unit].clause_count; i++)
		if (!holds_of_number(&run->query->clauses[run->units[unit].clauses[i]], number))
			return false;
	return true;
}

/* Of a row without a matching offer the number is that of all, as it is shown; those that may match may still make it right. */
static enum answer answer_number(const struct query_run *run, const struct clause *clause,
	uint32_t row)
{
	const uint8_t *misses = run_offer_misses(run);
	uint32_t from = store_offers_from(run->store, row),
		 to = store_offers_from(run->store, row + 1), matching = 0, possible = 0;

	if (from == to)
		return clause->is_negated ? ANSWER_YES : ANSWER_UNKNOWN;
	for (uint32_t offer = from; misses && offer < to; offer++) {
		matching += misses[offer] == MISS_NONE;
		possible += misses[offer] < MISS_NONE;
	}
	if (matching == 0)
		matching = to - from;
	if (holds_of_number(clause, matching))
		return ANSWER_YES;
	for (uint32_t more = 1; matching < to - from && more <= possible; more++)
		if (holds_of_number(clause, matching + more))
			return ANSWER_UNKNOWN;
	return ANSWER_NO;
}

static void answer_rows(struct query_run *run, const struct clause *clause, uint32_t from,
	uint32_t to, uint8_t *answers)
{
	if (clause->kind != CLAUSE_FIELD) {
		evaluate_clause(run, clause, from, to, answers);
		return;
	}
	for (uint32_t row = from; row < to; row++)
		answers[row - from] = (uint8_t)answer_number(run, clause, row);
}

/* Facets on fields of offers ask for the rows whose other units hold, and count offers by themselves. */
static void leave_out(struct query_run *run, const uint8_t *answers, uint32_t from, uint32_t to)
{
	for (uint32_t row = from; row < to && run->next_allowed; row++)
		if (answers[row - from] != ANSWER_YES)
			bit_clear(run->next_models_yes, row);
}

static void run_unit(struct query_run *run, size_t number, uint32_t from, uint32_t to)
{
	const struct fail_unit *unit = &run->units[number];
	uint8_t worst[BLOCK_ROWS], answers[BLOCK_ROWS];

	answer_rows(run, &run->query->clauses[unit->clauses[0]], from, to, worst);
	for (size_t i = 1; i < unit->clause_count; i++) {
		answer_rows(run, &run->query->clauses[unit->clauses[i]], from, to, answers);
		misses_worst(worst, answers, to - from);
	}
	misses_add(&run->next_rows, number, worst, from, to);
	if (unit->field != FIELD_OFFERS)
		leave_out(run, worst, from, to);
}

enum result late_run(struct query_run *run, const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);

	for (uint32_t from = 0; from < rows; from += BLOCK_ROWS) {
		uint32_t to = from + BLOCK_ROWS < rows ? from + BLOCK_ROWS : rows;
		if (interrupt_is_due(interrupt, from, rows))
			return RESULT_INTERRUPTED;
		for (size_t i = 0; i < run->unit_count; i++)
			if (run->units[i].is_late)
				run_unit(run, i, from, to);
	}
	return RESULT_OK;
}

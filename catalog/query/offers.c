/* SPDX-License-Identifier: MIT */
/* Clauses on offer fields must all be met by one and the same offer: see run.h. */
#include "catalog/query/run_parts.h"

#include <math.h>

/* A field that is computed of each offer. */
static enum answer computed_answer(struct query_run *run, const struct fail_unit *unit,
	const struct computation *computation, uint32_t offer)
{
	struct computed_range range = computation->compute_offer(run->store, offer,
		&run->query->parameters);
	enum answer worst = ANSWER_YES;

	for (size_t i = 0; i < unit->clause_count; i++) {
		const struct clause *clause = &run->query->clauses[unit->clauses[i]];
		enum answer answer = evaluate_range(clause, range.low, range.high);
		if (clause->is_negated) /* hides only what is known to match */
			answer = answer == ANSWER_YES ? ANSWER_NO : ANSWER_YES;
		worst = answer > worst ? answer : worst;
	}
	return worst;
}

static enum answer unit_answer(struct query_run *run, const struct fail_unit *unit, uint32_t offer,
	struct arena *arena)
{
	const struct field *field = field_get((enum field_id)unit->field);
	struct value value = store_offer_value(run->store, offer, unit->field, arena);
	enum answer worst = ANSWER_YES;
	const struct computation *computation = field->is_computed
		? run_computation(run, unit->field)
		: NULL;

	if (computation && computation->compute_offer)
		return computed_answer(run, unit, computation, offer);
	if (unit->field == FIELD_OFFERS) { /* counted over the model, not in one offer */
		value.state = VALUE_KNOWN;
		uint32_t row = store_offer_row(run->store, offer);
		value.is.number = store_offers_from(run->store, row + 1) -
			store_offers_from(run->store, row);
	}
	for (size_t i = 0; i < unit->clause_count; i++) {
		enum answer answer = evaluate_value(run, &run->query->clauses[unit->clauses[i]],
			field, &value);
		if (answer > worst)
			worst = answer;
	}
	return worst;
}

static bool is_better(struct offer_answer a, struct offer_answer b)
{
	if (a.has_no != b.has_no)
		return !a.has_no;
	return a.missing < b.missing;
}

struct offer_answer offers_answer(struct query_run *run, uint32_t row, uint8_t *offer_yes)
{
	uint32_t from = store_offers_from(run->store, row),
		 to = store_offers_from(run->store, row + 1);
	struct offer_answer best = { .missing = 2, .unit = UNIT_NONE_MISSING, .has_no = true };

	if (from == to) { /* nothing on record: unknown, in each unit */
		best = (struct offer_answer){ 0, UNIT_NONE_MISSING, false };
		for (size_t i = 0; i < run->unit_count; i++) {
			if (!run->units[i].is_offer)
				continue;
			bool asks =
				false; /* a clause that hides only what is known hides nothing here */
			for (size_t j = 0; j < run->units[i].clause_count; j++)
				asks = asks ||
					!run->query->clauses[run->units[i].clauses[j]].is_negated;
			best.missing = (uint8_t)(best.missing + asks);
			best.unit = (uint8_t)(asks ? i : best.unit);
		}
		if (best.missing > 2)
			best.missing = 2;
		return best;
	}
	for (uint32_t offer = from; offer < to; offer++) {
		struct offer_answer one = { 0, UNIT_NONE_MISSING, false };
		for (size_t i = 0; i < run->unit_count; i++) {
			if (!run->units[i].is_offer)
				continue;
			enum answer answer = unit_answer(run, &run->units[i], offer,
				&run->scratch_arena);
			if (answer == ANSWER_YES)
				continue;
			one.missing = (uint8_t)(one.missing < 2 ? one.missing + 1 : 2);
			one.unit = (uint8_t)i;
			one.has_no = one.has_no || answer == ANSWER_NO;
		}
		offer_yes[offer] = one.missing == 0;
		if (offer == from || is_better(one, best))
			best = one;
	}
	return best;
}

bool offer_meets_others(struct query_run *run, uint32_t offer, uint16_t field, struct arena *arena)
{
	for (size_t i = 0; i < run->unit_count; i++)
		if (run->units[i].is_offer && run->units[i].field != field &&
			unit_answer(run, &run->units[i], offer, arena) != ANSWER_YES)
			return false;
	return true;
}

/* SPDX-License-Identifier: MIT */
/* One clause over a block of rows or offers: texts, states, words; columns of codes and numbers are in evaluate_blocks.c. Built with -O3. */
#include "catalog/base/bits.h"
#include "catalog/query/run_parts.h"
#include "catalog/query/search.h"
#include "catalog/query/standing.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/pattern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum answer answer_text(const struct clause *clause, struct text text, struct arena *arena)
{
	if (text.size == 0)
		return clause_asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;
	struct text folded = TEXT_NONE;
	for (size_t i = 0; i < clause->item_count; i++) {
		const struct clause_item *item = &clause->items[i];
		if (item->pattern && pattern_find(item->pattern, text, NULL, NULL) == PATTERN_YES)
			return ANSWER_YES;
		if (item->folds_case && folded.size == 0)
			folded = text_fold(arena, text);
		struct text in = item->folds_case ? folded : text;
		if (!item->pattern && item->text.size > 0 &&
			(item->is_exact ? text_equal(in, item->text)
					: text_find(in, item->text) >= 0))
			return ANSWER_YES;
	}
	return ANSWER_NO;
}

static struct value cell_value(const struct query_run *run, uint16_t field, bool is_offer,
	uint32_t index)
{
	return is_offer ? store_offer_value(run->store, index, field, NULL)
			: store_value(run->store, index, field, NULL);
}

static void block_texts(struct query_run *run, const struct clause *clause, bool is_offer,
	uint32_t from, uint32_t to, uint8_t *out)
{
	const struct field *field = store_field(run->store, clause->field);

	for (uint32_t at = from; at < to; at++) {
		struct value value = cell_value(run, clause->field, is_offer, at);
		struct text text = value.state == VALUE_KNOWN ? value.is.text : TEXT_NONE;
		enum answer answer = answer_text(clause, text, &run->scratch_arena);
		/* In every language, as tags: a query means the same to everybody. */
		struct text wording = answer == ANSWER_NO
			? store_wording(run->store, field, text, LANGUAGE_KO)
			: text;
		if (wording.bytes != text.bytes)
			answer = answer_text(clause, wording, &run->scratch_arena);
		out[at - from] = (uint8_t)answer;
		if (at % 1024 == 0)
			arena_reset(&run->scratch_arena);
	}
}

static void block_ranges(const struct clause *clause, const struct computed_column *computed,
	uint32_t from, uint32_t to, uint8_t *out)
{
	for (uint32_t row = from; row < to; row++)
		out[row - from] = (uint8_t)evaluate_range(clause, computed->lows[row],
			computed->numbers[row]);
}

/* A field that is computed of each offer. */
static void block_offer_ranges(struct query_run *run, const struct clause *clause, uint32_t from,
	uint32_t to, uint8_t *out)
{
	const struct computation *computation = run_computation(run, clause->field);

	for (uint32_t offer = from; offer < to; offer++) {
		struct computed_range range = { (double)NAN, (double)NAN };
		if (computation && computation->compute_offer)
			range = computation->compute_offer(run->store, offer,
				&run->query->parameters);
		out[offer - from] = (uint8_t)evaluate_range(clause, range.low, range.high);
	}
}

static void block_field(struct query_run *run, const struct clause *clause, bool is_offer,
	uint32_t from, uint32_t to, uint8_t *out)
{
	const struct field *field = store_field(run->store, clause->field);

	if (field->kind == KIND_TEXT) {
		block_texts(run, clause, is_offer, from, to, out);
		return;
	}
	if (is_offer && field->is_computed) {
		block_offer_ranges(run, clause, from, to, out);
		return;
	}
	struct computed_column *computed = field->is_computed ? run_computed(run, field->id) : NULL;
	if (computed)
		computed_fill(run, computed, to);
	if (computed && !computed_is_exact(computed, from, to)) {
		block_ranges(clause, computed, from, to, out);
		return;
	}
	const struct column *column = is_offer ? store_offer_column(run->store, clause->field)
					       : run_column(run, clause->field);
	if (column)
		evaluate_column(clause, field, column, from, to, out);
	else
		memset(out, clause_asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN, to - from);
}

/* Hides only what is known to match. */
static void negate(uint8_t *answers, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		answers[i] = answers[i] == ANSWER_YES ? ANSWER_NO : ANSWER_YES;
}

static bool is_free(const struct query_run *run, uint32_t row)
{
	for (uint32_t offer = store_offers_from(run->store, row);
		offer < store_offers_from(run->store, row + 1); offer++) {
		struct value price = store_offer_value(run->store, offer, FIELD_PRICE, NULL);
		if (price.state == VALUE_KNOWN && price.is.number == 0)
			return true;
	}
	return false;
}

static enum answer answer_is(const struct query_run *run, enum clause_is is, uint32_t row)
{
	struct value value;

	switch (is) {
	case IS_FREE: return is_free(run, row) ? ANSWER_YES : ANSWER_NO;
	case IS_OPEN:
		value = store_value(run->store, row, FIELD_LICENSE, NULL);
		return value.state == VALUE_UNKNOWN                         ? ANSWER_UNKNOWN
			: value.state == VALUE_KNOWN && value.is.choice > 0 ? ANSWER_YES
									    : ANSWER_NO;
	case IS_LOCAL:
		value = store_value(run->store, row, FIELD_RUN, NULL);
		return value.state == VALUE_UNKNOWN ? ANSWER_UNKNOWN
			: value.is.mask >> 2 & 1    ? ANSWER_YES
						    : ANSWER_NO;
	case IS_MARKED: return bit_has(run->rows_of.marked, row) ? ANSWER_YES : ANSWER_NO;
	case IS_NEW: return bit_has(run->rows_of.is_new, row) ? ANSWER_YES : ANSWER_NO;
	case IS_CHANGED: return bit_has(run->rows_of.is_changed, row) ? ANSWER_YES : ANSWER_NO;
	}
	return ANSWER_NO;
}

static bool is_known(struct query_run *run, const struct field *field, uint32_t row)
{
	if (field->is_computed) {
		struct computed_column *computed = run_computed(run, field->id);
		if (computed)
			computed_fill(run, computed, row + 1);
		return computed && !isnan(computed->numbers[row]);
	}
	struct value value = store_value(run->store, row, field->id, &run->scratch_arena);
	return value.state != VALUE_UNKNOWN && !value_is_undisclosed(field, &value);
}

/* What the row shows of the field is known, and in this way: as its cell is marked. */
static bool is_based(struct query_run *run, const struct field *field, uint32_t row,
	enum basis basis)
{
	struct value value = query_run_value(run, row, field->id, &run->scratch_arena);
	struct standing standing;

	if (value.state == VALUE_UNKNOWN || value_is_undisclosed(field, &value))
		return false;
	standing_of(run->store, run, row, field, &value, STANDING_BASIS, &run->scratch_arena,
		&standing);
	return standing.basis == basis;
}

static enum answer answer_state(struct query_run *run, const struct clause *clause,
	const struct field *field, uint32_t row)
{
	bool holds = false;

	switch (clause->word.state) {
	case STATE_NO: holds = !is_known(run, field, row); break;
	case STATE_HAS: holds = is_known(run, field, row); break;
	case STATE_DISCLOSED: holds = is_based(run, field, row, BASIS_DISCLOSED); break;
	case STATE_REPORTED: holds = is_based(run, field, row, BASIS_REPORTED); break;
	case STATE_INFERRED: holds = is_based(run, field, row, BASIS_INFERRED); break;
	case STATE_CONFLICT: holds = store_has_conflict(run->store, row, clause->field); break;
	}
	return holds ? ANSWER_YES : ANSWER_NO;
}

void evaluate_clause(struct query_run *run, const struct clause *clause, uint32_t from, uint32_t to,
	uint8_t *answers)
{
	const struct field *field = clause->field != FIELD_NONE
		? store_field(run->store, clause->field)
		: NULL;

	if (clause->kind == CLAUSE_FIELD) {
		block_field(run, clause, false, from, to, answers);
	} else {
		for (uint32_t row = from; row < to; row++) {
			answers[row - from] = (uint8_t)(clause->kind == CLAUSE_IS
					? answer_is(run, clause->word.is, row)
					: answer_state(run, clause, field, row));
			if (row % 256 == 0)
				arena_reset(&run->scratch_arena);
		}
		arena_reset(&run->scratch_arena);
	}
	if (clause->is_negated)
		negate(answers, to - from);
}

/* The number of offers is counted over the model, not in one offer. */
static void offer_numbers(const struct query_run *run, const struct clause *clause, uint32_t from,
	uint32_t to, uint8_t *answers)
{
	for (uint32_t offer = from; offer < to; offer++) {
		uint32_t row = store_offer_row(run->store, offer);
		uint32_t count = store_offers_from(run->store, row + 1) -
			store_offers_from(run->store, row);
		answers[offer - from] = (uint8_t)evaluate_number(clause, VALUE_KNOWN, count);
	}
}

void evaluate_offers(struct query_run *run, const struct clause *clause, uint32_t from, uint32_t to,
	uint8_t *answers)
{
	if (clause->field == FIELD_OFFERS)
		offer_numbers(run, clause, from, to, answers);
	else
		block_field(run, clause, true, from, to, answers);
	if (clause->is_negated)
		negate(answers, to - from);
}

bool clause_is_word(const struct clause *clause)
{
	return clause->kind == CLAUSE_WORD || clause->kind == CLAUSE_REGEX ||
		clause->kind == CLAUSE_FUZZY;
}

enum result evaluate_words(struct query_run *run, const struct clause *clause, uint8_t *hits,
	const struct interrupt *interrupt, struct error *err)
{
	memset(hits, 0, store_count(run->store));
	if (clause->kind == CLAUSE_REGEX)
		return search_regex(run->store, clause->pattern, hits, interrupt, err);
	bool done = clause->kind == CLAUSE_WORD
		? search_literal(run->store, clause->needle, clause->folds_case, hits, interrupt)
		: search_fuzzy(run->store, clause->needle, hits, interrupt);
	return done ? RESULT_OK : RESULT_INTERRUPTED;
}

/* SPDX-License-Identifier: MIT */
#include "tests/oracle.h"

#include "catalog/base/arena.h"

#include <string.h>

static enum verdict worse(enum verdict a, enum verdict b)
{
	return a > b ? a : b;
}

static bool asks_unknown(const struct clause *clause)
{
	for (size_t i = 0; i < clause->item_count; i++)
		if (clause->items[i].is_unknown)
			return true;
	return false;
}

static bool has_tag(const struct store *store, uint16_t field, const struct value *value,
	uint32_t code)
{
	for (size_t i = 0; i < value->is.tags.count; i++)
		if (store_term_find(store, field, value->is.tags.items[i]) == code)
			return true;
	return false;
}

/* yes, no, or partly for one item. */
static enum verdict item_verdict(const struct store *store, const struct field *field,
	const struct value *value, const struct clause_item *item)
{
	double first, last;

	switch (field->kind) {
	case KIND_SET: return value->is.mask >> item->code & 1 ? VERDICT_YES : VERDICT_NO;
	case KIND_CHOICE: return value->is.choice == item->code ? VERDICT_YES : VERDICT_NO;
	case KIND_CATEGORY:
		return store_term_find(store, field->id, value->is.text) == item->code ? VERDICT_YES
										       : VERDICT_NO;
	case KIND_TAGS:
		return has_tag(store, field->id, value, item->code) ? VERDICT_YES : VERDICT_NO;
	case KIND_NUMBER:
		return value->is.number >= item->low && value->is.number <= item->high ? VERDICT_YES
										       : VERDICT_NO;
	case KIND_DATE:
		first = date_first_day(value->is.date);
		last = date_last_day(value->is.date);
		if (first >= item->low && last <= item->high)
			return VERDICT_YES;
		return last >= item->low && first <= item->high ? VERDICT_UNKNOWN : VERDICT_NO;
	default: return VERDICT_NO;
	}
}

static enum verdict value_verdict(const struct store *store, const struct clause *clause,
	const struct field *field, const struct value *value)
{
	enum verdict any = VERDICT_NO, all = VERDICT_YES;

	if (value->state == VALUE_NOT_APPLICABLE)
		return VERDICT_NO;
	if (value->state != VALUE_KNOWN)
		return asks_unknown(clause) ? VERDICT_YES : VERDICT_UNKNOWN;
	for (size_t i = 0; i < clause->item_count; i++) {
		if (clause->items[i].is_unknown)
			continue;
		enum verdict one = item_verdict(store, field, value, &clause->items[i]);
		any = one < any ? one : any;
		all = worse(all, one);
	}
	enum verdict verdict = clause->is_all_of ? all : any;
	bool is_silent = field->kind == KIND_SET && value_is_undisclosed(field, value);
	return verdict == VERDICT_NO && is_silent ? VERDICT_UNKNOWN : verdict;
}

static enum verdict negated(const struct clause *clause, enum verdict verdict)
{
	if (!clause->is_negated)
		return verdict;
	return verdict == VERDICT_YES ? VERDICT_NO : VERDICT_YES;
}

/* Its number is counted over the offers that the others take. */
static bool is_of_one_offer(const struct store *store, const struct clause *clause)
{
	return clause->kind == CLAUSE_FIELD && clause->field != FIELD_OFFERS &&
		store_field(store, clause->field)->scope == SCOPE_OFFER;
}

static enum verdict offer_verdict(const struct store *store, const struct query *query,
	uint32_t offer)
{
	enum verdict verdict = VERDICT_YES;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < query->clause_count; i++) {
		const struct clause *clause = &query->clauses[i];
		if (!is_of_one_offer(store, clause))
			continue;
		const struct field *field = store_field(store, clause->field);
		struct value value = store_offer_value(store, offer, field->id, &arena);
		verdict = worse(verdict,
			negated(clause, value_verdict(store, clause, field, &value)));
	}
	arena_done(&arena);
	return verdict;
}

/* Clauses on offers: the best offer decides. */
static enum verdict offers_verdict(const struct store *store, const struct query *query,
	uint32_t row)
{
	uint32_t from = store_offers_from(store, row), to = store_offers_from(store, row + 1);
	enum verdict best = VERDICT_NO;
	bool has_clause = false, all_negated = true;

	for (size_t i = 0; i < query->clause_count; i++)
		if (is_of_one_offer(store, &query->clauses[i])) {
			has_clause = true;
			all_negated = all_negated && query->clauses[i].is_negated;
		}
	if (!has_clause)
		return VERDICT_YES;
	if (from == to)
		return all_negated ? VERDICT_YES : VERDICT_UNKNOWN;
	for (uint32_t offer = from; offer < to; offer++) {
		enum verdict verdict = offer_verdict(store, query, offer);
		best = verdict < best ? verdict : best;
	}
	return best;
}

static enum verdict number_verdict(const struct store *store, const struct query *query,
	const struct clause *clause, uint32_t row)
{
	uint32_t from = store_offers_from(store, row), to = store_offers_from(store, row + 1);
	struct value value = { .state = from < to ? VALUE_KNOWN : VALUE_UNKNOWN };

	for (uint32_t offer = from; offer < to; offer++)
		value.is.number += offer_verdict(store, query, offer) == VERDICT_YES;
	return negated(clause, value_verdict(store, clause, field_get(FIELD_OFFERS), &value));
}

static enum verdict word_verdict(const struct store *store, const struct clause *clause,
	uint32_t row)
{
	struct arena arena;
	struct text text = store_search_text(store, row);

	arena_init(&arena);
	if (clause->folds_case)
		text = text_fold(&arena, text);
	bool found = text_find(text, clause->needle) >= 0;
	struct value developer = store_value(store, row, FIELD_DEVELOPER, NULL);
	if (developer.state == VALUE_KNOWN) {
		struct text title = store_term(store, FIELD_DEVELOPER,
			store_term_find(store, FIELD_DEVELOPER, developer.is.text))
					    .title;
		title = clause->folds_case ? text_fold(&arena, title) : title;
		found = found || text_find(title, clause->needle) >= 0;
	}
	struct value family = store_value(store, row, FIELD_FAMILY, NULL);
	if (family.state == VALUE_KNOWN) {
		struct text title = store_term(store, FIELD_FAMILY,
			store_term_find(store, FIELD_FAMILY, family.is.text))
					    .title;
		title = clause->folds_case ? text_fold(&arena, title) : title;
		found = found || text_find(title, clause->needle) >= 0;
	}
	arena_done(&arena);
	return found ? VERDICT_YES : VERDICT_NO;
}

enum verdict oracle_row(const struct store *store, const struct query *query, uint32_t row)
{
	enum verdict verdict = offers_verdict(store, query, row);
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < query->clause_count; i++) {
		const struct clause *clause = &query->clauses[i];
		enum verdict one = VERDICT_YES;
		if (clause->kind == CLAUSE_WORD) {
			one = negated(clause, word_verdict(store, clause, row));
		} else if (clause->kind == CLAUSE_FIELD &&
			store_field(store, clause->field)->scope == SCOPE_MODEL) {
			const struct field *field = store_field(store, clause->field);
			struct value value = store_value(store, row, field->id, &arena);
			one = negated(clause, value_verdict(store, clause, field, &value));
		} else if (clause->kind == CLAUSE_FIELD && clause->field == FIELD_OFFERS) {
			one = number_verdict(store, query, clause, row);
		} else if (clause->kind == CLAUSE_STATE) {
			struct value value = store_value(store, row, clause->field, &arena);
			const struct field *field = store_field(store, clause->field);
			bool known = value.state != VALUE_UNKNOWN &&
				!value_is_undisclosed(field, &value);
			bool holds = clause->word.state == STATE_NO ? !known : known;
			if (clause->word.state == STATE_REPORTED)
				holds = known && store_is_reported(store, row, clause->field);
			one = negated(clause, holds ? VERDICT_YES : VERDICT_NO);
		}
		verdict = worse(verdict, one);
	}
	arena_done(&arena);
	return verdict;
}

static uint32_t count(const struct store *store, const struct query *query, enum verdict wanted)
{
	uint32_t total = 0;

	for (uint32_t row = 0; row < store_count(store); row++)
		total += oracle_row(store, query, row) == wanted;
	return total;
}

uint32_t oracle_count(const struct store *store, const struct query *query)
{
	return count(store, query, VERDICT_YES);
}

uint32_t oracle_possible(const struct store *store, const struct query *query)
{
	return count(store, query, VERDICT_UNKNOWN);
}

/* SPDX-License-Identifier: MIT */
/* One clause over a block of rows. Built with -O3: the loops over codes and masks are made for vectors. */
#include "catalog/query/run_parts.h"
#include "catalog/query/search.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/pattern.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum answer negate(enum answer answer)
{
	return answer == ANSWER_YES ? ANSWER_NO
				    : ANSWER_YES; /* hides only what is known to match */
}

static bool asks_unknown(const struct clause *clause)
{
	for (size_t i = 0; i < clause->item_count; i++)
		if (clause->items[i].is_unknown)
			return true;
	return false;
}

enum answer evaluate_number(const struct clause *clause, enum value_state state, double number)
{
	if (state == VALUE_UNKNOWN || state == VALUE_UNDISCLOSED)
		return asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;
	if (state == VALUE_NOT_APPLICABLE)
		return ANSWER_NO;
	for (size_t i = 0; i < clause->item_count; i++)
		if (!clause->items[i].is_unknown && number >= clause->items[i].low &&
			number <= clause->items[i].high)
			return ANSWER_YES;
	return ANSWER_NO;
}

enum answer evaluate_range(const struct clause *clause, double low, double high)
{
	enum answer best = ANSWER_NO;

	if (isnan(high))
		return asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;
	for (size_t i = 0; i < clause->item_count; i++) {
		const struct clause_item *item = &clause->items[i];
		if (item->is_unknown)
			continue;
		if (low >= item->low && high <= item->high)
			return ANSWER_YES;
		if (high >= item->low && low <= item->high)
			best = ANSWER_UNKNOWN;
	}
	return best;
}

static enum answer answer_date(const struct clause *clause, uint32_t date)
{
	double first = date_first_day(date), last = date_last_day(date);
	enum answer best = ANSWER_NO;

	for (size_t i = 0; i < clause->item_count; i++) {
		const struct clause_item *item = &clause->items[i];
		if (item->is_unknown)
			continue;
		if (first >= item->low && last <= item->high)
			return ANSWER_YES;
		if (last >= item->low && first <= item->high)
			best = ANSWER_UNKNOWN; /* 2025 may lie before or after June */
	}
	return best;
}

static uint64_t wanted_mask(const struct clause *clause)
{
	uint64_t wanted = 0;

	for (size_t i = 0; i < clause->item_count; i++)
		if (!clause->items[i].is_unknown)
			wanted |= UINT64_C(1) << (clause->items[i].code & 63);
	return wanted;
}

struct mask_test {
	uint64_t wanted, silent;
	bool is_all, takes_unknown;
	uint64_t none;
};

static enum answer answer_mask(const struct mask_test *test, uint64_t mask)
{
	if (mask == test->none)
		return ANSWER_NO;
	if (mask == 0)
		return test->takes_unknown ? ANSWER_YES : ANSWER_UNKNOWN;
	if (test->is_all ? (mask & test->wanted) == test->wanted : (mask & test->wanted) != 0)
		return ANSWER_YES;
	return mask == test->silent ? ANSWER_UNKNOWN : ANSWER_NO;
}

static struct mask_test mask_test_of(const struct clause *clause, const struct field *field,
	size_t width)
{
	struct mask_test test = { .wanted = wanted_mask(clause),
		.is_all = clause->is_all_of,
		.takes_unknown = asks_unknown(clause),
		.none = width >= 64 ? UINT64_C(1) << 63 : UINT64_C(1) << (width - 1) };
	int last = field->member_count - 1;

	if (last >= 0 && strcmp(field->members[last].key, "undisclosed") == 0)
		test.silent = UINT64_C(1) << last;
	return test;
}

static uint64_t wide_cell(const struct column *column, uint32_t row)
{
	switch (column->form) {
	case COLUMN_MASK8:
	case COLUMN_CODE8: return ((const uint8_t *)column->cells)[row];
	case COLUMN_MASK16:
	case COLUMN_CODE16: return ((const uint16_t *)column->cells)[row];
	case COLUMN_MASK64: return ((const uint64_t *)column->cells)[row];
	default: return ((const uint32_t *)column->cells)[row];
	}
}

static void block_masks(const struct clause *clause, const struct field *field,
	const struct column *column, uint32_t from, uint32_t to, uint8_t *out)
{
	size_t width = column->form == COLUMN_MASK8 ? 8
		: column->form == COLUMN_MASK16     ? 16
		: column->form == COLUMN_MASK32     ? 32
						    : 64;
	struct mask_test test = mask_test_of(clause, field, width);

	if (column->form == COLUMN_MASK8) {
		uint8_t table[256];
		const uint8_t *cells = column->cells;
		for (unsigned i = 0; i < 256; i++)
			table[i] = (uint8_t)answer_mask(&test, i);
		for (uint32_t row = from; row < to; row++)
			out[row - from] = table[cells[row]];
		return;
	}
	for (uint32_t row = from; row < to; row++)
		out[row - from] = (uint8_t)answer_mask(&test, wide_cell(column, row));
}

static bool has_code(const struct clause *clause, uint64_t code)
{
	for (size_t i = 0; i < clause->item_count; i++)
		if (!clause->items[i].is_unknown && clause->items[i].code != 0 &&
			clause->items[i].code == code)
			return true;
	return false;
}

static enum answer answer_code(const struct clause *clause, const struct field *field,
	uint64_t code)
{
	if (code == 0)
		return asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;
	if (field->kind == KIND_CATEGORY)
		return has_code(clause, code) ? ANSWER_YES : ANSWER_NO;
	for (size_t i = 0; i < clause->item_count; i++)
		if (!clause->items[i].is_unknown && clause->items[i].code + 1 == code)
			return ANSWER_YES;
	return ANSWER_NO;
}

static void block_codes(const struct clause *clause, const struct field *field,
	const struct column *column, uint32_t from, uint32_t to, uint8_t *out)
{
	if (column->form == COLUMN_CODE8) {
		uint8_t table[256];
		const uint8_t *cells = column->cells;
		for (unsigned i = 0; i < 256; i++)
			table[i] = (uint8_t)answer_code(clause, field, i);
		for (uint32_t row = from; row < to; row++)
			out[row - from] = table[cells[row]];
		return;
	}
	for (uint32_t row = from; row < to; row++)
		out[row - from] = (uint8_t)answer_code(clause, field, wide_cell(column, row));
}

static enum answer answer_tags(const struct clause *clause, const uint16_t *codes, size_t count)
{
	size_t hits = 0, wanted = 0;

	if (count == 0)
		return asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;
	for (size_t i = 0; i < clause->item_count; i++) {
		bool found = false;
		if (clause->items[i].is_unknown)
			continue;
		wanted++;
		for (size_t j = 0; j < count && !found; j++)
			found = clause->items[i].code != 0 && codes[j] == clause->items[i].code;
		hits += found;
	}
	return (clause->is_all_of ? hits == wanted : hits > 0) ? ANSWER_YES : ANSWER_NO;
}

static void block_tags(const struct clause *clause, const struct column *column, uint32_t from,
	uint32_t to, uint8_t *out)
{
	const uint32_t *starts = column->cells;

	for (uint32_t row = from; row < to; row++) {
		uint32_t a = starts[row], b = starts[row + 1];
		bool is_good = a <= b && b <= column->tag_code_count && column->tag_codes;
		out[row - from] = (uint8_t)answer_tags(clause,
			column->tag_codes + (is_good ? a : 0), is_good ? b - a : 0);
	}
}

static void block_numbers(const struct clause *clause, const struct column *column, uint32_t from,
	uint32_t to, uint8_t *out)
{
	if (column->form == COLUMN_U32 && clause->item_count == 1 &&
		!clause->items[0].is_unknown) { /* the common case, for vectors */
		const uint32_t *cells = column->cells;
		double low = ceil(clause->items[0].low), high = floor(clause->items[0].high);
		uint32_t least = low <= 0 ? 0 : low > 4294967292.0 ? 0xfffffffdu : (uint32_t)low;
		uint32_t most = high < 0 ? 0 : high > 4294967292.0 ? 0xfffffffcu : (uint32_t)high;
		bool is_empty = high < 0 || low > 4294967292.0;
		for (uint32_t row = from; row < to; row++) {
			uint32_t cell = cells[row];
			uint8_t inside = (uint8_t)((cell >= least) & (cell <= most) & !is_empty);
			uint8_t silent = (uint8_t)(cell >= 0xfffffffeu);
			out[row - from] = silent ? ANSWER_UNKNOWN : inside ? ANSWER_YES : ANSWER_NO;
		}
		return;
	}
	for (uint32_t row = from; row < to; row++) {
		double number = 0;
		enum value_state state = column_number_state(column, row, &number);
		out[row - from] = (uint8_t)evaluate_number(clause, state, number);
	}
}

static void block_dates(const struct clause *clause, const struct column *column, uint32_t from,
	uint32_t to, uint8_t *out)
{
	const uint32_t *cells = column->cells;

	for (uint32_t row = from; row < to; row++) {
		bool is_known = cells[row] < 30000000u && cells[row] > 0;
		out[row - from] = (uint8_t)(is_known   ? answer_date(clause, cells[row])
				: asks_unknown(clause) ? ANSWER_YES
						       : ANSWER_UNKNOWN);
	}
}

static enum answer answer_text(const struct clause *clause, struct text text, struct arena *arena)
{
	if (text.size == 0)
		return asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;
	struct text folded = clause->folds_case ? text_fold(arena, text) : text;
	for (size_t i = 0; i < clause->item_count; i++) {
		const struct clause_item *item = &clause->items[i];
		if (item->pattern && pattern_find(item->pattern, text, NULL, NULL) == PATTERN_YES)
			return ANSWER_YES;
		if (!item->pattern && item->text.size > 0 &&
			(item->is_exact ? text_equal(folded, item->text)
					: text_find(folded, item->text) >= 0))
			return ANSWER_YES;
	}
	return ANSWER_NO;
}

static void block_texts(struct query_run *run, const struct clause *clause, uint32_t from,
	uint32_t to, uint8_t *out)
{
	for (uint32_t row = from; row < to; row++) {
		struct value value = store_value(run->store, row, clause->field, NULL);
		out[row - from] = (uint8_t)answer_text(clause,
			value.state == VALUE_KNOWN ? value.is.text : TEXT_NONE,
			&run->scratch_arena);
		if (row % 1024 == 0)
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

static void block_field(struct query_run *run, const struct clause *clause, uint32_t from,
	uint32_t to, uint8_t *out)
{
	const struct field *field = store_field(run->store, clause->field);
	const struct column *column = field->kind == KIND_TEXT ? NULL
							       : run_column(run, clause->field);

	if (field->kind == KIND_TEXT) {
		block_texts(run, clause, from, to, out);
		return;
	}
	const struct computed_column *computed = field->is_computed ? run_computed(run, field->id)
								    : NULL;
	if (computed && !computed->is_exact) {
		block_ranges(clause, computed, from, to, out);
		return;
	}
	if (!column) {
		memset(out, asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN, to - from);
		return;
	}
	switch (field->kind) {
	case KIND_SET: block_masks(clause, field, column, from, to, out); break;
	case KIND_TAGS: block_tags(clause, column, from, to, out); break;
	case KIND_NUMBER: block_numbers(clause, column, from, to, out); break;
	case KIND_DATE: block_dates(clause, column, from, to, out); break;
	default: block_codes(clause, field, column, from, to, out);
	}
}

static bool bit_at(const uint64_t *bits, uint32_t row)
{
	return bits && bits[row / 64] >> (row % 64) & 1;
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
	case IS_MARKED: return bit_at(run->rows_of.marked, row) ? ANSWER_YES : ANSWER_NO;
	case IS_NEW: return bit_at(run->rows_of.is_new, row) ? ANSWER_YES : ANSWER_NO;
	case IS_CHANGED: return bit_at(run->rows_of.is_changed, row) ? ANSWER_YES : ANSWER_NO;
	}
	return ANSWER_NO;
}

static bool is_known(struct query_run *run, const struct field *field, uint32_t row)
{
	if (field->is_computed) {
		const struct computed_column *computed = run_computed(run, field->id);
		return computed && !isnan(computed->numbers[row]);
	}
	struct value value = store_value(run->store, row, field->id, &run->scratch_arena);
	return value.state != VALUE_UNKNOWN && !value_is_undisclosed(field, &value);
}

static enum answer answer_state(struct query_run *run, const struct clause *clause,
	const struct field *field, uint32_t row)
{
	bool known = is_known(run, field, row),
	     is_reported = store_is_reported(run->store, row, clause->field);
	bool is_inferred = store_is_inferred(run->store, row, clause->field), holds = false;

	switch (clause->word.state) {
	case STATE_NO: holds = !known; break;
	case STATE_HAS: holds = known; break;
	case STATE_DISCLOSED: holds = known && !is_reported && !is_inferred; break;
	case STATE_REPORTED: holds = known && is_reported; break;
	case STATE_INFERRED: holds = known && is_inferred; break;
	case STATE_CONFLICT: holds = store_has_conflict(run->store, row, clause->field); break;
	}
	return holds ? ANSWER_YES : ANSWER_NO;
}

bool evaluate_clause(struct query_run *run, const struct clause *clause, uint32_t from, uint32_t to,
	uint8_t *answers)
{
	const struct field *field = clause->field != FIELD_NONE
		? store_field(run->store, clause->field)
		: NULL;

	if (clause->kind == CLAUSE_FIELD) {
		block_field(run, clause, from, to, answers);
	} else {
		for (uint32_t row = from; row < to; row++)
			answers[row - from] = (uint8_t)(clause->kind == CLAUSE_IS
					? answer_is(run, clause->word.is, row)
					: answer_state(run, clause, field, row));
		arena_reset(&run->scratch_arena);
	}
	for (uint32_t i = 0; clause->is_negated && i < to - from; i++)
		answers[i] = (uint8_t)negate((enum answer)answers[i]);
	return true;
}

bool evaluate_words(struct query_run *run, const struct clause *clause, uint8_t *answers,
	const struct interrupt *interrupt, struct error *err, enum result *result)
{
	uint32_t count = store_count(run->store);
	bool done = true;

	memset(answers, 0, count);
	*result = RESULT_OK;
	if (clause->kind == CLAUSE_WORD)
		done = search_literal(run->store, clause->needle, clause->folds_case, answers,
			interrupt);
	else if (clause->kind == CLAUSE_FUZZY)
		done = search_fuzzy(run->store, clause->needle, answers, interrupt);
	else
		*result = search_regex(run->store, clause->pattern, answers, interrupt, err);
	if (!done)
		*result = RESULT_INTERRUPTED;
	for (uint32_t row = 0; row < count; row++)
		answers[row] = (uint8_t)((answers[row] != 0) != clause->is_negated ? ANSWER_YES
										   : ANSWER_NO);
	return *result == RESULT_OK;
}

enum answer evaluate_value(const struct query_run *run, const struct clause *clause,
	const struct field *field, const struct value *value)
{
	struct mask_test test;
	uint16_t codes[64];
	size_t count = 0;
	enum answer answer = asks_unknown(clause) ? ANSWER_YES : ANSWER_UNKNOWN;

	if (value->state == VALUE_KNOWN || field->kind == KIND_NUMBER) {
		switch (field->kind) {
		case KIND_NUMBER:
			answer = evaluate_number(clause, value->state, value->is.number);
			break;
		case KIND_DATE: answer = answer_date(clause, value->is.date); break;
		case KIND_SET:
			test = mask_test_of(clause, field, 64);
			answer = answer_mask(&test, value->is.mask);
			break;
		case KIND_CHOICE: answer = answer_code(clause, field, value->is.choice + 1); break;
		case KIND_CATEGORY:
			answer = answer_code(clause, field,
				store_term_find(run->store, field->id, value->is.text));
			break;
		case KIND_TAGS:
			for (size_t i = 0; i < value->is.tags.count && count < 64; i++)
				codes[count++] = (uint16_t)store_term_find(run->store, field->id,
					value->is.tags.items[i]);
			answer = answer_tags(clause, codes, count);
			break;
		case KIND_TEXT:
			answer = answer_text(clause, value->is.text,
				(struct arena *)&run->scratch_arena);
			break;
		}
	}
	return clause->is_negated ? negate(answer) : answer;
}

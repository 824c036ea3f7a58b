/* SPDX-License-Identifier: MIT */
/* Cells of the columns as values. */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/store/store_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum value_state column_number_state(const struct column *column, uint32_t row, double *number)
{
	uint64_t bits = column_bits(column, row);
	uint32_t payload = (uint32_t)(bits & 3);

	if (column->form == COLUMN_U32) {
		*number = (double)bits;
		return bits == 0xffffffffu    ? VALUE_UNKNOWN
			: bits == 0xfffffffeu ? VALUE_UNDISCLOSED
			: bits == 0xfffffffdu ? VALUE_NOT_APPLICABLE
					      : VALUE_KNOWN;
	}
	if (column->form == COLUMN_F32) {
		uint32_t word = (uint32_t)bits;
		float small;
		memcpy(&small, &word, sizeof(small));
		*number = isnan(small) ? (double)NAN : number_of_float(small);
	} else {
		memcpy(number, &bits, sizeof(*number));
	}
	if (!isnan(*number))
		return VALUE_KNOWN;
	return payload == 1    ? VALUE_UNDISCLOSED
		: payload == 2 ? VALUE_NOT_APPLICABLE
			       : VALUE_UNKNOWN;
}

static struct value tags_value(const struct store *store, const struct column *column,
	uint32_t index, struct arena *arena)
{
	struct value value = { .state = VALUE_UNKNOWN };
	const uint32_t *starts = column->cells;
	uint32_t from = starts[index], to = starts[index + 1];

	if (from >= to || to > column->tag_code_count || !column->tag_codes || !arena)
		return value;
	struct text *items = ARENA_ARRAY(arena, struct text, to - from);
	for (uint32_t i = from; i < to; i++)
		items[i - from] = store_term(store, column->field, column->tag_codes[i]).key;
	value.state = VALUE_KNOWN;
	value.is.tags.items = items;
	value.is.tags.count = to - from;
	return value;
}

static struct value set_value(const struct field *field, const struct column *column,
	uint32_t index)
{
	uint64_t mask = column_bits(column, index);
	size_t width = column->form == COLUMN_MASK8 ? 8
		: column->form == COLUMN_MASK16     ? 16
		: column->form == COLUMN_MASK32     ? 32
						    : 64;
	struct value value = { .state = VALUE_UNKNOWN };

	if (mask == UINT64_C(1) << (width - 1)) {
		value.state = VALUE_NOT_APPLICABLE;
		return value;
	}
	value.is.mask = field->member_count >= 64
		? mask
		: mask & ((UINT64_C(1) << field->member_count) - 1);
	if (value.is.mask != 0)
		value.state = VALUE_KNOWN;
	return value;
}

static struct value code_value(const struct store *store, const struct field *field,
	const struct column *column, uint32_t index)
{
	uint64_t code = column_bits(column, index);
	struct value value = { .state = VALUE_UNKNOWN };

	if (field->kind == KIND_CATEGORY) {
		value.is.text = store_term(store, field->id, (uint32_t)code).key;
		value.state = value.is.text.size > 0 ? VALUE_KNOWN : VALUE_UNKNOWN;
	} else if (code == 0xff) {
		value.state = VALUE_NOT_APPLICABLE;
	} else if (code > 0 && code <= field->member_count) {
		value.state = VALUE_KNOWN;
		value.is.choice = (uint32_t)code - 1;
	}
	return value;
}

bool column_holds_date(uint32_t date)
{
	uint32_t year = date / 10000, month = date / 100 % 100, day = date % 100;
	return year >= 1900 && year <= 2200 && month <= 12 && day <= 31;
}

struct value column_value(const struct store *store, const struct column *column,
	const struct field *field, uint32_t index, struct arena *arena)
{
	struct value value = { .state = VALUE_UNKNOWN };
	double number;

	switch (field->kind) {
	case KIND_TEXT:
		value.is.text = store_text(store, column_bits(column, index));
		value.state = value.is.text.size > 0 ? VALUE_KNOWN : VALUE_UNKNOWN;
		break;
	case KIND_DATE:
		value.is.date = (uint32_t)column_bits(column, index);
		value.state = column_holds_date(value.is.date) ? VALUE_KNOWN : VALUE_UNKNOWN;
		break;
	case KIND_NUMBER:
		value.state = column_number_state(column, index, &number);
		value.is.number = number;
		break;
	case KIND_SET: return set_value(field, column, index);
	case KIND_TAGS: return tags_value(store, column, index, arena);
	default: return code_value(store, field, column, index);
	}
	return value;
}

/* Dense column of a benchmark from the sparse scores; the first of a row's records is the one to show. */
static const struct column *benchmark_column(const struct store *store, uint32_t benchmark)
{
	uint32_t count = store_count(store);
	const struct score_record *scores = store->scores.items;

	if (store->benchmark_columns[benchmark])
		return store->benchmark_columns[benchmark];
	struct column *column = memory_get_zeroed(1, sizeof(*column));
	float *cells = memory_get((size_t)count * sizeof(*cells) + 4);
	for (uint32_t i = 0; i < count; i++)
		cells[i] = (float)NAN;
	for (size_t i = store->scores.count; i-- > 0;)
		if (scores[i].benchmark == benchmark && scores[i].row < count)
			cells[scores[i].row] = (float)scores[i].score;
	*column = (struct column){ .field = (uint16_t)(FIELD_COUNT + benchmark),
		.form = COLUMN_F32,
		.count = count,
		.cells = cells };
	store->benchmark_columns[benchmark] = column;
	return column;
}

const struct column *store_column(const struct store *store, uint32_t field)
{
	if (field_is_of_day(field) && day_prices_any(store))
		return day_prices_column(store, field);
	if (store_is_shared(store, field))
		return shared_whole(store, field);
	if (field < FIELD_COUNT)
		return store->has_column[field] ? &store->columns[field] : NULL;
	return field - FIELD_COUNT < store->benchmarks.count
		? benchmark_column(store, field - FIELD_COUNT)
		: NULL;
}

bool store_has_column(const struct store *store, uint32_t field)
{
	return store_is_shared(store, field) ||
		(field < FIELD_COUNT ? store->has_column[field]
				     : field - FIELD_COUNT < store->benchmarks.count);
}

const uint32_t *store_leaders(const struct store *store, uint32_t field, bool is_ascending,
	size_t *count)
{
	bool has_some = field < FIELD_COUNT && store->leaders[field].rows &&
		store->leaders[field].is_ascending == is_ascending &&
		!(field_is_of_day(field) && day_prices_any(store));

	*count = has_some ? store->leaders[field].count : 0;
	return has_some ? store->leaders[field].rows : NULL;
}

/* The file may be damaged, or of a program whose fields had other values. */
const uint32_t *store_totals(const struct store *store, uint32_t field, const uint32_t **reported)
{
	*reported = NULL;
	if (field >= FIELD_COUNT || !store->totals[field].counts ||
		(field_is_of_day(field) && day_prices_any(store)))
		return NULL;
	const uint32_t *counts = store->totals[field].counts;
	bool has_reported = store->totals[field].has_reported;
	size_t buckets = field_bucket_count(field_get((enum field_id)field),
				 store_term_count(store, (enum field_id)field)) +
		1;
	if (store->totals[field].count != (has_reported ? buckets * 2 : buckets))
		return NULL;
	*reported = has_reported ? counts + buckets : NULL;
	return counts;
}

static struct value text_value(struct text text)
{
	return (struct value){ .state = text.size > 0 ? VALUE_KNOWN : VALUE_UNKNOWN,
		.is.text = text };
}

static struct text aliases_of(const struct store *store, uint32_t row)
{
	struct text rest = store_search_text(store, row);

	for (int i = 0; i < 2; i++) {
		ptrdiff_t tab = text_find(rest, TEXT("\t"));
		rest = tab < 0 ? TEXT_NONE : text_slice(rest, (size_t)tab + 1, rest.size);
	}
	ptrdiff_t tab = text_find(rest, TEXT("\t"));
	return tab < 0 ? rest : text_slice(rest, 0, (size_t)tab);
}

struct value store_value(const struct store *store, uint32_t row, uint32_t id, struct arena *arena)
{
	const struct field *field = store_field(store, id);

	if (row >= store_count(store) || !field)
		return (struct value){ .state = VALUE_UNKNOWN };
	switch (id) {
	case FIELD_ID: return text_value(store_id(store, row));
	case FIELD_NAME: return text_value(store_title(store, row));
	case FIELD_ALIASES: return text_value(aliases_of(store, row));
	default: break;
	}
	uint32_t offer;
	if (field_is_of_day(id) && day_prices_offer(store, row, &offer))
		return store_offer_value(store, offer, id, arena);
	if (store_is_shared(store, id))
		return shared_value(store, id, row, arena);
	if (id >= FIELD_COUNT)
		return benchmark_value(store, id - FIELD_COUNT, row);
	const struct column *column = store->has_column[id] ? &store->columns[id]
							    : store_column(store, id);
	return column ? column_value(store, column, field, row, arena)
		      : (struct value){ .state = VALUE_UNKNOWN };
}

/* Of what the row has from that offer on the store's day; BASIS_COUNT: nothing. */
static enum basis day_basis(const struct store *store, uint32_t offer, uint32_t field)
{
	struct arena arena;

	arena_init(&arena);
	struct claim claim = store_offer_claim(store, offer, field, &arena);
	arena_done(&arena);
	return claim.value.state == VALUE_KNOWN ? (enum basis)claim.basis : BASIS_COUNT;
}

bool store_is_reported(const struct store *store, uint32_t row, uint32_t field)
{
	uint32_t offer;

	if (field >= FIELD_COUNT || row >= store_count(store))
		return false;
	if (field_is_of_day(field) && day_prices_offer(store, row, &offer))
		return day_basis(store, offer, field) == BASIS_REPORTED;
	return store_is_shared(store, field) ? shared_flags(store, field, row) & SHARED_REPORTED
					     : bit_has(store->columns[field].reported, row);
}

bool store_is_inferred(const struct store *store, uint32_t row, uint32_t field)
{
	uint32_t offer;

	if (field >= FIELD_COUNT || row >= store_count(store))
		return false;
	if (field_is_of_day(field) && day_prices_offer(store, row, &offer))
		return day_basis(store, offer, field) == BASIS_INFERRED;
	return store_is_shared(store, field) ? shared_flags(store, field, row) & SHARED_INFERRED
					     : bit_has(store->columns[field].inferred, row);
}

bool store_has_conflict(const struct store *store, uint32_t row, uint32_t field)
{
	if (field >= FIELD_COUNT || row >= store_count(store))
		return false;
	return store_is_shared(store, field) ? shared_flags(store, field, row) & SHARED_CONFLICT
					     : bit_has(store->columns[field].conflict, row);
}

bool store_conflicts(const struct store *store, uint32_t field, uint64_t *bits)
{
	size_t words = STORE_BITS(store_count(store)), rest = store_count(store) % 64;
	const uint64_t *from = field < FIELD_COUNT ? store->columns[field].conflict : NULL;

	if (field < FIELD_COUNT && store_is_shared(store, field))
		return shared_conflicts(store, field, bits);
	if (!from)
		return false;
	/* the file has no word behind the last row */
	memcpy(bits, from, (store_count(store) + 63) / 64 * sizeof(*bits));
	if (rest == 0)
		bits[words - 1] = 0;
	else
		bits[words - 1] &= (UINT64_C(1) << rest) - 1;
	return true;
}

size_t field_bucket_count(const struct field *field, size_t term_count)
{
	switch (field->kind) {
	case KIND_CHOICE:
	case KIND_SET: return field->member_count;
	case KIND_NUMBER: return (size_t)field->threshold_count + 1;
	case KIND_DATE: return BIN_NOT_APPLICABLE - 1;
	default: return term_count;
	}
}

uint8_t field_bin(const struct field *field, enum value_state state, double number)
{
	uint8_t bin = 1;

	if (state == VALUE_NOT_APPLICABLE)
		return BIN_NOT_APPLICABLE;
	if (state != VALUE_KNOWN)
		return 0;
	if (field->kind == KIND_DATE) {
		double year = floor(number / 10000);
		return year < 2000 ? 1 : year > 2253 ? 254 : (uint8_t)(year - 1999);
	}
	for (uint8_t i = 0; i < field->threshold_count; i++)
		bin = (uint8_t)(bin +
			(field->is_at_most ? number > field->thresholds[i]
					   : number >= field->thresholds[i]));
	return bin;
}

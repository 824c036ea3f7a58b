/* SPDX-License-Identifier: MIT */
/* Keys of the order: a sort field as unsigned 32-bit numbers in its order, filled for a block of rows at a time. 64-bit fields are two keys, the upper
 * half first; a text without ranks is its first eight bytes, and not exact. Built with -O3. */
#include "catalog/query/run_parts.h"

#include <string.h>

/* Keys of known values end one below KEY_UNKNOWN. */
static uint32_t turned(uint32_t key, bool is_descending)
{
	return is_descending ? KEY_UNKNOWN - 1 - key : key;
}

/* Floats as integers in the same order; known ones lie below 0xff800001. */
static uint32_t float_key(uint32_t bits)
{
	return bits >> 31 ? ~bits : bits | 0x80000000u;
}

static uint64_t double_key(double number)
{
	uint64_t bits;

	number += 0.0; /* -0 */
	memcpy(&bits, &number, sizeof(bits));
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static uint32_t half(uint64_t key, const struct key_part *part)
{
	if (part->is_low)
		return part->sort->is_descending ? ~(uint32_t)key : (uint32_t)key;
	return turned((uint32_t)(key >> 32), part->sort->is_descending);
}

/* --- one loop per form of column; `flip` turns the order: x -> x, or x -> KEY_UNKNOWN - 1 - x --- */

static void fill_integers(const struct key_part *part, const uint32_t *restrict cells,
	uint32_t count, uint32_t *restrict keys)
{
	const uint32_t limit = part->field->kind == KIND_DATE ? 30000000u : 0xfffffffdu;
	const uint32_t zero = part->field->kind == KIND_DATE; /* a date 0 is none */
	const uint32_t down = part->sort->is_descending ? UINT32_MAX : 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t cell = cells[i], key = (cell ^ down) - (down & 1);
		keys[i] = (cell < limit) & (cell >= zero) ? key : KEY_UNKNOWN;
	}
}

static void fill_floats(const struct key_part *part, const uint32_t *restrict cells, uint32_t count,
	uint32_t *restrict keys)
{
	const uint32_t down = part->sort->is_descending ? UINT32_MAX : 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t bits = cells[i] == 0x80000000u ? 0 : cells[i]; /* -0 */
		uint32_t key = (float_key(bits) ^ down) - (down & 1);
		keys[i] = (bits & 0x7fffffffu) <= 0x7f800000u ? key : KEY_UNKNOWN;
	}
}

static void fill_doubles(const struct key_part *part, const double *cells, uint32_t count,
	uint32_t *keys)
{
	for (uint32_t i = 0; i < count; i++) {
		bool is_known = cells[i] == cells[i];
		keys[i] = is_known     ? half(double_key(cells[i]), part)
			: part->is_low ? 0
				       : KEY_UNKNOWN;
	}
}

static uint32_t code_at(const struct column *column, uint32_t row)
{
	switch (column->form) {
	case COLUMN_CODE8: return ((const uint8_t *)column->cells)[row];
	case COLUMN_CODE16: return ((const uint16_t *)column->cells)[row];
	default: return ((const uint32_t *)column->cells)[row];
	}
}

static void fill_codes(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *keys)
{
	bool is_category = part->field->kind == KIND_CATEGORY;
	uint32_t most = is_category ? store_term_count(run->store, part->field->id)
				    : part->field->member_count;
	const uint32_t *ranks = is_category ? part->column->ranks : NULL;

	for (uint32_t row = from; row < to; row++) {
		uint32_t code = code_at(part->column, row);
		keys[row - from] = code == 0 || code > most
			? KEY_UNKNOWN
			: turned(ranks ? ranks[code] : code, part->sort->is_descending);
	}
}

/* Sets by their mask, tags by their number. */
static void fill_values(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *keys)
{
	for (uint32_t row = from; row < to; row++) {
		struct value value = { .state = VALUE_UNKNOWN };
		uint64_t key = 0;
		if (part->field->kind == KIND_TAGS) {
			const uint32_t *starts = part->column->cells;
			bool is_known = starts[row + 1] > starts[row];
			value.state = is_known ? VALUE_KNOWN : VALUE_UNKNOWN;
			key = (uint64_t)(starts[row + 1] - starts[row]) << 32;
		} else {
			value = store_value(run->store, row, part->field->id, NULL);
			key = value.is.mask;
		}
		keys[row - from] = value.state == VALUE_KNOWN ? half(key, part)
			: part->is_low                        ? 0
							      : KEY_UNKNOWN;
	}
}

/* With offer clauses, figures come from the offers that meet them. */
static void fill_offer_numbers(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *keys)
{
	for (uint32_t row = from; row < to; row++) {
		struct value value = { .state = VALUE_UNKNOWN };
		if (run_miss(run, row) == MISS_NONE)
			value = query_run_value(run, row, part->field->id, &run->scratch_arena);
		keys[row - from] = value.state == VALUE_KNOWN
			? half(double_key(value.is.number), part)
			: part->is_low ? 0
				       : KEY_UNKNOWN;
	}
}

static uint64_t text_key(struct text text)
{
	uint64_t key = 0;

	for (size_t i = 0; i < 8; i++) {
		unsigned char c = i < text.size ? (unsigned char)text.bytes[i] : 0;
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + 32);
		key = key << 8 | c;
	}
	return key;
}

static void fill_texts(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *keys)
{
	for (uint32_t row = from; row < to; row++) {
		struct value value = store_value(run->store, row, part->field->id, NULL);
		keys[row - from] = value.state == VALUE_KNOWN ? half(text_key(value.is.text), part)
			: part->is_low                        ? 0
							      : KEY_UNKNOWN;
	}
}

/* Rows stand in the order of their ids, names have ranks. */
static void fill_ranks(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *keys)
{
	const uint32_t *ranks = part->field->id == FIELD_ID ? NULL : store_name_ranks(run->store);

	for (uint32_t row = from; row < to; row++)
		keys[row - from] = turned(ranks ? ranks[row] : row, part->sort->is_descending);
}

static bool is_ranked(const struct query_run *run, const struct field *field)
{
	return field->id == FIELD_ID || (field->id == FIELD_NAME && store_name_ranks(run->store));
}

static bool is_from_offers(const struct query_run *run, const struct field *field)
{
	return run->has_offer_units && field->scope == SCOPE_OFFER && field->kind == KIND_NUMBER;
}

void keys_fill(struct query_run *run, const struct key_part *part, uint32_t from, uint32_t to,
	uint32_t *keys)
{
	const struct column *column = part->column;

	if (is_ranked(run, part->field))
		fill_ranks(run, part, from, to, keys);
	else if (part->field->kind == KIND_TEXT)
		fill_texts(run, part, from, to, keys);
	else if (is_from_offers(run, part->field))
		fill_offer_numbers(run, part, from, to, keys);
	else if (!column)
		memset(keys, part->is_low ? 0 : 0xff, (to - from) * sizeof(*keys));
	else if (column->form == COLUMN_U32)
		fill_integers(part, (const uint32_t *)column->cells + from, to - from, keys);
	else if (column->form == COLUMN_F32)
		fill_floats(part, (const uint32_t *)column->cells + from, to - from, keys);
	else if (column->form == COLUMN_F64)
		fill_doubles(part, (const double *)column->cells + from, to - from, keys);
	else if (column->form <= COLUMN_CODE32)
		fill_codes(run, part, from, to, keys);
	else
		fill_values(run, part, from, to, keys);
}

bool keys_are_wide(const struct query_run *run, const struct field *field,
	const struct column *column)
{
	if (is_ranked(run, field))
		return false;
	if (field->kind == KIND_TEXT || is_from_offers(run, field))
		return true;
	return column && (column->form == COLUMN_F64 || field->kind == KIND_SET);
}

struct sort_keys keys_of(struct query_run *run)
{
	struct sort_keys keys = { .is_exact = true };

	for (size_t i = 0; i < run->query->sort_count && keys.is_exact; i++) {
		const struct sort_key *sort = &run->query->sort[i];
		const struct field *field = store_field(run->store, sort->field);
		const struct column *column = field->kind == KIND_TEXT ? NULL
								       : run_column(run, field->id);
		bool wide = keys_are_wide(run, field, column);
		for (int low = 0; low <= wide; low++)
			keys.parts[keys.count++] = (struct key_part){ sort, field, column, low };
		keys.is_exact = field->kind != KIND_TEXT || is_ranked(run, field);
	}
	return keys;
}

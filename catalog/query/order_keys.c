/* SPDX-License-Identifier: MIT */
/* Keys of the order: a sort field as unsigned 32-bit numbers in its order, filled for a block of rows at a time. Of 64-bit numbers the key is the nearest
 * float, of a text without ranks its first four bytes: such keys are coarse, and equal ones are settled by comparing. Built with -O3. */
#include "catalog/query/run_parts.h"
#include "catalog/query/wide.h"

#include <math.h>
#include <string.h>
#include <strings.h>

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

static uint32_t number_key(double number, bool is_descending)
{
	float near = (float)number + 0.0f; /* -0 */
	uint32_t bits;

	memcpy(&bits, &near, sizeof(bits));
	return turned(float_key(bits), is_descending);
}

/* --- one loop per form of column; descending keys are KEY_UNKNOWN - 1 - key --- */

WIDE static void fill_integers(const struct key_part *part, const uint32_t *restrict cells,
	uint32_t count, uint32_t *restrict keys)
{
	const uint32_t limit = part->field->kind == KIND_DATE ? DATE_END : 0xfffffffdu;
	const uint32_t zero = part->field->kind == KIND_DATE; /* a date 0 is none */
	const uint32_t down = part->sort->is_descending ? UINT32_MAX : 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t cell = cells[i], key = (cell ^ down) - (down & 1);
		keys[i] = ((cell < limit) & (cell >= zero)) ? key : KEY_UNKNOWN;
	}
}

/* Not a number: KEY_UNKNOWN. */
static inline uint32_t key_of_float(uint32_t bits, uint32_t down)
{
	uint32_t number = bits == 0x80000000u ? 0 : bits; /* -0 */
	uint32_t sign = (0 - (number >> 31)) | 0x80000000u;
	uint32_t key = (number ^ sign ^ down) - (down & 1);

	return (number & 0x7fffffffu) <= 0x7f800000u ? key : KEY_UNKNOWN;
}

WIDE static void fill_floats(const struct key_part *part, const uint32_t *restrict cells,
	uint32_t count, uint32_t *restrict keys)
{
	const uint32_t down = part->sort->is_descending ? UINT32_MAX : 0;

	for (uint32_t i = 0; i < count; i++)
		keys[i] = key_of_float(cells[i], down);
}

WIDE static void fill_doubles(const struct key_part *part, const double *restrict cells,
	uint32_t count, uint32_t *restrict keys)
{
	const uint32_t down = part->sort->is_descending ? UINT32_MAX : 0;

	for (uint32_t i = 0; i < count; i++) {
		float near = (float)cells[i];
		uint32_t bits;
		memcpy(&bits, &near, sizeof(bits));
		keys[i] = key_of_float(bits, down);
	}
}

#define CODE_KEYS(type) \
	do { \
		const type *restrict codes = (const type *)column->cells + from; \
		for (uint32_t i = 0; i < count; i++) { \
			uint32_t code = codes[i] <= most ? codes[i] : 0; \
			keys[i] = code == 0 ? KEY_UNKNOWN : (code ^ down) - (down & 1); \
		} \
		for (uint32_t i = 0; i < count && ranks; i++) \
			if (codes[i] - 1u < most) \
				keys[i] = (ranks[codes[i]] ^ down) - (down & 1); \
	} while (0)

WIDE static void fill_codes(const struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *restrict keys)
{
	const struct column *column = part->column;
	bool is_category = part->field->kind == KIND_CATEGORY;
	const uint32_t most = is_category ? store_term_count(run->store, part->field->id)
					  : part->field->member_count;
	const uint32_t *restrict ranks = is_category ? column->ranks : NULL;
	const uint32_t down = part->sort->is_descending ? UINT32_MAX : 0;
	uint32_t count = to - from;

	switch (column->form) {
	case COLUMN_CODE8: CODE_KEYS(uint8_t); break;
	case COLUMN_CODE16: CODE_KEYS(uint16_t); break;
	default: CODE_KEYS(uint32_t); break;
	}
}

/* Sets by their mask, tags by their number. */
static void fill_values(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *keys)
{
	const uint32_t *starts = part->column->cells;

	for (uint32_t row = from; row < to; row++) {
		struct value value = { .state = VALUE_UNKNOWN };
		uint32_t key = 0;
		if (part->field->kind == KIND_TAGS && starts[row + 1] > starts[row]) {
			value.state = VALUE_KNOWN;
			key = starts[row + 1] - starts[row];
		} else if (part->field->kind == KIND_SET) {
			value = store_value(run->store, row, part->field->id, NULL);
			key = (uint32_t)value.is.mask;
		}
		keys[row - from] = value.state == VALUE_KNOWN
			? turned(key, part->sort->is_descending)
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
		keys[row - from] = value.state != VALUE_KNOWN ? KEY_UNKNOWN
			: part->field->kind == KIND_DATE
			? turned(value.is.date, part->sort->is_descending)
			: number_key(value.is.number, part->sort->is_descending);
	}
}

/* The same for prices, from the column of floats: the cheapest offer that meets all. */
static void fill_prices(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *keys)
{
	const uint32_t *starts = store_offer_starts(run->store);
	const float *prices = store_offer_column(run->store, FIELD_PRICE)->cells;
	const float *cells = store_offer_column(run->store, part->field->id)->cells;
	uint32_t offers = store_offer_count(run->store);

	for (uint32_t row = from; row < to; row++) {
		uint32_t best = UINT32_MAX;
		bool is_asked = run_miss(run, row) == MISS_NONE;
		for (uint32_t offer = starts[row];
			is_asked && offer < starts[row + 1] && offer < offers; offer++)
			if (run_offer_meets(run, offer) && !isnan(prices[offer]) &&
				(best == UINT32_MAX ||
					store_offer_is_cheaper(run->store, offer,
						(double)prices[offer], best, (double)prices[best])))
				best = offer;
		keys[row - from] = best == UINT32_MAX || isnan(cells[best])
			? KEY_UNKNOWN
			: number_key((double)cells[best], part->sort->is_descending);
	}
}

/* As it is shown. */
static struct value text_of_row(struct query_run *run, const struct field *field, uint32_t row)
{
	return field->scope == SCOPE_OFFER ? query_run_value(run, row, field->id, NULL)
					   : store_value(run->store, row, field->id, NULL);
}

static void fill_texts(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *keys)
{
	for (uint32_t row = from; row < to; row++) {
		struct value value = text_of_row(run, part->field, row);
		uint32_t key = 0;
		for (size_t i = 0; i < 4; i++) {
			unsigned char c = i < value.is.text.size && value.state == VALUE_KNOWN
				? (unsigned char)value.is.text.bytes[i]
				: 0;
			key = key << 8 | (c >= 'A' && c <= 'Z' ? c + 32u : c);
		}
		keys[row - from] = value.state == VALUE_KNOWN
			? turned(key, part->sort->is_descending)
			: KEY_UNKNOWN;
	}
}

/* Rows stand in the order of their ids, names have ranks. */
WIDE static void fill_ranks(struct query_run *run, const struct key_part *part, uint32_t from,
	uint32_t to, uint32_t *restrict keys)
{
	const uint32_t *restrict ranks = part->field->id == FIELD_ID ? NULL
								     : store_name_ranks(run->store);
	const uint32_t down = part->sort->is_descending ? UINT32_MAX : 0;

	for (uint32_t row = from; row < to && ranks; row++)
		keys[row - from] = (ranks[row] ^ down) - (down & 1);
	for (uint32_t row = from; row < to && !ranks; row++)
		keys[row - from] = (row ^ down) - (down & 1);
}

static bool is_ranked(const struct query_run *run, const struct field *field)
{
	return field->id == FIELD_ID || (field->id == FIELD_NAME && store_name_ranks(run->store));
}

static bool is_from_offers(const struct query_run *run, const struct field *field)
{
	bool is_figure = field->kind == KIND_NUMBER || field->id == FIELD_PRICE_UNTIL;

	return run->has_offer_units && field->scope == SCOPE_OFFER && is_figure &&
		!field->is_computed;
}

static bool is_price(const struct query_run *run, const struct field *field)
{
	const struct column *price = store_offer_column(run->store, FIELD_PRICE),
			    *own = store_offer_column(run->store, field->id);

	return field->unit == UNIT_USD_PER_MTOK && price && own && price->form == COLUMN_F32 &&
		own->form == COLUMN_F32;
}

void keys_fill(struct query_run *run, const struct key_part *part, uint32_t from, uint32_t to,
	uint32_t *keys)
{
	const struct column *column = part->column;

	if (part->computed)
		computed_fill(run, part->computed, to);
	if (is_ranked(run, part->field))
		fill_ranks(run, part, from, to, keys);
	else if (part->field->kind == KIND_TEXT)
		fill_texts(run, part, from, to, keys);
	else if (is_from_offers(run, part->field) && is_price(run, part->field))
		fill_prices(run, part, from, to, keys);
	else if (is_from_offers(run, part->field))
		fill_offer_numbers(run, part, from, to, keys);
	else if (!column)
		memset(keys, 0xff, (to - from) * sizeof(*keys));
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

struct key_part key_part_of(struct query_run *run, const struct sort_key *sort)
{
	const struct field *field = store_field(run->store, sort->field);
	struct key_part part = { .sort = sort, .field = field };

	if (is_ranked(run, field))
		return part;
	if (field->is_computed)
		part.computed = run_computed(run, field->id);
	if (field->kind != KIND_TEXT && !is_from_offers(run, field))
		part.column = run_column(run, field->id);
	part.is_coarse = field->kind == KIND_TEXT ||
		(is_from_offers(run, field) && !is_price(run, field) &&
			field->kind == KIND_NUMBER) ||
		(part.column && part.column->form == COLUMN_F64);
	return part;
}

static int compare_texts(struct query_run *run, const struct sort_key *sort, uint32_t a, uint32_t b)
{
	const struct field *field = store_field(run->store, sort->field);
	struct value one = text_of_row(run, field, a), two = text_of_row(run, field, b);

	if (one.state != VALUE_KNOWN || two.state != VALUE_KNOWN)
		return 0;
	size_t size = one.is.text.size < two.is.text.size ? one.is.text.size : two.is.text.size;
	int order = strncasecmp(one.is.text.bytes, two.is.text.bytes, size);

	return order != 0
		? order
		: (one.is.text.size > two.is.text.size) - (one.is.text.size < two.is.text.size);
}

int key_compare(struct query_run *run, const struct key_part *part, uint32_t a, uint32_t b)
{
	int order = 0;

	if (part->field->kind == KIND_TEXT) {
		order = compare_texts(run, part->sort, a, b);
	} else if (part->is_coarse && !part->column) {
		double one = query_run_value(run, a, part->field->id, &run->scratch_arena)
				     .is.number,
		       two = query_run_value(run, b, part->field->id, &run->scratch_arena)
				     .is.number;
		order = (one > two) - (one < two);
	} else if (part->is_coarse) {
		const double *cells = part->column->cells;
		order = (cells[a] > cells[b]) - (cells[a] < cells[b]); /* unknown: neither */
	}
	return part->sort->is_descending ? -order : order;
}

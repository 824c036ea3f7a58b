/* SPDX-License-Identifier: MIT */
/* Counts per value in one pass: for each block of rows the mask of those that count is made once and all facets without clauses of their own share it.
 * A row counts when every unit says yes, or when the only one that does not is the facet's own field. Built with -O3. */
#include "catalog/query/facet.h"

#include "catalog/query/facet_bytes.h"
#include "catalog/query/facet_parts.h"

#include <math.h>
#include <string.h>

/* 0xff for rows that count. */
static void pass_mask(const struct query_run *run, uint8_t unit, uint32_t from, uint32_t to,
	uint8_t *restrict mask)
{
	const uint8_t *restrict miss = run->is_all ? NULL : run->rows.miss + from;
	uint32_t count = to - from;

	if (!miss) {
		memset(mask, 0xff, count);
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		mask[i] = (uint8_t) - ((miss[i] == MISS_NONE) | (miss[i] == unit));
}

static uint64_t cell_at(const struct column *column, uint32_t row)
{
	switch (column->form) {
	case COLUMN_CODE8:
	case COLUMN_MASK8: return ((const uint8_t *)column->cells)[row];
	case COLUMN_CODE16:
	case COLUMN_MASK16: return ((const uint16_t *)column->cells)[row];
	case COLUMN_MASK64: return ((const uint64_t *)column->cells)[row];
	default: return ((const uint32_t *)column->cells)[row];
	}
}

static void add_mask(const struct tally *tally, uint64_t mask, uint32_t *counts)
{
	counts[0] += mask == 0;
	for (; mask != 0; mask &= mask - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(mask);
		if (bit + 1 <= tally->size)
			counts[bit + 1]++;
	}
}

static void add_tags(const struct tally *tally, uint32_t row, uint32_t *counts)
{
	const struct column *column = tally->column;
	const uint32_t *starts = column->cells;
	uint32_t from = starts[row], to = starts[row + 1];

	if (from >= to || to > column->tag_code_count || !column->tag_codes) {
		counts[0]++;
		return;
	}
	for (uint32_t i = from; i < to; i++)
		counts[column->tag_codes[i] <= tally->size ? column->tag_codes[i] : 0]++;
}

static bool is_binned(const struct field *field)
{
	return field->kind == KIND_NUMBER || field->kind == KIND_DATE;
}

static void add_row(const struct tally *tally, uint32_t row, uint32_t *counts)
{
	uint64_t code;

	if (tally->field->kind == KIND_TAGS) {
		add_tags(tally, row, counts);
	} else if (tally->field->kind == KIND_SET) {
		add_mask(tally, cell_at(tally->column, row), counts);
	} else {
		code = is_binned(tally->field) ? tally->column->bins[row]
					       : cell_at(tally->column, row);
		counts[code <= tally->size ? code : 0]++;
	}
}

/* Walks the rows that count; blocks without any have been passed over. */
#define WALK(statement) \
	for (uint32_t i = 0; i < count; i += 8) { \
		uint64_t passing = 0; \
		memcpy(&passing, mask + i, count - i < 8 ? count - i : 8); \
		for (passing &= UINT64_C(0x0101010101010101); passing != 0; \
			passing &= passing - 1) { \
			uint32_t at = i + ((uint32_t)__builtin_ctzll(passing) >> 3); \
			statement; \
		} \
	}

static void walk_block(struct tally *tally, uint32_t from, uint32_t to, const uint8_t *mask)
{
	const struct column *column = tally->column;
	uint32_t count = to - from, *all = tally->all;
	const size_t size = tally->size;

	if (column->form == COLUMN_CODE32 && tally->field->kind == KIND_CATEGORY) {
		const uint32_t *cells = (const uint32_t *)column->cells + from;
		WALK(all[cells[at] <= size ? cells[at] : 0]++)
	} else if (column->form == COLUMN_CODE16 && tally->field->kind == KIND_CATEGORY) {
		const uint16_t *cells = (const uint16_t *)column->cells + from;
		WALK(all[cells[at] <= size ? cells[at] : 0]++)
	} else {
		WALK(add_row(tally, from + at, all))
	}
}

/* Sets of up to fifteen members: the two bytes of a mask apart. */
static void wide_masks_block(struct tally *tally, uint32_t from, uint32_t to, const uint8_t *mask)
{
	const uint16_t *restrict cells = (const uint16_t *)tally->column->cells + from;
	uint8_t low[BLOCK_ROWS], high[BLOCK_ROWS], none[BLOCK_ROWS];
	uint32_t count = to - from;
	unsigned members = (unsigned)tally->size;

	for (uint32_t i = 0; i < count; i++) {
		low[i] = (uint8_t)cells[i];
		high[i] = (uint8_t)(cells[i] >> 8);
		none[i] = cells[i] == 0 ? mask[i] : 0;
	}
	facet_bytes_masks(low, mask, count, members < 8 ? members : 8, &tally->all[1]);
	if (members > 8)
		facet_bytes_masks(high, mask, count, members - 8, &tally->all[9]);
	tally->all[0] += facet_bytes_passing(none, count);
}

/* Codes, bins and masks of one byte. */
static void bytes_block(struct tally *tally, const uint8_t *cells, const uint8_t *mask,
	uint32_t count, uint32_t passing)
{
	uint32_t found[FACET_FEW] = { 0 }, others = passing;

	if (tally->field->kind == KIND_SET) {
		tally->all[0] += facet_bytes_masks(cells, mask, count, (unsigned)tally->size,
			&tally->all[1]);
	} else if (tally->bytes) {
		facet_bytes_many(cells, mask, count, tally->bytes);
	} else {
		facet_bytes_few(cells, mask, count, (unsigned)tally->size + 1, found);
		for (size_t i = 0; i <= tally->size; i++) {
			tally->all[i] += found[i];
			others -= found[i];
		}
		tally->all[0] += others; /* not applicable counts as unknown here */
	}
}

static void computed_block(struct tally *tally, uint32_t from, uint32_t to, const uint8_t *mask,
	uint32_t passing)
{
	uint8_t bins[BLOCK_ROWS];
	const double *numbers = tally->computed->numbers + from;

	for (uint32_t i = 0; i < to - from; i++)
		bins[i] = field_bin(tally->field, isnan(numbers[i]) ? VALUE_UNKNOWN : VALUE_KNOWN,
			numbers[i]);
	bytes_block(tally, bins, mask, to - from, passing);
}

static void reported_block(struct tally *tally, uint32_t from, uint32_t to, const uint8_t *mask)
{
	for (uint32_t first = from; first < to; first += 64)
		for (uint64_t bits = tally->column->reported[first / 64]; bits != 0;
			bits &= bits - 1) {
			uint32_t row = first + (uint32_t)__builtin_ctzll(bits);
			if (row < to && mask[row - from])
				add_row(tally, row, tally->reported);
		}
}

static void tally_block(struct tally *tally, uint32_t from, uint32_t to, const uint8_t *mask,
	uint32_t passing)
{
	const struct column *column = tally->column;
	const struct field *field = tally->field;

	if (tally->computed) {
		computed_block(tally, from, to, mask, passing);
		return;
	}
	if (!column || (is_binned(field) && !column->bins))
		return;
	if (is_binned(field))
		bytes_block(tally, column->bins + from, mask, to - from, passing);
	else if (column->form == COLUMN_CODE8 || column->form == COLUMN_MASK8)
		bytes_block(tally, (const uint8_t *)column->cells + from, mask, to - from, passing);
	else if (column->form == COLUMN_MASK16)
		wide_masks_block(tally, from, to, mask);
	else
		walk_block(tally, from, to, mask);
	if (column->reported)
		reported_block(tally, from, to, mask);
}

static size_t bucket_count(const struct query_run *run, const struct field *field)
{
	switch (field->kind) {
	case KIND_CHOICE:
	case KIND_SET: return field->member_count;
	case KIND_NUMBER: return (size_t)field->threshold_count + 1;
	case KIND_DATE: return 254;
	default: return store_term_count(run->store, field->id);
	}
}

static struct tally tally_of(struct query_run *run, uint16_t id, struct arena *arena)
{
	const struct field *field = store_field(run->store, id);
	size_t size = bucket_count(run, field);
	struct tally tally = { .field = field,
		.unit = run_unit_of(run, id),
		.all = ARENA_ARRAY(arena, uint32_t, size + 1),
		.reported = ARENA_ARRAY(arena, uint32_t, size + 1),
		.size = size };

	tally.is_offer = !field->is_computed && field->scope == SCOPE_OFFER &&
		(run->has_offer_units || field->kind == KIND_NUMBER);
	if (field->is_computed)
		tally.computed = run_computed(run, id);
	else if (!tally.is_offer)
		tally.column = store_column(run->store, id);
	if (size >= FACET_FEW && size < 256 && field->kind != KIND_SET)
		tally.bytes = (uint32_t(*)[256])ARENA_ARRAY(arena, uint32_t, 4 * 256);
	return tally;
}

static void tally_end(const struct query_run *run, struct tally *tally)
{
	for (unsigned code = 0; tally->bytes && code < 256; code++)
		for (int i = 0; i < 4; i++)
			tally->all[code <= tally->size ? code : 0] += tally->bytes[i][code];
	if (!tally->column && !tally->computed && !tally->is_offer)
		tally->all[0] = run->models; /* nothing is known of it */
}

static enum result tally_rows(struct query_run *run, struct tally *tallies, size_t count,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);
	uint8_t shared[BLOCK_ROWS], own[BLOCK_ROWS];

	for (uint32_t from = 0; from < rows; from += BLOCK_ROWS) {
		uint32_t to = from + BLOCK_ROWS < rows ? from + BLOCK_ROWS : rows;
		if (interrupt_is_due(interrupt, from, rows))
			return RESULT_INTERRUPTED;
		pass_mask(run, MISS_NONE, from, to, shared);
		uint32_t passing = facet_bytes_passing(shared, to - from);
		for (size_t i = 0; i < count; i++) {
			if (tallies[i].is_offer)
				continue;
			if (tallies[i].unit == MISS_NONE) {
				if (passing > 0)
					tally_block(&tallies[i], from, to, shared, passing);
				continue;
			}
			pass_mask(run, tallies[i].unit, from, to, own);
			tally_block(&tallies[i], from, to, own,
				facet_bytes_passing(own, to - from));
		}
	}
	return RESULT_OK;
}

enum result facet_count(struct query_run *run, const uint16_t *fields, size_t field_count,
	struct arena *arena, struct facet *facets, const struct interrupt *interrupt)
{
	struct tally *tallies = ARENA_ARRAY(arena, struct tally, field_count);
	bool has_rows = false;

	for (size_t i = 0; i < field_count; i++) {
		tallies[i] = tally_of(run, fields[i], arena);
		has_rows = has_rows || tallies[i].column || tallies[i].computed;
	}
	enum result result = has_rows ? tally_rows(run, tallies, field_count, interrupt)
				      : RESULT_OK;
	for (size_t i = 0; i < field_count && result == RESULT_OK; i++)
		if (tallies[i].is_offer)
			result = facet_offers(run, &tallies[i], interrupt);
	for (size_t i = 0; i < field_count && result == RESULT_OK; i++) {
		tally_end(run, &tallies[i]);
		facet_values(&tallies[i], arena, &facets[i]);
	}
	return result;
}

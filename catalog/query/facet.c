/* SPDX-License-Identifier: MIT */
/* Counts per value in one pass: for each block of rows the mask of those that count is made once and all facets without clauses of their own share it.
 * A row counts when every unit says yes, or when the only one that does not is the facet's own field. Built with -O3. */
#include "catalog/query/facet.h"

#include "catalog/query/byte_counts.h"
#include "catalog/query/facet_parts.h"

#include <math.h>
#include <string.h>

/* No byte of a vector counts past 255, and words of bits stay whole. */
enum { FACET_BLOCK = 64 * 63 };
_Static_assert((int)FACET_BLOCK <= (int)BYTE_COUNTS_MAX, "blocks fit the byte sums");

/* The rows [from, to) that count: as a mask of 0xff and 0, as bits where somebody walks them, as a number, and, when they are few, by their places. */
struct block {
	uint32_t from, to, passing;
	uint32_t listed; /* of places; 0: too many to list */
	bool has_bits;
	uint64_t bits[FACET_BLOCK / 64];
	uint8_t mask[FACET_BLOCK];
	uint16_t places[FACET_BLOCK];
	uint8_t full[FACET_BLOCK]; /* a mask for gathered cells */
};

/* Walks the rows of a block that count. */
#define WALK(block, statement) \
	for (uint32_t i = 0; i < FACET_BLOCK / 64; i++) \
		for (uint64_t left = (block)->bits[i]; left != 0; left &= left - 1) { \
			uint32_t at = i * 64 + (uint32_t)__builtin_ctzll(left); \
			statement; \
		}

static void need_bits(struct block *block)
{
	for (uint32_t i = 0; i < FACET_BLOCK / 64 && !block->has_bits; i++)
		block->bits[i] = run_bits(block->mask + (size_t)i * 64);
	block->has_bits = true;
}

static void choose(const struct query_run *run, uint8_t unit, struct block *block)
{
	uint32_t count = block->to - block->from;

	block->listed = 0;
	block->has_bits = false;
	block->passing = count;
	memset(block->mask + count, 0, FACET_BLOCK - count);
	if (run->is_all)
		memset(block->mask, 0xff, count);
	else
		block->passing = byte_counts_pass(run->rows.miss + block->from, count, MISS_NONE,
			unit, MISS_NO, block->mask);
}

/* When a twelfth or less counts, several facets are sooner done by gathering their cells than by looking at all. */
static void list_places(struct block *block)
{
	uint32_t listed = 0;

	if (block->passing == 0 || block->passing > (block->to - block->from) / 12)
		return;
	memset(block->full, 0xff, block->passing);
	need_bits(block);
	WALK(block, block->places[listed++] = (uint16_t)at)
	block->listed = listed;
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

/* Cells of one byte: codes, masks, bins; NULL: wider ones. */
static const uint8_t *bytes_of(const struct tally *tally)
{
	const struct column *column = tally->column;

	if (is_binned(tally->field))
		return column->bins;
	return column->form == COLUMN_CODE8 || column->form == COLUMN_MASK8 ? column->cells : NULL;
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

static void walk_block(struct tally *tally, struct block *block)
{
	const struct column *column = tally->column;
	uint32_t *all = tally->all;
	const size_t size = tally->size;

	need_bits(block);
	if (column->form == COLUMN_CODE32 && tally->field->kind == KIND_CATEGORY) {
		const uint32_t *cells = (const uint32_t *)column->cells + block->from;
		WALK(block, all[cells[at] <= size ? cells[at] : 0]++)
	} else if (column->form == COLUMN_CODE16 && tally->field->kind == KIND_CATEGORY) {
		const uint16_t *cells = (const uint16_t *)column->cells + block->from;
		WALK(block, all[cells[at] <= size ? cells[at] : 0]++)
	} else {
		WALK(block, add_row(tally, block->from + at, all))
	}
}

/* Counts bytes under a mask into the tally. */
static void count_bytes(struct tally *tally, const uint8_t *cells, const uint8_t *mask,
	uint32_t count, uint32_t passing)
{
	uint32_t found[BYTE_COUNTS_FEW] = { 0 }, others = passing;

	if (tally->field->kind == KIND_SET) {
		tally->all[0] += byte_counts_masks(cells, mask, count, passing == count,
			(unsigned)tally->size, &tally->all[1]);
	} else if (tally->bytes) {
		byte_counts_range(cells, mask, count, passing == count, tally->bytes);
	} else {
		byte_counts_few(cells, mask, count, passing == count, (unsigned)tally->size + 1,
			found);
		for (size_t i = 0; i <= tally->size; i++) {
			tally->all[i] += found[i];
			others -= found[i];
		}
		tally->all[0] += others; /* not applicable counts as unknown here */
	}
}

/* Codes, bins and masks of one byte; cells begins with the block. */
static void bytes_block(struct tally *tally, const uint8_t *cells, const struct block *block)
{
	uint8_t gathered[FACET_BLOCK];

	if (block->listed == 0) {
		count_bytes(tally, cells, block->mask, block->to - block->from, block->passing);
		return;
	}
	for (uint32_t i = 0; i < block->listed; i++)
		gathered[i] = cells[block->places[i]];
	count_bytes(tally, gathered, block->full, block->listed, block->listed);
}

/* Sets of up to fifteen members. */
static void wide_masks_block(struct tally *tally, const struct block *block)
{
	const uint16_t *cells = (const uint16_t *)tally->column->cells + block->from;
	uint16_t gathered[FACET_BLOCK];
	bool is_listed = block->listed > 0;

	for (uint32_t i = 0; i < block->listed; i++)
		gathered[i] = cells[block->places[i]];
	tally->all[0] += byte_counts_wide_masks(is_listed ? gathered : cells,
		is_listed ? block->full : block->mask,
		is_listed ? block->listed : block->to - block->from, (unsigned)tally->size,
		&tally->all[1]);
}

static void computed_block(struct tally *tally, const struct block *block)
{
	uint8_t bins[FACET_BLOCK];
	const double *numbers = tally->computed->numbers + block->from;

	for (uint32_t i = 0; i < block->to - block->from; i++)
		bins[i] = field_bin(tally->field, isnan(numbers[i]) ? VALUE_UNKNOWN : VALUE_KNOWN,
			numbers[i]);
	bytes_block(tally, bins, block);
}

static void reported_block(struct tally *tally, struct block *block)
{
	const uint64_t *reported = tally->column->reported + block->from / 64;
	const uint8_t *cells = bytes_of(tally);

	need_bits(block);
	for (uint32_t i = 0; i < block->to - block->from; i += 64)
		for (uint64_t bits = reported[i / 64] & block->bits[i / 64]; bits != 0;
			bits &= bits - 1) {
			uint32_t row = block->from + i + (uint32_t)__builtin_ctzll(bits);
			if (cells)
				tally->reported_bytes[cells[row]]++;
			else
				add_row(tally, row, tally->reported);
		}
}

static void tally_block(struct tally *tally, struct block *block)
{
	const struct column *column = tally->column;
	const struct field *field = tally->field;

	if (tally->computed) {
		computed_block(tally, block);
		return;
	}
	if (!column || (is_binned(field) && !column->bins))
		return;
	if (bytes_of(tally))
		bytes_block(tally, bytes_of(tally) + block->from, block);
	else if (column->form == COLUMN_MASK16)
		wide_masks_block(tally, block);
	else
		walk_block(tally, block);
	if (column->reported)
		reported_block(tally, block);
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
		.size = size };

	tally.is_offer = !field->is_computed && field->scope == SCOPE_OFFER &&
		(run->has_offer_units || field->kind == KIND_NUMBER);
	if (field->is_computed)
		tally.computed = run_computed(run, id);
	else if (!tally.is_offer)
		tally.column = store_column(run->store, id);
	if (tally.column && tally.column->reported)
		tally.reported = ARENA_ARRAY(arena, uint32_t, size + 1);
	if (tally.reported && bytes_of(&tally))
		tally.reported_bytes = ARENA_ARRAY(arena, uint32_t, 256);
	if (size >= BYTE_COUNTS_FEW && size < 256 && field->kind != KIND_SET)
		tally.bytes = (uint32_t(*)[256])ARENA_ARRAY(arena, uint32_t, 4 * 256);
	return tally;
}

static void add_reported_bytes(struct tally *tally)
{
	for (unsigned byte = 0; byte < 256; byte++) {
		uint32_t count = tally->reported_bytes[byte];
		if (tally->field->kind != KIND_SET) {
			tally->reported[byte <= tally->size ? byte : 0] += count;
			continue;
		}
		tally->reported[0] += byte == 0 ? count : 0;
		for (unsigned bit = 0; bit < 8 && bit < tally->size; bit++)
			tally->reported[bit + 1] += byte >> bit & 1 ? count : 0;
	}
}

static void tally_end(const struct query_run *run, struct tally *tally)
{
	if (tally->reported_bytes)
		add_reported_bytes(tally);
	for (unsigned code = 0; tally->bytes && code < 256; code++)
		for (int i = 0; i < 4; i++)
			tally->all[code <= tally->size ? code : 0] += tally->bytes[i][code];
	if (!tally->column && !tally->computed && !tally->is_offer)
		tally->all[0] = run->models; /* nothing is known of it */
}

/* Tables of counts that take much of the cache get a pass of their own. */
static bool is_large(const struct tally *tally)
{
	return tally->size > 131072;
}

static void tally_facets(const struct query_run *run, struct tally *tallies, size_t count,
	uint32_t from, uint32_t to)
{
	struct block shared, own;

	shared.from = own.from = from;
	shared.to = own.to = to;
	choose(run, MISS_NONE, &shared);
	if (count > 3)
		list_places(&shared);
	for (size_t i = 0; i < count; i++) {
		struct block *block = &shared;
		if (tallies[i].unit != MISS_NONE) {
			choose(run, tallies[i].unit, &own);
			block = &own;
		}
		if (block->passing > 0)
			tally_block(&tallies[i], block);
	}
}

static enum result tally_rows(const struct query_run *run, struct tally *tallies, size_t count,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);

	for (uint32_t from = 0, block = 0; from < rows; from += FACET_BLOCK, block++) {
		uint32_t to = from + FACET_BLOCK < rows ? from + FACET_BLOCK : rows;
		if (block % 4 == 0 && interrupt_is_due(interrupt, from, rows))
			return RESULT_INTERRUPTED;
		tally_facets(run, tallies, count, from, to);
	}
	return RESULT_OK;
}

enum result facet_count(struct query_run *run, const uint16_t *fields, size_t field_count,
	struct arena *arena, struct facet *facets, const struct interrupt *interrupt)
{
	struct tally *tallies = ARENA_ARRAY(arena, struct tally, field_count),
		     *small = ARENA_ARRAY(arena, struct tally, field_count);
	enum result result = RESULT_OK;
	size_t small_count = 0;

	for (size_t i = 0; i < field_count && result == RESULT_OK; i++) {
		tallies[i] = tally_of(run, fields[i], arena);
		if (tallies[i].is_offer)
			result = facet_offers(run, &tallies[i], interrupt);
		else if (is_large(&tallies[i]))
			result = tally_rows(run, &tallies[i], 1, interrupt);
		else if (tallies[i].column || tallies[i].computed)
			small[small_count++] = tallies[i]; /* shares the tables of counts */
		if (result == RESULT_OK && tallies[i].computed)
			result = computed_fill_all(run, tallies[i].computed, interrupt);
	}
	if (result == RESULT_OK && small_count > 0)
		result = tally_rows(run, small, small_count, interrupt);
	for (size_t i = 0; i < field_count && result == RESULT_OK; i++) {
		tally_end(run, &tallies[i]);
		facet_values(&tallies[i], arena, &facets[i]);
	}
	return result;
}

/* SPDX-License-Identifier: MIT */
/* One block of rows into the counts of one facet, by the kind and width of its cells. Built with -O3. */
#include "catalog/query/byte_counts.h"
#include "catalog/query/facet_parts.h"
#include "catalog/query/wide.h"

#include <math.h>
#include <string.h>

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

/* When a twelfth or less counts, several facets are sooner done by gathering their cells than by looking at all. */
void facet_list_places(struct block *block)
{
	uint32_t listed = 0;

	if (block->passing == 0 || block->passing > (block->to - block->from) / 12)
		return;
	memset(block->full, 0xff, block->passing);
	need_bits(block);
	WALK(block, block->places[listed++] = (uint16_t)at)
	block->listed = listed;
}

static void add_mask(const struct tally *tally, uint64_t mask, uint32_t times, uint32_t *counts)
{
	counts[0] += mask == 0 ? times : 0;
	for (; mask != 0; mask &= mask - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(mask);
		if (bit + 1 <= tally->size)
			counts[bit + 1] += times;
	}
}

static void add_tags(const struct tally *tally, uint32_t row, uint32_t times, uint32_t *counts)
{
	const struct column *column = tally->column;
	const uint32_t *starts = column->cells;
	uint32_t from = starts[row], to = starts[row + 1];

	if (from >= to || to > column->tag_code_count || !column->tag_codes) {
		counts[0] += times;
		return;
	}
	for (uint32_t i = from; i < to; i++)
		counts[column->tag_codes[i] <= tally->size ? column->tag_codes[i] : 0] += times;
}

static bool is_binned(const struct field *field)
{
	return field->kind == KIND_NUMBER || field->kind == KIND_DATE;
}

const uint8_t *facet_bytes_of(const struct tally *tally)
{
	const struct column *column = tally->column;

	if (is_binned(tally->field))
		return column->bins;
	return column->form == COLUMN_CODE8 || column->form == COLUMN_MASK8 ? column->cells : NULL;
}

void facet_add_row(const struct tally *tally, uint32_t row, uint32_t times, uint32_t *counts)
{
	uint64_t code;

	if (tally->field->kind == KIND_TAGS) {
		add_tags(tally, row, times, counts);
	} else if (tally->field->kind == KIND_SET) {
		add_mask(tally, column_bits(tally->column, row), times, counts);
	} else {
		code = is_binned(tally->field) ? tally->column->bins[row]
					       : column_bits(tally->column, row);
		if (code <= tally->size)
			counts[code] += times;
	}
}

/* Rows are in the order of their ids, which begin with a developer: many neighbors have the same code, and go as one sum. */
static WIDE void walk_codes(const uint32_t *cells, const struct block *block, size_t size,
	uint32_t *all)
{
	for (uint32_t from = 0; from < block->to - block->from; from += 64) {
		const uint32_t *of = cells + from;
		uint64_t bits = block->bits[from / 64];
		uint32_t differs = block->to - block->from - from < 64;
		if (bits == 0)
			continue;
		if (!differs)
			for (int i = 0; i < 64; i++)
				differs |= of[i] ^ of[0];
		if (differs == 0) {
			all[of[0] <= size ? of[0] : 0] += (uint32_t)__builtin_popcountll(bits);
			continue;
		}
		for (; bits != 0; bits &= bits - 1) {
			uint32_t code = of[__builtin_ctzll(bits)];
			all[code <= size ? code : 0]++;
		}
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
		walk_codes(cells, block, size, all);
	} else if (column->form == COLUMN_CODE16 && tally->field->kind == KIND_CATEGORY) {
		const uint16_t *cells = (const uint16_t *)column->cells + block->from;
		WALK(block, all[cells[at] <= size ? cells[at] : 0]++)
	} else {
		WALK(block, facet_add_row(tally, block->from + at, 1, all))
	}
}

/* Counts bytes under a mask into the tally. */
static void count_bytes(struct tally *tally, const uint8_t *cells, const uint8_t *mask,
	uint32_t count, uint32_t passing)
{
	uint32_t found[BYTE_COUNTS_FEW] = { 0 };

	if (tally->field->kind == KIND_SET) {
		tally->all[0] += byte_counts_masks(cells, mask, count, passing == count,
			(unsigned)tally->size, &tally->all[1]);
	} else if (tally->bytes) {
		byte_counts_range(cells, mask, count, passing == count, tally->bytes);
	} else {
		byte_counts_few(cells, mask, count, passing == count, (unsigned)tally->size + 1,
			found);
		for (size_t i = 0; i <= tally->size; i++) /* not what is not applicable */
			tally->all[i] += found[i];
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
	const uint8_t *cells = facet_bytes_of(tally);

	need_bits(block);
	for (uint32_t i = 0; i < block->to - block->from; i += 64)
		for (uint64_t bits = reported[i / 64] & block->bits[i / 64]; bits != 0;
			bits &= bits - 1) {
			uint32_t row = block->from + i + (uint32_t)__builtin_ctzll(bits);
			if (cells)
				tally->reported_bytes[cells[row]]++;
			else
				facet_add_row(tally, row, 1, tally->reported);
		}
}

void facet_tally_block(struct tally *tally, struct block *block)
{
	const struct column *column = tally->column;
	const struct field *field = tally->field;

	if (tally->computed) {
		computed_block(tally, block);
		return;
	}
	if (!column || (is_binned(field) && !column->bins))
		return;
	if (facet_bytes_of(tally))
		bytes_block(tally, facet_bytes_of(tally) + block->from, block);
	else if (column->form == COLUMN_MASK16)
		wide_masks_block(tally, block);
	else
		walk_block(tally, block);
	if (column->reported)
		reported_block(tally, block);
}

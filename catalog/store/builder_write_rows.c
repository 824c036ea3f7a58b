/* SPDX-License-Identifier: MIT */
/* Columns row by row, a block of rows at a time: one pass gives the cells, the bins, the bits, the leaders and the totals of a column. Rows mostly
 * stand as they were added, so that most blocks are read straight through. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_writer.h"

#include <stdlib.h>

/* Cells and flags (enum shared_flag; SHARED_OWN: the cell is not that of a form) of some rows. */
struct row_block {
	size_t count;
	uint64_t bits[ROW_BLOCK];
	uint8_t flags[ROW_BLOCK], bins[ROW_BLOCK];
};

/* --- blocks ------------------------------------------------------------------------------------------- */

static uint8_t own_flags(const struct build_column *column, uint32_t row)
{
	return (uint8_t)(SHARED_OWN | (bits_has(&column->reported, row) ? SHARED_REPORTED : 0) |
		(bits_has(&column->inferred, row) ? SHARED_INFERRED : 0) |
		(bits_has(&column->conflict, row) ? SHARED_CONFLICT : 0) |
		(bits_has(&column->implied, row) ? SHARED_IMPLIED : 0));
}

static bool has_flags(const struct build_column *column)
{
	return column->reported.is_used || column->inferred.is_used || column->conflict.is_used ||
		column->implied.is_used;
}

/* Rows in any order. */
static void gather_each(const struct cells *cells, const uint32_t *order, struct row_block *block)
{
	for (size_t i = 0; i < block->count; i++) {
		uint16_t form = cells_form(cells, order[i]);
		block->bits[i] = cells_at(cells, order[i]);
		block->flags[i] = form > 0 ? cells->flags[form]
					   : own_flags(cells->column, order[i]);
	}
}

/* Rows that stand as they were added, from `row` on; the width is known when this is compiled. */
static inline __attribute__((always_inline)) void gather_run(const struct cells *cells,
	uint32_t row, struct row_block *block, size_t width)
{
	const struct build_column *column = cells->column;
	const char *own = column->cells + row * width;
	const uint16_t *forms = cells->row_forms ? cells->row_forms + row : NULL;
	bool is_flagged = has_flags(column);

	for (size_t i = 0; i < block->count; i++) {
		uint16_t form = forms ? forms[i] : 0;
		uint8_t flags = form > 0 ? cells->flags[form] : SHARED_OWN;
		if (form == 0 && is_flagged)
			flags = own_flags(column, row + (uint32_t)i);
		uint64_t bits = cell_get(own + i * width, width);
		block->bits[i] = flags & SHARED_OWN ? bits : cells->bits[form];
		block->flags[i] = flags;
	}
}

static void gather(const struct cells *cells, const uint32_t *order, bool is_run,
	struct row_block *block)
{
	size_t end = order[0] + block->count;

	if (!is_run || cells->column->is_sparse || end > cells->column->count ||
		(cells->row_forms && end > cells->row_form_count)) {
		gather_each(cells, order, block);
		return;
	}
	switch (cells->column->width) {
	case 1: gather_run(cells, order[0], block, 1); break;
	case 2: gather_run(cells, order[0], block, 2); break;
	case 4: gather_run(cells, order[0], block, 4); break;
	default: gather_run(cells, order[0], block, 8);
	}
}

static void put_block(struct writer *writer, const struct row_block *block, size_t width)
{
	char cells[ROW_BLOCK * 8];

	switch (width) {
	case 1:
		for (size_t i = 0; i < block->count; i++)
			cells[i] = (char)block->bits[i];
		break;
	case 2:
		for (size_t i = 0; i < block->count; i++)
			cell_put(cells + i * 2, 2, block->bits[i]);
		break;
	case 4:
		for (size_t i = 0; i < block->count; i++)
			cell_put(cells + i * 4, 4, block->bits[i]);
		break;
	default: memcpy(cells, block->bits, block->count * 8);
	}
	writer_put(writer, cells, block->count * width);
}

void writer_cells(struct writer *writer, const struct cells *cells, size_t width,
	const uint32_t *order, size_t count)
{
	struct row_block block;

	for (size_t from = 0; from < count; from += ROW_BLOCK) {
		block.count = count - from < ROW_BLOCK ? count - from : ROW_BLOCK;
		gather(cells, order + from,
			order == writer->row_order && writer->row_runs[from / ROW_BLOCK], &block);
		put_block(writer, &block, width);
	}
}

/* --- what is told of the rows beside their cells --------------------------------------------------------- */

struct row_pass {
	const struct field *field;
	const struct cells *cells;
	uint8_t *bins;           /* by place; NULL: the field has none */
	uint64_t *bits;          /* four words for 64 places: in the order of enum shared_flag */
	struct leaders *leaders; /* NULL: none */
	struct totals *totals;   /* NULL: none */
};

/* The same cell often comes again: a window, a year. */
static void add_numbers(struct row_pass *pass, struct row_block *block, uint32_t place)
{
	uint64_t bits = ~block->bits[0];
	const struct column view = { .form = pass->cells->column->form,
		.count = 1,
		.cells = &bits };
	bool is_date = pass->field->kind == KIND_DATE;
	double number = 0;
	uint8_t bin = 0;
	enum value_state state = VALUE_UNKNOWN;

	for (size_t i = 0; i < block->count; i++) {
		if (block->bits[i] != bits) {
			bits = block->bits[i];
			state = column_number_state(&view, 0, &number);
			bin = field_bin(pass->field, state, number);
		}
		block->bins[i] = bin;
		if (pass->leaders && (is_date ? bits > 0 && bits < DATE_END : state == VALUE_KNOWN))
			leaders_add(pass->leaders, number, place + (uint32_t)i);
	}
	if (pass->bins)
		memcpy(pass->bins + place, block->bins, block->count);
}

/* The k-th bits of eight bytes as one byte. */
static uint64_t bits_of_eight(uint64_t eight, int k)
{
	return (eight >> k & UINT64_C(0x0101010101010101)) * UINT64_C(0x0102040810204080) >> 56;
}

static void add_bits(struct row_pass *pass, const struct row_block *block, uint32_t place)
{
	uint64_t *words = pass->bits + place / 64 * 4;

	for (size_t from = 0; from < block->count; from += 64, words += 4) {
		for (size_t i = 0; i < 8; i++) {
			uint64_t eight; /* flags behind the last row are zeros */
			memcpy(&eight, block->flags + from + i * 8, sizeof(eight));
			for (int k = 0; k < 4; k++)
				words[k] |= bits_of_eight(eight, k) << (i * 8);
		}
	}
}

static void write_bits(struct writer *writer, const struct row_pass *pass)
{
	static const enum snapshot_kind kinds[4] = { SNAPSHOT_REPORTED, SNAPSHOT_INFERRED,
		SNAPSHOT_CONFLICT, SNAPSHOT_IMPLIED }; /* in the order of enum shared_flag */
	const struct build_column *column = pass->cells->column;
	const struct bits *const bits[4] = { &column->reported, &column->inferred,
		&column->conflict, &column->implied };
	size_t words = (writer->builder->row_count + 63) / 64;

	for (size_t i = 0; i < 4; i++) {
		if (!bits[i]->is_used)
			continue;
		writer_begin(writer, kinds[i], (uint16_t)pass->field->id, 0);
		for (size_t word = 0; word < words; word++)
			writer_put_bits(writer, pass->bits[word * 4 + i], sizeof(*pass->bits));
		writer_end(writer, words);
	}
}

static struct row_pass pass_begin(const struct writer *writer, uint16_t field,
	const struct cells *cells, struct totals *totals)
{
	size_t rows = writer->builder->row_count;
	struct row_pass pass = { .field = field_get((enum field_id)field),
		.cells = cells,
		.totals = totals };

	if (writer_has_bins(pass.field))
		pass.bins = memory_get(rows + 1);
	if (writer_has_leaders(writer, field))
		pass.leaders = leaders_new(pass.field);
	if (has_flags(cells->column))
		pass.bits = memory_get_zeroed((rows / 64 + 1) * 4, sizeof(*pass.bits));
	return pass;
}

static void pass_block(struct row_pass *pass, struct row_block *block, uint32_t place)
{
	if (pass->bins || pass->leaders)
		add_numbers(pass, block, place);
	if (pass->bits) {
		memset(block->flags + block->count, 0, ROW_BLOCK - block->count);
		add_bits(pass, block, place);
	}
	for (size_t i = 0; i < block->count && pass->totals; i++)
		if (block->flags[i] & SHARED_OWN)
			totals_add(pass->totals, block->bits[i],
				pass->bins ? &block->bins[i] : NULL, block->flags[i], 1);
}

static void pass_end(struct writer *writer, struct row_pass *pass)
{
	size_t rows = writer->builder->row_count;

	if (pass->bins) {
		writer_begin(writer, SNAPSHOT_BINS, (uint16_t)pass->field->id, 0);
		writer_put(writer, pass->bins, rows);
		writer_end(writer, rows);
	}
	if (pass->bits)
		write_bits(writer, pass);
	if (pass->leaders)
		writer_leaders(writer, (uint16_t)pass->field->id, pass->leaders);
	free(pass->bins);
	free(pass->bits);
}

void writer_rows(struct writer *writer, uint16_t field, const struct cells *cells, size_t width,
	struct totals *totals)
{
	struct row_pass pass = pass_begin(writer, field, cells, totals);
	size_t rows = writer->builder->row_count;
	struct row_block block;

	for (size_t place = 0; place < rows; place += ROW_BLOCK) {
		block.count = rows - place < ROW_BLOCK ? rows - place : ROW_BLOCK;
		gather(cells, writer->row_order + place, writer->row_runs[place / ROW_BLOCK],
			&block);
		if (width > 0)
			put_block(writer, &block, width);
		pass_block(&pass, &block, (uint32_t)place);
	}
	if (width > 0)
		writer_end(writer, rows);
	pass_end(writer, &pass);
}

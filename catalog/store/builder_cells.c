/* SPDX-License-Identifier: MIT */
/* The cells of a column while it grows: one a row, or, where few rows have one, those alone, in the order of their rows beside a bit for each row. A column
 * changes from one to the other when it has to grow anyway. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"

#include <stdlib.h>
#include <string.h>

enum { SPARSE_FROM = 4096, SPARSE_PART = 4 }; /* rows; less than a quarter of them have a cell */
enum { A_FEW = 8 };                           /* cells that are put one by one */

uint64_t column_unknown(enum column_form form)
{
	return form == COLUMN_U32    ? 0xffffffffu
		: form == COLUMN_F32 ? 0x7fc00000u
		: form == COLUMN_F64 ? UINT64_C(0x7ff8000000000000)
				     : 0;
}

static void put_unknown(struct build_column *column, size_t from, size_t to)
{
	uint64_t unknown = column_unknown(column->form);
	char *at = column->cells + from * column->width;

	if (to - from > A_FEW && (unknown == 0 || column->form == COLUMN_U32)) {
		memset(at, unknown == 0 ? 0 : 0xff, (to - from) * column->width);
		return;
	}
	for (size_t i = from; i < to; i++, at += column->width)
		cell_put(at, column->width, unknown);
}

static void make_room(struct build_column *column, size_t cells)
{
	column->cells = memory_grow(column->cells, &column->capacity, cells, column->width);
}

/* --- few rows have a cell ------------------------------------------------------------------------------ */

/* A word of `present` for 64 rows, and how many cells come before its first. */
static void begin_words(struct build_column *column, size_t row)
{
	size_t word = row / 64;

	bits_grow(&column->present, row);
	column->before = memory_grow(column->before, &column->before_capacity, word + 1,
		sizeof(*column->before));
	while (column->word_count <= word)
		column->before[column->word_count++] = (uint32_t)column->held;
}

static void add_sparse(struct build_column *column, size_t row, uint64_t bits)
{
	begin_words(column, row);
	make_room(column, column->held + 1);
	cell_put(column->cells + column->held * column->width, column->width, bits);
	bits_set(&column->present, row);
	column->held++;
	column->count = row + 1;
}

static void make_sparse(struct build_column *column)
{
	struct build_column dense = *column;
	uint64_t unknown = column_unknown(column->form);

	column->cells = NULL;
	column->count = column->capacity = column->held = 0;
	column->is_sparse = true;
	for (size_t row = 0; row < dense.count; row++) {
		uint64_t bits = column_own(&dense, row);
		if (bits != unknown)
			add_sparse(column, row, bits);
	}
	column->count = dense.count;
	free(dense.cells);
}

static void forget_sparse(struct build_column *column)
{
	free(column->present.words);
	free(column->before);
	column->present = (struct bits){ 0 };
	column->before = NULL;
	column->before_capacity = column->word_count = 0;
	column->is_sparse = false;
}

static void make_dense(struct build_column *column)
{
	struct build_column sparse = *column;

	column->cells = NULL;
	column->capacity = 0;
	column->is_sparse = false;
	make_room(column, column->count);
	put_unknown(column, 0, column->count);
	for (size_t row = 0; row < column->count; row++)
		cell_put(column->cells + row * column->width, column->width,
			column_own(&sparse, row));
	free(sparse.cells);
	forget_sparse(column);
}

/* --- either ---------------------------------------------------------------------------------------------- */

static void add_cell(struct build_column *column, size_t row, uint64_t bits)
{
	if (column->is_sparse) {
		if (column->held == column->capacity && column->held * 2 > row)
			make_dense(column);
	} else if (row >= column->capacity && row >= SPARSE_FROM &&
		column->held * SPARSE_PART < row) {
		make_sparse(column);
	}
	if (column->is_sparse) {
		add_sparse(column, row, bits);
		return;
	}
	make_room(column, row + 1);
	put_unknown(column, column->count, row);
	column->count = row + 1;
	column->held++;
	cell_put(column->cells + row * column->width, column->width, bits);
}

void column_put_odd(struct build_column *column, size_t row, uint64_t bits)
{
	if (row >= column->count) {
		add_cell(column, row, bits);
		return;
	}
	if (column->is_sparse && !column_has(column, row))
		make_dense(column); /* rows come in order, all but a few */
	cell_put(column->cells + column_place(column, row) * column->width, column->width, bits);
}

void column_widen(struct build_column *column, size_t width)
{
	size_t cells = column->is_sparse ? column->held : column->count;

	column->cells = memory_resize(column->cells, (column->capacity + 1) * width);
	for (size_t i = cells; i-- > 0;)
		cell_put(column->cells + i * width, width,
			cell_get(column->cells + i * column->width, column->width));
	column->width = width;
}

void column_free(struct build_column *column)
{
	free(column->cells);
	free(column->tags);
	free(column->present.words);
	free(column->before);
	free(column->reported.words);
	free(column->inferred.words);
	free(column->conflict.words);
	free(column->implied.words);
}

/* SPDX-License-Identifier: MIT */
/* builder_writer.h - how a builder becomes a file: its rows and offers in order, then section by section. Layer: store; private. */
#ifndef CATALOG_STORE_BUILDER_WRITER_H
#define CATALOG_STORE_BUILDER_WRITER_H
#include "catalog/base/interrupt.h"
#include "catalog/base/sink.h"
#include "catalog/store/builder_parts.h"
#include "catalog/store/snapshot.h"

#include <string.h>

enum { SECTION_MAX = 1000, BLOCK_SIZE = 64 << 10, ROW_BLOCK = 1024 /* a multiple of 64 */ };

struct leaders;
struct totals;

/* The head is written last, over the room that is left for it: how many sections there will be is counted first. So a file of any size needs one
 * block of memory and one pass. */
struct writer {
	struct builder *builder;
	struct sink *sink;
	size_t head_size, expected_count; /* bytes before the payload, and of sections */
	uint64_t size;                    /* of the payload so far */
	struct snapshot_hasher hasher;
	char block[BLOCK_SIZE];
	size_t block_size;
	struct snapshot_section sections[SECTION_MAX];
	size_t section_count;
	bool is_shared;           /* columns by form are worth it */
	bool shared[FIELD_COUNT]; /* which of them are written so */
	size_t *form_rows;        /* how many rows each form has */
	uint32_t *lone_places;    /* of rows without a form, in order */
	size_t lone_count;
	uint32_t *row_order, *row_place; /* place -> added, added -> place */
	bool *row_runs; /* by block of places: whether its rows stand as they were added */
	uint32_t *offer_order;
	struct worker *ranker; /* makes the ranks of names meanwhile */
	uint32_t *ranks_ahead; /* in memory shared with it */
};

/* A column as it is read: cells of rows, and those that rows have from their forms. */
struct cells {
	const struct build_column *column;
	const uint16_t *row_forms; /* NULL: no forms, or no row has its cell from one */
	size_t row_form_count;
	uint64_t unknown;
	uint64_t *bits; /* by form; 0: none */
	uint8_t *flags; /* by form: enum shared_flag */
};

static inline uint64_t cells_own(const struct cells *cells, uint32_t row)
{
	return column_own(cells->column, row);
}

static inline uint16_t cells_form(const struct cells *cells, uint32_t row) /* 0: none */
{
	return row < cells->row_form_count ? cells->row_forms[row] : 0;
}

static inline uint64_t cells_at(const struct cells *cells, uint32_t row)
{
	if (row < cells->row_form_count) {
		uint16_t form = cells->row_forms[row];
		if (!(cells->flags[form] & SHARED_OWN))
			return cells->bits[form];
	}
	return cells_own(cells, row);
}

/* enum shared_flag of a row's cell, its own or its form's. */
static inline uint8_t cells_flags(const struct cells *cells, uint32_t row)
{
	const struct build_column *column = cells->column;
	uint16_t form = cells_form(cells, row);

	return form > 0 ? cells->flags[form] & (uint8_t)~SHARED_OWN
			: (uint8_t)((bits_has(&column->reported, row) ? SHARED_REPORTED : 0) |
				  (bits_has(&column->inferred, row) ? SHARED_INFERRED : 0) |
				  (bits_has(&column->conflict, row) ? SHARED_CONFLICT : 0) |
				  (bits_has(&column->implied, row) ? SHARED_IMPLIED : 0));
}

/* builder_write_columns.c: a column with the cells of its forms; free them with cells_done. */
struct cells cells_with_forms(const struct builder *builder, uint16_t field);
void cells_done(struct cells *cells);
/* builder_writer.c: bytes, sections, the head in front of them. */
void writer_put(struct writer *writer, const void *bytes, size_t size);
void writer_flush(struct writer *writer);
/* A cell. */
static inline void writer_put_bits(struct writer *writer, uint64_t bits, size_t width)
{
	char *at = writer->block + writer->block_size;

	if (width > BLOCK_SIZE - writer->block_size) {
		writer_put(writer, &bits, width);
		return;
	}
	cell_put(at, width, bits);
	writer->block_size += width;
	writer->size += width;
}
void writer_begin(struct writer *writer, enum snapshot_kind kind, uint16_t field, uint32_t form);
void writer_end(struct writer *writer, uint64_t count);
void writer_section(struct writer *writer, enum snapshot_kind kind, const void *bytes, size_t count,
	size_t size);
void writer_kept(struct writer *writer, enum snapshot_kind kind, const struct kept *kept);
/* Leaves room for the head of a file of so many sections; fills it when they are all there. */
void writer_head_begin(struct writer *writer, size_t section_count);
void writer_head_end(struct writer *writer);
/* builder_order.c: rows by id, offers by model, names by their letters; claims and scores belong to places from then on. */
void writer_order(struct writer *writer);
void writer_name_ranks(struct writer *writer, uint32_t *ranks); /* by place */
void writer_order_done(struct writer *writer);
/* builder_write.c: a section of claims by owner, field, belief; sorts the pointers. */
void writer_claims(struct writer *writer, enum snapshot_kind kind, uint16_t field,
	const struct claim_record **claims, size_t count);
/* builder_write_shared.c: columns of which few rows have a cell that is not their form's. */
void writer_forms_begin(struct writer *writer);
void writer_forms_done(struct writer *writer);
size_t writer_form_sections(const struct writer *writer);
void writer_forms(struct writer *writer);
bool writer_is_shared(const struct writer *writer, uint16_t field);
void writer_shared_column(struct writer *writer, uint16_t field, const struct cells *cells);
/* builder_write_rows.c: cells in some order, in the lowest bytes; then a whole column of rows with all that is told of it (width 0: its cells stand
 * there already; totals: NULL, or to be added to). */
void writer_cells(struct writer *writer, const struct cells *cells, size_t width,
	const uint32_t *order, size_t count);
void writer_rows(struct writer *writer, uint16_t field, const struct cells *cells, size_t width,
	struct totals *totals);
bool writer_has_bins(const struct field *field);
/* builder_write_leaders.c: the rows that lead a number or a date that people sort by; places come in order. */
bool writer_has_leaders(const struct writer *writer, uint16_t field);
struct leaders *leaders_new(const struct field *field);
void leaders_add(struct leaders *leaders, double number, uint32_t place);
void writer_leaders(struct writer *writer, uint16_t field, struct leaders *leaders); /* frees */
/* builder_write_totals.c: how often each value of a facet occurs: of the rows that have it from their forms, then of the others one by one (bin: NULL,
 * or that of a number or a date), or of all of them. */
bool writer_has_totals(const struct writer *writer, uint16_t field);
struct totals *totals_new(const struct writer *writer, uint16_t field, const struct cells *cells);
void totals_add(struct totals *totals, uint64_t bits, const uint8_t *bin, uint8_t flags,
	uint32_t rows);
void totals_add_rows(struct totals *totals, const struct writer *writer, const struct cells *cells);
void writer_totals(struct writer *writer, struct totals *totals); /* frees */
/* builder_write_columns.c: false when interrupted. */
size_t writer_column_sections(const struct writer *writer); /* how many that will be */
bool writer_columns(struct writer *writer, const struct interrupt *interrupt);
void writer_ranks(struct writer *writer, enum field_id field); /* of the terms of a category */
void writer_origins(struct writer *writer);
#endif

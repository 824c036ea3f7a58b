/* SPDX-License-Identifier: MIT */
/* The columns of a snapshot: cells in the narrowest form, tags, bins, bits by row, ranks of terms, and where rows come from. */
#include "catalog/base/memory.h"
#include "catalog/base/text_sort.h"
#include "catalog/store/builder_writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void write_unknown(struct writer *writer, const struct build_column *column)
{
	uint64_t bits = 0;

	if (column->form == COLUMN_U32)
		bits = 0xffffffffu;
	else if (column->form == COLUMN_F32)
		bits = 0x7fc00000u;
	else if (column->form == COLUMN_F64)
		bits = UINT64_C(0x7ff8000000000000);
	writer_put_cell(writer, &bits, column->width);
}

static uint32_t code_at(const struct build_column *column, size_t index)
{
	uint32_t code = 0;

	if (index < column->count)
		memcpy(&code, column->cells + index * 4, 4);
	return code;
}

/* Category codes as narrow as the dictionary allows. */
static void write_codes(struct writer *writer, const struct build_column *column, size_t terms,
	const uint32_t *order, size_t count)
{
	size_t width = terms < 255 ? 1 : terms < 65535 ? 2 : 4;

	writer->sections[writer->section_count].form = width == 1 ? COLUMN_CODE8
		: width == 2                                      ? COLUMN_CODE16
								  : COLUMN_CODE32;
	for (size_t i = 0; i < count; i++) {
		uint32_t code = code_at(column, order[i]);
		writer_put_cell(writer, &code, width);
	}
}

static void write_tags(struct writer *writer, const struct build_column *column, uint16_t field,
	bool is_offer, const uint32_t *order, size_t count)
{
	uint32_t start = 0;

	for (size_t i = 0; i <= count; i++) {
		writer_put_cell(writer, &start, 4);
		uint32_t at = i < count ? code_at(column, order[i]) : 0;
		start += at > 0 ? column->tags[at - 1] : 0;
	}
	writer_end(writer, count);
	writer_begin(writer, is_offer ? SNAPSHOT_OFFER_TAG_CODES : SNAPSHOT_TAG_CODES, field, 0);
	for (size_t i = 0; i < count; i++) {
		uint32_t at = code_at(column, order[i]);
		if (at > 0)
			writer_put(writer, &column->tags[at],
				column->tags[at - 1] * sizeof(uint16_t));
	}
	writer_end(writer, start);
}

/* Most catalogs come from a handful of places: a byte a row. */
void writer_origins(struct writer *writer)
{
	struct builder *builder = writer->builder;
	const struct build_column column = { .cells = (char *)builder->row_origins,
		.count = builder->row_origin_count };

	writer_section(writer, SNAPSHOT_ORIGINS, builder->origins, builder->origin_count,
		sizeof(*builder->origins));
	if (builder->origin_count == 0)
		return;
	writer_begin(writer, SNAPSHOT_ROW_ORIGINS, 0xffff, 0);
	write_codes(writer, &column, builder->origin_count, writer->row_order, builder->row_count);
	writer_end(writer, builder->row_count);
}

static void write_column(struct writer *writer, uint16_t field, bool is_offer,
	const uint32_t *order, size_t count)
{
	struct builder *builder = writer->builder;
	const struct build_column *column = is_offer ? &builder->offer_columns[field]
						     : &builder->columns[field];

	writer_begin(writer, is_offer ? SNAPSHOT_OFFER_COLUMN : SNAPSHOT_COLUMN, field,
		column->form);
	if (column->form == COLUMN_TAGS) {
		write_tags(writer, column, field, is_offer, order, count);
		return;
	}
	if (column->form == COLUMN_CODE32) {
		write_codes(writer, column, builder->terms[field].count, order, count);
	} else {
		for (size_t i = 0; i < count; i++) {
			if (order[i] < column->count)
				writer_put_cell(writer, column->cells + order[i] * column->width,
					column->width);
			else
				write_unknown(writer, column);
		}
	}
	writer_end(writer, count);
}

static double number_of_cell(const struct build_column *column, size_t index,
	enum value_state *state)
{
	struct column view = { .form = column->form,
		.count = (uint32_t)column->count,
		.cells = column->cells };
	double number = 0;

	*state = index < column->count ? column_number_state(&view, (uint32_t)index, &number)
				       : VALUE_UNKNOWN;
	return number;
}

static bool has_bins(const struct field *field)
{
	return field->facet != 0 && (field->kind == KIND_DATE || field->threshold_count > 0);
}

static void write_bins(struct writer *writer, const struct field *field)
{
	struct builder *builder = writer->builder;
	const struct build_column *column = &builder->columns[field->id];

	if (!has_bins(field))
		return;
	writer_begin(writer, SNAPSHOT_BINS, (uint16_t)field->id, 0);
	for (size_t i = 0; i < builder->row_count; i++) {
		enum value_state state;
		double number = number_of_cell(column, writer->row_order[i], &state);
		uint8_t bin = field_bin(field, state, number);
		writer_put_cell(writer, &bin, 1);
	}
	writer_end(writer, builder->row_count);
}

static void write_bits(struct writer *writer, enum snapshot_kind kind, uint16_t field,
	const struct bits *bits)
{
	const uint32_t *order = writer->row_order;
	const size_t count = writer->builder->row_count, known = bits->capacity * 64;

	if (!bits->is_used)
		return;
	writer_begin(writer, kind, field, 0);
	for (size_t from = 0; from < count; from += 64) {
		uint64_t word = 0;
		size_t size = count - from < 64 ? count - from : 64;
		for (size_t i = 0; i < size; i++) {
			uint32_t row = order[from + i];
			uint64_t bit = row < known ? bits->words[row / 64] >> (row % 64) & 1 : 0;
			word |= bit << i;
		}
		writer_put_cell(writer, &word, sizeof(word));
	}
	writer_end(writer, (count + 63) / 64);
}

static struct text title_of(const void *titles, uint32_t index)
{
	return ((const struct text *)titles)[index];
}

/* Rank of each term by folded title; rank 0 for code 0. */
void writer_ranks(struct writer *writer, enum field_id field)
{
	struct builder *builder = writer->builder;
	const struct build_terms *terms = &builder->terms[field];
	struct text *titles = memory_get_zeroed(terms->count, sizeof(*titles));
	uint32_t *order = memory_get_zeroed(terms->count, sizeof(*order)),
		 *ranks = memory_get_zeroed(terms->count + 1, sizeof(*ranks));
	struct arena arena;

	arena_init(&arena);
	for (uint32_t i = 0; i < terms->count; i++) {
		titles[i] = text_fold(&arena, builder_text_at(builder, terms->items[i].title));
		order[i] = i;
	}
	text_sort(&(struct text_sort){ .text = title_of, .context = titles }, order, terms->count);
	for (uint32_t i = 0; i < terms->count; i++)
		ranks[order[i] + 1] = i + 1;
	writer_begin(writer, SNAPSHOT_RANKS, (uint16_t)field, 0);
	writer_put(writer, ranks, (terms->count + 1) * sizeof(*ranks));
	writer_end(writer, terms->count + 1);
	arena_done(&arena);
	free(titles);
	free(order);
	free(ranks);
}

size_t writer_column_sections(const struct builder *builder)
{
	size_t count = 0;

	for (int field = 0; field < FIELD_COUNT; field++) {
		const struct build_column *column = &builder->columns[field];
		if (column->is_used)
			count += 1 + (column->form == COLUMN_TAGS) +
				has_bins(field_get((enum field_id)field)) +
				column->reported.is_used + column->inferred.is_used +
				column->conflict.is_used + column->implied.is_used;
		column = &builder->offer_columns[field];
		if (column->is_used)
			count += 1 + (column->form == COLUMN_TAGS);
	}
	return count;
}

bool writer_columns(struct writer *writer, const struct interrupt *interrupt)
{
	struct builder *builder = writer->builder;

	for (uint16_t field = 0; field < FIELD_COUNT; field++) {
		const struct build_column *column = &builder->columns[field];
		if (interrupt_is_due(interrupt, field, FIELD_COUNT))
			return false;
		if (column->is_used) {
			write_column(writer, field, false, writer->row_order, builder->row_count);
			write_bins(writer, field_get((enum field_id)field));
			write_bits(writer, SNAPSHOT_REPORTED, field, &column->reported);
			write_bits(writer, SNAPSHOT_INFERRED, field, &column->inferred);
			write_bits(writer, SNAPSHOT_CONFLICT, field, &column->conflict);
			write_bits(writer, SNAPSHOT_IMPLIED, field, &column->implied);
		}
		if (builder->offer_columns[field].is_used)
			write_column(writer, field, true, writer->offer_order,
				builder->offer_count);
	}
	return true;
}

/* SPDX-License-Identifier: MIT */
/* The columns of a snapshot: cells in the narrowest form, tags, bins, bits by row, ranks of terms, and where rows come from. */
#include "catalog/base/memory.h"
#include "catalog/base/text_sort.h"
#include "catalog/store/builder_writer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct form_fact *fact_of(const struct build_form *form, uint16_t field)
{
	for (size_t i = 0; i < form->fact_count && form->facts[i].field <= field; i++)
		if (form->facts[i].field == field)
			return &form->facts[i];
	return NULL;
}

static struct cells cells_of(const struct build_column *column)
{
	return (struct cells){ .column = column, .unknown = column_unknown(column->form) };
}

/* Developer and family are no claims: every row has its own. */
static bool is_of_names(uint16_t field)
{
	return field == FIELD_DEVELOPER || field == FIELD_DEVELOPER_REGION || field == FIELD_FAMILY;
}

struct cells cells_with_forms(const struct builder *builder, uint16_t field)
{
	struct cells cells = cells_of(&builder->columns[field]);
	bool is_taken = builder->has_offered_forms && builder_takes_from_offers(field);

	if (builder->form_count == 0 || is_of_names(field))
		return cells;
	if (!is_taken) {
		cells.row_forms = builder->row_forms;
		cells.row_form_count = builder->row_form_count;
	}
	cells.bits = memory_get_zeroed(builder->form_count + 1, sizeof(*cells.bits));
	cells.flags = memory_get_zeroed(builder->form_count + 1, 1);
	cells.flags[0] = SHARED_OWN;
	for (size_t i = 0; i < builder->form_count; i++) {
		const struct form_fact *fact = fact_of(&builder->forms[i], field);
		bool is_known = fact && fact->is_known;
		cells.flags[i + 1] = fact                          ? fact->flags
			: is_taken && builder->forms[i].has_offers ? SHARED_OWN
								   : 0;
		if (is_known && fact->own > 0)
			cells.flags[i + 1] |= SHARED_OWN;
		cells.bits[i + 1] = is_known ? fact->bits : cells.unknown;
	}
	return cells;
}

void cells_done(struct cells *cells)
{
	free(cells->bits);
	free(cells->flags);
}

/* Category codes as narrow as the dictionary allows. */
static size_t code_width(struct writer *writer, size_t terms)
{
	size_t width = terms < 255 ? 1 : terms < 65535 ? 2 : 4;

	writer->sections[writer->section_count].form = width == 1 ? COLUMN_CODE8
		: width == 2                                      ? COLUMN_CODE16
								  : COLUMN_CODE32;
	return width;
}

static void write_tags(struct writer *writer, const struct cells *cells, uint16_t field,
	bool is_offer, const uint32_t *order, size_t count)
{
	const uint16_t *tags = cells->column->tags;
	uint32_t start = 0;

	for (size_t i = 0; i <= count; i++) {
		writer_put_bits(writer, start, 4);
		uint64_t at = i < count ? cells_at(cells, order[i]) : 0;
		start += at > 0 ? tags[at - 1] : 0;
	}
	writer_end(writer, count);
	writer_begin(writer, is_offer ? SNAPSHOT_OFFER_TAG_CODES : SNAPSHOT_TAG_CODES, field, 0);
	for (size_t i = 0; i < count; i++) {
		uint64_t at = cells_at(cells, order[i]);
		if (at > 0)
			writer_put(writer, &tags[at], tags[at - 1] * sizeof(uint16_t));
	}
	writer_end(writer, start);
}

/* Most catalogs come from a handful of places: a byte a row. */
void writer_origins(struct writer *writer)
{
	struct builder *builder = writer->builder;
	const struct cells cells = cells_of(&builder->row_origins);

	writer_kept(writer, SNAPSHOT_ORIGINS, &builder->origins);
	if (builder->origins.count == 0)
		return;
	writer_begin(writer, SNAPSHOT_ROW_ORIGINS, 0xffff, 0);
	writer_cells(writer, &cells, code_width(writer, builder->origins.count), writer->row_order,
		builder->row_count);
	writer_end(writer, builder->row_count);
}

static size_t cell_width(struct writer *writer, const struct cells *cells, uint16_t field)
{
	return cells->column->form == COLUMN_CODE32
		? code_width(writer, writer->builder->terms[field].count)
		: cells->column->width;
}

static void write_offer_column(struct writer *writer, uint16_t field)
{
	const struct builder *builder = writer->builder;
	const struct cells cells = cells_of(&builder->offer_columns[field]);

	writer_begin(writer, SNAPSHOT_OFFER_COLUMN, field, cells.column->form);
	if (cells.column->form == COLUMN_TAGS) {
		write_tags(writer, &cells, field, true, writer->offer_order, builder->offer_count);
		return;
	}
	writer_cells(writer, &cells, cell_width(writer, &cells, field), writer->offer_order,
		builder->offer_count);
	writer_end(writer, builder->offer_count);
}

static void write_row_column(struct writer *writer, uint16_t field, const struct cells *cells,
	struct totals *totals)
{
	size_t width = 0;

	writer_begin(writer, SNAPSHOT_COLUMN, field, cells->column->form);
	if (cells->column->form == COLUMN_TAGS)
		write_tags(writer, cells, field, false, writer->row_order,
			writer->builder->row_count);
	else
		width = cell_width(writer, cells, field);
	writer_rows(writer, field, cells, width, totals);
}

bool writer_has_bins(const struct field *field)
{
	return field->facet != 0 && (field->kind == KIND_DATE || field->threshold_count > 0);
}

/* Rank of each term by folded title; rank 0 for code 0. */
void writer_ranks(struct writer *writer, enum field_id field)
{
	struct builder *builder = writer->builder;
	const struct build_terms *terms = &builder->terms[field];
	uint32_t *starts = memory_get_zeroed(terms->count, sizeof(*starts)),
		 *order = memory_get_zeroed(terms->count, sizeof(*order)),
		 *ranks = memory_get_zeroed(terms->count + 1, sizeof(*ranks));
	struct strbuf titles;

	strbuf_init(&titles);
	for (uint32_t i = 0; i < terms->count; i++) {
		starts[i] = (uint32_t)titles.size;
		strbuf_add(&titles,
			text_fold(&builder->arena,
				builder_text_at(builder, terms->items[i].title)));
		strbuf_add_char(&titles, '\t');
		arena_reset(&builder->arena);
		order[i] = i;
	}
	const struct text_run run = { titles.bytes, titles.size, starts, '\t', false };
	text_sort(&run, order, terms->count, NULL);
	for (uint32_t i = 0; i < terms->count; i++)
		ranks[order[i] + 1] = i + 1;
	writer_begin(writer, SNAPSHOT_RANKS, (uint16_t)field, 0);
	writer_put(writer, ranks, (terms->count + 1) * sizeof(*ranks));
	writer_end(writer, terms->count + 1);
	strbuf_done(&titles);
	free(starts);
	free(order);
	free(ranks);
}

size_t writer_column_sections(const struct writer *writer)
{
	const struct builder *builder = writer->builder;
	size_t count = 0;

	for (uint16_t field = 0; field < FIELD_COUNT; field++) {
		const struct build_column *column = &builder->columns[field];
		count += writer_has_totals(writer, field);
		if (column->is_used && writer_is_shared(writer, field))
			count += 3 + (column->form == COLUMN_TAGS);
		else if (column->is_used)
			count += 1 + (column->form == COLUMN_TAGS) +
				writer_has_bins(field_get((enum field_id)field)) +
				writer_has_leaders(writer, field) + column->reported.is_used +
				column->inferred.is_used + column->conflict.is_used +
				column->implied.is_used;
		column = &builder->offer_columns[field];
		if (column->is_used)
			count += 1 + (column->form == COLUMN_TAGS);
	}
	return count;
}

static void write_field(struct writer *writer, uint16_t field)
{
	struct builder *builder = writer->builder;
	struct cells cells = cells_with_forms(builder, field);
	struct totals *totals = writer_has_totals(writer, field) ? totals_new(writer, field, &cells)
								 : NULL;

	if (writer_is_shared(writer, field)) {
		writer_shared_column(writer, field, &cells);
		if (totals)
			totals_add_rows(totals, writer, &cells);
	} else {
		write_row_column(writer, field, &cells, totals);
	}
	if (totals)
		writer_totals(writer, totals);
	cells_done(&cells);
}

bool writer_columns(struct writer *writer, const struct interrupt *interrupt)
{
	struct builder *builder = writer->builder;

	for (uint16_t field = 0; field < FIELD_COUNT; field++) {
		if (interrupt_is_due(interrupt, field, FIELD_COUNT))
			return false;
		if (builder->columns[field].is_used)
			write_field(writer, field);
		if (builder->offer_columns[field].is_used)
			write_offer_column(writer, field);
	}
	return true;
}

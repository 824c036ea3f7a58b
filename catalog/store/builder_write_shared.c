/* SPDX-License-Identifier: MIT */
/* Columns in which nearly all rows have the cell of their form, or none: the cells of the forms, then those of the few rows that have one of their
 * own. A column of a million rows takes kilobytes then. What facets read as bytes stays whole: it is looked at in every row. A small catalog has no forms:
 * there a column is stored so that few rows have a cell of. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_writer.h"

#include <stdlib.h>

/* The forms that the file knows of; where it knows none, their cells are those of their rows. */
static size_t shared_forms(const struct writer *writer)
{
	return writer->is_shared ? writer->builder->form_count : 0;
}

static uint64_t lone_cell(const struct writer *writer, const struct cells *cells, uint32_t row)
{
	return writer->is_shared ? cells_own(cells, row) : cells_at(cells, row);
}

static uint64_t lone_cells(const struct writer *writer, uint16_t field)
{
	struct cells cells = cells_with_forms(writer->builder, field);
	uint64_t count = 0;

	if (shared_forms(writer) > 0 && !cells.row_forms)
		count = cells.column->held; /* of any row, whatever its form */
	else
		for (size_t i = 0; i < writer->lone_count; i++)
			count += lone_cell(writer, &cells,
					 writer->row_order[writer->lone_places[i]]) !=
				cells.unknown;
	cells_done(&cells);
	return count;
}

static uint64_t own_rows(const struct writer *writer, uint16_t field)
{
	const struct builder *builder = writer->builder;
	uint64_t count = 0;

	for (size_t i = 0; i < shared_forms(writer); i++)
		for (size_t j = 0; j < builder->forms[i].fact_count; j++)
			if (builder->forms[i].facts[j].field == field &&
				builder->forms[i].facts[j].own > 0)
				count += writer->form_rows[i + 1];
	return count;
}

static bool is_worth_it(const struct writer *writer, uint16_t id)
{
	const struct builder *builder = writer->builder;
	const struct build_column *column = &builder->columns[id];
	const struct field *field = field_get((enum field_id)id);
	bool is_whole = field->kind == KIND_CATEGORY ||
		(field->facet != 0 && field->kind != KIND_TAGS);

	if (is_whole || !column->is_used || builder->has_whole_columns)
		return false;
	uint64_t own = own_rows(writer, id);
	if (own * 4 > builder->row_count)
		return false;
	own += lone_cells(writer, id);
	uint64_t shared = (shared_forms(writer) + 1) * (column->width + 1) +
		own * (column->width + 5);
	/* of a small catalog all counts, as it is linked in; a large one is also scanned */
	return shared * (writer->is_shared ? 4 : 2) < builder->row_count * column->width;
}

void writer_forms_begin(struct writer *writer)
{
	const struct builder *builder = writer->builder;

	writer->form_rows = memory_get_zeroed(builder->form_count + 1, sizeof(size_t));
	for (size_t row = 0; row < builder->row_form_count; row++)
		writer->form_rows[builder->row_forms[row]]++;
	size_t formed = writer->is_shared ? builder->row_form_count - writer->form_rows[0] : 0;
	writer->lone_places = memory_get((builder->row_count - formed + 1) * sizeof(uint32_t));
	for (uint32_t place = 0; place < builder->row_count; place++) {
		uint32_t row = writer->row_order[place];
		if (!writer->is_shared || row >= builder->row_form_count ||
			builder->row_forms[row] == 0)
			writer->lone_places[writer->lone_count++] = place;
	}
	for (uint16_t field = 0; field < FIELD_COUNT; field++)
		writer->shared[field] = is_worth_it(writer, field);
}

void writer_forms_done(struct writer *writer)
{
	free(writer->form_rows);
	free(writer->lone_places);
}

bool writer_is_shared(const struct writer *writer, uint16_t field)
{
	return writer->shared[field];
}

size_t writer_form_sections(const struct writer *writer)
{
	return writer->is_shared && writer->builder->form_count > 0 ? 2 : 0;
}

static void write_form_claims(struct writer *writer)
{
	const struct builder *builder = writer->builder;
	size_t count = 0, at = 0;

	for (size_t i = 0; i < builder->form_count; i++)
		count += builder->forms[i].record_count;
	const struct claim_record **order = memory_get_zeroed(count, sizeof(*order));
	for (size_t i = 0; i < builder->form_count; i++)
		for (size_t j = 0; j < builder->forms[i].record_count; j++)
			if (builder->forms[i].records[j].is_shared)
				order[at++] = &builder->forms[i].records[j].record;
	writer_claims(writer, SNAPSHOT_FORM_CLAIMS, 0xffff, order, at);
	free(order);
}

void writer_forms(struct writer *writer)
{
	const struct builder *builder = writer->builder;
	size_t width = builder->form_count < 255 ? 1 : 2;

	if (writer_form_sections(writer) == 0)
		return;
	writer_begin(writer, SNAPSHOT_ROW_FORMS, 0xffff, width == 1 ? COLUMN_CODE8 : COLUMN_CODE16);
	for (size_t place = 0; place < builder->row_count; place++) {
		uint32_t row = writer->row_order[place];
		writer_put_bits(writer, row < builder->row_form_count ? builder->row_forms[row] : 0,
			width);
	}
	writer_end(writer, builder->row_count);
	write_form_claims(writer);
}

/* Places of the rows whose cells are not their form's. */
static size_t own_places(const struct writer *writer, const struct cells *cells, uint32_t **out)
{
	size_t forms = shared_forms(writer);
	bool has_own_forms = false;
	size_t count = 0, capacity = 0;
	uint32_t *places = NULL;

	for (size_t i = 1; i <= forms && cells->flags; i++)
		has_own_forms = has_own_forms || cells->flags[i] & SHARED_OWN;
	size_t all = has_own_forms ? writer->builder->row_count : writer->lone_count;
	for (size_t i = 0; i < all; i++) {
		uint32_t place = has_own_forms ? (uint32_t)i : writer->lone_places[i];
		uint32_t row = writer->row_order[place];
		uint16_t form = forms > 0 ? cells_form(cells, row) : 0;
		if ((form > 0 && !(cells->flags[form] & SHARED_OWN)) ||
			lone_cell(writer, cells, row) == cells->unknown)
			continue;
		places = memory_grow(places, &capacity, count + 1, sizeof(*places));
		places[count++] = place;
	}
	*out = places;
	return count;
}

/* The cell of a form, or behind them of a row that has its own. */
static uint64_t shared_cell(const struct writer *writer, const struct cells *cells,
	const uint32_t *places, size_t index)
{
	size_t forms = shared_forms(writer);

	if (index == 0)
		return cells->unknown;
	if (index > forms)
		return lone_cell(writer, cells, writer->row_order[places[index - forms - 1]]);
	return cells->flags[index] & SHARED_OWN ? cells->unknown : cells->bits[index];
}

static void write_shared_tags(struct writer *writer, uint16_t field, const struct cells *cells,
	const uint32_t *places, size_t count)
{
	const uint16_t *tags = cells->column->tags;
	uint32_t start = 0;

	for (size_t i = 0; i <= count; i++) {
		writer_put_bits(writer, start, 4);
		uint64_t at = i < count ? shared_cell(writer, cells, places, i) : 0;
		start += at > 0 ? tags[at - 1] : 0;
	}
	writer_end(writer, count);
	writer_begin(writer, SNAPSHOT_TAG_CODES, field, 0);
	for (size_t i = 0; i < count; i++) {
		uint64_t at = shared_cell(writer, cells, places, i);
		if (at > 0)
			writer_put(writer, &tags[at], tags[at - 1] * sizeof(uint16_t));
	}
	writer_end(writer, start);
}

void writer_shared_column(struct writer *writer, uint16_t field, const struct cells *cells)
{
	const struct build_column *column = cells->column;
	uint32_t *places;
	size_t own = own_places(writer, cells, &places), forms = shared_forms(writer);
	size_t count = forms + 1 + own;

	writer_begin(writer, SNAPSHOT_SHARED, field, column->form);
	if (column->form == COLUMN_TAGS) {
		write_shared_tags(writer, field, cells, places, count);
	} else {
		for (size_t i = 0; i < count; i++)
			writer_put_bits(writer, shared_cell(writer, cells, places, i),
				column->width);
		writer_end(writer, count);
	}
	writer_begin(writer, SNAPSHOT_SHARED_FLAGS, field, 0);
	writer_put_bits(writer, SHARED_OWN, 1);
	for (size_t i = 1; i <= forms; i++)
		writer_put_bits(writer, cells->flags[i], 1);
	for (size_t i = 0; i < own; i++)
		writer_put_bits(writer, cells_flags(cells, writer->row_order[places[i]]), 1);
	writer_end(writer, count);
	writer_begin(writer, SNAPSHOT_SHARED_ROWS, field, 0);
	for (size_t i = 0; i < own; i++)
		writer_put_bits(writer, places[i], sizeof(*places));
	writer_end(writer, own);
	free(places);
}

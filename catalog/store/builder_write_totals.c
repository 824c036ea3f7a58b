/* SPDX-License-Identifier: MIT */
/* How often each value of a field occurs in the whole catalog, so that the first screen of a large one counts nothing. Rows of a form count as one. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_writer.h"

#include <stdlib.h>

/* By bucket (docs/snapshot.md, Totals); `reported` NULL: nothing is. */
struct totals {
	const struct field *field;
	const struct build_column *column;
	uint32_t *all, *reported;
	size_t size; /* buckets behind 0 */
};

bool writer_has_totals(const struct writer *writer, uint16_t field)
{
	const struct field *of = field_get((enum field_id)field);

	bool is_counted = of->facet != 0 &&
		(of->kind == KIND_NUMBER ? of->threshold_count > 0 : of->kind != KIND_TEXT);

	/* nobody looks at a source by itself */
	return writer->is_shared && !writer->builder->is_unranked && is_counted &&
		writer->builder->columns[field].is_used;
}

static void count_mask(const struct totals *totals, uint64_t mask, uint32_t rows, uint32_t *counts)
{
	if (mask == 0)
		counts[0] += rows;
	for (; mask != 0; mask &= mask - 1) {
		size_t bucket = (size_t)__builtin_ctzll(mask) + 1;
		if (bucket <= totals->size)
			counts[bucket] += rows;
	}
}

static void count_tags(const struct totals *totals, uint64_t at, uint32_t rows, uint32_t *counts)
{
	const uint16_t *tags = totals->column->tags;
	size_t count = at > 0 ? tags[at - 1] : 0;

	if (count == 0)
		counts[0] += rows;
	for (size_t i = 0; i < count; i++)
		counts[tags[at + i] <= totals->size ? tags[at + i] : 0] += rows;
}

static uint8_t bin_of(const struct totals *totals, uint64_t bits)
{
	const struct column view = { .form = totals->column->form, .count = 1, .cells = &bits };
	double number;
	enum value_state state = column_number_state(&view, 0, &number);

	return field_bin(totals->field, state, number);
}

/* bin: of a number or a date, where somebody knows it already. */
static void count_cell(const struct totals *totals, uint64_t bits, const uint8_t *bin,
	uint32_t rows, uint32_t *counts)
{
	if (totals->field->kind == KIND_SET) {
		count_mask(totals, bits, rows, counts);
	} else if (totals->field->kind == KIND_TAGS) {
		count_tags(totals, bits, rows, counts);
	} else {
		bool is_binned = totals->field->kind == KIND_NUMBER ||
			totals->field->kind == KIND_DATE;
		uint64_t bucket = !is_binned ? bits : bin ? *bin : bin_of(totals, bits);
		if (bucket <= totals->size) /* not what is not applicable */
			counts[bucket] += rows;
	}
}

void totals_add(struct totals *totals, uint64_t bits, const uint8_t *bin, uint8_t flags,
	uint32_t rows)
{
	count_cell(totals, bits, bin, rows, totals->all);
	if (totals->reported && flags & SHARED_REPORTED)
		count_cell(totals, bits, bin, rows, totals->reported);
}

/* All rows that have their cell from a form. */
static void count_forms(const struct writer *writer, struct totals *totals,
	const struct cells *cells)
{
	for (size_t form = 1; form <= writer->builder->form_count && cells->row_forms; form++)
		if (!(cells->flags[form] & SHARED_OWN))
			totals_add(totals, cells->bits[form], NULL, cells->flags[form],
				(uint32_t)writer->form_rows[form]);
}

static bool has_own_rows(const struct writer *writer, const struct cells *cells)
{
	bool has_some = !cells->row_forms;

	for (size_t form = 1; form <= writer->builder->form_count && !has_some; form++)
		has_some = cells->flags[form] & SHARED_OWN && writer->form_rows[form] > 0;
	return has_some;
}

void totals_add_rows(struct totals *totals, const struct writer *writer, const struct cells *cells)
{
	bool is_by_row = has_own_rows(writer, cells);
	size_t count = is_by_row ? writer->builder->row_count : writer->lone_count;

	for (size_t i = 0; i < count; i++) {
		uint32_t row = is_by_row ? (uint32_t)i : writer->row_order[writer->lone_places[i]];
		uint16_t form = cells_form(cells, row);
		if (form == 0 || cells->flags[form] & SHARED_OWN)
			totals_add(totals, cells_own(cells, row), NULL, cells_flags(cells, row), 1);
	}
}

static bool is_reported(const struct writer *writer, const struct cells *cells)
{
	bool is_reported = cells->column->reported.is_used;

	for (size_t form = 1; form <= writer->builder->form_count && cells->row_forms; form++)
		is_reported = is_reported || cells->flags[form] & SHARED_REPORTED;
	return is_reported;
}

struct totals *totals_new(const struct writer *writer, uint16_t field, const struct cells *cells)
{
	const struct field *of = field_get((enum field_id)field);
	size_t size = field_bucket_count(of, writer->builder->terms[field].count);
	struct totals *totals = memory_get_zeroed(1, sizeof(*totals));

	*totals = (struct totals){ .field = of, .column = cells->column, .size = size };
	totals->all = memory_get_zeroed(size + 1, sizeof(*totals->all));
	if (is_reported(writer, cells))
		totals->reported = memory_get_zeroed(size + 1, sizeof(*totals->reported));
	count_forms(writer, totals, cells);
	return totals;
}

void writer_totals(struct writer *writer, struct totals *totals)
{
	size_t size = totals->size;

	writer_begin(writer, SNAPSHOT_TOTALS, (uint16_t)totals->field->id,
		totals->reported != NULL);
	writer_put(writer, totals->all, (size + 1) * sizeof(*totals->all));
	if (totals->reported)
		writer_put(writer, totals->reported, (size + 1) * sizeof(*totals->reported));
	writer_end(writer, (size + 1) * (totals->reported ? 2 : 1));
	free(totals->all);
	free(totals->reported);
	free(totals);
}

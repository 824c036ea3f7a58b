/* SPDX-License-Identifier: MIT */
/* Rows whose claims are all cells, a million of them: see plain.h. */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/store/plain.h"
#include "catalog/store/store_parts.h"

#include <stdlib.h>

struct plain_field {
	const struct field *field;
	const struct column *column; /* NULL: few rows have a cell, and it is looked up */
	const uint64_t *implied;
};

struct plain_rows {
	const struct store *store;
	size_t count;
	struct plain_field fields[FIELD_COUNT];
};

struct plain_rows *plain_rows_new(const struct store *store)
{
	struct plain_rows *rows = memory_get_zeroed(1, sizeof(*rows));

	rows->store = store;
	for (size_t i = 0; i < store->implied_count; i++) {
		uint16_t id = store->implied_fields[i];
		if (follows_from_weights(id))
			continue;
		bool is_whole = store->has_column[id] && store->implied[id];
		rows->fields[rows->count++] = (struct plain_field){ field_get((enum field_id)id),
			is_whole ? &store->columns[id] : NULL, store->implied[id] };
	}
	return rows;
}

void plain_rows_free(struct plain_rows *rows)
{
	free(rows);
}

static bool has_cell(const struct store *store, const struct plain_field *from, uint32_t row)
{
	return from->column ? bit_has(from->implied, row)
			    : store_has_implied(store, row, from->field->id);
}

static bool look_up(const struct store *store, const struct plain_field *from, uint32_t row,
	struct plain_cell *cell)
{
	cell->value = store_value(store, row, from->field->id, NULL);
	cell->basis = store_is_reported(store, row, from->field->id) ? (uint8_t)BASIS_REPORTED
		: store_is_inferred(store, row, from->field->id)     ? (uint8_t)BASIS_INFERRED
								     : (uint8_t)BASIS_DISCLOSED;
	if (cell->is_code)
		cell->code = (uint32_t)shared_bits(store, from->field->id, row);
	return cell->value.state == VALUE_KNOWN;
}

static bool read_cell(const struct store *store, const struct plain_field *from, uint32_t row,
	struct plain_cell *cell)
{
	const struct column *column = from->column;

	cell->field = (uint16_t)from->field->id;
	cell->is_code = from->field->kind == KIND_CHOICE || from->field->kind == KIND_CATEGORY;
	if (!column)
		return look_up(store, from, row, cell);
	cell->basis = bit_has(column->reported, row) ? (uint8_t)BASIS_REPORTED
		: bit_has(column->inferred, row)     ? (uint8_t)BASIS_INFERRED
						     : (uint8_t)BASIS_DISCLOSED;
	if (!cell->is_code) {
		cell->value = column_value(store, column, from->field, row, NULL);
		return cell->value.state == VALUE_KNOWN;
	}
	cell->code = (uint32_t)column_bits(column, row);
	return cell->code > 0 &&
		cell->code <= (from->field->kind == KIND_CHOICE ? from->field->member_count
								: store->terms[cell->field].count);
}

bool plain_row_read(const struct plain_rows *rows, uint32_t row, struct plain_row *out)
{
	const struct store *store = rows->store;

	out->count = 0;
	if (row >= store_count(store) || store_form(store, row) > 0 ||
		store_has_records(store, row))
		return false;
	out->origin = store_origin_code(store, row);
	for (size_t i = 0; i < rows->count && out->origin > 0; i++) {
		if (!has_cell(store, &rows->fields[i], row))
			continue;
		if (rows->fields[i].field->kind == KIND_TAGS)
			return false;
		out->count += read_cell(store, &rows->fields[i], row, &out->cells[out->count]);
	}
	return true;
}

void plain_row_claims(const struct plain_rows *rows, const struct plain_row *row,
	struct claim *claims)
{
	const struct store *store = rows->store;

	for (size_t i = 0; i < row->count; i++) {
		const struct plain_cell *cell = &row->cells[i];
		claims[i] = store_origin_claim(store, row->origin);
		claims[i].field = cell->field;
		claims[i].basis = cell->basis;
		claims[i].value = cell->value;
		if (!cell->is_code)
			continue;
		claims[i].value = (struct value){ .state = VALUE_KNOWN };
		if (field_get((enum field_id)cell->field)->kind == KIND_CHOICE)
			claims[i].value.is.choice = cell->code - 1;
		else
			claims[i].value.is.text = store_term(store, cell->field, cell->code).key;
	}
}

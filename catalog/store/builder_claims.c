/* SPDX-License-Identifier: MIT */
/* The claims of a model on one field. Most facts have one claim, from the same place as the row's other facts, and it says what the cell says: such a
 * claim is implied and costs one bit. Only the others stand in SNAPSHOT_CLAIMS. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"

#include <math.h>
#include <string.h>

static bool conflicts(const struct field *field, const struct claim *claims, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (value_conflicts(field, &claims[0].value, &claims[i].value))
			return true;
	return false;
}

static bool is_number_kept(enum column_form form, double number)
{
	switch (form) {
	case COLUMN_U32:
		return number >= 0 && number <= 4294967290.0 && number == (double)(uint32_t)number;
	case COLUMN_F32: return number_of_float((float)number) == number;
	default: return isfinite(number);
	}
}

/* True if reading the cell gives the value back. */
static bool is_kept(const struct builder *builder, const struct field *field,
	const struct value *value)
{
	if (value->state != VALUE_KNOWN)
		return false;
	if (field->kind == KIND_NUMBER)
		return is_number_kept(column_form_of(field), value->is.number);
	return field->kind != KIND_TAGS ||
		(value->is.tags.count <= 1000 && builder->terms[field->id].count < 65536);
}

bool builder_keeps(struct builder *builder, enum field_id id, const struct value *value,
	uint64_t *bits)
{
	const struct field *field = field_get(id);
	bool is_cell = field->kind == KIND_NUMBER || field->kind == KIND_DATE ||
		field->kind == KIND_SET || field->kind == KIND_CHOICE;

	if (!is_cell || field->scope != SCOPE_MODEL || follows_from_weights(field->id) ||
		!is_kept(builder, field, value))
		return false;
	*bits = column_cell(builder, &builder->columns[id], field, value);
	return true;
}

/* All claims of a hub are from one place. 0: this is another one. */
static uint32_t last_origin(const struct builder *builder, const struct claim *claim)
{
	bool is_last = builder->last_origin.source == claim->source &&
		builder->last_origin.as_of == claim->as_of &&
		builder->last_origin.origin == claim->origin && claim->by.size == 0;

	return is_last ? builder->last_origin.code : 0;
}

/* 1 + index of the origin. */
uint32_t builder_origin(struct builder *builder, const struct claim *claim)
{
	uint32_t code = last_origin(builder, claim);

	if (code != 0)
		return code;
	const struct origin_record record = { claim->source, claim->as_of,
		builder_text(builder, claim->by), claim->origin };
	code = kept_index(&builder->origins, &record) + 1;
	if (claim->by.size == 0) {
		builder->last_origin.source = claim->source;
		builder->last_origin.as_of = claim->as_of;
		builder->last_origin.origin = claim->origin;
		builder->last_origin.code = code;
	}
	return code;
}

static const struct origin_record *origin_at(const struct builder *builder, uint32_t code)
{
	return (const struct origin_record *)builder->origins.items + (code - 1);
}

void builder_set_origin(struct builder *builder, uint32_t row, uint32_t origin)
{
	column_set_code(&builder->row_origins, row, origin);
}

/* A row's origin is that of its first claim that can be implied. */
static bool is_from_origin(struct builder *builder, const struct claim *claim, uint32_t *origin)
{
	if (*origin == 0) {
		*origin = builder_origin(builder, claim);
		return true;
	}
	if (last_origin(builder, claim) == *origin)
		return true;
	const struct origin_record *record = origin_at(builder, *origin);
	return record->source == claim->source && record->as_of == claim->as_of &&
		record->origin == claim->origin &&
		text_equal(builder_text_at(builder, record->by), claim->by);
}

/* That a model can be had and run follows from its weights (derive.c): a claim of the source that says they are public. */
static bool is_of_weights(const struct builder *builder, const struct claim *claim, uint32_t origin)
{
	return claim->origin == ORIGIN_DERIVED && text_equal(claim->detail, DETAIL_OWN_WEIGHTS) &&
		claim->basis == BASIS_INFERRED && claim->by.size == 0 && claim->as_of == 0 &&
		origin != 0 && origin_at(builder, origin)->source == claim->source;
}

static bool is_implied(struct builder *builder, const struct field *field,
	const struct claim *claims, size_t count, uint32_t *origin)
{
	if (follows_from_weights(field->id))
		return count == 1 && claims[0].value.state == VALUE_KNOWN &&
			is_of_weights(builder, &claims[0], *origin);
	return count == 1 &&
		field->scope == SCOPE_MODEL && /* offers fill the cells of the others */
		claims[0].origin != ORIGIN_BUILTIN_FAMILY && claims[0].detail.size == 0 &&
		is_kept(builder, field, &claims[0].value) &&
		is_from_origin(builder, &claims[0], origin);
}

uint8_t builder_judge_claims(struct builder *builder, const struct claim *claims, size_t count,
	uint32_t *origin)
{
	const struct field *field = field_get((enum field_id)claims[0].field);
	uint8_t flags = 0;

	if (claims[0].value.state != VALUE_UNKNOWN && claims[0].basis == BASIS_REPORTED)
		flags |= SHARED_REPORTED;
	if (claims[0].value.state != VALUE_UNKNOWN && claims[0].basis == BASIS_INFERRED)
		flags |= SHARED_INFERRED;
	if (conflicts(field, claims, count))
		flags |= SHARED_CONFLICT;
	if (is_implied(builder, field, claims, count, origin))
		flags |= SHARED_IMPLIED;
	return flags;
}

void builder_add_record(struct builder *builder, const struct claim_record *record)
{
	builder->claims = memory_grow(builder->claims, &builder->claim_capacity,
		builder->claim_count + 1, sizeof(*builder->claims));
	builder->claims[builder->claim_count++] = *record;
}

void builder_add_claims(struct builder *builder, uint32_t row, const struct claim *claims,
	size_t count)
{
	const struct field *field = field_get((enum field_id)claims[0].field);
	struct build_column *column = &builder->columns[field->id];
	uint32_t former = (uint32_t)column_own(&builder->row_origins, row), origin = former;

	column_set(builder, column, field, row, &claims[0].value);
	uint8_t flags = builder_judge_claims(builder, claims, count, &origin);
	if (origin != former)
		builder_set_origin(builder, row, origin);
	if (flags & SHARED_REPORTED)
		bits_set(&column->reported, row);
	if (flags & SHARED_INFERRED)
		bits_set(&column->inferred, row);
	if (flags & SHARED_CONFLICT)
		bits_set(&column->conflict, row);
	if (flags & SHARED_IMPLIED) {
		bits_set(&column->implied, row);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (claims[i].origin == ORIGIN_BUILTIN_FAMILY) /* stands once, with the family */
			continue;
		struct claim_record record = claim_pack(builder, row, &claims[i]);
		builder_add_record(builder, &record);
	}
}

bool builder_add_cells(struct builder *builder, const struct draft *names, const struct claim *by,
	const struct builder_cell *cells, size_t count)
{
	uint32_t row;

	if (builder_add_names(builder, names, &row, NULL) != RESULT_OK)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct build_column *column = &builder->columns[cells[i].field];
		if (!column->is_used) /* the cell was made for another builder */
			column_begin(column, field_get((enum field_id)cells[i].field));
		column_put(column, row,
			cells[i].term.size == 0
				? cells[i].bits
				: builder_term(builder, (enum field_id)cells[i].field,
					  cells[i].term));
		if (by->basis != BASIS_DISCLOSED)
			bits_set(by->basis == BASIS_REPORTED ? &column->reported
							     : &column->inferred,
				row);
		bits_set(&column->implied, row);
	}
	if (count > 0)
		builder_set_origin(builder, row, builder_origin(builder, by));
	builder_add_offers(builder, row, names);
	return true;
}

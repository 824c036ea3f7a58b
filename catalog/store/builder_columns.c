/* SPDX-License-Identifier: MIT */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum column_form column_form_of(const struct field *field)
{
	switch (field->kind) {
	case KIND_TEXT: return COLUMN_TEXT;
	case KIND_CATEGORY: return COLUMN_CODE32;
	case KIND_CHOICE: return COLUMN_CODE8;
	case KIND_TAGS: return COLUMN_TAGS;
	case KIND_DATE: return COLUMN_U32;
	case KIND_SET: /* one bit more for "not applicable" */
		return field->member_count < 8     ? COLUMN_MASK8
			: field->member_count < 16 ? COLUMN_MASK16
			: field->member_count < 32 ? COLUMN_MASK32
						   : COLUMN_MASK64;
	case KIND_NUMBER: break;
	}
	switch (field->unit) {
	case UNIT_PARAMETERS:
	case UNIT_CORPUS:
	case UNIT_BYTES: return COLUMN_F64;
	case UNIT_TOKENS:
	case UNIT_COUNT:
	case UNIT_NONE: return COLUMN_U32;
	default: return COLUMN_F32;
	}
}

/* State beside the value: the codes of store.h. */
static uint64_t number_bits(enum column_form form, const struct value *value)
{
	uint64_t bits = 0;
	uint32_t state = value->state == VALUE_UNDISCLOSED ? 1
		: value->state == VALUE_NOT_APPLICABLE     ? 2
							   : 0;

	if (value->state == VALUE_KNOWN && form == COLUMN_F64) {
		memcpy(&bits, &value->is.number, 8);
	} else if (value->state == VALUE_KNOWN && form == COLUMN_F32) {
		float number = (float)value->is.number;
		memcpy(&bits, &number, 4);
	} else if (value->state == VALUE_KNOWN) {
		bits = value->is.number < 0               ? 0
			: value->is.number > 4294967290.0 ? 4294967290u
							  : (uint64_t)(value->is.number + 0.5);
	} else if (form == COLUMN_F64) {
		bits = UINT64_C(0x7ff8000000000000) | state;
	} else if (form == COLUMN_F32) {
		bits = 0x7fc00000u | state;
	} else {
		bits = 0xffffffffu - state;
	}
	return bits;
}

static uint64_t tags_bits(struct builder *builder, struct build_column *column,
	const struct field *field, const struct value *value)
{
	size_t count = value->is.tags.count, start = column->tag_count;

	if (value->state != VALUE_KNOWN || count == 0)
		return 0;
	if (count > 1000)
		count = 1000;
	column->tags = memory_grow(column->tags, &column->tag_capacity, start + count + 1,
		sizeof(*column->tags));
	column->tags[start] = (uint16_t)count;
	for (size_t i = 0; i < count; i++) {
		uint32_t code = builder_term(builder, (enum field_id)field->id,
			value->is.tags.items[i]);
		column->tags[start + 1 + i] = (uint16_t)(code > 65535 ? 0 : code);
	}
	column->tag_count += count + 1;
	return start + 1;
}

static uint64_t cell_bits(struct builder *builder, struct build_column *column,
	const struct field *field, const struct value *value)
{
	bool is_known = value->state == VALUE_KNOWN;

	switch (field->kind) {
	case KIND_TEXT: return is_known ? builder_text(builder, value->is.text) : 0;
	case KIND_CATEGORY:
		return is_known ? builder_term(builder, (enum field_id)field->id, value->is.text)
				: 0;
	case KIND_CHOICE:
		if (value->state == VALUE_NOT_APPLICABLE)
			return 0xff;
		return is_known ? value->is.choice + 1 : 0;
	case KIND_SET:
		if (value->state == VALUE_NOT_APPLICABLE)
			return UINT64_C(1) << (column->width * 8 - 1);
		return is_known ? value->is.mask : 0;
	case KIND_TAGS: return tags_bits(builder, column, field, value);
	case KIND_DATE: return is_known ? value->is.date : 0xffffffffu;
	case KIND_NUMBER: return number_bits(column->form, value);
	}
	return 0;
}

void column_begin(struct build_column *column, const struct field *field)
{
	column->is_used = true;
	column->form = column_form_of(field);
	column->width = column_form_width(column->form);
}

uint64_t column_cell(struct builder *builder, struct build_column *column,
	const struct field *field, const struct value *value)
{
	if (!column->is_used)
		column_begin(column, field);
	return cell_bits(builder, column, field, value);
}

void column_set_code(struct build_column *column, size_t index, uint32_t code)
{
	if (code == 0)
		return;
	column->is_used = true;
	column->form = COLUMN_CODE32;
	if (column->width == 0)
		column->width = sizeof(uint16_t);
	if (code > UINT16_MAX && column->width < sizeof(code))
		column_widen(column, sizeof(code));
	column_put(column, index, code);
}

void column_set(struct builder *builder, struct build_column *column, const struct field *field,
	size_t index, const struct value *value)
{
	if (value->state == VALUE_UNKNOWN)
		return;
	column_put(column, index, column_cell(builder, column, field, value));
}

void bits_grow(struct bits *bits, size_t index)
{
	size_t former = bits->words ? bits->capacity : 0;

	bits->words = memory_grow(bits->words, &bits->capacity, index / 64 + 1,
		sizeof(*bits->words));
	memset(bits->words + former, 0, (bits->capacity - former) * sizeof(*bits->words));
}

static uint32_t tags_joined(struct builder *builder, const struct value *value)
{
	struct strbuf joined;

	strbuf_init(&joined);
	for (size_t i = 0; i < value->is.tags.count; i++) {
		if (i > 0)
			strbuf_add_char(&joined, '\n');
		strbuf_add(&joined, value->is.tags.items[i]);
	}
	uint32_t offset = builder_text(builder, strbuf_text(&joined));
	strbuf_done(&joined);
	return offset;
}

uint32_t builder_wide(struct builder *builder, uint64_t bits)
{
	return kept_index(&builder->wide, &bits);
}

uint32_t claim_payload(struct builder *builder, const struct field *field,
	const struct value *value)
{
	uint64_t bits;

	if (value->state != VALUE_KNOWN)
		return 0;
	switch (field->kind) {
	case KIND_NUMBER:
		memcpy(&bits, &value->is.number, sizeof(bits));
		return builder_wide(builder, bits);
	case KIND_SET: return builder_wide(builder, value->is.mask);
	case KIND_DATE: return value->is.date;
	case KIND_CHOICE: return value->is.choice;
	case KIND_TAGS: return tags_joined(builder, value);
	default: return builder_text(builder, value->is.text);
	}
}

struct claim_record claim_pack(struct builder *builder, uint32_t owner, const struct claim *claim)
{
	const struct field *field = field_get((enum field_id)claim->field);
	struct claim_record record = { .owner = owner,
		.field = (uint8_t)claim->field,
		.state = (uint8_t)claim->value.state,
		.basis = claim->basis,
		.from = builder_origin(builder, claim) };

	_Static_assert(FIELD_COUNT <= UINT8_MAX, "a record names its field in a byte");

	record.detail = builder_text(builder, claim->detail);
	record.payload = claim_payload(builder, field, &claim->value);
	return record;
}

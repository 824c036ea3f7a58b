/* SPDX-License-Identifier: MIT */
/* Forms: what the claims of many rows have in common. A row of a form has cells of its own only where its values differ. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"
#include "catalog/store/store_parts.h"

#include <string.h>

static void add_fact(struct builder *builder, struct build_form *form, const struct claim *claims,
	size_t count)
{
	const struct field *field = field_get((enum field_id)claims[0].field);
	struct build_column *column = &builder->columns[field->id];
	struct form_fact *fact = &form->facts[form->fact_count++];

	*fact = (struct form_fact){ .field = field->id,
		.own = claims[0].own,
		.is_known = claims[0].value.state != VALUE_UNKNOWN };
	if (fact->is_known)
		fact->bits = column_cell(builder, column, field, &claims[0].value);
	fact->flags = builder_judge_claims(builder, claims, count, &form->origin);
	column->reported.is_used |= (fact->flags & SHARED_REPORTED) != 0;
	column->inferred.is_used |= (fact->flags & SHARED_INFERRED) != 0;
	column->conflict.is_used |= (fact->flags & SHARED_CONFLICT) != 0;
	column->implied.is_used |= (fact->flags & SHARED_IMPLIED) != 0;
	bool has_own = false;
	for (size_t i = 0; i < count; i++)
		has_own = has_own || claims[i].own > 0;
	for (size_t i = 0; i < count && !(fact->flags & SHARED_IMPLIED); i++)
		if (claims[i].origin != ORIGIN_BUILTIN_FAMILY)
			form->records[form->record_count++] = (struct form_record){
				.record = claim_pack(builder, (uint32_t)builder->form_count + 1,
					&claims[i]),
				.own = claims[i].own,
				.is_shared = !has_own
			};
}

static void take_owns(struct build_form *form)
{
	form->owns = memory_get((form->fact_count + 1) * sizeof(*form->owns));
	for (size_t i = 0; i < form->fact_count; i++)
		if (form->facts[i].own > 0)
			form->owns[form->own_count++] = (struct own_fact){ form->facts[i].field,
				form->facts[i].own };
	for (size_t i = 0; i < form->record_count; i++)
		form->has_own_records = form->has_own_records || !form->records[i].is_shared;
}

/* What rows take from their offers no form has. */
static bool can_be_shared(const struct claim *claims, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (claims[i].field < FIELD_COUNT && builder_takes_from_offers(claims[i].field))
			return false;
	return true;
}

uint32_t builder_add_form(struct builder *builder, const struct claim *claims, size_t count)
{
	struct build_form form = { .facts = NULL };

	if (builder->form_count == BUILDER_FORMS_MAX || !can_be_shared(claims, count))
		return 0;
	form.facts = memory_get((count + 1) * sizeof(*form.facts));
	form.records = memory_get((count + 1) * sizeof(*form.records));
	for (size_t from = 0; from < count;) {
		size_t to = from + 1;
		while (to < count && claims[to].field == claims[from].field)
			to++;
		if (claims[from].field < FIELD_COUNT)
			add_fact(builder, &form, &claims[from], to - from);
		from = to;
	}
	take_owns(&form);
	form.facts = memory_resize(form.facts, (form.fact_count + 1) * sizeof(*form.facts));
	form.records = memory_resize(form.records, (form.record_count + 1) * sizeof(*form.records));
	builder->forms = memory_grow(builder->forms, &builder->form_capacity,
		builder->form_count + 1, sizeof(form));
	builder->forms[builder->form_count++] = form;
	return (uint32_t)builder->form_count;
}

static void set_form(struct builder *builder, uint32_t row, uint32_t form)
{
	size_t former = builder->row_form_count;

	builder->row_forms = memory_grow(builder->row_forms, &builder->row_form_capacity,
		(size_t)row + 1, sizeof(*builder->row_forms));
	memset(builder->row_forms + former, 0, (row + 1 - former) * sizeof(*builder->row_forms));
	builder->row_form_count = (size_t)row + 1;
	builder->row_forms[row] = (uint16_t)form;
}

static void add_own_records(struct builder *builder, uint32_t row, const struct build_form *form,
	const struct value *own)
{
	for (size_t i = 0; i < form->record_count; i++) {
		struct claim_record record = form->records[i].record;
		if (form->records[i].is_shared)
			continue;
		record.owner = row;
		if (form->records[i].own > 0)
			record.payload = claim_payload(builder,
				field_get((enum field_id)record.field),
				&own[form->records[i].own - 1]);
		builder_add_record(builder, &record);
	}
}

static const struct build_form *take_form(struct builder *builder, uint32_t row, uint32_t number)
{
	const struct build_form *form = &builder->forms[number - 1];

	set_form(builder, row, number);
	if (form->origin != 0)
		builder_set_origin(builder, row, form->origin);
	return form;
}

enum result builder_add_row(struct builder *builder, const struct draft *draft, uint32_t number,
	const struct value *own, struct error *err)
{
	uint32_t row;
	enum result result = builder_add_names(builder, draft, &row, err);

	if (result != RESULT_OK)
		return result;
	const struct build_form *form = take_form(builder, row, number);
	for (size_t i = 0; i < form->own_count; i++)
		column_set(builder, &builder->columns[form->owns[i].field],
			field_get((enum field_id)form->owns[i].field), row,
			&own[form->owns[i].own - 1]);
	add_own_records(builder, row, form, own);
	if (draft->offer_count > 0)
		builder->forms[number - 1].has_offers = builder->has_offered_forms = true;
	builder_add_offers(builder, row, draft);
	arena_reset(&builder->arena);
	return RESULT_OK;
}

void builder_add_line(struct builder *builder, const struct builder_line *line, uint32_t number,
	const uint64_t *cells, const struct value *own)
{
	uint32_t row = builder_add_named(builder, line);
	const struct build_form *form = take_form(builder, row, number);

	for (size_t i = 0; i < form->own_count; i++)
		column_put(&builder->columns[form->owns[i].field], row,
			cells[form->owns[i].own - 1]);
	if (own)
		add_own_records(builder, row, form, own);
}

uint64_t builder_cell(struct builder *builder, enum field_id field, const struct value *value)
{
	return column_cell(builder, &builder->columns[field], field_get(field), value);
}

const struct column *builder_cells_of(const struct store *store, uint32_t id, uint64_t *mask)
{
	const struct field *field = field_get((enum field_id)id);
	const struct column *column = store->has_column[id] && !store_is_shared(store, id)
		? &store->columns[id]
		: NULL;
	bool is_small_set = field->kind == KIND_SET && field->member_count < 64;

	*mask = is_small_set ? (UINT64_C(1) << field->member_count) - 1 : UINT64_MAX;
	if (!column || column->form != column_form_of(field) || column->form == COLUMN_F32 ||
		(field->kind != KIND_NUMBER && field->kind != KIND_DATE && field->kind != KIND_SET))
		return NULL;
	return column;
}

bool builder_form_wants_values(const struct builder *builder, uint32_t form)
{
	return builder->forms[form - 1].has_own_records;
}

void builder_spread_forms(struct builder *builder)
{
	for (uint32_t row = 0; row < builder->row_form_count; row++) {
		if (builder->row_forms[row] == 0)
			continue;
		const struct build_form *form = &builder->forms[builder->row_forms[row] - 1];
		for (size_t i = 0; i < form->record_count; i++) {
			struct claim_record record = form->records[i].record;
			record.owner = row;
			if (form->records[i].is_shared)
				builder_add_record(builder, &record);
		}
	}
}

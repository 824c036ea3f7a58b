/* SPDX-License-Identifier: MIT */
/* The way that most rows of a hub take: nothing of them is new but their names and some values, so no claim is made of them. What is not so goes the
 * long way (fold_model.c); both make the same row. */
#include "catalog/sources/fold_parts.h"

#include <string.h>

/* Rows of one developer come together. */
static void take_codes(struct fold *fold, struct text developer, const struct family *family,
	struct builder_line *line)
{
	if (!text_equal(developer, fold->last_codes.key)) {
		uint32_t code = builder_term_code(fold->builder, FIELD_DEVELOPER, developer);
		fold->last_codes.key = developer;
		fold->last_codes.developer = code;
		fold->last_codes.region = builder_region_code(fold->builder, code);
	}
	line->developer = fold->last_codes.developer;
	line->region = fold->last_codes.region;
	if (!family)
		return;
	uint32_t *code = &fold->family_codes[family - fold->known.families];
	if (*code == 0)
		*code = builder_term_code(fold->builder, FIELD_FAMILY, family->id);
	line->family = *code;
}

/* What the row brings itself, as cells of the builder; true if its values were needed. */
static bool take_owns(struct fold *fold, const struct fold_row *row, const struct fold_form *form,
	struct fold_plain *plain, uint64_t *cells)
{
	bool has_values = builder_form_wants_values(fold->builder, form->form);

	for (size_t i = 0; i < form->own_count; i++) {
		const struct fold_own *own = &form->owns[i];
		if (has_values || !own->column)
			plain->own[i] = store_value(row->store, row->row, own->field, NULL);
		cells[i] = own->column
			? column_bits(own->column, row->row) & own->mask
			: builder_cell(fold->builder, (enum field_id)own->field, &plain->own[i]);
	}
	return has_values;
}

static const struct fold_form *form_of(struct fold *fold, const struct fold_row *row,
	struct text developer, struct fold_plain *plain)
{
	uint16_t kind = fold_kind(fold, row->number);
	const struct fold_form *form = fold_form_of_kind(fold, kind);

	if (form)
		return form;
	const struct family *family = fold_family_of(fold, row);
	if (fold_plain_key(fold, row, family, fold_is_for_others(family, developer), plain))
		form = fold_form_of_key(fold, plain);
	if (form)
		fold_learn_kind(fold, kind, form);
	return form;
}

bool fold_add_plain(struct fold *fold, uint32_t number, struct fold_plain *plain)
{
	struct fold_row row = fold_row_of(fold, number);
	uint64_t cells[BUILDER_OWN_MAX];

	if (fold_is_from_facts(fold, row.place) || !fold_is_hub_row(row.store, row.row))
		return false;
	struct builder_line line = { .line = store_search_text(row.store, row.row) };
	if (line.line.size == 0 || line.line.bytes[line.line.size - 1] != '\t')
		return false; /* words are folded behind it, for this source alone */
	const char *end = memchr(line.line.bytes, '\t', line.line.size);
	line.id = text_slice(line.line, 0, (size_t)(end - line.line.bytes));
	struct text developer = fold_hub_developer(fold, &row, line.id);
	const struct fold_form *form = form_of(fold, &row, developer, plain);
	if (!form || builder_has_id(fold->builder, line.id))
		return false;
	take_codes(fold, developer, form->family, &line);
	bool has_values = take_owns(fold, &row, form, plain, cells);
	builder_add_line(fold->builder, &line, form->form, cells, has_values ? plain->own : NULL);
	return true;
}

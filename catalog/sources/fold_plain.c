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

bool fold_add_plain(struct fold *fold, uint32_t number, struct fold_plain *plain)
{
	struct fold_row row = fold_row_of(fold, number);

	if (fold_is_from_facts(fold, row.place) || !fold_is_hub_row(row.store, row.row))
		return false;
	struct builder_line line = { .line = store_search_text(row.store, row.row) };
	if (line.line.size == 0 || line.line.bytes[line.line.size - 1] != '\t')
		return false; /* words are folded behind it, for this source alone */
	const char *end = memchr(line.line.bytes, '\t', line.line.size);
	line.id = text_slice(line.line, 0, (size_t)(end - line.line.bytes));
	const struct family *family = fold_family_of(fold, &row);
	struct text developer = fold_hub_developer(fold, &row, line.id);
	bool is_for_others = fold_is_for_others(family, developer);
	if (!fold_read_plain(fold, &row, family, is_for_others, plain) || plain->form == 0)
		return false;
	take_codes(fold, developer, family, &line);
	return builder_add_line(fold->builder, &line, plain->form, plain->own);
}

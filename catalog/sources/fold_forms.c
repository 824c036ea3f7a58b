/* SPDX-License-Identifier: MIT */
/* Rows that are alike: a hub has a million models and a few thousand ways in which their claims meet those of a family. The first row of each way is
 * judged, the others follow it (builder_add_row). */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/sources/fold_parts.h"

#include <stdlib.h>
#include <string.h>

enum { RELATIONS_MAX = 16 }; /* two bits each */

void fold_forms_begin(struct fold *fold)
{
	for (size_t at = fold->overlay + 1; at < fold->store_count; at++)
		fold->plain[at] = plain_rows_new(fold->stores[at]);
	fold->family_fields = memory_get_zeroed(fold->known.family_count + 1,
		sizeof(*fold->family_fields));
	fold->family_codes = memory_get_zeroed(fold->known.family_count + 1,
		sizeof(*fold->family_codes));
}

void fold_forms_done(struct fold *fold)
{
	for (size_t at = 0; at < fold->store_count; at++)
		plain_rows_free(fold->plain[at]);
	free(fold->family_fields);
	free(fold->family_codes);
	free(fold->form_places.slots);
	free(fold->forms);
}

static bool has_claim(struct fold *fold, const struct family *family, uint16_t field)
{
	struct fold_family *fields = &fold->family_fields[family - fold->known.families];

	for (size_t i = 0; i < family->claim_count && !fields->is_known; i++)
		bit_set(fields->fields, family->claims[i].field);
	fields->is_known = true;
	return bit_has(fields->fields, field);
}

/* How the cell stands to each of the family's claims on this fact: merge.c and builder_claims.c ask nothing else of its value. False: there are too
 * many of them. */
static bool add_relations(const struct field *field, const struct value *value,
	const struct family *family, uint64_t *word)
{
	size_t count = 0;

	for (size_t i = 0; i < family->claim_count; i++) {
		const struct value *other = &family->claims[i].value;
		if (family->claims[i].field != field->id)
			continue;
		if (count == RELATIONS_MAX)
			return false;
		bool is_equal = value_equal(field, value, other);
		bool is_against = !is_equal && value_conflicts(field, value, other);
		*word |= (uint64_t)(is_equal + 2u * is_against) << (32 + 2 * count++);
	}
	return true;
}

/* Bits 0-15 the field, 16-23 the basis, 24 whether it is undisclosed, 25 whether the upper half is the cell; else that is the relations. */
static bool add_cell(struct fold *fold, struct fold_plain *plain, const struct plain_cell *cell,
	const struct family *family)
{
	const struct field *field = field_get((enum field_id)cell->field);
	uint64_t word = cell->field | (uint64_t)cell->basis << 16;

	if (cell->is_code) {
		word |= UINT64_C(1) << 25 | (uint64_t)cell->code << 32;
	} else {
		if (plain->own_count == BUILDER_OWN_MAX)
			return false;
		plain->own[plain->own_count++] = cell->value;
		word |= (uint64_t)value_is_undisclosed(field, &cell->value) << 24;
		if (family && has_claim(fold, family, cell->field) &&
			!add_relations(field, &cell->value, family, &word))
			return false;
	}
	plain->key[plain->key_size++] = word;
	return true;
}

/* What an offer says that decides what is believed of its model (derive.c, and the votes of fold_model.c); prices do not. */
static bool tells_more(const struct store *store, uint32_t offer)
{
	static const enum field_id fields[] = { FIELD_RUN, FIELD_STATUS, FIELD_RETIRES,
		FIELD_INPUT_LIMIT, FIELD_OUTPUT_LIMIT };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (store_offer_column(store, fields[i]) &&
			store_offer_value(store, offer, fields[i], NULL).state != VALUE_UNKNOWN)
			return true;
	return false;
}

static bool has_cell_of(const struct plain_row *row, uint16_t field)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].field == field)
			return true;
	return false;
}

/* The one offer of a row, where nothing but its host, list and day matters, as a word; 0: it is not so. What the catalog knows of hosts, offers inherit. */
static uint64_t offer_word(const struct fold *fold, const struct fold_row *row,
	const struct plain_row *plain)
{
	const struct store *store = row->store;
	uint32_t offer = store_offers_from(store, row->row),
		 source = store_offer_source(store, offer),
		 host = store_offer_provider(store, offer);

	if (store_offers_from(store, row->row + 1) != offer + 1 || host == 0 || host >= 1u << 20 ||
		source >= 1u << 16 || has_cell_of(plain, FIELD_RETIRES) || tells_more(store, offer))
		return 0;
	struct text key = store_term(store, FIELD_PROVIDER, host).key;
	for (size_t at = 0; at <= fold->overlay; at++)
		if (store_term_find(fold->stores[at], FIELD_PROVIDER, key) != 0)
			return 0;
	return UINT64_C(1) << 63 | (uint64_t)host << 43 | (uint64_t)source << 27 |
		store_offer_as_of(store, offer);
}

static void take_claims(struct fold *fold, const struct fold_row *row, struct fold_plain *plain)
{
	uint32_t own = 0;

	plain->claim_count = plain->row.count;
	plain_row_claims(fold->plain[row->place], &plain->row, plain->claims);
	for (size_t i = 0; i < plain->claim_count; i++) {
		fold_map_claim(fold, row->place, &plain->claims[i]);
		if (!plain->row.cells[i].is_code)
			plain->claims[i].own = ++own;
	}
}

bool fold_plain_key(struct fold *fold, const struct fold_row *row, const struct family *family,
	bool is_for_others, struct fold_plain *plain)
{
	const struct plain_rows *rows = fold->plain[row->place];

	plain->own_count = plain->claim_count = 0;
	plain->form = 0;
	if (!plain_row_read(rows, row->row, &plain->row))
		return false;
	plain->key[0] = (uintptr_t)family;
	plain->key[1] = (uint64_t)row->place << 32 | plain->row.origin;
	plain->key[2] = is_for_others;
	plain->key[3] = 0;
	plain->key_size = 4;
	if (!fold_is_hub_row(row->store, row->row)) {
		plain->key[3] = offer_word(fold, row, &plain->row);
		if (plain->key[3] == 0)
			return false;
	}
	for (size_t i = 0; i < plain->row.count; i++)
		if (!add_cell(fold, plain, &plain->row.cells[i], family))
			return false;
	return true;
}

const struct fold_form *fold_form_of_key(const struct fold *fold, const struct fold_plain *plain)
{
	const struct text key = fold_key_bytes(plain->key, plain->key_size);
	uint32_t at = fold_table_find(&fold->form_places, text_quick_hash(key, false));
	const struct fold_form *form = at != FOLD_NONE ? &fold->forms[at] : NULL;

	return form && text_equal(fold_key_bytes(form->key, form->key_size), key) ? form : NULL;
}

bool fold_read_plain(struct fold *fold, const struct fold_row *row, const struct family *family,
	bool is_for_others, struct fold_plain *plain)
{
	if (!fold_plain_key(fold, row, family, is_for_others, plain))
		return false;
	const struct text key = fold_key_bytes(plain->key, plain->key_size);
	const struct fold_form *form = fold_form_of_key(fold, plain);
	if (form)
		plain->form = form->form;
	else if (fold_table_find(&fold->form_places, text_quick_hash(key, false)) != FOLD_NONE)
		return false; /* another key has this hash */
	else
		take_claims(fold, row, plain);
	return true;
}

/* Where the values are that each row of the form brings itself. */
static void take_owns(struct fold *fold, const struct fold_plain *plain, struct fold_form *form)
{
	const struct store *store = fold->stores[plain->key[1] >> 32];

	form->owns = ARENA_ARRAY(&fold->arena, struct fold_own, plain->own_count + 1);
	for (size_t i = 0; i < plain->row.count; i++) {
		if (plain->row.cells[i].is_code)
			continue;
		struct fold_own *own = &form->owns[form->own_count++];
		own->field = plain->row.cells[i].field;
		own->column = builder_cells_of(store, own->field, &own->mask);
	}
}

void fold_learn_form(struct fold *fold, struct fold_plain *plain, const struct draft *draft)
{
	struct fold_form form = { .form = builder_add_form(fold->builder, draft->claims,
					  draft->claim_count) };

	plain->form = form.form;
	if (form.form == 0)
		return;
	const struct text key = fold_key_bytes(plain->key, plain->key_size);
	uint64_t *copy = ARENA_ARRAY(&fold->arena, uint64_t, plain->key_size);
	memcpy(copy, plain->key, key.size);
	form.key = copy;
	form.key_size = plain->key_size;
	form.family = (const struct family *)(uintptr_t)plain->key[0];
	take_owns(fold, plain, &form);
	fold->forms = memory_grow(fold->forms, &fold->form_capacity, fold->form_count + 1,
		sizeof(form));
	fold_table_put(&fold->form_places, text_quick_hash(key, false), (uint32_t)fold->form_count);
	fold->forms[fold->form_count++] = form;
}

/* SPDX-License-Identifier: MIT */
/* Rows that are alike: a hub has a million models and a few thousand ways in which their claims meet those of a family. The first row of each way is
 * judged, the others follow it (builder_add_row). */
#include "catalog/base/memory.h"
#include "catalog/sources/fold_parts.h"

#include <string.h>

static void add_bytes(struct fold_plain *plain, const void *bytes, size_t size)
{
	if (size > FOLD_KEY_MAX - plain->key_size) {
		plain->key_size = FOLD_KEY_MAX + 1; /* too long: not plain */
		return;
	}
	if (size > 0)
		memcpy(plain->key + plain->key_size, bytes, size);
	plain->key_size += size;
}

static void add_byte(struct fold_plain *plain, unsigned byte)
{
	if (plain->key_size <= FOLD_KEY_MAX)
		add_bytes(plain, &(unsigned char){ (unsigned char)byte }, 1);
}

static void add_text(struct fold_plain *plain, struct text text)
{
	uint32_t size = (uint32_t)text.size;

	if (plain->key_size > FOLD_KEY_MAX)
		return;
	add_bytes(plain, &size, sizeof(size));
	if (plain->key_size <= FOLD_KEY_MAX)
		add_bytes(plain, text.bytes, text.size);
}

/* How the row's claim stands to each of the family's on this fact: merge.c and builder_claims.c ask nothing else of its value. */
static void add_relations(struct fold_plain *plain, const struct field *field,
	const struct claim *claim, const struct family *family)
{
	add_byte(plain, value_is_undisclosed(field, &claim->value));
	for (size_t i = 0; family && i < family->claim_count; i++) {
		const struct value *other = &family->claims[i].value;
		if (family->claims[i].field != claim->field)
			continue;
		bool is_equal = value_equal(field, &claim->value, other);
		bool is_against = !is_equal && value_conflicts(field, &claim->value, other);
		add_byte(plain, is_equal + 2u * is_against);
	}
}

static void add_claim(struct fold_plain *plain, struct claim *claim, const struct family *family)
{
	const struct field *field = field_get((enum field_id)claim->field);

	add_bytes(plain, &claim->field, sizeof(claim->field));
	add_byte(plain, claim->basis);
	if (field->kind == KIND_CHOICE) {
		add_byte(plain, claim->value.is.choice);
	} else if (field->kind == KIND_CATEGORY) {
		add_text(plain, claim->value.is.text);
	} else if (plain->own_count < BUILDER_OWN_MAX) {
		plain->own[plain->own_count++] = claim->value;
		claim->own = (uint32_t)plain->own_count;
	} else {
		plain->key_size = FOLD_KEY_MAX + 1;
	}
	if (plain->key_size <= FOLD_KEY_MAX)
		add_relations(plain, field, claim, family);
}

static uint64_t hash_of(const struct fold_plain *plain)
{
	return text_quick_hash((struct text){ plain->key, plain->key_size }, false);
}

bool fold_read_plain(struct fold *fold, const struct fold_row *row, const struct family *family,
	bool is_for_others, struct fold_plain *plain)
{
	size_t count;

	plain->claim_count = plain->own_count = plain->key_size = 0;
	plain->form = 0;
	if (!store_plain_claims(row->store, row->row, plain->claims, &count))
		return false;
	add_bytes(plain, &family, sizeof(const struct family *));
	add_bytes(plain, &row->place, sizeof(row->place));
	add_byte(plain, is_for_others);
	for (size_t i = 0; i < count; i++) {
		struct claim *claim = &plain->claims[plain->claim_count];
		if (plain->claims[i].origin == ORIGIN_DERIVED) /* found anew */
			continue;
		if (i != plain->claim_count)
			*claim = plain->claims[i];
		fold_map_claim(fold, row->place, claim);
		if (plain->claim_count++ == 0) {
			add_bytes(plain, &claim->source, sizeof(claim->source));
			add_bytes(plain, &claim->as_of, sizeof(claim->as_of));
			add_byte(plain, claim->origin);
			add_text(plain, claim->by);
		}
		add_claim(plain, claim, family);
		if (plain->key_size > FOLD_KEY_MAX)
			return false;
	}
	uint32_t at = fold_table_find(&fold->form_places, hash_of(plain));
	if (at == FOLD_NONE)
		return true;
	plain->form = fold->forms[at].form;
	return text_equal(fold->forms[at].key, (struct text){ plain->key, plain->key_size });
}

void fold_learn_form(struct fold *fold, struct fold_plain *plain, const struct draft *draft)
{
	struct fold_form form = { .form = builder_add_form(fold->builder, draft->claims,
					  draft->claim_count) };

	plain->form = form.form;
	if (form.form == 0)
		return;
	form.key = arena_copy(&fold->arena, (struct text){ plain->key, plain->key_size });
	fold->forms = memory_grow(fold->forms, &fold->form_capacity, fold->form_count + 1,
		sizeof(form));
	fold_table_put(&fold->form_places, hash_of(plain), (uint32_t)fold->form_count);
	fold->forms[fold->form_count++] = form;
}

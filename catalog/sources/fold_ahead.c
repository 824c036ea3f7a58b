/* SPDX-License-Identifier: MIT */
/* Families of a million rows take as long as half of the rest, and each follows from its id alone; and so does which rows are alike. Where there is a
 * second processor, a worker goes ahead from the first row on, while this process finds where the rows land, and writes down what it finds; this process
 * finds itself what is not there yet, and the worker leaps over that. */
#include "catalog/base/memory.h"
#include "catalog/base/worker.h"
#include "catalog/sources/fold_parts.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_FOR_A_WORKER = 50000, KINDS_MAX = UINT16_MAX, LEAP = 2048 };

struct kind {
	uint16_t family; /* 1 + its index; 0: none */
	bool is_plain;
};
/* In memory that both see. */
struct found {
	_Atomic uint32_t asked; /* the last row that somebody asked for: behind it is enough */
	struct kind kinds[KINDS_MAX + 1]; /* from 1 on */
	_Atomic uint16_t rows[];          /* by number: its kind; 0: not yet */
};

struct fold_ahead {
	struct worker *worker;
	struct found *found;
	size_t size;
	uint32_t forms[KINDS_MAX + 1]; /* by kind: 1 + place in fold->forms; 0: not known yet */
};

/* --- the worker ------------------------------------------------------------------------------------- */

static const struct family *find_by_id(const struct fold *fold, const struct fold_row *row)
{
	const struct family *family;
	struct text id = TEXT_NONE;

	if (fold_families_know(fold, row, &family))
		return family;
	if (!fold_is_hub_row(row->store, row->row))
		id = store_offer_id(row->store, store_offers_from(row->store, row->row));
	return family_find(fold->families, id.size > 0 ? id : store_id(row->store, row->row));
}

static const struct family *find_family(const struct fold *fold, const struct fold_row *row)
{
	struct value said = store_value(row->store, row->row, FIELD_FAMILY, NULL);
	const struct family *family = NULL;

	if (said.state == VALUE_KNOWN)
		family = family_get(fold->families, said.is.text);
	if (!family && row->place > 0)
		family = find_by_id(fold, row);
	if (!family && row->place > 0 && said.state == VALUE_KNOWN) /* what it was made of */
		family = family_find(fold->families, said.is.text);
	return family;
}

/* Kinds by their keys, as they come. */
struct kinds {
	struct fold_table places; /* hash of a key -> kind */
	const uint64_t *keys[KINDS_MAX + 1];
	size_t sizes[KINDS_MAX + 1];
	uint16_t count;
};

/* The kind of a row, a new one for the first of them; 0: there are too many, or the hash is taken. */
static uint16_t kind_of(struct fold *fold, struct kinds *kinds, const struct kind *kind,
	const struct fold_plain *plain)
{
	uint64_t hash = text_quick_hash(fold_key_bytes(plain->key, plain->key_size), false);
	uint32_t found = fold_table_find(&kinds->places, hash);

	if (found != FOLD_NONE)
		return kinds->sizes[found] == plain->key_size &&
				memcmp(kinds->keys[found], plain->key,
					plain->key_size * sizeof(*plain->key)) == 0
			? (uint16_t)found
			: 0;
	if (kinds->count == KINDS_MAX)
		return 0;
	uint64_t *key = ARENA_ARRAY(&fold->arena, uint64_t, plain->key_size);
	memcpy(key, plain->key, plain->key_size * sizeof(*key));
	kinds->count++;
	kinds->keys[kinds->count] = key;
	kinds->sizes[kinds->count] = plain->key_size;
	fold_table_add(&kinds->places, hash, kinds->count);
	fold->ahead->found->kinds[kinds->count] = *kind;
	return kinds->count;
}

static uint16_t look_at(struct fold *fold, struct kinds *kinds, const struct fold_row *row)
{
	const struct family *family = find_family(fold, row);
	struct kind kind = { .family = family ? (uint16_t)(family - fold->known.families + 1) : 0 };
	struct fold_plain plain;

	if (fold_is_hub_row(row->store, row->row)) {
		struct text developer = fold_hub_developer(fold, row,
			store_id(row->store, row->row));
		kind.is_plain = fold_plain_key(fold, row, family,
			fold_is_for_others(family, developer), &plain);
	}
	if (!kind.is_plain) {
		plain.key[0] = kind.family;
		plain.key_size = 1;
	}
	return kind_of(fold, kinds, &kind, &plain);
}

static void find_ahead(const struct worker *worker, void *context)
{
	struct fold *fold = context;
	struct kinds *kinds = memory_get_zeroed(1, sizeof(*kinds));
	uint32_t first = fold->first_row[fold->overlay + 1],
		 end = fold->first_row[fold->store_count];

	for (uint32_t number = first; number < end; number++) {
		if (number % 256 == 0 && !worker_is_wanted(worker))
			return;
		uint32_t asked = atomic_load_explicit(&fold->ahead->found->asked,
			memory_order_relaxed);
		if (asked >= number) { /* the other one is here: leave him some and go on behind */
			number = asked + LEAP;
			if (number >= end)
				return;
		}
		struct fold_row row = fold_row_of(fold, number);
		uint16_t kind = look_at(fold, kinds, &row);
		atomic_store_explicit(&fold->ahead->found->rows[number], kind,
			memory_order_release);
	}
}

/* --- who asks --------------------------------------------------------------------------------------- */

void fold_ahead_begin(struct fold *fold)
{
	uint32_t total = fold->first_row[fold->store_count];

	if (total - fold->first_row[fold->overlay + 1] < ROWS_FOR_A_WORKER ||
		fold->known.family_count > UINT16_MAX - 1)
		return;
	family_index_keep_names(fold->families);
	fold->ahead = memory_get_zeroed(1, sizeof(*fold->ahead));
	fold->ahead->size = sizeof(*fold->ahead->found) + total * sizeof(uint16_t);
	fold->ahead->found = worker_memory_new(fold->ahead->size);
	if (fold->ahead->found)
		fold->ahead->worker = worker_start(find_ahead, fold);
}

void fold_ahead_done(struct fold *fold)
{
	if (!fold->ahead)
		return;
	worker_stop(fold->ahead->worker);
	worker_memory_free(fold->ahead->found, fold->ahead->size);
	free(fold->ahead);
}

uint16_t fold_kind(const struct fold *fold, uint32_t number)
{
	return fold->ahead && fold->ahead->found
		? atomic_load_explicit(&fold->ahead->found->rows[number], memory_order_acquire)
		: 0;
}

const struct fold_form *fold_form_of_kind(const struct fold *fold, uint16_t kind)
{
	if (kind == 0 || fold->ahead->forms[kind] == 0)
		return NULL;
	return &fold->forms[fold->ahead->forms[kind] - 1];
}

void fold_learn_kind(struct fold *fold, uint16_t kind, const struct fold_form *form)
{
	if (kind != 0)
		fold->ahead->forms[kind] = (uint32_t)(form - fold->forms) + 1;
}

const struct family *fold_family_of(const struct fold *fold, const struct fold_row *row)
{
	uint16_t kind = fold_kind(fold, row->number);

	if (kind == 0 && fold->ahead && fold->ahead->found)
		atomic_store_explicit(&fold->ahead->found->asked, row->number,
			memory_order_relaxed);
	if (kind == 0)
		return find_family(fold, row);
	uint16_t family = fold->ahead->found->kinds[kind].family;
	return family > 0 ? &fold->known.families[family - 1] : NULL;
}

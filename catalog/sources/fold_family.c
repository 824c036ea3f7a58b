/* SPDX-License-Identifier: MIT */
/* Families of a million rows take as long as half of the rest, and each follows from its id alone: where there is a second processor, a worker begins
 * with the last row and writes down what it finds, and this process finds what is not there yet. They meet somewhere in the middle. */
#include "catalog/base/worker.h"
#include "catalog/sources/fold_parts.h"

enum { ROWS_FOR_A_WORKER = 50000, NOT_YET = 0, NONE = 1, FIRST = 2 };

static const struct family *find(const struct fold *fold, const struct fold_row *row)
{
	struct text id = TEXT_NONE;

	if (!fold_is_hub_row(row->store, row->row))
		id = store_offer_id(row->store, store_offers_from(row->store, row->row));
	return family_find(fold->families, id.size > 0 ? id : store_id(row->store, row->row));
}

static void find_ahead(const struct worker *worker, void *context)
{
	const struct fold *fold = context;
	uint32_t first = fold->first_row[fold->overlay + 1];

	for (uint32_t number = fold->first_row[fold->store_count]; number-- > first;) {
		if (number % 1024 == 0 && !worker_is_wanted(worker))
			return;
		struct fold_row row = fold_row_of(fold, number);
		const struct family *family = find(fold, &row);
		atomic_store_explicit(&fold->found[number],
			family ? (uint16_t)(family - fold->known.families + FIRST) : NONE,
			memory_order_relaxed);
	}
}

void fold_families_begin(struct fold *fold)
{
	uint32_t total = fold->first_row[fold->store_count];

	if (total - fold->first_row[fold->overlay + 1] < ROWS_FOR_A_WORKER ||
		fold->known.family_count > UINT16_MAX - FIRST)
		return;
	fold->found = worker_memory_new(total * sizeof(*fold->found));
	if (fold->found)
		fold->worker = worker_start(find_ahead, fold);
}

void fold_families_done(struct fold *fold)
{
	worker_stop(fold->worker);
	worker_memory_free((void *)fold->found,
		fold->first_row[fold->store_count] * sizeof(*fold->found));
}

static const struct family *find_family(const struct fold *fold, const struct fold_row *row)
{
	uint16_t found = fold->found
		? atomic_load_explicit(&fold->found[row->number], memory_order_relaxed)
		: NOT_YET;

	if (found == NOT_YET)
		return find(fold, row);
	return found == NONE ? NULL : &fold->known.families[found - FIRST];
}

const struct family *fold_family_of(const struct fold *fold, const struct fold_row *row)
{
	struct value said = store_value(row->store, row->row, FIELD_FAMILY, NULL);
	const struct family *family = NULL;

	if (said.state == VALUE_KNOWN)
		family = family_get(fold->families, said.is.text);
	if (!family && row->place > 0)
		family = find_family(fold, row);
	return family;
}

/* SPDX-License-Identifier: MIT */
/* Which rows are one model, as chains through all catalogs. While rows land, every row has its next one and every model its first and last; then most models
 * are known to be one row, and what is kept is a bit for each row, and the few rows that have a next one. */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/sources/fold_parts.h"

#include <stdlib.h>

uint32_t fold_new_model(struct fold *fold)
{
	if (fold->model_count == fold->model_capacity) {
		size_t capacity = fold->model_capacity;
		fold->heads = memory_grow(fold->heads, &capacity, fold->model_count + 1,
			sizeof(*fold->heads));
		fold->tails = memory_resize(fold->tails, capacity * sizeof(*fold->tails));
		fold->model_capacity = capacity;
	}
	fold->heads[fold->model_count] = fold->tails[fold->model_count] = FOLD_NONE;
	return (uint32_t)fold->model_count++;
}

void fold_chain(struct fold *fold, uint32_t model, uint32_t number)
{
	if (fold->heads[model] == FOLD_NONE)
		fold->heads[model] = number;
	else
		fold->next[fold->tails[model]] = number;
	fold->tails[model] = number;
	fold->next[number] = FOLD_NONE;
}

static uint64_t *new_bits(const struct fold *fold)
{
	return memory_get_zeroed(fold->first_row[fold->store_count] / 64 + 1, sizeof(uint64_t));
}

/* Models that are not known begin with a row of a source, and come in the order of these rows. */
static void mark_beginnings(struct fold *fold)
{
	fold->begins = new_bits(fold);
	for (size_t model = fold->known_count; model < fold->model_count; model++)
		bit_set(fold->begins, fold->heads[model]);
}

static void collect_links(struct fold *fold)
{
	uint32_t total = fold->first_row[fold->store_count];
	size_t capacity = 0;

	fold->has_next = new_bits(fold);
	for (uint32_t row = 0; row < total; row++) {
		if (fold->next[row] == FOLD_NONE)
			continue;
		fold->links = memory_grow(fold->links, &capacity, fold->link_count + 1,
			sizeof(*fold->links));
		fold->links[fold->link_count++] = (struct fold_link){ row, fold->next[row] };
		bit_set(fold->has_next, row);
	}
}

void fold_settle_chains(struct fold *fold)
{
	mark_beginnings(fold);
	collect_links(fold);
	free(fold->next);
	free(fold->tails);
	fold->next = fold->tails = NULL;
	fold->heads = memory_resize(fold->heads, (fold->known_count + 1) * sizeof(*fold->heads));
}

static int compare_links(const void *a, const void *b)
{
	const struct fold_link *one = a, *two = b;

	return (one->row > two->row) - (one->row < two->row);
}

uint32_t fold_next(const struct fold *fold, uint32_t number)
{
	const struct fold_link wanted = { number, FOLD_NONE };

	if (!bit_has(fold->has_next, number))
		return FOLD_NONE;
	const struct fold_link *found = bsearch(&wanted, fold->links, fold->link_count,
		sizeof(wanted), compare_links);
	return found ? found->next : FOLD_NONE;
}

bool fold_begins(const struct fold *fold, uint32_t number)
{
	return bit_has(fold->begins, number);
}

void fold_is_built(struct fold *fold, uint32_t number)
{
	bit_clear(fold->begins, number);
}

void fold_chains_done(struct fold *fold)
{
	free(fold->next);
	free(fold->heads);
	free(fold->tails);
	free(fold->links);
	free(fold->has_next);
	free(fold->begins);
}

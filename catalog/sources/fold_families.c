/* SPDX-License-Identifier: MIT */
/* While one process writes down what it has read, another finds the families of the rows: the fold that comes next has a start. */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/base/worker.h"
#include "catalog/sources/fold_parts.h"

#include <stdlib.h>

enum { ROWS_FOR_A_WORKER = 50000, NOT_YET = 0, NONE = 1, FIRST = 2 };

struct fold_families {
	struct worker *worker;
	const struct store *built_in;
	const struct builder *builder; /* of the worker: as it was at first */
	_Atomic uint16_t
		*found;  /* by row as it was added: 0 not yet, 1 none, else 2 + place of its rule */
	uint32_t *order; /* which of them stands where; NULL: not written yet */
	uint32_t count;
};

static const struct text *split_lines(struct arena *arena, struct text lines, size_t *count)
{
	struct text *items = ARENA_ARRAY(arena, struct text, lines.size / 2 + 2);

	*count = 0;
	while (lines.size > 0) {
		ptrdiff_t end = text_find(lines, TEXT("\n"));
		items[(*count)++] = end < 0 ? lines : text_slice(lines, 0, (size_t)end);
		lines = end < 0 ? TEXT_NONE : text_slice(lines, (size_t)end + 1, lines.size);
	}
	return items;
}

struct family fold_family_of_rule(const struct store *store, size_t at, struct arena *arena)
{
	struct family_rule rule = store_family_rule(store, at);
	struct term term = store_term(store, FIELD_FAMILY, rule.code);
	struct family family = { .id = term.key,
		.name = term.title,
		.developer = rule.developer,
		.pattern = rule.pattern,
		.rank = rule.rank,
		.is_derivative = rule.is_derivative };

	family.stems = split_lines(arena, rule.stems, &family.stem_count);
	return family;
}

static uint64_t *rows_with_offers(const struct builder *builder)
{
	uint64_t *bits = memory_get_zeroed(builder_model_count(builder) / 64 + 1, sizeof(*bits));

	for (uint32_t i = 0; i < builder_offer_count(builder); i++)
		bit_set(bits, builder_offer_row(builder, i));
	return bits;
}

/* In a process of its own, which ends with it. */
static void find_all(const struct worker *worker, void *context)
{
	const struct fold_families *families = context;
	size_t count = store_family_rule_count(families->built_in);
	struct family *rules = memory_get_zeroed(count, sizeof(*rules));
	struct family_index *index;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++)
		rules[i] = fold_family_of_rule(families->built_in, i, &arena);
	if (family_index_new(&index, rules, count, &arena, NULL) != RESULT_OK)
		return;
	family_index_keep_names(index);
	const uint64_t *offered = rows_with_offers(families->builder);
	for (uint32_t row = families->count; row-- > 0;) {
		if (row % 1024 == 0 && !worker_is_wanted(worker))
			return;
		if (bit_has(offered, row)) /* found by what its host calls it */
			continue;
		const struct family *family = family_find(index,
			builder_row_id(families->builder, row));
		atomic_store_explicit(&families->found[row],
			family ? (uint16_t)(family - rules + FIRST) : NONE, memory_order_relaxed);
	}
}

struct fold_families *fold_families_begin(const struct store *built_in, struct builder *builder)
{
	struct fold_families families = { .built_in = built_in,
		.builder = builder,
		.count = builder_model_count(builder) };

	if (families.count < ROWS_FOR_A_WORKER ||
		store_family_rule_count(built_in) > UINT16_MAX - FIRST)
		return NULL;
	families.found = worker_memory_new(families.count * sizeof(*families.found));
	if (!families.found)
		return NULL;
	builder_keep_order(builder);
	families.worker = worker_start(find_all, &families);
	struct fold_families *begun = memory_get(sizeof(*begun));
	*begun = families;
	return begun;
}

void fold_families_settle(struct fold_families *families, struct builder *builder)
{
	if (families)
		families->order = builder_take_order(builder);
}

void fold_families_stop(struct fold_families *families)
{
	if (!families)
		return;
	worker_stop(families->worker);
	families->worker = NULL;
}

void fold_families_free(struct fold_families *families)
{
	if (!families)
		return;
	fold_families_stop(families);
	worker_memory_free((void *)families->found, families->count * sizeof(*families->found));
	free(families->order);
	free(families);
}

bool fold_families_know(const struct fold *fold, const struct fold_row *row,
	const struct family **family)
{
	const struct fold_families *families = fold->input->families;

	if (!families || !families->order || fold->overlay > 0 ||
		row->place != fold->overlay + 1 + fold->input->families_of ||
		families->count != store_count(row->store))
		return false;
	uint16_t found = atomic_load_explicit(&families->found[families->order[row->row]],
		memory_order_relaxed);
	*family = found >= FIRST ? &fold->known.families[found - FIRST] : NULL;
	return found != NOT_YET;
}

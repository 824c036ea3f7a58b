/* SPDX-License-Identifier: MIT */
/* A query that hides little: its counts are those of all rows, which the catalog has, but for the few rows that it hides. */
#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/query/facet_parts.h"

#include <string.h>

enum { FEW = 256 }; /* one row in so many */

static void list_hidden(struct query_run *run)
{
	uint32_t rows = store_count(run->store), count = 0;
	const uint8_t *miss = run->rows.miss;

	run->hidden = memory_get((rows - run->rows.passing + 1) * sizeof(*run->hidden));
	for (uint32_t from = 0; from < rows; from += 8) {
		uint64_t eight; /* there is room behind the last row */
		memcpy(&eight, miss + from, sizeof(eight));
		if (eight == UINT64_C(0x0101010101010101) * MISS_NONE)
			continue;
		for (uint32_t row = from; row < from + 8 && row < rows; row++)
			if (miss[row] != MISS_NONE)
				run->hidden[count++] = row;
	}
	run->hidden_count = count;
}

/* Whether they are few; then they are listed. */
static bool knows_hidden(struct query_run *run)
{
	uint32_t rows = store_count(run->store);

	if (run->is_all)
		return true;
	if (rows - run->rows.passing > rows / FEW)
		return false;
	if (!run->hidden)
		list_hidden(run);
	return true;
}

/* Not those that miss the field's own clauses alone. */
static void take_off_hidden(const struct query_run *run, const struct tally *tally)
{
	struct tally hidden = *tally;
	const struct column *column = store_column(run->store, tally->field->id);

	hidden.column = column;
	for (uint32_t i = 0; i < run->hidden_count && column; i++) {
		uint32_t row = run->hidden[i];
		if (miss_nothing_but(run->rows.miss[row], tally->unit))
			continue;
		facet_add_row(&hidden, row, UINT32_MAX, tally->all); /* one less */
		if (tally->reported && column->reported && bit_has(column->reported, row))
			facet_add_row(&hidden, row, UINT32_MAX, tally->reported);
	}
}

bool facet_take_totals(struct query_run *run, struct tally *tally, struct arena *arena)
{
	const uint32_t *reported, *all = store_totals(run->store, tally->field->id, &reported);

	if (!all || !knows_hidden(run))
		return false;
	tally->all = ARENA_ROOM(arena, uint32_t, tally->size + 1);
	memcpy(tally->all, all, (tally->size + 1) * sizeof(*all));
	if (reported) {
		tally->reported = ARENA_ROOM(arena, uint32_t, tally->size + 1);
		memcpy(tally->reported, reported, (tally->size + 1) * sizeof(*reported));
	}
	if (!run->is_all)
		take_off_hidden(run, tally);
	return true;
}

/* SPDX-License-Identifier: MIT */
/* In which order rows come. Mostly in that of their ids, in a few runs, each behind the other: no row of a run can be there twice, and runs are merged in
 * the end, not sorted. A row that stands before the last one of its run is a stray, or that last one is, if the run goes on without it; a run with too many
 * strays has ended. Ids of strays and of former runs are in an index; those of a run are found in it, as it is in order. */
#include "catalog/base/memory.h"
#include "catalog/store/builder_parts.h"

enum { STRAYS_FEW = 64, STRAYS_PART = 4 };
#define NO_ROW UINT32_MAX

static struct text id_content(const struct builder *builder, size_t which, uint32_t entry)
{
	(void)which;
	return builder_row_id(builder, entry - 1);
}

static void index_row(struct builder *builder, uint32_t row)
{
	struct intern_slot slot;

	intern_find(&builder->id_index, builder_row_id(builder, row), id_content, builder, 0,
		&slot);
	slot.entry = row + 1;
	intern_add(&builder->id_index, slot);
}

/* Nobody may ever ask, so this waits until somebody does. */
static void index_former(struct builder *builder)
{
	struct build_runs *runs = &builder->runs;
	size_t end = runs->is_unordered ? builder->row_count : runs->starts[runs->count - 1];

	for (; runs->indexed_strays < runs->stray_count; runs->indexed_strays++)
		index_row(builder, runs->strays[runs->indexed_strays]);
	for (; runs->indexed_rows < end; runs->indexed_rows++)
		if (!bits_has(&runs->is_stray, runs->indexed_rows))
			index_row(builder, (uint32_t)runs->indexed_rows);
}

static bool is_in_run(const struct builder *builder, struct text id)
{
	const struct build_runs *runs = &builder->runs;
	size_t low = runs->starts[runs->count - 1], high = (size_t)runs->last + 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2, row = middle;
		while (row < high && bits_has(&runs->is_stray, row))
			row++;
		int order = row < high ? text_compare(builder_row_id(builder, (uint32_t)row), id)
				       : 1;
		if (order == 0)
			return true;
		if (order < 0)
			low = row + 1;
		else
			high = middle;
	}
	return false;
}

bool builder_has_id(struct builder *builder, struct text id)
{
	struct build_runs *runs = &builder->runs;

	if (builder->row_count == 0)
		return false;
	if (!runs->is_unordered)
		runs->is_behind = runs->size == 0 ||
			text_compare((struct text){ builder->search.bytes +
						     builder->search_starts[runs->last],
					     runs->last_id_size },
				id) < 0;
	if (builder_is_behind_all(builder))
		return false;
	index_former(builder);
	if (intern_find(&builder->id_index, id, id_content, builder, 0, &runs->asked) != 0)
		return true;
	return !runs->is_unordered && !runs->is_behind && is_in_run(builder, id);
}

bool builder_is_behind_all(const struct builder *builder)
{
	const struct build_runs *runs = &builder->runs;

	return !runs->is_unordered && runs->is_behind && runs->count <= 1 && runs->stray_count == 0;
}

static void begin_run(struct build_runs *runs, uint32_t row)
{
	runs->size = runs->lost = 0;
	runs->last = runs->former = NO_ROW;
	if (runs->count == RUNS_MAX)
		runs->is_unordered = true;
	else
		runs->starts[runs->count++] = row;
}

static void add_stray(struct build_runs *runs, uint32_t row)
{
	runs->strays = memory_grow(runs->strays, &runs->stray_capacity, runs->stray_count + 1,
		sizeof(*runs->strays));
	runs->strays[runs->stray_count++] = row;
	bits_set(&runs->is_stray, row);
	runs->lost++;
}

static void put_last(struct build_runs *runs, uint32_t row, size_t id_size)
{
	runs->last = row;
	runs->last_id_size = id_size;
}

void builder_note_row(struct builder *builder, struct text id)
{
	struct build_runs *runs = &builder->runs;
	uint32_t row = (uint32_t)builder->row_count;

	if (row == 0)
		begin_run(runs, row);
	if (runs->is_unordered) {
		runs->asked.entry = row + 1;
		intern_add(&builder->id_index, runs->asked);
		runs->indexed_rows = row + 1;
		return;
	}
	if (runs->size == 0 || runs->is_behind) {
		runs->former = runs->last;
		put_last(runs, row, id.size);
		runs->size++;
	} else if (runs->former == NO_ROW ||
		text_compare(builder_row_id(builder, runs->former), id) < 0) {
		add_stray(runs, runs->last);
		put_last(runs, row, id.size);
	} else {
		add_stray(runs, row);
	}
	if (runs->lost > STRAYS_FEW + runs->size / STRAYS_PART)
		begin_run(runs, row + 1);
}

void builder_note_rows(struct builder *builder, const struct store *from)
{
	struct build_runs *runs = &builder->runs;
	uint32_t base = (uint32_t)builder->row_count, count = store_count(from);

	if (base == 0 || (!runs->is_unordered && !runs->is_behind))
		begin_run(runs, base);
	if (runs->is_unordered)
		return;
	runs->former = count > 1 ? base + count - 2 : runs->last;
	put_last(runs, base + count - 1, store_id(from, count - 1).size);
	runs->size += count;
}

/* SPDX-License-Identifier: MIT */
/* Columns by form. One cell is found through the form of its row; who scans a whole column gets it made once, in memory of the program's own. */
#include "catalog/base/memory.h"
#include "catalog/store/store_parts.h"

#include <stdlib.h>
#include <string.h>

enum { TAGS_MAX = 1000 }; /* of one list, as the builder has it */

bool store_is_shared(const struct store *store, uint32_t field)
{
	return field < FIELD_COUNT && store->shared[field].count > 0;
}

uint32_t store_form(const struct store *store, uint32_t row)
{
	return store->row_forms.cells ? (uint32_t)column_bits(&store->row_forms, row) : 0;
}

/* Number of cells of forms, the one of "no form" included. */
static size_t form_count(const struct shared_column *shared)
{
	return shared->count - shared->row_count;
}

/* Where the cell of a form's rows is; false: at each of its rows. */
static bool form_place(const struct shared_column *shared, uint32_t form, size_t *place)
{
	*place = form < form_count(shared) ? form : 0;
	return !(shared->flags[*place] & SHARED_OWN);
}

/* The place of a row's cell; 0 has no value. */
static size_t place_of(const struct store *store, const struct shared_column *shared, uint32_t row)
{
	size_t place, low = 0, high = shared->row_count;

	if (form_place(shared, store_form(store, row), &place))
		return place;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (shared->rows[middle] < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low < shared->row_count && shared->rows[low] == row ? form_count(shared) + low : 0;
}

uint8_t shared_flags(const struct store *store, uint32_t field, uint32_t row)
{
	const struct shared_column *shared = &store->shared[field];
	size_t place = place_of(store, shared, row);

	return place > 0 ? shared->flags[place] : 0;
}

/* The cells as a column of their own: a row is a place. */
static struct column as_column(const struct store *store, uint32_t field)
{
	const struct shared_column *shared = &store->shared[field];
	struct column column = store->columns[field];

	column.field = (uint16_t)field;
	column.form = shared->form;
	column.count = (uint32_t)shared->count;
	column.cells = shared->cells;
	return column;
}

struct value shared_value(const struct store *store, uint32_t field, uint32_t row,
	struct arena *arena)
{
	const struct column column = as_column(store, field);
	size_t place = place_of(store, &store->shared[field], row);

	if (place == 0)
		return (struct value){ .state = VALUE_UNKNOWN };
	return column_value(store, &column, field_get((enum field_id)field), (uint32_t)place,
		arena);
}

/* Places of all rows, in order. */
struct walk {
	const struct store *store;
	const struct shared_column *shared;
	size_t next; /* row that has a cell of its own */
};

static size_t walk_place(struct walk *walk, uint32_t row)
{
	const struct shared_column *shared = walk->shared;
	size_t place;

	if (form_place(shared, store_form(walk->store, row), &place))
		return place;
	while (walk->next < shared->row_count && shared->rows[walk->next] < row)
		walk->next++;
	return walk->next < shared->row_count && shared->rows[walk->next] == row
		? form_count(shared) + walk->next
		: 0;
}

#define SPREAD(type) \
	for (uint32_t row = 0; row < rows; row++) \
	((type *)cells)[row] = ((const type *)column->cells)[walk_place(&walk, row)]

static void *spread_cells(const struct store *store, const struct column *column, uint32_t rows)
{
	struct walk walk = { .store = store, .shared = &store->shared[column->field] };
	void *cells = memory_get((size_t)rows * 8 + 8);

	switch (column->form) {
	case COLUMN_CODE8:
	case COLUMN_MASK8: SPREAD(uint8_t); break;
	case COLUMN_CODE16:
	case COLUMN_MASK16: SPREAD(uint16_t); break;
	case COLUMN_MASK64:
	case COLUMN_F64: SPREAD(uint64_t); break;
	default: SPREAD(uint32_t);
	}
	return cells;
}

/* The list at a place; 0 if the file is wrong about it. */
static uint32_t list_size(const struct column *column, size_t place, uint32_t *from)
{
	const uint32_t *starts = column->cells;

	*from = starts[place];
	return starts[place] <= starts[place + 1] && starts[place + 1] <= column->tag_code_count &&
			column->tag_codes && starts[place + 1] - starts[place] <= TAGS_MAX
		? starts[place + 1] - starts[place]
		: 0;
}

static void *spread_tags(const struct store *store, struct column *column, uint32_t rows)
{
	struct walk walk = { .store = store, .shared = &store->shared[column->field] };
	uint32_t *starts = memory_get(((size_t)rows + 1) * sizeof(*starts)), from, at = 0;
	uint16_t *codes = NULL;
	size_t capacity = 0;

	for (uint32_t row = 0; row < rows; row++) {
		uint32_t size = list_size(column, walk_place(&walk, row), &from);
		starts[row] = at;
		if (size == 0 || at > UINT32_MAX - TAGS_MAX)
			continue;
		codes = memory_grow(codes, &capacity, (size_t)at + size, sizeof(*codes));
		memcpy(codes + at, column->tag_codes + from, size * sizeof(*codes));
		at += size;
	}
	starts[rows] = at;
	column->tag_codes = codes;
	column->tag_code_count = at;
	return starts;
}

static void spread_bits(const struct store *store, struct column *column, uint32_t rows)
{
	static const uint8_t flags[] = { SHARED_REPORTED, SHARED_INFERRED, SHARED_CONFLICT };
	struct walk walk = { .store = store, .shared = &store->shared[column->field] };
	const size_t words = (size_t)rows / 64 + 1;
	uint64_t *bits[3] = { NULL, NULL, NULL };

	for (size_t i = 0; i < walk.shared->count; i++)
		for (size_t j = 0; j < 3; j++)
			if (walk.shared->flags[i] & flags[j] && !bits[j])
				bits[j] = memory_get_zeroed(words, sizeof(*bits[j]));
	for (uint32_t row = 0; row < rows; row++) {
		size_t place = walk_place(&walk, row);
		uint8_t flag = place > 0 ? walk.shared->flags[place] : 0;
		for (size_t j = 0; j < 3 && flag != 0; j++)
			if (flag & flags[j])
				bits[j][row / 64] |= UINT64_C(1) << (row % 64);
	}
	column->reported = bits[0];
	column->inferred = bits[1];
	column->conflict = bits[2];
}

const struct column *shared_whole(const struct store *store, uint32_t field)
{
	uint32_t rows = store_count(store);

	if (store->whole[field])
		return store->whole[field];
	struct column *column = memory_get(sizeof(*column));
	*column = as_column(store, field);
	spread_bits(store, column, rows);
	column->cells = column->form == COLUMN_TAGS ? spread_tags(store, column, rows)
						    : spread_cells(store, column, rows);
	column->count = rows;
	store->whole[field] = column;
	return column;
}

void shared_close(struct store *store)
{
	for (size_t i = 0; store->whole && i < FIELD_COUNT; i++) {
		struct column *column = store->whole[i];
		if (!column)
			continue;
		free((void *)column->cells);
		free((void *)column->reported);
		free((void *)column->inferred);
		free((void *)column->conflict);
		if (column->form == COLUMN_TAGS)
			free((void *)column->tag_codes);
		free(column);
	}
	free(store->whole);
}

/* SPDX-License-Identifier: MIT */
/* Columns by form. One cell is found through the form of its row; who scans a whole column gets it made once, in memory of the program's own. */
#include "catalog/base/bits.h"
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

uint64_t shared_bits(const struct store *store, uint32_t field, uint32_t row)
{
	const struct column column = as_column(store, field);
	size_t place = place_of(store, &store->shared[field], row);

	return place > 0 ? column_bits(&column, (uint32_t)place) : 0;
}

/* Places of all rows, a block at a time: those of forms through a table, then the few rows that have their own. */
enum { BLOCK = 1024 };
struct walk {
	const struct store *store;
	const struct shared_column *shared;
	uint32_t *table; /* by form: its place; 0 where rows are to be looked up */
	size_t next;     /* of the rows that have their own */
	uint32_t places[BLOCK];
};

static void walk_begin(struct walk *walk, const struct store *store, uint32_t field)
{
	const struct shared_column *shared = &store->shared[field];
	size_t place;

	walk->store = store;
	walk->shared = shared;
	walk->next = 0;
	walk->table = memory_get(form_count(shared) * sizeof(*walk->table));
	for (size_t form = 0; form < form_count(shared); form++)
		walk->table[form] = form_place(shared, (uint32_t)form, &place) ? (uint32_t)place
									       : 0;
}

#define TAKE_PLACES(type) \
	for (uint32_t i = 0; i < count; i++) { \
		uint32_t form = ((const type *)forms->cells)[from + i]; \
		walk->places[i] = form < known ? walk->table[form] : 0; \
	}

static void walk_block(struct walk *walk, uint32_t from, uint32_t count)
{
	const struct shared_column *shared = walk->shared;
	const struct column *forms = &walk->store->row_forms;
	const size_t known = form_count(shared);
	size_t place;

	if (!forms->cells)
		memset(walk->places, 0, sizeof(walk->places));
	else if (forms->form == COLUMN_CODE8)
		TAKE_PLACES(uint8_t)
	else if (forms->form == COLUMN_CODE16)
		TAKE_PLACES(uint16_t)
	else
		TAKE_PLACES(uint32_t)
	for (; walk->next < shared->row_count && shared->rows[walk->next] < from + count;
		walk->next++) {
		uint32_t row = shared->rows[walk->next];
		if (row >= from && !form_place(shared, store_form(walk->store, row), &place))
			walk->places[row - from] = (uint32_t)(known + walk->next);
	}
}

/* What becomes of a block. */
struct whole {
	struct column column; /* over places */
	void *cells;          /* by row; TAGS: starts */
	uint64_t *bits[3];    /* reported, inferred, conflict; NULL: none */
	uint16_t *codes;
	size_t code_capacity;
	uint32_t code_count;
};

#define SPREAD(type) \
	for (uint32_t i = 0; i < count; i++) \
	((type *)whole->cells)[from + i] = ((const type *)cells)[places[i]]

static void spread_cells(struct whole *whole, const uint32_t *places, uint32_t from, uint32_t count)
{
	const void *cells = whole->column.cells;

	switch (whole->column.form) {
	case COLUMN_CODE8:
	case COLUMN_MASK8: SPREAD(uint8_t); break;
	case COLUMN_CODE16:
	case COLUMN_MASK16: SPREAD(uint16_t); break;
	case COLUMN_MASK64:
	case COLUMN_F64: SPREAD(uint64_t); break;
	default: SPREAD(uint32_t);
	}
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

static void spread_tags(struct whole *whole, const uint32_t *places, uint32_t from, uint32_t count)
{
	uint32_t *starts = whole->cells, list;

	for (uint32_t i = 0; i < count; i++) {
		starts[from + i] = whole->code_count;
		uint32_t size = places[i] > 0 ? list_size(&whole->column, places[i], &list) : 0;
		if (size == 0 || whole->code_count > UINT32_MAX - TAGS_MAX)
			continue;
		whole->codes = memory_grow(whole->codes, &whole->code_capacity,
			(size_t)whole->code_count + size, sizeof(*whole->codes));
		memcpy(whole->codes + whole->code_count, whole->column.tag_codes + list,
			size * sizeof(*whole->codes));
		whole->code_count += size;
	}
}

/* A word of each kind at a time; blocks begin at words. */
static void spread_bits(struct whole *whole, const uint8_t *flags, const uint32_t *places,
	uint32_t from, uint32_t count)
{
	if (!whole->bits[0] && !whole->bits[1] && !whole->bits[2])
		return;
	for (uint32_t at = 0; at < count; at += 64) {
		uint32_t size = count - at < 64 ? count - at : 64;
		uint64_t words[3] = { 0, 0, 0 };
		for (uint32_t i = 0; i < size; i++) {
			uint64_t flag = places[at + i] > 0 ? flags[places[at + i]] : 0;
			words[0] |= (flag & 1) << i; /* in the order of enum shared_flag */
			words[1] |= (flag >> 1 & 1) << i;
			words[2] |= (flag >> 2 & 1) << i;
		}
		for (size_t kind = 0; kind < 3; kind++)
			if (whole->bits[kind])
				whole->bits[kind][(from + at) / 64] = words[kind];
	}
}

static void make_bits(struct whole *whole, const struct shared_column *shared, uint32_t rows)
{
	uint8_t all = 0;

	for (size_t i = 1; i < shared->count; i++)
		all |= shared->flags[i];
	for (size_t kind = 0; kind < 3; kind++)
		if (all >> kind & 1)
			whole->bits[kind] = memory_get_zeroed((size_t)rows / 64 + 1,
				sizeof(uint64_t));
}

static bool any_conflicts(const struct shared_column *shared, size_t from, size_t to)
{
	bool has_some = false;

	for (size_t i = from; i < to && !has_some; i++)
		has_some = shared->flags[i] & SHARED_CONFLICT;
	return has_some;
}

/* Of the rows that have a cell of their own. */
static void own_conflicts(const struct store *store, const struct shared_column *shared,
	uint64_t *bits)
{
	size_t place;

	for (size_t i = 0; i < shared->row_count; i++) {
		uint32_t row = shared->rows[i];
		if (shared->flags[form_count(shared) + i] & SHARED_CONFLICT &&
			row < store_count(store) &&
			!form_place(shared, store_form(store, row), &place))
			bit_set(bits, row);
	}
}

bool shared_conflicts(const struct store *store, uint32_t field, uint64_t *bits)
{
	const struct shared_column *shared = &store->shared[field];
	struct whole whole = { .bits = { NULL, NULL, bits } };
	uint32_t rows = store_count(store);
	struct walk walk;

	if (!any_conflicts(shared, 1, shared->count))
		return false;
	memset(bits, 0, STORE_BITS(rows) * sizeof(*bits));
	if (!any_conflicts(shared, 1, form_count(shared))) { /* a look at every row is saved */
		own_conflicts(store, shared, bits);
		return true;
	}
	walk_begin(&walk, store, field);
	for (uint32_t from = 0; from < rows; from += BLOCK) {
		uint32_t count = rows - from < BLOCK ? rows - from : BLOCK;
		walk_block(&walk, from, count);
		spread_bits(&whole, shared->flags, walk.places, from, count);
	}
	free(walk.table);
	return true;
}

const struct column *shared_whole(const struct store *store, uint32_t field)
{
	uint32_t rows = store_count(store);

	if (store->whole[field])
		return store->whole[field];
	struct whole whole = { .column = as_column(store, field) };
	struct walk walk;
	bool is_tags = whole.column.form == COLUMN_TAGS;
	whole.cells = memory_get(((size_t)rows + 1) * sizeof(uint64_t));
	make_bits(&whole, &store->shared[field], rows);
	walk_begin(&walk, store, field);
	for (uint32_t from = 0; from < rows; from += BLOCK) {
		uint32_t count = rows - from < BLOCK ? rows - from : BLOCK;
		walk_block(&walk, from, count);
		if (is_tags)
			spread_tags(&whole, walk.places, from, count);
		else
			spread_cells(&whole, walk.places, from, count);
		spread_bits(&whole, store->shared[field].flags, walk.places, from, count);
	}
	free(walk.table);
	struct column *column = memory_get(sizeof(*column));
	*column = whole.column;
	column->count = rows;
	column->cells = whole.cells;
	column->reported = whole.bits[0];
	column->inferred = whole.bits[1];
	column->conflict = whole.bits[2];
	if (is_tags) {
		((uint32_t *)whole.cells)[rows] = whole.code_count;
		column->tag_codes = whole.codes;
		column->tag_code_count = whole.code_count;
	}
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

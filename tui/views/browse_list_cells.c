/* SPDX-License-Identifier: MIT */
#include "tui/views/browse_list_cells.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"

#include <stdlib.h>
#include <string.h>

/* Rows share a place when their numbers do modulo PLACES: more than a screen shows of neighbours in any order. */
enum { PLACES = 512, ROWS_MAX = 2048 };

struct list_cells {
	struct arena arena;
	uint32_t generation;
	enum language language;
	uint64_t columns; /* hash of their fields */
	uint32_t made;
	struct {
		uint32_t row;
		struct cell *cells; /* NULL: none */
	} places[PLACES];
};

struct list_cells *list_cells_new(void)
{
	struct list_cells *cells = memory_get_zeroed(1, sizeof(*cells));

	arena_init(&cells->arena);
	return cells;
}

void list_cells_free(struct list_cells *cells)
{
	if (!cells)
		return;
	arena_done(&cells->arena);
	free(cells);
}

static uint64_t hash_of(const struct table *table)
{
	uint64_t hash = table->column_count;

	for (size_t i = 0; i < table->column_count; i++)
		hash = hash * 1000003 + table->columns[i].field->id;
	return hash;
}

void list_cells_begin(struct list_cells *cells, const struct explorer *explorer,
	const struct table *table)
{
	uint64_t columns = hash_of(table);
	bool is_good = cells->generation == explorer->generation &&
		cells->language == message_language() && cells->columns == columns &&
		cells->made < ROWS_MAX;

	if (is_good)
		return;
	arena_reset(&cells->arena);
	memset(cells->places, 0, sizeof(cells->places));
	cells->generation = explorer->generation;
	cells->language = message_language();
	cells->columns = columns;
	cells->made = 0;
}

const struct cell *list_cells_of(struct list_cells *cells, const struct table *table, uint32_t row)
{
	size_t place = row % PLACES;

	if (cells->places[place].cells && cells->places[place].row == row)
		return cells->places[place].cells;
	struct cell *made = ARENA_ARRAY(&cells->arena, struct cell, table->column_count + 1);
	for (size_t i = 0; i < table->column_count; i++)
		table_cell(table, row, table->columns[i].field, &cells->arena, &made[i]);
	cells->places[place].row = row;
	cells->places[place].cells = made;
	cells->made++;
	return made;
}

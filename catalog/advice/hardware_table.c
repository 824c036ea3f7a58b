/* SPDX-License-Identifier: MIT */
/* The cards and machines that --gpu knows, as a table. */
#include "catalog/advice/hardware.h"
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"

enum { COLUMN_ID, COLUMN_MEMORY, COLUMN_BANDWIDTH, COLUMN_WATTS, COLUMN_SOURCE, COLUMN_COUNT };

/* A figure with its unit for people; programs have the unit in the head of its column. */
static struct cell amount(struct text shown, double number, struct arena *arena)
{
	struct cell cell = cell_word(shown, arena_format(arena, "%.0f", number));

	cell.value.is.number = number;
	return cell;
}

static void card_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct hardware *one = hardware_get(index);

	(void)table;
	cells[COLUMN_ID] = cell_text(text_of(one->name));
	cells[COLUMN_MEMORY] = amount(arena_format(arena, "%.1f GB", one->memory / 1e9),
		one->memory, arena);
	cells[COLUMN_BANDWIDTH] = amount(arena_format(arena, "%.0f GB/s", one->bandwidth / 1e9),
		one->bandwidth, arena);
	cells[COLUMN_WATTS] = one->watts > 0
		? amount(arena_format(arena, "%.0f W", one->watts), one->watts, arena)
		: cell_unknown();
	cells[COLUMN_SOURCE] = cell_text(text_of(one->source));
}

static struct text card_id(const struct table *table, uint32_t index)
{
	(void)table;
	return text_of(hardware_get(index)->name);
}

static const struct table_ops ops = { .row = card_cells, .row_id = card_id, .row_title = card_id };

static const struct cell_column columns[COLUMN_COUNT] = {
	[COLUMN_ID] = CELL_WORDS("id", N_("Card or machine"), 20),
	[COLUMN_MEMORY] = CELL_NUMBERS("memory", N_("Memory"), 9, "bytes"),
	[COLUMN_BANDWIDTH] = CELL_NUMBERS("bandwidth", N_("Bandwidth"), 9, "bytes per second"),
	[COLUMN_WATTS] = CELL_NUMBERS("watts", N_("Power"), 6, "watts"),
	[COLUMN_SOURCE] = CELL_WORDS("source", N_("Source"), 60),
};

struct table *table_cards(struct arena *arena)
{
	struct table *table = cell_table(TABLE_CARDS, &ops, columns, COLUMN_COUNT,
		(uint32_t)hardware_count(), arena);

	table->title = text_of(_("Cards and machines"));
	table->command = TEXT("llmatlas fields gpu");
	return table;
}

/* SPDX-License-Identifier: MIT */
/* The settings as a table. */
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "state/config.h"

enum {
	COLUMN_ID,
	COLUMN_VALUE,
	COLUMN_DEFAULT,
	COLUMN_POSSIBLE,
	COLUMN_LINE,
	COLUMN_HELP,
	COLUMN_COUNT
};

static void setting_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct config *config = table->context;
	const struct config_row *row = config_row((enum config_option)index);

	cells[COLUMN_ID] = cell_text(text_of(row->name));
	cells[COLUMN_VALUE] = cell_text(config->values[index]);
	cells[COLUMN_DEFAULT] = cell_text(text_of(row->fallback));
	cells[COLUMN_POSSIBLE] = cell_text(text_of(row->values));
	cells[COLUMN_LINE] = config->lines[index] > 0
		? cell_count((uint32_t)config->lines[index], arena)
		: cell_text(TEXT_NONE);
	cells[COLUMN_HELP] = cell_text(text_of(_(row->help)));
}

static struct text setting_id(const struct table *table, uint32_t index)
{
	(void)table;
	return text_of(config_row((enum config_option)index)->name);
}

static const struct table_ops ops = { .row = setting_cells,
	.row_id = setting_id,
	.row_title = setting_id };

static const struct cell_column columns[COLUMN_COUNT] = {
	[COLUMN_ID] = CELL_WORDS("id", N_("Setting"), 12),
	[COLUMN_VALUE] = CELL_WORDS("value", N_("Value"), 20),
	[COLUMN_DEFAULT] = CELL_WORDS("default", N_("Default"), 20),
	[COLUMN_POSSIBLE] = CELL_WORDS("possible", N_("Possible"), 20),
	[COLUMN_LINE] = CELL_NUMBERS("line", N_("Line of the file"), 6, NULL),
	[COLUMN_HELP] = CELL_WORDS("help", N_("Explanation"), 60),
};

struct table *table_settings(const struct config *config, struct arena *arena)
{
	struct table *table = cell_table(TABLE_SETTINGS, &ops, columns, COLUMN_COUNT,
		CONFIG_OPTION_COUNT, arena);

	cell_gives_way(table, COLUMN_LINE, 3);
	cell_gives_way(table, COLUMN_DEFAULT, 2);
	cell_gives_way(table, COLUMN_POSSIBLE, 1);
	table->context = (void *)config;
	table->title = text_of(_("Settings"));
	table->command = TEXT("llmatlas config");
	return table;
}

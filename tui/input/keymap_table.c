/* SPDX-License-Identifier: MIT */
/* Actions and their keys as a table. */
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "tui/input/keymap.h"

enum { COLUMN_ID, COLUMN_KEYS, COLUMN_GROUP, COLUMN_TITLE, COLUMN_COUNT };

static const struct action_row *action_at(uint32_t index)
{
	return action_row((enum action)(ACTION_NONE + 1 + index));
}

static void action_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct action_row *row = action_at(index);
	char keys[64];

	keymap_keys(table->context, row->action, keys);
	cells[COLUMN_ID] = cell_text(text_of(row->name));
	cells[COLUMN_KEYS] = cell_text(arena_copy(arena, text_of(keys)));
	cells[COLUMN_GROUP] = cell_text(text_of(action_group_title(row->group)));
	cells[COLUMN_TITLE] = cell_text(text_of(_(row->title)));
}

static struct text action_id(const struct table *table, uint32_t index)
{
	(void)table;
	return text_of(action_at(index)->name);
}

static const struct table_ops ops = { .row = action_cells,
	.row_id = action_id,
	.row_title = action_id };

static const struct cell_column columns[COLUMN_COUNT] = {
	[COLUMN_ID] = CELL_WORDS("id", N_("Action"), 18),
	[COLUMN_KEYS] = CELL_WORDS("keys", N_("Keys"), 18),
	[COLUMN_GROUP] = CELL_WORDS("group", N_("Group"), 12),
	[COLUMN_TITLE] = CELL_WORDS("title", N_("What it does"), 50),
};

struct table *table_keys(const struct keymap *keymap, struct arena *arena)
{
	struct table *table = cell_table(TABLE_KEYS, &ops, columns, COLUMN_COUNT,
		ACTION_COUNT - ACTION_NONE - 1, arena);

	table->context = (void *)keymap;
	table->title = text_of(_("Keys"));
	table->command = TEXT("llmatlas keys");
	return table;
}

/* SPDX-License-Identifier: MIT */
/* Themes, and the roles that they give a look, as tables. */
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "tui/screen/theme.h"

enum { THEMES_ID, THEMES_TITLE, THEMES_COUNT };

static const struct theme_shelf *shelf_of(const struct table *table)
{
	return table->context;
}

static void theme_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct theme_shelf *shelf = shelf_of(table);
	struct theme theme;

	shelf->load(shelf->context, index, &theme, arena);
	cells[THEMES_ID] = cell_text(shelf->names[index]);
	cells[THEMES_TITLE] = cell_text(theme.title);
}

static struct text theme_id(const struct table *table, uint32_t index)
{
	return shelf_of(table)->names[index];
}

static const struct table_ops themes_ops = { .row = theme_cells,
	.row_id = theme_id,
	.row_title = theme_id };

static const struct cell_column themes_columns[THEMES_COUNT] = {
	[THEMES_ID] = CELL_WORDS("id", N_("Theme"), 22),
	[THEMES_TITLE] = CELL_WORDS("title", N_("Title"), 30),
};

struct table *table_themes(const struct theme_shelf *shelf, struct arena *arena)
{
	struct table *table = cell_table(TABLE_THEMES, &themes_ops, themes_columns, THEMES_COUNT,
		(uint32_t)shelf->count, arena);

	table->context = (void *)shelf;
	table->title = text_of(_("Themes"));
	table->command = TEXT("llmatlas themes");
	return table;
}

static struct text role_id(const struct table *table, uint32_t index)
{
	(void)table;
	return text_of(role_name((enum role)index));
}

static void role_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	(void)arena;
	cells[0] = cell_text(role_id(table, index));
}

static const struct table_ops roles_ops = { .row = role_cells,
	.row_id = role_id,
	.row_title = role_id };

static const struct cell_column roles_columns[] = { CELL_WORDS("id", N_("Role"), 22) };

struct table *table_roles(struct arena *arena)
{
	struct table *table = cell_table(TABLE_ROLES, &roles_ops, roles_columns, 1, ROLE_COUNT,
		arena);

	table->title = text_of(_("Roles of a theme"));
	table->command = TEXT("llmatlas themes --roles");
	return table;
}

/* SPDX-License-Identifier: MIT */
/* Changes as a table: what, of which model, of which field, before and after. */
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/diff.h"

enum {
	COLUMN_CHANGE,
	COLUMN_ID,
	COLUMN_NAME,
	COLUMN_FIELD,
	COLUMN_BEFORE,
	COLUMN_AFTER,
	COLUMN_COUNT
};

static const struct cell_column columns_of[COLUMN_COUNT] = {
	[COLUMN_CHANGE] = { "change", N_("Change"), 10 },
	[COLUMN_ID] = { "id", N_("ID"), 34 },
	[COLUMN_NAME] = { "name", N_("Name"), 28 },
	[COLUMN_FIELD] = { "field", N_("Field"), 14 },
	[COLUMN_BEFORE] = { "before", N_("Before"), 14 },
	[COLUMN_AFTER] = { "after", N_("After"), 14 },
};

struct changes_context {
	const struct changes *changes;
	const struct change *items;
};

/* As it is printed in full, wherever it stands. */
static struct cell value_cell(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct cell cell = table_value_cell(store, field, store_value(store, row, field->id, arena),
		arena);

	cell.brief = cell.full;
	cell.field = field;
	return cell;
}

static const struct store *store_of(const struct changes *changes, const struct change *change)
{
	return change->kind == CHANGE_GONE ? changes->old : changes->now;
}

static void change_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct changes_context *context = table->context;
	const struct change *change = &context->items[index];
	const struct store *store = store_of(context->changes, change);
	struct text id = store_id(store, change->row), name = store_title(store, change->row);

	for (int i = 0; i < COLUMN_COUNT; i++)
		cells[i] = cell_text(TEXT_NONE);
	cells[COLUMN_CHANGE] = cell_word(text_of(change_kind_title(change->kind)),
		text_of(change_kind_key(change->kind)));
	cells[COLUMN_ID] = cell_text(id);
	cells[COLUMN_NAME] = cell_text(name);
	if (change->kind == CHANGE_RENAMED) {
		struct text before = store_id(context->changes->old, change->other);
		cells[COLUMN_BEFORE] = cell_text(before);
		cells[COLUMN_AFTER] = cell_text(id);
	}
	if (change->field == FIELD_NONE || change->kind == CHANGE_RENAMED)
		return;
	const struct field *field = field_get((enum field_id)change->field);
	cells[COLUMN_FIELD] = cell_word(text_of(field_title(field)), text_of(field->key));
	cells[COLUMN_BEFORE] = value_cell(context->changes->old, change->other, field, arena);
	cells[COLUMN_AFTER] = value_cell(context->changes->now, change->row, field, arena);
	cells_tell_apart(field, &cells[COLUMN_BEFORE], &cells[COLUMN_AFTER], arena);
}

static struct text change_id(const struct table *table, uint32_t index)
{
	const struct changes_context *context = table->context;
	return store_id(store_of(context->changes, &context->items[index]),
		context->items[index].row);
}

static const struct table_ops change_ops = { .row = change_cells,
	.row_id = change_id,
	.row_title = change_id };

struct text diff_command(uint32_t wanted, const char *(*key)(int kind), struct arena *arena)
{
	struct text command = TEXT("llmatlas diff");

	for (int i = 0; wanted >> i != 0; i++)
		if (wanted >> i & 1)
			command = arena_format(arena, "%.*s%s%s", TEXT_ARGS(command),
				wanted & ((1u << i) - 1) ? "," : " --only ", key(i));
	return command;
}

static const char *key_of(int kind)
{
	return change_kind_key((enum change_kind)kind);
}

struct table *table_changes(const struct changes *changes, uint32_t wanted, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct changes_context *context = arena_get(arena, sizeof(*context));
	struct change *items = ARENA_ARRAY(arena, struct change, changes->count + 1);

	for (size_t i = 0; i < changes->count; i++)
		if (wanted == 0 || (wanted >> changes->items[i].kind & 1))
			items[table->row_count++] = changes->items[i];
	context->changes = changes;
	context->items = items;
	table->ops = &change_ops;
	table->kind = TABLE_CHANGES;
	table->store = changes->now;
	table->before = changes->old;
	table->before_kept = changes->kept;
	struct table_column *columns = cell_columns(columns_of, COLUMN_COUNT, arena);
	columns[COLUMN_BEFORE].is_mixed = columns[COLUMN_AFTER].is_mixed = true;
	table->columns = columns;
	table->column_count = COLUMN_COUNT;
	table->context = context;
	table->command = diff_command(wanted, key_of, arena);
	return table;
}

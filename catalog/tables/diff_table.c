/* SPDX-License-Identifier: MIT */
/* Changes as a table: what, of which model, of which field, before and after. */
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/diff.h"
#include "catalog/tables/offer_behind.h"

#include <string.h>

static const struct cell_column columns_of[CHANGE_COLUMN_COUNT] = {
	[CHANGE_COLUMN_CHANGE] = CELL_WORDS("change", N_("Change"), 10),
	[CHANGE_COLUMN_ID] = CELL_WORDS("id", N_("ID"), 34),
	[CHANGE_COLUMN_NAME] = CELL_WORDS("name", N_("Name"), 28),
	[CHANGE_COLUMN_FIELD] = CELL_WORDS("field", N_("Field"), 14),
	[CHANGE_COLUMN_BEFORE] = CELL_WORDS("before", N_("Before"), 14),
	[CHANGE_COLUMN_AFTER] = CELL_WORDS("after", N_("After"), 14),
};

struct table_column *change_columns(struct table *table, const struct cell_column *more,
	size_t count, struct arena *arena)
{
	struct cell_column *all = ARENA_ARRAY(arena, struct cell_column,
		CHANGE_COLUMN_COUNT + count);

	memcpy(all, columns_of, sizeof(columns_of));
	if (count > 0)
		memcpy(all + CHANGE_COLUMN_COUNT, more, count * sizeof(*more));
	table->column_count = CHANGE_COLUMN_COUNT + count;
	struct table_column *columns = cell_columns(all, table->column_count, arena);
	columns[CHANGE_COLUMN_BEFORE].is_mixed = columns[CHANGE_COLUMN_AFTER].is_mixed = true;
	columns[CHANGE_COLUMN_ID].priority = 3; /* beside the name it is the first to go */
	table->columns = columns;
	return columns;
}

static const struct cell_column own_columns[DIFF_COLUMN_END - CHANGE_COLUMN_COUNT] = {
	[DIFF_COLUMN_PROVIDER - CHANGE_COLUMN_COUNT] = CELL_WORDS("provider", N_("Provider"), 14),
	[DIFF_COLUMN_PROVIDER_BEFORE -
		CHANGE_COLUMN_COUNT] = CELL_WORDS("provider_before", N_("Provider before"), 15),
};

struct changes_context {
	const struct changes *changes;
	const struct change *items;
};

/* As it is printed in full, wherever it stands; that it came from the unknown or went there is said in a word. */
static struct cell value_cell(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct cell cell = table_value_cell(store, field, change_value(store, row, field, arena),
		arena);

	if (offer_tries(store, offer_behind(store, NULL, row, field, arena), field, &cell.value))
		offer_tell_trial(&cell);
	if (!cell_is_known(&cell))
		cell.full = text_of(_("unknown"));
	cell.brief = cell.full;
	cell.field = field;
	return cell;
}

/* Whose offer a value of the model is that of: the first in their order that has it. Empty: it is no offer's. */
static struct text provider_of(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct value value = change_value(store, row, field, arena);
	bool is_hosts = field->group == GROUP_LIMITS && store_is_reported(store, row, field->id),
	     is_offers = field->scope == SCOPE_OFFER || is_hosts ||
		store_value(store, row, field->id, arena).state == VALUE_UNKNOWN;

	for (uint32_t offer = store_offers_from(store, row);
		is_offers && offer < store_offers_from(store, row + 1); offer++) {
		struct value own = store_offer_value(store, offer, field->id, arena),
			     provider = store_offer_value(store, offer, FIELD_PROVIDER, arena);
		if (own.state == VALUE_KNOWN && value_equal(field, &own, &value) &&
			provider.state == VALUE_KNOWN)
			return provider.is.tags.items[0];
	}
	return TEXT_NONE;
}

/* People read its name, programs its key. */
static struct cell provider_cell(const struct store *store, struct text key)
{
	uint32_t term = key.size > 0 ? store_term_find(store, FIELD_PROVIDER, key) : 0;
	return term > 0 ? cell_word(store_term(store, FIELD_PROVIDER, term).title, key)
			: cell_text(key);
}

static void provider_cells(const struct changes *changes, const struct change *change,
	const struct field *field, struct arena *arena, struct cell *cells)
{
	struct text before = provider_of(changes->old, change->other, field, arena),
		    after = provider_of(changes->now, change->row, field, arena);

	cells[DIFF_COLUMN_PROVIDER] = provider_cell(changes->now, after);
	cells[DIFF_COLUMN_PROVIDER_BEFORE] = provider_cell(changes->old, before);
	if (text_equal(before, after))
		cells[DIFF_COLUMN_PROVIDER_BEFORE].full = cells[DIFF_COLUMN_PROVIDER_BEFORE].brief =
			TEXT_NONE;
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

	for (int i = 0; i < DIFF_COLUMN_END; i++)
		cells[i] = cell_text(TEXT_NONE);
	cells[CHANGE_COLUMN_CHANGE] = cell_word(text_of(change_kind_title(change->kind)),
		text_of(change_kind_key(change->kind)));
	cells[CHANGE_COLUMN_ID] = cell_text(id);
	cells[CHANGE_COLUMN_NAME] = cell_text(name);
	if (change->kind == CHANGE_RENAMED) {
		struct text before = store_id(context->changes->old, change->other);
		cells[CHANGE_COLUMN_BEFORE] = cell_text(before);
		cells[CHANGE_COLUMN_AFTER] = cell_text(id);
	}
	if (change->field == FIELD_NONE || change->kind == CHANGE_RENAMED)
		return;
	const struct field *field = field_get((enum field_id)change->field);
	cells[CHANGE_COLUMN_FIELD] = cell_word(text_of(field_title(field)), text_of(field->key));
	cells[CHANGE_COLUMN_BEFORE] = value_cell(context->changes->old, change->other, field,
		arena);
	cells[CHANGE_COLUMN_AFTER] = value_cell(context->changes->now, change->row, field, arena);
	cells_tell_apart(field, &cells[CHANGE_COLUMN_BEFORE], &cells[CHANGE_COLUMN_AFTER], arena);
	provider_cells(context->changes, change, field, arena, cells);
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
	struct table_column *columns = change_columns(table, own_columns,
		DIFF_COLUMN_END - CHANGE_COLUMN_COUNT, arena);
	columns[DIFF_COLUMN_PROVIDER].priority = 1;
	columns[DIFF_COLUMN_PROVIDER_BEFORE].priority = 2;
	table->context = context;
	table->command = diff_command(wanted, key_of, arena);
	return table;
}

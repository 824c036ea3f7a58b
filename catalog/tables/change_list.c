/* SPDX-License-Identifier: MIT */
#include "catalog/tables/change_list.h"

#include "catalog/base/message.h"
#include "catalog/tables/cell.h"

static const struct {
	const char *key, *title;
} kinds[LISTED_KIND_COUNT] = { [LISTED_NEW] = { "new", N_("new") },
	[LISTED_GONE] = { "gone", N_("gone") },
	[LISTED_REPRICED] = { "repriced", N_("repriced") },
	[LISTED_CORRECTED] = { "corrected", N_("corrected") } };

const char *listed_kind_key(enum listed_kind kind)
{
	return kinds[kind].key;
}

const char *listed_kind_title(enum listed_kind kind)
{
	return _(kinds[kind].title);
}

int listed_kind_find(struct text word)
{
	for (int i = 0; i < LISTED_KIND_COUNT; i++)
		if (text_equal_folded_ascii(word, text_of(kinds[i].key)) ||
			text_equal(word, text_of(_(kinds[i].title))))
			return i;
	return -1;
}

size_t change_list_count(const struct store *store, size_t *counts)
{
	for (int i = 0; i < LISTED_KIND_COUNT; i++)
		counts[i] = 0;
	for (size_t i = 0; i < store_change_count(store); i++)
		counts[store_change(store, i).kind]++;
	return store_change_count(store);
}

static const struct cell_column own_columns[LIST_COLUMN_END - CHANGE_COLUMN_COUNT] = {
	[LIST_COLUMN_DATE - CHANGE_COLUMN_COUNT] = CELL_WORDS("date", N_("Date"), 10),
	[LIST_COLUMN_PROVIDER - CHANGE_COLUMN_COUNT] = CELL_WORDS("provider", N_("Provider"), 14),
	[LIST_COLUMN_NOTE - CHANGE_COLUMN_COUNT] = CELL_WORDS("note", N_("Note"), 40),
};

struct list_context {
	const uint32_t *items; /* places in the list of the catalog */
};

/* Members are listed by their keys, with commas between; false when there is another word among them, such as "unknown". */
static bool members_of(const struct field *field, struct text listed, struct value *value)
{
	value->state = VALUE_KNOWN;
	value->is.mask = 0;
	while (listed.size > 0) {
		ptrdiff_t comma = text_find(listed, TEXT(", "));
		struct text word = comma < 0 ? listed : text_slice(listed, 0, (size_t)comma);
		int member = field_member_find(field, word);
		if (member < 0)
			return false;
		listed = comma < 0 ? TEXT_NONE : text_slice(listed, (size_t)comma + 2, listed.size);
		if (field->kind == KIND_SET)
			value->is.mask |= UINT64_C(1) << member;
		else
			value->is.choice = (uint32_t)member;
	}
	return true;
}

/* Numbers are listed in base units, members by their keys. False: another word, such as "unknown", or a text. */
static bool value_of(const struct field *field, struct text listed, struct value *value)
{
	struct number_span span;

	if (field->kind == KIND_SET || field->kind == KIND_CHOICE)
		return members_of(field, listed, value);
	if (field->kind != KIND_NUMBER ||
		value_parse_number(field->unit, listed, &span, NULL) != RESULT_OK)
		return false;
	*value = (struct value){ .state = VALUE_KNOWN, .is.number = span.value };
	return true;
}

/* All are shown as people write them; sentences are listed in English. */
static struct cell value_cell(const struct store *store, const struct field *field,
	struct text listed, struct arena *arena)
{
	struct value value;

	if (listed.size == 0 || !field)
		return cell_text(listed);
	if (field->is_sentence)
		return cell_word(store_wording(store, field, listed, message_language()), listed);
	if (!value_of(field, listed, &value))
		return cell_text(listed);
	struct cell cell = cell_word(cell_printed(value_print, field, &value, arena), listed);
	cell.value = value;
	cell.field = field;
	return cell;
}

/* People read its name, programs its key. */
static struct cell provider_cell(const struct store *store, struct text key)
{
	uint32_t term = key.size > 0 ? store_term_find(store, FIELD_PROVIDER, key) : 0;
	return term > 0 ? cell_word(store_term(store, FIELD_PROVIDER, term).title, key)
			: cell_text(key);
}

static struct listed_change change_at(const struct table *table, uint32_t index)
{
	const struct list_context *context = table->context;
	return store_change(table->store, context->items[index]);
}

static void change_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	struct listed_change change = change_at(table, index);
	const struct field *field = change.field.size > 0 ? field_find(change.field) : NULL;
	uint32_t row;
	struct text name = store_find_id(table->store, change.model, &row)
		? store_title(table->store, row)
		: change.model;

	cells[CHANGE_COLUMN_CHANGE] = cell_word(text_of(listed_kind_title(
							(enum listed_kind)change.kind)),
		text_of(listed_kind_key((enum listed_kind)change.kind)));
	cells[CHANGE_COLUMN_ID] = cell_text(change.model);
	cells[CHANGE_COLUMN_NAME] = cell_text(name);
	cells[CHANGE_COLUMN_FIELD] = cell_word(field ? text_of(field_title(field)) : TEXT_NONE,
		change.field);
	cells[CHANGE_COLUMN_BEFORE] = value_cell(table->store, field, change.before, arena);
	cells[CHANGE_COLUMN_AFTER] = value_cell(table->store, field, change.after, arena);
	if (cells[CHANGE_COLUMN_BEFORE].field && cells[CHANGE_COLUMN_AFTER].field)
		cells_tell_apart(field, &cells[CHANGE_COLUMN_BEFORE], &cells[CHANGE_COLUMN_AFTER],
			arena);
	cells[LIST_COLUMN_DATE] = cell_text(date_text(change.date, arena));
	cells[LIST_COLUMN_PROVIDER] = provider_cell(table->store, change.provider);
	cells[LIST_COLUMN_NOTE] = cell_text(change.note);
}

static struct text change_id(const struct table *table, uint32_t index)
{
	return change_at(table, index).model;
}

static const struct table_ops change_ops = { .row = change_cells,
	.row_id = change_id,
	.row_title = change_id };

static const char *key_of(int kind)
{
	return kinds[kind].key;
}

struct table *table_change_list(const struct store *store, uint32_t since, uint32_t wanted,
	struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct list_context *context = arena_get(arena, sizeof(*context));
	size_t count = store_change_count(store);
	uint32_t *items = ARENA_ARRAY(arena, uint32_t, count + 1);

	for (uint32_t i = 0; i < count; i++) {
		struct listed_change change = store_change(store, i);
		if (change.date >= since && (wanted == 0 || (wanted >> change.kind & 1)))
			items[table->row_count++] = i;
	}
	context->items = items;
	table->ops = &change_ops;
	table->kind = TABLE_CHANGES;
	table->store = store;
	change_columns(table, own_columns, LIST_COLUMN_END - CHANGE_COLUMN_COUNT, arena);
	table->context = context;
	table->command = diff_command(wanted, key_of, arena);
	return table;
}

/* SPDX-License-Identifier: MIT */
#include "catalog/tables/change_list.h"

#include "catalog/base/arena.h"
#include "catalog/base/json.h"
#include "catalog/base/message.h"

#include <math.h>

enum {
	COLUMN_DATE,
	COLUMN_CHANGE,
	COLUMN_MODEL,
	COLUMN_FIELD,
	COLUMN_BEFORE,
	COLUMN_NOW,
	COLUMN_HOST,
	COLUMN_NOTE,
	COLUMN_COUNT
};

static const struct {
	const char *key, *title;
	uint8_t width;
} columns_of[COLUMN_COUNT] = {
	[COLUMN_DATE] = { "date", N_("Date"), 10 },
	[COLUMN_CHANGE] = { "change", N_("Change"), 10 },
	[COLUMN_MODEL] = { "model", N_("Model"), 30 },
	[COLUMN_FIELD] = { "field", N_("Field"), 20 },
	[COLUMN_BEFORE] = { "before", N_("Before"), 20 },
	[COLUMN_NOW] = { "now", N_("Now"), 20 },
	[COLUMN_HOST] = { "provider", N_("Provider"), 16 },
	[COLUMN_NOTE] = { "note", N_("Note"), 40 },
};

struct entry {
	struct text id;
	struct cell cells[COLUMN_COUNT];
};

static struct cell text_cell(struct text shown, struct text key)
{
	struct cell cell = { .share = (double)NAN, .full = shown, .brief = shown, .key = key };

	cell.value.state = key.size > 0 ? VALUE_KNOWN : VALUE_UNKNOWN;
	cell.value.is.text = key;
	return cell;
}

static struct text kind_title(struct text kind)
{
	static const struct {
		const char *key, *title;
	} kinds[] = { { "new", N_("new") }, { "gone", N_("gone") }, { "repriced", N_("repriced") },
		{ "corrected", N_("corrected") } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (text_equal_string(kind, kinds[i].key))
			return text_of(_(kinds[i].title));
	return kind;
}

/* The name that the catalog has for the model; its id where it is gone. */
static struct cell model_cell(const struct store *store, struct text id, struct arena *arena)
{
	uint32_t row;

	if (!store_find_id(store, id, &row))
		return text_cell(id, id);
	struct value name = store_value(store, row, FIELD_NAME, arena);
	return text_cell(table_value_cell(store, field_get(FIELD_NAME), name, arena).full, id);
}

static struct cell value_cell(const struct store *store, const struct field *field,
	const struct json *node, struct arena *arena)
{
	struct text text = arena_copy(arena, json_string(node));

	if (!json_is(node, JSON_NUMBER) || !field)
		return text_cell(text, text);
	struct value number = { .state = VALUE_KNOWN };
	number.is.number = json_number(node);
	return table_value_cell(store, field, number, arena);
}

static void read_entry(struct entry *entry, const struct store *store, const struct json *node,
	struct arena *arena)
{
	struct text date = arena_copy(arena, json_string(json_member(node, "date")));
	struct text kind = arena_copy(arena, json_string(json_member(node, "kind")));
	struct text host = arena_copy(arena, json_string(json_member(node, "provider")));
	struct text note = arena_copy(arena, json_string(json_member(node, "note")));
	struct text key = arena_copy(arena, json_string(json_member(node, "field")));
	const struct field *field = field_find(key);

	entry->id = arena_copy(arena, json_string(json_member(node, "model")));
	entry->cells[COLUMN_DATE] = text_cell(date, date);
	entry->cells[COLUMN_CHANGE] = text_cell(kind_title(kind), kind);
	entry->cells[COLUMN_MODEL] = model_cell(store, entry->id, arena);
	entry->cells[COLUMN_FIELD] = text_cell(field ? text_of(field_title(field)) : key, key);
	entry->cells[COLUMN_BEFORE] = value_cell(store, field, json_member(node, "from"), arena);
	entry->cells[COLUMN_NOW] = value_cell(store, field, json_member(node, "to"), arena);
	entry->cells[COLUMN_HOST] = text_cell(host, host);
	entry->cells[COLUMN_NOTE] = text_cell(note, note);
}

static void entry_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct entry *entries = table->context;

	(void)arena;
	for (int i = 0; i < COLUMN_COUNT; i++)
		cells[i] = entries[index].cells[i];
}

static struct text entry_id(const struct table *table, uint32_t index)
{
	const struct entry *entries = table->context;
	return entries[index].id;
}

static struct text entry_title(const struct table *table, uint32_t index)
{
	const struct entry *entries = table->context;
	return entries[index].cells[COLUMN_MODEL].full;
}

static const struct table_ops list_ops = { .row = entry_cells,
	.row_id = entry_id,
	.row_title = entry_title };

enum result table_change_list(struct table **out, const struct store *store, struct text json,
	struct arena *arena, struct error *err)
{
	struct json_document *document = NULL;
	struct table *table = arena_get(arena, sizeof(*table));
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, COLUMN_COUNT);

	if (json.size > 0 && json_parse(&document, "changes.json", json, err) != RESULT_OK)
		return RESULT_BAD_DATA;
	const struct json *list = document ? json_member(json_root(document), "changes") : NULL;
	struct entry *entries = ARENA_ARRAY(arena, struct entry,
		(size_t)(list ? json_count(list) : 0) + 1);
	for (const struct json *node = list ? json_first(list) : NULL; node; node = json_next(node))
		read_entry(&entries[table->row_count++], store, node, arena);
	if (document)
		json_free(document);
	for (int i = 0; i < COLUMN_COUNT; i++)
		columns[i] = (struct table_column){ .key = text_of(columns_of[i].key),
			.title = text_of(_(columns_of[i].title)),
			.brief = text_of(_(columns_of[i].title)),
			.width = columns_of[i].width };
	table->ops = &list_ops;
	table->kind = TABLE_CHANGES;
	table->store = store;
	table->columns = columns;
	table->column_count = COLUMN_COUNT;
	table->context = entries;
	table->command = TEXT("llmatlas changes");
	*out = table;
	return RESULT_OK;
}

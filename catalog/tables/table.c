/* SPDX-License-Identifier: MIT */
/* Cells, and the makers of model tables: list, fixed rows, detail. */
#include "catalog/tables/table.h"

#include "catalog/tables/same_as.h"

#include <string.h>

const char *table_kind_name(enum table_kind kind)
{
	static const char *const names[] = {
		[TABLE_LIST] = "list",
		[TABLE_DETAIL] = "show",
		[TABLE_COMPARISON] = "comparison",
		[TABLE_OFFERS] = "offers",
		[TABLE_EVIDENCE] = "evidence",
		[TABLE_COST] = "cost",
		[TABLE_FIT] = "fit",
		[TABLE_CHANGES] = "changes",
		[TABLE_RANKING] = "candidates",
		[TABLE_TERMS] = "terms",
		[TABLE_LESSON] = "lesson",
		[TABLE_LESSONS] = "lessons",
		[TABLE_FIELDS] = "fields",
		[TABLE_VALUES] = "values",
		[TABLE_PARAMETERS] = "parameters",
		[TABLE_QUANTIZATIONS] = "quantizations",
		[TABLE_CARDS] = "cards",
		[TABLE_QUESTIONS] = "questions",
		[TABLE_SOURCES] = "sources",
		[TABLE_SOURCE] = "source",
		[TABLE_COVERAGE] = "coverage",
		[TABLE_LANDINGS] = "landings",
		[TABLE_SETTINGS] = "settings",
		[TABLE_COMMANDS] = "commands",
		[TABLE_COMMAND_OPTIONS] = "options",
		[TABLE_KEYS] = "keys",
		[TABLE_THEMES] = "themes",
		[TABLE_ROLES] = "roles",
		[TABLE_PLOT] = "plot",
	};
	return names[kind];
}

struct table_column table_field_column(const struct field *field, const struct query *query,
	struct arena *arena)
{
	bool is_number = field->kind == KIND_NUMBER;

	return (struct table_column){
		.field = field,
		.key = text_of(field->key),
		.title = text_of(field_title(field)),
		.brief = text_of(field_brief(field)),
		.note = query && field->is_computed
			? table_parameters_text(&query->parameters, field, arena)
			: TEXT_NONE,
		.alignment = is_number ? ALIGN_RIGHT : ALIGN_LEFT,
		.width = (uint8_t)field_column_width(field),
		.section = field->section,
	};
}

static uint32_t model_row(const struct table *table, uint32_t index)
{
	uint32_t row = UINT32_MAX, got = 0;

	if (table->rows)
		return table->rows[index];
	if (query_run_rows(table->run, index, 1, &row, &got, NULL) != RESULT_OK || got != 1)
		return UINT32_MAX;
	return row;
}

static void model_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	uint32_t row = model_row(table, index);

	if (row == UINT32_MAX) {
		memset(cells, 0, table->column_count * sizeof(*cells));
		return;
	}
	for (size_t i = 0; i < table->column_count; i++)
		table_cell(table, row, table->columns[i].field, arena, &cells[i]);
	uint32_t folded = table->run && table->kind == TABLE_LIST
		? query_run_folded(table->run, row)
		: 0;
	for (size_t i = 0; folded > 0 && i < table->column_count; i++)
		if (table->columns[i].field->id == FIELD_NAME)
			cells[i].note = arena_format(arena, "+%u", folded);
}

static struct text model_id(const struct table *table, uint32_t index)
{
	uint32_t row = model_row(table, index);
	return row == UINT32_MAX ? TEXT_NONE : store_id(table->store, row);
}

static struct text model_title(const struct table *table, uint32_t index)
{
	uint32_t row = model_row(table, index);
	return row == UINT32_MAX ? TEXT_NONE : store_title(table->store, row);
}

static const struct table_ops model_ops = { .row = model_cells,
	.row_id = model_id,
	.row_title = model_title };

size_t table_default_fields(const uint16_t **fields)
{
	static const uint16_t list[] = { FIELD_NAME, FIELD_ARCHITECTURE, FIELD_LICENSE,
		FIELD_CONTEXT, FIELD_INPUT, FIELD_PRICE, FIELD_QUALITY };

	*fields = list;
	return sizeof(list) / sizeof(list[0]);
}

static struct table *table_new(const struct store *store, struct query_run *run,
	enum table_kind kind, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));

	table->ops = &model_ops;
	table->kind = kind;
	table->store = store;
	table->run = run;
	return table;
}

static void set_columns(struct table *table, const uint16_t *fields, size_t count,
	struct arena *arena)
{
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, count + 1);

	table->columns = columns;
	for (size_t i = 0; i < count; i++) {
		const struct field *field = store_field(table->store, fields[i]);
		if (!field)
			continue;
		columns[table->column_count] = table_field_column(field, table->query, arena);
		columns[table->column_count].priority = (uint8_t)(field->id == FIELD_NAME
				? 0
				: table->column_count);
		table->column_count++;
	}
}

/* The command that gives the same list; the query below it says as much. */
static void tell_list(struct table *table, bool is_whole, struct arena *arena)
{
	table->query = same_as_query(table->query, table->columns, table->column_count, arena);
	table->command = same_as_list(table->query->text, is_whole, arena);
}

struct table *table_list(struct query_run *run, const struct query *query,
	const struct store *store, struct arena *arena)
{
	struct table *table = table_new(store, run, TABLE_LIST, arena);
	const uint16_t *fields = query->show;
	size_t count = query->show_count;

	table->query = query;
	table->row_count = query_run_count(run);
	if (count == 0)
		count = table_default_fields(&fields);
	set_columns(table, fields, count, arena);
	for (size_t i = 0, at = 0; i < query->show_count && at < table->column_count; i++) {
		if (table->columns[at].field->id != query->show[i])
			continue; /* of another catalog */
		struct table_column *column = (struct table_column *)&table->columns[at++];
		column->is_sized = query->show_width[i] > 0;
		column->width = column->is_sized ? query->show_width[i] : column->width;
	}
	tell_list(table, false, arena);
	return table;
}

struct table *table_rows(const struct store *store, struct query_run *run, const uint32_t *rows,
	uint32_t count, const uint16_t *fields, size_t field_count, struct arena *arena)
{
	struct table *table = table_new(store, run, TABLE_LIST, arena);

	table->rows = rows;
	table->row_count = count;
	set_columns(table, fields, field_count, arena);
	return table;
}

size_t table_section_fields(const struct store *store, struct arena *arena,
	const struct field *const **out)
{
	uint32_t count = store_field_count(store), used = 0;
	const struct field **fields = ARENA_ARRAY(arena, const struct field *, count + 1);

	for (int section = 0; section < SECTION_COUNT; section++)
		for (uint32_t id = 0; id < count; id++) {
			const struct field *field = store_field(store, id);
			if (field && (int)field->section == section)
				fields[used++] = field;
		}
	*out = fields;
	return used;
}

void table_show_all(struct table *table, struct arena *arena)
{
	const struct field *const *fields;

	if (table->kind != TABLE_LIST)
		return;
	size_t count = table_section_fields(table->store, arena, &fields);
	uint16_t *ids = ARENA_ARRAY(arena, uint16_t, count + 1);
	size_t used = 0;
	ids[used++] = FIELD_NAME;
	for (size_t i = 0; i < count; i++)
		if (fields[i]->id != FIELD_NAME)
			ids[used++] = fields[i]->id;
	table->column_count = 0;
	set_columns(table, ids, used, arena);
	if (table->query)
		tell_list(table, true, arena);
}

struct table *table_detail(const struct store *store, struct query_run *run, uint32_t row,
	bool is_whole, struct arena *arena)
{
	struct table *table = table_new(store, run, TABLE_DETAIL, arena);
	const struct field *const *fields;
	size_t count = table_section_fields(store, arena, &fields);
	uint32_t *rows = ARENA_ARRAY(arena, uint32_t, 1);
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, count + 1);

	rows[0] = row;
	table->rows = rows;
	table->row_count = 1;
	table->is_transposed = true;
	table->columns = columns;
	for (size_t i = 0; i < count; i++) {
		struct value value = run ? query_run_value(run, row, fields[i]->id, arena)
					 : store_value(store, row, fields[i]->id, arena);
		if (!is_whole && value.state == VALUE_UNKNOWN)
			continue;
		columns[table->column_count++] = table_field_column(fields[i], NULL, arena);
	}
	table->title = store_title(store, row);
	table->command = same_as_show(table, row, "", arena);
	return table;
}

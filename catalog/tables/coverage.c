/* SPDX-License-Identifier: MIT */
#include "catalog/tables/coverage.h"

#include "catalog/base/message.h"
#include "catalog/tables/cell.h"

static void count_source(const struct store *store, uint32_t source, struct coverage *of)
{
	if (source == SOURCE_NONE)
		return;
	if (store_source(store, source).is_seen)
		of->seen++;
	else
		of->cited++;
}

static void count_row(const struct store *store, uint32_t row, struct arena *arena,
	struct coverage *of)
{
	const struct field *field = of->field;
	struct value value = store_value(store, row, field->id, arena);
	size_t count;
	const struct claim *claims = store_claims(store, row, field->id, arena, &count);

	if (value.state == VALUE_UNKNOWN)
		of->unknown++;
	else if (value_is_undisclosed(field, &value))
		of->undisclosed++;
	else if (store_is_inferred(store, row, field->id))
		of->inferred++;
	else if (store_is_reported(store, row, field->id))
		of->reported++;
	else
		of->disclosed++;
	if (count > 0)
		count_source(store, claims[0].source, of);
}

static bool is_stated(const struct field *field)
{
	return !field->is_computed && field->id != FIELD_ID && field->id != FIELD_NAME &&
		field->id != FIELD_ALIASES;
}

size_t coverage_of(const struct store *store, struct arena *arena, const struct coverage **out)
{
	struct coverage *list = ARENA_ARRAY(arena, struct coverage, FIELD_COUNT);
	struct arena scratch;
	size_t count = 0;

	arena_init(&scratch);
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		if (!is_stated(field))
			continue;
		struct coverage *of = &list[count++];
		*of = (struct coverage){ .field = field };
		for (uint32_t row = 0; row < store_count(store); row++) {
			count_row(store, row, &scratch, of);
			arena_reset(&scratch);
		}
	}
	arena_done(&scratch);
	*out = list;
	return count;
}

static bool is_of_vocabulary(const struct field *field)
{
	return field->scope == SCOPE_MODEL &&
		(field->kind == KIND_CHOICE || field->kind == KIND_SET);
}

double coverage_share(const struct store *store, const struct coverage *list, size_t count)
{
	uint64_t cells = 0, unknown = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_of_vocabulary(list[i].field))
			continue;
		cells += store_count(store);
		unknown += list[i].unknown;
	}
	return cells > 0 ? (double)(cells - unknown) / (double)cells : 0;
}

enum {
	COLUMN_ID,
	COLUMN_TITLE,
	COLUMN_DISCLOSED,
	COLUMN_REPORTED,
	COLUMN_INFERRED,
	COLUMN_UNDISCLOSED,
	COLUMN_UNKNOWN,
	COLUMN_SEEN,
	COLUMN_CITED,
	COLUMN_COUNT
};

static const struct coverage *coverage_at(const struct table *table, uint32_t index)
{
	return (const struct coverage *)table->context + index;
}

static void coverage_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct coverage *of = coverage_at(table, index);

	cells[COLUMN_ID] = cell_text(text_of(of->field->key));
	cells[COLUMN_TITLE] = cell_text(text_of(field_title(of->field)));
	cells[COLUMN_DISCLOSED] = cell_count(of->disclosed, arena);
	cells[COLUMN_REPORTED] = cell_count(of->reported, arena);
	cells[COLUMN_INFERRED] = cell_count(of->inferred, arena);
	cells[COLUMN_UNDISCLOSED] = cell_count(of->undisclosed, arena);
	cells[COLUMN_UNKNOWN] = cell_count(of->unknown, arena);
	cells[COLUMN_SEEN] = cell_count(of->seen, arena);
	cells[COLUMN_CITED] = cell_count(of->cited, arena);
}

static struct text coverage_id(const struct table *table, uint32_t index)
{
	return text_of(coverage_at(table, index)->field->key);
}

static const struct table_ops ops = { .row = coverage_cells,
	.row_id = coverage_id,
	.row_title = coverage_id };

static const struct cell_column columns[COLUMN_COUNT] = {
	[COLUMN_ID] = CELL_WORDS("id", N_("Field"), 18),
	[COLUMN_TITLE] = CELL_WORDS("title", N_("Title"), 24),
	[COLUMN_DISCLOSED] = CELL_NUMBERS("disclosed", N_("Disclosed"), 9, NULL),
	[COLUMN_REPORTED] = CELL_NUMBERS("reported", N_("Reported"), 9, NULL),
	[COLUMN_INFERRED] = CELL_NUMBERS("inferred", N_("Inferred"), 9, NULL),
	[COLUMN_UNDISCLOSED] = CELL_NUMBERS("undisclosed", N_("Not disclosed"), 9, NULL),
	[COLUMN_UNKNOWN] = CELL_NUMBERS("unknown", N_("Unknown"), 9, NULL),
	[COLUMN_SEEN] = CELL_NUMBERS("read", N_("Source read"), 9, NULL),
	[COLUMN_CITED] = CELL_NUMBERS("cited", N_("Source cited"), 9, NULL),
};

struct table *table_coverage(const struct store *store, struct arena *arena)
{
	const struct coverage *list;
	size_t count = coverage_of(store, arena, &list);
	struct table *table = cell_table(TABLE_COVERAGE, &ops, columns, COLUMN_COUNT,
		(uint32_t)count, arena);

	cell_gives_way(table, COLUMN_TITLE, 1);
	table->store = store;
	table->context = (void *)list;
	table->title = text_of(_("How much is known"));
	table->command = TEXT("llmatlas check --coverage");
	return table;
}

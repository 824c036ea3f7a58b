/* SPDX-License-Identifier: MIT */
#include "catalog/tables/vocabulary.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/quantization.h"
#include "catalog/store/benchmark_unit.h"
#include "catalog/tables/cell.h"

#include <math.h>

/* --- Fields ---------------------------------------------------------------------------------------------- */

enum {
	FIELDS_ID,
	FIELDS_ALIAS,
	FIELDS_TITLE,
	FIELDS_KIND,
	FIELDS_UNIT,
	FIELDS_GROUP,
	FIELDS_HELP,
	FIELDS_COUNT
};

/* The field of a row: all of the store's, or the one that was asked for. */
static const struct field *field_at(const struct table *table, uint32_t index)
{
	return table->context ? table->context : store_field(table->store, index);
}

/* Benchmarks are measured in units of their own. */
static struct text unit_of(const struct store *store, const struct field *field)
{
	if (field->id < FIELD_COUNT)
		return text_of(unit_name(field->unit));
	return text_of(benchmark_unit_name(
		(enum benchmark_unit)store_benchmark(store, field->id - FIELD_COUNT).unit));
}

static void field_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct field *field = field_at(table, index);

	(void)arena;
	cells[FIELDS_ID] = cell_text(text_of(field->key));
	cells[FIELDS_ALIAS] = cell_text(text_of(field->alias));
	cells[FIELDS_TITLE] = cell_text(text_of(field_title(field)));
	cells[FIELDS_KIND] = cell_text(text_of(field_kind_name(field->kind)));
	cells[FIELDS_UNIT] = cell_text(unit_of(table->store, field));
	cells[FIELDS_GROUP] = cell_text(text_of(field_group_title(field->group)));
	cells[FIELDS_HELP] = cell_text(text_of(field_help(field)));
}

static struct text field_id(const struct table *table, uint32_t index)
{
	return text_of(field_at(table, index)->key);
}

static struct text field_row_title(const struct table *table, uint32_t index)
{
	return text_of(field_title(field_at(table, index)));
}

static const struct table_ops field_ops = { .row = field_cells,
	.row_id = field_id,
	.row_title = field_row_title };

static const struct cell_column field_columns[FIELDS_COUNT] = {
	[FIELDS_ID] = CELL_WORDS("id", N_("Field"), 24),
	[FIELDS_ALIAS] = CELL_WORDS("alias", N_("Also"), 8),
	[FIELDS_TITLE] = CELL_WORDS("title", N_("Title"), 24),
	[FIELDS_KIND] = CELL_WORDS("kind", N_("Kind"), 8),
	[FIELDS_UNIT] = CELL_WORDS("unit", N_("Unit"), 12),
	[FIELDS_GROUP] = CELL_WORDS("group", N_("Group"), 12),
	[FIELDS_HELP] = CELL_WORDS("help", N_("Explanation"), 60),
};

static struct table *fields_new(const struct store *store, const struct field *only, uint32_t rows,
	struct arena *arena)
{
	struct table *table = cell_table(TABLE_FIELDS, &field_ops, field_columns, FIELDS_COUNT,
		rows, arena);

	cell_gives_way(table, FIELDS_UNIT, 3);
	cell_gives_way(table, FIELDS_ALIAS, 2);
	cell_gives_way(table, FIELDS_GROUP, 1);
	table->store = store;
	table->context = (void *)only;
	return table;
}

struct table *table_fields(const struct store *store, struct arena *arena)
{
	struct table *table = fields_new(store, NULL, store_field_count(store), arena);

	table->title = text_of(_("Fields"));
	table->command = TEXT("llmatlas fields");
	return table;
}

/* --- Values of a field ----------------------------------------------------------------------------------- */

enum { VALUES_ID, VALUES_TITLE, VALUES_COUNT };

/* Members first, terms behind them, as the command lists them. */
static struct term value_at(const struct table *table, uint32_t index)
{
	const struct field *field = table->context;

	if (index >= field->member_count)
		return store_term(table->store, field->id, index - field->member_count + 1);
	const struct member *member = &field->members[index];
	return (struct term){ .key = text_of(member->key), .title = text_of(member_title(member)) };
}

static void value_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	struct term value = value_at(table, index);

	(void)arena;
	cells[VALUES_ID] = cell_text(value.key);
	cells[VALUES_TITLE] = cell_text(value.title);
}

static struct text value_id(const struct table *table, uint32_t index)
{
	return value_at(table, index).key;
}

static struct text value_title(const struct table *table, uint32_t index)
{
	return value_at(table, index).title;
}

static const struct table_ops value_ops = { .row = value_cells,
	.row_id = value_id,
	.row_title = value_title };

static const struct cell_column value_columns[VALUES_COUNT] = {
	[VALUES_ID] = CELL_WORDS("id", N_("Value"), 24),
	[VALUES_TITLE] = CELL_WORDS("title", N_("Title"), 40),
};

struct table *table_field_values(const struct store *store, const struct field *field,
	struct arena *arena)
{
	uint32_t count = field->member_count + store_term_count(store, field->id);
	struct table *table = count == 0
		? fields_new(store, field, 1, arena)
		: cell_table(TABLE_VALUES, &value_ops, value_columns, VALUES_COUNT, count, arena);

	table->store = store;
	table->context = (void *)field;
	table->title = text_of(field_title(field));
	table->command = arena_format(arena, "llmatlas fields %s", field->key);
	return table;
}

/* --- Parameters ------------------------------------------------------------------------------------------ */

enum { PARAMETERS_ID, PARAMETERS_DEFAULT, PARAMETERS_HELP, PARAMETERS_COUNT };

static void parameter_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	struct strbuf usual;

	strbuf_init(&usual);
	parameter_write(&usual, table->context, (enum parameter)index);
	cells[PARAMETERS_ID] = cell_text(text_of(parameter_name((enum parameter)index)));
	cells[PARAMETERS_DEFAULT] = cell_text(arena_copy(arena, strbuf_text(&usual)));
	cells[PARAMETERS_HELP] = cell_text(text_of(parameter_help((enum parameter)index)));
	strbuf_done(&usual);
}

static struct text parameter_id(const struct table *table, uint32_t index)
{
	(void)table;
	return text_of(parameter_name((enum parameter)index));
}

static const struct table_ops parameter_ops = { .row = parameter_cells,
	.row_id = parameter_id,
	.row_title = parameter_id };

static const struct cell_column parameter_columns[PARAMETERS_COUNT] = {
	[PARAMETERS_ID] = CELL_WORDS("id", N_("Parameter"), 12),
	[PARAMETERS_DEFAULT] = CELL_WORDS("default", N_("Default"), 12),
	[PARAMETERS_HELP] = CELL_WORDS("help", N_("Explanation"), 60),
};

struct table *table_parameters(const struct parameters *defaults, struct arena *arena)
{
	struct table *table = cell_table(TABLE_PARAMETERS, &parameter_ops, parameter_columns,
		PARAMETERS_COUNT, PARAMETER_LENS, arena);
	struct parameters *kept = arena_get(arena, sizeof(*kept));

	*kept = *defaults;
	table->context = kept;
	table->title = text_of(_("Parameters of with:"));
	table->command = TEXT("llmatlas fields with");
	return table;
}

/* --- Quantizations --------------------------------------------------------------------------------------- */

enum { QUANTIZATIONS_ID, QUANTIZATIONS_BITS, QUANTIZATIONS_FAMILY, QUANTIZATIONS_COUNT };

static void quantization_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	static const char *const families[] = { [QUANTIZATION_PLAIN] = "plain",
		[QUANTIZATION_GGUF] = "gguf",
		[QUANTIZATION_GPU] = "gpu",
		[QUANTIZATION_MLX] = "mlx" };
	const struct quantization *one = quantization_get(index);

	(void)table;
	cells[QUANTIZATIONS_ID] = cell_text(text_of(one->name));
	cells[QUANTIZATIONS_BITS] = cell_text(arena_format(arena, "%g", one->bits));
	cells[QUANTIZATIONS_BITS].value.is.number = one->bits;
	cells[QUANTIZATIONS_FAMILY] = cell_text(text_of(families[one->kind]));
}

static struct text quantization_id(const struct table *table, uint32_t index)
{
	(void)table;
	return text_of(quantization_get(index)->name);
}

static const struct table_ops quantization_ops = { .row = quantization_cells,
	.row_id = quantization_id,
	.row_title = quantization_id };

static const struct cell_column quantization_columns[QUANTIZATIONS_COUNT] = {
	[QUANTIZATIONS_ID] = CELL_WORDS("id", N_("Quantization"), 14),
	[QUANTIZATIONS_BITS] = CELL_NUMBERS("bits", N_("Bits a weight"), 8, "bits"),
	[QUANTIZATIONS_FAMILY] = CELL_WORDS("family", N_("Family"), 8),
};

struct table *table_quantizations(struct arena *arena)
{
	struct table *table = cell_table(TABLE_QUANTIZATIONS, &quantization_ops,
		quantization_columns, QUANTIZATIONS_COUNT, (uint32_t)quantization_count(), arena);

	table->title = text_of(_("Quantizations"));
	table->command = TEXT("llmatlas fields bits");
	return table;
}

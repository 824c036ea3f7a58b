/* SPDX-License-Identifier: MIT */
#include "catalog/tables/compare.h"

#include "catalog/base/strbuf.h"

#include <math.h>
#include <string.h>

struct compare_context {
	const struct table_ops *models; /* what the same table would show without comparing */
	uint32_t baseline;
	struct value *best;  /* per column; unknown: no best */
	const bool *differs; /* per column */
	struct value *base;  /* the baseline's values */
};

/* What a comparison shows when nothing is said: what decides, in the order of the sections. */
static const uint16_t default_fields[] = { FIELD_DEVELOPER, FIELD_RELEASED, FIELD_ARCHITECTURE,
	FIELD_PARAMS, FIELD_ACTIVE, FIELD_EXPERTS, FIELD_DATA, FIELD_CUTOFF, FIELD_ALIGNMENT,
	FIELD_TENDS_TO, FIELD_LICENSE, FIELD_LICENSE_NAME, FIELD_COMMERCIAL, FIELD_CONDITION,
	FIELD_DATA_PUBLIC, FIELD_CODE_PUBLIC, FIELD_CONTEXT, FIELD_CONTEXT_SERVED,
	FIELD_OUTPUT_LIMIT, FIELD_PRICE, FIELD_PRICE_IN, FIELD_PRICE_OUT, FIELD_PRICE_CACHED,
	FIELD_COST, FIELD_OFFERS, FIELD_MEMORY, FIELD_RUN, FIELD_REGION, FIELD_DATA_TERMS,
	FIELD_QUALITY, FIELD_INPUT, FIELD_OUTPUT, FIELD_CAN, FIELD_LANGUAGES, FIELD_GOOD_AT };

static bool has_ratio(const struct field *field)
{
	return field->kind == KIND_NUMBER && field->better != BETTER_NONE;
}

static void ratio_note(const struct compare_context *context, const struct table *table,
	size_t column, struct cell *cell, struct arena *arena)
{
	const struct field *field = table->columns[column].field;
	const struct value *base = &context->base[column];

	if (!has_ratio(field) || base->state != VALUE_KNOWN || cell->value.state != VALUE_KNOWN ||
		!(base->is.number > 0))
		return;
	double ratio = cell->value.is.number / base->is.number;
	cell->note = arena_format(arena,
		ratio >= 99.5 || ratio == floor(ratio) ? "× %.0f" : "× %.2g", ratio);
}

static void compare_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct compare_context *context = table->context;

	context->models->row(table, index, arena, cells);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i].field;
		if (context->differs[i])
			cells[i].role = CELL_DIFFERS;
		if (context->best[i].state == VALUE_KNOWN && cells[i].value.state == VALUE_KNOWN &&
			value_equal(field, &cells[i].value, &context->best[i]))
			cells[i].role = CELL_BEST;
		if (context->baseline < table->row_count && index != context->baseline)
			ratio_note(context, table, i, &cells[i], arena);
	}
}

static struct text compare_row_id(const struct table *table, uint32_t index)
{
	const struct compare_context *context = table->context;
	return context->models->row_id(table, index);
}

static struct text compare_row_title(const struct table *table, uint32_t index)
{
	const struct compare_context *context = table->context;
	return context->models->row_title(table, index);
}

static const struct table_ops compare_ops = { .row = compare_cells,
	.row_id = compare_row_id,
	.row_title = compare_row_title };

static bool is_listed(const uint16_t *list, size_t count, uint16_t field)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == field)
			return true;
	return false;
}

static bool is_same(const struct field *field, const struct value *a, const struct value *b)
{
	return a->state == b->state && (a->state != VALUE_KNOWN || value_equal(field, a, b));
}

/* Best of a column: only where better is defined and at least two known values differ. */
static struct value best_of(const struct field *field, const struct value *values, uint32_t count)
{
	struct value best = { .state = VALUE_UNKNOWN };
	uint32_t known = 0;
	bool differ = false;

	if (field->better == BETTER_NONE || field->kind != KIND_NUMBER)
		return best;
	for (uint32_t i = 0; i < count; i++) {
		if (values[i].state != VALUE_KNOWN)
			continue;
		differ = differ || (known > 0 && values[i].is.number != best.is.number);
		bool is_better = known == 0 ||
			(field->better == BETTER_HIGH ? values[i].is.number > best.is.number
						      : values[i].is.number < best.is.number);
		if (is_better)
			best = values[i];
		known++;
	}
	if (known < 2 || !differ)
		best.state = VALUE_UNKNOWN;
	return best;
}

struct column_facts {
	bool is_known, differs;
};

static struct column_facts look_at(const struct field *field, const struct value *values,
	uint32_t count)
{
	struct column_facts facts = { false, false };

	for (uint32_t i = 0; i < count; i++) {
		facts.is_known = facts.is_known || values[i].state != VALUE_UNKNOWN;
		facts.differs = facts.differs || !is_same(field, &values[0], &values[i]);
	}
	return facts;
}

static void set_command(struct table *table, const struct compare_options *options,
	struct arena *arena)
{
	struct strbuf command;

	strbuf_init(&command);
	strbuf_add_string(&command, "llmatlas compare");
	for (uint32_t i = 0; i < table->row_count; i++)
		strbuf_add_format(&command, " %.*s",
			TEXT_ARGS(store_id(table->store, table->rows[i])));
	if (options->is_only_differences)
		strbuf_add_string(&command, " --only differences");
	if (options->baseline < table->row_count)
		strbuf_add_format(&command, " --baseline %.*s",
			TEXT_ARGS(store_id(table->store, table->rows[options->baseline])));
	if (options->field_count > 0 || options->hidden_count > 0) {
		strbuf_add_string(&command, " --show ");
		for (size_t i = 0; i < table->column_count; i++)
			strbuf_add_format(&command, "%s%s", i > 0 ? "," : "",
				table->columns[i].field->key);
	}
	table->command = arena_copy(arena, strbuf_text(&command));
	strbuf_done(&command);
}

/* Candidate fields in section order, benchmarks at the end. */
static size_t candidates(const struct store *store, const struct compare_options *options,
	struct arena *arena, const struct field ***out)
{
	const struct field *const *all;
	size_t count = table_section_fields(store, arena, &all), used = 0;
	const struct field **chosen = ARENA_ARRAY(arena, const struct field *,
		count + options->field_count + 1);

	*out = chosen;
	if (options->field_count > 0) {
		for (size_t i = 0; i < options->field_count; i++)
			if (store_field(store, options->fields[i]))
				chosen[used++] = store_field(store, options->fields[i]);
		return used;
	}
	for (size_t i = 0; i < count; i++) {
		bool is_default = all[i]->id >= FIELD_COUNT ||
			is_listed(default_fields,
				sizeof(default_fields) / sizeof(default_fields[0]), all[i]->id);
		if (is_default)
			chosen[used++] = all[i];
	}
	return used;
}

struct table *table_compare(const struct store *store, struct query_run *run, const uint32_t *rows,
	uint32_t count, const struct compare_options *options, struct arena *arena)
{
	struct table *table = table_rows(store, run, rows, count, NULL, 0, arena);
	struct compare_context *context = arena_get(arena, sizeof(*context));
	const struct field **fields;
	size_t field_count = candidates(store, options, arena, &fields);
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, field_count + 1);
	struct value *values = ARENA_ARRAY(arena, struct value, count + 1);
	bool *differs = ARENA_ARRAY(arena, bool, field_count + 1);

	context->models = table->ops;
	context->baseline = options->baseline;
	context->best = ARENA_ARRAY(arena, struct value, field_count + 1);
	context->base = ARENA_ARRAY(arena, struct value, field_count + 1);
	context->differs = differs;
	for (size_t i = 0; i < field_count; i++) {
		for (uint32_t j = 0; j < count; j++)
			values[j] = run ? query_run_value(run, rows[j], fields[i]->id, arena)
					: store_value(store, rows[j], fields[i]->id, arena);
		struct column_facts facts = look_at(fields[i], values, count);
		bool is_asked = options->field_count > 0;
		if ((!facts.is_known && !is_asked) ||
			is_listed(options->hidden, options->hidden_count, fields[i]->id))
			continue;
		if (options->is_only_differences && !facts.differs) {
			table->hidden_equal++;
			continue;
		}
		size_t at = table->column_count++;
		columns[at] = table_field_column(fields[i], NULL, arena);
		differs[at] = facts.differs;
		context->best[at] = best_of(fields[i], values, count);
		if (options->baseline < count)
			context->base[at] = values[options->baseline];
	}
	table->columns = columns;
	table->context = context;
	table->ops = &compare_ops;
	table->kind = TABLE_COMPARISON;
	table->is_transposed = true;
	set_command(table, options, arena);
	return table;
}

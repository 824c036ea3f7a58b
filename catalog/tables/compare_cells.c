/* SPDX-License-Identifier: MIT */
/* The cells of a comparison: what compares, what is best, how far each is from the baseline. */
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/compare_parts.h"
#include "catalog/tables/offer_behind.h"

#include <math.h>

/* A score or an offer: not what the model's column holds, but what compares. */
static void own_cell(const struct table *table, const struct compare_column *column,
	const struct compare_value *from, const struct field *field, struct cell *cell,
	struct arena *arena)
{
	*cell = cell_value(field, from->value, arena);
	cell->basis = from->is_reported ? BASIS_REPORTED : BASIS_DISCLOSED;
	if (from->source != SOURCE_NONE) {
		cell->sources[0] = from->source;
		cell->source_count = 1;
	}
	if (column->is_benchmark && from->is_foreign)
		cell->note = text_of(_("not comparable"));
	else if (column->is_benchmark)
		cell->note = store_setting(table->store, from->setting, message_language(),
			arena); /* "high effort" */
	if (!column->is_offer || from->offer == UINT32_MAX)
		return;
	if (from->is_trial)
		offer_tell_trial(cell);
	struct value served = store_offer_value(table->store, from->offer, FIELD_CONTEXT_SERVED,
		arena);
	if (served.state == VALUE_KNOWN)
		cell->note = cell_printed(value_print, field_get(FIELD_CONTEXT_SERVED), &served,
			arena);
}

/* "× 2.7" of amounts, "+6" of scores: those have no zero to count from. */
static struct text distance(const struct field *field, double base, double number, double *ratio,
	struct arena *arena)
{
	if (field->unit == UNIT_SCORE)
		return number == base ? TEXT_NONE
				      : arena_format(arena, "%s%.4g", number > base ? "+" : "−",
						fabs(number - base));
	if (!(base > 0) || number == base)
		return TEXT_NONE;
	*ratio = number / base;
	if (*ratio >= 99.5 || *ratio == floor(*ratio))
		return arena_format(arena, "× %.0f", *ratio);
	for (int digits = 2; digits < 4; digits++) { /* what is not the same is not once as much */
		struct text text = arena_format(arena, "× %.*g", digits, *ratio);
		if (!text_equal(text, TEXT("× 1")))
			return text;
	}
	return arena_format(arena, "× %.4g", *ratio);
}

static void add_note(struct cell *cell, struct text note, struct arena *arena)
{
	if (note.size > 0)
		cell->note = cell->note.size == 0
			? note
			: arena_format(arena, "%.*s %.*s", TEXT_ARGS(cell->note), TEXT_ARGS(note));
}

static struct text from_baseline(const struct compare_context *context, const struct field *field,
	size_t column, uint32_t index, double *ratio, struct arena *arena)
{
	const struct compare_value *values = context->columns[column].values;

	if (context->baseline == UINT32_MAX || index == context->baseline ||
		field->kind != KIND_NUMBER || field->better == BETTER_NONE)
		return TEXT_NONE;
	const struct value *base = &values[context->baseline].value, *own = &values[index].value;
	return base->state == VALUE_KNOWN && own->state == VALUE_KNOWN
		? distance(field, base->is.number, own->is.number, ratio, arena)
		: TEXT_NONE;
}

/* Price and speed may be of two hosts. */
static bool names_host(const struct field *field, const struct compare_value *own)
{
	return (field->id == FIELD_PRICE || field->id == FIELD_COST || field->id == FIELD_SPEED ||
		       field->id == FIELD_TTFT) &&
		own->offer != UINT32_MAX && own->value.state == VALUE_KNOWN;
}

static void compare_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct compare_context *context = table->context;

	context->models->row(table, index, arena, cells);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i].field;
		const struct compare_column *column = &context->columns[i];
		const struct compare_value *own = &column->values[index];
		if (column->is_benchmark || column->is_offer)
			own_cell(table, column, own, field, &cells[i], arena);
		if (column->differs)
			cells[i].role = CELL_DIFFERS;
		if (column->best.state == VALUE_KNOWN && own->value.state == VALUE_KNOWN &&
			compare_is_same(field, &own->value, &column->best))
			cells[i].role = CELL_BEST;
		cells[i].half_width = own->half_width;
		if (own->half_width > 0)
			cells[i].full = arena_format(arena, "%.*s ± %g", TEXT_ARGS(cells[i].full),
				own->half_width);
		add_note(&cells[i], from_baseline(context, field, i, index, &cells[i].ratio, arena),
			arena);
		if (!column->is_offer && names_host(field, own))
			add_note(&cells[i], offer_at_host(table->store, own->offer, arena), arena);
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

const struct table_ops compare_ops = { .row = compare_cells,
	.row_id = compare_row_id,
	.row_title = compare_row_title };

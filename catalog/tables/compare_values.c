/* SPDX-License-Identifier: MIT */
/* The values of a column of a comparison, and what follows from them: whether they differ, which is best. */
#include "catalog/tables/compare_parts.h"
#include "catalog/tables/offer_behind.h"

static const struct value unknown = { .state = VALUE_UNKNOWN };

static bool is_better(const struct field *field, double a, double b)
{
	return field->better == BETTER_HIGH ? a > b : a < b;
}

bool compare_is_same(const struct field *field, const struct value *a, const struct value *b)
{
	if (a->state != b->state || a->state != VALUE_KNOWN)
		return a->state == b->state;
	return value_equal(field, a, b) ||
		(field->kind == KIND_NUMBER && !value_differs_in_print(field, a, b));
}

/* Best of a column: its interval lies apart from that of every other value; exact values may share the place. */
static struct value best_of(const struct field *field, const struct compare_value *values,
	uint32_t count)
{
	const struct compare_value *best = NULL;
	uint32_t known = 0;
	bool differ = false;

	if (field->better == BETTER_NONE || field->kind != KIND_NUMBER)
		return unknown;
	for (uint32_t i = 0; i < count; i++) {
		if (values[i].value.state != VALUE_KNOWN || values[i].is_trial)
			continue;
		known++;
		differ = differ ||
			(best && !compare_is_same(field, &values[i].value, &best->value));
		if (!best || is_better(field, values[i].value.is.number, best->value.is.number))
			best = &values[i];
	}
	if (known < 2 || !differ)
		return unknown;
	for (uint32_t i = 0; i < count; i++) {
		bool is_exact = best->low == best->high && values[i].low == values[i].high;
		if (&values[i] != best && values[i].value.state == VALUE_KNOWN && !is_exact &&
			values[i].low <= best->high && best->low <= values[i].high)
			return unknown;
	}
	return best->value;
}

void compare_look_at(struct compare_column *column, const struct table *table,
	const struct field *field)
{
	const struct compare_value *values = column->values;

	for (uint32_t i = 0; i < table->row_count; i++) {
		column->is_known = column->is_known ||
			(!column->is_benchmark && values[i].value.state != VALUE_UNKNOWN);
		column->differs = column->differs ||
			!compare_is_same(field, &values[0].value, &values[i].value);
	}
	column->best = best_of(field, values, table->row_count);
}

/* --- Of fields ---------------------------------------------------------------------------------------- */

static struct compare_value read_value(const struct table *table, uint32_t model,
	const struct field *field, struct arena *arena)
{
	uint32_t row = table->rows[model];
	struct compare_value read = { .source = SOURCE_NONE, .offer = UINT32_MAX };

	read.value = table->run ? query_run_value(table->run, row, field->id, arena)
				: store_value(table->store, row, field->id, arena);
	if (read.value.state != VALUE_KNOWN || field->kind != KIND_NUMBER)
		return read;
	read.low = read.high = read.value.is.number;
	if (!table->run)
		return read;
	double low = query_run_low(table->run, row, field->id, arena);
	read.half_width = query_run_half_width(table->run, row, field->id, arena);
	read.low = (low < read.low ? low : read.low) - read.half_width;
	read.high += read.half_width;
	return read;
}

void compare_read_field(struct compare_column *column, const struct table *table,
	const struct field *field, struct arena *arena)
{
	column->values = ARENA_ARRAY(arena, struct compare_value, table->row_count + 1);
	if (field->id >= FIELD_COUNT)
		compare_read_scores(column, table, field, arena);
	else
		for (uint32_t i = 0; i < table->row_count; i++) {
			struct compare_value *into = &column->values[i];
			*into = read_value(table, i, field, arena);
			into->offer = field->id == FIELD_COST && table->run
				? query_run_computed_offer(table->run, table->rows[i], field->id,
					  arena)
				: offer_behind(table->store, table->run, table->rows[i], field,
					  arena);
			into->is_trial = offer_tries(table->store, into->offer, field,
				&into->value);
		}
	compare_look_at(column, table, field);
}

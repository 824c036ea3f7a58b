/* SPDX-License-Identifier: MIT */
/* Columns of computed fields, filled from the front as far as somebody looks. */
#include "catalog/base/memory.h"
#include "catalog/query/run_parts.h"

#include <string.h>

enum { FILL_BLOCK = 4096 };

const struct computation *run_computation(const struct query_run *run, uint32_t field)
{
	for (size_t i = 0; i < run->computation_count; i++)
		if (run->computations[i].field == field)
			return &run->computations[i];
	return NULL;
}

/* Which offers a computed column was made for: 0 while there are none to choose. */
static uint32_t offers_key(const struct query_run *run, const struct computation *computation)
{
	bool chooses = computation->compute_offer && run->allowed && !run->is_under_way;
	return chooses ? run->allowed_count : 0;
}

static struct computed_column *column_of(struct query_run *run, uint32_t field)
{
	size_t rows = store_count(run->store);

	for (size_t i = 0; i < run->computed_count; i++)
		if (run->computed[i].field == field)
			return &run->computed[i];
	if (run->computed_count == sizeof(run->computed) / sizeof(run->computed[0]))
		return NULL;
	struct computed_column *computed = &run->computed[run->computed_count++];
	*computed = (struct computed_column){ .field = (uint16_t)field,
		.numbers = memory_get(rows * sizeof(double) + 8),
		.lows = memory_get(rows * sizeof(double) + 8) };
	computed->column = (struct column){ .field = (uint16_t)field,
		.form = COLUMN_F64,
		.count = (uint32_t)rows,
		.cells = computed->numbers };
	return computed;
}

struct computed_column *run_computed(struct query_run *run, uint32_t field)
{
	const struct computation *computation = run_computation(run, field);
	const struct parameters *parameters = &run->query->parameters;
	struct computed_column *computed = computation ? column_of(run, field) : NULL;

	if (!computed)
		return NULL;
	if (computed->offers != offers_key(run, computation) ||
		!parameters_equal_for(&computed->parameters, parameters, (uint16_t)field))
		computed->filled = 0;
	if (computed->filled == 0) {
		computed->parameters = *parameters;
		computed->offers = offers_key(run, computation);
	}
	return computed;
}

void computed_fill(struct query_run *run, struct computed_column *computed, uint32_t to)
{
	const struct computation *computation = run_computation(run, computed->field);

	for (uint32_t row = computed->filled; row < to; row++) {
		struct computed_range range = computation->compute(run->store, row,
			&computed->parameters,
			computation->compute_offer ? query_run_allowed(run, row) : NULL,
			&run->scratch_arena);
		computed->numbers[row] = range.high;
		computed->lows[row] = range.low;
		if (row % 256 == 0)
			arena_reset(&run->scratch_arena);
	}
	if (to > computed->filled) {
		computed->filled = to;
		arena_reset(&run->scratch_arena);
	}
}

enum result computed_fill_all(struct query_run *run, struct computed_column *computed,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);

	while (computed->filled < rows) {
		uint32_t left = rows - computed->filled;
		if (interrupt_is_due(interrupt, computed->filled, rows))
			return RESULT_INTERRUPTED;
		computed_fill(run, computed,
			computed->filled + (left < FILL_BLOCK ? left : FILL_BLOCK));
	}
	return RESULT_OK;
}

bool computed_is_exact(const struct computed_column *computed, uint32_t from, uint32_t to)
{
	for (uint32_t row = from; row < to; row++)
		if (computed->lows[row] < computed->numbers[row])
			return false;
	return true;
}

/* --- for the floors above ------------------------------------------------------------------------- */

bool query_run_is_computed(struct query_run *run, uint32_t field)
{
	const struct computed_column *computed = run_computed(run, field);

	return !computed || computed->filled == store_count(run->store);
}

enum result query_run_compute(struct query_run *run, uint32_t field,
	const struct interrupt *interrupt)
{
	struct computed_column *computed = run_computed(run, field);

	return computed ? computed_fill_all(run, computed, interrupt) : RESULT_OK;
}

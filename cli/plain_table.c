/* SPDX-License-Identifier: MIT */
/* What was printed last, as the table that it is: made anew for the file, so that it says what holds by then. */
#include "cli/plain.h"

#include "catalog/advice/cost_table.h"
#include "catalog/advice/fit_table.h"
#include "catalog/tables/compare.h"
#include "catalog/tables/evidence.h"
#include "state/machine.h"

#include <math.h>

/* The marked models; without marks the one shown last, else the first of the list. */
static uint32_t rows_of(struct plain *plain, const uint32_t **rows)
{
	uint32_t count = (uint32_t)explorer_marked_rows(&plain->explorer, &plain->arena, rows);

	if (count > 0)
		return count;
	uint32_t *one = ARENA_ARRAY(&plain->arena, uint32_t, 1);
	one[0] = plain->shown != UINT32_MAX ? plain->shown : explorer_row_at(&plain->explorer, 0);
	*rows = one;
	return one[0] != UINT32_MAX;
}

static struct table *costs_of(struct plain *plain)
{
	struct explorer *explorer = &plain->explorer;
	const uint32_t *rows;
	uint32_t count = rows_of(plain, &rows);
	bool is_one = explorer->marked_count == 0;

	return count == 0
		? NULL
		: table_cost(explorer->store, explorer->run, rows, count,
			  is_one ? COST_ROWS_OFFERS : COST_ROWS_MODELS,
			  &explorer_told(explorer, &plain->arena)->parameters, &plain->arena);
}

static struct table *fit_of(struct plain *plain)
{
	struct parameters parameters = explorer_told(&plain->explorer, &plain->arena)->parameters;
	const uint32_t *rows;
	uint32_t count = rows_of(plain, &rows);

	if (isnan(parameters.memory_bytes)) {
		struct machine machine;
		machine_detect(&machine, plain->explorer.machine_root, &plain->arena);
		parameters.memory_bytes = machine_memory(&machine);
		parameters.bandwidth = machine_bandwidth(&machine);
	}
	return count == 0
		? NULL
		: table_fit(plain->explorer.store, rows, count, &parameters, &plain->arena);
}

static struct table *comparison_of(struct plain *plain)
{
	struct explorer *explorer = &plain->explorer;
	const struct compare_options options = { .baseline = UINT32_MAX,
		.query = &explorer->query };
	const uint32_t *rows;
	uint32_t count = (uint32_t)explorer_marked_rows(explorer, &plain->arena, &rows);

	return count < 2 || count > COMPARE_MODELS_MAX
		? NULL
		: table_compare(explorer->store, explorer->run, rows, count, &options,
			  &plain->arena);
}

struct table *plain_table(struct plain *plain)
{
	struct explorer *explorer = &plain->explorer;

	switch (plain->last) {
	case PLAIN_MODEL:
		return table_detail(explorer->store, explorer->run, plain->shown, false,
			&plain->arena);
	case PLAIN_EVIDENCE:
		return table_evidence(explorer->store, explorer->run, plain->shown, plain->asked,
			&plain->arena);
	case PLAIN_COMPARISON: return comparison_of(plain);
	case PLAIN_COST: return costs_of(plain);
	case PLAIN_FIT: return fit_of(plain);
	case PLAIN_LIST: break;
	}
	return table_list(explorer->run, &explorer->query, explorer->store, &plain->arena);
}

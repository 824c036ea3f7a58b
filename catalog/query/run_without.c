/* SPDX-License-Identifier: MIT */
/* How many models a query would have without one of its clauses. */
#include "catalog/query/run_parts.h"

#include "catalog/base/memory.h"
#include "catalog/query/byte_counts.h"

#include <stdlib.h>

void run_forget_without(struct query_run *run)
{
	free(run->without);
	run->without = NULL;
}

/* The unit that is this clause and nothing else: the rows that miss it alone are counted already. Offers answer for a model by the best of them, which
 * may be another one without the clause. */
static size_t unit_of_its_own(const struct query_run *run, size_t clause)
{
	for (size_t i = 0; i < run->unit_count; i++)
		if (run->units[i].clause_count == 1 && run->units[i].clauses[0] == clause &&
			!run->units[i].is_offer)
			return i;
	return run->unit_count;
}

/* The rest of the query as one of its own. */
static uint32_t count_rest(const struct query_run *run, size_t clause)
{
	struct query rest = *run->query;
	struct clause *clauses = memory_get_zeroed(rest.clause_count, sizeof(*clauses));
	struct query_run *other = query_run_new(run->store, run->computations,
		run->computation_count);
	uint32_t count = 0;

	for (size_t i = 0, at = 0; i < rest.clause_count; i++)
		if (i != clause)
			clauses[at++] = rest.clauses[i];
	rest.clauses = clauses;
	rest.clause_count--;
	rest.is_folded = false;
	query_run_set_rows(other, run->rows_of);
	if (query_run_execute(other, &rest, NULL, NULL) == RESULT_OK)
		count = query_run_model_count(other);
	query_run_free(other);
	free(clauses);
	return count;
}

static uint32_t count_without(const struct query_run *run, size_t clause)
{
	uint32_t rows = store_count(run->store);
	size_t unit = unit_of_its_own(run, clause);

	if (run->is_all)
		return run->models;
	if (unit == run->unit_count)
		return count_rest(run, clause);
	return run->models + byte_counts_equal(run->rows.miss, rows, (uint8_t)unit) +
		byte_counts_equal(run->rows.miss, rows, (uint8_t)(unit | MISS_NO));
}

uint32_t query_run_without(struct query_run *run, size_t clause)
{
	size_t count = run->query ? run->query->clause_count : 0;

	if (clause >= count)
		return run->models;
	if (!run->without) {
		run->without = memory_get(count * sizeof(*run->without));
		for (size_t i = 0; i < count; i++)
			run->without[i] = UINT32_MAX;
	}
	if (run->without[clause] == UINT32_MAX)
		run->without[clause] = count_without(run, clause);
	return run->without[clause];
}

/* SPDX-License-Identifier: MIT */
/* How sure a computed value is. */
#include "catalog/query/run_parts.h"

#include <math.h>

double query_run_half_width(const struct query_run *run, uint32_t row, uint32_t field,
	struct arena *arena)
{
	for (size_t i = 0; i < run->computation_count; i++) {
		const struct computation *computation = &run->computations[i];
		if (computation->field != field || !computation->half_width)
			continue;
		double width = computation->half_width(run->store, row, &run->query->parameters,
			arena);
		return isnan(width) ? 0 : width;
	}
	return 0;
}

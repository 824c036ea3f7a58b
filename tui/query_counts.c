/* SPDX-License-Identifier: MIT */
#include "tui/query_counts.h"

#include <string.h>

static bool count_for_text(void *context, struct text query, uint32_t *models)
{
	return query_counts_get(context, query, models);
}

void query_counts_init(struct query_counts *counts, struct explorer *explorer)
{
	memset(counts, 0, sizeof(*counts));
	arena_init(&counts->arena);
	counts->explorer = explorer;
	counts->counter = (struct lesson_counter){ count_for_text, counts };
	counts->run = query_run_new(explorer->store, explorer->computations,
		explorer->computation_count);
}

void query_counts_clear(struct query_counts *counts)
{
	if (counts->has_query)
		query_done(&counts->query);
	counts->has_query = false;
	counts->count = 0;
	arena_reset(&counts->arena);
}

void query_counts_done(struct query_counts *counts)
{
	query_counts_clear(counts);
	query_run_free(counts->run);
	arena_done(&counts->arena);
}

static bool parse(struct query_counts *counts, struct text text)
{
	struct query_error error;

	if (counts->has_query)
		query_done(&counts->query);
	counts->has_query = query_parse(&counts->query, counts->explorer->store, text,
		&counts->explorer->defaults, &counts->arena, &error);
	return counts->has_query;
}

static bool execute(struct query_counts *counts)
{
	return query_run_execute(counts->run, &counts->query, counts->explorer->interrupt, NULL) ==
		RESULT_OK;
}

bool query_counts_get(struct query_counts *counts, struct text query, uint32_t *models)
{
	for (size_t i = 0; i < counts->count; i++) {
		if (!text_equal(counts->items[i].query, query))
			continue;
		*models = counts->items[i].models;
		return true;
	}
	if (counts->count == QUERY_COUNTS_MAX)
		return false;
	/* A developer or provider that this catalog does not have has no models in it. */
	*models = 0;
	if (parse(counts, query)) {
		if (!execute(counts))
			return false;
		*models = query_run_model_count(counts->run);
	}
	counts->items[counts->count++] = (struct query_count){ arena_copy(&counts->arena, query),
		*models };
	return true;
}

uint32_t query_counts_rows(struct query_counts *counts, struct text query, uint32_t *rows,
	uint32_t capacity)
{
	uint32_t got = 0;

	if (!parse(counts, query))
		return 0;
	if (counts->query.sort_count == 0) { /* names in the order of their ids say nothing */
		counts->query.sort[0] = (struct sort_key){ FIELD_RELEASED, true };
		counts->query.sort_count = 1;
	}
	if (!execute(counts) ||
		query_run_rows(counts->run, 0, capacity, rows, &got, counts->explorer->interrupt) !=
			RESULT_OK)
		return 0;
	return got;
}

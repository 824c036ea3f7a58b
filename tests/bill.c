/* SPDX-License-Identifier: MIT */
#include "tests/bill.h"

#include "catalog/advice/computations.h"

struct fixture fixture;
struct arena arena;
struct query_run *run;
struct query query;

int open_bill(void **state)
{
	size_t count;
	const struct computation *list = computations(&count);

	(void)state;
	arena_init(&arena);
	fixture_open(&fixture, "workloads.json");
	run = query_run_new(fixture.store, list, count);
	return 0;
}

int close_bill(void **state)
{
	(void)state;
	query_done(&query);
	query_run_free(run);
	fixture_close(&fixture);
	arena_done(&arena);
	return 0;
}

uint32_t row_of(const char *id)
{
	uint32_t row;
	assert_true(store_find_id(fixture.store, text_of(id), &row));
	return row;
}

struct parameters with(const char *list)
{
	struct parameters parameters = parameters_default();
	struct error err = { 0 };

	if (parameters_read(&parameters, text_of(list), &err) != RESULT_OK)
		fail_msg("%s: %s", list, err.message);
	return parameters;
}

uint32_t count_of(const char *text, uint32_t *possible)
{
	struct query_error error;
	struct error err;

	query_done(&query);
	if (!query_parse(&query, fixture.store, text_of(text), NULL, &arena, &error))
		fail_msg("%s: %.*s", text, TEXT_ARGS(error.message));
	assert_int_equal(query_run_execute(run, &query, NULL, &err), RESULT_OK);
	if (possible)
		*possible = query_run_possible_count(run);
	return query_run_count(run);
}

const struct cell *cell_of(const struct table *table, uint32_t row, const char *key)
{
	struct cell *cells = ARENA_ARRAY(&arena, struct cell, table->column_count);

	table->ops->row(table, row, &arena, cells);
	for (size_t i = 0; i < table->column_count; i++)
		if (text_equal_string(table->columns[i].key, key))
			return &cells[i];
	return NULL;
}

/* SPDX-License-Identifier: MIT */
/* Any text is a query or has a column inside it; a query runs. */
#include "tests/fuzz.h"

#include "tests/fixture.h"

#include "catalog/query/run.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fixture fixture;
	struct arena arena;
	struct query query;
	struct query_error error;

	if (!fixture.store)
		fixture_open(&fixture, "small.json");
	arena_init(&arena);
	struct text text = { (const char *)data, size };
	if (query_parse(&query, fixture.store, text, NULL, &arena, &error)) {
		struct query_run *run = query_run_new(fixture.store, NULL, 0);
		struct error err;
		query_run_execute(run, &query, NULL, &err);
		if (query_run_count(run) > store_count(fixture.store))
			abort();
		query_run_free(run);
		query_done(&query);
	} else if (error.column < 1 || (size_t)error.column > size + 1) {
		abort();
	}
	arena_done(&arena);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* A catalog merged with one that says nothing of its models says of them what it said alone: every cell, claim, offer and result. */
#include "tests/reading.h"
#include "tests/twins.h"

#include "catalog/sources/fold.h"
#include "cli/resources.h"

static struct store *built_in;

static void merge(struct made *merged, const struct store *source)
{
	struct fold_input input = { .built_in = built_in, .sources = &source, .source_count = 1 };
	struct builder *builder = builder_new(TEXT("all"), store_date(built_in));
	struct fold_counts counts;
	struct error err;

	assert_int_equal(fold_catalogs(builder, &input, &counts, &err), RESULT_OK);
	made_open(merged, builder, "merged");
}

static void what_nobody_speaks_of_stays_as_it_is(void **state)
{
	static const char words[] = "{\"id\": \"x/m1\", \"name\": \"M1\"}\n";
	struct read_source source;
	struct made merged;
	uint32_t other;

	(void)state;
	read_words(&source, words, sizeof(words) - 1);
	assert_int_equal(source.result, RESULT_OK);
	merge(&merged, source.store);
	assert_int_equal(store_count(merged.store), store_count(built_in) + 1);
	for (uint32_t row = 0; row < store_count(built_in); row++) {
		assert_true(store_find_id(merged.store, store_id(built_in, row), &other));
		same_row(built_in, row, merged.store, other);
		same_offers(built_in, row, merged.store, other);
	}
	made_done(&merged);
	read_done(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_speaks_of_stays_as_it_is),
	};
	struct text snapshot = resource_text("catalog/builtin.snapshot");

	if (store_open(&built_in, snapshot.bytes, snapshot.size, "built-in", NULL) != RESULT_OK)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	store_close(built_in);
	return failed;
}

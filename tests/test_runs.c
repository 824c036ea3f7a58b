/* SPDX-License-Identifier: MIT */
/* Rows that come in nearly any order: each id once, all in the order of their ids in the end. */
#include "tests/unit.h"

#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/builder.h"
#include "catalog/store/store.h"

#include <stdio.h>

enum { ROWS = 6000 };

typedef uint32_t (*order)(uint32_t row); /* the number in the id of a row; each number once */

static uint32_t ascending(uint32_t row)
{
	return row;
}

static uint32_t descending(uint32_t row)
{
	return ROWS - 1 - row;
}

static uint32_t shuffled(uint32_t row)
{
	return (uint32_t)((uint64_t)row * 2609 % ROWS); /* no divisor in common with ROWS */
}

/* In order, but that one in forty trades places with the one 900 before it. */
static uint32_t with_strays(uint32_t row)
{
	uint32_t ahead = row + 900;

	if (row % 40 == 7 && row % 1800 < 900 && ahead < ROWS)
		return ahead;
	return row % 40 == 27 && row % 1800 >= 900 ? row - 900 : row;
}

/* The even numbers, then the odd ones. */
static uint32_t in_two_runs(uint32_t row)
{
	return row < ROWS / 2 ? row * 2 : row * 2 - ROWS + 1;
}

static enum result add(struct builder *builder, uint32_t number)
{
	char room[64];
	int size = snprintf(room, sizeof(room), "org/model-%05u", number);
	struct text id = { room, (size_t)size };
	struct draft draft = { .id = id, .name = id };
	struct error err;

	return builder_add_model(builder, &draft, &err);
}

static void check_order(struct builder *builder, order number_of)
{
	struct strbuf bytes;
	struct store *store;

	strbuf_init(&bytes);
	struct sink *sink = sink_open_strbuf(&bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, NULL), RESULT_OK);
	assert_int_equal(sink_close(sink, NULL), RESULT_OK);
	assert_int_equal(store_open(&store, bytes.bytes, bytes.size, "bytes", NULL), RESULT_OK);
	assert_int_equal(store_count(store), ROWS);
	for (uint32_t row = 0; row < ROWS; row++) {
		char room[64];
		uint32_t found = UINT32_MAX;
		snprintf(room, sizeof(room), "org/model-%05u", number_of(row));
		assert_true(store_find_id(store, text_of(room), &found));
		assert_int_equal(found, number_of(row));
	}
	store_close(store);
	strbuf_done(&bytes);
}

static void check(order number_of)
{
	struct builder *builder = builder_new(TEXT("hub"), 20261101);
	bool seen[ROWS] = { false };

	for (uint32_t row = 0; row < ROWS; row++) {
		uint32_t number = number_of(row);
		assert_false(seen[number]);
		seen[number] = true;
		assert_int_equal(add(builder, number), RESULT_OK);
		if (row % 3 == 0) /* what is there cannot come again, whenever it came */
			for (uint32_t former = 0; former <= row; former += row / 4 + 1)
				assert_int_equal(add(builder, number_of(former)), RESULT_BAD_DATA);
	}
	assert_int_equal(builder_model_count(builder), ROWS);
	check_order(builder, number_of);
	builder_free(builder);
}

static void rows_in_order(void **state)
{
	(void)state;
	check(ascending);
	check(in_two_runs);
}

static void rows_that_stray(void **state)
{
	(void)state;
	check(with_strays);
}

static void rows_in_no_order(void **state)
{
	(void)state;
	check(descending);
	check(shuffled);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_in_order),
		cmocka_unit_test(rows_that_stray),
		cmocka_unit_test(rows_in_no_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

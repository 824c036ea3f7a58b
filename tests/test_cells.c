/* SPDX-License-Identifier: MIT */
/* Columns of many rows: a value comes out as it went in, whether all rows have one, a few, or first the one and then the other. */
#include "tests/unit.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/builder.h"
#include "catalog/store/store.h"

#include <stdio.h>

enum { ROWS = 90000, DEVELOPERS = 70000 /* more than two bytes hold */ };

/* Few, all, few, none, and all again in the end. */
static bool has_layers(uint32_t row)
{
	return row < 20000    ? row % 500 == 0
		: row < 45000 ? true
		: row < 80000 ? row % 900 == 0
			      : row > 85000;
}

static bool has_cutoff(uint32_t row) /* a few by far */
{
	return row % 1000 == 7;
}

static bool has_length(uint32_t row) /* all, then hardly any */
{
	return row < 9000 || row % 3000 == 0;
}

static struct text id_of(uint32_t row, char room[64])
{
	/* not in their order: rows are moved when they are written */
	int size = snprintf(room, 64, "dev/model-%05u", row * 7919u % ROWS);

	return (struct text){ room, (size_t)size };
}

static void add_claim(struct claim *claims, size_t *count, enum field_id field, uint32_t source)
{
	claims[*count] = (struct claim){ .field = (uint16_t)field,
		.basis = BASIS_REPORTED,
		.origin = ORIGIN_OTHER,
		.source = source,
		.value.state = VALUE_KNOWN };
	(*count)++;
}

static void add_row(struct builder *builder, uint32_t row, uint32_t source)
{
	struct claim claims[3];
	char room[64], developer[64];
	size_t count = 0;
	struct text id = id_of(row, room);
	int size = snprintf(developer, sizeof(developer), "developer-%u", row % DEVELOPERS);
	struct draft draft = { .id = id,
		.name = id,
		.developer = { developer, (size_t)size },
		.claims = claims };

	if (has_layers(row)) {
		add_claim(claims, &count, FIELD_LAYERS, source);
		claims[count - 1].value.is.number = row;
	}
	if (has_length(row)) {
		add_claim(claims, &count, FIELD_CONTEXT, source);
		claims[count - 1].value.is.number = 100000 + row;
	}
	if (has_cutoff(row)) {
		add_claim(claims, &count, FIELD_CUTOFF, source);
		claims[count - 1].value.is.date = 20200101 + row % 28;
	}
	draft.claim_count = count;
	assert_int_equal(builder_add_model(builder, &draft, NULL), RESULT_OK);
}

static void check_number(const struct store *store, uint32_t found, enum field_id field,
	bool is_there, double number)
{
	struct value value = store_value(store, found, field, NULL);

	assert_int_equal(value.state, is_there ? VALUE_KNOWN : VALUE_UNKNOWN);
	if (is_there)
		assert_true(value.is.number == number);
	assert_int_equal(store_is_reported(store, found, field), is_there);
}

static void check_row(const struct store *store, uint32_t row)
{
	char room[64], developer[64];
	uint32_t found;

	assert_true(store_find_id(store, id_of(row, room), &found));
	check_number(store, found, FIELD_LAYERS, has_layers(row), row);
	check_number(store, found, FIELD_CONTEXT, has_length(row), 100000 + row);
	struct value cutoff = store_value(store, found, FIELD_CUTOFF, NULL);
	assert_int_equal(cutoff.state, has_cutoff(row) ? VALUE_KNOWN : VALUE_UNKNOWN);
	if (has_cutoff(row))
		assert_int_equal(cutoff.is.date, 20200101 + row % 28);
	snprintf(developer, sizeof(developer), "developer-%u", row % DEVELOPERS);
	assert_text(store_value(store, found, FIELD_DEVELOPER, NULL).is.text, developer);
}

static void values_come_out_as_they_went_in(void **state)
{
	const struct source source = { .title = TEXT("Hub"), .date = 20261101, .is_seen = true };
	struct builder *builder = builder_new(TEXT("hub"), 20261101);
	struct strbuf bytes;
	struct store *store;

	(void)state;
	uint32_t number = builder_add_source(builder, &source);
	for (uint32_t row = 0; row < ROWS; row++)
		add_row(builder, row, number);
	strbuf_init(&bytes);
	struct sink *sink = sink_open_strbuf(&bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, NULL), RESULT_OK);
	assert_int_equal(sink_close(sink, NULL), RESULT_OK);
	builder_free(builder);
	assert_int_equal(store_open(&store, bytes.bytes, bytes.size, "bytes", NULL), RESULT_OK);
	assert_int_equal(store_count(store), ROWS);
	for (uint32_t row = 0; row < ROWS; row++)
		check_row(store, row);
	store_close(store);
	strbuf_done(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_come_out_as_they_went_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

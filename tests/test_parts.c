/* SPDX-License-Identifier: MIT */
/* A large file of lines is read by several processes where there are several processors. What comes out is, to the byte, what one process makes of the same lines. */
#include "tests/unit.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/source.h"
#include "catalog/store/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINES = 40000, PADDING = 480 }; /* more than 16 MB */

struct kind {
	bool is_descending; /* the last ids come first */
	bool has_repeated;  /* one id stands in the first part and in the last */
	bool has_offers;
	bool is_sound;     /* nothing to warn of */
	uint32_t warnings; /* each so many lines one; 0: none */
};

static void add_line(struct strbuf *lines, const struct kind *kind, uint32_t number)
{
	uint32_t id = kind->is_descending ? LINES - number : number;
	char padding[PADDING];

	memset(padding, 'x', PADDING);
	if (kind->has_repeated && number == LINES - 7)
		id = 3;
	strbuf_add_format(lines, "{\"id\": \"org%u/model-%06u\", \"name\": \"%s %u\"", id / 1000,
		id, id % 50 == 0 ? "모델" : "Model", id);
	strbuf_add_format(lines,
		", \"architecture\": [\"%s\"], \"context\": %u, \"params\": %u000000, \"downloads\": %u",
		id % 3 ? "dense" : "moe", kind->warnings && id % kind->warnings == 0 ? 7u : 8192u,
		id % 70 + 1, id * 7 % 1000);
	strbuf_add_format(lines, ", \"license\": \"%s\"",
		id % 4           ? "open-weight"
			: id % 8 ? "llama3"
				 : "apache-2.0");
	if (id % 5 == 0)
		strbuf_add_format(lines, ", \"good_at\": [\"maths\", \"subject-%u\"]", id / 4000);
	if (id == LINES - 100) { /* more than a cell holds */
		strbuf_add_string(lines, ", \"languages\": [\"en\"");
		for (int i = 0; i < 1001; i++)
			strbuf_add_format(lines, ", \"l%d\"", i);
		strbuf_add_string(lines, "]");
	}
	if (id % 13 == 0 && !kind->is_sound)
		strbuf_add_string(lines, ", \"layers\": 32.5");
	if (id % 9 == 0)
		strbuf_add_format(lines, ", \"condition\": \"condition %u\"", id / 900);
	if (id % 11 == 0 && !kind->is_sound)
		strbuf_add_string(lines, ", \"released\": \"2024-02-30\"");
	if (kind->has_offers && id % 100 == 0)
		strbuf_add_string(lines, ", \"provider\": \"some-host\", \"price_in\": 0.3");
	strbuf_add_string(lines, ", \"padding\": \"");
	strbuf_add_bytes(lines, padding, PADDING);
	strbuf_add_string(lines, "\"}\n");
}

struct outcome {
	struct strbuf bytes;
	uint32_t record_count, refused_count, warning_count;
};

static struct source_import read_all(struct stream *stream)
{
	struct source_import import = { .stream = stream, .as_of = 20261101 };
	struct error err;

	stream_rename(stream, "dump.ndjson");
	assert_int_equal(source_read(&import, &err), RESULT_OK);
	assert_int_equal(import.format, SOURCE_NDJSON);
	return import;
}

static void write_down(struct builder *builder, struct strbuf *bytes)
{
	struct error err;

	strbuf_init(bytes);
	struct sink *sink = sink_open_strbuf(bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, &err), RESULT_OK);
	assert_int_equal(sink_close(sink, &err), RESULT_OK);
}

static void read_stream(struct stream *stream, struct outcome *outcome)
{
	struct source_import import = read_all(stream);

	write_down(import.builder, &outcome->bytes);
	outcome->record_count = import.record_count;
	outcome->refused_count = import.refused_count;
	outcome->warning_count = import.warning_count;
	builder_free(import.builder);
	stream_close(stream);
}

static void same_bytes(const struct kind *kind, uint32_t record_count)
{
	char path[] = "/tmp/llmatlas-parts-XXXXXX";
	struct outcome one, two;
	struct strbuf lines;
	struct stream *stream;
	struct error err;
	int descriptor = mkstemp(path);

	assert_true(descriptor >= 0);
	strbuf_init(&lines);
	for (uint32_t i = 1; i <= LINES; i++)
		add_line(&lines, kind, i);
	struct sink *sink = sink_open_descriptor(descriptor, path);
	sink_add(sink, strbuf_text(&lines));
	assert_int_equal(sink_close(sink, &err), RESULT_OK);
	close(descriptor);
	assert_int_equal(stream_open(&stream, path, &err), RESULT_OK);
	read_stream(stream, &two); /* of a file */
	read_stream(stream_of(strbuf_text(&lines), ""), &one);
	unlink(path);
	assert_int_equal(two.record_count, record_count);
	assert_int_equal(two.record_count, one.record_count);
	assert_int_equal(two.refused_count, one.refused_count);
	assert_int_equal(two.warning_count, one.warning_count);
	assert_int_equal(two.bytes.size, one.bytes.size);
	assert_memory_equal(two.bytes.bytes, one.bytes.bytes, one.bytes.size);
	strbuf_done(&one.bytes);
	strbuf_done(&two.bytes);
	strbuf_done(&lines);
}

static void parts_of_a_dump_in_order(void **state)
{
	(void)state;
	same_bytes(&(struct kind){ .warnings = 1000 }, LINES);
}

static void parts_of_a_dump_in_another_order(void **state)
{
	(void)state;
	same_bytes(&(struct kind){ .is_descending = true }, LINES);
}

static void a_record_that_stands_in_two_parts_counts_once(void **state)
{
	(void)state;
	same_bytes(&(struct kind){ .has_repeated = true }, LINES - 1);
}

static void parts_with_offers(void **state)
{
	(void)state;
	same_bytes(&(struct kind){ .has_offers = true }, LINES);
}

/* What a worker has read is taken as it is, not read again: values that few rows have, and offers, too. */
static void rows_with_offers_are_taken_over(void **state)
{
	const struct kind kind = { .is_descending = true, .has_offers = true, .is_sound = true };
	struct strbuf lines, whole, part, joined;
	struct store *store;
	struct error err;

	(void)state;
	strbuf_init(&lines);
	for (uint32_t i = 1; i <= 6000; i++)
		add_line(&lines, &kind, i);
	size_t half = (size_t)text_find(strbuf_text(&lines), TEXT("org37/model-037000"));
	while (lines.bytes[half - 1] != '\n')
		half--;
	struct text all = strbuf_text(&lines);
	struct stream *streams[] = { stream_of(all, ""), stream_of(text_slice(all, 0, half), ""),
		stream_of(text_slice(all, half, all.size), "") };
	struct source_import imports[3];
	for (int i = 0; i < 3; i++)
		imports[i] = read_all(streams[i]);
	builder_keep_columns_whole(imports[2].builder);
	write_down(imports[2].builder, &part);
	assert_int_equal(store_open(&store, part.bytes, part.size, "", &err), RESULT_OK);
	assert_true(store_offer_count(store) > 20);
	assert_true(builder_append(imports[1].builder, store, 0));
	write_down(imports[1].builder, &joined);
	write_down(imports[0].builder, &whole);
	assert_int_equal(joined.size, whole.size);
	assert_memory_equal(joined.bytes, whole.bytes, whole.size);
	store_close(store);
	for (int i = 0; i < 3; i++) {
		builder_free(imports[i].builder);
		stream_close(streams[i]);
	}
	strbuf_done(&lines);
	strbuf_done(&whole);
	strbuf_done(&part);
	strbuf_done(&joined);
}

static void no_more_warnings_are_kept_than_of_one_reader(void **state)
{
	(void)state;
	same_bytes(&(struct kind){ .warnings = 2 }, LINES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_of_a_dump_in_order),
		cmocka_unit_test(parts_of_a_dump_in_another_order),
		cmocka_unit_test(a_record_that_stands_in_two_parts_counts_once),
		cmocka_unit_test(parts_with_offers),
		cmocka_unit_test(rows_with_offers_are_taken_over),
		cmocka_unit_test(no_more_warnings_are_kept_than_of_one_reader),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

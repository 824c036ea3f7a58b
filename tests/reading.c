/* SPDX-License-Identifier: MIT */
#include "tests/reading.h"

#include "catalog/base/sink.h"

static void finish(struct read_source *source)
{
	struct sink *sink = sink_open_strbuf(&source->bytes);

	assert_int_equal(builder_finish(source->import.builder, sink, NULL, &source->err),
		RESULT_OK);
	assert_int_equal(sink_close(sink, &source->err), RESULT_OK);
	assert_int_equal(store_open(&source->store, source->bytes.bytes, source->bytes.size,
				 "source", &source->err),
		RESULT_OK);
	assert_int_equal(store_verify(source->store, &source->err), RESULT_OK);
}

static void read_stream(struct read_source *source, struct stream *stream)
{
	*source = (struct read_source){ .import = { .stream = stream, .as_of = 20261101 } };
	strbuf_init(&source->bytes);
	source->result = source_read(&source->import, &source->err);
	if (source->result == RESULT_OK)
		finish(source);
	builder_free(source->import.builder);
	source->import.builder = NULL;
	source->import.name = TEXT_NONE;
}

bool read_file(struct read_source *source, const char *path)
{
	struct stream *stream;
	struct error err;

	if (stream_open(&stream, path, &err) != RESULT_OK)
		return false;
	read_stream(source, stream);
	stream_close(stream);
	return true;
}

void read_fixture(struct read_source *source, const char *name)
{
	char *path = fixture_path(name);

	assert_true(read_file(source, path));
	free(path);
	if (source->result != RESULT_OK)
		fail_msg("%s", source->err.message);
}

void read_words(struct read_source *source, const char *words, size_t size)
{
	struct stream *stream = stream_of((struct text){ words, size }, "words");

	read_stream(source, stream);
	stream_close(stream);
}

void read_done(struct read_source *source)
{
	store_close(source->store);
	strbuf_done(&source->bytes);
}

struct text title(const struct store *store, const char *id)
{
	uint32_t row;
	assert_true(store_find_id(store, text_of(id), &row));
	return store_title(store, row);
}

const char *value_of(const struct store *store, const char *id, enum field_id field)
{
	static char out[4][256];
	static int turn;
	struct arena arena;
	struct strbuf buf;
	uint32_t row;

	if (!store_find_id(store, text_of(id), &row))
		fail_msg("no row %s", id);
	arena_init(&arena);
	strbuf_init(&buf);
	bool is_offer = store_offer_column(store, field) &&
		store_offers_from(store, row) < store_offers_from(store, row + 1) &&
		!store_column(store, field);
	struct value value = is_offer
		? store_offer_value(store, store_offers_from(store, row), field, &arena)
		: store_value(store, row, field, &arena);
	value_print_key(&buf, field_get(field), &value);
	turn = (turn + 1) % 4;
	snprintf(out[turn], sizeof(out[turn]), "%.*s", TEXT_ARGS(strbuf_text(&buf)));
	strbuf_done(&buf);
	arena_done(&arena);
	return out[turn];
}

const char *offer_value(const struct store *store, const char *id, enum field_id field)
{
	static char out[256];
	struct arena arena;
	struct strbuf buf;
	uint32_t row;

	assert_true(store_find_id(store, text_of(id), &row));
	arena_init(&arena);
	strbuf_init(&buf);
	struct value value = store_offer_value(store, store_offers_from(store, row), field, &arena);
	value_print_key(&buf, field_get(field), &value);
	snprintf(out, sizeof(out), "%.*s", TEXT_ARGS(strbuf_text(&buf)));
	strbuf_done(&buf);
	arena_done(&arena);
	return out;
}

bool warns(const struct store *store, const char *place, const char *sentence)
{
	for (uint32_t i = 0; i < store_warning_count(store); i++) {
		struct text warning = store_warning(store, i);
		if (text_find(warning, text_of(place)) >= 0 &&
			text_find(warning, text_of(sentence)) >= 0)
			return true;
	}
	return false;
}

/* SPDX-License-Identifier: MIT */
#include "tests/fixture.h"

#include "catalog/base/file.h"
#include "catalog/base/memory.h"
#include "catalog/base/sink.h"
#include "catalog/sources/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *fixture_path(const char *name)
{
	const char *top = getenv("top_srcdir");
	size_t size = strlen(top ? top : ".") + strlen(name) + 32;
	char *path = memory_get(size);

	snprintf(path, size, "%s/tests/fixtures/%s", top ? top : ".", name);
	return path;
}

static void die(const struct error *err)
{
	fprintf(stderr, "fixture: %s\n", err->message);
	exit(1);
}

static void build(struct fixture *fixture, const char *name, struct text bytes)
{
	struct arena arena;
	struct facts facts;
	struct error err = { 0 };

	arena_init(&arena);
	facts_init(&facts, &arena, ORIGIN_BUILTIN_MODEL);
	strbuf_init(&fixture->bytes);
	if (facts_read(&facts, name, bytes, true, &err) != RESULT_OK ||
		facts_link(&facts, true, &err) != RESULT_OK)
		die(&err);
	struct builder *builder = builder_new(facts.name, facts.date);
	struct sink *sink = sink_open_strbuf(&fixture->bytes);
	if (facts_build(&facts, builder, &err) != RESULT_OK ||
		builder_finish(builder, sink, NULL, &err) != RESULT_OK ||
		sink_close(sink, &err) != RESULT_OK)
		die(&err);
	builder_free(builder);
	facts_done(&facts);
	arena_done(&arena);
	if (store_open(&fixture->store, fixture->bytes.bytes, fixture->bytes.size, name, &err) !=
		RESULT_OK)
		die(&err);
}

void fixture_open(struct fixture *fixture, const char *name)
{
	struct error err;
	char *path = fixture_path(name), *bytes;
	size_t size;

	if (file_load(path, 0, &bytes, &size, &err) != RESULT_OK)
		die(&err);
	build(fixture, name, (struct text){ bytes, size });
	free(bytes);
	free(path);
}

void fixture_open_text(struct fixture *fixture, const char *json)
{
	build(fixture, "text", text_of(json));
}

void fixture_close(struct fixture *fixture)
{
	store_close(fixture->store);
	strbuf_done(&fixture->bytes);
}

/* SPDX-License-Identifier: MIT */
/* mkcatalog - writes the built-in catalog at build time: mkcatalog -o FILE FACTS...
 * The same facts give the same bytes, in whatever order the files are named. The first mistake ends it. */
#include "catalog/base/file.h"
#include "catalog/base/sink.h"
#include "catalog/sources/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum result read_file(struct facts *facts, const char *path, struct error *err)
{
	struct file_map map;
	enum result result = file_map_open(&map, path, err);

	if (result != RESULT_OK)
		return result;
	struct text bytes = arena_copy(facts->arena, (struct text){ map.bytes, map.size });
	file_map_close(&map);
	return facts_read(facts, path, bytes, true, err);
}

static enum result write_catalog(struct facts *facts, const char *path, struct error *err)
{
	struct builder *builder = builder_new(facts->name, facts->date);
	struct sink *sink = NULL;
	enum result result = facts_build(facts, builder, err);

	if (result == RESULT_OK)
		result = sink_open_file(&sink, path, false, err);
	if (result == RESULT_OK)
		result = builder_finish(builder, sink, NULL, err);
	if (result == RESULT_OK)
		result = sink_close(sink, err);
	else if (sink)
		sink_drop(sink);
	builder_free(builder);
	return result;
}

int main(int count, char **arguments)
{
	struct arena arena;
	struct facts facts;
	struct error err = { 0 };
	enum result result = RESULT_OK;

	if (count < 4 || strcmp(arguments[1], "-o") != 0) {
		fputs("usage: mkcatalog -o FILE FACTS...\n", stderr);
		return RESULT_USAGE;
	}
	qsort(arguments + 3, (size_t)count - 3, sizeof(*arguments), by_name);
	arena_init(&arena);
	facts_init(&facts, &arena, ORIGIN_BUILTIN_MODEL);
	for (int i = 3; i < count && result == RESULT_OK; i++)
		result = read_file(&facts, arguments[i], &err);
	if (result == RESULT_OK)
		result = facts_link(&facts, true, &err);
	if (result == RESULT_OK)
		result = write_catalog(&facts, arguments[2], &err);
	for (size_t i = 0; i < facts.warning_count; i++)
		fprintf(stderr, "mkcatalog: %.*s\n", TEXT_ARGS(facts.warnings[i].sentence));
	if (result != RESULT_OK)
		fprintf(stderr, "mkcatalog: %s\n", err.message);
	facts_done(&facts);
	arena_done(&arena);
	return result;
}

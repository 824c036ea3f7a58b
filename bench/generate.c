/* SPDX-License-Identifier: MIT */
/* generate.c - writes a snapshot of invented models, through the builder that imports use. Layer: bench. */
#include "bench/clock.h"
#include "bench/invent.h"
#include "catalog/base/arena.h"
#include "catalog/base/sink.h"

#include <stdio.h>
#include <stdlib.h>

enum { DATE = 20260701 };

static enum result write_snapshot(struct builder *builder, const char *path, struct error *err)
{
	struct sink *sink;
	enum result result = sink_open_file(&sink, path, false, err);

	if (result != RESULT_OK)
		return result;
	result = builder_finish(builder, sink, NULL, err);
	if (result == RESULT_OK)
		return sink_close(sink, err);
	sink_drop(sink);
	return result;
}

static enum result generate(uint64_t models, const char *path, struct error *err)
{
	struct hub *hub = hub_new(20261123, models);
	struct builder *builder = builder_new(TEXT("invented"), DATE);
	struct arena arena;
	enum result result = RESULT_OK;

	arena_init(&arena);
	hub_add_entities(hub, builder);
	for (uint64_t i = 0; i < models && result == RESULT_OK; i++) {
		struct draft draft = hub_model(hub, i, &arena);
		result = builder_add_model(builder, &draft, err);
		arena_reset(&arena);
	}
	if (result == RESULT_OK)
		result = write_snapshot(builder, path, err);
	builder_free(builder);
	hub_free(hub);
	arena_done(&arena);
	return result;
}

int main(int count, char **arguments)
{
	struct error err = { 0 };
	double from = clock_ms();
	uint64_t models = count == 3 ? strtoull(arguments[1], NULL, 10) : 0;

	if (models == 0) {
		fputs("usage: generate MODELS SNAPSHOT\n", stderr);
		return RESULT_USAGE;
	}
	enum result result = generate(models, arguments[2], &err);
	if (result != RESULT_OK)
		fprintf(stderr, "generate: %s\n", err.message);
	else
		printf("%.0f\n", clock_ms() - from); /* milliseconds, for the table */
	return result;
}

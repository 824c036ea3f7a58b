/* SPDX-License-Identifier: MIT */
#include "tests/world.h"

#include "catalog/advice/computations.h"
#include "tests/random_catalog.h"

struct arena arena;

static void world_ask(struct world *world, const char *text)
{
	struct query_error error;
	size_t count;
	const struct computation *list = computations(&count);

	assert_true(query_parse(&world->query, world->fixture.store, text_of(text), NULL, &arena,
		&error));
	world->run = query_run_new(world->fixture.store, list, count);
	assert_int_equal(query_run_execute(world->run, &world->query, NULL, NULL), RESULT_OK);
}

void world_random(struct world *world, uint64_t seed, int models, const char *text)
{
	struct random random = { seed };
	struct strbuf json;

	strbuf_init(&json);
	random_facts(&json, &random, models);
	fixture_open_text(&world->fixture, json.bytes);
	strbuf_done(&json);
	world_ask(world, text);
}

void world_small(struct world *world, const char *text)
{
	fixture_open(&world->fixture, "small.json");
	world_ask(world, text);
}

void world_close(struct world *world)
{
	query_run_free(world->run);
	query_done(&world->query);
	fixture_close(&world->fixture);
	arena_reset(&arena);
}

struct plot *points_of(struct world *world, enum field_id x, enum field_id y, bool has_others)
{
	const struct plot_options options = { .x = field_get(x),
		.y = field_get(y),
		.has_others = has_others };
	struct plot *plot = NULL;

	assert_int_equal(plot_new(&plot, world->fixture.store, world->run, &world->query, &options,
				 NULL, &arena),
		RESULT_OK);
	return plot;
}

struct plot_histogram *counts_of(struct world *world, enum field_id field)
{
	struct plot_histogram *histogram = NULL;

	assert_int_equal(plot_histogram_new(&histogram, world->fixture.store, world->run,
				 &world->query, field_get(field), PLOT_AUTO, 12, NULL, &arena),
		RESULT_OK);
	return histogram;
}

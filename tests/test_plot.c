/* SPDX-License-Identifier: MIT */
/* Points, the frontier and counts, against naive ones. */
#include "tests/world.h"

#include <math.h>

/* --- points ------------------------------------------------------------------------------------- */

static bool is_better(const struct field *field, double a, double b)
{
	return field->better == BETTER_LOW ? a < b : a > b;
}

static bool is_dominated(const struct plot *plot, const struct plot_point *point)
{
	const struct field *x = plot->options.x, *y = plot->options.y;

	for (size_t i = 0; i < plot->count; i++) {
		const struct plot_point *other = &plot->points[i];
		bool is_as_good = !is_better(x, point->x, other->x) &&
			!is_better(y, point->y, other->y);
		bool is_more = is_better(x, other->x, point->x) || is_better(y, other->y, point->y);
		if (other->is_matching && is_as_good && is_more)
			return true;
	}
	return false;
}

static void check_frontier(const struct plot *plot)
{
	uint32_t number = 0;

	for (size_t i = 0; i < plot->count; i++) {
		const struct plot_point *point = &plot->points[i];
		bool is_on = plot->has_frontier && point->is_matching && !is_dominated(plot, point);
		assert_int_equal(point->frontier, is_on ? ++number : 0);
		if (is_on)
			assert_int_equal(plot->frontier[number - 1], i);
	}
	assert_int_equal(plot->frontier_count, number);
}

static void check_reach(const struct plot *plot)
{
	for (size_t i = 0; i < plot->count; i++) {
		double reach, best = (double)NAN;
		const struct plot_point *point = &plot->points[i];
		for (size_t j = 0; j < plot->count; j++) {
			const struct plot_point *other = &plot->points[j];
			if (other->is_matching && !is_better(plot->options.x, point->x, other->x) &&
				(isnan(best) || is_better(plot->options.y, other->y, best)))
				best = other->y;
		}
		assert_int_equal(plot_frontier_reach(plot, point->x, &reach), !isnan(best));
		if (!isnan(best))
			assert_true(reach == best);
	}
}

static void the_frontier_is_what_nothing_beats(void **state)
{
	static const enum field_id pairs[][2] = { { FIELD_PRICE, FIELD_CONTEXT },
		{ FIELD_CONTEXT, FIELD_PRICE }, { FIELD_PRICE_IN, FIELD_PRICE_OUT },
		{ FIELD_CONTEXT, FIELD_OFFERS }, { FIELD_OFFERS, FIELD_PRICE } };

	(void)state;
	for (uint64_t seed = 1; seed <= 25; seed++) {
		struct world world;
		world_random(&world, seed, 120, seed % 3 ? "license:open-weight,open-source" : "");
		for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
			struct plot *plot = points_of(&world, pairs[i][0], pairs[i][1], seed % 2);
			assert_true(plot->has_frontier);
			check_frontier(plot);
			check_reach(plot);
		}
		struct plot *dates = points_of(&world, FIELD_RELEASED, FIELD_PRICE, true);
		assert_false(dates->has_frontier); /* no date is better than another */
		check_frontier(dates);
		world_close(&world);
	}
}

static void what_is_not_known_is_counted(void **state)
{
	struct world world;

	(void)state;
	for (uint64_t seed = 30; seed < 40; seed++) {
		world_random(&world, seed, 150, "-license:closed-api");
		struct plot *plot = points_of(&world, FIELD_CONTEXT, FIELD_PRICE, true);
		uint32_t no_x = 0, no_y = 0, both = 0, others = 0;
		for (uint32_t row = 0; row < store_count(world.fixture.store); row++) {
			bool has_x = query_run_value(world.run, row, FIELD_CONTEXT, &arena).state ==
				VALUE_KNOWN;
			bool has_y = query_run_value(world.run, row, FIELD_PRICE, &arena).state ==
				VALUE_KNOWN;
			bool is_in = query_run_is_certain(world.run, row);
			no_x += is_in && !has_x;
			no_y += is_in && !has_y;
			both += is_in && has_x && has_y;
			others += !is_in && has_x && has_y;
		}
		assert_int_equal(plot->without_x, no_x);
		assert_int_equal(plot->without_y, no_y);
		assert_int_equal(plot->matching, both);
		assert_int_equal(plot->count, both + others);
		assert_int_equal(points_of(&world, FIELD_CONTEXT, FIELD_PRICE, false)->count, both);
		world_close(&world);
	}
}

static void no_point_and_one_point_are_plots(void **state)
{
	struct world world;

	(void)state;
	world_small(&world, "nosuchmodel");
	struct plot *none = points_of(&world, FIELD_PRICE, FIELD_CONTEXT, false);
	assert_int_equal(none->count, 0);
	assert_int_equal(none->frontier_count, 0);
	world_close(&world);
	world_small(&world, "name=\"Acme Large\"");
	struct plot *one = points_of(&world, FIELD_PRICE, FIELD_CONTEXT, false);
	assert_int_equal(one->count, 1);
	assert_int_equal(one->frontier_count, 1);
	world_close(&world);
}

/* --- counts ------------------------------------------------------------------------------------- */

static void bins_hold_what_lies_in_them(void **state)
{
	static const enum field_id fields[] = { FIELD_CONTEXT, FIELD_PRICE, FIELD_RELEASED,
		FIELD_OFFERS };
	struct world world;

	(void)state;
	for (uint64_t seed = 50; seed < 56; seed++) {
		world_random(&world, seed, 200, "license:open-weight");
		for (size_t f = 0; f < 4; f++) {
			const struct plot_histogram *histogram = counts_of(&world, fields[f]);
			uint32_t sum = 0, total = 0, nowhere = 0, all_nowhere = 0;
			for (size_t i = 0; i < histogram->count; i++) {
				const struct plot_bar *bar = &histogram->bars[i];
				uint32_t inside = 0;
				for (uint32_t row = 0; row < 200; row++) {
					struct value value = query_run_value(world.run, row,
						fields[f], &arena);
					double number;
					bool is_known = plot_number(histogram->field, &value,
						&number);
					bool is_none = value.state == VALUE_NOT_APPLICABLE;
					bool is_in = bar->is_unknown ? !is_known && !is_none
						: bar->is_zero       ? is_known && number == 0
							       : is_known && number >= bar->low &&
							number < bar->high;
					inside += is_in && query_run_is_certain(world.run, row);
					nowhere += i == 0 && is_none &&
						query_run_is_certain(world.run, row);
					all_nowhere += i == 0 && is_none;
				}
				assert_int_equal(bar->count, inside);
				sum += bar->count;
				total += bar->total;
			}
			assert_int_equal(sum + nowhere, histogram->matching);
			assert_int_equal(total + all_nowhere, 200);
		}
		world_close(&world);
	}
}

static uint32_t listed(const struct store *store, const char *text, const struct field *field,
	struct text value)
{
	struct query query;
	struct query_error error;
	struct text whole = arena_format(&arena, "%s %s:%.*s", text, field->key, TEXT_ARGS(value));

	assert_true(query_parse(&query, store, whole, NULL, &arena, &error));
	struct query_run *run = query_run_new(store, NULL, 0);
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	uint32_t count = query_run_model_count(run);
	query_run_free(run);
	query_done(&query);
	return count;
}

static void bars_are_what_a_query_lists(void **state)
{
	static const enum field_id fields[] = { FIELD_REGION, FIELD_PROVIDER, FIELD_DATA_TERMS,
		FIELD_LICENSE, FIELD_ARCHITECTURE, FIELD_LANGUAGES, FIELD_DEVELOPER,
		FIELD_CONTEXT };
	static const char *const texts[] = { "", "price<=1", "provider:hosta",
		"region:US license:open-weight", "-region:KR price>0.5", "context>=32k" };
	struct world world;

	(void)state;
	for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
		world_random(&world, 70 + t, 150, texts[t]);
		for (size_t f = 0; f < sizeof(fields) / sizeof(fields[0]); f++) {
			const struct plot_histogram *histogram = counts_of(&world, fields[f]);
			const struct store *store = world.fixture.store;
			const struct field *field = field_get(fields[f]);
			for (size_t i = 0; i < histogram->count; i++) {
				const struct plot_bar *bar = &histogram->bars[i];
				if (plot_is_axis(field) && !bar->is_unknown)
					continue;
				assert_int_equal(bar->count,
					listed(store, texts[t], field, bar->key));
				assert_int_equal(bar->total, listed(store, "", field, bar->key));
			}
		}
		world_close(&world);
	}
}

static void members_and_terms_are_counted(void **state)
{
	struct world world;

	(void)state;
	world_small(&world, "-license:closed-api");
	const struct plot_histogram *developers = counts_of(&world, FIELD_DEVELOPER);
	assert_int_equal(developers->count, 2);
	assert_text(developers->bars[0].label, "오리온");
	assert_int_equal(developers->bars[0].total, 5);
	assert_int_equal(developers->bars[1].count, 2);
	assert_int_equal(developers->bars[1].total, 3);
	const struct plot_histogram *architectures = counts_of(&world, FIELD_ARCHITECTURE);
	assert_true(architectures->bars[architectures->count - 1].is_unknown);
	world_close(&world);
}

/* As lists say it: what is free within limits is for trying. */
static void the_bar_of_no_price_says_what_it_is(void **state)
{
	struct world world;

	(void)state;
	world_small(&world, "");
	const struct plot_histogram *prices = counts_of(&world, FIELD_PRICE);
	assert_true(prices->bars[0].is_zero);
	assert_int_equal(prices->bars[0].total, 1);
	assert_text(prices->bars[0].label, "trial");
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_frontier_is_what_nothing_beats),
		cmocka_unit_test(what_is_not_known_is_counted),
		cmocka_unit_test(no_point_and_one_point_are_plots),
		cmocka_unit_test(bins_hold_what_lies_in_them),
		cmocka_unit_test(bars_are_what_a_query_lists),
		cmocka_unit_test(members_and_terms_are_counted),
		cmocka_unit_test(the_bar_of_no_price_says_what_it_is),
	};

	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}

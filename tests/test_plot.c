/* SPDX-License-Identifier: MIT */
/* Scales, ticks, points, the frontier and counts, against naive ones; the SVG; what the charts show in cells. */
#include "tests/unit.h"

#include "tests/fixture.h"
#include "tests/random_catalog.h"

#include "catalog/advice/computations.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/export.h"
#include "catalog/tables/plot.h"
#include "tui/screen/chart.h"

#include <math.h>
#include <time.h>

static struct arena arena;

/* A catalog with a query over it. */
struct world {
	struct fixture fixture;
	struct query query;
	struct query_run *run;
};

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

static void world_random(struct world *world, uint64_t seed, int models, const char *text)
{
	struct random random = { seed };
	struct strbuf json;

	strbuf_init(&json);
	random_facts(&json, &random, models);
	fixture_open_text(&world->fixture, json.bytes);
	strbuf_done(&json);
	world_ask(world, text);
}

static void world_small(struct world *world, const char *text)
{
	fixture_open(&world->fixture, "small.json");
	world_ask(world, text);
}

static void world_close(struct world *world)
{
	query_run_free(world->run);
	query_done(&world->query);
	fixture_close(&world->fixture);
	arena_reset(&arena);
}

static struct plot *points_of(struct world *world, enum field_id x, enum field_id y,
	bool has_others)
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

/* --- scales ------------------------------------------------------------------------------------- */

static struct plot_scale scale_of(enum field_id field, enum plot_scaling scaling, double low,
	double high)
{
	const double values[] = { low, (double)NAN, high };
	struct plot_scale scale;

	plot_scale_fit(&scale, field_get(field), scaling, values, 3);
	return scale;
}

static void a_log_axis_names_decades(void **state)
{
	struct plot_scale scale = scale_of(FIELD_PRICE, PLOT_AUTO, 0.04, 12);
	struct plot_tick *ticks;

	(void)state;
	assert_true(scale.is_log);
	assert_int_equal(plot_scale_ticks(&scale, 3, &arena, &ticks), 3);
	assert_text(ticks[0].label, "0.10");
	assert_text(ticks[1].label, "1.00");
	assert_text(ticks[2].label, "10.00");
	assert_true(
		fabs((ticks[1].place - ticks[0].place) - (ticks[2].place - ticks[1].place)) < 1e-9);
	assert_int_equal(plot_scale_ticks(&scale, 6, &arena, &ticks), 5); /* 0.1 0.3 1 3 10 */
	assert_text(ticks[1].label, "0.30");
}

static void an_even_axis_names_round_values(void **state)
{
	struct plot_scale scale = scale_of(FIELD_QUALITY, PLOT_AUTO, 21, 78);
	struct plot_tick *ticks;

	(void)state;
	assert_false(scale.is_log);
	assert_int_equal(plot_scale_ticks(&scale, 4, &arena, &ticks), 3);
	assert_text(ticks[0].label, "20");
	assert_text(ticks[1].label, "40");
	assert_text(ticks[2].label, "60");
}

static void a_date_axis_names_years_and_months(void **state)
{
	double from = (double)date_day_number(20240305), to = (double)date_day_number(20260701);
	struct plot_scale scale = scale_of(FIELD_RELEASED, PLOT_AUTO, from, to);
	struct plot_tick *ticks;

	(void)state;
	assert_int_equal(plot_scale_ticks(&scale, 3, &arena, &ticks), 2);
	assert_text(ticks[0].label, "2025");
	assert_text(ticks[1].label, "2026");
	assert_int_equal(plot_scale_ticks(&scale, 5, &arena, &ticks), 5);
	assert_text(ticks[0].label, "2024-07");
	assert_text(ticks[4].label, "2026-07");
}

static void free_has_a_place_on_a_log_axis(void **state)
{
	struct plot_scale scale = scale_of(FIELD_PRICE, PLOT_AUTO, 0, 10);
	struct plot_tick *ticks;
	size_t count = plot_scale_ticks(&scale, 4, &arena, &ticks);

	(void)state;
	assert_true(scale.has_zero);
	assert_true(plot_scale_place(&scale, 0) < plot_scale_place(&scale, 10));
	assert_true(count >= 1);
	assert_text(ticks[0].label, "free");
}

static void equal_values_stand_in_the_middle(void **state)
{
	static const enum field_id fields[] = { FIELD_PRICE, FIELD_QUALITY, FIELD_RELEASED };
	static const double values[] = { 0.26, 43, 20000 };

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct plot_scale scale = scale_of(fields[i], PLOT_AUTO, values[i], values[i]);
		double place = plot_scale_place(&scale, values[i]);
		assert_true(scale.high > scale.low);
		assert_true(place > 0.2 && place < 0.8);
	}
	struct plot_scale none = scale_of(FIELD_PRICE, PLOT_AUTO, (double)NAN, (double)NAN);
	struct plot_tick *ticks;
	assert_true(none.is_empty);
	assert_int_equal(plot_scale_ticks(&none, 5, &arena, &ticks), 0);
}

/* Whatever the range: in the axis, ascending, no more than asked for; edges enclose. */
static void ticks_keep_their_promises(void **state)
{
	static const enum field_id fields[] = { FIELD_PRICE, FIELD_QUALITY, FIELD_RELEASED,
		FIELD_CONTEXT, FIELD_PARAMS, FIELD_LAYERS };
	struct random random = { 7 };

	(void)state;
	for (int round = 0; round < 3000; round++) {
		enum field_id field = fields[random_below(&random, 6)];
		double low = pow(10, (double)random_below(&random, 9) - 2) *
			(1 + random_below(&random, 999) / 100.0);
		double high = low * (1 + random_below(&random, 5000) / 100.0);
		if (field == FIELD_RELEASED) {
			low = 15000 + random_below(&random, 5000);
			high = low + random_below(&random, 4000);
		}
		size_t most = 1 + random_below(&random, 12);
		struct plot_scale scale = scale_of(field,
			(enum plot_scaling)random_below(&random, 3), low, high);
		struct plot_tick *ticks;
		size_t count = plot_scale_ticks(&scale, most, &arena, &ticks);
		assert_true(count <= most);
		for (size_t i = 0; i < count; i++) {
			assert_true(ticks[i].value >= scale.low && ticks[i].value <= scale.high);
			assert_true(ticks[i].place >= 0 && ticks[i].place <= 1);
			assert_true(i == 0 || ticks[i].place > ticks[i - 1].place);
		}
		double *edges;
		count = plot_scale_edges(&scale, most + 1, &arena, &edges);
		assert_true(count >= 2);
		assert_true(edges[0] <= scale.low && edges[count - 1] > scale.high);
		arena_reset(&arena);
	}
}

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

static struct plot_histogram *counts_of(struct world *world, enum field_id field)
{
	struct plot_histogram *histogram = NULL;

	assert_int_equal(plot_histogram_new(&histogram, world->fixture.store, world->run,
				 &world->query, field_get(field), PLOT_AUTO, 12, NULL, &arena),
		RESULT_OK);
	return histogram;
}

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
			uint32_t sum = 0, total = 0;
			for (size_t i = 0; i < histogram->count; i++) {
				const struct plot_bar *bar = &histogram->bars[i];
				uint32_t inside = 0;
				for (uint32_t row = 0; row < 200; row++) {
					struct value value = query_run_value(world.run, row,
						fields[f], &arena);
					double number;
					bool is_known = plot_number(histogram->field, &value,
						&number);
					bool is_in = bar->is_unknown ? !is_known
						: bar->is_zero       ? is_known && number == 0
							       : is_known && number >= bar->low &&
							number < bar->high;
					inside += is_in && query_run_is_certain(world.run, row);
				}
				assert_int_equal(bar->count, inside);
				sum += bar->count;
				total += bar->total;
			}
			assert_int_equal(sum, histogram->matching);
			assert_int_equal(total, 200);
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

/* --- pictures ----------------------------------------------------------------------------------- */

static const char *svg_of(struct world *world, const struct table *table, struct strbuf *out)
{
	struct sink *sink = sink_open_strbuf(out);

	(void)world;
	strbuf_clear(out);
	assert_int_equal(export_table(table, EXPORT_SVG, &(struct export_options){ 0 }, sink, NULL,
				 NULL),
		RESULT_OK);
	sink_close(sink, NULL);
	return out->bytes;
}

static void an_svg_says_what_it_shows(void **state)
{
	struct world world;
	struct strbuf out;
	const struct plot_mark marks[] = { { 1, "A" } };

	(void)state;
	strbuf_init(&out);
	world_small(&world, "");
	struct plot *plot = points_of(&world, FIELD_PRICE, FIELD_CONTEXT, false);
	const char *svg = svg_of(&world, plot_table(plot, marks, 1, &arena), &out);
	assert_contains(svg, "<title id=\"title\">Price and Context of 3 models</title>");
	assert_contains(svg, "role=\"img\" aria-labelledby=\"title description\"");
	assert_contains(svg, "1 Acme Open Mini 3B: free, 32k");
	assert_contains(svg, "<title>Acme Large: 4.00, 128k</title>");
	assert_contains(svg, "fixture catalog, 2026-11-01");
	assert_null(strstr(svg, "href"));
	assert_null(strstr(svg, "<script"));
	world_close(&world);
	world_small(&world, "\"<script>\" -\"&\"");
	svg = svg_of(&world, plot_histogram_table(counts_of(&world, FIELD_DEVELOPER), &arena),
		&out);
	assert_contains(svg, "Query: &quot;&lt;script&gt;&quot; -&quot;&amp;&quot;");
	assert_null(strstr(svg, "<script"));
	world_close(&world);
	strbuf_done(&out);
}

static void only_plots_are_pictures(void **state)
{
	struct world world;
	struct error err;
	struct strbuf out;

	(void)state;
	strbuf_init(&out);
	world_small(&world, "");
	struct table *list = table_list(world.run, &world.query, world.fixture.store, &arena);
	struct sink *sink = sink_open_strbuf(&out);
	assert_false(export_takes(list, EXPORT_SVG));
	assert_int_equal(export_table(list, EXPORT_SVG, &(struct export_options){ 0 }, sink, NULL,
				 &err),
		RESULT_USAGE);
	assert_contains(err.message, "plot");
	sink_drop(sink);
	strbuf_done(&out);
	world_close(&world);
}

static void points_export_with_their_frontier(void **state)
{
	struct world world;
	struct strbuf out;

	(void)state;
	strbuf_init(&out);
	world_small(&world, "");
	struct plot *plot = points_of(&world, FIELD_PRICE, FIELD_CONTEXT, true);
	struct sink *sink = sink_open_strbuf(&out);
	assert_int_equal(export_table(plot_table(plot, NULL, 0, &arena), EXPORT_CSV,
				 &(struct export_options){ 0 }, sink, NULL, NULL),
		RESULT_OK);
	sink_close(sink, NULL);
	assert_string_equal(out.bytes,
		"id,name,price,context,frontier\n"
		"acme/acme-open-mini-3b,Acme Open Mini 3B,0,32768,1\n"
		"acme/acme-open-70b,Acme Open 70B,0.3,1048576,2\n"
		"acme/acme-large,Acme Large,4,131072,\n");
	strbuf_done(&out);
	world_close(&world);
}

static void an_axis_says_what_its_figures_rest_on(void **state)
{
	struct world world;

	(void)state;
	world_small(&world, "with:bits=8,ctx=8k");
	struct plot *plot = points_of(&world, FIELD_MEMORY, FIELD_PARAMS, true);
	struct text title = plot_axis_title(&plot->x_scale, plot->query, &arena);
	assert_text(title, "Memory (8 bits, 8k), log");
	assert_text(plot_axis_title(&plot->y_scale, plot->query, &arena), "Parameters, log");
	world_close(&world);
}

static void a_chart_stays_in_its_place(void **state)
{
	static const struct rect areas[] = { { 3, 2, 34, 6 }, { 0, 0, 1, 1 }, { 2, 2, 0, 0 },
		{ 5, 1, 12, 3 }, { 1, 1, 110, 40 } };
	struct world world;

	(void)state;
	world_random(&world, 3, 300, "license:open-weight");
	struct plot *plot = points_of(&world, FIELD_PRICE, FIELD_CONTEXT, true);
	for (size_t i = 0; i < sizeof(areas) / sizeof(areas[0]); i++) {
		struct chart chart = { .plot = plot, .cursor = 0 };
		struct chart_label *labels;
		struct canvas canvas;
		chart.label_count = chart_labels(plot, NULL, 0, &arena, &labels);
		chart.labels = labels;
		canvas_init(&canvas);
		canvas_resize(&canvas, 120, 45);
		chart_draw(&chart, &canvas, areas[i], &arena);
		for (int y = 0; y < 45; y++)
			for (int x = 0; x < 120; x++) {
				bool is_inside = x >= areas[i].x && y >= areas[i].y &&
					x < areas[i].x + areas[i].width &&
					y < areas[i].y + areas[i].height;
				if (!is_inside)
					assert_string_equal(canvas.cells[y * 120 + x].cluster, " ");
			}
		canvas_done(&canvas);
	}
	world_close(&world);
}

/* A click on the drawn point finds it again. */
static void a_point_is_found_where_it_is_drawn(void **state)
{
	struct rect area = { 0, 0, 100, 30 };
	struct world world;
	struct canvas canvas;

	(void)state;
	world_small(&world, "");
	struct plot *plot = points_of(&world, FIELD_PRICE, FIELD_CONTEXT, true);
	for (long i = 0; i < (long)plot->count; i++) {
		struct chart chart = { .plot = plot, .cursor = i };
		canvas_init(&canvas);
		canvas_resize(&canvas, 100, 30);
		chart_draw(&chart, &canvas, area, &arena);
		assert_true(canvas.is_cursor_visible);
		assert_int_equal(chart_find(&chart, area, canvas.cursor_x, canvas.cursor_y, &arena),
			i);
		canvas_done(&canvas);
	}
	world_close(&world);
}

/* 5,000 points within a frame of 16 ms: reading the values, the frontier, the drawing. */
static void five_thousand_points_fit_a_frame(void **state)
{
	struct world world;
	struct canvas canvas;
	double best = INFINITY;

	(void)state;
	world_random(&world, 11, 12000, "");
	canvas_init(&canvas);
	canvas_resize(&canvas, 200, 60);
	for (int i = 0; i < 10; i++) {
		struct chart_label *labels;
		struct arena frame;
		clock_t from = clock();
		arena_init(&frame);
		const struct plot_options options = { .x = field_get(FIELD_PRICE),
			.y = field_get(FIELD_CONTEXT),
			.has_others = true };
		struct plot *plot;
		plot_new(&plot, world.fixture.store, world.run, &world.query, &options, NULL,
			&frame);
		assert_true(plot->count > 5000);
		struct chart chart = { .plot = plot, .cursor = 0 };
		chart.label_count = chart_labels(plot, NULL, 0, &frame, &labels);
		chart.labels = labels;
		canvas_clear(&canvas);
		chart_draw(&chart, &canvas, (struct rect){ 0, 0, 200, 55 }, &frame);
		double took = (double)(clock() - from) * 1000 / CLOCKS_PER_SEC;
		best = took < best ? took : best;
		arena_done(&frame);
	}
	print_message("plot of more than 5,000 points: %.1f ms\n", best);
#if !defined(__SANITIZE_ADDRESS__)
	assert_true(best < 16);
#endif
	canvas_done(&canvas);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_log_axis_names_decades),
		cmocka_unit_test(an_even_axis_names_round_values),
		cmocka_unit_test(a_date_axis_names_years_and_months),
		cmocka_unit_test(free_has_a_place_on_a_log_axis),
		cmocka_unit_test(equal_values_stand_in_the_middle),
		cmocka_unit_test(ticks_keep_their_promises),
		cmocka_unit_test(the_frontier_is_what_nothing_beats),
		cmocka_unit_test(what_is_not_known_is_counted),
		cmocka_unit_test(no_point_and_one_point_are_plots),
		cmocka_unit_test(bins_hold_what_lies_in_them),
		cmocka_unit_test(members_and_terms_are_counted),
		cmocka_unit_test(an_svg_says_what_it_shows),
		cmocka_unit_test(only_plots_are_pictures),
		cmocka_unit_test(points_export_with_their_frontier),
		cmocka_unit_test(an_axis_says_what_its_figures_rest_on),
		cmocka_unit_test(a_chart_stays_in_its_place),
		cmocka_unit_test(a_point_is_found_where_it_is_drawn),
		cmocka_unit_test(five_thousand_points_fit_a_frame),
	};

	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}

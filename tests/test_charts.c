/* SPDX-License-Identifier: MIT */
/* Plots as pictures: the SVG, the export of their points, what the charts show in cells. */
#include "tests/world.h"

#include "catalog/base/strbuf.h"
#include "catalog/tables/export.h"
#include "tui/screen/chart.h"

#include <math.h>
#include <time.h>

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

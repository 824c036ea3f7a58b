/* SPDX-License-Identifier: MIT */
/* Scales of plots and their ticks: round values in their units, dates, decades, whatever the range. */
#include "tests/unit.h"

#include "catalog/tables/plot.h"
#include "tests/random_catalog.h"

#include <math.h>

static struct arena arena;

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_log_axis_names_decades),
		cmocka_unit_test(an_even_axis_names_round_values),
		cmocka_unit_test(a_date_axis_names_years_and_months),
		cmocka_unit_test(free_has_a_place_on_a_log_axis),
		cmocka_unit_test(equal_values_stand_in_the_middle),
		cmocka_unit_test(ticks_keep_their_promises),
	};

	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}

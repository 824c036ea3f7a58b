/* SPDX-License-Identifier: MIT */
/* One figure from many benchmarks: the recipe, and the scale on which results of different benchmarks are comparable. */
#include "tests/unit.h"

#include "catalog/base/arena.h"
#include "catalog/sources/quality.h"
#include "cli/resources.h"

#include <math.h>

static struct store *store;
static struct arena arena;

static void quality_is_a_recipe(void **state)
{
	const double none = (double)NAN;
	const struct benchmark benchmarks[] = {
		{ .id = TEXT("quiz"), .chance = 25, .ceiling = 95, .middle = none, .spread = none },
		{ .id = TEXT("errors"),
			.chance = 0,
			.ceiling = 50,
			.middle = none,
			.spread = none,
			.is_lower_better = true }
	};
	const struct lens_share shares[] = { { TEXT("quiz"), 0.75 }, { TEXT("errors"), 0.25 } };
	const struct draft_score scores[] = {
		{ .benchmark = TEXT("quiz"), .score = 60, .by = SCORE_INDEPENDENT },
		{ .benchmark = TEXT("errors"), .score = 5, .by = SCORE_INDEPENDENT }
	};

	(void)state;
	struct quality whole = quality_from_scores(scores, 2, benchmarks, 2, shares, 2);
	/* (0.75 * 0.5 + 0.25 * 0.9 + 0.25 * 0.45) / 1.25 */
	assert_true(fabs(whole.point - 57) < 1e-9);
	assert_true(fabs(whole.half_width - 4) < 1e-9);
	struct quality half = quality_from_scores(scores, 1, benchmarks, 2, shares, 2);
	assert_true(half.half_width > whole.half_width);
	assert_false(quality_from_scores(NULL, 0, benchmarks, 2, shares, 2).is_known);
}

static void a_score_has_a_place_on_the_common_scale(void **state)
{
	const struct benchmark hard = { .chance = 0, .ceiling = 60, .middle = 150, .spread = 6 },
			       easy = { .chance = 25, .ceiling = 95, .middle = 120, .spread = 6 };

	(void)state;
	/* half of what is above chance is reached in the middle */
	assert_true(fabs(quality_index(&hard, 50) - 150) < 1e-9);
	assert_true(fabs(quality_index(&easy, 62.5) - 120) < 1e-9);
	assert_true(fabs(quality_scaled(&hard, 50) - (150 - 90) / 75.0) < 1e-9);
	/* of e / (1 + e), one spread further */
	assert_true(fabs(quality_index(&hard, 100 * M_E / (1 + M_E)) - 156) < 1e-9);
	/* a low result of a hard benchmark can stand for more than a high one of an easy one */
	assert_true(quality_scaled(&hard, 20) > quality_scaled(&easy, 90));
	/* by chance, below it, and all of it: as far as results tell */
	assert_true(quality_index(&easy, 25) == quality_index(&easy, 3));
	assert_true(quality_index(&easy, 25) > 90 && quality_index(&easy, 100) < 150);
}

static double shown(uint32_t row, const char *benchmark)
{
	const struct draft_score *scores;
	size_t count = store_scores(store, row, &arena, &scores);

	for (size_t i = 0; i < count; i++) /* the first is the one to show */
		if (text_equal_string(scores[i].benchmark, benchmark))
			return scores[i].score;
	return (double)NAN;
}

/* Of models that have both, a result stands on average for the index that they have: else the middle and the spread in benchmarks.json are those of
 * other scores than the catalog's (docs/facts.md says how they are found). */
static void results_agree_with_the_index(void **state)
{
	enum { ENOUGH = 6 };

	(void)state;
	for (uint32_t i = 0; i < store_benchmark_count(store); i++) {
		struct benchmark benchmark = store_benchmark(store, i);
		double sum = 0, squares = 0;
		int count = 0;
		char id[64];
		if (isnan(benchmark.middle))
			continue;
		snprintf(id, sizeof(id), "%.*s", TEXT_ARGS(benchmark.id));
		for (uint32_t row = 0; row < store_count(store); row++) {
			double index = shown(row, "epoch-eci"), score = shown(row, id);
			if (isnan(index) || isnan(score))
				continue;
			double error = quality_index(&benchmark, score) - index;
			sum += error;
			squares += error * error;
			count++;
		}
		arena_reset(&arena);
		if (count < ENOUGH || fabs(sum / count) > 1.5 || sqrt(squares / count) > 7)
			fail_msg("%s: %d models have both; mean error %.1f, spread of it %.1f", id,
				count, sum / count, sqrt(squares / count));
	}
}

/* What a lens mixes must be comparable: all its benchmarks are on the common scale, or none. */
static void a_lens_has_one_scale(void **state)
{
	(void)state;
	for (uint32_t lens = 0; lens < store_lens_count(store); lens++) {
		const struct lens_share *shares;
		size_t count = store_lens_shares(store, lens, &arena, &shares), common = 0;
		for (size_t i = 0; i < count; i++)
			for (uint32_t j = 0; j < store_benchmark_count(store); j++) {
				struct benchmark one = store_benchmark(store, j);
				common += text_equal(one.id, shares[i].benchmark) &&
					(!isnan(one.middle) ||
						text_equal_string(one.id, "epoch-eci"));
			}
		if (common != 0 && common != count)
			fail_msg("lens %u: %zu of %zu benchmarks are on the common scale", lens,
				common, count);
	}
}

/* The scale is that of the index itself. */
static void the_index_is_the_scale(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < store_benchmark_count(store); i++) {
		struct benchmark index = store_benchmark(store, i);
		if (!text_equal_string(index.id, "epoch-eci"))
			continue;
		assert_true(quality_scaled(&index, QUALITY_INDEX_LEAST) == 0);
		assert_true(quality_scaled(&index, QUALITY_INDEX_MOST) == 1);
		return;
	}
	fail_msg("there is no Epoch Capabilities Index");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quality_is_a_recipe),
		cmocka_unit_test(a_score_has_a_place_on_the_common_scale),
		cmocka_unit_test(results_agree_with_the_index),
		cmocka_unit_test(a_lens_has_one_scale),
		cmocka_unit_test(the_index_is_the_scale),
	};
	struct text snapshot = resource_text("catalog/builtin.snapshot");

	arena_init(&arena);
	if (store_open(&store, snapshot.bytes, snapshot.size, "built-in", NULL) != RESULT_OK)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	store_close(store);
	arena_done(&arena);
	return failed;
}

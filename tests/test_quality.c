/* SPDX-License-Identifier: MIT */
/* One figure from many benchmarks: the recipe, and the scale on which results of different benchmarks are comparable. */
#include "tests/unit.h"

#include "catalog/base/arena.h"
#include "catalog/sources/quality.h"
#include "catalog/store/store_parts.h"
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
	/* (2 * (0.75 * 0.5 + 0.25 * 0.9) + 0.1 * 0.45) / 2.1 */
	assert_true(fabs(whole.point - 100 * 1.245 / 2.1) < 1e-9);
	assert_true(fabs(whole.half_width - 4) < 1e-9);
	/* (1 * 0.5 + 0.1 * 0.45) / 1.1: what is missing hardly draws it to the middle, and widens the interval */
	struct quality half = quality_from_scores(scores, 1, benchmarks, 2, shares, 2);
	assert_true(fabs(half.point - 100 * 0.545 / 1.1) < 1e-9);
	assert_true(fabs(half.half_width - 9) < 1e-9);
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

/* The place of the scores of a lens whose bit is set, as a quality by the recipe. */
static struct quality part_of(uint32_t row, uint32_t lens, unsigned chosen)
{
	const struct draft_score *scores;
	const struct lens_share *shares;
	size_t score_count = store_scores(store, row, &arena, &scores), kept = 0;
	size_t share_count = store_lens_shares(store, lens, &arena, &shares);
	struct benchmark benchmarks[128];
	struct draft_score some[256];

	for (uint32_t i = 0; i < store_benchmark_count(store); i++)
		benchmarks[i] = store_benchmark(store, i);
	for (size_t i = 0; i < score_count && kept < 256; i++)
		for (size_t j = 0; j < share_count; j++)
			if (chosen >> j & 1 && text_equal(scores[i].benchmark, shares[j].benchmark))
				some[kept++] = scores[i];
	return quality_from_scores(some, kept, benchmarks, store_benchmark_count(store), shares,
		share_count);
}

/* A model of which one result is known must stand about where it would with the others: of nine in ten, its interval holds what they say. */
static void one_result_foretells_the_others(void **state)
{
	int count = 0, held = 0;
	double squares = 0;

	(void)state;
	assert_true(store_benchmark_count(store) <= 128);
	for (uint32_t row = 0; row < store_count(store); row++, arena_reset(&arena)) {
		const uint32_t general = 0;
		const struct lens_share *shares;
		size_t share_count = store_lens_shares(store, general, &arena, &shares);
		unsigned known = 0;
		int known_count = 0;
		for (size_t i = 0; i < share_count; i++)
			if (part_of(row, general, 1U << i).is_known)
				known |= 1U << i, known_count++;
		for (size_t i = 0; i < share_count && known_count >= 4; i++) {
			if (!(known >> i & 1))
				continue;
			struct quality one = part_of(row, general, 1U << i),
				       others = part_of(row, general, known & ~(1U << i));
			double error = one.point - others.point;
			count++;
			held += fabs(error) <= one.half_width;
			squares += error * error;
		}
	}
	assert_true(count > 200);
	if (held < count * 9 / 10 || sqrt(squares / count) > 6)
		fail_msg("of %d results %d hold what the others say; error %.1f", count, held,
			sqrt(squares / count));
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

/* A row's page asks for its score on each benchmark: with columns of all rows for each, a million models took 130 MB before the first frame. */
static void a_score_needs_no_column_of_all_rows(void **state)
{
	uint32_t known = 0;

	(void)state;
	for (uint32_t i = 0; i < store_benchmark_count(store); i++) {
		const struct field *field = store_field(store, FIELD_COUNT + i);
		for (uint32_t row = 0; row < store_count(store); row++)
			known += store_value(store, row, field->id, NULL).state == VALUE_KNOWN;
		assert_null(store->benchmark_columns[i]);
		const struct column *column = store_column(store, field->id);
		for (uint32_t row = 0; row < store_count(store); row++) {
			struct value value = store_value(store, row, field->id, NULL);
			double cell;
			assert_int_equal(value.state, column_number_state(column, row, &cell));
			assert_true(value.state != VALUE_KNOWN || value.is.number == cell);
		}
	}
	assert_true(known > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_score_needs_no_column_of_all_rows),
		cmocka_unit_test(quality_is_a_recipe),
		cmocka_unit_test(a_score_has_a_place_on_the_common_scale),
		cmocka_unit_test(results_agree_with_the_index),
		cmocka_unit_test(a_lens_has_one_scale),
		cmocka_unit_test(one_result_foretells_the_others),
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

/* SPDX-License-Identifier: MIT */
/* The guide over a catalog of more models than it weighs. */
#include "tests/folding.h"
#include "tests/guide.h"
#include "tests/unit.h"

/* The records are long: what is told is where they part. */
static void expect_same(const struct strbuf *one, const struct strbuf *other)
{
	size_t at = 0;

	while (at < one->size && at < other->size && one->bytes[at] == other->bytes[at])
		at++;
	if (at < one->size || at < other->size)
		fail_msg("at %zu: ...%.160s instead of ...%.160s", at,
			other->bytes + (at < 60 ? 0 : at - 60),
			one->bytes + (at < 60 ? 0 : at - 60));
}

/* The same catalog with all its rows copied: what a choice rests on is on record of all. */
static void expect_a_copy_alike(uint32_t day)
{
	struct guide whole, copied;
	struct random random = { 11 };
	struct error err = { 0 };

	guide_open_built_in(&whole);
	guide_open_built_in(&copied);
	store_set_day(whole.store, day);
	store_set_day(copied.store, day);
	ranker_free(whole.ranker);
	ranker_free(copied.ranker);
	assert_int_equal(ranker_open(&whole.ranker, whole.store, &whole.questionnaire, ranked_most,
				 NULL, &err),
		RESULT_OK);
	assert_int_equal(ranker_open(&copied.ranker, copied.store, &copied.questionnaire, 1, &err),
		RESULT_OK);
	for (int round = 0; round < 12; round++) {
		struct answers answers = guide_random_answers(&whole, &random);
		struct strbuf one = guide_json(&whole, guide_rank(&whole, &answers)),
			      other = guide_json(&copied, guide_rank(&copied, &answers));
		expect_same(&one, &other);
		strbuf_done(&one);
		strbuf_done(&other);
	}
	guide_close(&copied);
	guide_close(&whole);
}

static void test_a_copy_answers_alike(void **state)
{
	(void)state;
	expect_a_copy_alike(0);
	expect_a_copy_alike(20991231); /* behind every announced end of a price */
}

static const char hub[] =
	"{\"id\": \"someone/alpha-7b\", \"params\": 7000000000, \"license\": \"open-weight\"}\n"
	"{\"id\": \"someone/beta-7b\", \"params\": 7000000000, \"license\": \"open-weight\"}\n"
	"{\"id\": \"acme/wide\", \"downloads\": 5}\n";

static void open_ranker(struct guide *guide, const struct folded *all, uint32_t most)
{
	struct error err = { 0 };

	guide_open_built_in(guide); /* for the questions */
	ranker_free(guide->ranker);
	if (ranker_open(&guide->ranker, all->store, &guide->questionnaire, most, &err) != RESULT_OK)
		fail_msg("%s", err.message);
}

static uint32_t row_of(const struct folded *all, const char *id)
{
	uint32_t row;

	assert_true(store_find_id(all->store, text_of(id), &row));
	return row;
}

/* Weights that a hub alone has are left out of a catalog that is too large, and every result says so. */
static void test_hub_weights_are_left_out(void **state)
{
	const char *const names[] = { hub };
	struct folded all;
	struct guide guide;
	struct answers answers = { 0 };

	(void)state;
	fold(&all, names, 1, NULL);
	open_ranker(&guide, &all, 3);
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_true(ranking->left_out >= 2);
	assert_int_equal(ranking_row(ranking, row_of(&all, "someone/alpha-7b")), UINT32_MAX);
	assert_int_equal(ranking_row(ranking, row_of(&all, "someone/beta-7b")), UINT32_MAX);
	uint32_t wide = ranking_row(ranking, row_of(&all, "acme/wide"));
	assert_true(wide != UINT32_MAX);
	assert_text(store_id(ranking->store, wide), "acme/wide");
	assert_int_equal(ranking_whole_row(ranking, wide), row_of(&all, "acme/wide"));
	assert_int_equal(ranking->certain + ranking->possible + ranking->out + ranking->left_out,
		store_count(all.store));
	struct strbuf json = guide_json(&guide, ranking);
	assert_contains(json.bytes, "\"left_out\": ");
	assert_contains(json.bytes, "are not weighed: no result of a benchmark and no offer");
	strbuf_done(&json);
	guide_close(&guide);
	unfold(&all, 1);
}

/* Below the bound all are weighed, and nothing is said. */
static void test_small_catalogs_are_weighed_whole(void **state)
{
	const char *const names[] = { hub };
	struct folded all;
	struct guide guide;
	struct answers answers = { 0 };

	(void)state;
	fold(&all, names, 1, NULL);
	open_ranker(&guide, &all, RANKED_MAX);
	const struct ranking *ranking = guide_rank(&guide, &answers);
	uint32_t alpha = row_of(&all, "someone/alpha-7b");
	assert_int_equal(ranking->left_out, 0);
	assert_int_equal(ranking_row(ranking, alpha), alpha);
	struct strbuf json = guide_json(&guide, ranking);
	assert_null(strstr(json.bytes, "left_out"));
	strbuf_done(&json);
	guide_close(&guide);
	unfold(&all, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_copy_answers_alike),
		cmocka_unit_test(test_hub_weights_are_left_out),
		cmocka_unit_test(test_small_catalogs_are_weighed_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

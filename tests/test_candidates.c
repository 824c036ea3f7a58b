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

static const struct weighed_most all_on_record = { .whole = 1, .candidates = UINT32_MAX };

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
	assert_int_equal(ranker_open(&copied.ranker, copied.store, &copied.questionnaire,
				 all_on_record, NULL, &err),
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

static void open_ranker(struct guide *guide, const struct folded *all, struct weighed_most most)
{
	struct error err = { 0 };

	guide_open_built_in(guide); /* for the questions */
	ranker_free(guide->ranker);
	if (ranker_open(&guide->ranker, all->store, &guide->questionnaire, most, NULL, &err) !=
		RESULT_OK)
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
	open_ranker(&guide, &all, all_on_record);
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

/* Of the first more is known; of the other two, which the same is known of, the second is downloaded more. */
static const char priced[] =
	"{\"id\": \"someone/alpha-7b\", \"price_in\": 1, \"price_out\": 2, \"params\": 7000000000, \"license\": \"open-weight\", \"downloads\": 1}\n"
	"{\"id\": \"someone/beta-7b\", \"price_in\": 1, \"price_out\": 2, \"downloads\": 10}\n"
	"{\"id\": \"someone/gamma-7b\", \"price_in\": 1, \"price_out\": 2, \"downloads\": 2000}\n"
	"{\"id\": \"someone/silent-7b\", \"downloads\": 900000}\n";

static bool is_weighed(const struct folded *all, const struct ranking *ranking, const char *id)
{
	return ranking_row(ranking, row_of(all, id)) != UINT32_MAX;
}

/* As many as there is room for: who stands in the built-in catalog before all others, then by what is known, then by downloads. */
static void test_the_strongest_are_weighed(void **state)
{
	const char *const names[] = { priced };
	struct weighed_most most = all_on_record;
	struct folded all;
	struct guide guide;
	struct answers answers = { 0 };

	(void)state;
	fold(&all, names, 1, NULL);
	open_ranker(&guide, &all, most);
	const struct ranking *ranking = guide_rank(&guide, &answers);
	uint32_t on_record = store_count(ranking->store);
	assert_int_equal(ranking->passed_over, 0);
	assert_true(is_weighed(&all, ranking, "someone/beta-7b"));
	assert_false(is_weighed(&all, ranking, "someone/silent-7b"));
	guide_close(&guide);

	most.candidates = on_record - 1;
	open_ranker(&guide, &all, most);
	ranking = guide_rank(&guide, &answers);
	assert_true(is_weighed(&all, ranking, "someone/alpha-7b"));
	assert_true(is_weighed(&all, ranking, "someone/gamma-7b"));
	assert_false(is_weighed(&all, ranking, "someone/beta-7b"));
	assert_int_equal(ranking->passed_over, 1);
	guide_close(&guide);

	most.candidates = on_record - 2;
	open_ranker(&guide, &all, most);
	ranking = guide_rank(&guide, &answers);
	assert_true(is_weighed(&all, ranking, "someone/alpha-7b"));
	assert_false(is_weighed(&all, ranking, "someone/gamma-7b"));
	assert_true(is_weighed(&all, ranking, "acme/wide"));
	assert_int_equal(ranking->certain + ranking->possible + ranking->out + ranking->left_out,
		store_count(all.store));
	guide_close(&guide);
	unfold(&all, 1);
}

/* Every result says of how many how many were weighed, and why; a table of it too. */
static void test_who_is_passed_over_is_told(void **state)
{
	const char *const names[] = { priced };
	struct weighed_most most = all_on_record;
	struct folded all;
	struct guide guide;
	struct answers answers = { 0 };
	char counts[80];

	(void)state;
	fold(&all, names, 1, NULL);
	open_ranker(&guide, &all, most);
	uint32_t on_record = store_count(guide_rank(&guide, &answers)->store);
	guide_close(&guide);
	most.candidates = on_record - 2;
	open_ranker(&guide, &all, most);
	const struct ranking *ranking = guide_rank(&guide, &answers);
	snprintf(counts, sizeof(counts), "of %u on record the %u with the strongest evidence are",
		on_record, on_record - 2);
	assert_true(ranking_is_passed_over(ranking, row_of(&all, "someone/beta-7b")));
	assert_false(ranking_is_passed_over(ranking, row_of(&all, "someone/silent-7b")));
	struct text why = ranking_left_out_of(ranking, row_of(&all, "someone/beta-7b"),
		&guide.arena);
	assert_contains(why.bytes, counts);
	why = ranking_left_out_of(ranking, row_of(&all, "someone/silent-7b"), &guide.arena);
	assert_contains(why.bytes, "no offer is on record");
	struct strbuf json = guide_json(&guide, ranking);
	assert_contains(json.bytes, "\"passed_over\": 2");
	assert_contains(json.bytes, counts);
	strbuf_done(&json);
	const struct table *table = table_ranking(ranking, NULL, TEXT_NONE, &guide.arena);
	assert_contains(table->not_weighed.bytes, counts);
	assert_contains(table->not_weighed.bytes, "no offer is on record");
	guide_close(&guide);
	unfold(&all, 1);
}

static bool stops_at_once(void *context, uint64_t done, uint64_t total)
{
	uint64_t *last = context;

	assert_true(done <= total && done > *last); /* nothing is done twice */
	*last = done;
	return true;
}

static void expect_the_same_bit_by_bit(const struct store *store, struct weighed_most most,
	uint64_t first_stop)
{
	struct error err = { 0 };
	uint64_t last = 0;
	const struct interrupt interrupt = { stops_at_once, &last };
	enum result result;
	int stops = 0;
	struct candidates *at_once = candidates_begin(store, most),
			  *bit_by_bit = candidates_begin(store, most);

	assert_int_equal(candidates_go_on(at_once, NULL, &err), RESULT_OK);
	while ((result = candidates_go_on(bit_by_bit, &interrupt, &err)) == RESULT_INTERRUPTED)
		if (stops++ == 0)
			assert_true(last <= first_stop);
	assert_int_equal(result, RESULT_OK);
	assert_true(stops > 1);
	assert_int_equal(store_hash(candidates_store(bit_by_bit)),
		store_hash(candidates_store(at_once)));
	assert_int_equal(candidates_passed_count(bit_by_bit), candidates_passed_count(at_once));
	candidates_free(at_once);
	candidates_free(bit_by_bit);
}

/* A key that comes between loses nothing of what is gathered, nor while it is looked at who is weighed. */
static void test_gathering_goes_on_where_it_was_stopped(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	expect_the_same_bit_by_bit(guide.store, all_on_record, 40);
	expect_the_same_bit_by_bit(guide.store,
		(struct weighed_most){ .whole = 1, .candidates = 200 }, 20);
	candidates_free(candidates_begin(guide.store, all_on_record)); /* and may be given up */
	assert_null(candidates_begin(guide.store, ranked_most));
	guide_close(&guide);
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
	open_ranker(&guide, &all, ranked_most);
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
		cmocka_unit_test(test_the_strongest_are_weighed),
		cmocka_unit_test(test_who_is_passed_over_is_told),
		cmocka_unit_test(test_gathering_goes_on_where_it_was_stopped),
		cmocka_unit_test(test_small_catalogs_are_weighed_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

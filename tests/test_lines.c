/* SPDX-License-Identifier: MIT */
/* Models of one product line stand under its best: how firm that one is in front is a question between lines. */
#include "tests/guide.h"
#include "tests/unit.h"

#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define MODEL(id, eci) MODEL_OF(id, eci, "")
#define MODEL_OF(id, eci, more) \
	"{\"id\": \"" id "\", \"name\": \"" id \
	"\", \"developer\": \"acme\", \"facts\": {" FACT("license", \
		"\"closed-api\"") ", " FACT("released", "\"2025-10-01\"") ", " FACT("input", \
		"[\"text\"]") ", " FACT("output", "[\"text\"]") more \
		"}, \"offers\": [{\"provider\": \"host\", \"source\": \"s\", " \
		"\"price_in\": 1, \"price_out\": 4}], \"scores\": [{\"benchmark\": " \
		"\"epoch-eci\", \"score\": " eci ", \"by\": \"independent\", \"source\": \"s\"}]}"
#define CATALOG(models) \
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\"," \
	"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}}," \
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}]," \
	"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}]," \
	"\"benchmarks\": [{\"id\": \"epoch-eci\", \"name\": \"ECI\", \"unit\": \"index\", " \
	"\"better\": \"high\", \"chance\": 60, \"ceiling\": 165}]," \
	"\"models\": [" models "]}"
#define TWO MODEL("acme/rock-9", "150") "," MODEL("acme/star-1", "149.5")
#define SIBLINGS \
	MODEL("acme/rock-1", "149.9") \
	"," MODEL("acme/rock-2", "149.9") "," MODEL("acme/rock-3", \
		"149.9") "," MODEL("acme/rock-4", "149.8") "," MODEL("acme/rock-5", "149.8")

static struct ranking *rank(struct guide *guide, const char *catalog)
{
	guide_open_text(guide, catalog);
	struct answers answers = ANSWERS(guide, "use_case=general", "workload=medium");
	return guide_rank(guide, &answers);
}

static void siblings_take_no_draws_of_their_line(void **state)
{
	struct guide alone, among;
	struct ranking *two = rank(&alone, CATALOG(TWO)),
		       *seven = rank(&among, CATALOG(SIBLINGS "," TWO));

	(void)state;
	assert_int_equal(two->lines, 2);
	assert_int_equal(seven->lines, 2);
	for (uint32_t i = 0; i < 2; i++) {
		assert_true(text_equal(store_id(among.store, seven->list[i].row),
			store_id(alone.store, two->list[i].row)));
		assert_int_equal(seven->list[i].preference, two->list[i].preference);
		assert_int_equal(seven->list[i].data, two->list[i].data);
	}
	assert_int_equal(seven->list[0].folds, 5);
	assert_int_equal(seven->list[0].data + seven->list[1].data, seven->draws);
	assert_int_equal(seven->list[0].preference + seven->list[1].preference, seven->draws);
	guide_close(&alone);
	guide_close(&among);
}

/* One that is pinned is a line of its own, and draws. */
static void what_is_pinned_draws(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, CATALOG(SIBLINGS "," TWO));
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium");
	answers.pins[answers.pin_count++] = TEXT("acme/rock-1");
	struct ranking *ranking = guide_rank(&guide, &answers);
	assert_int_equal(ranking->lines, 3);
	uint32_t drawn = 0;
	for (uint32_t i = 0; i < ranking->lines; i++)
		drawn += ranking->list[i].data;
	assert_int_equal(drawn, ranking->draws);
	guide_close(&guide);
}

#define LANGUAGES \
	"[\"en\", \"de\", \"fr\", \"es\", \"it\", \"pt\", \"nl\", \"sv\", \"da\", \"fi\", \"pl\", \"cs\", \"ko\"]"

/* A half of two models is no measure; of many languages the one that is asked for is told. */
static void what_a_line_says_is_of_use(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide,
		CATALOG(MODEL("acme/rock-9", "150") "," MODEL_OF("acme/star-1", "149.5",
			", " FACT("languages", LANGUAGES))));
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium",
		"languages=ko");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	const struct candidate *star = ranking_find(ranking, 1);
	assert_text(ranking_line(guide.ranker, ranking, star, CRITERION_COST, &guide.arena).text,
		"About $270 a month at your volume (Host).");
	assert_text(ranking_line(guide.ranker, ranking, star, CRITERION_DOMAIN, &guide.arena).text,
		"Its maker names 13 languages, among them Korean.");
	answers = ANSWERS(&guide, "use_case=general", "workload=medium", "languages=ja");
	ranking = guide_rank(&guide, &answers);
	star = ranking_find(ranking, 1);
	assert_text(ranking_line(guide.ranker, ranking, star, CRITERION_DOMAIN, &guide.arena).text,
		"Its maker names 13 languages, but not Japanese.");
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_line_says_is_of_use),
		cmocka_unit_test(siblings_take_no_draws_of_their_line),
		cmocka_unit_test(what_is_pinned_draws),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What the guide makes of one small catalog as it changes: places and reasons. */
#include "tests/guide.h"
#include "tests/unit.h"

#define HEAD \
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\"," \
	"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}}," \
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}, {\"id\": \"orion\", \"name\": \"Orion\"}]," \
	"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}, {\"id\": \"acme\", \"name\": \"Acme API\"}]," \
	"\"benchmarks\": [{\"id\": \"epoch-eci\", \"name\": \"ECI\", \"unit\": \"index\", \"better\": \"high\", " \
	"\"chance\": 60, \"ceiling\": 165}, " \
	"{\"id\": \"riddles\", \"name\": \"Riddles\", \"unit\": \"percent\", \"better\": \"high\", " \
	"\"chance\": 0, \"ceiling\": 100, \"middle\": 136, \"spread\": 5}]," \
	"\"lenses\": [{\"id\": \"general\", \"name\": {\"en\": \"G\", \"ko\": \"G\"}, \"shares\": {\"epoch-eci\": 1}}]," \
	"\"models\": ["
#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define MODEL(id, maker, released, price, served, score) \
	"{\"id\": \"" maker "/" id "\", \"name\": \"" id "\", \"developer\": \"" maker \
	"\", \"facts\": {" FACT("released", "\"" released "\"") ", " FACT("license", \
		"\"closed-api\"") ", " FACT("input", "[\"text\"]") ", " FACT("output", \
		"[\"text\"]") ", " FACT("context", \
		served) "}, " \
			"\"offers\": [{\"provider\": \"host\", \"source\": \"s\"" price \
			", \"context_served\": " served "}], " \
			"\"scores\": [" score "]}"
#define PRICE(in, out) ", \"price_in\": " in ", \"price_out\": " out
#define SCORE(x) \
	"{\"benchmark\": \"epoch-eci\", \"score\": " x \
	", \"by\": \"independent\", \"source\": \"s\"}"
#define TAIL "]}"
#define ALPHA(price) MODEL("alpha", "acme", "2025-10-01", price, "200000", SCORE("150"))
#define BETA MODEL("beta", "orion", "2025-08-01", PRICE("2", "8"), "128000", SCORE("145"))
#define GAMMA MODEL("gamma", "orion", "2025-01-01", PRICE("0.1", "0.4"), "64000", SCORE("120"))

static const struct candidate *find(const struct ranking *ranking, const char *id)
{
	for (uint32_t i = 0; i < ranking->count; i++)
		if (text_equal_string(store_id(ranking->store, ranking->list[i].row), id))
			return &ranking->list[i];
	fail_msg("%s is not listed", id);
	return NULL;
}

static uint32_t place(const struct ranking *ranking, const char *id)
{
	return (uint32_t)(find(ranking, id) - ranking->list);
}

/* A model that is worse in every point changes nothing for the others. */
static void test_dominated(void **state)
{
	struct guide a, b;

	(void)state;
	guide_open_text(&a, HEAD ALPHA(PRICE("1", "4")) "," BETA "," GAMMA TAIL);
	guide_open_text(&b,
		HEAD ALPHA(PRICE("1", "4")) "," BETA ",\n" MODEL("delta", "orion", "2024-01-01",
			PRICE("20", "80"), "9000", SCORE("101")) "," GAMMA TAIL);
	struct answers answers = ANSWERS(&a, "use_case=general", "workload=medium",
		"priorities=cost");
	const struct ranking *before = guide_rank(&a, &answers), *after = guide_rank(&b, &answers);
	static const char *const ids[] = { "acme/alpha", "orion/beta", "orion/gamma" };
	for (size_t i = 0; i < 3; i++) {
		assert_memory_equal(&find(before, ids[i])->total, &find(after, ids[i])->total,
			sizeof(struct band));
		for (size_t j = 0; j < 3; j++)
			assert_int_equal(place(before, ids[i]) < place(before, ids[j]),
				place(after, ids[i]) < place(after, ids[j]));
	}
	guide_close(&a);
	guide_close(&b);
}

static uint32_t place_at_price(const char *json)
{
	struct guide guide;

	guide_open_text(&guide, json);
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	uint32_t at = place(ranking, "acme/alpha");
	guide_close(&guide);
	return at;
}

static void test_lower_price_never_hurts(void **state)
{
	(void)state;
	uint32_t last = UINT32_MAX;
	static const char *const jsons[] = { HEAD ALPHA(PRICE("30", "90")) "," BETA "," GAMMA TAIL,
		HEAD ALPHA(PRICE("8", "30")) "," BETA "," GAMMA TAIL,
		HEAD ALPHA(PRICE("2", "8")) "," BETA "," GAMMA TAIL,
		HEAD ALPHA(PRICE("0.2", "0.9")) "," BETA "," GAMMA TAIL,
		HEAD ALPHA(PRICE("0", "0")) "," BETA "," GAMMA TAIL };
	for (size_t i = 0; i < sizeof(jsons) / sizeof(jsons[0]); i++) {
		uint32_t at = place_at_price(jsons[i]);
		assert_true(at <= last);
		last = at;
	}
	assert_int_equal(last, 0);
}

/* Taking a fact away never makes the interval smaller. */
static void test_unknown_never_narrows(void **state)
{
	struct guide known;
	static const char *const jsons[] = {
		HEAD ALPHA("") "," BETA "," GAMMA TAIL, /* no price */
		HEAD MODEL("alpha", "acme", "2025-10-01", PRICE("1", "4"), "200000",
			"") "," BETA TAIL,
	};

	(void)state;
	guide_open_text(&known, HEAD ALPHA(PRICE("1", "4")) "," BETA "," GAMMA TAIL);
	struct answers answers = ANSWERS(&known, "use_case=general", "workload=medium");
	struct band full = find(guide_rank(&known, &answers), "acme/alpha")->total;
	for (size_t i = 0; i < sizeof(jsons) / sizeof(jsons[0]); i++) {
		struct guide less;
		guide_open_text(&less, jsons[i]);
		struct band band = find(guide_rank(&less, &answers), "acme/alpha")->total;
		assert_true(band.hi - band.lo >= full.hi - full.lo);
		assert_true(band.lo <= full.lo);
		guide_close(&less);
	}
	guide_close(&known);
}

static void expect_leader(const char *json, const char *id)
{
	struct guide guide;

	guide_open_text(&guide, json);
	struct answers answers = ANSWERS(&guide, "use_case=general", "stakes=little");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_text(store_id(guide.store, ranking->list[0].row), id);
	assert_int_equal(ranking->list[0].preference > 0, 1);
	guide_close(&guide);
}

/* A model without any result does not lead while one with results is in that may be as good. */
static void test_evidence_leads(void **state)
{
#define NEW MODEL("new", "acme", "2025-12-01", PRICE("0", "0"), "2000000", "")
	(void)state;
	expect_leader(HEAD NEW "," MODEL("old", "orion", "2024-01-01", PRICE("30", "90"), "8000",
			      SCORE("140")) TAIL,
		"orion/old");
	expect_leader(HEAD NEW "," MODEL("old", "orion", "2024-01-01", PRICE("30", "90"), "8000",
			      SCORE("101")) TAIL,
		"acme/new");
}

#define RIDDLES(x) \
	"{\"benchmark\": \"riddles\", \"score\": " x ", \"by\": \"maker\", \"source\": \"s\"}"
/* Results of other work foretell more than size and age: they place the model, though it leads nobody with results for this work who may be
 * as good, and it is said what it is judged by. */
static void test_other_work_is_evidence(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide,
		HEAD MODEL("good", "acme", "2025-10-01", PRICE("2", "8"), "128000",
			RIDDLES("98")) "," MODEL("bad", "acme", "2025-10-01", PRICE("2", "8"),
			"128000", RIDDLES("5")) "," MODEL("none", "acme", "2025-10-01",
			PRICE("2", "8"), "128000", "") "," BETA TAIL);
	struct answers answers = ANSWERS(&guide, "use_case=creative", "stakes=serious");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_text(store_id(guide.store, ranking->list[0].row), "orion/beta");
	assert_int_equal(place(ranking, "acme/good"), 1);
	assert_int_equal(ranking->list[1].evidence, EVIDENCE_ELSEWHERE);
	assert_true(place(ranking, "acme/good") < place(ranking, "acme/bad"));
	assert_true(find(ranking, "acme/bad")->quality < find(ranking, "acme/none")->quality);
	struct line line = ranking_line(guide.ranker, ranking, &ranking->list[1], CRITERION_QUALITY,
		&guide.arena);
	assert_true(text_find(line.text,
			    TEXT("Riddles 98, reported by the maker, in other work")) >= 0);
	guide_close(&guide);
}

/* It leads where the middle of those with results is below all that its results foretell. */
static void test_other_work_leads(void **state)
{
	(void)state;
	expect_leader(HEAD MODEL("good", "acme", "2025-10-01", PRICE("0.1", "0.4"), "128000",
			      RIDDLES("98")) "," GAMMA TAIL,
		"acme/good");
}

/* Who is told of a line's best must hear that a newer one of the line is to be had. */
static void test_newer_of_the_line(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide,
		HEAD MODEL("beta-2", "orion", "2025-06-01", PRICE("2", "8"), "128000",
			SCORE("145")) "," MODEL("beta-1", "orion", "2024-06-01", PRICE("2", "8"),
			"128000", SCORE("140")) "," MODEL("beta-3", "orion", "2025-12-01",
			PRICE("2", "8"), "128000", "") TAIL);
	struct answers answers = ANSWERS(&guide, "use_case=general");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_text(store_id(guide.store, ranking->list[0].row), "orion/beta-2");
	assert_text(ranking_folded(ranking, 0, &guide.arena),
		"Of the same line: beta-3 (newer), beta-1.");
	guide_close(&guide);
}

static void test_explanations_cite_the_catalog(void **state)
{
	struct guide guide;
	struct lines lines[3];

	(void)state;
	guide_open_text(&guide, HEAD ALPHA(PRICE("1", "4")) "," BETA "," GAMMA TAIL);
	struct answers answers = ANSWERS(&guide, "use_case=general",
		"workload={\"in\": 1000, \"out\": 500, \"per_month\": 1000, \"repeat\": 0}",
		"length=64000", "priorities=cost,context");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	const struct candidate *gamma = find(ranking, "orion/gamma");
	ranking_explain(guide.ranker, ranking, gamma, &guide.arena, &lines[0], &lines[1],
		&lines[2]);
	bool has_cost = false;
	for (int k = 0; k < 3; k++)
		for (size_t i = 0; i < lines[k].count; i++) {
			const struct line *line = &lines[k].of[i];
			if (text_equal_string(line->field, "cost") && line->value.size > 0) {
				assert_text(line->value,
					"0.30"); /* 1000 * (1000 * 0.1 + 500 * 0.4) / 1e6 */
				assert_int_not_equal(line->source, SOURCE_NONE);
				has_cost = true;
			}
			if (text_equal_string(line->field, "context_served"))
				assert_text(line->value, "64000");
			if (text_equal_string(line->field, "bench.epoch-eci"))
				assert_text(line->value, "120");
		}
	assert_true(has_cost);
	guide_close(&guide);
}

/* Where no model surely fits there is nothing to hold a cost against. */
static void test_no_cost_beside_nothing(void **state)
{
	struct guide guide;
	struct lines lines[3];
	bool has_cost = false;

	(void)state;
	guide_open_text(&guide, HEAD ALPHA(PRICE("1", "4")) TAIL); /* what it can do is not known */
	struct answers answers = ANSWERS(&guide, "use_case=general",
		"workload={\"in\": 1000, \"out\": 500, \"per_month\": 1000, \"repeat\": 0}",
		"capabilities=tools");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_int_equal(ranking->count, 0);
	assert_int_equal(ranking->verify_count, 1);
	ranking_explain(guide.ranker, ranking, &ranking->verify[0], &guide.arena, &lines[0],
		&lines[1], &lines[2]);
	for (int k = 0; k < 3; k++)
		for (size_t i = 0; i < lines[k].count; i++) {
			has_cost = has_cost || text_equal_string(lines[k].of[i].field, "cost");
			assert_true(text_find(lines[k].of[i].text, TEXT("nan")) < 0);
		}
	assert_true(has_cost);
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dominated),
		cmocka_unit_test(test_lower_price_never_hurts),
		cmocka_unit_test(test_unknown_never_narrows),
		cmocka_unit_test(test_evidence_leads),
		cmocka_unit_test(test_other_work_is_evidence),
		cmocka_unit_test(test_other_work_leads),
		cmocka_unit_test(test_newer_of_the_line),
		cmocka_unit_test(test_explanations_cite_the_catalog),
		cmocka_unit_test(test_no_cost_beside_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

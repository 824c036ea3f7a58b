/* SPDX-License-Identifier: MIT */
/* What a hard ceiling on money does: to hosts without a price, to weights that nobody sells, and how the answer says so. */
#include "tests/guide.h"
#include "tests/unit.h"

#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define OFFER(host, more) "{\"provider\": \"" host "\", \"source\": \"s\"" more "}"
#define PRICE(in, out) ", \"price_in\": " in ", \"price_out\": " out
#define TERMS ", \"facts\": {" FACT("data_terms", "[\"no-training\"]") "}"
#define MODEL(id, license, offers) \
	"{\"id\": \"acme/" id "\", \"name\": \"" id \
	"\", \"developer\": \"acme\", \"facts\": {" FACT("license", \
		"\"" license "\"") ", " FACT("input", "[\"text\"]") ", " FACT("params", \
		"70000000000") ", " FACT("output", "[\"text\"]") "}, \"offers\": [" offers "]}"

/* A month of the medium work is 150M tokens in and 30M out. */
static const char catalog[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\","
	"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
	"\"providers\": [{\"id\": \"acme\", \"name\": \"Acme API\", \"developer\": \"acme\"}, "
	"{\"id\": \"cloud\", \"name\": \"Big Cloud\"}, {\"id\": \"host\", \"name\": \"Host\"}],"
	"\"models\": [" /* in the order of their ids */
	MODEL("apart", "closed-api",
		OFFER("cloud", TERMS) ", " OFFER("host", PRICE("0.01", "0.04"))) "," MODEL("cheap",
		"closed-api",
		OFFER("host", PRICE("0.01", "0.04") TERMS)) "," MODEL("dear", "closed-api",
		OFFER("acme", PRICE("1", "4") TERMS) ", " OFFER("cloud", TERMS)) "," MODEL("free",
		"closed-api", OFFER("host", PRICE("0", "0"))) "," MODEL("silent", "closed-api",
		OFFER("cloud", "")) "," MODEL("weights", "open-weight", "") "]}";
enum { APART, CHEAP, DEAR, FREE, SILENT, WEIGHTS, MODELS };

enum standing_of { OUT, CERTAIN, VERIFY };

static void expect(const struct ranking *ranking, const enum standing_of expected[MODELS])
{
	size_t last = ranking->need_count - 1;

	for (uint32_t row = 0; row < MODELS; row++) {
		const struct candidate *one = ranking_find(ranking, row);
		enum standing_of is = !one                                             ? OUT
			: one >= ranking->list && one < ranking->list + ranking->count ? CERTAIN
										       : VERIFY;
		if (is != expected[row])
			fail_msg("%.*s: %d instead of %d (of %zu needs)",
				TEXT_ARGS(store_id(ranking->store, row)), is, expected[row],
				last + 1);
	}
}

/* Where every price on record of a model breaks the ceiling, a host without one says nothing in its favour; where none is on record, or those that
 * keep it fail another need, it is to be confirmed; so is one that is free within limits. */
static void test_hosts_without_a_price(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers anywhere = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "budget=5"),
		       contract = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "data_place=contract", "budget=5"),
		       high = ANSWERS(&guide, "use_case=general", "workload=medium", "budget=300");
	expect(guide_rank(&guide, &anywhere),
		(enum standing_of[]){ CERTAIN, CERTAIN, OUT, VERIFY, VERIFY, VERIFY });
	expect(guide_rank(&guide, &contract),
		(enum standing_of[]){ VERIFY, CERTAIN, OUT, VERIFY, VERIFY, VERIFY });
	expect(guide_rank(&guide, &high),
		(enum standing_of[]){ CERTAIN, CERTAIN, CERTAIN, VERIFY, VERIFY, VERIFY });
	guide_close(&guide);
}

/* What hardware costs is not on record: weights that nobody sells may break the ceiling, unless the answers say that the hardware is there. */
static void test_weights_of_ones_own(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers own = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "data_place=own", "budget=5"),
		       rented = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "data_place=tenancy", "budget=5"),
		       bought = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "data_place=tenancy", "hardware=80", "budget=5"),
		       wish = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "budget={\"usd\": 5, \"kind\": \"wish\"}");
	const struct ranking *ranking = guide_rank(&guide, &own);
	assert_ptr_not_equal(ranking_find(ranking, WEIGHTS), NULL);
	assert_int_equal(ranking->certain, 1);
	ranking = guide_rank(&guide, &rented);
	assert_int_equal(ranking->verify[0].row, WEIGHTS);
	ranking = guide_rank(&guide, &bought);
	assert_int_equal(ranking->list[0].row, WEIGHTS);
	ranking = guide_rank(&guide, &wish);
	assert_int_equal(ranking->certain, MODELS);
	guide_close(&guide);
}

static bool is_noted(struct guide *guide, const struct ranking *ranking, const char *part)
{
	struct text notes[24];
	size_t count = ranking_notes(ranking, &guide->arena, notes, 24);

	for (size_t i = 0; i < count; i++)
		if (text_find(notes[i], text_of(part)) >= 0)
			return true;
	return false;
}

/* Who is to be asked for what, in the order of how near it is; what the ceiling does not bind; how the query differs. */
static void test_what_is_said(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers anywhere = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "budget=5"),
		       own = ANSWERS(&guide, "workload=medium", "data_place=own", "budget=5"),
		       rented = ANSWERS(&guide, "workload=medium", "data_place=tenancy",
			       "budget=5"),
		       unknown = ANSWERS(&guide, "use_case=general", "budget=5"),
		       bought = ANSWERS(&guide, "workload=medium", "data_place=tenancy",
			       "hardware=80", "budget=5");
	const struct ranking *ranking = guide_rank(&guide, &anywhere);
	assert_int_equal(ranking->verify_count, 3);
	assert_text(verify_text(ranking, &ranking->verify[0], &guide.arena),
		"free: confirm price (Host); ask the host");
	assert_text(verify_text(ranking, &ranking->verify[1], &guide.arena),
		"silent: confirm price (Big Cloud); ask the host");
	assert_text(verify_text(ranking, &ranking->verify[2], &guide.arena),
		"weights: confirm cost of own hardware (37 GB); nobody on record sells it");
	assert_int_equal(ranking->confirmation_count, 2);
	assert_text(confirmation_text(ranking, &ranking->confirmations[1], &guide.arena),
		"1 more model if this is confirmed: cost of own hardware (budget: $5)");
	assert_true(is_noted(&guide, ranking, "under the ceiling are only to be verified"));
	assert_text(ranking_query_note(guide.ranker, ranking, &guide.arena), "");
	ranking = guide_rank(&guide, &own);
	assert_true(is_noted(&guide, ranking, "outside the ceiling of $5.00 a month"));
	assert_text(ranking_query_note(guide.ranker, ranking, &guide.arena), "");
	ranking = guide_rank(&guide, &rented);
	assert_text(verify_text(ranking, &ranking->verify[0], &guide.arena),
		"weights: confirm cost of a cloud machine (37 GB); nobody on record sells it");
	ranking = guide_rank(&guide, &unknown);
	assert_true(is_noted(&guide, ranking, "once the volume of a month is known"));
	ranking = guide_rank(&guide, &bought);
	assert_text(ranking_query_note(guide.ranker, ranking, &guide.arena),
		"The query lists 0 of the 1 certain model, and 0 that the answer leaves to be verified or out. "
		"It asks offers alone: weights on your own hardware are not in it.");
	guide_close(&guide);
}

/* A ceiling of nothing lets free offers in, and nobody else; it is said, written and relaxed as one. */
static void test_nothing_to_spend(void **state)
{
	struct guide guide;
	struct strbuf buf;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium", "budget=0");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	expect(ranking, (enum standing_of[]){ OUT, OUT, OUT, CERTAIN, VERIFY, VERIFY });
	assert_text(need_text(ranking, ranking->need_count - 1, &guide.arena),
		"budget: free offers only");
	assert_text(ranking_query_note(guide.ranker, ranking, &guide.arena), "");
	assert_true(text_find(answers_command(&answers, &guide.questionnaire, &guide.arena),
			    TEXT("{\"usd\": 0, \"kind\": \"hard\"}")) > 0);
	assert_int_equal(ranking->relaxation_count, 1);
	assert_text(ranking->relaxations[0].change, "budget free offers only → $3");
	answers = ANSWERS(&guide, "use_case=general", "budget=none");
	assert_int_equal(guide_rank(&guide, &answers)->certain, MODELS);
	strbuf_init(&buf);
	answer_print(&buf, questionnaire_find(&guide.questionnaire, TEXT("budget")),
		&answers.of[question_index(&guide.questionnaire,
			questionnaire_find(&guide.questionnaire, TEXT("budget")))]);
	assert_text(strbuf_text(&buf), "no ceiling");
	strbuf_done(&buf);
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hosts_without_a_price),
		cmocka_unit_test(test_weights_of_ones_own),
		cmocka_unit_test(test_what_is_said),
		cmocka_unit_test(test_nothing_to_spend),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

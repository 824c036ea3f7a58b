/* SPDX-License-Identifier: MIT */
/* What the sentence of the evidence says of offers of one host, and of who measured a score. */
#include "tests/guide.h"
#include "tests/unit.h"

#include "catalog/base/message.h"
#include "catalog/tables/evidence.h"
#include "cli/resources.h"

#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define OFFER(host, in, out, more) \
	"{\"provider\": \"" host "\", \"source\": \"s\", \"price_in\": " in \
	", \"price_out\": " out more "}"

/* One host sells a model on two terms, and others tell how it was measured. */
static const char twice[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\","
	"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
	"\"providers\": [{\"id\": \"slow\", \"name\": \"Slow\"}, {\"id\": \"fast\", \"name\": "
	"\"Fast\"}],"
	"\"benchmarks\": [{\"id\": \"quiz\", \"name\": \"Quiz\", \"unit\": \"percent\", "
	"\"better\": \"high\", \"chance\": 0, \"ceiling\": 100}],"
	"\"models\": [{\"id\": \"acme/one\", \"name\": \"one\", \"developer\": \"acme\", "
	"\"offers\": [" OFFER("slow", "1", "4",
		", \"id\": \"one-private\", \"facts\": {" FACT("data_terms",
			"[\"no-training\"]") "}") ", " OFFER("slow", "0.5", "2",
		", \"id\": \"one-open\", \"facts\": {" FACT("data_terms",
			"[\"trains-by-default\"]") "}") ", " OFFER("fast", "2", "8",
		"") "], \"scores\": ["
		    "{\"benchmark\": \"quiz\", \"score\": 84.3, \"version\": \"2.1\", \"by\": \"quoted\", "
		    "\"source\": \"s\"}, "
		    "{\"benchmark\": \"quiz\", \"score\": 80, \"harness\": \"measured by Kakao\", "
		    "\"version\": \"v6\", \"by\": \"independent\", \"source\": \"s\"}]}]}";

static void offers_of_one_host_are_told_apart(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, twice);
	assert_text(evidence_sentence(guide.store, 0, field_get(FIELD_PRICE), &guide.arena),
		"one: 0.875 at Slow [1] † (trains by default); 1.75 at Slow [2] † (no training on input); "
		"3.50 at Fast [3] †.");
	/* what they differ in needs no word of its own */
	assert_text(evidence_sentence(guide.store, 0, field_get(FIELD_DATA_TERMS), &guide.arena),
		"one: trains by default at Slow [1]; no training on input at Slow [2].");
	guide_close(&guide);
}

static void a_score_tells_its_version_and_who_measured(void **state)
{
	struct guide guide;
	const struct resource *korean = resource_find("po/ko.mo");

	(void)state;
	guide_open_text(&guide, twice);
	const struct field *quiz = store_field_find(guide.store, TEXT("bench.quiz"));
	assert_non_null(quiz);
	assert_contains(evidence_sentence(guide.store, 0, quiz, &guide.arena).bytes,
		"84.3 (the maker's figure, quoted, version 2.1)");
	assert_contains(evidence_sentence(guide.store, 0, quiz, &guide.arena).bytes,
		"80 (measured by Kakao, v6)");
	assert_true(message_use(LANGUAGE_KO, korean->bytes, korean->size));
	assert_contains(evidence_sentence(guide.store, 0, quiz, &guide.arena).bytes,
		"Kakao 측정, v6");
	message_use(LANGUAGE_EN, NULL, 0);
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offers_of_one_host_are_told_apart),
		cmocka_unit_test(a_score_tells_its_version_and_who_measured),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

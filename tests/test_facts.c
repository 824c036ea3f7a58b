/* SPDX-License-Identifier: MIT */
/* The facts reader: mistakes are named with their place; sentences and facts go together. */
#include "tests/facts_text.h"

static void mistakes_are_named_with_their_place(void **state)
{
	(void)state;
	refuses(FACT("\"contxt\": {\"value\": 1, " OK_END), "f.json:6:11: $.models[0].facts.contxt",
		"did you mean \"context\"");
	refuses(FACT("\"license\": {\"value\": \"open-wieght\", " OK_END), "f.json:6:22",
		"did you mean \"open-weight\"");
	refuses(FACT("\"context\": {\"value\": \"128k\", " OK_END), ".facts.context.value",
		"a number of tokens");
	refuses(FACT("\"params\": {\"value\": 70, " OK_END), ".facts.params.value",
		"70B is 70000000000");
	refuses(FACT("\"released\": {\"value\": \"2025-02-30\", " OK_END), ".released.value",
		"no day");
	refuses(FACT("\"context\": {\"value\": 1, \"basis\": \"disclosed\"}"), ".facts.context",
		"every fact has one");
	refuses(FACT("\"context\": {\"value\": 1, \"basis\": \"disclosed\", \"source\": \"crd\"}"),
		".source", "did you mean \"card\"");
	refuses(FACT("\"context\": {\"value\": 1, \"basis\": \"reported\", \"source\": \"card\"}"),
		".facts.context", "who reports");
	refuses(FACT("\"context\": {\"value\": 1, \"basis\": \"inferred\", \"source\": \"card\"}"),
		".facts.context", "inferred from");
	refuses(FACT("\"context\": {\"value\": 1, \"basis\": \"guessed\", \"source\": \"card\"}"),
		".basis", "disclosed");
	refuses(FACT("\"architecture\": {\"value\": \"moe\", " OK_END), ".architecture.value",
		"an array");
	refuses(FACT("\"price_in\": {\"value\": 0.000003, " OK_END), ".facts.price_in.value",
		"USD per 1,000,000 tokens");
	refuses(FACT("\"quality\": {\"value\": 5, " OK_END), ".facts.quality",
		"the program makes it");
	refuses(MODEL("\"offers\": [{\"provider\": \"nobody\", \"source\": \"card\"}]"),
		".offers[0].provider", "no provider nobody");
	refuses(MODEL("\"family\": \"none\""), ".family", "no family");
	refuses(MODEL("\"colour\": 1"), ".colour", "not known");
	refuses(HEAD "\"models\": [{\"id\": \"A b\", \"name\": \"A\", \"developer\": \"acme\"}]}",
		".models[0].id", "lower-case");
	refuses(HEAD
		"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\"}, {\"id\": \"acme/a\", \"name\": \"A\", "
		"\"developer\": \"acme\"}]}",
		".models[1].id", "taken already");
	refuses("{\"schema\": \"other\"}", "$.schema", "llmatlas-facts/1");
	refuses("{\"schema\": \"llmatlas-facts/1\", \"sources\": {\"a\": {\"title\": \"A\", \"checked\": \"seen\", \"url\": "
		"\"javascript:1\"}}}",
		".sources.a.url", "https://");
}

static void a_lenient_read_goes_on(void **state)
{
	struct arena arena;
	struct facts facts;
	struct error err;

	(void)state;
	arena_init(&arena);
	assert_int_equal(
		read_all(HEAD
			"\"models\": [{\"id\": \"acme/a\", \"name\": \"\", \"developer\": \"acme\"}, {\"id\": \"acme/b\", "
			"\"name\": \"B\", \"developer\": \"acme\"}]}",
			false, &facts, &arena, &err),
		RESULT_OK);
	assert_int_equal(facts.model_count, 1);
	assert_int_equal(facts.warning_count, 1);
	assert_contains(facts.warnings[0].bytes, "$.models[0]: the name is empty");
	facts_done(&facts);
	arena_done(&arena);
}

#define SAYS(sentence, list) \
	HEAD "\"sentences\": {" list \
	     "},\n\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n" \
	     "\"facts\": {\"tends_to\": {\"value\": \"" sentence "\", " OK_END "}}]}"

/* What check says of the Korean of a file; "" is nothing. */
static void sentences_get(const char *json, const char *complaint)
{
	struct arena arena;
	struct facts facts;
	struct error err;

	arena_init(&arena);
	assert_int_equal(read_all(json, false, &facts, &arena, &err), RESULT_OK);
	facts_check_sentences(&facts);
	if (*complaint == '\0') {
		assert_int_equal(facts.warning_count, 0);
	} else {
		assert_int_equal(facts.warning_count, 1);
		assert_contains(facts.warnings[0].bytes, complaint);
	}
	facts_done(&facts);
	arena_done(&arena);
}

static void sentences_and_facts_go_together(void **state)
{
	(void)state;
	sentences_get(SAYS("says b", "\"says b\": \"비라고 함\""), "");
	sentences_get(SAYS("says b", ""), ""); /* one's own files have no list */
	sentences_get(SAYS("not-applicable", "\"says b\": \"비라고 함\""), "");
	sentences_get(SAYS("says c", "\"says b\": \"비라고 함\", \"says c\": \"씨라고 함\""),
		"f.json:4:25: $.sentences.says b: no fact says this any more");
	sentences_get(SAYS("says c\", " OK_END
			   "}},\n{\"id\": \"acme/b\", \"name\": \"B\", \"developer\": \"acme\","
			   "\"facts\": {\"tends_to\": {\"value\": \"says b",
			      "\"says b\": \"비라고 함\""),
		"f.json:6:33: $.models[0].facts.tends_to.value: \"says c\" has no Korean");
	sentences_get(SAYS("says b", "\"says b\": \"says b\""),
		"$.sentences.says b: expected this sentence in Korean");
	sentences_get(SAYS("says b\", " OK_END
			   "}},\n{\"id\": \"acme/b\", \"name\": \"B\", \"developer\": \"acme\","
			   "\"facts\": {\"tends_to\": {\"value\": \"says c",
			      "\"says c\": \"씨라고 함\", \"says b\": \"비라고 함\""),
		"$.sentences.says b: expected before \"says c\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_named_with_their_place),
		cmocka_unit_test(a_lenient_read_goes_on),
		cmocka_unit_test(sentences_and_facts_go_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

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
	refuses(HEAD
		"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"aliases\": [\"One\"]}, "
		"{\"id\": \"acme/b\", \"name\": \"B\", \"developer\": \"acme\", \"aliases\": [\"b\", \"oNE\"]}]}",
		".models[1].aliases", "the alias oNE belongs to acme/a already");
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
	assert_contains(facts.warnings[0].sentence.bytes, "$.models[0]: the name is empty");
	facts_done(&facts);
	arena_done(&arena);
}

/* What check says of a file: each line of it, in its order, is a place and a part of the sentence there. */
struct complaint {
	const char *place, *sentence;
};
static void complains(const char *json, uint32_t today, const struct complaint *expected,
	size_t count)
{
	struct arena arena;
	struct facts facts;
	struct error err;

	arena_init(&arena);
	facts_init(&facts, &arena, ORIGIN_OVERLAY);
	facts.keeps_faulty = true;
	facts.today = today;
	assert_int_equal(facts_read(&facts, "f.json", text_of(json), false, &err), RESULT_OK);
	assert_int_equal(facts_link(&facts, false, &err), RESULT_OK);
	assert_int_equal(facts_check_families(&facts, &err), RESULT_OK);
	facts_sort_warnings(&facts);
	for (size_t i = 0; i < facts.warning_count; i++) {
		const char *found = facts.warnings[i].sentence.bytes;
		if (i >= count)
			fail_msg("not expected: %s", found);
		if (!strstr(found, expected[i].place) || !strstr(found, expected[i].sentence))
			fail_msg("%s\nexpected %s and %s", found, expected[i].place,
				expected[i].sentence);
	}
	assert_int_equal(facts.warning_count, count);
	facts_done(&facts);
	arena_done(&arena);
}
#define COMPLAINS(json, today, ...) \
	do { \
		const struct complaint list[] = { __VA_ARGS__ }; \
		complains(json, today, list, sizeof(list) / sizeof(list[0])); \
	} while (0)
#define HOST \
	"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}],\n\"benchmarks\": [" \
	"{\"id\": \"quiz\", \"name\": \"Quiz\", \"unit\": \"percent\"}],\n"
#define HOSTED(facts) \
	HEAD HOST \
		"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n" facts \
		"}]}"
#define SAID(value) "{\"value\": " value ", " OK_END

static void every_mistake_of_a_record_is_named(void **state)
{
	(void)state;
	COMPLAINS(
		HOSTED("\"colour\": 1, \"family\": \"none\", \"aliases\": [5],\n\"facts\": {\n"
		       "\"contxt\": {\"value\": 1, \"basis\": \"guessed\", \"source\": \"crd\"},\n"
		       "\"context\": {\"value\": 8, \"basis\": \"reported\", \"source\": 7},\n"
		       "\"license\": [{\"value\": \"open\", \"basis\": \"disclosed\"}, " SAID(
			       "\"mine\"") "],\n"
					   "\"can\": " SAID(
						   "[\"fly\", \"swim\"]") "},\n"
									  "\"offers\": [{\"provider\": \"hst\", \"price_in\": -1, \"basis\": \"told\", \"source\": \"card\"}],\n"
									  "\"scores\": [{\"benchmark\": \"quiz\", \"score\": 570, \"by\": \"me\"},\n"
									  "{\"benchmark\": \"quizz\", \"score\": \"5\", \"by\": \"maker\", \"source\": \"card\", \"date\": \"2025-13\"}]"),
		0, { "f.json:7:11: $.models[0].colour", "not known" },
		{ "f.json:7:24: $.models[0].family", "no family none" },
		{ "f.json:7:44: $.models[0].aliases[0]", "expected a string" },
		{ "f.json:9:11: $.models[0].facts.contxt", "did you mean \"context\"" },
		{ "f.json:9:33: $.models[0].facts.contxt.basis", "disclosed" },
		{ "f.json:9:54: $.models[0].facts.contxt.source", "did you mean \"card\"" },
		{ "f.json:10:12: $.models[0].facts.context", "who reports it" },
		{ "f.json:10:22: $.models[0].facts.context.value",
			"context is 8; expected a whole number from 256 to 12000000" },
		{ "f.json:10:56: $.models[0].facts.context.source", "expected a string" },
		{ "f.json:11:13: $.models[0].facts.license[0]", "every fact has one" },
		{ "f.json:11:23: $.models[0].facts.license[0].value", "no value of license" },
		{ "f.json:11:64: $.models[0].facts.license[1].value", "no value of license" },
		{ "f.json:12:19: $.models[0].facts.can.value[0]", "no value of can" },
		{ "f.json:12:26: $.models[0].facts.can.value[1]", "no value of can" },
		{ "f.json:13:25: $.models[0].offers[0].provider", "no provider hst" },
		{ "f.json:13:44: $.models[0].offers[0].price_in", "not negative" },
		{ "f.json:13:57: $.models[0].offers[0].basis", "disclosed" },
		{ "f.json:14:12: $.models[0].scores[0]", "every fact has one" },
		{ "f.json:14:43: $.models[0].scores[0].score",
			"score is 570; expected a number from 0 to 100" },
		{ "f.json:14:54: $.models[0].scores[0].by", "maker" },
		{ "f.json:15:15: $.models[0].scores[1].benchmark", "no benchmark quizz" },
		{ "f.json:15:33: $.models[0].scores[1].score", "expected a number" },
		{ "f.json:15:79: $.models[0].scores[1].date", "" });
	COMPLAINS(
		"{\"schema\": \"llmatlas-facts/1\",\n"
		"\"sources\": {\"a\": {\"title\": 5, \"checked\": \"read\", \"url\": \"ftp://a\", \"date\": \"x\"}},\n"
		"\"developers\": [{\"name\": \"A\", \"aliases\": \"a\"}, 7],\n"
		"\"models\": {\"a\": 1},\n"
		"\"changes\": [{\"date\": \"2025\", \"kind\": \"lost\", \"model\": \"a/b\", \"field\": \"quality\", \"to\": []}]}",
		0, { "f.json:2:28: $.sources.a.title", "a string" },
		{ "f.json:2:42: $.sources.a.checked", "\"seen\" or" },
		{ "f.json:2:57: $.sources.a.url", "https://" },
		{ "f.json:2:76: $.sources.a.date", "" },
		{ "f.json:3:16: $.developers[0]", "\"id\" is missing" },
		{ "f.json:3:41: $.developers[0].aliases", "an array" },
		{ "f.json:3:47: $.developers[1]", "an object" },
		{ "f.json:4:11: $.models", "an array" },
		{ "f.json:5:22: $.changes[0].date", "a day such as" },
		{ "f.json:5:38: $.changes[0].kind", "\"new\"" },
		{ "f.json:5:55: $.changes[0].model", "no model a/b" },
		{ "f.json:5:71: $.changes[0].field", "the program makes it" },
		{ "f.json:5:88: $.changes[0].to", "a number or a text" });
}

static void names_of_faulty_records_can_be_used(void **state)
{
	(void)state;
	COMPLAINS("{\"schema\": \"llmatlas-facts/1\",\n"
		  "\"sources\": {\"card\": {\"title\": \"Card\", \"checked\": \"read\"}},\n"
		  "\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\", \"colour\": 1}],\n"
		  "\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n"
		  "\"facts\": {\"context\": " SAID("4096") "}}]}",
		0, { "f.json:2:", "\"seen\" or" }, { "f.json:3:", "not known" });
}

static void what_cannot_be_is_refused(void **state)
{
	(void)state;
	COMPLAINS(
		FACT("\"context\": " SAID("128") ",\n\"layers\": " SAID("8.5") ",\n\"released\": " SAID(
			"\"1970\"") ",\n\"retires\": " SAID("\"2199-01-01\"")),
		0, { "f.json:6:22:", "context is 128; expected a whole number from 256" },
		{ "f.json:7:21:", "layers is 8.5; expected a whole number from 1 to 1000" },
		{ "f.json:8:23:", "released is 1970; expected a date in the years 2010 to 2099" },
		{ "f.json:9:22:", "retires is 2199-01-01; expected a date" });
	COMPLAINS(
		FACT("\"params\": " SAID("8e9") ",\n\"active\": " SAID("9e9") ",\n\"heads\": " SAID("8") ",\n\"kv_heads\": [" SAID("16") ", " SAID("4") "],\n\"context\": " SAID(
			"4096") ",\n\"output_limit\": " SAID("8192") ",\n\"released\": " SAID("\"2025-03\"") ",\n\"cutoff\": " SAID("\"2025-04-01\"") ",\n\"retires\": " SAID("\"2024\"")),
		0,
		{ "f.json:7:21: $.models[0].facts.active.value",
			"expected active (9000000000) to be at most params (8000000000)" },
		{ "f.json:9:24: $.models[0].facts.kv_heads[0].value",
			"expected kv_heads (16) to be at most heads (8)" },
		{ "f.json:11:27:", "expected output_limit (8192) to be at most context (4096)" },
		{ "f.json:12:23:",
			"expected released (2025-03) to be no later than retires (2024)" },
		{ "f.json:13:21:",
			"expected cutoff (2025-04-01) to be no later than released (2025-03)" });
	complains(FACT("\"released\": " SAID("\"2025-03\"") ",\n\"cutoff\": " SAID("\"2025\"")), 0,
		NULL, 0); /* it may have been January */
}

static void offers_that_cannot_be_are_refused(void **state)
{
	(void)state;
	COMPLAINS(
		HOSTED("\"facts\": {\"context\": " SAID(
			"8192") "},\n\"offers\": [\n"
				"{\"provider\": \"host\", \"source\": \"card\", \"price_in\": 1, \"price_out\": 100000, \"price_cached\": 2},\n"
				"{\"provider\": \"host\", \"id\": \"a\", \"source\": \"card\", \"context_served\": 0, \"output_limit\": 9000},\n"
				"{\"provider\": \"host\", \"id\": \"b\", \"source\": \"card\", \"context_served\": 16384, \"output_limit\": 9000},\n"
				"{\"provider\": \"host\", \"id\": \"c\", \"source\": \"card\", \"output_limit\": 9000},\n"
				"{\"provider\": \"host\", \"id\": \"c\", \"source\": \"card\", \"tiers\": [\n"
				"{\"above\": 0, \"price_in\": 2, \"price_cached\": 3},\n{\"above\": 2000}, {\"above\": 1000}]},\n{\"provider\": \"host\", \"source\": \"card\"}]"),
		0,
		{ "f.json:9:68: $.models[0].offers[0].price_out",
			"price_out is 100000; expected a number from 0 to 1200" },
		{ "f.json:9:92: $.models[0].offers[0].price_cached",
			"expected price_cached (2) to be at most price_in (1)" },
		{ "f.json:10:69: $.models[0].offers[1].context_served",
			"context_served is 0; expected a whole number from 256" },
		{ "f.json:12:67: $.models[0].offers[3].output_limit",
			"expected output_limit (9000) to be at most context (8192 of the model)" },
		{ "f.json:13:1: $.models[0].offers[4]",
			"host offers the model by this id already" },
		{ "f.json:14:11: $.models[0].offers[4].tiers[0].above",
			"above is 0; expected a whole number from 1" },
		{ "f.json:14:45: $.models[0].offers[4].tiers[0].price_cached",
			"expected price_cached (3) to be at most price_in (2)" },
		{ "f.json:15:28: $.models[0].offers[4].tiers[2].above", "rising" },
		{ "f.json:16:1: $.models[0].offers[5]",
			"host offers the model without an id already" });
}

static void models_are_their_makers(void **state)
{
	(void)state;
	COMPLAINS(HEAD
		"\"models\": [{\"id\": \"other/a\", \"name\": \"A\", \"developer\": \"acme\"},\n"
		"{\"id\": \"acmeish/a\", \"name\": \"A\", \"developer\": \"acme\"}]}",
		0, { "f.json:4:19: $.models[0].id", "begin with its developer: \"acme/\"" },
		{ "f.json:5:8: $.models[1].id", "begin with its developer: \"acme/\"" });
}

static void what_has_not_come_yet_is_refused(void **state)
{
	const char *json =
		"{\"schema\": \"llmatlas-facts/1\", \"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],\n"
		"\"sources\": {\"card\": {\"title\": \"Card\", \"checked\": \"seen\", \"date\": \"2036\"}},\n" HOST
		"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"facts\": {\n"
		"\"released\": " SAID("\"2026-12\"") ",\n\"retires\": " SAID(
			"\"2030-01\"") ",\n\"status\": {\"value\": \"active\", \"as_of\": \"2026-11-29\", " OK_END
				       "},\n"
				       "\"scores\": [{\"benchmark\": \"quiz\", \"score\": 5, \"by\": \"maker\", \"source\": \"card\", \"date\": \"2027\"}]}]}";
	const char *sentence = "has not come yet: expected no day after 2026-11-28";

	(void)state;
	COMPLAINS(json, 20261128, { "f.json:2:66: $.sources.card.date", sentence },
		{ "f.json:6:23: $.models[0].facts.released.value", sentence },
		{ "f.json:8:40: $.models[0].facts.status.as_of", sentence },
		{ "f.json:9:87: $.models[0].scores[0].date", sentence });
	complains(json, 20370101, NULL, 0);
	complains(json, 0, NULL, 0);
}

#define FAMILIES \
	HEAD "\"families\": [\n" \
	     "{\"id\": \"one\", \"name\": \"One\", \"stems\": [\"uno*\"], \"pattern\": \"^uno (\", \"match\": [\"uno-7b\"]},\n" \
	     "{\"id\": \"two\", \"name\": \"Two\", \"stems\": [\"duo*\"], \"base\": \"nobody\", \"match\": [\"duo-1\",\n" \
	     "\"trio\"], \"reject\": [\"duo-8b\"], \"rank\": 1.5},\n" \
	     "{\"id\": \"three\", \"name\": \"Three\", \"stems\": [], \"base\": \"two\"},\n" \
	     "{\"id\": \"four\", \"name\": \"Four\", \"stems\": [\"quad\"], \"base\": \"three\"},\n" \
	     "{\"id\": \"five\", \"name\": \"Five\", \"stems\": [\"quin\"], \"facts\": {\"params\": " SAID( \
		     "7e9") "}},\n" \
			    "{\"id\": \"six\", \"name\": \"Six\", \"stems\": [\"sex\"], \"base\": \"five\", \"match\": [\"quin-1\"],\n" \
			    "\"facts\": {\"active\": " SAID( \
				    "8e9") "}}],\n" \
					   "\"models\": [{\"id\": \"acme/five\", \"name\": \"Five\", \"developer\": \"acme\", \"family\": \"five\",\n" \
					   "\"facts\": {\"active\": " SAID( \
						   "9e9") "}}, {\"id\": \"acme/two\", \"name\": \"Two\", \"developer\": \"acme\", \"family\": \"two\"}]}"

static void families_have_their_places(void **state)
{
	(void)state;
	COMPLAINS(FAMILIES, 0, { "f.json:5:60: $.families[0].pattern", "parenthesis" },
		{ "f.json:6:57: $.families[1].base", "no other family nobody in these files" },
		{ "f.json:7:40: $.families[1].rank", "rank is 1.5; expected a whole number" },
		{ "f.json:8:43: $.families[2].stems", "at least one stem" },
		{ "f.json:9:59: $.families[3].base",
			"a chain of more than two bases: three has two, which has nobody" },
		{ "f.json:11:74: $.families[5].match[0]",
			"should find the family six, and finds five" },
		{ "f.json:12:31: $.families[5].facts.active.value",
			"expected active (8000000000) to be at most params (7000000000 of its family)" },
		{ "f.json:14:31: $.models[0].facts.active.value",
			"expected active (9000000000) to be at most params (7000000000 of its family)" });
}

/* One that is left out takes those with it that it is a base of, and the rest is built. */
static void families_are_left_out_with_their_bases(void **state)
{
	struct arena arena;
	struct facts facts;
	struct error err;

	(void)state;
	arena_init(&arena);
	assert_int_equal(read_all(FAMILIES, false, &facts, &arena, &err), RESULT_OK);
	assert_int_equal(facts.family_count, 1);
	assert_text(facts.families[0].id, "five");
	assert_int_equal(facts.model_count, 0);
	struct builder *builder = builder_new(TEXT("x"), 20250101);
	assert_int_equal(facts_build(&facts, builder, &err), RESULT_OK);
	builder_free(builder);
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
		assert_contains(facts.warnings[0].sentence.bytes, complaint);
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
		cmocka_unit_test(every_mistake_of_a_record_is_named),
		cmocka_unit_test(names_of_faulty_records_can_be_used),
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(offers_that_cannot_be_are_refused),
		cmocka_unit_test(models_are_their_makers),
		cmocka_unit_test(what_has_not_come_yet_is_refused),
		cmocka_unit_test(families_have_their_places),
		cmocka_unit_test(families_are_left_out_with_their_bases),
		cmocka_unit_test(sentences_and_facts_go_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

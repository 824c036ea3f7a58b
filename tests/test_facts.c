/* SPDX-License-Identifier: MIT */
/* The facts reader's sentences, identity, families, merging, quality. */
#include "tests/unit.h"

#include "catalog/base/strbuf.h"
#include "catalog/sources/derive.h"
#include "catalog/sources/facts.h"
#include "catalog/base/pattern.h"
#include "catalog/sources/family_beginning.h"
#include "catalog/sources/identity.h"
#include "catalog/sources/merge.h"
#include "catalog/sources/quality.h"

#include <math.h>

#define HEAD \
	"{\"schema\": \"llmatlas-facts/1\",\n\"sources\": {\"card\": {\"title\": \"Card\", " \
	"\"checked\": \"seen\"}},\n\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],\n"
#define MODEL(facts) \
	HEAD "\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n" facts \
	     "}]}"
#define FACT(fact) MODEL("\"facts\": {\n" fact "}")
#define OK_END "\"basis\": \"disclosed\", \"source\": \"card\"}"

static enum result read_all(const char *json, bool is_strict, struct facts *facts,
	struct arena *arena, struct error *err)
{
	facts_init(facts, arena, ORIGIN_BUILTIN_MODEL);
	enum result result = facts_read(facts, "f.json", text_of(json), is_strict, err);
	return result == RESULT_OK ? facts_link(facts, is_strict, err) : result;
}

static void refuses(const char *json, const char *place, const char *sentence)
{
	struct arena arena;
	struct facts facts;
	struct error err = { 0 };

	arena_init(&arena);
	if (read_all(json, true, &facts, &arena, &err) != RESULT_BAD_DATA)
		fail_msg("accepted: %s", json);
	if (!strstr(err.message, place) || !strstr(err.message, sentence))
		fail_msg("%s\nexpected %s and %s", err.message, place, sentence);
	facts_done(&facts);
	arena_done(&arena);
}

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

static void has_keys(const char *id, const char *model, const char *family)
{
	struct strbuf key;

	strbuf_init(&key);
	identity_model_key(&key, text_of(id));
	assert_text(strbuf_text(&key), model);
	identity_family_key(&key, text_of(id));
	assert_text(strbuf_text(&key), family);
	strbuf_done(&key);
}

static void keys_of_ids(void **state)
{
	(void)state;
	has_keys("meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama4scout17b16einstruct",
		"llama 4 scout 17b 16e instruct");
	has_keys("openai/gpt-4o-2024-05-13", "gpt4o2024.05.13", "gpt 4o");
	has_keys("gpt-4o-2024-11-20:free", "gpt4o2024.11.20", "gpt 4o");
	has_keys("us.anthropic.claude-opus-4-5-20251101-v1:0", "claudeopus4.5.20251101",
		"claude opus 4 5");
	has_keys("mistral-large-2411", "mistrallarge2411", "mistral large");
	has_keys("Qwen/Qwen3.5-35B-A3B-FP8", "qwen3.5.35ba3bfp8", "qwen3.5 35b a3b");
	has_keys("duo-chat-gpt-5-4-mini", "gpt5.4mini", "gpt 5 4 mini");
	has_keys("alicloud-deepseek-v4-flash", "deepseekv4flash", "deepseek v4 flash");
	has_keys("deepseek-chat", "deepseekchat", "deepseek chat");
	has_keys("gemini-flash-latest", "geminiflashlatest", "gemini flash");
}

static struct claim claim_of(uint16_t field, enum origin origin, double number, uint32_t as_of)
{
	struct claim claim = { .field = field, .origin = (uint8_t)origin, .as_of = as_of };

	claim.value.state = VALUE_KNOWN;
	claim.value.is.number = number;
	return claim;
}

static void merging_follows_the_policies(void **state)
{
	struct arena arena;
	struct claim own[] = { claim_of(FIELD_PARAMS, ORIGIN_MODELS_DEV, 1, 0),
		claim_of(FIELD_OUTPUT_LIMIT, ORIGIN_BUILTIN_MODEL, 1, 20250101),
		claim_of(FIELD_OUTPUT_LIMIT, ORIGIN_MODELS_DEV, 2, 20260101),
		claim_of(FIELD_CONTEXT, ORIGIN_MODELS_DEV, 5, 0) };
	struct claim shared[] = { claim_of(FIELD_PARAMS, ORIGIN_BUILTIN_FAMILY, 9, 0),
		claim_of(FIELD_CONTEXT, ORIGIN_BUILTIN_FAMILY, 7, 0) };
	const struct family family = { .claims = shared, .claim_count = 2 };
	struct draft draft = { .claims = own, .claim_count = 4 };

	(void)state;
	arena_init(&arena);
	merge_resolve(&draft, &family, &arena);
	assert_int_equal(draft.claim_count, 6);
	/* lasting: the built-in family before models.dev; volatile: the newest; the row's own window beats its family's */
	assert_int_equal(draft.claims[0].field, FIELD_PARAMS);
	assert_true(draft.claims[0].value.is.number == 9);
	assert_int_equal(draft.claims[2].field, FIELD_CONTEXT);
	assert_true(draft.claims[2].value.is.number == 5);
	assert_int_equal(draft.claims[4].field, FIELD_OUTPUT_LIMIT);
	assert_true(draft.claims[4].value.is.number == 2);
	arena_done(&arena);
}

static void a_models_own_word_replaces_its_familys(void **state)
{
	struct arena arena;
	struct claim own[] = { claim_of(FIELD_ARCHITECTURE, ORIGIN_BUILTIN_MODEL, 0, 0),
		claim_of(FIELD_CONTEXT, ORIGIN_BUILTIN_MODEL, 5, 0),
		claim_of(FIELD_PARAMS, ORIGIN_MODELS_DEV, 1, 0) };
	struct claim shared[] = { claim_of(FIELD_ARCHITECTURE, ORIGIN_BUILTIN_FAMILY, 0, 0),
		claim_of(FIELD_ARCHITECTURE, ORIGIN_BUILTIN_FAMILY, 0, 0),
		claim_of(FIELD_CONTEXT, ORIGIN_BUILTIN_FAMILY, 7, 0),
		claim_of(FIELD_PARAMS, ORIGIN_BUILTIN_FAMILY, 9, 0) };
	const struct family family = { .claims = shared, .claim_count = 4 };
	struct draft draft = { .claims = own, .claim_count = 3 };

	(void)state;
	shared[1].basis = BASIS_REPORTED;
	arena_init(&arena);
	merge_resolve(&draft, &family, &arena);
	/* left: its own two, what is reported on the architecture, and both on the size: a list's word is not its own */
	assert_int_equal(draft.claim_count, 5);
	for (size_t i = 0; i < draft.claim_count; i++)
		if (draft.claims[i].origin == ORIGIN_BUILTIN_FAMILY)
			assert_true(draft.claims[i].field == FIELD_PARAMS ||
				draft.claims[i].basis == BASIS_REPORTED);
	arena_done(&arena);
}

static void families_check_themselves(void **state)
{
	struct arena arena;
	struct facts facts;
	struct family_index *index;
	struct strbuf warnings;
	struct error err;

	(void)state;
	arena_init(&arena);
	assert_int_equal(
		read_all(HEAD
			"\"families\": [{\"id\": \"one\", \"name\": \"One\", \"stems\": [\"uno*\"], \"pattern\": \"^uno\", "
			"\"match\": [\"uno-7b\", \"zwei\"], \"reject\": [\"uno-8b\"]}]}",
			true, &facts, &arena, &err),
		RESULT_OK);
	assert_int_equal(family_index_new(&index, facts.families, facts.family_count, &arena, &err),
		RESULT_OK);
	strbuf_init(&warnings);
	assert_int_equal(family_check(index, &warnings), 2);
	assert_contains(warnings.bytes, "zwei should find the family one");
	assert_contains(warnings.bytes, "uno-8b must not find");
	assert_text(family_find(index, TEXT("x/Uno7-70B"))->id, "one");
	assert_null(family_find(index, TEXT("nuno")));
	strbuf_done(&warnings);
	family_index_free(index);
	facts_done(&facts);
	arena_done(&arena);
}

/* The model of a facts file after merging and derivation, as the builder gets it. */
static const struct claim *derived(struct facts *facts, struct arena *arena, const char *json,
	enum field_id field)
{
	struct family_index *index;
	struct error err;

	assert_int_equal(read_all(json, true, facts, arena, &err), RESULT_OK);
	assert_int_equal(family_index_new(&index, facts->families, facts->family_count, arena,
				 &err),
		RESULT_OK);
	struct draft *draft = &facts->models[0];
	derive_draft(draft, facts, arena);
	merge_resolve(draft, family_find(index, draft->id), arena);
	derive_license(draft, facts, arena);
	derive_dates(draft, facts, arena);
	derive_after_merge(draft, arena);
	family_index_free(index);
	for (size_t i = 0; i < draft->claim_count; i++)
		if (draft->claims[i].field == field)
			return &draft->claims[i];
	return NULL;
}

#define LICENSES \
	"\"licenses\": [{\"id\": \"free\", \"name\": \"Free License\", \"facts\": {\"commercial\": {\"value\": \"yes\", " OK_END \
	", \"conditions\": {\"value\": [\"attribution\"], " OK_END "}}],\n"
#define LICENSED(basis, more) \
	HEAD LICENSES \
		"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n\"facts\": {" \
		"\"license_name\": {\"value\": \"Free License\", \"source\": \"card\", \"basis\": " basis \
		"}" more "}}]}"

static void a_license_says_what_may_be_done(void **state)
{
	struct arena arena;
	struct facts facts;

	(void)state;
	arena_init(&arena);
	const struct claim *claim = derived(&facts, &arena, LICENSED("\"disclosed\"", ""),
		FIELD_COMMERCIAL);
	assert_non_null(claim);
	assert_int_equal(claim->value.is.choice, 0); /* yes */
	assert_int_equal(claim->basis, BASIS_DISCLOSED);
	assert_int_equal(claim->source, 0);
	facts_done(&facts);
	/* what follows from a license that is only inferred is inferred as well, from the same */
	claim = derived(&facts, &arena,
		LICENSED("\"inferred\", \"detail\": \"the license of its base\"", ""),
		FIELD_CONDITIONS);
	assert_int_equal(claim->basis, BASIS_INFERRED);
	assert_text(claim->detail, "the license of its base");
	facts_done(&facts);
	/* under a license of its own, what the family says of another means nothing */
	claim = derived(&facts, &arena,
		HEAD LICENSES
		"\"families\": [{\"id\": \"a\", \"name\": \"A\", \"stems\": [\"a\"], \"facts\": {\"commercial\": {\"value\": \"no\", " OK_END
		"}}],\n\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n\"facts\": "
		"{\"license_name\": {\"value\": \"Free License\", " OK_END "}}]}",
		FIELD_COMMERCIAL);
	assert_int_equal(claim->value.is.choice, 0);
	facts_done(&facts);
	/* the model's own word is nearer */
	claim = derived(&facts, &arena,
		LICENSED("\"disclosed\"", ", \"commercial\": {\"value\": \"no\", " OK_END),
		FIELD_COMMERCIAL);
	assert_int_equal(claim->value.is.choice, 2);
	facts_done(&facts);
	arena_done(&arena);
}

static void who_can_have_it_follows_from_offers_and_weights(void **state)
{
	static const char *const hosts =
		"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}],\n";
	struct arena arena;
	struct facts facts;
	char json[2000];

	(void)state;
	arena_init(&arena);
	const struct claim *claim = derived(&facts, &arena,
		FACT("\"license\": {\"value\": \"open-weight\", " OK_END), FIELD_AVAILABILITY);
	assert_int_equal(claim->value.is.choice, 0); /* public */
	assert_int_equal(claim->basis, BASIS_INFERRED);
	assert_text(claim->detail, "the weights can be downloaded");
	facts_done(&facts);
	snprintf(json, sizeof(json),
		"{\"schema\": \"llmatlas-facts/1\", \"sources\": {\"card\": {\"title\": \"Card\", \"checked\": "
		"\"seen\"}}, \"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}], %s \"models\": [{\"id\": "
		"\"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"offers\": [{\"provider\": \"host\", "
		"\"source\": \"card\", \"as_of\": \"2026-07-02\"}]}]}",
		hosts);
	claim = derived(&facts, &arena, json, FIELD_STATUS);
	assert_int_equal(claim->value.is.choice, 0); /* active */
	assert_int_equal(claim->as_of, 20260702);
	facts_done(&facts);
	/* retired, and nobody lists it */
	claim = derived(&facts, &arena,
		FACT("\"license\": {\"value\": \"closed-api\", " OK_END
		     ", \"status\": {\"value\": \"retired\", " OK_END),
		FIELD_AVAILABILITY);
	assert_int_equal(claim->value.is.choice, 2); /* none */
	facts_done(&facts);
	/* of a closed model without offers nothing is known */
	assert_null(derived(&facts, &arena,
		FACT("\"license\": {\"value\": \"closed-api\", " OK_END), FIELD_AVAILABILITY));
	facts_done(&facts);
	arena_done(&arena);
}

#define CHANGED(changes) \
	HEAD "\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\"}],\n\"changes\": [" changes \
	     "]}"

static void the_change_list_gives_dates(void **state)
{
	static const char *const json = CHANGED(
		"{\"date\": \"2026-03-01\", \"kind\": \"new\", \"model\": \"acme/a\"}, {\"date\": \"2026-08-01\", "
		"\"kind\": \"repriced\", \"model\": \"acme/a\", \"field\": \"price_in\", \"from\": 2, \"to\": 1}");
	struct arena arena;
	struct facts facts;

	(void)state;
	arena_init(&arena);
	assert_int_equal(derived(&facts, &arena, json, FIELD_ADDED)->value.is.date, 20260301);
	facts_done(&facts);
	assert_int_equal(derived(&facts, &arena, json, FIELD_CHANGED)->value.is.date, 20260801);
	facts_done(&facts);
	arena_done(&arena);
	refuses(CHANGED("{\"date\": \"2026-03\", \"kind\": \"new\", \"model\": \"acme/a\"}"),
		"$.changes[0].date", "a day such as");
	refuses(CHANGED("{\"date\": \"2026-03-01\", \"kind\": \"odd\", \"model\": \"acme/a\"}"),
		"$.changes[0].kind", "repriced");
	refuses(CHANGED("{\"date\": \"2026-03-01\", \"kind\": \"new\", \"model\": \"acme/b\"}"),
		"$.changes[0].model", "no model acme/b");
	refuses(CHANGED("{\"date\": \"2026-03-01\", \"kind\": \"corrected\", \"model\": \"acme/a\"}"),
		"$.changes[0]", "what was changed");
}

static void allows(const char *pattern, const char *text, bool expected)
{
	static struct beginning_sets sets;
	struct beginnings beginnings;
	struct pattern *whole = NULL;
	uint64_t there[2];

	beginnings_read(&beginnings, &sets, text_of(pattern));
	beginnings_characters(text_of(text), there);
	bool is_allowed = beginnings_allow(&beginnings, &sets, text_of(text), there);
	assert_int_equal(pattern_new(&whole, text_of(pattern), true, NULL), RESULT_OK);
	if (!is_allowed && pattern_find(whole, text_of(text), NULL, NULL) == PATTERN_YES)
		fail_msg("%s matches %s", pattern, text);
	if (is_allowed != expected)
		fail_msg("%s and %s: expected %d", pattern, text, expected);
	pattern_free(whole);
	beginnings_done(&beginnings);
}

/* A beginning may let pass what the pattern refuses, never the other way round. */
static void beginnings_spare_patterns(void **state)
{
	(void)state;
	allows("^gpt ?5[ .]4", "gpt 5.4 mini", true);
	allows("^gpt ?5[ .]4", "gpt5 4", true);
	allows("^gpt ?5[ .]4", "gpt 4o", false);
	allows("^(?=.*8 ?b\\b)llama ?3", "llama 3 8b", true);
	allows("^(?=.*8 ?b\\b)llama ?3", "qwen 3 8b", false);
	allows("^one|^two", "two", true);
	allows("^one|^two", "three", false);
	allows("^one|two", "a two", true);
	allows("^one|two", "a one", false);
	allows("^one|.*", "a one", true);  /* anything may match */
	allows("^a ?b", "a", false);       /* what must follow is missing */
	allows("^ab*c", "ac", true);       /* b may be missing */
	allows("^(?:a|b)c", "xyz", false); /* a group is written out */
	allows("^(?:a|b)c", "bc", true);
	allows("(?:the )?llama ?2", "a llama2 7b", true);
	allows("(?:the )?llama ?2", "a llama3 7b", false);
	allows("^(?:a|b)+c", "aac", true); /* a group that repeats is not */
	allows("^(?=.*(?<![\\d.])8 ?b\\b)llama", "llama 3 8b", true);
	allows("^(?=.*(?<![\\d.])8 ?b\\b)llama", "llama 3 70b", false);
	allows("(?<![a-z])gpt ?2(?![0-9.])", "my gpt2", true);
	allows("(?<![a-z])gpt ?2(?![0-9.])", "my gpt4", false);
	allows("x\\d+b", "x70b", true);
	allows("x[^b]y", "xby", false);
	allows("x[^b]y", "xay", true);
	allows("[a-c]z|[]x]y", "cz", true);
	allows("[a-c]z|[]x]y", "]y", true);
	allows("[a-c]z|[]x]y", "dz", false);
	allows("^a??b", "b", true);
	allows("^a{0}b", "b", true);
	allows("^\\(x\\)", "(x)", true);
	allows("(?<name>q)r", "qr", true);
	allows("(?i:Q)r", "qr", true);
	allows("^x ? y", "x y", true); /* the optional blank is passed over */
	allows("", "anything", true);
}

static void quality_is_a_recipe(void **state)
{
	const struct benchmark benchmarks[] = { { .id = TEXT("quiz"), .chance = 25, .ceiling = 95 },
		{ .id = TEXT("errors"), .chance = 0, .ceiling = 50, .is_lower_better = true } };
	const struct lens_share shares[] = { { TEXT("quiz"), 0.75 }, { TEXT("errors"), 0.25 } };
	const struct draft_score scores[] = {
		{ .benchmark = TEXT("quiz"), .score = 60, .is_independent = true },
		{ .benchmark = TEXT("errors"), .score = 5, .is_independent = true }
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_named_with_their_place),
		cmocka_unit_test(a_lenient_read_goes_on),
		cmocka_unit_test(sentences_and_facts_go_together),
		cmocka_unit_test(keys_of_ids),
		cmocka_unit_test(merging_follows_the_policies),
		cmocka_unit_test(a_models_own_word_replaces_its_familys),
		cmocka_unit_test(families_check_themselves),
		cmocka_unit_test(a_license_says_what_may_be_done),
		cmocka_unit_test(who_can_have_it_follows_from_offers_and_weights),
		cmocka_unit_test(the_change_list_gives_dates),
		cmocka_unit_test(beginnings_spare_patterns),
		cmocka_unit_test(quality_is_a_recipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What an id means: its keys, the family that it finds, and how a text must begin for a family's pattern. */
#include "tests/facts_text.h"

#include "catalog/base/pattern.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/family.h"
#include "catalog/sources/family_beginning.h"
#include "catalog/sources/identity.h"

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

static void note(void *context, const struct family *family, bool is_match, size_t at,
	const struct family *found)
{
	strbuf_add_format(context, "%s %zu of %.*s: %s\n", is_match ? "match" : "reject", at,
		TEXT_ARGS(family->id), found ? "found" : "none");
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
	family_check(index, note, &warnings);
	assert_string_equal(warnings.bytes, "match 1 of one: none\nreject 0 of one: found\n");
	assert_text(family_find(index, TEXT("x/Uno7-70B"))->id, "one");
	assert_null(family_find(index, TEXT("nuno")));
	strbuf_done(&warnings);
	family_index_free(index);
	facts_done(&facts);
	arena_done(&arena);
}

static void names_met_again_find_what_they_found(void **state)
{
	static const char *const ids[] = { "a/uno-7b", "b/uno-7b", "b/Uno-7B", "c/uno-7b:free",
		"c/duo-uno", "uno-7b/", "b/zwei", "c/zwei", "zwei", "", "/", "a/uno-7b-20250101" };
	struct arena arena;
	struct facts facts;
	struct family_index *index, *keeping;
	struct error err;

	(void)state;
	arena_init(&arena);
	assert_int_equal(
		read_all(HEAD
			"\"families\": [{\"id\": \"one\", \"name\": \"One\", \"stems\": [\"uno*\"], \"pattern\": \"^uno\"},"
			"{\"id\": \"two\", \"name\": \"Two\", \"stems\": [\"duo\"]}]}",
			true, &facts, &arena, &err),
		RESULT_OK);
	assert_int_equal(family_index_new(&index, facts.families, facts.family_count, &arena, &err),
		RESULT_OK);
	assert_int_equal(family_index_new(&keeping, facts.families, facts.family_count, &arena,
				 &err),
		RESULT_OK);
	family_index_keep_names(keeping);
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
			assert_ptr_equal(family_find(keeping, text_of(ids[i])),
				family_find(index, text_of(ids[i])));
	assert_text(family_find(keeping, TEXT("d/uno-7b"))->id, "one");
	assert_text(family_find(keeping, TEXT("d/duo-uno"))->id, "two");
	assert_null(family_find(keeping, TEXT("d/zwei")));
	family_index_free(index);
	family_index_free(keeping);
	facts_done(&facts);
	arena_done(&arena);
}

static void allows(const char *pattern, const char *text, bool expected)
{
	static struct beginning_sets sets;
	struct beginnings beginnings;
	struct pattern *whole = NULL;
	struct beginning_marks there;

	beginnings_read(&beginnings, &sets, text_of(pattern));
	beginnings_mark(text_of(text), &there);
	enum beginning_match match = beginnings_can(&beginnings, &there)
		? beginnings_match(&beginnings, &sets, text_of(text), &there)
		: BEGINNING_NO;
	assert_int_equal(pattern_new(&whole, text_of(pattern), true, NULL), RESULT_OK);
	bool is_found = pattern_find(whole, text_of(text), NULL, NULL) == PATTERN_YES;
	if (match != BEGINNING_MAY && is_found != (match == BEGINNING_YES))
		fail_msg("%s and %s: told %d, found %d", pattern, text, match, is_found);
	if ((match != BEGINNING_NO) != expected)
		fail_msg("%s and %s: expected %d", pattern, text, expected);
	pattern_free(whole);
	beginnings_done(&beginnings);
}

/* A beginning may let pass what the pattern refuses, never the other way round; what it is sure of is so. */
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
	allows("x(?<name>y)z", "xyz", true);
	allows("ab(?:x|yz)+c?d", "abxd", true);
	allows("llama.*(?:hermes|distil)", "llama 3 distil", true);
	allows("llama.*(?:hermes|distil)", "llama 3 eva", false);
	allows("^llama(?! 2)(?=.*(?:hermes|distil))", "llama 3 hermes", true);
	allows("^llama(?! 2)(?=.*(?:hermes|distil))", "llama 3", false);
	allows("a(?:bc)?d", "ad", true);
	allows("ab{2}c|x", "abbc", true);
	allows("^x ? y", "x y", true); /* the optional blank is passed over */
	allows("", "anything", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_ids),
		cmocka_unit_test(families_check_themselves),
		cmocka_unit_test(names_met_again_find_what_they_found),
		cmocka_unit_test(beginnings_spare_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* JSON, patterns, files, sinks, messages. */
#include "tests/unit.h"

#include "catalog/base/file.h"
#include "catalog/base/json.h"
#include "catalog/base/json_tokens.h"
#include "catalog/base/message.h"
#include "catalog/base/pattern.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static void refused(const char *json, const char *place)
{
	struct error err;

	assert_int_equal(json_check("f.json", text_of(json), &err), RESULT_BAD_DATA);
	assert_contains(err.message, place);
}

static void strict_json(void **state)
{
	struct error err;

	(void)state;
	assert_int_equal(json_check("f", TEXT("{\"a\": [1, -0.5e3, \"\\u00e9\\ud83d\\ude00\"]}"),
				 &err),
		RESULT_OK);
	assert_int_equal(json_check("f", TEXT("\xef\xbb\xbf{}"), &err), RESULT_OK);
	refused("{\"a\": 1,}", "f.json:1:9");
	refused("{\"a\": \xef\xbb\xbf 1}", "f.json:1:7");
	refused("{\"a\": 01}", "f.json:1:8");
	refused("{\"a\": 1}\nx", "f.json:2:1");
	refused("{\"a\": 1, \"a\": 2}", "f.json:1:10");
	refused("[\"\\u0000\"]", "u0000");
	refused("[\"\\ud800\"]", "surrogate");
	refused("[\"a\nb\"]", "control");
	refused("[\"\xff\"]", "UTF-8");
	refused("[1", "f.json:1:3");
	refused("", "f.json:1:1");
	char deep[200];
	memset(deep, '[', 100);
	deep[100] = '\0';
	refused(deep, "deeper");
}

static void json_errors_have_places(void **state)
{
	static const char text[] =
		"{\n \"models\": [\n  {\"id\": \"a\"},\n  {\"facts\": {\"x\": 5}}\n ]\n}";
	struct json_document *document;
	struct error err;

	(void)state;
	assert_int_equal(json_parse(&document, "f.json", text_of(text), &err), RESULT_OK);
	const struct json *models = json_member(json_root(document), "models");
	const struct json *x = json_member(json_member(json_next(json_first(models)), "facts"),
		"x");
	json_fail(document, x, &err, "expected %s", "a string");
	assert_string_equal(err.message, "f.json:4:19: $.models[1].facts.x: expected a string");
	json_free(document);
	assert_int_equal(json_parse(&document, "f.json", TEXT("\xef\xbb\xbf{\"a\": [1, true]}"),
				 &err),
		RESULT_OK);
	json_fail(document, json_next(json_first(json_member(json_root(document), "a"))), &err,
		"expected %s", "a number");
	assert_non_null(strstr(err.message, "$.a[1]: expected a number"));
	json_free(document);
}

static void json_writing(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out);
	struct sink *sink = sink_open_strbuf(&out);
	json_write_string(sink, TEXT("a\"b\\\n\x01\xe2\x80\xa8z"));
	sink_add_char(sink, ' ');
	json_write_number(sink, 131072);
	sink_add_char(sink, ' ');
	json_write_number(sink, 0.26);
	sink_close(sink, NULL);
	assert_text(strbuf_text(&out), "\"a\\\"b\\\\\\n\\u0001\\u2028z\" 131072 0.26");
	strbuf_done(&out);
}

/* Words of which a match has one, joined by blanks; what is not surely needed is not among them. */
static void patterns_tell_what_they_need(void **state)
{
	static const struct {
		const char *expression;
		bool folds_case;
		const char *words;
	} of[] = { { "instruct", true, "truct" }, { "INSTruct", false, "INSTruct" },
		{ "(chat|code).*v[0-9]", true, "chat code" },
		{ "chat|code|nano|mini", true, "chat code nano mini" },
		{ "one-|two-|three|four-|five-", true, "" }, { "chat|co", true, "" },
		{ "chat|", true, "" }, { "abc?d", true, "" }, { "abcd?e", true, "abc" },
		{ "abcd*", true, "abc" }, { "abcd+efgh", true, "abcd" }, { "abc{0,2}", true, "" },
		{ "abcd{0}efg", true, "abc" }, { "abcde{2}", true, "abcde" },
		{ "(abcd)?efg", true, "efg" }, { "(abcd)*", true, "" },
		{ "(abcd)+efg", true, "abcd" }, { "(?:abcd|efgh)ij", true, "abcd efgh" },
		{ "v1\\.5-chat", true, "v1.5-chat" }, { "^chat$", true, "chat" },
		{ "[abc]def", true, "def" }, { "[]abc]def", true, "def" },
		{ "[^]]def", true, "def" }, { "ab.cd", true, "" }, { "\\d+abc\\w", true, "abc" },
		{ "token", true, "" }, { "token", false, "token" }, { "abc{x}", true, "" },
		{ "(ab(cdef|ghij)|klmno)", false, "cdef ghij klmno" },
		{ "abcdefghijjjlmnopqr", true, "abcdefghijjjlmno" },
		{ "\xc3\xa9t\xc3\xa9", true, "" } };
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		struct text words[PATTERN_NEEDS_MAX];
		struct pattern *pattern;
		struct strbuf got;
		bool folds_case;
		strbuf_init(&got);
		assert_int_equal(pattern_new(&pattern, text_of(of[i].expression), of[i].folds_case,
					 &err),
			RESULT_OK);
		pattern_add_sieve(pattern, text_of(of[i].expression), of[i].folds_case);
		size_t count = pattern_needs(pattern, words, &folds_case);
		assert_int_equal(folds_case, of[i].folds_case);
		for (size_t k = 0; k < count; k++)
			strbuf_add_format(&got, "%s%.*s", k > 0 ? " " : "", TEXT_ARGS(words[k]));
		assert_text(strbuf_text(&got), of[i].words);
		pattern_free(pattern);
		strbuf_done(&got);
	}
}

static void patterns_are_bounded(void **state)
{
	struct pattern *pattern;
	struct error err;
	size_t from, size;

	(void)state;
	assert_int_equal(pattern_new(&pattern, TEXT("b+"), false, &err), RESULT_OK);
	assert_int_equal(pattern_find(pattern, TEXT("abbc"), &from, &size), PATTERN_YES);
	assert_int_equal(from, 1);
	assert_int_equal(size, 2);
	pattern_free(pattern);
	assert_int_equal(pattern_new(&pattern, TEXT("a(b"), false, &err), RESULT_USAGE);
	assert_int_equal(err.column, 4);
	assert_int_equal(pattern_new(&pattern, TEXT("(a+)+$"), false, &err), RESULT_OK);
	assert_int_equal(pattern_find(pattern, TEXT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX"),
				 NULL, NULL),
		PATTERN_TOO_COSTLY);
	pattern_free(pattern);
}

static char folder[] = "/tmp/llmatlas-test-XXXXXX";

static void files_are_replaced_whole(void **state)
{
	struct error err;
	char path[200], *bytes;
	size_t size;
	struct file_draft *draft;

	(void)state;
	snprintf(path, sizeof(path), "%s/a", folder);
	assert_int_equal(file_save(path, TEXT("one"), true, &err), RESULT_OK);
	assert_int_equal(file_save(path, TEXT("two"), true, &err), RESULT_IO); /* never unasked */
	assert_contains(err.message, "exists already");
	assert_int_equal(file_draft_open(&draft, path, false, &err), RESULT_OK);
	assert_int_equal(file_draft_write(draft, "half", 4, &err), RESULT_OK);
	file_draft_drop(draft);
	assert_int_equal(file_load(path, 0, &bytes, &size, &err), RESULT_OK);
	assert_string_equal(bytes, "one");
	free(bytes);
	assert_int_equal(file_save(path, TEXT("three"), false, &err), RESULT_OK);
	assert_int_equal(file_load(path, 0, &bytes, &size, &err), RESULT_OK);
	assert_string_equal(bytes, "three");
	free(bytes);
	assert_int_equal(file_load("/nonexistent/x", 0, &bytes, &size, &err), RESULT_IO);
	assert_int_equal(file_load(path, 2, &bytes, &size, &err), RESULT_BAD_DATA);
}

static void full_disks_are_told(void **state)
{
	struct error err;
	struct sink *sink;

	(void)state;
	if (!file_exists("/dev/full"))
		skip();
	assert_int_equal(sink_open_file(&sink, "/dev/full", false, &err), RESULT_OK);
	sink_add_string(sink, "x");
	assert_int_equal(sink_close(sink, &err), RESULT_IO);
	assert_contains(err.message, "/dev/full");
}

static void read_alike(struct json_tokens *seen, struct text line)
{
	struct json_tokens fresh = { 0 };
	bool is_good = json_tokens_read(&fresh, line, true);

	assert_int_equal(json_tokens_read(seen, line, true), is_good);
	assert_int_equal(seen->count, fresh.count);
	assert_int_equal(seen->repeated_count, fresh.repeated_count);
	for (size_t i = 0; i < fresh.count; i++) {
		const struct json_token *one = &seen->items[i], *two = &fresh.items[i];
		assert_int_equal(one->type, two->type);
		assert_int_equal(one->from, two->from);
		assert_int_equal(one->size, two->size);
		assert_int_equal(one->next, two->next);
		assert_int_equal(one->is_escaped, two->is_escaped);
	}
	if (!is_good) {
		assert_string_equal(seen->wrong, fresh.wrong);
		assert_int_equal(seen->wrong_at, fresh.wrong_at);
	}
	json_tokens_done(&fresh);
}

/* A reader that knows how the lines before were written finds what one finds that never saw any. */
static void lines_read_alike(void **state)
{
	static const char *const lines[] = {
		"{\"id\": \"a\", \"n\": 12, \"list\": [\"x\", \"y\"], \"is\": true}",
		"{\"id\": \"b\", \"n\": null, \"list\": [], \"is\": false}",
		"{\"id\": \"\xed\x95\x9c\xea\xb8\x80 \xff\t\", \"n\": 0, \"list\": [\"x\"], \"is\": 1}",
		"{\"id\": \"eight by\\\"tes\", \"n\": 7, \"list\": [\"\\\\\"], \"is\": true}",
		"{\"id\": \"\", \"n\": -1.5e3, \"list\": [[1], {\"a\": 2}], \"is\": NaN}",
		"{\"id\": \"a\", \"n\": 01, \"list\": [], \"is\": true}",
		"{\"id\": \"a\", \"n\": 1, \"list\": [\"x\",], \"is\": true}",
		"{\"id\": \"a\", \"n\": 1, \"list\": [\"x\" \"y\"], \"is\": true}",
		"{\"id\": \"a\", \"n\": 1, \"list\": [\"x\", \"y\"",
		"{\"id\": \"a\", \"n\": 1, \"list\": [\"x\", ",
		"{\"id\": \"a\", \"n\": 1, \"list\": [",
		"{\"id\": \"a\", \"n\": 1, \"list\": [], \"is\": truth}",
		"{\"id\": \"a\", \"n\": 1, \"list\": [], \"is\": tru",
		"{\"id\": \"a\", \"n\": 1, \"list\": [], \"is\": true} x",
		"{\"id\": \"a\", \"n\": 1, \"list\": [], \"is\": true} ",
		"{\"id\": \"a\", \"n\": ",
		"{\"id\": \"a",
		"{\"id\": \"a\", \"n\": 1, \"id\": \"b\"}",
		"{\"i\\u0064\": \"a\"}",
		" { \"id\" : \"a\" , \"n\" : 1 } ",
		" { \"id\" : \"abcdefgh\" , \"n\" : 2 } ",
		"{}",
		"[1]",
		"",
	};
	const size_t count = sizeof(lines) / sizeof(lines[0]);

	(void)state;
	for (size_t i = 0; i < count * count; i++) {
		struct json_tokens seen = { 0 };
		for (int times = 0; times < 3; times++) /* learnt, known, odd */
			read_alike(&seen, text_of(lines[i / count]));
		read_alike(&seen, text_of(lines[i % count]));
		read_alike(&seen, text_of(lines[i / count]));
		json_tokens_done(&seen);
	}
}

static void damaged_translations_are_refused(void **state)
{
	static const unsigned char bad[40] = { 0xde, 0x12, 0x04, 0x95, 0, 0, 0, 0, 200 };

	(void)state;
	assert_false(message_use(LANGUAGE_KO, bad, sizeof(bad)));
	assert_int_equal(message_language(), LANGUAGE_EN);
	assert_string_equal(message_translate("kept"), "kept");
	assert_int_equal(message_language_of("ko_KR.UTF-8"), LANGUAGE_KO);
	assert_int_equal(message_language_of("kok_IN"), LANGUAGE_EN);
}

static void errors_are_clean(void **state)
{
	struct error err;

	(void)state;
	error_set(&err, RESULT_USAGE, "no file %s", "a\033[31m\xe2\x80\xae");
	assert_string_equal(err.message, "no file a^[[31m<U+202E>");
}

/* Of a full disk it is said what helps. */
static void full_disks_say_what_helps(void **state)
{
	struct error err;

	(void)state;
	assert_int_equal(error_set_system(&err, ENOSPC, "Cannot write %s", "x"), RESULT_IO);
	assert_contains(err.message, "Cannot write x: ");
	assert_contains(err.message, "; make room there");
	error_set_system(&err, ENOENT, "Cannot read %s", "x");
	assert_null(strstr(err.message, "make room"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strict_json),
		cmocka_unit_test(json_errors_have_places),
		cmocka_unit_test(json_writing),
		cmocka_unit_test(lines_read_alike),
		cmocka_unit_test(patterns_are_bounded),
		cmocka_unit_test(patterns_tell_what_they_need),
		cmocka_unit_test(files_are_replaced_whole),
		cmocka_unit_test(full_disks_are_told),
		cmocka_unit_test(damaged_translations_are_refused),
		cmocka_unit_test(errors_are_clean),
		cmocka_unit_test(full_disks_say_what_helps),
	};

	if (!mkdtemp(folder))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

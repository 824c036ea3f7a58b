/* SPDX-License-Identifier: MIT */
/* What is wrong with terms and lessons is told with its place. */
#include "tests/unit.h"

#include "catalog/advice/words.h"
#include "catalog/sources/facts.h"
#include "cli/resources.h"

static struct store *store;
static struct arena arena;

static void refuses(const char *json, const char *place, const char *sentence)
{
	struct facts facts;
	struct error err = { 0 };

	facts_init(&facts, &arena, ORIGIN_OVERLAY);
	enum result result = facts_read(&facts, "w.json", text_of(json), true, &err);
	if (result == RESULT_OK)
		result = facts_link(&facts, true, &err);
	if (result != RESULT_BAD_DATA)
		fail_msg("accepted: %s", json);
	if (!strstr(err.message, place) || !strstr(err.message, sentence))
		fail_msg("%s\nexpected %s and %s", err.message, place, sentence);
	facts_done(&facts);
}

#define FILE_OF(what) "{\"schema\": \"llmatlas-facts/1\",\n" what "}"
#define TERM(id, fields, see, short_) \
	"{\"id\": \"" id "\", \"fields\": [" fields "], \"see\": [" see \
	"],\n\"en\": {\"term\": \"" id "\", \"short\": \"" short_ \
	"\", \"text\": \"Is.\"},\n\"ko\": {\"term\": \"ko " id \
	"\", \"short\": \"이것\", \"text\": \"입니다.\"}}"
#define LESSON(columns, cells) \
	"\"lessons\": [{\"id\": \"l\", \"title\": {\"en\": \"a\", \"ko\": \"b\"},\n" \
	"\"lead\": {\"en\": \"a\", \"ko\": \"b\"}, \"columns\": [" columns "],\n" \
	"\"rows\": [{\"head\": {\"en\": \"a\", \"ko\": \"b\"}, \"cells\": [" cells "]}],\n" \
	"\"notes\": []}]"
#define BOTH "{\"en\": \"x\", \"ko\": \"y\"}"

static void mistakes_have_a_place(void **state)
{
	(void)state;
	refuses(FILE_OF("\"terms\": [" TERM("a", "\"contxt\"", "", "x") "]"),
		"w.json:2:34: $.terms[0].fields[0]", "expected a field");
	refuses(FILE_OF("\"terms\": [" TERM("a", "\"architecture:mo\"", "", "x") "]"), ".fields[0]",
		"expected a field");
	refuses(FILE_OF("\"terms\": [" TERM("a", "", "\"b\"", "x") "]"), ".see[0]",
		"no other term b");
	refuses(FILE_OF("\"terms\": [" TERM("a", "", "\"a\"", "x") "]"), ".see[0]",
		"no other term a");
	refuses(FILE_OF("\"terms\": [" TERM("a", "", "", "A sentence.") "]"),
		"w.json:3:", "without a full stop");
	refuses(FILE_OF("\"terms\": [" TERM("a", "\"context\"", "", "x") ",\n" TERM("b",
			"\"context\"", "", "x") "]"),
		"w.json:5:", "the term a explains this already");
	refuses(FILE_OF("\"terms\": [" TERM("a", "", "", "x") ",\n" TERM("a", "", "", "x") "]"),
		"$.terms[1].id", "taken already");
	refuses(FILE_OF("\"terms\": {}"), "$.terms", "an array");
	refuses(FILE_OF(LESSON(BOTH, BOTH ", " BOTH)), ".rows[0].cells", "expected 1 cells");
	refuses(FILE_OF(LESSON("", "")), ".columns", "expected 1 to 6 columns");
	refuses(FILE_OF(LESSON("{\"en\": \"x\"}", BOTH)), ".columns[0]", "\"ko\" is missing");
	refuses(FILE_OF(LESSON("{\"en\": \"x\", \"ko\": \"\"}", BOTH)), ".columns[0].ko", "empty");
	refuses(FILE_OF("\"terms\": [" TERM("a", "", "", "x") "],\n" LESSON(BOTH,
			"{\"en\": \"x\", \"ko\": \"y\", \"term\": \"b\"}")),
		".cells[0].term", "no term b");
}

/* A query of a lesson that this catalog does not understand is a mistake with the place of the cell. */
static void queries_are_checked_against_a_catalog(void **state)
{
	static const char json[] = FILE_OF(
		LESSON("{\"en\": \"x\", \"ko\": \"y\", \"query\": \"contxt>1\"}",
			"{\"en\": \"{architecture:moo}\", \"ko\": \"y\"}"));
	struct facts facts;

	(void)state;
	facts_init(&facts, &arena, ORIGIN_OVERLAY);
	assert_int_equal(facts_read(&facts, "w.json", text_of(json), false, NULL), RESULT_OK);
	assert_int_equal(facts_link(&facts, false, NULL), RESULT_OK);
	assert_int_equal(words_check(&facts, store), 2);
	assert_int_equal(facts.warning_count, 2);
	assert_contains(facts.warnings[0].sentence.bytes, "w.json:3:");
	assert_contains(facts.warnings[0].sentence.bytes, "$.lessons[0].columns[0].query");
	assert_contains(facts.warnings[1].sentence.bytes, "a value of architecture");
	facts_done(&facts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_have_a_place),
		cmocka_unit_test(queries_are_checked_against_a_catalog),
	};
	struct text snapshot = resource_text("catalog/builtin.snapshot");

	arena_init(&arena);
	if (store_open(&store, snapshot.bytes, snapshot.size, "built-in", NULL) != RESULT_OK)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	store_close(store);
	arena_done(&arena);
	return failed;
}

/* SPDX-License-Identifier: MIT */
/* Questionnaire and answers as files: what is wrong with them, and that they come back as they were. */
#include "tests/guide.h"
#include "tests/unit.h"

#include "catalog/base/file.h"
#include "catalog/base/sink.h"
#include "cli/resources.h"

static void expect_answers_error(struct guide *guide, const char *json, const char *part)
{
	struct answers answers;
	struct error err = { 0 };

	assert_int_not_equal(answers_read(&answers, &guide->questionnaire, "a.json", text_of(json),
				     &guide->arena, &err),
		RESULT_OK);
	assert_contains(err.message, part);
}

static void test_answers_errors(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
#define ANSWER(text) "{\"schema\": \"llmatlas-answers/1\",\n \"answers\": {" text "}}"
	expect_answers_error(&guide, ANSWER("\"use_kase\": [\"coding\"]"), "a.json:2:");
	expect_answers_error(&guide, ANSWER("\"use_kase\": [\"coding\"]"), "use_kase");
	expect_answers_error(&guide, ANSWER("\"use_case\": [\"codding\"]"),
		"summarise, support_chat");
	expect_answers_error(&guide, ANSWER("\"use_case\": [\"coding\", \"math\", \"legal\"]"),
		"at most 2");
	expect_answers_error(&guide, ANSWER("\"use_case\": \"coding\""), "a list");
	expect_answers_error(&guide, ANSWER("\"length\": \"128k\""), "a number of tokens");
	expect_answers_error(&guide, ANSWER("\"hardware\": {\"gb\": -1}"), "gb");
	expect_answers_error(&guide, ANSWER("\"budget\": {\"usd\": 5, \"kind\": \"soft\"}"),
		"hard");
	expect_answers_error(&guide, ANSWER("\"languages\": {\"ko\": \"maybe\"}"), "must");
	expect_answers_error(&guide, ANSWER("\"makers\": {\"only\": [], \"not\": []}"), "only");
	expect_answers_error(&guide, "{\"answers\": {}}", "llmatlas-answers/1");
	expect_answers_error(&guide,
		"{\"schema\": \"llmatlas-answers/1\", \"answers\": {}, \"weights\": {\"cost\": -1}}",
		"weight of 0 or more");
	expect_answers_error(&guide,
		"{\"schema\": \"llmatlas-answers/1\", \"answers\": {}, \"weights\": {\"cost\": 0}}",
		"all weights are zero");
	guide_close(&guide);
}

static void expect_back(struct guide *guide, struct answers answers)
{
	struct answers again;
	struct error err;
	struct strbuf buf;

	strbuf_init(&buf);
	struct sink *sink = sink_open_strbuf(&buf);
	answers_write(sink, &answers, &guide->questionnaire);
	sink_close(sink, NULL);
	if (answers_read(&again, &guide->questionnaire, "again", strbuf_text(&buf), &guide->arena,
		    &err) != RESULT_OK)
		fail_msg("%s\n%s", err.message, buf.bytes);
	assert_true(answers_equal(&answers, &again));
	strbuf_done(&buf);
}

static void test_answers_come_back(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	expect_back(&guide,
		ANSWERS(&guide, "use_case=rag_qa,legal", "data_place=own",
			"hardware={\"gb\": 80, \"bits\": 8, \"users\": 4}", "length=128k",
			"languages=ko!,en", "budget={\"usd\": 99.5, \"kind\": \"wish\"}",
			"workload=3k 400 50000 50%", "freshness=2025-06", "makers=!acme,other",
			"arch={\"want\": [\"moe\"], \"refuse\": [\"router\"]}",
			"priorities=cost,quality", "weights={\"quality\": 3, \"cost\": 1}",
			"pins=a/b", "hide=c/d,e/f"));
	expect_back(&guide,
		ANSWERS(&guide, "data_place=region",
			"regions={\"in\": [\"KR\", \"EU\"], \"maker\": \"yes\"}",
			"workload=small"));
	guide_close(&guide);
}

/* Money is printed as people write it, whatever its size. */
static void test_money_is_printed_as_it_is_written(void **state)
{
	static const struct {
		const char *set, *printed;
	} cases[] = { { "budget=100", "$100" }, { "budget=6.6", "$6.60" },
		{ "budget=0.125", "$0.125" }, { "budget=1500000", "$1500000" } };
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	const struct question *budget = questionnaire_find(&guide.questionnaire, TEXT("budget"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct answers answers = ANSWERS(&guide, cases[i].set);
		struct strbuf buf;
		strbuf_init(&buf);
		answer_print(&buf, budget,
			&answers.of[question_index(&guide.questionnaire, budget)]);
		assert_string_equal(buf.bytes, cases[i].printed);
		strbuf_done(&buf);
	}
	guide_close(&guide);
}

/* An answer that cannot count beside another is no answer: a file with it is refused, and what is edited drops it. */
static void test_contradictions(void **state)
{
	struct guide guide;
	const struct question *by;

	(void)state;
	guide_open_built_in(&guide);
	expect_answers_error(&guide,
		ANSWER("\"data_place\": \"own\", \"regions\": {\"in\": [\"KR\"]}"),
		"regions counts only with data_place: region");
	struct answers answers = ANSWERS(&guide, "data_place=own", "hardware=80");
	assert_int_equal(answers_contradiction(&guide.questionnaire, &answers, true, &by), -1);
	struct answers moved = ANSWERS(&guide, "hardware=80", "data_place=anywhere");
	int at = answers_contradiction(&guide.questionnaire, &moved, false, &by);
	assert_true(at >= 0);
	assert_text(guide.questionnaire.questions[at].id, "hardware");
	assert_text(by->id, "data_place");
	answers_drop_closed(&moved, &guide.questionnaire);
	assert_false(moved.of[at].is_given);
	guide_close(&guide);
}

static void expect_question_error(const char *json, const char *part)
{
	struct questionnaire questionnaire;
	struct arena arena;
	struct error err = { 0 };

	arena_init(&arena);
	assert_int_equal(questionnaire_read(&questionnaire, "q.json", text_of(json), &arena, &err),
		RESULT_BAD_DATA);
	assert_contains(err.message, part);
	arena_done(&arena);
}

static void test_questionnaire_errors(void **state)
{
	(void)state;
#define QUESTIONS(text) "{\"schema\": \"llmatlas-questionnaire/1\",\n \"questions\": [" text "]}"
#define TEXTS \
	"\"ask\": {\"en\": \"a\", \"ko\": \"a\"}, \"why\": {\"en\": \"a\", \"ko\": \"a\"}, " \
	"\"brief\": {\"en\": \"a\", \"ko\": \"a\"}"
	expect_question_error("{}", "llmatlas-questionnaire/1");
	expect_question_error(QUESTIONS(""), "no questions");
	expect_question_error(QUESTIONS("{\"id\": \"x\"}"), "\"ask\" is missing");
	expect_question_error(QUESTIONS("{\"id\": \"x\", \"colour\": 1}"), "q.json:2:");
	expect_question_error(QUESTIONS("{\"id\": \"x\", \"ask\": {\"en\": \"only\"}}"),
		"in Korean");
	expect_question_error(QUESTIONS("{\"id\": \"x\", " TEXTS ", \"shape\": \"odd\"}"),
		"one, several");
	expect_question_error(QUESTIONS(
				      "{\"id\": \"x\", " TEXTS ", \"only_if\": {\"y\": [\"z\"]}}"),
		"no question has this id");
	expect_question_error(
		QUESTIONS(
			"{\"id\": \"x\", " TEXTS
			", \"options\": [{\"id\": \"o\", \"title\": {\"en\": \"a\", "
			"\"ko\": \"a\"}, \"benchmarks\": {\"b\": 0.4}, \"weights\": {\"Q\": 1}}]}"),
		"sum to 1");
	expect_question_error(QUESTIONS(
				      "{\"id\": \"x\", " TEXTS
				      ", \"options\": [{\"id\": \"o\", \"title\": {\"en\": \"a\", "
				      "\"ko\": \"a\"}, \"multiply\": {\"Q\": -1}}]}"),
		"from 0");
#define OPTION(shape, more) \
	QUESTIONS( \
		"{\"id\": \"x\", " TEXTS ", \"shape\": \"" shape \
		"\", \"options\": [{\"id\": \"o\", \"title\": {\"en\": \"a\", \"ko\": \"a\"}" more \
		"}]}")
	expect_question_error(OPTION("regions", ""), "\"need\" of one clause");
	expect_question_error(OPTION("regions", ", \"need\": \"region:KR\""),
		"\"match\" of one clause");
	expect_question_error(OPTION("signed", ", \"need\": \"can:tools input:text\""),
		"\"need\" of one clause");
}

static void test_texts_in_both_languages(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	const struct questionnaire *of = &guide.questionnaire;
	assert_int_equal(of->preset_count, 12);
	for (size_t i = 0; i < of->question_count; i++)
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			assert_true(of->questions[i].ask[language].size > 0);
			assert_true(of->questions[i].why[language].size > 0);
			for (size_t j = 0; j < of->questions[i].option_count; j++)
				assert_true(of->questions[i].options[j].title[language].size > 0);
		}
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers_errors),
		cmocka_unit_test(test_answers_come_back),
		cmocka_unit_test(test_money_is_printed_as_it_is_written),
		cmocka_unit_test(test_contradictions),
		cmocka_unit_test(test_questionnaire_errors),
		cmocka_unit_test(test_texts_in_both_languages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What the guide makes of the built-in catalog: which reasons it tells, which questions come, what a record holds. */
#include "tests/guide.h"
#include "tests/unit.h"

#include <math.h>

/* What is not on record speaks neither for nor against. */
static void test_gaps_are_no_reasons(void **state)
{
	struct guide guide;
	struct lines pro, con, open;

	(void)state;
	guide_open_built_in(&guide);
	for (size_t p = 0; p < guide.questionnaire.preset_count; p++) {
		struct answers answers;
		struct error err;
		assert_int_equal(answers_from_preset(&answers, &guide.questionnaire,
					 &guide.questionnaire.presets[p], &guide.arena, &err),
			RESULT_OK);
		const struct ranking *ranking = guide_list(&guide, &answers);
		for (uint32_t i = 0; i < ranking->lines && i < 5; i++) {
			ranking_explain(guide.ranker, ranking, &ranking->list[i], &guide.arena,
				&pro, &con, &open);
			for (size_t j = 0; j < pro.count; j++) {
				assert_false(pro.of[j].is_gap);
				assert_true(
					text_find(pro.of[j].text, TEXT("below the target")) < 0);
			}
			for (size_t j = 0; j < con.count; j++)
				assert_false(con.of[j].is_gap);
		}
	}
	guide_close(&guide);
}

/* A reason is read in one look, beside the others: no list of two hundred languages. */
static void test_reasons_are_short(void **state)
{
	enum { LONGEST = 320 }; /* four lines of 80 columns */
	struct guide guide;
	struct lines lines[3];

	(void)state;
	guide_open_built_in(&guide);
	for (size_t p = 0; p < guide.questionnaire.preset_count; p++) {
		struct answers answers;
		struct error err;
		assert_int_equal(answers_from_preset(&answers, &guide.questionnaire,
					 &guide.questionnaire.presets[p], &guide.arena, &err),
			RESULT_OK);
		const struct ranking *ranking = guide_list(&guide, &answers);
		for (uint32_t i = 0; i < ranking->lines; i++) {
			ranking_explain(guide.ranker, ranking, &ranking->list[i], &guide.arena,
				&lines[0], &lines[1], &lines[2]);
			for (int k = 0; k < 3; k++)
				for (size_t j = 0; j < lines[k].count; j++)
					assert_true(text_width(lines[k].of[j].text) <= LONGEST);
		}
	}
	guide_close(&guide);
}

static int ask_until(struct guide *guide, const struct answers *known, const char *last)
{
	struct answers answers = { 0 };
	uint64_t skipped = 0;

	for (int asked = 1; asked < 40; asked++) {
		const struct ranking *ranking = guide_rank(guide, &answers);
		int next = -1;
		double best = VALUE_LEAST;
		for (size_t i = 0; i < guide->questionnaire.question_count; i++) {
			bool is_due = guide->questionnaire.questions[i].is_first ||
				ranking->value[i] >= VALUE_FOLLOWS;
			if (ranking->value[i] < 0 || skipped >> i & 1)
				continue;
			if (is_due || ranking->value[i] > best) {
				best = ranking->value[i];
				next = (int)i;
			}
			if (is_due)
				break;
		}
		if (next < 0 ||
			(last && text_equal_string(guide->questionnaire.questions[next].id, last)))
			return next < 0 ? asked - 1 : asked;
		answers.of[next] = known->of[next];
		skipped |= UINT64_C(1) << next;
	}
	return 40;
}

/* From nothing a dozen questions, or one more; what belongs to an answer is asked right after it. */
static void test_questions_come_in_order(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	for (size_t p = 0; p < guide.questionnaire.preset_count; p++) {
		struct answers answers;
		struct error err;
		answers_from_preset(&answers, &guide.questionnaire, &guide.questionnaire.presets[p],
			&guide.arena, &err);
		int asked = ask_until(&guide, &answers, NULL);
		assert_in_range(asked, 4, 13);
	}
	struct answers region = ANSWERS(&guide, "use_case=coding", "data_place=region"),
		       own = ANSWERS(&guide, "use_case=coding", "data_place=own");
	assert_int_equal(ask_until(&guide, &region, "regions"), 3);
	assert_int_equal(ask_until(&guide, &own, "hardware"), 3);
	guide_close(&guide);
}

static void test_nothing_asked(void **state)
{
	struct guide guide;
	struct answers none = { 0 };

	(void)state;
	guide_open_built_in(&guide);
	const struct ranking *ranking = guide_rank(&guide, &none);
	assert_false(ranking->has_needs);
	assert_non_null(strstr(ranking_headline(ranking, &guide.arena).bytes, "No needs given"));
	assert_true(ranking->alternative_count >= 5);
	assert_int_equal(ranking->what_if_count, 0);
	guide_close(&guide);
}

static void test_more_draws_say_the_same(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=coding", "stakes=serious",
		"workload=medium", "priorities=quality,cost");
	struct ranking *once = guide_list(&guide, &answers);
	guide.questionnaire.draws *= 2;
	struct ranking *twice = guide_list(&guide, &answers);
	for (uint32_t i = 0; i < once->count; i++) {
		double a = 100.0 * once->list[i].preference / once->draws,
		       b = 100.0 * twice->list[i].preference / twice->draws;
		assert_true(fabs(a - b) <= 3);
		a = 100.0 * once->list[i].data / once->draws;
		b = 100.0 * twice->list[i].data / twice->draws;
		assert_true(fabs(a - b) <= 3);
	}
	guide_close(&guide);
}

static bool stop_at_once(void *context, uint64_t done, uint64_t total)
{
	(void)done;
	(void)total;
	return ++*(int *)context > 3;
}

static void test_can_be_stopped(void **state)
{
	struct guide guide;
	struct ranking *ranking;
	struct error err;
	int calls = 0;
	const struct interrupt interrupt = { stop_at_once, &calls };

	(void)state;
	guide_open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=coding");
	assert_int_equal(ranker_rank(guide.ranker, &answers, RANK_EXPLORE, &guide.arena, &interrupt,
				 &ranking, &err),
		RESULT_INTERRUPTED);
	assert_true(guide_rank(&guide, &answers)->certain > 0); /* and goes on as before */
	guide_close(&guide);
}

static void test_records(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=legal", "data_place=contract",
		"stakes=serious");
	struct ranking *ranking = guide_rank(&guide, &answers);
	static const char *const parts[] = { "Question and answers", "Needs and weights", "Ranking",
		"What would change it", "Why the others lost", "Sources",
		"llmatlas guide --answers a" };
	for (int format = RECORD_MARKDOWN; format <= RECORD_HTML; format++) {
		struct strbuf buf;
		strbuf_init(&buf);
		struct sink *sink = sink_open_strbuf(&buf);
		record_write(sink, guide.ranker, ranking, (enum record_format)format, 0,
			TEXT("llmatlas guide --answers a"));
		sink_close(sink, NULL);
		for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
			assert_contains(buf.bytes, parts[i]);
		strbuf_done(&buf);
	}
	struct strbuf json = guide_json(&guide, ranking);
	struct error err;
	assert_int_equal(json_check("record", strbuf_text(&json), &err), RESULT_OK);
	strbuf_done(&json);
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gaps_are_no_reasons),
		cmocka_unit_test(test_reasons_are_short),
		cmocka_unit_test(test_questions_come_in_order),
		cmocka_unit_test(test_nothing_asked),
		cmocka_unit_test(test_more_draws_say_the_same),
		cmocka_unit_test(test_can_be_stopped),
		cmocka_unit_test(test_records),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

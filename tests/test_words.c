/* SPDX-License-Identifier: MIT */
/* The glossary and the lessons that are linked in: every field explained, every query alive, both languages well written and in shape. */
#include "tests/unit.h"

#include "catalog/advice/computations.h"
#include "catalog/advice/words.h"
#include "catalog/base/strbuf.h"
#include "cli/resources.h"

static struct words words;
static struct store *store;
static struct arena arena;

/* Marks that stand for what is no field. */
static const char *const marks[] = { "bench.*", "basis:disclosed", "basis:reported",
	"basis:inferred", "mark:unknown", "mark:undisclosed", "mark:conflict" };

static bool is_explained(const char *subject)
{
	const struct glossary_term *terms;
	size_t count = words_terms(&words, &terms);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < terms[i].field_count; j++)
			if (text_equal_string(terms[i].fields[j], subject))
				return true;
	return false;
}

static void every_field_is_explained(void **state)
{
	static const enum field_id whole[] = { FIELD_ARCHITECTURE, FIELD_DATA, FIELD_ALIGNMENT,
		FIELD_LICENSE, FIELD_COMMERCIAL, FIELD_CAN, FIELD_RUN, FIELD_DATA_TERMS,
		FIELD_AVAILABILITY, FIELD_STATUS };

	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!words_of_field(&words, field_get((enum field_id)i), TEXT_NONE))
			fail_msg("no term explains the field %s", field_get((enum field_id)i)->key);
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
		const struct field *field = field_get(whole[i]);
		for (uint8_t j = 0; j < field->member_count; j++) {
			char subject[96];
			snprintf(subject, sizeof(subject), "%s:%s", field->key,
				field->members[j].key);
			if (!is_explained(subject))
				fail_msg("no term explains %s", subject);
		}
	}
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (!is_explained(marks[i]))
			fail_msg("no term explains %s", marks[i]);
}

static void a_term_is_found_by_all_its_names(void **state)
{
	static const char *const names[] = { "moe", "MoE", "mixture of experts",
		"Mixture of Experts (MoE)", "전문가 혼합", "전문가 혼합(MoE)", "architecture:moe",
		"experts" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct glossary_term *term = words_find(&words, text_of(names[i]));
		if (!term || !text_equal_string(term->id, "moe"))
			fail_msg("%s finds %.*s", names[i], term ? (int)term->id.size : 7,
				term ? term->id.bytes : "nothing");
	}
	assert_null(words_find(&words, TEXT("nonsense")));
	assert_text(words_nearest(&words, TEXT("alignmnt"))->id, "alignment");
	assert_text(words_of_field(&words, field_get(FIELD_LICENSE), TEXT("open-weight"))->id,
		"open-weight");
	assert_text(words_of_field(&words, field_get(FIELD_INPUT), TEXT("text"))->id,
		"modality"); /* a value without a term of its own */
}

/* What korean.md and good English forbid, whatever the text is. */
static void words_are_clean(const char *where, struct text text, enum language language)
{
	static const char *const banned[] = { "비공개", "파라미터", "파인튜닝", "오픈소스", "문맥",
		"맥락", "밀집", "학습 데이터", "필드", "당신", "여러분", "귀하", "하십시오",
		"성공적으로", "유효하지", "폐쇄형", "추론 엔진", "들의 ", ";" };
	static const char *const signs[] = { "“", "”", "‘", "’", "—", "–", "…", "、", "。" };

	if (text_find(text, TEXT("  ")) >= 0 || !text_equal(text, text_trim(text)))
		fail_msg("%s: stray blanks in: %.*s", where, TEXT_ARGS(text));
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (text_find(text, text_of(signs[i])) >= 0)
			fail_msg("%s: %s in: %.*s", where, signs[i], TEXT_ARGS(text));
	for (size_t i = 0; language == LANGUAGE_KO && i < sizeof(banned) / sizeof(banned[0]); i++)
		if (text_find(text, text_of(banned[i])) >= 0)
			fail_msg("%s: '%s' in: %.*s", where, banned[i], TEXT_ARGS(text));
}

static bool is_hangul(uint32_t point)
{
	return point >= 0xac00 && point <= 0xd7a3;
}

/* A sign never touches Hangul: in many fonts it is two cells wide. */
static void signs_stand_apart(const char *where, struct text text)
{
	uint32_t before = ' ';

	for (size_t at = 0; at < text.size;) {
		uint32_t point = text_decode(text, &at);
		bool is_sign = point == 0x2020 || point == 0x2021 || point == 0x2260 ||
			point == 0x25c6 || point == 0x2605;
		bool was_sign = before == 0x2020 || before == 0x2021 || before == 0x2260 ||
			before == 0x25c6 || before == 0x2605;
		if ((is_sign && is_hangul(before)) || (was_sign && is_hangul(point)))
			fail_msg("%s: a sign touches Hangul: %.*s", where, TEXT_ARGS(text));
		before = point;
	}
}

static void are_sentences(const char *where, struct text text, enum language language)
{
	size_t sentences = 0;

	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] != '.' && text.bytes[i] != '?' && text.bytes[i] != '!')
			continue;
		if (i + 1 < text.size && text.bytes[i + 1] != ' ')
			continue; /* 4.5, "Dolly 2.0" */
		sentences++;
		struct text before = text_slice(text, 0, i);
		if (language == LANGUAGE_KO && !text_ends_with(before, TEXT("니다")) &&
			!text_ends_with(before, TEXT("세요")))
			fail_msg("%s: no 합니다 sentence: %.*s", where, TEXT_ARGS(before));
	}
	if (sentences < 1 || sentences > 3 || !text_ends_with(text, TEXT(".")))
		fail_msg("%s: %zu sentences: %.*s", where, sentences, TEXT_ARGS(text));
}

static void terms_are_well_written(void **state)
{
	const struct glossary_term *terms;
	size_t count = words_terms(&words, &terms);

	(void)state;
	assert_true(count >= 65);
	for (size_t i = 0; i < count; i++) {
		const struct glossary_term *term = &terms[i];
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			const char *where = arena_copy(&arena, term->id).bytes;
			words_are_clean(where, term->name.in[language], (enum language)language);
			words_are_clean(where, term->brief.in[language], (enum language)language);
			words_are_clean(where, term->text.in[language], (enum language)language);
			are_sentences(where, term->text.in[language], (enum language)language);
			signs_stand_apart(where, term->text.in[language]);
		}
		assert_true(text_width(term->brief.in[LANGUAGE_KO]) <= 44);
		assert_true(text_width(term->name.in[LANGUAGE_KO]) <= 40);
		assert_true(term->see_count > 0);
	}
}

/* Rows of a query on the built-in catalog; fails on one that does not parse. */
static uint32_t models_of(struct query_run *run, struct text text)
{
	struct query query;
	struct query_error error;

	if (!query_parse(&query, store, text, NULL, &arena, &error))
		fail_msg("%.*s: %.*s", TEXT_ARGS(text), TEXT_ARGS(error.message));
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	uint32_t count = query_run_model_count(run);
	query_done(&query);
	return count;
}

/* Titles, short forms of at most 12 cells, and the one-line helps of fields and values. */
static void fields_speak_good_korean(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		struct text title = text_of(field->title[LANGUAGE_KO]),
			    brief = text_of(field->brief[LANGUAGE_KO]),
			    help = text_of(field->help[LANGUAGE_KO]);
		words_are_clean(field->key, title, LANGUAGE_KO);
		words_are_clean(field->key, brief, LANGUAGE_KO);
		words_are_clean(field->key, help, LANGUAGE_KO);
		assert_true(help.size > 0 && !text_ends_with(help, TEXT(".")));
		if (text_width(brief) > 12)
			fail_msg("%s: %.*s has %d cells", field->key, TEXT_ARGS(brief),
				text_width(brief));
		for (uint8_t j = 0; j < field->member_count; j++) {
			const struct member *member = &field->members[j];
			words_are_clean(member->key, text_of(member->title[LANGUAGE_KO]),
				LANGUAGE_KO);
			if (text_width(text_of(member->brief[LANGUAGE_KO])) > 12)
				fail_msg("%s:%s is too wide in Korean", field->key, member->key);
		}
	}
}

/* Korean names find models: by alias, by initial consonants, by the words of fields and values. */
static void korean_finds_models(void **state)
{
	static const struct {
		const char *korean, *english;
	} same[] = { { "아키텍처:전문가혼합", "architecture:moe" },
		{ "라이선스:오픈소스", "license:open-source" },
		{ "컨텍스트>=100만", "context>=1M" }, { "개발사:메타", "developer:meta" },
		{ "개발사:오픈AI", "developer:openai" } };
	static const char *const finding[] = { "라마", "ㄹㅁ", "클로드", "ㅋㄹㄷ", "딥시크",
		"ㄷㅅㅋ", "큐원", "엑사원", "하이퍼클로바", "ㅎㅇㅍㅋㄹㅂ" };
	size_t computed;
	const struct computation *list = computations(&computed);
	struct query_run *run = query_run_new(store, list, computed);

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		uint32_t korean = models_of(run, text_of(same[i].korean));
		if (korean == 0 || korean != models_of(run, text_of(same[i].english)))
			fail_msg("%s finds %u models", same[i].korean, korean);
	}
	for (size_t i = 0; i < sizeof(finding) / sizeof(finding[0]); i++)
		if (models_of(run, text_of(finding[i])) == 0)
			fail_msg("%s finds no model", finding[i]);
	assert_true(models_of(run, TEXT("ㄹㅁ")) >= models_of(run, TEXT("라마")));
	query_run_free(run);
}

static bool count_models(void *context, struct text query, uint32_t *models)
{
	*models = models_of(context, query);
	return true;
}

static void queries_of_lessons_find_models(void **state)
{
	const struct lesson *lessons;
	size_t count = words_lessons(&words, &lessons), computed;
	const struct computation *list = computations(&computed);
	struct query_run *run = query_run_new(store, list, computed);

	(void)state;
	assert_int_equal(count, 6);
	for (size_t i = 0; i < count; i++) {
		const struct lesson *lesson = &lessons[i];
		size_t opening = 0;
		for (size_t row = 0; row < lesson->row_count; row++) {
			for (size_t column = 0; column <= lesson->column_count; column++) {
				struct text query = lesson_query(lesson, row, column, &arena);
				bool is_own = column == 0 ||
					lesson->rows[row].cells[column - 1].query.text.size > 0;
				if (query.size == 0)
					continue;
				uint32_t models = models_of(run, query);
				opening += column == 0;
				if (is_own && models == 0)
					fail_msg("%.*s finds no model", TEXT_ARGS(query));
				/* an example is one of what its row shows */
				struct text of_row = lesson->rows[row].head.query.text;
				if (is_own && column > 0 && of_row.size > 0 &&
					models_of(run,
						arena_format(&arena, "%.*s %.*s", TEXT_ARGS(of_row),
							TEXT_ARGS(query))) == 0)
					fail_msg("%.*s: no example is %.*s", TEXT_ARGS(query),
						TEXT_ARGS(of_row));
			}
			assert_non_null(words_term(&words, lesson_term(lesson, row, 0)));
		}
		assert_true(opening >= 6);
	}
	query_run_free(run);
}

/* Columns at two blanks, one blank and five digits for the counts: 79 cells, and the lines between title and state line of 24. */
static void lessons_fit_the_usual_screen(void **state)
{
	const struct lesson *lessons;
	size_t count = words_lessons(&words, &lessons), computed;
	const struct computation *list = computations(&computed);
	struct query_run *run = query_run_new(store, list, computed);
	const struct lesson_counter counter = { count_models, run };
	const struct resource *korean = resource_find("po/ko.mo");

	(void)state;
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		message_use((enum language)language, language == LANGUAGE_KO ? korean->bytes : NULL,
			language == LANGUAGE_KO ? korean->size : 0);
		for (size_t i = 0; i < count; i++) {
			const struct lesson *lesson = &lessons[i];
			int cells = 1 + 1 + 5, lines = 5 + (int)lesson->row_count;
			for (size_t column = 0; column <= lesson->column_count; column++) {
				int widest = column == 0
					? 0
					: text_width(words_text(&lesson->columns[column - 1].text));
				for (size_t row = 0; row < lesson->row_count; row++) {
					struct text text = lesson_text(lesson, row, column,
						&counter, &arena);
					widest = text_width(text) > widest ? text_width(text)
									   : widest;
					signs_stand_apart("lesson", text);
				}
				cells += widest + (column > 0 ? 2 : 0);
			}
			size_t at = 0;
			while (text_wrap(words_text(&lesson->lead), &at, 77).size > 0)
				lines++;
			for (size_t note = 0; note < lesson->note_count; note++)
				for (at = 0;
					text_wrap(words_text(&lesson->notes[note]), &at, 77).size >
					0;)
					lines++;
			if (cells > 79 || lines > 19)
				fail_msg("lesson %.*s (%d): %d cells, %d lines",
					TEXT_ARGS(lesson->id), language, cells, lines);
		}
	}
	message_use(LANGUAGE_EN, NULL, 0);
	query_run_free(run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_explained),
		cmocka_unit_test(a_term_is_found_by_all_its_names),
		cmocka_unit_test(terms_are_well_written),
		cmocka_unit_test(fields_speak_good_korean),
		cmocka_unit_test(korean_finds_models),
		cmocka_unit_test(queries_of_lessons_find_models),
		cmocka_unit_test(lessons_fit_the_usual_screen),
	};
	struct text snapshot = resource_text("catalog/builtin.snapshot");

	arena_init(&arena);
	words_init(&words, resource_text("catalog/facts/glossary.json"),
		resource_text("catalog/facts/lessons.json"));
	if (store_open(&store, snapshot.bytes, snapshot.size, "built-in", NULL) != RESULT_OK)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	store_close(store);
	words_done(&words);
	arena_done(&arena);
	return failed;
}

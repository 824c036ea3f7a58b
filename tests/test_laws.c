/* SPDX-License-Identifier: MIT */
/* The laws of the guide, which hold for any catalog and any answers. */
#include "tests/guide.h"
#include "tests/unit.h"

#include <math.h>

/* No figure comes from an offer that fails a need: looked up anew, without the ranker. */
static void check_figures(const struct guide *guide, const struct ranking *ranking)
{
	const struct answers *answers = &ranking->answers;
	const struct questionnaire *of = ranking->questionnaire;
	const struct answer *length =
		&answers->of[question_index(of, questionnaire_find(of, TEXT("length")))];
	const struct answer *place =
		&answers->of[question_index(of, questionnaire_find(of, TEXT("data_place")))];
	bool is_contract = place->is_given && place->order[0] == 1;

	for (uint32_t i = 0; i < ranking->count; i++) {
		const struct candidate *one = &ranking->list[i];
		struct value status = store_value(guide->store, one->row, FIELD_STATUS, NULL);
		assert_false(one->is_marked);
		assert_false(status.state == VALUE_KNOWN && status.is.choice == 3); /* retired */
		if (length->is_given)
			assert_true(one->context >= length->numbers[0]);
		if (one->month_offer == UINT32_MAX)
			continue;
		assert_true(ranking->allowed[one->month_offer]);
		assert_int_equal(store_offer_row(guide->store, one->month_offer), one->row);
		struct value terms = store_offer_value(guide->store, one->month_offer,
			FIELD_DATA_TERMS, NULL);
		if (is_contract)
			assert_true(terms.state == VALUE_KNOWN && (terms.is.mask & 6) != 0);
		struct value served = store_offer_value(guide->store, one->month_offer,
			FIELD_CONTEXT_SERVED, NULL);
		if (length->is_given && served.state == VALUE_KNOWN)
			assert_true(served.is.number >= length->numbers[0]);
	}
	assert_int_equal(ranking->certain, ranking->count);
	assert_int_equal(ranking->possible, ranking->verify_count);
	assert_int_equal(ranking->certain + ranking->possible + ranking->out,
		store_count(guide->store));
}

/* Order, sums, slots: what must hold of every result. */
static void check_shape(const struct ranking *ranking)
{
	uint32_t tastes = 0, facts = 0;

	for (uint32_t i = 0; i < ranking->count; i++) {
		const struct candidate *one = &ranking->list[i];
		assert_true(one->total.lo <= one->total.mid && one->total.mid <= one->total.hi);
		assert_true(one->key <= one->total.hi); /* what ranks lies in its interval */
		assert_true(one->key < 0 ? one->total.lo == 0 : one->key >= one->total.lo);
		for (int k = 0; k < CRITERION_COUNT; k++) {
			assert_true(one->of[k].lo >= 0 && one->of[k].hi <= POINTS);
			assert_true(
				one->of[k].lo <= one->of[k].mid && one->of[k].mid <= one->of[k].hi);
		}
		tastes += one->preference;
		facts += one->data;
		if (i > 1 && i < ranking->lines && !one->is_traded)
			assert_true(one->key <= ranking->list[i - 1].key);
		assert_int_equal(one->folded_into != UINT32_MAX, i >= ranking->lines);
	}
	if (ranking->count > 0) {
		assert_int_equal(tastes, ranking->draws);
		assert_int_equal(facts, ranking->draws);
	}
	for (size_t i = 0; i < ranking->alternative_count; i++) {
		const struct alternative *slot = &ranking->alternatives[i];
		assert_true(
			slot->at == UINT32_MAX ? slot->reason.size > 0 : slot->at < ranking->count);
	}
	int32_t sum = 0;
	for (int k = 0; k < CRITERION_COUNT; k++)
		sum += ranking->weights[k];
	assert_int_equal(sum, POINTS);
}

/* Every announced change, applied, gives exactly the announced winner and count. */
static void check_announcements(struct guide *guide, const struct ranking *ranking)
{
	for (size_t i = 0; i < ranking->what_if_count; i++) {
		const struct what_if *one = &ranking->what_ifs[i];
		struct answers answers = ranking->answers;
		/* a change that somebody can make: no weight below zero */
		assert_true(one->option >= 0 || (one->factor > 1 && one->factor <= 10));
		if (one->option < 0) {
			answers.has_weights = true;
			for (int k = 0; k < CRITERION_COUNT; k++)
				answers.weights[k] = ranking->weights[k] *
					(k == (int)one->weight ? one->factor : 1);
		} else {
			answers.of[one->question] = one->to;
		}
		struct ranking *then = guide_list(guide, &answers);
		assert_true(then->lines > 0);
		assert_int_equal(then->list[0].row, one->winner);
		assert_int_equal(then->certain, one->certain);
		if (ranking->lines > 0)
			assert_int_not_equal(one->winner, ranking->list[0].row);
	}
	for (size_t i = 0; i < ranking->relaxation_count; i++) {
		const struct relaxation *one = &ranking->relaxations[i];
		struct ranking *then = guide_list(guide, &one->to);
		assert_int_equal(then->certain, ranking->certain + one->gains);
		assert_int_equal(then->list[0].row, one->winner);
	}
}

/* Counts beside the options are the counts after choosing them. */
static void check_previews(struct guide *guide, const struct ranking *ranking,
	struct random *random)
{
	const struct questionnaire *of = ranking->questionnaire;
	size_t at = random_below(random, (uint32_t)of->question_count);
	const struct question *question = &of->questions[at];

	if (!ranking->previews[at])
		return;
	for (size_t i = 0; i < question->option_count; i++) {
		struct answers answers = ranking->answers;
		answers.of[at] = answer_with(question, &answers.of[at], (int)i);
		struct ranking *then = guide_list(guide, &answers);
		assert_int_equal(then->certain, ranking->previews[at][i].certain);
		assert_int_equal(then->possible, ranking->previews[at][i].possible);
		if (then->lines > 0)
			assert_int_equal(then->list[0].row, ranking->previews[at][i].winner);
	}
}

static void try_laws(struct guide *guide, struct random *random, int rounds)
{
	for (int i = 0; i < rounds; i++) {
		struct answers answers = guide_random_answers(guide, random);
		struct ranking *ranking = guide_rank(guide, &answers);
		check_figures(guide, ranking);
		check_shape(ranking);
		check_announcements(guide, ranking);
		check_previews(guide, ranking, random);
	}
}

static void test_laws_built_in(void **state)
{
	struct guide guide;
	struct random random = { 20251105 };

	(void)state;
	guide_open_built_in(&guide);
	try_laws(&guide, &random, 60);
	guide_close(&guide);
}

static void test_laws_random(void **state)
{
	struct random random = { 7 };

	(void)state;
	for (int i = 0; i < 12; i++) {
		struct guide guide;
		guide_open_random(&guide, &random, 10 + i * 15);
		try_laws(&guide, &random, 6);
		guide_close(&guide);
	}
}

/* Needs of the models' own fields, on machines of one's own, are a query: both count the same. */
static void test_counts_equal_the_query(void **state)
{
	static const char *const sets[][5] = {
		{ "data_place=own", "license_need=weights", "length=128k", NULL },
		{ "data_place=own", "commercial=internal", "inputs=image", "languages=ko!" },
		{ "data_place=own", "capabilities=tools,reasoning", "license_need=open_source",
			NULL },
	};
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		struct answers answers = guide_answers(&guide, sets[i]);
		struct ranking *ranking = guide_rank(&guide, &answers);
		struct query query;
		struct query_error error;
		struct error err;
		struct query_run *run = query_run_new(guide.store, NULL, 0);
		struct text text = ranking_query(ranking, &guide.arena);
		assert_true(query_parse(&query, guide.store, text, NULL, &guide.arena, &error));
		assert_int_equal(query_run_execute(run, &query, NULL, &err), RESULT_OK);
		assert_int_equal(ranking->certain, query_run_model_count(run));
		query_run_free(run);
		query_done(&query);
	}
	guide_close(&guide);
}

static void test_same_bytes(void **state)
{
	struct guide a, b;
	struct random random = { 3 };

	(void)state;
	guide_open_built_in(&a);
	guide_open_built_in(&b);
	for (int i = 0; i < 4; i++) {
		struct answers answers = guide_random_answers(&a, &random);
		struct strbuf first = guide_json(&a, guide_rank(&a, &answers)),
			      second = guide_json(&b, guide_rank(&b, &answers));
		assert_text(strbuf_text(&first), second.bytes);
		strbuf_done(&first);
		strbuf_done(&second);
	}
	guide_close(&a);
	guide_close(&b);
}

/* Models in another order in the file. */
static void test_shuffled(void **state)
{
	struct random random = { 11 };
	struct strbuf json, turned;
	struct guide a, b;

	(void)state;
	strbuf_init(&json);
	strbuf_init(&turned);
	random_facts(&json, &random, 60);
	struct text text = strbuf_text(&json);
	ptrdiff_t from = text_find(text, TEXT("\"models\": ["));
	struct text head = text_slice(text, 0, (size_t)from + 11),
		    body = text_slice(text, (size_t)from + 11, text.size);
	struct text lines[80];
	size_t count = 0;
	while (body.size > 0 && count < 80) {
		ptrdiff_t end = text_find(text_slice(body, 1, body.size), TEXT("\n{"));
		lines[count++] = end < 0 ? body : text_slice(body, 0, (size_t)end + 1);
		body = end < 0 ? TEXT_NONE : text_slice(body, (size_t)end + 1, body.size);
	}
	assert_int_equal(count, 60);
	lines[59].size -= 3; /* "]}\n" */
	strbuf_add(&turned, head);
	for (size_t i = count; i-- > 0;) {
		struct text line = lines[i];
		while (line.size > 0 && strchr(",\n]}", line.bytes[line.size - 1]) &&
			line.bytes[line.size - 1] != '}')
			line.size--;
		strbuf_add(&turned, line);
		strbuf_add_string(&turned, i > 0 ? "," : "");
	}
	strbuf_add_string(&turned, "]}\n");
	guide_open_text(&a, json.bytes);
	guide_open_text(&b, turned.bytes);
	struct answers answers = ANSWERS(&a, "use_case=general", "inputs=text", "priorities=cost");
	struct strbuf first = guide_json(&a, guide_rank(&a, &answers)),
		      second = guide_json(&b, guide_rank(&b, &answers));
	assert_text(strbuf_text(&first), second.bytes);
	strbuf_done(&first);
	strbuf_done(&second);
	strbuf_done(&json);
	strbuf_done(&turned);
	guide_close(&a);
	guide_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_laws_built_in),
		cmocka_unit_test(test_laws_random),
		cmocka_unit_test(test_counts_equal_the_query),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_shuffled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

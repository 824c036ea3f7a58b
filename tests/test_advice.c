/* SPDX-License-Identifier: MIT */
/* The guide: questionnaire and answers with their errors, and the laws that hold for any catalog and any answers. */
#include "tests/fixture.h"
#include "tests/random_catalog.h"
#include "tests/unit.h"

#include "catalog/advice/record.h"
#include "catalog/base/file.h"
#include "catalog/base/sink.h"
#include "cli/resources.h"

#include <math.h>

struct guide {
	struct arena arena;
	struct questionnaire questionnaire;
	struct ranker *ranker;
	struct fixture fixture;
	struct store *store;
	bool is_built_in;
};

static void read_questions(struct guide *guide)
{
	const struct resource *file = resource_find("catalog/facts/questionnaire.json");
	struct error err = { 0 };

	arena_init(&guide->arena);
	enum result result = questionnaire_read(&guide->questionnaire, "questionnaire.json",
		(struct text){ file->bytes, file->size }, &guide->arena, &err);
	if (result != RESULT_OK)
		fail_msg("%s", err.message);
}

static void make_ranker(struct guide *guide)
{
	struct error err = { 0 };

	if (ranker_new(&guide->ranker, guide->store, &guide->questionnaire, &err) != RESULT_OK)
		fail_msg("%s", err.message);
}

static void open_built_in(struct guide *guide)
{
	const struct resource *file = resource_find("catalog/builtin.snapshot");
	struct error err;

	*guide = (struct guide){ .is_built_in = true };
	read_questions(guide);
	assert_int_equal(store_open(&guide->store, file->bytes, file->size, "built-in", &err),
		RESULT_OK);
	make_ranker(guide);
}

static void open_text(struct guide *guide, const char *json)
{
	*guide = (struct guide){ 0 };
	read_questions(guide);
	fixture_open_text(&guide->fixture, json);
	guide->store = guide->fixture.store;
	make_ranker(guide);
}

static void close_guide(struct guide *guide)
{
	ranker_free(guide->ranker);
	questionnaire_done(&guide->questionnaire);
	if (guide->is_built_in)
		store_close(guide->store);
	else
		fixture_close(&guide->fixture);
	arena_done(&guide->arena);
}

static struct answers answer(struct guide *guide, const char *const *sets)
{
	struct answers answers = { 0 };
	struct error err = { 0 };

	for (; *sets; sets++)
		if (answers_set(&answers, &guide->questionnaire, text_of(*sets), &guide->arena,
			    &err) != RESULT_OK)
			fail_msg("%s", err.message);
	return answers;
}
#define ANSWERS(guide, ...) answer(guide, (const char *const[]){ __VA_ARGS__, NULL })

static struct ranking *rank(struct guide *guide, const struct answers *answers)
{
	struct ranking *ranking = NULL;
	struct error err = { 0 };

	if (ranker_rank(guide->ranker, answers, RANK_EXPLORE, &guide->arena, NULL, &ranking,
		    &err) != RESULT_OK)
		fail_msg("%s", err.message);
	return ranking;
}

/* A need on record for each preset and a random change of one answer: what the laws are tried on. */
static struct answers random_answers(struct guide *guide, struct random *random)
{
	const struct questionnaire *of = &guide->questionnaire;
	struct answers answers;
	struct error err;

	answers_from_preset(&answers, of,
		&of->presets[random_below(random, (uint32_t)of->preset_count)], &guide->arena,
		&err);
	for (int i = 0; i < 2; i++) {
		size_t at = random_below(random, (uint32_t)of->question_count);
		const struct question *question = &of->questions[at];
		if (question->option_count == 0)
			continue;
		uint32_t option = random_below(random, (uint32_t)question->option_count + 1);
		answers.of[at] = option == question->option_count
			? (struct answer){ 0 }
			: answer_with(question, &answers.of[at], (int)option);
	}
	return answers;
}

static void random_guide(struct guide *guide, struct random *random, int models)
{
	struct strbuf json;

	strbuf_init(&json);
	random_facts(&json, random, models);
	open_text(guide, json.bytes);
	strbuf_done(&json);
}

static struct strbuf json_of(struct guide *guide, const struct ranking *ranking)
{
	struct strbuf buf;

	strbuf_init(&buf);
	struct sink *sink = sink_open_strbuf(&buf);
	record_write_json(sink, guide->ranker, ranking, TEXT_NONE);
	sink_close(sink, NULL);
	return buf;
}

/* --- Files ------------------------------------------------------------------------------------------ */

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
	open_built_in(&guide);
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
	close_guide(&guide);
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
	open_built_in(&guide);
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
	close_guide(&guide);
}

/* An answer that cannot count beside another is no answer: a file with it is refused, and what is edited drops it. */
static void test_contradictions(void **state)
{
	struct guide guide;
	const struct question *by;

	(void)state;
	open_built_in(&guide);
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
	close_guide(&guide);
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
}

static void test_texts_in_both_languages(void **state)
{
	struct guide guide;

	(void)state;
	open_built_in(&guide);
	const struct questionnaire *of = &guide.questionnaire;
	assert_int_equal(of->preset_count, 12);
	for (size_t i = 0; i < of->question_count; i++)
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			assert_true(of->questions[i].ask[language].size > 0);
			assert_true(of->questions[i].why[language].size > 0);
			for (size_t j = 0; j < of->questions[i].option_count; j++)
				assert_true(of->questions[i].options[j].title[language].size > 0);
		}
	close_guide(&guide);
}

/* --- Laws ------------------------------------------------------------------------------------------- */

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
		if (one->option < 0) {
			answers.has_weights = true;
			for (int k = 0; k < CRITERION_COUNT; k++)
				answers.weights[k] = ranking->weights[k] *
					(k == (int)one->weight ? one->factor : 1);
		} else {
			answers.of[one->question] = one->to;
		}
		struct ranking *then = rank(guide, &answers);
		assert_true(then->lines > 0);
		assert_int_equal(then->list[0].row, one->winner);
		assert_int_equal(then->certain, one->certain);
		if (ranking->lines > 0)
			assert_int_not_equal(one->winner, ranking->list[0].row);
	}
	for (size_t i = 0; i < ranking->relaxation_count; i++) {
		const struct relaxation *one = &ranking->relaxations[i];
		struct ranking *then = rank(guide, &one->to);
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
		struct ranking *then = rank(guide, &answers);
		assert_int_equal(then->certain, ranking->previews[at][i].certain);
		assert_int_equal(then->possible, ranking->previews[at][i].possible);
		if (then->lines > 0)
			assert_int_equal(then->list[0].row, ranking->previews[at][i].winner);
	}
}

static void try_laws(struct guide *guide, struct random *random, int rounds)
{
	for (int i = 0; i < rounds; i++) {
		struct answers answers = random_answers(guide, random);
		struct ranking *ranking = rank(guide, &answers);
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
	open_built_in(&guide);
	try_laws(&guide, &random, 24);
	close_guide(&guide);
}

static void test_laws_random(void **state)
{
	struct random random = { 7 };

	(void)state;
	for (int i = 0; i < 12; i++) {
		struct guide guide;
		random_guide(&guide, &random, 10 + i * 15);
		try_laws(&guide, &random, 6);
		close_guide(&guide);
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
	open_built_in(&guide);
	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		struct answers answers = answer(&guide, sets[i]);
		struct ranking *ranking = rank(&guide, &answers);
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
	close_guide(&guide);
}

static void test_same_bytes(void **state)
{
	struct guide a, b;
	struct random random = { 3 };

	(void)state;
	open_built_in(&a);
	open_built_in(&b);
	for (int i = 0; i < 4; i++) {
		struct answers answers = random_answers(&a, &random);
		struct strbuf first = json_of(&a, rank(&a, &answers)),
			      second = json_of(&b, rank(&b, &answers));
		assert_text(strbuf_text(&first), second.bytes);
		strbuf_done(&first);
		strbuf_done(&second);
	}
	close_guide(&a);
	close_guide(&b);
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
	open_text(&a, json.bytes);
	open_text(&b, turned.bytes);
	struct answers answers = ANSWERS(&a, "use_case=general", "inputs=text", "priorities=cost");
	struct strbuf first = json_of(&a, rank(&a, &answers)),
		      second = json_of(&b, rank(&b, &answers));
	assert_text(strbuf_text(&first), second.bytes);
	strbuf_done(&first);
	strbuf_done(&second);
	strbuf_done(&json);
	strbuf_done(&turned);
	close_guide(&a);
	close_guide(&b);
}

/* --- One small catalog, edited ----------------------------------------------------------------------- */

#define HEAD \
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\"," \
	"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}}," \
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}, {\"id\": \"orion\", \"name\": \"Orion\"}]," \
	"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}, {\"id\": \"acme\", \"name\": \"Acme API\"}]," \
	"\"benchmarks\": [{\"id\": \"epoch-eci\", \"name\": \"ECI\", \"unit\": \"index\", \"better\": \"high\", " \
	"\"chance\": 60, \"ceiling\": 165}]," \
	"\"lenses\": [{\"id\": \"general\", \"name\": {\"en\": \"G\", \"ko\": \"G\"}, \"shares\": {\"epoch-eci\": 1}}]," \
	"\"models\": ["
#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define MODEL(id, maker, released, price, served, score) \
	"{\"id\": \"" maker "/" id "\", \"name\": \"" id "\", \"developer\": \"" maker \
	"\", \"facts\": {" FACT("released", "\"" released "\"") ", " FACT("license", \
		"\"closed-api\"") ", " FACT("input", "[\"text\"]") ", " FACT("output", \
		"[\"text\"]") ", " FACT("context", \
		served) "}, " \
			"\"offers\": [{\"provider\": \"host\", \"source\": \"s\"" price \
			", \"context_served\": " served "}], " \
			"\"scores\": [" score "]}"
#define PRICE(in, out) ", \"price_in\": " in ", \"price_out\": " out
#define SCORE(x) \
	"{\"benchmark\": \"epoch-eci\", \"score\": " x \
	", \"by\": \"independent\", \"source\": \"s\"}"
#define TAIL "]}"
#define ALPHA(price) MODEL("alpha", "acme", "2025-10-01", price, "200000", SCORE("150"))
#define BETA MODEL("beta", "orion", "2025-08-01", PRICE("2", "8"), "128000", SCORE("145"))
#define GAMMA MODEL("gamma", "orion", "2025-01-01", PRICE("0.1", "0.4"), "64000", SCORE("120"))

static const struct candidate *find(const struct ranking *ranking, const char *id)
{
	for (uint32_t i = 0; i < ranking->count; i++)
		if (text_equal_string(store_id(ranking->store, ranking->list[i].row), id))
			return &ranking->list[i];
	fail_msg("%s is not listed", id);
	return NULL;
}

static uint32_t place(const struct ranking *ranking, const char *id)
{
	return (uint32_t)(find(ranking, id) - ranking->list);
}

/* A model that is worse in every point changes nothing for the others. */
static void test_dominated(void **state)
{
	struct guide a, b;

	(void)state;
	open_text(&a, HEAD ALPHA(PRICE("1", "4")) "," BETA "," GAMMA TAIL);
	open_text(&b,
		HEAD ALPHA(PRICE("1", "4")) "," BETA ",\n" MODEL("delta", "orion", "2024-01-01",
			PRICE("20", "80"), "9000", SCORE("101")) "," GAMMA TAIL);
	struct answers answers = ANSWERS(&a, "use_case=general", "workload=medium",
		"priorities=cost");
	const struct ranking *before = rank(&a, &answers), *after = rank(&b, &answers);
	static const char *const ids[] = { "acme/alpha", "orion/beta", "orion/gamma" };
	for (size_t i = 0; i < 3; i++) {
		assert_memory_equal(&find(before, ids[i])->total, &find(after, ids[i])->total,
			sizeof(struct band));
		for (size_t j = 0; j < 3; j++)
			assert_int_equal(place(before, ids[i]) < place(before, ids[j]),
				place(after, ids[i]) < place(after, ids[j]));
	}
	close_guide(&a);
	close_guide(&b);
}

static uint32_t place_at_price(const char *json)
{
	struct guide guide;

	open_text(&guide, json);
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium");
	const struct ranking *ranking = rank(&guide, &answers);
	uint32_t at = place(ranking, "acme/alpha");
	close_guide(&guide);
	return at;
}

static void test_lower_price_never_hurts(void **state)
{
	(void)state;
	uint32_t last = UINT32_MAX;
	static const char *const jsons[] = { HEAD ALPHA(PRICE("30", "90")) "," BETA "," GAMMA TAIL,
		HEAD ALPHA(PRICE("8", "30")) "," BETA "," GAMMA TAIL,
		HEAD ALPHA(PRICE("2", "8")) "," BETA "," GAMMA TAIL,
		HEAD ALPHA(PRICE("0.2", "0.9")) "," BETA "," GAMMA TAIL,
		HEAD ALPHA(PRICE("0", "0")) "," BETA "," GAMMA TAIL };
	for (size_t i = 0; i < sizeof(jsons) / sizeof(jsons[0]); i++) {
		uint32_t at = place_at_price(jsons[i]);
		assert_true(at <= last);
		last = at;
	}
	assert_int_equal(last, 0);
}

/* Taking a fact away never makes the interval smaller. */
static void test_unknown_never_narrows(void **state)
{
	struct guide known;
	static const char *const jsons[] = {
		HEAD ALPHA("") "," BETA "," GAMMA TAIL, /* no price */
		HEAD MODEL("alpha", "acme", "2025-10-01", PRICE("1", "4"), "200000",
			"") "," BETA TAIL,
	};

	(void)state;
	open_text(&known, HEAD ALPHA(PRICE("1", "4")) "," BETA "," GAMMA TAIL);
	struct answers answers = ANSWERS(&known, "use_case=general", "workload=medium");
	struct band full = find(rank(&known, &answers), "acme/alpha")->total;
	for (size_t i = 0; i < sizeof(jsons) / sizeof(jsons[0]); i++) {
		struct guide less;
		open_text(&less, jsons[i]);
		struct band band = find(rank(&less, &answers), "acme/alpha")->total;
		assert_true(band.hi - band.lo >= full.hi - full.lo);
		assert_true(band.lo <= full.lo);
		close_guide(&less);
	}
	close_guide(&known);
}

static void expect_leader(const char *json, const char *id)
{
	struct guide guide;

	open_text(&guide, json);
	struct answers answers = ANSWERS(&guide, "use_case=general", "stakes=little");
	const struct ranking *ranking = rank(&guide, &answers);
	assert_text(store_id(guide.store, ranking->list[0].row), id);
	assert_int_equal(ranking->list[0].preference > 0, 1);
	close_guide(&guide);
}

/* A model without any result does not lead while one with results is in that may be as good. */
static void test_evidence_leads(void **state)
{
#define NEW MODEL("new", "acme", "2025-12-01", PRICE("0", "0"), "2000000", "")
	(void)state;
	expect_leader(HEAD NEW "," MODEL("old", "orion", "2024-01-01", PRICE("30", "90"), "8000",
			      SCORE("140")) TAIL,
		"orion/old");
	expect_leader(HEAD NEW "," MODEL("old", "orion", "2024-01-01", PRICE("30", "90"), "8000",
			      SCORE("101")) TAIL,
		"acme/new");
}

static void test_explanations_cite_the_catalog(void **state)
{
	struct guide guide;
	struct lines lines[3];

	(void)state;
	open_text(&guide, HEAD ALPHA(PRICE("1", "4")) "," BETA "," GAMMA TAIL);
	struct answers answers = ANSWERS(&guide, "use_case=general",
		"workload={\"in\": 1000, \"out\": 500, \"per_month\": 1000, \"repeat\": 0}",
		"length=64000", "priorities=cost,context");
	const struct ranking *ranking = rank(&guide, &answers);
	const struct candidate *gamma = find(ranking, "orion/gamma");
	ranking_explain(guide.ranker, ranking, gamma, &guide.arena, &lines[0], &lines[1],
		&lines[2]);
	bool has_cost = false;
	for (int k = 0; k < 3; k++)
		for (size_t i = 0; i < lines[k].count; i++) {
			const struct line *line = &lines[k].of[i];
			if (text_equal_string(line->field, "cost") && line->value.size > 0) {
				assert_text(line->value,
					"0.30"); /* 1000 * (1000 * 0.1 + 500 * 0.4) / 1e6 */
				assert_int_not_equal(line->source, SOURCE_NONE);
				has_cost = true;
			}
			if (text_equal_string(line->field, "context_served"))
				assert_text(line->value, "64000");
			if (text_equal_string(line->field, "bench.epoch-eci"))
				assert_text(line->value, "120");
		}
	assert_true(has_cost);
	close_guide(&guide);
}

/* Where no model surely fits there is nothing to hold a cost against. */
static void test_no_cost_beside_nothing(void **state)
{
	struct guide guide;
	struct lines lines[3];
	bool has_cost = false;

	(void)state;
	open_text(&guide, HEAD ALPHA(PRICE("1", "4")) TAIL); /* what it can do is not known */
	struct answers answers = ANSWERS(&guide, "use_case=general",
		"workload={\"in\": 1000, \"out\": 500, \"per_month\": 1000, \"repeat\": 0}",
		"capabilities=tools");
	const struct ranking *ranking = rank(&guide, &answers);
	assert_int_equal(ranking->count, 0);
	assert_int_equal(ranking->verify_count, 1);
	ranking_explain(guide.ranker, ranking, &ranking->verify[0], &guide.arena, &lines[0],
		&lines[1], &lines[2]);
	for (int k = 0; k < 3; k++)
		for (size_t i = 0; i < lines[k].count; i++) {
			has_cost = has_cost || text_equal_string(lines[k].of[i].field, "cost");
			assert_true(text_find(lines[k].of[i].text, TEXT("nan")) < 0);
		}
	assert_true(has_cost);
	close_guide(&guide);
}

/* A list that does not name an ability leaves it open where the questionnaire says so: to be verified, neither in nor out. */
static void test_absent_is_open(void **state)
{
	struct guide guide;

	(void)state;
	open_built_in(&guide);
	struct answers structured = ANSWERS(&guide, "use_case=coding", "capabilities=structured"),
		       tools = ANSWERS(&guide, "use_case=coding", "capabilities=tools");
	const struct ranking *open = rank(&guide, &structured), *closed = rank(&guide, &tools);
	size_t need = open->need_count - 1, with_tools = closed->need_count - 1;
	uint32_t unnamed = 0, failed = 0;
	for (uint32_t row = 0; row < store_count(guide.store); row++) {
		struct value can = store_value(guide.store, row, FIELD_CAN, &guide.arena);
		assert_false(open->failed[row] >> need & 1);
		unnamed += open->open[row] >> need & 1 && can.state == VALUE_KNOWN;
		failed += closed->failed[row] >> with_tools & 1;
	}
	assert_true(unnamed > 0); /* a list without it */
	assert_true(failed > 0);  /* tools are always told */
	for (uint32_t i = 0; i < open->count; i++)
		assert_false(open->list[i].unknown >> need & 1);
	for (uint32_t i = 1; i < open->verify_count; i++) /* fewest facts to confirm first */
		assert_true(open->verify[i - 1].open <= open->verify[i].open);
	close_guide(&guide);
}

/* What is not on record speaks neither for nor against. */
static void test_gaps_are_no_reasons(void **state)
{
	struct guide guide;
	struct lines pro, con, open;

	(void)state;
	open_built_in(&guide);
	for (size_t p = 0; p < guide.questionnaire.preset_count; p++) {
		struct answers answers;
		struct error err;
		assert_int_equal(answers_from_preset(&answers, &guide.questionnaire,
					 &guide.questionnaire.presets[p], &guide.arena, &err),
			RESULT_OK);
		const struct ranking *ranking = rank(&guide, &answers);
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
	close_guide(&guide);
}

static int ask_until(struct guide *guide, const struct answers *known, const char *last)
{
	struct answers answers = { 0 };
	uint64_t skipped = 0;

	for (int asked = 1; asked < 40; asked++) {
		const struct ranking *ranking = rank(guide, &answers);
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

/* From nothing a dozen questions at most; what belongs to an answer is asked right after it. */
static void test_questions_come_in_order(void **state)
{
	struct guide guide;

	(void)state;
	open_built_in(&guide);
	for (size_t p = 0; p < guide.questionnaire.preset_count; p++) {
		struct answers answers;
		struct error err;
		answers_from_preset(&answers, &guide.questionnaire, &guide.questionnaire.presets[p],
			&guide.arena, &err);
		int asked = ask_until(&guide, &answers, NULL);
		assert_in_range(asked, 4, 12);
	}
	struct answers region = ANSWERS(&guide, "use_case=coding", "data_place=region"),
		       own = ANSWERS(&guide, "use_case=coding", "data_place=own");
	assert_int_equal(ask_until(&guide, &region, "regions"), 3);
	assert_int_equal(ask_until(&guide, &own, "hardware"), 3);
	close_guide(&guide);
}

static void test_nothing_asked(void **state)
{
	struct guide guide;
	struct answers none = { 0 };

	(void)state;
	open_built_in(&guide);
	const struct ranking *ranking = rank(&guide, &none);
	assert_false(ranking->has_needs);
	assert_non_null(strstr(ranking_headline(ranking, &guide.arena).bytes, "No needs given"));
	assert_true(ranking->alternative_count >= 5);
	assert_int_equal(ranking->what_if_count, 0);
	close_guide(&guide);
}

static void test_more_draws_say_the_same(void **state)
{
	struct guide guide;

	(void)state;
	open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=coding", "stakes=serious",
		"workload=medium", "priorities=quality,cost");
	struct ranking *once = rank(&guide, &answers);
	guide.questionnaire.draws *= 2;
	struct ranking *twice = rank(&guide, &answers);
	for (uint32_t i = 0; i < once->count; i++) {
		double a = 100.0 * once->list[i].preference / once->draws,
		       b = 100.0 * twice->list[i].preference / twice->draws;
		assert_true(fabs(a - b) <= 3);
		a = 100.0 * once->list[i].data / once->draws;
		b = 100.0 * twice->list[i].data / twice->draws;
		assert_true(fabs(a - b) <= 3);
	}
	close_guide(&guide);
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
	open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=coding");
	assert_int_equal(ranker_rank(guide.ranker, &answers, RANK_EXPLORE, &guide.arena, &interrupt,
				 &ranking, &err),
		RESULT_INTERRUPTED);
	assert_true(rank(&guide, &answers)->certain > 0); /* and goes on as before */
	close_guide(&guide);
}

static void test_records(void **state)
{
	struct guide guide;

	(void)state;
	open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=legal", "data_place=contract",
		"stakes=serious");
	struct ranking *ranking = rank(&guide, &answers);
	static const char *const parts[] = { "Question and answers", "Needs and weights", "Ranking",
		"What would change it", "Why the others lost", "Sources",
		"llmatlas guide --answers a" };
	for (int format = RECORD_MARKDOWN; format <= RECORD_HTML; format++) {
		struct strbuf buf;
		strbuf_init(&buf);
		struct sink *sink = sink_open_strbuf(&buf);
		record_write(sink, guide.ranker, ranking, (enum record_format)format,
			TEXT("llmatlas guide --answers a"));
		sink_close(sink, NULL);
		for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
			assert_contains(buf.bytes, parts[i]);
		strbuf_done(&buf);
	}
	struct strbuf json = json_of(&guide, ranking);
	struct error err;
	assert_int_equal(json_check("record", strbuf_text(&json), &err), RESULT_OK);
	strbuf_done(&json);
	close_guide(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers_errors),
		cmocka_unit_test(test_answers_come_back),
		cmocka_unit_test(test_contradictions),
		cmocka_unit_test(test_questionnaire_errors),
		cmocka_unit_test(test_texts_in_both_languages),
		cmocka_unit_test(test_laws_built_in),
		cmocka_unit_test(test_laws_random),
		cmocka_unit_test(test_counts_equal_the_query),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_shuffled),
		cmocka_unit_test(test_dominated),
		cmocka_unit_test(test_lower_price_never_hurts),
		cmocka_unit_test(test_unknown_never_narrows),
		cmocka_unit_test(test_evidence_leads),
		cmocka_unit_test(test_explanations_cite_the_catalog),
		cmocka_unit_test(test_no_cost_beside_nothing),
		cmocka_unit_test(test_absent_is_open),
		cmocka_unit_test(test_gaps_are_no_reasons),
		cmocka_unit_test(test_questions_come_in_order),
		cmocka_unit_test(test_nothing_asked),
		cmocka_unit_test(test_more_draws_say_the_same),
		cmocka_unit_test(test_can_be_stopped),
		cmocka_unit_test(test_records),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

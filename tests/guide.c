/* SPDX-License-Identifier: MIT */
#include "tests/guide.h"

#include "tests/unit.h"

#include "catalog/base/sink.h"
#include "cli/resources.h"

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

	if (ranker_open(&guide->ranker, guide->store, &guide->questionnaire, ranked_most, NULL,
		    &err) != RESULT_OK)
		fail_msg("%s", err.message);
}

void guide_open_built_in(struct guide *guide)
{
	const struct resource *file = resource_find("catalog/builtin.snapshot");
	struct error err;

	*guide = (struct guide){ .is_built_in = true };
	read_questions(guide);
	assert_int_equal(store_open(&guide->store, file->bytes, file->size, "built-in", &err),
		RESULT_OK);
	make_ranker(guide);
}

void guide_open_text(struct guide *guide, const char *json)
{
	*guide = (struct guide){ 0 };
	read_questions(guide);
	fixture_open_text(&guide->fixture, json);
	guide->store = guide->fixture.store;
	make_ranker(guide);
}

void guide_close(struct guide *guide)
{
	ranker_free(guide->ranker);
	questionnaire_done(&guide->questionnaire);
	if (guide->is_built_in)
		store_close(guide->store);
	else
		fixture_close(&guide->fixture);
	arena_done(&guide->arena);
}

struct answers guide_answers(struct guide *guide, const char *const *sets)
{
	struct answers answers = { 0 };
	struct error err = { 0 };

	for (; *sets; sets++)
		if (answers_set(&answers, &guide->questionnaire, text_of(*sets), &guide->arena,
			    &err) != RESULT_OK)
			fail_msg("%s", err.message);
	return answers;
}

static struct ranking *rank(struct guide *guide, const struct answers *answers,
	enum rank_depth depth)
{
	struct ranking *ranking = NULL;
	struct error err = { 0 };

	if (ranker_rank(guide->ranker, answers, depth, &guide->arena, NULL, &ranking, &err) !=
		RESULT_OK)
		fail_msg("%s", err.message);
	return ranking;
}

struct ranking *guide_rank(struct guide *guide, const struct answers *answers)
{
	return rank(guide, answers, RANK_EXPLORE);
}

struct ranking *guide_list(struct guide *guide, const struct answers *answers)
{
	return rank(guide, answers, RANK_LIST);
}

/* A need on record for each preset and a random change of one answer: what the laws are tried on. */
struct answers guide_random_answers(struct guide *guide, struct random *random)
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

void guide_open_random(struct guide *guide, struct random *random, int models)
{
	struct strbuf json;

	strbuf_init(&json);
	random_facts(&json, random, models);
	guide_open_text(guide, json.bytes);
	strbuf_done(&json);
}

struct strbuf guide_json(struct guide *guide, const struct ranking *ranking)
{
	struct strbuf buf;

	strbuf_init(&buf);
	struct sink *sink = sink_open_strbuf(&buf);
	record_write_json(sink, guide->ranker, ranking, TEXT_NONE);
	sink_close(sink, NULL);
	return buf;
}

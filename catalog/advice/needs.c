/* SPDX-License-Identifier: MIT */
/* Answers as needs. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"

#include <math.h>

/* "{n}" of a template. */
static struct text fill(struct arena *arena, struct text template, struct text with)
{
	struct strbuf buf;
	ptrdiff_t at = text_find(template, TEXT("{n}"));

	if (at < 0)
		return template;
	strbuf_init(&buf);
	strbuf_add(&buf, text_slice(template, 0, (size_t)at));
	strbuf_add(&buf, with);
	strbuf_add(&buf, text_slice(template, (size_t)at + 3, template.size));
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

static struct text number_text(const struct question *question, double number, struct arena *arena)
{
	if (question->shape == SHAPE_MEMORY)
		return arena_format(arena, "%.10gGB", number);
	return arena_format(arena, "%.15g", number);
}

static struct text months_before(uint32_t date, double months, struct arena *arena)
{
	long day = date_day_number(date) - (long)(months * 30.4375);
	uint32_t then = date_of_day_number(day);
	return arena_format(arena, "%04u-%02u", then / 10000, then / 100 % 100);
}

struct making {
	struct ranker *ranker;
	const struct answers *answers;
	struct need *needs;
	size_t count;
	struct arena *arena;
	struct error *err;
	bool has_failed;
};

/* None is left out without a word: the first that has no place says so. */
static void fail_full(struct making *making, const struct question *question)
{
	if (!making->has_failed)
		error_set(making->err, RESULT_USAGE,
			_("%.*s: these answers ask for more than %d things at once. Take some out."),
			TEXT_ARGS(question->id), (int)NEED_MAX);
	making->has_failed = true;
}

static void add(struct making *making, const struct question *question, int option,
	struct text hosted, struct text own, struct text any, double number)
{
	if (hosted.size == 0 && own.size == 0)
		return;
	if (making->count == NEED_MAX) {
		fail_full(making, question);
		return;
	}
	making->needs[making->count++] = (struct need){
		.question = (uint8_t)question_index(making->ranker->questionnaire, question),
		.option = (int8_t)option,
		.unknown = question->unknown,
		.relax = question->relax,
		.hosted = hosted,
		.own = own,
		.any = any,
		.number = number
	};
}

/* One more of the values that one clause asks for: "region:" and "region:KR,JP" give "region:", "region:DE" and that. */
static void join_clause(struct strbuf *clause, struct text one)
{
	ptrdiff_t from = text_find(one, TEXT(":"));
	size_t values = from < 0 ? one.size : (size_t)from + 1;

	if (clause->size == 0)
		strbuf_add(clause, text_slice(one, 0, values));
	else
		strbuf_add_char(clause, ',');
	strbuf_add(clause, text_slice(one, values, one.size));
}

/* Regions are one need (any of them); the maker's seat another. */
static void add_regions(struct making *making, const struct question *question,
	const struct answer *answer)
{
	struct strbuf in, seat;

	strbuf_init(&in);
	strbuf_init(&seat);
	for (size_t i = 0; i < answer->order_count; i++) {
		join_clause(&in, question->options[answer->order[i]].need);
		join_clause(&seat, question->options[answer->order[i]].match);
	}
	for (size_t i = 0; i < answer->word_count; i++) {
		struct text word = answer->words[i];
		join_clause(&in, arena_format(making->arena, "region:%.*s", TEXT_ARGS(word)));
		join_clause(&seat,
			arena_format(making->arena, "developer_region:%.*s", TEXT_ARGS(word)));
	}
	struct text hosted = arena_copy(making->arena, strbuf_text(&in)),
		    of = arena_copy(making->arena, strbuf_text(&seat));
	add(making, question, -1, hosted, TEXT_NONE, TEXT_NONE, 0);
	if (answer->is_maker)
		add(making, question, NEED_OF_SEAT, of, of, TEXT_NONE, 0);
	strbuf_done(&in);
	strbuf_done(&seat);
}

static void add_date(struct making *making, const struct question *question,
	const struct answer *answer)
{
	struct text from = answer->word_count > 0 ? answer->words[0] : TEXT_NONE;
	const struct option *option = answer->order_count > 0 ? &question->options[answer->order[0]]
							      : NULL;

	if (option && option->months > 0)
		from = months_before(store_date(making->ranker->store), option->months,
			making->arena);
	if (option && option->need.size > 0) {
		add(making, question, answer->order[0], option->need, option->need_own, TEXT_NONE,
			0);
		return;
	}
	if (from.size > 0) {
		struct text need = fill(making->arena, question->need, from);
		add(making, question, -1, need, need, TEXT_NONE, 0);
	}
}

/* "Z.ai" is "zai": a maker is also found by what is left of its name without dots. 0: none. */
static uint32_t developer_of(struct making *making, struct text word)
{
	uint32_t code = store_term_find(making->ranker->store, FIELD_DEVELOPER, word);
	struct strbuf plain;

	if (code > 0)
		return code;
	strbuf_init(&plain);
	for (size_t i = 0; i < word.size; i++)
		if (word.bytes[i] != '.')
			strbuf_add_char(&plain, word.bytes[i]);
	if (plain.size > 0 && plain.size < word.size)
		code = store_term_find(making->ranker->store, FIELD_DEVELOPER, strbuf_text(&plain));
	strbuf_done(&plain);
	return code;
}

static void fail_maker(struct making *making, struct text question, struct text word)
{
	const struct store *store = making->ranker->store;
	struct text nearest = TEXT_NONE;
	int best = 4;

	for (uint32_t code = 1; code <= store_term_count(store, FIELD_DEVELOPER); code++) {
		struct text key = store_term(store, FIELD_DEVELOPER, code).key;
		if (text_is_nearer(word, key, &best))
			nearest = key;
	}
	making->has_failed = true;
	if (nearest.size > 0)
		error_set(making->err, RESULT_USAGE,
			_("%.*s: there is no developer '%.*s' in this catalog. Nearest: %.*s"),
			TEXT_ARGS(question), TEXT_ARGS(word), TEXT_ARGS(nearest));
	else
		error_set(making->err, RESULT_USAGE,
			_("%.*s: there is no developer '%.*s' in this catalog."),
			TEXT_ARGS(question), TEXT_ARGS(word));
}

static void add_makers(struct making *making, const struct question *question,
	const struct answer *answer)
{
	struct strbuf buf, quoted;

	strbuf_init(&buf);
	strbuf_init(&quoted);
	for (size_t i = 0; i < answer->word_count; i++) {
		uint32_t code = developer_of(making, answer->words[i]);
		if (code == 0 && !making->has_failed)
			fail_maker(making, question->id, answer->words[i]);
		strbuf_clear(&quoted);
		edit_quote(&quoted,
			code ? store_term(making->ranker->store, FIELD_DEVELOPER, code).key
			     : answer->words[i]);
		strbuf_add_string(&buf, i > 0 ? "," : "");
		strbuf_add(&buf, strbuf_text(&quoted));
	}
	struct text names = arena_copy(making->arena, strbuf_text(&buf));
	struct text need = fill(making->arena, question->need, names);
	if (answer->is_maker)
		need = arena_format(making->arena, "-%.*s", TEXT_ARGS(need));
	add(making, question, -1, need, need, TEXT_NONE, 0);
	strbuf_done(&quoted);
	strbuf_done(&buf);
}

/* Of several that are wanted any will do: they are one need. */
static void add_wanted(struct making *making, const struct question *question,
	const struct answer *answer)
{
	uint64_t wanted = answer->chosen & ~answer->strict;
	struct strbuf clause;

	if (wanted == 0)
		return;
	strbuf_init(&clause);
	for (size_t i = 0; i < question->option_count; i++)
		if (wanted >> i & 1)
			join_clause(&clause, question->options[i].need);
	struct text need = arena_copy(making->arena, strbuf_text(&clause));
	int one = __builtin_popcountll(wanted) == 1 ? __builtin_ctzll(wanted) : NEED_OF_WANTED;
	add(making, question, one, need, need, TEXT_NONE, 0);
	strbuf_done(&clause);
}

static void add_options(struct making *making, const struct question *question,
	const struct answer *answer)
{
	if (question->shape == SHAPE_SIGNED)
		add_wanted(making, question, answer);
	for (size_t i = 0; i < answer->order_count; i++) {
		const struct option *option = &question->options[answer->order[i]];
		bool is_strict = answer->strict >> answer->order[i] & 1;
		if ((question->shape == SHAPE_LANGUAGES || question->shape == SHAPE_SIGNED) &&
			!is_strict)
			continue;
		struct text hosted = option->need, own = option->need_own;
		if (question->shape == SHAPE_SIGNED)
			hosted = own = arena_format(making->arena, "-%.*s", TEXT_ARGS(hosted));
		size_t before = making->count;
		add(making, question, answer->order[i], hosted, own, option->any, 0);
		if (making->count > before)
			making->needs[before].is_absent_open = option->is_absent_open;
	}
}

static void add_number(struct making *making, const struct question *question,
	const struct answer *answer)
{
	struct text number = number_text(question, answer->numbers[0], making->arena);

	if (question->shape == SHAPE_BUDGET ? !answer->is_hard : answer->numbers[0] <= 0)
		return; /* a ceiling of 0 is one: free offers only */
	bool is_free = question->shape == SHAPE_BUDGET && answer->numbers[0] <= 0;
	add(making, question, -1,
		is_free ? TEXT("price<=0") : fill(making->arena, question->need, number),
		fill(making->arena, question->need_own, number), TEXT_NONE, answer->numbers[0]);
}

static void add_question(struct making *making, const struct question *question,
	const struct answer *answer)
{
	switch (question->shape) {
	case SHAPE_REGIONS: add_regions(making, question, answer); break;
	case SHAPE_DATE: add_date(making, question, answer); break;
	case SHAPE_MAKERS: add_makers(making, question, answer); break;
	case SHAPE_TOKENS:
	case SHAPE_MEMORY:
	case SHAPE_BUDGET: add_number(making, question, answer); break;
	case SHAPE_WORKLOAD: break;
	default: add_options(making, question, answer);
	}
}

enum result needs_of(struct ranker *ranker, const struct answers *answers,
	struct need needs[NEED_MAX], size_t *count, struct arena *arena, struct error *err)
{
	const struct questionnaire *questionnaire = ranker->questionnaire;
	struct making making = { .ranker = ranker,
		.answers = answers,
		.needs = needs,
		.arena = arena,
		.err = err };
	const struct answer *out = answer_of(questionnaire, answers, "out");

	for (size_t i = 0; i < questionnaire->base_count; i++) {
		const struct base_need *base = &questionnaire->base[i];
		bool is_output = text_starts_with(base->need, TEXT("output:"));
		if (is_output && out) /* the person says what must come out */
			continue;
		needs[making.count++] = (struct need){ .question = NEED_BASE,
			.option = (int8_t)i,
			.unknown = UNKNOWN_KEEP,
			.relax = 10,
			.hosted = base->need,
			.own = base->need,
			.why = questionnaire_text(base->why) };
	}
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		const struct question *question = &questionnaire->questions[i];
		if (answers->of[i].is_given && question_is_open(questionnaire, question, answers))
			add_question(&making, question, &answers->of[i]);
	}
	*count = making.count;
	return making.has_failed ? RESULT_USAGE : RESULT_OK;
}

/* SPDX-License-Identifier: MIT */
/* Editing and printing of answers. Reading and writing files: answers_file.c. */
#include "catalog/advice/answers.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/value.h"

#include <math.h>
#include <string.h>

void answers_clear(struct answers *answers)
{
	memset(answers, 0, sizeof(*answers));
}

bool answers_is_empty(const struct answers *answers)
{
	for (size_t i = 0; i < QUESTION_MAX; i++)
		if (answers->of[i].is_given)
			return false;
	return !answers->has_weights && answers->hide_count == 0;
}

static bool same_words(const struct answer *a, const struct answer *b)
{
	if (a->word_count != b->word_count)
		return false;
	for (size_t i = 0; i < a->word_count; i++)
		if (!text_equal(a->words[i], b->words[i]))
			return false;
	return true;
}

bool answer_equal(const struct answer *a, const struct answer *b)
{
	if (!a->is_given || !b->is_given)
		return a->is_given == b->is_given;
	return a->chosen == b->chosen && a->strict == b->strict && a->is_hard == b->is_hard &&
		a->is_maker == b->is_maker && a->order_count == b->order_count &&
		memcmp(a->order, b->order, a->order_count) == 0 &&
		memcmp(a->numbers, b->numbers, sizeof(a->numbers)) == 0 && same_words(a, b);
}

bool answers_equal(const struct answers *a, const struct answers *b)
{
	for (size_t i = 0; i < QUESTION_MAX; i++)
		if (!answer_equal(&a->of[i], &b->of[i]))
			return false;
	return a->has_weights == b->has_weights && a->hide_count == b->hide_count &&
		(!a->has_weights || memcmp(a->weights, b->weights, sizeof(a->weights)) == 0);
}

static void add_in_order(struct answer *answer, int option)
{
	answer->chosen |= UINT64_C(1) << option;
	if (answer->order_count < ANSWER_ORDER_MAX)
		answer->order[answer->order_count++] = (uint8_t)option;
	answer->is_given = true;
}

static void drop(struct answer *answer, int option)
{
	size_t kept = 0;

	answer->chosen &= ~(UINT64_C(1) << option);
	answer->strict &= ~(UINT64_C(1) << option);
	for (size_t i = 0; i < answer->order_count; i++)
		if (answer->order[i] != option)
			answer->order[kept++] = answer->order[i];
	answer->order_count = (uint8_t)kept;
	answer->is_given = answer->chosen != 0 || answer->word_count > 0;
}

static bool takes_several(const struct question *question)
{
	return question->shape == SHAPE_SEVERAL || question->shape == SHAPE_REGIONS ||
		question->shape == SHAPE_LANGUAGES || question->shape == SHAPE_SIGNED;
}

static void take_numbers(const struct question *question, struct answer *answer, int option)
{
	const struct option *of = &question->options[option];

	for (size_t i = 0; i < of->number_count; i++)
		answer->numbers[i] = of->numbers[i];
	if (question->shape == SHAPE_BUDGET)
		answer->is_hard = of->number_count > 0;
}

void answer_choose(const struct question *question, struct answer *answer, int option)
{
	if (takes_several(question)) {
		if (!(answer->chosen >> option & 1))
			answer_toggle(question, answer, option);
		return;
	}
	*answer = (struct answer){ 0 };
	add_in_order(answer, option);
	take_numbers(question, answer, option);
}

void answer_toggle(const struct question *question, struct answer *answer, int option)
{
	if (!takes_several(question)) {
		bool was = answer->chosen >> option & 1;
		answer_choose(question, answer, option);
		if (was)
			*answer = (struct answer){ 0 };
		return;
	}
	if (answer->chosen >> option & 1) {
		bool is_wish = (question->shape == SHAPE_LANGUAGES ||
				       question->shape == SHAPE_SIGNED) &&
			!(answer->strict >> option & 1);
		if (is_wish) /* wish, then must, then out */
			answer->strict |= UINT64_C(1) << option;
		else
			drop(answer, option);
		return;
	}
	if (question->most > 0 && answer->order_count >= question->most)
		drop(answer, answer->order[answer->order_count - 1]);
	add_in_order(answer, option);
}

void answer_set_number(const struct question *question, struct answer *answer, double number)
{
	*answer = (struct answer){ .is_given = true, .numbers = { number } };
	answer->is_hard = question->shape == SHAPE_BUDGET;
	for (size_t i = 0; i < question->option_count; i++)
		if (question->options[i].number_count == 1 &&
			question->options[i].numbers[0] == number)
			add_in_order(answer, (int)i);
}

struct answer answer_with(const struct question *question, const struct answer *answer, int option)
{
	struct answer with = *answer;

	if (takes_several(question) && question->most > 0 && with.order_count >= question->most &&
		!(with.chosen >> option & 1))
		drop(&with, with.order[with.order_count - 1]);
	answer_choose(question, &with, option);
	return with;
}

/* As they were given: "$100", "$6.60", "$0.125". */
static void print_dollars(struct strbuf *buf, double usd)
{
	double cents = usd * 100;
	bool is_whole = usd == floor(usd), has_cents = fabs(cents - round(cents)) < 1e-9;

	if (is_whole || has_cents)
		strbuf_add_format(buf, "$%.*f", is_whole ? 0 : 2, usd);
	else
		strbuf_add_format(buf, "$%g", usd);
}

static void print_numbers(struct strbuf *buf, const struct question *question,
	const struct answer *answer)
{
	switch (question->shape) {
	case SHAPE_TOKENS: number_print(buf, UNIT_TOKENS, answer->numbers[0]); break;
	case SHAPE_MEMORY: strbuf_add_format(buf, _("%g GB"), answer->numbers[0]); break;
	case SHAPE_BUDGET:
		if (answer->numbers[0] > 0)
			print_dollars(buf, answer->numbers[0]);
		else
			strbuf_add_string(buf, _("free offers only"));
		if (!answer->is_hard)
			strbuf_add_format(buf, " (%s)", _("wish"));
		break;
	case SHAPE_WORKLOAD:
		number_print(buf, UNIT_TOKENS, answer->numbers[0]);
		strbuf_add_string(buf, "→");
		number_print(buf, UNIT_TOKENS, answer->numbers[1]);
		strbuf_add_string(buf, " × ");
		number_print(buf, UNIT_COUNT, answer->numbers[2]);
		if (answer->numbers[3] > 0)
			strbuf_add_format(buf, " (%g%%)", answer->numbers[3] * 100);
		break;
	default: break;
	}
}

static void print_words(struct strbuf *buf, const struct question *question,
	const struct answer *answer)
{
	if (question->shape == SHAPE_MAKERS && answer->is_maker)
		strbuf_add_format(buf, "%s ", _("not"));
	for (size_t i = 0; i < answer->word_count; i++) {
		strbuf_add_string(buf, i > 0 || answer->order_count > 0 ? ", " : "");
		strbuf_add(buf, answer->words[i]);
	}
}

void answer_print(struct strbuf *buf, const struct question *question, const struct answer *answer)
{
	if (!answer->is_given) {
		strbuf_add_string(buf, _("not sure"));
		return;
	}
	bool is_number = question->shape == SHAPE_TOKENS || question->shape == SHAPE_MEMORY ||
		question->shape == SHAPE_WORKLOAD ||
		(question->shape == SHAPE_BUDGET &&
			(answer->numbers[0] > 0 || answer->chosen == 0));
	if (is_number) {
		print_numbers(buf, question, answer);
		return;
	}
	for (size_t i = 0; i < answer->order_count; i++) {
		const struct option *option = &question->options[answer->order[i]];
		strbuf_add_string(buf, i > 0 ? ", " : "");
		if (question->shape == SHAPE_SIGNED && answer->strict >> answer->order[i] & 1)
			strbuf_add_format(buf, "%s ", _("not"));
		strbuf_add(buf, questionnaire_text(option->title));
		if (question->shape == SHAPE_LANGUAGES && answer->strict >> answer->order[i] & 1)
			strbuf_add_format(buf, " (%s)", _("must"));
	}
	print_words(buf, question, answer);
	if (question->shape == SHAPE_REGIONS && answer->is_maker)
		strbuf_add_format(buf, ", %s", _("the maker too"));
}

bool question_is_open(const struct questionnaire *questionnaire, const struct question *question,
	const struct answers *answers)
{
	(void)questionnaire;
	for (size_t i = 0; i < question->rule_count; i++) {
		const struct rule *rule = &question->rules[i];
		bool holds = (answers->of[rule->question].chosen & rule->options) != 0;
		if (holds == rule->is_negated)
			return false;
	}
	return true;
}

int answers_contradiction(const struct questionnaire *questionnaire, const struct answers *answers,
	bool asks_all, const struct question **by)
{
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		const struct question *question = &questionnaire->questions[i];
		for (size_t j = 0; answers->of[i].is_given && j < question->rule_count; j++) {
			const struct rule *rule = &question->rules[j];
			const struct answer *decides = &answers->of[rule->question];
			if (rule->is_negated || decides->chosen & rule->options ||
				!(decides->is_given || asks_all))
				continue;
			*by = &questionnaire->questions[rule->question];
			return (int)i;
		}
	}
	return -1;
}

struct text contradiction_text(const struct questionnaire *questionnaire, int at,
	struct arena *arena)
{
	const struct question *question = &questionnaire->questions[at];
	struct strbuf buf;

	strbuf_init(&buf);
	for (size_t j = 0; j < question->rule_count; j++) {
		const struct rule *rule = &question->rules[j];
		const struct question *by = &questionnaire->questions[rule->question];
		bool is_first = true;
		if (rule->is_negated)
			continue;
		strbuf_add_string(&buf, buf.size > 0 ? message_wide_gap() : "");
		for (size_t i = 0; i < by->option_count; i++) {
			if (!(rule->options >> i & 1))
				continue;
			if (is_first)
				strbuf_add_format(&buf, "%.*s: ", TEXT_ARGS(by->id));
			strbuf_add_string(&buf, is_first ? "" : ", ");
			strbuf_add(&buf, by->options[i].id);
			is_first = false;
		}
	}
	struct text text = arena_format(arena, _("%.*s counts only with %.*s"),
		TEXT_ARGS(question->id), TEXT_ARGS(strbuf_text(&buf)));
	strbuf_done(&buf);
	return text;
}

void answers_drop_closed(struct answers *answers, const struct questionnaire *questionnaire)
{
	const struct question *by;
	int at;

	while ((at = answers_contradiction(questionnaire, answers, true, &by)) >= 0)
		answers->of[at] = (struct answer){ 0 };
}

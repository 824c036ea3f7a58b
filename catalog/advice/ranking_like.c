/* SPDX-License-Identifier: MIT */
/* Edits of "like this, but ...": answers that a model of the list would no longer meet, or that order it otherwise. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/message.h"

#include <math.h>
#include <string.h>

#define CHEAPER 0.8 /* of what the model costs: less is hardly worth a change */

const char *critique_title(enum critique critique)
{
	switch (critique) {
	case CRITIQUE_CHEAPER: return C_("like this, but ...", "cheaper");
	case CRITIQUE_FASTER: return _("faster");
	case CRITIQUE_LONGER: return _("longer context");
	case CRITIQUE_MORE_OPEN: return _("more open");
	default: return _("another maker");
	}
}

static struct answer *find_answer(const struct questionnaire *of, struct answers *answers,
	const char *id, const struct question **question)
{
	*question = questionnaire_find(of, text_of(id));
	return *question ? &answers->of[question_index(of, *question)] : NULL;
}

static bool put_first(const struct questionnaire *of, struct answers *to, const char *priority)
{
	const struct question *question;
	struct answer *answer = find_answer(of, to, "priorities", &question);
	int option = question ? question_option(question, text_of(priority)) : -1;
	struct answer made = { 0 };

	if (!answer || option < 0)
		return false;
	answer_choose(question, &made, option);
	for (size_t i = 0; i < answer->order_count; i++)
		if (answer->order[i] != option &&
			(question->most == 0 || made.order_count < question->most))
			answer_choose(question, &made, answer->order[i]);
	bool is_new = made.order_count != answer->order_count ||
		memcmp(made.order, answer->order, made.order_count) != 0;
	*answer = made;
	return is_new;
}

static bool exclude_maker(const struct ranking *ranking, const struct candidate *candidate,
	struct answers *to)
{
	const struct question *question;
	struct answer *answer = find_answer(ranking->questionnaire, to, "makers", &question);
	struct value maker = store_value(ranking->store, candidate->row, FIELD_DEVELOPER, NULL);

	if (!answer || maker.state != VALUE_KNOWN)
		return false;
	if (!answer->is_given || !answer->is_maker)
		*answer = (struct answer){ .is_given = true, .is_maker = true };
	if (answer->word_count == ANSWER_WORD_MAX)
		return false;
	answer->words[answer->word_count++] = maker.is.text;
	return true;
}

static bool ask_longer(const struct ranking *ranking, const struct candidate *candidate,
	struct answers *to)
{
	const struct question *question;
	struct answer *answer = find_answer(ranking->questionnaire, to, "length", &question);

	if (!answer || isnan(candidate->context))
		return false;
	answer_set_number(question, answer, floor(candidate->context) + 1);
	return true;
}

/* A ceiling is one of a month: without a volume it is held against what the list shows, a million tokens of this work. */
static bool take_million(const struct ranking *ranking, struct answers *to)
{
	struct setting setting = setting_of(ranking->questionnaire, to);
	const struct question *question;
	struct answer *answer = find_answer(ranking->questionnaire, to, "workload", &question);
	double tokens = setting.in + setting.out;

	if (!answer || tokens <= 0)
		return false;
	*answer = (struct answer){ .is_given = true,
		.numbers = { setting.in, setting.out, fmax(1, floor(1e6 / tokens)),
			setting.repeat } };
	return true;
}

bool critique_assumes_volume(const struct ranking *ranking, const struct answers *to)
{
	const struct question *question = questionnaire_find(ranking->questionnaire,
		TEXT("workload"));
	size_t at = question ? question_index(ranking->questionnaire, question) : SIZE_MAX;

	return at != SIZE_MAX && to->of[at].is_given && !ranking->answers.of[at].is_given;
}

/* Dollars that a person would name: whole ones, or two digits that count. */
static double rounded_down(double usd)
{
	double parts = usd >= 10 ? 1 : pow(10, 1 - floor(log10(usd)));
	return floor(usd * parts + 1e-9) / parts;
}

static bool ask_cheaper(const struct ranking *ranking, const struct candidate *candidate,
	struct answers *to)
{
	const struct question *question;
	struct answer *answer = find_answer(ranking->questionnaire, to, "budget", &question);
	double usd = candidate_usd(ranking, candidate);

	if (!answer || candidate->is_own || isnan(usd) || usd <= 0 ||
		(!ranking_has_volume(ranking) && !take_million(ranking, to)))
		return put_first(ranking->questionnaire, to, "cost");
	answer_set_number(question, answer, rounded_down(usd * CHEAPER));
	return answer->numbers[0] > 0;
}

static bool ask_more_open(const struct ranking *ranking, struct answers *to)
{
	const struct question *question;
	struct answer *answer = find_answer(ranking->questionnaire, to, "license_need", &question);
	int now = answer && answer->order_count > 0 ? answer->order[0] : 0;

	if (!answer || now + 1 >= (int)question->option_count)
		return false;
	answer_choose(question, answer, now + 1);
	return true;
}

bool ranking_critique(const struct ranking *ranking, const struct candidate *candidate,
	enum critique critique, struct answers *to, struct arena *arena)
{
	(void)arena;
	*to = ranking->answers;
	switch (critique) {
	case CRITIQUE_CHEAPER: return ask_cheaper(ranking, candidate, to);
	case CRITIQUE_FASTER: return put_first(ranking->questionnaire, to, "speed");
	case CRITIQUE_LONGER: return ask_longer(ranking, candidate, to);
	case CRITIQUE_MORE_OPEN: return ask_more_open(ranking, to);
	default: return exclude_maker(ranking, candidate, to);
	}
}

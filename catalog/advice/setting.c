/* SPDX-License-Identifier: MIT */
/* What the answers mean for scores: the work, its volume, how much is enough, where it may run. */
#include "catalog/advice/rank_parts.h"

const struct answer *answer_of(const struct questionnaire *questionnaire,
	const struct answers *answers, const char *id)
{
	const struct question *question = questionnaire_find(questionnaire, text_of(id));
	const struct answer *answer = question
		? &answers->of[question_index(questionnaire, question)]
		: NULL;

	return answer && answer->is_given ? answer : NULL;
}

static const struct option *chosen_option(const struct questionnaire *questionnaire,
	const struct answers *answers, const char *id)
{
	const struct answer *answer = answer_of(questionnaire, answers, id);

	if (!answer || answer->order_count == 0)
		return NULL;
	return &questionnaire_find(questionnaire, text_of(id))->options[answer->order[0]];
}

static void set_uses(struct setting *setting, const struct questionnaire *questionnaire,
	const struct answers *answers)
{
	const struct question *question = questionnaire_find(questionnaire, TEXT("use_case"));
	const struct answer *answer = answer_of(questionnaire, answers, "use_case");

	if (!question)
		return;
	for (size_t i = 0; answer && i < answer->order_count && i < 2; i++) {
		setting->uses[i] = question->options[answer->order[i]].use_case;
		setting->shares[i] = answer->order_count == 1 ? 1 : i == 0 ? 0.7 : 0.3;
	}
	int general = question_option(question, TEXT("general"));
	if (!setting->uses[0] && general >= 0) {
		setting->uses[0] = question->options[general].use_case;
		setting->shares[0] = 1;
	}
}

static void set_work(struct setting *setting, const struct questionnaire *questionnaire,
	const struct answers *answers)
{
	const struct answer *work = answer_of(questionnaire, answers, "workload"),
			    *length = answer_of(questionnaire, answers, "length"),
			    *machine = answer_of(questionnaire, answers, "hardware"),
			    *budget = answer_of(questionnaire, answers, "budget");

	setting->in = work ? work->numbers[0] : 3000;
	setting->out = work ? work->numbers[1] : 600;
	setting->requests = work ? work->numbers[2] : 0;
	setting->repeat = work ? work->numbers[3] : 0;
	setting->length = length ? length->numbers[0] : 0;
	setting->bits = machine && machine->numbers[1] > 0 ? machine->numbers[1] : 4;
	setting->users = machine && machine->numbers[2] > 0 ? machine->numbers[2] : 1;
	setting->wants_free = budget && budget->numbers[0] <= 0 &&
		(budget->order_count == 0 || budget->is_hard);
}

struct setting setting_of(const struct questionnaire *questionnaire, const struct answers *answers)
{
	struct setting setting = { .target = 0.60,
		.caution = 0.5,
		.good = 5,
		.bad = 60,
		.first_priority = -1,
		.routes = ROUTE_HOSTED | ROUTE_UNSERVED };
	const struct option *stakes = chosen_option(questionnaire, answers, "stakes"),
			    *latency = chosen_option(questionnaire, answers, "latency"),
			    *first = chosen_option(questionnaire, answers, "priorities"),
			    *place = chosen_option(questionnaire, answers, "data_place");

	set_uses(&setting, questionnaire, answers);
	set_work(&setting, questionnaire, answers);
	if (stakes && stakes->target > 0) {
		setting.target = stakes->target;
		setting.caution = stakes->caution;
	}
	if (latency && latency->bad > latency->good) {
		setting.good = latency->good;
		setting.bad = latency->bad;
		setting.is_batch = latency->is_batch;
		setting.is_realtime = latency->good <= 1;
		setting.has_latency = true;
	}
	if (place && place->routes)
		setting.routes = place->routes;
	setting.is_own_in_cloud = (setting.routes & ROUTE_OWN) && (setting.routes & ROUTE_CLOUD);
	setting.has_machine = (setting.routes & ROUTE_OWN) &&
		(!(setting.routes & (ROUTE_HOSTED | ROUTE_CLOUD)) ||
			answer_of(questionnaire, answers, "hardware") != NULL);
	setting.is_region = answer_of(questionnaire, answers, "regions") != NULL;
	setting.first_priority = first ? first->criterion : -1;
	setting.tone = chosen_option(questionnaire, answers, "tone");
	setting.languages = questionnaire_find(questionnaire, TEXT("languages"));
	setting.language_answer = answer_of(questionnaire, answers, "languages");
	return setting;
}

/* SPDX-License-Identifier: MIT */
/* How much each criterion weighs: the use's own weights, turned by every answer, drawn towards the priorities. */
#include "catalog/advice/rank_parts.h"

#include <string.h>

static double priority_share(size_t rank, size_t count)
{
	static const double shares[3][3] = { { 1 }, { 0.75, 0.25 },
		{ 11.0 / 18, 5.0 / 18, 2.0 / 18 } }; /* rank-order centroid */
	return count > 0 && count <= 3 && rank < count ? shares[count - 1][rank] : 0;
}

static void blend_priorities(const struct questionnaire *questionnaire,
	const struct answers *answers, double weights[CRITERION_COUNT])
{
	const struct question *question = questionnaire_find(questionnaire, TEXT("priorities"));
	const struct answer *answer = answer_of(questionnaire, answers, "priorities");

	if (!question || !answer || answer->order_count == 0)
		return;
	for (int i = 0; i < CRITERION_COUNT; i++)
		weights[i] *= 0.6;
	for (size_t i = 0; i < answer->order_count; i++) {
		int at = question->options[answer->order[i]].criterion;
		if (at >= 0)
			weights[at] += 0.4 * priority_share(i, answer->order_count);
	}
}

static void normalise(double weights[CRITERION_COUNT])
{
	double sum = 0;

	for (int i = 0; i < CRITERION_COUNT; i++)
		sum += weights[i];
	for (int i = 0; i < CRITERION_COUNT; i++)
		weights[i] = sum > 0 ? weights[i] / sum : 1.0 / CRITERION_COUNT;
}

static void multiply(const struct questionnaire *questionnaire, const struct answers *answers,
	double weights[CRITERION_COUNT])
{
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		const struct answer *answer = &answers->of[i];
		for (size_t j = 0; answer->is_given && j < answer->order_count; j++) {
			const struct option *option =
				&questionnaire->questions[i].options[answer->order[j]];
			for (int k = 0; k < CRITERION_COUNT; k++)
				weights[k] *= option->multiply[k];
		}
		if (answer->is_given && questionnaire->questions[i].shape == SHAPE_BUDGET &&
			answer->chosen == 0 && !answer->is_hard)
			weights[CRITERION_COST] *= 1.5; /* a wish */
	}
}

void weights_of(const struct questionnaire *questionnaire, const struct answers *answers,
	const struct setting *setting, int32_t weights[CRITERION_COUNT])
{
	double parts[CRITERION_COUNT] = { 0 };

	for (int i = 0; i < 2 && setting->uses[i]; i++)
		for (int k = 0; k < CRITERION_COUNT; k++)
			parts[k] += setting->shares[i] * setting->uses[i]->weights[k];
	if (answers->has_weights) {
		memcpy(parts, answers->weights, sizeof(parts));
		normalise(parts);
	} else {
		multiply(questionnaire, answers, parts);
		normalise(parts);
		blend_priorities(questionnaire, answers, parts);
		normalise(parts);
	}
	int32_t sum = 0;
	int heaviest = 0;
	for (int i = 0; i < CRITERION_COUNT; i++) {
		weights[i] = points(parts[i]);
		sum += weights[i];
		heaviest = weights[i] > weights[heaviest] ? i : heaviest;
	}
	weights[heaviest] += POINTS - sum;
}

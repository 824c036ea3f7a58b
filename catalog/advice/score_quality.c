/* SPDX-License-Identifier: MIT */
/* Quality from measured results against fixed anchors, never from size, price or flags; what is not measured is a wide interval around what
 * models of that size and age usually reach (a table of the questionnaire, so that no model's score depends on another model). */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/memory.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

static double clamp(double value, double low, double high)
{
	return value < low ? low : value > high ? high : value;
}

static double prior_of(const struct ranker *ranker, uint32_t row)
{
	const struct questionnaire *questionnaire = ranker->questionnaire;
	const struct model_facts *facts = &ranker->models[row];
	const struct prior *found = NULL;

	for (size_t i = 0; i < questionnaire->prior_count && !found; i++) {
		const struct prior *prior = &questionnaire->priors[i];
		bool is_it = isnan(facts->params)
			? prior->is_undisclosed && (!prior->is_small || facts->is_small_name)
			: !prior->is_undisclosed && facts->params <= prior->most_params;
		if (is_it)
			found = prior;
	}
	if (!found)
		return 0.45;
	if (facts->age_days == LONG_MAX) /* not known: as one of 2024, the middle of the field */
		return clamp(found->at_2025 - found->per_year / 2, questionnaire->prior_low,
			questionnaire->prior_high);
	double years = (double)(date_day_number(store_date(ranker->store)) - facts->age_days -
			       date_day_number(20250101)) /
		365.0;
	return clamp(found->at_2025 + found->per_year * years, questionnaire->prior_low,
		questionnaire->prior_high);
}

struct measured {
	double point, half, coverage;
	uint8_t evidence;
};

static struct measured measure(const struct ranker *ranker, uint32_t row,
	const struct use_case *use, const int *at)
{
	const struct questionnaire *questionnaire = ranker->questionnaire;
	const struct result_cell *cells = ranker->results + (size_t)row * ranker->benchmark_count;
	double sum = 0, known = 0, prior = clamp(prior_of(ranker, row) * use->prior, 0, 1);
	bool is_old = true, is_independent = false;

	for (size_t i = 0; i < use->share_count; i++) {
		if (at[i] < 0 || isnan(cells[at[i]].value))
			continue;
		sum += use->shares[i].share * (double)cells[at[i]].value;
		known += use->shares[i].share;
		is_old = is_old && cells[at[i]].is_old;
		is_independent = is_independent || cells[at[i]].is_independent;
	}
	if (known <= 0)
		return (struct measured){ prior, questionnaire->prior_band, 0, EVIDENCE_NONE };
	double weight = questionnaire->prior_weight;
	return (struct measured){ (sum + weight * prior) / (known + weight),
		questionnaire->quality_band * (1 - known) + 0.04 + (is_independent ? 0 : 0.05) +
			(is_old ? 0.03 : 0),
		known, is_independent ? EVIDENCE_INDEPENDENT : EVIDENCE_MAKER };
}

static void find_benchmarks(const struct ranker *ranker, const struct use_case *use, int *at)
{
	for (size_t i = 0; i < use->share_count; i++)
		at[i] = store_benchmark_find(ranker->store, use->shares[i].benchmark);
}

void score_quality(struct ranker *ranker, const struct setting *setting)
{
	const void *uses[2] = { setting->uses[0], setting->uses[1] };
	uint64_t key = text_hash((struct text){ (const char *)uses, sizeof(uses) });
	int at[2][SHARE_MAX];

	if (ranker->quality && ranker->quality_key == key)
		return;
	if (!ranker->quality)
		ranker->quality = memory_get_zeroed(ranker->model_count + 1,
			sizeof(*ranker->quality));
	ranker->quality_key = key;
	for (int i = 0; i < 2; i++)
		if (setting->uses[i])
			find_benchmarks(ranker, setting->uses[i], at[i]);
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		struct measured all = { 0 };
		for (int i = 0; i < 2 && setting->uses[i]; i++) {
			struct measured one = measure(ranker, row, setting->uses[i], at[i]);
			double share = setting->shares[i];
			all.point += share * one.point;
			all.half += share * one.half;
			all.coverage += share * one.coverage;
			all.evidence = one.evidence > all.evidence ? one.evidence : all.evidence;
		}
		ranker->quality[row] = (struct quality_row){ (float)all.point,
			(float)clamp(all.point - all.half, 0, 1),
			(float)clamp(all.point + all.half, 0, 1), (float)all.coverage,
			all.evidence };
	}
}

/* Enough is enough: above the target little is earned. */
static double worth(double quality, double target)
{
	double reached = quality < target ? quality / target : 1;
	double above = target < 1 ? clamp((quality - target) / (1 - target), 0, 1) : 0;
	double value = 0.85 * (reached * sqrt(reached));
	return value + 0.15 * above;
}

void score_quality_bands(struct ranker *ranker, const struct setting *setting, struct band *bands)
{
	score_quality(ranker, setting);
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		const struct quality_row *quality = &ranker->quality[row];
		/* What nobody measured counts at the low end of what its like reaches. */
		float mid = quality->evidence == EVIDENCE_NONE ? quality->low : quality->point;
		bands[row] = (struct band){ points(worth((double)quality->low, setting->target)),
			points(worth((double)mid, setting->target)),
			points(worth((double)quality->high, setting->target)) };
	}
}

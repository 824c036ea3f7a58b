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

void score_priors(struct ranker *ranker)
{
	for (uint32_t row = 0; row < ranker->model_count; row++)
		ranker->models[row].prior = prior_of(ranker, row);
}

struct measured {
	double point, half, coverage;
	uint8_t evidence;
};

/* The benchmarks of a use: where they are in the store, and whether their results are places on the index. */
struct use_results {
	int at[SHARE_MAX];
	bool is_common[SHARE_MAX];
	bool *is_other; /* per benchmark: on the index, and none of the use's */
};

/* What the benchmarks of a use come to: those on the index, which go together, and those on scales of their own. */
struct gathered {
	double common, common_known, common_sum, common_count;
	double own_missing, own_sum, known;
	bool is_old, is_independent;
};

static struct gathered gather(const struct ranker *ranker, uint32_t row, const struct use_case *use,
	const struct use_results *results)
{
	const struct result_cell *cells = ranker->results + (size_t)row * ranker->benchmark_count;
	struct gathered all = { .is_old = true };

	for (size_t i = 0; i < use->share_count; i++) {
		const struct result_cell *cell = results->at[i] < 0 ? NULL : &cells[results->at[i]];
		double share = use->shares[i].share;
		bool is_known = cell && !isnan(cell->value);
		double value = is_known ? share * (double)cell->value : 0;
		if (results->is_common[i]) {
			all.common += share;
			all.common_known += is_known ? share : 0;
			all.common_sum += value;
			all.common_count += is_known;
		} else {
			all.own_missing += is_known ? 0 : share;
			all.own_sum += value;
		}
		if (!is_known)
			continue;
		all.known += share;
		all.is_old = all.is_old && cell->is_old;
		all.is_independent = all.is_independent || cell->is_independent;
	}
	return all;
}

/* What the model reaches in other work, on the index. */
static struct gathered gather_others(const struct ranker *ranker, uint32_t row,
	const struct use_results *results)
{
	const struct result_cell *cells = ranker->results + (size_t)row * ranker->benchmark_count;
	struct gathered all = { .is_old = true };

	for (uint32_t i = 0; i < ranker->benchmark_count; i++) {
		if (!results->is_other[i] || isnan(cells[i].value))
			continue;
		all.common_known++;
		all.common_sum += (double)cells[i].value;
		all.common_count++;
		all.is_old = all.is_old && cells[i].is_old;
		all.is_independent = all.is_independent || cells[i].is_independent;
	}
	return all;
}

/* Without a result for this work those of other work stand for it: as the places of one index they foretell it twice to five times better than size
 * and age do, but all of it is missing. */
static struct measured measure_elsewhere(const struct ranker *ranker, const struct gathered *all,
	const struct gathered *others, double prior)
{
	const struct questionnaire *by = ranker->questionnaire;
	double count = others->common_count,
	       common = (others->common_sum + by->prior_weight * prior) /
		(count + by->prior_weight);

	return (struct measured){ all->common * common + all->own_missing * (common + prior) / 2,
		by->quality_band * all->own_missing + by->common_band * all->common + 0.04 +
			(others->is_independent ? 0 : 0.05) + (others->is_old ? 0.03 : 0),
		0, EVIDENCE_ELSEWHERE };
}

/* One result on the index foretells the others to some five points of a hundred, far better than size and age do; so what is known of them stands for
 * them all, and what is expected of such a model counts as a part of one result. A result on a scale of its own stands for itself; where it is missing, it is
 * expected halfway between the others and the prior. The figures behind it: docs/guide.md, "Scores". */
static struct measured measure(const struct ranker *ranker, uint32_t row,
	const struct use_case *use, const struct use_results *results)
{
	const struct questionnaire *by = ranker->questionnaire;
	double prior = clamp(ranker->models[row].prior * use->prior, 0, 1), common = prior;

	if (!ranker->models[row].has_results)
		return (struct measured){ prior, by->prior_band, 0, EVIDENCE_NONE };
	struct gathered all = gather(ranker, row, use, results);
	double count = all.common_count;
	if (all.known <= 0) {
		struct gathered others = gather_others(ranker, row, results);
		return others.common_count > 0
			? measure_elsewhere(ranker, &all, &others, prior)
			: (struct measured){ prior, by->prior_band, 0, EVIDENCE_NONE };
	}
	if (count > 0)
		common = (count * all.common_sum / all.common_known + by->prior_weight * prior) /
			(count + by->prior_weight);
	double half = by->quality_band * all.own_missing +
		(count > 0 ? by->common_band * (all.common - all.common_known) / count
			   : by->prior_band * all.common);
	return (struct measured){ all.common * common + all.own_sum +
			all.own_missing * (common + prior) / 2,
		half + 0.04 + (all.is_independent ? 0 : 0.05) + (all.is_old ? 0.03 : 0), all.known,
		all.is_independent ? EVIDENCE_INDEPENDENT : EVIDENCE_MAKER };
}

static void find_benchmarks(const struct ranker *ranker, const struct use_case *use,
	struct use_results *to)
{
	to->is_other = memory_get_zeroed(ranker->benchmark_count + 1, sizeof(*to->is_other));
	for (uint32_t i = 0; i < ranker->benchmark_count; i++) {
		struct benchmark benchmark = store_benchmark(ranker->store, i);
		to->is_other[i] = result_is_common(ranker->questionnaire, &benchmark);
	}
	for (size_t i = 0; i < use->share_count; i++) {
		to->at[i] = store_benchmark_find(ranker->store, use->shares[i].benchmark);
		if (to->at[i] < 0)
			continue;
		struct benchmark benchmark = store_benchmark(ranker->store, (uint32_t)to->at[i]);
		to->is_common[i] = result_is_common(ranker->questionnaire, &benchmark);
		to->is_other[to->at[i]] = false;
	}
}

void score_quality(struct ranker *ranker, const struct setting *setting)
{
	const void *uses[2] = { setting->uses[0], setting->uses[1] };
	uint64_t key = text_hash((struct text){ (const char *)uses, sizeof(uses) });
	struct use_results results[2] = { 0 };

	if (ranker->quality && ranker->quality_key == key)
		return;
	if (!ranker->quality)
		ranker->quality = memory_get_zeroed(ranker->model_count + 1,
			sizeof(*ranker->quality));
	ranker->quality_key = key;
	for (int i = 0; i < 2; i++)
		if (setting->uses[i])
			find_benchmarks(ranker, setting->uses[i], &results[i]);
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		struct measured all = { 0 };
		for (int i = 0; i < 2 && setting->uses[i]; i++) {
			struct measured one = measure(ranker, row, setting->uses[i], &results[i]);
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
	for (int i = 0; i < 2; i++)
		free(results[i].is_other);
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
		/* What nobody measured counts at the low end of what its like reaches; what other work foretells, halfway to it: many are tuned for
		 * the work that they are measured on. */
		float mid = quality->evidence == EVIDENCE_NONE ? quality->low
			: quality->evidence == EVIDENCE_ELSEWHERE
			? (quality->low + quality->point) / 2
			: quality->point;
		bands[row] = (struct band){ points(worth((double)quality->low, setting->target)),
			points(worth((double)mid, setting->target)),
			points(worth((double)quality->high, setting->target)) };
	}
}

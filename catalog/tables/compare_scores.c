/* SPDX-License-Identifier: MIT */
/* Results on a benchmark side by side: only those of one harness and version compare. */
#include "catalog/tables/compare_parts.h"
#include "catalog/tables/score_terms.h"

#include <string.h>

static bool same_terms(const struct draft_score *a, const struct draft_score *b)
{
	return text_equal(a->harness, b->harness) && text_equal(a->version, b->version);
}

struct model_scores {
	const struct draft_score *scores; /* of the model, all benchmarks */
	size_t count;
};

/* The score of a model under the terms of `like`: the first, which is the one to show. NULL: none. */
static const struct draft_score *score_like(const struct model_scores *model, struct text benchmark,
	const struct draft_score *like)
{
	for (size_t i = 0; i < model->count; i++)
		if (text_equal(model->scores[i].benchmark, benchmark) &&
			(!like || same_terms(&model->scores[i], like)))
			return &model->scores[i];
	return NULL;
}

/* The terms under which most of the models have a score; among equals the newest. A harness that is not named compares with nothing. */
static const struct draft_score *common_terms(const struct model_scores *models, uint32_t count,
	struct text benchmark, uint32_t *covered)
{
	const struct draft_score *best = NULL;

	*covered = 0;
	for (uint32_t model = 0; model < count; model++)
		for (size_t i = 0; i < models[model].count; i++) {
			const struct draft_score *score = &models[model].scores[i];
			uint32_t shared = 0;
			if (!text_equal(score->benchmark, benchmark))
				continue;
			for (uint32_t other = 0; other < count; other++)
				shared += score_like(&models[other], benchmark, score) != NULL;
			if (shared > *covered || (shared == *covered && score->date > best->date)) {
				best = score;
				*covered = shared;
			}
		}
	return best;
}

static void take_score(struct compare_value *into, const struct draft_score *score)
{
	into->value = (struct value){ .state = VALUE_KNOWN, .is.number = score->score };
	into->low = into->high = score->score;
	into->source = score->source;
	into->is_reported = score->by != SCORE_MAKER;
	into->setting = score->setting;
}

void compare_read_scores(struct compare_column *column, const struct table *table,
	const struct field *field, struct arena *arena)
{
	struct text benchmark = text_slice(text_of(field->key), strlen("bench."), SIZE_MAX);
	struct model_scores *models = ARENA_ARRAY(arena, struct model_scores, table->row_count + 1);
	uint32_t covered;

	for (uint32_t i = 0; i < table->row_count; i++)
		models[i].count = store_scores(table->store, table->rows[i], arena,
			&models[i].scores);
	const struct draft_score *terms = common_terms(models, table->row_count, benchmark,
		&covered);
	column->is_benchmark = true;
	for (uint32_t i = 0; i < table->row_count; i++) {
		struct compare_value *value = &column->values[i];
		const struct draft_score *score = score_like(&models[i], benchmark, terms);
		*value = (struct compare_value){ .value.state = VALUE_UNKNOWN,
			.source = SOURCE_NONE,
			.offer = UINT32_MAX };
		if (score)
			take_score(value, score);
		else if (score_like(&models[i], benchmark, NULL)) {
			value->value.state = VALUE_NOT_APPLICABLE;
			value->is_foreign = true;
		}
	}
	column->is_known = covered >= 2;
	if (terms && terms->harness.size == 0)
		column->note = score_version(terms, arena);
	else if (terms)
		column->note = arena_format(arena, "%.*s%s%.*s",
			TEXT_ARGS(score_harness(table->store, terms, arena)),
			terms->version.size > 0 ? " " : "", TEXT_ARGS(terms->version));
}

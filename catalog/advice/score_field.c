/* SPDX-License-Identifier: MIT */
/* How well a model fits the field of the work, the languages, the tone. */
#include "catalog/advice/rank_parts.h"

/* What every row answers to a query; NULL: there is none, and nobody meets it. */
static const uint8_t *rows_of(struct ranker *ranker, struct text query)
{
	const uint8_t *rows;

	if (query.size == 0 || need_mask(ranker, query, &rows, NULL) != RESULT_OK)
		return NULL;
	return rows;
}

static uint8_t answer_at(const uint8_t *rows, uint32_t row)
{
	return rows ? rows[row] : (uint8_t)JUDGED_NO;
}

/* The queries of a use, answered. */
struct use_rows {
	const uint8_t *made_for, *trained, *other;
	bool asks_made, asks_trained;
};

static struct use_rows use_rows_of(struct ranker *ranker, const struct use_case *use)
{
	return (struct use_rows){ rows_of(ranker, use->made_for), rows_of(ranker, use->trained),
		rows_of(ranker, use->other), use->made_for.size > 0, use->trained.size > 0 };
}

/* What it was made for goes before what it learned from: a few texts of a field among all others make no specialist. */
static enum suits suits_at(const struct ranker *ranker, const struct use_rows *use, uint32_t row)
{
	const struct quality_row *quality = &ranker->quality[row];
	uint8_t trained = answer_at(use->trained, row);

	if (answer_at(use->made_for, row) == JUDGED_YES)
		return SUITS_MADE;
	if (use->asks_trained && trained == JUDGED_YES)
		return use->asks_made ? SUITS_LEARNED : SUITS_TRAINED;
	if (answer_at(use->other, row) == JUDGED_YES)
		return SUITS_OTHER;
	if ((double)quality->coverage >= 0.3 && (double)quality->point >= 0.6)
		return SUITS_STRONG;
	return use->asks_trained && trained == JUDGED_UNKNOWN ? SUITS_UNKNOWN : SUITS_GENERALIST;
}

enum suits score_suits(struct ranker *ranker, uint32_t row, const struct use_case *use)
{
	const struct use_rows rows = use_rows_of(ranker, use);

	return suits_at(ranker, &rows, row);
}

static struct band use_band(enum suits suits)
{
	switch (suits) {
	case SUITS_MADE:
	case SUITS_TRAINED: return band(1, 1, 1);
	case SUITS_LEARNED:
	case SUITS_STRONG: return band(0.7, 0.7, 0.7);
	case SUITS_OTHER: return band(0.1, 0.1, 0.1);
	case SUITS_UNKNOWN: return band(0.1, 0.4, 1);
	default: return band(0.4, 0.4, 0.4);
	}
}

struct language_rows {
	const uint8_t *match, *near;
};

static struct band language_band(const struct language_rows *language, uint32_t row)
{
	uint8_t match = answer_at(language->match, row);

	if (match == JUDGED_YES)
		return band(1, 1, 1);
	if (match == JUDGED_NO) /* its maker names other languages */
		return band(0.1, 0.2, 0.4);
	return answer_at(language->near, row) == JUDGED_YES ? band(0.5, 0.7, 1) : band(0.1, 0.4, 1);
}

static size_t languages_of(struct ranker *ranker, const struct setting *setting,
	struct language_rows languages[ANSWER_ORDER_MAX])
{
	const struct answer *answer = setting->language_answer;
	size_t count = 0;

	for (size_t i = 0; answer && i < answer->order_count; i++) {
		const struct option *option = &setting->languages->options[answer->order[i]];
		if (option->match.size > 0)
			languages[count++] = (struct language_rows){ rows_of(ranker, option->match),
				rows_of(ranker, option->near) };
	}
	return count;
}

void score_field_bands(struct ranker *ranker, const struct setting *setting, struct band *bands)
{
	struct language_rows languages[ANSWER_ORDER_MAX];
	struct use_rows uses[2];
	size_t count = languages_of(ranker, setting, languages);

	for (int i = 0; i < 2 && setting->uses[i]; i++)
		uses[i] = use_rows_of(ranker, setting->uses[i]);
	for (uint32_t row = 0; row < ranker->model_count; row++) {
		int64_t lo = 0, mid = 0, hi = 0, parts = (int64_t)count + 1;
		for (int i = 0; i < 2 && setting->uses[i]; i++) {
			struct band one = use_band(suits_at(ranker, &uses[i], row));
			int32_t share = points(setting->shares[i]);
			lo += (int64_t)one.lo * share / POINTS;
			mid += (int64_t)one.mid * share / POINTS;
			hi += (int64_t)one.hi * share / POINTS;
		}
		for (size_t i = 0; i < count; i++) {
			struct band one = language_band(&languages[i], row);
			lo += one.lo;
			mid += one.mid;
			hi += one.hi;
		}
		bands[row] = (struct band){ (int32_t)(lo / parts), (int32_t)(mid / parts),
			(int32_t)(hi / parts) };
	}
}

static struct band tone_band(uint8_t match, uint8_t opposite)
{
	if (match == JUDGED_YES)
		return band(1, 1, 1);
	if (opposite == JUDGED_YES)
		return band(0, 0, 0);
	return match == JUDGED_UNKNOWN ? band(0, 0.5, 1) : band(0.5, 0.5, 0.5);
}

void score_tone_bands(struct ranker *ranker, const struct option *tone, struct band *bands)
{
	bool is_asked = tone && tone->match.size > 0;
	const uint8_t *match = is_asked ? rows_of(ranker, tone->match) : NULL,
		      *opposite = is_asked ? rows_of(ranker, tone->opposite) : NULL;

	for (uint32_t row = 0; row < ranker->model_count; row++)
		bands[row] = tone_band(answer_at(match, row), answer_at(opposite, row));
}

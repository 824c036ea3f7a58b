/* SPDX-License-Identifier: MIT */
/* How well a model fits the field of the work, and the languages. */
#include "catalog/advice/rank_parts.h"

uint8_t score_mask(struct ranker *ranker, struct text query, uint32_t row)
{
	const uint8_t *rows;

	if (query.size == 0 || need_mask(ranker, query, &rows, NULL) != RESULT_OK)
		return JUDGED_NO;
	return rows[row];
}

/* What it was made for goes before what it learned from: a few texts of a field among all others make no specialist. */
enum suits score_suits(struct ranker *ranker, uint32_t row, const struct use_case *use)
{
	const struct quality_row *quality = &ranker->quality[row];
	uint8_t trained = score_mask(ranker, use->trained, row);

	if (score_mask(ranker, use->made_for, row) == JUDGED_YES)
		return SUITS_MADE;
	if (use->trained.size > 0 && trained == JUDGED_YES)
		return use->made_for.size > 0 ? SUITS_LEARNED : SUITS_TRAINED;
	if (score_mask(ranker, use->other, row) == JUDGED_YES)
		return SUITS_OTHER;
	if ((double)quality->coverage >= 0.3 && (double)quality->point >= 0.6)
		return SUITS_STRONG;
	return use->trained.size > 0 && trained == JUDGED_UNKNOWN ? SUITS_UNKNOWN
								  : SUITS_GENERALIST;
}

static struct band use_band(struct ranker *ranker, uint32_t row, const struct use_case *use)
{
	switch (score_suits(ranker, row, use)) {
	case SUITS_MADE:
	case SUITS_TRAINED: return band(1, 1, 1);
	case SUITS_LEARNED:
	case SUITS_STRONG: return band(0.7, 0.7, 0.7);
	case SUITS_OTHER: return band(0.1, 0.1, 0.1);
	case SUITS_UNKNOWN: return band(0.1, 0.4, 1);
	default: return band(0.4, 0.4, 0.4);
	}
}

static struct band language_band(struct ranker *ranker, uint32_t row, const struct option *option)
{
	uint8_t match = score_mask(ranker, option->match, row),
		near = score_mask(ranker, option->near, row);

	if (match == JUDGED_YES)
		return band(1, 1, 1);
	if (match == JUDGED_NO) /* its maker names other languages */
		return band(0.1, 0.2, 0.4);
	return near == JUDGED_YES ? band(0.5, 0.7, 1) : band(0.1, 0.4, 1);
}

struct band score_field(struct ranker *ranker, uint32_t row, const struct setting *setting)
{
	struct band sum = { 0 };
	int64_t lo = 0, mid = 0, hi = 0, count = 0;

	for (int i = 0; i < 2 && setting->uses[i]; i++) {
		struct band one = use_band(ranker, row, setting->uses[i]);
		int32_t share = points(setting->shares[i]);
		lo += (int64_t)one.lo * share / POINTS;
		mid += (int64_t)one.mid * share / POINTS;
		hi += (int64_t)one.hi * share / POINTS;
	}
	const struct answer *answer = setting->language_answer;
	for (size_t i = 0; answer && i < answer->order_count; i++) {
		const struct option *option = &setting->languages->options[answer->order[i]];
		if (option->match.size == 0)
			continue;
		struct band one = language_band(ranker, row, option);
		lo += one.lo;
		mid += one.mid;
		hi += one.hi;
		count++;
	}
	sum.lo = (int32_t)(lo / (count + 1));
	sum.mid = (int32_t)(mid / (count + 1));
	sum.hi = (int32_t)(hi / (count + 1));
	return sum;
}

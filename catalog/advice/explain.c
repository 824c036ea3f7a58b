/* SPDX-License-Identifier: MIT */
/* Why a model stands where it stands: what speaks for it, what against it, what is not known. */
#include "catalog/advice/explain_parts.h"

#include "catalog/base/message.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How much more it may become, a month or for a million tokens. */
static struct text dearest_text(struct telling *telling)
{
	struct text high = money_text(telling->arena,
			    ranking_usd(telling->ranking, telling->of->month_high)),
		    host = candidate_host(telling->ranking, telling->of);

	if (ranking_has_volume(telling->ranking))
		return arena_format(telling->arena,
			_("The month may reach %.*s at %.*s: a reasoning model bills what it thinks."),
			TEXT_ARGS(high), TEXT_ARGS(host));
	return arena_format(telling->arena,
		_("A million tokens may cost up to %.*s at %.*s: a reasoning model bills what it thinks."),
		TEXT_ARGS(high), TEXT_ARGS(host));
}

/* Unknown things have sentences of their own where the known ones would not fit. */
static struct line open_line(struct telling *telling, enum criterion criterion)
{
	struct line line;

	if (criterion == CRITERION_QUALITY && telling->of->evidence != EVIDENCE_NONE) {
		line = telling_quality(telling);
		line.text = telling->of->evidence == EVIDENCE_ELSEWHERE
			? text_of(_(
				  "No result for this work is on record: placed by those for other work."))
			: telling->of->coverage < 0.9
			? arena_format(telling->arena,
				  _("Only %.0f%% of the results that matter here are on record."),
				  telling->of->coverage * 100)
			: arena_format(telling->arena, _("Quality is known to about ±%.0f of 100."),
				  (telling->of->quality_high - telling->of->quality_low) * 50);
	} else if (criterion == CRITERION_COST && !isnan(telling->of->month_high) &&
		telling->of->month_high > telling->of->month_low) {
		line = telling_cost(telling);
		line.text = dearest_text(telling);
	} else if (criterion == CRITERION_COST && telling->of->is_own &&
		telling->setting.is_own_in_cloud && !telling->setting.has_machine) {
		line = telling_cost(telling);
		line.text = text_of(
			_("What a machine for it costs in your cloud account is not on record."));
	} else if (criterion == CRITERION_COST && telling->of->is_own &&
		telling->of->memory_high > telling->of->memory_low) {
		line = telling_cost(telling);
		line.text = arena_format(telling->arena,
			_("It may need up to %.0f GB: not all of its shape is on record."),
			ceil(telling->of->memory_high / 1e9));
	} else if (criterion == CRITERION_COST && telling->of->is_own &&
		!isnan(telling->of->memory_low)) {
		line = telling_cost(telling);
		line.text = arena_format(telling->arena,
			_("Nobody on record serves it: its cost is that of your own hardware, about %.0f GB."),
			ceil(telling->of->memory_low / 1e9));
	} else if (criterion == CRITERION_SPEED && telling->of->is_speed_estimated) {
		line = telling_speed(telling);
		line.text = text_of(_("Nobody measured its speed: estimated."));
	} else if (criterion == CRITERION_ECOSYSTEM) {
		line = telling_fact(telling, FIELD_DOWNLOADS,
			text_of(_("How often it is downloaded is not on record.")));
	} else if (criterion == CRITERION_PORTABILITY || criterion == CRITERION_OPENNESS) {
		line = telling_fact(telling, FIELD_LICENSE,
			text_of(_("What its license allows in full is not on record.")));
	} else {
		line = telling_line(telling, criterion);
	}
	line.criterion = criterion;
	return line;
}

struct part {
	enum criterion criterion;
	int64_t points;
};

static int by_points(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->points != y->points)
		return x->points > y->points ? -1 : 1;
	return (int)x->criterion - (int)y->criterion;
}

static bool holds(const struct lines *lines, struct text text)
{
	for (size_t i = 0; i < lines->count; i++)
		if (text_equal(lines->of[i].text, text))
			return true;
	return false;
}

static void tell(struct telling *telling, const struct part *parts, int64_t least, bool is_open,
	struct lines *lines, const struct lines *const *said)
{
	for (int i = 0; i < CRITERION_COUNT && lines->count < SLOT_LINES; i++) {
		if (parts[i].points < least)
			break;
		struct line line = is_open ? open_line(telling, parts[i].criterion)
					   : telling_line(telling, parts[i].criterion);
		bool is_said = !is_open && line.is_gap; /* a gap is no reason */
		for (size_t j = 0; said[j]; j++)
			is_said = is_said || holds(said[j], line.text);
		if (!is_said)
			lines->of[lines->count++] = line;
	}
}

struct line ranking_line(struct ranker *ranker, const struct ranking *ranking,
	const struct candidate *candidate, enum criterion criterion, struct arena *arena)
{
	struct telling telling = { ranker, ranking, candidate,
		setting_of(ranking->questionnaire, &ranking->answers), arena, false, false };

	needs_make_room(ranker, false);
	return telling_line(&telling, criterion);
}

static bool tells_cost(const struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->of[i].criterion == CRITERION_COST)
			return true;
	return false;
}

struct line ranking_cost_line(struct ranker *ranker, const struct ranking *ranking,
	const struct candidate *candidate, const struct lines *pro, const struct lines *con,
	const struct lines *open, struct arena *arena)
{
	struct line line = { .source = SOURCE_NONE };

	if (!tells_cost(pro) && !tells_cost(con))
		line = ranking_line(ranker, ranking, candidate, CRITERION_COST, arena);
	return line.is_gap || holds(open, line.text) ? (struct line){ .source = SOURCE_NONE }
						     : line;
}

/* A price far below the maker's own is a question before it is a reason. */
static void tell_undercut(struct telling *telling, struct lines *lines)
{
	if (candidate_is_undercut(telling->of))
		lines->of[lines->count++] = telling_undercut(telling);
}

/* Nor does a price that ends soon, or has ended, go without a word. */
static void tell_end(struct telling *telling, struct lines *lines)
{
	struct line line = telling_end(telling);

	if (line.text.size > 0)
		lines->of[lines->count++] = line;
}

void ranking_explain(struct ranker *ranker, const struct ranking *ranking,
	const struct candidate *candidate, struct arena *arena, struct lines *pro,
	struct lines *con, struct lines *open)
{
	struct telling telling = { ranker, ranking, candidate,
		setting_of(ranking->questionnaire, &ranking->answers), arena, false, false };
	struct part good[CRITERION_COUNT], bad[CRITERION_COUNT], wide[CRITERION_COUNT];
	const int64_t least = (int64_t)POINTS * POINTS / 200; /* half a point of a hundred */

	memset(pro, 0, sizeof(*pro));
	memset(con, 0, sizeof(*con));
	memset(open, 0, sizeof(*open));
	needs_make_room(ranker, false);
	for (int i = 0; i < CRITERION_COUNT; i++) {
		const struct band *band = &candidate->of[i];
		int64_t weight = ranking->weights[i],
			gap = weight * (band->mid - ranking->medians[i]);
		good[i] = (struct part){ (enum criterion)i, gap };
		bad[i] = (struct part){ (enum criterion)i, -gap };
		wide[i] = (struct part){ (enum criterion)i,
			weight * ((int64_t)band->hi - band->lo) };
	}
	qsort(good, CRITERION_COUNT, sizeof(*good), by_points);
	qsort(bad, CRITERION_COUNT, sizeof(*bad), by_points);
	qsort(wide, CRITERION_COUNT, sizeof(*wide), by_points);
	const struct lines *const said[] = { pro, con, open, NULL }; /* nothing is told twice */
	telling.is_plus = true;
	tell(&telling, good, least, false, pro, said);
	telling.is_plus = false;
	telling.is_minus = true;
	tell(&telling, bad, least, false, con, said);
	telling.is_minus = false;
	tell_undercut(&telling, open);
	tell_end(&telling, open);
	tell(&telling, wide, least, true, open, said);
}

/* SPDX-License-Identifier: MIT */
/* Other kinds of answer, in fixed slots. A slot is empty with its reason, never filled against a need. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>

struct slots {
	struct ranker *ranker;
	struct ranking *ranking;
	struct arena *arena;
};

static bool is_certain(const struct candidate *one)
{
	return !one->is_marked;
}

typedef bool fits(const struct slots *slots, const struct candidate *one);

static bool is_closed(const struct slots *slots, const struct candidate *one)
{
	return slots->ranker->models[one->row].license == 0;
}

static bool is_weights(const struct slots *slots, const struct candidate *one)
{
	return slots->ranker->models[one->row].license == 1;
}

static bool is_open(const struct slots *slots, const struct candidate *one)
{
	return slots->ranker->models[one->row].license == 2;
}

static bool is_home(const struct slots *slots, const struct candidate *one)
{
	return slots->ranker->models[one->row].license > 0 && !isnan(one->memory_low);
}

static bool is_other_maker(const struct slots *slots, const struct candidate *one)
{
	const struct store *store = slots->ranking->store;
	struct value a = store_value(store, one->row, FIELD_DEVELOPER, NULL),
		     b = store_value(store, slots->ranking->list[0].row, FIELD_DEVELOPER, NULL);
	return a.state == VALUE_KNOWN && b.state == VALUE_KNOWN &&
		!text_equal(a.is.text, b.is.text);
}

static uint32_t first_that(const struct slots *slots, fits *fit)
{
	for (int with_evidence = 1; with_evidence >= 0; with_evidence--)
		for (uint32_t i = 0; i < slots->ranking->count; i++) {
			const struct candidate *one = &slots->ranking->list[i];
			if (is_certain(one) && (one->evidence != EVIDENCE_NONE || !with_evidence) &&
				fit(slots, one))
				return i;
		}
	return UINT32_MAX;
}

static struct alternative *add(struct slots *slots, const char *kind, const char *title,
	uint32_t at, const char *reason)
{
	struct ranking *ranking = slots->ranking;
	struct alternative *slot = &ranking->alternatives[ranking->alternative_count++];

	*slot = (struct alternative){ .kind = kind, .title = title, .at = at };
	if (at == UINT32_MAX)
		slot->reason = arena_copy(slots->arena, text_of(reason));
	return slot;
}

struct text money_text(struct arena *arena, double usd)
{
	struct strbuf buf;

	if (usd <= 0)
		return arena_copy(arena, text_of(_("free")));
	if (usd < 0.005)
		return arena_copy(arena, TEXT("<$0.01"));
	if (usd < 10)
		return arena_format(arena, "$%.2f", usd);
	strbuf_init(&buf);
	strbuf_add_char(&buf, '$');
	number_print(&buf, UNIT_COUNT, floor(usd + 0.5));
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

/* What it costs: money, or memory where nothing is billed. */
static double burden(const struct candidate *one, bool is_own)
{
	return !is_own ? one->cheapest_month : one->is_own ? one->memory_low : (double)NAN;
}

/* The cheapest whose quality reaches the target, by results; where no offer has a price, the smallest on own machines. */
static uint32_t cheapest_enough(const struct slots *slots)
{
	const struct ranking *ranking = slots->ranking;
	uint32_t best = UINT32_MAX;

	for (int is_own = 0; is_own < 2 && best == UINT32_MAX; is_own++)
		for (uint32_t i = 0; i < ranking->count; i++) {
			const struct candidate *one = &ranking->list[i];
			if (!is_certain(one) || one->evidence < EVIDENCE_MAKER ||
				isnan(burden(one, is_own)) || one->quality < ranking->target - 1e-9)
				continue;
			if (best == UINT32_MAX ||
				burden(one, is_own) < burden(&ranking->list[best], is_own))
				best = i;
		}
	return best;
}

/* By the fastest of the hosts that meet the needs, be it another than the one its other figures are of. Of what is fast enough, by the seconds. */
struct pace {
	int32_t points;
	double seconds;
};

static struct pace pace_of(const struct slots *slots, const struct candidate *one)
{
	struct setting setting = setting_of(slots->ranking->questionnaire,
		&slots->ranking->answers);
	struct pace pace = { one->of[CRITERION_SPEED].mid, INFINITY };

	if (one->fastest_offer == UINT32_MAX)
		return pace;
	int32_t there = score_speed_band(slots->ranker, one->fastest_offer, &setting).mid;
	if (there >= pace.points)
		pace = (struct pace){ there,
			score_seconds(slots->ranker, one->fastest_offer, &setting) };
	return pace;
}

static uint32_t fastest(const struct slots *slots)
{
	const struct ranking *ranking = slots->ranking;
	uint32_t best = UINT32_MAX;
	struct pace most = { -1, INFINITY };

	for (uint32_t i = 0; i < ranking->count; i++) {
		const struct candidate *one = &ranking->list[i];
		if (!is_certain(one) || one->evidence < EVIDENCE_MAKER)
			continue;
		struct pace pace = pace_of(slots, one);
		if (pace.points > most.points ||
			(pace.points == most.points && pace.seconds < most.seconds)) {
			best = i;
			most = pace;
		}
	}
	return best;
}

/* Where it is that fast, and what it costs there. */
static struct text speed_note(const struct slots *slots, const struct candidate *one)
{
	const struct ranking *ranking = slots->ranking;
	struct setting setting = setting_of(ranking->questionnaire, &ranking->answers);
	struct text host = offer_host(ranking, one->fastest_offer);
	double low, high;

	if (isinf(pace_of(slots, one).seconds))
		return arena_copy(slots->arena, text_of(_("estimated from its size")));
	double speed = slots->ranker->offers[one->fastest_offer].speed;
	if (!month_at_offer(slots->ranker, one->fastest_offer, &setting, 1, &low, &high))
		return arena_format(slots->arena, _("%.0f tokens a second at %.*s"), speed,
			TEXT_ARGS(host));
	struct text money = money_text(slots->arena, ranking_usd(ranking, high));
	return arena_format(slots->arena,
		ranking_has_volume(ranking)
			? _("%.0f tokens a second at %.*s, %.*s a month")
			: _("%.0f tokens a second at %.*s, %.*s per million tokens"),
		speed, TEXT_ARGS(host), TEXT_ARGS(money));
}

static struct text memory_note(const struct candidate *one, struct arena *arena)
{
	return arena_format(arena, _("about %.0f GB of memory"), ceil(one->memory_low / 1e9));
}

/* In the unit of the list, with who asks it. */
static struct text cheap_note(const struct ranking *ranking, const struct candidate *one,
	struct arena *arena)
{
	struct text money = money_text(arena, ranking_usd(ranking, one->cheapest_month)),
		    host = offer_host(ranking, one->cheapest_offer);

	if (one->is_own)
		return memory_note(one, arena);
	return ranking_has_volume(ranking)
		? arena_format(arena, _("%.*s a month at %.*s"), TEXT_ARGS(money), TEXT_ARGS(host))
		: arena_format(arena, _("%.*s per million tokens at %.*s"), TEXT_ARGS(money),
			  TEXT_ARGS(host));
}

void rank_alternatives(struct ranker *ranker, struct ranking *ranking, struct arena *arena)
{
	struct slots slots = { ranker, ranking, arena };
	const char *none = _("no certain model of this kind meets every need");
	bool is_empty = ranking->count == 0 || ranking->list[0].is_marked;

	add(&slots, "closed", _("closed"), first_that(&slots, is_closed), none);
	add(&slots, "open-weight", _("open weight"), first_that(&slots, is_weights), none);
	add(&slots, "open-source", _("fully open"), first_that(&slots, is_open), none);
	struct alternative *cheap = add(&slots, "cheapest-enough", _("cheapest that is enough"),
		cheapest_enough(&slots),
		_("no model with a price, or a size, and a result reaches the quality that is needed"));
	if (cheap->at != UINT32_MAX)
		cheap->note = cheap_note(ranking, &ranking->list[cheap->at], arena);
	struct alternative *home = add(&slots, "own-hardware", _("on your own hardware"),
		first_that(&slots, is_home),
		_("no certain model has public weights and a known size"));
	if (home->at != UINT32_MAX)
		home->note = memory_note(&ranking->list[home->at], arena);
	struct alternative *fast = add(&slots, "fastest", _("fastest"), fastest(&slots), none);
	if (fast->at != UINT32_MAX)
		fast->note = speed_note(&slots, &ranking->list[fast->at]);
	add(&slots, "other-maker", _("another maker"),
		is_empty ? UINT32_MAX : first_that(&slots, is_other_maker), none);
}

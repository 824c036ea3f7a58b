/* SPDX-License-Identifier: MIT */
/* What the offers that meet the needs say of a model: its cost, speed, usable window, and what hosts do with data. */
#include "catalog/advice/explain_parts.h"

#include "catalog/base/message.h"
#include "catalog/tables/cell.h"

#include <math.h>
#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

/* Median month of the fitting lines; NAN when nobody has a price. */
static double median_month(const struct telling *telling)
{
	const struct ranking *ranking = telling->ranking;
	double *months = ARENA_ARRAY(telling->arena, double, ranking->count + 1);
	size_t count = 0;

	for (uint32_t i = 0; i < ranking->count; i++)
		if (!ranking->list[i].is_marked && !isnan(ranking->list[i].month_low))
			months[count++] = ranking->list[i].month_low;
	qsort(months, count, sizeof(*months), by_number);
	return count > 0 ? months[count / 2] : (double)NAN;
}

static struct text provider_of(struct telling *telling, uint32_t offer)
{
	const struct store *store = telling->ranking->store;
	uint32_t code = store_offer_provider(store, offer);

	return code > 0 ? store_term_title(store, FIELD_PROVIDER, code) : text_of("?");
}

static uint32_t source_of(const struct telling *telling, uint32_t offer, enum field_id field)
{
	return store_offer_claim(telling->ranking->store, offer, field, telling->arena).source;
}

struct line telling_cost(struct telling *telling)
{
	const struct candidate *of = telling->of;
	struct arena *arena = telling->arena;
	struct line line = { .field = TEXT("cost"), .source = SOURCE_NONE };
	double median = median_month(telling);

	if (of->is_own) {
		if (isnan(of->memory_low)) {
			line.text = text_of(_("What it needs in memory (GB) is not on record."));
			line.is_gap = true;
			return line;
		}
		line.field = TEXT("memory");
		line.value = arena_format(arena, "%.0f", of->memory_low);
		line.source = telling_source(telling, FIELD_PARAMS);
		line.text = arena_format(arena,
			_("Needs about %.0f GB of memory at %g bits on your own hardware."),
			ceil(of->memory_low / 1e9), telling->setting.bits);
		return line;
	}
	if (isnan(of->month_low)) {
		line.text = text_of(_("No price is on record at an offer that meets the needs."));
		line.is_gap = true;
		return line;
	}
	line.source = source_of(telling, of->month_offer, FIELD_PRICE_IN);
	line.value = arena_format(arena, "%.2f", of->month_low);
	struct text host = provider_of(telling, of->month_offer);
	if (of->is_free) {
		line.text = arena_format(arena, _("Free at %.*s; limits apply."), TEXT_ARGS(host));
		return line;
	}
	if (telling->setting.requests <= 0) {
		double tokens = telling->setting.in + telling->setting.out;
		line.text = arena_format(arena,
			_("About %.*s per million tokens of this kind of work, at %.*s."),
			TEXT_ARGS(money_text(arena, of->month_low * 1e6 / tokens)),
			TEXT_ARGS(host));
		return line;
	}
	if (isnan(median)) { /* nothing surely fits: no other is beside it */
		line.text = arena_format(arena, _("About %.*s a month at your volume (%.*s)."),
			TEXT_ARGS(money_text(arena, of->month_low)), TEXT_ARGS(host));
		return line;
	}
	line.text = of->month_low <= median
		? arena_format(arena,
			  _("About %.*s a month at your volume (%.*s); half of the fitting models cost over %.*s."),
			  TEXT_ARGS(money_text(arena, of->month_low)), TEXT_ARGS(host),
			  TEXT_ARGS(money_text(arena, median)))
		: arena_format(arena,
			  _("About %.*s a month at your volume (%.*s); half of the fitting models cost under %.*s."),
			  TEXT_ARGS(money_text(arena, of->month_low)), TEXT_ARGS(host),
			  TEXT_ARGS(money_text(arena, median)));
	return line;
}

struct line telling_undercut(struct telling *telling)
{
	const struct candidate *of = telling->of;
	struct arena *arena = telling->arena;
	struct text here = money_text(arena, candidate_usd(telling->ranking, of)),
		    there = money_text(arena, ranking_usd(telling->ranking, of->maker_month)),
		    host = candidate_host(telling->ranking, of);

	return (struct line){ .text = ranking_has_volume(telling->ranking)
			? arena_format(arena,
				  _("%.*s at %.*s against %.*s a month at its maker's own service: check limits, precision and terms there."),
				  TEXT_ARGS(here), TEXT_ARGS(host), TEXT_ARGS(there))
			: arena_format(arena,
				  _("%.*s at %.*s against %.*s per million tokens at its maker's own service: check limits, precision and terms there."),
				  TEXT_ARGS(here), TEXT_ARGS(host), TEXT_ARGS(there)),
		.field = TEXT("cost"),
		.value = arena_format(arena, "%.2f", of->maker_month),
		.source = source_of(telling, of->maker_offer, FIELD_PRICE_IN),
		.criterion = CRITERION_COST };
}

struct line telling_context(struct telling *telling)
{
	const struct candidate *of = telling->of;
	struct arena *arena = telling->arena;
	double need = telling->setting.length;
	struct line line = { .field = of->context_offer == UINT32_MAX ? TEXT("context")
								      : TEXT("context_served"),
		.source = SOURCE_NONE };

	if (isnan(of->context)) {
		line.text = text_of(_("How much it reads at once is not on record."));
		line.is_gap = true;
		return line;
	}
	line.value = arena_format(arena, "%.0f", of->context);
	line.source = of->context_offer == UINT32_MAX
		? telling_source(telling, FIELD_CONTEXT)
		: source_of(telling, of->context_offer, FIELD_CONTEXT_SERVED);
	struct text window = cell_printed_number(UNIT_TOKENS, of->context, arena);
	if (need <= 0)
		line.text = arena_format(arena, _("Reads %.*s tokens at once."), TEXT_ARGS(window));
	else if (of->is_claimed_only)
		line.text = arena_format(arena,
			_("Window of %.*s tokens claimed, not shown: no long-text result at half of the %.*s you need."),
			TEXT_ARGS(window),
			TEXT_ARGS(cell_printed_number(UNIT_TOKENS, need, arena)));
	else
		line.text = arena_format(arena,
			telling->is_minus && of->context >= need
				? _("Reads %.*s tokens at once, enough for your %.*s; half of the fitting models read more.")
				: _("Reads %.*s tokens at once; you need %.*s."),
			TEXT_ARGS(window),
			TEXT_ARGS(cell_printed_number(UNIT_TOKENS, need, arena)));
	return line;
}

/* Of those that count and were measured; there is one when speed is not estimated. */
static uint32_t fastest_offer(const struct telling *telling)
{
	const struct ranking *ranking = telling->ranking;
	uint32_t best = UINT32_MAX;

	for (uint32_t offer = store_offers_from(ranking->store, telling->of->row);
		offer < store_offers_from(ranking->store, telling->of->row + 1); offer++) {
		double speed = telling->ranker->offers[offer].speed;
		if (ranking->allowed[offer] && !isnan(speed) &&
			(best == UINT32_MAX || speed > telling->ranker->offers[best].speed))
			best = offer;
	}
	return best;
}

struct line telling_speed(struct telling *telling)
{
	const struct candidate *of = telling->of;

	if (!of->is_speed_estimated) {
		uint32_t offer = fastest_offer(telling);
		double speed = telling->ranker->offers[offer].speed, low, high;
		struct text host = provider_of(telling, offer);
		/* what is fast and what is cheap may be two hosts: no line may read as if one were both */
		bool is_elsewhere = offer != of->month_offer && telling->setting.requests > 0 &&
			month_at_offer(telling->ranker, offer, &telling->setting, 1, &low, &high);
		struct text text = is_elsewhere
			? arena_format(telling->arena,
				  _("%.0f tokens a second at %.*s, where a month costs about %.*s."),
				  speed, TEXT_ARGS(host),
				  TEXT_ARGS(money_text(telling->arena, high)))
			: arena_format(telling->arena, _("%.0f tokens a second at %.*s."), speed,
				  TEXT_ARGS(host));
		return (struct line){ .text = text,
			.field = TEXT("speed"),
			.value = arena_format(telling->arena, "%.10g", speed),
			.source = source_of(telling, offer, FIELD_SPEED) };
	}
	double active = telling->ranker->models[of->row].active;
	if (isnan(active))
		return (struct line){ .text = text_of(_("Speed is not on record: estimated.")),
			.field = TEXT("speed"),
			.source = SOURCE_NONE,
			.is_gap = true };
	return telling_fact(telling, FIELD_ACTIVE,
		arena_format(telling->arena, _("Speed estimated from %.*s active parameters."),
			TEXT_ARGS(cell_printed_number(UNIT_PARAMETERS, active, telling->arena))));
}

/* Where data is safest: in the person's own cloud account, else by the terms. */
static uint32_t safest_offer(const struct telling *telling)
{
	const struct ranking *ranking = telling->ranking;
	const struct offer_facts *offers = telling->ranker->offers;
	uint32_t best = UINT32_MAX;

	for (uint32_t offer = store_offers_from(ranking->store, telling->of->row);
		offer < store_offers_from(ranking->store, telling->of->row + 1); offer++) {
		bool is_cloud = offers[offer].cloud > 0,
		     was_cloud = best != UINT32_MAX && offers[best].cloud > 0;
		if (!ranking->allowed[offer])
			continue;
		if (best == UINT32_MAX || (is_cloud && !was_cloud) ||
			(is_cloud == was_cloud && offers[offer].terms > offers[best].terms))
			best = offer;
	}
	return best;
}

struct line telling_privacy(struct telling *telling)
{
	const struct candidate *of = telling->of;
	const struct ranking *ranking = telling->ranking;
	struct line line = { .field = TEXT("data_terms"), .source = SOURCE_NONE };

	if (of->is_own)
		return telling_fact(telling, FIELD_LICENSE,
			text_of(_("Runs on your own hardware: nothing leaves it.")));
	uint32_t best = safest_offer(telling);
	if (best == UINT32_MAX || telling->ranker->offers[best].terms == 0) {
		line.text = text_of(_(
			"What a host does with your data is not on record: verify it in the contract."));
		line.is_gap = true;
		return line;
	}
	struct value terms = store_offer_value(ranking->store, best, FIELD_DATA_TERMS,
		telling->arena);
	line.source = source_of(telling, best, FIELD_DATA_TERMS);
	line.value = cell_printed(value_print, field_get(FIELD_DATA_TERMS), &terms, telling->arena);
	line.text = telling->ranker->offers[best].cloud > 0
		? arena_format(telling->arena,
			  telling->is_minus
				  ? _("In your cloud account at %.*s (%.*s); half of the fitting models run on your own machines.")
				  : _("Runs in your cloud account at %.*s (%.*s)."),
			  TEXT_ARGS(provider_of(telling, best)), TEXT_ARGS(line.value))
		: arena_format(telling->arena,
			  telling->is_minus
				  ? _("Outside your own machines and cloud account; data terms at %.*s: %.*s.")
				  : _("Data terms at %.*s: %.*s."),
			  TEXT_ARGS(provider_of(telling, best)), TEXT_ARGS(line.value));
	return line;
}

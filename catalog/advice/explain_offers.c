/* SPDX-License-Identifier: MIT */
/* What the offers that meet the needs say of a model: its cost, speed, usable window, and what hosts do with data. */
#include "catalog/advice/explain_parts.h"

#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/price_end.h"

#include <math.h>
#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

enum { FEW = 4 };

/* Median month of the fitting models; NAN where too few have a price for a half of them to say anything. */
static double median_month(const struct telling *telling)
{
	const struct ranking *ranking = telling->ranking;
	double *months = ARENA_ARRAY(telling->arena, double, ranking->count + 1);
	size_t count = 0;

	for (uint32_t i = 0; i < ranking->count; i++)
		if (!ranking->list[i].is_marked && !isnan(ranking->list[i].month_low))
			months[count++] = ranking->list[i].month_low;
	qsort(months, count, sizeof(*months), by_number);
	return count >= FEW ? months[count / 2] : (double)NAN;
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

/* Who asks less than the host whose figures these are, and who serves for nothing, within limits. */
static struct text cheaper_elsewhere(struct telling *telling, struct text text)
{
	const struct candidate *of = telling->of;
	bool is_elsewhere = of->cheapest_offer != UINT32_MAX && of->cheapest_offer != of->host &&
		of->cheapest_month < 0.95 * of->month_low;

	if (is_elsewhere)
		text = arena_format(telling->arena, _("%.*s Least at %.*s: %.*s."), TEXT_ARGS(text),
			TEXT_ARGS(provider_of(telling, of->cheapest_offer)),
			TEXT_ARGS(money_text(telling->arena,
				ranking_usd(telling->ranking, of->cheapest_month))));
	if (of->trial_offer != UINT32_MAX)
		text = arena_format(telling->arena, _("%.*s Free within limits at %.*s."),
			TEXT_ARGS(text), TEXT_ARGS(provider_of(telling, of->trial_offer)));
	return text;
}

static struct line gap(struct line line, struct text text)
{
	line.text = text;
	line.is_gap = true;
	return line;
}

static struct line memory_line(struct telling *telling, struct line line)
{
	const struct candidate *of = telling->of;

	if (isnan(of->memory_low))
		return gap(line, text_of(_("What it needs in memory (GB) is not on record.")));
	line.field = TEXT("memory");
	line.value = arena_format(telling->arena, "%.0f", of->memory_low);
	line.source = telling_source(telling, FIELD_PARAMS);
	line.text = arena_format(telling->arena,
		telling->setting.is_own_in_cloud
			? _("Needs about %.0f GB of memory at %g bits in your cloud account.")
			: _("Needs about %.0f GB of memory at %g bits on your own hardware."),
		ceil(of->memory_low / 1e9), telling->setting.bits);
	return line;
}

static struct text without_price(struct telling *telling)
{
	const struct candidate *of = telling->of;

	return of->trial_offer == UINT32_MAX
		? text_of(_("No price is on record at an offer that meets the needs."))
		: arena_format(telling->arena,
			  _("Free at %.*s within limits; what your volume costs is not on record."),
			  TEXT_ARGS(provider_of(telling, of->trial_offer)));
}

/* The month, beside what half of the others cost. */
static struct text month_text(struct telling *telling, struct text host)
{
	const struct candidate *of = telling->of;
	struct arena *arena = telling->arena;
	double median = median_month(telling);
	struct text month = money_text(arena, of->month_low);

	if (isnan(median)) /* hardly another one is beside it */
		return arena_format(arena, _("About %.*s a month at your volume (%.*s)."),
			TEXT_ARGS(month), TEXT_ARGS(host));
	return arena_format(arena,
		of->month_low <= median
			? _("About %.*s a month at your volume (%.*s); half of the fitting models cost over %.*s.")
			: _("About %.*s a month at your volume (%.*s); half of the fitting models cost under %.*s."),
		TEXT_ARGS(month), TEXT_ARGS(host), TEXT_ARGS(money_text(arena, median)));
}

static struct line cost_line(struct telling *telling)
{
	const struct candidate *of = telling->of;
	struct arena *arena = telling->arena;
	struct line line = { .field = TEXT("cost"), .source = SOURCE_NONE };

	if (of->is_own)
		return memory_line(telling, line);
	if (isnan(of->month_low))
		return gap(line, without_price(telling));
	line.source = source_of(telling, of->month_offer, FIELD_PRICE_IN);
	line.value = arena_format(arena, "%.2f", of->month_low);
	struct text host = provider_of(telling, of->month_offer);
	double tokens = telling->setting.in + telling->setting.out;
	if (of->is_free)
		line.text = arena_format(arena, _("Free at %.*s; limits apply."), TEXT_ARGS(host));
	else if (telling->setting.requests > 0)
		line.text = month_text(telling, host);
	else
		line.text = arena_format(arena,
			_("About %.*s per million tokens of this kind of work, at %.*s."),
			TEXT_ARGS(money_text(arena, of->month_low * 1e6 / tokens)),
			TEXT_ARGS(host));
	return line;
}

struct line telling_cost(struct telling *telling)
{
	struct line line = cost_line(telling);

	if (!telling->of->is_own && !isnan(telling->of->month_low) && !telling->of->is_free)
		line.text = cheaper_elsewhere(telling, line.text);
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

struct line telling_end(struct telling *telling)
{
	const struct candidate *of = telling->of;
	const struct store *store = telling->ranking->store;
	struct line line = { .source = SOURCE_NONE };

	if (of->is_own || of->month_offer == UINT32_MAX)
		return line;
	struct text words = price_end_text(store, of->month_offer, store_day(store),
		telling->arena);
	if (words.size == 0)
		return line;
	line.text = arena_format(telling->arena, _("At %.*s: %.*s (in / out). Check it there."),
		TEXT_ARGS(provider_of(telling, of->month_offer)), TEXT_ARGS(words));
	line.field = TEXT("price_until");
	line.source = store_price_end(store, of->month_offer).later.source;
	if (!store_price_end(store, of->month_offer).later.is_told)
		line.source = source_of(telling, of->month_offer, FIELD_PRICE_UNTIL);
	line.criterion = CRITERION_COST;
	return line;
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

/* In the unit of the list, at an offer; TEXT_NONE: no price. */
static struct text money_at(const struct telling *telling, uint32_t offer)
{
	double low, high;

	return month_at_offer(telling->ranker, offer, &telling->setting, 1, &low, &high)
		? money_text(telling->arena, ranking_usd(telling->ranking, high))
		: TEXT_NONE;
}

/* What is fast and what is cheap may be two hosts: no line may read as if one were both. */
static struct text faster_elsewhere(struct telling *telling, struct text text)
{
	const struct offer_facts *offers = telling->ranker->offers;
	uint32_t fast = telling->of->fastest_offer, host = telling->of->host;

	if (fast == UINT32_MAX || fast == host || offers[fast].speed <= offers[host].speed)
		return text;
	struct text at = provider_of(telling, fast), money = money_at(telling, fast);
	if (money.size == 0)
		return arena_format(telling->arena, _("%.*s At %.*s it is %.0f tokens a second."),
			TEXT_ARGS(text), TEXT_ARGS(at), offers[fast].speed);
	return arena_format(telling->arena,
		telling->setting.requests > 0
			? _("%.*s At %.*s it is %.0f tokens a second, for %.*s a month.")
			: _("%.*s At %.*s it is %.0f tokens a second, for %.*s per million tokens."),
		TEXT_ARGS(text), TEXT_ARGS(at), offers[fast].speed, TEXT_ARGS(money));
}

static struct line estimated_speed(struct telling *telling)
{
	const struct candidate *of = telling->of;
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

/* Of the host whose price is told. */
struct line telling_speed(struct telling *telling)
{
	const struct candidate *of = telling->of;

	if (of->host == UINT32_MAX)
		return estimated_speed(telling);
	double speed = telling->ranker->offers[of->host].speed;
	struct text host = provider_of(telling, of->host);
	if (of->is_speed_estimated && of->fastest_offer == UINT32_MAX)
		return estimated_speed(telling);
	struct text text = of->is_speed_estimated
		? arena_format(telling->arena, _("Speed at %.*s is not on record: estimated."),
			  TEXT_ARGS(host))
		: arena_format(telling->arena, _("%.0f tokens a second at %.*s."), speed,
			  TEXT_ARGS(host));
	uint32_t told = of->is_speed_estimated ? of->fastest_offer : of->host;
	return (struct line){ .text = faster_elsewhere(telling, text),
		.field = TEXT("speed"),
		.value = arena_format(telling->arena, "%.10g", telling->ranker->offers[told].speed),
		.source = source_of(telling, told, FIELD_SPEED) };
}

struct line telling_privacy(struct telling *telling)
{
	const struct candidate *of = telling->of;
	const struct ranking *ranking = telling->ranking;
	struct line line = { .field = TEXT("data_terms"), .source = SOURCE_NONE };

	if (of->is_own)
		return telling_fact(telling, FIELD_LICENSE,
			text_of(telling->setting.is_own_in_cloud
					? _("You run its weights in your own cloud account.")
					: _("Runs on your own hardware: nothing leaves it.")));
	uint32_t best = of->host;
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

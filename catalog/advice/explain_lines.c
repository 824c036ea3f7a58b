/* SPDX-License-Identifier: MIT */
/* What one criterion says of a model: consequence, number, source. Every number is the catalog's or follows from it by a stated formula. */
#include "catalog/advice/explain_parts.h"

#include "catalog/base/message.h"
#include "catalog/tables/cell.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct text printed(struct telling *telling, uint32_t field)
{
	struct value value = store_value(telling->ranking->store, telling->of->row, field,
		telling->arena);

	return cell_printed(value_print, field_get((enum field_id)field), &value, telling->arena);
}

static uint32_t source_of(struct telling *telling, uint32_t field)
{
	size_t count;
	const struct claim *claims = store_claims(telling->ranking->store, telling->of->row, field,
		telling->arena, &count);
	return count > 0 ? claims[0].source : SOURCE_NONE;
}

/* A fact that is not on record: no reason for or against. */
static struct line gap_line(struct telling *telling, uint32_t field, struct text text)
{
	return (struct line){ .text = text,
		.field = text_of(field_get((enum field_id)field)->key),
		.value = printed(telling, field),
		.source = source_of(telling, field),
		.is_gap = true };
}

struct line telling_fact(struct telling *telling, uint32_t field, struct text text)
{
	return (struct line){ .text = text,
		.field = text_of(field_get((enum field_id)field)->key),
		.value = printed(telling, field),
		.source = source_of(telling, field) };
}

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
	struct value provider = store_offer_value(store, offer, FIELD_PROVIDER, telling->arena);

	if (provider.state != VALUE_KNOWN || provider.is.tags.count == 0)
		return text_of("?");
	uint32_t code = store_term_find(store, FIELD_PROVIDER, provider.is.tags.items[0]);
	return code > 0 ? store_term(store, FIELD_PROVIDER, code).title : provider.is.tags.items[0];
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
		line.source = source_of(telling, FIELD_PARAMS);
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
	line.source = store_offer_source(telling->ranking->store, of->month_offer);
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

/* The result that counts most among those on record. */
static bool best_result(struct telling *telling, struct draft_score *score,
	struct benchmark *benchmark)
{
	const struct draft_score *scores;
	size_t count = store_scores(telling->ranking->store, telling->of->row, telling->arena,
		&scores);
	double best = 0;

	for (int use = 0; use < 2 && telling->setting.uses[use]; use++)
		for (size_t j = 0; j < telling->setting.uses[use]->share_count; j++) {
			const struct share *share = &telling->setting.uses[use]->shares[j];
			double weight = share->share * telling->setting.shares[use];
			for (size_t i = 0; i < count; i++)
				if (weight > best &&
					text_equal(scores[i].benchmark, share->benchmark)) {
					best = weight;
					*score = scores[i];
					break;
				}
		}
	for (uint32_t i = 0; best > 0 && i < telling->ranker->benchmark_count; i++) {
		*benchmark = store_benchmark(telling->ranking->store, i);
		if (text_equal(benchmark->id, score->benchmark))
			return true;
	}
	return false;
}

struct line telling_quality(struct telling *telling)
{
	const struct candidate *of = telling->of;
	struct line line = { .field = TEXT("quality"), .source = SOURCE_NONE };
	struct draft_score score = { 0 };
	struct benchmark benchmark = { 0 };

	if (of->evidence == EVIDENCE_NONE || !best_result(telling, &score, &benchmark)) {
		line.text = text_of(_(
			"No result for this work is on record: placed by its size and age alone."));
		line.is_gap = true;
		return line;
	}
	line.field = arena_format(telling->arena, "bench.%.*s", TEXT_ARGS(score.benchmark));
	line.value = arena_format(telling->arena, "%.10g", score.score);
	line.source = score.source;
	const char *by = score.is_independent ? _("independent") : _("reported by the maker");
	line.text = of->quality >= telling->ranking->target
		? arena_format(telling->arena,
			  _("Quality %.0f of 100 for this work, enough for the target of %.0f: %.*s %.4g, %s."),
			  of->quality * 100, telling->ranking->target * 100,
			  TEXT_ARGS(benchmark.name), score.score, by)
		: arena_format(telling->arena,
			  _("Quality %.0f of 100 for this work, below the target of %.0f: %.*s %.4g, %s."),
			  of->quality * 100, telling->ranking->target * 100,
			  TEXT_ARGS(benchmark.name), score.score, by);
	return line;
}

static struct line context_line(struct telling *telling)
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
		? source_of(telling, FIELD_CONTEXT)
		: store_offer_source(telling->ranking->store, of->context_offer);
	struct text window = cell_printed_number(UNIT_TOKENS, of->context, arena);
	if (need <= 0)
		line.text = arena_format(arena, _("Reads %.*s tokens at once."), TEXT_ARGS(window));
	else if (of->is_claimed_only)
		line.text = arena_format(arena,
			_("Window of %.*s tokens claimed, not shown: no long-text result at half of the %.*s you need."),
			TEXT_ARGS(window),
			TEXT_ARGS(cell_printed_number(UNIT_TOKENS, need, arena)));
	else
		line.text = arena_format(arena, _("Reads %.*s tokens at once; you need %.*s."),
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
		double speed = telling->ranker->offers[offer].speed;
		return (struct line){ .text = arena_format(telling->arena,
					      _("%.0f tokens a second at %.*s."), speed,
					      TEXT_ARGS(provider_of(telling, offer))),
			.field = TEXT("speed"),
			.value = arena_format(telling->arena, "%.10g", speed),
			.source = store_offer_source(telling->ranking->store, offer) };
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

static struct line privacy_line(struct telling *telling)
{
	const struct candidate *of = telling->of;
	const struct ranking *ranking = telling->ranking;
	struct line line = { .field = TEXT("data_terms"), .source = SOURCE_NONE };

	if (of->is_own)
		return telling_fact(telling, FIELD_LICENSE,
			text_of(_("Runs on your own hardware: nothing leaves it.")));
	uint32_t best = UINT32_MAX;
	for (uint32_t offer = store_offers_from(ranking->store, of->row);
		offer < store_offers_from(ranking->store, of->row + 1); offer++)
		if (ranking->allowed[offer] &&
			(best == UINT32_MAX ||
				telling->ranker->offers[offer].terms >
					telling->ranker->offers[best].terms))
			best = offer;
	if (best == UINT32_MAX || telling->ranker->offers[best].terms == 0) {
		line.text = text_of(_(
			"What a host does with your data is not on record: verify it in the contract."));
		line.is_gap = true;
		return line;
	}
	struct value terms = store_offer_value(ranking->store, best, FIELD_DATA_TERMS,
		telling->arena);
	struct value provider = store_offer_value(ranking->store, best, FIELD_PROVIDER,
		telling->arena);
	size_t count = 0;
	const struct claim *claims = NULL;
	if (provider.state == VALUE_KNOWN && provider.is.tags.count > 0)
		claims = store_provider_claims(ranking->store,
			store_term_find(ranking->store, FIELD_PROVIDER, provider.is.tags.items[0]),
			FIELD_DATA_TERMS, telling->arena, &count);
	line.source = count > 0 ? claims[0].source : store_offer_source(ranking->store, best);
	line.value = cell_printed(value_print, field_get(FIELD_DATA_TERMS), &terms, telling->arena);
	line.text = telling->ranker->offers[best].cloud > 0
		? arena_format(telling->arena, _("Runs in your cloud account at %.*s (%.*s)."),
			  TEXT_ARGS(provider_of(telling, best)), TEXT_ARGS(line.value))
		: arena_format(telling->arena, _("Data terms at %.*s: %.*s."),
			  TEXT_ARGS(provider_of(telling, best)), TEXT_ARGS(line.value));
	return line;
}

static struct line openness_line(struct telling *telling)
{
	struct value name = store_value(telling->ranking->store, telling->of->row,
		FIELD_LICENSE_NAME, telling->arena);
	struct value condition = store_value(telling->ranking->store, telling->of->row,
		FIELD_CONDITION, telling->arena);
	struct text tier = printed(telling, FIELD_LICENSE);

	if (telling->ranker->models[telling->of->row].license < 0)
		return gap_line(telling, FIELD_LICENSE,
			text_of(_("The license is not on record: verify it.")));
	struct text text = arena_format(telling->arena, _("License: %.*s"), TEXT_ARGS(tier));
	if (name.state == VALUE_KNOWN)
		text = arena_format(telling->arena, "%.*s, %.*s", TEXT_ARGS(text),
			TEXT_ARGS(name.is.text));
	if (condition.state == VALUE_KNOWN)
		text = arena_format(telling->arena, "%.*s; %.*s", TEXT_ARGS(text),
			TEXT_ARGS(condition.is.text));
	return telling_fact(telling, FIELD_LICENSE,
		arena_format(telling->arena, "%.*s.", TEXT_ARGS(text)));
}

static struct line portability_line(struct telling *telling)
{
	unsigned hosts = telling->ranker->models[telling->of->row].hosts;
	struct line line = telling_fact(telling, FIELD_OFFERS,
		arena_format(telling->arena,
			P_("%u provider on record serves it.", "%u providers on record serve it.",
				hosts),
			hosts));
	if (row_is_own(telling->ranker, telling->of->row))
		line.text = arena_format(telling->arena, "%.*s %s", TEXT_ARGS(line.text),
			_("Its weights can be taken elsewhere."));
	return line;
}

static struct line ecosystem_line(struct telling *telling)
{
	double downloads = telling->ranker->models[telling->of->row].downloads;

	if (isnan(downloads))
		return portability_line(telling);
	return telling_fact(telling, FIELD_DOWNLOADS,
		arena_format(telling->arena, _("Downloaded %.*s times."),
			TEXT_ARGS(cell_printed_number(UNIT_COUNT, downloads, telling->arena))));
}

/* By the points of the field: trained for it, strong in it, a generalist, a specialist in something else. */
static struct line field_line(struct telling *telling)
{
	int32_t mid = telling->of->of[CRITERION_DOMAIN].mid;
	struct value data = store_value(telling->ranking->store, telling->of->row, FIELD_DATA,
		telling->arena);

	if (mid >= points(0.95))
		return telling_fact(telling, FIELD_DATA,
			arena_format(telling->arena, _("Trained for this kind of work: %.*s."),
				TEXT_ARGS(printed(telling, FIELD_DATA))));
	if (mid >= points(0.65)) {
		struct line line = telling_quality(telling);
		line.text = text_of(_(
			"Strong results in this kind of work, though nothing on record says it was trained for it."));
		return line;
	}
	if (data.state != VALUE_KNOWN || value_is_undisclosed(field_get(FIELD_DATA), &data))
		return gap_line(telling, FIELD_DATA,
			text_of(_("What it was trained on is not disclosed.")));
	if (mid >= points(0.3))
		return telling_fact(telling, FIELD_DATA,
			arena_format(telling->arena, _("A generalist, trained on: %.*s."),
				TEXT_ARGS(printed(telling, FIELD_DATA))));
	return telling_fact(telling, FIELD_DATA,
		arena_format(telling->arena, _("A specialist in something else, trained on: %.*s."),
			TEXT_ARGS(printed(telling, FIELD_DATA))));
}

static struct line domain_line(struct telling *telling)
{
	const struct answer *languages = telling->setting.language_answer;

	for (size_t i = 0; languages && i < languages->order_count; i++) {
		const struct option *option =
			&telling->setting.languages->options[languages->order[i]];
		const uint8_t *rows;
		if (option->match.size == 0 || text_equal_string(option->id, "en"))
			continue;
		if (need_mask(telling->ranker, option->match, &rows, NULL) == RESULT_OK &&
			rows[telling->of->row] == JUDGED_UNKNOWN)
			return (struct line){
				.text = arena_format(telling->arena,
					_("No independent result for %.*s is on record."),
					TEXT_ARGS(questionnaire_text(option->title))),
				.field = TEXT("languages"),
				.source = SOURCE_NONE,
				.is_gap = true
			};
		return telling_fact(telling, FIELD_LANGUAGES,
			arena_format(telling->arena, _("Its maker names these languages: %.*s."),
				TEXT_ARGS(printed(telling, FIELD_LANGUAGES))));
	}
	return field_line(telling);
}

static struct line tone_line(struct telling *telling)
{
	struct value value = store_value(telling->ranking->store, telling->of->row, FIELD_ALIGNMENT,
		telling->arena);

	if (value.state != VALUE_KNOWN || value_is_undisclosed(field_get(FIELD_ALIGNMENT), &value))
		return gap_line(telling, FIELD_ALIGNMENT,
			text_of(_(
				"How its tone was shaped (alignment, filtering) is not disclosed.")));
	return telling_fact(telling, FIELD_ALIGNMENT,
		arena_format(telling->arena, _("Its tone comes from: %.*s."),
			TEXT_ARGS(printed(telling, FIELD_ALIGNMENT))));
}

static struct line recency_line(struct telling *telling)
{
	if (telling->ranker->models[telling->of->row].age_days == LONG_MAX)
		return gap_line(telling, FIELD_RELEASED,
			text_of(_("When it came out is not on record.")));
	return telling_fact(telling, FIELD_RELEASED,
		arena_format(telling->arena, _("Released %.*s."),
			TEXT_ARGS(printed(telling, FIELD_RELEASED))));
}

struct line telling_line(struct telling *telling, enum criterion criterion)
{
	struct line line;

	switch (criterion) {
	case CRITERION_QUALITY: line = telling_quality(telling); break;
	case CRITERION_COST: line = telling_cost(telling); break;
	case CRITERION_SPEED: line = telling_speed(telling); break;
	case CRITERION_CONTEXT: line = context_line(telling); break;
	case CRITERION_PRIVACY: line = privacy_line(telling); break;
	case CRITERION_OPENNESS: line = openness_line(telling); break;
	case CRITERION_PORTABILITY: line = portability_line(telling); break;
	case CRITERION_ECOSYSTEM: line = ecosystem_line(telling); break;
	case CRITERION_RECENCY: line = recency_line(telling); break;
	case CRITERION_TONE: line = tone_line(telling); break;
	default: line = domain_line(telling); break;
	}
	line.criterion = criterion;
	return line;
}

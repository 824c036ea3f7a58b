/* SPDX-License-Identifier: MIT */
/* What one criterion says of a model: consequence, number, source. Every number is the catalog's or follows from it by a stated formula.
 * What its offers say stands in explain_offers.c. */
#include "catalog/advice/explain_parts.h"

#include "catalog/base/message.h"
#include "catalog/tables/cell.h"

#include <limits.h>
#include <math.h>

static struct text printed(struct telling *telling, uint32_t field)
{
	struct value value = store_value(telling->ranking->store, telling->of->row, field,
		telling->arena);

	return cell_printed(value_print, field_get((enum field_id)field), &value, telling->arena);
}

uint32_t telling_source(struct telling *telling, uint32_t field)
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
		.source = telling_source(telling, field),
		.is_gap = true };
}

struct line telling_fact(struct telling *telling, uint32_t field, struct text text)
{
	return (struct line){ .text = text,
		.field = text_of(field_get((enum field_id)field)->key),
		.value = printed(telling, field),
		.source = telling_source(telling, field) };
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
	int index = best > 0 ? store_benchmark_find(telling->ranking->store, score->benchmark) : -1;
	if (index >= 0)
		*benchmark = store_benchmark(telling->ranking->store, (uint32_t)index);
	return index >= 0;
}

/* Of other work, for a model without a result for this one: an independent result before others, then the newest. */
static bool other_result(struct telling *telling, struct draft_score *score,
	struct benchmark *benchmark)
{
	const struct store *store = telling->ranking->store;
	const struct draft_score *scores;
	size_t count = store_scores(store, telling->of->row, telling->arena, &scores);
	bool is_found = false;

	for (size_t i = 0; i < count; i++) {
		int index = store_benchmark_find(store, scores[i].benchmark);
		if (index < 0)
			continue;
		struct benchmark one = store_benchmark(store, (uint32_t)index);
		bool is_independent = scores[i].by == SCORE_INDEPENDENT,
		     was_independent = is_found && score->by == SCORE_INDEPENDENT;
		bool is_better = is_independent != was_independent ? is_independent
								   : scores[i].date > score->date;
		if (!result_is_common(telling->ranker->questionnaire, &one) ||
			(is_found && !is_better))
			continue;
		*score = scores[i];
		*benchmark = one;
		is_found = true;
	}
	return is_found;
}

struct line telling_quality(struct telling *telling)
{
	const struct candidate *of = telling->of;
	struct line line = { .field = TEXT("quality"), .source = SOURCE_NONE };
	struct draft_score score = { 0 };
	struct benchmark benchmark = { 0 };

	bool is_told = of->evidence == EVIDENCE_ELSEWHERE
		? other_result(telling, &score, &benchmark)
		: of->evidence != EVIDENCE_NONE && best_result(telling, &score, &benchmark);
	if (!is_told) {
		line.text = text_of(_(
			"No result for this work is on record: placed by its size and age alone."));
		line.is_gap = true;
		return line;
	}
	line.field = arena_format(telling->arena, "bench.%.*s", TEXT_ARGS(score.benchmark));
	line.value = arena_format(telling->arena, "%.10g", score.score);
	line.source = score.source;
	const char *by = score.by == SCORE_INDEPENDENT ? _("independent")
		: score.by == SCORE_QUOTED             ? _("the maker's figure, quoted")
						       : _("reported by the maker");
	if (of->evidence == EVIDENCE_ELSEWHERE)
		by = arena_format(telling->arena, _("%s, in other work"), by).bytes;
	/* as the figures read: 60 of 100 reaches a target of 60 */
	line.text = round(of->quality * 100) >= round(telling->ranking->target * 100)
		? arena_format(telling->arena,
			  _("Quality %.0f of 100 for this work, enough for the target of %.0f: %.*s %.4g, %s."),
			  of->quality * 100, telling->ranking->target * 100,
			  TEXT_ARGS(benchmark.name), score.score, by)
		: arena_format(telling->arena,
			  telling->is_plus
				  ? _("Quality %.0f of 100 for this work, short of the target of %.0f but above most that fit: %.*s %.4g, %s.")
				  : _("Quality %.0f of 100 for this work, below the target of %.0f: %.*s %.4g, %s."),
			  of->quality * 100, telling->ranking->target * 100,
			  TEXT_ARGS(benchmark.name), score.score, by);
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
		text = arena_format(telling->arena, _("%.*s; %.*s"), TEXT_ARGS(text),
			TEXT_ARGS(table_value_cell(telling->ranking->store,
				field_get(FIELD_CONDITION), condition, telling->arena)
					  .full));
	if (!text_ends_with(text, TEXT(".")))
		text = arena_format(telling->arena, "%.*s.", TEXT_ARGS(text));
	return telling_fact(telling, FIELD_LICENSE, text);
}

static struct line portability_line(struct telling *telling)
{
	unsigned hosts = telling->ranker->models[telling->of->row].hosts;
	struct line line = telling_fact(telling, FIELD_OFFERS,
		hosts == 0
			? text_of(_("No provider on record serves it."))
			: arena_format(telling->arena,
				  telling->is_minus
					  ? P_("Only %u provider on record serves it.",
						    "Only %u providers on record serve it.", hosts)
					  : P_("%u provider on record serves it.",
						    "%u providers on record serve it.", hosts),
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

static struct line field_line(struct telling *telling)
{
	const struct use_case *use = telling->setting.uses[0];
	struct value data = store_value(telling->ranking->store, telling->of->row, FIELD_DATA,
		telling->arena);
	struct text learned = printed(telling, FIELD_DATA), made = printed(telling, FIELD_GOOD_AT);
	enum suits suits = use ? score_suits(telling->ranker, telling->of->row, use)
			       : SUITS_GENERALIST;
	uint32_t field = suits == SUITS_MADE || suits == SUITS_OTHER ? FIELD_GOOD_AT : FIELD_DATA;
	struct text text;

	if (suits == SUITS_STRONG) {
		struct line line = telling_quality(telling);
		line.text = text_of(_(
			"Strong results in this kind of work, though nothing on record says it was trained for it."));
		return line;
	}
	if (field == FIELD_DATA &&
		(data.state != VALUE_KNOWN || value_is_undisclosed(field_get(FIELD_DATA), &data)))
		return gap_line(telling, FIELD_DATA,
			text_of(_("What it was trained on is not disclosed.")));
	if (suits == SUITS_MADE)
		text = arena_format(telling->arena, _("Made for this kind of work: %.*s."),
			TEXT_ARGS(made));
	else if (suits == SUITS_OTHER)
		text = arena_format(telling->arena, _("Made for something else: %.*s."),
			TEXT_ARGS(made));
	else if (suits == SUITS_TRAINED)
		text = arena_format(telling->arena, _("Trained for this kind of work: %.*s."),
			TEXT_ARGS(learned));
	else if (suits == SUITS_LEARNED)
		text = arena_format(telling->arena,
			_("Texts of this field are among what it learned from: %.*s."),
			TEXT_ARGS(learned));
	else
		text = arena_format(telling->arena, _("A generalist, trained on: %.*s."),
			TEXT_ARGS(learned));
	return telling_fact(telling, field, text);
}

/* A list that would fill the pane, and bury the other reasons, gives way to its length and the language that matters. */
static struct line languages_line(struct telling *telling, struct text asked, bool is_named)
{
	enum { READABLE = 12 };
	struct value value = store_value(telling->ranking->store, telling->of->row, FIELD_LANGUAGES,
		telling->arena);

	if (value.state != VALUE_KNOWN || value.is.tags.count <= READABLE)
		return telling_fact(telling, FIELD_LANGUAGES,
			arena_format(telling->arena, _("Its maker names these languages: %.*s."),
				TEXT_ARGS(printed(telling, FIELD_LANGUAGES))));
	if (is_named)
		return telling_fact(telling, FIELD_LANGUAGES,
			arena_format(telling->arena,
				_("Its maker names %zu languages, among them %.*s."),
				value.is.tags.count, TEXT_ARGS(asked)));
	return telling_fact(telling, FIELD_LANGUAGES,
		arena_format(telling->arena, _("Its maker names %zu languages, but not %.*s."),
			value.is.tags.count, TEXT_ARGS(asked)));
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
		bool is_judged = need_mask(telling->ranker, option->match, &rows, NULL) ==
			RESULT_OK;
		if (is_judged && rows[telling->of->row] == JUDGED_UNKNOWN)
			return (struct line){
				.text = arena_format(telling->arena,
					_("No independent result for %.*s is on record."),
					TEXT_ARGS(questionnaire_text(option->title))),
				.field = TEXT("languages"),
				.source = SOURCE_NONE,
				.is_gap = true
			};
		return languages_line(telling, questionnaire_text(option->title),
			is_judged && rows[telling->of->row] == JUDGED_YES);
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
	case CRITERION_CONTEXT: line = telling_context(telling); break;
	case CRITERION_PRIVACY: line = telling_privacy(telling); break;
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

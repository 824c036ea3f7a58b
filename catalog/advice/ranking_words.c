/* SPDX-License-Identifier: MIT */
/* What a ranking says in words: headline, needs, notes, what would change it. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <string.h>

struct text need_brief(const struct ranking *ranking, size_t at)
{
	const struct need *need = &ranking->needs[at];

	if (need->question == NEED_BASE)
		return text_of(_("who offers it"));
	return questionnaire_text(ranking->questionnaire->questions[need->question].brief);
}

/* "dense or mixture of experts" */
static void add_wanted(struct strbuf *buf, const struct question *question,
	const struct answer *answer)
{
	uint64_t wanted = answer->chosen & ~answer->strict;
	const char *between = "";

	for (size_t i = 0; i < question->option_count; i++) {
		if (!(wanted >> i & 1))
			continue;
		strbuf_add_string(buf, between);
		strbuf_add(buf, questionnaire_text(question->options[i].title));
		between = _(" or ");
	}
}

struct text need_text(const struct ranking *ranking, size_t at, struct arena *arena)
{
	const struct need *need = &ranking->needs[at];
	struct strbuf buf;

	if (need->question == NEED_BASE)
		return need->why;
	const struct question *question = &ranking->questionnaire->questions[need->question];
	strbuf_init(&buf);
	strbuf_add(&buf, questionnaire_text(question->brief));
	strbuf_add_string(&buf, ": ");
	bool is_refused = question->shape == SHAPE_SIGNED && need->option >= 0 &&
		text_starts_with(need->hosted, TEXT("-"));
	if (is_refused)
		strbuf_add_format(&buf, "%s ", _("not"));
	if (need->option >= 0)
		strbuf_add(&buf, questionnaire_text(question->options[need->option].title));
	else if (need->option == NEED_OF_SEAT)
		strbuf_add_string(&buf, _("the maker too"));
	else if (need->option == NEED_OF_WANTED)
		add_wanted(&buf, question, &ranking->answers.of[need->question]);
	else
		answer_print(&buf, question, &ranking->answers.of[need->question]);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

enum { FOLDED_NAMED = 6 };

enum { DAYS_NEWER = 30 }; /* sizes of one release come out within weeks */

static bool is_newer(const struct ranking *ranking, const struct candidate *one, uint32_t line)
{
	struct value its = store_value(ranking->store, one->row, FIELD_RELEASED, NULL),
		     best = store_value(ranking->store, ranking->list[line].row, FIELD_RELEASED,
			     NULL);

	return one->is_sibling && its.state == VALUE_KNOWN && best.state == VALUE_KNOWN &&
		date_day_number(its.is.date) > date_day_number(best.is.date) + DAYS_NEWER;
}

/* The best of them by name, newer ones first: what came out since is what one is asked about. A large line has thirty. */
static void add_folded(struct strbuf *buf, const struct ranking *ranking, uint32_t line,
	bool is_sibling)
{
	uint32_t folded = ranking->count - ranking->lines;
	unsigned count = 0;

	for (uint32_t i = 0; i < 2 * folded; i++) {
		const struct candidate *one = &ranking->list[ranking->lines + i % folded];
		bool is_new = is_newer(ranking, one, line);
		if (one->folded_into != line || one->is_sibling != is_sibling ||
			is_new != (i < folded))
			continue;
		if (count++ >= FOLDED_NAMED)
			continue;
		if (count == 1 && buf->size > 0)
			strbuf_add_char(buf, ' ');
		strbuf_add_string(buf,
			count > 1            ? ", "
				: is_sibling ? _("Of the same line: ")
					     : _("Surely beaten by it on everything: "));
		strbuf_add(buf, store_title(ranking->store, one->row));
		strbuf_add_string(buf, is_new ? _(" (newer)") : "");
	}
	if (count > FOLDED_NAMED)
		strbuf_add_format(buf, _(", and %u more"), count - FOLDED_NAMED);
	strbuf_add_string(buf, count == 0 ? "" : ".");
}

struct text ranking_folded(const struct ranking *ranking, uint32_t line, struct arena *arena)
{
	struct strbuf buf;

	strbuf_init(&buf);
	add_folded(&buf, ranking, line, true);
	add_folded(&buf, ranking, line, false);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

struct text ranking_headline(const struct ranking *ranking, struct arena *arena)
{
	if (!ranking->has_needs)
		return text_of(
			_("No needs given: nothing decides yet. These are the kinds there are."));
	if (ranking->firmness == FIRM_NONE && ranking->count + ranking->verify_count == 0)
		return text_of(_("Nothing fits. These are the smallest changes that help."));
	if (ranking->firmness == FIRM_NONE)
		return text_of(_("Nothing surely fits: facts must be confirmed first."));
	const struct candidate *first = &ranking->list[0];
	unsigned tastes = percent_of(ranking, first->preference),
		 facts = percent_of(ranking, first->data);
	struct text name = store_title(ranking->store, first->row);
	switch (ranking->firmness) {
	case FIRM_CLEAR:
		return arena_format(arena,
			_("Clear: %.*s. Best in %u%% of weightings near yours and in %u%% of the cases that the known facts allow (±2)."),
			TEXT_ARGS(name), tastes, facts);
	case FIRM_LEANING:
		return facts < tastes && tastes >= 70
			? arena_format(arena,
				  _("Leaning to %.*s: sure by taste (%u%%), not yet by facts (%u%%)."),
				  TEXT_ARGS(name), tastes, facts)
			: arena_format(arena,
				  _("Leaning to %.*s: best in %u%% of weightings near yours, in %u%% of the cases that the known facts allow."),
				  TEXT_ARGS(name), tastes, facts);
	default:
		for (uint32_t i = 1; i < ranking->lines; i++)
			if (ranking->list[i].key > first->key && !ranking->list[i].is_marked &&
				!ranking->list[i].is_traded)
				return arena_format(arena,
					_("Toss-up: %.*s leads those with results; %.*s has more points, but no result for this work is on record."),
					TEXT_ARGS(name),
					TEXT_ARGS(
						store_title(ranking->store, ranking->list[i].row)));
		if (tastes >= 40)
			return arena_format(arena,
				_("Toss-up, with %.*s in front: %u%% by taste, but missing facts leave only %u%%."),
				TEXT_ARGS(name), tastes, facts);
		return arena_format(arena,
			_("Toss-up, a tie of several with %.*s in front: %u%% by taste, %u%% by facts."),
			TEXT_ARGS(name), tastes, facts);
	}
}

/* What a hard ceiling means for weights: nobody bills one's own machines, and what they cost is not on record. */
static struct text ceiling_note(const struct ranking *ranking, const struct setting *setting,
	struct arena *arena)
{
	bool waits = false;

	for (uint32_t i = 0; i < ranking->verify_count; i++)
		waits = waits || ranking->verify[i].needs_machine;
	for (size_t i = 0; i < ranking->need_count; i++) {
		double ceiling = ranking->needs[i].number;
		if (!need_is_of_money(ranking, i))
			continue;
		if (ceiling > 0 && setting->requests <= 0)
			return text_of(_(
				"The ceiling is held against one request: it means something once the volume of a month is known."));
		if (setting->has_machine)
			return ceiling > 0
				? arena_format(arena,
					  _("Weights on your own hardware are taken as outside the ceiling of %.*s a month: what the machines cost is not counted."),
					  TEXT_ARGS(money_text(arena, ceiling)))
				: text_of(_(
					  "Weights on your own hardware count beside free offers: what the machines cost is not counted."));
	}
	if (waits)
		return text_of(_(
			"Weights that no offer brings under the ceiling are only to be verified: what hardware for them costs is not on record. Where it is there, answer so under data and machine."));
	return TEXT_NONE;
}

/* "Only in certain regions" asks for nothing as long as none is named. */
static bool lacks_region(const struct ranking *ranking)
{
	const struct questionnaire *of = ranking->questionnaire;

	for (size_t i = 0; i < of->question_count; i++)
		if (of->questions[i].shape == SHAPE_REGIONS && !ranking->answers.of[i].is_given &&
			of->questions[i].rule_count > 0 &&
			question_is_open(of, &of->questions[i], &ranking->answers))
			return true;
	return false;
}

static struct text silent_text(const struct ranking *ranking, struct arena *arena)
{
	uint32_t silent = ranking->left_out - ranking->passed_over;

	return arena_format(arena,
		P_("%u model of this catalog is not weighed: no result of a benchmark and no offer is on record, and it is not of the built-in catalog or a file of your own. Browse lists it; a result or an offer in a file of your own brings it in.",
			"%u models of this catalog are not weighed: no result of a benchmark and no offer is on record, and they are not of the built-in catalog or a file of your own. Browse lists them, and a query narrows them; a result or an offer in a file of your own brings one in.",
			silent),
		silent);
}

static struct text passed_over_text(const struct ranking *ranking, struct arena *arena)
{
	uint32_t weighed = store_count(ranking->store), all = weighed + ranking->passed_over;

	return arena_format(arena,
		P_("%u model with a result or an offer is not weighed: of %u on record the %u with the strongest evidence are. What counts is first a place in the built-in catalog or a file of your own, then results, then offers, then known facts, then downloads. A file of your own brings it in.",
			"%u models with a result or an offer are not weighed: of %u on record the %u with the strongest evidence are. What counts is first a place in the built-in catalog or a file of your own, then results, then offers, then known facts, then downloads. A file of your own brings one in.",
			ranking->passed_over),
		ranking->passed_over, all, weighed);
}

size_t ranking_left_out(const struct ranking *ranking, struct arena *arena, struct text out[2])
{
	size_t count = 0;

	if (ranking->left_out > ranking->passed_over)
		out[count++] = silent_text(ranking, arena);
	if (ranking->passed_over > 0)
		out[count++] = passed_over_text(ranking, arena);
	return count;
}

bool ranking_is_passed_over(const struct ranking *ranking, uint32_t whole_row)
{
	return ranking->candidates && candidates_passed(ranking->candidates, whole_row);
}

struct text ranking_left_out_of(const struct ranking *ranking, uint32_t whole_row,
	struct arena *arena)
{
	return ranking_is_passed_over(ranking, whole_row) ? passed_over_text(ranking, arena)
							  : silent_text(ranking, arena);
}

size_t ranking_notes(const struct ranking *ranking, struct arena *arena, struct text *out,
	size_t capacity)
{
	const struct questionnaire *of = ranking->questionnaire;
	struct setting setting = setting_of(of, &ranking->answers);
	bool has_tier = false;
	size_t count = 0;

	if (capacity >= 2)
		count = ranking_left_out(ranking, arena, out);
	for (size_t i = 0; i < of->note_count && count < capacity; i++)
		if (ranking->answers.of[of->notes[i].question].chosen & of->notes[i].options)
			out[count++] = questionnaire_text(of->notes[i].say);
	if (lacks_region(ranking) && count < capacity)
		out[count++] = text_of(_("No region is named yet: hosts anywhere count."));
	for (uint32_t i = 0; i < ranking->lines && i < 5; i++)
		has_tier = has_tier || ranking->list[i].has_tier;
	if (setting.length > 128000 && count < capacity)
		out[count++] = text_of(_(
			"A window beyond 128k is claimed, not shown, where no long-text result is on record."));
	if (has_tier && count < capacity)
		out[count++] = text_of(_(
			"Prices change above a prompt size (tiers): what it costs is counted at the tier of your prompt."));
	if (setting.repeat > 0 && count < capacity)
		out[count++] = arena_format(arena,
			_("%.0f%% of the input repeats and is counted at the cache price; where that is not on record, the whole input price."),
			setting.repeat * 100);
	struct text money = ceiling_note(ranking, &setting, arena);
	if (money.size > 0 && count < capacity)
		out[count++] = money;
	if (ranking->certain > 0 && ranking->certain < 6 && count < capacity)
		out[count++] = arena_format(arena,
			P_("Only %u model surely fits.",
				"Only %u models surely fit: the choice is between few.",
				ranking->certain),
			ranking->certain);
	return count;
}

size_t ranking_legend(const struct ranking *ranking, bool is_screen, struct arena *arena,
	struct text *out, size_t capacity)
{
	size_t count = 0;
	const struct text all[] = {
		text_of(_(
			"Score: of 100, what the list is ordered by: the middle of what the facts allow less what doubt takes. The interval goes from the worst case that they allow (from the score, where caution goes below that) to the best.")),
		arena_format(arena,
			_("Tastes: first in so many percent of %u weightings near yours. Facts: in so many percent of the cases that the known facts allow. A line draws for the models under it."),
			ranking->draws),
		text_of(_(
			"◆: nothing beats it in the middle on the five criteria that weigh most.")),
		text_of(_(
			"+3: so many more of its line, or surely beaten by it, are folded under it.")),
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]) - !is_screen && count < capacity; i++)
		out[count++] = all[i];
	return count;
}

struct text what_if_text(const struct ranking *ranking, const struct what_if *one,
	struct arena *arena)
{
	struct strbuf buf;

	if (one->option < 0)
		return arena_format(arena, _("weight of %s × %.1f"), criterion_title(one->weight),
			one->factor);
	const struct question *question = &ranking->questionnaire->questions[one->question];
	strbuf_init(&buf);
	strbuf_add(&buf, questionnaire_text(question->brief));
	strbuf_add_string(&buf, ": ");
	answer_print(&buf, question, &one->to);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

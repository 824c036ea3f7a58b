/* SPDX-License-Identifier: MIT */
/* Choose, where a result leads: its models in Browse, its first ones side by side. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

void guide_return_marks(struct guide *guide)
{
	struct explorer *explorer = guide->view.explorer;
	char letter[4];

	for (unsigned i = 0; i < guide->lent_count; i++)
		if (explorer_mark_letter(explorer, guide->lent[i], letter) &&
			explorer_note(explorer, guide->lent[i]).size == 0)
			explorer_toggle_mark(explorer, guide->lent[i]);
	guide->lent_count = 0;
}

/* Not all that certainly fits can be said in one query: what is missing is told. */
static void say_reach(struct guide *guide, const struct query_reach *reach)
{
	struct explorer *explorer = guide->view.explorer;
	uint32_t certain = guide->ranking->certain, rest = certain - reach->certain - reach->own;
	struct strbuf parts;

	if (reach->certain == certain && reach->others == 0) {
		explorer_say(explorer, "%s",
			_("Your needs are the query now; Esc leads back to the result and to your query."));
		return;
	}
	if (reach->certain == certain && reach->own == 0) {
		explorer_say(explorer, _("All %u certain, %u more uncertain; Esc back."), certain,
			reach->others);
		return;
	}
	strbuf_init(&parts);
	if (reach->own > 0)
		strbuf_add_format(&parts, _("%u on own hardware alone"), reach->own);
	if (rest > 0)
		strbuf_add_format(&parts, _("%s%u no query finds"), parts.size > 0 ? ", " : "",
			rest);
	if (reach->others > 0)
		strbuf_add_format(&parts, _("%s%u more uncertain"), parts.size > 0 ? ", " : "",
			reach->others);
	explorer_say(explorer, _("%u of %u certain: %s; Esc back."), reach->certain, certain,
		parts.bytes);
	strbuf_done(&parts);
}

struct outcome guide_browse_these(struct guide *guide)
{
	struct query_reach reach;
	struct arena *arena = &guide->view.frame;
	bool is_known = ranking_query_reach(guide->ranker, guide->ranking, &reach, arena);

	explorer_lend_text(guide->view.explorer, ranking_browse_query(guide->ranking, arena));
	guide->view.explorer->wants_list = true;
	if (is_known)
		say_reach(guide, &reach);
	return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE, .comes_back = true };
}

/* A comparison takes of the hosts that meet the needs the cheapest, the result the one that is worth most. */
static bool is_cheaper_elsewhere(const struct candidate *one)
{
	return !one->is_own && one->cheapest_offer != UINT32_MAX &&
		one->month_offer != UINT32_MAX && one->cheapest_offer != one->month_offer &&
		one->cheapest_month < 0.95 * one->month_low;
}

/* Why figures there are not those of the result; TEXT_NONE: they are. */
static struct text other_hosts(const struct ranking *ranking, struct arena *arena)
{
	struct text here = TEXT_NONE;

	for (uint32_t i = 0; i < ranking->lines && i < GUIDE_COMPARED; i++) {
		const struct candidate *one = &ranking->list[i];
		if (is_cheaper_elsewhere(one))
			here = arena_format(arena, _("%.*s%s%.*s %.*s at %.*s"), TEXT_ARGS(here),
				here.size > 0 ? message_gap() : "",
				TEXT_ARGS(store_title(ranking->store, one->row)),
				TEXT_ARGS(candidate_figure_text(ranking, one, arena)),
				TEXT_ARGS(candidate_host(ranking, one)));
	}
	return here.size == 0
		? TEXT_NONE
		: arena_format(arena,
			  _("Costs here are those of the cheapest host that meets your needs. The result counts with the host that is worth most to you: %.*s."),
			  TEXT_ARGS(here));
}

struct outcome guide_compare_top(struct guide *guide)
{
	struct explorer *explorer = guide->view.explorer;
	char letter[4];

	for (uint32_t i = 0; i < guide->ranking->lines && i < GUIDE_COMPARED; i++) {
		uint32_t row = ranking_whole_row(guide->ranking, guide->ranking->list[i].row);
		if (explorer_mark_letter(explorer, row, letter))
			continue;
		explorer_toggle_mark(explorer, row);
		guide->lent[guide->lent_count++] = row;
	}
	explorer_lend_text(explorer,
		ranking_figures_query(guide->ranking, NULL, &guide->view.frame));
	explorer_lend_note(explorer, other_hosts(guide->ranking, &guide->view.frame));
	if (guide->lent_count > 0)
		explorer_say(explorer,
			P_("%u model is marked for this, until you are back: q leads to the result.",
				"%u models are marked for this, until you are back: q leads to the result.",
				guide->lent_count),
			guide->lent_count);
	return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_COMPARE, .comes_back = true };
}

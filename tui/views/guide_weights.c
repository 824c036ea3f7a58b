/* SPDX-License-Identifier: MIT */
/* Choose, the weights: more or less of each, and the ranks move. And "like this, but ...". */
#include "catalog/base/message.h"
#include "tui/views/guide.h"

void guide_weights_open(struct guide *guide)
{
	guide->mode = GUIDE_WEIGHTS;
	guide->items_scroll = (struct scroll){ .height = 1 };
	guide->scroll = (struct scroll){ .height = 1 };
}

void guide_weights_prepare(struct guide *guide, struct rect area)
{
	uint32_t count = guide->mode == GUIDE_LIKE ? CRITIQUE_COUNT : CRITERION_COUNT;
	int rows = area.height - 2;
	scroll_set(&guide->items_scroll, count, rows > 1 ? rows : 1);
}

static void draw_cursor(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	uint32_t at)
{
	if (at != guide->items_scroll.cursor)
		return;
	canvas_text(canvas, area.x + 1, y, 1, ROLE_ACCENT,
		text_of(canvas_sign(canvas, SIGN_CURSOR)));
}

static void select_row(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	uint32_t at)
{
	if (at == guide->items_scroll.cursor)
		canvas_select(canvas, (struct rect){ area.x + 1, y, area.width - 2, 1 }, true);
}

static void draw_ranks(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = (struct arena *)&guide->view.frame;

	canvas_rule_down(canvas, area.x - 1, area.y, area.height);
	canvas_text(canvas, area.x + 1, area.y, area.width - 2, ROLE_HEADING,
		text_of(_("RANKS NOW")));
	for (uint32_t i = 0; i < ranking->lines && (int)i < area.height - 2; i++) {
		int y = area.y + 1 + (int)i;
		canvas_text_cut(canvas, area.x + 1, y, area.width - 9, ROLE_TEXT,
			arena_format(arena, "%u %.*s", i + 1,
				TEXT_ARGS(store_title(ranking->store, ranking->list[i].row))));
		canvas_text_right(canvas, area.x + area.width - 7, y, 6, ROLE_NUMBER,
			arena_format(arena, "%.1f", (double)ranking->list[i].key * 100 / POINTS));
	}
}

void guide_weights_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = (struct arena *)&guide->view.frame;
	struct rect list = area;

	if (area.width >= 76) {
		list.width = area.width / 2;
		draw_ranks(guide, canvas,
			(struct rect){ area.x + list.width + 1, area.y, area.width - list.width - 1,
				area.height });
	}
	canvas_text_cut(canvas, list.x + 2, list.y, list.width - 4, ROLE_STRONG,
		text_of(_("What weighs how much, in percent")));
	for (int i = 0; i < guide->items_scroll.height; i++) {
		uint32_t at = guide->items_scroll.top + (uint32_t)i;
		int y = list.y + 1 + i, title = 22, bar = list.width - title - 12;
		if (at >= CRITERION_COUNT)
			break;
		double share = (double)ranking->weights[at] / POINTS;
		draw_cursor(guide, canvas, list, y, at);
		canvas_text_cut(canvas, list.x + 3, y, title, ROLE_TEXT,
			text_of(criterion_title((enum criterion)at)));
		canvas_text_right(canvas, list.x + 3 + title, y, 6, ROLE_NUMBER,
			arena_format(arena, "%.1f", share * 100));
		if (bar > 4)
			canvas_bar(canvas, list.x + 10 + title, y, bar, ROLE_BAR,
				share * 2 > 1 ? 1 : share * 2);
		select_row(guide, canvas, list, y, at);
	}
}

static void change_weight(struct guide *guide, double by)
{
	struct answers answers = guide->answers;
	uint32_t at = guide->items_scroll.cursor;

	answers.has_weights = true;
	for (int i = 0; i < CRITERION_COUNT; i++)
		answers.weights[i] = guide->ranking->weights[i];
	double weight = answers.weights[at] + by * POINTS;
	answers.weights[at] = weight < 0 ? 0 : weight;
	double sum = 0;
	for (int i = 0; i < CRITERION_COUNT; i++)
		sum += answers.weights[i];
	if (sum > 0)
		guide_change(guide, &answers);
}

struct outcome guide_weights_act(struct guide *guide, enum action action)
{
	struct answers answers = guide->answers;

	switch (action) {
	case ACTION_RIGHT:
	case ACTION_ALL_OF: change_weight(guide, 0.03); return STAY;
	case ACTION_LEFT:
	case ACTION_EXCLUDE: change_weight(guide, -0.03); return STAY;
	case ACTION_CLEAR:
		answers.has_weights = false;
		guide_change(guide, &answers);
		return STAY;
	case ACTION_ADJUST:
	case ACTION_OPEN: guide_show_results(guide); return STAY;
	default: return scroll_act(&guide->items_scroll, action) ? STAY : UNHANDLED;
	}
}

void guide_like_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	const struct candidate *one = guide_candidate(guide);
	struct arena *arena = (struct arena *)&guide->view.frame;

	if (!one)
		return;
	canvas_text_cut(canvas, area.x + 2, area.y, area.width - 4, ROLE_STRONG,
		arena_format(arena, _("Like %.*s, but ..."),
			TEXT_ARGS(store_title(guide->ranking->store, one->row))));
	for (uint32_t i = 0; i < CRITIQUE_COUNT && (int)i + 1 < area.height; i++) {
		draw_cursor(guide, canvas, area, area.y + 1 + (int)i, i);
		canvas_text_cut(canvas, area.x + 3, area.y + 1 + (int)i, area.width - 5, ROLE_TEXT,
			text_of(critique_title((enum critique)i)));
		select_row(guide, canvas, area, area.y + 1 + (int)i, i);
	}
}

struct outcome guide_like_act(struct guide *guide, enum action action)
{
	const struct candidate *one = guide_candidate(guide);
	struct answers answers;

	if (action != ACTION_OPEN && action != ACTION_MARK)
		return scroll_act(&guide->items_scroll, action) ? STAY : UNHANDLED;
	enum critique critique = (enum critique)guide->items_scroll.cursor;
	if (one &&
		ranking_critique(guide->ranking, one, critique, &answers, &guide->answer_texts)) {
		guide_change(guide, &answers);
		explorer_say(guide->view.explorer, "%s", _("Changed; u takes it back."));
	} else {
		explorer_complain(guide->view.explorer, "%s",
			_("Nothing to change: this is already asked for, or not on record."));
	}
	guide_show_results(guide);
	return STAY;
}

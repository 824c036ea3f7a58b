/* SPDX-License-Identifier: MIT */
/* Choose, the weights: more or less of each, and the ranks move; beside each the points of one model and the fact they rest on. */
#include "tui/views/guide.h"

#include <string.h>

enum { TITLE = 20, WITH_POINTS = 46, BAR_FROM = 48 };

void guide_weights_open(struct guide *guide)
{
	const struct ranking *ranking = guide->ranking;
	const struct candidate *one = guide_candidate(guide);

	guide->weighed = one && guide->mode == GUIDE_RESULT ? one->row
		: ranking->lines > 0                        ? ranking->list[0].row
							    : UINT32_MAX;
	guide->rank_count = ranking->lines < GUIDE_RANKS ? ranking->lines : GUIDE_RANKS;
	for (uint32_t i = 0; i < guide->rank_count; i++)
		guide->ranks[i] = ranking->list[i].row;
	memcpy(guide->weights, ranking->weights, sizeof(guide->weights));
	guide->mode = GUIDE_WEIGHTS;
	guide->items_scroll = (struct scroll){ .height = 1 };
	guide->scroll = (struct scroll){ .height = 1 };
}

void guide_weights_prepare(struct guide *guide, struct rect area)
{
	int rows = area.height - 5;
	scroll_set(&guide->items_scroll, CRITERION_COUNT, rows > 1 ? rows : 1);
}

/* How far a model has moved since the weights were opened: "+2", "-1", "new"; "" when it stands where it stood. */
static struct text moved(const struct guide *guide, uint32_t row, uint32_t at)
{
	struct arena *arena = view_scratch(&guide->view);

	for (uint32_t i = 0; i < guide->rank_count; i++)
		if (guide->ranks[i] == row)
			return i == at ? TEXT_NONE : arena_format(arena, "%+d", (int)i - (int)at);
	return guide->rank_count < GUIDE_RANKS ? text_of(_("new")) : TEXT_NONE;
}

static void draw_ranks(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = view_scratch(&guide->view);

	canvas_rule_down(canvas, area.x - 1, area.y, area.height);
	canvas_text(canvas, area.x + 1, area.y, area.width - 2, ROLE_HEADING,
		text_of(_("RANKS NOW")));
	for (uint32_t i = 0; i < ranking->lines && (int)i < area.height - 1; i++) {
		int y = area.y + 1 + (int)i;
		struct text by = moved(guide, ranking->list[i].row, i);
		canvas_text_right(canvas, area.x, y, 3, ROLE_NUMBER,
			arena_format(arena, "%u", i + 1));
		canvas_text_right(canvas, area.x + 3, y, 5,
			by.size > 0 && by.bytes[0] == '-' ? ROLE_WARN : ROLE_OK, by);
		canvas_text_cut(canvas, area.x + 9, y, area.width - 16, ROLE_TEXT,
			store_title(ranking->store, ranking->list[i].row));
		canvas_text_right(canvas, area.x + area.width - 7, y, 6, ROLE_NUMBER,
			arena_format(arena, "%.1f", candidate_score(&ranking->list[i])));
	}
}

static const struct candidate *weighed(const struct guide *guide)
{
	return guide->weighed == UINT32_MAX ? NULL : ranking_find(guide->ranking, guide->weighed);
}

static void draw_weight(const struct guide *guide, struct canvas *canvas, struct rect list, int y,
	uint32_t at, const struct candidate *one)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = view_scratch(&guide->view);
	struct rect row = { list.x + 1, y, list.width - 2, 1 };
	int bar = list.width - BAR_FROM - 2;
	int32_t most = 1;

	for (int i = 0; i < CRITERION_COUNT; i++)
		most = ranking->weights[i] > most ? ranking->weights[i] : most;
	canvas_text_cut(canvas, list.x + 3, y, TITLE, ROLE_TEXT,
		text_of(criterion_title((enum criterion)at)));
	canvas_text_right(canvas, list.x + 3 + TITLE, y, 6, ROLE_NUMBER,
		arena_format(arena, "%.1f", (double)ranking->weights[at] * 100 / POINTS));
	if (one && list.width >= WITH_POINTS) {
		canvas_text_right(canvas, list.x + 29, y, 8, ROLE_NUMBER,
			arena_format(arena, "%.0f", (double)one->cautious[at] * 100 / POINTS));
		canvas_text_right(canvas, list.x + 37, y, 8, ROLE_NUMBER,
			arena_format(arena, "%.1f",
				(double)ranking->weights[at] * one->cautious[at] * 100 / POINTS /
					POINTS));
		row.width = WITH_POINTS - 1;
	}
	if (bar > 4)
		canvas_bar(canvas, list.x + BAR_FROM, y, bar, ROLE_BAR,
			(double)ranking->weights[at] / most);
	guide_cursor(guide, canvas, row, at);
}

/* The fact under the points of the row. */
static struct line fact_of(const struct guide *guide, const struct candidate *one)
{
	return ranking_line(guide->ranker, guide->ranking, one,
		(enum criterion)guide->items_scroll.cursor, view_scratch(&guide->view));
}

static void draw_list(const struct guide *guide, struct canvas *canvas, struct rect list)
{
	const struct candidate *one = weighed(guide);
	struct arena *arena = view_scratch(&guide->view);
	int y = list.y + 2;

	struct text title = text_of(_("What weighs how much, in percent"));
	if (one) {
		struct text name = store_title(guide->ranking->store, one->row);
		title = arena_format(arena, _("What weighs how much, and the points of %.*s"),
			TEXT_ARGS(name));
		if (text_width(title) > list.width - 4)
			title = arena_format(arena, _("Weights and points: %.*s"), TEXT_ARGS(name));
	}
	canvas_text_cut(canvas, list.x + 2, list.y, list.width - 4, ROLE_STRONG, title);
	canvas_text_right(canvas, list.x + 21, list.y + 1, 8, ROLE_DIM, text_of(_("weight %")));
	if (one && list.width >= WITH_POINTS) {
		canvas_text_right(canvas, list.x + 29, list.y + 1, 8, ROLE_DIM,
			text_of(_("points")));
		canvas_text_right(canvas, list.x + 37, list.y + 1, 8, ROLE_DIM,
			text_of(_("gives")));
	}
	for (int i = 0; i < guide->items_scroll.height; i++) {
		uint32_t at = guide->items_scroll.top + (uint32_t)i;
		if (at < CRITERION_COUNT)
			draw_weight(guide, canvas, list, y++, at, one);
	}
	if (one && list.width >= WITH_POINTS)
		canvas_text_right(canvas, list.x + 37, y, 8, ROLE_STRONG,
			arena_format(arena, "%.1f", candidate_score(one)));
	if (!one)
		return;
	y += 1 + (list.height >= 20);
	y += guide_wrap(canvas, list.x + 3, y, list.width - 5, list.y + list.height - y, ROLE_TEXT,
		fact_of(guide, one).text);
	if (list.y + list.height - y > 3)
		guide_wrap(canvas, list.x + 3, y + 1, list.width - 5, 2, ROLE_DIM,
			text_of(_(
				"Points: the middle less what doubt takes. What they give adds up to the score.")));
}

void guide_weights_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	struct rect list = area;

	if (area.width >= 76) {
		list.width = area.width >= 140 ? area.width / 2 : area.width * 58 / 100;
		draw_ranks(guide, canvas,
			(struct rect){ area.x + list.width + 1, area.y, area.width - list.width - 1,
				area.height });
	}
	draw_list(guide, canvas, list);
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

static struct outcome open_fact(const struct guide *guide)
{
	const struct candidate *one = weighed(guide);
	struct line line = one ? fact_of(guide, one) : (struct line){ .source = 0 };
	const struct field *field = one ? store_field_find(guide->ranking->store, line.field)
					: NULL;

	return field ? (struct outcome){ .kind = OUTCOME_EVIDENCE,
		.row = one->row,
		.field = field,
		.text = ranking_figures_query(guide->ranking, one, view_scratch(&guide->view)) }
		     : STAY;
}

struct outcome guide_weights_act(struct guide *guide, enum action action)
{
	struct answers answers = guide->answers;

	switch (action) {
	case ACTION_RIGHT:
	case ACTION_ALL_OF: change_weight(guide, 0.03); return STAY;
	case ACTION_LEFT:
	case ACTION_EXCLUDE: change_weight(guide, -0.03); return STAY;
	case ACTION_EVIDENCE: return open_fact(guide);
	case ACTION_CLEAR:
		if (!answers.has_weights)
			explorer_say(guide->view.explorer, "%s",
				_("No weight was changed: they follow from your answers."));
		answers.has_weights = false;
		guide_change(guide, &answers);
		return STAY;
	case ACTION_ADJUST:
	case ACTION_OPEN: guide_show_results(guide); return STAY;
	default: return scroll_act(&guide->items_scroll, action) ? STAY : UNHANDLED;
	}
}

/* SPDX-License-Identifier: MIT */
/* Choose, the list of a result: lines on one shared axis, and below them what is to be verified. */
#include "catalog/base/message.h"
#include "tui/views/guide.h"

#include <math.h>
#include <stdio.h>

enum { AXIS_MIN = 12, HOST_FROM = 96, HOST_WIDTH = 20 };

/* The list goes on behind its lines with what is to be verified, below a blank line and a head. */
static uint32_t verify_from(const struct ranking *ranking)
{
	return ranking->lines + (ranking->lines > 0) + 1;
}

uint32_t guide_list_count(const struct ranking *ranking)
{
	return ranking->verify_count > 0 ? verify_from(ranking) + ranking->verify_count
					 : ranking->lines;
}

const struct candidate *guide_candidate(const struct guide *guide)
{
	const struct ranking *ranking = guide->ranking;
	uint32_t at = guide->scroll.cursor;

	if (at < ranking->lines)
		return &ranking->list[at];
	return ranking->verify_count > 0 && at >= verify_from(ranking) &&
			at < guide_list_count(ranking)
		? &ranking->verify[at - verify_from(ranking)]
		: NULL;
}

uint32_t guide_list_place(const struct ranking *ranking, uint32_t row)
{
	const struct candidate *one = ranking_find(ranking, row);

	if (!one)
		return UINT32_MAX;
	if (one >= ranking->list && one < ranking->list + ranking->count)
		return one->folded_into != UINT32_MAX ? one->folded_into
						      : (uint32_t)(one - ranking->list);
	return verify_from(ranking) + (uint32_t)(one - ranking->verify);
}

/* On a model, never between the two lists. */
void guide_list_land(struct guide *guide, bool is_down)
{
	const struct ranking *ranking = guide->ranking;
	uint32_t at = guide->scroll.cursor;

	if (ranking->verify_count == 0 || at < ranking->lines || at >= verify_from(ranking))
		return;
	scroll_to(&guide->scroll,
		is_down || ranking->lines == 0 ? verify_from(ranking) : ranking->lines - 1);
}

struct columns {
	int rank, rank_width, pareto, letter, letter_width, name, score, axis, axis_width, tastes,
		facts, month, month_end, host;
};

/* Before the names: the place, the sign of the frontier and the letter of a mark, each in its own cells, as wide as the longest of them. */
static void seat_signs(struct columns *columns, const struct guide *guide, int x)
{
	columns->rank = x + 1;
	columns->rank_width = guide->ranking->lines > 99 ? 3 : 2;
	columns->pareto = columns->rank + columns->rank_width;
	columns->letter = columns->pareto + 1;
	columns->letter_width = guide->view.explorer->marked_count > 26 ? 2 : 1;
	columns->name = columns->letter + columns->letter_width + 1;
}

static struct columns columns_of(const struct guide *guide, struct rect area)
{
	struct columns columns = { 0 };
	int right = area.x + area.width - 1;

	seat_signs(&columns, guide, area.x);
	columns.month_end = right;
	if (area.width >= HOST_FROM) {
		columns.host = right - HOST_WIDTH;
		columns.month_end = columns.host - 2;
	}
	columns.month = columns.month_end - 8;
	right = columns.month - 1;
	if (area.width >= 52) {
		columns.facts = right - 6;
		columns.tastes = columns.facts - 7;
		right = columns.tastes - 1;
	}
	int name = area.width >= 100 ? 30
		: area.width >= 78   ? 28
		: area.width >= 72   ? 24
		: area.width >= 66   ? 22
				     : area.width - 24;
	columns.score = columns.name + name;
	if (columns.score > right - 5)
		columns.score = right - 5;
	columns.axis = columns.score + 6;
	columns.axis_width = right - columns.axis;
	if (columns.axis_width < AXIS_MIN) {
		columns.axis_width = 0;
		columns.score = right - 5;
	} else if (columns.axis_width > 44) {
		columns.axis_width = 44;
	}
	return columns;
}

/* What "+3" behind a name counts, where it fits. */
static void draw_folds_head(const struct guide *guide, struct canvas *canvas, int x, int y, int end)
{
	struct text words = text_of(_("+ others under it"));

	if (guide->ranking->count > guide->ranking->lines && x + text_width(words) < end)
		canvas_text(canvas, x, y, text_width(words), ROLE_DIM, words);
}

static void draw_table_head(const struct guide *guide, struct canvas *canvas,
	struct columns columns, int y, bool has_blank)
{
	int used = canvas_text_cut(canvas, columns.name, y, columns.score - columns.name,
		ROLE_HEADING, text_of(_("MODEL")));
	draw_folds_head(guide, canvas, columns.name + used + 2, y, columns.score);
	canvas_text_right(canvas, columns.score, y, 5, ROLE_HEADING, text_of(_("SCORE")));
	if (columns.axis_width > 0) {
		canvas_text(canvas, columns.axis, y, 1, ROLE_DIM, text_of("0"));
		canvas_text_right(canvas, columns.axis + columns.axis_width - 3, y, 3, ROLE_DIM,
			text_of("100"));
	}
	if (columns.tastes > 0) {
		if (has_blank)
			canvas_text_right(canvas, columns.tastes - 4, y - 1, 17, ROLE_DIM,
				text_of(_("how often first")));
		canvas_text_right(canvas, columns.tastes, y, 7, ROLE_HEADING, text_of(_("tastes")));
		canvas_text_right(canvas, columns.facts, y, 6, ROLE_HEADING, text_of(_("facts")));
	}
	if (columns.host > 0)
		canvas_text_cut(canvas, columns.host, y, HOST_WIDTH, ROLE_HEADING,
			text_of(_("AT")));
	canvas_text_right(canvas, columns.month, y, columns.month_end - columns.month, ROLE_HEADING,
		text_of(ranking_is_own(guide->ranking)               ? _("MEMORY")
				: ranking_has_volume(guide->ranking) ? _("A MONTH")
								     : _("PER 1M")));
}

/* ├──●──┤ on the axis that all rows share: the score in its interval. */
static void draw_axis(struct canvas *canvas, int x, int y, int cells, const struct candidate *one)
{
	const struct band *band = &one->total;
	int from = (int)((int64_t)band->lo * (cells - 1) / POINTS),
	    at = (int)(candidate_score(one) * (cells - 1) / 100),
	    to = (int)((int64_t)band->hi * (cells - 1) / POINTS);
	bool ascii = canvas->is_ascii;

	for (int i = from; i <= to; i++) {
		const char *sign = i == at ? (ascii ? "*" : "●")
			: i == from        ? (ascii ? "|" : "├")
			: i == to          ? (ascii ? "|" : "┤")
					   : (ascii ? "-" : "─");
		canvas_text(canvas, x + i, y, 1, i == at ? ROLE_STRONG : ROLE_BAR, text_of(sign));
	}
}

static void draw_cursor(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	uint32_t at)
{
	if (at == guide->scroll.cursor)
		canvas_select_row(canvas, (struct rect){ area.x, y, area.width - 1, 1 },
			!guide->is_on_items);
}

/* The letter of a marked model, the same as everywhere. row: of the ranking. */
static void draw_letter(const struct guide *guide, struct canvas *canvas, struct columns columns,
	int y, uint32_t row)
{
	char letter[4];

	if (explorer_mark_letter(guide->view.explorer, ranking_whole_row(guide->ranking, row),
		    letter))
		canvas_text(canvas, columns.letter, y, columns.letter_width, ROLE_MARK,
			text_of(letter));
}

static void draw_line(const struct guide *guide, struct canvas *canvas, struct rect area,
	struct columns columns, int y, uint32_t at)
{
	const struct ranking *ranking = guide->ranking;
	const struct candidate *one = &ranking->list[at];
	struct arena *arena = view_scratch(&guide->view);
	bool is_tie = ranking->firmness == FIRM_TOSS_UP || !ranking->has_needs;

	if (!is_tie)
		canvas_text_right(canvas, columns.rank, y, columns.rank_width, ROLE_NUMBER,
			arena_format(arena, "%u", at + 1));
	if (one->is_pareto)
		canvas_text(canvas, columns.pareto, y, 1, ROLE_BEST,
			text_of(canvas->is_ascii ? "+" : "◆"));
	draw_letter(guide, canvas, columns, y, one->row);
	struct text folds = one->folds > 0 ? arena_format(arena, " +%u", one->folds) : TEXT_NONE;
	int name = canvas_text_cut(canvas, columns.name, y,
		columns.score - columns.name - 1 - text_width(folds),
		one->is_traded ? ROLE_DIM : ROLE_TEXT, store_title(ranking->store, one->row));
	canvas_text(canvas, columns.name + name, y, text_width(folds), ROLE_DIM, folds);
	canvas_text_right(canvas, columns.score, y, 5, ROLE_NUMBER,
		arena_format(arena, "%.0f", candidate_score(one)));
	if (columns.axis_width > 0)
		draw_axis(canvas, columns.axis, y, columns.axis_width, one);
	if (columns.tastes > 0) {
		canvas_text_right(canvas, columns.tastes, y, 7, ROLE_NUMBER,
			arena_format(arena, "%u%%", percent_of(ranking, one->preference)));
		canvas_text_right(canvas, columns.facts, y, 6, ROLE_NUMBER,
			arena_format(arena, "%u%%", percent_of(ranking, one->data)));
	}
	canvas_text_right(canvas, columns.month, y, columns.month_end - columns.month, ROLE_NUMBER,
		candidate_figure_text(guide->ranking, one, arena));
	if (columns.host > 0 && !one->is_own)
		canvas_text_cut(canvas, columns.host, y, HOST_WIDTH, ROLE_TEXT,
			candidate_host(ranking, one));
	draw_cursor(guide, canvas, area, y, at);
}

/* A model that is not in the list yet: what is to be confirmed, and what it would cost. */
static void draw_verify(const struct guide *guide, struct canvas *canvas, struct rect area,
	struct columns columns, int y, uint32_t at)
{
	const struct ranking *ranking = guide->ranking;
	const struct candidate *one = &ranking->verify[at - verify_from(ranking)];
	struct arena *arena = view_scratch(&guide->view);

	draw_letter(guide, canvas, columns, y, one->row);
	canvas_text_cut(canvas, columns.name, y, columns.score - columns.name - 1, ROLE_TEXT,
		store_title(ranking->store, one->row));
	canvas_text_cut(canvas, columns.score, y, columns.month - columns.score - 1, ROLE_DIM,
		open_needs_text(ranking, one, arena));
	canvas_text_right(canvas, columns.month, y, columns.month_end - columns.month, ROLE_NUMBER,
		candidate_figure_text(ranking, one, arena));
	draw_cursor(guide, canvas, area, y, at);
}

static void draw_list_row(const struct guide *guide, struct canvas *canvas, struct rect area,
	struct columns columns, int y, uint32_t at)
{
	const struct ranking *ranking = guide->ranking;
	char count[16];

	if (at < ranking->lines) {
		draw_line(guide, canvas, area, columns, y, at);
	} else if (at >= guide_list_count(ranking)) {
		return;
	} else if (at >= verify_from(ranking)) {
		draw_verify(guide, canvas, area, columns, y, at);
	} else if (at + 1 == verify_from(ranking)) {
		int width = canvas_text(canvas, columns.name, y, area.width, ROLE_HEADING,
			text_of(_("TO VERIFY")));
		snprintf(count, sizeof(count), "%u", ranking->verify_count);
		canvas_text(canvas, columns.name + width + 2, y, 8, ROLE_NUMBER, text_of(count));
		if (columns.name + width + 10 < columns.score)
			canvas_text_cut(canvas, columns.score, y, columns.month - columns.score - 1,
				ROLE_DIM, text_of(_("what is to be confirmed")));
	}
}

void guide_list_draw(const struct guide *guide, struct canvas *canvas, struct rect list,
	bool has_blank)
{
	struct columns columns = columns_of(guide, list);

	if (guide->ranking->lines > 0 && list.height > 0)
		draw_table_head(guide, canvas, columns, list.y, has_blank);
	for (int i = 0; i < guide->scroll.height && i + 1 < list.height; i++)
		draw_list_row(guide, canvas, list, columns, list.y + 1 + i,
			guide->scroll.top + (uint32_t)i);
}

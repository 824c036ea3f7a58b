/* SPDX-License-Identifier: MIT */
/* Choose, the result: the short list on one shared axis, and beside it why, what would change it, what to verify. */
#include "catalog/advice/record.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

#include <math.h>

enum { WIDE = 108, ITEMS_WIDTH = 47, AXIS_MIN = 12, HOST_FROM = 96, HOST_WIDTH = 20 };

struct place {
	struct rect list, items;
	int head; /* lines above the table */
};

static struct place place_of(const struct guide *guide, struct rect area)
{
	struct place place = { .list = area };
	int lines = (int)guide->ranking->lines;
	struct text headline = ranking_headline(guide->ranking, (struct arena *)&guide->view.frame);
	int side = area.width < WIDE ? 0 : area.width >= 160 ? area.width * 2 / 5 : ITEMS_WIDTH;
	bool is_long = text_width(headline) > area.width - side - 3;

	place.head = area.height < 8           ? 1
		: area.height < 10             ? 2
		: area.height >= 16 && is_long ? 4
					       : 3;
	if (area.width >= WIDE) {
		place.list.width = area.width - side - 1;
		place.items = (struct rect){ area.x + place.list.width + 1, area.y, side,
			area.height };
		return place;
	}
	int room = area.height - place.head - 1, rows = area.height < 12 ? room : room / 2;
	rows = lines < rows ? lines : rows;
	place.list.height = place.head + (rows > 0 ? rows : 1) + 1;
	place.items = (struct rect){ area.x, area.y + place.list.height, area.width,
		area.height - place.list.height };
	if (place.items.height >= 3)
		return place;
	place.items.height = 0;
	if (guide->is_on_items) { /* no room for both: the pane in hand */
		place.list.height = place.head;
		place.items.y = area.y + place.head;
		place.items.height = area.height - place.head;
	}
	return place;
}

const struct candidate *guide_candidate(const struct guide *guide)
{
	return guide->scroll.cursor < guide->ranking->lines
		? &guide->ranking->list[guide->scroll.cursor]
		: NULL;
}

void guide_result_prepare(struct guide *guide, struct rect area)
{
	if (guide->ranking->lines == 0)
		guide->is_on_items = true;
	struct place place = place_of(guide, area);
	int rows = place.list.height - place.head - 1;

	scroll_set(&guide->scroll, guide->ranking->lines, rows > 1 ? rows : 1);
	guide->items_cells = place.items.width > 0 ? place.items.width : area.width;
	guide->items_rect = place.items;
	guide_items_make(guide);
	scroll_set(&guide->items_scroll, (uint32_t)guide->item_count,
		place.items.height > 1 ? place.items.height : 1);
}

static void draw_head(const struct guide *guide, struct canvas *canvas, struct rect area, int lines)
{
	struct strbuf buf;
	struct arena *arena = (struct arena *)&guide->view.frame;
	int y = area.y;

	strbuf_init(&buf);
	for (size_t i = 0; i < guide->questionnaire->question_count; i++) {
		if (!guide->answers.of[i].is_given)
			continue;
		strbuf_add_string(&buf, buf.size > 0 ? " · " : "");
		answer_print(&buf, &guide->questionnaire->questions[i], &guide->answers.of[i]);
	}
	if (lines >= 3)
		canvas_text_cut(canvas, area.x + 1, y++, area.width - 2, ROLE_DIM,
			strbuf_text(&buf));
	strbuf_done(&buf);
	enum role role = guide->ranking->firmness == FIRM_CLEAR ? ROLE_OK
		: guide->ranking->firmness == FIRM_LEANING      ? ROLE_STRONG
								: ROLE_WARN;
	guide_wrap(canvas, area.x + 1, y, area.width - 2, lines >= 3 ? lines - 2 : 1, role,
		ranking_headline(guide->ranking, arena));
}

struct columns {
	int name, score, axis, axis_width, tastes, facts, month, month_end, host;
};

static struct columns columns_of(struct rect area)
{
	struct columns columns = { 0 };
	int right = area.x + area.width - 1;

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
	int name = area.width >= 100 ? 30 : area.width >= 66 ? 22 : area.width - 24;
	columns.name = area.x + 5;
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

static void draw_table_head(const struct guide *guide, struct canvas *canvas,
	struct columns columns, int y)
{
	canvas_text_cut(canvas, columns.name, y, columns.score - columns.name, ROLE_HEADING,
		text_of(_("MODEL")));
	canvas_text_right(canvas, columns.score, y, 5, ROLE_HEADING, text_of(_("SCORE")));
	if (columns.axis_width > 0) {
		canvas_text(canvas, columns.axis, y, 1, ROLE_DIM, text_of("0"));
		canvas_text_right(canvas, columns.axis + columns.axis_width - 3, y, 3, ROLE_DIM,
			text_of("100"));
	}
	if (columns.tastes > 0) {
		canvas_text_right(canvas, columns.tastes, y, 7, ROLE_HEADING, text_of(_("taste%")));
		canvas_text_right(canvas, columns.facts, y, 6, ROLE_HEADING, text_of(_("fact%")));
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

static void draw_line(const struct guide *guide, struct canvas *canvas, struct rect area,
	struct columns columns, int y, uint32_t at)
{
	const struct ranking *ranking = guide->ranking;
	const struct candidate *one = &ranking->list[at];
	struct arena *arena = (struct arena *)&guide->view.frame;
	bool is_tie = ranking->firmness == FIRM_TOSS_UP || !ranking->has_needs;
	char letter[4];

	if (at == guide->scroll.cursor) {
		canvas_text(canvas, area.x, y, 1, ROLE_ACCENT,
			text_of(canvas_sign(canvas,
				guide->is_on_items ? SIGN_CURSOR_AWAY : SIGN_CURSOR)));
	}
	if (explorer_mark_letter(guide->view.explorer, one->row, letter))
		canvas_text(canvas, area.x + 1, y, 2, ROLE_MARK, text_of(letter));
	else if (!is_tie)
		canvas_text_right(canvas, area.x + 1, y, 2, ROLE_NUMBER,
			arena_format(arena, "%u", at + 1));
	if (one->is_pareto)
		canvas_text(canvas, area.x + 3, y, 1, ROLE_BEST,
			text_of(canvas->is_ascii ? "+" : "◆"));
	struct text name = store_title(ranking->store, one->row);
	if (one->folds > 0)
		name = arena_format(arena, "%.*s +%u", TEXT_ARGS(name), one->folds);
	canvas_text_cut(canvas, columns.name, y, columns.score - columns.name - 1,
		one->is_traded ? ROLE_DIM : ROLE_TEXT, name);
	canvas_text_right(canvas, columns.score, y, 5, ROLE_NUMBER,
		arena_format(arena, "%.0f", candidate_score(one)));
	if (columns.axis_width > 0)
		draw_axis(canvas, columns.axis, y, columns.axis_width, one);
	if (columns.tastes > 0) {
		canvas_text_right(canvas, columns.tastes, y, 7, ROLE_NUMBER,
			arena_format(arena, "%u", percent_of(ranking, one->preference)));
		canvas_text_right(canvas, columns.facts, y, 6, ROLE_NUMBER,
			arena_format(arena, "%u", percent_of(ranking, one->data)));
	}
	canvas_text_right(canvas, columns.month, y, columns.month_end - columns.month, ROLE_NUMBER,
		candidate_figure_text(guide->ranking, one, arena));
	if (columns.host > 0 && !one->is_own)
		canvas_text_cut(canvas, columns.host, y, HOST_WIDTH, ROLE_TEXT,
			candidate_host(ranking, one));
	if (at == guide->scroll.cursor)
		canvas_select(canvas, (struct rect){ area.x, y, area.width - 1, 1 },
			!guide->is_on_items);
}

static void draw_item(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	uint32_t at)
{
	const struct guide_item *item = &guide->items[at];
	bool is_cursor = guide->is_on_items && at == guide->items_scroll.cursor;

	if (is_cursor) {
		canvas_text(canvas, area.x, y, 1, ROLE_ACCENT,
			text_of(canvas_sign(canvas, SIGN_CURSOR)));
	}
	int indent = item->kind == ITEM_HEAD ? 1 : 2;
	int right = item->right.size > 0 ? text_width(item->right) + 1 : 0;
	canvas_text_cut(canvas, area.x + indent, y, area.width - indent - right - 1, item->role,
		item->text);
	if (right > 0)
		canvas_text_right(canvas, area.x + area.width - right - 1, y, right, ROLE_DIM,
			item->right);
	if (is_cursor)
		canvas_select(canvas, (struct rect){ area.x, y, area.width, 1 }, true);
}

void guide_result_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	struct place place = place_of(guide, area);
	struct columns columns = columns_of(place.list);

	draw_head(guide, canvas, place.list, place.head);
	if (guide->ranking->lines > 0 && place.list.height > place.head)
		draw_table_head(guide, canvas, columns, area.y + place.head);
	for (int i = 0; i < guide->scroll.height; i++) {
		uint32_t at = guide->scroll.top + (uint32_t)i;
		int y = area.y + place.head + 1 + i;
		if (at < guide->ranking->lines && y < place.list.y + place.list.height)
			draw_line(guide, canvas, place.list, columns, y, at);
	}
	if (place.items.x > area.x)
		canvas_rule_down(canvas, place.items.x - 1, area.y, area.height);
	for (int i = 0; i < place.items.height; i++) {
		uint32_t at = guide->items_scroll.top + (uint32_t)i;
		if (at < guide->item_count)
			draw_item(guide, canvas, place.items, place.items.y + i, at);
	}
}

static struct outcome open_first_fact(struct guide *guide)
{
	for (size_t i = 0; i < guide->item_count; i++)
		if (guide->items[i].kind == ITEM_LINE)
			return guide_item_open(guide, &guide->items[i]);
	return STAY;
}

struct outcome guide_result_act(struct guide *guide, enum action action)
{
	const struct candidate *one = guide_candidate(guide);

	switch (action) {
	case ACTION_NEXT_PANE:
	case ACTION_PREVIOUS_PANE: guide->is_on_items = !guide->is_on_items; return STAY;
	case ACTION_RIGHT: guide->is_on_items = true; return STAY;
	case ACTION_LEFT: guide->is_on_items = false; return STAY;
	case ACTION_OPEN:
		if (guide->is_on_items && guide->items_scroll.cursor < guide->item_count)
			return guide_item_open(guide, &guide->items[guide->items_scroll.cursor]);
		guide->is_on_items = true;
		return STAY;
	case ACTION_EVIDENCE:
		if (guide->is_on_items && guide->items_scroll.cursor < guide->item_count)
			return guide_item_open(guide, &guide->items[guide->items_scroll.cursor]);
		return open_first_fact(guide);
	case ACTION_MARK:
		if (one)
			explorer_toggle_mark(guide->view.explorer, one->row);
		return STAY;
	case ACTION_LIKE:
		if (one) {
			guide->mode = GUIDE_LIKE;
			guide->items_scroll = (struct scroll){ .height = 1 };
		}
		return STAY;
	default:
		return scroll_act(guide->is_on_items ? &guide->items_scroll : &guide->scroll,
			       action)
			? STAY
			: UNHANDLED;
	}
}

bool guide_result_click(struct guide *guide, int x, int y, struct rect area)
{
	struct place place = place_of(guide, area);
	bool was_on_items = guide->is_on_items;

	if (place.items.height > 0 && x >= place.items.x && y >= place.items.y) {
		guide->is_on_items = true;
		return scroll_point(&guide->items_scroll, y - place.items.y) && was_on_items;
	}
	guide->is_on_items = false;
	return scroll_point(&guide->scroll, y - area.y - place.head - 1) && !was_on_items;
}

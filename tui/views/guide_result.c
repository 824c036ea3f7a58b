/* SPDX-License-Identifier: MIT */
/* Choose, the result: the short list on one shared axis, and beside it why, what would change it, what to verify. */
#include "catalog/advice/record.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/views/guide.h"

enum { WIDE = 108, ITEMS_WIDTH = 47, USUAL = 18, ROOMY = 30 };

struct place {
	struct rect list, items;
	int head, answers; /* lines above the table; those of them that tell the answers */
};

/* Their names go where they do not fit. */
static struct text answers_of(const struct guide *guide, int cells)
{
	struct arena *arena = view_scratch(&guide->view);
	struct text answers = guide_answers_text(guide->questionnaire, &guide->answers, true,
		arena);

	return text_width(answers) <= cells
		? answers
		: guide_answers_text(guide->questionnaire, &guide->answers, false, arena);
}

/* The list is what one came for. */
static int lines_of(struct text text, int cells, int most)
{
	size_t at = 0;
	int lines = 0;

	while (at < text.size && lines < most) {
		text_wrap(text, &at, cells);
		lines++;
	}
	return lines > 0 ? lines : 1;
}

static struct place place_of(const struct guide *guide, struct rect area)
{
	struct place place = { .list = area };
	int lines = (int)guide_list_count(guide->ranking);
	struct text headline = ranking_headline(guide->ranking, view_scratch(&guide->view));
	int side = area.width < WIDE ? 0 : area.width >= 160 ? area.width * 2 / 5 : ITEMS_WIDTH;
	int cells = area.width - side - 3;
	bool is_long = text_width(headline) > cells;
	int most = area.height >= ROOMY ? 3 : area.height >= USUAL ? 2 : 1;
	int answers = lines_of(answers_of(guide, cells), cells, most);

	place.answers = area.height < 10 ? 0 : answers;
	place.head = area.height < 8 ? 1 : 2 + place.answers + (area.height >= 16 && is_long);
	if (area.width >= WIDE) {
		place.list.width = area.width - side - 1;
		place.items = (struct rect){ area.x + place.list.width + 1, area.y, side,
			area.height };
		return place;
	}
	/* the lines have half of the height; what is to be verified has what they leave of a third */
	int room = area.height - place.head - 1, certain = (int)guide->ranking->lines;
	int rows = area.height < 12 ? room : certain < room / 3 ? room / 3 : room / 2;
	rows = area.height >= 12 && certain >= room / 3 && certain < rows ? certain : rows;
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

void guide_result_prepare(struct guide *guide, struct rect area)
{
	/* where nothing fits the changes come first; where there is no list at all they are all there is */
	if (guide_list_count(guide->ranking) == 0 || (guide->is_new && guide->ranking->lines == 0))
		guide->is_on_items = true;
	guide->is_new = false;
	struct place place = place_of(guide, area);
	int rows = place.list.height - place.head - 1;

	scroll_set(&guide->scroll, guide_list_count(guide->ranking), rows > 1 ? rows : 1);
	guide_list_land(guide, true);
	guide->items_cells = place.items.width > 0 ? place.items.width : area.width;
	guide->items_rect = place.items;
	guide_items_make(guide);
	scroll_set(&guide->items_scroll, (uint32_t)guide->item_count,
		place.items.height > 1 ? place.items.height : 1);
}

static void draw_head(const struct guide *guide, struct canvas *canvas, struct rect area,
	const struct place *place)
{
	struct arena *arena = view_scratch(&guide->view);
	int y = area.y, headline = place->answers > 0 ? place->head - place->answers - 1 : 1;

	y += guide_wrap(canvas, area.x + 1, y, area.width - 2, place->answers, ROLE_DIM,
		answers_of(guide, area.width - 2));
	enum role role = guide->ranking->firmness == FIRM_CLEAR ? ROLE_OK
		: guide->ranking->firmness == FIRM_NONE         ? ROLE_WARN
								: ROLE_STRONG;
	guide_wrap(canvas, area.x + 1, y, area.width - 2, headline, role,
		ranking_headline(guide->ranking, arena));
}

static void draw_item(const struct guide *guide, struct canvas *canvas, struct rect area, int y,
	uint32_t at)
{
	const struct guide_item *item = &guide->items[at];
	bool is_cursor = guide->is_on_items && at == guide->items_scroll.cursor;

	int indent = item->kind == ITEM_HEAD ? 1 : 2;
	int right = item->right.size > 0 ? text_width(item->right) + 1 : 0;
	canvas_text_cut(canvas, area.x + indent, y, area.width - indent - right - 1, item->role,
		item->text);
	if (right > 0)
		canvas_text_right(canvas, area.x + area.width - right - 1, y, right, ROLE_DIM,
			item->right);
	if (is_cursor)
		canvas_select_row(canvas, (struct rect){ area.x, y, area.width, 1 }, true);
}

void guide_result_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	struct place place = place_of(guide, area);

	draw_head(guide, canvas, place.list, &place);
	guide_list_draw(guide, canvas,
		(struct rect){ place.list.x, area.y + place.head, place.list.width,
			place.list.height - place.head },
		place.head > 2);
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
			explorer_toggle_mark(guide->view.explorer,
				ranking_whole_row(guide->ranking, one->row));
		return STAY;
	case ACTION_LIKE:
		if (one) {
			guide->mode = GUIDE_LIKE;
			guide->items_scroll = (struct scroll){ .height = 1 };
		}
		return STAY;
	default:
		if (guide->is_on_items)
			return scroll_act(&guide->items_scroll, action) ? STAY : UNHANDLED;
		uint32_t from = guide->scroll.cursor;
		if (!scroll_act(&guide->scroll, action))
			return UNHANDLED;
		guide_list_land(guide, guide->scroll.cursor >= from);
		return STAY;
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

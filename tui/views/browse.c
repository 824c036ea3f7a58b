/* SPDX-License-Identifier: MIT */
/* Browse: facet panes | list | detail: which of them has the focus, and what keys and clicks do there. */
#include "tui/views/browse.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/views/browse_welcome.h"

#include <stdlib.h>

enum { WHEEL_LINES = 3 };

static struct view_browse *browse_of(struct view *view)
{
	return (struct view_browse *)view;
}

static void lay_out(struct view_browse *browse, struct rect area)
{
	browse_areas_lay_out(&browse->areas, area, browse->focus, browse->shows_detail);
}

/* Where other rows have taken the place of the model whose details had the focus, the list has it. */
static void keep_focus(struct view_browse *browse)
{
	struct explorer *explorer = browse->view.explorer;

	if (browse->generation != explorer->generation && browse->focus == FOCUS_DETAIL &&
		browse->detail.row != browse->list.cursor_row) {
		browse->focus = FOCUS_LIST;
		browse->shows_detail = false;
	}
	if (explorer->wants_list) {
		browse->focus = FOCUS_LIST;
		browse->shows_detail = explorer->wants_list = false;
	}
	browse->generation = explorer->generation;
}

/* Where the cursor stands at first. */
static void begin(struct view_browse *browse)
{
	struct explorer *explorer = browse->view.explorer;
	uint32_t place = explorer->first_row == UINT32_MAX
		? UINT32_MAX
		: query_run_position(explorer->run, explorer->first_row);

	explorer->first_row = UINT32_MAX;
	if (place != UINT32_MAX)
		browse_list_show(&browse->list, explorer, place);
}

/* Another view asked for a model: its details come up, with the list's cursor on it if the list has it. */
static void welcome(struct view_browse *browse)
{
	struct explorer *explorer = browse->view.explorer;
	uint32_t row = explorer->wanted_row;

	if (row == UINT32_MAX)
		return;
	explorer->wanted_row = UINT32_MAX;
	browse->focus = FOCUS_DETAIL;
	browse->shows_detail = true;
	browse->is_visit = explorer->leads_back;
	uint32_t place = query_run_position(explorer->run, row);
	browse->guest = place == UINT32_MAX ? row : UINT32_MAX;
	if (place != UINT32_MAX)
		browse_list_show(&browse->list, explorer, place);
	browse->guest_over = browse->list.cursor_row;
}

static uint32_t row_in_detail(struct view_browse *browse)
{
	if (browse->list.cursor_row != browse->guest_over)
		browse->guest = UINT32_MAX;
	return browse->guest != UINT32_MAX ? browse->guest : browse->list.cursor_row;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_browse *browse = browse_of(view);

	const struct rect *list = &browse->areas.of[FOCUS_LIST];

	lay_out(browse, area);
	struct rect before = list->width > 0 ? *list : area;
	browse_list_prepare(&browse->list, view->explorer, before, &view->frame, view->is_ascii);
	keep_focus(browse);
	begin(browse);
	welcome(browse);
	if (browse->focus != FOCUS_DETAIL || !view->explorer->leads_back)
		browse->is_visit = false;
	lay_out(browse, area);
	if (list->width > 0 && list->width != before.width) /* it has come back */
		browse_list_prepare(&browse->list, view->explorer, *list, &view->frame,
			view->is_ascii);
	if (browse->areas.of[FOCUS_PANES].width > 0)
		browse_facets_prepare(&browse->facets, view->explorer,
			browse->areas.of[FOCUS_PANES]);
	if (browse->areas.of[FOCUS_DETAIL].width > 0)
		browse_detail_prepare(&browse->detail, view->explorer, row_in_detail(browse),
			browse->areas.of[FOCUS_DETAIL], &view->frame, view->is_ascii);
}

static bool idle(struct view *view)
{
	struct view_browse *browse = browse_of(view);

	return browse->areas.of[FOCUS_PANES].width > 0 &&
		browse_facets_idle(&browse->facets, view->explorer);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_browse *browse = browse_of(
		(struct view *)view); /* the frame arena is scratch */
	const struct rect *areas = browse->areas.of;

	if (areas[FOCUS_PANES].width > 0)
		browse_facets_draw(&browse->facets, view->explorer, canvas, areas[FOCUS_PANES],
			browse->focus == FOCUS_PANES);
	if (areas[FOCUS_LIST].width > 0)
		browse_list_draw(&browse->list, view->explorer, canvas, areas[FOCUS_LIST],
			browse->focus == FOCUS_LIST, &browse->view.frame);
	if (view->explorer->is_welcome && areas[FOCUS_DETAIL].width > 0)
		browse_welcome_draw(view->keymap, canvas, areas[FOCUS_DETAIL]);
	else if (areas[FOCUS_DETAIL].width > 0)
		browse_detail_draw(&browse->detail, view->explorer, canvas, areas[FOCUS_DETAIL],
			browse->focus == FOCUS_DETAIL);
	browse_areas_draw_rules(&browse->areas, canvas, area);
}

/* Round the panes on the screen. Where details take the place of the list, Enter opens them and Tab goes between panes and list. */
static void next_pane(struct view_browse *browse, int step)
{
	bool is_beside = browse_areas_are_beside(&browse->areas);
	int next = (int)browse->focus;

	do
		next = (next + step + FOCUS_COUNT) % FOCUS_COUNT;
	while (next == FOCUS_DETAIL && !is_beside);
	browse->focus = (enum focus)next;
	browse->shows_detail = browse->focus == FOCUS_DETAIL;
}

static void move_focus(struct view_browse *browse, int step)
{
	int next = (int)browse->focus + step;

	if (next < 0 || next >= FOCUS_COUNT)
		return;
	browse->focus = (enum focus)next;
	browse->shows_detail = browse->focus == FOCUS_DETAIL;
}

static struct outcome act_pane(struct view_browse *browse, enum action action)
{
	struct explorer *explorer = browse->view.explorer;

	switch (browse->focus) {
	case FOCUS_PANES: return browse_facets_act(&browse->facets, explorer, action);
	case FOCUS_DETAIL: return browse_detail_act(&browse->detail, explorer, action);
	default: return browse_list_act(&browse->list, explorer, action);
	}
}

/* The model under the cursor is what the caller wanted; with marks, and where several may be chosen, those. */
static struct outcome pick(struct view_browse *browse)
{
	struct explorer *explorer = browse->view.explorer;

	explorer->pick.row = explorer_row_at(explorer, browse->list.scroll.cursor);
	bool has_marks = explorer->pick.is_many && explorer->marked_count > 0;
	explorer->pick.is_done = has_marks || explorer->pick.row != UINT32_MAX;
	return explorer->pick.is_done ? (struct outcome){ .kind = OUTCOME_QUIT } : STAY;
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_browse *browse = browse_of(view);
	struct explorer *explorer = view->explorer;
	struct outcome outcome = act_pane(browse, action);

	if (outcome.kind != OUTCOME_UNHANDLED)
		return outcome;
	switch (action) {
	case ACTION_NEXT_PANE: next_pane(browse, 1); return STAY;
	case ACTION_PREVIOUS_PANE: next_pane(browse, -1); return STAY;
	case ACTION_LEFT: move_focus(browse, -1); return STAY;
	case ACTION_RIGHT: move_focus(browse, 1); return STAY;
	case ACTION_OPEN:
		if (explorer->pick.is_on && browse->focus == FOCUS_LIST)
			return pick(browse);
		if (browse->list.cursor_row == UINT32_MAX && browse->guest == UINT32_MAX)
			return list_has_no_model(explorer);
		browse->focus = FOCUS_DETAIL;
		browse->shows_detail = true;
		return STAY;
	case ACTION_COST:
	case ACTION_FIT:
		return (struct outcome){ .kind = action == ACTION_COST ? OUTCOME_COST : OUTCOME_FIT,
			.row = browse->list.cursor_row };
	case ACTION_NEXT: /* the model below, whatever is in hand: the same fact of it */
	case ACTION_PREVIOUS:
		if (browse->focus == FOCUS_DETAIL)
			browse_detail_stay(&browse->detail);
		return browse_list_act(&browse->list, explorer,
			action == ACTION_NEXT ? ACTION_DOWN : ACTION_UP);
	case ACTION_DROP_LAST: explorer_drop_last(explorer); return STAY;
	case ACTION_CLEAR: explorer_clear(explorer); return STAY;
	case ACTION_FOLD: explorer_fold(explorer); return STAY;
	case ACTION_SORT:
	case ACTION_SORT_ALSO: return browse_list_act(&browse->list, explorer, action);
	case ACTION_NOTE:
		if (row_in_detail(browse) == UINT32_MAX)
			return list_has_no_model(explorer);
		return (struct outcome){ .kind = OUTCOME_NOTE, .row = row_in_detail(browse) };
	case ACTION_BACK:
	case ACTION_BROWSE:
		if (action == ACTION_BACK && browse->is_visit)
			return UNHANDLED;
		if (browse->focus != FOCUS_LIST) {
			browse->focus = FOCUS_LIST;
			browse->shows_detail = false;
			return STAY;
		}
		return UNHANDLED;
	default: return UNHANDLED;
	}
}

/* A second click opens: the model of the list, of a fact why it is believed. */
static bool is_cursor(const struct view_browse *browse, enum focus focus, int line)
{
	const struct scroll *scroll = focus == FOCUS_LIST ? &browse->list.scroll
							  : &browse->detail.scroll;

	return focus != FOCUS_PANES && focus == browse->focus && line > 0 &&
		scroll->top + (uint32_t)line - 1 == scroll->cursor;
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_browse *browse = browse_of(view);
	enum focus at = browse_areas_at(&browse->areas, x, y);

	(void)area;
	if (at == FOCUS_COUNT)
		return STAY;
	int line = y - browse->areas.of[at].y;
	bool is_again = is_cursor(browse, at, line);
	browse->focus = at;
	if (at == FOCUS_PANES)
		browse_facets_click(&browse->facets, view->explorer, line);
	else if (is_again)
		return act(view, ACTION_OPEN);
	else if (at == FOCUS_LIST)
		browse_list_click(&browse->list, view->explorer, x, line, browse->areas.of[at]);
	else if (line > 0)
		scroll_to(&browse->detail.scroll, browse->detail.scroll.top + (uint32_t)line - 1);
	return STAY;
}

/* The pane under the pointer moves, the focus stays. */
static void wheel(struct view *view, int x, int y, int step)
{
	struct view_browse *browse = browse_of(view);
	int lines = step * WHEEL_LINES;

	switch (browse_areas_at(&browse->areas, x, y)) {
	case FOCUS_PANES:
		for (int i = 0; i < WHEEL_LINES; i++)
			browse_facets_act(&browse->facets, view->explorer,
				step < 0 ? ACTION_UP : ACTION_DOWN);
		break;
	case FOCUS_LIST: browse_list_wheel(&browse->list, view->explorer, lines); break;
	case FOCUS_DETAIL: scroll_lines(&browse->detail.scroll, lines); break;
	default: break;
	}
}

static void drag(struct view *view, int from_x, int from_y, int x, int y)
{
	(void)y;
	browse_areas_drag(&browse_of(view)->areas, from_x, from_y, x);
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_browse *browse = browse_of(view);
	struct explorer *explorer = view->explorer;

	if (browse->focus == FOCUS_DETAIL && browse->detail.row != UINT32_MAX)
		return table_detail(explorer->store, explorer->run, browse->detail.row, false,
			arena);
	return table_list(explorer->run, &explorer->query, explorer->store, arena);
}

static uint32_t row(struct view *view)
{
	return browse_of(view)->list.cursor_row;
}

static struct text beside(const struct view *view, int cells, struct arena *arena)
{
	const struct view_browse *browse = (const struct view_browse *)view;

	return list_away_text(&browse->list, view->keymap, cells, arena);
}

static void free_browse(struct view *view)
{
	struct view_browse *browse = browse_of(view);

	browse_facets_done(&browse->facets);
	browse_list_done(&browse->list);
	arena_done(&view->frame);
	free(browse);
}

static const struct view_ops ops = { .title = N_("Browse"),
	.prepare = prepare,
	.idle = idle,
	.draw = draw,
	.act = act,
	.click = click,
	.wheel = wheel,
	.drag = drag,
	.hints = browse_hints,
	.table = table,
	.beside = beside,
	.row = row,
	.free = free_browse };

struct view *view_browse_new(struct explorer *explorer)
{
	struct view_browse *browse = memory_get_zeroed(1, sizeof(*browse));

	browse->view = (struct view){ .ops = &ops, .explorer = explorer };
	browse->focus = FOCUS_LIST;
	browse->guest = browse->guest_over = UINT32_MAX;
	browse_facets_init(&browse->facets);
	browse_list_init(&browse->list);
	browse_detail_init(&browse->detail);
	return &browse->view;
}

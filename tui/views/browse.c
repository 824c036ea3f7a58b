/* SPDX-License-Identifier: MIT */
/* Browse: facet panes | list | detail. Wide screens show all three, medium ones panes and list, narrow ones one at a time. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/views/browse_detail.h"
#include "tui/views/browse_facets.h"
#include "tui/views/browse_list.h"
#include "tui/views/browse_welcome.h"

#include <stdlib.h>

enum { PANES_WIDTH = 24, DETAIL_WIDTH = 37, WIDE = 120, MEDIUM = 80 };
enum focus { FOCUS_PANES, FOCUS_LIST, FOCUS_DETAIL, FOCUS_COUNT };

struct view_browse {
	struct view view;
	enum focus focus;
	bool shows_detail; /* where detail is not beside the list */
	struct facets_pane facets;
	struct list_pane list;
	struct detail_pane detail;
	struct rect areas[FOCUS_COUNT]; /* width 0: not on the screen */
	uint32_t generation;            /* of the explorer at the last prepare */
	bool is_ascii;
};

static struct view_browse *browse_of(struct view *view)
{
	return (struct view_browse *)view;
}

static int detail_width(int width)
{
	return DETAIL_WIDTH + (width > WIDE ? (width - WIDE) / 3 : 0);
}

static void lay_out(struct view_browse *browse, struct rect area)
{
	struct rect none = { 0, 0, 0, 0 };
	bool is_detail = browse->shows_detail || browse->focus == FOCUS_DETAIL;

	for (int i = 0; i < FOCUS_COUNT; i++)
		browse->areas[i] = none;
	if (area.width >= WIDE) {
		int right = detail_width(area.width);
		browse->areas[FOCUS_PANES] = (struct rect){ area.x, area.y, PANES_WIDTH,
			area.height };
		browse->areas[FOCUS_LIST] = (struct rect){ PANES_WIDTH + 1, area.y,
			area.width - PANES_WIDTH - 2 - right, area.height };
		browse->areas[FOCUS_DETAIL] = (struct rect){ area.width - right, area.y, right,
			area.height };
	} else if (area.width >= MEDIUM) {
		struct rect rest = { PANES_WIDTH + 1, area.y, area.width - PANES_WIDTH - 1,
			area.height };
		browse->areas[FOCUS_PANES] = (struct rect){ area.x, area.y, PANES_WIDTH,
			area.height };
		browse->areas[is_detail ? FOCUS_DETAIL : FOCUS_LIST] = rest;
	} else {
		browse->areas[browse->focus] = area;
	}
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
	browse->generation = explorer->generation;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_browse *browse = browse_of(view);

	lay_out(browse, area);
	browse_list_prepare(&browse->list, view->explorer,
		browse->areas[FOCUS_LIST].width > 0 ? browse->areas[FOCUS_LIST] : area,
		&view->frame);
	keep_focus(browse);
	lay_out(browse, area);
	if (browse->areas[FOCUS_PANES].width > 0)
		browse_facets_prepare(&browse->facets, view->explorer, browse->areas[FOCUS_PANES]);
	if (browse->areas[FOCUS_DETAIL].width > 0)
		browse_detail_prepare(&browse->detail, view->explorer, browse->list.cursor_row,
			browse->areas[FOCUS_DETAIL], &view->frame, browse->is_ascii);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_browse *browse = browse_of(
		(struct view *)view); /* the frame arena is scratch */
	const struct rect *areas = browse->areas;

	browse->is_ascii = canvas->is_ascii;
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
	if (area.width >= MEDIUM)
		canvas_rule_down(canvas, PANES_WIDTH, area.y, area.height);
	if (area.width >= WIDE)
		canvas_rule_down(canvas, area.width - detail_width(area.width) - 1, area.y,
			area.height);
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

static struct outcome act(struct view *view, enum action action)
{
	struct view_browse *browse = browse_of(view);
	struct explorer *explorer = view->explorer;
	struct outcome outcome = act_pane(browse, action);

	if (outcome.kind != OUTCOME_UNHANDLED)
		return outcome;
	switch (action) {
	case ACTION_NEXT_PANE:
		browse->focus = (enum focus)((browse->focus + 1) % FOCUS_COUNT);
		browse->shows_detail = browse->focus == FOCUS_DETAIL;
		return STAY;
	case ACTION_PREVIOUS_PANE:
		browse->focus = (enum focus)((browse->focus + FOCUS_COUNT - 1) % FOCUS_COUNT);
		browse->shows_detail = browse->focus == FOCUS_DETAIL;
		return STAY;
	case ACTION_LEFT: move_focus(browse, -1); return STAY;
	case ACTION_RIGHT: move_focus(browse, 1); return STAY;
	case ACTION_OPEN:
		browse->focus = FOCUS_DETAIL;
		browse->shows_detail = true;
		return STAY;
	case ACTION_DROP_LAST: explorer_drop_last(explorer); return STAY;
	case ACTION_CLEAR: explorer_clear(explorer); return STAY;
	case ACTION_FOLD: explorer_fold(explorer); return STAY;
	case ACTION_SORT: return browse_list_act(&browse->list, explorer, action);
	case ACTION_BACK:
		if (browse->focus != FOCUS_LIST) {
			browse->focus = FOCUS_LIST;
			browse->shows_detail = false;
			return STAY;
		}
		return UNHANDLED;
	default: return UNHANDLED;
	}
}

static bool is_in(struct rect area, int x, int y)
{
	return x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_browse *browse = browse_of(view);

	(void)area;
	for (int i = 0; i < FOCUS_COUNT; i++) {
		if (!is_in(browse->areas[i], x, y))
			continue;
		browse->focus = (enum focus)i;
		int line = y - browse->areas[i].y;
		if (i == FOCUS_PANES)
			browse_facets_click(&browse->facets, view->explorer, line);
		else if (i == FOCUS_LIST)
			browse_list_click(&browse->list, view->explorer, x, line, browse->areas[i]);
		else if (line > 0)
			scroll_to(&browse->detail.scroll,
				browse->detail.scroll.top + (uint32_t)line - 1);
		break;
	}
	return STAY;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	const struct view_browse *browse = (const struct view_browse *)view;
	size_t count = 0;

	out[count++] = (struct key_hint){ ACTION_HELP, _("help") };
	out[count++] = (struct key_hint){ ACTION_FIND, _("find") };
	if (browse->focus == FOCUS_PANES) {
		out[count++] = (struct key_hint){ ACTION_MARK, _("filter") };
		out[count++] = (struct key_hint){ ACTION_EXCLUDE, _("exclude") };
		out[count++] = (struct key_hint){ ACTION_NEXT_PANE, _("list") };
	} else if (browse->focus == FOCUS_LIST) {
		out[count++] = (struct key_hint){ ACTION_MARK, _("mark") };
		out[count++] = (struct key_hint){ ACTION_NEXT_PANE, _("panes") };
		out[count++] = (struct key_hint){ ACTION_SORT, _("sort") };
		out[count++] = (struct key_hint){ ACTION_OPEN, _("details") };
	} else {
		out[count++] = (struct key_hint){ ACTION_OPEN, _("why believed") };
		out[count++] = (struct key_hint){ ACTION_BACK, _("list") };
	}
	out[count++] = (struct key_hint){ ACTION_COMPARE, _("compare") };
	out[count++] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[count++] = (struct key_hint){ ACTION_PALETTE, _("everything") };
	out[count++] = (struct key_hint){ ACTION_QUIT, _("quit") };
	return count;
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

static void free_browse(struct view *view)
{
	struct view_browse *browse = browse_of(view);

	browse_facets_done(&browse->facets);
	arena_done(&view->frame);
	free(browse);
}

static const struct view_ops ops = { .title = N_("Browse"),
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.click = click,
	.hints = hints,
	.table = table,
	.row = row,
	.free = free_browse };

struct view *view_browse_new(struct explorer *explorer)
{
	struct view_browse *browse = memory_get_zeroed(1, sizeof(*browse));

	browse->view = (struct view){ .ops = &ops, .explorer = explorer };
	browse->focus = FOCUS_LIST;
	browse_facets_init(&browse->facets);
	browse_list_init(&browse->list);
	browse_detail_init(&browse->detail);
	return &browse->view;
}

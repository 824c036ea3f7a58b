/* SPDX-License-Identifier: MIT */
/* Queries kept under a name: what is typed finds one, or is the name under which the query of now is kept. The list behind shows the one under the cursor. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/finds.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 76, HEIGHT = 16, HEAD = 1 };

struct view_saved {
	struct view view;
	struct line_editor editor;
	struct strbuf before; /* the query of now */
	uint32_t *found;      /* in the frame arena: items that match what is typed, best first */
	bool can_keep;        /* the first row keeps the query under what is typed */
	struct scroll scroll;
	struct rect rect;
};

static struct view_saved *saved_of(struct view *view)
{
	return (struct view_saved *)view;
}

static struct text typed(const struct view_saved *view)
{
	return text_trim(strbuf_text(&view->editor.line));
}

static uint32_t find(struct view_saved *view)
{
	const struct saved *saved = &view->view.explorer->saved;
	int *scores = ARENA_ARRAY(&view->view.frame, int, saved->count + 1);
	uint32_t count = 0;

	view->found = ARENA_ARRAY(&view->view.frame, uint32_t, saved->count + 1);
	for (uint32_t i = 0; i < saved->count; i++) {
		int score = typed(view).size == 0
			? 1
			: search_fuzzy_score(typed(view), text_of(saved->items[i].name));
		if (score == 0)
			continue;
		size_t at = finds_place(scores, view->found, sizeof(*view->found), count++, score);
		view->found[at] = i;
	}
	return count;
}

static void prepare(struct view *base, struct rect area)
{
	struct view_saved *view = saved_of(base);

	view->rect = rect_centered(area, WIDTH, HEIGHT);
	view->can_keep = typed(view).size > 0;
	scroll_set(&view->scroll, find(view) + view->can_keep, view->rect.height - 3 - HEAD);
}

/* The saved query under the cursor; NULL: none. */
static const struct saved_query *at_cursor(const struct view_saved *view)
{
	uint32_t at = view->scroll.cursor;

	if (at >= view->scroll.count || (view->can_keep && at == 0))
		return NULL;
	return &view->view.explorer->saved.items[view->found[at - view->can_keep]];
}

static void draw_row(const struct view_saved *view, struct canvas *canvas, struct rect row,
	size_t at)
{
	const struct saved *saved = &view->view.explorer->saved;

	if (view->can_keep && at == 0) {
		bool is_there = saved_find(saved, typed(view)) >= 0;
		canvas_format(canvas, row.x + 1, row.y, row.width - 2, ROLE_OK,
			is_there ? _("save this query as '%.*s', in place of the former")
				 : _("save this query as '%.*s'"),
			TEXT_ARGS(typed(view)));
		return;
	}
	const struct saved_query *query = &saved->items[view->found[at - view->can_keep]];
	canvas_text_cut(canvas, row.x + 1, row.y, 22, ROLE_STRONG, text_of(query->name));
	canvas_text_cut(canvas, row.x + 24, row.y, row.width - 25, ROLE_DIM, text_of(query->query));
}

static void draw(const struct view *base, struct canvas *canvas, struct rect area)
{
	struct view_saved *view = saved_of((struct view *)base);
	struct rect rect = view->rect;

	(void)area;
	canvas_box(canvas, rect, text_of(_("Saved queries")),
		text_of(_("type a name · Enter opens or keeps · Delete takes out · Esc back")));
	if (view->scroll.count == 0)
		canvas_text_cut(canvas, rect.x + 2, rect.y + 1 + HEAD, rect.width - 4, ROLE_DIM,
			text_of(_("Nothing is saved yet. Type a name to save this query.")));
	for (int y = 0; y < view->scroll.height; y++) {
		size_t at = view->scroll.top + (size_t)y;
		struct rect row = { rect.x + 1, rect.y + 1 + HEAD + y, rect.width - 2, 1 };
		if (at >= view->scroll.count)
			break;
		draw_row(view, canvas, row, at);
		if (at == view->scroll.cursor)
			canvas_select(canvas, row, true);
	}
	line_editor_draw(&view->editor, canvas, rect.x + 2, rect.y + 1, rect.width - 4, 0, 0);
}

static struct outcome keep(struct view_saved *view)
{
	struct explorer *explorer = view->view.explorer;
	struct error err;

	explorer_preview_text(explorer, strbuf_text(&view->before));
	if (explorer->has_error) {
		explorer_complain(explorer, "%.*s", TEXT_ARGS(explorer->error.message));
		return STAY;
	}
	if (saved_put(&explorer->saved, explorer->saved_path, typed(view),
		    strbuf_text(&view->before), &err) != RESULT_OK) {
		explorer_complain(explorer, "%s", err.message);
		return STAY;
	}
	char opens[32];
	keymap_key(view->view.keymap, ACTION_SAVED, opens);
	explorer_say(explorer, _("Saved as '%.*s'; %s opens it."), TEXT_ARGS(typed(view)), opens);
	return POP;
}

static struct outcome accept(struct view_saved *view)
{
	struct explorer *explorer = view->view.explorer;
	const struct saved_query *query = at_cursor(view);

	if (view->can_keep && view->scroll.cursor == 0)
		return keep(view);
	if (!query) {
		explorer_complain(explorer, "%s", _("Type a name for this query first."));
		return STAY;
	}
	struct strbuf text;
	strbuf_init(&text);
	strbuf_add_string(&text, query->query);
	explorer_preview_text(explorer, strbuf_text(&view->before)); /* where undo leads */
	explorer_set_text(explorer, strbuf_text(&text), true);
	strbuf_done(&text);
	return POP;
}

static void take_out(struct view_saved *view)
{
	struct explorer *explorer = view->view.explorer;
	const struct saved_query *query = at_cursor(view);
	struct error err;

	if (!query)
		return;
	struct text name = arena_copy(&view->view.frame, text_of(query->name));
	if (saved_put(&explorer->saved, explorer->saved_path, name, TEXT_NONE, &err) != RESULT_OK)
		explorer_complain(explorer, "%s", err.message);
	else
		explorer_say(explorer, _("Taken out: %.*s"), TEXT_ARGS(name));
	scroll_set(&view->scroll, find(view) + view->can_keep, view->scroll.height);
}

/* The list behind shows what the cursor stands on. */
static void preview(struct view_saved *view)
{
	const struct saved_query *query = at_cursor(view);

	explorer_preview_text(view->view.explorer,
		query ? text_of(query->query) : strbuf_text(&view->before));
}

static void retyped(struct view_saved *view)
{
	view->can_keep = typed(view).size > 0;
	scroll_set(&view->scroll, find(view) + view->can_keep, view->scroll.height);
	bool is_found = view->scroll.count > (uint32_t)view->can_keep;
	scroll_to(&view->scroll, view->can_keep && is_found ? 1 : 0); /* the best match first */
	preview(view);
}

static struct outcome key(struct view *base, struct key_event event)
{
	struct view_saved *view = saved_of(base);

	if (event.code == KEY_CODE_DELETE && at_cursor(view)) {
		take_out(view);
		preview(view);
		return STAY;
	}
	switch (line_editor_key(&view->editor, event)) {
	case LINE_UP:
		scroll_act(&view->scroll, ACTION_UP);
		preview(view);
		return STAY;
	case LINE_DOWN:
		scroll_act(&view->scroll, ACTION_DOWN);
		preview(view);
		return STAY;
	case LINE_CANCELLED:
		explorer_preview_text(base->explorer, strbuf_text(&view->before));
		return POP;
	case LINE_ACCEPTED: return accept(view);
	case LINE_CHANGED: retyped(view); return STAY;
	default: return STAY;
	}
}

/* A second click opens. */
static struct outcome click(struct view *base, int x, int y, struct rect area)
{
	struct view_saved *view = saved_of(base);

	(void)x;
	(void)area;
	if (scroll_point(&view->scroll, y - view->rect.y - 1 - HEAD))
		return accept(view);
	preview(view);
	return STAY;
}

static size_t hints(const struct view *base, struct key_hint *out)
{
	(void)base;
	out[0] = (struct key_hint){ ACTION_OPEN, _("open, or keep") };
	out[1] = (struct key_hint){ ACTION_UP, _("to the one above") };
	out[2] = (struct key_hint){ ACTION_BACK, _("back") };
	return 3;
}

static void free_saved(struct view *base)
{
	struct view_saved *view = saved_of(base);

	line_editor_done(&view->editor);
	strbuf_done(&view->before);
	arena_done(&base->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Saved queries"),
	.is_dialog = true,
	.takes_text = true,
	.prepare = prepare,
	.draw = draw,
	.act = view_stay,
	.key = key,
	.click = click,
	.hints = hints,
	.free = free_saved };

struct view *view_saved_new(struct explorer *explorer)
{
	struct view_saved *view = memory_get_zeroed(1, sizeof(*view));
	struct error err;

	view->view = (struct view){ .ops = &ops, .explorer = explorer };
	if (explorer->saved_path) { /* with what another running copy has kept meanwhile */
		saved_done(&explorer->saved);
		if (saved_load(&explorer->saved, explorer->saved_path, &err) != RESULT_OK)
			explorer_complain(explorer, "%s", err.message);
	}
	strbuf_init(&view->before);
	strbuf_add(&view->before, strbuf_text(&explorer->text));
	line_editor_init(&view->editor, TEXT_NONE);
	return &view->view;
}

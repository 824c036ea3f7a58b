/* SPDX-License-Identifier: MIT */
/* Tabs whose view this version does not have: says what can be done instead. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/views/view.h"

#include <stdlib.h>

struct view_planned {
	struct view view;
	enum tab tab;
};

static const char *sentence(enum tab tab)
{
	(void)tab; /* the only one that is left */
	return _(
		"The guided choice is not in this version. In Browse, filter by what you need: license, context, input, price; then mark "
		"two or three models with Space and compare them with c.");
}

static void prepare(struct view *view, struct rect area)
{
	(void)view;
	(void)area;
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct text text = text_of(sentence(((const struct view_planned *)view)->tab));
	size_t at = 0;
	int y = area.y + 1, cells = area.width - 4 < 72 ? area.width - 4 : 72;

	for (struct text line = text_wrap(text, &at, cells);
		line.size > 0 && y < area.y + area.height; line = text_wrap(text, &at, cells))
		canvas_text(canvas, area.x + 2, y++, cells, ROLE_TEXT, line);
}

static struct outcome act(struct view *view, enum action action)
{
	(void)view;
	(void)action;
	return UNHANDLED;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_BROWSE, _("browse") };
	out[1] = (struct key_hint){ ACTION_HELP, _("help") };
	out[2] = (struct key_hint){ ACTION_QUIT, _("leave") };
	return 3;
}

static void free_planned(struct view *view)
{
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Not in this version"),
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.hints = hints,
	.free = free_planned };

struct view *view_planned_new(struct explorer *explorer, enum tab tab)
{
	struct view_planned *planned = memory_get_zeroed(1, sizeof(*planned));

	planned->view = (struct view){ .ops = &ops, .explorer = explorer };
	planned->tab = tab;
	return &planned->view;
}

/* SPDX-License-Identifier: MIT */
/* Adding models to a comparison: typing finds, Enter adds or takes out, the dialog stays for the next one. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/input/line_editor.h"
#include "tui/name_search.h"
#include "tui/views/view.h"

#include <stdlib.h>

enum { WIDTH = 72, HEIGHT = 18 };

struct view_add {
	struct view view;
	struct line_editor editor;
	struct name_search found;
	bool is_searched;
	bool is_taken; /* what was typed has done its work: a letter begins the next name */
	struct scroll scroll;
	struct rect rect;
};

static struct view_add *add_of(struct view *view)
{
	return (struct view_add *)view;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_add *add = add_of(view);

	add->rect = rect_centered(area, WIDTH, HEIGHT);
	if (!add->is_searched)
		name_search_run(&add->found, add->view.explorer->store,
			strbuf_text(&add->editor.line));
	add->is_searched = true;
	scroll_set(&add->scroll, (uint32_t)add->found.count, add->rect.height - 4);
}

static void draw_row(const struct view_add *add, struct canvas *canvas, int y, uint32_t row)
{
	const struct explorer *explorer = add->view.explorer;
	struct rect rect = add->rect;
	char letter[4];

	if (explorer_mark_letter(explorer, row, letter))
		canvas_text(canvas, rect.x + 2, y, 2, ROLE_MARK, text_of(letter));
	canvas_text_cut(canvas, rect.x + 5, y, rect.width / 2 - 4, ROLE_TEXT,
		store_title(explorer->store, row));
	canvas_text_cut(canvas, rect.x + 2 + rect.width / 2, y, rect.width / 2 - 4, ROLE_DIM,
		store_id(explorer->store, row));
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_add *add = add_of((struct view *)view);
	struct rect rect = add->rect;

	(void)area;
	canvas_box(canvas, rect, text_of(_("Add a model")),
		text_of(_("Enter adds, or takes out · Esc back")));
	for (int y = 0; y < rect.height - 4; y++) {
		size_t at = add->scroll.top + (size_t)y;
		if (at >= add->found.count)
			break;
		draw_row(add, canvas, rect.y + 3 + y, add->found.rows[at]);
		if (at == add->scroll.cursor)
			canvas_select(canvas,
				(struct rect){ rect.x + 1, rect.y + 3 + y, rect.width - 2, 1 },
				true);
	}
	if (add->found.count == 0)
		canvas_text_cut(canvas, rect.x + 2, rect.y + 3, rect.width - 4, ROLE_DIM,
			text_of(add->editor.line.size == 0
					? _("Type a part of a name, a developer or a family.")
					: _("No model has that in its name.")));
	line_editor_draw(&add->editor, canvas, rect.x + 2, rect.y + 1, rect.width - 4, 0, 0);
}

static struct outcome accept(struct view_add *add)
{
	struct explorer *explorer = add->view.explorer;
	char letter[4];

	if (add->scroll.cursor >= add->found.count)
		return add->editor.line.size == 0 ? POP : STAY;
	uint32_t row = add->found.rows[add->scroll.cursor];
	add->is_taken = true;
	explorer_toggle_mark(explorer, row);
	if (explorer_mark_letter(explorer, row, letter))
		explorer_say(explorer, _("Added as %s: %.*s"), letter,
			TEXT_ARGS(store_title(explorer->store, row)));
	else
		explorer_say(explorer, _("Taken out: %.*s"),
			TEXT_ARGS(store_title(explorer->store, row)));
	return STAY;
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_add *add = add_of(view);
	bool is_text = event.code == KEY_CODE_PASTE ||
		(event.code == KEY_CODE_CHARACTER && event.modifiers == 0);

	if (add->is_taken && is_text)
		line_editor_set(&add->editor, TEXT_NONE);
	if (is_text || event.code == KEY_CODE_BACKSPACE)
		add->is_taken = false;
	switch (line_editor_find_key(&add->editor, &add->scroll, event)) {
	case LINE_CANCELLED: return POP;
	case LINE_ACCEPTED: return accept(add);
	case LINE_CHANGED: add->is_searched = false; return STAY;
	default: return STAY;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_OPEN, _("add or take out") };
	out[1] = (struct key_hint){ ACTION_BACK, _("back") };
	return 2;
}

static void free_add(struct view *view)
{
	line_editor_done(&add_of(view)->editor);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Add a model"),
	.is_dialog = true,
	.takes_text = true,
	.prepare = prepare,
	.draw = draw,
	.act = view_stay,
	.key = key,
	.hints = hints,
	.free = free_add };

struct view *view_compare_add_new(struct explorer *explorer)
{
	struct view_add *add = memory_get_zeroed(1, sizeof(*add));

	add->view = (struct view){ .ops = &ops, .explorer = explorer };
	line_editor_init(&add->editor, TEXT_NONE);
	return &add->view;
}

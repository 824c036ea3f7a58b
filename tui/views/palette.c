/* SPDX-License-Identifier: MIT */
/* Every action by name with its key; typing narrows. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

#include <stdlib.h>

struct view_palette {
	struct view view;
	const struct keymap *keys;
	struct line_editor editor;
	enum action found[ACTION_COUNT];
	struct scroll scroll;
	struct rect rect;
};

/* Rows above the actions: the frame, what is typed, and where there is room a blank one. */
static int head_of(struct rect rect)
{
	return rect.height < 10 ? 2 : 3;
}

static struct view_palette *palette_of(struct view *view)
{
	return (struct view_palette *)view;
}

/* Best matches first, ties in the order of the table. */
static size_t find(struct view_palette *palette)
{
	struct text wanted = text_trim(strbuf_text(&palette->editor.line));
	int scores[ACTION_COUNT] = { 0 };
	size_t count = 0;

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_row *row = action_row((enum action)i);
		/* moving is what nobody looks up: last, until it is asked for */
		int score = wanted.size == 0 ? 1 + (row->group != ACTION_GROUP_MOVING)
					     : search_fuzzy_score(wanted, text_of(_(row->title)));
		int by_name = wanted.size == 0 ? 1 : search_fuzzy_score(wanted, text_of(row->name));
		score = by_name > score ? by_name : score;
		if (score == 0)
			continue;
		size_t at = count++;
		while (at > 0 && scores[at - 1] < score) {
			scores[at] = scores[at - 1];
			palette->found[at] = palette->found[at - 1];
			at--;
		}
		scores[at] = score;
		palette->found[at] = (enum action)i;
	}
	return count;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_palette *palette = palette_of(view);
	int width = area.width - 2 < 60 ? area.width - 2 : 60,
	    height = area.height < 18 ? area.height : 18;

	palette->rect = (struct rect){ area.x + (area.width - width) / 2,
		area.y + (area.height - height) / 2, width, height };
	scroll_set(&palette->scroll, (uint32_t)find(palette), height - 1 - head_of(palette->rect));
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_palette *palette = palette_of((struct view *)view);
	struct rect rect = palette->rect;

	(void)area;
	canvas_box(canvas, rect, text_of(_("Every action")),
		text_of(_("Enter does it · Esc back")));
	for (int y = 0; y < palette->scroll.height; y++) {
		size_t at = palette->scroll.top + (size_t)y;
		char keys[64];
		if (at >= palette->scroll.count)
			break;
		const struct action_row *row = action_row(palette->found[at]);
		keymap_keys(palette->keys, row->action, keys);
		canvas_text_cut(canvas, rect.x + 2, rect.y + head_of(rect) + y, rect.width - 20,
			ROLE_TEXT, text_of(_(row->title)));
		canvas_text_right(canvas, rect.x + rect.width - 18, rect.y + head_of(rect) + y, 16,
			ROLE_KEY_HINT, text_of(keys));
		if (at == palette->scroll.cursor)
			canvas_select(canvas,
				(struct rect){ rect.x + 1, rect.y + head_of(rect) + y,
					rect.width - 2, 1 },
				true);
	}
	if (palette->scroll.count == 0)
		canvas_text_cut(canvas, rect.x + 2, rect.y + head_of(rect), rect.width - 4,
			ROLE_DIM, text_of(_("No action is called so.")));
	line_editor_draw(&palette->editor, canvas, rect.x + 2, rect.y + 1, rect.width - 4, 0, 0);
}

static struct outcome choose(struct view_palette *palette)
{
	if (palette->scroll.count == 0)
		return STAY;
	return (struct outcome){ .kind = OUTCOME_ACTION,
		.action = palette->found[palette->scroll.cursor] };
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_palette *palette = palette_of(view);
	int line = y - palette->rect.y - head_of(palette->rect);

	(void)x;
	(void)area;
	if (!scroll_has(&palette->scroll, line))
		return STAY;
	scroll_point(&palette->scroll, line);
	return choose(palette);
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_palette *palette = palette_of(view);

	if (event.code == KEY_CODE_PAGE_UP || event.code == KEY_CODE_PAGE_DOWN) {
		scroll_act(&palette->scroll,
			event.code == KEY_CODE_PAGE_UP ? ACTION_PAGE_UP : ACTION_PAGE_DOWN);
		return STAY;
	}
	switch (line_editor_key(&palette->editor, event)) {
	case LINE_UP: scroll_act(&palette->scroll, ACTION_UP); return STAY;
	case LINE_DOWN: scroll_act(&palette->scroll, ACTION_DOWN); return STAY;
	case LINE_CANCELLED: return POP;
	case LINE_ACCEPTED: return choose(palette);
	case LINE_CHANGED: scroll_to(&palette->scroll, 0); return STAY;
	default: return STAY;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_OPEN, _("do it") };
	out[1] = (struct key_hint){ ACTION_BACK, _("back") };
	return 2;
}

static void free_palette(struct view *view)
{
	line_editor_done(&palette_of(view)->editor);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Every action"),
	.is_dialog = true,
	.takes_text = true,
	.prepare = prepare,
	.draw = draw,
	.act = view_stay,
	.key = key,
	.click = click,
	.hints = hints,
	.free = free_palette };

struct view *view_palette_new(struct explorer *explorer, const struct keymap *keymap)
{
	struct view_palette *palette = memory_get_zeroed(1, sizeof(*palette));

	palette->view = (struct view){ .ops = &ops, .explorer = explorer };
	palette->keys = keymap;
	line_editor_init(&palette->editor, TEXT_NONE);
	return &palette->view;
}

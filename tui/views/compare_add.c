/* SPDX-License-Identifier: MIT */
/* Adding models to a comparison: typing finds, Enter adds or takes out, the dialog stays for the next one. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/search.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

#include <stdlib.h>

enum { FOUND_MAX = 200 };

struct view_add {
	struct view view;
	struct line_editor editor;
	uint32_t found[FOUND_MAX];
	size_t count;
	uint32_t total;
	bool is_searched;
	struct scroll scroll;
	struct rect rect;
};

static struct view_add *add_of(struct view *view)
{
	return (struct view_add *)view;
}

/* How well a name fits: as it stands, at its start, inside, elsewhere in what is searched. */
static int closeness(const struct store *store, uint32_t row, struct text folded,
	struct arena *arena)
{
	struct text title = text_fold(arena, store_title(store, row));

	if (text_equal(title, folded))
		return 3;
	return text_starts_with(title, folded) ? 2 : text_find(title, folded) >= 0;
}

/* The closest first, then in the order of ids; all words must be found. */
static void search(struct view_add *add)
{
	const struct store *store = add->view.explorer->store;
	uint32_t rows = store_count(store);
	struct text wanted = text_trim(strbuf_text(&add->editor.line)), rest = wanted;
	uint8_t *hits = memory_get_zeroed(rows + 1, 1), *all = memory_get_zeroed(rows + 1, 1);
	int scores[FOUND_MAX];
	struct arena arena;
	uint8_t words = 0;

	arena_init(&arena);
	add->count = 0;
	add->total = 0;
	for (; rest.size > 0 && words < 20; words++) {
		struct text word = text_next_part(&rest, ' ');
		rest = text_trim(rest);
		for (uint32_t row = 0; row < rows; row++)
			hits[row] = 0;
		search_literal(store, text_fold(&arena, word), true, hits, NULL);
		for (uint32_t row = 0; row < rows; row++)
			all[row] = (uint8_t)(all[row] + hits[row]);
	}
	struct text folded = text_fold(&arena, wanted);
	for (uint32_t row = 0; row < rows; row++) {
		if (words == 0 || all[row] != words)
			continue;
		int score = add->total < 5000 ? closeness(store, row, folded, &arena) : 0;
		size_t at = add->count < FOUND_MAX ? add->count++ : FOUND_MAX;
		add->total++;
		for (; at > 0 && scores[at - 1] < score; at--)
			if (at < FOUND_MAX) {
				add->found[at] = add->found[at - 1];
				scores[at] = scores[at - 1];
			}
		if (at < FOUND_MAX) {
			add->found[at] = row;
			scores[at] = score;
		}
	}
	arena_done(&arena);
	free(hits);
	free(all);
	add->is_searched = true;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_add *add = add_of(view);
	int width = area.width - 2 < 72 ? area.width - 2 : 72,
	    height = area.height < 18 ? area.height : 18;

	add->rect = (struct rect){ area.x + (area.width - width) / 2,
		area.y + (area.height - height) / 2, width, height };
	if (!add->is_searched)
		search(add);
	scroll_set(&add->scroll, (uint32_t)add->count, height - 4);
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
		if (at >= add->count)
			break;
		draw_row(add, canvas, rect.y + 3 + y, add->found[at]);
		if (at == add->scroll.cursor)
			canvas_select(canvas,
				(struct rect){ rect.x + 1, rect.y + 3 + y, rect.width - 2, 1 },
				true);
	}
	if (add->count == 0)
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

	if (add->scroll.cursor >= add->count)
		return add->editor.line.size == 0 ? POP : STAY;
	uint32_t row = add->found[add->scroll.cursor];
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

	switch (line_editor_key(&add->editor, event)) {
	case LINE_UP: scroll_act(&add->scroll, ACTION_UP); return STAY;
	case LINE_DOWN: scroll_act(&add->scroll, ACTION_DOWN); return STAY;
	case LINE_CANCELLED: return POP;
	case LINE_ACCEPTED: return accept(add);
	case LINE_CHANGED:
		add->is_searched = false;
		scroll_to(&add->scroll, 0);
		return STAY;
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

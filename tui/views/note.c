/* SPDX-License-Identifier: MIT */
/* A note on a model: one line, kept with its mark. Enter keeps it; an empty one takes the note away. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

#include <stdlib.h>

enum { WIDTH = 72 };

struct view_note {
	struct view view;
	uint32_t row;
	struct line_editor editor;
	struct rect rect;
};

static struct view_note *note_of(struct view *view)
{
	return (struct view_note *)view;
}

static void prepare(struct view *view, struct rect area)
{
	struct rect *rect = &note_of(view)->rect;

	*rect = rect_centered(area, WIDTH, 3);
	rect->y = area.y + area.height / 3;
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_note *note = note_of((struct view *)view);
	struct rect rect = note->rect;
	struct text title = store_title(view->explorer->store, note->row);

	(void)area;
	canvas_box(canvas, rect,
		arena_format(&note->view.frame, _("Note on %.*s"), TEXT_ARGS(title)),
		text_of(_("Enter keeps it with the mark · Esc back")));
	line_editor_draw(&note->editor, canvas, rect.x + 2, rect.y + 1, rect.width - 4, 0, 0);
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_note *note = note_of(view);
	struct text text;

	switch (line_editor_key(&note->editor, event)) {
	case LINE_CANCELLED: return POP;
	case LINE_ACCEPTED:
		text = text_trim(strbuf_text(&note->editor.line));
		explorer_set_note(view->explorer, note->row, text);
		explorer_say(view->explorer, "%s",
			text.size > 0 ? _("Noted.") : _("The note is gone; the mark stays."));
		return POP;
	default: return STAY;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_OPEN, _("keep") };
	out[1] = (struct key_hint){ ACTION_BACK, _("back") };
	return 2;
}

static void free_note(struct view *view)
{
	line_editor_done(&note_of(view)->editor);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Note"),
	.is_dialog = true,
	.takes_text = true,
	.prepare = prepare,
	.draw = draw,
	.act = view_stay,
	.key = key,
	.hints = hints,
	.free = free_note };

struct view *view_note_new(struct explorer *explorer, uint32_t row)
{
	struct view_note *note = memory_get_zeroed(1, sizeof(*note));

	note->view = (struct view){ .ops = &ops, .explorer = explorer };
	note->row = row;
	line_editor_init(&note->editor, explorer_note(explorer, row));
	return &note->view;
}

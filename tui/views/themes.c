/* SPDX-License-Identifier: MIT */
/* Themes: every one by name; the screen takes the look of the one under the cursor at once. Enter keeps it, Esc goes back to the one before. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/views/view.h"

#include <stdlib.h>

enum { NAME_CELLS = 22, SAMPLE_CELLS = 30 };

struct view_themes {
	struct view view;
	const struct theme_shelf *shelf;
	size_t before;
	struct scroll scroll;
	struct rect rect;
};

static struct view_themes *themes_of(struct view *view)
{
	return (struct view_themes *)view;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_themes *themes = themes_of(view);
	int width = NAME_CELLS + 4, height = (int)themes->shelf->count + 2;

	if (area.width >= NAME_CELLS + SAMPLE_CELLS + 6)
		width += SAMPLE_CELLS;
	if (height < 14)
		height = 14;
	if (height > area.height)
		height = area.height;
	themes->rect = (struct rect){ area.x + area.width - width,
		area.y + (area.height - height) / 2, width, height };
	scroll_set(&themes->scroll, (uint32_t)themes->shelf->count, height - 2);
}

/* One line per kind of thing that a theme gives a look. */
static void draw_sample(struct canvas *canvas, int x, int y, int cells, int lines)
{
	static const struct {
		enum role role;
		const char *text;
	} sample[] = {
		{ ROLE_HEADING, N_("Heading") },
		{ ROLE_TEXT, N_("text, and numbers 128k 0.26") },
		{ ROLE_DIM, N_("labels and what is not known") },
		{ ROLE_ACCENT, N_("the tab and the cursor") },
		{ ROLE_CHOSEN, N_("chosen in a pane") },
		{ ROLE_EXCLUDED, N_("excluded") },
		{ ROLE_MARK, "A B C" },
		{ ROLE_BEST, N_("best of the row") },
		{ ROLE_OK, N_("all is well") },
		{ ROLE_INFO, N_("a message") },
		{ ROLE_WARN, N_("a warning") },
		{ ROLE_ERROR, N_("an error") },
		{ ROLE_LINK, "https://example.org" },
	};
	int count = (int)(sizeof(sample) / sizeof(sample[0]));

	for (int i = 0; i < count && i < lines; i++)
		canvas_text_cut(canvas, x, y + i, cells, sample[i].role,
			text_of(_(sample[i].text)));
	if (count < lines)
		canvas_bar(canvas, x, y + count, cells - 2, ROLE_BAR, 0.6);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	const struct view_themes *themes = (const struct view_themes *)view;
	struct rect rect = themes->rect;

	(void)area;
	canvas_box(canvas, rect, text_of(_("Themes")), text_of(_("Enter keeps · Esc back")));
	for (int y = 0; y < rect.height - 2; y++) {
		size_t at = themes->scroll.top + (size_t)y;
		if (at >= themes->shelf->count)
			break;
		canvas_text_cut(canvas, rect.x + 2, rect.y + 1 + y, NAME_CELLS - 1, ROLE_TEXT,
			themes->shelf->names[at]);
		if (at == themes->scroll.cursor)
			canvas_select_row(canvas,
				(struct rect){ rect.x + 1, rect.y + 1 + y, NAME_CELLS, 1 }, true);
	}
	if (rect.width > NAME_CELLS + 4)
		draw_sample(canvas, rect.x + NAME_CELLS + 2, rect.y + 1, SAMPLE_CELLS,
			rect.height - 2);
}

/* ACTION_NONE looks at it, OPEN keeps it, BACK leaves. */
static struct outcome show(size_t index, enum action action)
{
	return (struct outcome){ .kind = OUTCOME_THEME, .row = (uint32_t)index, .action = action };
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_themes *themes = themes_of(view);

	if (scroll_act(&themes->scroll, action))
		return show(themes->scroll.cursor, ACTION_NONE);
	switch (action) {
	case ACTION_THEME:
	case ACTION_NEXT:
		scroll_to(&themes->scroll,
			(uint32_t)((themes->scroll.cursor + 1) % themes->shelf->count));
		return show(themes->scroll.cursor, ACTION_NONE);
	case ACTION_PREVIOUS:
		scroll_to(&themes->scroll,
			(uint32_t)((themes->scroll.cursor + themes->shelf->count - 1) %
				themes->shelf->count));
		return show(themes->scroll.cursor, ACTION_NONE);
	case ACTION_OPEN: return show(themes->scroll.cursor, ACTION_OPEN);
	case ACTION_BACK:
	case ACTION_QUIT: return show(themes->before, ACTION_BACK);
	default: return UNHANDLED;
	}
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_themes *themes = themes_of(view);
	int line = y - themes->rect.y - 1;

	(void)area;
	if (x < themes->rect.x || !scroll_has(&themes->scroll, line))
		return STAY;
	scroll_point(&themes->scroll, line);
	return show(themes->scroll.cursor, ACTION_NONE);
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_DOWN, _("next") };
	out[1] = (struct key_hint){ ACTION_OPEN, _("keep") };
	out[2] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[3] = (struct key_hint){ ACTION_BACK, _("back") };
	return 4;
}

static struct table *table(struct view *view, struct arena *arena)
{
	return table_themes(themes_of(view)->shelf, arena);
}

static void free_themes(struct view *view)
{
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Themes"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.click = click,
	.hints = hints,
	.table = table,
	.free = free_themes };

struct view *view_themes_new(struct explorer *explorer, const struct theme_shelf *shelf,
	size_t current)
{
	struct view_themes *themes = memory_get_zeroed(1, sizeof(*themes));

	themes->view = (struct view){ .ops = &ops, .explorer = explorer };
	themes->shelf = shelf;
	themes->before = current;
	themes->scroll.cursor = (uint32_t)current;
	return &themes->view;
}

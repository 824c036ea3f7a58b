/* SPDX-License-Identifier: MIT */
/* What changed since the catalog of before, or, where none is kept, the change list that the facts come with: a list over the view below;
 * Enter leads to the model. */
#include "catalog/tables/change_list.h"
#include "catalog/tables/diff.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/views/view.h"

#include <stdlib.h>

enum { WIDTH = 110, HEAD = 2, ALL_KINDS = 0, CELLS_MAX = 8 };

struct view_changes {
	struct view view;
	const struct changes *changes; /* NULL: no earlier catalog, the change list stands for it */
	struct table *table;           /* in the arena below */
	struct arena arena;
	int kind; /* -1: all of them */
	struct scroll scroll;
	struct rect rect;
	struct text summary; /* in the frame arena */
};

static struct view_changes *changes_of(struct view *view)
{
	return (struct view_changes *)view;
}

static void choose_kind(struct view_changes *of, int kind)
{
	arena_reset(&of->arena);
	of->kind = kind;
	of->table = table_changes(of->changes, kind < 0 ? ALL_KINDS : 1u << kind, &of->arena);
	scroll_to(&of->scroll, 0);
}

/* "12 new · 3 gone · 15 cheaper": the one that is shown in brackets. */
static struct text summary_of(const struct view_changes *of, struct arena *arena)
{
	struct text line = arena_format(arena, of->kind < 0 ? "[%s %zu]" : "%s %zu", _("all"),
		of->changes->count);

	for (int i = 0; i < CHANGE_KIND_COUNT; i++)
		if (of->changes->counts[i] > 0)
			line = arena_format(arena,
				i == of->kind ? "%.*s · [%s %zu]" : "%.*s · %s %zu",
				TEXT_ARGS(line), change_kind_title((enum change_kind)i),
				of->changes->counts[i]);
	return line;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_changes *of = changes_of(view);
	int width = area.width - 2 < WIDTH ? area.width - 2 : WIDTH;
	int wanted = (int)(of->table->row_count < 1000 ? of->table->row_count : 1000) + HEAD + 2;
	int height = wanted < area.height ? wanted : area.height;

	if (height < HEAD + 5)
		height = area.height < HEAD + 5 ? area.height : HEAD + 5;
	of->rect = (struct rect){ area.x + (area.width - width) / 2,
		area.y + (area.height - height) / 2, width, height };
	scroll_set(&of->scroll, of->table->row_count, height - 2 - HEAD);
	of->summary = of->changes
		? summary_of(of, &view->frame)
		: text_of(_(
			  "The change list of the facts; 'llmatlas update' keeps catalogs to compare with."));
}

static void draw_change(const struct view_changes *of, struct canvas *canvas, struct rect row,
	uint32_t index)
{
	struct cell cells[CELLS_MAX];
	struct arena arena;

	arena_init(&arena);
	of->table->ops->row(of->table, index, &arena, cells);
	int name = row.width / 3, rest = row.width - 14 - name - 2;
	canvas_text_cut(canvas, row.x + 1, row.y, 12, ROLE_ACCENT, cells[0].full);
	canvas_text_cut(canvas, row.x + 14, row.y, name, ROLE_TEXT, cells[2].full);
	struct text what = cells[1].full;
	if (cells[4].full.size > 0 || cells[5].full.size > 0)
		what = arena_format(&arena, "%.*s%s%.*s%s%.*s %s %.*s",
			of->changes ? 0 : (int)what.size, what.bytes, of->changes ? "" : " · ",
			TEXT_ARGS(cells[3].full), cells[3].full.size > 0 ? ": " : "",
			TEXT_ARGS(cells[4].full), canvas->is_ascii ? "->" : "→",
			TEXT_ARGS(cells[5].full));
	canvas_text_cut(canvas, row.x + 15 + name, row.y, rest, ROLE_DIM, what);
	arena_done(&arena);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	const struct view_changes *of = (const struct view_changes *)view;
	struct rect rect = of->rect;

	(void)area;
	canvas_box(canvas, rect, text_of(_("Changes")),
		text_of(of->changes ? _("Enter the model · ← → which · e export · Esc back")
				    : _("Enter the model · e export · Esc back")));
	canvas_text_cut(canvas, rect.x + 2, rect.y + 1, rect.width - 4, ROLE_DIM, of->summary);
	for (int y = 0; y < of->scroll.height; y++) {
		uint32_t at = of->scroll.top + (uint32_t)y;
		struct rect row = { rect.x + 1, rect.y + 1 + HEAD + y, rect.width - 2, 1 };
		if (at >= of->scroll.count)
			break;
		draw_change(of, canvas, row, at);
		if (at == of->scroll.cursor)
			canvas_select(canvas, row, true);
	}
}

/* The next kind that there is, in a circle with "all". */
static void turn(struct view_changes *of, int step)
{
	int kind = of->kind;

	if (!of->changes)
		return;

	for (int i = 0; i <= CHANGE_KIND_COUNT; i++) {
		kind += step;
		if (kind < -1)
			kind = CHANGE_KIND_COUNT - 1;
		if (kind == CHANGE_KIND_COUNT)
			kind = -1;
		if (kind < 0 || of->changes->counts[kind] > 0)
			break;
	}
	choose_kind(of, kind);
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_changes *of = changes_of(view);

	if (action == ACTION_BACK || action == ACTION_CHANGES || action == ACTION_QUIT)
		return POP;
	if (scroll_act(&of->scroll, action))
		return STAY;
	switch (action) {
	case ACTION_LEFT:
	case ACTION_PREVIOUS_PANE: turn(of, -1); return STAY;
	case ACTION_RIGHT:
	case ACTION_NEXT_PANE: turn(of, 1); return STAY;
	case ACTION_OPEN: {
		if (of->scroll.count == 0)
			return STAY;
		struct text id = of->table->ops->row_id(of->table, of->scroll.cursor);
		explorer_set_text(view->explorer,
			arena_format(&view->frame, "id=\"%.*s\"", TEXT_ARGS(id)), true);
		return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE };
	}
	default: return UNHANDLED;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	(void)view;
	out[0] = (struct key_hint){ ACTION_OPEN, _("the model") };
	out[1] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[2] = (struct key_hint){ ACTION_BACK, _("back") };
	return 3;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_changes *of = changes_of(view);

	struct table *list = NULL;
	struct error err;
	if (!of->changes)
		return table_change_list(&list, view->explorer->store, view->explorer->change_list,
			       arena, &err) == RESULT_OK
			? list
			: NULL;
	return table_changes(of->changes, of->kind < 0 ? ALL_KINDS : 1u << of->kind, arena);
}

static void free_changes(struct view *view)
{
	arena_done(&changes_of(view)->arena);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Changes"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.hints = hints,
	.table = table,
	.free = free_changes };

struct view *view_changes_new(struct explorer *explorer)
{
	struct view_changes *of = memory_get_zeroed(1, sizeof(*of));

	of->view = (struct view){ .ops = &ops, .explorer = explorer };
	arena_init(&of->view.frame);
	arena_init(&of->arena);
	if (explorer->news.changes)
		of->changes = explorer->news.changes(explorer->news.context);
	if (of->changes) {
		choose_kind(of, -1);
		return &of->view;
	}
	struct error err;
	if (table_change_list(&of->table, explorer->store, explorer->change_list, &of->arena,
		    &err) != RESULT_OK) /* a list that cannot be read is an empty one */
		table_change_list(&of->table, explorer->store, TEXT_NONE, &of->arena, &err);
	return &of->view;
}

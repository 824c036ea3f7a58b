/* SPDX-License-Identifier: MIT */
/* What changed since the catalog of before, or what the catalog's own change list says while there is none: a list over the view below; Enter
 * leads to the model. */
#include "catalog/tables/diff.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/change_list.h"
#include "tui/views/view.h"

#include <limits.h>
#include <stdlib.h>

enum {
	WIDTH = 110,
	HEAD = 2,
	WHOLE = 3, /* a blank line and two for the change under the cursor */
	ALL_KINDS = 0,
	CELLS_MAX = (int)LIST_COLUMN_END > (int)DIFF_COLUMN_END ? (int)LIST_COLUMN_END
								: (int)DIFF_COLUMN_END,
	DATE_CELLS = 12,
	KINDS_MAX = CHANGE_KIND_COUNT,
	AT_ONCE_MAX = 50000 /* models that are compared before the first frame */
};
_Static_assert((int)LISTED_KIND_COUNT <= (int)KINDS_MAX, "one array of counts for both");

struct view_changes {
	struct view view;
	bool is_made;                  /* false: the catalogs are compared between frames */
	const struct changes *changes; /* NULL: no earlier catalog, the list tells */
	int kind_count;                /* of changes, or of the list */
	size_t counts[KINDS_MAX], count;
	struct table *table; /* in the arena below */
	struct arena arena;
	int kind; /* -1: all of them */
	struct scroll scroll;
	struct rect rect;
	int whole;           /* lines for the change under the cursor; 0: no room */
	int head;            /* lines above the list */
	struct text summary; /* in the frame arena */
};

static struct view_changes *changes_of(struct view *view)
{
	return (struct view_changes *)view;
}

static struct table *make_table(const struct view_changes *of, struct arena *arena)
{
	uint32_t kinds = of->kind < 0 ? ALL_KINDS : 1u << of->kind;

	return of->changes ? table_changes(of->changes, kinds, arena)
			   : table_change_list(of->view.explorer->store, 0, kinds, arena);
}

static const char *kind_title(const struct view_changes *of, int kind)
{
	return of->changes ? change_kind_title((enum change_kind)kind)
			   : listed_kind_title((enum listed_kind)kind);
}

static void choose_kind(struct view_changes *of, int kind)
{
	arena_reset(&of->arena);
	of->kind = kind;
	of->table = make_table(of, &of->arena);
	scroll_to(&of->scroll, 0);
}

/* From one kind on, -1 being all of them; where the one that is shown ends. */
static struct text summary_from(const struct view_changes *of, int first, int *end,
	struct arena *arena)
{
	struct text line = TEXT_NONE;

	for (int i = first; i < of->kind_count; i++) {
		size_t count = i < 0 ? of->count : of->counts[i];
		if (i >= 0 && count == 0)
			continue;
		line = arena_format(arena, i == of->kind ? "%.*s%s[%s %zu]" : "%.*s%s%s %zu",
			TEXT_ARGS(line), line.size > 0 ? " · " : "",
			i < 0 ? _("all") : kind_title(of, i), count);
		if (i == of->kind)
			*end = text_width(line);
	}
	return line;
}

/* "all 30 · [new 12] · gone 3 · cheaper 15": the one that is shown in brackets, and in sight. */
static struct text summary_of(const struct view_changes *of, int cells, struct arena *arena)
{
	int end = 0;
	struct text line = summary_from(of, -1, &end, arena);

	for (int first = 0; first <= of->kind && end > cells - 2; first++)
		line = summary_from(of, first, &end, arena);
	return line;
}

static bool is_large(const struct view_changes *of)
{
	return store_count(of->view.explorer->store) > AT_ONCE_MAX;
}

static void make(struct view_changes *of)
{
	struct explorer *explorer = of->view.explorer;

	if (explorer->news.changes &&
		explorer->news.changes(explorer->news.context, explorer->interrupt, &of->changes) !=
			RESULT_OK)
		return;
	of->is_made = true;
	if (of->changes) {
		of->kind_count = CHANGE_KIND_COUNT;
		of->count = of->changes->count;
		for (int i = 0; i < CHANGE_KIND_COUNT; i++)
			of->counts[i] = of->changes->counts[i];
	} else {
		of->kind_count = LISTED_KIND_COUNT;
		of->count = change_list_count(explorer->store, of->counts);
	}
	choose_kind(of, -1);
}

static void prepare(struct view *view, struct rect area)
{
	struct view_changes *of = changes_of(view);

	if (!of->is_made && !is_large(of))
		make(of);
	uint32_t rows = of->is_made ? of->table->row_count : 0;
	int width = area.width - 2 < WIDTH ? area.width - 2 : WIDTH;
	int wanted = (int)(rows < 1000 ? rows : 1000) + HEAD + 2 + WHOLE;
	int height = wanted < area.height ? wanted : area.height;

	of->head = area.height < 10 ? 1 : HEAD;
	if (height < HEAD + 5)
		height = area.height < HEAD + 5 ? area.height : HEAD + 5;
	of->rect = (struct rect){ area.x + (area.width - width) / 2,
		area.y + (area.height - height) / 2, width, height };
	of->whole = height >= HEAD + 8 ? WHOLE : 0;
	scroll_set(&of->scroll, rows, height - 2 - of->head - of->whole);
	of->summary = summary_of(of, width - 4, &view->frame);
}

/* Of a large catalog: the frame says what is done. */
static bool idle(struct view *view)
{
	struct view_changes *of = changes_of(view);

	if (of->is_made)
		return false;
	make(of);
	return of->is_made;
}

/* Whose price it is, and whose it was. */
static struct text provider_of(const struct view_changes *of, const struct cell *cells,
	bool is_ascii, struct arena *arena)
{
	if (!of->changes)
		return cells[LIST_COLUMN_PROVIDER].full;
	struct text now = cells[DIFF_COLUMN_PROVIDER].full,
		    before = cells[DIFF_COLUMN_PROVIDER_BEFORE].full;
	if (before.size == 0)
		return now;
	if (!cell_is_known(&cells[CHANGE_COLUMN_AFTER]))
		return before;
	return arena_format(arena, "%.*s %s %.*s", TEXT_ARGS(before), is_ascii ? "->" : "→",
		TEXT_ARGS(now.size > 0 ? now : TEXT("?")));
}

/* "Context: 32k → 4k", and whose price it is, where that fits; else the id. */
static struct text what_of(const struct view_changes *of, const struct cell *cells, bool is_ascii,
	int room, struct arena *arena)
{
	struct text provider = provider_of(of, cells, is_ascii, arena);

	struct text field = cells[CHANGE_COLUMN_FIELD].full,
		    before = cells[CHANGE_COLUMN_BEFORE].full,
		    after = cells[CHANGE_COLUMN_AFTER].full;
	if (before.size == 0 && after.size == 0)
		return cells[CHANGE_COLUMN_ID].full;
	struct text what = arena_format(arena, "%.*s%s%.*s %s %.*s", TEXT_ARGS(field),
		field.size > 0 ? ": " : "", TEXT_ARGS(before.size > 0 ? before : TEXT("?")),
		is_ascii ? "->" : "→", TEXT_ARGS(after));
	if (provider.size == 0 || text_width(what) + 3 + text_width(provider) > room)
		return what;
	return arena_format(arena, "%.*s · %.*s", TEXT_ARGS(what), TEXT_ARGS(provider));
}

/* Since when: the day on which the catalog of before was kept, else its own. */
static struct text title_of(const struct view_changes *of, struct arena *arena)
{
	if (!of->is_made)
		return text_of(_("Changes"));
	if (!of->changes)
		return text_of(_("Change list of the catalog"));
	uint32_t day = of->changes->kept ? of->changes->kept : store_date(of->changes->old);
	if (day == 0)
		return text_of(_("Changes"));
	return arena_format(arena, _("Changes since %.*s"), TEXT_ARGS(date_text(day, arena)));
}

static void draw_change(const struct view_changes *of, struct canvas *canvas, struct rect row,
	uint32_t index)
{
	struct cell cells[CELLS_MAX];
	struct arena arena;

	arena_init(&arena);
	of->table->ops->row(of->table, index, &arena, cells);
	int name = row.width / 3, rest = row.width - 14 - name - 2;
	if (!of->changes && rest > 2 * DATE_CELLS) {
		rest -= DATE_CELLS;
		canvas_text_cut(canvas, row.x + row.width - DATE_CELLS, row.y, DATE_CELLS - 1,
			ROLE_DIM, cells[LIST_COLUMN_DATE].full);
	}
	canvas_text_cut(canvas, row.x + 1, row.y, 12, ROLE_ACCENT,
		cells[CHANGE_COLUMN_CHANGE].full);
	canvas_text(canvas, row.x + 14, row.y, name, ROLE_TEXT,
		text_cut_name(&arena, cells[CHANGE_COLUMN_NAME].full, name, canvas->is_ascii));
	canvas_text_cut(canvas, row.x + 15 + name, row.y, rest, ROLE_DIM,
		what_of(of, cells, canvas->is_ascii, rest, &arena));
	arena_done(&arena);
}

/* The change under the cursor, without the cuts of its row. */
static void draw_whole(const struct view_changes *of, struct canvas *canvas, struct rect rect)
{
	struct cell cells[CELLS_MAX];
	struct arena arena;
	size_t at = 0;

	if (of->scroll.count == 0 || of->whole == 0)
		return;
	arena_init(&arena);
	of->table->ops->row(of->table, of->scroll.cursor, &arena, cells);
	struct text whole = arena_format(&arena, "%.*s · %.*s",
		TEXT_ARGS(cells[CHANGE_COLUMN_NAME].full),
		TEXT_ARGS(what_of(of, cells, canvas->is_ascii, INT_MAX, &arena)));
	if (!of->changes && cells[LIST_COLUMN_NOTE].full.size > 0)
		whole = arena_format(&arena, "%.*s · %.*s", TEXT_ARGS(whole),
			TEXT_ARGS(cells[LIST_COLUMN_NOTE].full));
	for (int line = 1; line < of->whole && at < whole.size; line++) {
		struct text part = text_wrap(whole, &at, rect.width - 4);
		canvas_text_cut(canvas, rect.x + 2, rect.y + rect.height - 1 - of->whole + line,
			rect.width - 4, ROLE_TEXT, part);
	}
	arena_done(&arena);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	const struct view_changes *of = (const struct view_changes *)view;
	struct rect rect = of->rect;

	(void)area;
	canvas_box(canvas, rect, title_of(of, &((struct view_changes *)of)->view.frame),
		text_of(_("Enter opens the model · ← → kinds · e export · Esc back")));
	if (!of->is_made) {
		canvas_text_cut(canvas, rect.x + 2, rect.y + 1, rect.width - 4, ROLE_TEXT,
			text_of(_("The catalog is compared with the one before.")));
		return;
	}
	if (of->count == 0) {
		canvas_text_cut(canvas, rect.x + 2, rect.y + 1, rect.width - 4, ROLE_TEXT,
			text_of(of->changes ? _("Nothing changed.")
					    : _("No earlier catalog is kept yet.")));
		canvas_text_cut(canvas, rect.x + 2, rect.y + 2, rect.width - 4, ROLE_DIM,
			text_of(_(
				"'llmatlas update' and 'llmatlas import' keep them; is:new finds what was released in the last 30 days.")));
		return;
	}
	canvas_text_cut(canvas, rect.x + 2, rect.y + 1, rect.width - 4, ROLE_DIM, of->summary);
	for (int y = 0; y < of->scroll.height; y++) {
		uint32_t at = of->scroll.top + (uint32_t)y;
		struct rect row = { rect.x + 1, rect.y + 1 + of->head + y, rect.width - 2, 1 };
		if (at >= of->scroll.count)
			break;
		draw_change(of, canvas, row, at);
		if (at == of->scroll.cursor)
			canvas_select(canvas, row, true);
	}
	draw_whole(of, canvas, rect);
}

/* The next kind that there is, in a circle with "all". */
static void turn(struct view_changes *of, int step)
{
	int kind = of->kind;

	for (int i = 0; i <= of->kind_count; i++) {
		kind += step;
		if (kind < -1)
			kind = of->kind_count - 1;
		if (kind == of->kind_count)
			kind = -1;
		if (kind < 0 || of->counts[kind] > 0)
			break;
	}
	choose_kind(of, kind);
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_changes *of = changes_of(view);

	if (action == ACTION_BACK || action == ACTION_CHANGES || action == ACTION_QUIT)
		return POP;
	if (action == ACTION_SOURCES) /* it takes the place of this one */
		return (struct outcome){ .kind = OUTCOME_ACTION, .action = action };
	if (of->count == 0 || scroll_act(&of->scroll, action))
		return of->count == 0 ? UNHANDLED : STAY;
	switch (action) {
	case ACTION_LEFT:
	case ACTION_PREVIOUS_PANE: turn(of, -1); return STAY;
	case ACTION_RIGHT:
	case ACTION_NEXT_PANE: turn(of, 1); return STAY;
	case ACTION_OPEN: {
		if (of->scroll.count == 0)
			return STAY;
		struct text id = of->table->ops->row_id(of->table, of->scroll.cursor);
		uint32_t row;
		if (!store_find_id(view->explorer->store, id, &row)) {
			explorer_complain(view->explorer,
				_("%.*s is gone: this catalog no longer has it."), TEXT_ARGS(id));
			return STAY;
		}
		explorer_lend_text(view->explorer,
			arena_format(&view->frame, "id=\"%.*s\"", TEXT_ARGS(id)));
		explorer_say(view->explorer, "%s",
			_("The model of the change; Esc leads back to the changes and to your query."));
		return (struct outcome){ .kind = OUTCOME_TAB,
			.tab = TAB_BROWSE,
			.comes_back = true };
	}
	default: return UNHANDLED;
	}
}

/* A second click opens. */
static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_changes *of = changes_of(view);

	(void)x;
	(void)area;
	return scroll_point(&of->scroll, y - of->rect.y - 1 - of->head) ? act(view, ACTION_OPEN)
									: STAY;
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

	return of->count > 0 ? make_table(of, arena) : NULL;
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
	.idle = idle,
	.draw = draw,
	.act = act,
	.click = click,
	.hints = hints,
	.table = table,
	.free = free_changes };

struct view *view_changes_new(struct explorer *explorer)
{
	struct view_changes *of = memory_get_zeroed(1, sizeof(*of));

	of->view = (struct view){ .ops = &ops, .explorer = explorer };
	arena_init(&of->view.frame);
	arena_init(&of->arena);
	if (!is_large(of))
		make(of);
	return &of->view;
}

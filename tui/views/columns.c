/* SPDX-License-Identifier: MIT */
/* Columns of the list: chosen, ordered and sized while the list behind follows; what is chosen stands in show: of the query. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/input/line_editor.h"
#include "tui/views/view.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 64, WIDTH_STEP = 2, TITLE_CELLS = 24 };
enum { WHOLE = 2, WHOLE_FROM = 14 }; /* lines of the help in full, in a box of so many */

struct line {
	uint16_t field;
	uint8_t width; /* 0: as the field has it */
	bool is_shown;
};

struct view_columns {
	struct view view;
	struct line *
		lines; /* shown ones first, in their order, then the others in the order of the field table */
	size_t count, shown;
	struct strbuf before; /* the query when it opened: Esc brings it back */
	struct line_editor finder;
	bool is_finding; /* what is typed is a name */
	struct scroll scroll;
	struct rect rect;
};

static struct view_columns *columns_of(struct view *view)
{
	return (struct view_columns *)view;
}

static const struct field *field_of(const struct view_columns *columns, size_t at)
{
	return store_field(columns->view.explorer->store, columns->lines[at].field);
}

static void collect(struct view_columns *columns)
{
	const struct explorer *explorer = columns->view.explorer;
	const struct query *query = &explorer->query;
	const uint16_t *fields = query->show;
	size_t count = query->show_count;
	uint32_t all = store_field_count(explorer->store);

	if (count == 0)
		count = table_default_fields(&fields);
	columns->lines = memory_get_zeroed(all + count + 1, sizeof(*columns->lines));
	for (size_t i = 0; i < count; i++) {
		bool is_twice = false;
		for (size_t j = 0; j < columns->count; j++)
			is_twice = is_twice || columns->lines[j].field == fields[i];
		if (is_twice || !store_field(explorer->store, fields[i]))
			continue;
		columns->lines[columns->count++] = (struct line){ fields[i],
			query->show_count > 0 ? query->show_width[i] : 0, true };
	}
	columns->shown = columns->count;
	for (uint32_t id = 0; id < all; id++) {
		bool is_there = store_field(explorer->store, id) == NULL;
		for (size_t j = 0; j < columns->shown && !is_there; j++)
			is_there = columns->lines[j].field == id;
		if (!is_there)
			columns->lines[columns->count++] = (struct line){ (uint16_t)id, 0, false };
	}
}

/* While it is open the query is looked at, not changed: undo leads to what was before. */
static void preview(struct view_columns *columns)
{
	struct explorer *explorer = columns->view.explorer;
	struct edit_column shown[QUERY_SHOW_MAX];
	struct strbuf text;
	size_t count = columns->shown < QUERY_SHOW_MAX ? columns->shown : QUERY_SHOW_MAX;

	for (size_t i = 0; i < count; i++)
		shown[i] = (struct edit_column){ columns->lines[i].field, columns->lines[i].width };
	strbuf_init(&text);
	edit_show(&text, &explorer->query, explorer->store, shown, count);
	explorer_preview_text(explorer, strbuf_text(&text));
	strbuf_done(&text);
}

static void move_line(struct view_columns *columns, size_t from, size_t to)
{
	struct line moved = columns->lines[from];

	if (from < to)
		memmove(&columns->lines[from], &columns->lines[from + 1],
			(to - from) * sizeof(moved));
	else
		memmove(&columns->lines[to + 1], &columns->lines[to], (from - to) * sizeof(moved));
	columns->lines[to] = moved;
}

static void toggle(struct view_columns *columns)
{
	size_t at = columns->scroll.cursor;

	if (at >= columns->count)
		return;
	struct line *line = &columns->lines[at];
	if (!line->is_shown && columns->shown == QUERY_SHOW_MAX)
		return;
	if (line->is_shown && columns->shown == 1) {
		explorer_complain(columns->view.explorer, "%s",
			_("One column stays. z brings the default ones back."));
		return;
	}
	line->is_shown = !line->is_shown;
	if (line->is_shown) {
		move_line(columns, at, columns->shown++);
		scroll_to(&columns->scroll,
			at + 1 < columns->count ? (uint32_t)at + 1 : (uint32_t)at);
	} else {
		columns->lines[at].width = 0;
		move_line(columns, at, --columns->shown);
	}
	preview(columns);
}

static void reorder(struct view_columns *columns, int step)
{
	size_t at = columns->scroll.cursor, to = at + (size_t)step;

	if (at >= columns->shown || to >= columns->shown)
		return;
	move_line(columns, at, to);
	scroll_to(&columns->scroll, (uint32_t)to);
	preview(columns);
}

static void resize(struct view_columns *columns, int step)
{
	size_t at = columns->scroll.cursor;

	if (at >= columns->shown)
		return;
	const struct field *field = field_of(columns, at);
	int usual = field_column_width(field),
	    width = columns->lines[at].width > 0 ? columns->lines[at].width : usual;
	width += step;
	width = width < QUERY_WIDTH_MIN   ? QUERY_WIDTH_MIN
		: width > QUERY_WIDTH_MAX ? QUERY_WIDTH_MAX
					  : width;
	columns->lines[at].width = width == usual ? 0 : (uint8_t)width;
	preview(columns);
}

static void prepare(struct view *view, struct rect area)
{
	struct view_columns *columns = columns_of(view);
	int width = area.width - 2 < WIDTH ? area.width - 2 : WIDTH;
	int height = area.height > 26 ? area.height - 6 : area.height;

	/* at the right, so that the list's first columns can be seen */
	columns->rect = (struct rect){ area.x + area.width - width - 1,
		area.y + (area.height - height), width, height };
	int below = height >= WHOLE_FROM ? WHOLE + 1 : columns->is_finding;
	scroll_set(&columns->scroll, (uint32_t)columns->count, height - 2 - below);
}

static void draw_line(const struct view_columns *columns, struct canvas *canvas, struct rect row,
	size_t at)
{
	const struct line *line = &columns->lines[at];
	const struct field *field = field_of(columns, at);
	struct strbuf digits;

	strbuf_init(&digits);
	if (line->is_shown)
		strbuf_add_format(&digits, "%d%s",
			line->width > 0 ? line->width : field_column_width(field),
			line->width > 0 ? "*" : "");
	canvas_text(canvas, row.x + 1, row.y, 3, line->is_shown ? ROLE_CHOSEN : ROLE_DIM,
		text_of(canvas_sign(canvas, line->is_shown ? SIGN_CHECK_ON : SIGN_CHECK_OFF)));
	struct text title = text_of(field_title(field));
	if (text_width(title) > TITLE_CELLS)
		title = text_of(field_brief(field));
	canvas_text_cut(canvas, row.x + 5, row.y, TITLE_CELLS,
		line->is_shown ? ROLE_TEXT : ROLE_DIM, title);
	canvas_text_right(canvas, row.x + 29, row.y, 4, ROLE_NUMBER, strbuf_text(&digits));
	canvas_text_cut(canvas, row.x + 35, row.y, row.width - 36, ROLE_DIM,
		text_of(field_help(field)));
	strbuf_done(&digits);
}

/* Of the line under the cursor, whose own is cut; or the name that is typed. */
static void draw_whole(const struct view_columns *columns, struct canvas *canvas)
{
	struct rect rect = columns->rect;
	struct text help = text_of(field_help(field_of(columns, columns->scroll.cursor)));
	size_t at = 0;

	for (int i = WHOLE; i > 0; i--)
		canvas_text_cut(canvas, rect.x + 2, rect.y + rect.height - 1 - i, rect.width - 4,
			ROLE_TEXT,
			i > 1 ? text_wrap(help, &at, rect.width - 4)
			      : text_slice(help, at, help.size));
}

static void draw_finder(const struct view_columns *columns, struct canvas *canvas)
{
	struct rect rect = columns->rect;
	int y = rect.y + rect.height - 2;

	canvas_fill(canvas, (struct rect){ rect.x + 1, y, rect.width - 2, 1 }, ROLE_TEXT);
	canvas_text(canvas, rect.x + 2, y, 1, ROLE_KEY_HINT, TEXT("/"));
	line_editor_draw((struct line_editor *)&columns->finder, canvas, rect.x + 4, y,
		rect.width - 6, 0, 0);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	const struct view_columns *columns = (const struct view_columns *)view;
	struct rect rect = columns->rect;

	(void)area;
	canvas_box(canvas, rect, text_of(_("Columns")),
		text_of(_("Space show · / find · < > order · h l width · Enter keep")));
	if (rect.height >= WHOLE_FROM && columns->count > 0)
		draw_whole(columns, canvas);
	for (int y = 0; y < columns->scroll.height; y++) {
		size_t at = columns->scroll.top + (size_t)y;
		struct rect row = { rect.x + 1, rect.y + 1 + y, rect.width - 2, 1 };
		if (at >= columns->count)
			break;
		draw_line(columns, canvas, row, at);
		if (at == columns->scroll.cursor)
			canvas_select(canvas, row, true);
	}
	if (columns->is_finding)
		draw_finder(columns, canvas);
}

/* The next line from `from` on that is called so, beginning anew behind the last one. */
static void find(struct view_columns *columns, size_t from)
{
	struct text wanted = text_trim(strbuf_text(&columns->finder.line));
	struct arena arena;

	arena_init(&arena);
	struct text folded = text_fold(&arena, wanted);
	bool is_found = wanted.size == 0;
	for (size_t i = 0; i < columns->count && !is_found; i++) {
		size_t at = (from + i) % columns->count;
		const struct field *field = field_of(columns, at);
		is_found = text_find(text_fold(&arena, text_of(field_title(field))), folded) >= 0 ||
			text_find(text_of(field->key), folded) >= 0;
		if (is_found)
			scroll_to(&columns->scroll, (uint32_t)at);
	}
	arena_done(&arena);
	if (!is_found)
		explorer_complain(columns->view.explorer, "%s", _("No column is called so."));
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_columns *columns = columns_of(view);

	if (!columns->is_finding || event.code == KEY_CODE_UP || event.code == KEY_CODE_DOWN)
		return UNHANDLED;
	switch (line_editor_key(&columns->finder, event)) {
	case LINE_CHANGED: find(columns, columns->scroll.cursor); return STAY;
	case LINE_ACCEPTED:
	case LINE_CANCELLED: columns->is_finding = false; return STAY;
	default: return STAY;
	}
}

/* What was looked at becomes one change that u takes back. */
static struct outcome keep(struct view_columns *columns)
{
	struct explorer *explorer = columns->view.explorer;
	struct strbuf text;

	strbuf_init(&text);
	strbuf_add(&text, strbuf_text(&explorer->text));
	explorer_preview_text(explorer, strbuf_text(&columns->before));
	explorer_set_text(explorer, strbuf_text(&text), true);
	strbuf_done(&text);
	return POP;
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_columns *columns = columns_of(view);

	if (scroll_act(&columns->scroll, action))
		return STAY;
	switch (action) {
	case ACTION_MARK: toggle(columns); return STAY;
	case ACTION_FIND:
		columns->is_finding = true;
		line_editor_set(&columns->finder, TEXT_NONE);
		return STAY;
	case ACTION_NEXT: find(columns, columns->scroll.cursor + 1); return STAY;
	case ACTION_MOVE_LEFT: reorder(columns, -1); return STAY;
	case ACTION_MOVE_RIGHT: reorder(columns, 1); return STAY;
	case ACTION_LEFT: resize(columns, -WIDTH_STEP); return STAY;
	case ACTION_RIGHT: resize(columns, WIDTH_STEP); return STAY;
	case ACTION_CLEAR: /* the default columns */
		columns->shown = 0;
		preview(columns);
		free(columns->lines);
		columns->count = 0;
		collect(columns);
		return STAY;
	case ACTION_OPEN:
	case ACTION_COLUMNS: return keep(columns);
	case ACTION_BACK:
	case ACTION_QUIT:
		explorer_preview_text(view->explorer, strbuf_text(&columns->before));
		return POP;
	default: return UNHANDLED;
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	if (((const struct view_columns *)view)->is_finding) {
		out[0] = (struct key_hint){ ACTION_OPEN, _("stay there") };
		return 1;
	}
	out[0] = (struct key_hint){ ACTION_MARK, _("show") };
	out[1] = (struct key_hint){ ACTION_MOVE_RIGHT, _("order") };
	out[2] = (struct key_hint){ ACTION_RIGHT, _("wider") };
	out[3] = (struct key_hint){ ACTION_CLEAR, _("the default columns") };
	out[4] = (struct key_hint){ ACTION_OPEN, _("keep") };
	out[5] = (struct key_hint){ ACTION_BACK, _("back") };
	return 6;
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_columns *columns = columns_of(view);
	struct rect rect = columns->rect;
	int line = y - rect.y - 1;

	(void)area;
	if (x <= rect.x || x >= rect.x + rect.width - 1 || !scroll_has(&columns->scroll, line))
		return STAY;
	scroll_point(&columns->scroll, line);
	if (x < rect.x + 6)
		toggle(columns);
	return STAY;
}

static void free_columns(struct view *view)
{
	struct view_columns *columns = columns_of(view);

	free(columns->lines);
	strbuf_done(&columns->before);
	line_editor_done(&columns->finder);
	arena_done(&view->frame);
	free(columns);
}

static const struct view_ops ops = { .title = N_("Columns"),
	.is_dialog = true,
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.key = key,
	.click = click,
	.hints = hints,
	.free = free_columns };

struct view *view_columns_new(struct explorer *explorer)
{
	struct view_columns *columns = memory_get_zeroed(1, sizeof(*columns));

	columns->view = (struct view){ .ops = &ops, .explorer = explorer };
	strbuf_init(&columns->before);
	line_editor_init(&columns->finder, TEXT_NONE);
	strbuf_add(&columns->before, strbuf_text(&explorer->text));
	collect(columns);
	return &columns->view;
}

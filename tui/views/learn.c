/* SPDX-License-Identifier: MIT */
/* Learn: six short lessons as tables with live counts. A cell opens as a query; wide screens show its first models beside. */
#include "tui/views/learn.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"

#include <stdlib.h>

enum { WIDE = 118, PREVIEW_MIN = 30, PREVIEW_ROWS = 100 };

static struct view_learn *learn_of(struct view *view)
{
	return (struct view_learn *)view;
}

static struct text query_at(struct view_learn *learn, size_t row)
{
	return lesson_query(&learn->lessons[learn->at], row, learn->column, &learn->view.frame);
}

static void count_rows(struct view_learn *learn)
{
	struct arena *frame = &learn->view.frame;
	const struct lesson *lesson = &learn->lessons[learn->at];

	learn->row_counts = ARENA_ARRAY(frame, struct text, lesson->row_count);
	for (size_t row = 0; row < lesson->row_count; row++) {
		struct text query = query_at(learn, row);
		uint32_t models;
		if (query.size == 0)
			continue;
		learn->row_counts[row] = query_counts_get(&learn->counts, query, &models)
			? arena_format(frame, models > 99999 ? "%uk" : "%u",
				  models > 99999 ? models / 1000 : models)
			: TEXT("?");
	}
}

static void fetch_preview(struct view_learn *learn)
{
	uint32_t *rows;

	learn->query = query_at(learn, learn->row);
	learn->model_count = learn->total = 0;
	if (learn->preview.width == 0 || learn->query.size == 0 || learn->preview.height < 3)
		return;
	rows = ARENA_ARRAY(&learn->view.frame, uint32_t, PREVIEW_ROWS);
	uint32_t room = (uint32_t)learn->preview.height - 2;
	learn->model_count = query_counts_rows(&learn->counts, learn->query, rows,
		room < PREVIEW_ROWS ? room : PREVIEW_ROWS);
	learn->models = rows;
	query_counts_get(&learn->counts, learn->query, &learn->total);
}

/* Table on the left, models of the cell under the cursor on the right where there is room for them. */
static void lay_out(struct view_learn *learn, struct rect area)
{
	struct arena *frame = &learn->view.frame;
	const struct lesson *lesson = &learn->lessons[learn->at];
	int cells = area.width - 1;

	learn->preview = (struct rect){ 0, 0, 0, 0 };
	if (area.width >= WIDE) { /* a blank, a rule, the models */
		learn_table_make(&learn->table, lesson, learn->column, &learn->counts,
			area.width - PREVIEW_MIN - 2, frame);
		cells = learn->table.width;
		learn->preview = (struct rect){ area.x + cells + 2, area.y, area.width - cells - 2,
			area.height };
	}
	learn_table_make(&learn->table, lesson, learn->column, &learn->counts, cells, frame);
	learn->body = (struct rect){ area.x, area.y + 2, cells, area.height - 2 };
	if (area.height < 12) /* low: every line counts */
		learn->body = (struct rect){ area.x, area.y + 1, cells, area.height - 1 };
}

static size_t line_of_row(const struct view_learn *learn)
{
	return learn->table.head_line + 1 + learn->row;
}

static bool all_fits(const struct view_learn *learn)
{
	return learn->table.line_count <= (size_t)learn->body.height;
}

/* One line is kept for the column heads, which stay when their place is scrolled away. */
static int seen_lines(const struct view_learn *learn)
{
	int seen = learn->body.height - (all_fits(learn) ? 0 : 1);
	return seen > 0 ? seen : 1;
}

static void clamp_top(struct view_learn *learn)
{
	size_t seen = (size_t)seen_lines(learn), lines = learn->table.line_count;

	if (learn->top + seen > lines)
		learn->top = lines > seen ? lines - seen : 0;
	if (all_fits(learn))
		learn->top = 0;
}

static void reveal_row(struct view_learn *learn)
{
	size_t line = line_of_row(learn), seen = (size_t)seen_lines(learn);

	if (line < learn->top)
		learn->top = line;
	if (line >= learn->top + seen)
		learn->top = line - seen + 1;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_learn *learn = learn_of(view);

	if (learn->count == 0)
		return;
	lay_out(learn, area);
	learn->height = seen_lines(learn);
	if (learn->wants_reveal)
		reveal_row(learn);
	learn->wants_reveal = false;
	clamp_top(learn);
	count_rows(learn);
	fetch_preview(learn);
}

static void open_lesson(struct view_learn *learn, size_t at)
{
	learn->at = at;
	learn->row = learn->column = learn->top = 0;
	learn->height = 0;
	learn->wants_reveal = false;
	query_counts_clear(&learn->counts);
}

/* Past the first and the last row the text above and below scrolls; above the rows the lead is read on the way down to them. Keys that come
 * before a lesson has been laid out only move the cursor. */
static void step(struct view_learn *learn, int rows)
{
	size_t last = learn->lessons[learn->at].row_count - 1, line = line_of_row(learn);
	bool is_laid_out = learn->height > 0;
	bool is_below = is_laid_out && line >= learn->top + (size_t)learn->height;

	if (is_laid_out && rows > 0 && (is_below || learn->row == last)) {
		learn->top += 1; /* prepare clamps */
	} else if (is_laid_out && rows < 0 && (learn->row == 0 || line < learn->top)) {
		learn->top -= learn->top > 0;
	} else {
		long to = (long)learn->row + rows;
		learn->row = to < 0 ? 0 : to > (long)last ? last : (size_t)to;
		learn->wants_reveal = true;
	}
}

static bool move(struct view_learn *learn, enum action action)
{
	int page = learn->height > 1 ? learn->height - 1 : 1;

	switch (action) {
	case ACTION_UP: step(learn, -1); return true;
	case ACTION_DOWN: step(learn, 1); return true;
	case ACTION_PAGE_UP: step(learn, -page); return true;
	case ACTION_PAGE_DOWN: step(learn, page); return true;
	case ACTION_HALF_UP: step(learn, -(page + 1) / 2); return true;
	case ACTION_HALF_DOWN: step(learn, (page + 1) / 2); return true;
	case ACTION_FIRST: learn->row = learn->top = 0; return true;
	case ACTION_LAST:
		learn->row = learn->lessons[learn->at].row_count - 1;
		learn->top = LEARN_LINES_MAX; /* prepare clamps */
		return true;
	case ACTION_LEFT:
	case ACTION_PREVIOUS_PANE: learn->column -= learn->column > 0; return true;
	case ACTION_RIGHT:
	case ACTION_NEXT_PANE:
		learn->column += learn->column < learn->lessons[learn->at].column_count;
		return true;
	default: return false;
	}
}

static struct outcome show_models(struct view_learn *learn)
{
	struct explorer *explorer = learn->view.explorer;
	struct text query = query_at(learn, learn->row);

	if (query.size == 0) {
		explorer_complain(explorer, "%s",
			_("This row explains; it opens no models. Rows with a number do."));
		return STAY;
	}
	uint32_t models;
	if (query_counts_get(&learn->counts, query, &models) && models == 0) {
		explorer_complain(explorer, "%s", _("This catalog has no models for it."));
		return STAY;
	}
	explorer_lend_models(explorer, query);
	explorer->wants_list = true;
	explorer_say(explorer, "%s",
		_("Models of the lesson; Esc leads back to it and to your query."));
	return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE, .comes_back = true };
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_learn *learn = learn_of(view);

	if (learn->count == 0)
		return UNHANDLED;
	if (move(learn, action))
		return STAY;
	switch (action) {
	case ACTION_NEXT: open_lesson(learn, (learn->at + 1) % learn->count); return STAY;
	case ACTION_PREVIOUS:
		open_lesson(learn, (learn->at + learn->count - 1) % learn->count);
		return STAY;
	case ACTION_OPEN: return show_models(learn);
	case ACTION_HELP:
		return (struct outcome){ .kind = OUTCOME_HELP,
			.text = lesson_term(&learn->lessons[learn->at], learn->row,
				learn->column) };
	case ACTION_COPY:
		return (struct outcome){ .kind = OUTCOME_COPY,
			.text = query_at(learn, learn->row) };
	default: return UNHANDLED;
	}
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_learn *learn = learn_of(view);
	size_t line = learn->top + (size_t)(y - learn->body.y);

	(void)area;
	if (learn->count == 0 || y < learn->body.y)
		return STAY;
	if (learn->top > learn->table.head_line && line > learn->top)
		line--; /* the heads stand over the first line */
	if (line >= learn->table.line_count || learn->table.lines[line].kind != LEARN_ROW)
		return STAY;
	learn->row = learn->table.lines[line].row;
	learn->column = 0;
	for (size_t column = 1; column <= learn->table.lesson->column_count; column++) {
		int cells, at = learn_table_column(&learn->table, column, &cells);
		if (cells > 0 && x >= learn->body.x + at && x < learn->body.x + at + cells)
			learn->column = column;
	}
	return STAY;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	static const struct key_hint list[] = { { ACTION_HELP, N_("term") },
		{ ACTION_OPEN, N_("show these models") }, { ACTION_NEXT, N_("next lesson") },
		{ ACTION_RIGHT, N_("columns") }, { ACTION_COPY, N_("copy the query") },
		{ ACTION_EXPORT, N_("export") }, { ACTION_PREVIOUS, N_("lesson before") },
		{ ACTION_QUIT, N_("leave") } };
	size_t count = sizeof(list) / sizeof(list[0]);

	(void)view;
	for (size_t i = 0; i < count; i++)
		out[i] = (struct key_hint){ list[i].action, _(list[i].label) };
	return count;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_learn *learn = learn_of(view);

	return learn->count == 0 ? NULL
				 : table_lesson(&learn->lessons[learn->at], &learn->counts.counter,
					   view->explorer->store, arena);
}

static void free_learn(struct view *view)
{
	struct view_learn *learn = learn_of(view);

	query_counts_done(&learn->counts);
	arena_done(&view->frame);
	free(learn);
}

static const struct view_ops ops = { .title = N_("Learn"),
	.prepare = prepare,
	.draw = learn_draw,
	.act = act,
	.click = click,
	.hints = hints,
	.table = table,
	.free = free_learn };

struct view *view_learn_new(struct explorer *explorer)
{
	struct view_learn *learn = memory_get_zeroed(1, sizeof(*learn));

	learn->view = (struct view){ .ops = &ops, .explorer = explorer };
	learn->count = words_lessons(&explorer->words, &learn->lessons);
	query_counts_init(&learn->counts, explorer);
	return &learn->view;
}

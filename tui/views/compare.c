/* SPDX-License-Identifier: MIT */
/* Compare: the marked models as columns A, B, C ..., fields as rows in the sections; labels stay, columns scroll sideways. */
#include "catalog/tables/compare.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/views/view.h"

#include <stdio.h>
#include <stdlib.h>

enum { LABEL = 20, COLUMN_MIN = 19, HIDDEN_MAX = 64, LINES_MAX = 600 };

struct compare_line {
	int column;
	int part;
	bool is_heading;
}; /* column of the table; part: line of a wrapped cell */

struct view_compare {
	struct view view;
	struct compare_options options;
	uint16_t hidden[HIDDEN_MAX];
	struct scroll scroll; /* over lines */
	size_t at, first;     /* model under the cursor, first shown */
	struct table *table;  /* in the frame arena, as is all below */
	struct cell *cells;   /* row-major: models x columns */
	struct compare_line *lines;
	size_t line_count, shown;
	int width; /* of a model's column */
};

static struct view_compare *compare_of(struct view *view)
{
	return (struct view_compare *)view;
}

static const struct cell *cell_at(const struct view_compare *compare, size_t model, size_t column)
{
	return &compare->cells[model * compare->table->column_count + column];
}

static struct text cell_text(const struct view_compare *compare, const struct cell *cell,
	struct arena *arena, bool is_ascii)
{
	const char *mark = table_mark(cell, is_ascii);

	(void)compare;
	return arena_format(arena, "%.*s%s%.*s%s%s", TEXT_ARGS(cell->full),
		cell->note.size > 0 ? " " : "", TEXT_ARGS(cell->note), *mark ? " " : "", mark);
}

/* Lines that the tallest cell of a row needs. */
static int parts_of(const struct view_compare *compare, size_t column, struct arena *arena)
{
	int most = 1;

	for (size_t model = compare->first; model < compare->first + compare->shown; model++) {
		struct text text = cell_text(compare, cell_at(compare, model, column), arena,
			false);
		size_t at = 0;
		int parts = 0;
		while (parts < 6 && text_wrap(text, &at, compare->width - 4).size > 0)
			parts++;
		most = parts > most ? parts : most;
	}
	return most;
}

static void make_lines(struct view_compare *compare)
{
	const struct table *table = compare->table;
	struct arena *arena = &compare->view.frame;
	int section = -1;

	compare->lines = ARENA_ARRAY(arena, struct compare_line, LINES_MAX);
	compare->line_count = 0;
	for (size_t i = 0; i < table->column_count && compare->line_count + 8 < LINES_MAX; i++) {
		if ((int)table->columns[i].section != section) {
			section = (int)table->columns[i].section;
			compare->lines[compare->line_count++] = (struct compare_line){ (int)i, 0,
				true };
		}
		int parts = parts_of(compare, i, arena);
		for (int part = 0; part < parts; part++)
			compare->lines[compare->line_count++] = (struct compare_line){ (int)i, part,
				false };
	}
}

static void prepare(struct view *view, struct rect area)
{
	struct view_compare *compare = compare_of(view);
	const uint32_t *rows;
	size_t count = explorer_marked_rows(view->explorer, &view->frame, &rows);

	compare->table = table_compare(view->explorer->store, view->explorer->run, rows,
		(uint32_t)count, &compare->options, &view->frame);
	compare->cells = ARENA_ARRAY(&view->frame, struct cell,
		count * compare->table->column_count + 1);
	for (size_t i = 0; i < count; i++)
		compare->table->ops->row(compare->table, (uint32_t)i, &view->frame,
			compare->cells + i * compare->table->column_count);
	int room = area.width - LABEL - 1;
	size_t fit = room >= COLUMN_MIN ? (size_t)(room / COLUMN_MIN) : 1;
	compare->shown = count < fit ? count : fit;
	compare->width = compare->shown > 0 ? room / (int)compare->shown : room;
	if (compare->width > 36)
		compare->width = 36;
	if (compare->at >= count)
		compare->at = count > 0 ? count - 1 : 0;
	if (compare->first > compare->at)
		compare->first = compare->at;
	if (compare->shown > 0 && compare->at >= compare->first + compare->shown)
		compare->first = compare->at - compare->shown + 1;
	if (compare->first + compare->shown > count)
		compare->first = count - compare->shown;
	make_lines(compare);
	scroll_set(&compare->scroll, (uint32_t)compare->line_count, area.height - 3);
}

static void draw_heads(const struct view_compare *compare, struct canvas *canvas, struct rect area)
{
	for (size_t i = 0; i < compare->shown; i++) {
		size_t model = compare->first + i;
		int x = area.x + LABEL + (int)i * compare->width;
		char letter[4];
		marks_letter(model, letter);
		int used = canvas_text(canvas, x + 2, area.y, 3, ROLE_MARK, text_of(letter));
		if (model == compare->options.baseline)
			canvas_text_cut(canvas, x + 3 + used, area.y, compare->width - used - 4,
				ROLE_DIM, text_of(_("baseline")));
		canvas_text_cut(canvas, x + 2, area.y + 1, compare->width - 3,
			model == compare->at ? ROLE_ACCENT : ROLE_STRONG,
			compare->table->ops->row_title(compare->table, (uint32_t)model));
	}
}

static void draw_cell_part(const struct view_compare *compare, struct canvas *canvas, int x, int y,
	const struct cell *cell, int part, struct arena *arena)
{
	struct text text = cell_text(compare, cell, arena, canvas->is_ascii), line = TEXT_NONE;
	size_t at = 0;
	enum role role = cell->role == CELL_BEST ? ROLE_BEST
		: cell_is_known(cell)            ? ROLE_TEXT
						 : ROLE_DIM;

	for (int i = 0; i <= part; i++)
		line = text_wrap(text, &at, compare->width - 4);
	if (part == 0 && cell->role == CELL_BEST)
		canvas_text(canvas, x, y, 1, ROLE_BEST, text_of(canvas_sign(canvas, SIGN_BEST)));
	canvas_text_cut(canvas, x + 2, y, compare->width - 3, role, line);
}

static void draw_line(const struct view_compare *compare, struct canvas *canvas, int x, int y,
	const struct compare_line *line, struct arena *arena)
{
	const struct table_column *column = &compare->table->columns[line->column];

	if (line->is_heading) {
		canvas_text_cut(canvas, x + 1, y, canvas->width - x - 2, ROLE_HEADING,
			text_of(field_section_title(column->section)));
		return;
	}
	if (line->part == 0)
		canvas_text_cut(canvas, x + 2, y, LABEL - 3, ROLE_DIM,
			text_width(column->title) <= LABEL - 3 ? column->title : column->brief);
	for (size_t i = 0; i < compare->shown; i++)
		draw_cell_part(compare, canvas, x + LABEL + (int)i * compare->width, y,
			cell_at(compare, compare->first + i, (size_t)line->column), line->part,
			arena);
}

static void draw_too_few(const struct view_compare *compare, struct canvas *canvas,
	struct rect area)
{
	int y = area.y + 1;

	canvas_text_cut(canvas, area.x + 2, y++, area.width - 3, ROLE_STRONG,
		text_of(_("Mark two or more models first. Space marks.")));
	canvas_text_cut(canvas, area.x + 2, y++, area.width - 3, ROLE_DIM,
		text_of(_(
			"1 goes back to the list; marked models carry A, B, C and stay marked.")));
	if (compare->table->row_count == 1)
		canvas_format(canvas, area.x + 2, y, area.width - 3, ROLE_TEXT,
			_("Marked so far: %.*s"),
			TEXT_ARGS(compare->table->ops->row_title(compare->table, 0)));
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_compare *compare = compare_of((struct view *)view);

	if (compare->table->row_count < 2) {
		draw_too_few(compare, canvas, area);
		return;
	}
	draw_heads(compare, canvas, area);
	for (int y = 0; y < area.height - 3; y++) {
		size_t at = compare->scroll.top + (size_t)y;
		if (at >= compare->line_count)
			break;
		draw_line(compare, canvas, area.x, area.y + 2 + y, &compare->lines[at],
			&compare->view.frame);
		if (at == compare->scroll.cursor) {
			canvas_select(canvas,
				(struct rect){ area.x, area.y + 2 + y, area.width, 1 }, true);
			canvas_text(canvas, area.x, area.y + 2 + y, 1, ROLE_ACCENT,
				text_of(canvas_sign(canvas, SIGN_CURSOR)));
		}
	}
	int y = area.y + area.height - 1;
	if (compare->options.is_only_differences)
		canvas_format(canvas, area.x + 1, y, area.width - 2, ROLE_DIM,
			_("%u equal rows hidden · d shows them"), compare->table->hidden_equal);
	else
		canvas_format(canvas, area.x + 1, y, area.width - 2, ROLE_DIM,
			_("%s best  %s reported  %s sources differ  · d only differences"),
			canvas_sign(canvas, SIGN_BEST), canvas_sign(canvas, SIGN_REPORTED),
			canvas_sign(canvas, SIGN_CONFLICT));
}

static const struct field *field_at_cursor(const struct view_compare *compare)
{
	if (compare->scroll.cursor >= compare->line_count)
		return NULL;
	return compare->table->columns[compare->lines[compare->scroll.cursor].column].field;
}

static void move_model(struct view_compare *compare, int step)
{
	size_t to = compare->at + (size_t)step, count = compare->view.explorer->marks.count;

	if (to >= count)
		return;
	marks_move(&compare->view.explorer->marks, compare->at, to);
	compare->at = to;
}

static struct outcome act_on_model(struct view_compare *compare, enum action action)
{
	struct explorer *explorer = compare->view.explorer;

	if (compare->table->row_count == 0)
		return UNHANDLED;
	uint32_t row = compare->table->rows[compare->at];
	switch (action) {
	case ACTION_BASELINE:
		compare->options.baseline = compare->options.baseline == compare->at
			? UINT32_MAX
			: (uint32_t)compare->at;
		return STAY;
	case ACTION_TAKE_OUT:
		explorer_toggle_mark(explorer, row);
		explorer_say(explorer, _("Taken out: %.*s"),
			TEXT_ARGS(store_title(explorer->store, row)));
		return STAY;
	case ACTION_OPEN:
	case ACTION_EVIDENCE:
		if (!field_at_cursor(compare))
			return STAY;
		return (struct outcome){ .kind = OUTCOME_EVIDENCE,
			.row = row,
			.field = field_at_cursor(compare) };
	default: return UNHANDLED;
	}
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_compare *compare = compare_of(view);

	if (scroll_act(&compare->scroll, action))
		return STAY;
	switch (action) {
	case ACTION_LEFT: compare->at -= compare->at > 0; return STAY;
	case ACTION_RIGHT: compare->at++; return STAY; /* prepare clamps */
	case ACTION_MOVE_LEFT: move_model(compare, -1); return STAY;
	case ACTION_MOVE_RIGHT: move_model(compare, 1); return STAY;
	case ACTION_HELP:
		if (compare->table->row_count < 2 || !field_at_cursor(compare))
			return UNHANDLED;
		return (struct outcome){ .kind = OUTCOME_HELP, .field = field_at_cursor(compare) };
	case ACTION_DIFFERENCES:
		compare->options.is_only_differences = !compare->options.is_only_differences;
		return STAY;
	case ACTION_ALL_OF: return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE };
	case ACTION_EXCLUDE:
		if (field_at_cursor(compare) && compare->options.hidden_count < HIDDEN_MAX)
			compare->hidden[compare->options.hidden_count++] =
				field_at_cursor(compare)->id;
		return STAY;
	case ACTION_CLEAR:
		compare->options.hidden_count = 0;
		compare->options.is_only_differences = false;
		compare->options.baseline = UINT32_MAX;
		return STAY;
	default: return act_on_model(compare, action);
	}
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	static const struct {
		enum action action;
		const char *label;
	} list[] = { { ACTION_HELP, N_("help") }, { ACTION_DIFFERENCES, N_("differences") },
		{ ACTION_BASELINE, N_("baseline") }, { ACTION_EXCLUDE, N_("hide row") },
		{ ACTION_TAKE_OUT, N_("drop") }, { ACTION_ALL_OF, N_("add") },
		{ ACTION_MOVE_RIGHT, N_("move") }, { ACTION_OPEN, N_("why believed") },
		{ ACTION_EXPORT, N_("export") }, { ACTION_QUIT, N_("leave") } };
	size_t count = sizeof(list) / sizeof(list[0]);

	(void)view;
	for (size_t i = 0; i < count; i++)
		out[i] = (struct key_hint){ list[i].action, _(list[i].label) };
	return count;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_compare *compare = compare_of(view);
	const uint32_t *rows;
	size_t count = explorer_marked_rows(view->explorer, arena, &rows);

	return table_compare(view->explorer->store, view->explorer->run, rows, (uint32_t)count,
		&compare->options, arena);
}

static void free_compare(struct view *view)
{
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Compare"),
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.hints = hints,
	.table = table,
	.free = free_compare };

struct view *view_compare_new(struct explorer *explorer)
{
	struct view_compare *compare = memory_get_zeroed(1, sizeof(*compare));

	compare->view = (struct view){ .ops = &ops, .explorer = explorer };
	compare->options.baseline = UINT32_MAX;
	compare->options.hidden = compare->hidden;
	return &compare->view;
}

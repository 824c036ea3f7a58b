/* SPDX-License-Identifier: MIT */
/* A lesson as it is drawn: its title between its neighbours, its lines, the models of the cell under the cursor. */
#include "catalog/base/message.h"
#include "tui/views/learn.h"

static void draw_title(const struct view_learn *learn, struct canvas *canvas, struct rect area)
{
	const struct lesson *lesson = &learn->lessons[learn->at];
	struct arena *frame = view_scratch(&learn->view);
	struct strbuf around;
	int right = learn->preview.width > 0 ? learn->preview.x - 1 : area.x + area.width;

	int x = area.x + 1;
	x += canvas_format(canvas, x, area.y, right - x, ROLE_DIM, _("%zu of %zu"), learn->at + 1,
		     learn->count) +
		2;
	x += canvas_text_cut(canvas, x, area.y, right - x - 1, ROLE_STRONG,
		words_text(&lesson->title));
	strbuf_init(&around);
	if (learn->at > 0)
		strbuf_add_format(&around, "%s %.*s", canvas->is_ascii ? "<" : "‹",
			TEXT_ARGS(words_text(&learn->lessons[learn->at - 1].title)));
	if (learn->at + 1 < learn->count)
		strbuf_add_format(&around, "%s%.*s %s", around.size > 0 ? "   " : "",
			TEXT_ARGS(words_text(&learn->lessons[learn->at + 1].title)),
			canvas_sign(canvas, SIGN_LEADS_ON));
	struct text text = arena_copy(frame, strbuf_text(&around));
	strbuf_done(&around);
	if (x + 3 + text_width(text) < right)
		canvas_text(canvas, right - 1 - text_width(text), area.y, text_width(text),
			ROLE_DIM, text);
}

static void draw_cursor(const struct view_learn *learn, struct canvas *canvas, int y)
{
	int cells, at = learn_table_column(&learn->table, learn->column, &cells);
	struct rect rect = { learn->body.x + 1, y, learn->table.width, 1 };

	if (learn->column > 0)
		rect = (struct rect){ learn->body.x + at, y, cells, 1 };
	canvas_select(canvas, rect, true);
	canvas_put_sign(canvas, learn->body.x, y, ROLE_ACCENT, SIGN_CURSOR);
}

static void draw_body(const struct view_learn *learn, struct canvas *canvas)
{
	const struct learn_table *table = &learn->table;
	int y = learn->body.y, bottom = y + learn->body.height;

	if (learn->top > table->head_line && learn->top < table->line_count &&
		table->lines[learn->top].kind == LEARN_ROW)
		learn_table_draw_head(table, canvas, learn->body.x, y++, learn->column);
	for (size_t i = learn->top; i < table->line_count && y < bottom; i++, y++) {
		const struct learn_line *line = &table->lines[i];
		switch (line->kind) {
		case LEARN_TEXT:
			learn_draw_text(canvas, learn->body.x + 1, y, learn->body.width - 1,
				line->role, line->text);
			break;
		case LEARN_HEAD:
			learn_table_draw_head(table, canvas, learn->body.x, y, learn->column);
			break;
		case LEARN_ROW:
			learn_table_draw_row(table, canvas, learn->body.x, y, line->row,
				learn->row_counts[line->row]);
			if (line->row == learn->row)
				draw_cursor(learn, canvas, y);
			break;
		case LEARN_BLANK: break;
		}
	}
}

static void draw_preview(const struct view_learn *learn, struct canvas *canvas)
{
	struct rect area = learn->preview;

	canvas_rule_down(canvas, area.x - 1, area.y, area.height);
	if (learn->query.size == 0) {
		canvas_text_cut(canvas, area.x + 1, area.y, area.width - 2, ROLE_DIM,
			text_of(_("This row explains; it opens no models.")));
		return;
	}
	struct learn_preview preview = { learn->query, learn->models, learn->model_count,
		learn->total };
	learn_preview_draw(&preview, learn->view.explorer, canvas, area,
		(struct arena *)&learn->view.frame); /* the frame arena is scratch */
}

void learn_draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	const struct view_learn *learn = (const struct view_learn *)view;

	if (learn->count == 0) {
		canvas_text_cut(canvas, area.x + 1, area.y, area.width - 2, ROLE_DIM,
			text_of(_("There are no lessons in this build.")));
		return;
	}
	draw_title(learn, canvas, area);
	draw_body(learn, canvas);
	if (learn->preview.width > 0)
		draw_preview(learn, canvas);
}

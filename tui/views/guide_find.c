/* SPDX-License-Identifier: MIT */
/* Choose, one model by name: where it stands in the result, behind whom by what, or which needs keep it out. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/table.h"
#include "tui/views/guide.h"

#include <math.h>
#include <stdlib.h>

enum { NAME_WIDE = 34, NAME_NARROW = 24, WIDE = 100, DIFFERENCES = 4 };

/* A tenth of a point of a hundred: smaller ones are not told. */
#define TOLD 0.05

void guide_find_open(struct guide *guide)
{
	guide->found_from = guide->mode;
	guide->mode = GUIDE_FIND;
	line_editor_set(&guide->finder, TEXT_NONE);
	guide->found.count = 0;
	guide->found_scroll = (struct scroll){ .height = 1 };
}

/* Of all models names are found; UINT32_MAX: this one is not weighed. */
static uint32_t row_at(const struct guide *guide, uint32_t at)
{
	return ranking_row(guide->ranking, guide->found.rows[at]);
}

/* The needs that keep a model out; 0: none does. */
static uint32_t failed_by(const struct guide *guide, uint32_t row)
{
	return row == UINT32_MAX || ranking_find(guide->ranking, row) ? 0
								      : guide->ranking->failed[row];
}

static size_t first_failed(const struct guide *guide, uint32_t row)
{
	uint32_t failed = failed_by(guide, row);

	return failed ? (size_t)__builtin_ctz(failed) : SIZE_MAX;
}

/* The question whose answer keeps a model out; -1: none does. */
static int question_against(const struct guide *guide, uint32_t row)
{
	size_t need = first_failed(guide, row);

	return need == SIZE_MAX || guide->ranking->needs[need].question == NEED_BASE
		? -1
		: guide->ranking->needs[need].question;
}

static struct text out_text(const struct guide *guide, uint32_t row, struct arena *arena)
{
	size_t first = first_failed(guide, row);
	int more = __builtin_popcount(failed_by(guide, row)) - 1;
	struct text need = first == SIZE_MAX ? TEXT_NONE : need_text(guide->ranking, first, arena);

	if (need.size == 0)
		return text_of(_("to verify"));
	return more > 0 ? arena_format(arena, _("out (%.*s, and %d more)"), TEXT_ARGS(need), more)
			: arena_format(arena, _("out (%.*s)"), TEXT_ARGS(need));
}

/* "3", "under Claude Opus 5", "to verify: price", "out (openness: weights)": beside the name. */
static struct text place_text(const struct guide *guide, uint32_t found, struct arena *arena)
{
	uint32_t row = row_at(guide, found);
	const struct ranking *ranking = guide->ranking;
	const struct candidate *one = ranking_find(ranking, row);
	uint32_t at = guide_list_place(ranking, row);

	if (row == UINT32_MAX)
		return text_of(ranking_is_passed_over(ranking, guide->found.rows[found])
				? _("not weighed: more is on record of others")
				: _("not weighed: too little is on record"));
	if (!one)
		return out_text(guide, row, arena);
	if (at >= ranking->lines)
		return arena_format(arena, _("to verify: %.*s"),
			TEXT_ARGS(open_needs_text(ranking, one, arena)));
	if (ranking->list[at].row != row)
		return arena_format(arena, _("under %.*s"),
			TEXT_ARGS(store_title(ranking->store, ranking->list[at].row)));
	return arena_format(arena, _("place %u, %.0f points"), at + 1, candidate_score(one));
}

/* A need that a model fails, and what is known of it there. */
static struct text failure_text(const struct guide *guide, uint32_t row, size_t need,
	struct arena *arena)
{
	const struct ranking *ranking = guide->ranking;
	const struct field *field = need_field(ranking, need, false);
	struct text text = need_text(ranking, need, arena);

	if (!field || ranking->needs[need].question == NEED_BASE)
		return text;
	double memory = field->id == FIELD_MEMORY ? ranking_memory(guide->ranker, ranking, row)
						  : (double)NAN;
	if (!isnan(memory))
		return arena_format(arena, _("%.*s; it needs %.0f GB"), TEXT_ARGS(text),
			ceil(memory / 1e9));
	if (field->is_computed)
		return text;
	struct cell cell = table_value_cell(ranking->store, field,
		store_value(ranking->store, row, field->id, arena), arena);
	if (cell.value.state != VALUE_KNOWN || cell.full.size == 0)
		return text;
	return arena_format(arena, _("%.*s; on record: %.*s"), TEXT_ARGS(text),
		TEXT_ARGS(cell.full));
}

struct difference {
	enum criterion criterion;
	double points; /* of a hundred; what the model has beyond the other */
};

static int larger_first(const void *a, const void *b)
{
	double x = ((const struct difference *)a)->points,
	       y = ((const struct difference *)b)->points;

	x = x < 0 ? -x : x;
	y = y < 0 ? -y : y;
	return (x < y) - (x > y);
}

/* "cost −6.0, quality +1.2": where its points are fewer or more than those of the first, the largest differences first. */
static struct text differences_text(const struct ranking *ranking, const struct candidate *one,
	const char *minus, struct arena *arena)
{
	struct difference of[CRITERION_COUNT];
	struct strbuf buf;

	for (int i = 0; i < CRITERION_COUNT; i++)
		of[i] = (struct difference){ (enum criterion)i,
			(double)ranking->weights[i] *
				(one->cautious[i] - ranking->list[0].cautious[i]) * 100 / POINTS /
				POINTS };
	qsort(of, CRITERION_COUNT, sizeof(*of), larger_first);
	strbuf_init(&buf);
	for (int i = 0; i < DIFFERENCES; i++) {
		double points = of[i].points < 0 ? -of[i].points : of[i].points;
		if (points < TOLD)
			break;
		strbuf_add_format(&buf, "%s%s %s%.1f", i > 0 ? ", " : "",
			criterion_title(of[i].criterion), of[i].points < 0 ? minus : "+", points);
	}
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

static struct text standing_text(const struct guide *guide, const struct candidate *one,
	uint32_t at, bool is_ascii, struct arena *arena)
{
	const struct ranking *ranking = guide->ranking;
	struct text first = store_title(ranking->store, ranking->list[0].row);

	if (one == &ranking->list[0])
		return arena_format(arena, _("It is in front, with %.1f points."),
			candidate_score(one));
	struct text by = differences_text(ranking, one, is_ascii ? "-" : "−", arena);
	double points = candidate_score(one), most = candidate_score(&ranking->list[0]);
	struct text behind = by.size > 0
		? arena_format(arena, _("%.1f points; %.*s in front has %.1f: %.*s."), points,
			  TEXT_ARGS(first), most, TEXT_ARGS(by))
		: arena_format(arena, _("%.1f points; %.*s in front has %.1f."), points,
			  TEXT_ARGS(first), most);
	if (one->folded_into == UINT32_MAX)
		return behind;
	struct text line = store_title(ranking->store, ranking->list[at].row);
	return one->is_sibling ? arena_format(arena, _("Of the same line as %.*s. %.*s"),
					 TEXT_ARGS(line), TEXT_ARGS(behind))
			       : arena_format(arena, _("Surely beaten by %.*s. %.*s"),
					 TEXT_ARGS(line), TEXT_ARGS(behind));
}

/* What is known of the one under the cursor, below the list. */
static void draw_why(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	const struct ranking *ranking = guide->ranking;
	struct arena *arena = view_scratch(&guide->view);
	int cells = area.width - 4, x = area.x + 2, y = area.y, end = area.y + area.height;

	if (guide->found_scroll.cursor >= guide->found.count)
		return;
	uint32_t whole = guide->found.rows[guide->found_scroll.cursor],
		 row = row_at(guide, guide->found_scroll.cursor);
	const struct candidate *one = ranking_find(ranking, row);
	uint32_t at = guide_list_place(ranking, row), failed = failed_by(guide, row);
	canvas_text_cut(canvas, x, y++, cells, ROLE_HEADING,
		arena_format(arena, _("WHY %.*s"), TEXT_ARGS(store_title(ranking->whole, whole))));
	if (row == UINT32_MAX)
		guide_wrap(canvas, x, y, cells, end - y, ROLE_TEXT,
			ranking_left_out_of(ranking, whole, arena));
	if (one)
		y += guide_wrap(canvas, x, y, cells, end - y, ROLE_TEXT,
			at >= ranking->lines
				? verify_text(ranking, one, arena)
				: standing_text(guide, one, at, canvas->is_ascii, arena));
	for (size_t i = 0; i < ranking->need_count && y < end; i++)
		if (failed >> i & 1)
			y += guide_wrap(canvas, x, y, cells, end - y, ROLE_TEXT,
				arena_format(arena, "%s %.*s", canvas->is_ascii ? "-" : "−",
					TEXT_ARGS(failure_text(guide, row, i, arena))));
}

static int why_height(struct rect area)
{
	return area.height >= 16 ? area.height * 2 / 5 : area.height >= 9 ? 4 : 2;
}

void guide_find_prepare(struct guide *guide, struct rect area)
{
	int rows = area.height - 3 - why_height(area);

	scroll_set(&guide->found_scroll, (uint32_t)guide->found.count, rows > 1 ? rows : 1);
}

void guide_find_draw(const struct guide *guide, struct canvas *canvas, struct rect area)
{
	struct arena *arena = view_scratch(&guide->view);
	int name = area.width >= WIDE ? NAME_WIDE : NAME_NARROW;
	int end = area.y + area.height, below = end - why_height(area);
	int title = canvas_text(canvas, area.x + 2, area.y, area.width - 4, ROLE_STRONG,
		text_of(_("Why not ...?")));

	for (int i = 0; i < guide->found_scroll.height; i++) {
		uint32_t at = guide->found_scroll.top + (uint32_t)i;
		struct rect row = { area.x + 1, area.y + 2 + i, area.width - 2, 1 };
		if (at >= guide->found.count)
			break;
		uint32_t model = row_at(guide, at);
		canvas_text_cut(canvas, row.x + 2, row.y, name, ROLE_TEXT,
			store_title(guide->ranking->whole, guide->found.rows[at]));
		canvas_text_cut(canvas, row.x + 3 + name, row.y, row.width - name - 4,
			ranking_find(guide->ranking, model) ? ROLE_TEXT : ROLE_DIM,
			place_text(guide, at, arena));
		if (at == guide->found_scroll.cursor)
			canvas_select_row(canvas, row, true);
	}
	if ((int)guide->found.count < guide->found_scroll.height)
		below = area.y + 3 + (int)guide->found.count;
	if (guide->found.count == 0)
		canvas_text_cut(canvas, area.x + 3, area.y + 2, area.width - 6, ROLE_DIM,
			text_of(guide->finder.line.size == 0
					? _("Type a part of a name, a developer or a family.")
					: _("No model has that in its name.")));
	draw_why(guide, canvas, (struct rect){ area.x, below, area.width, end - below });
	line_editor_draw((struct line_editor *)&guide->finder, canvas, area.x + 4 + title, area.y,
		area.width - title - 6, 0, 0);
}

/* A listed one: the cursor of the result goes there. One that is out: the question whose answer keeps it out. */
static struct outcome accept(struct guide *guide)
{
	if (guide->found_scroll.cursor >= guide->found.count)
		return STAY;
	uint32_t row = row_at(guide, guide->found_scroll.cursor);
	uint32_t at = guide_list_place(guide->ranking, row);
	int question = question_against(guide, row);
	if (at != UINT32_MAX) {
		guide_show_results(guide);
		guide->is_new = false; /* the list, whatever stands beside it */
		guide->scroll.cursor = at;
	} else if (question >= 0) {
		guide->mode = guide->found_from;
		guide_open_question(guide, question, question != guide->question);
		explorer_say(guide->view.explorer, _("The answer here keeps it out: %.*s"),
			TEXT_ARGS(store_title(guide->ranking->store, row)));
	} else if (row == UINT32_MAX) {
		explorer_complain(guide->view.explorer, "%s",
			ranking_is_passed_over(guide->ranking,
				guide->found.rows[guide->found_scroll.cursor])
				? _("More is on record of others: it is not weighed, whatever is answered.")
				: _("Too little is on record of it: it is not weighed, whatever is answered."));
	} else {
		explorer_complain(guide->view.explorer, "%s",
			_("No answer of yours keeps it out, so none lets it in."));
	}
	return STAY;
}

/* What Enter does with the one under the cursor. */
const char *guide_find_label(const struct guide *guide)
{
	if (guide->found_scroll.cursor >= guide->found.count)
		return _("open");
	uint32_t row = row_at(guide, guide->found_scroll.cursor);
	return question_against(guide, row) >= 0             ? _("the question that keeps it out")
		: failed_by(guide, row) || row == UINT32_MAX ? _("open")
							     : _("go there in the list");
}

struct outcome guide_find_key(struct guide *guide, struct key_event event)
{
	switch (line_editor_find_key(&guide->finder, &guide->found_scroll, event)) {
	case LINE_CANCELLED: guide->mode = guide->found_from; return STAY;
	case LINE_ACCEPTED: return accept(guide);
	case LINE_CHANGED:
		name_search_run(&guide->found, guide->ranking->whole,
			strbuf_text(&guide->finder.line));
		return STAY;
	default: return STAY;
	}
}

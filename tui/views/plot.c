/* SPDX-License-Identifier: MIT */
/* Plot: models as points over two fields, counted by one, or the marked ones as bars. The query decides what is in; the rest is dim. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/screen/chart.h"
#include "tui/views/plot_chooser.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_POINTS = 10, BINS_MAX = 24, TEXT_WIDTH = 100 };

struct view_plot {
	struct view view;
	struct plot_settings settings, made_with;
	struct plot_chooser chooser;
	uint32_t generation; /* of the explorer when made */
	struct arena made;   /* plot and histogram */
	struct plot *plot;
	struct plot_histogram *histogram;
	uint32_t cursor_row;  /* the model under the cursor: kept through every change */
	struct scroll scroll; /* of bars */
	/* In the frame arena. */
	struct chart chart;
	struct plot_mark *marks;
	size_t mark_count;
	struct chart_bar *bars;
	const uint32_t *bar_rows;
	struct rect chart_area;
	int legend_lines;
	bool is_ascii;
};

static struct view_plot *plot_of(struct view *view)
{
	return (struct view_plot *)view;
}

static bool is_same(const struct plot_settings *a, const struct plot_settings *b)
{
	return a->form == b->form && a->counted == b->counted && a->points.x == b->points.x &&
		a->points.y == b->points.y && a->points.x_scaling == b->points.x_scaling &&
		a->points.y_scaling == b->points.y_scaling &&
		a->points.has_others == b->points.has_others;
}

/* Interrupted by a key: the former picture stays, the next turn makes it anew. */
static void make(struct view_plot *plot)
{
	struct explorer *explorer = plot->view.explorer;
	struct plot_settings *settings = &plot->settings;
	struct plot *points = NULL;
	struct plot_histogram *histogram = NULL;
	enum result result = RESULT_OK;
	struct arena arena;

	if (plot->generation == explorer->generation && is_same(settings, &plot->made_with))
		return;
	arena_init(&arena);
	if (settings->form == PLOT_POINTS)
		result = plot_new(&points, explorer->store, explorer->run, &explorer->query,
			&settings->points, explorer->interrupt, &arena);
	else if (settings->form == PLOT_COUNTS)
		result = plot_histogram_new(&histogram, explorer->store, explorer->run,
			&explorer->query, settings->counted, settings->points.x_scaling, BINS_MAX,
			explorer->interrupt, &arena);
	if (result != RESULT_OK) {
		arena_done(&arena);
		return;
	}
	arena_done(&plot->made);
	plot->made = arena;
	plot->plot = points;
	plot->histogram = histogram;
	plot->generation = explorer->generation;
	plot->made_with = *settings;
}

static void find_marks(struct view_plot *plot)
{
	const uint32_t *rows;
	size_t count = explorer_marked_rows(plot->view.explorer, &plot->view.frame, &rows);

	plot->marks = ARENA_ARRAY(&plot->view.frame, struct plot_mark, count + 1);
	plot->mark_count = 0;
	plot->bar_rows = rows;
	for (size_t i = 0; i < count; i++) {
		struct plot_mark *mark = &plot->marks[plot->mark_count];
		mark->row = rows[i];
		if (explorer_mark_letter(plot->view.explorer, rows[i], mark->letter))
			plot->mark_count++;
	}
}

/* Points of the query and marked ones can be walked to. */
static bool is_reachable(const struct view_plot *plot, const struct plot_point *point)
{
	if (point->is_matching)
		return true;
	for (size_t i = 0; i < plot->mark_count; i++)
		if (plot->marks[i].row == point->row)
			return true;
	return false;
}

static long find_cursor(struct view_plot *plot)
{
	const struct plot *points = plot->plot;

	for (size_t i = 0; i < points->count; i++)
		if (points->points[i].row == plot->cursor_row &&
			is_reachable(plot, &points->points[i]))
			return (long)i;
	if (points->frontier_count > 0)
		return (long)points->frontier[points->frontier_count / 2];
	for (size_t i = 0; i < points->count; i++)
		if (is_reachable(plot, &points->points[i]))
			return (long)i;
	return CHART_NONE;
}

static void prepare_points(struct view_plot *plot, struct rect area)
{
	struct rect legend = { area.x + 2, 0, area.width - 4,
		area.height >= 30           ? 4
			: area.height >= 18 ? 3
			: area.height >= 12 ? 1
					    : 0 };
	struct chart *chart = &plot->chart;

	*chart = (struct chart){ .plot = plot->plot, .cursor = CHART_NONE };
	if (!plot->plot)
		return;
	chart->cursor = find_cursor(plot);
	if (chart->cursor != CHART_NONE)
		plot->cursor_row = plot->plot->points[chart->cursor].row;
	struct chart_label *labels;
	chart->label_count = chart_labels(plot->plot, plot->marks, plot->mark_count,
		&plot->view.frame, &labels);
	chart->labels = labels;
	plot->legend_lines = chart_legend(chart, NULL, legend);
	int head = area.height >= 16 ? 2 : 1;
	plot->chart_area = (struct rect){ area.x + 1, area.y + head, area.width - 2,
		area.height - head - plot->legend_lines - 1 };
}

static void prepare_marked(struct view_plot *plot)
{
	const struct field *field = plot->settings.points.x;
	struct explorer *explorer = plot->view.explorer;
	struct arena *frame = &plot->view.frame;
	double *numbers = ARENA_ARRAY(frame, double, plot->mark_count + 1);
	double highest = 0, lowest = INFINITY;

	plot->bars = ARENA_ARRAY(frame, struct chart_bar, plot->mark_count + 1);
	for (size_t i = 0; i < plot->mark_count; i++) {
		struct value value = query_run_value(explorer->run, plot->marks[i].row, field->id,
			frame);
		struct strbuf text;
		if (!plot_number(field, &value, &numbers[i]))
			numbers[i] = (double)NAN;
		highest = numbers[i] > highest ? numbers[i] : highest;
		lowest = numbers[i] < lowest ? numbers[i] : lowest;
		strbuf_init(&text);
		value_print(&text, field, &value);
		plot->bars[i] = (struct chart_bar){ .label = store_title(explorer->store,
							    plot->marks[i].row),
			.text = arena_copy(frame, strbuf_text(&text)),
			.share_all = (double)NAN };
		strbuf_done(&text);
		memcpy(plot->bars[i].letter, plot->marks[i].letter, sizeof(plot->bars[i].letter));
	}
	/* a date has no zero to stand on: its bars begin at the earliest */
	double base = field->kind == KIND_DATE && lowest < highest
		? lowest - (highest - lowest) / 10
		: 0;
	for (size_t i = 0; i < plot->mark_count; i++)
		plot->bars[i].share = highest > base ? (numbers[i] - base) / (highest - base)
						     : (double)NAN;
}

static void prepare(struct view *view, struct rect area)
{
	struct view_plot *plot = plot_of(view);
	size_t count = 0;

	make(plot);
	find_marks(plot);
	plot->legend_lines = 0;
	plot->chart_area = (struct rect){ area.x, area.y + 2, area.width - 1, area.height - 2 };
	switch (plot->made_with.form) {
	case PLOT_POINTS: prepare_points(plot, area); return;
	case PLOT_COUNTS:
		count = plot->histogram
			? chart_histogram_bars(plot->histogram, &view->frame, &plot->bars)
			: 0;
		break;
	default:
		prepare_marked(plot);
		count = plot->mark_count;
		break;
	}
	scroll_set(&plot->scroll, (uint32_t)count, plot->chart_area.height);
}

static void draw_sentence(struct canvas *canvas, struct rect area, const char *sentence)
{
	struct text text = text_of(sentence);
	size_t at = 0;
	int y = area.y + area.height / 3, cells = area.width - 8 < 64 ? area.width - 8 : 64;

	for (struct text line = text_wrap(text, &at, cells);
		line.size > 0 && y < area.y + area.height; line = text_wrap(text, &at, cells))
		canvas_text(canvas, area.x + 4, y++, cells, ROLE_TEXT, line);
}

static void draw_head(struct view_plot *plot, struct canvas *canvas, struct rect area)
{
	const struct plot *points = plot->plot;
	struct arena *frame = &plot->view.frame;
	struct text axes = chart_head(points, canvas->is_ascii, frame),
		    counts = chart_counts(points, canvas->is_ascii, frame);
	size_t absent = plot->mark_count;

	for (size_t i = 0; i < plot->chart.label_count; i++)
		absent -= plot->chart.labels[i].role == ROLE_MARK;
	if (absent > 0) /* marked, but a value is not known */
		counts = arena_format(frame, _("%.*s · %zu marked not shown"), TEXT_ARGS(counts),
			absent);
	int room = area.width - 2, used = text_width(axes), right = text_width(counts);

	if (used + 3 + right <= room) {
		canvas_text(canvas, area.x + 1, area.y, used, ROLE_STRONG, axes);
		canvas_text_right(canvas, area.x + 1, area.y, room, ROLE_DIM, counts);
		return;
	}
	canvas_text_cut(canvas, area.x + 1, area.y, room, ROLE_STRONG, axes);
	if (plot->chart_area.y > area.y + 1) /* there is a second line */
		canvas_text_cut(canvas, area.x + 1, area.y + 1, room, ROLE_DIM, counts);
}

static struct text value_text(struct explorer *explorer, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct value value = query_run_value(explorer->run, row, field->id, arena);
	struct strbuf buf;

	strbuf_init(&buf);
	value_print(&buf, field, &value);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

/* What is said of the point beside its values. */
static struct text remark(const struct view_plot *plot, const struct plot_point *point,
	struct arena *arena)
{
	const struct plot *points = plot->plot;
	double reach;

	if (!point->is_matching)
		return text_of(_("; outside the query"));
	if (point->frontier > 0)
		return text_of(_("; nothing is better in both"));
	if (!plot_frontier_reach(points, point->x, &reach))
		return TEXT_NONE;
	return arena_format(arena, _("; the frontier there reaches %.*s"),
		TEXT_ARGS(plot_number_text(points->options.y, reach, arena)));
}

static void draw_cursor_line(struct view_plot *plot, struct canvas *canvas, struct rect line)
{
	const struct plot *points = plot->plot;
	struct arena *frame = &plot->view.frame;
	int x = line.x;

	if (plot->chart.cursor == CHART_NONE) {
		canvas_text_cut(canvas, x, line.y, line.width, ROLE_DIM,
			text_of(_("No model of the query has both values.")));
		return;
	}
	const struct plot_point *point = &points->points[plot->chart.cursor];
	for (size_t i = 0; i < plot->chart.label_count; i++)
		if (plot->chart.labels[i].point == (uint32_t)plot->chart.cursor) {
			x += canvas_text(canvas, x, line.y, 6, plot->chart.labels[i].role,
				     text_of(plot->chart.labels[i].text)) +
				1;
			break;
		}
	x += canvas_text_cut(canvas, x, line.y, line.x + line.width - x, ROLE_ACCENT,
		store_title(points->store, point->row));
	struct text values = arena_format(frame, ": %s %.*s, %s %.*s%.*s",
		field_brief(points->options.x),
		TEXT_ARGS(value_text(plot->view.explorer, point->row, points->options.x, frame)),
		field_brief(points->options.y),
		TEXT_ARGS(value_text(plot->view.explorer, point->row, points->options.y, frame)),
		TEXT_ARGS(remark(plot, point, frame)));
	canvas_text_cut(canvas, x, line.y, line.x + line.width - x, ROLE_TEXT, values);
}

static void draw_points(struct view_plot *plot, struct canvas *canvas, struct rect area)
{
	const struct plot *points = plot->plot;
	int bottom = area.y + area.height - 1;

	if (!points)
		return;
	draw_head(plot, canvas, area);
	if (points->count == 0) {
		draw_sentence(canvas, area,
			arena_format(&plot->view.frame,
				_("No model of the query has both values: %s and %s. s chooses other axes; z shows all models."),
				field_title(points->options.x), field_title(points->options.y))
				.bytes);
		return;
	}
	chart_draw(&plot->chart, canvas, plot->chart_area, &plot->view.frame);
	chart_legend(&plot->chart, canvas,
		(struct rect){ area.x + 2, bottom - plot->legend_lines, area.width - 4,
			plot->legend_lines });
	draw_cursor_line(plot, canvas, (struct rect){ area.x + 2, bottom, area.width - 3, 1 });
}

static void draw_bars(struct view_plot *plot, struct canvas *canvas, struct rect area)
{
	const struct plot_histogram *histogram = plot->histogram;
	struct plot_scale scale = { .field = histogram ? histogram->field : plot->settings.points.x,
		.is_log = histogram && histogram->is_log };

	struct text title = plot_axis_title(&scale, &plot->view.explorer->query, &plot->view.frame);
	if (histogram)
		canvas_format(canvas, area.x + 1, area.y, area.width - 2, ROLE_STRONG,
			_("%.*s: how many of %u models"), TEXT_ARGS(title), histogram->matching);
	else
		canvas_format(canvas, area.x + 1, area.y, area.width - 2, ROLE_STRONG,
			_("%.*s of the marked models"), TEXT_ARGS(title));
	if (plot->scroll.count == 0) {
		draw_sentence(canvas, area,
			histogram
				? _("Nothing is known of this field. s chooses another.")
				: _("No model is marked. Space marks one, in the list or on a point."));
		return;
	}
	chart_bars(plot->bars, plot->scroll.count, plot->scroll.top, (long)plot->scroll.cursor,
		canvas, plot->chart_area);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_plot *plot = plot_of((struct view *)view); /* the frame arena is scratch */

	plot->is_ascii = canvas->is_ascii;
	if (plot->made_with.form == PLOT_POINTS)
		draw_points(plot, canvas, area);
	else
		draw_bars(plot, canvas, area);
	if (plot->chooser.is_open)
		plot_chooser_draw(&plot->chooser, &plot->settings, view->explorer->store, canvas,
			area);
}

static void go_to(struct view_plot *plot, long point)
{
	if (point < 0 || (size_t)point >= plot->plot->count)
		return;
	plot->chart.cursor = point; /* several keys may come before the next prepare */
	plot->cursor_row = plot->plot->points[point].row;
}

/* `steps` reachable points along x; stops at the ends. */
static void walk_across(struct view_plot *plot, int step, size_t steps)
{
	long at = plot->chart.cursor, last = at;

	for (at += step; steps > 0 && at >= 0 && (size_t)at < plot->plot->count; at += step)
		if (is_reachable(plot, &plot->plot->points[at])) {
			last = at;
			steps--;
		}
	go_to(plot, last);
}

/* The next point up (step 1) or down (-1): ties by their order across. */
static void walk_up(struct view_plot *plot, int step)
{
	const struct plot *points = plot->plot;
	const struct plot_point *from = &points->points[plot->chart.cursor];
	long best = CHART_NONE;

	for (size_t i = 0; i < points->count; i++) {
		const struct plot_point *point = &points->points[i];
		bool is_beyond = point->y == from->y ? (step > 0 ? point > from : point < from)
						     : (point->y > from->y) == (step > 0);
		if (!is_beyond || !is_reachable(plot, point))
			continue;
		const struct plot_point *nearest = best == CHART_NONE ? NULL
								      : &points->points[best];
		bool is_nearer = !nearest ||
			(step > 0 ? point->y < nearest->y : point->y > nearest->y) ||
			(point->y == nearest->y && step < 0);
		if (is_nearer)
			best = (long)i;
	}
	go_to(plot, best);
}

/* From one number of the frontier to the next, round and round. */
static void walk_frontier(struct view_plot *plot, int step)
{
	const struct plot *points = plot->plot;
	size_t count = points->frontier_count, at = 0;

	if (count == 0)
		return;
	while (at < count && (long)points->frontier[at] < plot->chart.cursor)
		at++;
	bool is_on = at < count && (long)points->frontier[at] == plot->chart.cursor;
	at = step < 0 ? (at + count - 1) % count : is_on ? (at + 1) % count : at % count;
	go_to(plot, (long)points->frontier[at]);
}

static bool act_moving(struct view_plot *plot, enum action action)
{
	if (plot->made_with.form != PLOT_POINTS)
		return scroll_act(&plot->scroll, action);
	if (!plot->plot || plot->chart.cursor == CHART_NONE)
		return false;
	size_t all = plot->plot->count;
	switch (action) {
	case ACTION_LEFT: walk_across(plot, -1, 1); return true;
	case ACTION_RIGHT: walk_across(plot, 1, 1); return true;
	case ACTION_PAGE_UP:
	case ACTION_HALF_UP: walk_across(plot, -1, PAGE_POINTS); return true;
	case ACTION_PAGE_DOWN:
	case ACTION_HALF_DOWN: walk_across(plot, 1, PAGE_POINTS); return true;
	case ACTION_FIRST: walk_across(plot, -1, all); return true;
	case ACTION_LAST: walk_across(plot, 1, all); return true;
	case ACTION_UP: walk_up(plot, 1); return true;
	case ACTION_DOWN: walk_up(plot, -1); return true;
	case ACTION_NEXT_PANE: walk_frontier(plot, 1); return true;
	case ACTION_PREVIOUS_PANE: walk_frontier(plot, -1); return true;
	default: return false;
	}
}

/* The model under the cursor; UINT32_MAX: none. */
static uint32_t row_at_cursor(const struct view_plot *plot)
{
	if (plot->made_with.form == PLOT_POINTS)
		return plot->plot && plot->chart.cursor != CHART_NONE
			? plot->plot->points[plot->chart.cursor].row
			: UINT32_MAX;
	if (plot->made_with.form == PLOT_BARS && plot->scroll.cursor < plot->mark_count)
		return plot->marks[plot->scroll.cursor].row;
	return UINT32_MAX;
}

/* The bar becomes a filter, as if it had been chosen in a pane or typed. */
static struct outcome open_bar(struct view_plot *plot)
{
	const struct plot_histogram *histogram = plot->histogram;
	struct explorer *explorer = plot->view.explorer;
	const struct field *field = plot->settings.counted;
	struct strbuf text;

	if (!histogram || plot->scroll.cursor >= histogram->count)
		return STAY;
	const struct plot_bar *bar = &histogram->bars[plot->scroll.cursor];
	if (!plot_is_axis(field) && !bar->is_unknown) {
		struct text key = field->members
			? text_of(field->members[bar->code].key)
			: store_term(explorer->store, field->id, bar->code).key;
		explorer_toggle_value(explorer, field, key, EDIT_ONLY);
		return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE };
	}
	strbuf_init(&text);
	strbuf_add(&text, explorer->query.text);
	strbuf_add_string(&text, text.size > 0 ? " " : "");
	if (bar->is_unknown)
		strbuf_add_format(&text, "no:%s", field->key);
	else if (bar->is_zero)
		strbuf_add_format(&text, "%s=0", field->key);
	else if (field->kind == KIND_DATE) {
		struct value from = { .state = VALUE_KNOWN,
			.is.date = date_of_day_number((long)bar->low) },
			     to = { .state = VALUE_KNOWN,
				     .is.date = date_of_day_number((long)bar->high - 1) };
		strbuf_add_format(&text, "%s:", field->key);
		value_print_key(&text, field, &from);
		strbuf_add_string(&text, "..");
		value_print_key(&text, field, &to);
	} else {
		struct value from = { .state = VALUE_KNOWN, .is.number = bar->low },
			     to = { .state = VALUE_KNOWN, .is.number = bar->high };
		strbuf_add_format(&text, "%s>=", field->key);
		value_print_key(&text, field, &from);
		strbuf_add_format(&text, " %s<", field->key);
		value_print_key(&text, field, &to);
	}
	explorer_set_text(explorer, strbuf_text(&text), true);
	strbuf_done(&text);
	return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE };
}

static struct outcome act_on_model(struct view_plot *plot, enum action action)
{
	struct explorer *explorer = plot->view.explorer;
	uint32_t row = row_at_cursor(plot);

	if (row == UINT32_MAX)
		return action == ACTION_OPEN && plot->made_with.form == PLOT_COUNTS ? open_bar(plot)
										    : UNHANDLED;
	switch (action) {
	case ACTION_OPEN: return (struct outcome){ .kind = OUTCOME_MODEL, .row = row };
	case ACTION_MARK: explorer_toggle_mark(explorer, row); return STAY;
	case ACTION_NOTE: return (struct outcome){ .kind = OUTCOME_NOTE, .row = row };
	case ACTION_EVIDENCE:
		return (struct outcome){ .kind = OUTCOME_EVIDENCE,
			.row = row,
			.field = plot->made_with.form == PLOT_POINTS ? plot->settings.points.y
								     : plot->settings.points.x };
	case ACTION_COPY:
		return (struct outcome){ .kind = OUTCOME_COPY,
			.text = store_id(explorer->store, row) };
	default: return UNHANDLED;
	}
}

static struct outcome act(struct view *view, enum action action)
{
	struct view_plot *plot = plot_of(view);
	struct explorer *explorer = view->explorer;

	if (plot->chooser.is_open &&
		plot_chooser_act(&plot->chooser, &plot->settings, explorer->store, action))
		return STAY;
	if (act_moving(plot, action))
		return STAY;
	switch (action) {
	case ACTION_SORT: plot_chooser_open(&plot->chooser, &plot->settings); return STAY;
	case ACTION_DROP_LAST: explorer_drop_last(explorer); return STAY;
	case ACTION_CLEAR: explorer_clear(explorer); return STAY;
	default: return act_on_model(plot, action);
	}
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_plot *plot = plot_of(view);

	if (!plot->chooser.is_open ||
		!plot_chooser_key(&plot->chooser, &plot->settings, view->explorer->store, event))
		return UNHANDLED;
	return STAY;
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct view_plot *plot = plot_of(view);

	(void)area;
	if (plot->chooser.is_open)
		return STAY;
	if (plot->made_with.form == PLOT_POINTS && plot->plot)
		go_to(plot, chart_find(&plot->chart, plot->chart_area, x, y, &view->frame));
	else if (y >= plot->chart_area.y)
		scroll_to(&plot->scroll, plot->scroll.top + (uint32_t)(y - plot->chart_area.y));
	return STAY;
}

static size_t hints(const struct view *view, struct key_hint *out)
{
	const struct view_plot *plot = plot_of((struct view *)view);
	size_t count = 0;

	out[count++] = (struct key_hint){ ACTION_HELP, _("help") };
	if (plot->made_with.form == PLOT_POINTS) {
		out[count++] = (struct key_hint){ ACTION_RIGHT, _("walk the points") };
		out[count++] = (struct key_hint){ ACTION_NEXT_PANE, _("frontier") };
	}
	out[count++] = (struct key_hint){ ACTION_SORT, _("axes, scale, histogram") };
	if (plot->made_with.form != PLOT_COUNTS)
		out[count++] = (struct key_hint){ ACTION_MARK, _("mark") };
	out[count++] = (struct key_hint){ ACTION_OPEN,
		plot->made_with.form == PLOT_COUNTS ? _("filter") : _("open") };
	out[count++] = (struct key_hint){ ACTION_EXPORT, _("export: svg, csv, text") };
	out[count++] = (struct key_hint){ ACTION_FIND, _("find") };
	out[count++] = (struct key_hint){ ACTION_QUIT, _("leave") };
	return count;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_plot *plot = plot_of(view);
	static const uint16_t name[] = { FIELD_NAME };
	uint16_t fields[2] = { name[0], plot->settings.points.x->id };

	if (plot->plot) {
		struct plot_mark *marks = ARENA_ARRAY(arena, struct plot_mark,
			plot->mark_count + 1);
		memcpy(marks, plot->marks, plot->mark_count * sizeof(*marks));
		struct table *points = plot_table(plot->plot, marks, plot->mark_count, arena);
		points->drawing = chart_text(plot->plot, marks, plot->mark_count, TEXT_WIDTH,
			plot->is_ascii, arena);
		return points;
	}
	if (plot->histogram) {
		struct table *bars = plot_histogram_table(plot->histogram, arena);
		bars->drawing = chart_histogram_text(plot->histogram, TEXT_WIDTH, plot->is_ascii,
			arena);
		return bars;
	}
	const uint32_t *rows;
	size_t count = explorer_marked_rows(view->explorer, arena, &rows);
	return table_rows(view->explorer->store, view->explorer->run, rows, (uint32_t)count, fields,
		2, arena);
}

static void free_plot(struct view *view)
{
	arena_done(&plot_of(view)->made);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Plot"),
	.prepare = prepare,
	.draw = draw,
	.act = act,
	.key = key,
	.click = click,
	.hints = hints,
	.table = table,
	.free = free_plot };

struct view *view_plot_new(struct explorer *explorer)
{
	struct view_plot *plot = memory_get_zeroed(1, sizeof(*plot));

	plot->view = (struct view){ .ops = &ops, .explorer = explorer };
	arena_init(&plot->made);
	plot->settings.points = (struct plot_options){ .x = field_get(FIELD_PRICE),
		.y = field_get(FIELD_QUALITY),
		.has_others = true };
	plot->settings.counted = field_get(FIELD_CONTEXT);
	plot->generation = explorer->generation - 1; /* to be made */
	plot->cursor_row = UINT32_MAX;
	return &plot->view;
}

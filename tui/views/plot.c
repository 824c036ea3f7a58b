/* SPDX-License-Identifier: MIT */
/* Plot: models as points over two fields, counted by one, or the marked ones as bars. The query decides what is in; the rest is dim. */
#include "tui/views/plot.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BINS_MAX = 24, TEXT_WIDTH = 100 };

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
	chart->cursor = plot_find_cursor(plot);
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

struct text plot_value_text(struct explorer *explorer, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct table *table = table_rows(explorer->store, explorer->run, &row, 1, &field->id, 1,
		arena);
	struct cell cell;

	table->cells = CELLS_BRIEF;
	table->ops->row(table, 0, arena, &cell);
	return cell.brief;
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
		if (!plot_number(field, &value, &numbers[i]))
			numbers[i] = (double)NAN;
		highest = numbers[i] > highest ? numbers[i] : highest;
		lowest = numbers[i] < lowest ? numbers[i] : lowest;
		plot->bars[i] = (struct chart_bar){ .label = store_title(explorer->store,
							    plot->marks[i].row),
			.text = plot_value_text(explorer, plot->marks[i].row, field, frame),
			.share_all = (double)NAN };
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

uint32_t plot_row_at_cursor(const struct view_plot *plot)
{
	if (plot->made_with.form == PLOT_POINTS)
		return plot->plot && plot->chart.cursor != CHART_NONE
			? plot->plot->points[plot->chart.cursor].row
			: UINT32_MAX;
	if (plot->made_with.form == PLOT_BARS && plot->scroll.cursor < plot->mark_count)
		return plot->marks[plot->scroll.cursor].row;
	return UINT32_MAX;
}

static void add_range(struct strbuf *text, const struct field *field, const struct plot_bar *bar)
{
	bool is_date = field->kind == KIND_DATE;
	struct value from = { .state = VALUE_KNOWN }, to = { .state = VALUE_KNOWN };

	if (is_date) { /* days, both of them in it */
		from.is.date = date_of_day_number((long)bar->low);
		to.is.date = date_of_day_number((long)bar->high - 1);
	} else {
		from.is.number = bar->low;
		to.is.number = bar->high;
	}
	strbuf_add_format(text, "%s%s", field->key, is_date ? ":" : ">=");
	value_print_key(text, field, &from);
	if (is_date)
		strbuf_add_string(text, "..");
	else
		strbuf_add_format(text, " %s<", field->key);
	value_print_key(text, field, &to);
}

/* What a person would type for the models of a bar. */
static void add_filter(struct strbuf *text, const struct field *field, const struct plot_bar *bar)
{
	strbuf_add_string(text, text->size > 0 ? " " : "");
	if (bar->is_unknown)
		strbuf_add_format(text, "no:%s", field->key);
	else if (bar->is_zero)
		strbuf_add_format(text, "%s=0", field->key);
	else
		add_range(text, field, bar);
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
	explorer->wants_list = true;
	const struct plot_bar *bar = &histogram->bars[plot->scroll.cursor];
	if (!plot_is_axis(field) && !bar->is_unknown) {
		struct text key = field->members
			? text_of(field->members[bar->code].key)
			: store_term(explorer->store, field->id, bar->code).key;
		explorer_toggle_value(explorer, field, key, EDIT_ONLY);
	} else {
		strbuf_init(&text);
		strbuf_add(&text, explorer->query.text);
		add_filter(&text, field, bar);
		explorer_set_text(explorer, strbuf_text(&text), true);
		strbuf_done(&text);
	}
	return (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE, .comes_back = true };
}

static struct outcome act_on_model(struct view_plot *plot, enum action action)
{
	struct explorer *explorer = plot->view.explorer;
	uint32_t row = plot_row_at_cursor(plot);

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

	if (plot->chooser.is_open && plot_chooser_act(&plot->chooser, action))
		return STAY;
	if (plot_walk(plot, action))
		return STAY;
	switch (action) {
	case ACTION_SORT:
		plot_chooser_open(&plot->chooser, &plot->settings, explorer->store);
		return STAY;
	case ACTION_DROP_LAST: explorer_drop_last(explorer); return STAY;
	case ACTION_CLEAR: explorer_clear(explorer); return STAY;
	default: return act_on_model(plot, action);
	}
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct view_plot *plot = plot_of(view);

	if (!plot->chooser.is_open || !plot_chooser_key(&plot->chooser, event))
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
		plot_go_to(plot, chart_find(&plot->chart, plot->chart_area, x, y, &view->frame));
	else if (y >= plot->chart_area.y)
		scroll_to(&plot->scroll, plot->scroll.top + (uint32_t)(y - plot->chart_area.y));
	return STAY;
}

/* The marked models and the field, with the command that says the same. */
static struct table *marked_table(struct view_plot *plot, struct arena *arena)
{
	struct explorer *explorer = plot->view.explorer;
	const struct field *field = plot->settings.points.x;
	const uint16_t fields[] = { FIELD_NAME, field->id };
	const uint32_t *rows;
	size_t count = explorer_marked_rows(explorer, arena, &rows);
	struct table *table = table_rows(explorer->store, explorer->run, rows, (uint32_t)count,
		fields, 2, arena);
	struct strbuf command;

	if (count == 0)
		return table; /* no command makes nothing */
	strbuf_init(&command);
	strbuf_add_string(&command, count > 1 ? "llmatlas compare" : "llmatlas show");
	for (size_t i = 0; i < count; i++)
		strbuf_add_format(&command, " %.*s", TEXT_ARGS(store_id(explorer->store, rows[i])));
	strbuf_add_format(&command, "%s %s", count > 1 ? " --show" : "", field->key);
	table->command = arena_copy(arena, strbuf_text(&command));
	strbuf_done(&command);
	return table;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct view_plot *plot = plot_of(view);

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
	return marked_table(plot, arena);
}

static void free_plot(struct view *view)
{
	arena_done(&plot_of(view)->made);
	arena_done(&view->frame);
	free(view);
}

static const struct view_ops ops = { .title = N_("Plot"),
	.prepare = prepare,
	.draw = plot_draw,
	.act = act,
	.key = key,
	.click = click,
	.hints = plot_hints,
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

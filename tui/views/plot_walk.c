/* SPDX-License-Identifier: MIT */
/* The cursor of the plot view: from point to point across, up and down, along the frontier. */
#include "tui/views/plot.h"

enum { PAGE_POINTS = 10 };

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

long plot_find_cursor(struct view_plot *plot)
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

void plot_go_to(struct view_plot *plot, long point)
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
	plot_go_to(plot, last);
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
	plot_go_to(plot, best);
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
	plot_go_to(plot, (long)points->frontier[at]);
}

bool plot_walk(struct view_plot *plot, enum action action)
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

/* SPDX-License-Identifier: MIT */
/* Points over two fields and the frontier among them. */
#include "catalog/tables/plot.h"

#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_PER_POLL = 16384 };

bool plot_is_axis(const struct field *field)
{
	return field->kind == KIND_NUMBER || field->kind == KIND_DATE;
}

static int by_place(const void *left, const void *right)
{
	const struct plot_point *a = left, *b = right;

	if (a->x != b->x)
		return a->x < b->x ? -1 : 1;
	if (a->y != b->y)
		return a->y < b->y ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static double number_of(struct query_run *run, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct value value = query_run_value(run, row, field->id, arena);
	double number;

	return plot_number(field, &value, &number) ? number : (double)NAN;
}

/* Models with both values; counts those of the query that lack one. */
static enum result collect(struct plot *plot, const struct interrupt *interrupt,
	struct arena *arena)
{
	uint32_t models = store_count(plot->store);
	struct arena scratch;
	enum result result = RESULT_OK;

	plot->points = ARENA_ARRAY(arena, struct plot_point, (size_t)models + 1);
	arena_init(&scratch);
	for (uint32_t row = 0; row < models; row++) {
		bool is_matching = query_run_is_certain(plot->run, row);
		if (row % ROWS_PER_POLL == 0) {
			arena_reset(&scratch);
			if (interrupt_is_due(interrupt, row, models)) {
				result = RESULT_INTERRUPTED;
				break;
			}
		}
		if (!is_matching && !plot->options.has_others)
			continue;
		double x = number_of(plot->run, row, plot->options.x, &scratch),
		       y = number_of(plot->run, row, plot->options.y, &scratch);
		plot->without_x += is_matching && isnan(x);
		plot->without_y += is_matching && isnan(y);
		if (isnan(x) || isnan(y))
			continue;
		plot->matching += is_matching;
		plot->points[plot->count++] = (struct plot_point){ .row = row,
			.x = x,
			.y = y,
			.is_matching = is_matching };
	}
	arena_done(&scratch);
	return result;
}

/* Larger is better: the value, or its negative. */
static double goodness(const struct field *field, double value)
{
	return field->better == BETTER_LOW ? -value : value;
}

/* A point is on the frontier if no other is at least as good in both and better in one. Points come by ascending x; seen from the better end of x,
 * the best y of a group of equal x is on it if it is better than all before. */
static void find_frontier(struct plot *plot, struct arena *arena)
{
	const struct field *x = plot->options.x, *y = plot->options.y;
	bool is_falling = x->better == BETTER_HIGH;
	size_t count = plot->count;
	double best = -INFINITY;

	plot->has_frontier = x->better != BETTER_NONE && y->better != BETTER_NONE && x != y;
	plot->frontier = ARENA_ARRAY(arena, uint32_t, plot->matching + 1);
	for (size_t i = 0; plot->has_frontier && i < count;) {
		size_t end = i;
		double group = -INFINITY;
		double at = plot->points[is_falling ? count - 1 - i : i].x;
		for (; end < count; end++) {
			const struct plot_point *point =
				&plot->points[is_falling ? count - 1 - end : end];
			if (point->x != at)
				break;
			if (point->is_matching && goodness(y, point->y) > group)
				group = goodness(y, point->y);
		}
		for (; i < end; i++) {
			struct plot_point *point = &plot->points[is_falling ? count - 1 - i : i];
			if (point->is_matching && group > best && goodness(y, point->y) == group)
				point->frontier = 1;
		}
		best = group > best ? group : best;
	}
	for (size_t i = 0; i < count; i++) {
		if (plot->points[i].frontier == 0)
			continue;
		plot->frontier[plot->frontier_count++] = (uint32_t)i;
		plot->points[i].frontier = (uint32_t)plot->frontier_count;
	}
}

static void fit_scales(struct plot *plot)
{
	struct arena arena;

	arena_init(&arena);
	double *values = ARENA_ARRAY(&arena, double, plot->count + 1);
	for (size_t i = 0; i < plot->count; i++)
		values[i] = plot->points[i].x;
	plot_scale_fit(&plot->x_scale, plot->options.x, plot->options.x_scaling, values,
		plot->count);
	for (size_t i = 0; i < plot->count; i++)
		values[i] = plot->points[i].y;
	plot_scale_fit(&plot->y_scale, plot->options.y, plot->options.y_scaling, values,
		plot->count);
	arena_done(&arena);
	for (size_t i = 0; i < plot->count; i++) {
		struct plot_point *point = &plot->points[i];
		point->x_place = (float)plot_scale_place(&plot->x_scale, point->x);
		point->y_place = (float)plot_scale_place(&plot->y_scale, point->y);
	}
}

enum result plot_new(struct plot **out, const struct store *store, struct query_run *run,
	const struct query *query, const struct plot_options *options,
	const struct interrupt *interrupt, struct arena *arena)
{
	struct plot *plot = arena_get(arena, sizeof(*plot));

	plot->store = store;
	plot->run = run;
	plot->query = query;
	plot->options = *options;
	enum result result = collect(plot, interrupt, arena);
	if (result != RESULT_OK)
		return result;
	qsort(plot->points, plot->count, sizeof(*plot->points), by_place);
	find_frontier(plot, arena);
	fit_scales(plot);
	*out = plot;
	return RESULT_OK;
}

bool plot_frontier_reach(const struct plot *plot, double x, double *y)
{
	bool is_found = false;

	if (!plot->has_frontier)
		return false;
	for (size_t i = 0; i < plot->frontier_count; i++) {
		const struct plot_point *point = &plot->points[plot->frontier[i]];
		if (goodness(plot->options.x, point->x) < goodness(plot->options.x, x))
			continue;
		if (!is_found ||
			goodness(plot->options.y, point->y) > goodness(plot->options.y, *y))
			*y = point->y;
		is_found = true;
	}
	return is_found;
}

static const char *unit_text(enum unit unit)
{
	switch (unit) {
	case UNIT_USD_PER_MTOK: return _("$ per 1M tokens");
	case UNIT_TOKENS: return _("tokens");
	case UNIT_TOKENS_PER_SECOND: return _("tokens a second at the fastest host");
	case UNIT_SECONDS: return _("seconds at the quickest host");
	default: return ""; /* the labels carry it, or there is none */
	}
}

/* The brief name, but where that is for the head of a column ("in $"). */
const char *plot_axis_name(const struct field *field, char out[PLOT_NAME])
{
	const char *brief = field_brief(field);

	snprintf(out, PLOT_NAME, "%s", strchr(brief, '$') ? field_title(field) : brief);
	bool is_own = field->id < FIELD_COUNT; /* benchmarks are called what they are called */
	if (is_own && out[0] >= 'A' && out[0] <= 'Z' && out[1] >= 'a' && out[1] <= 'z')
		out[0] = (char)(out[0] + 32);
	return out;
}

struct text plot_axis_title(const struct plot_scale *scale, const struct query *query,
	struct arena *arena)
{
	const struct field *field = scale->field;
	const char *unit = unit_text(field->unit);
	struct text note = table_field_column(field, query, arena).note;

	return arena_format(arena, "%s%s%.*s%s%s%s%s%s", field_title(field),
		note.size > 0 ? " (" : "", TEXT_ARGS(note), note.size > 0 ? ")" : "",
		*unit ? ", " : "", unit, scale->is_log ? ", " : "", scale->is_log ? _("log") : "");
}

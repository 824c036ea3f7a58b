/* SPDX-License-Identifier: MIT */
/* What the plot view shows: head, chart, legend, the point under the cursor in words; bars. */
#include "catalog/base/message.h"
#include "tui/views/plot.h"

enum { REMARK_LEAST = 12 };

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
	int room = area.width - 2, used = text_width(axes);
	struct text others = counts;
	if (absent > 0) /* marked, but a value is not known */
		counts = arena_format(frame, _("%.*s · %zu marked not shown"), TEXT_ARGS(counts),
			absent);
	if (absent > 0 && text_width(counts) > room) /* what the person asked for first */
		counts = arena_format(frame, _("%zu marked not shown · %.*s"), absent,
			TEXT_ARGS(others));
	int right = text_width(counts);

	if (used > room) { /* what the axes are goes before their units */
		char x[PLOT_NAME], y[PLOT_NAME];
		axes = arena_format(frame, "%s %s   %s %s", plot_axis_name(points->options.x, x),
			canvas->is_ascii ? "->" : "→", plot_axis_name(points->options.y, y),
			canvas->is_ascii ? "^" : "↑");
		used = text_width(axes);
	}

	if (used + 3 + right <= room) {
		canvas_text(canvas, area.x + 1, area.y, used, ROLE_STRONG, axes);
		canvas_text_right(canvas, area.x + 1, area.y, room, ROLE_DIM, counts);
		return;
	}
	canvas_text_cut(canvas, area.x + 1, area.y, room, ROLE_STRONG, axes);
	if (plot->chart_area.y > area.y + 1) /* there is a second line */
		canvas_text_cut(canvas, area.x + 1, area.y + 1, room, ROLE_DIM, counts);
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

/* ": price 3.44, quality 90", or the figures alone. */
static struct text values_of(const struct view_plot *plot, const struct plot_point *point,
	bool has_names, struct arena *arena)
{
	const struct plot_options *of = &plot->plot->options;
	struct text x = plot_value_text(plot->view.explorer, point->row, of->x, arena),
		    y = plot_value_text(plot->view.explorer, point->row, of->y, arena);
	char x_name[PLOT_NAME], y_name[PLOT_NAME];

	return has_names ? arena_format(arena, ": %s %.*s, %s %.*s", plot_axis_name(of->x, x_name),
				   TEXT_ARGS(x), plot_axis_name(of->y, y_name), TEXT_ARGS(y))
			 : arena_format(arena, ": %.*s, %.*s", TEXT_ARGS(x), TEXT_ARGS(y));
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
	int room = line.x + line.width - x;
	struct text name = store_title(points->store, point->row),
		    more = remark(plot, point, frame), values = values_of(plot, point, true, frame);
	if (text_width(name) + text_width(values) > room) /* the head names the axes too */
		values = values_of(plot, point, false, frame);
	int least = room - text_width(values), left = least - text_width(name);
	if (text_width(more) > left &&
		left < REMARK_LEAST) /* figures are not cut for its beginning */
		more = TEXT_NONE;
	x += canvas_text_cut(canvas, x, line.y, least > room / 3 ? least : room, ROLE_ACCENT, name);
	canvas_text_cut(canvas, x, line.y, line.x + line.width - x, ROLE_TEXT,
		arena_format(frame, "%.*s%.*s", TEXT_ARGS(values), TEXT_ARGS(more)));
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

void plot_draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	struct view_plot *plot = (struct view_plot *)view; /* the frame arena is scratch */

	plot->is_ascii = canvas->is_ascii;
	if (plot->made_with.form == PLOT_POINTS)
		draw_points(plot, canvas, area);
	else
		draw_bars(plot, canvas, area);
	if (plot->chooser.is_open)
		plot_chooser_draw(&plot->chooser, canvas, area);
}

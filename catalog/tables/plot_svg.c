/* SPDX-License-Identifier: MIT */
/* Plots as SVG: one document without references, with a title and a description that says in words what is drawn; every point names its model.
 * Light and dark follow the reader's setting. */
#include "catalog/base/strbuf.h"
#include "catalog/tables/export.h"
#include "catalog/tables/plot.h"

#include <math.h>

enum {
	WIDTH = 960,
	LEFT = 92,
	RIGHT = 936,
	TOP = 64,
	BOTTOM = 500,
	LINE = 18,
	LEGEND_COLUMNS = 3,
	LEGEND_MAX = 60,
	FOOT_CELLS = 132,
	BAR_LABEL = 250,
	BAR_LINE = 24,
	BARS_MAX = 60
};

const struct export_writer export_svg = { .name = "svg", .title = "SVG", .endings = ".svg" };

enum { PLACED_MAX = 256 };
struct svg {
	struct sink *sink;
	struct arena arena;
	struct {
		double x, y, width;
	} placed[PLACED_MAX]; /* labels beside points: their left, baseline and width */
	size_t placed_count;
};

/* A label beside a point where no other stands: right above, left above, right below, left below; the last place if all are taken. */
static void svg_beside(struct svg *svg, double x, double y, const char *kind, struct text text)
{
	static const double steps[][2] = { { 6, -6 }, { -6, -6 }, { 6, 15 }, { -6, 15 }, { 6, -20 },
		{ -6, -20 } };
	double width = 8.0 * (double)text.size, left = 0, line = 0;

	for (size_t s = 0; s < sizeof(steps) / sizeof(steps[0]); s++) {
		bool is_free = true;
		left = x + steps[s][0] - (steps[s][0] < 0 ? width : 0);
		line = y + steps[s][1];
		for (size_t i = 0; i < svg->placed_count && is_free; i++)
			is_free = fabs(svg->placed[i].y - line) > 12 ||
				svg->placed[i].x > left + width + 2 ||
				svg->placed[i].x + svg->placed[i].width + 2 < left;
		if (is_free)
			break;
	}
	if (svg->placed_count < PLACED_MAX) {
		svg->placed[svg->placed_count].x = left;
		svg->placed[svg->placed_count].y = line;
		svg->placed[svg->placed_count++].width = width;
	}
	sink_add_format(svg->sink, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%.*s</text>\n", kind,
		left, line, TEXT_ARGS(text));
}

static void svg_text(struct svg *svg, struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		switch (text.bytes[i]) {
		case '&': sink_add_string(svg->sink, "&amp;"); break;
		case '<': sink_add_string(svg->sink, "&lt;"); break;
		case '>': sink_add_string(svg->sink, "&gt;"); break;
		case '"': sink_add_string(svg->sink, "&quot;"); break;
		case '\'': sink_add_string(svg->sink, "&#39;"); break;
		default: sink_add_char(svg->sink, text.bytes[i]);
		}
	}
}

/* anchor: start, middle, end. */
static void svg_label(struct svg *svg, double x, double y, const char *kind, const char *anchor,
	struct text text)
{
	sink_add_format(svg->sink, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">",
		kind, x, y, anchor);
	svg_text(svg, text);
	sink_add_string(svg->sink, "</text>\n");
}

static void svg_open(struct svg *svg, int height, struct text title, struct text description)
{
	sink_add_format(svg->sink,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
		"role=\"img\" aria-labelledby=\"title description\" lang=\"%s\">\n<title id=\"title\">",
		WIDTH, height, WIDTH, height, message_language() == LANGUAGE_KO ? "ko" : "en");
	svg_text(svg, title);
	sink_add_string(svg->sink, "</title>\n<desc id=\"description\">");
	svg_text(svg, description);
	sink_add_string(svg->sink,
		"</desc>\n<style>\n"
		"text { font: 13px system-ui, 'Noto Sans', 'Noto Sans KR', sans-serif; fill: #1f2328 }\n"
		".title { font-size: 17px; font-weight: 600 }\n"
		".small { font-size: 12px; fill: #57606a }\n"
		".number { font-weight: 700; fill: #0a5fb4 }\n"
		".letter { font-weight: 700; fill: #a02c6d }\n"
		".page { fill: #ffffff } .grid { stroke: #d8dee4; stroke-width: 1 }\n"
		".axis { stroke: #57606a; stroke-width: 1.2 } .step { fill: none; stroke: #0a5fb4; stroke-width: 1.2; stroke-dasharray: 4 3 }\n"
		".point { fill: #424a53; fill-opacity: .75 } .other { fill: #8c959f; fill-opacity: .4 }\n"
		".best { fill: #0a5fb4 } .marked { fill: none; stroke: #a02c6d; stroke-width: 2 }\n"
		".bar { fill: #0a5fb4 } .all { fill: #d8dee4 }\n"
		"@media (prefers-color-scheme: dark) {\n"
		"text { fill: #e6edf3 } .small { fill: #9198a1 } .number { fill: #79c0ff } .letter { fill: #f2a5d0 }\n"
		".page { fill: #0d1117 } .grid { stroke: #2a313c } .axis { stroke: #9198a1 } .step { stroke: #79c0ff }\n"
		".point { fill: #c9d1d9 } .other { fill: #6e7681 } .best { fill: #79c0ff } .marked { stroke: #f2a5d0 }\n"
		".bar { fill: #79c0ff } .all { fill: #2a313c }\n"
		"}\n</style>\n");
	sink_add_format(svg->sink, "<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n", WIDTH,
		height);
	svg_label(svg, 24, 32, "title", "start", title);
}

/* Query, catalog and command, wrapped. Returns the lines there are; draws them when from > 0. */
static int svg_foot(struct svg *svg, const struct store *store, const struct query *query,
	struct text command, int from)
{
	struct text date = date_text(store_date(store), &svg->arena);
	int lines = 0;

	const struct text parts[] = {
		query && query->text.size > 0
			? arena_format(&svg->arena, _("Query: %.*s"), TEXT_ARGS(query->text))
			: TEXT_NONE,
		arena_format(&svg->arena, _("%.*s catalog, %.*s · %.*s"),
			TEXT_ARGS(store_name(store)), TEXT_ARGS(date), TEXT_ARGS(command)),
	};
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		size_t at = 0;
		for (struct text line = text_wrap(parts[i], &at, FOOT_CELLS); line.size > 0;
			line = text_wrap(parts[i], &at, FOOT_CELLS)) {
			if (from > 0)
				svg_label(svg, 24, from + lines * LINE, "small", "start", line);
			lines++;
		}
	}
	return lines;
}

static double x_of(const struct plot *plot, double value)
{
	return LEFT + plot_scale_place(&plot->x_scale, value) * (RIGHT - LEFT);
}

static double y_of(const struct plot *plot, double value)
{
	return BOTTOM - plot_scale_place(&plot->y_scale, value) * (BOTTOM - TOP);
}

static void draw_axes(struct svg *svg, const struct plot *plot)
{
	struct plot_tick *ticks;
	size_t count = plot_scale_ticks(&plot->x_scale, 10, &svg->arena, &ticks);

	for (size_t i = 0; i < count; i++) {
		double x = x_of(plot, ticks[i].value);
		sink_add_format(svg->sink, "<path class=\"grid\" d=\"M%.1f %dV%d\"/>\n", x, TOP,
			BOTTOM);
		svg_label(svg, x, BOTTOM + LINE, "small", "middle", ticks[i].label);
	}
	count = plot_scale_ticks(&plot->y_scale, 8, &svg->arena, &ticks);
	for (size_t i = 0; i < count; i++) {
		double y = y_of(plot, ticks[i].value);
		sink_add_format(svg->sink, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>\n", LEFT, y,
			RIGHT);
		svg_label(svg, LEFT - 8, y + 4, "small", "end", ticks[i].label);
	}
	sink_add_format(svg->sink, "<path class=\"axis\" fill=\"none\" d=\"M%d %dV%dH%d\"/>\n",
		LEFT, TOP, BOTTOM, RIGHT);
	svg_label(svg, (LEFT + RIGHT) / 2, BOTTOM + 2 * LINE + 2, "axis-title", "middle",
		plot_axis_title(&plot->x_scale, plot->query, &svg->arena));
	sink_add_format(svg->sink,
		"<text class=\"axis-title\" transform=\"translate(22 %d) rotate(-90)\" text-anchor=\"middle\">",
		(TOP + BOTTOM) / 2);
	svg_text(svg, plot_axis_title(&plot->y_scale, plot->query, &svg->arena));
	sink_add_string(svg->sink, "</text>\n");
}

/* "Name: 0.26, 43" */
static struct text point_text(struct svg *svg, const struct plot *plot,
	const struct plot_point *point)
{
	return arena_format(&svg->arena, "%.*s: %.*s, %.*s",
		TEXT_ARGS(store_title(plot->store, point->row)),
		TEXT_ARGS(plot_number_text(plot->options.x, point->x, &svg->arena)),
		TEXT_ARGS(plot_number_text(plot->options.y, point->y, &svg->arena)));
}

static void draw_point(struct svg *svg, const struct plot *plot, const struct plot_point *point,
	const char *kind, double radius)
{
	sink_add_format(svg->sink,
		"<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>", kind,
		x_of(plot, point->x), y_of(plot, point->y), radius);
	svg_text(svg, point_text(svg, plot, point));
	sink_add_string(svg->sink, "</title></circle>\n");
}

static void draw_frontier(struct svg *svg, const struct plot *plot)
{
	bool rises_first = plot->options.x->better == BETTER_HIGH;

	if (plot->frontier_count > 1) {
		sink_add_string(svg->sink, "<path class=\"step\" d=\"");
		for (size_t i = 0; i < plot->frontier_count; i++) {
			const struct plot_point *point = &plot->points[plot->frontier[i]];
			double x = x_of(plot, point->x), y = y_of(plot, point->y);
			if (i == 0)
				sink_add_format(svg->sink, "M%.1f %.1f", x, y);
			else if (rises_first)
				sink_add_format(svg->sink, "V%.1fH%.1f", y, x);
			else
				sink_add_format(svg->sink, "H%.1fV%.1f", x, y);
		}
		sink_add_string(svg->sink, "\"/>\n");
	}
	for (size_t i = 0; i < plot->frontier_count; i++) {
		const struct plot_point *point = &plot->points[plot->frontier[i]];
		draw_point(svg, plot, point, "best", 4.5);
		svg_beside(svg, x_of(plot, point->x), y_of(plot, point->y), "number",
			arena_format(&svg->arena, "%zu", i + 1));
	}
}

static void draw_marks(struct svg *svg, const struct plot *plot, const struct plot_mark *marks,
	size_t mark_count)
{
	for (size_t i = 0; i < plot->count; i++)
		for (size_t m = 0; m < mark_count; m++) {
			const struct plot_point *point = &plot->points[i];
			if (point->row != marks[m].row)
				continue;
			draw_point(svg, plot, point, "marked", 7);
			svg_label(svg, x_of(plot, point->x) - 8, y_of(plot, point->y) - 8, "letter",
				"end", text_of(marks[m].letter));
		}
}

/* Legend entries: the frontier, then the marks that have a point. Returns their number. */
static size_t draw_legend(struct svg *svg, const struct plot *plot, const struct plot_mark *marks,
	size_t mark_count, int from)
{
	size_t used = 0, column_width = (WIDTH - 48) / LEGEND_COLUMNS;

	for (size_t i = 0; i < plot->frontier_count + plot->count; i++) {
		const struct plot_point *point = i < plot->frontier_count
			? &plot->points[plot->frontier[i]]
			: &plot->points[i - plot->frontier_count];
		const char *letter = NULL;
		for (size_t m = 0; i >= plot->frontier_count && m < mark_count; m++)
			if (marks[m].row == point->row)
				letter = marks[m].letter;
		if ((i >= plot->frontier_count && !letter) || used == LEGEND_MAX)
			continue;
		double x = 24 + (double)(used % LEGEND_COLUMNS * column_width),
		       y = from + (double)(used / LEGEND_COLUMNS * LINE);
		used++;
		if (from == 0)
			continue;
		svg_label(svg, x, y, letter ? "letter" : "number", "start",
			letter ? text_of(letter) : arena_format(&svg->arena, "%zu", i + 1));
		svg_label(svg, x + 24, y, "entry", "start",
			text_cut(&svg->arena, point_text(svg, plot, point), 38, false));
	}
	return used;
}

static struct text describe(struct svg *svg, const struct plot *plot)
{
	struct strbuf out;

	strbuf_init(&out);
	strbuf_add_format(&out,
		P_("%zu of %u model by %s and %s.", "%zu of %u models by %s and %s.",
			store_count(plot->store)),
		plot->matching, store_count(plot->store), field_title(plot->options.x),
		field_title(plot->options.y));
	if (plot->frontier_count > 0)
		strbuf_add_format(&out, " %s",
			_("On the frontier, where nothing is better in both:"));
	for (size_t i = 0; i < plot->frontier_count && i < LEGEND_MAX; i++)
		strbuf_add_format(&out, "%s%zu %.*s", i > 0 ? message_gap() : " ", i + 1,
			TEXT_ARGS(point_text(svg, plot, &plot->points[plot->frontier[i]])));
	struct text text = arena_copy(&svg->arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

void plot_svg(const struct plot *plot, const struct plot_mark *marks, size_t mark_count,
	struct text command, struct sink *sink)
{
	struct svg svg = { .sink = sink };

	arena_init(&svg.arena);
	size_t entries = draw_legend(&svg, plot, marks, mark_count, 0);
	int legend = BOTTOM + 4 * LINE,
	    foot = legend + (int)((entries + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS) * LINE + LINE;
	int height = foot + svg_foot(&svg, plot->store, plot->query, command, 0) * LINE;
	struct text title = arena_format(&svg.arena,
		P_("%s and %s of %zu model", "%s and %s of %zu models", plot->matching),
		field_title(plot->options.x), field_title(plot->options.y), plot->matching);

	svg_open(&svg, height, title, describe(&svg, plot));
	draw_axes(&svg, plot);
	for (size_t i = 0; i < plot->count; i++)
		if (!plot->points[i].is_matching)
			draw_point(&svg, plot, &plot->points[i], "other", 2.5);
	for (size_t i = 0; i < plot->count; i++)
		if (plot->points[i].is_matching && plot->points[i].frontier == 0)
			draw_point(&svg, plot, &plot->points[i], "point", 3.5);
	draw_frontier(&svg, plot);
	draw_marks(&svg, plot, marks, mark_count);
	draw_legend(&svg, plot, marks, mark_count, legend);
	svg_foot(&svg, plot->store, plot->query, command, foot);
	sink_add_string(sink, "</svg>\n");
	arena_done(&svg.arena);
}

static void draw_bar(struct svg *svg, const struct plot_histogram *histogram,
	const struct plot_bar *bar, int y)
{
	double room = WIDTH - BAR_LABEL - 150;
	double unit = histogram->highest > 0 ? room / histogram->highest : 0;
	struct text counts = bar->count == bar->total
		? arena_format(&svg->arena, "%u", bar->count)
		: arena_format(&svg->arena, _("%u of %u"), bar->count, bar->total);

	svg_label(svg, BAR_LABEL - 10, y + 13, "entry", "end",
		text_cut(&svg->arena, bar->label, 34, false));
	sink_add_format(svg->sink,
		"<rect class=\"all\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n", BAR_LABEL,
		y, bar->total * unit, BAR_LINE - 6);
	sink_add_format(svg->sink,
		"<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>",
		BAR_LABEL, y, bar->count * unit, BAR_LINE - 6);
	svg_text(svg, bar->label);
	sink_add_string(svg->sink, ": ");
	svg_text(svg, counts);
	sink_add_string(svg->sink, "</title></rect>\n");
	svg_label(svg, BAR_LABEL + bar->total * unit + 8, y + 13, "small", "start", counts);
}

void plot_histogram_svg(const struct plot_histogram *histogram, struct text command,
	struct sink *sink)
{
	struct svg svg = { .sink = sink };
	size_t shown = histogram->count < BARS_MAX ? histogram->count : BARS_MAX;
	int foot = TOP + (int)shown * BAR_LINE + 2 * LINE;
	struct strbuf description;

	arena_init(&svg.arena);
	int height = foot + svg_foot(&svg, histogram->store, histogram->query, command, 0) * LINE;
	struct text title = arena_format(&svg.arena,
		P_("%s of %u model", "%s of %u models", histogram->matching),
		field_title(histogram->field), histogram->matching);
	strbuf_init(&description);
	for (size_t i = 0; i < shown; i++)
		strbuf_add_format(&description, "%s%.*s: %u", i > 0 ? message_gap() : "",
			TEXT_ARGS(histogram->bars[i].label), histogram->bars[i].count);
	svg_open(&svg, height, title, strbuf_text(&description));
	strbuf_done(&description);
	for (size_t i = 0; i < shown; i++)
		draw_bar(&svg, histogram, &histogram->bars[i], TOP + (int)i * BAR_LINE);
	if (shown < histogram->count)
		svg_label(&svg, 24, foot - LINE / 2, "small", "start",
			arena_format(&svg.arena, _("… %zu more"), histogram->count - shown));
	svg_foot(&svg, histogram->store, histogram->query, command, foot);
	sink_add_string(sink, "</svg>\n");
	arena_done(&svg.arena);
}

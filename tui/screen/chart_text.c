/* SPDX-License-Identifier: MIT */
/* Charts as lines of text: what `llmatlas plot` prints and a text export holds. */
#include "tui/screen/chart.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>

enum { POINT_LINES = 24, LEGEND_LINES = 12 };

/* The canvas without blanks at the ends of its lines. */
static struct text canvas_lines(const struct canvas *canvas, struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out);
	for (int y = 0; y < canvas->height; y++) {
		size_t end = out.size;
		for (int x = 0; x < canvas->width; x++) {
			const struct canvas_cell *cell = &canvas->cells[y * canvas->width + x];
			strbuf_add_string(&out, cell->cluster);
			if (cell->width > 0 && cell->cluster[0] != ' ')
				end = out.size;
		}
		strbuf_cut(&out, end);
		strbuf_add_char(&out, '\n');
	}
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

struct text chart_head(const struct plot *plot, bool is_ascii, struct arena *arena)
{
	return arena_format(arena, "%.*s %s   %.*s %s",
		TEXT_ARGS(plot_axis_title(&plot->x_scale, plot->query, arena)),
		is_ascii ? "->" : "→",
		TEXT_ARGS(plot_axis_title(&plot->y_scale, plot->query, arena)),
		sign_text(SIGN_UP, is_ascii));
}

struct text chart_counts(const struct plot *plot, bool is_ascii, struct arena *arena)
{
	const char *dot = is_ascii ? "," : " ·";
	char name[PLOT_NAME];
	struct strbuf out;

	strbuf_init(&out);
	strbuf_add_format(&out, _("%zu of %u models"), plot->matching, store_count(plot->store));
	if (plot->frontier_count > 0) {
		strbuf_add_format(&out, "%s ", dot);
		strbuf_add_format(&out, _("frontier of %zu"), plot->frontier_count);
	}
	if (plot->without_x > 0) {
		strbuf_add_format(&out, "%s ", dot);
		strbuf_add_format(&out, _("no %s: %u"), plot_axis_name(plot->options.x, name),
			plot->without_x);
	}
	if (plot->without_y > 0 && plot->options.y != plot->options.x) {
		strbuf_add_format(&out, "%s ", dot);
		strbuf_add_format(&out, _("no %s: %u"), plot_axis_name(plot->options.y, name),
			plot->without_y);
	}
	struct text text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

struct text chart_text(const struct plot *plot, const struct plot_mark *marks, size_t mark_count,
	int width, bool is_ascii, struct arena *arena)
{
	struct chart chart = { .plot = plot, .cursor = CHART_NONE };
	struct rect legend = { 0, POINT_LINES + 2, width, LEGEND_LINES };
	struct chart_label *labels;
	struct canvas canvas;

	chart.label_count = chart_labels(plot, marks, mark_count, arena, &labels);
	chart.labels = labels;
	legend.height = chart_legend(&chart, NULL, legend);
	canvas_init(&canvas);
	canvas_resize(&canvas, width, POINT_LINES + 3 + legend.height);
	canvas.is_ascii = is_ascii;
	canvas_text_cut(&canvas, 0, 0, width, ROLE_TEXT, chart_head(plot, is_ascii, arena));
	canvas_text_cut(&canvas, 0, 1, width, ROLE_TEXT, chart_counts(plot, is_ascii, arena));
	chart_draw(&chart, &canvas, (struct rect){ 0, 2, width, POINT_LINES }, arena);
	if (legend.height > 0) {
		legend.y++; /* a blank line between */
		chart_legend(&chart, &canvas, legend);
	}
	struct text text = canvas_lines(&canvas, arena);
	canvas_done(&canvas);
	return text;
}

size_t chart_histogram_bars(const struct plot_histogram *histogram, struct arena *arena,
	struct chart_bar **bars)
{
	double highest = histogram->highest > 0 ? histogram->highest : 1;

	*bars = ARENA_ARRAY(arena, struct chart_bar, histogram->count + 1);
	for (size_t i = 0; i < histogram->count; i++) {
		const struct plot_bar *bar = &histogram->bars[i];
		(*bars)[i] = (struct chart_bar){ .label = bar->label,
			.text = bar->count == bar->total
				? arena_format(arena, "%u", bar->count)
				: arena_format(arena, _("%u of %u"), bar->count, bar->total),
			.share = bar->count / highest,
			.share_all = bar->total / highest };
	}
	return histogram->count;
}

struct text chart_histogram_text(const struct plot_histogram *histogram, int width, bool is_ascii,
	struct arena *arena)
{
	struct chart_bar *bars;
	size_t count = chart_histogram_bars(histogram, arena, &bars);
	struct canvas canvas;

	canvas_init(&canvas);
	canvas_resize(&canvas, width, (int)(count < 900 ? count : 900) + 1);
	canvas.is_ascii = is_ascii;
	canvas_format(&canvas, 0, 0, width, ROLE_TEXT, _("%s: how many of %u models"),
		field_title(histogram->field), histogram->matching);
	chart_bars(bars, count, 0, CHART_NONE, &canvas,
		(struct rect){ 0, 1, width, canvas.height - 1 });
	struct text text = canvas_lines(&canvas, arena);
	canvas_done(&canvas);
	return text;
}

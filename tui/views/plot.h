/* SPDX-License-Identifier: MIT */
/* plot.h - the insides of the plot view. Layer: tui/views; private to plot*.c. */
#ifndef TUI_VIEWS_PLOT_H
#define TUI_VIEWS_PLOT_H
#include "tui/screen/chart.h"
#include "tui/views/plot_chooser.h"

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

/* The model under the cursor; UINT32_MAX: none. */
uint32_t plot_row_at_cursor(const struct view_plot *plot);
/* As the list writes it. */
struct text plot_value_text(struct explorer *explorer, uint32_t row, const struct field *field,
	struct arena *arena);
size_t plot_hints(const struct view *view, struct key_hint *out); /* plot_hints.c */
/* plot_draw.c */
void plot_draw(const struct view *view, struct canvas *canvas, struct rect area);
/* plot_walk.c: moving actions, over points or bars; false: none. */
bool plot_walk(struct view_plot *plot, enum action action);
long plot_find_cursor(struct view_plot *plot); /* the point that the cursor stands on; CHART_NONE */
void plot_go_to(struct view_plot *plot, long point);
#endif

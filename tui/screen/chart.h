/* SPDX-License-Identifier: MIT */
/* chart.h - plots in cells: points in Braille (or letters in ASCII) between two axes, and bars. Layer: tui/screen.
 * A cell that has points of the query shows only these; models outside are dots that are dim and of another shape, so that no colour is needed. */
#ifndef TUI_SCREEN_CHART_H
#define TUI_SCREEN_CHART_H
#include "catalog/tables/plot.h"
#include "tui/screen/canvas.h"

enum { CHART_NONE = -1 };

/* A sign in the place of a point: its number on the frontier, the letter of a mark. */
struct chart_label {
	uint32_t point; /* index into the points of the plot */
	char text[8];
	enum role role;
};
struct chart {
	const struct plot *plot;
	const struct chart_label *labels; /* earlier ones are placed first */
	size_t label_count;
	long cursor; /* index into the points, or CHART_NONE */
};
/* Numbers of the frontier and letters of the marks, marks first; in the arena. */
size_t chart_labels(const struct plot *plot, const struct plot_mark *marks, size_t mark_count,
	struct arena *arena, struct chart_label **labels);
void chart_draw(const struct chart *chart, struct canvas *canvas, struct rect area,
	struct arena *arena);
/* The matching or labelled point nearest to a cell of the drawing; CHART_NONE if there is none. */
long chart_find(const struct chart *chart, struct rect area, int x, int y, struct arena *arena);

/* Who the labels are, "1 Name   2 Name", in at most `lines` lines; what does not fit is counted. Draws when canvas is not NULL; returns the lines used. */
int chart_legend(const struct chart *chart, struct canvas *canvas, struct rect area);
/* What stands on the axes, and how many models are drawn, on the frontier, without a value. */
struct text chart_head(const struct plot *plot, bool is_ascii, struct arena *arena);
struct text chart_counts(const struct plot *plot, bool is_ascii, struct arena *arena);

struct chart_bar {
	struct text label, text; /* before and behind the bar */
	char letter[4];
	double share, share_all; /* 0..1; share_all is drawn dim behind share; NAN: nothing */
};
/* A line each, from `top`; cursor: the line in focus, or CHART_NONE. */
void chart_bars(const struct chart_bar *bars, size_t count, size_t top, long cursor,
	struct canvas *canvas, struct rect area);
size_t chart_histogram_bars(const struct plot_histogram *histogram, struct arena *arena,
	struct chart_bar **bars);

/* The whole as lines of text. */
struct text chart_text(const struct plot *plot, const struct plot_mark *marks, size_t mark_count,
	int width, bool is_ascii, struct arena *arena);
struct text chart_histogram_text(const struct plot_histogram *histogram, int width, bool is_ascii,
	struct arena *arena);
#endif

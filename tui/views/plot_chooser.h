/* SPDX-License-Identifier: MIT */
/* plot_chooser.h - what a plot shows: its form, its fields, its scales. The plot behind it follows at once. Layer: tui/views. */
#ifndef TUI_VIEWS_PLOT_CHOOSER_H
#define TUI_VIEWS_PLOT_CHOOSER_H
#include "catalog/tables/plot.h"
#include "tui/views/view.h"

enum plot_form { PLOT_POINTS, PLOT_COUNTS, PLOT_BARS, PLOT_FORM_COUNT };
struct plot_settings {
	enum plot_form form;
	struct plot_options points;  /* axes; their first is the field of the bars too */
	const struct field *counted; /* of the histogram */
};

enum plot_choice {
	CHOICE_FORM,
	CHOICE_X,
	CHOICE_Y,
	CHOICE_COUNTED,
	CHOICE_X_SCALE,
	CHOICE_Y_SCALE,
	CHOICE_OTHERS,
	CHOICE_COUNT
};
enum { PLOT_NEEDLE_MAX = 48 };
struct plot_chooser {
	bool is_open;
	struct plot_settings *settings; /* of the plot: changed at once */
	const struct store *store;
	enum plot_choice at;
	struct plot_settings before;  /* what Esc brings back */
	char needle[PLOT_NEEDLE_MAX]; /* typed so far to find a field */
	const struct field
		*kept; /* the field before the typing: comes back when nothing is found */
};

void plot_chooser_open(struct plot_chooser *chooser, struct plot_settings *settings,
	const struct store *store);
/* All keys while it is open: true when the key was taken. */
bool plot_chooser_key(struct plot_chooser *chooser, struct key_event key);
bool plot_chooser_act(struct plot_chooser *chooser, enum action action);
void plot_chooser_draw(const struct plot_chooser *chooser, struct canvas *canvas, struct rect area);
#endif

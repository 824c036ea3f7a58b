/* SPDX-License-Identifier: MIT */
/* browse_detail.h - all that is known of one model, in the groups of the field table. Layer: tui/views. */
#ifndef TUI_VIEWS_BROWSE_DETAIL_H
#define TUI_VIEWS_BROWSE_DETAIL_H
#include "tui/views/view.h"

struct detail_line {
	struct text label, text, refs;
	const struct field *field;
	bool is_heading;
	bool is_stop; /* first line of a fact: where the cursor stands */
	enum role role;
	double share; /* of a bar behind the text; NAN: none */
};

struct detail_pane {
	struct scroll scroll;
	uint32_t row; /* UINT32_MAX: none */
	uint32_t generation;
	const struct field *kept; /* fact that the next models are shown from */
	bool stays;               /* the next one is */
	const struct store *store;
	struct detail_line *lines; /* in the frame arena, as is: */
	struct text who;           /* developer and day of release */
	size_t count;
};

void browse_detail_init(struct detail_pane *pane);
void browse_detail_prepare(struct detail_pane *pane, struct explorer *explorer, uint32_t row,
	struct rect area, struct arena *frame, bool is_ascii);
/* The cursor stays on its fact when another model comes. */
void browse_detail_stay(struct detail_pane *pane);
void browse_detail_draw(const struct detail_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect area, bool is_focused);
struct outcome browse_detail_act(struct detail_pane *pane, struct explorer *explorer,
	enum action action);
#endif

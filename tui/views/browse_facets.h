/* SPDX-License-Identifier: MIT */
/* browse_facets.h - the facet panes of Browse: a head per field, the values of the open ones with live counts. Layer: tui/views.
 * On low screens an accordion: only the field under the cursor is open. Only open fields are counted. */
#ifndef TUI_VIEWS_BROWSE_FACETS_H
#define TUI_VIEWS_BROWSE_FACETS_H
#include "tui/views/view.h"

enum { FACETS_MAX = 40 };

enum { FACET_LINE_HEAD = -1, FACET_LINE_UNKNOWN = -2 };
struct facet_line {
	uint8_t facet;
	int16_t value; /* its place, or one of these */
};

struct facets_pane {
	const struct field *fields[FACETS_MAX];
	size_t count;
	struct arena arena; /* of the counts */
	struct facet counted[FACETS_MAX];
	bool is_counted[FACETS_MAX];
	bool is_awaited[FACETS_MAX]; /* shown without counts, which come when there is time */
	uint32_t generation;         /* of the explorer when counted */
	struct facet_line *lines;    /* in the arena of lines */
	size_t line_count;
	struct arena line_arena;
	uint64_t shortened[FACETS_MAX]; /* members whose long name had no room, a bit each */
	int width;                      /* in cells of that width */
	enum language language;
	uint8_t at_facet;
	int16_t at_value;
	struct scroll scroll;
};

void browse_facets_init(struct facets_pane *pane);
void browse_facets_done(struct facets_pane *pane);
void browse_facets_prepare(struct facets_pane *pane, struct explorer *explorer, struct rect area);
/* Goes on with what is awaited until a key arrives; true: there is something new to show. */
bool browse_facets_idle(struct facets_pane *pane, struct explorer *explorer);
void browse_facets_draw(const struct facets_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect area, bool is_focused);
struct outcome browse_facets_act(struct facets_pane *pane, struct explorer *explorer,
	enum action action);
bool browse_facets_click(struct facets_pane *pane, struct explorer *explorer,
	int line); /* line of the pane, from 0 */

/* browse_facets_value.c */
void browse_facets_shorten(struct facets_pane *pane, const struct explorer *explorer, int width);
void browse_facets_value_draw(const struct facets_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect row, struct facet_line line);

/* browse_facets_head.c */
void browse_facets_head_draw(const struct facets_pane *pane, const struct explorer *explorer,
	struct canvas *canvas, struct rect row, struct facet_line line, bool is_open);
#endif

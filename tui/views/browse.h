/* SPDX-License-Identifier: MIT */
/* browse.h - the insides of Browse. Layer: tui/views; private to browse.c and browse_hints.c. */
#ifndef TUI_VIEWS_BROWSE_H
#define TUI_VIEWS_BROWSE_H
#include "tui/views/browse_areas.h"
#include "tui/views/browse_detail.h"
#include "tui/views/browse_facets.h"
#include "tui/views/browse_list.h"

struct view_browse {
	struct view view;
	enum focus focus;
	bool shows_detail; /* where detail is not beside the list */
	bool is_visit;     /* the details were opened by a view that Esc leads back to */
	struct facets_pane facets;
	struct list_pane list;
	struct detail_pane detail;
	uint32_t guest,
		guest_over; /* a model shown that the list does not have, until the list's cursor moves from guest_over */
	struct browse_areas areas;
	uint32_t generation; /* of the explorer at the last prepare */
};

size_t browse_hints(const struct view *view, struct key_hint *out);
#endif

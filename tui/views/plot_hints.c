/* SPDX-License-Identifier: MIT */
/* The key line of the plot view: only what can be done with what is drawn. */
#include "catalog/base/message.h"
#include "tui/views/plot.h"

static size_t chooser_hints(struct key_hint *out)
{
	out[0] = (struct key_hint){ ACTION_DOWN, _("next") };
	out[1] = (struct key_hint){ ACTION_RIGHT, _("change") };
	out[2] = (struct key_hint){ ACTION_OPEN, _("keep") };
	out[3] = (struct key_hint){ ACTION_BACK, _("back") };
	return 4;
}

/* Whether there is something to export. */
static bool has_drawing(const struct view_plot *plot)
{
	return plot->made_with.form == PLOT_POINTS ? plot->plot && plot->plot->count > 0
						   : plot->scroll.count > 0;
}

size_t plot_hints(const struct view *view, struct key_hint *out)
{
	const struct view_plot *plot = (const struct view_plot *)view;
	bool has_model = plot_row_at_cursor(plot) != UINT32_MAX,
	     is_points = plot->made_with.form == PLOT_POINTS;
	size_t count = 0;

	if (plot->chooser.is_open)
		return chooser_hints(out);
	out[count++] = (struct key_hint){ ACTION_HELP, _("help") };
	if (is_points && has_model)
		out[count++] = (struct key_hint){ ACTION_RIGHT, _("walk the points") };
	out[count++] = (struct key_hint){ ACTION_SORT, _("axes, histogram") };
	if (is_points && !has_model && view->explorer->query.clause_count > 0)
		out[count++] = (struct key_hint){ ACTION_CLEAR, _("all models") };
	if (has_model)
		out[count++] = (struct key_hint){ ACTION_MARK, _("mark") };
	if (has_model)
		out[count++] = (struct key_hint){ ACTION_OPEN, _("open") };
	else if (plot->made_with.form == PLOT_COUNTS && has_drawing(plot))
		out[count++] = (struct key_hint){ ACTION_OPEN, _("filter") };
	if (is_points && has_model && plot->plot->frontier_count > 0)
		out[count++] = (struct key_hint){ ACTION_NEXT_PANE, _("frontier") };
	if (has_drawing(plot))
		out[count++] = (struct key_hint){ ACTION_EXPORT,
			plot->made_with.form == PLOT_BARS ? _("export")
							  : _("export: svg, csv, text") };
	out[count++] = (struct key_hint){ ACTION_FIND, _("find") };
	out[count++] = (struct key_hint){ ACTION_QUIT, _("leave") };
	return count;
}

/* SPDX-License-Identifier: MIT */
/* Browse, the key line: what the keys do in the pane that has the focus. */
#include "catalog/base/message.h"
#include "tui/views/browse.h"

size_t browse_hints(const struct view *view, struct key_hint *out)
{
	const struct view_browse *browse = (const struct view_browse *)view;
	size_t count = 0;

	out[count++] = (struct key_hint){ ACTION_HELP, _("help") };
	if (view->explorer->leads_back && browse->focus == FOCUS_LIST &&
		!view->explorer->pick.is_on)
		out[count++] = (struct key_hint){ ACTION_BACK, _("back") };
	out[count++] = (struct key_hint){ ACTION_FIND, _("find") };
	if (browse->focus == FOCUS_PANES) {
		out[count++] = (struct key_hint){ ACTION_MARK, _("filter") };
		out[count++] = (struct key_hint){ ACTION_EXCLUDE, _("exclude") };
		out[count++] = (struct key_hint){ ACTION_NEXT_PANE, _("list") };
	} else if (browse->focus == FOCUS_LIST) {
		if (explorer_count(view->explorer) > 0)
			out[count++] = (struct key_hint){ ACTION_MARK, _("mark") };
		if (explorer_count(view->explorer) > 0 || list_has_way_out(view->explorer))
			out[count++] = (struct key_hint){ ACTION_OPEN,
				explorer_count(view->explorer) == 0  ? _("take it out")
					: view->explorer->pick.is_on ? _("choose")
								     : _("open") };
		else if (view->explorer->query.clause_count > 0)
			out[count++] = (struct key_hint){ ACTION_DROP_LAST, _("take it out") };
		out[count++] = (struct key_hint){ ACTION_SORT, _("sort") };
		out[count++] = (struct key_hint){ ACTION_NEXT_PANE, _("panes") };
	} else {
		out[count++] = (struct key_hint){ ACTION_OPEN, _("why believed") };
		out[count++] = (struct key_hint){ ACTION_BACK,
			browse->is_visit ? _("back") : _("list") };
		out[count++] = (struct key_hint){ ACTION_NEXT, _("next model") };
	}
	out[count++] = (struct key_hint){ ACTION_COMPARE, _("compare") };
	out[count++] = (struct key_hint){ ACTION_EXPORT, _("export") };
	out[count++] = (struct key_hint){ ACTION_PALETTE, _("everything") };
	out[count++] = view->explorer->pick.is_on ? (struct key_hint){ ACTION_BACK, _("cancel") }
						  : (struct key_hint){ ACTION_QUIT, _("quit") };
	if (browse->focus == FOCUS_LIST)
		out[count++] = (struct key_hint){ ACTION_MOVE_RIGHT, _("column") };
	return count;
}

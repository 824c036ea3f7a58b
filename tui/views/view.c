/* SPDX-License-Identifier: MIT */
#include "tui/views/view.h"

void view_free(struct view *view)
{
	if (view)
		view->ops->free(view);
}

struct outcome view_stay(struct view *view, enum action action)
{
	(void)view;
	(void)action;
	return STAY;
}

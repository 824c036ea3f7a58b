/* SPDX-License-Identifier: MIT */
#include "tui/views/view.h"

void view_free(struct view *view)
{
	if (view)
		view->ops->free(view);
}

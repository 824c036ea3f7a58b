/* SPDX-License-Identifier: MIT */
#include "tui/input/action.h"

#include "catalog/base/message.h"

static const struct action_row rows[] = {
#define ACTION(ID, name_, keys_, group_, title_) \
	[ACTION_##ID] = { .action = ACTION_##ID, \
		.name = name_, \
		.keys = keys_, \
		.title = title_, \
		.group = ACTION_GROUP_##group_ },
#include "tui/input/actions.def"
#undef ACTION
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == ACTION_COUNT, "one row per action");

const struct action_row *action_row(enum action action)
{
	return (unsigned)action < ACTION_COUNT && action != ACTION_NONE ? &rows[action] : NULL;
}

int action_find(struct text name)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (text_equal_string(name, rows[i].name))
			return i;
	return -1;
}

const char *action_group_title(enum action_group group)
{
	static const char *const titles[ACTION_GROUP_COUNT] = {
		[ACTION_GROUP_MOVING] = N_("Moving"),
		[ACTION_GROUP_VIEWS] = N_("Views"),
		[ACTION_GROUP_FINDING] = N_("Searching and filtering"),
		[ACTION_GROUP_MARKING] = N_("Marking and comparing"),
		[ACTION_GROUP_SHOWING] = N_("Showing, export and copy"),
	};
	return (unsigned)group < ACTION_GROUP_COUNT ? _(titles[group]) : "";
}

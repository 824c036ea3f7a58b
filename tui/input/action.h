/* SPDX-License-Identifier: MIT */
/* action.h - what a key means, by name. Layer: tui/input. Rows: actions.def. */
#ifndef TUI_INPUT_ACTION_H
#define TUI_INPUT_ACTION_H
#include "catalog/base/text.h"

enum action {
	ACTION_NONE,
#define ACTION(ID, name, keys, group, title) ACTION_##ID,
#include "tui/input/actions.def"
#undef ACTION
	ACTION_COUNT
};
enum action_group {
	ACTION_GROUP_MOVING,
	ACTION_GROUP_VIEWS,
	ACTION_GROUP_FINDING,
	ACTION_GROUP_MARKING,
	ACTION_GROUP_SHOWING,
	ACTION_GROUP_COUNT
};

struct action_row {
	enum action action;
	const char *name, *keys, *title;
	enum action_group group;
};
const struct action_row *action_row(enum action action); /* title not yet translated */
int action_find(struct text name);                       /* -1 if none */
const char *action_group_title(enum action_group group); /* translated */
#endif

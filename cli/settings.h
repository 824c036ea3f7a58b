/* SPDX-License-Identifier: MIT */
/* settings.h - what the settings file says, in the shape the explorer takes. Layer: cli. */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H
#include "cli/context.h"
#include "cli/themes.h"
#include "tui/input/keymap.h"

const char *settings_file(struct context *context); /* NULL: no home folder */
/* Into the context. A file that cannot be read is passed over: that is a warning of the config, */
void settings_load(struct context *context);
void settings_complain(const struct context *context); /* and a line on stderr */
/* The default keys with the person's over them. Unknown keys and actions, a key bound twice, an action left without a key: warnings of the config. */
void settings_keymap(struct context *context, struct keymap *keymap);
/* Query, columns and parameters as the catalog understands them: one that it does not holds no more, and is a warning of the config. */
void settings_check_queries(struct context *context);
/* A theme that is not there is a warning of the config. */
void settings_check_theme(struct context *context, const struct themes *themes);
bool settings_is_ascii(const struct context *context);
bool settings_has_mouse(const struct context *context);
bool settings_shows_cursor(const struct context *context);
bool settings_has_clipboard(const struct context *context);

struct settings_stamp {
	long long seconds, nanoseconds, size;
	unsigned long long inode;
};
/* Since the stamp was taken; takes it anew. A zeroed stamp is that of no file. */
bool settings_have_changed(struct context *context, struct settings_stamp *stamp);
#endif

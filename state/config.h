/* SPDX-License-Identifier: MIT */
/* config.h - settings: one table of options, a file of `name = value` lines, comments with #. Layer: state.
 * The default file documents itself and is printed from the same table (`llmatlas config --print`). A bad line is a warning with file, line and what was
 * expected; the rest holds. Keys are bound with `bind KEY ACTION`. */
#ifndef STATE_CONFIG_H
#define STATE_CONFIG_H
#include "catalog/base/arena.h"
#include "catalog/base/error.h"

struct strbuf;
enum config_option {
	CONFIG_THEME,
	CONFIG_BACKGROUND,
	CONFIG_LANGUAGE,
	CONFIG_SIGNS,
	CONFIG_MOUSE,
	CONFIG_CURSOR,
	CONFIG_QUERY,
	CONFIG_COLUMNS,
	CONFIG_PARAMETERS,
	CONFIG_KEYBOARD,
	CONFIG_CLIPBOARD,
	CONFIG_OPTION_COUNT
};
struct config_row {
	const char *name, *values, *fallback, *help;
}; /* values: "auto|unicode|ascii" or NULL: free text */
const struct config_row *config_row(enum config_option option);

struct config_binding {
	struct text key, action;
	int line;
};
struct config {
	struct text values[CONFIG_OPTION_COUNT];
	int lines[CONFIG_OPTION_COUNT]; /* where they stand; 0: nowhere */
	struct config_binding *bindings;
	size_t binding_count;
	struct text *warnings;
	size_t warning_count;
};
void config_default(struct config *config);
/* Missing file: defaults, no warning. Everything in the arena. */
enum result config_load(struct config *config, const char *path, struct arena *arena,
	struct error *err);
void config_parse(struct config *config, const char *file, struct text bytes, struct arena *arena);
/* Writes one setting into the file, in place of the line that had it or at the end; all else stays as it was. The folder is made. */
enum result config_keep(const char *path, enum config_option option, struct text value,
	struct error *err);
/* "FILE:LINE: sentence"; line 0: of the file as a whole; file NULL: the sentence names it. */
void config_warn(struct config *config, struct arena *arena, const char *file, int line,
	struct text sentence);
void config_print_default(struct strbuf *buf);
/* Settings as they hold, beside what holds without the file. config_table.c */
struct table;
struct table *table_settings(const struct config *config, struct arena *arena);
#endif

/* SPDX-License-Identifier: MIT */
/* explore_parts.h - the start of the explorer: how it looks, what it says first; private to cmd_explore.c and explore_*.c. Layer: cli. */
#ifndef CLI_EXPLORE_PARTS_H
#define CLI_EXPLORE_PARTS_H
#include "catalog/base/message.h"
#include "cli/explore.h"
#include "cli/themes.h"
#include "tui/screen/terminal.h"

/* explore_look.c. The first theme where the settings name one that is not there: they were told of. */
size_t explore_theme(struct context *context, const struct themes *themes);
/* A theme that was asked for by name is there, or the screen does not start. */
enum result explore_check_theme(struct context *context, const struct themes *themes);
bool explore_wants_color(const struct context *context);
/* The setting, else what the terminal says, else what the environment says. */
enum background explore_background(const struct context *context, const struct terminal *terminal);

/* explore_words.c */
void explore_complain_of_files(struct context *context, struct explorer *explorer);
void explore_complain_of_settings(struct context *context, struct explorer *explorer);
/* What changed on the shortlist since the last start that had it and the person's own catalog; else what the query hides. */
void explore_announce(struct context *context, struct explorer *explorer);
/* Where the first word is nearly a command: what it was taken for. Of a word that finds models only one that is a letter away,
 * and none that stands in a name as it was typed. */
struct text explore_command_meant(struct context *context, bool has_models);
/* In each language, as it can be changed on the screen. */
void explore_label_catalog(struct context *context, const char *labels[LANGUAGE_COUNT]);
#endif

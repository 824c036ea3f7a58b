/* SPDX-License-Identifier: MIT */
/* themes.h - the themes there are: those linked in, and the person's own, which add to them or stand in for them. Layer: cli. */
#ifndef CLI_THEMES_H
#define CLI_THEMES_H
#include "cli/context.h"
#include "tui/screen/theme.h"

enum { THEMES_MAX = 128 };
struct themes {
	struct theme_shelf shelf;
	struct text names[THEMES_MAX];
	const char *files[THEMES_MAX]; /* path, or NULL: linked in */
};
/* Looks into themes/ of the config folder; reads no theme yet. shelf.context is the themes. */
void themes_open(struct themes *themes, struct context *context);
int themes_find(const struct themes *themes, struct text name); /* -1 if there is none */
int themes_nearest(const struct themes *themes,
	struct text name); /* begins so or is spelled nearly so; -1: none */
#endif

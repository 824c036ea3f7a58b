/* SPDX-License-Identifier: MIT */
/* appearance.h - the theme and the language of the screen, as they change while the program runs. Layer: tui. */
#ifndef TUI_APPEARANCE_H
#define TUI_APPEARANCE_H
#include "tui/app.h"

struct appearance {
	const struct app_options *options; /* must outlive it */
	size_t theme;                      /* of the shelf: the one that is shown */
	struct theme looks;
	struct arena arena; /* of looks */
};
void appearance_init(struct appearance *appearance, const struct app_options *options);
void appearance_done(struct appearance *appearance);
/* What is wrong in a theme is said; what is right in it holds. */
void appearance_show(struct appearance *appearance, size_t theme);
void appearance_keep(struct appearance *appearance); /* in the settings */
/* Texts are looked up as they are drawn: the next paint speaks the other language. */
void appearance_next_language(struct appearance *appearance);
#endif

/* SPDX-License-Identifier: MIT */
/* app.h - the loop: prepare, draw, wait, act; the stack of views; the frame around them. Layer: tui.
 * Every turn reads all waiting keys, then paints once. Idle means blocked in terminal_wait without timeout. */
#ifndef TUI_APP_H
#define TUI_APP_H
#include "tui/explorer.h"
#include "tui/screen/terminal.h"
#include "tui/views/view.h"

/* What a changed settings file may change while the program runs; the keymap is changed in place. */
struct app_settings {
	size_t theme; /* SIZE_MAX: as it is */
	bool is_ascii, has_mouse, has_clipboard, shows_cursor;
};
struct app_options {
	struct explorer *explorer;
	struct terminal *terminal;
	struct keymap *keymap;
	const struct theme_shelf *themes;
	size_t theme;            /* to begin with */
	const char *config_path; /* where a theme that is kept is written; NULL: nowhere */
	enum background background;
	bool is_ascii;
	bool is_first_run; /* shows the five lines */
	/* Opens an address in the person's browser; false: there is none here. */
	bool (*open_link)(void *context, struct text url);
	void *link_context;
	struct guide_options guide;
	bool has_mouse, has_no_clipboard, shows_cursor;
	/* Asked once a turn; true: the settings have changed, and how. May be NULL. */
	bool (*reload)(void *context, struct app_settings *settings);
	void *reload_context;
	const char *catalog_labels[LANGUAGE_COUNT]; /* "built-in catalog · 2026-11-23" */
	struct text korean; /* the MO table that F2 turns on; empty: there is none */
};
struct app;
struct app *app_new(const struct app_options *options);
void app_free(struct app *app);
/* Until the person leaves; returns the signal that ended it, or 0. */
int app_run(struct app *app);
/* One turn for tests: handles the key and paints. False: left. */
bool app_step(struct app *app, struct key_event key);
void app_paint(struct app *app);
/* What the frame did not wait for, as long as no key does. */
void app_work_on(struct app *app);
/* While long work goes on: what it is and how far, on the key line of the frame that stands. */
void app_show_work(struct app *app, struct text what);
#endif

/* SPDX-License-Identifier: MIT */
/* app_parts.h - the insides of the program's loop; shared by app.c, app_views.c, app_actions.c and app_input.c. Layer: tui; private. */
#ifndef TUI_APP_PARTS_H
#define TUI_APP_PARTS_H
#include "tui/app.h"
#include "tui/appearance.h"
#include "tui/frame.h"

enum { DIALOG_MAX = 8 };

/* What the views know may be behind the keys by a move of the cursor, letters in a field, or more. */
enum lag { LAG_NONE, LAG_MOVED, LAG_TYPED, LAG_MORE };

struct app {
	struct app_options options;
	struct canvas canvas;
	struct view *tabs[TAB_COUNT]; /* made when first opened; NULL before */
	enum tab tab;
	enum tab
		home; /* where q and Esc lead from a tab: Browse, or the one that opened it to come back */
	struct view *dialogs[DIALOG_MAX]; /* over the tab, top last */
	size_t dialog_count;
	struct view *aside; /* the dialog that Esc in Browse leads back to; NULL: none */
	enum tab aside_tab; /* over which it stood */
	struct appearance appearance;
	int press_x, press_y; /* where the button went down; -1: nowhere */
	bool has_mouse;
	int signal;
	bool has_said_hangul;
	enum lag lag;
};

/* app_views.c: tabs, made when first opened, and dialogs over them. */
void app_tab_open(struct app *app, enum tab tab);
void app_dialog_push(struct app *app, struct view *view); /* owns the view from then on */
void app_dialog_pop(struct app *app);
struct view *app_top(const struct app *app); /* that keys go to */
void app_take_aside(struct app *app);        /* opens it again, as it was */
void app_go_home(struct app *app);           /* to the tab that this one was opened from */
/* What a view asks for; false: leave the program. */
bool app_take(struct app *app, const struct view *from, struct outcome outcome);
/* app_actions.c: false: leave the program. */
bool app_perform(struct app *app, enum action action);
void app_copy(struct app *app, struct text text);
void app_open_link(struct app *app, struct text url);
void app_open_export(struct app *app);
void app_set_mouse(struct app *app, bool is_on);
/* app_input.c: a key, a click, a new size; false: leave the program. */
bool app_handle(struct app *app, struct key_event key);
#endif

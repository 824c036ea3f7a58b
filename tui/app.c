/* SPDX-License-Identifier: MIT */
#include "tui/app.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/app_parts.h"

#include <stdlib.h>

enum { RESIZE_REST_MS = 20, RESIZE_ROUNDS = 5, KEEP_AFTER_MS = 300 };

struct app *app_new(const struct app_options *options)
{
	struct app *app = memory_get_zeroed(1, sizeof(*app));
	int width, height;

	app->options = *options;
	app->has_mouse = options->has_mouse;
	app->press_x = -1;
	canvas_init(&app->canvas);
	terminal_size(options->terminal, &width, &height);
	canvas_resize(&app->canvas, width, height);
	app->canvas.is_ascii = options->is_ascii;
	app->canvas.shows_cursor = options->shows_cursor;
	app_tab_open(app, TAB_BROWSE);
	appearance_init(&app->appearance, &app->options);
	options->explorer->is_welcome = options->is_first_run;
	if (options->explorer
			->has_error) /* of the command line: it stands where it can be mended */
		app_dialog_push(app, view_prompt_new(options->explorer, true));
	else if (options->is_first_run && !options->explorer->is_message_bad)
		explorer_say(options->explorer, "%s",
			width < 76
				? _("2 helps to choose, / finds, ? helps.")
				: _("Nothing is chosen yet: 2 helps to choose, / finds, Space marks, ? helps."));
	return app;
}

void app_free(struct app *app)
{
	while (app->dialog_count > 0)
		app_dialog_pop(app);
	view_free(app->aside);
	for (int i = 0; i < TAB_COUNT; i++)
		view_free(app->tabs[i]);
	canvas_done(&app->canvas);
	appearance_done(&app->appearance);
	free(app);
}

static void prepare_view(struct app *app, struct view *view)
{
	arena_reset(&view->frame);
	view->is_ascii = app->canvas.is_ascii;
	view->ops->prepare(view, frame_area(&app->canvas));
}

/* The keys below are those of the view on top, as it is prepared; a view may draw over them. */
static void draw_view(struct app *app, struct view *view)
{
	struct rect area = frame_area(&app->canvas);
	struct key_hint hints[KEY_LINE_MAX];

	prepare_view(app, view);
	if (view == app_top(app))
		frame_keys(&app->canvas, app->options.explorer, app->options.keymap, hints,
			view->ops->hints(view, hints));
	view->ops->draw(view, &app->canvas, area);
}

static bool is_too_small(const struct canvas *canvas)
{
	return canvas->width < FRAME_WIDTH_MIN || canvas->height < FRAME_HEIGHT_MIN;
}

/* What the frame would show, without showing it: a key that waits already means what it would mean then, so nothing is left half done. */
static void catch_up(struct app *app)
{
	struct explorer *explorer = app->options.explorer;
	const struct interrupt *interrupt = explorer->interrupt;

	app->lag = LAG_NONE;
	if (is_too_small(&app->canvas))
		return;
	explorer->interrupt = NULL;
	explorer_refresh(explorer);
	prepare_view(app, app->tabs[app->tab]);
	for (size_t i = 0; i < app->dialog_count; i++)
		prepare_view(app, app->dialogs[i]);
	explorer->interrupt = interrupt;
}

void app_paint(struct app *app)
{
	struct canvas *canvas = &app->canvas;

	app->lag = LAG_NONE;
	canvas_clear(canvas);
	if (is_too_small(canvas)) {
		frame_too_small(canvas);
		terminal_paint(app->options.terminal, canvas);
		return;
	}
	explorer_refresh(app->options.explorer);
	frame_title(canvas, app->tab, app->options.catalog_labels[message_language()]);
	struct view *shown = app->tabs[app->tab];
	frame_state_rule(canvas); /* first: the rules of the view join it */
	draw_view(app, shown);
	if (!shown->ops->state)
		frame_state(canvas, app->options.explorer, shown);
	else
		frame_state_text(canvas, app->options.explorer,
			shown->ops->state(shown, &shown->frame));
	for (size_t i = 0; i < app->dialog_count; i++) {
		canvas_step_back(canvas);
		draw_view(app, app->dialogs[i]);
	}
	terminal_paint(app->options.terminal, canvas);
}

bool app_step(struct app *app, struct key_event key)
{
	if (!app_handle(app, key))
		return false;
	app_paint(app);
	return true;
}

/* A window that is being dragged is painted when it rests, or every RESIZE_ROUNDS * RESIZE_REST_MS. */
static struct key_event rest_of_resize(struct app *app)
{
	struct key_event key = { .code = KEY_CODE_RESIZE };

	for (int round = 0; round < RESIZE_ROUNDS && key.code == KEY_CODE_RESIZE; round++) {
		app_handle(app, key);
		key = terminal_wait(app->options.terminal, RESIZE_REST_MS);
	}
	return key;
}

static void reload(struct app *app)
{
	struct app_settings settings = { .theme = SIZE_MAX };

	if (!app->options.reload || !app->options.reload(app->options.reload_context, &settings))
		return;
	app->canvas.is_ascii = settings.is_ascii;
	app->canvas.shows_cursor = settings.shows_cursor;
	app->options.has_no_clipboard = !settings.has_clipboard;
	if (settings.has_mouse != app->has_mouse)
		app_set_mouse(app, settings.has_mouse);
	if (settings.theme < app->options.themes->count && settings.theme != app->appearance.theme)
		appearance_show(&app->appearance, settings.theme);
}

/* What the frame did not wait for, as long as no key does: first the dialog's, then that of the tab below it. */
static void work_on(struct app *app)
{
	struct view *top = app_top(app), *tab = app->tabs[app->tab];

	while (!terminal_has_input(app->options.terminal) &&
		((top->ops->idle && top->ops->idle(top)) ||
			(tab != top && tab->ops->idle && tab->ops->idle(tab))))
		app_paint(app);
}

/* Marks and notes are written down when the hands rest: a disk may take longer than a key. */
static void keep(struct app *app)
{
	struct explorer *explorer = app->options.explorer;
	struct error err;

	if (explorer_keep(explorer, &err) == RESULT_OK)
		return;
	explorer_complain(explorer,
		_("Marks and notes are not kept, they last until you leave. %s"), err.message);
	app_paint(app);
}

static struct key_event next_key(struct app *app)
{
	for (;;) {
		bool wants_keeping = explorer_wants_keeping(app->options.explorer);
		struct key_event key = terminal_wait(app->options.terminal,
			wants_keeping ? KEEP_AFTER_MS : -1);
		if (key.code != KEY_CODE_NONE)
			return key;
		keep(app);
	}
}

static enum lag lag_by(const struct app *app, struct key_event key)
{
	enum action action = keymap_action(app->options.keymap, key);

	if (app_top(app)->ops->takes_text)
		return key.code == KEY_CODE_CHARACTER || key.code == KEY_CODE_BACKSPACE ? LAG_TYPED
											: LAG_MORE;
	bool is_wheel = key.code == KEY_CODE_WHEEL_UP || key.code == KEY_CODE_WHEEL_DOWN;
	return is_wheel || (action >= ACTION_UP && action <= ACTION_LAST) ? LAG_MOVED : LAG_MORE;
}

/* A key that came before the frame of those before it was painted. Cursor keys, and letters of a field, wait for nothing. */
static bool handle_early(struct app *app, struct key_event key)
{
	enum lag lag = lag_by(app, key);
	bool is_pressed = key.code != KEY_CODE_NONE && key.code < KEY_CODE_RESIZE;

	if (is_pressed && app->lag != LAG_NONE && (app->lag != lag || lag == LAG_MORE))
		catch_up(app);
	const struct view *top = app_top(app);
	bool stays = app_handle(app, key);
	app->lag = top == app_top(app) && app->lag <= lag ? lag : LAG_MORE;
	return stays;
}

int app_run(struct app *app)
{
	app_paint(app);
	for (;;) {
		work_on(app);
		struct key_event key = next_key(app);
		bool stays = handle_early(app,
			key.code == KEY_CODE_RESIZE ? rest_of_resize(app) : key);
		while (stays && terminal_has_input(app->options.terminal))
			stays = handle_early(app, terminal_wait(app->options.terminal, 0));
		if (!stays)
			return app->signal;
		reload(app);
		app_paint(app);
	}
}

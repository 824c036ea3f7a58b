/* SPDX-License-Identifier: MIT */
/* Where keys, clicks and sizes go. */
#include "tui/app_parts.h"

#include "catalog/base/message.h"

#include <signal.h>

/* Ctrl-Z and Ctrl-L speak to the terminal, whatever is typed there. */
static bool is_of_terminal(enum action action, struct key_event key)
{
	return (action == ACTION_SUSPEND || action == ACTION_REDRAW) && key.modifiers & KEY_CTRL;
}

static bool press(struct app *app, struct key_event key)
{
	struct view *view = app_top(app);
	enum action action = keymap_action(app->options.keymap, key);
	uint32_t latin[5];

	if (view->ops->key && !is_of_terminal(action, key)) {
		struct outcome outcome = view->ops->key(view, key);
		if (outcome.kind != OUTCOME_UNHANDLED)
			return app_take(app, view, outcome);
	}
	if (action != ACTION_NONE)
		return app_perform(app, action);
	size_t count = key.code == KEY_CODE_CHARACTER && app->options.keymap->maps_hangul
		? key_latin_of_hangul(key.point, latin)
		: 0;
	for (size_t i = 0; i < count; i++) {
		struct key_event one = key;
		one.point = latin[i];
		if (!press(app, one))
			return false;
	}
	if (count > 0 && !app->has_said_hangul) {
		app->has_said_hangul = true;
		explorer_say(app->options.explorer, "%s",
			_("Hangul input is on: letters act as the keys under them; Han/Yeong leaves it."));
	} else if (key.code == KEY_CODE_PASTE) {
		explorer_complain(app->options.explorer, "%s",
			_("There is no field here to paste into: / finds, : edits the query."));
	} else if (count == 0) {
		char name[32];
		key_print(key, name);
		explorer_complain(app->options.explorer,
			_("The key %s has no meaning here. ? shows the keys."), name);
	}
	return true;
}

/* On the key line: does what stands there. */
static bool click_key(struct app *app, int x)
{
	struct view *view = app_top(app);
	struct key_hint hints[KEY_LINE_MAX];
	size_t count = view->ops->hints(view, hints);
	enum action action = frame_key_at(&app->canvas, app->options.keymap, hints, count, x);

	return action == ACTION_NONE || app_perform(app, action);
}

static bool click(struct app *app, struct key_event key, bool shows_keys)
{
	struct view *view = app_top(app);

	app->press_x = key.x;
	app->press_y = key.y;
	if (key.y == app->canvas.height - 1 && shows_keys && !view->ops->takes_text)
		return click_key(app, key.x);
	if (key.y == 0 && app->dialog_count == 0) {
		int tab = frame_tab_at(&app->canvas, app->tab, key.x);
		if (tab >= 0)
			app_tab_open(app, (enum tab)tab);
		return true;
	}
	if (!view->ops->click)
		return true;
	return app_take(app, view, view->ops->click(view, key.x, key.y, frame_area(&app->canvas)));
}

static void release(struct app *app, struct key_event key)
{
	struct view *view = app_top(app);
	bool has_moved = app->press_x >= 0 && (app->press_x != key.x || app->press_y != key.y);

	if (has_moved && view->ops->drag)
		view->ops->drag(view, app->press_x, app->press_y, key.x, key.y);
	app->press_x = -1;
}

static bool wheel(struct app *app, struct key_event key)
{
	bool is_up = key.code == KEY_CODE_WHEEL_UP;
	struct view *view = app_top(app);

	if (!view->ops->wheel)
		return press(app,
			(struct key_event){ .code = is_up ? KEY_CODE_UP : KEY_CODE_DOWN });
	view->ops->wheel(view, key.x, key.y, is_up ? -1 : 1);
	return true;
}

bool app_handle(struct app *app, struct key_event key)
{
	int width, height;

	switch (key.code) {
	case KEY_CODE_NONE:
	case KEY_CODE_COUNT: return true;
	case KEY_CODE_END_OF_INPUT: app->signal = SIGHUP; return false;
	case KEY_CODE_SIGNAL: app->signal = (int)key.point; return false;
	case KEY_CODE_RESIZE:
	case KEY_CODE_RESUME:
		terminal_size(app->options.terminal, &width, &height);
		canvas_resize(&app->canvas, width, height);
		return true;
	case KEY_CODE_RELEASE: release(app, key); return true; /* no key: the message stays */
	default: break;
	}
	bool shows_keys = app->options.explorer->message.size == 0;
	strbuf_clear(&app->options.explorer->message);
	app->options.explorer->is_welcome = false;
	if (app->canvas.width < FRAME_WIDTH_MIN || app->canvas.height < FRAME_HEIGHT_MIN)
		return keymap_action(app->options.keymap, key) != ACTION_QUIT;
	switch (key.code) {
	case KEY_CODE_CLICK: return click(app, key, shows_keys);
	case KEY_CODE_WHEEL_UP:
	case KEY_CODE_WHEEL_DOWN: return wheel(app, key);
	default: return press(app, key);
	}
}

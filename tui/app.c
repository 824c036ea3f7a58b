/* SPDX-License-Identifier: MIT */
#include "tui/app.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "tui/appearance.h"
#include "tui/frame.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { DIALOG_MAX = 8, RESIZE_REST_MS = 20, RESIZE_ROUNDS = 5 };

struct app {
	struct app_options options;
	struct canvas canvas;
	struct view *tabs[TAB_COUNT]; /* made when first opened; NULL before */
	enum tab tab;
	struct view *dialogs[DIALOG_MAX]; /* over the tab, top last */
	size_t dialog_count;
	struct appearance appearance;
	int press_x, press_y; /* where the button went down; -1: nowhere */
	bool has_mouse;
	int signal;
	bool has_said_hangul;
};

static struct view *tab_new(struct app *app, enum tab tab)
{
	switch (tab) {
	case TAB_BROWSE: return view_browse_new(app->options.explorer);
	case TAB_CHOOSE: return view_guide_new(app->options.explorer, &app->options.guide);
	case TAB_COMPARE: return view_compare_new(app->options.explorer);
	case TAB_PLOT: return view_plot_new(app->options.explorer);
	default: return view_learn_new(app->options.explorer);
	}
}

static void tab_open(struct app *app, enum tab tab)
{
	if (!app->tabs[tab]) {
		app->tabs[tab] = tab_new(app, tab);
		app->tabs[tab]->keymap = app->options.keymap;
	}
	app->tab = tab;
}

static void dialog_pop(struct app *app)
{
	if (app->dialog_count > 0)
		view_free(app->dialogs[--app->dialog_count]);
}

static void dialog_push(struct app *app, struct view *view)
{
	if (app->dialog_count == DIALOG_MAX)
		dialog_pop(app);
	view->keymap = app->options.keymap;
	app->dialogs[app->dialog_count++] = view;
}

static struct view *top(const struct app *app)
{
	return app->dialog_count > 0 ? app->dialogs[app->dialog_count - 1] : app->tabs[app->tab];
}

static void theme_take(struct app *app, size_t index, enum action action)
{
	if (action == ACTION_OPEN || action == ACTION_BACK)
		dialog_pop(app);
	if (index != app->appearance.theme)
		appearance_show(&app->appearance, index);
	if (action == ACTION_OPEN)
		appearance_keep(&app->appearance);
}

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
	tab_open(app, TAB_BROWSE);
	appearance_init(&app->appearance, &app->options);
	options->explorer->is_welcome = options->is_first_run;
	if (options->is_first_run)
		explorer_say(options->explorer, "%s",
			_("Nothing is chosen yet: 2 helps to choose, / finds, Space marks, ? helps."));
	return app;
}

void app_free(struct app *app)
{
	while (app->dialog_count > 0)
		dialog_pop(app);
	for (int i = 0; i < TAB_COUNT; i++)
		view_free(app->tabs[i]);
	canvas_done(&app->canvas);
	appearance_done(&app->appearance);
	free(app);
}

static void draw_view(struct app *app, struct view *view)
{
	struct rect area = frame_area(&app->canvas);

	arena_reset(&view->frame);
	view->ops->prepare(view, area);
	view->ops->draw(view, &app->canvas, area);
}

void app_paint(struct app *app)
{
	struct canvas *canvas = &app->canvas;
	struct key_hint hints[KEY_LINE_MAX];

	canvas_clear(canvas);
	if (canvas->width < FRAME_WIDTH_MIN || canvas->height < FRAME_HEIGHT_MIN) {
		frame_too_small(canvas);
		terminal_paint(app->options.terminal, canvas);
		return;
	}
	explorer_refresh(app->options.explorer);
	frame_title(canvas, app->tab, app->options.catalog_labels[message_language()]);
	struct view *shown = app->tabs[app->tab];
	if (!shown->ops->state)
		frame_state(canvas, app->options.explorer);
	else
		frame_state_rule(canvas); /* first: the rules of the view join it */
	draw_view(app, shown);
	if (shown->ops->state)
		frame_state_text(canvas, app->options.explorer,
			shown->ops->state(shown, &shown->frame));
	size_t count = top(app)->ops->hints(top(app), hints);
	frame_keys(canvas, app->options.explorer, app->options.keymap, hints, count);
	for (size_t i = 0; i < app->dialog_count; i++) {
		canvas->is_cursor_visible = false;
		draw_view(app, app->dialogs[i]);
	}
	terminal_paint(app->options.terminal, canvas);
}

static void copy(struct app *app, struct text text)
{
	struct explorer *explorer = app->options.explorer;

	if (text.size == 0)
		explorer_complain(explorer, "%s", _("There is nothing here to copy."));
	else if (app->options.has_no_clipboard)
		explorer_complain(explorer, "%s",
			_("Copying is off in the settings (clipboard = off). e exports to a file."));
	else if (terminal_copy(app->options.terminal, text))
		explorer_say(explorer, _("Sent to the clipboard: %.*s"),
			text.size > 60 ? 60 : (int)text.size, text.bytes);
	else
		explorer_complain(explorer, "%s",
			_("The terminal takes no clipboard text, or it is too long. Use e to export to a file."));
}

static void open_link(struct app *app, struct text url)
{
	struct explorer *explorer = app->options.explorer;

	if (url.size == 0)
		explorer_complain(explorer, "%s", _("There is no link here."));
	else if (app->options.open_link && app->options.open_link(app->options.link_context, url))
		explorer_say(explorer, _("Opened: %.*s"), TEXT_ARGS(url));
	else
		explorer_complain(explorer, "%s",
			_("There is no browser on this side; y copies the link to yours."));
}

static bool has_rows(struct view *view)
{
	struct arena arena;

	arena_init(&arena);
	const struct table *table = view->ops->table(view, &arena);
	bool has = table && table->row_count > 0;
	arena_done(&arena);
	return has;
}

static void open_export(struct app *app)
{
	struct view *of = top(app);

	if (!of->ops->table)
		of = app->tabs[app->tab];
	if (of->ops->table && has_rows(of))
		dialog_push(app, view_export_new(app->options.explorer, of->ops->table, of));
	else if (of->ops->table)
		explorer_complain(app->options.explorer, "%s",
			_("There is nothing in this table yet to export."));
	else
		explorer_complain(app->options.explorer, "%s",
			_("There is no table on this screen to export."));
}

/* Of the view on top that has a table. */
static void copy_command(struct app *app)
{
	struct view *of = top(app);
	struct arena arena;

	if (!of->ops->table)
		of = app->tabs[app->tab];
	arena_init(&arena);
	struct table *table = of->ops->table ? of->ops->table(of, &arena) : NULL;
	copy(app, table ? table->command : TEXT_NONE);
	arena_done(&arena);
}

static bool perform(struct app *app, enum action action);

/* False: leave the program. */
static bool take(struct app *app, struct view *from, struct outcome outcome)
{
	struct explorer *explorer = app->options.explorer;

	switch (outcome.kind) {
	case OUTCOME_STAY:
	case OUTCOME_UNHANDLED: break;
	case OUTCOME_POP:
		if (app->dialog_count > 0)
			dialog_pop(app);
		else
			tab_open(app, TAB_BROWSE);
		break;
	case OUTCOME_QUIT: return false;
	case OUTCOME_TAB:
		while (app->dialog_count > 0)
			dialog_pop(app);
		tab_open(app, outcome.tab);
		break;
	case OUTCOME_EVIDENCE:
		dialog_push(app,
			view_evidence_new(explorer, outcome.row, outcome.field, outcome.text));
		break;
	case OUTCOME_COST: dialog_push(app, view_cost_new(explorer, outcome.row)); break;
	case OUTCOME_FIT: dialog_push(app, view_fit_new(explorer, outcome.row)); break;
	case OUTCOME_MODEL:
		explorer->wanted_row = outcome.row;
		if (!query_run_is_certain(explorer->run, outcome.row))
			explorer_say(explorer, _("%.*s is outside the query; z shows all models."),
				TEXT_ARGS(store_title(explorer->store, outcome.row)));
		return take(app, NULL, (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE });
	case OUTCOME_NOTE: dialog_push(app, view_note_new(explorer, outcome.row)); break;
	case OUTCOME_EXPORT: open_export(app); break;
	case OUTCOME_HELP:
		dialog_push(app, view_help_new(explorer, app->options.keymap, outcome, top(app)));
		break;
	case OUTCOME_VALUES: dialog_push(app, view_values_new(explorer, outcome.field)); break;
	case OUTCOME_CHANGES: dialog_push(app, view_changes_new(explorer)); break;
	case OUTCOME_SOURCES: dialog_push(app, view_sources_new(explorer)); break;
	case OUTCOME_FIND: dialog_push(app, view_prompt_new(explorer, false)); break;
	case OUTCOME_QUERY: dialog_push(app, view_prompt_new(explorer, true)); break;
	case OUTCOME_PALETTE:
		dialog_push(app, view_palette_new(explorer, app->options.keymap));
		break;
	case OUTCOME_ACTION:
		if (from == top(app) && app->dialog_count > 0)
			dialog_pop(app);
		return perform(app, outcome.action);
	case OUTCOME_THEME: theme_take(app, outcome.row, outcome.action); break;
	case OUTCOME_COPY:
		copy(app, outcome.text);
		if (outcome.is_last)
			dialog_pop(app);
		break;
	case OUTCOME_ADD: dialog_push(app, view_compare_add_new(explorer)); break;
	case OUTCOME_LINK: open_link(app, outcome.text); break;
	}
	return true;
}

static void undo(struct explorer *explorer, bool is_redo)
{
	bool done = is_redo ? explorer_redo(explorer) : explorer_undo(explorer);

	if (!done)
		explorer_complain(explorer, "%s",
			is_redo ? _("Nothing to do again.") : _("Nothing to undo."));
}

static void set_mouse(struct app *app, bool is_on)
{
	app->has_mouse = is_on;
	terminal_set_mouse(app->options.terminal, is_on);
}

/* Actions that mean the same in every view. False in *known: none of them. */
static bool perform_common(struct app *app, enum action action, bool *known)
{
	struct explorer *explorer = app->options.explorer;

	*known = true;
	switch (action) {
	case ACTION_BROWSE:
		return take(app, NULL, (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_BROWSE });
	case ACTION_CHOOSE:
	case ACTION_GUIDE:
		return take(app, NULL, (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_CHOOSE });
	case ACTION_COMPARE:
		return take(app, NULL, (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_COMPARE });
	case ACTION_PLOT:
		return take(app, NULL, (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_PLOT });
	case ACTION_LEARN:
		return take(app, NULL, (struct outcome){ .kind = OUTCOME_TAB, .tab = TAB_LEARN });
	case ACTION_COST:
		return take(app, NULL, (struct outcome){ .kind = OUTCOME_COST, .row = UINT32_MAX });
	case ACTION_FIT:
		return take(app, NULL, (struct outcome){ .kind = OUTCOME_FIT, .row = UINT32_MAX });
	case ACTION_HELP: return take(app, NULL, (struct outcome){ .kind = OUTCOME_HELP });
	case ACTION_PALETTE: return take(app, NULL, (struct outcome){ .kind = OUTCOME_PALETTE });
	case ACTION_FIND: return take(app, NULL, (struct outcome){ .kind = OUTCOME_FIND });
	case ACTION_QUERY: return take(app, NULL, (struct outcome){ .kind = OUTCOME_QUERY });
	case ACTION_EXPORT: open_export(app); return true;
	case ACTION_CHANGES: return take(app, NULL, (struct outcome){ .kind = OUTCOME_CHANGES });
	case ACTION_SOURCES: return take(app, NULL, (struct outcome){ .kind = OUTCOME_SOURCES });
	case ACTION_COPY_COMMAND: copy_command(app); return true;
	case ACTION_COLUMNS: /* of the list */
		*known = app->tab == TAB_BROWSE;
		if (*known)
			dialog_push(app, view_columns_new(explorer));
		return true;
	case ACTION_SAVED: dialog_push(app, view_saved_new(explorer)); return true;
	case ACTION_UNDO: undo(explorer, false); return true;
	case ACTION_REDO: undo(explorer, true); return true;
	case ACTION_THEME:
		dialog_push(app,
			view_themes_new(explorer, app->options.themes, app->appearance.theme));
		return true;
	case ACTION_LANGUAGE: appearance_next_language(&app->appearance); return true;
	case ACTION_MOUSE:
		set_mouse(app, !app->has_mouse);
		explorer_say(explorer, "%s",
			app->has_mouse
				? _("The mouse is on: click, wheel, drag a border; Shift-drag selects text.")
				: _("The mouse is off: dragging selects text."));
		return true;
	case ACTION_REDRAW: terminal_repaint(app->options.terminal); return true;
	case ACTION_SUSPEND: terminal_suspend(app->options.terminal); return true;
	case ACTION_BACK:
	case ACTION_QUIT:
		if (app->dialog_count > 0)
			dialog_pop(app);
		else if (app->tab != TAB_BROWSE)
			tab_open(app, TAB_BROWSE);
		else if (action == ACTION_QUIT)
			return false;
		return true;
	default: *known = false; return true;
	}
}

static bool perform(struct app *app, enum action action)
{
	struct view *view = top(app);
	struct outcome outcome = view->ops->act(view, action);
	bool known;

	if (outcome.kind != OUTCOME_UNHANDLED)
		return take(app, view, outcome);
	bool stays = perform_common(app, action, &known);
	if (!known)
		explorer_complain(app->options.explorer,
			_("'%s' has nothing to do here. ? shows what can be done."),
			_(action_row(action)->title));
	return stays;
}

static bool press(struct app *app, struct key_event key)
{
	struct view *view = top(app);
	uint32_t latin[5];

	if (view->ops->key) {
		struct outcome outcome = view->ops->key(view, key);
		if (outcome.kind != OUTCOME_UNHANDLED)
			return take(app, view, outcome);
	}
	enum action action = keymap_action(app->options.keymap, key);
	if (action != ACTION_NONE)
		return perform(app, action);
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
			_("Hangul input is on: letters act as the keys under them. If keys come late, press Han/Yeong."));
	} else if (count == 0 && key.code == KEY_CODE_CHARACTER) {
		char name[32];
		key_print(key, name);
		explorer_complain(app->options.explorer,
			_("The key %s has no meaning here. ? shows the keys."), name);
	}
	return true;
}

static bool click(struct app *app, struct key_event key)
{
	struct view *view = top(app);

	app->press_x = key.x;
	app->press_y = key.y;
	if (key.y == 0 && app->dialog_count == 0) {
		int tab = frame_tab_at(&app->canvas, app->tab, key.x);
		if (tab >= 0)
			tab_open(app, (enum tab)tab);
		return true;
	}
	if (!view->ops->click)
		return true;
	return take(app, view, view->ops->click(view, key.x, key.y, frame_area(&app->canvas)));
}

static void release(struct app *app, struct key_event key)
{
	struct view *view = top(app);
	bool has_moved = app->press_x >= 0 && (app->press_x != key.x || app->press_y != key.y);

	if (has_moved && view->ops->drag)
		view->ops->drag(view, app->press_x, app->press_y, key.x, key.y);
	app->press_x = -1;
}

static bool wheel(struct app *app, struct key_event key)
{
	bool is_up = key.code == KEY_CODE_WHEEL_UP;
	struct view *view = top(app);

	if (!view->ops->wheel)
		return press(app,
			(struct key_event){ .code = is_up ? KEY_CODE_UP : KEY_CODE_DOWN });
	view->ops->wheel(view, key.x, key.y, is_up ? -1 : 1);
	return true;
}

static bool handle(struct app *app, struct key_event key)
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
	strbuf_clear(&app->options.explorer->message);
	app->options.explorer->is_welcome = false;
	if (app->canvas.width < FRAME_WIDTH_MIN || app->canvas.height < FRAME_HEIGHT_MIN)
		return keymap_action(app->options.keymap, key) != ACTION_QUIT;
	switch (key.code) {
	case KEY_CODE_CLICK: return click(app, key);
	case KEY_CODE_WHEEL_UP:
	case KEY_CODE_WHEEL_DOWN: return wheel(app, key);
	default: return press(app, key);
	}
}

bool app_step(struct app *app, struct key_event key)
{
	if (!handle(app, key))
		return false;
	app_paint(app);
	return true;
}

/* A window that is being dragged is painted when it rests, or every RESIZE_ROUNDS * RESIZE_REST_MS. */
static struct key_event rest_of_resize(struct app *app)
{
	struct key_event key = { .code = KEY_CODE_RESIZE };

	for (int round = 0; round < RESIZE_ROUNDS && key.code == KEY_CODE_RESIZE; round++) {
		handle(app, key);
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
		set_mouse(app, settings.has_mouse);
	if (settings.theme < app->options.themes->count && settings.theme != app->appearance.theme)
		appearance_show(&app->appearance, settings.theme);
}

/* What the frame did not wait for, as long as no key does. */
static void work_on(struct app *app)
{
	struct view *shown = app->tabs[app->tab];

	while (shown->ops->idle && !terminal_has_input(app->options.terminal) &&
		shown->ops->idle(shown))
		app_paint(app);
}

int app_run(struct app *app)
{
	app_paint(app);
	for (;;) {
		work_on(app);
		struct key_event key = terminal_wait(app->options.terminal, -1);
		bool stays = handle(app, key.code == KEY_CODE_RESIZE ? rest_of_resize(app) : key);
		while (stays && terminal_has_input(app->options.terminal))
			stays = handle(app, terminal_wait(app->options.terminal, 0));
		if (!stays)
			return app->signal;
		reload(app);
		app_paint(app);
	}
}

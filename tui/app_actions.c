/* SPDX-License-Identifier: MIT */
/* The actions that mean the same in every view. */
#include "tui/app_parts.h"

#include "catalog/base/message.h"
#include "catalog/tables/export.h"

#include <string.h>

/* A line is named, of a table how long it is. */
static void say_copied(struct explorer *explorer, struct text text)
{
	size_t lines = 1;

	for (size_t i = 0; i + 1 < text.size; i++)
		lines += text.bytes[i] == '\n';
	if (lines > 1)
		explorer_say(explorer,
			P_("Sent to the clipboard: %zu line", "Sent to the clipboard: %zu lines",
				lines),
			lines);
	else
		explorer_say(explorer, _("Sent to the clipboard: %.*s"),
			TEXT_ARGS(text_trim(text)));
}

void app_copy(struct app *app, struct text text)
{
	struct explorer *explorer = app->options.explorer;

	if (text.size == 0)
		explorer_complain(explorer, "%s", _("There is nothing here to copy."));
	else if (app->options.has_no_clipboard)
		explorer_complain(explorer, "%s",
			_("Copying is off in the settings (clipboard = off). e exports to a file."));
	else if (terminal_copy(app->options.terminal, text))
		say_copied(explorer, text);
	else
		explorer_complain(explorer, "%s",
			_("The terminal takes no clipboard text, or it is too long. e exports to a file."));
}

void app_open_link(struct app *app, struct text url)
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

void app_open_export(struct app *app)
{
	struct view *of = app_top(app);

	if (!of->ops->table)
		of = app->tabs[app->tab];
	if (of->ops->table && has_rows(of))
		app_dialog_push(app, view_export_new(app->options.explorer, of->ops->table, of));
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
	struct view *of = app_top(app);
	struct arena arena;

	if (!of->ops->table)
		of = app->tabs[app->tab];
	arena_init(&arena);
	struct table *table = of->ops->table ? of->ops->table(of, &arena) : NULL;
	app_copy(app,
		table ? export_command_on(table->command, app->options.explorer->catalog, &arena)
		      : TEXT_NONE);
	arena_done(&arena);
}

static void undo(struct explorer *explorer, bool is_redo)
{
	bool done = is_redo ? explorer_redo(explorer) : explorer_undo(explorer);

	if (!done)
		explorer_complain(explorer, "%s",
			is_redo ? _("Nothing to do again.") : _("Nothing to undo."));
}

void app_set_mouse(struct app *app, bool is_on)
{
	app->has_mouse = is_on;
	terminal_set_mouse(app->options.terminal, is_on);
}

/* Actions that only open something, and what. */
static const struct {
	enum action action;
	struct outcome opens;
} openers[] = {
	{ ACTION_BROWSE, { .kind = OUTCOME_TAB, .tab = TAB_BROWSE } },
	{ ACTION_CHOOSE, { .kind = OUTCOME_TAB, .tab = TAB_CHOOSE } },
	{ ACTION_GUIDE, { .kind = OUTCOME_TAB, .tab = TAB_CHOOSE } },
	{ ACTION_COMPARE, { .kind = OUTCOME_TAB, .tab = TAB_COMPARE } },
	{ ACTION_PLOT, { .kind = OUTCOME_TAB, .tab = TAB_PLOT } },
	{ ACTION_LEARN, { .kind = OUTCOME_TAB, .tab = TAB_LEARN } },
	{ ACTION_COST, { .kind = OUTCOME_COST, .row = UINT32_MAX } },
	{ ACTION_FIT, { .kind = OUTCOME_FIT, .row = UINT32_MAX } },
	{ ACTION_HELP, { .kind = OUTCOME_HELP } },
	{ ACTION_PALETTE, { .kind = OUTCOME_PALETTE } },
	{ ACTION_FIND, { .kind = OUTCOME_FIND } },
	{ ACTION_QUERY, { .kind = OUTCOME_QUERY } },
	{ ACTION_CHANGES, { .kind = OUTCOME_CHANGES } },
	{ ACTION_SOURCES, { .kind = OUTCOME_SOURCES } },
};

/* Out of what is open, to Browse, out of the program: a step each time. Nothing is open behind Esc in Browse; who picks goes back to the
 * query that the pick began with, then leaves it. False: leave the program. */
static bool go_back(struct app *app, bool is_quit)
{
	struct explorer *explorer = app->options.explorer;

	if (app->dialog_count > 0)
		app_dialog_pop(app);
	else if (app->aside && !is_quit)
		app_take_aside(app);
	else if (app->tab != TAB_BROWSE || (app->home != TAB_BROWSE && !is_quit))
		app_go_home(app); /* Browse too leads back to where it was opened from */
	else if (is_quit)
		return false;
	else if (explorer->pick.is_on)
		return explorer_start_over(explorer);
	else
		explorer_say(explorer, "%s",
			explorer->undo.count > 0
				? _("Nothing is open here; u takes the last change back, q quits.")
				: _("Nothing is open here to go back from; q quits."));
	return true;
}

/* Actions that mean the same in every view. False in *known: none of them. */
static bool perform_common(struct app *app, enum action action, bool *known)
{
	struct explorer *explorer = app->options.explorer;

	*known = true;
	for (size_t i = 0; i < sizeof(openers) / sizeof(openers[0]); i++) {
		if (openers[i].action != action)
			continue;
		if (app->dialog_count == 0 && openers[i].opens.kind == OUTCOME_TAB &&
			openers[i].opens.tab == app->tab)
			explorer_say(explorer, _("This is %s already."),
				_(app->tabs[app->tab]->ops->title));
		if (action == ACTION_FIND ||
			action == ACTION_QUERY) /* of the list, not of a dialog before it */
			while (app->dialog_count > 0)
				app_dialog_pop(app);
		return app_take(app, NULL, openers[i].opens);
	}
	switch (action) {
	case ACTION_EXPORT: app_open_export(app); return true;
	case ACTION_COPY_COMMAND: copy_command(app); return true;
	case ACTION_COLUMNS: /* of the list */
		*known = app->tab == TAB_BROWSE;
		if (*known)
			app_dialog_push(app, view_columns_new(explorer));
		return true;
	case ACTION_SAVED: app_dialog_push(app, view_saved_new(explorer)); return true;
	case ACTION_UNDO: undo(explorer, false); return true;
	case ACTION_REDO: undo(explorer, true); return true;
	case ACTION_THEME:
		app_dialog_push(app,
			view_themes_new(explorer, app->options.themes, app->appearance.theme));
		return true;
	case ACTION_LANGUAGE: appearance_next_language(&app->appearance); return true;
	case ACTION_MOUSE:
		app_set_mouse(app, !app->has_mouse);
		explorer_say(explorer, "%s",
			app->has_mouse
				? _("The mouse is on: click, wheel, drag a border; Shift-drag selects text.")
				: _("The mouse is off: dragging selects text."));
		return true;
	case ACTION_REDRAW: terminal_repaint(app->options.terminal); return true;
	case ACTION_SUSPEND: terminal_suspend(app->options.terminal); return true;
	case ACTION_BACK:
	case ACTION_QUIT: return go_back(app, action == ACTION_QUIT);
	default: *known = false; return true;
	}
}

/* By its key, which is what the person knows, and what it would do elsewhere. */
static void complain_of(struct app *app, enum action action)
{
	char key[32];

	keymap_key(app->options.keymap, action, key);
	if (key[0] != '\0')
		explorer_complain(app->options.explorer,
			_("%s (%s) has nothing to do here; ? helps."), key,
			_(action_row(action)->title));
	else
		explorer_complain(app->options.explorer,
			_("'%s' has nothing to do here. ? shows what can be done."),
			_(action_row(action)->title));
}

bool app_perform(struct app *app, enum action action)
{
	struct view *view = app_top(app);
	bool is_of_terminal = action == ACTION_SUSPEND || action == ACTION_REDRAW;
	struct outcome outcome = is_of_terminal ? UNHANDLED : view->ops->act(view, action);
	bool known;

	if (outcome.kind != OUTCOME_UNHANDLED)
		return app_take(app, view, outcome);
	bool stays = perform_common(app, action, &known);
	if (!known)
		complain_of(app, action);
	return stays;
}

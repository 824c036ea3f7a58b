/* SPDX-License-Identifier: MIT */
/* Tabs and dialogs, and what they ask of the program. */
#include "tui/app_parts.h"

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

void app_tab_open(struct app *app, enum tab tab)
{
	if (!app->tabs[tab]) {
		app->tabs[tab] = tab_new(app, tab);
		app->tabs[tab]->keymap = app->options.keymap;
	}
	view_free(app->aside);
	app->aside = NULL;
	app->home = TAB_BROWSE;
	app->tab = tab;
	app->options.explorer->leads_back = false;
}

void app_dialog_pop(struct app *app)
{
	if (app->dialog_count > 0)
		view_free(app->dialogs[--app->dialog_count]);
}

void app_dialog_push(struct app *app, struct view *view)
{
	if (app->dialog_count == DIALOG_MAX)
		app_dialog_pop(app);
	view->keymap = app->options.keymap;
	app->dialogs[app->dialog_count++] = view;
}

void app_take_aside(struct app *app)
{
	struct view *aside = app->aside;

	app->aside = NULL;
	app->tab = app->aside_tab;
	app->options.explorer->leads_back = false;
	explorer_return_text(app->options.explorer);
	app_dialog_push(app, aside);
}

void app_go_home(struct app *app)
{
	explorer_return_text(app->options.explorer);
	app_tab_open(app, app->home);
}

struct view *app_top(const struct app *app)
{
	return app->dialog_count > 0 ? app->dialogs[app->dialog_count - 1] : app->tabs[app->tab];
}

static void theme_take(struct app *app, size_t index, enum action action)
{
	if (action == ACTION_OPEN || action == ACTION_BACK)
		app_dialog_pop(app);
	if (index != app->appearance.theme)
		appearance_show(&app->appearance, index);
	if (action == ACTION_OPEN)
		appearance_keep(&app->appearance);
}

static void tab_take(struct app *app, struct outcome outcome)
{
	enum tab from = app->tab;
	struct view *aside = NULL;

	if (outcome.comes_back && app->dialog_count > 0)
		aside = app->dialogs[--app->dialog_count];
	while (app->dialog_count > 0)
		app_dialog_pop(app);
	if (!outcome.comes_back && from == TAB_COMPARE) /* what was lent to it alone */
		explorer_return_text(app->options.explorer);
	else if (!outcome.comes_back)
		explorer_keep_text(app->options.explorer);
	app_tab_open(app, outcome.tab);
	if (outcome.comes_back && !aside)
		app->home = from;
	app->aside = aside;
	app->aside_tab = from;
	app->options.explorer->leads_back = outcome.comes_back && (aside || from != TAB_BROWSE);
}

/* Its details, and from there back to the view that it was found in. */
static void show_model(struct app *app, uint32_t row)
{
	struct explorer *explorer = app->options.explorer;

	explorer->wanted_row = row;
	if (!query_run_is_certain(explorer->run, row))
		explorer_say(explorer, _("%.*s is outside the query; z shows all models."),
			TEXT_ARGS(store_title(explorer->store, row)));
	while (app->dialog_count > 0)
		app_dialog_pop(app);
	tab_take(app,
		(struct outcome){ .kind = OUTCOME_TAB,
			.tab = TAB_BROWSE,
			.comes_back = app->tab != TAB_BROWSE });
}

/* What an outcome opens over the tab; NULL: no dialog. */
static struct view *dialog_for(const struct app *app, struct outcome outcome)
{
	struct explorer *explorer = app->options.explorer;
	const struct keymap *keymap = app->options.keymap;

	switch (outcome.kind) {
	case OUTCOME_EVIDENCE:
		return view_evidence_new(explorer, outcome.row, outcome.field, outcome.text);
	case OUTCOME_COST: return view_cost_new(explorer, outcome.row);
	case OUTCOME_FIT: return view_fit_new(explorer, outcome.row);
	case OUTCOME_HELP: return view_help_new(explorer, keymap, outcome, app_top(app));
	case OUTCOME_VALUES: return view_values_new(explorer, outcome.field);
	case OUTCOME_CHANGES: return view_changes_new(explorer);
	case OUTCOME_SOURCES: return view_sources_new(explorer);
	case OUTCOME_FIND: return view_prompt_new(explorer, false);
	case OUTCOME_QUERY: return view_prompt_new(explorer, true);
	case OUTCOME_PALETTE: return view_palette_new(explorer, keymap);
	case OUTCOME_ADD: return view_compare_add_new(explorer);
	default: return NULL;
	}
}

static void note_take(struct app *app, uint32_t row)
{
	struct explorer *explorer = app->options.explorer;

	if (explorer->pick.is_on)
		explorer_complain(explorer, "%s",
			_("Notes are kept with the marks of the explorer; a pick keeps none."));
	else
		app_dialog_push(app, view_note_new(explorer, row));
}

bool app_take(struct app *app, const struct view *from, struct outcome outcome)
{
	struct view *dialog = dialog_for(app, outcome);

	if (dialog)
		app_dialog_push(app, dialog);
	switch (outcome.kind) {
	case OUTCOME_POP:
		if (app->dialog_count > 0)
			app_dialog_pop(app);
		else
			app_go_home(app);
		return true;
	case OUTCOME_QUIT: return false;
	case OUTCOME_TAB: tab_take(app, outcome); return true;
	case OUTCOME_MODEL: show_model(app, outcome.row); return true;
	case OUTCOME_NOTE: note_take(app, outcome.row); return true;
	case OUTCOME_EXPORT: app_open_export(app); return true;
	case OUTCOME_ACTION:
		if (from == app_top(app) && app->dialog_count > 0)
			app_dialog_pop(app);
		return app_perform(app, outcome.action);
	case OUTCOME_THEME: theme_take(app, outcome.row, outcome.action); return true;
	case OUTCOME_COPY:
		app_copy(app, outcome.text);
		if (outcome.is_last)
			app_dialog_pop(app);
		return true;
	case OUTCOME_LINK: app_open_link(app, outcome.text); return true;
	case OUTCOME_STAY:
	case OUTCOME_UNHANDLED:
	case OUTCOME_EVIDENCE: /* from here on: the dialog is open */
	case OUTCOME_COST:
	case OUTCOME_FIT:
	case OUTCOME_HELP:
	case OUTCOME_VALUES:
	case OUTCOME_CHANGES:
	case OUTCOME_SOURCES:
	case OUTCOME_FIND:
	case OUTCOME_QUERY:
	case OUTCOME_PALETTE:
	case OUTCOME_ADD: break;
	}
	return true;
}

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
	if (!outcome.comes_back)
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

/* False: leave the program. */
bool app_take(struct app *app, struct view *from, struct outcome outcome)
{
	struct explorer *explorer = app->options.explorer;

	switch (outcome.kind) {
	case OUTCOME_STAY:
	case OUTCOME_UNHANDLED: break;
	case OUTCOME_POP:
		if (app->dialog_count > 0)
			app_dialog_pop(app);
		else
			app_go_home(app);
		break;
	case OUTCOME_QUIT: return false;
	case OUTCOME_TAB: tab_take(app, outcome); break;
	case OUTCOME_EVIDENCE:
		app_dialog_push(app,
			view_evidence_new(explorer, outcome.row, outcome.field, outcome.text));
		break;
	case OUTCOME_COST: app_dialog_push(app, view_cost_new(explorer, outcome.row)); break;
	case OUTCOME_FIT: app_dialog_push(app, view_fit_new(explorer, outcome.row)); break;
	case OUTCOME_MODEL: show_model(app, outcome.row); break;
	case OUTCOME_NOTE:
		if (explorer->pick.is_on)
			explorer_complain(explorer, "%s",
				_("Notes are kept with the marks of the explorer; a pick keeps none."));
		else
			app_dialog_push(app, view_note_new(explorer, outcome.row));
		break;
	case OUTCOME_EXPORT: app_open_export(app); break;
	case OUTCOME_HELP:
		app_dialog_push(app,
			view_help_new(explorer, app->options.keymap, outcome, app_top(app)));
		break;
	case OUTCOME_VALUES: app_dialog_push(app, view_values_new(explorer, outcome.field)); break;
	case OUTCOME_CHANGES: app_dialog_push(app, view_changes_new(explorer)); break;
	case OUTCOME_SOURCES: app_dialog_push(app, view_sources_new(explorer)); break;
	case OUTCOME_FIND: app_dialog_push(app, view_prompt_new(explorer, false)); break;
	case OUTCOME_QUERY: app_dialog_push(app, view_prompt_new(explorer, true)); break;
	case OUTCOME_PALETTE:
		app_dialog_push(app, view_palette_new(explorer, app->options.keymap));
		break;
	case OUTCOME_ACTION:
		if (from == app_top(app) && app->dialog_count > 0)
			app_dialog_pop(app);
		return app_perform(app, outcome.action);
	case OUTCOME_THEME: theme_take(app, outcome.row, outcome.action); break;
	case OUTCOME_COPY:
		app_copy(app, outcome.text);
		if (outcome.is_last)
			app_dialog_pop(app);
		break;
	case OUTCOME_ADD: app_dialog_push(app, view_compare_add_new(explorer)); break;
	case OUTCOME_LINK: app_open_link(app, outcome.text); break;
	}
	return true;
}

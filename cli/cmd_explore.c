/* SPDX-License-Identifier: MIT */
/* The explorer: what llmatlas does when no command is named. */
#include "catalog/advice/computations.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "cli/catalogs.h"
#include "cli/context.h"
#include "cli/explore_parts.h"
#include "cli/news.h"
#include "cli/plain.h"
#include "cli/resources.h"
#include "cli/settings.h"
#include "cli/themes.h"
#include "tui/app.h"
#include "tui/name_search.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct poll_context {
	struct terminal *terminal;
};

static bool poll_terminal(void *context, uint64_t done, uint64_t total)
{
	(void)done;
	(void)total;
	return terminal_has_input(((struct poll_context *)context)->terminal);
}

/* What the config adds when the text does not say it: columns and parameters, visible as everything is. */
static void add_defaults(const struct context *context, const struct explorer *explorer,
	struct strbuf *text)
{
	struct text columns = context->config.values[CONFIG_COLUMNS],
		    parameters = context->config.values[CONFIG_PARAMETERS];

	if (columns.size > 0 && explorer->query.show_span.size == 0)
		strbuf_add_format(text, "%sshow:%.*s", text->size > 0 ? " " : "",
			TEXT_ARGS(columns));
	if (parameters.size > 0 && explorer->query.with_span.size == 0)
		strbuf_add_format(text, "%swith:%.*s", text->size > 0 ? " " : "",
			TEXT_ARGS(parameters));
}

static void start_query(struct context *context, struct explorer *explorer)
{
	struct strbuf text;

	strbuf_init(&text);
	join_words(context, &text);
	bool is_asked = text.size > 0;
	if (!is_asked)
		strbuf_add(&text, context->config.values[CONFIG_QUERY]);
	explorer_preview_text(explorer, strbuf_text(&text));
	if (is_asked && !explorer->has_error && !explorer->pick.is_on) /* as in the prompt */
		explorer->first_row = name_search_listed(explorer, strbuf_text(&text));
	size_t asked = text.size;
	if (!explorer->has_error)
		add_defaults(context, explorer, &text);
	if (text.size > asked)
		explorer_preview_text(explorer, strbuf_text(&text));
	strbuf_done(&text);
}

struct reloading {
	struct context *context;
	struct explorer *explorer;
	struct keymap *keymap;
	const struct themes *themes;
	struct settings_stamp stamp;
};

/* The settings again, when the file has changed. A file that cannot be read leaves what was. */
static bool reload_settings(void *data, struct app_settings *settings)
{
	struct reloading *reloading = data;
	struct context *context = reloading->context;
	struct text theme = context->config.values[CONFIG_THEME];
	struct config read;

	if (!settings_have_changed(context, &reloading->stamp))
		return false;
	if (config_load(&read, settings_file(context), &context->arena, &context->err) !=
		RESULT_OK) {
		explorer_complain(reloading->explorer, "%s", context->err.message);
		return false;
	}
	context->config = read;
	settings_keymap(context, reloading->keymap);
	settings_check_theme(context, reloading->themes);
	settings->is_ascii = settings_is_ascii(context);
	settings->has_mouse = settings_has_mouse(context);
	settings->shows_cursor = settings_shows_cursor(context);
	settings->has_clipboard = settings_has_clipboard(context);
	int found = themes_find(reloading->themes, read.values[CONFIG_THEME]);
	if (!text_equal(theme, read.values[CONFIG_THEME]) && found >= 0)
		settings->theme = (size_t)found;
	if (context->config.warning_count > 0)
		explore_complain_of_settings(context, reloading->explorer);
	else
		explorer_say(reloading->explorer, "%s", _("The settings have been read again."));
	return true;
}

/* As the list shows it: computed for the parameters of the query, of the offers that meet it. */
static struct text picked_text(struct context *context, const struct explorer *explorer,
	uint32_t row)
{
	const struct field *field = store_field(context->store, explorer->pick.field);
	struct strbuf line;

	if (field->id == FIELD_ID)
		return store_id(context->store, row);
	if (field->id == FIELD_NAME)
		return store_title(context->store, row);
	struct value value = query_run_value(explorer->run, row, field->id, &context->arena);
	strbuf_init(&line);
	value_print_key(&line, field, &value);
	struct text text = arena_copy(&context->arena, strbuf_text(&line));
	strbuf_done(&line);
	return text;
}

/* What was chosen, for whoever asked: before the explorer goes. */
static void keep_picked(struct context *context, const struct explorer *explorer,
	struct explorer_pick *pick)
{
	const uint32_t *rows;

	*pick = explorer->pick;
	if (!pick->is_done)
		return;
	size_t count = pick->is_many ? explorer_marked_rows(explorer, &context->arena, &rows) : 0;
	if (count == 0) {
		rows = &pick->row;
		count = 1;
	}
	struct text *kept = ARENA_ARRAY(&context->arena, struct text, count);
	for (size_t i = 0; i < count; i++)
		kept[i] = picked_text(context, explorer, rows[i]);
	context->picked = kept;
	context->picked_count = count;
}

/* What earlier runs kept: marks, history, workloads, saved queries. False: this is the first run. What is picked is not the shortlist: a
 * pick begins without marks, and leaves those that are kept alone. */
static bool load_kept(struct context *context, struct explorer *explorer)
{
	bool is_pick = explorer->pick.is_on;
	const char *marks = paths_file(context->paths.state, "marks", &context->arena);
	bool is_first_run = marks && !is_pick && access(marks, F_OK) != 0;

	if (explorer_load(explorer, is_pick ? NULL : marks,
		    paths_file(context->paths.state, "history", &context->arena),
		    paths_file(context->paths.state, "searches", &context->arena),
		    &context->err) != RESULT_OK)
		explorer_complain(explorer, "%s", context->err.message);
	explorer->workloads_path = paths_file(context->paths.state, "workloads", &context->arena);
	if (explorer->workloads_path &&
		workloads_load(&explorer->workloads, explorer->workloads_path, &context->err) !=
			RESULT_OK)
		explorer_complain(explorer, "%s", context->err.message);
	explorer->saved_path = paths_file(context->paths.state, "saved", &context->arena);
	return !is_first_run;
}

/* The catalog, the words, and what earlier runs kept. False: this is the first run. */
static bool open_explorer(struct context *context, struct explorer *explorer,
	const struct explorer_pick *pick)
{
	size_t count;
	const struct computation *list = computations(&count);

	explorer_init(explorer, context->store, list, count);
	words_init(&explorer->words, resource_text("catalog/facts/glossary.json"),
		resource_text("catalog/facts/lessons.json"));
	settings_check_queries(context);
	explorer->defaults = default_parameters(context);
	if (pick) {
		explorer->pick = *pick;
		explorer->first_row = pick->row;
	}
	return load_kept(context, explorer);
}

/* The signal that ended it, or 0. */
static int explore(struct context *context, struct terminal *terminal, struct themes *themes,
	struct explorer_pick *pick, enum result *kept)
{
	struct catalogs catalogs = catalogs_of(context);
	struct news news = { .context = context };
	struct explorer explorer;
	struct keymap keymap;
	struct poll_context poll = { terminal };
	const struct interrupt interrupt = { poll_terminal, &poll };
	bool is_first_run = !open_explorer(context, &explorer, pick);

	explorer.news = (struct explorer_news){ news_changes, news_rows, &news };
	explorer.catalogs = &catalogs;
	explorer.catalog = context->options.catalog;
	start_query(context, &explorer);
	explorer.interrupt = &interrupt;
	struct reloading reloading = { context, &explorer, &keymap, themes, { 0 } };
	settings_have_changed(context, &reloading.stamp);
	settings_keymap(context, &keymap);
	if (!context->options.theme)
		settings_check_theme(context, themes);
	explore_announce(context, &explorer);
	explore_complain_of_files(context, &explorer);
	explore_complain_of_settings(context, &explorer);
	const struct resource *questions = resource_find("catalog/facts/questionnaire.json");
	struct app_options options = { .explorer = &explorer,
		.terminal = terminal,
		.keymap = &keymap,
		.themes = &themes->shelf,
		.config_path = paths_file(context->paths.config, "config", &context->arena),
		.theme = explore_theme(context, themes),
		.is_ascii = context->is_ascii,
		.is_first_run = is_first_run,
		.background = explore_background(context, terminal),
		.open_link = open_link,
		.link_context = &context->environment,
		.shows_cursor = settings_shows_cursor(context),
		.guide = { .questionnaire = { questions->bytes, questions->size },
			.answers_path = paths_file(context->paths.state, "answers.json",
				&context->arena) },
		.has_mouse = settings_has_mouse(context),
		.has_no_clipboard = !settings_has_clipboard(context),
		.reload = reload_settings,
		.reload_context = &reloading,
		.korean = resource_text("po/ko.mo") };
	explore_label_catalog(context, options.catalog_labels);
	struct app *app = app_new(&options);
	int signal = app_run(app);
	if (pick)
		keep_picked(context, &explorer, pick);
	app_free(app);
	terminal_close(terminal);
	*kept = explorer_keep_all(&explorer, &context->err);
	explorer_done(&explorer);
	news_done(&news);
	return signal;
}

enum result explore_on_terminal(struct context *context, struct explorer_pick *pick)
{
	const struct environment *environment = &context->environment;
	struct themes themes;
	struct terminal *terminal;
	struct terminal_options options = { .term = environment->term,
		.has_no_color = !explore_wants_color(context),
		.has_mouse = settings_has_mouse(context),
		.escape_delay_ms = 25,
		.asks_background = explore_wants_color(context) &&
			text_equal_string(context->config.values[CONFIG_BACKGROUND], "auto") };

	if (environment->escape_delay && atoi(environment->escape_delay) > 0)
		options.escape_delay_ms = atoi(environment->escape_delay);
	themes_open(&themes, context);
	enum result result = explore_check_theme(context, &themes);
	if (result == RESULT_OK)
		result = terminal_open(&terminal, &options, &context->err);
	if (result != RESULT_OK)
		return result;
	enum result kept;
	int number = explore(context, terminal, &themes, pick, &kept);
	if (number != 0) { /* the status says what ended the program */
		signal(number, SIG_DFL);
		raise(number);
	}
	return pick ? RESULT_OK : kept; /* what was picked is said all the same */
}

static enum result run_explore(struct context *context)
{
	const char *term = context->environment.term;
	bool is_dumb = !term || strcmp(term, "dumb") == 0;

	bool is_list = !context->options.is_plain &&
		(!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO));

	if (!is_list && !context->options.is_plain && !is_dumb)
		return explore_on_terminal(context, NULL);
	settings_complain(context);
	catalog_complain(context);
	if (!is_list)
		return plain_run(context);
	enum result result = command_list.run(context);
	struct text meant = result == RESULT_OK ? explore_command_meant(context, true) : TEXT_NONE;
	if (meant.size > 0)
		say("llmatlas: %.*s", TEXT_ARGS(meant));
	return result;
}

const struct command command_explore = { "", "[QUERY]", N_("explore the catalog on the screen"),
	"theme " TABLE_OPTIONS, true, run_explore };

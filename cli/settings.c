/* SPDX-License-Identifier: MIT */
/* What the settings file says, in the shape the explorer takes: keys with their conflicts, signs, mouse; and whether the file has changed. */
#include "cli/settings.h"

#include "catalog/base/message.h"
#include "catalog/query/query.h"

#include <sys/stat.h>

const char *settings_file(struct context *context)
{
	return paths_file(context->paths.config, "config", &context->arena);
}

void settings_load(struct context *context)
{
	if (config_load(&context->config, settings_file(context), &context->arena, &context->err) ==
		RESULT_OK)
		return;
	context->unread = arena_copy(&context->arena, text_of(context->err.message));
	config_warn(&context->config, &context->arena, NULL, 0, context->unread);
	context->err = (struct error){ .result = RESULT_OK };
}

void settings_complain(const struct context *context)
{
	if (context->unread.size > 0)
		say("llmatlas: %.*s", TEXT_ARGS(context->unread));
}

static void report(struct context *context, int line, struct text sentence)
{
	const char *file = settings_file(context);

	config_warn(&context->config, &context->arena, file ? file : "config", line, sentence);
}

/* A key bound twice in the file: the later line holds, the earlier one is named. */
static void find_twins(struct context *context, const struct keymap *keymap)
{
	const struct config *config = &context->config;

	(void)keymap;
	for (size_t i = 0; i < config->binding_count; i++)
		for (size_t j = 0; j < i; j++) {
			struct key_event one, other;
			char name[32];
			if (!key_parse(config->bindings[i].key, &one) ||
				!key_parse(config->bindings[j].key, &other) ||
				!key_is_same(one, other) ||
				text_equal(config->bindings[i].action, config->bindings[j].action))
				continue;
			key_print(one, name);
			report(context, config->bindings[i].line,
				arena_format(&context->arena,
					_("the key %s is bound twice; line %d does not hold"), name,
					config->bindings[j].line));
		}
}

/* An action that had keys and lost the last one to another. */
static void find_orphans(struct context *context, const struct keymap *keymap)
{
	struct keymap defaults;

	keymap_init(&defaults);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		char before[64], now[64];
		keymap_keys(&defaults, (enum action)i, before);
		keymap_keys(keymap, (enum action)i, now);
		if (before[0] == '\0' || now[0] != '\0')
			continue;
		report(context, 0,
			arena_format(&context->arena,
				_("no key means '%s' any more (it was %s); the palette still has it"),
				action_row((enum action)i)->name, before));
	}
}

void settings_keymap(struct context *context, struct keymap *keymap)
{
	const struct config *config = &context->config;

	keymap_init(keymap);
	keymap->maps_hangul = text_equal_string(config->values[CONFIG_KEYBOARD], "2set");
	for (size_t i = 0; i < config->binding_count; i++) {
		const struct config_binding *binding = &config->bindings[i];
		struct text warning;
		if (!keymap_bind(keymap, binding->key, binding->action, &context->arena, &warning))
			report(context, binding->line, warning);
	}
	find_twins(context, keymap);
	if (config->binding_count > 0)
		find_orphans(context, keymap);
}

/* Where a part of a query may stand. */
static void check_query(struct context *context, enum config_option option, const char *clause)
{
	struct config *config = &context->config;
	struct parameters defaults = parameters_default();
	struct query_error error;
	struct query query;
	struct text text = arena_format(&context->arena, "%s%.*s", clause,
		TEXT_ARGS(config->values[option]));

	if (config->values[option].size == 0)
		return;
	if (query_parse(&query, context->store, text, &defaults, &context->arena, &error)) {
		query_done(&query);
		return;
	}
	report(context, config->lines[option],
		arena_format(&context->arena, _("%s is left out: expected %.*s"),
			config_row(option)->name, TEXT_ARGS(error.expected)));
	config->values[option] = text_of(config_row(option)->fallback);
}

void settings_check_queries(struct context *context)
{
	check_query(context, CONFIG_QUERY, "");
	check_query(context, CONFIG_COLUMNS, "show:");
	check_query(context, CONFIG_PARAMETERS, "with:");
}

void settings_check_theme(struct context *context, const struct themes *themes)
{
	const struct config *config = &context->config;

	if (themes_find(themes, config->values[CONFIG_THEME]) < 0)
		report(context, config->lines[CONFIG_THEME],
			arena_format(&context->arena,
				_("there is no theme '%.*s'; 'llmatlas themes' lists them"),
				TEXT_ARGS(config->values[CONFIG_THEME])));
}

bool settings_is_ascii(const struct context *context)
{
	struct text signs = context->config.values[CONFIG_SIGNS];

	return text_equal_string(signs, "ascii") ||
		(text_equal_string(signs, "auto") &&
			(!context->environment.is_utf8 || context->environment.has_few_glyphs));
}

bool settings_has_mouse(const struct context *context)
{
	return text_equal_string(context->config.values[CONFIG_MOUSE], "on");
}

bool settings_shows_cursor(const struct context *context)
{
	return text_equal_string(context->config.values[CONFIG_CURSOR], "shown");
}

bool settings_has_clipboard(const struct context *context)
{
	return !text_equal_string(context->config.values[CONFIG_CLIPBOARD], "off");
}

/* What tells one state of the file from another; all zero when there is none. */
static struct settings_stamp stamp_of(const char *file)
{
	struct stat status;

	if (!file || stat(file, &status) != 0)
		return (struct settings_stamp){ 0 };
	return (struct settings_stamp){ (long long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
		(long long)status.st_size, (unsigned long long)status.st_ino };
}

bool settings_have_changed(struct context *context, struct settings_stamp *stamp)
{
	struct settings_stamp now = stamp_of(settings_file(context));
	bool is_same = now.seconds == stamp->seconds && now.nanoseconds == stamp->nanoseconds &&
		now.size == stamp->size && now.inode == stamp->inode;

	*stamp = now;
	return !is_same;
}

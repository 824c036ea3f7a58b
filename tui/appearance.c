/* SPDX-License-Identifier: MIT */
#include "tui/appearance.h"

#include "catalog/base/message.h"

void appearance_init(struct appearance *appearance, const struct app_options *options)
{
	*appearance = (struct appearance){ .options = options };
	arena_init(&appearance->arena);
	appearance_show(appearance, options->theme);
}

void appearance_done(struct appearance *appearance)
{
	arena_done(&appearance->arena);
}

void appearance_show(struct appearance *appearance, size_t theme)
{
	const struct app_options *options = appearance->options;
	struct theme *looks = &appearance->looks;

	arena_reset(&appearance->arena);
	appearance->theme = theme;
	options->themes->load(options->themes->context, theme, looks, &appearance->arena);
	terminal_set_theme(options->terminal, looks, options->background);
	if (looks->warning_count > 0)
		explorer_complain(options->explorer, "%.*s", TEXT_ARGS(looks->warnings[0]));
}

/* The settings file is as the screen is now: that it has changed is no news. */
static void say_kept(const struct app_options *options, struct text title)
{
	struct app_settings settings = { .theme = SIZE_MAX };

	if (options->reload)
		options->reload(options->reload_context, &settings);
	explorer_say(options->explorer, _("Theme: %.*s. It is kept in %s"), TEXT_ARGS(title),
		options->config_path);
}

void appearance_keep(struct appearance *appearance)
{
	const struct app_options *options = appearance->options;
	struct text title = appearance->looks.title;
	struct error err;

	if (!options->config_path)
		explorer_say(options->explorer, _("Theme: %.*s"), TEXT_ARGS(title));
	else if (config_keep(options->config_path, CONFIG_THEME, appearance->looks.name, &err) !=
		RESULT_OK)
		explorer_complain(options->explorer, "%s", err.message);
	else
		say_kept(options, title);
}

void appearance_next_language(struct appearance *appearance)
{
	struct explorer *explorer = appearance->options->explorer;
	struct text korean = appearance->options->korean;
	bool is_english = message_language() == LANGUAGE_EN;

	if (is_english && korean.size == 0)
		explorer_complain(explorer, "%s", _("This build has no Korean."));
	else if (is_english && message_use(LANGUAGE_KO, korean.bytes, korean.size))
		explorer_say(explorer, "%s", "화면 언어: 한국어 (F2 English)");
	else if (message_use(LANGUAGE_EN, NULL, 0))
		explorer_say(explorer, "%s", "Language: English (F2 한국어)");
}

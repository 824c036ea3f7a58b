/* SPDX-License-Identifier: MIT */
/* How the screen looks when it opens: theme, colours, ground. */
#include "cli/explore_parts.h"

#include <stdlib.h>
#include <string.h>

size_t explore_theme(struct context *context, const struct themes *themes)
{
	int found = themes_find(themes,
		context->options.theme ? text_of(context->options.theme)
				       : context->config.values[CONFIG_THEME]);

	return found < 0 ? 0 : (size_t)found;
}

enum result explore_check_theme(struct context *context, const struct themes *themes)
{
	const char *wanted = context->options.theme;

	if (!wanted || themes_find(themes, text_of(wanted)) >= 0)
		return RESULT_OK;
	int nearest = themes_nearest(themes, text_of(wanted));
	if (nearest >= 0)
		return error_set(&context->err, RESULT_USAGE,
			_("There is no theme '%s'. Nearest: %.*s"), wanted,
			TEXT_ARGS(themes->names[nearest]));
	return error_set(&context->err, RESULT_USAGE,
		_("There is no theme '%s'. 'llmatlas themes' lists them."), wanted);
}

/* COLORFGBG "15;0": the last number is the background. The Linux console is black. */
static enum background background_of_environment(const struct environment *environment)
{
	const char *last = environment->color_fgbg ? strrchr(environment->color_fgbg, ';') : NULL;

	if (environment->term && strcmp(environment->term, "linux") == 0)
		return BACKGROUND_DARK;
	if (!last)
		return BACKGROUND_UNKNOWN;
	int number = atoi(last + 1);
	return number == 7 || number >= 9 ? BACKGROUND_LIGHT : BACKGROUND_DARK;
}

bool explore_wants_color(const struct context *context)
{
	const char *color = context->options.color;

	if (color && strcmp(color, "always") == 0)
		return true;
	if (color && strcmp(color, "never") == 0)
		return false;
	return !(context->environment.no_color && context->environment.no_color[0] != '\0');
}

enum background explore_background(const struct context *context, const struct terminal *terminal)
{
	struct text setting = context->config.values[CONFIG_BACKGROUND];

	if (text_equal_string(setting, "dark"))
		return BACKGROUND_DARK;
	if (text_equal_string(setting, "light"))
		return BACKGROUND_LIGHT;
	return terminal_background(terminal) != BACKGROUND_UNKNOWN
		? terminal_background(terminal)
		: background_of_environment(&context->environment);
}

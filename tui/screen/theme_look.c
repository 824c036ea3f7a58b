/* SPDX-License-Identifier: MIT */
/* How a theme looks where few colours can be shown: the nearest ones that are as legible. */
#include "tui/screen/color.h"
#include "tui/screen/theme.h"

static const struct look *look_find(const struct look *looks, enum role role)
{
	for (;;) {
		if (looks[role].is_set)
			return &looks[role];
		enum role parent = role_parent(role);
		if (parent == role)
			return NULL;
		role = parent;
	}
}

/* What holds without a theme: attributes alone, so that everything stays legible. */
static struct look mono_fallback(enum role role)
{
	struct look look = { COLOR_NONE, COLOR_NONE, 0, true };

	switch (role) {
	case ROLE_SELECTION: look.flags = LOOK_REVERSE; break;
	case ROLE_SELECTION_INACTIVE: look.flags = LOOK_UNDERLINE; break;
	case ROLE_ERROR: look.flags = LOOK_REVERSE; break;
	case ROLE_MATCH: look.flags = LOOK_UNDERLINE; break;
	case ROLE_STRONG:
	case ROLE_HEADING:
	case ROLE_ACCENT:
	case ROLE_KEY_HINT:
	case ROLE_WARN:
	case ROLE_BEST:
	case ROLE_MARK:
	case ROLE_CHOSEN: look.flags = LOOK_BOLD; break;
	default: break;
	}
	return look;
}

enum { LEGIBLE = 45 }; /* tenths */

double theme_look_contrast(struct look look, enum background background)
{
	int32_t ground = look.bg, ink = look.fg;
	bool is_dark = background != BACKGROUND_LIGHT;

	if (look.flags & LOOK_REVERSE) {
		ground = look.fg;
		ink = look.bg;
	}
	if (ground == COLOR_NONE && ink == COLOR_NONE)
		return 21; /* the terminal's own pair */
	if (ground == COLOR_NONE)
		ground = COLOR_RGB | (is_dark ? 0x000000 : 0xffffff);
	if (ink == COLOR_NONE)
		ink = COLOR_RGB | (is_dark ? 0xffffff : 0x000000);
	double contrast = theme_contrast(ink, ground);
	if (background != BACKGROUND_UNKNOWN || (look.fg != COLOR_NONE && look.bg != COLOR_NONE))
		return contrast;
	double other = theme_look_contrast(look, BACKGROUND_LIGHT);
	return other < contrast ? other : contrast;
}

/* Of few colours, on a ground of the theme. */
static int32_t plain_ink(int32_t ground)
{
	return theme_contrast(0, ground) > theme_contrast(7, ground) ? 0 : 7;
}

/* The likeliest colour for the look's ink that is as legible; COLOR_NONE: there is none. */
static int32_t akin_ink(struct look look, double least, int colors, enum background background,
	struct color_palette *palette)
{
	const struct color_lab wanted = color_lab(look.fg);
	double best = color_akin(look.fg);
	int32_t found = COLOR_NONE;
	struct look tried = look;

	if (palette->count == 0)
		color_palette_make(palette, colors);
	for (int32_t i = colors >= 256 ? 16 : 0; i < palette->count; i++) {
		double unlikeness = color_unlikeness(palette, wanted, i, best);
		tried.fg = i;
		if (unlikeness < best && theme_look_contrast(tried, background) >= least) {
			best = unlikeness;
			found = i;
		}
	}
	return found;
}

/* A colour that can be shown for the look's ink, near the wanted one and as legible. */
static int32_t legible_ink(struct look look, double wanted, int colors, enum background background,
	struct color_palette *palette)
{
	double least = wanted < LEGIBLE / 10.0 ? wanted : LEGIBLE / 10.0;
	struct look tried = look;

	tried.fg = color_map(look.fg, colors);
	if (theme_look_contrast(tried, background) >= least)
		return tried.fg;
	if (colors < 256 && look.bg == COLOR_NONE)
		return COLOR_NONE;
	int32_t akin = akin_ink(look, least, colors, background, palette);
	if (akin != COLOR_NONE || look.bg == COLOR_NONE)
		return akin;
	return plain_ink(look.bg);
}

/* With few colours a ground is black or white: the nearest of sixteen could be a glaring blue. */
static int32_t ground_shown(int32_t color, int colors)
{
	if (!(color & COLOR_RGB) || color == COLOR_NONE || colors >= 256)
		return color_map(color, colors);
	bool is_dark = theme_contrast(color, COLOR_RGB | 0xffffff) >
		theme_contrast(color, COLOR_RGB | 0x000000);
	return is_dark ? 0 : colors >= 16 ? 15 : 7;
}

static struct look look_shown(struct look look, int colors, enum background background,
	struct color_palette *palette)
{
	double wanted = theme_look_contrast(look, background);
	struct look shown = look;

	shown.bg = ground_shown(look.bg, colors);
	if (look.fg != COLOR_NONE)
		shown.fg = legible_ink((struct look){ look.fg, shown.bg, look.flags, true }, wanted,
			colors, background, palette);
	return shown;
}

/* As the theme says, its gaps filled from text. */
static struct look look_meant(const struct theme *theme, enum role role, enum background background)
{
	const struct look *looks = theme->looks[background], *found = look_find(looks, role);
	struct look look = found ? *found : mono_fallback(role);

	if (look.fg == COLOR_NONE && looks[ROLE_TEXT].is_set)
		look.fg = looks[ROLE_TEXT].fg;
	if (look.bg == COLOR_NONE && looks[ROLE_TEXT].is_set)
		look.bg = looks[ROLE_TEXT].bg;
	return look;
}

static struct look look_of(const struct theme *theme, enum role role, int colors,
	enum background background, struct color_palette *palette)
{
	if (colors < 8)
		return theme->mono[role].is_set ? theme->mono[role] : mono_fallback(role);
	struct look meant = look_meant(theme, role, background);
	struct look shown = look_shown(meant, colors, background, palette);
	bool is_text = meant.fg == theme->looks[background][ROLE_TEXT].fg;
	if (shown.fg == 8 && shown.bg != COLOR_NONE && is_text)
		shown.fg = plain_ink(
			shown.bg); /* bright-black is as dark as the ground in many palettes */
	if (meant.fg != COLOR_NONE && shown.fg == COLOR_NONE && role_parent(role) == ROLE_STRONG)
		shown.flags |= LOOK_BOLD; /* what stood out by its colour still does */
	bool is_quiet = role == ROLE_DIM || role_parent(role) == ROLE_DIM;
	bool is_as_text = shown.fg == COLOR_NONE || (colors < 16 && shown.fg % 7 == 0);
	if (meant.fg != COLOR_NONE && is_quiet && is_as_text && shown.bg == COLOR_NONE) {
		shown.fg =
			COLOR_NONE; /* of eight colours none is grey: as quiet as the terminal can */
		shown.flags |= LOOK_DIM;
	}
	return shown;
}

struct look theme_look(const struct theme *theme, enum role role, int colors,
	enum background background)
{
	struct color_palette palette;

	palette.count = 0;
	return look_of(theme, role, colors, background, &palette);
}

/* The look of a role in a selected row, from the plain ones of the role, of the selection and of text. */
static struct look look_over(struct look look, struct look over, struct look ground, int selected)
{
	bool has_ground = over.bg != ground.bg,
	     has_sign = over.flags & (LOOK_REVERSE | LOOK_UNDERLINE);

	look.flags |= over.flags;
	/* One ink across the row: legible on every ground. */
	if (selected == 2 || has_ground || over.flags & LOOK_REVERSE) {
		look.fg = over.fg;
		look.bg = over.bg;
		look.flags &= ~LOOK_DIM | over.flags;
	}
	/* With few colours the grounds can be one. */
	if (!has_ground && !has_sign)
		look.flags |= selected == 2 ? LOOK_REVERSE : LOOK_UNDERLINE;
	return look;
}

void theme_looks(const struct theme *theme, int colors, enum background background,
	struct look looks[ROLE_COUNT][3])
{
	struct color_palette palette;

	palette.count = 0;
	for (int role = 0; role < ROLE_COUNT; role++)
		looks[role][0] = look_of(theme, (enum role)role, colors, background, &palette);
	const struct look ground = looks[ROLE_TEXT][0],
			  over[3] = { ground, looks[ROLE_SELECTION_INACTIVE][0],
				  looks[ROLE_SELECTION][0] };
	for (int role = 0; role < ROLE_COUNT; role++)
		for (int selected = 1; selected <= 2; selected++)
			looks[role][selected] = look_over(looks[role][0], over[selected], ground,
				selected);
}

/* SPDX-License-Identifier: MIT */
/* Themes: what is wrong in one is told, all that are linked in are legible at every depth, few colours keep their hue. */
#include "tests/unit.h"

#include "cli/resources.h"
#include "tui/screen/color.h"
#include "tui/screen/theme.h"

static struct arena arena;

static void themes_warn_and_go_on(void **state)
{
	struct theme theme;

	(void)state;
	theme_parse(&theme, "x.theme",
		TEXT("[dark]\ndim = #808080 bold\nnonsens = red\ndim2\nok = colour\n[wrong]\n"),
		NULL, &arena);
	assert_int_equal(theme.warning_count, 4);
	assert_contains(theme.warnings[0].bytes, "x.theme:3: there is no role 'nonsens'");
	assert_int_equal(theme_look(&theme, ROLE_DIM, 0x1000000, BACKGROUND_DARK).fg,
		COLOR_RGB | 0x808080);
	assert_int_equal(theme_look(&theme, ROLE_DIM, 256, BACKGROUND_DARK).fg,
		244); /* 808080 of the greys */
	assert_int_equal(theme_look(&theme, ROLE_BORDER, 256, BACKGROUND_DARK).fg,
		244); /* its parent's look */
	assert_int_equal(theme_look(&theme, ROLE_SELECTION, 0, BACKGROUND_DARK).flags,
		LOOK_REVERSE);
	/* a quiet grey is no loud yellow where there are few colours */
	for (int32_t grey = 236; grey < 256; grey++) {
		int32_t shown = color_map(grey, 8);
		assert_true(shown == 0 || shown == 7);
		shown = color_map(grey, 16);
		assert_true(shown == 0 || shown == 7 || shown == 8 || shown == 15);
	}
	assert_true(theme_contrast(15, 0) > 20);
}

/* A theme that is linked in, its parents looked up among the others. */
static struct text linked_in(void *context, struct text name)
{
	char path[128];

	(void)context;
	snprintf(path, sizeof(path), "themes/%.*s.theme", TEXT_ARGS(name));
	return resource_text(path);
}

static void for_every_theme(void (*check)(const char *name, const struct theme *theme))
{
	const struct theme_finder finder = { linked_in, NULL };
	size_t count, seen = 0;
	const struct resource *list = resource_list(&count);

	for (size_t i = 0; i < count; i++) {
		struct theme theme;
		if (!text_starts_with(text_of(list[i].name), TEXT("themes/")))
			continue;
		theme_parse(&theme, list[i].name, (struct text){ list[i].bytes, list[i].size },
			&finder, &arena);
		if (theme.warning_count > 0)
			fail_msg("%.*s", TEXT_ARGS(theme.warnings[0]));
		assert_true(theme.title.size > 0);
		check(list[i].name, &theme);
		seen++;
	}
	assert_true(seen >= 12);
}

static const int depths[] = { 0x1000000, 256, 16, 8 };

/* 4.5:1 for text, 3:1 for lines and bars (WCAG 2.2, 1.4.3 and 1.4.11), on the theme's ground or the terminal's, black or white. */
static void is_legible(const char *name, const struct theme *theme)
{
	struct look looks[ROLE_COUNT][3];

	for (size_t depth = 0; depth < 4; depth++)
		for (int background = 0; background < BACKGROUND_COUNT; background++) {
			theme_looks(theme, depths[depth], (enum background)background, looks);
			for (int role = 0; role < ROLE_COUNT; role++)
				for (int selected = 0; selected <= 2; selected++) {
					struct look look = looks[role][selected];
					bool is_mark = role == ROLE_BORDER || role == ROLE_BAR;
					double least = is_mark && selected != 2 ? 3 : 4.5;
					double contrast = theme_look_contrast(look,
						(enum background)background);
					if (contrast < least)
						fail_msg(
							"%s: %s, selected %d, %d colours, background %d: %.2f (%x on %x)",
							name, role_name((enum role)role), selected,
							depths[depth], background, contrast,
							(unsigned)look.fg, (unsigned)look.bg);
				}
		}
}

static bool looks_alike(struct look a, struct look b)
{
	return a.fg == b.fg && a.bg == b.bg && a.flags == b.flags;
}

/* The row under the cursor differs from others in ground, or is reversed; the one in another pane differs too. */
static void shows_what_is_selected(const char *name, const struct theme *theme)
{
	static const enum role must_stand_out[] = { ROLE_ERROR, ROLE_HEADING, ROLE_CHOSEN,
		ROLE_BEST, ROLE_ACCENT };

	for (size_t depth = 0; depth < 5; depth++) {
		int colors = depth < 4 ? depths[depth] : 0;
		for (int background = 0; background < BACKGROUND_COUNT; background++) {
			enum background on = (enum background)background;
			struct look looks[ROLE_COUNT][3];
			theme_looks(theme, colors, on, looks);
			struct look plain = looks[ROLE_TEXT][0], focus = looks[ROLE_TEXT][2],
				    away = looks[ROLE_TEXT][1];
			if (focus.bg == plain.bg && !(focus.flags & LOOK_REVERSE))
				fail_msg("%s: the selection does not show with %d colours", name,
					colors);
			if (looks_alike(away, plain) || looks_alike(away, focus))
				fail_msg(
					"%s: the other pane's selection does not show with %d colours",
					name, colors);
			for (size_t i = 0; i < sizeof(must_stand_out) / sizeof(must_stand_out[0]);
				i++)
				if (looks_alike(theme_look(theme, must_stand_out[i], colors, on),
					    plain))
					fail_msg("%s: %s looks like text with %d colours", name,
						role_name(must_stand_out[i]), colors);
			for (int role = 0; colors == 0 && role < ROLE_COUNT; role++) {
				struct look look = looks[role][2];
				assert_int_equal(look.fg, COLOR_NONE);
				assert_int_equal(look.bg, COLOR_NONE);
			}
		}
	}
}

static void themes_are_legible(void **state)
{
	(void)state;
	for_every_theme(is_legible);
}

static void themes_show_what_is_selected(void **state)
{
	(void)state;
	for_every_theme(shows_what_is_selected);
}

/* Colours that a terminal lacks are replaced by legible ones, never by the colour of the ground. */
static void few_colors_stay_legible(void **state)
{
	struct theme theme;

	(void)state;
	theme_parse(&theme, "x.theme",
		TEXT("[both]\ntext = #c0c0c0 on #101010\ndim = #2a2a2a\nok = #00ff00\n[dark]\nwarn = bright-black\n"),
		NULL, &arena);
	struct look dim = theme_look(&theme, ROLE_DIM, 0x1000000, BACKGROUND_DARK);
	assert_int_equal(dim.fg, COLOR_RGB | 0x2a2a2a); /* as the theme says, where it can be had */
	assert_int_equal(dim.bg, COLOR_RGB | 0x101010); /* the ground of text holds for all */
	assert_int_equal(theme_look(&theme, ROLE_OK, 8, BACKGROUND_DARK).fg, 2);
	assert_int_equal(theme_look(&theme, ROLE_OK, 8, BACKGROUND_DARK).bg, 0);
	assert_true(theme_look_contrast(theme_look(&theme, ROLE_WARN, 8, BACKGROUND_DARK),
			    BACKGROUND_DARK) >= 4.5); /* bright-black is black with eight colours */
	/* direct colour: 8-15 of the palette would be read as a dark blue */
	assert_int_equal(theme_look(&theme, ROLE_WARN, 0x1000000, BACKGROUND_DARK).fg,
		COLOR_RGB | 0x7f7f7f);
}

/* With few colours a green is a green, and a bluish grey is a grey: 'nearest' by light alone made it yellow. */
static void few_colors_keep_their_hue(void **state)
{
	static const struct {
		int32_t wanted;
		int eight, sixteen;
	} rows[] = {
		{ 0x50fa7b, 2, 10 },
		{ 0x1a7f37, 2, 2 },
		{ 0xff79c6, 5, 13 },
		{ 0xbd93f9, 5, 13 },
		{ 0x0073e6, 4, 4 },
		{ 0x94e2d5, 6, 14 },
		{ 0x9d0006, 1, 1 },
		{ 0xb58900, 3, 3 },
		{ 0x839496, 7, 8 },
		{ 0x8d96a3, 7, 8 },
		{ 0x8692b9, 7, 8 },
		{ 0xebdbb2, 7, 7 },
		{ 0x282a36, 0, 0 },
	};
	struct theme theme;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int32_t wanted = COLOR_RGB | rows[i].wanted;
		if (color_map(wanted, 8) != rows[i].eight ||
			color_map(wanted, 16) != rows[i].sixteen)
			fail_msg("#%06x is %d of 8 and %d of 16", (unsigned)rows[i].wanted,
				(int)color_map(wanted, 8), (int)color_map(wanted, 16));
	}
	/* what cannot be read takes the next hue that can, before it takes none: blue on black is cyan, red is none of eight */
	theme_parse(&theme, "x.theme",
		TEXT("[both]\ntext = #c0c0c0 on #101010\naccent = bold #5fb3ff\nerror = bold #ff5555\n"),
		NULL, &arena);
	assert_int_equal(theme_look(&theme, ROLE_ACCENT, 8, BACKGROUND_DARK).fg, 6);
	assert_int_equal(theme_look(&theme, ROLE_ACCENT, 16, BACKGROUND_DARK).fg, 6);
	assert_int_equal(theme_look(&theme, ROLE_ERROR, 16, BACKGROUND_DARK).fg, 9);
	assert_int_equal(theme_look(&theme, ROLE_ERROR, 8, BACKGROUND_DARK).fg, 7);
	/* what is read most is never bright-black, which many palettes make as dark as the ground */
	theme_parse(&theme, "x.theme", TEXT("[both]\ntext = #93a1a1 on #002b36\ndim = #839496\n"),
		NULL, &arena);
	assert_int_equal(theme_look(&theme, ROLE_TEXT, 16, BACKGROUND_DARK).fg, 7);
	assert_int_equal(theme_look(&theme, ROLE_NUMBER, 16, BACKGROUND_DARK).fg, 7);
	assert_int_equal(theme_look(&theme, ROLE_DIM, 16, BACKGROUND_DARK).fg, 8);
	/* pale colours have few relations: no magenta lines for bluish ones; a grey of 256 is none that is reddish */
	theme_parse(&theme, "x.theme",
		TEXT("[both]\ntext = #f8f8f2 on #282a36\nborder = #6272a4\ndim = #5b6676\n"), NULL,
		&arena);
	assert_int_equal(theme_look(&theme, ROLE_BORDER, 8, BACKGROUND_DARK).fg, 7);
	int32_t grey = (int32_t)color_rgb(theme_look(&theme, ROLE_DIM, 256, BACKGROUND_DARK).fg);
	assert_true((grey >> 16 & 255) <= (grey & 255));
	/* on a ground that is not known few of 256 colours can be read: the blue one stands for blue */
	theme_parse(&theme, "x.theme", TEXT("[both]\naccent = #0073e6\nok = #008a00\n"), NULL,
		&arena);
	assert_int_equal(theme_look(&theme, ROLE_ACCENT, 256, BACKGROUND_UNKNOWN).fg, 63);
	assert_int_equal(theme_look(&theme, ROLE_OK, 256, BACKGROUND_UNKNOWN).fg, 29);
}

/* Terminals of direct colour take 0 to 7 for the palette, whose black is what the person likes: a ground of #000000 must not be that. */
static void black_is_no_palette_entry(void **state)
{
	(void)state;
	for (int32_t rgb = 0; rgb < 16; rgb++) {
		int32_t shown = color_map(COLOR_RGB | rgb, 0x1000000);
		assert_true((shown & 0xffffff) >= 8);
		assert_true(theme_contrast(shown, COLOR_RGB | rgb) < 1.01);
	}
	assert_int_equal(color_map(3, 0x1000000), 3);
}

/* Of eight colours none is a grey that can be read: labels and signs are dim instead, but not in the selected row, which has one ink. */
static void what_is_quiet_stays_quiet_in_few_colors(void **state)
{
	struct theme theme;
	struct look looks[ROLE_COUNT][3];
	const char *lines = "[both]\nselection = reverse\ndim = #767676\n[dark]\ndim = 245\n";

	(void)state;
	theme_parse(&theme, "x.theme", text_of(lines), NULL, &arena);
	for (int background = 0; background < 3; background++) {
		theme_looks(&theme, 8, (enum background)background, looks);
		assert_int_equal(looks[ROLE_DIM][0].fg, COLOR_NONE);
		assert_true(looks[ROLE_DIM][0].flags & LOOK_DIM);
		assert_false(looks[ROLE_TEXT][0].flags & LOOK_DIM);
		assert_false(looks[ROLE_DIM][2].flags & LOOK_DIM);
	}
	theme_looks(&theme, 256, BACKGROUND_DARK, looks);
	assert_int_equal(looks[ROLE_DIM][0].fg, 245);
	assert_false(looks[ROLE_DIM][0].flags & LOOK_DIM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(themes_warn_and_go_on),
		cmocka_unit_test(themes_are_legible),
		cmocka_unit_test(themes_show_what_is_selected),
		cmocka_unit_test(few_colors_stay_legible),
		cmocka_unit_test(few_colors_keep_their_hue),
		cmocka_unit_test(black_is_no_palette_entry),
		cmocka_unit_test(what_is_quiet_stays_quiet_in_few_colors),
	};

	arena_init(&arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}

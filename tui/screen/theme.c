/* SPDX-License-Identifier: MIT */
#include "tui/screen/theme.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "tui/screen/color.h"

#include <string.h>

enum section { SECTION_BOTH, SECTION_LIGHT, SECTION_DARK, SECTION_MONO };

struct theme_reader {
	struct theme *theme;
	const char *file;
	const struct theme_finder *finder;
	struct arena *arena;
	enum section section;
	int line, depth;
};

enum { THEME_DEPTH_MAX = 4, THEME_WARNINGS_MAX = 64 };

static void read_lines(struct theme_reader *reader, struct text bytes);

static void warn(struct theme_reader *reader, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void warn(struct theme_reader *reader, const char *format, ...)
{
	struct theme *theme = reader->theme;
	struct strbuf sentence;
	va_list list;

	if (theme->warning_count >= THEME_WARNINGS_MAX)
		return;
	if (!theme->warnings)
		theme->warnings = ARENA_ARRAY(reader->arena, struct text, THEME_WARNINGS_MAX);
	strbuf_init(&sentence);
	strbuf_add_format(&sentence, "%s:%d: ", reader->file, reader->line);
	va_start(list, format);
	strbuf_add_format_list(&sentence, format, list);
	va_end(list);
	struct text clean = text_clean(reader->arena, strbuf_text(&sentence), NULL);
	theme->warnings[theme->warning_count++] = arena_copy(reader->arena, clean);
	strbuf_done(&sentence);
}

static struct text next_word(struct text *rest)
{
	*rest = text_trim(*rest);
	size_t end = 0;
	while (end < rest->size && rest->bytes[end] != ' ' && rest->bytes[end] != '\t')
		end++;
	struct text word = text_slice(*rest, 0, end);
	*rest = text_slice(*rest, end, rest->size);
	return word;
}

static bool flag_find(struct text word, uint8_t *flag)
{
	static const struct {
		const char *name;
		uint8_t flag;
	} flags[] = { { "bold", LOOK_BOLD }, { "dim", LOOK_DIM }, { "italic", LOOK_ITALIC },
		{ "underline", LOOK_UNDERLINE }, { "reverse", LOOK_REVERSE } };

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (text_equal_string(word, flags[i].name)) {
			*flag = flags[i].flag;
			return true;
		}
	}
	return false;
}

/* is_set is false when a word of it is wrong: the look that held before stays. */
static struct look look_parse(struct theme_reader *reader, struct text value)
{
	struct look look = { COLOR_NONE, COLOR_NONE, 0, true };
	bool is_background = false;

	for (struct text word = next_word(&value); word.size > 0; word = next_word(&value)) {
		uint8_t flag;
		int32_t color;
		if (text_equal_string(word, "on"))
			is_background = true;
		else if (flag_find(word, &flag))
			look.flags |= flag;
		else if (color_parse(word, &color))
			*(is_background ? &look.bg : &look.fg) = color;
		else {
			warn(reader,
				_("'%.*s' is no colour or attribute; expected a colour name, 0-255, #rrggbb, on, bold, dim, italic, "
				  "underline or reverse"),
				TEXT_ARGS(word));
			look.is_set = false;
		}
	}
	return look;
}

static void set_look(struct theme *theme, enum section section, enum role role, struct look look)
{
	if (section == SECTION_MONO) {
		look.fg = look.bg = COLOR_NONE;
		theme->mono[role] = look;
		return;
	}
	if (section != SECTION_LIGHT)
		theme->looks[BACKGROUND_DARK][role] = look;
	if (section != SECTION_DARK)
		theme->looks[BACKGROUND_LIGHT][role] = look;
	if (section == SECTION_BOTH)
		theme->looks[BACKGROUND_UNKNOWN][role] = look;
}

static void inherit(struct theme_reader *reader, struct text name)
{
	struct text bytes = TEXT_NONE;

	if (reader->finder && reader->depth < THEME_DEPTH_MAX)
		bytes = reader->finder->find(reader->finder->context, name);
	if (!bytes.bytes) {
		warn(reader, _("there is no theme '%.*s' to inherit from"), TEXT_ARGS(name));
		return;
	}
	struct theme_reader parent = *reader;
	parent.file = arena_copy(reader->arena, name).bytes;
	parent.section = SECTION_BOTH;
	parent.depth++;
	read_lines(&parent, bytes);
}

static void read_setting(struct theme_reader *reader, struct text key, struct text value)
{
	if (text_equal_string(key, "inherits")) {
		inherit(reader, value);
		return;
	}
	if (text_equal_string(key, "title")) {
		if (reader->depth == 0)
			reader->theme->title = arena_copy(reader->arena,
				text_clean(reader->arena, value, NULL));
		return;
	}
	int role = role_find(arena_copy(reader->arena, key).bytes);
	if (role < 0) {
		warn(reader, _("there is no role '%.*s'; 'llmatlas themes --roles' lists them"),
			TEXT_ARGS(key));
		return;
	}
	struct look look = look_parse(reader, value);
	if (look.is_set)
		set_look(reader->theme, reader->section, (enum role)role, look);
}

static void read_section(struct theme_reader *reader, struct text name)
{
	if (text_equal_string(name, "light"))
		reader->section = SECTION_LIGHT;
	else if (text_equal_string(name, "dark"))
		reader->section = SECTION_DARK;
	else if (text_equal_string(name, "mono"))
		reader->section = SECTION_MONO;
	else if (text_equal_string(name, "both"))
		reader->section = SECTION_BOTH;
	else
		warn(reader,
			_("there is no section [%.*s]; expected [dark], [light], [mono] or [both]"),
			TEXT_ARGS(name));
}

static void read_lines(struct theme_reader *reader, struct text bytes)
{
	reader->line = 0;
	while (bytes.size > 0) {
		const char *end = memchr(bytes.bytes, '\n', bytes.size);
		size_t size = end ? (size_t)(end - bytes.bytes) : bytes.size;
		struct text line = text_trim(text_slice(bytes, 0, size));
		bytes = text_slice(bytes, end ? size + 1 : size, bytes.size);
		reader->line++;
		if (line.size == 0 || line.bytes[0] == '#')
			continue;
		if (line.bytes[0] == '[' && line.bytes[line.size - 1] == ']') {
			read_section(reader, text_slice(line, 1, line.size - 2));
			continue;
		}
		ptrdiff_t equals = text_find(line, TEXT("="));
		if (equals <= 0) {
			warn(reader, _("'%.*s' is no setting; expected 'role = look'"),
				TEXT_ARGS(line));
			continue;
		}
		read_setting(reader, text_trim(text_slice(line, 0, (size_t)equals)),
			text_trim(text_slice(line, (size_t)equals + 1, line.size)));
	}
}

void theme_parse(struct theme *theme, const char *file, struct text bytes,
	const struct theme_finder *finder, struct arena *arena)
{
	struct theme_reader reader = { .theme = theme,
		.file = file,
		.finder = finder,
		.arena = arena };

	memset(theme, 0, sizeof(*theme));
	read_lines(&reader, bytes);
	if (theme->title.size == 0)
		theme->title = theme->name;
}

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

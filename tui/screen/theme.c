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

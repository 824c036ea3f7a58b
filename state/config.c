/* SPDX-License-Identifier: MIT */
#include "state/config.h"

#include "catalog/base/file.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { CONFIG_WARNINGS_MAX = 50, CONFIG_BINDINGS_MAX = 200, CONFIG_SIZE_MAX = 1 << 20 };

static const struct config_row rows[] = {
	[CONFIG_THEME] = { "theme", NULL, "default",
		N_("name of a theme; 'llmatlas themes' lists them") },
	[CONFIG_BACKGROUND] = { "background", "auto|dark|light", "auto",
		N_("ground of the terminal, for themes that leave it; auto asks the terminal") },
	[CONFIG_LANGUAGE] = { "language", "auto|en|ko", "auto",
		N_("language of the screen; auto takes it from the locale") },
	[CONFIG_SIGNS] = { "signs", "auto|unicode|ascii", "auto",
		N_("signs and lines; auto is unicode in a UTF-8 locale, but not on consoles (TERM=linux, vt100)") },
	[CONFIG_MOUSE] = { "mouse", "on|off", "off",
		N_("click, wheel, drag of a border; Shift-drag then selects text") },
	[CONFIG_CURSOR] = { "cursor", "hidden|shown", "hidden",
		N_("the terminal's cursor, which is always on the row in hand, for magnifiers and braille displays") },
	[CONFIG_QUERY] = { "query", NULL, "-status:retired -availability:none sort:-released",
		N_("what the explorer opens with") },
	[CONFIG_COLUMNS] = { "columns", NULL, "",
		N_("fields of the list, as in show:; empty: the default columns") },
	[CONFIG_PARAMETERS] = { "parameters", NULL, "",
		N_("parameters of computed fields, as in with:") },
	[CONFIG_KEYBOARD] = { "keyboard", "2set|none", "2set",
		N_("Hangul letters act as the Latin keys under them") },
	[CONFIG_CLIPBOARD] = { "clipboard", "osc52|off", "osc52", N_("how y and e copy") },
};
_Static_assert(sizeof(rows) / sizeof(rows[0]) == CONFIG_OPTION_COUNT, "one row per option");

const struct config_row *config_row(enum config_option option)
{
	return &rows[option];
}

void config_default(struct config *config)
{
	memset(config, 0, sizeof(*config));
	for (int i = 0; i < CONFIG_OPTION_COUNT; i++)
		config->values[i] = text_of(rows[i].fallback);
}

void config_warn(struct config *config, struct arena *arena, const char *file, int line,
	struct text sentence)
{
	if (config->warning_count >= CONFIG_WARNINGS_MAX)
		return;
	if (!config->warnings)
		config->warnings = ARENA_ARRAY(arena, struct text, CONFIG_WARNINGS_MAX);
	config->warnings[config->warning_count++] = !file ? arena_copy(arena, sentence)
		: line > 0 ? arena_format(arena, "%s:%d: %.*s", file, line, TEXT_ARGS(sentence))
			   : arena_format(arena, "%s: %.*s", file, TEXT_ARGS(sentence));
}

/* "a|b|c" holds the value. */
static bool is_listed(const char *values, struct text value)
{
	while (values) {
		const char *bar = strchr(values, '|');
		struct text one = { values, bar ? (size_t)(bar - values) : strlen(values) };
		if (text_equal(one, value))
			return true;
		values = bar ? bar + 1 : NULL;
	}
	return false;
}

static void read_binding(struct config *config, struct text rest, int line, struct arena *arena,
	const char *file)
{
	ptrdiff_t blank = text_find(rest, TEXT(" "));

	if (blank <= 0) {
		config_warn(config, arena, file, line,
			text_of(_("expected 'bind KEY ACTION', for example 'bind F5 export'")));
		return;
	}
	if (config->binding_count == CONFIG_BINDINGS_MAX)
		return;
	if (!config->bindings)
		config->bindings = ARENA_ARRAY(arena, struct config_binding, CONFIG_BINDINGS_MAX);
	config->bindings[config->binding_count++] = (struct config_binding){
		.key = text_slice(rest, 0, (size_t)blank),
		.action = text_trim(text_slice(rest, (size_t)blank, rest.size)),
		.line = line,
	};
}

static void read_setting(struct config *config, struct text line, int number, struct arena *arena,
	const char *file)
{
	ptrdiff_t equals = text_find(line, TEXT("="));
	struct text name = text_trim(text_slice(line, 0, equals < 0 ? line.size : (size_t)equals));
	struct text value = equals < 0 ? TEXT_NONE
				       : text_trim(text_slice(line, (size_t)equals + 1, line.size));
	int nearest = -1, nearest_distance = 4;

	if (equals < 0) {
		config_warn(config, arena, file, number, text_of(_("expected 'name = value'")));
		return;
	}
	for (int i = 0; i < CONFIG_OPTION_COUNT; i++) {
		int distance = text_distance(name, text_of(rows[i].name), 3);
		if (distance < nearest_distance) {
			nearest_distance = distance;
			nearest = i;
		}
		if (!text_equal_string(name, rows[i].name))
			continue;
		if (rows[i].values && !is_listed(rows[i].values, value))
			config_warn(config, arena, file, number,
				arena_format(arena, _("'%.*s' is no value of %s; expected %s"),
					TEXT_ARGS(value), rows[i].name, rows[i].values));
		else
			config->values[i] = value;
		config->lines[i] = number;
		return;
	}
	if (nearest >= 0)
		config_warn(config, arena, file, number,
			arena_format(arena, _("there is no setting '%.*s'; did you mean '%s'?"),
				TEXT_ARGS(name), rows[nearest].name));
	else
		config_warn(config, arena, file, number,
			arena_format(arena,
				_("there is no setting '%.*s'; 'llmatlas config --print' lists them"),
				TEXT_ARGS(name)));
}

void config_parse(struct config *config, const char *file, struct text bytes, struct arena *arena)
{
	int number = 0;

	while (bytes.size > 0) {
		const char *end = memchr(bytes.bytes, '\n', bytes.size);
		size_t size = end ? (size_t)(end - bytes.bytes) : bytes.size;
		struct text line = arena_copy(arena,
			text_clean(arena, text_slice(bytes, 0, size), NULL));
		bytes = text_slice(bytes, end ? size + 1 : size, bytes.size);
		number++;
		if (line.size == 0 || line.bytes[0] == '#')
			continue;
		if (text_starts_with(line, TEXT("bind ")))
			read_binding(config, text_trim(text_slice(line, 5, line.size)), number,
				arena, file);
		else
			read_setting(config, line, number, arena, file);
	}
}

enum result config_load(struct config *config, const char *path, struct arena *arena,
	struct error *err)
{
	char *bytes;
	size_t size;

	config_default(config);
	if (!path || !file_exists(path))
		return RESULT_OK;
	enum result result = file_load(path, CONFIG_SIZE_MAX, &bytes, &size, err);
	if (result != RESULT_OK)
		return result;
	config_parse(config, path, text_without_mark((struct text){ bytes, size }), arena);
	free(bytes);
	return RESULT_OK;
}

static bool is_setting(struct text line, const char *name)
{
	ptrdiff_t equals = text_find(line, TEXT("="));
	return equals > 0 &&
		text_equal_string(text_trim(text_slice(line, 0, (size_t)equals)), name);
}

/* The last line of a setting is the one that holds: it is replaced. */
static void put_setting(struct strbuf *bytes, const char *name, struct text value)
{
	size_t found = SIZE_MAX, found_size = 0;

	for (size_t at = 0; at < bytes->size;) {
		const char *end = memchr(bytes->bytes + at, '\n', bytes->size - at);
		size_t size = end ? (size_t)(end - bytes->bytes) - at : bytes->size - at;
		if (is_setting(text_slice(strbuf_text(bytes), at, size), name)) {
			found = at;
			found_size = size;
		}
		at += size + 1;
	}
	struct strbuf line;
	strbuf_init(&line);
	strbuf_add_format(&line, "%s = %.*s", name, TEXT_ARGS(value));
	if (found != SIZE_MAX) {
		strbuf_splice(bytes, found, found_size, strbuf_text(&line));
	} else {
		if (bytes->size > 0 && bytes->bytes[bytes->size - 1] != '\n')
			strbuf_add_char(bytes, '\n');
		strbuf_add(bytes, strbuf_text(&line));
		strbuf_add_char(bytes, '\n');
	}
	strbuf_done(&line);
}

enum result config_keep(const char *path, enum config_option option, struct text value,
	struct error *err)
{
	struct strbuf bytes;
	char *old = NULL, *folder = memory_copy_string(path), *slash = strrchr(folder, '/');
	size_t size = 0;
	enum result result = RESULT_OK;

	strbuf_init(&bytes);
	if (slash) {
		*slash = '\0';
		result = file_make_folders(folder, err);
	}
	if (result == RESULT_OK && file_exists(path))
		result = file_load(path, CONFIG_SIZE_MAX, &old, &size, err);
	if (result == RESULT_OK) {
		strbuf_add_bytes(&bytes, old, size);
		put_setting(&bytes, rows[option].name, value);
		result = file_save(path, strbuf_text(&bytes), false, err);
	}
	strbuf_done(&bytes);
	free(old);
	free(folder);
	return result;
}

void config_print_default(struct strbuf *buf)
{
	strbuf_add_string(buf,
		_("# llmatlas settings. Lines are 'name = value'; a line that begins with # is a comment.\n"
		  "# What stands here is what holds without this file.\n\n"));
	for (int i = 0; i < CONFIG_OPTION_COUNT; i++) {
		strbuf_add_format(buf, "# %s%s%s\n", _(rows[i].help), rows[i].values ? ": " : "",
			rows[i].values ? rows[i].values : "");
		strbuf_add_format(buf, "%s = %s\n\n", rows[i].name, rows[i].fallback);
	}
	strbuf_add_string(buf,
		_("# Keys: bind KEY ACTION. 'llmatlas keys' lists actions and keys.\n# bind F5 export\n\n"
		  "# A running llmatlas reads this file again when it has changed: theme, signs, mouse, keyboard and\n"
		  "# keys follow at the next key; the rest counts from the next start. 'llmatlas config' says what is wrong in it.\n"));
}

/* SPDX-License-Identifier: MIT */
#include "cli/themes.h"

#include "catalog/base/file.h"
#include "catalog/base/message.h"
#include "cli/resources.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THEME_SIZE_MAX = 1 << 20 };

static struct text linked_in(struct text name)
{
	char path[256];

	snprintf(path, sizeof(path), "themes/%.*s.theme", TEXT_ARGS(name));
	return resource_text(path);
}

/* The bytes of a file, TEXT_NONE with err when it cannot be read. */
static struct text read_file(const char *path, struct arena *arena, struct error *err)
{
	char *bytes;
	size_t size;

	if (file_load(path, THEME_SIZE_MAX, &bytes, &size, err) != RESULT_OK)
		return TEXT_NONE;
	struct text text = arena_copy(arena, (struct text){ bytes, size });
	free(bytes);
	return text;
}

struct finder_context {
	const struct themes *themes;
	struct arena *arena;
};

/* What a theme inherits from: linked in before own, so that an own "nord" can inherit from nord. */
static struct text find_theme(void *context, struct text name)
{
	const struct finder_context *finder = context;
	struct text bytes = linked_in(name);
	int index = themes_find(finder->themes, name);

	if (bytes.bytes || index < 0 || !finder->themes->files[index])
		return bytes;
	return read_file(finder->themes->files[index], finder->arena, NULL);
}

/* Titles of the themes that are linked in are said in the person's language; those of own themes are as their makers wrote them. */
static struct text title_of(struct text title)
{
	static const char *const titles[] = { N_("Default"), N_("Catppuccin latte"),
		N_("Catppuccin mocha"), N_("Colour-blind safe"), N_("High contrast, dark"),
		N_("High contrast, light"), N_("Dark"), N_("Dracula"), N_("Gruvbox dark"),
		N_("Gruvbox light"), N_("Light"), N_("Mono"), N_("Nord"), N_("Sixteen colours"),
		N_("Solarized dark"), N_("Solarized light") };

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (text_equal_string(title, titles[i]))
			return text_of(_(titles[i]));
	return title;
}

static void load(void *context, size_t index, struct theme *theme, struct arena *arena)
{
	const struct themes *themes = context;
	struct finder_context own = { themes, arena };
	const struct theme_finder finder = { find_theme, &own };
	const char *file = themes->files[index];
	struct error err = { 0 };
	struct text bytes = file ? read_file(file, arena, &err) : linked_in(themes->names[index]);

	if (!file)
		file = arena_format(arena, "%.*s.theme", TEXT_ARGS(themes->names[index])).bytes;
	theme_parse(theme, file, bytes, &finder, arena);
	theme->name = themes->names[index];
	if (theme->title.size == 0)
		theme->title = theme->name;
	theme->title = title_of(theme->title);
	if (err.message[0]) {
		theme->warnings = ARENA_ARRAY(arena, struct text, 1);
		theme->warnings[0] = arena_copy(arena, text_of(err.message));
		theme->warning_count = 1;
	}
}

int themes_find(const struct themes *themes, struct text name)
{
	for (size_t i = 0; i < themes->shelf.count; i++)
		if (text_equal(themes->names[i], name))
			return (int)i;
	return -1;
}

int themes_nearest(const struct themes *themes, struct text name)
{
	int best = 4, nearest = -1;

	for (size_t i = 0; i < themes->shelf.count; i++) {
		bool begins_so = name.size > 0 && text_starts_with(themes->names[i], name);
		if (text_is_nearer(name, begins_so ? name : themes->names[i], &best))
			nearest = (int)i;
	}
	return nearest;
}

static void add(struct themes *themes, struct text name, const char *file)
{
	int index = themes_find(themes, name);

	if (index < 0 && themes->shelf.count == THEMES_MAX)
		return;
	size_t at = index >= 0 ? (size_t)index : themes->shelf.count++;
	themes->names[at] = name;
	themes->files[at] = file;
}

/* The stem of "themes/NAME.theme" or "NAME.theme"; empty if the name is another. */
static struct text stem_of(struct text name)
{
	ptrdiff_t slash = text_find(name, TEXT("/"));

	name = text_slice(name, (size_t)(slash + 1), name.size);
	if (!text_ends_with(name, TEXT(".theme")) || name.bytes[0] == '.')
		return TEXT_NONE;
	return text_slice(name, 0, name.size - strlen(".theme"));
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_own(struct themes *themes, const char *folder, struct arena *arena)
{
	char *names[THEMES_MAX];
	size_t count = 0;
	DIR *directory = opendir(folder);

	if (!directory)
		return;
	for (struct dirent *entry = readdir(directory); entry && count < THEMES_MAX;
		entry = readdir(directory))
		if (stem_of(text_of(entry->d_name)).size > 0)
			names[count++] = arena_copy_string(arena, entry->d_name);
	closedir(directory);
	qsort(names, count, sizeof(names[0]), compare_names);
	for (size_t i = 0; i < count; i++)
		add(themes, text_clean(arena, stem_of(text_of(names[i])), NULL),
			paths_file(folder, names[i], arena));
}

void themes_open(struct themes *themes, struct context *context)
{
	size_t count;
	const struct resource *list = resource_list(&count);
	const char *folder = paths_file(context->paths.config, "themes", &context->arena);

	memset(themes, 0, sizeof(*themes));
	for (size_t i = 0; i < count; i++)
		if (text_starts_with(text_of(list[i].name), TEXT("themes/")))
			add(themes, stem_of(text_of(list[i].name)), NULL);
	if (folder)
		add_own(themes, folder, &context->arena);
	themes->shelf.names = themes->names;
	themes->shelf.load = load;
	themes->shelf.context = themes;
}

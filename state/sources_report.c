/* SPDX-License-Identifier: MIT */
#include "state/sources_report.h"

#include "catalog/base/message.h"
#include "catalog/store/store.h"
#include "state/warning_groups.h"

static struct sources_line line_of(const struct store *store, struct text name)
{
	return (struct sources_line){ .name = name,
		.date = store_date(store),
		.records = store_count(store),
		.offers = store_offer_count(store),
		.refused = store_refused_count(store),
		.warnings = store_warned_count(store),
		.is_counted = true };
}

/* Behind the snapshot's end, so copies. */
static void take_titles(const struct store *store, struct arena *arena, struct sources_line *line)
{
	uint32_t count = store_source_count(store);
	struct text *titles = ARENA_ARRAY(arena, struct text, count + 1);

	for (uint32_t i = 0; i < count; i++)
		titles[i] = arena_copy(arena, store_source(store, i).title);
	line->titles = titles;
	line->title_count = count;
}

static enum result open_source(const char *path, struct file_map *map, struct store **store,
	struct error *err)
{
	enum result result = file_map_open(map, path, err);

	if (result == RESULT_OK)
		result = store_open(store, map->bytes, map->size, path, err);
	if (result != RESULT_OK)
		file_map_close(map);
	return result;
}

size_t sources_report(const struct catalogs *catalogs, struct sources_line **out)
{
	struct catalogs_source *sources;
	size_t count = 0, line = 0;
	const char **overlay;
	struct error err;
	struct store *store;
	size_t files = catalogs_overlay(catalogs, &overlay);

	if (catalogs_list(catalogs, &sources, &count, &err) != RESULT_OK)
		count = 0;
	struct sources_line *lines = ARENA_ARRAY(catalogs->arena, struct sources_line,
		count + files + 1);
	if (store_open(&store, catalogs->built_in.bytes, catalogs->built_in.size, "built-in",
		    &err) == RESULT_OK) {
		lines[line++] = line_of(store, TEXT("built-in"));
		store_close(store);
	}
	for (size_t i = 0; i < count; i++) {
		struct file_map map;
		struct text name = text_clean(catalogs->arena, sources[i].name, NULL);
		if (open_source(sources[i].path, &map, &store, &err) != RESULT_OK) {
			lines[line++] = (struct sources_line){ .name = name,
				.note = arena_copy(catalogs->arena, text_of(err.message)) };
			continue;
		}
		lines[line] = line_of(store, name);
		take_titles(store, catalogs->arena, &lines[line++]);
		store_close(store);
		file_map_close(&map);
	}
	for (size_t i = 0; i < files; i++)
		lines[line++] = (struct sources_line){ .name = TEXT("yours"),
			.note = text_clean(catalogs->arena, text_of(overlay[i]), NULL) };
	*out = lines;
	return line;
}

static enum result take_sentences(const struct catalogs *catalogs, const char *path,
	const struct text **sentences, size_t *count, struct error *err)
{
	struct file_map map;
	struct store *store;
	enum result result = open_source(path, &map, &store, err);

	if (result != RESULT_OK)
		return result;
	*sentences = warning_groups(store, catalogs->arena, count);
	store_close(store);
	file_map_close(&map);
	return RESULT_OK;
}

enum result sources_sentences(const struct catalogs *catalogs, struct text name,
	const struct text **sentences, size_t *count, struct error *err)
{
	struct catalogs_source source;
	enum result result = catalogs_find(catalogs, name, &source, err);

	*count = 0;
	if (result != RESULT_OK && result != RESULT_NO_MATCH)
		return result;
	if (text_equal(name, TEXT("built-in")))
		return RESULT_OK;
	if (text_equal(name, TEXT("yours"))) { /* the merged catalog has them */
		const char *path;
		result = catalogs_merged_path(catalogs, &path, err);
		return result == RESULT_OK && path && file_exists(path)
			? take_sentences(catalogs, path, sentences, count, err)
			: result;
	}
	if (result == RESULT_OK)
		return take_sentences(catalogs, source.path, sentences, count, err);
	return error_set(err, RESULT_USAGE,
		_("There is no source %.*s. 'llmatlas sources' lists them."), TEXT_ARGS(name));
}

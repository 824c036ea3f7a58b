/* SPDX-License-Identifier: MIT */
#include "state/sources_report.h"

#include "catalog/base/message.h"
#include "catalog/store/store.h"
#include "state/overlay.h"
#include "state/warning_groups.h"

#include <string.h>
#include <sys/stat.h>

#define OWN "yours/"

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

static enum result no_source(struct text name, struct error *err)
{
	return error_set(err, RESULT_USAGE,
		_("There is no source %.*s. 'llmatlas sources' lists them."), TEXT_ARGS(name));
}

/* --- your own files ------------------------------------------------------------------------------- */

/* For the day on which it was last written, as an imported one. */
static uint32_t day_of(const char *path)
{
	struct stat stat_of;

	return stat(path, &stat_of) == 0 ? date_of_day_number((long)(stat_of.st_mtime / 86400)) : 0;
}

struct text sources_own_name(const struct catalogs *catalogs, const char *path)
{
	const char *slash = strrchr(path, '/');

	return text_clean(catalogs->arena,
		arena_format(catalogs->arena, OWN "%s", slash ? slash + 1 : path), NULL);
}

static struct sources_line own_line(const struct catalogs *catalogs, const struct overlay *overlay,
	const struct overlay_file *file)
{
	const struct facts *facts = &overlay->facts;
	struct text *titles = ARENA_ARRAY(catalogs->arena, struct text, facts->source_count + 1);
	struct sources_line line = { .name = sources_own_name(catalogs, file->path),
		.note = text_clean(catalogs->arena, text_of(file->path), NULL),
		.date = day_of(file->path),
		.titles = titles,
		.is_counted = true,
		.is_own = true };
	size_t warnings;

	overlay_warnings(overlay, file, &warnings);
	line.warnings = (uint32_t)warnings;
	line.refused = file->facts ? file->facts->refused : 1;
	line.records = file->facts ? file->facts->records : 0;
	line.offers = file->facts ? file->facts->offers : 0;
	for (size_t i = 0; file->facts && i < facts->source_count; i++)
		if (facts->sources[i].file == file->place)
			titles[line.title_count++] = facts->sources[i].source.title;
	return line;
}

/* Room for all that there are. */
static size_t own_lines(const struct catalogs *catalogs, const struct store *built_in,
	struct sources_line *lines, size_t room)
{
	struct overlay overlay;
	struct error err;
	size_t count;

	overlay_read(catalogs, built_in, &overlay, &err);
	for (count = 0; count < overlay.count && count < room; count++)
		lines[count] = own_line(catalogs, &overlay, &overlay.files[count]);
	overlay_done(&overlay);
	return count;
}

/* Of each file by itself, those of one behind those of another. */
static bool gather_own(const struct catalogs *catalogs, const struct overlay *overlay,
	struct text wanted, const struct text **sentences, size_t *count)
{
	struct text *all = ARENA_ARRAY(catalogs->arena, struct text,
		overlay->facts.warning_count + 1);
	bool is_all = text_equal(wanted, TEXT("yours")), is_there = is_all;

	*count = 0;
	for (size_t i = 0; i < overlay->count; i++) {
		size_t told, grouped;
		if (!is_all &&
			!text_equal(sources_own_name(catalogs, overlay->files[i].path), wanted))
			continue;
		const struct text *lines = overlay_warnings(overlay, &overlay->files[i], &told),
				  *groups = warning_groups_of(lines, told, catalogs->arena,
					  &grouped);
		memcpy(all + *count, groups, grouped * sizeof(*groups));
		*count += grouped;
		is_there = true;
	}
	*sentences = all;
	return is_there;
}

static enum result own_sentences(const struct catalogs *catalogs, struct text name,
	const struct text **sentences, size_t *count, struct error *err)
{
	struct overlay overlay;
	struct store *built_in;
	enum result result = store_open(&built_in, catalogs->built_in.bytes,
		catalogs->built_in.size, _("the built-in catalog"), err);

	if (result != RESULT_OK)
		return result;
	result = overlay_read(catalogs, built_in, &overlay, err);
	if (result == RESULT_OK && !gather_own(catalogs, &overlay, name, sentences, count))
		result = no_source(name, err);
	overlay_done(&overlay);
	store_close(built_in);
	return result;
}

/* --- all of them ---------------------------------------------------------------------------------- */

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
	struct store *built_in = NULL;
	if (store_open(&built_in, catalogs->built_in.bytes, catalogs->built_in.size, "built-in",
		    &err) == RESULT_OK)
		lines[line++] = line_of(built_in, TEXT("built-in"));
	for (size_t i = 0; i < count; i++) {
		struct file_map map;
		struct text name = text_clean(catalogs->arena, sources[i].name, NULL);
		if (catalogs_open_source(sources[i].path, sources[i].name, false, &map, &store,
			    &err) != RESULT_OK) {
			lines[line++] = (struct sources_line){ .name = name,
				.note = arena_copy(catalogs->arena, text_of(err.message)) };
			continue;
		}
		lines[line] = line_of(store, name);
		take_titles(store, catalogs->arena, &lines[line++]);
		store_close(store);
		file_map_close(&map);
	}
	if (built_in && files > 0)
		line += own_lines(catalogs, built_in, &lines[line], files);
	store_close(built_in);
	*out = lines;
	return line;
}

static enum result take_sentences(const struct catalogs *catalogs,
	const struct catalogs_source *source, const struct text **sentences, size_t *count,
	struct error *err)
{
	struct file_map map;
	struct store *store;
	enum result result = catalogs_open_source(source->path, source->name, false, &map, &store,
		err);

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
	if (text_equal(name, TEXT("yours")) || text_starts_with(name, TEXT(OWN)))
		return own_sentences(catalogs, name, sentences, count, err);
	if (result == RESULT_OK)
		return take_sentences(catalogs, &source, sentences, count, err);
	return no_source(name, err);
}

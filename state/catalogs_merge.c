/* SPDX-License-Identifier: MIT */
/* The merged catalog: its key, making it. */
#include "catalog/base/interrupt.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/fold.h"
#include "catalog/store/store.h"
#include "state/catalogs_parts.h"
#include "state/overlay.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static uint64_t mix(uint64_t key, uint64_t word)
{
	key = (key ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return key ^ (key >> 31);
}

static void overlay_hash(const char *const *paths, size_t count, uint64_t *key)
{
	for (size_t i = 0; i < count; i++) {
		char *bytes;
		size_t size;
		struct error own;
		if (file_load(paths[i], OVERLAY_SIZE_MAX, &bytes, &size, &own) !=
			RESULT_OK) { /* reported when it is read */
			*key = mix(*key, i);
			continue;
		}
		*key = mix(mix(*key, text_hash(text_of(paths[i]))),
			text_hash((struct text){ bytes, size }));
		free(bytes);
	}
}

/* Of all that is merged; 0: there is nothing to merge. */
static enum result find_key(const struct catalogs *catalogs, uint64_t *key, struct error *err)
{
	struct catalogs_source *sources;
	const char **overlay;
	size_t count, overlay_count = catalogs_overlay(catalogs, &overlay);
	enum result result = catalogs_list(catalogs, &sources, &count, err);

	*key = 0;
	if (result == RESULT_OK) /* who may not read what is his shall know that it is missing */
		result = catalogs_check_folder(catalogs_folder(catalogs, catalogs->paths.config,
						       "catalog.d"),
			err);
	if (result != RESULT_OK || (count == 0 && overlay_count == 0))
		return result;
	*key = store_bytes_hash(catalogs->built_in.bytes, catalogs->built_in.size);
	for (size_t i = 0; i < count; i++)
		*key = mix(mix(*key, text_hash(sources[i].name)), sources[i].hash);
	overlay_hash(overlay, overlay_count, key);
	return RESULT_OK;
}

/* NULL: there is no folder for it. */
static const char *path_of_key(const struct catalogs *catalogs, uint64_t key)
{
	return !catalogs->paths.cache
		? NULL
		: arena_format(catalogs->arena, "%s/merged-%016llx%s", catalogs->paths.cache,
			  (unsigned long long)key, CATALOGS_ENDING)
			  .bytes;
}

static enum result no_folder(struct error *err)
{
	return error_set(err, RESULT_IO, "%s", _("There is no folder for caches: HOME is not set"));
}

enum result catalogs_merged_path(const struct catalogs *catalogs, const char **path,
	struct error *err)
{
	uint64_t key;
	enum result result = find_key(catalogs, &key, err);

	*path = NULL;
	if (result != RESULT_OK || key == 0)
		return result;
	*path = path_of_key(catalogs, key);
	return *path ? RESULT_OK : no_folder(err);
}

const char *catalogs_last_merged(const struct catalogs *catalogs)
{
	const char **names, *newest = NULL;
	size_t count = catalogs_names(catalogs, catalogs->paths.cache, CATALOGS_ENDING, &names);
	struct timespec newest_time = { 0, 0 };

	for (size_t i = 0; i < count; i++) {
		const char *path = catalogs_file(catalogs, catalogs->paths.cache, names[i]);
		struct stat stat_of;
		if (stat(path, &stat_of) != 0)
			continue;
		if (newest &&
			(stat_of.st_mtim.tv_sec < newest_time.tv_sec ||
				(stat_of.st_mtim.tv_sec == newest_time.tv_sec &&
					stat_of.st_mtim.tv_nsec < newest_time.tv_nsec)))
			continue;
		newest = path;
		newest_time = stat_of.st_mtim;
	}
	return newest;
}

struct opened {
	struct file_map maps[FOLD_SOURCE_MAX];
	const struct store *stores[FOLD_SOURCE_MAX];
	uint64_t hashes[FOLD_SOURCE_MAX];
	size_t count;
	struct strbuf overlay_bytes;
	struct store *built_in, *overlay;
	struct text *warnings;
	size_t warning_count;
};

static void close_all(struct opened *opened)
{
	for (size_t i = 0; i < opened->count; i++) {
		store_close((struct store *)opened->stores[i]);
		file_map_close(&opened->maps[i]);
	}
	store_close(opened->overlay);
	store_close(opened->built_in);
	strbuf_done(&opened->overlay_bytes);
}

/* Your own files as a snapshot in memory. One that is broken is reported and left out. */
static enum result open_overlay(const struct catalogs *catalogs, struct opened *opened,
	struct error *err)
{
	struct overlay overlay;
	enum result result = overlay_read(catalogs, opened->built_in, &overlay, err);

	if (overlay.count == 0)
		return result;
	struct builder *builder = builder_new(TEXT("yours"), store_date(opened->built_in));
	if (result == RESULT_OK)
		result = facts_build(&overlay.facts, builder, err);
	if (result == RESULT_OK) {
		struct sink *sink = sink_open_strbuf(&opened->overlay_bytes);
		result = builder_finish(builder, sink, NULL, err);
		if (result == RESULT_OK)
			result = sink_close(sink, err);
		else
			sink_drop(sink);
	}
	builder_free(builder);
	if (result == RESULT_OK)
		result = store_open(&opened->overlay, opened->overlay_bytes.bytes,
			opened->overlay_bytes.size, "catalog.d", err);
	overlay_done(&overlay);
	return result;
}

/* What this process has just written and hashed need not be read once more to be believed. */
static enum result open_all(const struct catalogs *catalogs, const struct catalogs_fresh *fresh,
	struct opened *opened, struct error *err)
{
	struct catalogs_source *sources;
	size_t count;
	enum result result = store_open(&opened->built_in, catalogs->built_in.bytes,
		catalogs->built_in.size, _("the built-in catalog"), err);

	if (result == RESULT_OK)
		result = catalogs_list(catalogs, &sources, &count, err);
	if (result == RESULT_OK && count > FOLD_SOURCE_MAX)
		return fold_too_many(err);
	for (size_t i = 0; result == RESULT_OK && i < count; i++) {
		struct store *store;
		bool is_fresh = fresh && fresh->hash != 0 && fresh->hash == sources[i].hash;
		result = catalogs_open_source(sources[i].path, sources[i].name, is_fresh,
			&opened->maps[opened->count], &store, err);
		if (result != RESULT_OK)
			break;
		opened->hashes[opened->count] = sources[i].hash;
		opened->stores[opened->count++] = store;
	}
	return result == RESULT_OK ? open_overlay(catalogs, opened, err) : result;
}

static bool is_still_key(const struct catalogs *catalogs, uint64_t key)
{
	uint64_t now;
	struct error own;

	return find_key(catalogs, &now, &own) == RESULT_OK && now == key;
}

/* All of it as it was when the key was made: another run may put a source in its place meanwhile. */
static enum result open_settled(const struct catalogs *catalogs, const struct catalogs_fresh *fresh,
	struct opened *opened, uint64_t *key, struct error *err)
{
	enum { ATTEMPTS = 20 };
	enum result result = open_all(catalogs, fresh, opened, err);

	for (int i = 0; i < ATTEMPTS && result == RESULT_OK && !is_still_key(catalogs, *key); i++) {
		close_all(opened);
		*opened = (struct opened){ .count = 0 };
		strbuf_init(&opened->overlay_bytes);
		result = find_key(catalogs, key, err);
		if (result != RESULT_OK || *key == 0)
			break; /* all were taken out */
		result = open_all(catalogs, fresh, opened, err);
	}
	return result;
}

static struct builder *builder_for(const struct catalogs *catalogs, const struct opened *opened)
{
	uint32_t date = store_date(opened->built_in);
	struct text name = store_name(opened->built_in);

	for (size_t i = 0; i < opened->count; i++) {
		if (store_date(opened->stores[i]) > date)
			date = store_date(opened->stores[i]);
		name = arena_format(catalogs->arena, "%.*s + %.*s", TEXT_ARGS(name),
			TEXT_ARGS(store_name(opened->stores[i])));
	}
	if (opened->overlay)
		name = arena_format(catalogs->arena, "%.*s + %s", TEXT_ARGS(name), "yours");
	struct builder *builder = builder_new(name, date);
	for (uint32_t i = 0; opened->overlay && i < store_warning_count(opened->overlay); i++)
		builder_add_warning(builder, store_warning(opened->overlay, i));
	return builder;
}

/* A draft has the process that writes it in its name. */
void catalogs_sweep_drafts(const struct catalogs *catalogs, const char *folder)
{
	const char **names;
	size_t count = catalogs_names(catalogs, folder, ".tmp", &names);

	for (size_t i = 0; i < count; i++) {
		const char *ending = strstr(names[i], CATALOGS_ENDING ".");
		long process;
		if (ending && sscanf(ending, CATALOGS_ENDING ".%ld-", &process) == 1 &&
			kill((pid_t)process, 0) != 0 && errno == ESRCH)
			unlink(catalogs_file(catalogs, folder, names[i]));
	}
}

/* Older merged catalogs serve nobody who starts from now on; whoever has one open keeps it. */
static void drop_others(const struct catalogs *catalogs, const char *path)
{
	const char **names;
	size_t count = catalogs_names(catalogs, catalogs->paths.cache, CATALOGS_ENDING, &names);

	for (size_t i = 0; i < count; i++) {
		const char *other = catalogs_file(catalogs, catalogs->paths.cache, names[i]);
		if (text_starts_with(text_of(names[i]), TEXT("merged-")) &&
			strcmp(other, path) != 0)
			unlink(other);
	}
	catalogs_sweep_drafts(catalogs, catalogs->paths.cache);
}

/* What was found of a source helps if the source is still that one. */
static void take_fresh(const struct opened *opened, const struct catalogs_fresh *fresh,
	struct fold_input *input)
{
	if (!fresh)
		return;
	fold_families_stop(fresh->families);
	for (size_t i = 0; i < opened->count; i++)
		if (opened->hashes[i] == fresh->hash) {
			input->families = fresh->families;
			input->families_of = i;
		}
}

/* A whole catalog in its place. */
static enum result put_merged(const struct catalogs *catalogs, struct builder *builder,
	uint64_t key, const struct interrupt *interrupt, struct error *err)
{
	const char *path = path_of_key(catalogs, key);
	enum result result = catalogs_write(builder, path, interrupt, err);
	bool is_current = result == RESULT_OK && is_still_key(catalogs, key);

	if (is_current) {
		drop_others(catalogs, path);
		catalogs_keep(catalogs, path);
	} else if (result == RESULT_OK) {
		unlink(path); /* another run has brought in more, and merges it */
	}
	return result;
}

static enum result finish_in_memory(struct builder *builder, struct strbuf *bytes,
	const struct interrupt *interrupt, struct error *err)
{
	struct sink *sink = sink_open_strbuf(bytes);
	enum result result = builder_finish(builder, sink, interrupt, err);

	if (result == RESULT_OK)
		return sink_close(sink, err);
	sink_drop(sink);
	return result;
}

/* bytes NULL: into the cache. */
static enum result merge_into(const struct catalogs *catalogs, const struct catalogs_fresh *fresh,
	const struct interrupt *interrupt, struct fold_counts *counts, uint64_t key,
	struct strbuf *bytes, struct error *err)
{
	struct opened opened = { .count = 0 };
	struct fold_counts own;
	struct interrupt_part folding, part;

	strbuf_init(&opened.overlay_bytes);
	enum result result = open_settled(catalogs, fresh, &opened, &key, err);
	if (result == RESULT_OK && key != 0) {
		struct fold_input input = { .built_in = opened.built_in,
			.sources = opened.stores,
			.source_count = opened.count,
			.overlay = opened.overlay,
			.interrupt = interrupt_part(&folding, interrupt, 0, 70) };
		const struct interrupt *writing = interrupt_part(&part, interrupt, 70, 100);
		take_fresh(&opened, fresh, &input);
		struct builder *builder = builder_for(catalogs, &opened);
		result = fold_catalogs(builder, &input, counts ? counts : &own, err);
		if (result == RESULT_OK)
			result = bytes ? finish_in_memory(builder, bytes, writing, err)
				       : put_merged(catalogs, builder, key, writing, err);
		builder_free(builder);
	}
	close_all(&opened);
	return result;
}

/* Told before all is merged for nothing. */
static enum result check_cache(const struct catalogs *catalogs, struct error *err)
{
	const char *folder = catalogs->paths.cache;

	if (!folder)
		return no_folder(err);
	enum result result = catalogs_need_folder(folder, err);
	if (result == RESULT_OK && access(folder, W_OK) != 0)
		return error_set_system(err, errno, _("Cannot write %s"), folder);
	return result;
}

/* Every start merges them again: no more than takes a second or so. */
static enum result check_size(const struct catalogs *catalogs, const struct error *why,
	struct error *err)
{
	struct catalogs_source *sources;
	const struct error reason = *why;
	size_t count;
	uint64_t size = 0;
	enum result result = catalogs_list(catalogs, &sources, &count, err);

	for (size_t i = 0; i < count; i++)
		size += sources[i].size;
	if (result != RESULT_OK || size <= CATALOGS_MEMORY_MAX)
		return result;
	return error_set(err, RESULT_IO,
		_("%s. The merged catalog cannot be kept, and your sources are too large to be merged anew at every start (%u MB): set XDG_CACHE_HOME to a folder that can be written."),
		reason.message, (unsigned)(size >> 20));
}

enum result catalogs_merge(const struct catalogs *catalogs, const struct catalogs_fresh *fresh,
	const struct interrupt *interrupt, struct fold_counts *counts,
	struct catalogs_memory *memory, struct error *err)
{
	uint64_t key;
	enum result result = find_key(catalogs, &key, err);

	if (result != RESULT_OK || key == 0)
		return result;
	if (catalogs->paths.cache && !counts && file_exists(path_of_key(catalogs, key)))
		return RESULT_OK;
	result = check_cache(catalogs, err);
	if (result == RESULT_OK)
		result = merge_into(catalogs, fresh, interrupt, counts, key, NULL, err);
	if (result != RESULT_IO)
		return result;
	memory->why = *err;
	result = check_size(catalogs, &memory->why, err);
	if (result == RESULT_OK)
		result = merge_into(catalogs, fresh, interrupt, counts, key, &memory->bytes, err);
	return result;
}

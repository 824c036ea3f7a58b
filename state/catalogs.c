/* SPDX-License-Identifier: MIT */
#include "state/catalogs.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/sink.h"
#include "catalog/store/store.h"
#include "state/catalogs_parts.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- folders -------------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names in a folder that end so, sorted; in the arena. */
size_t catalogs_names(const struct catalogs *catalogs, const char *folder, const char *ending,
	const char ***names)
{
	DIR *open = folder ? opendir(folder) : NULL;
	size_t count = 0, capacity = 0;
	const char **list = NULL;

	*names = NULL;
	if (!open)
		return 0;
	for (struct dirent *entry = readdir(open); entry; entry = readdir(open)) {
		struct text name = text_of(entry->d_name);
		if (name.bytes[0] == '.' || !text_ends_with(name, text_of(ending)) ||
			name.size == strlen(ending))
			continue;
		list = memory_grow(list, &capacity, count + 1, sizeof(*list));
		list[count++] = arena_copy_string(catalogs->arena, entry->d_name);
	}
	closedir(open);
	if (count > 0)
		qsort(list, count, sizeof(*list), compare_names);
	*names = ARENA_ARRAY(catalogs->arena, const char *, count + 1);
	if (count > 0)
		memcpy(*names, list, count * sizeof(*list));
	free(list);
	return count;
}

const char *catalogs_folder(const struct catalogs *catalogs, const char *base, const char *name)
{
	return paths_file(base, name, catalogs->arena);
}

const char *catalogs_file(const struct catalogs *catalogs, const char *folder, const char *name)
{
	return arena_format(catalogs->arena, "%s/%s", folder, name).bytes;
}

enum result catalogs_need_folder(const char *folder, struct error *err)
{
	if (!folder)
		return error_set(err, RESULT_IO, "%s",
			_("There is no folder for your data: set HOME or XDG_DATA_HOME."));
	return file_make_folders(folder, err);
}

/* --- sources -------------------------------------------------------------------------------------- */

enum result catalogs_list(const struct catalogs *catalogs, struct catalogs_source **out,
	size_t *count, struct error *err)
{
	const char *folder = catalogs_folder(catalogs, catalogs->paths.data, "sources");
	const char **names;
	size_t found = catalogs_names(catalogs, folder, CATALOGS_ENDING, &names);
	struct catalogs_source *sources = ARENA_ARRAY(catalogs->arena, struct catalogs_source,
		found + 1);

	*count = 0;
	*out = sources;
	enum result result = catalogs_check_folder(folder, err);
	for (size_t i = 0; result == RESULT_OK && i < found; i++) {
		const char *path = catalogs_file(catalogs, folder, names[i]);
		struct stat stat_of;
		uint64_t hash;
		struct error own;
		if (stat(path, &stat_of) != 0)
			continue;
		if (store_file_hash(path, &hash, &own) != RESULT_OK)
			hash = 0; /* who opens it says why it cannot be read */
		struct text name = text_of(names[i]);
		name.size -= strlen(CATALOGS_ENDING);
		sources[(*count)++] = (struct catalogs_source){ .name = name,
			.path = path,
			.hash = hash,
			.size = (uint64_t)stat_of.st_size,
			.has_former = file_exists(
				arena_format(catalogs->arena, "%s.former", path).bytes) };
	}
	return result;
}

enum result catalogs_find(const struct catalogs *catalogs, struct text name,
	struct catalogs_source *source, struct error *err)
{
	struct catalogs_source *sources;
	size_t count;
	enum result result = catalogs_list(catalogs, &sources, &count, err);

	for (size_t i = 0; result == RESULT_OK && i < count; i++)
		if (text_equal(sources[i].name, name)) {
			*source = sources[i];
			return RESULT_OK;
		}
	return result == RESULT_OK ? RESULT_NO_MATCH : result;
}

size_t catalogs_overlay(const struct catalogs *catalogs, const char ***paths)
{
	const char *folder = catalogs_folder(catalogs, catalogs->paths.config, "catalog.d");
	size_t count = catalogs_names(catalogs, folder, ".json", paths);

	for (size_t i = 0; i < count; i++)
		(*paths)[i] = catalogs_file(catalogs, folder, (*paths)[i]);
	return count;
}

static bool is_name(struct text name)
{
	for (size_t i = 0; i < name.size; i++) {
		char c = name.bytes[i];
		bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			(c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
		if (!is_plain)
			return false;
	}
	return name.size > 0 && name.size < 100 && name.bytes[0] != '.';
}

static enum result check_signs(struct text name, struct error *err)
{
	if (is_name(name))
		return RESULT_OK;
	return error_set(err, RESULT_USAGE,
		_("'%.*s' is no name for a source: letters, digits, '.', '-' and '_', no '.' in front, at most 99."),
		TEXT_ARGS(name));
}

/* The program's own catalog and the person's own files stand among the sources under these names. */
static bool is_built_in(struct text name)
{
	return text_equal_folded_ascii(name, TEXT("built-in"));
}

static bool is_yours(struct text name)
{
	return text_equal_folded_ascii(name, TEXT("yours"));
}

enum result catalogs_check_name(struct text name, struct error *err)
{
	if (is_built_in(name))
		return error_set(err, RESULT_USAGE, "%s",
			_("'built-in' is the catalog of llmatlas itself. Call the source something else: --name NAME."));
	if (is_yours(name))
		return error_set(err, RESULT_USAGE, "%s",
			_("'yours' is what your own files are called. Call the source something else: --name NAME."));
	return check_signs(name, err);
}

/* Downloads are named by the process that makes them: of one that is gone they are rubbish. */
static void sweep_downloads(const struct catalogs *catalogs, const char *folder)
{
	DIR *open = opendir(folder);
	long process;

	if (!open)
		return;
	for (struct dirent *entry = readdir(open); entry; entry = readdir(open))
		if (sscanf(entry->d_name, CATALOGS_DOWNLOAD "%ld", &process) == 1 &&
			kill((pid_t)process, 0) != 0 && errno == ESRCH)
			unlink(catalogs_file(catalogs, folder, entry->d_name));
	closedir(open);
}

/* What a killed run left beside the sources; nobody else writes there while the lock is held. */
static void sweep(const struct catalogs *catalogs, const char *folder)
{
	const char **names;
	size_t count = catalogs_names(catalogs, folder, ".tmp", &names);

	for (size_t i = 0; i < count; i++)
		unlink(catalogs_file(catalogs, folder, names[i]));
	catalogs_end_replacing(catalogs, folder);
	sweep_downloads(catalogs, folder);
}

static enum result open_sources(const struct catalogs *catalogs, struct text name,
	const char **path, struct file_lock *lock, struct error *err)
{
	const char *folder = catalogs_folder(catalogs, catalogs->paths.data, "sources");

	lock->descriptor = -1;
	enum result result = check_signs(name, err);
	if (result == RESULT_OK)
		result = catalogs_need_folder(folder, err);
	if (result == RESULT_OK)
		result = file_lock_open(lock, catalogs_file(catalogs, folder, "sources"), err);
	if (result != RESULT_OK)
		return result;
	sweep(catalogs, folder);
	*path = arena_format(catalogs->arena, "%s/%.*s%s", folder, TEXT_ARGS(name), CATALOGS_ENDING)
			.bytes;
	return RESULT_OK;
}

enum result catalogs_write(struct builder *builder, const char *path,
	const struct interrupt *interrupt, struct error *err)
{
	struct sink *sink;
	enum result result = sink_open_file(&sink, path, false, err);

	if (result != RESULT_OK)
		return result;
	result = builder_finish(builder, sink, interrupt, err);
	if (result == RESULT_OK)
		return sink_close(sink, err);
	sink_drop(sink);
	return result;
}

static void fresh_begin(const struct catalogs *catalogs, struct catalogs_fresh *fresh,
	struct builder *builder)
{
	struct store *built_in;

	if (!fresh || fresh->has_more ||
		store_open(&built_in, catalogs->built_in.bytes, catalogs->built_in.size, "",
			NULL) != RESULT_OK)
		return;
	fresh->families = fold_families_begin(built_in, builder);
	store_close(built_in); /* the worker has its own */
}

void catalogs_fresh_end(struct catalogs_fresh *fresh)
{
	fold_families_free(fresh->families);
	*fresh = (struct catalogs_fresh){ 0 };
}

static enum result put_in_place(const struct catalogs *catalogs, const char *beside,
	const char *path, struct catalogs_fresh *fresh, struct error *err)
{
	bool is_there = file_exists(path),
	     is_same = is_there && catalogs_is_same_file(beside, path);

	if (fresh)
		fresh->is_same = is_same;
	if (is_same) {
		unlink(beside);
		return RESULT_OK;
	}
	if (is_there && !(fresh && fresh->is_known) && catalogs_is_sound(path))
		return catalogs_replace(catalogs, beside, path, false, err);
	if (rename(beside, path) != 0)
		return error_set_system(err, errno, _("Cannot write %s"), path);
	return RESULT_OK;
}

/* One more than can be merged would keep all that is brought in from then on out of the catalog. */
static enum result check_room(const struct catalogs *catalogs, struct text name, struct error *err)
{
	struct catalogs_source *sources;
	size_t count;
	enum result result = catalogs_list(catalogs, &sources, &count, err);

	for (size_t i = 0; i < count; i++)
		if (text_equal(sources[i].name, name))
			return result;
	if (result != RESULT_OK || count < FOLD_SOURCE_MAX)
		return result;
	return error_set(err, RESULT_USAGE,
		_("There are %d sources, no more can be merged: take one out with 'llmatlas sources --remove NAME'. Nothing was changed."),
		FOLD_SOURCE_MAX);
}

enum result catalogs_put(const struct catalogs *catalogs, struct text name, struct builder *builder,
	struct catalogs_fresh *fresh, const struct interrupt *interrupt, struct error *err)
{
	struct file_lock lock;
	const char *path;

	if (builder_model_count(builder) == 0)
		return error_set(err, RESULT_BAD_DATA, "%s",
			_("No model could be read: the former catalog stays."));
	enum result result = catalogs_check_name(name, err);
	if (result != RESULT_OK)
		return result;
	result = open_sources(catalogs, name, &path, &lock, err);
	if (result == RESULT_OK)
		result = check_room(catalogs, name, err);
	if (result == RESULT_OK) {
		const char *beside = catalogs_with(catalogs, path, ".new.tmp");
		builder_leave_unranked(builder);
		fresh_begin(catalogs, fresh, builder);
		result = catalogs_write(builder, beside, interrupt, err);
		if (fresh)
			fold_families_settle(fresh->families, builder);
		if (result == RESULT_OK && fresh)
			result = store_file_hash(beside, &fresh->hash, err);
		if (result == RESULT_OK)
			result = put_in_place(catalogs, beside, path, fresh, err);
		if (result != RESULT_OK)
			unlink(beside);
	}
	file_lock_close(&lock);
	return result;
}

enum result catalogs_rollback(const struct catalogs *catalogs, struct text name, struct error *err)
{
	struct file_lock lock;
	const char *path;
	enum result result = open_sources(catalogs, name, &path, &lock, err);

	if (result == RESULT_OK) {
		const char *former = catalogs_with(catalogs, path, ".former");
		if (!file_exists(former))
			result = error_set(err, RESULT_NO_MATCH,
				_("There is no former catalog of %.*s to go back to."),
				TEXT_ARGS(name));
		else if (!catalogs_is_sound(former))
			result = error_set(err, RESULT_BAD_DATA,
				_("The former catalog of %.*s is damaged; the one of now stays."),
				TEXT_ARGS(name));
		else /* the two change places, so that going back can be taken back */
			result = catalogs_replace(catalogs, former, path, true, err);
	}
	file_lock_close(&lock);
	return result;
}

static enum result no_source(struct text name, struct error *err)
{
	if (is_built_in(name))
		return error_set(err, RESULT_USAGE, "%s",
			_("The built-in catalog is part of llmatlas and stays; only what was brought in can be taken out."));
	if (is_yours(name))
		return error_set(err, RESULT_USAGE, "%s",
			_("Your own files lie in the folder catalog.d beside your settings: move them away to take them out."));
	return error_set(err, RESULT_USAGE,
		_("There is no source %.*s. 'llmatlas sources' lists them."), TEXT_ARGS(name));
}

enum result catalogs_remove(const struct catalogs *catalogs, struct text name, struct error *err)
{
	struct file_lock lock;
	const char *path;
	enum result result = open_sources(catalogs, name, &path, &lock, err);

	if (result == RESULT_OK) {
		unlink(catalogs_with(catalogs, path,
			".former")); /* first: nothing of it stays alone */
		unlink(catalogs_with(catalogs, path, ".update"));
		if (unlink(path) != 0)
			result = errno == ENOENT
				? no_source(name, err)
				: error_set_system(err, errno, _("Cannot write %s"), path);
	}
	file_lock_close(&lock);
	return result;
}

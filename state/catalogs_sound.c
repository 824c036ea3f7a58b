/* SPDX-License-Identifier: MIT */
/* What cannot be read: sources whose file was damaged by a disk or by a copy that was broken off, folders of somebody else. */
#include "catalog/base/message.h"
#include "catalog/store/store.h"
#include "state/catalogs_parts.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

/* What is wrong with it, and what helps. */
static enum result tell_what_helps(struct text name, enum result result, struct error *err)
{
	struct error why = *err;

	if (result != RESULT_BAD_DATA)
		return result;
	return error_set(err, result,
		_("%s 'llmatlas sources --remove %.*s' takes it out; import or update bring it in anew."),
		why.message, TEXT_ARGS(name));
}

enum result catalogs_open_source(const char *path, struct text name, bool is_known_whole,
	struct file_map *map, struct store **store, struct error *err)
{
	enum result result = file_map_open(map, path, err);

	if (result != RESULT_OK)
		return result;
	*store = NULL;
	result = store_open(store, map->bytes, map->size, path, err);
	if (result == RESULT_OK && !is_known_whole)
		result = store_verify(*store, err);
	if (result == RESULT_OK)
		return RESULT_OK;
	store_close(*store);
	file_map_close(map);
	return tell_what_helps(name, result, err);
}

bool catalogs_is_sound(const char *path)
{
	struct file_map map;
	struct store *store;
	struct error own;

	if (catalogs_open_source(path, TEXT_NONE, false, &map, &store, &own) != RESULT_OK)
		return false;
	store_close(store);
	file_map_close(&map);
	return true;
}

enum result catalogs_check_folder(const char *folder, struct error *err)
{
	struct stat there;
	DIR *open = folder ? opendir(folder) : NULL;
	int number = errno;

	if (open)
		closedir(open);
	/* what lies where this user cannot go at all is not his */
	return !folder || open || stat(folder, &there) != 0
		? RESULT_OK
		: error_set_system(err, number, _("Cannot read %s"), folder);
}

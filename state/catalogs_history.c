/* SPDX-License-Identifier: MIT */
/* Merged catalogs of earlier days. Of too many that one goes whose neighbours in time are nearest to each other for their age, so that those that stay
 * are dense lately and reach far back. */
#include "catalog/base/message.h"
#include "catalog/store/store.h"
#include "state/catalogs_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HISTORY_MAX = 12, BEFORE = 1 }; /* the newest one and the one of before always stay */
#define HISTORY_BYTES_MAX (UINT64_C(512) << 20)

static int compare_kept(const void *a, const void *b)
{
	const struct catalogs_kept *one = a, *two = b;

	if (one->made_ns != two->made_ns)
		return one->made_ns > two->made_ns ? -1 : 1;
	return strcmp(one->path, two->path);
}

size_t catalogs_history(const struct catalogs *catalogs, struct catalogs_kept **out)
{
	const char *folder = catalogs_folder(catalogs, catalogs->paths.data, "history");
	const char **names;
	size_t count = catalogs_names(catalogs, folder, CATALOGS_ENDING, &names), kept_count = 0;
	struct catalogs_kept *kept = ARENA_ARRAY(catalogs->arena, struct catalogs_kept, count + 1);

	for (size_t i = 0; i < count; i++) {
		const char *path = catalogs_file(catalogs, folder, names[i]);
		struct stat made;
		unsigned date;
		if (sscanf(names[i], "%8u", &date) != 1 || stat(path, &made) != 0 ||
			!store_file_is_ours(path))
			continue;
		kept[kept_count++] = (struct catalogs_kept){ path, date, (uint64_t)made.st_size,
			made.st_mtim.tv_sec * INT64_C(1000000000) + made.st_mtim.tv_nsec };
	}
	if (kept_count > 0)
		qsort(kept, kept_count, sizeof(*kept), compare_kept);
	*out = kept;
	return kept_count;
}

/* What another version of the program kept can be compared with nothing. */
static void drop_unreadable(const struct catalogs *catalogs, const char *folder)
{
	const char **names;
	size_t count = catalogs_names(catalogs, folder, CATALOGS_ENDING, &names);

	for (size_t i = 0; i < count; i++) {
		const char *path = catalogs_file(catalogs, folder, names[i]);
		if (!store_file_is_ours(path))
			unlink(path);
	}
}

/* Newest first: how old one is beside the newest, in days and one more. */
static double age(const struct catalogs_kept *kept, size_t at)
{
	return (double)(kept[0].made_ns - kept[at].made_ns) / 86400e9 + 1;
}

/* Which of more than two goes first. */
static size_t dispensable(const struct catalogs_kept *kept, size_t count)
{
	size_t found = count - 1;
	double least = INFINITY;

	for (size_t i = BEFORE + 1; i + 1 < count; i++) {
		double gap = age(kept, i + 1) / age(kept, i - 1);
		if (gap < least) {
			least = gap;
			found = i;
		}
	}
	return found;
}

static void thin(const struct catalogs *catalogs)
{
	struct catalogs_kept *kept;
	size_t count = catalogs_history(catalogs, &kept);
	uint64_t bytes = 0;

	for (size_t i = 0; i < count; i++)
		bytes += kept[i].size;
	while (count > HISTORY_MAX || (count > BEFORE + 1 && bytes > HISTORY_BYTES_MAX)) {
		size_t at = dispensable(kept, count);
		unlink(kept[at].path);
		bytes -= kept[at].size;
		count--;
		memmove(&kept[at], &kept[at + 1], (count - at) * sizeof(*kept));
	}
}

/* One a day and content. */
void catalogs_keep(const struct catalogs *catalogs, const char *path)
{
	const char *folder = catalogs_folder(catalogs, catalogs->paths.data, "history");
	const char *key = strrchr(path, '-');
	struct error own;
	struct stat made;

	if (catalogs_need_folder(folder, &own) != RESULT_OK || stat(path, &made) != 0)
		return;
	uint32_t date = date_of_day_number((long)(made.st_mtime / 86400));
	const char *kept = arena_format(catalogs->arena, "%s/%08u%s", folder, date, key).bytes;
	if (file_exists(kept) || file_twin(path, kept, &own) != RESULT_OK)
		return; /* a list of changes is a comfort, no duty */
	catalogs_sweep_drafts(catalogs, folder);
	drop_unreadable(catalogs, folder);
	thin(catalogs);
}

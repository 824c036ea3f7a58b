/* SPDX-License-Identifier: MIT */
/* How one version of a source takes the place of another, which is kept as the former one. */
#include "catalog/base/message.h"
#include "catalog/store/store.h"
#include "state/catalogs_parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What a version is called while another takes its place, until it is the former one. */
#define LEAVING ".leaving"

const char *catalogs_with(const struct catalogs *catalogs, const char *path, const char *ending)
{
	return arena_format(catalogs->arena, "%s%s", path, ending).bytes;
}

bool catalogs_is_same_file(const char *one, const char *two)
{
	uint64_t hash, other;
	struct file_map a, b;
	struct error own;
	bool is_same = false;

	if (store_file_hash(one, &hash, &own) != RESULT_OK ||
		store_file_hash(two, &other, &own) != RESULT_OK || hash != other ||
		file_map_open(&a, one, &own) != RESULT_OK)
		return false;
	if (file_map_open(&b, two, &own) == RESULT_OK) {
		is_same = a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
		file_map_close(&b);
	}
	file_map_close(&a);
	return is_same;
}

enum result catalogs_replace(const struct catalogs *catalogs, const char *beside, const char *path,
	bool must_keep, struct error *err)
{
	const char *leaving = catalogs_with(catalogs, path, LEAVING);
	struct error own;
	enum result kept = file_twin(path, leaving, must_keep ? err : &own);

	if (kept != RESULT_OK && must_keep)
		return kept;
	if (rename(beside, path) != 0) {
		int number = errno;
		unlink(leaving);
		return error_set_system(err, number, _("Cannot write %s"), path);
	}
	if (kept == RESULT_OK && rename(leaving, catalogs_with(catalogs, path, ".former")) != 0)
		return error_set_system(err, errno, _("Cannot write %s"), path);
	return RESULT_OK;
}

/* A version that is in its place yet was not left; one that is not becomes the former one. */
void catalogs_end_replacing(const struct catalogs *catalogs, const char *folder)
{
	const char **names;
	size_t count = catalogs_names(catalogs, folder, LEAVING, &names);

	for (size_t i = 0; i < count; i++) {
		const char *leaving = catalogs_file(catalogs, folder, names[i]);
		struct text whole = text_of(leaving);
		const char *path = arena_copy(catalogs->arena,
			text_slice(whole, 0, whole.size - strlen(LEAVING)))
					   .bytes;
		if (catalogs_is_same_file(leaving, path) ||
			rename(leaving, catalogs_with(catalogs, path, ".former")) != 0)
			unlink(leaving);
	}
}

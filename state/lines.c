/* SPDX-License-Identifier: MIT */
#include "state/lines.h"

#include "catalog/base/memory.h"
#include "catalog/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_SIZE_MAX = 16 << 20 };

enum result lines_load(const char *path, void (*line)(void *context, struct text line),
	void *context, struct error *err)
{
	char *bytes;
	size_t size;

	if (!file_exists(path))
		return RESULT_OK;
	enum result result = file_load(path, LINES_SIZE_MAX, &bytes, &size, err);
	if (result != RESULT_OK)
		return result;
	struct text rest = { bytes, size };
	while (rest.size > 0) {
		const char *end = memchr(rest.bytes, '\n', rest.size);
		size_t length = end ? (size_t)(end - rest.bytes) : rest.size;
		if (length > 0)
			line(context, text_slice(rest, 0, length));
		rest = text_slice(rest, end ? length + 1 : length, rest.size);
	}
	free(bytes);
	return RESULT_OK;
}

static enum result folder_make(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');

	if (!slash || slash == path)
		return RESULT_OK;
	char *folder = memory_copy_string(path);
	folder[slash - path] = '\0';
	enum result result = file_make_folders(folder, err);
	free(folder);
	return result;
}

enum result lines_update(const char *path,
	enum result (
		*merge)(void *context, const char *path, struct strbuf *out, struct error *err),
	void *context, struct error *err)
{
	struct file_lock lock;
	struct strbuf out;
	enum result result = folder_make(path, err);

	if (result == RESULT_OK)
		result = file_lock_open(&lock, path, err);
	if (result != RESULT_OK)
		return result;
	strbuf_init(&out);
	result = merge(context, path, &out, err);
	if (result == RESULT_OK)
		result = file_save(path, strbuf_text(&out), false, err);
	strbuf_done(&out);
	file_lock_close(&lock);
	return result;
}

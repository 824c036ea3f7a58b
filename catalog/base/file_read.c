/* SPDX-License-Identifier: MIT */
/* Files read whole or mapped. */
#include "catalog/base/file.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static enum result cannot_read(struct error *err, int number, const char *path)
{
	return error_set_system(err, number, _("Cannot read %s"), path);
}

static bool is_empty_device(const struct stat *of)
{
	struct stat null;

	return S_ISCHR(of->st_mode) && stat("/dev/null", &null) == 0 && S_ISCHR(null.st_mode) &&
		null.st_rdev == of->st_rdev;
}

static enum result check_kind(const struct stat *of, const char *path, struct error *err)
{
	if (S_ISREG(of->st_mode) || is_empty_device(of))
		return RESULT_OK;
	if (S_ISDIR(of->st_mode))
		return cannot_read(err, EISDIR, path);
	return error_set(err, RESULT_IO,
		_("%s: expected a regular file, not a pipe, a socket or a device."), path);
}

enum result file_check_kind(const char *path, struct error *err)
{
	struct stat of;

	return stat(path, &of) == 0 && !S_ISDIR(of.st_mode) ? check_kind(&of, path, err)
							    : RESULT_OK;
}

enum result file_open(int *descriptor, const char *path, struct error *err)
{
	struct stat of;

	*descriptor = -1;
	if (stat(path, &of) != 0) /* first: to open a pipe would wake who writes into it */
		return cannot_read(err, errno, path);
	enum result result = check_kind(&of, path, err);
	if (result != RESULT_OK)
		return result;
	*descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return *descriptor < 0 ? cannot_read(err, errno, path) : RESULT_OK;
}

enum result file_map_open(struct file_map *map, const char *path, struct error *err)
{
	struct stat stat;
	int descriptor;
	enum result result = file_open(&descriptor, path, err);

	*map = (struct file_map){ 0 };
	if (result != RESULT_OK)
		return result;
	if (fstat(descriptor, &stat) != 0) {
		int number = errno;
		close(descriptor);
		return cannot_read(err, number, path);
	}
	map->size = (size_t)stat.st_size;
	if (map->size > 0) {
		void *bytes = mmap(NULL, map->size, PROT_READ, MAP_PRIVATE, descriptor, 0);
		if (bytes == MAP_FAILED) {
			int number = errno;
			close(descriptor);
			return cannot_read(err, number, path);
		}
		map->bytes = bytes;
		map->is_mapped = true;
	}
	close(descriptor);
	return RESULT_OK;
}

void file_map_close(struct file_map *map)
{
	if (map->is_mapped)
		munmap((void *)map->bytes, map->size);
	*map = (struct file_map){ 0 };
}

static const size_t LOAD_MAX = (size_t)1 << 30; /* where nobody says less */

static enum result load_descriptor(int descriptor, const char *path, size_t limit, char **bytes,
	size_t *size, struct error *err)
{
	size_t capacity = 0;
	char *content = NULL;

	*size = 0;
	for (;;) {
		content = memory_grow(content, &capacity, *size + 65536, 1);
		ssize_t got = read(descriptor, content + *size, capacity - *size - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			int number = errno;
			free(content);
			return cannot_read(err, number, path);
		}
		if (got == 0)
			break;
		*size += (size_t)got;
		if (*size > limit) {
			free(content);
			return error_set(err, RESULT_BAD_DATA, _("%s is larger than %zu bytes."),
				path, limit);
		}
	}
	content[*size] = '\0';
	*bytes = content;
	return RESULT_OK;
}

enum result file_load(const char *path, size_t limit, char **bytes, size_t *size, struct error *err)
{
	int descriptor;
	enum result result = file_open(&descriptor, path, err);

	if (result != RESULT_OK)
		return result;
	result = load_descriptor(descriptor, path, limit > 0 ? limit : LOAD_MAX, bytes, size, err);
	close(descriptor);
	return result;
}

enum result file_load_named(const char *path, size_t limit, char **bytes, size_t *size,
	struct error *err)
{
	bool is_input = strcmp(path, "-") == 0;
	int descriptor = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

	if (descriptor < 0)
		return cannot_read(err, errno, path);
	enum result result = load_descriptor(descriptor, path, limit > 0 ? limit : LOAD_MAX, bytes,
		size, err);
	if (!is_input)
		close(descriptor);
	return result;
}

/* SPDX-License-Identifier: MIT */
#include "catalog/base/file.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static enum result cannot_write(struct error *err, int number, const char *path)
{
	return error_set_system(err, number, _("Cannot write %s"), path);
}

struct file_draft {
	char *path, *temporary, *folder;
	int descriptor;
	uint64_t size,
		started; /* bytes written; of those, how many the disk was told to begin with */
	bool is_new, is_direct; /* direct: devices and pipes are written to, not replaced */
};

static void draft_free(struct file_draft *draft)
{
	if (draft->descriptor >= 0)
		close(draft->descriptor);
	free(draft->path);
	free(draft->temporary);
	free(draft->folder);
	free(draft);
}

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return memory_copy_string(".");
	if (slash == path)
		return memory_copy_string("/");
	char *folder = memory_copy_string(path);
	folder[slash - path] = '\0';
	return folder;
}

/* Where a symbolic link points, from its own folder; NULL: it is none. */
static char *link_target(const char *path)
{
	char target[PATH_MAX];
	ssize_t size = readlink(path, target, sizeof(target) - 1);

	if (size <= 0)
		return NULL;
	target[size] = '\0';
	if (target[0] == '/')
		return memory_copy_string(target);
	char *folder = folder_of(path);
	size_t whole = strlen(folder) + (size_t)size + 2;
	char *joined = memory_get(whole);
	snprintf(joined, whole, "%s/%s", folder, target);
	free(folder);
	return joined;
}

/* Links are followed, also to a file that is not there yet. */
static char *real_target(const char *path)
{
	enum { LINKS_MAX = 40 };
	char *resolved = realpath(path, NULL);

	if (resolved)
		return resolved;
	resolved = memory_copy_string(path);
	for (int i = 0; i < LINKS_MAX; i++) {
		char *next = link_target(resolved);
		if (!next)
			break;
		free(resolved);
		resolved = next;
	}
	return resolved;
}

static int open_temporary(struct file_draft *draft, mode_t mode)
{
	size_t size = strlen(draft->path) + 32;

	draft->temporary = memory_get(size);
	for (unsigned attempt = 0; attempt < 100; attempt++) {
		snprintf(draft->temporary, size, "%s.%ld-%u.tmp", draft->path, (long)getpid(),
			attempt);
		int descriptor = open(draft->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			mode);
		if (descriptor >= 0 || errno != EEXIST)
			return descriptor;
	}
	return -1;
}

enum result file_draft_open(struct file_draft **out, const char *path, bool is_new,
	struct error *err)
{
	struct stat stat_of;
	bool exists = stat(path, &stat_of) == 0;

	if (!exists && errno == ELOOP)
		return cannot_write(err, ELOOP, path);
	if (exists && is_new && S_ISREG(stat_of.st_mode))
		return error_set(err, RESULT_IO,
			_("%s exists already. Use another name or --force."), path);
	if (exists && S_ISDIR(stat_of.st_mode))
		return cannot_write(err, EISDIR, path);
	struct file_draft *draft = memory_get_zeroed(1, sizeof(*draft));
	draft->path = real_target(path);
	draft->folder = folder_of(draft->path);
	draft->is_new = is_new;
	draft->is_direct = exists && !S_ISREG(stat_of.st_mode);
	if (draft->is_direct)
		draft->descriptor = open(path,
			O_WRONLY | O_CLOEXEC); /* /dev/fd/63 is no path behind it */
	else
		draft->descriptor = open_temporary(draft, exists ? stat_of.st_mode & 0777 : 0666);
	if (draft->descriptor < 0) {
		int number = errno;
		draft_free(draft);
		return cannot_write(err, number, path);
	}
	*out = draft;
	return RESULT_OK;
}

/* The disk works while the rest is still made, so that the sync at the end waits for little. */
static void start_writing(struct file_draft *draft)
{
#ifdef SYNC_FILE_RANGE_WRITE
	enum { STEP = 16 << 20 };

	if (draft->is_direct || draft->size - draft->started < STEP)
		return;
	if (sync_file_range(draft->descriptor, (off_t)draft->started,
		    (off_t)(draft->size - draft->started), SYNC_FILE_RANGE_WRITE) == 0)
		draft->started = draft->size;
#else
	(void)draft;
#endif
}

enum result file_draft_write(struct file_draft *draft, const void *bytes, size_t size,
	struct error *err)
{
	const char *at = bytes;

	while (size > 0) {
		ssize_t written = write(draft->descriptor, at, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return cannot_write(err, written < 0 ? errno : EIO, draft->path);
		at += written;
		size -= (size_t)written;
		draft->size += (uint64_t)written;
	}
	start_writing(draft);
	return RESULT_OK;
}

enum result file_draft_patch(struct file_draft *draft, uint64_t offset, const void *bytes,
	size_t size, struct error *err)
{
	const char *at = bytes;

	while (size > 0) {
		ssize_t written = pwrite(draft->descriptor, at, size, (off_t)offset);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return cannot_write(err, written < 0 ? errno : EIO, draft->path);
		at += written;
		offset += (uint64_t)written;
		size -= (size_t)written;
	}
	return RESULT_OK;
}

static int put_in_place(struct file_draft *draft)
{
	if (fsync(draft->descriptor) != 0)
		return errno;
	int closed = close(draft->descriptor);
	draft->descriptor = -1;
	if (closed != 0)
		return errno;
	if (draft->is_new) { /* link refuses an existing target, rename would not */
		if (link(draft->temporary, draft->path) == 0)
			unlink(draft->temporary);
		else if (errno == EEXIST || rename(draft->temporary, draft->path) != 0)
			return errno;
	} else if (rename(draft->temporary, draft->path) != 0) {
		return errno;
	}
	free(draft->temporary);
	draft->temporary = NULL;
	int folder = open(draft->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder >= 0) {
		fsync(folder); /* some file systems cannot; the data is safe all the same */
		close(folder);
	}
	return 0;
}

enum result file_draft_commit(struct file_draft *draft, struct error *err)
{
	enum result result = RESULT_OK;

	if (draft->is_direct) {
		int closed = close(draft->descriptor);
		draft->descriptor = -1;
		if (closed != 0)
			result = cannot_write(err, errno, draft->path);
	} else {
		int number = put_in_place(draft);
		if (number != 0)
			result = cannot_write(err, number, draft->path);
	}
	file_draft_drop(draft);
	return result;
}

void file_draft_drop(struct file_draft *draft)
{
	if (!draft)
		return;
	if (draft->temporary)
		unlink(draft->temporary);
	draft_free(draft);
}

enum result file_save(const char *path, struct text bytes, bool is_new, struct error *err)
{
	struct file_draft *draft;
	enum result result = file_check_kind(path, err);

	if (result == RESULT_OK)
		result = file_draft_open(&draft, path, is_new, err);

	if (result != RESULT_OK)
		return result;
	result = file_draft_write(draft, bytes.bytes, bytes.size, err);
	if (result != RESULT_OK) {
		file_draft_drop(draft);
		return result;
	}
	return file_draft_commit(draft, err);
}

enum result file_twin(const char *path, const char *twin, struct error *err)
{
	struct file_map map;

	if (link(path, twin) == 0)
		return RESULT_OK;
	if (errno == EEXIST || errno == ENOENT || errno == EACCES)
		return cannot_write(err, errno, twin);
	enum result result = file_map_open(&map, path, err);
	if (result != RESULT_OK)
		return result;
	result = file_save(twin, (struct text){ map.bytes, map.size }, true, err);
	file_map_close(&map);
	return result;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat of;

	return stat(path, &of) == 0 && S_ISDIR(of.st_mode);
}

enum result file_make_folders(const char *path, struct error *err)
{
	char *copy = memory_copy_string(path);
	int number = 0;

	for (char *at = copy + 1; number == 0; at++) {
		char kept = *at;
		if (kept != '/' && kept != '\0')
			continue;
		*at = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			number = errno;
		*at = kept;
		if (kept == '\0')
			break;
	}
	free(copy);
	return number == 0 ? RESULT_OK
			   : error_set_system(err, number, _("Cannot make the folder %s"), path);
}

enum result file_lock_open(struct file_lock *lock, const char *path, struct error *err)
{
	char name[PATH_MAX];
	struct timespec pause = { 0, 10 * 1000 * 1000 };

	lock->descriptor = -1;
	if (snprintf(name, sizeof(name), "%s.lock", path) >= (int)sizeof(name))
		return cannot_write(err, ENAMETOOLONG, path);
	int descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (descriptor < 0)
		return cannot_write(err, errno, name);
	for (int attempt = 0; attempt < 100; attempt++) {
		if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
			lock->descriptor = descriptor;
			return RESULT_OK;
		}
		nanosleep(&pause, NULL);
	}
	close(descriptor);
	return error_set(err, RESULT_IO, _("Another running copy holds %s. Try again."), name);
}

void file_lock_close(struct file_lock *lock)
{
	if (lock->descriptor >= 0)
		close(lock->descriptor);
	lock->descriptor = -1;
}

/* SPDX-License-Identifier: MIT */
/* file.h - files read whole or mapped, and written so that a reader sees the old or the new one, never half.
 * Layer: base. Paths are used as given and cleaned only in messages. */
#ifndef CATALOG_BASE_FILE_H
#define CATALOG_BASE_FILE_H
#include "catalog/base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct file_map { /* read-only; bytes may be NULL when size is 0 */
	const void *bytes;
	size_t size;
	bool is_mapped;
};

/* For reading. Refuses what is no regular file, since to open a pipe or a device may wait for ever; /dev/null is an empty one. */
enum result file_open(int *descriptor, const char *path, struct error *err);
/* The same refusal, before something is put there; a folder, or nothing, is none. */
enum result file_check_kind(const char *path, struct error *err);
enum result file_map_open(struct file_map *map, const char *path, struct error *err);
void file_map_close(struct file_map *map);
/* Whole content of a regular file; refuses more than limit bytes (0: 1 GiB). *bytes is yours, ends in NUL. */
enum result file_load(const char *path, size_t limit, char **bytes, size_t *size,
	struct error *err);
/* The same of what a person names on the command line: also of pipes, and "-" is standard input. */
enum result file_load_named(const char *path, size_t limit, char **bytes, size_t *size,
	struct error *err);

/* Atomic replacement: temporary file beside the target, write, sync, rename, sync of the folder. */
struct file_draft;
/* is_new: refuse when the target exists. Symbolic links are followed to the real target. */
enum result file_draft_open(struct file_draft **draft, const char *path, bool is_new,
	struct error *err);
enum result file_draft_write(struct file_draft *draft, const void *bytes, size_t size,
	struct error *err);
/* Bytes over those that were written at `offset` before. Fails where nothing can be written over, as in a pipe. */
enum result file_draft_patch(struct file_draft *draft, uint64_t offset, const void *bytes,
	size_t size, struct error *err);
enum result file_draft_commit(struct file_draft *draft,
	struct error *err);                     /* frees the draft either way */
void file_draft_drop(struct file_draft *draft); /* frees; NULL is fine */
/* The three steps above in one, into a regular file. */
enum result file_save(const char *path, struct text bytes, bool is_new, struct error *err);

/* A second name of a file that nobody writes; a copy where the file system has none: between two of them, or on a memory card. Fails when the
 * name is taken. */
enum result file_twin(const char *path, const char *twin, struct error *err);

bool file_exists(const char *path);
bool file_is_folder(const char *path);
enum result file_make_folders(const char *path,
	struct error *err); /* mkdir -p of a folder, mode 0700 */

/* Advisory lock on PATH.lock, waits up to one second. */
struct file_lock {
	int descriptor;
};
enum result file_lock_open(struct file_lock *lock, const char *path, struct error *err);
void file_lock_close(struct file_lock *lock);
#endif

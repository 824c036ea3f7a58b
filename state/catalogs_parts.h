/* SPDX-License-Identifier: MIT */
/* catalogs_parts.h - folders and files of the person's catalogs; shared by catalogs*.c. Layer: state; private. */
#ifndef STATE_CATALOGS_PARTS_H
#define STATE_CATALOGS_PARTS_H
#include "state/catalogs.h"

#define CATALOGS_ENDING ".snapshot"

/* Names in a folder that end so, sorted; in the arena. */
size_t catalogs_names(const struct catalogs *catalogs, const char *folder, const char *ending,
	const char ***names);
const char *catalogs_folder(const struct catalogs *catalogs, const char *base, const char *name);
const char *catalogs_file(const struct catalogs *catalogs, const char *folder, const char *name);
/* catalogs_places.c: a path with an ending, in the arena. */
const char *catalogs_with(const struct catalogs *catalogs, const char *path, const char *ending);
/* Byte by byte, if their hashes agree. */
bool catalogs_is_same_file(const char *one, const char *two);
/* The file beside its place goes into it, the one that was there becomes the former one: must_keep, or nothing is done. Whoever is killed in between
 * leaves both, and the next one that holds the lock ends what was begun. */
enum result catalogs_replace(const struct catalogs *catalogs, const char *beside, const char *path,
	bool must_keep, struct error *err);
void catalogs_end_replacing(const struct catalogs *catalogs, const char *folder);
/* One that is there can be read. */
enum result catalogs_check_folder(const char *folder, struct error *err);
enum result catalogs_need_folder(const char *folder, struct error *err);
/* catalogs_history.c: one of earlier days from now on; too many are thinned. */
void catalogs_keep(const struct catalogs *catalogs, const char *path);
/* catalogs_merge.c: what killed runs have begun in a folder goes. */
void catalogs_sweep_drafts(const struct catalogs *catalogs, const char *folder);
/* A whole snapshot, put in place when it is complete. */
enum result catalogs_write(struct builder *builder, const char *path,
	const struct interrupt *interrupt, struct error *err);
#endif

/* SPDX-License-Identifier: MIT */
/* catalogs.h - the catalogs that a person brought in, the files of his own, and the one catalog merged out of all. Layer: state.
 *
 *   data/sources/NAME.snapshot         what a source says, whole; NAME.snapshot.former: what it said before
 *   data/history/YYYYMMDD-KEY.snapshot merged catalogs of earlier days, at most twelve:
 *                                      dense lately, reaching far back
 *   config/catalog.d/NAME.json         your own models, prices, corrections
 *   cache/merged-KEY.snapshot          all of it in one; KEY is made of the hashes of what it came from
 *
 * A snapshot is written beside its place, synced and renamed: whoever is killed in between leaves the former one as it was. */
#ifndef STATE_CATALOGS_H
#define STATE_CATALOGS_H
#include "catalog/base/file.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/fold.h"
#include "state/paths.h"

/* A download on its way: the process that makes it stands behind. */
#define CATALOGS_DOWNLOAD ".download-"

struct builder;
struct interrupt;
struct store;

struct catalogs {
	struct paths paths;
	struct text built_in; /* the bytes of the built-in snapshot */
	struct arena *arena;
};

struct catalogs_source {
	struct text name;
	const char *path;
	uint64_t hash, size;
	bool has_former;
};
/* In the order of their names. A folder that is not there holds none. */
enum result catalogs_list(const struct catalogs *catalogs, struct catalogs_source **sources,
	size_t *count, struct error *err);
/* The one of that name; RESULT_NO_MATCH: there is none, and err says nothing. */
enum result catalogs_find(const struct catalogs *catalogs, struct text name,
	struct catalogs_source *source, struct error *err);
/* A source with its claims, map and store yours. is_known_whole: its content need not be read to be believed. A damaged one is RESULT_BAD_DATA, with
 * what helps. */
enum result catalogs_open_source(const char *path, struct text name, bool is_known_whole,
	struct file_map *map, struct store **store, struct error *err);
/* Whether there is such a file and its content is what was written. */
bool catalogs_is_sound(const char *path);
/* Your own files, in the order of their names. */
size_t catalogs_overlay(const struct catalogs *catalogs, const char ***paths);

/* Families that a worker finds of a source while it is put in its place: begin with zeros, end when all is merged. */
struct catalogs_fresh {
	struct fold_families *families;
	uint64_t hash; /* of the source */
	bool is_known; /* set before: it is what is there, but for the day: the former one stays the former one */
	bool has_more; /* set before: others are put before all is merged, so no families yet */
	bool is_same;  /* it is what is there: nothing was put */
};
void catalogs_fresh_end(struct catalogs_fresh *fresh);
/* Whether a source may be called so: RESULT_USAGE and a sentence when not. */
enum result catalogs_check_name(struct text name, struct error *err);
/* Puts what a source says in its place; the former one is kept for catalogs_rollback. Never an empty or a damaged one. One that is there
 * already leaves both as they are. fresh: NULL, or for
 * catalogs_merge. */
enum result catalogs_put(const struct catalogs *catalogs, struct text name, struct builder *builder,
	struct catalogs_fresh *fresh, const struct interrupt *interrupt, struct error *err);
enum result catalogs_rollback(const struct catalogs *catalogs, struct text name, struct error *err);
enum result catalogs_remove(const struct catalogs *catalogs, struct text name, struct error *err);

/* Where the merged catalog is, made or not; NULL when there is nothing to merge: the built-in one serves. */
enum result catalogs_merged_path(const struct catalogs *catalogs, const char **path,
	struct error *err);
/* The newest merged catalog that there is, whatever it came from; NULL: none. */
const char *catalogs_last_merged(const struct catalogs *catalogs);
enum { CATALOGS_MEMORY_MAX = 32 << 20 }; /* bytes of all sources: some 200,000 models of a hub */
/* Where the cache takes nothing: the merged catalog itself, and why it is not there. Begin with zeros, its bytes initialised; yours. */
struct catalogs_memory {
	struct strbuf bytes; /* empty: it is in the cache */
	struct error why;
};
/* Makes it, if it is not there; fresh and counts may be NULL. */
enum result catalogs_merge(const struct catalogs *catalogs, const struct catalogs_fresh *fresh,
	const struct interrupt *interrupt, struct fold_counts *counts,
	struct catalogs_memory *memory, struct error *err);

/* Merged catalogs of earlier days, newest first. */
struct catalogs_kept {
	const char *path;
	uint32_t date; /* the day it was made */
	uint64_t size;
	int64_t made_ns;
};
size_t catalogs_history(const struct catalogs *catalogs, struct catalogs_kept **kept);
#endif

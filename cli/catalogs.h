/* SPDX-License-Identifier: MIT */
/* catalogs.h - which catalog a command works with, and bringing others in. Layer: cli. */
#ifndef CLI_CATALOGS_H
#define CLI_CATALOGS_H
#include "catalog/base/stream.h"
#include "catalog/sources/source.h"
#include "cli/context.h"
#include "state/catalogs.h"

struct catalogs catalogs_of(struct context *context);
/* --catalog, else the merged catalog of the person's sources (made when something changed), else the built-in one. */
enum result catalog_open(struct context *context, struct file_map *map);
/* With a sign of how far it is; tells where it cannot be kept. fresh, counts: NULL, or as catalogs_merge has them; bytes: NULL, or what is not kept: yours. */
enum result catalogs_merge_now(struct context *context, const char *what,
	const struct catalogs_fresh *fresh, struct fold_counts *counts, struct strbuf *bytes);
/* What is wrong in the person's own files, which the catalog leaves out: one sentence; empty: nothing is. */
struct text catalog_complaint(struct context *context);
void catalog_complain(struct context *context); /* the same as a line on stderr */
/* cmd_update.c: the sources that update knows by name, NULL behind the last. */
const char *update_source(size_t index);
bool update_knows(struct text name);
/* cmd_import.c: sources that come in one behind the other and are merged once; begin with zeros. */
struct imports {
	size_t left; /* those that follow the one at hand */
	bool has_any,
		has_changed; /* one was put in place; and it says something else than before */
	struct catalogs_fresh fresh;
};
/* Reads, puts in place, says what came of it and remembers where it came from. *name: empty for the format's own; gets the one that it was put under. */
struct remembered;
enum result import_stream(struct context *context, struct imports *imports, struct stream *stream,
	uint32_t date, const struct remembered *from, struct text *name);
/* imports.c: so many of what is given, merged once. One that fails, which is told where there are others, keeps none of these; whoever stops one stops all. The worst result,
 * its error in the context; *failed: how many failed, 0 also where it was merging that did. */
enum result imports_each(struct context *context, size_t count, const void *what,
	enum result (*bring)(struct context *, struct imports *, size_t at, const void *what),
	void (*tell)(struct context *, size_t at, const void *what), size_t *failed);
/* The day for which a file holds, and who says so. Never one that is still to come. */
struct import_date {
	uint32_t date;
	enum { DATE_GIVEN, DATE_OF_NAME, DATE_OF_FILE, DATE_TODAY } from;
};
enum result import_date(struct context *context, const char *path, struct import_date *date);
/* What a file in any format says, as a source of its own, in memory: bytes must outlive the store. */
enum result catalog_open_source(struct context *context, const char *path, struct strbuf *bytes,
	enum source_format *format, struct store **store);
/* A source folded onto the built-in catalog, likewise; is_apart: what it says alone, under the names of that catalog. landings may be NULL. */
enum result catalog_fold(struct context *context, const struct store *source, bool is_apart,
	struct strbuf *bytes, struct strbuf *landings, struct store **store);
/* Both for one file. */
enum result catalog_open_folded(struct context *context, const char *path, struct strbuf *bytes,
	struct strbuf *landings, struct store **store);
#endif

/* SPDX-License-Identifier: MIT */
/* sources_report.h - what each source gave, as the command and the screen show it. Layer: state. */
#ifndef STATE_SOURCES_REPORT_H
#define STATE_SOURCES_REPORT_H
#include "state/catalogs.h"

struct sources_line {
	struct text name,
		note; /* note: the path of a file of one's own, or why it cannot be used; may be empty */
	uint32_t date, records, offers, refused, warnings;
	uint32_t
		conflicts; /* facts on which it says something else than what is believed: source_conflicts.h */
	const struct text *titles; /* of the sources that it names */
	size_t title_count;
	bool is_counted; /* false: only the note says something */
	bool is_own;     /* one of the person's own files, "yours/NAME.json" */
};
/* The built-in catalog first, then the sources by name, then your own files, each by itself. In the arena of the catalogs. */
size_t sources_report(const struct catalogs *catalogs, struct sources_line **lines);
/* What was left out of a source and what was changed in it, one sentence for what is the same (warning_groups.h); "yours": of your own files,
 * "yours/NAME.json": of one of them. */
enum result sources_sentences(const struct catalogs *catalogs, struct text name,
	const struct text **sentences, size_t *count, struct error *err);
/* Both as tables: sources_table.c. The lines must outlive the first one. are_counted: it is known where they differ. */
struct table;
struct table *table_sources(const struct store *store, const struct sources_line *lines,
	size_t count, bool are_counted, struct arena *arena);
struct table *table_source(const struct store *store, struct text name,
	const struct text *sentences, size_t count, struct arena *arena);
/* "yours/NAME.json", what a file of one's own is called. */
struct text sources_own_name(const struct catalogs *catalogs, const char *path);
#endif

/* SPDX-License-Identifier: MIT */
/* news.h - what changed since the catalog of before: for is:new, is:changed, the list of changes and the marked models. Layer: cli. */
#ifndef CLI_NEWS_H
#define CLI_NEWS_H
#include "catalog/base/file.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/run.h"
#include "catalog/tables/diff.h"

struct context;

struct catalog_side { /* a catalog opened for comparing */
	struct file_map map;
	struct strbuf bytes;
	struct store *store;
	uint32_t kept; /* the day on which it was kept; 0: it is no kept one */
};
void catalog_side_done(struct catalog_side *side);
enum result catalog_side_open(struct context *context, struct catalog_side *side, const char *path);
/* The newest kept catalog that is not the current one; the built-in one when sources came since. RESULT_NO_MATCH: nothing is kept. */
enum result catalog_side_before(struct context *context, struct catalog_side *side);

struct news {
	struct context *context;
	struct catalog_side before;
	struct changes changes;
	bool is_opened, is_made, has_changes;
	bool waits; /* of a large catalog: asked again when there is a screen that shows how far it is */
	void (*show)(void *context, unsigned percent); /* may be NULL */
	void *show_context;
};
/* Made at the first call that is not interrupted. *changes NULL: no earlier catalog; then rows are new that were released in the last 30 days. */
enum result news_changes(void *news, const struct interrupt *interrupt,
	const struct changes **changes);
enum result news_rows(void *news, const struct interrupt *interrupt, struct query_rows_of *rows);
void news_done(struct news *news);
/* What is:marked, is:new and is:changed ask for, where a query of a command does. The rows are the context's. */
enum result give_rows(struct context *context, struct query_run *run, const struct query *query);
/* Marked models that changed or went since the last start, as a sentence; false: none, or nothing changed since. */
struct marks;
bool news_of_marked(struct context *context, const struct marks *marks, const uint64_t *marked,
	struct strbuf *sentence);
/* What a source says now beside what it said before, counted: "54 new, 84 gone"; false: nothing to tell, or too many to be counted on the way. */
bool news_of_source(struct context *context, struct text name, struct strbuf *sentence);
#endif

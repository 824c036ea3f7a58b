/* SPDX-License-Identifier: MIT */
/* remembered.h - what is remembered of where a source came from, in NAME.snapshot.update beside it. Layer: cli. */
#ifndef CLI_REMEMBERED_H
#define CLI_REMEMBERED_H
#include "cli/context.h"

struct remembered {
	struct arena *arena;
	const char *url; /* NULL: it came from a file */
	const char *etag, *modified;
	const char *content; /* of its bytes; NULL: not known */
};
/* A source that is not there, or that another version of the program wrote, has to come again: of it the address alone is known. */
struct remembered remember(struct context *context, struct text name);
void remember_line(struct remembered *remembered, struct text line); /* "etag WORD" and the like */
void remembered_write(struct context *context, struct text name, const struct remembered *of);
/* What the bytes of a file are known by; NULL: it cannot be read at once, or is too large for that. In the arena. */
const char *content_of(struct context *context, const char *path);
bool is_same_content(const struct remembered *before, const char *content);
/* The day for which the source holds that is there; 0: none is. */
uint32_t remembered_date(struct context *context, struct text name);
#endif

/* SPDX-License-Identifier: MIT */
/* stream.h - bytes of a file or of standard input, once, from front to end: a look ahead, lines, or the rest.
 * Layer: base. Memory is one block and the longest line, whatever the size of the file. */
#ifndef CATALOG_BASE_STREAM_H
#define CATALOG_BASE_STREAM_H
#include "catalog/base/error.h"
#include <stdbool.h>

enum { STREAM_LINE_MAX = 16 << 20, STREAM_LOOK_AHEAD = 64 << 10 };

struct stream;

enum result stream_open(struct stream **stream, const char *path,
	struct error *err); /* "-": stdin */
/* Over bytes in memory, which must outlive it. */
struct stream *stream_of(struct text bytes, const char *name);
void stream_close(struct stream *stream);                    /* NULL is fine */
void stream_rename(struct stream *stream, const char *name); /* in messages */
const char *stream_name(const struct stream *stream);
uint64_t stream_total(const struct stream *stream); /* bytes; 0: not known */
uint64_t stream_done(const struct stream *stream);  /* bytes handed out so far */

/* The first bytes, at most STREAM_LOOK_AHEAD of them; they are read again by what follows. */
enum result stream_peek(struct stream *stream, struct text *bytes, struct error *err);
/* The next line without its end, borrowed until the next call. *is_end: there was none. A line of more than STREAM_LINE_MAX bytes is
 * passed over: *is_too_long, and its first bytes. */
enum result stream_line(struct stream *stream, struct text *line, bool *is_too_long, bool *is_end,
	struct error *err);
/* Lines end with that byte: '\r' for '\n', where somebody found that they do. */
void stream_end_lines_with(struct stream *stream, char end);
bool stream_has_line_end(const struct stream *stream); /* behind the line handed out last */
/* A large file can be read in parts by several processes. Where one begins: behind the line that reaches over `share` of the file. 0: it is no
 * file of at least `least` bytes, or something was handed out already. */
uint64_t stream_part(const struct stream *stream, uint64_t least, double share);
void stream_end_at(struct stream *stream,
	uint64_t place); /* nothing from there on is read; UINT64_MAX: all of it */
void stream_begin_at(struct stream *stream, uint64_t place); /* stream_done counts from there */
/* Whether what is read ends where the file does. */
bool stream_is_whole(const struct stream *stream);
/* Lines that end before `place`; 0 if the file cannot be read any more. */
uint64_t stream_lines_before(const struct stream *stream, uint64_t place);
/* All that is left, borrowed until the stream is closed; refuses more than limit bytes. */
enum result stream_rest(struct stream *stream, size_t limit, struct text *bytes, struct error *err);
#endif

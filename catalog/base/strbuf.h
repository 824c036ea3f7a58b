/* SPDX-License-Identifier: MIT */
/* strbuf.h - a growing byte string. Always ends in a NUL that is not counted.
 * Layer: base. strbuf_init needs no memory; strbuf_done frees. One over room of the caller's takes memory only when that does not suffice. */
#ifndef CATALOG_BASE_STRBUF_H
#define CATALOG_BASE_STRBUF_H
#include "catalog/base/memory.h"
#include "catalog/base/text.h"
#include <stdarg.h>
#include <stddef.h>

struct strbuf {
	char *bytes;
	size_t size, capacity;
	char *room; /* NULL, or the caller's */
};

void strbuf_init(struct strbuf *buf);
void strbuf_init_over(struct strbuf *buf, char *room, size_t size); /* room outlives buf */
void strbuf_done(struct strbuf *buf);
void strbuf_clear(struct strbuf *buf); /* keeps the memory */

void strbuf_add_string(struct strbuf *buf, const char *string);
void strbuf_grow(struct strbuf *buf, size_t more);
/* Room for `more` bytes and the NUL. */
static inline void strbuf_reserve(struct strbuf *buf, size_t more)
{
	if (more >= buf->capacity - buf->size)
		strbuf_grow(buf, more);
}
void strbuf_add_bytes(struct strbuf *buf, const void *bytes, size_t size);
static inline void strbuf_add(struct strbuf *buf, struct text text)
{
	strbuf_reserve(buf, text.size);
	if (text.size > 0)
		memcpy(buf->bytes + buf->size, text.bytes, text.size);
	buf->size += text.size;
	buf->bytes[buf->size] = '\0';
}
static inline void strbuf_add_char(struct strbuf *buf, char byte)
{
	strbuf_reserve(buf, 1);
	buf->bytes[buf->size++] = byte;
	buf->bytes[buf->size] = '\0';
}
void strbuf_add_repeated(struct strbuf *buf, const char *string, size_t times);
void strbuf_add_format(struct strbuf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void strbuf_add_format_list(struct strbuf *buf, const char *format, va_list list)
	__attribute__((format(printf, 2, 0)));
/* Replaces bytes [from, from+size) by text. */
void strbuf_splice(struct strbuf *buf, size_t from, size_t size, struct text text);
void strbuf_cut(struct strbuf *buf, size_t size);  /* shortens to size */
struct text strbuf_text(const struct strbuf *buf); /* borrowed until the next change */
#endif

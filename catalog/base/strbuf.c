/* SPDX-License-Identifier: MIT */
#include "catalog/base/strbuf.h"

#include "catalog/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void strbuf_init(struct strbuf *buf)
{
	*buf = (struct strbuf){ 0 };
}

void strbuf_init_over(struct strbuf *buf, char *room, size_t size)
{
	*buf = (struct strbuf){ .bytes = room, .capacity = size, .room = room };
	room[0] = '\0';
}

void strbuf_grow(struct strbuf *buf, size_t more)
{
	bool is_over = buf->room && buf->bytes == buf->room;
	char *bytes = memory_grow(is_over ? NULL : buf->bytes, &buf->capacity, buf->size + more + 1,
		1);

	if (is_over)
		memcpy(bytes, buf->room, buf->size);
	buf->bytes = bytes;
}

void strbuf_done(struct strbuf *buf)
{
	if (buf->bytes != buf->room)
		free(buf->bytes);
	*buf = (struct strbuf){ 0 };
}

void strbuf_clear(struct strbuf *buf)
{
	strbuf_cut(buf, 0);
}

void strbuf_add_bytes(struct strbuf *buf, const void *bytes, size_t size)
{
	strbuf_add(buf, (struct text){ bytes, size });
}

void strbuf_add_string(struct strbuf *buf, const char *string)
{
	strbuf_add_bytes(buf, string, strlen(string));
}

void strbuf_add_repeated(struct strbuf *buf, const char *string, size_t times)
{
	struct text text = text_of(string);

	while (times-- > 0)
		strbuf_add(buf, text);
}

void strbuf_add_format_list(struct strbuf *buf, const char *format, va_list list)
{
	va_list again;

	va_copy(again, list);
	int size = vsnprintf(NULL, 0, format, list);
	if (size > 0) {
		strbuf_reserve(buf, (size_t)size);
		vsnprintf(buf->bytes + buf->size, (size_t)size + 1, format, again);
		buf->size += (size_t)size;
	}
	va_end(again);
}

void strbuf_add_format(struct strbuf *buf, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	strbuf_add_format_list(buf, format, list);
	va_end(list);
}

void strbuf_splice(struct strbuf *buf, size_t from, size_t size, struct text text)
{
	if (from > buf->size)
		from = buf->size;
	if (size > buf->size - from)
		size = buf->size - from;
	strbuf_reserve(buf, text.size);
	memmove(buf->bytes + from + text.size, buf->bytes + from + size, buf->size - from - size);
	if (text.size > 0)
		memcpy(buf->bytes + from, text.bytes, text.size);
	buf->size += text.size - size;
	buf->bytes[buf->size] = '\0';
}

void strbuf_cut(struct strbuf *buf, size_t size)
{
	if (size >= buf->size)
		return;
	buf->size = size;
	buf->bytes[size] = '\0';
}

struct text strbuf_text(const struct strbuf *buf)
{
	return (struct text){ buf->bytes ? buf->bytes : "", buf->size };
}

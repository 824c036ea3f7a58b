/* SPDX-License-Identifier: MIT */
#include "catalog/base/sink.h"

#include "catalog/base/file.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SINK_BUFFER = 64 * 1024 };

struct sink {
	struct strbuf buffer;
	struct strbuf *target;    /* of a string sink */
	struct file_draft *draft; /* of a file sink */
	char *memory;             /* of a memory sink */
	size_t filled, capacity;  /* of that: flushed, and room */
	int descriptor;
	char *name;
	uint64_t size;
	bool has_failed;
	struct error error;
};

static struct sink *sink_new(int descriptor, const char *name)
{
	struct sink *sink = memory_get_zeroed(1, sizeof(*sink));

	sink->descriptor = descriptor;
	sink->name = memory_copy_string(name);
	strbuf_init(&sink->buffer);
	return sink;
}

struct sink *sink_open_descriptor(int descriptor, const char *name)
{
	return sink_new(descriptor, name);
}

enum result sink_open_file(struct sink **sink, const char *path, bool is_new, struct error *err)
{
	struct file_draft *draft = NULL;
	enum result result = file_draft_open(&draft, path, is_new, err);

	if (result != RESULT_OK)
		return result;
	*sink = sink_new(-1, path);
	(*sink)->draft = draft;
	return RESULT_OK;
}

struct sink *sink_open_strbuf(struct strbuf *buf)
{
	struct sink *sink = sink_new(-1, "");

	sink->target = buf;
	return sink;
}

struct sink *sink_open_memory(void *bytes, size_t capacity)
{
	struct sink *sink = sink_new(-1, "");

	sink->memory = bytes;
	sink->capacity = capacity;
	return sink;
}

static void write_memory(struct sink *sink, struct text text)
{
	if (text.size > sink->capacity - sink->filled) {
		sink->has_failed = true;
		error_set(&sink->error, RESULT_IO, "%s", _("There is too little memory."));
		return;
	}
	memcpy(sink->memory + sink->filled, text.bytes, text.size);
	sink->filled += text.size;
}

static void write_descriptor(struct sink *sink, struct text text)
{
	size_t done = 0;

	while (done < text.size) {
		ssize_t written = write(sink->descriptor, text.bytes + done, text.size - done);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			sink->has_failed = true;
			error_set_system(&sink->error, written < 0 ? errno : EIO,
				_("Cannot write %s"), sink->name);
			return;
		}
		done += (size_t)written;
	}
}

static void write_out(struct sink *sink, struct text text)
{
	if (sink->has_failed || text.size == 0)
		return;
	if (sink->target)
		strbuf_add(sink->target, text);
	else if (sink->draft)
		sink->has_failed = file_draft_write(sink->draft, text.bytes, text.size,
					   &sink->error) != RESULT_OK;
	else if (sink->memory)
		write_memory(sink, text);
	else
		write_descriptor(sink, text);
}

static void flush(struct sink *sink)
{
	write_out(sink, strbuf_text(&sink->buffer));
	strbuf_clear(&sink->buffer);
}

static void sink_free(struct sink *sink)
{
	file_draft_drop(sink->draft);
	strbuf_done(&sink->buffer);
	free(sink->name);
	free(sink);
}

enum result sink_close(struct sink *sink, struct error *err)
{
	enum result result = RESULT_OK;

	flush(sink);
	if (sink->has_failed) {
		result = sink->error.result;
		if (err)
			*err = sink->error;
	} else if (sink->draft) {
		result = file_draft_commit(sink->draft, err);
		sink->draft = NULL;
	}
	sink_free(sink);
	return result;
}

void sink_drop(struct sink *sink)
{
	if (sink)
		sink_free(sink);
}

void sink_add(struct sink *sink, struct text text)
{
	if (sink->has_failed)
		return;
	sink->size += text.size;
	if (text.size >= SINK_BUFFER) { /* as large as what is collected */
		flush(sink);
		write_out(sink, text);
		return;
	}
	strbuf_add(&sink->buffer, text);
	if (sink->buffer.size >= SINK_BUFFER)
		flush(sink);
}

void sink_patch_front(struct sink *sink, struct text text)
{
	flush(sink);
	if (sink->has_failed)
		return;
	if (sink->target)
		memcpy(sink->target->bytes, text.bytes, text.size);
	else if (sink->memory)
		memcpy(sink->memory, text.bytes, text.size);
	else if (sink->draft)
		sink->has_failed = file_draft_patch(sink->draft, 0, text.bytes, text.size,
					   &sink->error) != RESULT_OK;
	else
		abort();
}

void sink_add_string(struct sink *sink, const char *string)
{
	sink_add(sink, text_of(string));
}

void sink_add_char(struct sink *sink, char byte)
{
	if (sink->has_failed)
		return;
	strbuf_add_char(&sink->buffer, byte);
	sink->size++;
	if (sink->buffer.size >= SINK_BUFFER)
		flush(sink);
}

void sink_add_format(struct sink *sink, const char *format, ...)
{
	struct strbuf text;
	va_list list;

	strbuf_init(&text);
	va_start(list, format);
	strbuf_add_format_list(&text, format, list);
	va_end(list);
	sink_add(sink, strbuf_text(&text));
	strbuf_done(&text);
}

bool sink_has_failed(const struct sink *sink)
{
	return sink->has_failed;
}

uint64_t sink_size(const struct sink *sink)
{
	return sink->size;
}

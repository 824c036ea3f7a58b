/* SPDX-License-Identifier: MIT */
#include "catalog/base/stream.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 256 << 10 };

struct stream {
	char *name;
	int descriptor; /* -1: all bytes are in the buffer */
	char *buffer;
	const char *bytes; /* buffer, or the memory it was made over */
	size_t from, to, capacity;
	uint64_t total, done;
	uint64_t offset, end; /* of a file: where the next block begins, and where it ends for us */
	bool is_file, is_ended, has_line_end;
	char line_end;
};

enum result stream_open(struct stream **out, const char *path, struct error *err)
{
	struct stat stat;
	bool is_input = strcmp(path, "-") == 0;
	int descriptor = is_input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

	if (descriptor < 0)
		return error_set_system(err, errno, _("Cannot read %s"), path);
	if (fstat(descriptor, &stat) != 0 || S_ISDIR(stat.st_mode)) {
		int number = S_ISDIR(stat.st_mode) ? EISDIR : errno;
		close(descriptor);
		return error_set_system(err, number, _("Cannot read %s"), path);
	}
	struct stream *stream = memory_get_zeroed(1, sizeof(*stream));
	stream->name = memory_copy_string(is_input ? "<stdin>" : path);
	stream->descriptor = descriptor;
	stream->total = S_ISREG(stat.st_mode) ? (uint64_t)stat.st_size : 0;
	stream->is_file = S_ISREG(stat.st_mode) && !is_input;
	stream->end = UINT64_MAX;
	stream->line_end = '\n';
	*out = stream;
	return RESULT_OK;
}

struct stream *stream_of(struct text bytes, const char *name)
{
	struct stream *stream = memory_get_zeroed(1, sizeof(*stream));

	stream->name = memory_copy_string(name);
	stream->descriptor = -1;
	stream->bytes = bytes.bytes;
	stream->to = bytes.size;
	stream->total = bytes.size;
	stream->is_ended = true;
	stream->end = UINT64_MAX;
	stream->line_end = '\n';
	return stream;
}

void stream_close(struct stream *stream)
{
	if (!stream)
		return;
	if (stream->descriptor >= 0)
		close(stream->descriptor);
	free(stream->buffer);
	free(stream->name);
	free(stream);
}

void stream_rename(struct stream *stream, const char *name)
{
	free(stream->name);
	stream->name = memory_copy_string(name);
}

const char *stream_name(const struct stream *stream)
{
	return stream->name;
}

uint64_t stream_total(const struct stream *stream)
{
	return stream->total;
}

uint64_t stream_done(const struct stream *stream)
{
	return stream->done;
}

/* A file is read by places, so that a child process does not move those of its parent. */
static ssize_t read_block(const struct stream *stream, char *bytes, size_t size, uint64_t offset)
{
	ssize_t got;

	if (stream->is_file && offset < stream->end && stream->end - offset < size)
		size = (size_t)(stream->end - offset);
	if (stream->is_file && offset >= stream->end)
		return 0;
	do
		got = stream->is_file ? pread(stream->descriptor, bytes, size, (off_t)offset)
				      : read(stream->descriptor, bytes, size);
	while (got < 0 && errno == EINTR);
	return got;
}

/* One more block behind what is in the buffer, which moves to its front first. */
static enum result fill(struct stream *stream, struct error *err)
{
	if (stream->is_ended)
		return RESULT_OK;
	if (stream->from > 0)
		memmove(stream->buffer, stream->buffer + stream->from, stream->to - stream->from);
	stream->to -= stream->from;
	stream->from = 0;
	stream->buffer = memory_grow(stream->buffer, &stream->capacity, stream->to + BLOCK, 1);
	stream->bytes = stream->buffer;
	ssize_t got = read_block(stream, stream->buffer + stream->to, BLOCK, stream->offset);
	if (got < 0)
		return error_set_system(err, errno, _("Cannot read %s"), stream->name);
	stream->to += (size_t)got;
	stream->offset += (uint64_t)got;
	stream->is_ended = got == 0;
	return RESULT_OK;
}

enum result stream_peek(struct stream *stream, struct text *bytes, struct error *err)
{
	enum result result = RESULT_OK;

	while (result == RESULT_OK && !stream->is_ended &&
		stream->to - stream->from < STREAM_LOOK_AHEAD)
		result = fill(stream, err);
	*bytes = text_slice((struct text){ stream->bytes + stream->from,
				    stream->to - stream->from },
		0, STREAM_LOOK_AHEAD);
	return result;
}

enum result stream_line(struct stream *stream, struct text *line, bool *is_too_long, bool *is_end,
	struct error *err)
{
	size_t searched = 0;

	*is_too_long = *is_end = false;
	for (;;) {
		const char *start = stream->bytes + stream->from;
		size_t size = stream->to - stream->from;
		const char *end = size > searched
			? memchr(start + searched, stream->line_end, size - searched)
			: NULL;
		if (end || (stream->is_ended && size > 0)) {
			size_t length = end ? (size_t)(end - start) : size;
			stream->has_line_end = end != NULL;
			*is_too_long = *is_too_long || length > STREAM_LINE_MAX;
			stream->from += length + (end ? 1 : 0);
			stream->done += length + (end ? 1 : 0);
			*line = (struct text){ start,
				length > 0 && start[length - 1] == '\r' ? length - 1 : length };
			return RESULT_OK;
		}
		if (stream->is_ended) {
			*is_end = true;
			return RESULT_OK;
		}
		searched = size;
		if (size > STREAM_LINE_MAX) { /* keep a little for the message, forget the rest */
			*is_too_long = true;
			stream->done += size - 64;
			stream->to = stream->from + 64;
			searched = 64;
		}
		enum result result = fill(stream, err);
		if (result != RESULT_OK)
			return result;
	}
}

void stream_end_lines_with(struct stream *stream, char end)
{
	stream->line_end = end;
}

bool stream_has_line_end(const struct stream *stream)
{
	return stream->has_line_end;
}

enum result stream_rest(struct stream *stream, size_t limit, struct text *bytes, struct error *err)
{
	enum result result = RESULT_OK;

	while (result == RESULT_OK && !stream->is_ended) {
		if (stream->to - stream->from > limit)
			return error_set(err, RESULT_BAD_DATA, _("%s is larger than %zu bytes."),
				stream->name, limit);
		result = fill(stream, err);
	}
	*bytes = (struct text){ stream->bytes + stream->from, stream->to - stream->from };
	if (result == RESULT_OK && bytes->size > limit)
		return error_set(err, RESULT_BAD_DATA, _("%s is larger than %zu bytes."),
			stream->name, limit);
	stream->done += bytes->size;
	stream->from = stream->to;
	return result;
}

uint64_t stream_part(const struct stream *stream, uint64_t least, double share)
{
	uint64_t place = (uint64_t)((double)stream->total * share);
	char *block;
	ssize_t got;

	if (!stream->is_file || stream->done > 0 || stream->total < least)
		return 0;
	block = memory_get(BLOCK);
	while ((got = read_block(stream, block, BLOCK, place)) > 0) {
		const char *end = memchr(block, '\n', (size_t)got);
		if (end) {
			place += (uint64_t)(end - block) + 1;
			break;
		}
		place += (uint64_t)got;
	}
	free(block);
	return got > 0 && place < stream->total ? place : 0;
}

void stream_end_at(struct stream *stream, uint64_t place)
{
	stream->end = place;
	stream->is_ended = false;
	if (stream->offset > place) { /* read ahead already */
		uint64_t over = stream->offset - place, there = stream->to - stream->from;
		stream->to -= (size_t)(over < there ? over : there);
		stream->offset = place;
	}
}

bool stream_is_whole(const struct stream *stream)
{
	return stream->end == UINT64_MAX;
}

void stream_begin_at(struct stream *stream, uint64_t place)
{
	stream->from = stream->to = 0;
	stream->offset = place;
	stream->done = 0;
	stream->is_ended = false;
}

/* In short runs, so that a byte each counts, many of them at once. */
static uint64_t count_lines(const char *bytes, size_t size)
{
	uint64_t lines = 0;

	while (size > 0) {
		size_t run = size < UINT8_MAX ? size : UINT8_MAX;
		uint8_t count = 0;
		for (size_t i = 0; i < run; i++)
			count = (uint8_t)(count + (bytes[i] == '\n'));
		lines += count;
		bytes += run;
		size -= run;
	}
	return lines;
}

uint64_t stream_lines_before(const struct stream *stream, uint64_t place)
{
	char *block = memory_get(BLOCK);
	uint64_t lines = 0;
	ssize_t got = 1;

	for (uint64_t at = 0; at < place && got > 0; at += (uint64_t)got) {
		got = read_block(stream, block, place - at < BLOCK ? (size_t)(place - at) : BLOCK,
			at);
		lines += count_lines(block, got > 0 ? (size_t)got : 0);
	}
	free(block);
	return lines;
}

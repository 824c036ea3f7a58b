/* SPDX-License-Identifier: MIT */
/* sink.h - where exporters write: a descriptor, a file that appears whole or not at all, a string.
 * Layer: base. Writes are buffered (64 kB). The first failure sticks: later writes do nothing, sink_close returns it. */
#ifndef CATALOG_BASE_SINK_H
#define CATALOG_BASE_SINK_H
#include "catalog/base/error.h"
#include <stdbool.h>
#include <stdint.h>

struct strbuf;
struct sink;

struct sink *sink_open_descriptor(int descriptor,
	const char *name); /* does not close it; name for messages */
enum result sink_open_file(struct sink **sink, const char *path, bool is_new, struct error *err);
struct sink *sink_open_strbuf(struct strbuf *buf);
/* Over bytes that must outlive it; more than `capacity` of them is a failure. */
struct sink *sink_open_memory(void *bytes, size_t capacity);
/* Flushes; a file is put in place. Frees the sink in every case. */
enum result sink_close(struct sink *sink, struct error *err);
void sink_drop(struct sink *sink); /* frees; a file is not put in place */

void sink_add(struct sink *sink, struct text text);
void sink_add_string(struct sink *sink, const char *string);
void sink_add_char(struct sink *sink, char byte);
void sink_add_format(struct sink *sink, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Bytes over the first ones that were added: for a head that is known last. Not a descriptor. */
void sink_patch_front(struct sink *sink, struct text text);
bool sink_has_failed(const struct sink *sink); /* lets long loops stop early */
uint64_t sink_size(const struct sink *sink);   /* bytes added so far */
#endif

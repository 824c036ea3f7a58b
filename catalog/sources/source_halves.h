/* SPDX-License-Identifier: MIT */
/* source_halves.h - a large file of lines, read by two processes: the second half by a worker, whose rows come behind those of the first. What comes out is
 * what one process makes of it; whatever keeps the worker from its work costs only time. Layer: sources; private to source*.c. */
#ifndef CATALOG_SOURCES_SOURCE_HALVES_H
#define CATALOG_SOURCES_SOURCE_HALVES_H
#include "catalog/sources/source_reader.h"

struct source_halves;

/* Starts the worker and leaves the first half to the reader's own stream. NULL: the file is small, or not a file, or the machine has one processor. `read` reads
 * lines until the stream ends. */
struct source_halves *source_halves_begin(struct source_reader *reader,
	enum result (*read)(struct source_reader *reader));
/* When the first half is read: the second from the worker, or read now. Frees. NULL is fine. */
enum result source_halves_end(struct source_halves *halves, struct source_reader *reader);
void source_halves_drop(struct source_halves *halves, struct source_reader *reader);
#endif

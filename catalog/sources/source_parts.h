/* SPDX-License-Identifier: MIT */
/* source_parts.h - a large file of lines, read by several processes: this one takes its parts from the front, workers take theirs from the back, until they meet.
 * The rows of a worker's parts come behind the others, in their order. What comes out is what one process makes of it; whatever keeps a worker from its work
 * costs only time. Layer: sources; private to source*.c. */
#ifndef CATALOG_SOURCES_SOURCE_PARTS_H
#define CATALOG_SOURCES_SOURCE_PARTS_H
#include "catalog/sources/source_reader.h"

/* Reads all lines of the reader's stream with `read`, which reads lines until the stream ends. */
enum result source_read_parts(struct source_reader *reader,
	enum result (*read)(struct source_reader *reader));
#endif

/* SPDX-License-Identifier: MIT */
/* arena.h - memory with one lifetime: everything in it goes at once.
 * Three are in use: store (until reload), result (until the query changes), frame (until the next repaint).
 * Layer: base. Addresses stay valid until the arena is reset or done. */
#ifndef CATALOG_BASE_ARENA_H
#define CATALOG_BASE_ARENA_H
#include "catalog/base/text.h"
#include <stddef.h>

struct arena_block;
struct arena {
	struct arena_block *block; /* newest; older ones are linked behind it */
	size_t used;               /* in the newest block */
	size_t total;              /* bytes handed out since the last reset */
};

void arena_init(struct arena *arena);
void arena_done(struct arena *arena);
/* Keeps the largest block for reuse. */
void arena_reset(struct arena *arena);

/* Aligned for every type, zeroed. size 0 gives a valid pointer. */
void *arena_get(struct arena *arena, size_t size);
#define ARENA_ARRAY(arena, type, count) ((type *)arena_get_array((arena), (count), sizeof(type)))
void *arena_get_array(struct arena *arena, size_t count, size_t size);
/* The same, but what is in it is not settled: for large arrays that are written whole. */
#define ARENA_ROOM(arena, type, count) ((type *)arena_room((arena), (count), sizeof(type)))
void *arena_room(struct arena *arena, size_t count, size_t size);
/* Copies end in a NUL that is not counted in the size. */
struct text arena_copy(struct arena *arena, struct text text);
char *arena_copy_string(struct arena *arena, const char *string);
struct text arena_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
#endif

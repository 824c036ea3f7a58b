/* SPDX-License-Identifier: MIT */
#include "catalog/base/arena.h"

#include "catalog/base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 8192, ALIGNMENT = 16 };

struct arena_block {
	struct arena_block *next;
	size_t capacity;
	_Alignas(ALIGNMENT) char bytes[];
};

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

static void blocks_free(struct arena_block *block)
{
	while (block) {
		struct arena_block *next = block->next;
		free(block);
		block = next;
	}
}

void arena_done(struct arena *arena)
{
	blocks_free(arena->block);
	*arena = (struct arena){ 0 };
}

void arena_reset(struct arena *arena)
{
	struct arena_block **largest = &arena->block, *kept;

	if (!arena->block)
		return;
	for (struct arena_block **at = &arena->block; *at; at = &(*at)->next)
		if ((*at)->capacity > (*largest)->capacity)
			largest = at;
	kept = *largest;
	*largest = kept->next;
	blocks_free(arena->block);
	kept->next = NULL;
	*arena = (struct arena){ .block = kept };
}

static void *take(struct arena *arena, size_t size)
{
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!arena->block || arena->block->capacity - arena->used < size) {
		size_t capacity = arena->block ? arena->block->capacity * 2 : BLOCK_SIZE;
		if (capacity > 1 << 24)
			capacity = 1 << 24;
		if (capacity < size)
			capacity = size;
		struct arena_block *block = memory_get(sizeof(*block) + capacity);
		block->capacity = capacity;
		block->next = arena->block;
		arena->block = block;
		arena->used = 0;
	}
	void *bytes = arena->block->bytes + arena->used;
	arena->used += size;
	arena->total += size;
	return bytes;
}

void *arena_get(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		abort();
	return memset(take(arena, size), 0, size);
}

void *arena_room(struct arena *arena, size_t count, size_t size)
{
	if (size > 0 && count > SIZE_MAX / 2 / size)
		abort();
	return take(arena, count * size);
}

void *arena_get_array(struct arena *arena, size_t count, size_t size)
{
	return memset(arena_room(arena, count, size), 0, count * size);
}

struct text arena_copy(struct arena *arena, struct text text)
{
	char *bytes = arena_get(arena, text.size + 1);

	if (text.size > 0)
		memcpy(bytes, text.bytes, text.size);
	return (struct text){ bytes, text.size };
}

char *arena_copy_string(struct arena *arena, const char *string)
{
	size_t size = strlen(string) + 1;
	return memcpy(arena_get(arena, size), string, size);
}

struct text arena_format(struct arena *arena, const char *format, ...)
{
	va_list list, again;

	va_start(list, format);
	va_copy(again, list);
	int size = vsnprintf(NULL, 0, format, list);
	va_end(list);
	char *bytes = arena_get(arena, size > 0 ? (size_t)size + 1 : 1);
	if (size > 0)
		vsnprintf(bytes, (size_t)size + 1, format, again);
	va_end(again);
	return (struct text){ bytes, size > 0 ? (size_t)size : 0 };
}

/* SPDX-License-Identifier: MIT */
#include "catalog/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { LARGE_PAGE = 2 << 20 };

/* Who draws on a terminal gives it back when SIGABRT comes (terminal_signals.c). */
static void *checked(void *block)
{
	if (!block)
		abort();
	return block;
}

void *memory_get(size_t size)
{
	return checked(malloc(size > 0 ? size : 1));
}

void *memory_get_large(size_t size)
{
	if (size < LARGE_PAGE)
		return memory_get(size);
	size_t whole = (size + LARGE_PAGE - 1) & ~(size_t)(LARGE_PAGE - 1);
	void *block = checked(whole >= size ? aligned_alloc(LARGE_PAGE, whole) : NULL);
#ifdef MADV_HUGEPAGE
	madvise(block, whole, MADV_HUGEPAGE); /* a wish: without it all is the same, but slower */
#endif
	return block;
}

void *memory_get_zeroed(size_t count, size_t size)
{
	return checked(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *memory_get_pages(size_t size)
{
	void *block = memory_get_zeroed(size, 1);
#ifdef MADV_POPULATE_WRITE
	const uintptr_t page = 4096, from = ((uintptr_t)block + page - 1) & ~(page - 1),
			to = ((uintptr_t)block + size) & ~(page - 1);
	if (to > from)
		madvise((void *)from, to - from, MADV_POPULATE_WRITE); /* a wish, as above */
#endif
	return block;
}

void *memory_resize(void *block, size_t size)
{
	return checked(realloc(block, size > 0 ? size : 1));
}

char *memory_copy_string(const char *string)
{
	size_t size = strlen(string) + 1;
	return memcpy(memory_get(size), string, size);
}

void *memory_grow_more(void *items, size_t *capacity, size_t needed, size_t size)
{
	size_t wanted = *capacity > 0 ? *capacity : 8;

	while (wanted < needed)
		wanted = wanted > SIZE_MAX / 2 ? needed : wanted * 2;
	if (wanted > SIZE_MAX / size)
		return checked(NULL);
	*capacity = wanted;
	return memory_resize(items, wanted * size);
}

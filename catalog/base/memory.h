/* SPDX-License-Identifier: MIT */
/* memory.h - allocation that ends the program when memory runs out, and growing arrays.
 * Layer: base. */
#ifndef CATALOG_BASE_MEMORY_H
#define CATALOG_BASE_MEMORY_H
#include <stddef.h>

void *memory_get(size_t size); /* uninitialised; never NULL, yours */
/* The same for megabytes that are written all over: in large pages, where the system has them. free() takes it back. */
void *memory_get_large(size_t size);
/* Zeros that are written all over at once: the system gives their pages together, not at a fault each. free() takes it back. */
void *memory_get_pages(size_t size);
void *memory_get_zeroed(size_t count, size_t size);
void *memory_resize(void *block, size_t size);
char *memory_copy_string(const char *string); /* yours */

/* Makes room for `needed` elements of `size` bytes in `items`, doubling; returns the (moved) block. */
void *memory_grow_more(void *items, size_t *capacity, size_t needed, size_t size);
static inline void *memory_grow(void *items, size_t *capacity, size_t needed, size_t size)
{
	return items && needed <= *capacity ? items
					    : memory_grow_more(items, capacity, needed, size);
}
#endif

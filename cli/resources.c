/* SPDX-License-Identifier: MIT */
#include "cli/resources.h"

#include <string.h>

enum {
#define RESOURCE(name, path) RESOURCE_##name,
#include "cli/resources.def"
#undef RESOURCE
	RESOURCE_COUNT
};

/* Laid out in resource_bytes.S, three words a row. */
_Static_assert(sizeof(struct resource) == 3 * sizeof(void *), "resource_bytes.S writes other rows");
extern const struct resource resource_table[RESOURCE_COUNT];

const struct resource *resource_find(const char *name)
{
	for (int i = 0; i < RESOURCE_COUNT; i++)
		if (strcmp(resource_table[i].name, name) == 0)
			return &resource_table[i];
	return NULL;
}

struct text resource_text(const char *name)
{
	const struct resource *resource = resource_find(name);
	return resource ? (struct text){ resource->bytes, resource->size } : TEXT_NONE;
}

const struct resource *resource_list(size_t *count)
{
	*count = RESOURCE_COUNT;
	return resource_table;
}

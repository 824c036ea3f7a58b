/* SPDX-License-Identifier: MIT */
/* resources.h - the files that are linked into the program, so that it runs uninstalled and alone. Layer: cli.
 * resources.def lists them, resource_bytes.S brings in their bytes, Makefile.am knows what they are made from. */
#ifndef CLI_RESOURCES_H
#define CLI_RESOURCES_H
#include "catalog/base/text.h"
#include <stddef.h>

struct resource {
	const char *name;  /* the path in the source tree, such as "themes/default.theme" */
	const void *bytes; /* aligned to 64; a NUL that is not counted stands behind them */
	size_t size;
};

/* NULL if there is none of this name. */
const struct resource *resource_find(const char *name);
/* The bytes of one; TEXT_NONE if there is none. */
struct text resource_text(const char *name);
/* All of them, in the order of resources.def. */
const struct resource *resource_list(size_t *count);
#endif

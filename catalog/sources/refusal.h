/* SPDX-License-Identifier: MIT */
/* refusal.h - what a server says in place of a list: {"error": {"message": "..."}} and its kin. Layer: sources. */
#ifndef CATALOG_SOURCES_REFUSAL_H
#define CATALOG_SOURCES_REFUSAL_H
#include "catalog/base/arena.h"
#include "catalog/base/text.h"

enum { REFUSAL_SIZE_MAX = 64 << 10 }; /* longer ones are not read */

/* Its message in one line of clean text, cut where it is long. TEXT_NONE: there is none. */
struct text refusal_message(struct text body, struct arena *arena);
/* The same, or the first line of a body that is plain text. */
struct text refusal_words(struct text body, struct arena *arena);
#endif

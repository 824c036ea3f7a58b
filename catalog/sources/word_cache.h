/* SPDX-License-Identifier: MIT */
/* word_cache.h - what was found for a word before: keys and values of a dump are few and come with every record. Layer: sources; private. */
#ifndef CATALOG_SOURCES_WORD_CACHE_H
#define CATALOG_SOURCES_WORD_CACHE_H
#include "catalog/base/text.h"

#include <string.h>

enum { WORD_CACHE_SLOTS = 1024, WORD_CACHE_BYTES = 26 };

struct word_cache {
	struct {
		char bytes[WORD_CACHE_BYTES];
		uint8_t size;
		uint16_t about;
		int found;
	} slots[WORD_CACHE_SLOTS];
};

/* The place for what is found for a word; `about` tells kinds of words apart. *is_new: it is still to be filled. NULL: no word, or a long one. */
static inline int *word_cache_at(struct word_cache *cache, uint16_t about, struct text word,
	bool *is_new)
{
	if (word.size == 0 || word.size > WORD_CACHE_BYTES)
		return NULL;
	size_t at = (text_quick_hash(word, false) + about * 57u) % WORD_CACHE_SLOTS;
	*is_new = cache->slots[at].size != word.size || cache->slots[at].about != about ||
		memcmp(cache->slots[at].bytes, word.bytes, word.size) != 0;
	if (*is_new) {
		memcpy(cache->slots[at].bytes, word.bytes, word.size);
		cache->slots[at].size = (uint8_t)word.size;
		cache->slots[at].about = about;
	}
	return &cache->slots[at].found;
}
#endif

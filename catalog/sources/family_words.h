/* SPDX-License-Identifier: MIT */
/* family_words.h - which families a word of an id may stand for, by their stems. Layer: sources; private to family.c.
 * A hub has a million ids and some thousand words: what is found for a word is kept. */
#ifndef CATALOG_SOURCES_FAMILY_WORDS_H
#define CATALOG_SOURCES_FAMILY_WORDS_H
#include "catalog/base/text.h"

#include <stdint.h>

enum { FAMILY_PLACES_MAX = 1024, FAMILY_STEMS_MAX = 3 };

/* Families as a set of their places: the order of the bits is that in which they are tried. */
struct family_places {
	uint64_t bits[FAMILY_PLACES_MAX / 64];
};

/* What is known of a word. */
struct family_word {
	uint64_t bytes[2];                /* all of it; 0 0: none yet */
	uint16_t stems[FAMILY_STEMS_MAX]; /* that it is or begins with: their sets */
	uint8_t stem_count,
		kinds; /* kinds: enum word_kind; one stem more than there is room for: look again */
};

struct family_words;
struct family_words *family_words_new(void);
void family_words_free(struct family_words *words); /* NULL is fine */
/* A family goes by this stem; "llama*": by all words that begin so. All stems come before the first question. */
void family_words_add(struct family_words *words, struct text stem, size_t place);
void family_words_added(struct family_words *words);
/* The word lies in a key of identity_split. */
struct family_word family_words_find(struct family_words *words, struct text word);
void family_words_collect(const struct family_words *words, struct text word,
	const struct family_word *found, struct family_places *places);
#endif

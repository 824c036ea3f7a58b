/* SPDX-License-Identifier: MIT */
/* identity.h - the two keys under which names of models meet. Layer: sources.
 * The model key drops case, vendor and region prefix, service suffixes (":free") and punctuation and keeps dates, latest,
 * preview, size, quantisation: offers fold only on equal model keys or a listed alias. The family key drops those too and only
 * finds a family. A wrong merge is worse than a duplicate. Steps: docs/facts.md. */
#ifndef CATALOG_SOURCES_IDENTITY_H
#define CATALOG_SOURCES_IDENTITY_H
#include "catalog/base/strbuf.h"
#include "catalog/base/text.h"

#include <stdint.h>

void identity_model_key(struct strbuf *key, struct text id); /* replaces the content of key */
void identity_family_key(struct strbuf *key, struct text id);
/* What the model key leaves out and a host's offers differ in: "us" of "us.anthropic.claude-...", "us-east-1" of "us-east-1/...", "free" of ":free" and "-free".
 * Empty for most ids. */
void identity_service(struct strbuf *service, struct text id);
/* The last part of the path: all that both keys follow from. */
struct text identity_name(struct text id);

/* The steps of the family key, for who knows its words already (family.c). The words lie in the key, behind which some zeros follow. */
enum { IDENTITY_WORDS_MAX = 48, IDENTITY_SLACK = 16 };
enum word_kind {        /* what a word by itself may be */
	WORD_PLACE = 1, /* a region or the like that hosts put before a name */
	WORD_VENDOR =
		2, /* one more, but only where the next word names a model by itself: "mistral large" is the model's own name */
	WORD_NAME = 4,    /* names a model by itself */
	WORD_DROPPED = 8, /* no part of the family key */
	WORD_UNSEEN = 128 /* nobody has looked yet */
};
struct identity_words {
	struct text items[IDENTITY_WORDS_MAX];
	uint8_t kinds[IDENTITY_WORDS_MAX]; /* enum word_kind, as bits */
	size_t count;
};
void identity_split(struct identity_words *words, struct strbuf *key, struct text id);
uint8_t identity_word_kinds(struct text word);
/* Which words the family key has, in order; how many these are. The key out of them. */
size_t identity_family_words(struct identity_words *words, uint8_t *kept);
void identity_join(struct strbuf *key, const struct identity_words *words, const uint8_t *kept,
	size_t count);
#endif

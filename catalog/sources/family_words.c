/* SPDX-License-Identifier: MIT */
/* Stems are found by their hash: one pass over a word gives those of all its beginnings. */
#include "catalog/sources/family_words.h"

#include "catalog/base/bits.h"
#include "catalog/base/memory.h"
#include "catalog/sources/identity.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_KEPT = 4096, FILTER_BITS = 1 << 16 };

struct stem {
	uint64_t hash;
	bool is_prefix; /* "llama*" */
	struct family_places places;
};

struct family_words {
	struct stem *stems; /* by hash, when all are there */
	size_t count, capacity;
	uint8_t filter[FILTER_BITS / 8]; /* which hashes occur */
	struct family_word kept[WORDS_KEPT];
};

/* FNV-1a a byte at a time. */
#define HASH_START UINT64_C(14695981039346656037)

static uint64_t hash_step(uint64_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * UINT64_C(1099511628211);
}

static size_t filter_bit(uint64_t hash)
{
	return (size_t)((hash ^ (hash >> 32)) % FILTER_BITS);
}

struct family_words *family_words_new(void)
{
	return memory_get_zeroed(1, sizeof(struct family_words));
}

void family_words_free(struct family_words *words)
{
	if (words)
		free(words->stems);
	free(words);
}

void family_words_add(struct family_words *words, struct text stem, size_t place)
{
	struct stem added = { .hash = HASH_START, .is_prefix = text_ends_with(stem, TEXT("*")) };
	size_t at = 0;

	stem.size -= added.is_prefix;
	for (size_t i = 0; i < stem.size; i++)
		added.hash = hash_step(added.hash, stem.bytes[i]);
	while (at < words->count &&
		(words->stems[at].hash != added.hash ||
			words->stems[at].is_prefix != added.is_prefix))
		at++;
	if (at == words->count) {
		words->stems = memory_grow(words->stems, &words->capacity, at + 1, sizeof(added));
		words->stems[words->count++] = added;
		size_t bit = filter_bit(added.hash);
		words->filter[bit / 8] |= (uint8_t)(1 << (bit % 8));
	}
	bit_set(words->stems[at].places.bits, place);
}

static int compare_stems(const void *a, const void *b)
{
	const struct stem *one = a, *two = b;

	return one->hash < two->hash ? -1 : one->hash > two->hash;
}

void family_words_added(struct family_words *words)
{
	if (words->count > 0)
		qsort(words->stems, words->count, sizeof(*words->stems), compare_stems);
}

/* The stems that a word is or begins with, one after the other. */
struct walk {
	const struct family_words *words;
	struct text word;
	uint64_t hash;
	size_t size, next; /* of the beginning at hand; stems from `next` on may have its hash */
};

static struct walk walk_of(const struct family_words *words, struct text word)
{
	return (struct walk){ words, word, HASH_START, 0, words->count };
}

static size_t first_stem(const struct family_words *words, uint64_t hash)
{
	size_t low = 0, high = words->count, bit = filter_bit(hash);

	if ((words->filter[bit / 8] >> (bit % 8) & 1) == 0)
		return words->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (words->stems[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct stem *next_stem(struct walk *walk)
{
	const struct family_words *words = walk->words;

	for (;;) {
		while (walk->next < words->count && words->stems[walk->next].hash == walk->hash) {
			const struct stem *stem = &words->stems[walk->next++];
			if (stem->is_prefix || walk->size == walk->word.size)
				return stem;
		}
		if (walk->size == walk->word.size)
			return NULL;
		walk->hash = hash_step(walk->hash, walk->word.bytes[walk->size++]);
		walk->next = first_stem(words, walk->hash);
	}
}

static struct family_word look_at(const struct family_words *words, struct text word)
{
	struct family_word found = { .kinds = identity_word_kinds(word) };
	struct walk walk = walk_of(words, word);

	for (const struct stem *stem;
		found.stem_count <= FAMILY_STEMS_MAX && (stem = next_stem(&walk)) != NULL;
		found.stem_count++)
		if (found.stem_count < FAMILY_STEMS_MAX)
			found.stems[found.stem_count] = (uint16_t)(stem - words->stems);
	return found;
}

struct family_word family_words_find(struct family_words *words, struct text word)
{
	uint64_t bytes[2]; /* there are as many behind the word: they are cut off */

	if (word.size > sizeof(bytes))
		return look_at(words, word);
	memcpy(bytes, word.bytes, sizeof(bytes));
	bytes[0] &= ~UINT64_C(0) >> (word.size < 8 ? 64 - word.size * 8 : 0);
	bytes[1] = word.size > 8 ? bytes[1] & ~UINT64_C(0) >> (128 - word.size * 8) : 0;
	uint64_t hash = (bytes[0] ^ bytes[1] * 31) * UINT64_C(0x9e3779b97f4a7c15);
	struct family_word *kept = &words->kept[hash >> 32 & (WORDS_KEPT - 1)];
	if (kept->bytes[0] != bytes[0] || kept->bytes[1] != bytes[1]) {
		*kept = look_at(words, word);
		memcpy(kept->bytes, bytes, sizeof(bytes));
	}
	return *kept;
}

static void add_places(struct family_places *places, const struct family_places *more)
{
	for (size_t i = 0; i < sizeof(places->bits) / sizeof(places->bits[0]); i++)
		places->bits[i] |= more->bits[i];
}

void family_words_collect(const struct family_words *words, struct text word,
	const struct family_word *found, struct family_places *places)
{
	struct walk walk = walk_of(words, word);

	if (found->stem_count <= FAMILY_STEMS_MAX) {
		for (size_t i = 0; i < found->stem_count; i++)
			add_places(places, &words->stems[found->stems[i]].places);
		return;
	}
	for (const struct stem *stem; (stem = next_stem(&walk)) != NULL;)
		add_places(places, &stem->places);
}

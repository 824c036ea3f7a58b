/* SPDX-License-Identifier: MIT */
#include "catalog/base/message.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct message_table {
	const unsigned char *bytes;
	size_t size;
	uint32_t count, originals, translations;
	enum language language;
};

/* The language that every floor speaks, and the one that waits while English is spoken to programs. */
static struct message_table active, waiting;

static uint32_t word_at(const unsigned char *bytes, size_t offset)
{
	return (uint32_t)bytes[offset] | (uint32_t)bytes[offset + 1] << 8 |
		(uint32_t)bytes[offset + 2] << 16 | (uint32_t)bytes[offset + 3] << 24;
}

/* Every string of both tables lies inside the file and ends in NUL. */
static bool table_is_sound(const struct message_table *table)
{
	for (uint32_t i = 0; i < table->count * 2; i++) {
		size_t entry = (i < table->count ? table->originals : table->translations) +
			(size_t)(i % table->count) * 8;
		if (entry + 8 > table->size)
			return false;
		size_t size = word_at(table->bytes, entry),
		       offset = word_at(table->bytes, entry + 4);
		if (offset >= table->size || size >= table->size - offset ||
			table->bytes[offset + size] != '\0')
			return false;
	}
	return true;
}

int message_use(enum language language, const void *mo, size_t size)
{
	struct message_table table = { .bytes = mo, .size = size, .language = language };

	active = (struct message_table){ .language = LANGUAGE_EN };
	if (!mo) {
		active.language = language;
		return 1;
	}
	if (size < 28 || word_at(table.bytes, 0) != 0x950412deu ||
		word_at(table.bytes, 4) >> 16 != 0)
		return 0;
	table.count = word_at(table.bytes, 8);
	table.originals = word_at(table.bytes, 12);
	table.translations = word_at(table.bytes, 16);
	if (table.count > size / 16 || !table_is_sound(&table))
		return 0;
	active = table;
	return 1;
}

enum language message_language(void)
{
	return active.language;
}

void message_begin_english(void)
{
	waiting = active;
	active = (struct message_table){ .language = LANGUAGE_EN };
}

void message_end_english(void)
{
	active = waiting;
}

enum language message_language_of(const char *locale)
{
	if (locale && locale[0] == 'k' && locale[1] == 'o' &&
		(locale[2] == '\0' || locale[2] == '_' || locale[2] == '-' || locale[2] == '.'))
		return LANGUAGE_KO;
	return LANGUAGE_EN;
}

static const char *string_at(uint32_t table, uint32_t index)
{
	return (const char *)active.bytes + word_at(active.bytes, table + (size_t)index * 8 + 4);
}

/* Compares "context EOT sentence" with an original without joining them. */
static int compare(const char *context, const char *sentence, const char *original)
{
	if (context) {
		size_t size = strlen(context);
		int order = strncmp(context, original, size);
		if (order != 0)
			return order;
		if (original[size] != '\4')
			return 4 - (unsigned char)original[size];
		original += size + 1;
	}
	return strcmp(sentence, original);
}

static const char *find(const char *context, const char *sentence)
{
	uint32_t low = 0, high = active.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = compare(context, sentence, string_at(active.originals, middle));
		if (order == 0) {
			const char *translation = string_at(active.translations, middle);
			return *translation ? translation : NULL;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *message_translate(const char *sentence)
{
	const char *translation = active.count > 0 && *sentence ? find(NULL, sentence) : NULL;
	return translation ? translation : sentence;
}

const char *message_translate_context(const char *context, const char *sentence)
{
	const char *translation = active.count > 0 ? find(context, sentence) : NULL;
	return translation ? translation : sentence;
}

const char *message_translate_plural(const char *one, const char *many, unsigned long count)
{
	/* Korean has one form; the original's first string is the key. */
	const char *translation = active.count > 0 ? find(NULL, one) : NULL;
	if (translation)
		return translation;
	return count == 1 ? one : many;
}

const char *message_gap(void)
{
	/* translators: between the items of a list: "0.15 at Groq [1]; 0.18 at Together [2]" */
	return C_("between items", "; ");
}

const char *message_wide_gap(void)
{
	/* translators: between items that hold commas of their own: "input: text, images; length: 128k" */
	return C_("between items with commas", "; ");
}

/* SPDX-License-Identifier: MIT */
/* Values of a flat record as JSON has them: numbers, lists, truth. A value of another type than its field's is told. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>
#include <string.h>

/* As it is written before its value. */
static struct text key_of(const struct source_reader *reader, uint32_t value)
{
	const struct json_token *key = &reader->tokens.items[value - 1];

	return text_slice(reader->tokens.text, key->from, key->size);
}

static void tell_type(struct source_reader *reader, const struct field *field, uint32_t token)
{
	source_warn(reader,
		field->kind == KIND_NUMBER ? _("%.*s: expected a number; left unknown")
					   : _("%.*s: expected a text; left unknown"),
		TEXT_ARGS(key_of(reader, token)));
}

static void read_number(struct source_reader *reader, struct record *record, enum record_key key,
	uint32_t token)
{
	const struct field *field = source_record_field(key);
	double number = source_number(reader, token, key_of(reader, token));

	if (!field || isnan(number))
		return;
	if (field->kind != KIND_NUMBER) /* "released": 2025 */
		source_record_word(reader, record, key,
			text_slice(reader->tokens.text, reader->tokens.items[token].from,
				reader->tokens.items[token].size));
	else if (key == RECORD_CONTEXT)
		record->limits.context = number;
	else if (key != RECORD_LIKES_OR_NONE || number > 0) /* 0 is written where nobody looked */
		source_record_number(reader, field, number);
	record->has_layers = record->has_layers || (key == RECORD_LAYERS && number > 0);
}

/* "a,b" of ["a", "b"]. */
static struct text joined_words(struct source_reader *reader, uint32_t list)
{
	size_t size = 0;
	uint32_t first = json_token_first(&reader->tokens, list);

	if (first == JSON_NO_TOKEN ||
		json_token_next(&reader->tokens, list, first) == JSON_NO_TOKEN)
		return source_text(reader, first);
	for (uint32_t item = first; item != JSON_NO_TOKEN;
		item = json_token_next(&reader->tokens, list, item))
		size += source_text(reader, item).size + 1;
	char *out = arena_get(&reader->arena, size);
	size = 0;
	for (uint32_t item = first; item != JSON_NO_TOKEN;
		item = json_token_next(&reader->tokens, list, item)) {
		struct text word = source_text(reader, item);
		if (size > 0)
			out[size++] = ',';
		if (word.size > 0)
			memcpy(out + size, word.bytes, word.size);
		size += word.size;
	}
	return (struct text){ out, size };
}

static void read_list(struct source_reader *reader, struct record *record, enum record_key key,
	uint32_t list)
{
	const struct field *field = source_record_field(key);
	uint32_t first = json_token_first(&reader->tokens, list);

	if (key == RECORD_TAGS)
		source_hub_tags(reader, record, list);
	else if (key == RECORD_BASE)
		record->base = source_text(reader, first);
	else if (!field || first == JSON_NO_TOKEN)
		return;
	else if (field->kind == KIND_SET || field->kind == KIND_TAGS ||
		(json_token_is(&reader->tokens, first, JSON_STRING) &&
			json_token_next(&reader->tokens, list, first) == JSON_NO_TOKEN))
		source_record_word(reader, record, key, joined_words(reader, list));
	else
		tell_type(reader, field, list);
}

static void read_truth(struct source_reader *reader, struct record *record, enum record_key key,
	uint32_t token)
{
	bool is_true = json_token_is(&reader->tokens, token, JSON_TRUE);
	const struct field *field = source_record_field(key);
	struct text word = is_true ? TEXT("yes") : TEXT("no");

	if (key == RECORD_IS_MOE && is_true)
		source_claim_mask(reader, FIELD_ARCHITECTURE,
			source_member(FIELD_ARCHITECTURE, "moe"));
	if (!field)
		return;
	if (field->kind == KIND_CHOICE && source_find_member(reader, field, word) >= 0)
		source_record_word(reader, record, key, word);
	else
		tell_type(reader, field, token);
}

void source_record_token(struct source_reader *reader, struct record *record, enum record_key key,
	uint32_t token)
{
	const struct field *field = source_record_field(key);

	record->is_hub = record->is_hub || (key >= RECORD_PIPELINE && key <= RECORD_CARD);
	if (key == RECORD_IGNORED)
		return;
	switch (reader->tokens.items[token].type) {
	case JSON_STRING:
		source_record_word(reader, record, key, source_text(reader, token));
		break;
	case JSON_NUMBER: read_number(reader, record, key, token); break;
	case JSON_ARRAY: read_list(reader, record, key, token); break;
	case JSON_OBJECT:
		if (field)
			tell_type(reader, field, token);
		else
			source_hub_object(reader, record, key, token);
		break;
	case JSON_TRUE:
	case JSON_FALSE: read_truth(reader, record, key, token); break;
	default: break;
	}
}

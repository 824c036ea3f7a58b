/* SPDX-License-Identifier: MIT */
/* Lines of a dump are written by one program: between their values stand the same bytes, line for line. Of such a line only the values are looked at.
 * What is not as plain as that (escapes, fractions, nesting) goes the long way (json_scan.c); both make the same tokens. */
#include "catalog/base/json_shape.h"

#include <string.h>

enum { PASSED_OVER_MAX = 63 };

/* The quote at the end of a string; the end of the text if there is none, or an escape before it. */
static size_t string_end(struct text text, size_t at)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;

	for (; text.size - at >= 8; at += 8) {
		uint64_t eight;
		memcpy(&eight, text.bytes + at, sizeof(eight));
		uint64_t quote = eight ^ ones * '"', backslash = eight ^ ones * '\\';
		/* a high bit where a byte is a quote or a backslash; of those behind the first some may be wrong */
		uint64_t stops = (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) &
			highs;
		if (stops != 0) {
			at += (size_t)__builtin_ctzll(stops) / 8;
			return text.bytes[at] == '"' ? at : text.size;
		}
	}
	while (at < text.size && text.bytes[at] != '"' && text.bytes[at] != '\\')
		at++;
	return at < text.size && text.bytes[at] == '"' ? at : text.size;
}

static uint32_t add(struct json_tokens *tokens, enum json_type type, size_t from, size_t to)
{
	uint32_t token = json_tokens_add(tokens, type, (uint32_t)from);

	tokens->items[token].size = (uint32_t)(to - from);
	tokens->items[token].next = token + 1;
	return token;
}

/* These give the place behind the value; 0: it is not plain. */

static size_t read_string(struct json_tokens *tokens, size_t at)
{
	size_t end = string_end(tokens->text, at + 1);

	if (end == tokens->text.size)
		return 0;
	add(tokens, JSON_STRING, at + 1, end);
	return end + 1;
}

static size_t read_whole(struct json_tokens *tokens, size_t from)
{
	const char *bytes = tokens->text.bytes;
	size_t at = from;

	while (at < tokens->text.size && bytes[at] >= '0' && bytes[at] <= '9')
		at++;
	if (at == from || (bytes[from] == '0' && at > from + 1))
		return 0;
	add(tokens, JSON_NUMBER, from, at);
	return at;
}

static size_t read_word(struct json_tokens *tokens, size_t at, enum json_type type,
	struct text word)
{
	if (tokens->text.size - at < word.size ||
		memcmp(tokens->text.bytes + at, word.bytes, word.size) != 0)
		return 0;
	add(tokens, type, at, at + word.size);
	return at + word.size;
}

/* ["a", "b"] */
static size_t read_strings(struct json_tokens *tokens, size_t from)
{
	const struct text text = tokens->text;
	uint32_t list = add(tokens, JSON_ARRAY, from, from);
	size_t at = from + 1;

	while (at < text.size && text.bytes[at] == '"') {
		at = read_string(tokens, at);
		if (at == 0 || at >= text.size)
			return 0;
		if (text.bytes[at] == ']')
			break;
		if (text.bytes[at++] != ',')
			return 0;
		at += at < text.size && text.bytes[at] == ' ';
		if (at >= text.size || text.bytes[at] != '"')
			return 0;
	}
	if (at >= text.size || text.bytes[at] != ']')
		return 0;
	tokens->items[list].size = (uint32_t)(at + 1 - from);
	tokens->items[list].next = (uint32_t)tokens->count;
	return at + 1;
}

static size_t read_value(struct json_tokens *tokens, size_t at)
{
	if (at >= tokens->text.size)
		return 0;
	switch (tokens->text.bytes[at]) {
	case '"': return read_string(tokens, at);
	case '[': return read_strings(tokens, at);
	case 'n': return read_word(tokens, at, JSON_NULL, TEXT("null"));
	case 't': return read_word(tokens, at, JSON_TRUE, TEXT("true"));
	case 'f': return read_word(tokens, at, JSON_FALSE, TEXT("false"));
	default: return read_whole(tokens, at);
	}
}

static bool stands_at(struct text text, size_t at, const struct json_between *between)
{
	return text.size - at >= between->size &&
		memcmp(text.bytes + at, between->bytes, between->size) == 0;
}

static bool read_members(struct json_tokens *tokens)
{
	const struct json_shape *shape = &tokens->shape;
	const struct json_between *last = &shape->between[shape->count];
	uint32_t object = add(tokens, JSON_OBJECT, shape->object_at, shape->object_at);
	size_t at = 0;

	for (size_t i = 0; i < shape->count; i++) {
		const struct json_between *between = &shape->between[i];
		if (!stands_at(tokens->text, at, between))
			return false;
		add(tokens, JSON_STRING, at + between->key_at,
			at + between->key_at + between->key_size);
		at = read_value(tokens, at + between->size);
		if (at == 0)
			return false;
	}
	if (tokens->text.size - at != last->size || !stands_at(tokens->text, at, last))
		return false;
	tokens->items[object].size = (uint32_t)(at + shape->end_at - shape->object_at);
	tokens->items[object].next = (uint32_t)tokens->count;
	return true;
}

/* One that differs may be an odd one out: the shape stays for the next one. Where shapes change all the time, ever fewer are tried. */
bool json_shape_read(struct json_tokens *tokens)
{
	struct json_shape *shape = &tokens->shape;

	if (shape->passing > 0) {
		shape->passing--;
		return false;
	}
	if (shape->count > 0 && read_members(tokens)) {
		shape->missed = 0;
		tokens->shaped = shape->number;
		return true;
	}
	tokens->count = 0;
	shape->is_wanted = shape->count == 0 || shape->missed > 0;
	shape->passing = shape->missed;
	shape->missed = shape->missed < PASSED_OVER_MAX ? shape->missed * 2 + 1 : PASSED_OVER_MAX;
	return false;
}

static bool keep_between(struct json_between *between, struct text text)
{
	if (text.size > sizeof(between->bytes))
		return false;
	memcpy(between->bytes, text.bytes, text.size);
	between->size = (uint8_t)text.size;
	return true;
}

void json_shape_learn(struct json_tokens *tokens)
{
	struct json_shape *shape = &tokens->shape;
	uint32_t key = json_token_first(tokens, 0);
	size_t at = 0, count = 0;

	if (!shape->is_wanted)
		return;
	shape->is_wanted = false;
	shape->count = 0;
	if (!json_token_is(tokens, 0, JSON_OBJECT) || tokens->repeated_count > 0)
		return;
	for (; key != JSON_NO_TOKEN; key = json_token_next(tokens, 0, key), count++) {
		const struct json_token *name = &tokens->items[key], *value = name + 1;
		struct json_between *between = &shape->between[count];
		size_t quote = value->type == JSON_STRING;
		if (count == JSON_SHAPE_MAX || name->is_escaped ||
			!keep_between(between,
				text_slice(tokens->text, at, value->from - quote - at)))
			return;
		between->key_at = (uint8_t)(name->from - at);
		between->key_size = (uint8_t)name->size;
		at = value->from + value->size + quote;
	}
	size_t end = tokens->items[0].from + tokens->items[0].size;
	if (!keep_between(&shape->between[count],
		    text_slice(tokens->text, at, tokens->text.size - at)))
		return;
	shape->object_at = tokens->items[0].from;
	shape->end_at = (uint32_t)(end - at);
	shape->count = count;
	shape->number++;
}

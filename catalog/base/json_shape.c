/* SPDX-License-Identifier: MIT */
/* Lines of a dump are written by one program: between their values stand the same bytes, line for line. Of such a line only the values are looked at.
 * What is not as plain as that (escapes, exponents, nesting) goes the long way (json_scan.c); both make the same tokens. */
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

static size_t quoted_end(struct text text, size_t at)
{
	size_t end = string_end(text, at + 1);

	return end == text.size ? 0 : end + 1;
}

static size_t digits_end(struct text text, size_t at)
{
	while (at < text.size && text.bytes[at] >= '0' && text.bytes[at] <= '9')
		at++;
	return at;
}

/* 12, 0.5; what follows tells whether it ends there. */
static size_t number_end(struct text text, size_t from)
{
	size_t at = digits_end(text, from);

	if (at == from || (text.bytes[from] == '0' && at > from + 1))
		return 0;
	if (at == text.size || text.bytes[at] != '.')
		return at;
	size_t end = digits_end(text, at + 1);
	return end == at + 1 ? 0 : end;
}

static size_t word_end(struct text text, size_t at, struct text word)
{
	return text.size - at < word.size || memcmp(text.bytes + at, word.bytes, word.size) != 0
		? 0
		: at + word.size;
}

/* ["a", "b"] */
static size_t list_end(struct text text, size_t at)
{
	at++;
	while (at < text.size && text.bytes[at] == '"') {
		at = quoted_end(text, at);
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
	return at < text.size && text.bytes[at] == ']' ? at + 1 : 0;
}

static size_t read_value(struct text text, size_t at, struct json_span *span)
{
	size_t quote = 0, end;

	if (at >= text.size)
		return 0;
	switch (text.bytes[at]) {
	case '"':
		span->type = JSON_STRING;
		end = quoted_end(text, at);
		quote = 1;
		break;
	case '[':
		span->type = JSON_ARRAY;
		end = list_end(text, at);
		break;
	case 'n':
		span->type = JSON_NULL;
		end = word_end(text, at, TEXT("null"));
		break;
	case 't':
		span->type = JSON_TRUE;
		end = word_end(text, at, TEXT("true"));
		break;
	case 'f':
		span->type = JSON_FALSE;
		end = word_end(text, at, TEXT("false"));
		break;
	default:
		span->type = JSON_NUMBER;
		end = number_end(text, at);
		break;
	}
	span->from = (uint32_t)(at + quote);
	span->size = (uint32_t)(end - at - 2 * quote);
	return end;
}

/* Eight bytes at a time: a call of memcmp would take longer than what it compares. */
static bool is_same(const char *a, const char *b, size_t size)
{
	uint64_t one, other;
	size_t at = 0;

	for (; at + 8 <= size; at += 8) {
		memcpy(&one, a + at, sizeof(one));
		memcpy(&other, b + at, sizeof(other));
		if (one != other)
			return false;
	}
	for (; at < size; at++)
		if (a[at] != b[at])
			return false;
	return true;
}

static bool stands_at(struct text text, size_t at, const struct json_between *between)
{
	return text.size - at >= between->size &&
		is_same(text.bytes + at, between->bytes, between->size);
}

size_t json_shape_spans(struct json_shape *shape, struct text text, struct json_span *spans,
	size_t *end)
{
	size_t at = 0;

	for (size_t i = 0; i < shape->count; i++) {
		if (!stands_at(text, at, &shape->between[i]))
			return 0;
		at = read_value(text, at + shape->between[i].size, &spans[i]);
		if (at == 0)
			return 0;
	}
	*end = at;
	const struct json_between *last = &shape->between[shape->count];
	if (text.size - at != last->size || !stands_at(text, at, last))
		return 0;
	shape->missed = shape->passing = 0;
	return shape->count;
}

static void add_list(struct json_tokens *tokens, const struct json_span *span)
{
	const struct text text = tokens->text;
	size_t end = span->from + span->size, at = span->from + 1;
	uint32_t list = add(tokens, JSON_ARRAY, span->from, end);

	while (text.bytes[at] != ']') {
		at += text.bytes[at] != '"'; /* a comma, */
		at += text.bytes[at] != '"'; /* and a blank */
		size_t quote = string_end(text, at + 1);
		add(tokens, JSON_STRING, at + 1, quote);
		at = quote + 1;
	}
	tokens->items[list].next = (uint32_t)tokens->count;
}

static bool read_members(struct json_tokens *tokens)
{
	struct json_shape *shape = &tokens->shape;
	struct json_span spans[JSON_SHAPE_MAX];
	size_t end, at = 0;

	if (json_shape_spans(shape, tokens->text, spans, &end) == 0)
		return false;
	uint32_t object = add(tokens, JSON_OBJECT, shape->object_at, end + shape->end_at);
	for (size_t i = 0; i < shape->count; i++) {
		const struct json_between *between = &shape->between[i];
		const struct json_span *span = &spans[i];
		add(tokens, JSON_STRING, at + between->key_at,
			at + between->key_at + between->key_size);
		at = span->from + span->size + (span->type == JSON_STRING);
		if (span->type == JSON_ARRAY)
			add_list(tokens, span);
		else
			add(tokens, (enum json_type)span->type, span->from,
				span->from + span->size);
	}
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

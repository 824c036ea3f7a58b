/* SPDX-License-Identifier: MIT */
#include "catalog/base/json_tokens.h"

#include "catalog/base/arena.h"
#include "catalog/base/json_scan.h"
#include "catalog/base/json_shape.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool json_tokens_read(struct json_tokens *tokens, struct text text, bool is_lenient)
{
	struct json_scan scan = { .text = text, .tokens = tokens, .is_lenient = is_lenient };

	tokens->text = text;
	tokens->count = tokens->repeated_count = 0;
	tokens->shaped = 0;
	tokens->wrong = NULL;
	tokens->wrong_at = tokens->placed_at = 0;
	tokens->placed_line = 0;
	if (text.size >= UINT32_MAX) {
		tokens->wrong = N_("larger than 4 GB");
		return false;
	}
	if (is_lenient && json_shape_read(tokens))
		return true;
	if (json_scan_rest(&scan)) {
		if (is_lenient)
			json_shape_learn(tokens);
		return true;
	}
	tokens->wrong = scan.wrong;
	tokens->wrong_at = scan.at;
	return false;
}

void json_tokens_done(struct json_tokens *tokens)
{
	free(tokens->items);
	*tokens = (struct json_tokens){ 0 };
}

bool json_token_is(const struct json_tokens *tokens, uint32_t token, enum json_type type)
{
	return token < tokens->count && tokens->items[token].type == type;
}

static struct text bytes_of(const struct json_tokens *tokens, uint32_t token)
{
	return text_slice(tokens->text, tokens->items[token].from, tokens->items[token].size);
}

uint32_t json_token_first(const struct json_tokens *tokens, uint32_t container)
{
	if (!json_token_is(tokens, container, JSON_OBJECT) &&
		!json_token_is(tokens, container, JSON_ARRAY))
		return JSON_NO_TOKEN;
	return tokens->items[container].next > container + 1 ? container + 1 : JSON_NO_TOKEN;
}

uint32_t json_token_next(const struct json_tokens *tokens, uint32_t container, uint32_t child)
{
	if (child >= tokens->count || container >= tokens->count)
		return JSON_NO_TOKEN;
	uint32_t next = tokens->items[container].type == JSON_OBJECT
		? tokens->items[tokens->items[child].next].next /* behind the value of the key */
		: tokens->items[child].next;
	return next < tokens->items[container].next ? next : JSON_NO_TOKEN;
}

uint32_t json_token_member(const struct json_tokens *tokens, uint32_t object, const char *key)
{
	if (!json_token_is(tokens, object, JSON_OBJECT))
		return JSON_NO_TOKEN;
	size_t size = strlen(key);
	for (uint32_t child = json_token_first(tokens, object); child != JSON_NO_TOKEN;
		child = json_token_next(tokens, object, child)) {
		const struct json_token *token = &tokens->items[child];
		if (token->size == size && memcmp(tokens->text.bytes + token->from, key, size) == 0)
			return child + 1;
	}
	return JSON_NO_TOKEN;
}

static uint32_t hex_of(struct text raw, size_t at)
{
	uint32_t point = 0;

	for (size_t i = at; i < at + 4 && i < raw.size; i++) {
		int c = raw.bytes[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
		point = point * 16 + (uint32_t)digit;
	}
	return point;
}

/* The escape at raw.bytes[*at], which is a backslash; moves behind it. A lone surrogate becomes U+FFFD. */
static size_t decode_escape(struct text raw, size_t *at, char out[4])
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	char c = raw.bytes[*at + 1];
	const char *known = strchr(from, c);

	*at += 2;
	if (c != 'u') {
		out[0] = known ? to[known - from] : c;
		return 1;
	}
	uint32_t point = hex_of(raw, *at);
	*at += 4;
	if (point >= 0xd800 && point < 0xdc00 && *at + 5 < raw.size && raw.bytes[*at] == '\\' &&
		raw.bytes[*at + 1] == 'u') {
		uint32_t low = hex_of(raw, *at + 2);
		if (low >= 0xdc00 && low < 0xe000) {
			*at += 6;
			point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
		}
	}
	return text_encode(point >= 0xd800 && point < 0xe000 ? 0xfffd : point, out);
}

struct text json_token_string(const struct json_tokens *tokens, uint32_t token, struct arena *arena)
{
	if (!json_token_is(tokens, token, JSON_STRING))
		return TEXT_NONE;
	struct text raw = bytes_of(tokens, token);
	if (!tokens->items[token].is_escaped)
		return raw;
	char *out = arena_get(arena, raw.size + 1);
	size_t size = 0;
	for (size_t at = 0; at < raw.size;) {
		if (raw.bytes[at] == '\\' && at + 1 < raw.size)
			size += decode_escape(raw, &at, out + size);
		else
			out[size++] = raw.bytes[at++];
	}
	return (struct text){ out, size };
}

bool json_token_says(const struct json_tokens *tokens, uint32_t token, const char *word)
{
	return json_token_is(tokens, token, JSON_STRING) &&
		text_equal_string(bytes_of(tokens, token), word);
}

bool json_short_number(struct text digits, double *number)
{
	enum { DIGITS_MAX = 15 };
	double whole = 0, parts = 1;
	size_t i = 0, point = digits.size;

	if (digits.size > DIGITS_MAX + 1)
		return false;
	for (; i < digits.size; i++) {
		unsigned digit = (unsigned char)digits.bytes[i] - '0';
		if (digit <= 9) {
			whole = whole * 10 + digit;
			parts = i > point ? parts * 10 : parts;
		} else if (digits.bytes[i] == '.' && point == digits.size && i > 0) {
			point = i;
		} else {
			return false;
		}
	}
	*number = whole / parts;
	return digits.size <= DIGITS_MAX + (point < digits.size) && point + 1 != digits.size;
}

double json_token_number(const struct json_tokens *tokens, uint32_t token)
{
	char digits[512];

	if (!json_token_is(tokens, token, JSON_NUMBER))
		return (double)NAN;
	struct text raw = bytes_of(tokens, token);
	double number;
	if (json_short_number(raw, &number))
		return number;
	size_t size = raw.size < sizeof(digits) - 1 ? raw.size : sizeof(digits) - 1;
	memcpy(digits, raw.bytes, size);
	digits[size] = '\0';
	number = strtod(digits, NULL);
	return isfinite(number) ? number : (double)NAN;
}

/* Warnings come in the order of the text, so each place is counted from the one before: a file of megabytes has hundreds. */
void json_token_place(struct json_tokens *tokens, uint32_t token, int *line, int *column)
{
	size_t at = token < tokens->count ? tokens->items[token].from : tokens->wrong_at;
	int lines, columns;

	if (json_token_is(tokens, token, JSON_STRING))
		at--; /* the quote */
	if (tokens->placed_line == 0 || at < tokens->placed_at) {
		tokens->placed_at = 0;
		tokens->placed_line = tokens->placed_column = 1;
	}
	json_scan_place(text_slice(tokens->text, tokens->placed_at, tokens->text.size),
		at - tokens->placed_at, &lines, &columns);
	tokens->placed_column = lines > 1 ? columns : tokens->placed_column + columns - 1;
	tokens->placed_line += lines - 1;
	tokens->placed_at = at;
	*line = tokens->placed_line;
	*column = tokens->placed_column;
}

void json_token_path(const struct json_tokens *tokens, uint32_t token, struct strbuf *path)
{
	uint32_t at = 0;

	strbuf_add_char(path, '$');
	while (at < token && token < tokens->count) {
		bool is_object = tokens->items[at].type == JSON_OBJECT;
		uint32_t child = json_token_first(tokens, at), found = JSON_NO_TOKEN;
		size_t index = 0;
		for (; child != JSON_NO_TOKEN;
			child = json_token_next(tokens, at, child), index++) {
			uint32_t end = is_object ? tokens->items[child + 1].next
						 : tokens->items[child].next;
			if (token >= child && token < end) {
				found = child;
				break;
			}
		}
		if (found == JSON_NO_TOKEN)
			return;
		if (is_object)
			strbuf_add_format(path, ".%.*s", TEXT_ARGS(bytes_of(tokens, found)));
		else
			strbuf_add_format(path, "[%zu]", index);
		if (token == found)
			return;
		at = is_object ? found + 1 : found;
	}
}

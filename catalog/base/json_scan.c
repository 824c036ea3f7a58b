/* SPDX-License-Identifier: MIT */
#include "catalog/base/json_scan.h"

#include "catalog/base/json_keys.h"
#include "catalog/base/json_tokens.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"

#include <stdlib.h>
#include <string.h>

static bool scan_value(struct json_scan *scan);

static bool fail(struct json_scan *scan, const char *wrong)
{
	if (!scan->wrong)
		scan->wrong = wrong;
	return false;
}

static int peek(const struct json_scan *scan)
{
	return scan->at < scan->text.size ? (unsigned char)scan->text.bytes[scan->at] : -1;
}

static void skip_blanks(struct json_scan *scan)
{
	const char *bytes = scan->text.bytes;
	size_t at = scan->at, size = scan->text.size;

	while (at < size &&
		(bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r'))
		at++;
	scan->at = at;
}

static bool scan_hex(struct json_scan *scan, unsigned *value)
{
	*value = 0;
	for (int i = 0; i < 4; i++) {
		int c = peek(scan);
		int digit = c >= '0' && c <= '9' ? c - '0'
			: c >= 'a' && c <= 'f'   ? c - 'a' + 10
			: c >= 'A' && c <= 'F'   ? c - 'A' + 10
						 : -1;
		if (digit < 0)
			return fail(scan, N_("expected four hexadecimal digits"));
		*value = *value * 16 + (unsigned)digit;
		scan->at++;
	}
	return true;
}

static bool scan_escape(struct json_scan *scan)
{
	unsigned value, low;
	int c = peek(scan);

	if (c != 'u') {
		if (c < 0 || !strchr("\"\\/bfnrt", c))
			return fail(scan, N_("no such escape in a string"));
		scan->at++;
		return true;
	}
	scan->at++;
	if (!scan_hex(scan, &value))
		return false;
	if (scan->is_lenient)
		return true;
	if (value == 0)
		return fail(scan, N_("\\u0000 is not allowed in a string"));
	if (value >= 0xdc00 && value <= 0xdfff)
		return fail(scan, N_("a lone low surrogate"));
	if (value < 0xd800 || value > 0xdbff)
		return true;
	if (peek(scan) != '\\' || scan->at + 1 >= scan->text.size ||
		scan->text.bytes[scan->at + 1] != 'u')
		return fail(scan, N_("a lone high surrogate"));
	scan->at += 2;
	if (!scan_hex(scan, &low))
		return false;
	return (low >= 0xdc00 && low <= 0xdfff) || fail(scan, N_("a lone high surrogate"));
}

/* A token of the text from `from`; its size and what follows are set by token_end. */
static uint32_t token_begin(struct json_scan *scan, enum json_type type, size_t from)
{
	return scan->tokens ? json_tokens_add(scan->tokens, type, (uint32_t)from) : 0;
}

static void token_end(struct json_scan *scan, uint32_t token, size_t to)
{
	if (!scan->tokens)
		return;
	scan->tokens->items[token].size = (uint32_t)to - scan->tokens->items[token].from;
	scan->tokens->items[token].next = (uint32_t)scan->tokens->count;
}

/* Eight bytes at a time: past those that mean nothing but themselves in a string. */
static void skip_plain(struct json_scan *scan)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
	const char *bytes = scan->text.bytes;
	size_t at = scan->at, size = scan->text.size;

	for (; size - at >= 8; at += 8) {
		uint64_t eight;
		memcpy(&eight, bytes + at, sizeof(eight));
		uint64_t quote = eight ^ ones * '"', backslash = eight ^ ones * '\\';
		/* a high bit where a byte is a quote, a backslash, a control or not ASCII; bytes behind the first may be wrong */
		uint64_t stops = (eight | (eight - ones * 0x20) | (quote - ones) |
					 (backslash - ones)) &
			highs;
		if (stops != 0) {
			at += (size_t)__builtin_ctzll(stops) / 8;
			break;
		}
	}
	scan->at = at;
}

static bool scan_string(struct json_scan *scan)
{
	size_t from = ++scan->at;
	uint32_t token = token_begin(scan, JSON_STRING, from);
	bool is_ascii = true, is_escaped = false;

	for (;;) {
		skip_plain(scan);
		int c = peek(scan);
		if (c < 0)
			return fail(scan, N_("the text ends inside a string"));
		if (c < 0x20 && !scan->is_lenient)
			return fail(scan, N_("a raw control character in a string"));
		scan->at++;
		if (c == '"')
			break;
		is_ascii = is_ascii && c < 0x80;
		is_escaped = is_escaped || c == '\\';
		if (c == '\\' && !scan_escape(scan))
			return false;
	}
	token_end(scan, token, scan->at - 1);
	if (scan->tokens)
		scan->tokens->items[token].is_escaped = is_escaped;
	struct text body = text_slice(scan->text, from, scan->at - 1 - from);
	if (!is_ascii && !scan->is_lenient && !text_is_valid_utf8(body)) {
		scan->at = from;
		return fail(scan, N_("the string is not valid UTF-8"));
	}
	return true;
}

static bool scan_digits(struct json_scan *scan)
{
	const char *bytes = scan->text.bytes;
	size_t from = scan->at, at = from, size = scan->text.size;

	while (at < size && bytes[at] >= '0' && bytes[at] <= '9')
		at++;
	scan->at = at;
	return at > from || fail(scan, N_("expected a digit"));
}

static bool scan_number(struct json_scan *scan)
{
	if (peek(scan) == '-')
		scan->at++;
	if (peek(scan) == '0') {
		scan->at++;
		if (peek(scan) >= '0' && peek(scan) <= '9')
			return fail(scan, N_("a number must not begin with 0"));
	} else if (!scan_digits(scan)) {
		return false;
	}
	if (peek(scan) == '.') {
		scan->at++;
		if (!scan_digits(scan))
			return false;
	}
	if (peek(scan) == 'e' || peek(scan) == 'E') {
		scan->at++;
		if (peek(scan) == '+' || peek(scan) == '-')
			scan->at++;
		return scan_digits(scan);
	}
	return true;
}

static bool scan_word(struct json_scan *scan, const char *word)
{
	if (!text_starts_with(text_slice(scan->text, scan->at, scan->text.size), text_of(word)))
		return fail(scan, N_("expected a JSON value"));
	scan->at += strlen(word);
	return true;
}

static bool scan_member(struct json_scan *scan, struct json_key *key)
{
	skip_blanks(scan);
	key->at = scan->at;
	if (peek(scan) != '"')
		return fail(scan, N_("expected a key in quotes"));
	if (!scan_string(scan))
		return false;
	key->key = text_slice(scan->text, key->at + 1, scan->at - key->at - 2);
	skip_blanks(scan);
	if (peek(scan) != ':')
		return fail(scan, N_("expected ':' behind the key"));
	scan->at++;
	return scan_value(scan);
}

static bool scan_object(struct json_scan *scan)
{
	struct json_key few[JSON_FEW_KEYS], *many = NULL, *keys = few;
	size_t count = 0, capacity = 0;
	bool is_good = true;

	scan->at++;
	skip_blanks(scan);
	if (peek(scan) == '}') {
		scan->at++;
		return true;
	}
	for (;;) {
		if (count >= JSON_FEW_KEYS) {
			many = memory_grow(many, &capacity, count + 1, sizeof(*many));
			if (keys == few)
				memcpy(many, few, sizeof(few));
			keys = many;
		}
		is_good = scan_member(scan, &keys[count++]);
		if (!is_good)
			break;
		skip_blanks(scan);
		int c = peek(scan);
		if (c != ',' && c != '}') {
			is_good = fail(scan, N_("expected ',' or '}'"));
			break;
		}
		scan->at++;
		if (c == '}')
			break;
	}
	is_good = is_good && json_keys_differ(scan, keys, count);
	free(many);
	return is_good;
}

static bool scan_array(struct json_scan *scan)
{
	scan->at++;
	skip_blanks(scan);
	if (peek(scan) == ']') {
		scan->at++;
		return true;
	}
	for (;;) {
		if (!scan_value(scan))
			return false;
		skip_blanks(scan);
		int c = peek(scan);
		if (c != ',' && c != ']')
			return fail(scan, N_("expected ',' or ']'"));
		scan->at++;
		if (c == ']')
			return true;
	}
}

static enum json_type type_of(int c)
{
	switch (c) {
	case '{': return JSON_OBJECT;
	case '[': return JSON_ARRAY;
	case '"': return JSON_STRING;
	case 't': return JSON_TRUE;
	case 'f': return JSON_FALSE;
	case '-': return JSON_NUMBER;
	default: return c >= '0' && c <= '9' ? JSON_NUMBER : JSON_NULL;
	}
}

/* What some programs write for numbers that JSON cannot say; read as null. */
static bool scan_no_number(struct json_scan *scan)
{
	static const char *const words[] = { "NaN", "Infinity", "-Infinity" };
	struct text rest = text_slice(scan->text, scan->at, scan->text.size);

	for (size_t i = 0; scan->is_lenient && i < sizeof(words) / sizeof(words[0]); i++) {
		if (!text_starts_with(rest, text_of(words[i])))
			continue;
		uint32_t token = token_begin(scan, JSON_NULL, scan->at);
		scan->at += strlen(words[i]);
		token_end(scan, token, scan->at);
		return true;
	}
	return false;
}

static bool scan_plain(struct json_scan *scan, int c)
{
	switch (c) {
	case '{': return scan_object(scan);
	case '[': return scan_array(scan);
	case 't': return scan_word(scan, "true");
	case 'f': return scan_word(scan, "false");
	case 'n': return scan_word(scan, "null");
	case -1: return fail(scan, N_("the text ends where a value should stand"));
	default: break;
	}
	if (c == '-' || (c >= '0' && c <= '9'))
		return scan_number(scan);
	return fail(scan, N_("expected a JSON value"));
}

static bool scan_value(struct json_scan *scan)
{
	bool is_good;

	skip_blanks(scan);
	if (scan->places)
		scan->places[scan->count] = scan->at;
	scan->count++;
	if (++scan->depth > JSON_DEPTH_MAX)
		return fail(scan, N_("nested deeper than 64 levels"));
	int c = peek(scan);
	if (c == '"') {
		is_good = scan_string(scan); /* makes its own token: keys are strings too */
	} else if ((c == 'N' || c == 'I' || c == '-') && scan_no_number(scan)) {
		is_good = true;
	} else {
		uint32_t token = token_begin(scan, type_of(c), scan->at);
		is_good = scan_plain(scan, c);
		token_end(scan, token, scan->at);
	}
	scan->depth--;
	return is_good;
}

bool json_scan_all(struct json_scan *scan, struct text text, size_t *places)
{
	*scan = (struct json_scan){ .text = text, .places = places };
	return json_scan_rest(scan);
}

bool json_scan_rest(struct json_scan *scan)
{
	struct text text = scan->text;

	scan->at = text.size - text_without_mark(text).size; /* RFC 8259, 8.1 lets it pass */
	if (!scan_value(scan))
		return false;
	skip_blanks(scan);
	return scan->at == text.size || fail(scan, N_("something stands behind the value"));
}

void json_scan_place(struct text text, size_t at, int *line, int *column)
{
	*line = *column = 1;
	for (size_t i = 0; i < at && i < text.size; i++) {
		unsigned char c = (unsigned char)text.bytes[i];
		if (c == '\n') {
			(*line)++;
			*column = 1;
		} else if ((c & 0xc0) != 0x80) {
			(*column)++;
		}
	}
}

/* SPDX-License-Identifier: MIT */
#include "catalog/query/lex.h"

#include "catalog/base/message.h"

#include <string.h>

struct text span_text(struct text text, struct span span)
{
	return text_slice(text, span.from, span.size);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_key_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_' || c == '.' || c == '-' || (unsigned char)c >= 0x80;
}

/* End of a value: white space outside quotes and, for text:/re/, outside the regex. */
static size_t value_end(struct text text, size_t at, struct token *token)
{
	size_t from = at;
	bool is_quoted = false, is_regex = at < text.size && text.bytes[at] == '/';

	if (is_regex)
		at++;
	for (; at < text.size; at++) {
		char c = text.bytes[at];
		if (is_regex && c == '\\' && at + 1 < text.size) {
			at++;
		} else if (is_regex && c == '/') {
			return at + 1;
		} else if (!is_regex && c == '"') {
			is_quoted = !is_quoted;
		} else if (!is_quoted && !is_regex && is_blank(c)) {
			return at;
		}
	}
	if (is_quoted || is_regex) {
		token->wrong = is_quoted ? N_("a closing '\"'") : N_("a closing '/'");
		token->wrong_at = from;
	}
	return at;
}

static bool read_operator(struct text text, size_t *at, enum clause_op *op)
{
	char c = *at < text.size ? text.bytes[*at] : ' ',
	     next = *at + 1 < text.size ? text.bytes[*at + 1] : ' ';

	switch (c) {
	case ':': *op = OP_HAS; break;
	case '=': *op = OP_EQUAL; break;
	case '<': *op = next == '=' ? OP_LESS_EQUAL : OP_LESS; break;
	case '>': *op = next == '=' ? OP_GREATER_EQUAL : OP_GREATER; break;
	default: return false;
	}
	*at += (c == '<' || c == '>') && next == '=' ? 2 : 1;
	return true;
}

/* "key op values"; false when no key stands right before an operator. */
static bool read_keyed(struct text text, size_t from, size_t *at, struct token *token)
{
	size_t end = from;

	while (end < text.size && is_key_char(text.bytes[end]))
		end++;
	size_t behind = end;
	if (end == from || !read_operator(text, &behind, &token->op))
		return false;
	token->kind = TOKEN_KEYED;
	token->key = (struct span){ from, end - from };
	*at = value_end(text, behind, token);
	token->values = (struct span){ behind, *at - behind };
	token->body = (struct span){ from, *at - from };
	return true;
}

static void read_quoted(struct text text, size_t from, size_t *at, struct token *token)
{
	size_t end = from + 1;

	while (end < text.size && text.bytes[end] != '"')
		end++;
	token->kind = TOKEN_PHRASE;
	token->body = (struct span){ from + 1, end - from - 1 };
	if (end == text.size) {
		token->wrong = N_("a closing '\"'");
		token->wrong_at = from;
		*at = end;
	} else {
		*at = end + 1;
	}
}

static void read_regex(struct text text, size_t from, size_t *at, struct token *token)
{
	size_t end = from + 1;

	while (end < text.size && text.bytes[end] != '/')
		end += text.bytes[end] == '\\' && end + 1 < text.size ? 2 : 1;
	token->kind = TOKEN_REGEX;
	token->body = (struct span){ from + 1, end - from - 1 };
	if (end >= text.size) {
		token->wrong = N_("a closing '/'");
		token->wrong_at = from;
		*at = text.size;
	} else {
		*at = end + 1;
	}
}

bool lex_next(struct text text, size_t *at, struct token *token)
{
	size_t start, from;

	while (*at < text.size && is_blank(text.bytes[*at]))
		(*at)++;
	if (*at >= text.size)
		return false;
	*token = (struct token){ 0 };
	start = from = *at;
	if (text.bytes[from] == '-' && from + 1 < text.size && !is_blank(text.bytes[from + 1])) {
		token->is_negated = true;
		from++;
	}
	char c = text.bytes[from];
	if (c == '"') {
		read_quoted(text, from, at, token);
	} else if (c == '/') {
		read_regex(text, from, at, token);
	} else if (!read_keyed(text, from, at, token)) {
		token->kind = c == '~' ? TOKEN_FUZZY : TOKEN_WORD;
		size_t end = from;
		while (end < text.size && !is_blank(text.bytes[end]))
			end++;
		from += c == '~';
		if (c == '<' || c == '>') { /* "price < 1": nobody looks for a sign by itself */
			token->wrong = N_("a field right before it, without blanks: price<1");
			token->wrong_at = from;
		}
		token->body = (struct span){ from, end - from };
		*at = end;
	}
	token->span = (struct span){ start, *at - start };
	return true;
}

bool lex_value(struct text text, struct span values, bool takes_plus, size_t *at,
	struct span *value, char *separator)
{
	size_t end = values.from + values.size, from = *at;
	bool is_quoted = false;

	if (from > end ||
		(from == end && from != values.from && text.bytes[from - 1] != ',' &&
			text.bytes[from - 1] != '+'))
		return false;
	size_t to = from;
	while (to < end &&
		(is_quoted || (text.bytes[to] != ',' && !(takes_plus && text.bytes[to] == '+')))) {
		is_quoted = is_quoted != (text.bytes[to] == '"');
		to++;
	}
	*separator = to < end ? text.bytes[to] : '\0';
	*value = (struct span){ from, to - from };
	*at = to < end ? to + 1 : end + 1;
	return true;
}

struct text lex_unquote(struct text value)
{
	if (value.size >= 2 && value.bytes[0] == '"' && value.bytes[value.size - 1] == '"')
		return text_slice(value, 1, value.size - 2);
	return value;
}

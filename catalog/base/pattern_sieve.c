/* SPDX-License-Identifier: MIT */
/* Leaving out anchors only makes an expression match more. What else depends on where a text begins and ends (looking around, possessive quantifiers that
 * would run on into the next part, options in the middle) is not judged here: such expressions have no sieve. */
#include "catalog/base/pattern_sieve.h"

#include <ctype.h>
#include <string.h>

struct walk {
	struct text of;
	size_t at;
	struct sieve_text *sieve;
};

static char peek(const struct walk *walk, size_t ahead)
{
	return walk->at + ahead < walk->of.size ? walk->of.bytes[walk->at + ahead] : '\0';
}

static void keep(struct walk *walk, size_t count)
{
	memcpy(walk->sieve->bytes + walk->sieve->size, walk->of.bytes + walk->at, count);
	walk->sieve->size += count;
	walk->at += count;
}

static void may_match_anything(struct walk *walk)
{
	walk->sieve->is_exact = walk->sieve->stays_in_line = false;
}

static bool is_quantifier(char c)
{
	return c == '*' || c == '+' || c == '?' || c == '{';
}

/* An anchor of `size` bytes is left out, unless it is repeated. */
static bool skip_anchor(struct walk *walk, size_t size)
{
	walk->at += size;
	walk->sieve->is_exact = false;
	return !is_quantifier(peek(walk, 0));
}

static bool take_escape(struct walk *walk)
{
	char c = peek(walk, 1);

	if (c == '\0' || strchr("GKQEkg", c))
		return false;
	if (strchr("AzZ", c))
		return skip_anchor(walk, 2);
	if (isalpha((unsigned char)c) && !strchr("dwbB", c))
		may_match_anything(walk);
	keep(walk, 2);
	return true;
}

/* "[...]": a "]" right behind the beginning is a member. */
static bool take_class(struct walk *walk)
{
	keep(walk, 1);
	if (peek(walk, 0) == '^') {
		may_match_anything(walk);
		keep(walk, 1);
	}
	if (peek(walk, 0) == ']')
		keep(walk, 1);
	while (walk->at < walk->of.size && peek(walk, 0) != ']') {
		char c = peek(walk, 0);
		bool is_escape = c == '\\' && walk->at + 1 < walk->of.size;
		if (c == '[' ||
			(is_escape && isalpha((unsigned char)peek(walk, 1)) &&
				!strchr("dw", peek(walk, 1))))
			may_match_anything(walk);
		keep(walk, is_escape ? 2 : 1);
	}
	if (walk->at == walk->of.size)
		return false;
	keep(walk, 1);
	return true;
}

static bool take_quantifier(struct walk *walk)
{
	char c = peek(walk, 0);

	keep(walk, 1);
	while (c == '{' && walk->at < walk->of.size && peek(walk, 0) != '}')
		keep(walk, 1);
	if (c == '{' && peek(walk, 0) == '}')
		keep(walk, 1);
	return peek(walk, 0) != '+'; /* possessive */
}

static bool take_one(struct walk *walk)
{
	char c = peek(walk, 0);

	switch (c) {
	case '\\': return take_escape(walk);
	case '[': return take_class(walk);
	case '^':
	case '$': return skip_anchor(walk, 1);
	case '*':
	case '+':
	case '?':
	case '{': return take_quantifier(walk);
	case '(':
		if (peek(walk, 1) == '*' || (peek(walk, 1) == '?' && peek(walk, 2) != ':'))
			return false;
		keep(walk, peek(walk, 1) == '?' ? 3 : 1);
		return true;
	case '.': walk->sieve->is_exact = false; break;
	default:
		if ((unsigned char)c < 0x20)
			may_match_anything(walk);
	}
	keep(walk, 1);
	return true;
}

bool sieve_of(struct sieve_text *sieve, struct text expression)
{
	struct walk walk = { expression, 0, sieve };

	sieve->size = 0;
	sieve->is_exact = sieve->stays_in_line = true;
	while (walk.at < expression.size)
		if (!take_one(&walk))
			return false;
	return sieve->size > 0;
}

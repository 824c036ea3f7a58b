/* SPDX-License-Identifier: MIT */
/* A sequence needs what any of its parts needs: the longest run of letters, or a group; alternatives need one word each. Whatever is not surely
 * understood (braces that may be letters, classes in classes, rare escapes) ends the search: then no words are known. */
#include "catalog/base/pattern_needs.h"

#include <ctype.h>
#include <string.h>

struct walk {
	struct text of;
	size_t at;
	bool folds_case, has_failed;
};

static char peek(const struct walk *walk)
{
	return walk->at < walk->of.size ? walk->of.bytes[walk->at] : '\0';
}

static char next(struct walk *walk)
{
	char c = peek(walk);

	walk->at += walk->at < walk->of.size;
	return c;
}

static size_t shortest(const struct pattern_needs *needs)
{
	size_t size = needs->count > 0 ? NEED_SIZE_MAX : 0;

	for (size_t i = 0; i < needs->count; i++)
		size = needs->words[i].size < size ? needs->words[i].size : size;
	return size;
}

static void keep_better(struct pattern_needs *best, const struct pattern_needs *other)
{
	size_t ours = shortest(best), theirs = shortest(other);

	if (theirs > ours || (theirs == ours && other->count < best->count))
		*best = *other;
}

/* The word that has been read so far ends here. */
static void end_word(struct pattern_needs *best, struct pattern_needs *word)
{
	word->count = word->words[0].size > 0;
	keep_better(best, word);
	word->words[0].size = 0;
}

static void add_letter(struct pattern_needs *word, char letter)
{
	struct need *need = &word->words[0];

	if (need->size < NEED_SIZE_MAX)
		need->bytes[need->size++] = letter;
}

/* How often the part before must stand at least: 0 or 1 (also where there is no quantifier). */
static int read_quantifier(struct walk *walk, bool *is_one)
{
	char c = peek(walk);
	bool has_digits = false;
	int least = 1;

	*is_one = c != '*' && c != '+' && c != '?' && c != '{';
	if (*is_one)
		return 1;
	walk->at++;
	if (c == '*' || c == '?')
		least = 0;
	if (c == '{') {
		least = 0;
		while (isdigit((unsigned char)peek(walk))) {
			least = least || peek(walk) != '0';
			has_digits = true;
			walk->at++;
		}
		if (peek(walk) == ',')
			walk->at++;
		while (isdigit((unsigned char)peek(walk)))
			walk->at++;
		walk->has_failed = walk->has_failed || !has_digits || next(walk) != '}';
	}
	if (peek(walk) == '?' || peek(walk) == '+')
		walk->at++;
	return least;
}

static void skip_class(struct walk *walk)
{
	if (peek(walk) == '^')
		walk->at++;
	if (peek(walk) == ']')
		walk->at++;
	for (char c = next(walk); c != ']'; c = next(walk)) {
		bool is_escape = c == '\\';
		c = is_escape ? next(walk) : c;
		if (c == '\0' || (!is_escape && c == '[') ||
			(is_escape && isalnum((unsigned char)c) && !strchr("dDwWsS", c))) {
			walk->has_failed = true;
			return;
		}
	}
}

/* A letter stands for itself only when no letter outside ASCII is the same without case: k is the sign of kelvin, s the long s. */
static bool is_plain(const struct walk *walk, char c)
{
	return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7f &&
		!(walk->folds_case && strchr("kKsS", c));
}

static struct pattern_needs read_alternatives(struct walk *walk);

/* "(" has been read. */
static void read_group(struct walk *walk, struct pattern_needs *best)
{
	struct pattern_needs group;
	bool is_one;

	if (peek(walk) == '?') {
		walk->at++;
		walk->has_failed = walk->has_failed || next(walk) != ':';
	}
	walk->has_failed = walk->has_failed || peek(walk) == '*';
	group = read_alternatives(walk);
	walk->has_failed = walk->has_failed || next(walk) != ')';
	if (read_quantifier(walk, &is_one) > 0)
		keep_better(best, &group);
}

static void read_letter(struct walk *walk, char c, struct pattern_needs *best,
	struct pattern_needs *word)
{
	bool is_one, is_needed = read_quantifier(walk, &is_one) > 0;

	if (is_plain(walk, c) && is_needed)
		add_letter(word, walk->folds_case && c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
	if (!is_plain(walk, c) || !is_one)
		end_word(best, word);
}

static void read_part(struct walk *walk, struct pattern_needs *best, struct pattern_needs *word)
{
	char c = next(walk);
	bool is_letter = false, is_one;

	if (c == '\\') {
		c = next(walk);
		is_letter = !isalnum((unsigned char)c);
		walk->has_failed = walk->has_failed || c == '\0' ||
			(!is_letter && !strchr("dDwWsSbBAzZ", c));
	} else if (c == '[') {
		skip_class(walk);
	} else if (strchr("*+?{", c)) {
		walk->has_failed = true;
	} else if (c == '(') {
		end_word(best, word);
		read_group(walk, best);
		return;
	} else {
		is_letter = !strchr(".^$", c);
	}
	if (is_letter) {
		read_letter(walk, c, best, word);
		return;
	}
	end_word(best, word);
	read_quantifier(walk, &is_one);
}

static struct pattern_needs read_sequence(struct walk *walk)
{
	struct pattern_needs best = { .count = 0 }, word = { .count = 0 };

	while (walk->at < walk->of.size && peek(walk) != '|' && peek(walk) != ')' &&
		!walk->has_failed)
		read_part(walk, &best, &word);
	end_word(&best, &word);
	return best;
}

static struct pattern_needs read_alternatives(struct walk *walk)
{
	struct pattern_needs all = read_sequence(walk);
	bool is_known = all.count > 0;

	while (peek(walk) == '|' && !walk->has_failed) {
		walk->at++;
		struct pattern_needs other = read_sequence(walk);
		is_known = is_known && other.count > 0 &&
			all.count + other.count <= PATTERN_NEEDS_MAX;
		if (!is_known)
			continue; /* an alternative that needs nothing */
		memcpy(all.words + all.count, other.words, other.count * sizeof(*all.words));
		all.count += other.count;
	}
	all.count = is_known ? all.count : 0;
	return all;
}

struct pattern_needs needs_of_pattern(struct text expression, bool folds_case)
{
	struct walk walk = { .of = expression, .folds_case = folds_case };
	struct pattern_needs needs = read_alternatives(&walk);

	if (walk.has_failed || walk.at < expression.size)
		needs.count = 0;
	return needs;
}

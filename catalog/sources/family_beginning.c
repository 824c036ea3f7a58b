/* SPDX-License-Identifier: MIT */
/* A pattern is read from its front as far as it is simple: characters, classes, optional characters, groups written out as alternatives. What it
 * looks for ahead ("(?=.*8 ?b)") is read likewise. Whatever is not simple ends the reading: what was read until then must still be there. */
#include "catalog/sources/family_beginning.h"

#include "catalog/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ATOMS_MAX = 14, ALTERNATIVES_MAX = 16, WRITTEN_MAX = 600 };

struct atoms {
	uint64_t needed[2]; /* characters without which it stands nowhere */
	uint8_t count;
	bool is_anchored; /* at the begin of the text; else anywhere */
	struct {
		uint8_t set;
		bool is_optional;
	} items[ATOMS_MAX];
};
struct beginning {
	struct atoms first, ahead; /* ahead: of the first look ahead; count 0: nothing */
};

struct reading {
	struct beginning *alternatives;
	size_t count;
	struct beginning_sets *sets;
	bool is_open; /* an alternative may begin with anything */
};

/* --- reading -------------------------------------------------------------------------------------- */

static void add_character(uint64_t set[2], unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (unsigned char)(c + 32);
	if (c < 128)
		set[c / 64] |= UINT64_C(1) << (c % 64);
}

static void add_range(uint64_t set[2], unsigned char from, unsigned char to)
{
	for (unsigned c = from; c <= to; c++)
		add_character(set, (unsigned char)c);
}

/* "\\d" and the like; false for those that are more than a character. */
static bool add_escape(uint64_t set[2], char c)
{
	switch (c) {
	case 'd': add_range(set, '0', '9'); return true;
	case 'w':
		add_range(set, '0', '9');
		add_range(set, 'a', 'z');
		add_character(set, '_');
		return true;
	case 's':
		add_range(set, '\t', '\r');
		add_character(set, ' ');
		return true;
	default:
		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			return false;
		add_character(set, (unsigned char)c);
		return true;
	}
}

static bool read_class(struct text pattern, size_t *at, uint64_t set[2])
{
	size_t i = *at + 1, first;
	bool is_not = i < pattern.size && pattern.bytes[i] == '^';

	i += is_not;
	for (first = i; i < pattern.size && (pattern.bytes[i] != ']' || i == first); i++) {
		unsigned char c = (unsigned char)pattern.bytes[i];
		if (c >= 128 || c == '[')
			return false;
		if (c == '\\') {
			if (++i == pattern.size || !add_escape(set, pattern.bytes[i]))
				return false;
		} else if (i + 2 < pattern.size && pattern.bytes[i + 1] == '-' &&
			pattern.bytes[i + 2] != ']') {
			if (pattern.bytes[i + 2] == '\\' ||
				(unsigned char)pattern.bytes[i + 2] >= 128)
				return false;
			add_range(set, c, (unsigned char)pattern.bytes[i + 2]);
			i += 2;
		} else {
			add_character(set, c);
		}
	}
	if (i >= pattern.size)
		return false;
	if (is_not) {
		set[0] = ~set[0];
		set[1] = ~set[1];
	}
	*at = i + 1;
	return true;
}

static bool read_set(struct text pattern, size_t *at, uint64_t set[2])
{
	unsigned char c = (unsigned char)pattern.bytes[*at];

	if (c == '[')
		return read_class(pattern, at, set);
	if (c == '\\') {
		if (*at + 1 >= pattern.size || !add_escape(set, pattern.bytes[*at + 1]))
			return false;
		*at += 2;
		return true;
	}
	if (c >= 128 || strchr("()|*+?{}^$]", c))
		return false;
	if (c == '.')
		set[0] = set[1] = ~UINT64_C(0);
	else
		add_character(set, c);
	(*at)++;
	return true;
}

/* Behind the group that begins here. */
static size_t group_end(struct text pattern, size_t at)
{
	int depth = 0;
	bool is_class = false;

	for (; at < pattern.size; at++) {
		char c = pattern.bytes[at];
		if (c == '\\')
			at++;
		else if (is_class)
			is_class = c != ']';
		else if (c == '[')
			is_class = true;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			return at + 1;
	}
	return pattern.size;
}

static bool begins(struct text pattern, size_t at, const char *with)
{
	return text_starts_with(text_slice(pattern, at, pattern.size), text_of(with));
}

/* Past what takes no characters: "(?=...)", "(?<![a-z])", "\\b". */
static size_t skip_looks(struct text pattern, size_t at)
{
	for (;;) {
		if (begins(pattern, at, "(?=") || begins(pattern, at, "(?!") ||
			begins(pattern, at, "(?<=") || begins(pattern, at, "(?<!"))
			at = group_end(pattern, at);
		else if (begins(pattern, at, "\\b"))
			at += 2;
		else
			return at;
	}
}

static uint8_t set_number(struct beginning_sets *sets, const uint64_t set[2])
{
	for (size_t i = 0; i < sets->count; i++)
		if (memcmp(sets->bits[i], set, sizeof(sets->bits[i])) == 0)
			return (uint8_t)i;
	if (sets->count == BEGINNING_SETS_MAX)
		return BEGINNING_SETS_MAX;
	memcpy(sets->bits[sets->count], set, sizeof(sets->bits[0]));
	return (uint8_t)sets->count++;
}

/* Atoms up to the first thing that is not simple. Returns where that is. */
static size_t read_atoms(struct atoms *atoms, struct beginning_sets *sets, struct text pattern,
	size_t at)
{
	while (atoms->count < ATOMS_MAX) {
		uint64_t set[2] = { 0, 0 };
		at = skip_looks(pattern, at);
		size_t from = at;
		if (at >= pattern.size || !read_set(pattern, &at, set))
			return from;
		uint8_t number = set_number(sets, set);
		char next = at < pattern.size ? pattern.bytes[at] : '\0';
		if (number == BEGINNING_SETS_MAX || next == '*' || next == '{')
			return from;
		if (next != '?' &&
			__builtin_popcountll(set[0]) + __builtin_popcountll(set[1]) == 1) {
			atoms->needed[0] |= set[0];
			atoms->needed[1] |= set[1];
		}
		atoms->items[atoms->count].set = number;
		atoms->items[atoms->count++].is_optional = next == '?';
		if (next == '+')
			return from;
		at += next == '?';
		if (next == '?' && at < pattern.size &&
			(pattern.bytes[at] == '?' || pattern.bytes[at] == '+'))
			at++; /* how greedy it is makes no difference here */
	}
	return at;
}

/* Length up to the next '|' outside of groups and classes. */
static size_t alternative_size(struct text pattern)
{
	for (size_t i = 0; i < pattern.size; i++) {
		char c = pattern.bytes[i];
		if (c == '\\') {
			i++;
		} else if (c == '(') {
			i = group_end(pattern, i) - 1;
		} else if (c == '[') {
			while (i < pattern.size && pattern.bytes[i] != ']')
				i += pattern.bytes[i] == '\\' ? 2 : 1;
		} else if (c == '|') {
			return i;
		}
	}
	return pattern.size;
}

static void read_ahead(struct beginning *beginning, struct beginning_sets *sets,
	struct text pattern, size_t at)
{
	while (at < pattern.size) {
		if (begins(pattern, at, "(?=.*")) {
			struct text inner = text_slice(pattern, at + 5,
				group_end(pattern, at) - at - 6);
			if (alternative_size(inner) == inner.size)
				read_atoms(&beginning->ahead, sets, inner, 0);
			return;
		}
		size_t next = skip_looks(pattern, at);
		if (next == at)
			return;
		at = begins(pattern, at, "(?") ? group_end(pattern, at) : next;
	}
}

static void read_alternative(struct reading *reading, struct text pattern);

static size_t count_alternatives(struct text pattern)
{
	size_t count = 1;

	for (size_t size = alternative_size(pattern); size < pattern.size;
		size = alternative_size(pattern)) {
		pattern = text_slice(pattern, size + 1, pattern.size);
		count++;
	}
	return count;
}

/* "(?:a|b)?c" as "ac", "bc" and "c"; false if that cannot be done. */
static bool write_out(struct reading *reading, struct text pattern, size_t at)
{
	size_t end = group_end(pattern, at);
	char next = end < pattern.size ? pattern.bytes[end] : '\0';
	char written[WRITTEN_MAX];
	struct text inner = text_slice(pattern, at + 3, end - at - 4);

	if (!begins(pattern, at, "(?:") || next == '*' || next == '+' || next == '{' ||
		pattern.size > WRITTEN_MAX ||
		reading->count + count_alternatives(inner) + (next == '?') > ALTERNATIVES_MAX)
		return false;
	struct text rest = text_slice(pattern, end + (next == '?'), pattern.size);
	for (bool is_last = false; !is_last;) {
		size_t size = alternative_size(inner), written_size = at;
		is_last = size == inner.size;
		memcpy(written, pattern.bytes, at);
		memcpy(written + written_size, inner.bytes, size);
		written_size += size;
		memcpy(written + written_size, rest.bytes, rest.size);
		read_alternative(reading, (struct text){ written, written_size + rest.size });
		inner = is_last ? TEXT_NONE : text_slice(inner, size + 1, inner.size);
	}
	if (next == '?') {
		memcpy(written, pattern.bytes, at);
		memcpy(written + at, rest.bytes, rest.size);
		read_alternative(reading, (struct text){ written, at + rest.size });
	}
	return true;
}

static void read_alternative(struct reading *reading, struct text pattern)
{
	struct beginning beginning = { .first.is_anchored = begins(pattern, 0, "^") };

	read_ahead(&beginning, reading->sets, pattern, beginning.first.is_anchored);
	size_t at = read_atoms(&beginning.first, reading->sets, pattern,
		beginning.first.is_anchored);
	if (beginning.first.count < ATOMS_MAX && write_out(reading, pattern, at))
		return;
	if (reading->count == ALTERNATIVES_MAX ||
		(beginning.first.count == 0 && beginning.ahead.count == 0))
		reading->is_open = true;
	else
		reading->alternatives[reading->count++] = beginning;
}

void beginnings_read(struct beginnings *beginnings, struct beginning_sets *sets,
	struct text pattern)
{
	struct beginning alternatives[ALTERNATIVES_MAX] = { 0 };
	struct reading reading = { .alternatives = alternatives, .sets = sets };

	*beginnings = (struct beginnings){ .count = 0 };
	while (pattern.size > 0 && !reading.is_open) {
		size_t size = alternative_size(pattern);
		read_alternative(&reading, text_slice(pattern, 0, size));
		pattern = size < pattern.size ? text_slice(pattern, size + 1, pattern.size)
					      : TEXT_NONE;
	}
	if (reading.is_open || reading.count == 0)
		return;
	beginnings->needed[0] = beginnings->needed[1] = ~UINT64_C(0);
	for (size_t i = 0; i < reading.count; i++)
		for (int j = 0; j < 2; j++)
			beginnings->needed[j] &= alternatives[i].first.needed[j] |
				alternatives[i].ahead.needed[j];
	beginnings->count = (uint8_t)reading.count;
	beginnings->alternatives = memory_get(reading.count * sizeof(alternatives[0]));
	memcpy(beginnings->alternatives, alternatives, reading.count * sizeof(alternatives[0]));
}

void beginnings_done(struct beginnings *beginnings)
{
	free(beginnings->alternatives);
	*beginnings = (struct beginnings){ .count = 0 };
}

/* --- asking --------------------------------------------------------------------------------------- */

static inline bool is_in(const uint64_t set[2], unsigned char c)
{
	return set[c / 64 & 1] >> (c % 64) & 1;
}

/* An optional character that is there is passed over or taken: either may lead on. */
static bool stands_at(const struct atoms *atoms, size_t atom, const struct beginning_sets *sets,
	struct text text, size_t at)
{
	for (; atom < atoms->count; atom++) {
		bool is_there = at < text.size &&
			is_in(sets->bits[atoms->items[atom].set], (unsigned char)text.bytes[at]);
		bool is_optional = atoms->items[atom].is_optional;
		if (is_there && is_optional && stands_at(atoms, atom + 1, sets, text, at + 1))
			return true;
		if (!is_there && !is_optional)
			return false;
		at += is_there && !is_optional;
	}
	return true;
}

static bool stands(const struct atoms *atoms, const struct beginning_sets *sets, struct text text,
	const uint64_t there[2])
{
	if ((atoms->needed[0] & ~there[0]) != 0 || (atoms->needed[1] & ~there[1]) != 0)
		return false;
	if (atoms->count == 0 || atoms->is_anchored || atoms->items[0].is_optional)
		return atoms->count == 0 || !atoms->is_anchored ||
			stands_at(atoms, 0, sets, text, 0);
	const uint64_t *set = sets->bits[atoms->items[0].set];
	for (size_t at = 0; at < text.size; at++)
		if (is_in(set, (unsigned char)text.bytes[at]) &&
			stands_at(atoms, 1, sets, text, at + 1))
			return true;
	return false;
}

void beginnings_characters(struct text text, uint64_t there[2])
{
	there[0] = there[1] = 0;
	for (size_t i = 0; i < text.size; i++)
		there[(unsigned char)text.bytes[i] / 64 & 1] |= UINT64_C(1)
			<< ((unsigned char)text.bytes[i] % 64);
}

bool beginnings_allow(const struct beginnings *beginnings, const struct beginning_sets *sets,
	struct text text, const uint64_t there[2])
{
	for (size_t i = 0; i < beginnings->count; i++)
		if (stands(&beginnings->alternatives[i].first, sets, text, there) &&
			stands(&beginnings->alternatives[i].ahead, sets, text, there))
			return true;
	return beginnings->count == 0;
}

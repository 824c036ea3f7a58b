/* SPDX-License-Identifier: MIT */
/* A pattern is read from its front as far as it is simple: characters, classes, optional characters, groups written out as alternatives. What it
 * looks for ahead ("(?=.*8 ?b)") is read likewise. Whatever is not simple ends the reading: what was read until then must still be there. */
#include "catalog/base/bits.h"
#include "catalog/sources/family_beginning.h"

#include "catalog/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ALTERNATIVES_MAX = 16, WRITTEN_MAX = 600 };

struct reading {
	struct beginning *alternatives;
	size_t count;
	struct beginning_sets *sets;
	bool is_open; /* an alternative may begin with anything */
};

static void add_character(uint64_t set[2], unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (unsigned char)(c + 32);
	if (c < 128)
		bit_set(set, c);
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

bool beginning_read_set(struct text pattern, size_t *at, uint64_t set[2])
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

size_t beginning_group_end(struct text pattern, size_t at)
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
			at = beginning_group_end(pattern, at);
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

unsigned char beginning_lone(const uint64_t set[2])
{
	if (__builtin_popcountll(set[0]) + __builtin_popcountll(set[1]) != 1)
		return 0;
	return (unsigned char)(set[0] != 0 ? __builtin_ctzll(set[0])
					   : 64 + __builtin_ctzll(set[1]));
}

/* Atoms up to the first thing that is not simple. Returns where that is. */
static size_t read_atoms(struct atoms *atoms, struct beginning_sets *sets, struct text pattern,
	size_t at)
{
	while (atoms->count < ATOMS_MAX) {
		uint64_t set[2] = { 0, 0 };
		size_t looked = at;
		at = skip_looks(pattern, at);
		atoms->is_rough = atoms->is_rough || at > looked;
		size_t from = at;
		if (at >= pattern.size || !beginning_read_set(pattern, &at, set))
			return from;
		uint8_t number = set_number(sets, set);
		char next = at < pattern.size ? pattern.bytes[at] : '\0';
		if (number == BEGINNING_SETS_MAX || next == '*' || next == '{')
			return from;
		if (atoms->count == 0)
			atoms->lone = beginning_lone(set);
		atoms->items[atoms->count].set = number;
		atoms->items[atoms->count++].is_optional = next == '?';
		if (next == '+')
			return from;
		at += next == '?';
		if (next == '?' && at < pattern.size &&
			(pattern.bytes[at] == '?' || pattern.bytes[at] == '+')) {
			/* how greedy it is makes no difference, unless it gives nothing back */
			atoms->is_rough = atoms->is_rough || pattern.bytes[at] == '+';
			at++;
		}
	}
	return at;
}

size_t beginning_alternative(struct text pattern)
{
	for (size_t i = 0; i < pattern.size; i++) {
		char c = pattern.bytes[i];
		if (c == '\\') {
			i++;
		} else if (c == '(') {
			i = beginning_group_end(pattern, i) - 1;
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
				beginning_group_end(pattern, at) - at - 6);
			if (beginning_alternative(inner) == inner.size)
				read_atoms(&beginning->ahead, sets, inner, 0);
			return;
		}
		size_t next = skip_looks(pattern, at);
		if (next == at)
			return;
		at = begins(pattern, at, "(?") ? beginning_group_end(pattern, at) : next;
	}
}

static void read_alternative(struct reading *reading, struct text pattern);

static size_t count_alternatives(struct text pattern)
{
	size_t count = 1;

	for (size_t size = beginning_alternative(pattern); size < pattern.size;
		size = beginning_alternative(pattern)) {
		pattern = text_slice(pattern, size + 1, pattern.size);
		count++;
	}
	return count;
}

/* "(?:a|b)?c" as "ac", "bc" and "c"; false if that cannot be done. */
static bool write_out(struct reading *reading, struct text pattern, size_t at)
{
	size_t end = beginning_group_end(pattern, at);
	char next = end < pattern.size ? pattern.bytes[end] : '\0';
	char written[WRITTEN_MAX];
	struct text inner = text_slice(pattern, at + 3, end - at - 4);

	if (!begins(pattern, at, "(?:") || next == '*' || next == '+' || next == '{' ||
		pattern.size > WRITTEN_MAX ||
		reading->count + count_alternatives(inner) + (next == '?') > ALTERNATIVES_MAX)
		return false;
	struct text rest = text_slice(pattern, end + (next == '?'), pattern.size);
	for (bool is_last = false; !is_last;) {
		size_t size = beginning_alternative(inner), written_size = at;
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
	beginning.is_all = at == pattern.size && beginning.first.count > 0 &&
		!beginning.first.is_rough &&
		(beginning.first.is_anchored || !beginning.first.items[0].is_optional);
	if (reading->count == ALTERNATIVES_MAX ||
		(beginning.first.count == 0 && beginning.ahead.count == 0)) {
		reading->is_open = true;
		return;
	}
	beginning.needs = beginning_needs_read(pattern);
	reading->alternatives[reading->count++] = beginning;
}

void beginnings_read(struct beginnings *beginnings, struct beginning_sets *sets,
	struct text pattern)
{
	struct beginning alternatives[ALTERNATIVES_MAX] = { 0 };
	struct reading reading = { .alternatives = alternatives, .sets = sets };

	*beginnings = (struct beginnings){ .count = 0 };
	while (pattern.size > 0 && !reading.is_open) {
		size_t size = beginning_alternative(pattern);
		read_alternative(&reading, text_slice(pattern, 0, size));
		pattern = size < pattern.size ? text_slice(pattern, size + 1, pattern.size)
					      : TEXT_NONE;
	}
	beginnings->count = (uint8_t)reading.count;
	beginnings->alternatives = memory_get((reading.count + 1) * sizeof(alternatives[0]));
	memcpy(beginnings->alternatives, alternatives, reading.count * sizeof(alternatives[0]));
	if (reading.is_open || reading.count == 0) {
		beginnings_done(beginnings);
		return;
	}
	memset(&beginnings->needed, 0xff, sizeof(beginnings->needed));
	for (size_t i = 0; i < reading.count; i++)
		for (size_t j = 0; j < BEGINNING_MARKS; j++)
			beginnings->needed.bits[j] &= alternatives[i].needs.all.bits[j];
}

void beginnings_done(struct beginnings *beginnings)
{
	for (size_t i = 0; i < beginnings->count; i++)
		free(beginnings->alternatives[i].needs.any);
	free(beginnings->alternatives);
	*beginnings = (struct beginnings){ .count = 0 };
}

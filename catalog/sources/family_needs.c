/* SPDX-License-Identifier: MIT */
/* What a text must have somewhere for an alternative of a pattern to match: characters and pairs of them that no way around leads past, and of groups
 * such as "(?:hermes|distil|swallow)" what one of their alternatives needs. Whatever is not simple ends the reading: what was found until then holds. */
#include "catalog/base/memory.h"
#include "catalog/sources/family_beginning.h"

#include <string.h>

enum { ANY_MAX = 24 };

struct finding {
	struct beginning_marks all, any[ANY_MAX];
	size_t any_count;
	int any_marks;        /* of the member that has fewest of them */
	unsigned char before; /* the character that must stand before what comes next; 0: any */
};

static void read_sequence(struct finding *finding, struct text pattern);

static char at_place(struct text pattern, size_t at)
{
	return at < pattern.size ? pattern.bytes[at] : '\0';
}

/* Moves past a quantifier; true if what is before it may be missing. */
static bool skip_quantifier(struct text pattern, size_t *at)
{
	char c = at_place(pattern, *at);

	if (c == '\0' || !strchr("?*+{", c))
		return false;
	while (c == '{' && *at < pattern.size && pattern.bytes[*at] != '}')
		(*at)++;
	(*at)++;
	if (at_place(pattern, *at) == '?' || at_place(pattern, *at) == '+')
		(*at)++;
	return c != '+';
}

static int count_marks(const struct beginning_marks *marks)
{
	int count = 0;

	for (size_t i = 0; i < BEGINNING_MARKS; i++)
		count += __builtin_popcountll(marks->bits[i]);
	return count;
}

/* Of two lists of things of which one is needed, the one that is harder to meet is kept. */
static void keep_any(struct finding *finding, const struct beginning_marks *any, size_t count,
	int marks)
{
	if (count == 0 || count > ANY_MAX || marks <= finding->any_marks)
		return;
	memcpy(finding->any, any, count * sizeof(any[0]));
	finding->any_count = count;
	finding->any_marks = marks;
}

/* What all alternatives of a group need is needed, and what one of them does. */
static void add_group(struct finding *finding, struct text group)
{
	struct beginning_marks any[ANY_MAX], common;
	struct finding one = { .before = 0 };
	size_t count = 0;
	int fewest = 1000;

	memset(&common, 0xff, sizeof(common));
	for (bool is_last = false; !is_last; count++) {
		size_t size = beginning_alternative(group);
		is_last = size == group.size;
		one = (struct finding){ .before = 0 };
		read_sequence(&one, text_slice(group, 0, size));
		group = is_last ? TEXT_NONE : text_slice(group, size + 1, group.size);
		for (size_t i = 0; i < BEGINNING_MARKS; i++)
			common.bits[i] &= one.all.bits[i];
		fewest = count_marks(&one.all) < fewest ? count_marks(&one.all) : fewest;
		if (count < ANY_MAX)
			any[count] = one.all;
	}
	for (size_t i = 0; i < BEGINNING_MARKS; i++)
		finding->all.bits[i] |= common.bits[i];
	if (count > 1)
		keep_any(finding, any, count, fewest);
	else
		keep_any(finding, one.any, one.any_count, one.any_marks);
}

/* "(" stands at *at. False: a group of a kind that is not read. */
static bool read_group(struct finding *finding, struct text pattern, size_t *at)
{
	size_t from = *at, end = beginning_group_end(pattern, from);
	char kind = at_place(pattern, from + 1) == '?' ? at_place(pattern, from + 2) : '\0';
	char third = at_place(pattern, from + 3);

	*at = end;
	if (kind == '!' || (kind == '<' && (third == '!' || third == '=')))
		return true; /* takes no characters, and needs none that we ask for */
	if ((kind != ':' && kind != '=') || end < from + 4)
		return false;
	bool may_miss = skip_quantifier(pattern, at);
	if (!may_miss)
		add_group(finding, text_slice(pattern, from + 3, end - from - 4));
	if (kind == ':')
		finding->before = 0;
	return true;
}

static bool read_character(struct finding *finding, struct text pattern, size_t *at)
{
	uint64_t set[2] = { 0, 0 };

	if (!beginning_read_set(pattern, at, set))
		return false;
	unsigned char lone = skip_quantifier(pattern, at) ? 0 : beginning_lone(set);
	if (lone > 0)
		beginning_mark(&finding->all, finding->before, lone);
	finding->before = lone;
	return true;
}

static void read_sequence(struct finding *finding, struct text pattern)
{
	bool is_simple = true;

	for (size_t at = 0; at < pattern.size && is_simple;) {
		if (pattern.bytes[at] == '(')
			is_simple = read_group(finding, pattern, &at);
		else if (pattern.bytes[at] == '^' || pattern.bytes[at] == '$')
			at++;
		else if (pattern.bytes[at] == '\\' && at_place(pattern, at + 1) == 'b')
			at += 2;
		else
			is_simple = read_character(finding, pattern, &at);
	}
}

struct beginning_needs beginning_needs_read(struct text alternative)
{
	struct finding finding = { .before = 0 };

	read_sequence(&finding, alternative);
	struct beginning_needs needs = { .all = finding.all, .any_count = finding.any_count };
	if (needs.any_count > 0) {
		needs.any = memory_get(needs.any_count * sizeof(*needs.any));
		memcpy(needs.any, finding.any, needs.any_count * sizeof(*needs.any));
	}
	return needs;
}

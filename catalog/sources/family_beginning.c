/* SPDX-License-Identifier: MIT */
#include "catalog/sources/family_beginning.h"

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ';
}

/* Length of the pattern up to the next '|' outside of groups and classes. */
static size_t alternative_size(struct text pattern)
{
	int depth = 0;
	bool is_class = false;

	for (size_t i = 0; i < pattern.size; i++) {
		char c = pattern.bytes[i];
		if (c == '\\')
			i++;
		else if (is_class)
			is_class = c != ']';
		else if (c == '[')
			is_class = true;
		else if (c == '(' || c == ')')
			depth += c == '(' ? 1 : -1;
		else if (c == '|' && depth == 0)
			return i;
	}
	return pattern.size;
}

/* One plain character or a class of a few; false at anything else. */
static bool read_atom(struct text pattern, size_t *at, char choices[CHOICES_MAX])
{
	size_t count = 0, i = *at;
	bool is_class = i < pattern.size && pattern.bytes[i] == '[';

	for (i += is_class; i < pattern.size && (is_class || count == 0); i++) {
		char c = pattern.bytes[i];
		if (is_class && c == ']')
			break;
		if (count == CHOICES_MAX || (!is_plain(c) && !(is_class && c == '.')))
			return false;
		choices[count++] = c;
	}
	if (count == 0)
		return false;
	*at = i + is_class;
	for (; count < CHOICES_MAX; count++)
		choices[count] = choices[0];
	return true;
}

/* Past a look ahead such as "(?=.*8b)", which takes no characters. */
static size_t skip_lookahead(struct text pattern, size_t at)
{
	int depth = 0;

	if (!text_starts_with(text_slice(pattern, at, pattern.size), TEXT("(?=")) &&
		!text_starts_with(text_slice(pattern, at, pattern.size), TEXT("(?!")))
		return at;
	for (size_t i = at; i < pattern.size; i++) {
		char c = pattern.bytes[i];
		if (c == '\\')
			i++;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			return i + 1;
	}
	return at;
}

static void read_beginning(struct beginning *beginning, struct text pattern)
{
	size_t at = skip_lookahead(pattern, 1);

	while (beginning->count < ATOMS_MAX &&
		read_atom(pattern, &at, beginning->atoms[beginning->count].choices)) {
		char next = at < pattern.size ? pattern.bytes[at] : '\0';
		if (next == '*' || next == '+' || next == '{')
			return;
		beginning->atoms[beginning->count++].is_optional = next == '?';
		at += next == '?';
	}
}

void beginnings_read(struct beginnings *beginnings, struct text pattern)
{
	*beginnings = (struct beginnings){ .count = 0 };
	while (pattern.size > 0) {
		size_t size = alternative_size(pattern);
		if (pattern.bytes[0] != '^' || beginnings->count == ALTERNATIVES_MAX) {
			beginnings->count = 0;
			return;
		}
		read_beginning(&beginnings->alternatives[beginnings->count++],
			text_slice(pattern, 0, size));
		pattern = size < pattern.size ? text_slice(pattern, size + 1, pattern.size)
					      : TEXT_NONE;
	}
}

static bool has(const char choices[CHOICES_MAX], char c)
{
	return c == choices[0] || c == choices[1] || c == choices[2] || c == choices[3];
}

/* An optional character that is there is passed over or taken: either may lead on. */
static bool allows(const struct beginning *beginning, size_t atom, struct text text, size_t at)
{
	for (; atom < beginning->count; atom++) {
		bool is_there = at < text.size &&
			has(beginning->atoms[atom].choices, text.bytes[at]);
		bool is_optional = beginning->atoms[atom].is_optional;
		if (is_there && is_optional && allows(beginning, atom + 1, text, at))
			return true;
		if (!is_there && !is_optional)
			return false;
		at += is_there;
	}
	return true;
}

bool beginnings_allow(const struct beginnings *beginnings, struct text text)
{
	for (size_t i = 0; i < beginnings->count; i++)
		if (allows(&beginnings->alternatives[i], 0, text, 0))
			return true;
	return beginnings->count == 0;
}

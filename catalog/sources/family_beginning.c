/* SPDX-License-Identifier: MIT */
/* Whether a text begins as a pattern must: asked some million times where a hub is merged. */
#include "catalog/sources/family_beginning.h"

#include <string.h>

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

static bool stands(const struct atoms *atoms, const struct beginning_sets *sets, struct text text)
{
	if (atoms->count == 0 || atoms->is_anchored || atoms->items[0].is_optional)
		return atoms->count == 0 || !atoms->is_anchored ||
			stands_at(atoms, 0, sets, text, 0);
	const uint64_t *set = sets->bits[atoms->items[0].set];
	for (size_t at = 0; at < text.size; at++) {
		if (atoms->lone > 0) {
			const char *next = memchr(text.bytes + at, atoms->lone, text.size - at);
			if (!next)
				return false;
			at = (size_t)(next - text.bytes);
		} else if (!is_in(set, (unsigned char)text.bytes[at])) {
			continue;
		}
		if (stands_at(atoms, 1, sets, text, at + 1))
			return true;
	}
	return false;
}

void beginnings_mark(struct text text, struct beginning_marks *there)
{
	unsigned char before = 0;

	*there = (struct beginning_marks){ { 0 } };
	for (size_t i = 0; i < text.size; i++) {
		beginning_mark(there, before, (unsigned char)text.bytes[i]);
		before = (unsigned char)text.bytes[i];
	}
}

static bool has_needs(const struct beginning_needs *needs, const struct beginning_marks *there)
{
	bool has_one = needs->any_count == 0;

	if (!beginning_has(there, &needs->all))
		return false;
	for (size_t i = 0; i < needs->any_count && !has_one; i++)
		has_one = beginning_has(there, &needs->any[i]);
	return has_one;
}

enum beginning_match beginnings_match(const struct beginnings *beginnings,
	const struct beginning_sets *sets, struct text text, const struct beginning_marks *there)
{
	enum beginning_match match = beginnings->count == 0 ? BEGINNING_MAY : BEGINNING_NO;

	for (size_t i = 0; i < beginnings->count; i++) {
		const struct beginning *one = &beginnings->alternatives[i];
		if (!has_needs(&one->needs, there) || !stands(&one->first, sets, text) ||
			!stands(&one->ahead, sets, text))
			continue;
		if (one->is_all)
			return BEGINNING_YES;
		match = BEGINNING_MAY;
	}
	return match;
}

/* SPDX-License-Identifier: MIT */
/* Folding for search, Hangul initials, edit distance: see text.h. */
#include "catalog/base/arena.h"
#include "catalog/base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static struct text fold_ascii(struct arena *arena, struct text a)
{
	struct text copy = arena_copy(arena, a);
	char *bytes = arena_get(arena, a.size + 1);

	for (size_t i = 0; i < a.size; i++)
		bytes[i] = (char)(copy.bytes[i] >= 'A' && copy.bytes[i] <= 'Z'
				? copy.bytes[i] + ('a' - 'A')
				: copy.bytes[i]);
	return (struct text){ bytes, a.size };
}

struct text text_fold(struct arena *arena, struct text a)
{
	utf8proc_uint8_t *folded = NULL;

	if (text_is_ascii(a))
		return fold_ascii(arena, a);
	utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)a.bytes,
		(utf8proc_ssize_t)a.size, &folded,
		UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
	if (size < 0)
		return fold_ascii(arena, a);
	struct text text = { (const char *)folded, (size_t)size };
	char *bytes = arena_get(arena, text.size + 1);
	size_t out = 0;
	for (size_t at = 0; at < text.size;) {
		uint32_t point = text_decode(text, &at);
		if (point >= 0xff01 && point <= 0xff5e) { /* full-width forms */
			point -= 0xfee0;
			if (point >= 'A' && point <= 'Z')
				point += 'a' - 'A';
		}
		out += text_encode(point, bytes + out);
	}
	free(folded);
	return (struct text){ bytes, out };
}

bool text_has_upper(struct text a)
{
	for (size_t at = 0; at < a.size;) {
		utf8proc_int32_t point = (utf8proc_int32_t)text_decode(a, &at);
		if (utf8proc_tolower(point) != point)
			return true;
	}
	return false;
}

struct text text_initials(struct arena *arena, struct text a)
{
	static const uint16_t initials[19] = { 0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139,
		0x3141, 0x3142, 0x3143, 0x3145, 0x3146, 0x3147, 0x3148, 0x3149, 0x314a, 0x314b,
		0x314c, 0x314d, 0x314e };
	char *bytes = arena_get(arena, a.size + 1);
	size_t out = 0;

	for (size_t at = 0; at < a.size;) {
		uint32_t point = text_decode(a, &at);
		if (point >= 0xac00 && point <= 0xd7a3)
			point = initials[(point - 0xac00) / 588];
		out += text_encode(point, bytes + out);
	}
	return (struct text){ bytes, out };
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

enum { DISTANCE_MAX = 64 };

/* Optimal string alignment: insertion, deletion, substitution, transposition of neighbours. */
int text_distance(struct text a, struct text b, int limit)
{
	int rows[3][DISTANCE_MAX + 1];

	if (a.size > DISTANCE_MAX || b.size > DISTANCE_MAX ||
		abs((int)a.size - (int)b.size) > limit)
		return limit + 1;
	for (size_t j = 0; j <= b.size; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= a.size; i++) {
		int *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
		row[0] = (int)i;
		for (size_t j = 1; j <= b.size; j++) {
			int cost = lower(a.bytes[i - 1]) != lower(b.bytes[j - 1]);
			int best = above[j - 1] + cost;
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && lower(a.bytes[i - 1]) == lower(b.bytes[j - 2]) &&
				lower(a.bytes[i - 2]) == lower(b.bytes[j - 1]) &&
				above2[j - 2] + 1 < best)
				best = above2[j - 2] + 1;
			row[j] = best;
		}
	}
	int distance = rows[a.size % 3][b.size];
	return distance > limit ? limit + 1 : distance;
}

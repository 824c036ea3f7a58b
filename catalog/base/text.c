/* SPDX-License-Identifier: MIT */
/* Views and UTF-8. Cleaning is in text_clean.c, clusters and width in text_width.c, folding in text_fold.c. */
#include "catalog/base/text.h"

#include "catalog/base/memory.h"

#include <string.h>

struct text text_of(const char *string)
{
	return string ? (struct text){ string, strlen(string) } : TEXT_NONE;
}

char *text_to_string(struct text text)
{
	char *string = memory_get(text.size + 1);

	if (text.size > 0)
		memcpy(string, text.bytes, text.size);
	string[text.size] = '\0';
	return string;
}

bool text_equal_string(struct text a, const char *b)
{
	return text_equal(a, text_of(b));
}

static unsigned char fold_ascii(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool text_equal_folded_ascii(struct text a, struct text b)
{
	if (a.size != b.size)
		return false;
	for (size_t i = 0; i < a.size; i++)
		if (fold_ascii(a.bytes[i]) != fold_ascii(b.bytes[i]))
			return false;
	return true;
}

int text_compare(struct text a, struct text b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	int order = size > 0 ? memcmp(a.bytes, b.bytes, size) : 0;

	if (order != 0)
		return order;
	return a.size < b.size ? -1 : a.size > b.size;
}

bool text_starts_with(struct text a, struct text prefix)
{
	return a.size >= prefix.size && text_equal(text_slice(a, 0, prefix.size), prefix);
}

struct text text_without_mark(struct text text)
{
	const struct text mark = TEXT("\xef\xbb\xbf");

	return text_starts_with(text, mark) ? text_slice(text, mark.size, text.size) : text;
}

bool text_ends_with(struct text a, struct text suffix)
{
	return a.size >= suffix.size &&
		text_equal(text_slice(a, a.size - suffix.size, suffix.size), suffix);
}

size_t text_digits(struct text text, size_t at)
{
	size_t end = at;

	while (end < text.size && text.bytes[end] >= '0' && text.bytes[end] <= '9')
		end++;
	return end - at;
}

ptrdiff_t text_find(struct text hay, struct text needle)
{
	if (needle.size == 0)
		return 0;
	if (hay.size < needle.size)
		return -1;
	const char *found = needle.size == 1
		? memchr(hay.bytes, needle.bytes[0], hay.size)
		: memmem(hay.bytes, hay.size, needle.bytes, needle.size);
	return found ? found - hay.bytes : -1;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct text text_trim(struct text a)
{
	size_t from = 0, to = a.size;

	while (from < to && is_blank(a.bytes[from]))
		from++;
	while (to > from && is_blank(a.bytes[to - 1]))
		to--;
	return text_slice(a, from, to - from);
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo), with the finaliser of SplitMix64 so that the low bits are good too. */
uint64_t text_hash(struct text a)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < a.size; i++)
		hash = (hash ^ (unsigned char)a.bytes[i]) * UINT64_C(1099511628211);
	hash = (hash ^ (hash >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	hash = (hash ^ (hash >> 27)) * UINT64_C(0x94d049bb133111eb);
	return hash ^ (hash >> 31);
}

/* Length that a lead byte announces and the range of the second byte (Unicode 15, table 3-7); 0: no lead byte. */
static int lead(unsigned char byte, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xbf;
	if (byte >= 0xc2 && byte <= 0xdf)
		return 2;
	if (byte >= 0xe0 && byte <= 0xef) {
		if (byte == 0xe0)
			*low = 0xa0;
		if (byte == 0xed)
			*high = 0x9f;
		return 3;
	}
	if (byte >= 0xf0 && byte <= 0xf4) {
		if (byte == 0xf0)
			*low = 0x90;
		if (byte == 0xf4)
			*high = 0x8f;
		return 4;
	}
	return 0;
}

/* Decodes; false for a bad part, of which *at then stands behind the maximal subpart. */
static bool decode(struct text a, size_t *at, uint32_t *point)
{
	const unsigned char *bytes = (const unsigned char *)a.bytes;
	unsigned char low, high, first = bytes[*at];
	size_t start = *at;

	*point = 0xfffd;
	(*at)++;
	if (first < 0x80) {
		*point = first;
		return true;
	}
	int length = lead(first, &low, &high);
	if (length == 0)
		return false;
	uint32_t value = first & (0xffu >> (length + 1));
	for (int i = 1; i < length; i++) {
		if (*at >= a.size || bytes[*at] < low || bytes[*at] > high)
			return false;
		value = value << 6 | (bytes[*at] & 0x3f);
		low = 0x80;
		high = 0xbf;
		(*at)++;
	}
	*point = value;
	return *at > start;
}

uint32_t text_decode(struct text a, size_t *at)
{
	uint32_t point = 0xfffd;

	if (*at < a.size)
		decode(a, at, &point);
	return point;
}

size_t text_encode(uint32_t point, char out[4])
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
		point = 0xfffd;
	if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

bool text_is_valid_utf8(struct text a)
{
	uint32_t point;

	for (size_t at = 0; at < a.size;)
		if (!decode(a, &at, &point))
			return false;
	return true;
}

bool text_is_ascii(struct text a)
{
	uint64_t seen = 0, eight;
	size_t i = 0;

	for (; i + 8 <= a.size; i += 8) {
		memcpy(&eight, a.bytes + i, 8);
		seen |= eight;
	}
	for (; i < a.size; i++)
		seen |= (unsigned char)a.bytes[i];
	return (seen & UINT64_C(0x8080808080808080)) == 0;
}

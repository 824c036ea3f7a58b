/* SPDX-License-Identifier: MIT */
/* Grapheme clusters, cells, cutting and wrapping: see text.h. */
#include "catalog/base/arena.h"
#include "catalog/base/text.h"

#include <string.h>
#include <utf8proc.h>

static int point_width(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7f && point < 0xa0))
		return 0;
	if (point >= 0x1160 && point <= 0x11ff)
		return 0;
	int width = utf8proc_charwidth((utf8proc_int32_t)point);
	return width < 0 ? 0 : width > 2 ? 2 : width;
}

size_t text_ascii_size(struct text a)
{
	size_t size = 0;

	while (size < a.size && a.bytes[size] >= 0x20 && a.bytes[size] < 0x7f)
		size++;
	/* what follows an ASCII character in another block may combine with it */
	return size > 0 && size < a.size && (unsigned char)a.bytes[size] >= 0x80 ? size - 1 : size;
}

struct text text_next_cluster(struct text a, size_t *at, int *width)
{
	size_t from = *at, next = from;
	utf8proc_int32_t state = 0;

	if (from >= a.size) {
		*width = 0;
		return TEXT_NONE;
	}
	/* Most text is ASCII: no cluster goes on from one printable ASCII character to another. */
	unsigned char first = (unsigned char)a.bytes[from];
	if (first >= 0x20 && first < 0x7f &&
		(from + 1 == a.size || (unsigned char)a.bytes[from + 1] < 0x80)) {
		*at = from + 1;
		*width = 1;
		return text_slice(a, from, 1);
	}
	uint32_t point = text_decode(a, &next);
	*width = point_width(point);
	while (next < a.size) {
		size_t behind = next;
		uint32_t follower = text_decode(a, &behind);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)point,
			    (utf8proc_int32_t)follower, &state))
			break;
		if (follower == 0xfe0f && *width == 1 && point > 0x2000)
			*width = 1; /* terminals disagree; the base decides */
		point = follower;
		next = behind;
	}
	*at = next;
	return text_slice(a, from, next - from);
}

size_t text_previous_cluster(struct text a, size_t at)
{
	size_t from = 0, start = 0;
	int width;

	if (at > a.size)
		at = a.size;
	if (at == 0)
		return 0;
	/* Clusters must be found from the left; begin behind the last blank. */
	for (size_t i = at - 1; i > 0; i--) {
		if (a.bytes[i - 1] == ' ' && (unsigned char)a.bytes[i] < 0x80) {
			from = i;
			break;
		}
	}
	while (from < at) {
		start = from;
		text_next_cluster(a, &from, &width);
	}
	return start;
}

int text_width(struct text a)
{
	int total = 0;

	for (size_t at = 0; at < a.size;) {
		size_t plain = text_ascii_size(text_slice(a, at, a.size));
		int width = 0;
		at += plain;
		if (at < a.size)
			text_next_cluster(a, &at, &width);
		total += (int)plain + width;
	}
	return total;
}

struct text text_fit(struct text a, int cells, int *used)
{
	size_t at = 0, end = 0;
	int own = 0;

	used = used ? used : &own;
	*used = 0;
	while (at < a.size) {
		int width;
		text_next_cluster(a, &at, &width);
		if (*used + width > cells)
			break;
		*used += width;
		end = at;
	}
	return text_slice(a, 0, end);
}

struct text text_tail(struct text a, int cells)
{
	int left = text_width(a);
	size_t at = 0;

	while (at < a.size && left > cells) {
		int width;
		text_next_cluster(a, &at, &width);
		left -= width;
	}
	return text_slice(a, at, a.size);
}

struct text text_cut(struct arena *arena, struct text a, int cells, bool ascii)
{
	int used;

	if (text_width(a) <= cells)
		return a;
	if (cells <= 0)
		return text_slice(a, 0, 0);
	struct text head = text_fit(a, cells - 1, &used);
	return arena_format(arena, "%.*s%s", TEXT_ARGS(head), ascii ? "~" : "…");
}

struct text text_cut_before(struct arena *arena, struct text a, struct text end, int cells,
	bool ascii)
{
	int room = cells - 1 - text_width(end), half = (cells - 1) / 2;

	if (text_width(a) <= cells || half < 1)
		return text_cut(arena, a, cells, ascii);
	if (room < half) {
		room = half;
		end = text_cut(arena, end, cells - 1 - half, ascii);
	}
	return arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(text_trim(text_fit(a, room, NULL))),
		ascii ? "~" : "…", TEXT_ARGS(end));
}

struct text text_cut_name(struct arena *arena, struct text a, int cells, bool ascii)
{
	enum { ROOMY = 12 };
	struct text end = text_last_word(a);

	if (cells < ROOMY || text_width(end) * 3 > cells)
		return text_cut(arena, a, cells, ascii);
	return text_cut_before(arena, a, end, cells, ascii);
}

static bool is_closing(struct text rest)
{
	return rest.size > 0 && strchr(".,?!:;)]}'\"%~", rest.bytes[0]) != NULL;
}

/* Where a word from `from` that does not fit before `end` breaks: behind its last hyphen or slash, else anywhere but before closing punctuation. */
static size_t word_break(struct text a, size_t from, size_t end)
{
	for (size_t i = end; i > from + 2; i--)
		if (a.bytes[i - 1] == '-' || a.bytes[i - 1] == '/')
			return i;
	if (is_closing(text_slice(a, end, a.size)) && text_previous_cluster(a, end) > from)
		return text_previous_cluster(a, end);
	return end;
}

struct text text_wrap(struct text a, size_t *at, int cells)
{
	size_t from, next, break_at = 0, resume = 0;
	int used = 0;

	while (*at < a.size && a.bytes[*at] == ' ')
		(*at)++;
	from = next = *at;
	while (next < a.size) {
		int width;
		size_t before = next;
		struct text cluster = text_next_cluster(a, &next, &width);
		if (cluster.size == 1 && cluster.bytes[0] == '\n') {
			*at = next;
			return before > from ? text_slice(a, from, before - from)
					     : text_slice(TEXT(" "), 0, 1);
		}
		if (cluster.size == 1 && cluster.bytes[0] == ' ' && before > from) {
			break_at = before;
			resume = next;
		}
		if (used + width > cells && before > from) {
			if (break_at == 0) /* one long word */
				break_at = resume = word_break(a, from, before);
			*at = resume;
			return text_slice(a, from, break_at - from);
		}
		used += width;
	}
	*at = a.size;
	return text_slice(a, from, a.size - from);
}

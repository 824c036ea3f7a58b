/* SPDX-License-Identifier: MIT */
/* Makes bytes from anywhere into text that can be shown: see text.h. */
#include "catalog/base/arena.h"
#include "catalog/base/strbuf.h"
#include "catalog/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { MARKS_MAX = 4 }; /* combining marks kept on one base */

bool text_is_plain(struct text raw)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
	uint64_t odd = 0, eight; /* a high bit where a byte is below 0x20, 0x7f, or not ASCII */
	size_t i = 0;

	for (; i + 8 <= raw.size; i += 8) {
		memcpy(&eight, raw.bytes + i, 8);
		odd |= eight | (eight - ones * 0x20) | (eight + ones);
	}
	if (i < raw.size) { /* what is left, behind letters */
		eight = ones * 'a';
		memcpy(&eight, raw.bytes + i, raw.size - i);
		odd |= eight | (eight - ones * 0x20) | (eight + ones);
	}
	return (odd & highs) == 0;
}

/* Characters that a terminal obeys or nobody sees. */
static bool is_hidden(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0xad || point == 0x61c ||
		point == 0x34f)
		return true;
	if (point == 0x115f || point == 0x1160 || point == 0x3164 || point == 0xffa0 ||
		point == 0x180e)
		return true;
	if ((point >= 0x17b4 && point <= 0x17b5) || (point >= 0x180b && point <= 0x180f))
		return true;
	if ((point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
		(point >= 0x2060 && point <= 0x206f))
		return true;
	if ((point >= 0xfe00 && point <= 0xfe0f) || point == 0xfeff ||
		(point >= 0xfff9 && point <= 0xfffb))
		return true;
	if ((point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) == 0xfffe)
		return true;
	return point >= 0xe0000 && point <= 0xe0fff;
}

static bool is_pictographic(uint32_t point)
{
	const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)point);
	return property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
		(point >= 0x1f3fb && point <= 0x1f3ff);
}

static bool is_mark(uint32_t point)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

static void add_visible(struct strbuf *out, uint32_t point)
{
	if (point == '\t' || point == '\n' || point == '\r') {
		if (out->size == 0 || out->bytes[out->size - 1] != ' ')
			strbuf_add_char(out, ' ');
	} else if (point < 0x20 || point == 0x7f) {
		strbuf_add_char(out, '^');
		strbuf_add_char(out, point == 0x7f ? '?' : (char)(point + '@'));
	} else {
		strbuf_add_format(out, "<U+%04X>", (unsigned)point);
	}
}

/* ZWJ and the emoji variation selector stay where they do their work. */
static bool joins_emoji(struct text raw, size_t next, uint32_t point, uint32_t before)
{
	if (!is_pictographic(before) && before != 0xfe0f)
		return false;
	if (point == 0xfe0f)
		return before != 0xfe0f;
	return point == 0x200d && next < raw.size && is_pictographic(text_decode(raw, &next));
}

static void visible(struct strbuf *out, struct text raw)
{
	uint32_t before = 0;
	int marks = 0;

	for (size_t at = 0; at < raw.size;) {
		char bytes[4];
		uint32_t point = text_decode(raw, &at);
		bool stays = !is_hidden(point) || joins_emoji(raw, at, point, before);
		if (is_mark(point) && stays && point != 0xfe0f) {
			if (before == 0)
				strbuf_add_char(out, ' '); /* a mark needs a base */
			if (++marks > MARKS_MAX)
				continue;
		} else {
			marks = 0;
		}
		if (stays)
			strbuf_add_bytes(out, bytes, text_encode(point, bytes));
		else
			add_visible(out, point);
		before = point;
	}
}

/* NFC by utf8proc; the input is valid. Returns false when it is NFC already (the common case). */
static bool compose(struct strbuf *buf)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)buf->bytes,
		(utf8proc_ssize_t)buf->size, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (size < 0) /* the input is valid, so only memory can be missing */
		abort();
	bool differs = (size_t)size != buf->size || memcmp(composed, buf->bytes, buf->size) != 0;
	if (differs) {
		strbuf_clear(buf);
		strbuf_add_bytes(buf, composed, (size_t)size);
	}
	free(composed);
	return differs;
}

struct text text_clean(struct arena *arena, struct text raw, bool *changed)
{
	struct strbuf out;

	if (changed)
		*changed = false;
	if (text_is_plain(raw))
		return text_trim(raw);
	strbuf_init(&out);
	visible(&out, raw);
	if (!text_is_ascii(strbuf_text(&out)))
		compose(&out);
	struct text clean = text_trim(strbuf_text(&out)), trimmed = text_trim(raw);
	if (text_equal(clean, trimmed)) {
		strbuf_done(&out);
		return trimmed;
	}
	if (changed)
		*changed = true;
	clean = arena_copy(arena, clean);
	strbuf_done(&out);
	return clean;
}

bool text_is_visible(struct text raw)
{
	struct strbuf out;

	raw = text_trim(raw);
	if (text_is_plain(raw))
		return true;
	strbuf_init(&out);
	visible(&out, raw);
	bool is_same = text_equal(strbuf_text(&out), raw);
	strbuf_done(&out);
	return is_same;
}

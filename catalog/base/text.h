/* SPDX-License-Identifier: MIT */
/* text.h - UTF-8 text: views, cleaning, clusters, width, folding. The only user of utf8proc.
 * Layer: base.
 *
 * Text enters the program once, through text_clean; everything behind it may assume valid UTF-8 in NFC without
 * control, bidirectional or invisible characters. Width is counted in terminal cells per grapheme cluster, taken
 * from the cluster's first code point (so an NFD syllable or an emoji sequence counts once). */
#ifndef CATALOG_BASE_TEXT_H
#define CATALOG_BASE_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;
struct strbuf;

struct text { /* borrowed bytes, not NUL-terminated */
	const char *bytes;
	size_t size;
};

#define TEXT(literal) ((struct text){ "" literal, sizeof(literal) - 1 })
#define TEXT_NONE ((struct text){ NULL, 0 })
/* For "%.*s". */
#define TEXT_ARGS(text) (int)(text).size, (text).bytes ? (text).bytes : ""

struct text text_of(const char *string); /* NULL gives TEXT_NONE */
static inline bool text_equal(struct text a, struct text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}
bool text_equal_string(struct text a, const char *b);
bool text_equal_folded_ascii(struct text a, struct text b); /* ASCII letters fold */
int text_compare(struct text a, struct text b);             /* by bytes */
bool text_starts_with(struct text a, struct text prefix);
bool text_ends_with(struct text a, struct text suffix);
ptrdiff_t text_find(struct text hay, struct text needle); /* byte offset or -1 */
static inline struct text text_slice(struct text a, size_t from, size_t size) /* clamped */
{
	if (from > a.size)
		from = a.size;
	if (size > a.size - from)
		size = a.size - from;
	return (struct text){ a.bytes ? a.bytes + from : a.bytes, size };
}
struct text text_trim(struct text a); /* ASCII blanks at both ends */
uint64_t text_hash(struct text a);    /* stable: part of file formats */
/* For tables in memory: several times as fast. */
static inline uint64_t text_quick_hash(struct text a)
{
	const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t hash = a.size * factor, word;
	size_t at = 0;

	for (; at + 8 <= a.size; at += 8) {
		memcpy(&word, a.bytes + at, 8);
		hash = (hash ^ word) * factor;
		hash ^= hash >> 32;
	}
	word = 0;
	if (at < a.size)
		memcpy(&word, a.bytes + at, a.size - at);
	hash = (hash ^ word) * factor;
	hash = (hash ^ (hash >> 32)) * factor;
	return hash ^ (hash >> 32);
}

/* Decodes one code point at bytes[*at], advances *at. Bad bytes give U+FFFD, one per maximal bad part. */
uint32_t text_decode(struct text a, size_t *at);
size_t text_encode(uint32_t point, char out[4]);
bool text_is_valid_utf8(struct text a);

/* Valid, NFC, visible: bad bytes become U+FFFD; controls, bidi controls, zero-width and other invisible characters
 * become a visible form (`^[`, `<U+202E>`); TAB and newlines become a blank; blanks at the ends go.
 * *changed (may be NULL) tells whether anything but the ends changed. Clean text is returned as it is (not copied)
 * when it is NFC already. */
struct text text_clean(struct arena *arena, struct text raw, bool *changed);

/* Bytes at the beginning that are printable ASCII and clusters by themselves, of one cell each. */
size_t text_ascii_size(struct text a);
/* One grapheme cluster at *at: its bytes, and its width in cells (0..2). Advances *at. */
struct text text_next_cluster(struct text a, size_t *at, int *width);
size_t text_previous_cluster(struct text a, size_t at); /* start of the cluster before at */
int text_width(struct text a);
/* Longest prefix of at most `cells` cells at a cluster boundary; *used (may be NULL) gets its width. */
struct text text_fit(struct text a, int cells, int *used);
/* As text_fit, but ends in `…` (or "~" when ascii) when something was cut. */
struct text text_cut(struct arena *arena, struct text a, int cells, bool ascii);
/* Next line of at most `cells` cells broken at blanks (never before closing punctuation), from *at; advances *at
 * past the blanks. Returns an empty text at the end. A word that is longer than the line is broken inside. */
struct text text_wrap(struct text a, size_t *at, int cells);

/* For matching: NFC, case folded, full-width forms as ASCII. */
struct text text_fold(struct arena *arena, struct text a);
bool text_has_upper(struct text a); /* smart case */
bool text_is_ascii(struct text a);
/* Hangul initials: `라마` -> `ㄹㅁ`; other characters stay. */
struct text text_initials(struct arena *arena, struct text a);
/* Optimal string alignment distance on folded ASCII, at most `limit` + 1. */
int text_distance(struct text a, struct text b, int limit);
#endif

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
char *text_to_string(struct text text);  /* the way back, a copy: yours */
static inline bool text_equal(struct text a, struct text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}
bool text_equal_string(struct text a, const char *b);
bool text_equal_folded_ascii(struct text a, struct text b); /* ASCII letters fold */
int text_compare(struct text a, struct text b);             /* by bytes */
bool text_starts_with(struct text a, struct text prefix);
struct text text_without_mark(struct text text); /* the byte order mark of UTF-8, at the front */
bool text_ends_with(struct text a, struct text suffix);
ptrdiff_t text_find(struct text hay, struct text needle); /* byte offset or -1 */
size_t text_digits(struct text text, size_t at);          /* how many of 0..9 stand there */
static inline struct text text_slice(struct text a, size_t from, size_t size) /* clamped */
{
	if (from > a.size)
		from = a.size;
	if (size > a.size - from)
		size = a.size - from;
	return (struct text){ a.bytes ? a.bytes + from : a.bytes, size };
}
/* The part up to the next `end`, or all; *rest is what stands behind that. */
static inline struct text text_next_part(struct text *rest, char end)
{
	const char *at = rest->size > 0 ? memchr(rest->bytes, end, rest->size) : NULL;
	struct text part = text_slice(*rest, 0, at ? (size_t)(at - rest->bytes) : rest->size);

	*rest = at ? text_slice(*rest, part.size + 1, rest->size) : TEXT_NONE;
	return part;
}
/* What stands behind the last blank; all of a text without one. */
static inline struct text text_last_word(struct text a)
{
	size_t from = a.size;

	while (from > 0 && a.bytes[from - 1] != ' ')
		from--;
	return text_slice(a, from, a.size);
}
struct text text_trim(struct text a); /* ASCII blanks at both ends */
uint64_t text_hash(struct text a);    /* stable: part of file formats */
/* Eight bytes, large ASCII letters as small ones. */
static inline uint64_t text_fold_eight(uint64_t eight)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
	uint64_t low = eight & ~highs; /* bytes of 0x80 and above stay as they are */
	uint64_t from_a = low + ones * (0x80 - 'A'), behind_z = low + ones * (0x7f - 'Z');

	return eight + (((from_a ^ behind_z) & highs & ~eight) >> 2);
}
/* For tables in memory: several times as fast. folds_ascii: the same for texts that differ in the case of ASCII letters. */
static inline uint64_t text_quick_hash(struct text a, bool folds_ascii)
{
	const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t hash = a.size * factor, word;
	size_t at = 0;

	for (; at + 8 <= a.size; at += 8) {
		memcpy(&word, a.bytes + at, 8);
		hash = (hash ^ (folds_ascii ? text_fold_eight(word) : word)) * factor;
		hash ^= hash >> 32;
	}
	word = 0;
	if (at < a.size)
		memcpy(&word, a.bytes + at, a.size - at);
	hash = (hash ^ (folds_ascii ? text_fold_eight(word) : word)) * factor;
	hash = (hash ^ (hash >> 32)) * factor;
	return hash ^ (hash >> 32);
}

/* Decodes one code point at bytes[*at], advances *at. Bad bytes give U+FFFD, one per maximal bad part. */
uint32_t text_decode(struct text a, size_t *at);
size_t text_encode(uint32_t point, char out[4]);
bool text_is_valid_utf8(struct text a);

/* ASCII without controls: it is shown as it is. */
bool text_is_plain(struct text a);
/* Valid, NFC, visible: bad bytes become U+FFFD; controls, bidi controls, zero-width and other invisible characters
 * become a visible form (`^[`, `<U+202E>`); TAB and newlines become a blank; blanks at the ends go.
 * *changed (may be NULL) tells whether anything but the ends changed. Clean text is returned as it is (not copied)
 * when it is NFC already. */
struct text text_clean(struct arena *arena, struct text raw, bool *changed);
/* Whether that keeps every character but those at the ends: at most it composes some (NFC). */
bool text_is_visible(struct text raw);

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
/* The same in the middle: what it begins with and its end, or as much of that as half of the cells hold. */
struct text text_cut_before(struct arena *arena, struct text a, struct text end, int cells,
	bool ascii);
/* The same of a name, whose last word tells versions and sizes apart: that is kept where there are 12 cells or more and it takes a third of
 * them at most ("Qwen3-Next…80B"). */
struct text text_cut_name(struct arena *arena, struct text a, int cells, bool ascii);
/* Next line of at most `cells` cells broken at blanks (never before closing punctuation), from *at; advances *at
 * past the blanks. Returns an empty text at the end. A word that is longer than the line is broken behind a hyphen or a slash, else anywhere. */
struct text text_wrap(struct text a, size_t *at, int cells);

/* For matching: NFC, case folded, full-width forms as ASCII. */
struct text text_fold(struct arena *arena, struct text a);
bool text_has_upper(struct text a); /* smart case */
bool text_is_ascii(struct text a);
/* Hangul initials: `라마` -> `ㄹㅁ`; other characters stay. */
struct text text_initials(struct arena *arena, struct text a);
/* Keys of the 2-set layout (Dubeolsik, KS X 5002) that write a Hangul letter or syllable; returns how many, 0: it is none. */
enum { TEXT_KEYS_MAX = 5 };
size_t text_keys_of_hangul(uint32_t point, char out[TEXT_KEYS_MAX]);
/* What the keys of a word write on the other layout of a Korean keyboard: `zmffhem` -> `클로드`, `헷` -> `gpt`. Empty where no whole syllables
 * come of it, and for words that are neither Hangul nor Latin alone. */
struct text text_other_layout(struct arena *arena, struct text word);
/* Optimal string alignment distance on folded ASCII, at most `limit` + 1. */
int text_distance(struct text a, struct text b, int limit);
/* For the nearest of many: true if b is less than *best away from a, which somebody wrote, and shares half of it; *best is then how far. */
static inline bool text_is_nearer(struct text a, struct text b, int *best)
{
	int distance = text_distance(a, b, *best);
	bool is_nearer = distance < *best && (size_t)distance * 2 <= a.size;

	*best = is_nearer ? distance : *best;
	return is_nearer;
}
#endif

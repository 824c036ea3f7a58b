/* SPDX-License-Identifier: MIT */
/* The two layouts of a Korean keyboard: which keys a Hangul letter is typed with, and what the same keys write on the other one. */
#include "catalog/base/arena.h"
#include "catalog/base/strbuf.h"
#include "catalog/base/text.h"

#include <string.h>

/* Keys of the 2-set (Dubeolsik) layout, KS X 5002: initials, medials, finals of a syllable in Unicode order. */
static const char *const initials[19] = { "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T",
	"d", "w", "W", "c", "z", "x", "v", "g" };
static const char *const medials[21] = { "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho",
	"hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l" };
static const char *const finals[28] = { "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa",
	"fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g" };
/* U+3131 to U+3163. */
static const char *const letters[51] = { "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa",
	"fq", "ft", "fx", "fv", "fg", "a", "q", "Q", "qt", "t", "T", "d", "w", "W", "c", "z", "x",
	"v", "g", "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj",
	"np", "nl", "b", "m", "ml", "l" };

static size_t add_keys(char out[TEXT_KEYS_MAX], size_t count, const char *keys)
{
	for (; *keys && count < TEXT_KEYS_MAX; keys++)
		out[count++] = *keys;
	return count;
}

size_t text_keys_of_hangul(uint32_t point, char out[TEXT_KEYS_MAX])
{
	if (point >= 0x3131 && point <= 0x3163)
		return add_keys(out, 0, letters[point - 0x3131]);
	if (point >= 0x1100 && point <= 0x1112)
		return add_keys(out, 0, initials[point - 0x1100]);
	if (point >= 0x1161 && point <= 0x1175)
		return add_keys(out, 0, medials[point - 0x1161]);
	if (point < 0xac00 || point > 0xd7a3)
		return 0;
	uint32_t index = point - 0xac00;
	size_t count = add_keys(out, 0, initials[index / 588]);
	count = add_keys(out, count, medials[index % 588 / 28]);
	return add_keys(out, count, finals[index % 28]);
}

/* --- Keys into syllables ------------------------------------------------------------------------------- */

/* The entry that the word begins with at `at`, the longest; -1 if none. A key with Shift where that makes no other letter is the key itself. */
static int find_keys(const char *const *table, int count, struct text word, size_t at)
{
	int found = -1;
	size_t longest = 0;

	for (int i = 0; i < count; i++) {
		size_t size = strlen(table[i]), same = 0;
		while (same < size && at + same < word.size) {
			char key = word.bytes[at + same];
			bool has_shifted = strchr("QWERTOP", key) != NULL;
			if (key >= 'A' && key <= 'Z' && !has_shifted)
				key = (char)(key + 'a' - 'A');
			if (key != table[i][same])
				break;
			same++;
		}
		if (same == size && size > longest) {
			longest = size;
			found = i;
		}
	}
	return found;
}

/* The final consonants at `at` that leave the next syllable its initial. */
static int find_final(struct text word, size_t at)
{
	for (size_t size = 2; size > 0; size--) {
		struct text part = text_slice(word, 0, at + size);
		if (at + size > word.size)
			continue;
		int found = find_keys(finals, 28, part, at);
		if (found > 0 && strlen(finals[found]) == size &&
			find_keys(medials, 21, word, at + size) < 0)
			return found;
	}
	return 0;
}

/* Whole syllables, or nothing. */
static struct text compose(struct arena *arena, struct text word)
{
	struct strbuf out;
	size_t at = 0;

	strbuf_init(&out);
	while (at < word.size) {
		int initial = find_keys(initials, 19, word, at);
		size_t from = initial < 0 ? at : at + strlen(initials[initial]);
		int medial = initial < 0 ? -1 : find_keys(medials, 21, word, from);
		if (medial < 0)
			break;
		from += strlen(medials[medial]);
		int final = find_final(word, from);
		char bytes[4];
		size_t size = text_encode((uint32_t)(0xac00 + initial * 588 + medial * 28 + final),
			bytes);
		strbuf_add(&out, (struct text){ bytes, size });
		at = from + strlen(finals[final]);
	}
	struct text text = at == word.size ? arena_copy(arena, strbuf_text(&out)) : TEXT_NONE;
	strbuf_done(&out);
	return text;
}

/* The keys in small letters, or nothing where something else than Hangul stands between. */
static struct text decompose(struct arena *arena, struct text word)
{
	struct strbuf out;
	size_t at = 0, count = 1;

	strbuf_init(&out);
	while (at < word.size && count > 0) {
		char keys[TEXT_KEYS_MAX];
		count = text_keys_of_hangul(text_decode(word, &at), keys);
		strbuf_add(&out, (struct text){ keys, count });
	}
	struct text text = count > 0 ? text_fold(arena, strbuf_text(&out)) : TEXT_NONE;
	strbuf_done(&out);
	return text;
}

struct text text_other_layout(struct arena *arena, struct text word)
{
	if (word.size == 0)
		return TEXT_NONE;
	return text_is_ascii(word) ? compose(arena, word) : decompose(arena, word);
}

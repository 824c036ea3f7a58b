/* SPDX-License-Identifier: MIT */
/* Literal, regular and fuzzy search over the search arena. Built with -O3. The literal scan looks for two bytes of the needle at once in blocks of 32 (compilers
 * make vectors of the loop), then compares. */
#include "catalog/query/search.h"

#include "catalog/base/message.h"
#include "catalog/base/pattern.h"

#include <stdlib.h>
#include <string.h>

static unsigned char lower(unsigned char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

struct needle {
	const unsigned char *bytes;
	size_t size, last; /* last: place of the second byte that is looked for */
	bool folds;
	unsigned char a, b, a2, b2; /* both cases of the first and the last byte */
};

static bool is_at(const struct needle *needle, const unsigned char *at)
{
	if (!needle->folds)
		return memcmp(at, needle->bytes, needle->size) == 0;
	for (size_t i = 0; i < needle->size; i++)
		if (lower(at[i]) != needle->bytes[i])
			return false;
	return true;
}

/* First match at or behind `from`; hay_size if none. */
static size_t scan(const struct needle *needle, const unsigned char *hay, size_t from,
	size_t hay_size)
{
	enum { LANES = 32 };
	size_t end = hay_size >= needle->size ? hay_size - needle->size + 1 : 0;
	size_t at = from;

	for (; at + LANES <= end; at += LANES) {
		const unsigned char *one = hay + at, *two = hay + at + needle->last;
		unsigned char hits[LANES];
		uint64_t words[LANES / 8];
		for (int i = 0; i < LANES; i++)
			hits[i] = (unsigned char)(((one[i] == needle->a) | (one[i] == needle->a2)) &
				((two[i] == needle->b) | (two[i] == needle->b2)));
		memcpy(words, hits, sizeof(words));
		if ((words[0] | words[1] | words[2] | words[3]) == 0)
			continue;
		for (int i = 0; i < LANES; i++)
			if (hits[i] && is_at(needle, one + i))
				return at + (size_t)i;
	}
	for (; at < end; at++)
		if (is_at(needle, hay + at))
			return at;
	return hay_size;
}

static struct needle needle_of(struct text text, bool folds)
{
	struct needle needle = { .bytes = (const unsigned char *)text.bytes,
		.size = text.size,
		.last = text.size - 1,
		.folds = folds };

	needle.a = needle.a2 = needle.bytes[0];
	needle.b = needle.b2 = needle.bytes[needle.last];
	if (folds && needle.a >= 'a' && needle.a <= 'z')
		needle.a2 = (unsigned char)(needle.a - 32);
	if (folds && needle.b >= 'a' && needle.b <= 'z')
		needle.b2 = (unsigned char)(needle.b - 32);
	return needle;
}

/* Rows whose developer or family is called so. */
static void search_terms(const struct store *store, uint32_t field, struct text needle, bool folds,
	uint8_t *hits)
{
	const struct column *column = store_column(store, field);
	uint32_t terms = store_term_count(store, field), rows = store_count(store);
	uint8_t *wanted;
	bool any = false;

	if (!column || terms == 0)
		return;
	wanted = calloc((size_t)terms + 1, 1);
	for (uint32_t code = 1; wanted && code <= terms; code++) {
		struct text title = store_term(store, field, code).title;
		struct needle of = needle_of(needle, folds);
		wanted[code] = scan(&of, (const unsigned char *)title.bytes, 0, title.size) <
			title.size;
		any = any || wanted[code];
	}
	for (uint32_t row = 0; any && row < rows; row++) {
		uint32_t code = column->form == COLUMN_CODE8 ? ((const uint8_t *)column->cells)[row]
			: column->form == COLUMN_CODE16 ? ((const uint16_t *)column->cells)[row]
							: ((const uint32_t *)column->cells)[row];
		if (code <= terms && wanted[code])
			hits[row] = 1;
	}
	free(wanted);
}

/* 람 finds 라마: the final consonant may be the next initial. */
static bool open_syllable(struct text needle, struct arena *arena, struct text *open)
{
	static const uint8_t final_to_initial[28] = { 0, 1, 2, 0, 3, 0, 0, 4, 6, 0, 0, 0, 0, 0, 0,
		0, 7, 8, 0, 10, 11, 12, 13, 15, 16, 17, 18, 19 };
	size_t at = text_previous_cluster(needle, needle.size), from = at;
	uint32_t point = text_decode(needle, &at);

	if (point < 0xac00 || point > 0xd7a3 || (point - 0xac00) % 28 == 0 ||
		final_to_initial[(point - 0xac00) % 28] == 0)
		return false;
	char bytes[4];
	size_t size = text_encode(point - (point - 0xac00) % 28, bytes);
	*open = arena_format(arena, "%.*s%.*s", (int)from, needle.bytes, (int)size, bytes);
	return true;
}

static bool scan_rows(const struct store *store, const struct needle *needle, uint8_t *hits,
	const struct interrupt *interrupt)
{
	struct text arena = store_search_arena(store);
	const uint32_t *starts = store_search_starts(store);
	const unsigned char *bytes = (const unsigned char *)arena.bytes;
	uint32_t row = 0, rows = store_count(store);
	size_t step = (size_t)1 << 20, limit = step;

	for (size_t at = 0; at < arena.size;) {
		size_t end = limit < arena.size ? limit + needle->size - 1 : arena.size;
		if (end > arena.size)
			end = arena.size;
		at = scan(needle, bytes, at, end);
		if (at >= end || at + needle->size > end) {
			if (end == arena.size)
				return true;
			at = limit;
			limit += step;
			if (interrupt_is_due(interrupt, at, arena.size))
				return false;
			continue;
		}
		while (row < rows && starts[row + 1] <= at)
			row++;
		if (row >= rows)
			return true;
		hits[row] = 1;
		at = starts[row + 1]; /* one hit a row is enough */
		if (at >= limit)
			limit = at + step;
	}
	return true;
}

bool search_literal(const struct store *store, struct text needle, bool folds_case, uint8_t *hits,
	const struct interrupt *interrupt)
{
	if (needle.size == 0)
		return true;
	struct needle of = needle_of(needle, folds_case);
	bool done = scan_rows(store, &of, hits, interrupt);
	if (done && !text_is_ascii(needle)) {
		struct arena arena;
		struct text open;
		arena_init(&arena);
		if (open_syllable(needle, &arena, &open)) {
			of = needle_of(open, folds_case);
			done = scan_rows(store, &of, hits, interrupt);
		}
		arena_done(&arena);
	}
	if (done) {
		search_terms(store, FIELD_DEVELOPER, needle, folds_case, hits);
		search_terms(store, FIELD_FAMILY, needle, folds_case, hits);
	}
	return done;
}

enum result search_regex(const struct store *store, const struct pattern *pattern, uint8_t *hits,
	const struct interrupt *interrupt, struct error *err)
{
	uint32_t rows = store_count(store);

	for (uint32_t row = 0; row < rows; row++) {
		if (row % 16384 == 0 && interrupt_is_due(interrupt, row, rows))
			return RESULT_INTERRUPTED;
		struct text text = store_search_text(store, row);
		while (text.size >
			0) { /* each part by itself, so that ^ and $ mean an id or a name */
			const char *tab = memchr(text.bytes, '\t', text.size);
			size_t size = tab ? (size_t)(tab - text.bytes) : text.size;
			enum pattern_match match = size > 0
				? pattern_find(pattern, text_slice(text, 0, size), NULL, NULL)
				: PATTERN_NO;
			if (match == PATTERN_TOO_COSTLY)
				return error_set(err, RESULT_USAGE, "%s",
					_("The pattern is too costly. Make it shorter or search for a word."));
			if (match == PATTERN_YES) {
				hits[row] = 1;
				break;
			}
			text = tab ? text_slice(text, size + 1, text.size) : TEXT_NONE;
		}
		/* ids without their developer, too: /^gpt-5/ */
		if (!hits[row]) {
			struct text id = store_id(store, row);
			ptrdiff_t slash = text_find(id, TEXT("/"));
			if (slash >= 0 &&
				pattern_find(pattern, text_slice(id, (size_t)slash + 1, id.size),
					NULL, NULL) == PATTERN_YES)
				hits[row] = 1;
		}
	}
	return RESULT_OK;
}

int search_fuzzy_score(struct text needle, struct text hay)
{
	size_t at = 0;
	int score = 0, run = 0;
	unsigned char before = ' ';

	for (size_t i = 0; i < needle.size; i++) {
		unsigned char wanted = lower((unsigned char)needle.bytes[i]);
		run = run > 0 ? run : 0;
		while (at < hay.size && lower((unsigned char)hay.bytes[at]) != wanted) {
			before = (unsigned char)hay.bytes[at++];
			run = 0;
		}
		if (at == hay.size)
			return 0;
		bool is_start = before == ' ' || before == '-' || before == '/' || before == '_' ||
			before == '.';
		score += 1 + (is_start ? 8 : 0) + run * 4;
		run++;
		before = (unsigned char)hay.bytes[at++];
	}
	return score;
}

bool search_fuzzy(const struct store *store, struct text needle, uint8_t *hits,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(store);

	for (uint32_t row = 0; row < rows; row++) {
		if (row % 16384 == 0 && interrupt_is_due(interrupt, row, rows))
			return false;
		hits[row] = search_fuzzy_score(needle, store_search_text(store, row)) > 0;
	}
	return true;
}

bool search_match(const struct query *query, struct text hay, size_t *from, size_t *size)
{
	for (size_t i = 0; i < query->clause_count; i++) {
		const struct clause *clause = &query->clauses[i];
		if (clause->is_negated)
			continue;
		if (clause->kind == CLAUSE_REGEX &&
			pattern_find(clause->pattern, hay, from, size) == PATTERN_YES)
			return true;
		if (clause->kind != CLAUSE_WORD || clause->needle.size == 0 ||
			hay.size < clause->needle.size)
			continue;
		struct needle needle = needle_of(clause->needle, clause->folds_case);
		size_t at = scan(&needle, (const unsigned char *)hay.bytes, 0, hay.size);
		if (at < hay.size) {
			*from = at;
			*size = clause->needle.size;
			return true;
		}
	}
	return false;
}

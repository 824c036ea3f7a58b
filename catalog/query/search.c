/* SPDX-License-Identifier: MIT */
/* Literal and fuzzy search over the search arena. Built with -O3. */
#include "catalog/query/search.h"

#include "catalog/base/pattern.h"
#include "catalog/query/search_scan.h"

#include <stdlib.h>
#include <string.h>

static unsigned char lower(unsigned char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Marks the terms whose titles contain the needle; false if there are none. */
static bool find_terms(const struct store *store, uint32_t field, const struct needle *needle,
	uint8_t *wanted)
{
	uint32_t terms = store_term_count(store, field);
	bool any = false;

	for (uint32_t code = 1; code <= terms; code++) {
		struct text title = store_term_title(store, field, code);
		wanted[code] = title.size >= needle->text.size &&
			needle_find(needle, title, 0) < title.size;
		any = any || wanted[code];
	}
	return any;
}

#define MARK_ROWS(type) \
	for (uint32_t row = 0; row < rows; row++) { \
		uint32_t code = ((const type *)column->cells)[row]; \
		hits[row] |= code <= terms ? wanted[code] : 0; \
	}

/* Rows whose developer or family is called so. All titles stand in the store's texts: when the needle does not, none need be looked at. */
static void search_terms(const struct store *store, uint32_t field, struct text needle, bool folds,
	uint8_t *hits)
{
	const struct column *column = store_column(store, field);
	uint32_t terms = store_term_count(store, field), rows = store_count(store);
	struct needle of = needle_of(needle, folds);
	struct text texts = store_texts(store);

	if (!column || terms == 0)
		return;
	needle_suit(&of, texts);
	if (needle_find(&of, texts, 0) >= texts.size)
		return;
	uint8_t *wanted = calloc((size_t)terms + 1, 1);
	of = needle_of(needle, folds);
	if (wanted && find_terms(store, field, &of, wanted)) {
		if (column->form == COLUMN_CODE8)
			MARK_ROWS(uint8_t)
		else if (column->form == COLUMN_CODE16)
			MARK_ROWS(uint16_t)
		else
			MARK_ROWS(uint32_t)
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
	uint32_t row = 0, rows = store_count(store);
	size_t limit = SEARCH_POLL_BYTES;

	for (size_t at = 0; at < arena.size && rows > 0;) {
		size_t size = limit + needle->text.size - 1;
		struct text part = text_slice(arena, 0, size < arena.size ? size : arena.size);
		at = needle_find(needle, part, at);
		if (at >= part.size) { /* up to here there is none */
			if (part.size == arena.size)
				return true;
			at = limit;
			limit += SEARCH_POLL_BYTES;
			if (interrupt_is_due(interrupt, at, arena.size))
				return false;
			continue;
		}
		row = search_row_at(starts, rows, row, at);
		if (starts[row + 1] <= at)
			return true; /* behind the last row */
		hits[row] = 1;
		at = starts[row + 1]; /* one hit a row is enough */
		while (limit <= at)
			limit += SEARCH_POLL_BYTES;
	}
	return true;
}

bool search_literal(const struct store *store, struct text needle, bool folds_case, uint8_t *hits,
	const struct interrupt *interrupt)
{
	if (needle.size == 0)
		return true;
	struct needle of = needle_of(needle, folds_case);
	needle_suit(&of, store_search_arena(store));
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
		size_t at = needle_find(&needle, hay, 0);
		if (at < hay.size) {
			*from = at;
			*size = clause->needle.size;
			return true;
		}
	}
	return false;
}

/* --- The nearest word ---------------------------------------------------------------------------------- */

enum {
	NEAREST_ROWS_MAX = 20000,
	NEAREST_BYTES_MIN = 4,
	NEAREST_BYTES_LONG = 6,
	NEAREST_BYTES_MAX = 62 /* two more are as many as text_distance compares */
};

struct nearest {
	struct text word, best;
	int distance; /* of the best, 0: the word itself is there */
};

/* A figure is no slip of the finger: GPT-4 is not nearly GPT-5. */
static bool has_same_digits(struct text a, struct text b)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < a.size && (a.bytes[i] < '0' || a.bytes[i] > '9'))
			i++;
		while (j < b.size && (b.bytes[j] < '0' || b.bytes[j] > '9'))
			j++;
		if (i == a.size || j == b.size)
			return i == a.size && j == b.size;
		if (a.bytes[i++] != b.bytes[j++])
			return false;
	}
}

static void consider(struct nearest *nearest, struct text token)
{
	if (token.size + 2 < nearest->word.size || token.size > nearest->word.size + 2)
		return;
	if (!has_same_digits(nearest->word, token))
		return;
	int distance = text_distance(nearest->word, token, nearest->distance);
	bool begins_alike = lower((unsigned char)token.bytes[0]) ==
		lower((unsigned char)nearest->word.bytes[0]);
	bool is_better = distance < nearest->distance ||
		(distance == nearest->distance && nearest->best.size > 0 && begins_alike &&
			(lower((unsigned char)nearest->best.bytes[0]) !=
					lower((unsigned char)token.bytes[0]) ||
				token.size > nearest->best.size));
	if (distance > nearest->distance || (!is_better && nearest->best.size > 0))
		return;
	nearest->distance = distance;
	nearest->best = token;
}

/* Every run of bytes between separators. */
static void consider_tokens(struct nearest *nearest, struct text text, const char *separators)
{
	size_t from = 0;

	for (size_t i = 0; i <= text.size; i++) {
		if (i < text.size && !strchr(separators, text.bytes[i]))
			continue;
		if (i > from)
			consider(nearest, text_slice(text, from, i - from));
		from = i + 1;
	}
}

static bool is_found(const struct store *store, struct text word, uint8_t *hits)
{
	memset(hits, 0, store_count(store));
	search_literal(store, word, true, hits, NULL);
	return memchr(hits, 1, store_count(store)) != NULL;
}

/* Typed on the other layout of a Korean keyboard: only where that finds something, and the word as it stands nothing. */
static struct text on_other_layout(const struct store *store, struct text word, struct arena *arena)
{
	enum { BYTES_MIN = 3 }; /* gpt; a syllable alone is none */
	struct text other = text_other_layout(arena, word);
	bool is_long = other.size > (text_is_ascii(word) ? BYTES_MIN : BYTES_MIN - 1);

	if (!is_long)
		return TEXT_NONE;
	uint8_t *hits = calloc((size_t)store_count(store) + 1, 1);
	bool is_other = hits && is_found(store, other, hits) && !is_found(store, word, hits);
	free(hits);
	return is_other ? other : TEXT_NONE;
}

struct text search_nearest_word(const struct store *store, struct text word, struct arena *arena)
{
	struct nearest nearest = { .word = word,
		.distance = word.size >= NEAREST_BYTES_LONG ? 2 : 1 };

	if (word.size > NEAREST_BYTES_MAX || store_count(store) > NEAREST_ROWS_MAX)
		return TEXT_NONE;
	struct text other = on_other_layout(store, word, arena);
	if (other.size > 0 || word.size < NEAREST_BYTES_MIN)
		return other;
	for (uint32_t row = 0; row < store_count(store) && nearest.distance > 0; row++) {
		struct text text = store_search_text(store, row);
		consider_tokens(&nearest, text, " /\t\n");
		consider_tokens(&nearest, text, " /\t\n-._:()");
	}
	return nearest.distance > 0 ? text_fold(arena, nearest.best) : TEXT_NONE;
}

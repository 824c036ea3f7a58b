/* SPDX-License-Identifier: MIT */
/* Regular expressions over the search arena. Most rows are told from afar: they lack the words that a match needs, or the sieve finds nothing in them.
 * Built with -O3. */
#include "catalog/query/search.h"

#include "catalog/base/message.h"
#include "catalog/base/pattern.h"
#include "catalog/query/search_scan.h"

#include <string.h>

enum { POLL_ROWS = 2048 };

uint32_t search_row_at(const uint32_t *starts, uint32_t rows, uint32_t row, size_t place)
{
	uint32_t step = 1, high;

	while (row + step <= rows && starts[row + step] <= place) {
		row += step;
		step *= 2;
	}
	high = row + step <= rows ? row + step : rows;
	while (high - row > 1) { /* starts[row] <= place < starts[high] */
		uint32_t middle = row + (high - row) / 2;
		if (starts[middle] <= place)
			row = middle;
		else
			high = middle;
	}
	return row;
}

/* Each part of the row by itself, so that ^ and $ mean an id or a name; the id without its developer, too: /^gpt-5/. */
static enum pattern_match match_row(const struct store *store, const struct pattern *pattern,
	uint32_t row)
{
	struct text text = store_search_text(store, row), id = store_id(store, row);
	enum pattern_match match = PATTERN_NO;

	while (text.size > 0 && match == PATTERN_NO) {
		struct text part = text_next_part(&text, '\t');
		if (part.size > 0)
			match = pattern_find(pattern, part, NULL, NULL);
	}
	const char *slash = match == PATTERN_NO && id.size > 0 ? memchr(id.bytes, '/', id.size)
							       : NULL;
	if (slash)
		match = pattern_find(pattern,
			text_slice(id, (size_t)(slash - id.bytes) + 1, id.size), NULL, NULL);
	return match;
}

struct regex {
	const struct store *store;
	const struct pattern *pattern;
	enum pattern_sieve sieve;
	bool is_exact;                          /* what the sieve finds matches */
	struct needle words[PATTERN_NEEDS_MAX]; /* a match has at least one; none: unknown */
	size_t word_count;
	uint8_t *hits;
	const struct interrupt *interrupt;
};

/* False: too costly. */
static bool settle_row(const struct regex *regex, uint32_t row)
{
	enum pattern_match match = match_row(regex->store, regex->pattern, row);

	regex->hits[row] = match == PATTERN_YES;
	return match != PATTERN_TOO_COSTLY;
}

/* Rows one by one: through the sieve first, if there is one. */
static enum result regex_rows(const struct regex *regex, uint32_t from, uint32_t to)
{
	uint32_t rows = store_count(regex->store);

	for (uint32_t row = from; row < to; row++) {
		enum pattern_match match = PATTERN_YES;
		bool is_settled = false;
		if (row % POLL_ROWS == 0 && interrupt_is_due(regex->interrupt, row, rows))
			return RESULT_INTERRUPTED;
		if (regex->sieve != PATTERN_NO_SIEVE) {
			match = pattern_sift(regex->pattern, store_search_text(regex->store, row),
				0, NULL);
			is_settled = match == PATTERN_NO ||
				(match == PATTERN_YES && regex->is_exact);
		}
		if (is_settled)
			regex->hits[row] = match == PATTERN_YES;
		else if (!settle_row(regex, row))
			return RESULT_USAGE;
	}
	return RESULT_OK;
}

/* The text of rows [from, to). */
static struct text lines_of(const struct regex *regex, uint32_t from, uint32_t to)
{
	const uint32_t *starts = store_search_starts(regex->store);

	return text_slice(store_search_arena(regex->store), starts[from],
		starts[to] - starts[from]);
}

/* Many rows at a stroke: all that lie before the place that the sieve finds do not match. */
static enum result regex_lines(const struct regex *regex, uint32_t from, uint32_t to)
{
	const uint32_t *starts = store_search_starts(regex->store);
	struct text lines = lines_of(regex, from, to);
	size_t at = 0;

	for (uint32_t found = from; at < lines.size;) {
		enum pattern_match match = pattern_sift(regex->pattern, lines, at, &at);
		if (match == PATTERN_NO)
			break;
		if (match == PATTERN_TOO_COSTLY)
			return regex_rows(regex, found, to);
		found = search_row_at(starts, store_count(regex->store), found, starts[from] + at);
		if (regex->is_exact)
			regex->hits[found] = 1;
		else if (!settle_row(regex, found))
			return RESULT_USAGE;
		at = starts[++found] - starts[from];
	}
	return RESULT_OK;
}

static enum result regex_sieve(const struct regex *regex, uint32_t from, uint32_t to)
{
	return regex->sieve == PATTERN_SIEVE_LINES ? regex_lines(regex, from, to)
						   : regex_rows(regex, from, to);
}

/* Rows that have a word which a match needs, one by one; when they are many, the sieve is quicker. */
static enum result regex_words(const struct regex *regex, uint32_t from, uint32_t to)
{
	const uint32_t *starts = store_search_starts(regex->store);
	struct text lines = lines_of(regex, from, to);
	size_t places[PATTERN_NEEDS_MAX] = { 0 }, past = 0;
	uint32_t left = (to - from) / 6 + 1;
	enum result result = RESULT_OK;

	for (uint32_t row = from; result == RESULT_OK; left--) {
		size_t nearest = lines.size;
		for (size_t i = 0; i < regex->word_count; i++) {
			if (past == 0 || places[i] < past)
				places[i] = needle_find(&regex->words[i], lines, past);
			nearest = places[i] < nearest ? places[i] : nearest;
		}
		if (nearest >= lines.size)
			break;
		row = search_row_at(starts, store_count(regex->store), row, starts[from] + nearest);
		if (left == 0)
			return regex_sieve(regex, row, to);
		result = regex_rows(regex, row, row + 1);
		past = starts[++row] - starts[from];
	}
	return result;
}

/* Block by block, each with whole rows. */
static enum result regex_blocks(const struct regex *regex)
{
	size_t end = store_search_arena(regex->store).size;
	const uint32_t *starts = store_search_starts(regex->store);
	uint32_t rows = store_count(regex->store), next;

	for (uint32_t row = 0; row < rows; row = next) {
		next = search_row_at(starts, rows, row, (size_t)starts[row] + SEARCH_POLL_BYTES);
		next = next > row ? next : row + 1;
		if (starts[next] < starts[row] || starts[next] > end)
			return regex_rows(regex, row, rows); /* a damaged file */
		if (interrupt_is_due(regex->interrupt, row, rows))
			return RESULT_INTERRUPTED;
		enum result result = regex->word_count > 0 ? regex_words(regex, row, next)
							   : regex_sieve(regex, row, next);
		if (result != RESULT_OK)
			return result;
	}
	return RESULT_OK;
}

static void take_words(struct regex *regex)
{
	struct text words[PATTERN_NEEDS_MAX];
	bool folds_case;

	regex->word_count = pattern_needs(regex->pattern, words, &folds_case);
	for (size_t i = 0; i < regex->word_count; i++) {
		regex->words[i] = needle_of(words[i], folds_case);
		needle_suit(&regex->words[i], store_search_arena(regex->store));
	}
}

enum result search_regex(const struct store *store, const struct pattern *pattern, uint8_t *hits,
	const struct interrupt *interrupt, struct error *err)
{
	struct regex regex = { .store = store,
		.pattern = pattern,
		.hits = hits,
		.interrupt = interrupt };

	regex.sieve = pattern_sieve(pattern, &regex.is_exact);
	if (regex.sieve != PATTERN_NO_SIEVE)
		take_words(&regex);
	enum result result = regex.sieve == PATTERN_SIEVE_LINES || regex.word_count > 0
		? regex_blocks(&regex)
		: regex_rows(&regex, 0, store_count(store));
	if (result == RESULT_USAGE)
		return error_set(err, RESULT_USAGE, "%s",
			_("The pattern is too costly. Make it shorter or search for a word."));
	return result;
}

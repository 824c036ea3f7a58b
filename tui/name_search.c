/* SPDX-License-Identifier: MIT */
#include "tui/name_search.h"

#include "catalog/base/memory.h"
#include "catalog/query/search.h"

#include <stdlib.h>

static bool ends_with(struct text text, struct text end)
{
	return text.size > end.size &&
		text_equal(text_slice(text, text.size - end.size, end.size), end) &&
		text.bytes[text.size - end.size - 1] == ' ';
}

/* How well a name fits: as it stands, at its end ("opus 5" is no 5.5), at its start, inside, elsewhere in what is searched. */
static int closeness(const struct store *store, uint32_t row, struct text folded,
	struct arena *arena)
{
	struct text title = text_fold(arena, store_title(store, row));

	if (text_equal(title, folded))
		return 4;
	if (ends_with(title, folded))
		return 3;
	return text_starts_with(title, folded) ? 2 : text_find(title, folded) >= 0;
}

/* How often weights of a hub are downloaded, in powers of ten. */
static int downloads_of(const struct store *store, uint32_t row, struct arena *arena)
{
	struct value downloads = store_value(store, row, FIELD_DOWNLOADS, arena);
	int digits = 0;

	if (downloads.state == VALUE_KNOWN)
		for (double left = downloads.is.number; left >= 1 && digits < 9; left /= 10)
			digits++;
	return digits;
}

/* Of those that fit alike one that somebody serves is meant most often, else one that many download: a hub has hundreds of copies and tunes of each
 * model, which came out after it. Then the newest. */
static int64_t order_of(const struct store *store, uint32_t row, struct text folded,
	struct arena *arena)
{
	struct value released = store_value(store, row, FIELD_RELEASED, arena);
	int64_t day = released.state == VALUE_KNOWN ? released.is.date : 0;
	bool is_served = store_offers_from(store, row) < store_offers_from(store, row + 1);
	int rank = is_served ? 10 : downloads_of(store, row, arena);

	return (closeness(store, row, folded, arena) * 11 + rank) * INT64_C(1000000000) + day;
}

/* The closest first, then by what is meant most often, then in the order of ids; all words must be found. */
void name_search_run(struct name_search *search, const struct store *store, struct text wanted)
{
	uint32_t rows = store_count(store);
	struct text rest = wanted = text_trim(wanted);
	uint8_t *hits = memory_get_zeroed(rows + 1, 1), *all = memory_get_zeroed(rows + 1, 1);
	int64_t scores[NAME_SEARCH_MAX];
	struct arena arena;
	uint8_t words = 0;

	arena_init(&arena);
	search->count = 0;
	search->total = 0;
	for (; rest.size > 0 && words < 20; words++) {
		struct text word = text_next_part(&rest, ' ');
		rest = text_trim(rest);
		for (uint32_t row = 0; row < rows; row++)
			hits[row] = 0;
		search_literal(store, text_fold(&arena, word), true, hits, NULL);
		for (uint32_t row = 0; row < rows; row++)
			all[row] = (uint8_t)(all[row] + hits[row]);
	}
	struct text folded = text_fold(&arena, wanted);
	for (uint32_t row = 0; row < rows; row++) {
		if (words == 0 || all[row] != words)
			continue;
		int64_t score = search->total < 5000 ? order_of(store, row, folded, &arena) : 0;
		size_t at = search->count < NAME_SEARCH_MAX ? search->count++ : NAME_SEARCH_MAX;
		search->total++;
		for (; at > 0 && scores[at - 1] < score; at--)
			if (at < NAME_SEARCH_MAX) {
				search->rows[at] = search->rows[at - 1];
				scores[at] = scores[at - 1];
			}
		if (at < NAME_SEARCH_MAX) {
			search->rows[at] = row;
			scores[at] = score;
		}
	}
	arena_done(&arena);
	free(hits);
	free(all);
}

/* 2: the whole name, 1: a phrase of it, 0: scattered words at most. */
static int fit_of(const struct store *store, uint32_t row, struct text folded, struct arena *arena)
{
	struct text title = text_fold(arena, store_title(store, row));

	return text_equal(title, folded) ? 2 : text_find(title, folded) >= 0;
}

uint32_t name_search_listed(struct explorer *explorer, struct text wanted)
{
	enum { LOOKED_AT = 1000 };
	struct arena arena;
	uint32_t count = explorer_count(explorer), best = UINT32_MAX;
	int fit = 0;

	arena_init(&arena);
	struct text folded = text_fold(&arena, wanted);
	for (uint32_t i = 0; i < count && i < LOOKED_AT && folded.size > 0 && fit < 2; i++) {
		uint32_t row = explorer_row_at(explorer, i);
		int here = fit_of(explorer->store, row, folded, &arena);
		if (here > fit)
			best = row;
		fit = here > fit ? here : fit;
	}
	arena_done(&arena);
	return best;
}

/* SPDX-License-Identifier: MIT */
/* Whether a field of two catalogs is the same by the bits of its cells: of a million models nearly all are, and only of the rest values are made. */
#include "catalog/base/memory.h"
#include "catalog/tables/diff_parts.h"

#include <stdlib.h>

static bool is_pair(const struct column *old, const struct column *now)
{
	return old && now ? old->form == now->form : !old && !now;
}

void diff_cells_open(struct diff_cells *cells, const struct store *old, const struct store *now,
	enum field_id field)
{
	enum field_kind kind = field_get(field)->kind;

	*cells = (struct diff_cells){ .old = store_column(old, field),
		.now = store_column(now, field),
		.old_offers = store_offer_column(old, field),
		.now_offers = store_offer_column(now, field) };
	bool is_of_terms = kind == KIND_CATEGORY;
	cells->are_alike = kind != KIND_TEXT && kind != KIND_TAGS &&
		((is_of_terms && cells->old && cells->now) || is_pair(cells->old, cells->now)) &&
		(is_of_terms ? !cells->old_offers && !cells->now_offers
			     : is_pair(cells->old_offers, cells->now_offers));
	if (!is_of_terms || !cells->are_alike || !cells->old)
		return;
	cells->term_count = store_term_count(old, field) + 1;
	cells->terms = memory_get_zeroed(cells->term_count, sizeof(*cells->terms));
}

void diff_cells_close(struct diff_cells *cells)
{
	free(cells->terms);
}

struct diff_place diff_place_of(const struct store *store, uint32_t row)
{
	uint32_t offer = store_offers_from(store, row);

	return (struct diff_place){ row,
		store_offers_from(store, row + 1) == offer + 1 ? offer : UINT32_MAX };
}

static bool is_same_term(const struct diff_cells *cells, uint64_t before, uint64_t after)
{
	if (before == 0 || after == 0)
		return before == after;
	return before < cells->term_count && cells->terms[before] == after;
}

bool diff_cells_agree(struct diff_cells *cells, struct diff_place before, struct diff_place after)
{
	if (!cells->are_alike)
		return false;
	if (cells->old) {
		uint64_t was = column_bits(cells->old, before.row),
			 is = column_bits(cells->now, after.row);
		if (cells->terms ? !is_same_term(cells, was, is) : was != is)
			return false;
	}
	if (before.offer == UINT32_MAX && after.offer == UINT32_MAX)
		return true;
	if (before.offer == UINT32_MAX || after.offer == UINT32_MAX)
		return !cells->old_offers;
	return !cells->old_offers ||
		column_bits(cells->old_offers, before.offer) ==
		column_bits(cells->now_offers, after.offer);
}

void diff_cells_learn(struct diff_cells *cells, struct diff_place before, struct diff_place after)
{
	if (!cells->terms)
		return;
	uint64_t was = column_bits(cells->old, before.row), is = column_bits(cells->now, after.row);
	if (was > 0 && is > 0 && was < cells->term_count)
		cells->terms[was] = (uint32_t)is;
}

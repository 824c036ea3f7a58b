/* SPDX-License-Identifier: MIT */
/* Facets on fields of offers. Offers stand in the order of their rows; each row is settled from its own, rows without any have no value. Built with
 * -O3. */
#include "catalog/query/facet_parts.h"

#include "catalog/base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows [from, from + 64) that have offers and whose other clauses all hold. */
static uint64_t rows_with_offers(struct query_run *run, uint32_t from)
{
	uint64_t has = offers_rows(run)[from / 64];

	if (has == 0 || run->is_all)
		return has;
	if (run->has_offer_units)
		return has & run->models_yes[from / 64];
	uint64_t passing = 0;
	for (uint64_t left = has; left != 0; left &= left - 1) {
		int at = __builtin_ctzll(left);
		passing |= (uint64_t)(run->rows.miss[from + (uint32_t)at] == MISS_NONE) << at;
	}
	return passing;
}

static uint32_t count_models(const struct query_run *run)
{
	uint32_t rows = store_count(run->store), count = 0;

	if (!run->has_offer_units)
		return run->models;
	for (uint32_t word = 0; word <= (rows - 1) / 64 && rows > 0; word++)
		count += (uint32_t)__builtin_popcountll(run->models_yes[word]);
	return count;
}

/* The offer meets all clauses but those on the facet's own field. */
static bool meets_others(const struct query_run *run, uint32_t offer, uint8_t unit)
{
	return !run->has_offer_units || miss_nothing_but(run->offers.miss[offer], unit);
}

/* Thresholds in floats, so that no price need become a decimal. */
struct steps {
	float at[64];
	uint8_t count;
	bool is_at_most;
};

static struct steps steps_of(const struct field *field)
{
	struct steps steps = { .count = field->threshold_count, .is_at_most = field->is_at_most };

	for (uint8_t i = 0; i < steps.count && i < 64; i++)
		steps.at[i] = field->is_at_most ? float_at_most(field->thresholds[i])
						: float_at_least(field->thresholds[i]);
	return steps;
}

static uint8_t float_bin(const struct steps *steps, float number)
{
	uint8_t bin = 1;

	if (isnan(number))
		return 0;
	for (uint8_t i = 0; i < steps->count; i++)
		bin = (uint8_t)(bin +
			(steps->is_at_most ? number > steps->at[i] : number >= steps->at[i]));
	return bin;
}

static uint8_t bin_of(const struct tally *tally, const struct steps *steps, uint32_t offer)
{
	double number = 0;

	if (tally->column->form == COLUMN_F32)
		return float_bin(steps, ((const float *)tally->column->cells)[offer]);
	if (column_number_state(tally->column, offer, &number) != VALUE_KNOWN)
		return 0;
	return field_bin(tally->field, VALUE_KNOWN, number);
}

/* One row from its offers [from, to): the best bin, or each member and tag once. True if there is a value. */
struct row_offers {
	uint32_t row, from, to;
};

static bool add_number(const struct query_run *run, struct tally *tally, const struct steps *steps,
	struct row_offers of)
{
	uint8_t best = 0;

	for (uint32_t offer = of.from; offer < of.to; offer++) {
		uint8_t bin = meets_others(run, offer, tally->unit) ? bin_of(tally, steps, offer)
								    : 0;
		bool is_better = best == 0 || (steps->is_at_most ? bin < best : bin > best);
		best = bin != 0 && is_better ? bin : best;
	}
	if (best == 0)
		return false;
	tally->all[best <= tally->size ? best : 0]++;
	return true;
}

static bool add_tags(const struct query_run *run, struct tally *tally, uint32_t *stamps,
	struct row_offers of)
{
	const uint32_t *starts = tally->column->cells;
	bool has_value = false;

	for (uint32_t offer = of.from; offer < of.to; offer++) {
		uint32_t from = starts[offer], to = starts[offer + 1];
		if (from >= to || to > tally->column->tag_code_count || !tally->column->tag_codes ||
			!meets_others(run, offer, tally->unit))
			continue;
		has_value = true;
		for (uint32_t i = from; i < to; i++) {
			uint16_t code = tally->column->tag_codes[i];
			if (code == 0 || code > tally->size || stamps[code] == of.row + 1)
				continue;
			stamps[code] = of.row + 1;
			tally->all[code]++;
		}
	}
	return has_value;
}

static bool add_members(struct query_run *run, struct tally *tally, struct row_offers of)
{
	uint64_t mask = 0;

	for (uint32_t offer = of.from; offer < of.to; offer++) {
		struct value value = store_offer_value(run->store, offer, tally->field->id, NULL);
		if (value.state == VALUE_KNOWN && meets_others(run, offer, tally->unit))
			mask |= value.is.mask;
	}
	for (uint64_t left = mask; left != 0; left &= left - 1)
		if ((size_t)__builtin_ctzll(left) < tally->size)
			tally->all[__builtin_ctzll(left) + 1]++;
	return mask != 0;
}

enum result facet_offers(struct query_run *run, struct tally *tally,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store), offers = store_offer_count(run->store);
	const uint32_t *starts = store_offer_starts(run->store);
	uint32_t known = 0, *stamps = NULL;
	struct steps steps = steps_of(tally->field);
	enum result result = RESULT_OK;

	tally->column = store_offer_column(run->store, tally->field->id);
	if (tally->field->kind == KIND_TAGS)
		stamps = memory_get_zeroed(tally->size + 2, sizeof(*stamps));
	for (uint32_t from = 0; from < rows && tally->column; from += 64) {
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(interrupt, from, rows)) {
			result = RESULT_INTERRUPTED;
			break;
		}
		for (uint64_t bits = rows_with_offers(run, from); bits != 0; bits &= bits - 1) {
			uint32_t row = from + (uint32_t)__builtin_ctzll(bits);
			struct row_offers of = { row, starts[row],
				starts[row + 1] < offers ? starts[row + 1] : offers };
			known += tally->field->kind == KIND_NUMBER
				? add_number(run, tally, &steps, of)
				: tally->field->kind == KIND_TAGS ? add_tags(run, tally, stamps, of)
								  : add_members(run, tally, of);
		}
	}
	tally->all[0] += count_models(run) - known;
	free(stamps);
	return result;
}

/* SPDX-License-Identifier: MIT */
/* Facets on fields of offers. Offers stand in the order of their rows; each row is settled from its own. A row counts as unknown when some one offer
 * that meets all other clauses does not say, as a clause asks; so one may count as unknown beside a value, and one without offers counts nowhere.
 * Built with -O3. */
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

/* The bin of an offer's number; 0: none. */
static uint8_t bin_of(const struct tally *tally, const struct steps *steps, uint32_t offer)
{
	double number = 0;

	if (tally->column->form == COLUMN_F32)
		return float_bin(steps, ((const float *)tally->column->cells)[offer]);
	if (column_number_state(tally->column, offer, &number) != VALUE_KNOWN)
		return 0;
	return field_bin(tally->field, VALUE_KNOWN, number);
}

/* Nobody says, not that there is nothing to say. */
static bool is_number_silent(const struct column *column, uint32_t offer)
{
	double number;
	enum value_state state = column_number_state(column, offer, &number);
	return state == VALUE_UNKNOWN || state == VALUE_UNDISCLOSED;
}

static bool has_tags(const struct column *column, uint32_t offer)
{
	const uint32_t *starts = column->cells;
	return starts[offer] < starts[offer + 1] && starts[offer + 1] <= column->tag_code_count &&
		column->tag_codes;
}

static bool is_silent(const struct store *store, const struct field *field,
	const struct column *column, uint32_t offer)
{
	if (!column)
		return true;
	if (field->kind == KIND_TAGS)
		return !has_tags(column, offer);
	if (field->kind == KIND_NUMBER)
		return is_number_silent(column, offer);
	return store_offer_value(store, offer, field->id, NULL).state == VALUE_UNKNOWN;
}

/* One row from its offers [from, to): the best bin, or each member and tag once. True if some offer does not say. */
struct row_offers {
	uint32_t row, from, to;
};

static bool add_number(const struct query_run *run, struct tally *tally, const struct steps *steps,
	struct row_offers of)
{
	uint8_t best = 0;
	bool has_silent = false;

	for (uint32_t offer = of.from; offer < of.to; offer++) {
		if (!meets_others(run, offer, tally->unit))
			continue;
		uint8_t bin = bin_of(tally, steps, offer);
		bool is_better = best == 0 || (steps->is_at_most ? bin < best : bin > best);
		has_silent = has_silent || (bin == 0 && is_number_silent(tally->column, offer));
		best = bin != 0 && is_better ? bin : best;
	}
	if (best != 0 && best <= tally->size)
		tally->all[best]++;
	return has_silent;
}

static bool add_tags(const struct query_run *run, struct tally *tally, uint32_t *stamps,
	struct row_offers of)
{
	const uint32_t *starts = tally->column->cells;
	bool has_silent = false;

	for (uint32_t offer = of.from; offer < of.to; offer++) {
		if (!meets_others(run, offer, tally->unit))
			continue;
		if (!has_tags(tally->column, offer)) {
			has_silent = true;
			continue;
		}
		for (uint32_t i = starts[offer]; i < starts[offer + 1]; i++) {
			uint16_t code = tally->column->tag_codes[i];
			if (code == 0 || code > tally->size || stamps[code] == of.row + 1)
				continue;
			stamps[code] = of.row + 1;
			tally->all[code]++;
		}
	}
	return has_silent;
}

static bool add_members(struct query_run *run, struct tally *tally, struct row_offers of)
{
	uint64_t mask = 0;
	bool has_silent = false;

	for (uint32_t offer = of.from; offer < of.to; offer++) {
		if (!meets_others(run, offer, tally->unit))
			continue;
		struct value value = store_offer_value(run->store, offer, tally->field->id, NULL);
		mask |= value.state == VALUE_KNOWN ? value.is.mask : 0;
		has_silent = has_silent || value.state == VALUE_UNKNOWN;
	}
	for (uint64_t left = mask; left != 0; left &= left - 1)
		if ((size_t)__builtin_ctzll(left) < tally->size)
			tally->all[__builtin_ctzll(left) + 1]++;
	return has_silent;
}

/* Where no offer says anything: that there is one. */
static bool has_any(const struct query_run *run, const struct tally *tally, struct row_offers of)
{
	for (uint32_t offer = of.from; offer < of.to; offer++)
		if (meets_others(run, offer, tally->unit))
			return true;
	return false;
}

static bool add_row(struct query_run *run, struct tally *tally, const struct steps *steps,
	uint32_t *stamps, struct row_offers of)
{
	if (!tally->column)
		return has_any(run, tally, of);
	if (tally->field->kind == KIND_NUMBER)
		return add_number(run, tally, steps, of);
	return tally->field->kind == KIND_TAGS ? add_tags(run, tally, stamps, of)
					       : add_members(run, tally, of);
}

enum result facet_offers(struct query_run *run, struct tally *tally,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store), offers = store_offer_count(run->store);
	const uint32_t *starts = store_offer_starts(run->store);
	uint32_t *stamps = NULL;
	struct steps steps = steps_of(tally->field);
	enum result result = RESULT_OK;

	tally->column = store_offer_column(run->store, tally->field->id);
	if (tally->field->kind == KIND_TAGS)
		stamps = memory_get_zeroed(tally->size + 2, sizeof(*stamps));
	for (uint32_t from = 0; from < rows; from += 64) {
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(interrupt, from, rows)) {
			result = RESULT_INTERRUPTED;
			break;
		}
		for (uint64_t bits = rows_with_offers(run, from); bits != 0; bits &= bits - 1) {
			uint32_t row = from + (uint32_t)__builtin_ctzll(bits);
			struct row_offers of = { row, starts[row],
				starts[row + 1] < offers ? starts[row + 1] : offers };
			tally->all[0] += add_row(run, tally, &steps, stamps, of);
		}
	}
	free(stamps);
	return result;
}

/* --- without clauses on offers: values are counted by the model's own cells, which are those of all its offers ------------------- */

/* Bits of the rows of which some offer does not say; made when first asked for. NULL: no room for one more field. */
static const uint64_t *silent_rows(struct query_run *run, const struct field *field)
{
	uint32_t rows = store_count(run->store), offers = store_offer_count(run->store);
	const uint32_t *starts = store_offer_starts(run->store);
	const struct column *column = store_offer_column(run->store, field->id);
	const uint64_t *has = offers_rows(run);
	size_t at = 0;

	while (run->silent[at].bits && run->silent[at].field != field->id)
		if (++at == sizeof(run->silent) / sizeof(run->silent[0]))
			return NULL;
	if (run->silent[at].bits)
		return run->silent[at].bits;
	uint64_t *bits = memory_get_zeroed(rows / 64 + 1, sizeof(*bits));
	for (uint32_t word = 0; word <= rows / 64; word++)
		for (uint64_t left = has[word]; left != 0; left &= left - 1) {
			uint32_t row = word * 64 + (uint32_t)__builtin_ctzll(left);
			bool is_found = false;
			for (uint32_t i = starts[row];
				i < starts[row + 1] && i < offers && !is_found; i++)
				is_found = is_silent(run->store, field, column, i);
			bits[word] |= (uint64_t)is_found << row % 64;
		}
	run->silent[at] = (struct silent_rows){ field->id, bits };
	return bits;
}

/* Rows [from, from + 64) whose clauses all hold. */
static uint64_t rows_passing(const struct query_run *run, uint32_t from)
{
	uint8_t passes[64];

	for (uint32_t i = 0; i < 64; i++)
		passes[i] = run->rows.miss[from + i] == MISS_NONE;
	return run_bits(passes);
}

uint32_t facet_silent_rows(struct query_run *run, const struct field *field)
{
	const uint64_t *silent = silent_rows(run, field);
	uint32_t rows = store_count(run->store), count = 0;

	for (uint32_t from = 0; from < rows && silent; from += 64) {
		uint64_t bits = silent[from / 64];
		if (bits != 0 && !run->is_all)
			bits &= rows_passing(run, from);
		count += (uint32_t)__builtin_popcountll(bits);
	}
	return count;
}

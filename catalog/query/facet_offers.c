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
	uint8_t number = run_unit_of(run, FIELD_OFFERS); /* counted anew for each value */
	for (uint64_t left = has; left != 0; left &= left - 1) {
		int at = __builtin_ctzll(left);
		uint8_t miss = run->rows.miss[from + (uint32_t)at];
		passing |= (uint64_t)miss_nothing_but(miss, number) << at;
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

/* What one row has gathered: by bucket, of how many of its offers; and which buckets those are. Bucket 0: offers that do not say. */
struct gathered {
	uint32_t *counts, *buckets;
	size_t count;
	bool is_asked; /* whether clauses ask for the number of offers */
};

static void gather(struct gathered *gathered, size_t bucket)
{
	if (gathered->counts[bucket]++ == 0)
		gathered->buckets[gathered->count++] = (uint32_t)bucket;
}

static void gather_tags(const struct tally *tally, struct gathered *gathered, uint32_t offer)
{
	const uint32_t *starts = tally->column->cells;

	if (!has_tags(tally->column, offer)) {
		gather(gathered, 0);
		return;
	}
	for (uint32_t i = starts[offer]; i < starts[offer + 1]; i++) {
		uint16_t code = tally->column->tag_codes[i];
		if (code != 0 && code <= tally->size)
			gather(gathered, code);
	}
}

static void gather_members(const struct query_run *run, const struct tally *tally,
	struct gathered *gathered, uint32_t offer)
{
	struct value value = store_offer_value(run->store, offer, tally->field->id, NULL);

	if (value.state == VALUE_UNKNOWN)
		gather(gathered, 0);
	for (uint64_t left = value.state == VALUE_KNOWN ? value.is.mask : 0; left != 0;
		left &= left - 1)
		if ((size_t)__builtin_ctzll(left) < tally->size)
			gather(gathered, (size_t)__builtin_ctzll(left) + 1);
}

static void gather_offer(const struct query_run *run, const struct tally *tally,
	const struct steps *steps, struct gathered *gathered, uint32_t offer)
{
	if (!tally->column) { /* no offer says anything: that there is one */
		gather(gathered, 0);
	} else if (tally->field->kind == KIND_TAGS) {
		gather_tags(tally, gathered, offer);
	} else if (tally->field->kind == KIND_NUMBER) {
		uint8_t bin = bin_of(tally, steps, offer);
		if (bin != 0 ? bin <= tally->size : is_number_silent(tally->column, offer))
			gather(gathered, bin);
	} else {
		gather_members(run, tally, gathered, offer);
	}
}

/* Each member, tag and bin counts the row once, if the clauses on the number of offers take the offers that have it. Values of a number are sums of bins (facet_values.c):
 * a row that counts for one of them and not for the next is taken off there. */
static void settle_bins(const struct query_run *run, struct tally *tally,
	const struct gathered *gathered, const struct steps *steps)
{
	uint32_t offers = 0, before = 0;

	for (size_t i = 1; i <= tally->size; i++) {
		size_t bin = steps->is_at_most ? i : tally->size + 1 - i;
		offers += gathered->counts[bin];
		uint32_t counts = offers > 0 &&
			(!gathered->is_asked || late_takes_number(run, offers));
		tally->all[bin] += counts - before;
		before = counts;
		if (counts != 0 && !gathered->is_asked)
			break; /* the best of them is all that matters */
	}
}

static void settle_row(const struct query_run *run, struct tally *tally, struct gathered *gathered,
	const struct steps *steps)
{
	bool is_number = tally->column && tally->field->kind == KIND_NUMBER;

	if (is_number && gathered->count > 0)
		settle_bins(run, tally, gathered, steps);
	for (size_t i = 0; i < gathered->count; i++) {
		uint32_t bucket = gathered->buckets[i];
		if (bucket == 0 || !is_number)
			tally->all[bucket] += !gathered->is_asked ||
				late_takes_number(run, gathered->counts[bucket]);
	}
	while (gathered->count > 0)
		gathered->counts[gathered->buckets[--gathered->count]] = 0;
}

enum result facet_offers(struct query_run *run, struct tally *tally,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store), offers = store_offer_count(run->store);
	const uint32_t *starts = store_offer_starts(run->store);
	struct steps steps = steps_of(tally->field);
	struct gathered gathered = { memory_get_zeroed(tally->size + 1, sizeof(uint32_t)),
		memory_get_zeroed(tally->size + 1, sizeof(uint32_t)), 0,
		run_unit_of(run, FIELD_OFFERS) != MISS_NONE };
	enum result result = RESULT_OK;

	tally->column = store_offer_column(run->store, tally->field->id);
	for (uint32_t from = 0; from < rows; from += 64) {
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(interrupt, from, rows)) {
			result = RESULT_INTERRUPTED;
			break;
		}
		for (uint64_t bits = rows_with_offers(run, from); bits != 0; bits &= bits - 1) {
			uint32_t row = from + (uint32_t)__builtin_ctzll(bits);
			uint32_t to = starts[row + 1] < offers ? starts[row + 1] : offers;
			for (uint32_t offer = starts[row]; offer < to; offer++)
				if (meets_others(run, offer, tally->unit))
					gather_offer(run, tally, &steps, &gathered, offer);
			settle_row(run, tally, &gathered, &steps);
		}
	}
	free(gathered.counts);
	free(gathered.buckets);
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

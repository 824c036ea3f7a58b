/* SPDX-License-Identifier: MIT */
/* Counts per value in one pass over the rows of each facet. Built with -O3. A row counts when no unit is missing, or when the only missing unit is
 * the facet's own field. Bytes are summed into four histograms in turn, so that equal neighbours do not wait for each other. */
#include "catalog/query/facet.h"

#include "catalog/base/memory.h"
#include "catalog/query/run_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Number of the unit of a field, or UNIT_NONE_MISSING. */
static uint8_t unit_of(const struct query_run *run, uint16_t field)
{
	for (size_t i = 0; i < run->unit_count; i++)
		if (run->units[i].field == field)
			return (uint8_t)i;
	return UNIT_NONE_MISSING;
}

/* 0xff for rows that count. */
static void pass_mask(const struct query_run *run, uint8_t unit, uint32_t from, uint32_t to,
	uint8_t *restrict mask)
{
	const uint8_t *restrict missing = run->missing + from, *restrict units = run->unit + from;
	uint32_t count = to - from;

	for (uint32_t i = 0; i < count; i++)
		mask[i] = (uint8_t) -
			((missing[i] == 0) | ((missing[i] == 1) & (units[i] == unit)));
}

struct byte_counts {
	uint32_t counts[4][256];
};

static void count_bytes(struct byte_counts *out, const uint8_t *restrict cells,
	const uint8_t *restrict mask, uint32_t count)
{
	uint32_t i = 0;

	for (; i + 8 <= count; i += 8) {
		uint64_t passing, values;
		memcpy(&passing, mask + i, 8);
		if (passing == 0)
			continue; /* most blocks when little passes */
		memcpy(&values, cells + i, 8);
		if (passing == UINT64_MAX) {
			out->counts[0][values & 0xff]++;
			out->counts[1][values >> 8 & 0xff]++;
			out->counts[2][values >> 16 & 0xff]++;
			out->counts[3][values >> 24 & 0xff]++;
			out->counts[0][values >> 32 & 0xff]++;
			out->counts[1][values >> 40 & 0xff]++;
			out->counts[2][values >> 48 & 0xff]++;
			out->counts[3][values >> 56]++;
			continue;
		}
		for (uint64_t left = passing & UINT64_C(0x0101010101010101); left != 0;
			left &= left - 1) {
			int at = __builtin_ctzll(left);
			out->counts[at >> 3 & 3][values >> at & 0xff]++;
		}
	}
	for (; i < count; i++)
		out->counts[0][cells[i]] += mask[i] & 1;
}

static uint32_t byte_count(const struct byte_counts *counts, unsigned value)
{
	return counts->counts[0][value] + counts->counts[1][value] + counts->counts[2][value] +
		counts->counts[3][value];
}

static bool bit_at(const uint64_t *bits, uint32_t row)
{
	return bits && bits[row / 64] >> (row % 64) & 1;
}

/* What one facet gathers: totals by bucket (code, bin or mask byte), and among them those that only others report. */
struct tally {
	uint32_t *all, *reported;
	size_t size;
	struct byte_counts bytes;
};

static struct tally tally_new(struct arena *arena, size_t size)
{
	return (struct tally){ .all = ARENA_ARRAY(arena, uint32_t, size + 1),
		.reported = ARENA_ARRAY(arena, uint32_t, size + 1),
		.size = size };
}

static uint64_t cell_at(const struct column *column, uint32_t row)
{
	switch (column->form) {
	case COLUMN_CODE8:
	case COLUMN_MASK8: return ((const uint8_t *)column->cells)[row];
	case COLUMN_CODE16:
	case COLUMN_MASK16: return ((const uint16_t *)column->cells)[row];
	case COLUMN_MASK64: return ((const uint64_t *)column->cells)[row];
	default: return ((const uint32_t *)column->cells)[row];
	}
}

typedef void add_row(struct tally *tally, const struct column *column, uint32_t row,
	uint32_t *counts);

/* Walks the passing rows one by one: for what bytes cannot hold, and for the reported apart. */
static bool walk(const struct query_run *run, const struct column *column, uint8_t unit,
	struct tally *tally, add_row *add, bool is_reported, const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);

	for (uint32_t row = 0; row < rows; row++) {
		if (row % BLOCK_ROWS == 0 && interrupt_is_due(interrupt, row, rows))
			return false;
		bool passes = run->missing[row] == 0 ||
			(run->missing[row] == 1 && run->unit[row] == unit);
		if (passes && (!is_reported || bit_at(column->reported, row)))
			add(tally, column, row, is_reported ? tally->reported : tally->all);
	}
	return true;
}

/* Histogram of byte cells over all blocks; cells may be a column of codes, masks or bins. */
static bool tally_bytes(const struct query_run *run, const uint8_t *cells, uint8_t unit,
	struct tally *tally, const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);
	uint8_t mask[BLOCK_ROWS];

	memset(&tally->bytes, 0, sizeof(tally->bytes));
	for (uint32_t from = 0; from < rows; from += BLOCK_ROWS) {
		uint32_t to = from + BLOCK_ROWS < rows ? from + BLOCK_ROWS : rows;
		if (interrupt_is_due(interrupt, from, rows))
			return false;
		pass_mask(run, unit, from, to, mask);
		count_bytes(&tally->bytes, cells + from, mask, to - from);
	}
	return true;
}

static void add_code(struct tally *tally, const struct column *column, uint32_t row,
	uint32_t *counts)
{
	uint64_t code = cell_at(column, row);
	counts[code <= tally->size ? code : 0]++;
}

static void add_mask(struct tally *tally, const struct column *column, uint32_t row,
	uint32_t *counts)
{
	uint64_t mask = cell_at(column, row);

	counts[0] += mask == 0;
	for (; mask != 0; mask &= mask - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(mask);
		if (bit + 1 <= tally->size)
			counts[bit + 1]++;
	}
}

static void add_tags(struct tally *tally, const struct column *column, uint32_t row,
	uint32_t *counts)
{
	const uint32_t *starts = column->cells;
	uint32_t from = starts[row], to = starts[row + 1];

	if (from >= to || to > column->tag_code_count || !column->tag_codes) {
		counts[0]++;
		return;
	}
	for (uint32_t i = from; i < to; i++)
		counts[column->tag_codes[i] <= tally->size ? column->tag_codes[i] : 0]++;
}

static void add_bin(struct tally *tally, const struct column *column, uint32_t row,
	uint32_t *counts)
{
	uint8_t bin = column->bins[row];
	counts[bin <= tally->size ? bin : 0]++;
}

/* Byte histograms of masks become counts by member. */
static void expand_masks(struct tally *tally)
{
	for (unsigned mask = 0; mask < 256; mask++) {
		uint32_t count = byte_count(&tally->bytes, mask);
		if (mask == 0)
			tally->all[0] += count;
		for (unsigned bit = 0; bit < 8 && bit + 1 <= tally->size; bit++)
			tally->all[bit + 1] += mask >> bit & 1 ? count : 0;
	}
}

static void expand_codes(struct tally *tally)
{
	for (unsigned code = 0; code < 256; code++)
		tally->all[code <= tally->size ? code : 0] += byte_count(&tally->bytes, code);
}

static bool tally_column(const struct query_run *run, const struct field *field,
	const struct column *column, struct tally *tally, const struct interrupt *interrupt)
{
	uint8_t unit = unit_of(run, field->id);
	bool is_binned = field->kind == KIND_NUMBER || field->kind == KIND_DATE;
	add_row *add = field->kind == KIND_SET ? add_mask
		: field->kind == KIND_TAGS     ? add_tags
		: is_binned                    ? add_bin
					       : add_code;
	bool is_bytes = is_binned || column->form == COLUMN_MASK8 || column->form == COLUMN_CODE8;
	bool done;

	if (is_binned && !column->bins)
		return true;
	if (is_bytes) {
		done = tally_bytes(run, is_binned ? column->bins : column->cells, unit, tally,
			interrupt);
		if (field->kind == KIND_SET)
			expand_masks(tally);
		else
			expand_codes(tally);
	} else {
		done = walk(run, column, unit, tally, add, false, interrupt);
	}
	if (done && column->reported)
		done = walk(run, column, unit, tally, add, true, interrupt);
	return done;
}

/* A facet on an offer field: a row counts for v when some one offer meets all other offer clauses and has v. */
static void add_offer_values(struct query_run *run, const struct field *field, uint32_t row,
	struct tally *tally, uint32_t *stamp)
{
	uint8_t best_bin = 0;
	bool has_value = false;

	for (uint32_t offer = store_offers_from(run->store, row);
		offer < store_offers_from(run->store, row + 1); offer++) {
		struct value value = store_offer_value(run->store, offer, field->id,
			&run->scratch_arena);
		if (value.state != VALUE_KNOWN ||
			!offer_meets_others(run, offer, field->id, &run->scratch_arena))
			continue;
		has_value = true;
		if (field->kind == KIND_NUMBER) {
			uint8_t bin = field_bin(field, value.state, value.is.number);
			bool is_better = best_bin == 0 ||
				(field->is_at_most ? bin < best_bin : bin > best_bin);
			best_bin = is_better ? bin : best_bin;
			continue;
		}
		for (size_t i = 0; field->kind == KIND_TAGS && i < value.is.tags.count; i++) {
			uint32_t code = store_term_find(run->store, field->id,
				value.is.tags.items[i]);
			if (code <= tally->size && stamp[code] != row + 1) {
				stamp[code] = row + 1;
				tally->all[code]++;
			}
		}
		for (uint8_t bit = 0; field->kind == KIND_SET && bit < field->member_count; bit++) {
			if ((value.is.mask >> bit & 1) && stamp[bit + 1] != row + 1) {
				stamp[bit + 1] = row + 1;
				tally->all[bit + 1]++;
			}
		}
	}
	if (field->kind == KIND_NUMBER)
		tally->all[best_bin <= tally->size ? best_bin : 0]++;
	else if (!has_value)
		tally->all[0]++;
}

/* Which rows miss no model unit, whatever their offers say: found anew, since `missing` counts both. */
static void model_pass(struct query_run *run, uint8_t *passes)
{
	uint32_t rows = store_count(run->store);

	memset(passes, 1, rows);
	for (size_t i = 0; i < run->unit_count; i++) {
		const struct fail_unit *unit = &run->units[i];
		const struct clause *first = &run->query->clauses[unit->clauses[0]];
		bool is_word = first->kind == CLAUSE_WORD || first->kind == CLAUSE_REGEX ||
			first->kind == CLAUSE_FUZZY;
		struct error err;
		enum result result;
		if (unit->is_offer)
			continue;
		for (size_t j = 0; j < unit->clause_count; j++) {
			const struct clause *clause = &run->query->clauses[unit->clauses[j]];
			if (is_word) {
				evaluate_words(run, clause, run->scratch, NULL, &err, &result);
				for (uint32_t row = 0; row < rows; row++)
					passes[row] = passes[row] &&
						run->scratch[row] == ANSWER_YES;
				continue;
			}
			for (uint32_t from = 0; from < rows; from += BLOCK_ROWS) {
				uint32_t to = from + BLOCK_ROWS < rows ? from + BLOCK_ROWS : rows;
				evaluate_clause(run, clause, from, to, run->scratch);
				for (uint32_t row = from; row < to; row++)
					passes[row] = passes[row] &&
						run->scratch[row - from] == ANSWER_YES;
			}
		}
	}
}

static bool tally_offers(struct query_run *run, const struct field *field, struct tally *tally,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);
	uint32_t *stamp = memory_get_zeroed(tally->size + 2, sizeof(*stamp));
	uint8_t *passes = memory_get_zeroed((size_t)rows + 1, 1);
	bool done = true;

	model_pass(run, passes);
	for (uint32_t row = 0; row < rows && done; row++) {
		if (row % 1024 == 0) {
			arena_reset(&run->scratch_arena);
			done = !interrupt_is_due(interrupt, row, rows);
		}
		if (passes[row])
			add_offer_values(run, field, row, tally, stamp);
	}
	free(passes);
	free(stamp);
	return done;
}

/* A computed number: binned while walking. */
static bool tally_computed(struct query_run *run, const struct field *field, struct tally *tally,
	const struct interrupt *interrupt)
{
	const struct computed_column *computed = run_computed(run, field->id);
	uint32_t rows = store_count(run->store);
	uint8_t *bins;
	bool done;

	if (!computed)
		return true;
	bins = memory_get((size_t)rows + 1);
	for (uint32_t row = 0; row < rows; row++)
		bins[row] = field_bin(field,
			isnan(computed->numbers[row]) ? VALUE_UNKNOWN : VALUE_KNOWN,
			computed->numbers[row]);
	done = tally_bytes(run, bins, unit_of(run, field->id), tally, interrupt);
	expand_codes(tally);
	free(bins);
	return done;
}

static size_t bucket_count(const struct query_run *run, const struct field *field)
{
	switch (field->kind) {
	case KIND_CHOICE:
	case KIND_SET: return field->member_count;
	case KIND_NUMBER: return (size_t)field->threshold_count + 1;
	case KIND_DATE: return 254;
	default: return store_term_count(run->store, field->id);
	}
}

static int by_count(const void *a, const void *b)
{
	const struct facet_value *one = a, *two = b;
	uint32_t x = one->count + one->reported, y = two->count + two->reported;

	if (x != y)
		return x > y ? -1 : 1;
	return one->code < two->code ? -1 : one->code > two->code;
}

static void thresholds_of(const struct field *field, const struct tally *tally, struct facet *facet)
{
	for (uint8_t i = 0; i < field->threshold_count; i++) {
		struct facet_value *value = &facet->values[facet->value_count++];
		value->code = i;
		/* bin b (from 1): b - 1 thresholds lie at or below the value (at most: strictly below it) */
		for (unsigned bin = 1; bin <= field->threshold_count + 1u; bin++) {
			bool holds = field->is_at_most ? bin <= i + 1u : bin > i + 1u;
			value->count += holds ? tally->all[bin] - tally->reported[bin] : 0;
			value->reported += holds ? tally->reported[bin] : 0;
		}
	}
}

static void values_of(const struct field *field, const struct tally *tally, struct facet *facet)
{
	bool is_term = field->kind == KIND_CATEGORY || field->kind == KIND_TAGS;

	facet->unknown = tally->all[0];
	if (field->kind == KIND_NUMBER) {
		thresholds_of(field, tally, facet);
		return;
	}
	for (size_t i = 1; i <= tally->size; i++) {
		struct facet_value value = { .reported = tally->reported[i],
			.count = tally->all[i] - tally->reported[i] };
		value.code = field->kind == KIND_DATE ? (uint32_t)i + 1999
			: is_term                     ? (uint32_t)i
						      : (uint32_t)i - 1;
		if ((is_term || field->kind == KIND_DATE) && tally->all[i] == 0)
			continue;
		facet->values[facet->value_count++] = value;
	}
	if (is_term)
		qsort(facet->values, facet->value_count, sizeof(*facet->values), by_count);
	if (field->kind == KIND_DATE) /* newest first */
		for (size_t i = 0; i < facet->value_count / 2; i++) {
			struct facet_value kept = facet->values[i];
			facet->values[i] = facet->values[facet->value_count - 1 - i];
			facet->values[facet->value_count - 1 - i] = kept;
		}
}

enum result facet_count(struct query_run *run, const uint16_t *fields, size_t field_count,
	struct arena *arena, struct facet *facets, const struct interrupt *interrupt)
{
	for (size_t i = 0; i < field_count; i++) {
		const struct field *field = store_field(run->store, fields[i]);
		size_t buckets = bucket_count(run, field);
		struct tally tally = tally_new(arena, buckets);
		const struct column *column = field->is_computed
			? NULL
			: store_column(run->store, field->id);
		bool done = true;
		facets[i] = (struct facet){ .field = field->id,
			.values = ARENA_ARRAY(arena, struct facet_value, buckets + 1) };
		if (field->is_computed)
			done = tally_computed(run, field, &tally, interrupt);
		else if (field->scope == SCOPE_OFFER &&
			(run->has_offer_units || field->kind == KIND_NUMBER))
			done = tally_offers(run, field, &tally, interrupt);
		else if (column)
			done = tally_column(run, field, column, &tally, interrupt);
		else
			tally.all[0] = run->models;
		if (!done)
			return RESULT_INTERRUPTED;
		values_of(field, &tally, &facets[i]);
	}
	return RESULT_OK;
}

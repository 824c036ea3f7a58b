/* SPDX-License-Identifier: MIT */
/* Counts per value in one pass: for each block of rows the mask of those that count is made once and all facets without clauses of their own share it.
 * A row counts when every unit says yes, or when the only one that does not is the facet's own field. Built with -O3. */
#include "catalog/query/facet.h"

#include "catalog/query/byte_counts.h"
#include "catalog/query/facet_parts.h"

#include <string.h>

/* A block of which all rows count stays as it is for the next one. */
static void choose(const struct query_run *run, uint8_t unit, struct block *block, uint32_t from,
	uint32_t to)
{
	bool was_full = block->passing == FACET_BLOCK;

	block->from = from;
	block->to = to;
	if (run->is_all && was_full && to - from == FACET_BLOCK)
		return;
	block->listed = 0;
	block->has_bits = false;
	block->passing = to - from;
	if (run->is_all)
		memset(block->mask, 0xff, to - from);
	else
		block->passing = byte_counts_pass(run->rows.miss + from, to - from, MISS_NONE, unit,
			MISS_NO, block->mask);
	memset(block->mask + (to - from), 0, FACET_BLOCK - (to - from));
}

static struct tally tally_of(struct query_run *run, uint16_t id, struct arena *arena)
{
	const struct field *field = store_field(run->store, id);
	size_t size = field_bucket_count(field,
		id < FIELD_COUNT ? store_term_count(run->store, (enum field_id)id) : 0);
	struct tally tally = { .field = field, .unit = run_unit_of(run, id), .size = size };

	tally.is_offer = !field->is_computed && field->scope == SCOPE_OFFER &&
		(run->has_offer_units || field->kind == KIND_NUMBER ||
			run_unit_of(run, FIELD_OFFERS) != MISS_NONE);
	if (!field->is_computed && !tally.is_offer && facet_take_totals(run, &tally, arena)) {
		tally.is_done = true;
		return tally;
	}
	tally.all = ARENA_ARRAY(arena, uint32_t, size + 1);
	if (field->is_computed)
		tally.computed = run_computed(run, id);
	else if (!tally.is_offer)
		tally.column = store_column(run->store, id);
	if (tally.column && tally.column->reported)
		tally.reported = ARENA_ARRAY(arena, uint32_t, size + 1);
	if (tally.reported && facet_bytes_of(&tally))
		tally.reported_bytes = ARENA_ARRAY(arena, uint32_t, 256);
	if (size >= BYTE_COUNTS_FEW && size < 256 && field->kind != KIND_SET)
		tally.bytes = (uint32_t(*)[256])ARENA_ARRAY(arena, uint32_t, 4 * 256);
	return tally;
}

static void add_reported_bytes(struct tally *tally)
{
	for (unsigned byte = 0; byte < 256; byte++) {
		uint32_t count = tally->reported_bytes[byte];
		if (tally->field->kind != KIND_SET) {
			if (byte <= tally->size)
				tally->reported[byte] += count;
			continue;
		}
		tally->reported[0] += byte == 0 ? count : 0;
		for (unsigned bit = 0; bit < 8 && bit < tally->size; bit++)
			tally->reported[bit + 1] += byte >> bit & 1 ? count : 0;
	}
}

static void tally_end(struct query_run *run, struct tally *tally)
{
	const struct field *field = tally->field;

	if (tally->reported_bytes)
		add_reported_bytes(tally);
	for (unsigned code = 0; tally->bytes && code < 256 && code <= tally->size; code++)
		for (int i = 0; i < 4; i++)
			tally->all[code] += tally->bytes[i][code];
	if (!tally->column && !tally->computed && !tally->is_offer && !tally->is_done)
		tally->all[0] = run->models; /* nothing is known of it */
	if (field->scope == SCOPE_OFFER && !field->is_computed && !tally->is_offer)
		tally->all[0] = facet_silent_rows(run, field);
}

/* Tables of counts that take much of the cache get a pass of their own. */
static bool is_large(const struct tally *tally)
{
	return tally->size > 131072;
}

static void tally_facets(const struct query_run *run, struct tally *tallies, size_t count,
	uint32_t from, uint32_t to, struct block *shared, struct block *own)
{
	choose(run, MISS_NONE, shared, from, to);
	if (count > 3)
		facet_list_places(shared);
	for (size_t i = 0; i < count; i++) {
		struct block *block = shared;
		if (tallies[i].unit != MISS_NONE) {
			choose(run, tallies[i].unit, own, from, to);
			block = own;
		}
		if (block->passing > 0)
			facet_tally_block(&tallies[i], block);
	}
}

static enum result tally_rows(const struct query_run *run, struct tally *tallies, size_t count,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);
	struct block shared, own;

	shared.passing = own.passing = 0;
	for (uint32_t from = 0, block = 0; from < rows; from += FACET_BLOCK, block++) {
		uint32_t to = from + FACET_BLOCK < rows ? from + FACET_BLOCK : rows;
		if (block % 4 == 0 && interrupt_is_due(interrupt, from, rows))
			return RESULT_INTERRUPTED;
		tally_facets(run, tallies, count, from, to, &shared, &own);
	}
	return RESULT_OK;
}

static enum result count_all(struct query_run *run, const uint16_t *fields, size_t field_count,
	size_t most, struct arena *arena, struct facet *facets, const struct interrupt *interrupt)
{
	struct tally *tallies = ARENA_ARRAY(arena, struct tally, field_count),
		     *small = ARENA_ARRAY(arena, struct tally, field_count);
	enum result result = RESULT_OK;
	size_t small_count = 0;

	for (size_t i = 0; i < field_count && result == RESULT_OK; i++) {
		tallies[i] = tally_of(run, fields[i], arena);
		if (tallies[i].is_offer)
			result = facet_offers(run, &tallies[i], interrupt);
		else if (is_large(&tallies[i]))
			result = tally_rows(run, &tallies[i], 1, interrupt);
		else if (tallies[i].column || tallies[i].computed)
			small[small_count++] = tallies[i]; /* shares the tables of counts */
		if (result == RESULT_OK && tallies[i].computed)
			result = computed_fill_all(run, tallies[i].computed, interrupt);
	}
	if (result == RESULT_OK && small_count > 0)
		result = tally_rows(run, small, small_count, interrupt);
	for (size_t i = 0; i < field_count && result == RESULT_OK; i++) {
		tally_end(run, &tallies[i]);
		facet_values(&tallies[i], most, arena, &facets[i]);
	}
	return result;
}

enum result facet_count(struct query_run *run, const uint16_t *fields, size_t field_count,
	struct arena *arena, struct facet *facets, const struct interrupt *interrupt)
{
	return count_all(run, fields, field_count, SIZE_MAX, arena, facets, interrupt);
}

enum result facet_count_first(struct query_run *run, uint16_t field, size_t most,
	struct arena *arena, struct facet *facet, const struct interrupt *interrupt)
{
	return count_all(run, &field, 1, most, arena, facet, interrupt);
}

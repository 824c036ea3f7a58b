/* SPDX-License-Identifier: MIT */
/* Clauses on offer fields must all be met by one and the same offer: see run.h. The offer units are evaluated over the columns of all offers; then
 * the best offer of each row answers for the row. */
#include "catalog/query/run_parts.h"

#include "catalog/base/memory.h"

#include <string.h>

/* Evaluates the offer units over offers [from, to). */
static void evaluate_block(struct query_run *run, uint32_t from, uint32_t to)
{
	uint8_t worst[BLOCK_ROWS], answers[BLOCK_ROWS];

	misses_begin(&run->next_offers, from, to);
	for (size_t i = 0; i < run->unit_count; i++) {
		const struct fail_unit *unit = &run->units[i];
		if (!unit->is_offer)
			continue;
		memset(worst, ANSWER_YES, to - from);
		for (size_t j = 0; j < unit->clause_count; j++) {
			evaluate_offers(run, &run->query->clauses[unit->clauses[j]], from, to,
				answers);
			misses_worst(worst, answers, to - from);
		}
		misses_add(&run->next_offers, i, worst, from, to);
	}
}

/* What a row says that has no offers on record: unknown in each unit that asks; a clause that hides only what is known hides nothing here. */
static uint8_t miss_without_offers(const struct query_run *run)
{
	uint8_t miss = MISS_NONE;

	for (size_t i = 0; i < run->unit_count; i++) {
		const struct fail_unit *unit = &run->units[i];
		bool asks = false;
		for (size_t j = 0; unit->is_offer && j < unit->clause_count; j++)
			asks = asks || !run->query->clauses[unit->clauses[j]].is_negated;
		if (asks)
			miss = miss == MISS_NONE ? (uint8_t)i : (uint8_t)MISS_MANY;
	}
	return miss;
}

/* No "no" is better than fewer that are missing. */
static int badness(uint8_t miss)
{
	int missing = miss == MISS_NONE ? 0 : (miss & ~MISS_NO) == MISS_MANY ? 2 : 1;
	return (miss & MISS_NO ? 3 : 0) + missing;
}

const uint64_t *offers_rows(struct query_run *run)
{
	const uint32_t *starts = store_offer_starts(run->store);
	uint32_t rows = store_count(run->store);

	if (run->offer_rows)
		return run->offer_rows;
	run->offer_rows = memory_get_zeroed(rows / 64 + 1, sizeof(*run->offer_rows));
	for (uint32_t from = 0; from < rows; from += 64) {
		uint8_t has[64] = { 0 };
		for (uint32_t i = 0; i < 64 && from + i < rows; i++)
			has[i] = starts[from + i] < starts[from + i + 1];
		run->offer_rows[from / 64] = run_bits(has);
	}
	return run->offer_rows;
}

/* The best offer of each row in [from, to). */
static void answer_rows(struct query_run *run, uint32_t from, uint32_t to, uint8_t without,
	uint8_t *miss)
{
	const uint32_t *starts = store_offer_starts(run->store);
	const uint64_t *has = offers_rows(run);
	const uint8_t *offer_miss = run->next_offers.miss;
	uint32_t offers = store_offer_count(run->store);

	memset(miss, without, to - from);
	for (uint32_t first = from; first < to; first += 64)
		for (uint64_t bits = has[first / 64]; bits != 0; bits &= bits - 1) {
			uint32_t row = first + (uint32_t)__builtin_ctzll(bits), best = starts[row];
			if (best >= offers)
				continue;
			for (uint32_t i = best + 1; i < starts[row + 1] && i < offers; i++)
				if (badness(offer_miss[i]) < badness(offer_miss[best]))
					best = i;
			miss[row - from] = offer_miss[best];
		}
}

static enum result add_to_rows(struct query_run *run, const struct interrupt *interrupt)
{
	const uint8_t without = miss_without_offers(run);
	uint8_t miss[BLOCK_ROWS];
	uint32_t rows = store_count(run->store);

	for (uint32_t from = 0; from < rows; from += BLOCK_ROWS) {
		uint32_t to = from + BLOCK_ROWS < rows ? from + BLOCK_ROWS : rows;
		if (interrupt_is_due(interrupt, from, rows))
			return RESULT_INTERRUPTED;
		answer_rows(run, from, to, without, miss);
		misses_merge(&run->next_rows, miss, from, to);
	}
	return RESULT_OK;
}

static void keep_models_yes(struct query_run *run)
{
	uint32_t rows = store_count(run->store);
	const uint8_t *miss = run->next_rows.miss;

	for (uint32_t from = 0; from < rows; from += 64) {
		uint8_t yes[64] = { 0 };
		for (uint32_t i = 0; i < 64 && from + i < rows; i++)
			yes[i] = miss[from + i] == MISS_NONE;
		run->next_models_yes[from / 64] = run_bits(yes);
	}
}

static void make_room(struct query_run *run)
{
	size_t offers = store_offer_count(run->store);
	struct misses *both[] = { &run->offers, &run->next_offers };

	if (run->models_yes)
		return;
	for (int i = 0; i < 2; i++)
		both[i]->miss = memory_get_zeroed(offers + 64, 1);
	run->models_yes = memory_get_zeroed(store_count(run->store) / 64 + 1, sizeof(uint64_t));
	run->next_models_yes = memory_get_zeroed(store_count(run->store) / 64 + 1,
		sizeof(uint64_t));
}

enum result offers_run(struct query_run *run, const struct interrupt *interrupt)
{
	uint32_t offers = store_offer_count(run->store);

	make_room(run);
	keep_models_yes(run);
	for (uint32_t from = 0; from < offers; from += BLOCK_ROWS) {
		uint32_t to = from + BLOCK_ROWS < offers ? from + BLOCK_ROWS : offers;
		if (interrupt_is_due(interrupt, from, offers))
			return RESULT_INTERRUPTED;
		evaluate_block(run, from, to);
	}
	return add_to_rows(run, interrupt);
}

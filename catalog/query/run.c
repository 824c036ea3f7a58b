/* SPDX-License-Identifier: MIT */
#include "catalog/query/run.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/byte_counts.h"
#include "catalog/query/run_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct query_run *query_run_new(const struct store *store, const struct computation *computations,
	size_t count)
{
	struct query_run *run = memory_get_zeroed(1, sizeof(*run));

	run->store = store;
	run->computations = computations;
	run->computation_count = count;
	run->is_all = true;
	run->count = run->models = store_count(store);
	arena_init(&run->scratch_arena);
	return run;
}

void query_run_free(struct query_run *run)
{
	if (!run)
		return;
	struct misses *misses[] = { &run->rows, &run->next_rows, &run->offers, &run->next_offers };
	for (size_t i = 0; i < sizeof(misses) / sizeof(misses[0]); i++)
		free(misses[i]->miss);
	for (size_t i = 0; i < run->computed_count; i++) {
		free(run->computed[i].numbers);
		free(run->computed[i].lows);
	}
	for (size_t i = 0; i < sizeof(run->silent) / sizeof(run->silent[0]); i++)
		free(run->silent[i].bits);
	run_forget_without(run);
	free(run->allowed);
	free(run->hidden);
	free(run->models_yes);
	free(run->next_models_yes);
	free(run->hits);
	free(run->offer_rows);
	free(run->order);
	free(run->fold_count);
	free(run->fold_best);
	arena_done(&run->scratch_arena);
	free(run);
}

void query_run_set_rows(struct query_run *run, struct query_rows_of rows)
{
	run->rows_of = rows;
}

const struct column *run_column(struct query_run *run, uint32_t field)
{
	const struct field *of = store_field(run->store, field);

	if (of && of->is_computed) {
		struct computed_column *computed = run_computed(run, field);
		return computed ? &computed->column : NULL;
	}
	return store_column(run->store, field);
}

static size_t unit_for(struct query_run *run, const struct query *query, uint32_t clause)
{
	const struct clause *one = &query->clauses[clause];

	for (size_t i = 0; i < run->unit_count; i++) {
		struct fail_unit *unit = &run->units[i];
		const struct clause *first = &query->clauses[unit->clauses[0]];
		bool is_same = clause_is_word(one) ? clause_is_word(first)
						   : one->kind == CLAUSE_FIELD &&
				first->kind == CLAUSE_FIELD && first->field == one->field;
		if (is_same &&
			unit->clause_count < sizeof(unit->clauses) / sizeof(unit->clauses[0]))
			return i;
	}
	return run->unit_count;
}

/* A clause that no row can fail: on a field of which nothing is known, hiding what is known to match or asking for unknown. */
static bool is_settled(const struct query_run *run, const struct clause *clause)
{
	const struct field *field = store_field(run->store, clause->field);

	return clause->kind == CLAUSE_FIELD && field->scope == SCOPE_MODEL && !field->is_computed &&
		field->kind != KIND_TEXT && !store_column(run->store, field->id) &&
		clause_asks_unknown(clause) != clause->is_negated;
}

static enum result make_units(struct query_run *run, const struct query *query, struct error *err)
{
	run->unit_count = 0;
	for (uint32_t i = 0; i < query->clause_count; i++) {
		const struct clause *clause = &query->clauses[i];
		size_t at = unit_for(run, query, i);
		if (at == UNIT_MAX)
			return error_set(err, RESULT_USAGE, _("A query has at most %d filters."),
				UNIT_MAX);
		if (at == run->unit_count) {
			const struct field *field = clause->kind == CLAUSE_FIELD
				? store_field(run->store, clause->field)
				: NULL;
			run->units[run->unit_count++] = (struct fail_unit){ .field = field
					? field->id
					: (uint16_t)FIELD_NONE,
				.is_offer = field && field->scope == SCOPE_OFFER &&
					!late_is(run, clause),
				.is_late = late_is(run, clause),
				.is_settled = true };
		}
		struct fail_unit *unit = &run->units[at];
		unit->is_settled = unit->is_settled && is_settled(run, clause);
		unit->clauses[unit->clause_count++] = i;
	}
	return RESULT_OK;
}

uint8_t run_unit_of(const struct query_run *run, uint16_t field)
{
	for (size_t i = 0; i < run->unit_count; i++)
		if (run->units[i].field == field)
			return (uint8_t)i;
	return MISS_NONE;
}

static const struct clause *first_clause(const struct query_run *run, size_t unit)
{
	return &run->query->clauses[run->units[unit].clauses[0]];
}

static void make_room(struct query_run *run)
{
	size_t rows = store_count(run->store);
	if (run->rows.miss)
		return;
	run->rows.miss = memory_get_zeroed(rows + 64, 1); /* filled by a second query, if ever */
	run->next_rows.miss = memory_get_pages(rows + 64);
}

/* Searches run over all rows at once; words are one unit. */
static enum result run_words(struct query_run *run, size_t unit, const struct interrupt *interrupt,
	struct error *err)
{
	const struct fail_unit *of = &run->units[unit];
	uint32_t rows = store_count(run->store);
	enum result result = RESULT_OK;

	if (!run->hits)
		run->hits = memory_get_zeroed((size_t)rows + 64, 1);
	uint8_t *worst = of->clause_count > 1 ? memory_get_zeroed((size_t)rows + 64, 1) : run->hits;
	for (size_t i = 0; i < of->clause_count && result == RESULT_OK; i++) {
		const struct clause *clause = &run->query->clauses[of->clauses[i]];
		const uint8_t missed = clause->is_negated;
		result = evaluate_words(run, clause, run->hits, interrupt, err);
		misses_of_hits(run->hits, rows, missed);
		if (worst != run->hits)
			misses_worst(worst, run->hits, rows);
	}
	if (result == RESULT_OK)
		misses_add(&run->next_rows, unit, worst, 0, rows);
	if (worst != run->hits)
		free(worst);
	return result;
}

enum { NEAR_ROWS = 4096 };

static void run_block(struct query_run *run, size_t unit, bool is_first, uint32_t from, uint32_t to)
{
	const struct fail_unit *of = &run->units[unit];
	uint8_t worst[NEAR_ROWS], answers[NEAR_ROWS];

	evaluate_clause(run, &run->query->clauses[of->clauses[0]], from, to, worst);
	for (size_t i = 1; i < of->clause_count; i++) {
		evaluate_clause(run, &run->query->clauses[of->clauses[i]], from, to, answers);
		misses_worst(worst, answers, to - from);
	}
	(is_first ? misses_set : misses_add)(&run->next_rows, unit, worst, from, to);
}

/* Those that pass and those that may. A row with a no is not certain. */
static void count_rows(struct misses *misses, uint32_t from, uint32_t to)
{
	uint32_t passing = byte_counts_equal(misses->miss + from, to - from, MISS_NONE);

	misses->passing += passing;
	misses->possible += to - from - passing -
		byte_counts_at_least(misses->miss + from, to - from, MISS_NO);
}

/* is_counted: no other units come after these. Block by block, so that the bytes of a block stay in the nearest cache while all units are added. */
static enum result run_fields(struct query_run *run, bool is_counted,
	const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);

	for (uint32_t from = 0; from < rows; from += NEAR_ROWS) {
		uint32_t to = from + NEAR_ROWS < rows ? from + NEAR_ROWS : rows;
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(interrupt, from, rows))
			return RESULT_INTERRUPTED;
		bool is_first = true;
		for (size_t i = 0; i < run->unit_count; i++) {
			if (run->units[i].is_offer || run->units[i].is_late ||
				run->units[i].is_settled || clause_is_word(first_clause(run, i)))
				continue;
			run_block(run, i, is_first, from, to);
			is_first = false;
		}
		if (is_first)
			misses_begin(&run->next_rows, from, to);
		if (is_counted)
			count_rows(&run->next_rows, from, to);
	}
	return RESULT_OK;
}

static void swap_misses(struct misses *a, struct misses *b)
{
	struct misses kept = *a;
	*a = *b;
	*b = kept;
}

static void take_counts(struct query_run *run)
{
	run->models = run->count = run->is_all ? store_count(run->store) : run->rows.passing;
	run->possible = run->is_all ? 0 : run->rows.possible;
	run->ordered = 0;
}

/* One row per family: the first in the order stands for its siblings. */
static void fold_families(struct query_run *run)
{
	const struct column *family = store_column(run->store, FIELD_FAMILY);
	uint32_t terms = store_term_count(run->store, FIELD_FAMILY), rows = store_count(run->store);

	free(run->fold_count);
	free(run->fold_best);
	run->fold_count = run->fold_best = NULL;
	if (!run->query->is_folded || !family)
		return;
	run->fold_count = memory_get_zeroed((size_t)terms + 1, sizeof(uint32_t));
	run->fold_best = memory_get_zeroed((size_t)terms + 1, sizeof(uint32_t));
	for (uint32_t row = 0; row < rows; row++) {
		uint32_t code = (uint32_t)column_bits(family, row);
		if (run_miss(run, row) != MISS_NONE || code == 0 || code > terms)
			continue;
		if (run->fold_count[code]++ == 0 ||
			order_compare(run, row, run->fold_best[code]) < 0)
			run->fold_best[code] = row;
	}
	for (uint32_t code = 1; code <= terms; code++)
		if (run->fold_count[code] > 1)
			run->count -= run->fold_count[code] - 1;
}

/* Units that can fail: how many, and of which kinds. */
struct open_units {
	size_t count;
	bool has_words, has_offers, has_late;
};

static struct open_units open_units(const struct query_run *run)
{
	struct open_units open = { 0 };

	for (size_t i = 0; i < run->unit_count; i++) {
		const struct fail_unit *unit = &run->units[i];
		open.count += !unit->is_settled;
		open.has_words = open.has_words || clause_is_word(first_clause(run, i));
		open.has_offers = open.has_offers || unit->is_offer;
		open.has_late = open.has_late || unit->is_late;
	}
	return open;
}

/* Bytes for the floors above: which offers a figure may come from. */
static uint8_t *allowed_offers(const struct query_run *run)
{
	uint32_t offers = store_offer_count(run->store);
	uint8_t *allowed = memory_get((size_t)offers + 1);

	for (uint32_t i = 0; i < offers; i++)
		allowed[i] = run->next_offers.miss[i] == MISS_NONE;
	return allowed;
}

static enum result run_units(struct query_run *run, const struct open_units *open,
	const struct interrupt *interrupt, struct error *err)
{
	bool has_more = open->has_words || open->has_offers || open->has_late;

	make_room(run);
	run->next_rows.passing = run->next_rows.possible = 0;
	enum result result = run_fields(run, !has_more, interrupt);
	for (size_t i = 0; i < run->unit_count && result == RESULT_OK; i++)
		if (clause_is_word(first_clause(run, i)))
			result = run_words(run, i, interrupt, err);
	if (result == RESULT_OK && open->has_offers) {
		result = offers_run(run, interrupt);
		run->next_allowed = result == RESULT_OK ? allowed_offers(run) : NULL;
	}
	if (result == RESULT_OK && open->has_late)
		result = late_run(run, interrupt);
	if (result == RESULT_OK && has_more)
		count_rows(&run->next_rows, 0, store_count(run->store));
	return result;
}

/* The result becomes what the run says. */
static void take_result(struct query_run *run, const struct open_units *open)
{
	run->is_all = open->count == 0;
	run->has_offer_units = open->has_offers;
	if (open->count > 0)
		swap_misses(&run->rows, &run->next_rows);
	if (open->has_offers) {
		swap_misses(&run->offers, &run->next_offers);
		uint64_t *kept = run->models_yes;
		run->models_yes = run->next_models_yes;
		run->next_models_yes = kept;
	}
	free(run->allowed);
	run->allowed = run->next_allowed;
	run->next_allowed = NULL;
	run->allowed_count++;
	free(run->hidden);
	run->hidden = NULL;
	take_counts(run);
	fold_families(run);
}

enum result query_run_execute(struct query_run *run, const struct query *query,
	const struct interrupt *interrupt, struct error *err)
{
	run_forget_without(run);
	run->query = query;
	enum result result = make_units(run, query, err);
	struct open_units open = open_units(run);
	run->is_under_way = true;
	if (result == RESULT_OK && open.count > 0)
		result = run_units(run, &open, interrupt, err);
	run->is_under_way = false;
	if (result == RESULT_OK) {
		take_result(run, &open);
		return RESULT_OK;
	}
	free(run->next_allowed);
	run->next_allowed = NULL;
	return result;
}

uint32_t query_run_count(const struct query_run *run)
{
	return run->count;
}

uint32_t query_run_possible_count(const struct query_run *run)
{
	return run->possible;
}

uint32_t query_run_model_count(const struct query_run *run)
{
	return run->models;
}

bool query_run_is_certain(const struct query_run *run, uint32_t row)
{
	return row < store_count(run->store) && run_miss(run, row) == MISS_NONE;
}

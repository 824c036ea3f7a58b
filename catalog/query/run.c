/* SPDX-License-Identifier: MIT */
#include "catalog/query/run.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/query/run_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct query_run *query_run_new(const struct store *store, const struct computation *computations,
	size_t count)
{
	struct query_run *run = memory_get_zeroed(1, sizeof(*run));
	size_t rows = store_count(store);

	run->store = store;
	run->computations = computations;
	run->computation_count = count;
	arena_init(&run->scratch_arena);
	uint8_t **bytes[] = { &run->missing, &run->unit, &run->has_no, &run->next_missing,
		&run->next_unit, &run->next_no, &run->scratch };
	for (size_t i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++)
		*bytes[i] = memory_get_zeroed(rows + 64, 1);
	return run;
}

void query_run_free(struct query_run *run)
{
	if (!run)
		return;
	uint8_t *bytes[] = { run->missing, run->unit, run->has_no, run->next_missing,
		run->next_unit, run->next_no, run->scratch, run->offer_yes, run->next_offers };
	for (size_t i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++)
		free(bytes[i]);
	for (size_t i = 0; i < run->computed_count; i++) {
		free(run->computed[i].numbers);
		free(run->computed[i].lows);
	}
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

const struct computation *run_computation(const struct query_run *run, uint32_t field)
{
	for (size_t i = 0; i < run->computation_count; i++)
		if (run->computations[i].field == field)
			return &run->computations[i];
	return NULL;
}

const uint8_t *query_run_allowed(const struct query_run *run, uint32_t row)
{
	const uint8_t *offers = run->is_under_way ? run->next_offers : run->offer_yes;

	if (!offers)
		return NULL;
	for (uint32_t offer = store_offers_from(run->store, row);
		offer < store_offers_from(run->store, row + 1); offer++)
		if (offers[offer])
			return offers;
	return NULL;
}

static void compute_rows(struct query_run *run, const struct computation *computation,
	struct computed_column *computed)
{
	uint32_t rows = store_count(run->store);

	computed->is_exact = true;
	for (uint32_t row = 0; row < rows; row++) {
		struct computed_range range = computation->compute(run->store, row,
			&computed->parameters,
			computation->compute_offer ? query_run_allowed(run, row) : NULL,
			&run->scratch_arena);
		computed->numbers[row] = range.high;
		computed->lows[row] = range.low;
		computed->is_exact = computed->is_exact && !(range.low < range.high);
		if (row % 256 == 0)
			arena_reset(&run->scratch_arena);
	}
	arena_reset(&run->scratch_arena);
}

const struct computed_column *run_computed(struct query_run *run, uint32_t field)
{
	const struct computation *computation = run_computation(run, field);
	const struct parameters *parameters = &run->query->parameters;
	struct computed_column *computed = NULL;
	uint32_t rows = store_count(run->store);

	if (!computation)
		return NULL;
	for (size_t i = 0; i < run->computed_count && !computed; i++)
		if (run->computed[i].field == field)
			computed = &run->computed[i];
	if (computed && (!computation->compute_offer || computed->offers == run->offers_count) &&
		parameters_equal_for(&computed->parameters, parameters, (uint16_t)field))
		return computed;
	if (!computed) {
		if (run->computed_count == sizeof(run->computed) / sizeof(run->computed[0]))
			return NULL;
		computed = &run->computed[run->computed_count++];
		*computed = (struct computed_column){ .field = (uint16_t)field,
			.numbers = memory_get((size_t)rows * sizeof(double) + 8),
			.lows = memory_get((size_t)rows * sizeof(double) + 8) };
	}
	computed->parameters = *parameters;
	computed->offers = run->offers_count;
	compute_rows(run, computation, computed);
	computed->column = (struct column){ .field = (uint16_t)field,
		.form = COLUMN_F64,
		.count = rows,
		.cells = computed->numbers };
	return computed;
}

const struct column *run_column(struct query_run *run, uint32_t field)
{
	const struct field *of = store_field(run->store, field);

	if (of && of->is_computed) {
		const struct computed_column *computed = run_computed(run, field);
		return computed ? &computed->column : NULL;
	}
	return store_column(run->store, field);
}

static size_t unit_for(struct query_run *run, const struct query *query, uint32_t clause)
{
	const struct clause *one = &query->clauses[clause];
	bool is_word = one->kind == CLAUSE_WORD || one->kind == CLAUSE_REGEX ||
		one->kind == CLAUSE_FUZZY;

	for (size_t i = 0; i < run->unit_count; i++) {
		const struct clause *first = &query->clauses[run->units[i].clauses[0]];
		bool first_is_word = first->kind == CLAUSE_WORD || first->kind == CLAUSE_REGEX ||
			first->kind == CLAUSE_FUZZY;
		bool is_same = is_word ? first_is_word
				       : one->kind == CLAUSE_FIELD && first->kind == CLAUSE_FIELD &&
				first->field == one->field;
		if (is_same &&
			run->units[i].clause_count <
				sizeof(run->units[i].clauses) / sizeof(run->units[i].clauses[0]))
			return i;
	}
	return run->unit_count;
}

static enum result make_units(struct query_run *run, const struct query *query, struct error *err)
{
	run->unit_count = 0;
	run->has_offer_units = false;
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
				.is_offer = field && field->scope == SCOPE_OFFER };
			run->has_offer_units = run->has_offer_units || run->units[at].is_offer;
		}
		run->units[at].clauses[run->units[at].clause_count++] = i;
	}
	return RESULT_OK;
}

static void add_answers(struct query_run *run, size_t unit, const uint8_t *answers, uint32_t from,
	uint32_t to)
{
	uint8_t *missing = run->next_missing, *units = run->next_unit, *no = run->next_no;

	for (uint32_t row = from; row < to; row++) {
		uint8_t answer = answers[row - from];
		uint8_t is_missing = answer != ANSWER_YES;
		missing[row] = (uint8_t)(missing[row] + is_missing > 2 ? 2
								       : missing[row] + is_missing);
		units[row] = is_missing ? (uint8_t)unit : units[row];
		no[row] = (uint8_t)(no[row] | (answer == ANSWER_NO));
	}
}

static void worst_of(uint8_t *into, const uint8_t *answers, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		into[i] = into[i] > answers[i] ? into[i] : answers[i];
}

static enum result run_words(struct query_run *run, size_t unit, const struct interrupt *interrupt,
	struct error *err)
{
	const struct fail_unit *of = &run->units[unit];
	uint32_t rows = store_count(run->store);
	uint8_t *worst = memory_get_zeroed((size_t)rows + 1, 1);
	enum result result = RESULT_OK;

	for (size_t i = 0; i < of->clause_count && result == RESULT_OK; i++)
		if (evaluate_words(run, &run->query->clauses[of->clauses[i]], run->scratch,
			    interrupt, err, &result))
			worst_of(worst, run->scratch, rows);
	if (result == RESULT_OK)
		add_answers(run, unit, worst, 0, rows);
	free(worst);
	return result;
}

static enum result run_field(struct query_run *run, size_t unit, const struct interrupt *interrupt)
{
	const struct fail_unit *of = &run->units[unit];
	uint32_t rows = store_count(run->store);

	for (uint32_t from = 0; from < rows; from += BLOCK_ROWS) {
		uint32_t to = from + BLOCK_ROWS < rows ? from + BLOCK_ROWS : rows;
		uint8_t worst[BLOCK_ROWS];
		if (interrupt_is_due(interrupt, from, rows))
			return RESULT_INTERRUPTED;
		memset(worst, ANSWER_YES, to - from);
		for (size_t i = 0; i < of->clause_count; i++) {
			evaluate_clause(run, &run->query->clauses[of->clauses[i]], from, to,
				run->scratch);
			worst_of(worst, run->scratch, to - from);
		}
		add_answers(run, unit, worst, from, to);
	}
	return RESULT_OK;
}

static enum result run_offers(struct query_run *run, const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);

	free(run->next_offers);
	run->next_offers = NULL;
	run->offers_count += run->has_offer_units || run->offer_yes;
	if (!run->has_offer_units)
		return RESULT_OK;
	run->next_offers = memory_get_zeroed((size_t)store_offer_count(run->store) + 1, 1);
	for (uint32_t row = 0; row < rows; row++) {
		if (row % BLOCK_ROWS == 0 && interrupt_is_due(interrupt, row, rows))
			return RESULT_INTERRUPTED;
		struct offer_answer answer = offers_answer(run, row, run->next_offers);
		if (row % 256 == 0)
			arena_reset(&run->scratch_arena);
		unsigned missing = run->next_missing[row] + answer.missing;
		run->next_missing[row] = (uint8_t)(missing > 2 ? 2 : missing);
		if (answer.missing > 0)
			run->next_unit[row] = answer.unit;
		run->next_no[row] = (uint8_t)(run->next_no[row] | answer.has_no);
	}
	return RESULT_OK;
}

bool run_row_is_certain(const struct query_run *run, uint32_t row)
{
	return run->missing[row] == 0;
}

static void count_rows(struct query_run *run)
{
	uint32_t rows = store_count(run->store), certain = 0, possible = 0;

	for (uint32_t row = 0; row < rows; row++) {
		certain += run->missing[row] == 0;
		possible += run->missing[row] != 0 && !run->has_no[row];
	}
	run->models = run->count = certain;
	run->possible = possible;
	run->ordered = 0;
}

static void swap_bytes(uint8_t **a, uint8_t **b)
{
	uint8_t *kept = *a;
	*a = *b;
	*b = kept;
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
		uint32_t code = family->form == COLUMN_CODE8 ? ((const uint8_t *)family->cells)[row]
			: family->form == COLUMN_CODE16 ? ((const uint16_t *)family->cells)[row]
							: ((const uint32_t *)family->cells)[row];
		if (run->missing[row] != 0 || code == 0 || code > terms)
			continue;
		if (run->fold_count[code]++ == 0 ||
			order_compare(run, row, run->fold_best[code]) < 0)
			run->fold_best[code] = row;
	}
	for (uint32_t code = 1; code <= terms; code++)
		if (run->fold_count[code] > 1)
			run->count -= run->fold_count[code] - 1;
}

enum result query_run_execute(struct query_run *run, const struct query *query,
	const struct interrupt *interrupt, struct error *err)
{
	uint32_t rows = store_count(run->store);
	enum result result;

	run->query = query;
	result = make_units(run, query, err);
	memset(run->next_missing, 0, rows);
	memset(run->next_unit, UNIT_NONE_MISSING, rows);
	memset(run->next_no, 0, rows);
	run->is_under_way = true;
	if (result ==
		RESULT_OK) /* first: what a computed field costs depends on the offers that are left */
		result = run_offers(run, interrupt);
	for (size_t i = 0; i < run->unit_count && result == RESULT_OK; i++) {
		const struct clause *first = &query->clauses[run->units[i].clauses[0]];
		bool is_word = first->kind == CLAUSE_WORD || first->kind == CLAUSE_REGEX ||
			first->kind == CLAUSE_FUZZY;
		if (run->units[i].is_offer)
			continue;
		result = is_word ? run_words(run, i, interrupt, err) : run_field(run, i, interrupt);
	}
	run->is_under_way = false;
	if (result != RESULT_OK) {
		run->offers_count++; /* what was computed for the offers of the broken run is void */
		return result;
	}
	swap_bytes(&run->offer_yes, &run->next_offers);
	swap_bytes(&run->missing, &run->next_missing);
	swap_bytes(&run->unit, &run->next_unit);
	swap_bytes(&run->has_no, &run->next_no);
	count_rows(run);
	fold_families(run);
	return RESULT_OK;
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
	return row < store_count(run->store) && run->missing[row] == 0;
}

uint32_t query_run_possible(struct query_run *run, uint32_t first, uint32_t count, uint32_t *rows)
{
	uint32_t at = 0, got = 0;

	for (uint32_t row = 0; row < store_count(run->store) && got < count; row++)
		if (run->missing[row] != 0 && !run->has_no[row] && at++ >= first)
			rows[got++] = row;
	return got;
}

uint32_t query_run_folded(const struct query_run *run, uint32_t row)
{
	if (!run->fold_count)
		return 0;
	struct value family = store_value(run->store, row, FIELD_FAMILY, NULL);
	uint32_t code = family.state == VALUE_KNOWN
		? store_term_find(run->store, FIELD_FAMILY, family.is.text)
		: 0;
	return code > 0 && run->fold_best[code] == row ? run->fold_count[code] - 1 : 0;
}

uint32_t query_run_price_offer(const struct query_run *run, uint32_t row)
{
	uint32_t from = store_offers_from(run->store, row),
		 to = store_offers_from(run->store, row + 1), best = UINT32_MAX;
	double best_price = INFINITY;

	for (uint32_t offer = from; offer < to; offer++) {
		struct value price = store_offer_value(run->store, offer, FIELD_PRICE, NULL);
		if (price.state != VALUE_KNOWN ||
			(run->offer_yes && run->missing[row] == 0 && !run->offer_yes[offer]))
			continue;
		if (!run->offer_yes && store_offer_is_own(run->store, offer))
			return offer; /* the developer's own unless offers are asked for */
		if (price.is.number < best_price) {
			best_price = price.is.number;
			best = offer;
		}
	}
	return best;
}

static struct value offer_best(struct query_run *run, uint32_t row, const struct field *field)
{
	struct value best = { .state = VALUE_UNKNOWN };
	uint32_t count = 0;

	for (uint32_t offer = store_offers_from(run->store, row);
		offer < store_offers_from(run->store, row + 1); offer++) {
		if (!run->offer_yes[offer])
			continue;
		count++;
		struct value value = store_offer_value(run->store, offer, field->id, NULL);
		bool is_better = value.state == VALUE_KNOWN &&
			(best.state != VALUE_KNOWN ||
				(field->better == BETTER_HIGH ? value.is.number > best.is.number
							      : value.is.number < best.is.number));
		if (is_better)
			best = value;
	}
	if (field->id == FIELD_OFFERS) {
		best.state = VALUE_KNOWN;
		best.is.number = count;
	}
	return best;
}

static struct computed_range compute(const struct query_run *run,
	const struct computation *computation, uint32_t row, struct arena *arena)
{
	return computation->compute(run->store, row, &run->query->parameters,
		computation->compute_offer ? query_run_allowed(run, row) : NULL, arena);
}

double query_run_low(struct query_run *run, uint32_t row, uint32_t field, struct arena *arena)
{
	const struct computation *computation = run_computation(run, field);
	return computation ? compute(run, computation, row, arena).low : (double)NAN;
}

const struct parameters *query_run_parameters(const struct query_run *run)
{
	return &run->query->parameters;
}

struct value query_run_value(struct query_run *run, uint32_t row, uint32_t id, struct arena *arena)
{
	const struct field *field = store_field(run->store, id);
	const struct computation *computation = field && field->is_computed
		? run_computation(run, id)
		: NULL;

	if (!field)
		return (struct value){ .state = VALUE_UNKNOWN };
	if (computation) {
		double number = compute(run, computation, row, arena).high;
		return (struct value){ .state = isnan(number) ? VALUE_UNKNOWN : VALUE_KNOWN,
			.is.number = number };
	}
	bool is_asked = run->offer_yes && run->missing[row] == 0 && field->scope == SCOPE_OFFER;
	if (is_asked && field->unit == UNIT_USD_PER_MTOK) {
		uint32_t offer = query_run_price_offer(run, row);
		return offer == UINT32_MAX ? (struct value){ .state = VALUE_UNKNOWN }
					   : store_offer_value(run->store, offer, id, arena);
	}
	bool is_best = id == FIELD_SPEED || id == FIELD_TTFT || id == FIELD_CONTEXT_SERVED ||
		id == FIELD_OFFERS;
	if (is_asked && is_best)
		return offer_best(run, row, field);
	return store_value(run->store, row, id, arena);
}

size_t query_run_offers(const struct query_run *run, uint32_t row, struct arena *arena,
	const uint32_t **out)
{
	uint32_t from = store_offers_from(run->store, row),
		 to = store_offers_from(run->store, row + 1);
	uint32_t *offers = ARENA_ARRAY(arena, uint32_t, to - from + 1);
	size_t count = 0;

	for (uint32_t offer = from; offer < to; offer++)
		if (!run->offer_yes || run->missing[row] != 0 || run->offer_yes[offer])
			offers[count++] = offer;
	*out = offers;
	return count;
}

size_t query_run_near(struct query_run *run, struct near_miss *out, size_t capacity,
	uint32_t *total)
{
	uint32_t count = 0, rows = store_count(run->store);
	size_t kept = 0;

	for (uint32_t row = 0; row < rows; row++) {
		if (run->missing[row] != 1 || !run->has_no[row] ||
			run->unit[row] >= run->unit_count)
			continue;
		count++;
		struct near_miss miss = { row, run->units[run->unit[row]].clauses[0] };
		size_t at = kept;
		while (at > 0 && order_compare(run, row, out[at - 1].row) < 0)
			at--;
		if (at >= capacity)
			continue;
		if (kept < capacity)
			kept++;
		memmove(&out[at + 1], &out[at], (kept - at - 1) * sizeof(*out));
		out[at] = miss;
	}
	if (total)
		*total = count;
	return kept;
}

uint32_t query_run_without(struct query_run *run, size_t clause)
{
	uint32_t count = 0, rows = store_count(run->store);

	for (uint32_t row = 0; row < rows; row++) {
		bool is_freed = run->missing[row] == 1 && run->unit[row] < run->unit_count;
		bool is_its = false;
		for (size_t i = 0; is_freed && i < run->units[run->unit[row]].clause_count; i++)
			is_its = is_its || run->units[run->unit[row]].clauses[i] == clause;
		count += run->missing[row] == 0 || is_its;
	}
	return count;
}

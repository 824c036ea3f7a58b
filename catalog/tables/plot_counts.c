/* SPDX-License-Identifier: MIT */
/* Models counted by the values of one field: bins of numbers and dates, members, terms. */
#include "catalog/base/strbuf.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/plot.h"
#include "catalog/tables/plot_offers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_PER_POLL = 16384 };

bool plot_is_countable(const struct field *field)
{
	return field->kind != KIND_TEXT;
}

/* Keys of terms to their codes: the store finds a term by walking all of them, once a row is too often. */
struct term_index {
	const struct store *store;
	uint16_t field;
	uint32_t *codes; /* 0: free */
	size_t mask;
};

static void term_index_build(struct term_index *index, const struct store *store, uint16_t field,
	struct arena *arena)
{
	uint32_t count = store_term_count(store, field);
	size_t size = 16;

	while (size < (size_t)count * 2)
		size *= 2;
	*index = (struct term_index){ store, field, ARENA_ARRAY(arena, uint32_t, size), size - 1 };
	for (uint32_t code = 1; code <= count; code++) {
		size_t at = (size_t)text_hash(store_term(store, field, code).key) & index->mask;
		while (index->codes[at] != 0)
			at = (at + 1) & index->mask;
		index->codes[at] = code;
	}
}

static uint32_t term_index_find(const struct term_index *index, struct text key)
{
	size_t at = (size_t)text_hash(key) & index->mask;

	for (; index->codes[at] != 0; at = (at + 1) & index->mask)
		if (text_equal(store_term(index->store, index->field, index->codes[at]).key, key))
			return index->codes[at];
	return 0;
}

struct counting {
	struct plot_histogram *histogram;
	struct query_run *run;
	struct term_index terms;
	double *edges;
	size_t edge_count;
	bool has_zero;
	uint32_t trials; /* of those at zero */
	struct plot_bar *bars;
	size_t count;             /* bars before the one of unknown */
	struct plot_bar *unknown; /* bars[count] */
};

/* What a value counts for: a matching model, one of the catalog, or both. */
struct weight {
	uint32_t count, total;
};

static void add(struct plot_bar *bar, struct weight weight)
{
	bar->total += weight.total;
	bar->count += weight.count;
}

static void add_number(struct counting *counting, double number, struct weight weight)
{
	size_t from = 0, to = counting->edge_count - 1;

	if (counting->has_zero && number <= 0) {
		add(&counting->bars[0], weight);
		return;
	}
	while (to - from > 1) { /* edges[from] <= number < edges[to] */
		size_t middle = (from + to) / 2;
		if (counting->edges[middle] <= number)
			from = middle;
		else
			to = middle;
	}
	add(&counting->bars[from + counting->has_zero], weight);
}

static bool add_known(struct counting *counting, const struct value *value, struct weight weight)
{
	const struct field *field = counting->histogram->field;
	double number;
	uint32_t code;

	switch (field->kind) {
	case KIND_NUMBER:
	case KIND_DATE:
		if (!plot_number(field, value, &number) || counting->edge_count < 2)
			return false;
		add_number(counting, number, weight);
		return true;
	case KIND_CHOICE:
		if (value->is.choice >= counting->count)
			return false;
		add(&counting->bars[value->is.choice], weight);
		return true;
	case KIND_SET:
		for (size_t i = 0; i < counting->count; i++)
			if (value->is.mask >> i & 1)
				add(&counting->bars[i], weight);
		return value->is.mask != 0;
	case KIND_CATEGORY:
		code = term_index_find(&counting->terms, value->is.text);
		if (code == 0)
			return false;
		add(&counting->bars[code - 1], weight);
		return true;
	case KIND_TAGS:
		for (size_t i = 0; i < value->is.tags.count; i++) {
			code = term_index_find(&counting->terms, value->is.tags.items[i]);
			if (code > 0)
				add(&counting->bars[code - 1], weight);
		}
		return value->is.tags.count > 0;
	default: return false;
	}
}

/* Undisclosed numbers are asked for as unknown; what is not applicable stands nowhere. */
static void add_value(struct counting *counting, const struct value *value, struct weight weight)
{
	bool is_silent = value->state == VALUE_UNKNOWN || value->state == VALUE_UNDISCLOSED;

	if (value->state == VALUE_KNOWN)
		is_silent = !add_known(counting, value, weight);
	if (is_silent)
		add(counting->unknown, weight);
}

/* Members and tags that an offer has, not those of its model. */
static bool is_by_offer(const struct field *field)
{
	return field->scope == SCOPE_OFFER && (field->kind == KIND_SET || field->kind == KIND_TAGS);
}

static void add_offers(struct counting *counting, const uint32_t *offers, size_t count,
	struct weight weight, struct arena *arena)
{
	struct value all;
	const struct plot_histogram *histogram = counting->histogram;
	bool has_silent = plot_offers_value(histogram->store, histogram->field, offers, count,
		arena, &all);

	if (all.state == VALUE_KNOWN)
		add_known(counting, &all, weight);
	if (has_silent)
		add(counting->unknown, weight);
}

/* A matching model counts by its offers that match, and among all models by all of its offers. */
static void add_row_offers(struct counting *counting, uint32_t row, bool is_matching,
	struct arena *arena)
{
	const struct store *store = counting->histogram->store;
	uint32_t from = store_offers_from(store, row), to = store_offers_from(store, row + 1);
	uint32_t *all = ARENA_ARRAY(arena, uint32_t, to - from + 1);
	const uint32_t *matching;

	for (uint32_t offer = from; offer < to; offer++)
		all[offer - from] = offer;
	add_offers(counting, all, to - from, (struct weight){ 0, 1 }, arena);
	if (!is_matching)
		return;
	size_t count = query_run_offers(counting->run, row, arena, &matching);
	add_offers(counting, matching, count, (struct weight){ 1, 0 }, arena);
}

static void add_row(struct counting *counting, uint32_t row, bool is_matching, struct arena *arena)
{
	const struct field *field = counting->histogram->field;

	if (is_by_offer(field)) {
		add_row_offers(counting, row, is_matching, arena);
		return;
	}
	struct value value = query_run_value(counting->run, row, field->id, arena);
	counting->trials += plot_is_trial(counting->histogram->store, counting->run, row, field,
		&value, arena);
	add_value(counting, &value, (struct weight){ is_matching, 1 });
}

static enum result count_rows(struct counting *counting, const struct interrupt *interrupt)
{
	struct plot_histogram *histogram = counting->histogram;
	uint32_t models = store_count(histogram->store);
	struct arena scratch;
	enum result result = RESULT_OK;

	arena_init(&scratch);
	for (uint32_t row = 0; row < models; row++) {
		bool is_matching = query_run_is_certain(counting->run, row);
		if (row % ROWS_PER_POLL == 0) {
			arena_reset(&scratch);
			if (interrupt_is_due(interrupt, row, models)) {
				result = RESULT_INTERRUPTED;
				break;
			}
		}
		histogram->matching += is_matching;
		add_row(counting, row, is_matching, &scratch);
	}
	arena_done(&scratch);
	return result;
}

static struct text bin_label(const struct counting *counting, size_t bin, struct arena *arena)
{
	const struct field *field = counting->histogram->field;
	double from = counting->edges[bin], to = counting->edges[bin + 1];

	if (field->kind != KIND_DATE)
		return arena_format(arena, "%.*s..%.*s",
			TEXT_ARGS(plot_number_text(field, from, arena)),
			TEXT_ARGS(plot_number_text(field, to, arena)));
	uint32_t first = date_of_day_number((long)from), last = date_of_day_number((long)to - 1);
	if (first / 10000 != last / 10000)
		return arena_format(arena, "%u..%u", first / 10000, last / 10000);
	if (last / 100 % 100 - first / 100 % 100 == 11)
		return arena_format(arena, "%u", first / 10000);
	if (first / 100 == last / 100)
		return arena_format(arena, "%u-%02u", first / 10000, first / 100 % 100);
	return arena_format(arena, "%u-%02u..%02u", first / 10000, first / 100 % 100,
		last / 100 % 100);
}

/* In the unit of the field; dates are written as they are shown. */
static struct text bin_key(const struct counting *counting, const struct plot_bar *bar,
	struct arena *arena)
{
	const struct field *field = counting->histogram->field;
	const struct value low = { .state = VALUE_KNOWN, .is.number = bar->low },
			   high = { .state = VALUE_KNOWN, .is.number = bar->high };

	if (field->kind == KIND_DATE)
		return bar->label;
	return arena_format(arena, "%.*s..%.*s",
		TEXT_ARGS(cell_printed(value_print_key, field, &low, arena)),
		TEXT_ARGS(cell_printed(value_print_key, field, &high, arena)));
}

static enum result make_bins(struct counting *counting, enum plot_scaling scaling, size_t most,
	const struct interrupt *interrupt, struct arena *arena)
{
	struct plot_histogram *histogram = counting->histogram;
	uint32_t models = store_count(histogram->store);
	double *values = ARENA_ARRAY(arena, double, (size_t)models + 1);
	struct plot_scale scale;

	for (uint32_t row = 0; row < models; row++) {
		struct value value = query_run_value(counting->run, row, histogram->field->id,
			arena);
		if (!plot_number(histogram->field, &value, &values[row]))
			values[row] = (double)NAN;
		if (row % ROWS_PER_POLL == 0 && interrupt_is_due(interrupt, row, models))
			return RESULT_INTERRUPTED;
	}
	plot_scale_fit(&scale, histogram->field, scaling, values, models);
	histogram->is_log = scale.is_log;
	counting->edge_count = plot_scale_edges(&scale, most, arena, &counting->edges);
	counting->has_zero = scale.has_zero;
	size_t bins = counting->edge_count > 0 ? counting->edge_count - 1 : 0;
	counting->count = bins + counting->has_zero;
	counting->bars = ARENA_ARRAY(arena, struct plot_bar, counting->count + 1);
	if (counting->has_zero)
		counting->bars[0] = (struct plot_bar){ .label = plot_number_text(histogram->field,
							       0, arena),
			.key = TEXT("0"),
			.is_zero = true };
	for (size_t i = 0; i < bins; i++) {
		struct plot_bar *bar = &counting->bars[i + counting->has_zero];
		bar->low = counting->edges[i];
		bar->high = counting->edges[i + 1];
		bar->label = bin_label(counting, i, arena);
		bar->key = bin_key(counting, bar, arena);
	}
	return RESULT_OK;
}

static void make_members(struct counting *counting, struct arena *arena)
{
	const struct field *field = counting->histogram->field;
	const struct store *store = counting->histogram->store;
	bool is_fixed = field->kind == KIND_CHOICE || field->kind == KIND_SET;

	counting->count = is_fixed ? field->member_count : store_term_count(store, field->id);
	counting->bars = ARENA_ARRAY(arena, struct plot_bar, counting->count + 1);
	if (!is_fixed)
		term_index_build(&counting->terms, store, field->id, arena);
	for (size_t i = 0; i < counting->count; i++) {
		struct plot_bar *bar = &counting->bars[i];
		bar->code = (uint32_t)(is_fixed ? i : i + 1);
		if (is_fixed) {
			bar->label = text_of(member_title(&field->members[i]));
			bar->key = text_of(field->members[i].key);
		} else {
			struct term term = store_term(store, field->id, bar->code);
			bar->label = term.title.size > 0 ? term.title : term.key;
			bar->key = term.key;
		}
	}
}

static int by_count(const void *left, const void *right)
{
	const struct plot_bar *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (a->total != b->total)
		return a->total > b->total ? -1 : 1;
	return a->code < b->code ? -1 : a->code > b->code;
}

/* Bars in their order; members and terms that no model has go, empty bins stay where they keep the others apart. */
static void settle(struct counting *counting)
{
	struct plot_histogram *histogram = counting->histogram;
	bool is_binned = plot_is_axis(histogram->field);
	size_t kept = 0;

	if (!is_binned)
		qsort(counting->bars, counting->count, sizeof(*counting->bars), by_count);
	for (size_t i = 0; i < counting->count; i++)
		if (counting->bars[i].total > 0)
			kept = i + 1;
	size_t first = 0;
	while (is_binned && first < kept && counting->bars[first].total == 0)
		first++;
	struct plot_bar unknown = *counting->unknown;
	histogram->bars = counting->bars + first;
	histogram->count = kept - first;
	if (unknown.total > 0)
		histogram->bars[histogram->count++] = unknown;
	for (size_t i = 0; i < histogram->count; i++)
		if (histogram->bars[i].total > histogram->highest)
			histogram->highest = histogram->bars[i].total;
}

/* Of a number that offers have: no offer, or none that says it. */
static struct plot_bar unknown_bar(const struct field *field)
{
	bool is_none = field->scope == SCOPE_OFFER && !is_by_offer(field);

	return (struct plot_bar){ .label = text_of(is_none ? _("no value") : _("unknown")),
		.key = is_none ? TEXT("none") : TEXT("unknown"),
		.is_unknown = true };
}

enum result plot_histogram_new(struct plot_histogram **out, const struct store *store,
	struct query_run *run, const struct query *query, const struct field *field,
	enum plot_scaling scaling, size_t bins, const struct interrupt *interrupt,
	struct arena *arena)
{
	struct plot_histogram *histogram = arena_get(arena, sizeof(*histogram));
	struct counting counting = { .histogram = histogram, .run = run };
	enum result result = RESULT_OK;

	histogram->store = store;
	histogram->query = query;
	histogram->field = field;
	histogram->scaling = scaling;
	if (plot_is_axis(field))
		result = make_bins(&counting, scaling, bins, interrupt, arena);
	else
		make_members(&counting, arena);
	if (result != RESULT_OK)
		return result;
	counting.unknown = &counting.bars[counting.count];
	*counting.unknown = unknown_bar(field);
	result = count_rows(&counting, interrupt);
	if (result != RESULT_OK)
		return result;
	if (counting.trials > 0 && counting.has_zero)
		counting.bars[0].label = plot_trial_label(
			counting.trials == counting.bars[0].total);
	settle(&counting);
	*out = histogram;
	return RESULT_OK;
}

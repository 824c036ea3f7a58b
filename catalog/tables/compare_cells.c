/* SPDX-License-Identifier: MIT */
/* The cells of a comparison: which scores compare, which value is best, how far each is from the baseline. */
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"
#include "catalog/tables/compare_parts.h"

#include <math.h>
#include <string.h>

static const struct value unknown = { .state = VALUE_UNKNOWN };

static struct compare_value read_value(const struct table *table, uint32_t model,
	const struct field *field, struct arena *arena)
{
	uint32_t row = table->rows[model];
	struct compare_value read = { .source = SOURCE_NONE, .offer = UINT32_MAX };

	read.value = table->run ? query_run_value(table->run, row, field->id, arena)
				: store_value(table->store, row, field->id, arena);
	if (read.value.state != VALUE_KNOWN || field->kind != KIND_NUMBER)
		return read;
	read.low = read.high = read.value.is.number;
	if (!table->run)
		return read;
	double low = query_run_low(table->run, row, field->id, arena);
	read.half_width = query_run_half_width(table->run, row, field->id, arena);
	read.low = (low < read.low ? low : read.low) - read.half_width;
	read.high += read.half_width;
	return read;
}

/* A headline is that of a trial only where nothing else has a price. */
static bool is_trial(const struct table *table, uint32_t model, const struct field *field,
	const struct compare_value *read)
{
	uint32_t row = table->rows[model], to = store_offers_from(table->store, row + 1);

	if (field->unit != UNIT_USD_PER_MTOK || !(read->value.is.number <= 0))
		return false;
	if (table->run) {
		uint32_t offer = query_run_price_offer(table->run, row);
		return offer != UINT32_MAX && store_offer_is_trial(table->store, offer);
	}
	for (uint32_t offer = store_offers_from(table->store, row); offer < to; offer++)
		if (store_offer_is_trial(table->store, offer))
			return true;
	return false;
}

/* --- Benchmarks --------------------------------------------------------------------------------------- */

static bool same_terms(const struct draft_score *a, const struct draft_score *b)
{
	return text_equal(a->harness, b->harness) && text_equal(a->version, b->version);
}

struct model_scores {
	const struct draft_score *scores; /* of the model, all benchmarks */
	size_t count;
};

/* The score of a model under the terms of `like`: the first, which is the one to show. NULL: none. */
static const struct draft_score *score_like(const struct model_scores *model, struct text benchmark,
	const struct draft_score *like)
{
	for (size_t i = 0; i < model->count; i++)
		if (text_equal(model->scores[i].benchmark, benchmark) &&
			(!like || same_terms(&model->scores[i], like)))
			return &model->scores[i];
	return NULL;
}

/* The terms under which most of the models have a score; among equals the newest. A harness that is not named compares with nothing. */
static const struct draft_score *common_terms(const struct model_scores *models, uint32_t count,
	struct text benchmark, uint32_t *covered)
{
	const struct draft_score *best = NULL;

	*covered = 0;
	for (uint32_t model = 0; model < count; model++)
		for (size_t i = 0; i < models[model].count; i++) {
			const struct draft_score *score = &models[model].scores[i];
			uint32_t shared = 0;
			if (!text_equal(score->benchmark, benchmark))
				continue;
			for (uint32_t other = 0; other < count; other++)
				shared += score_like(&models[other], benchmark, score) != NULL;
			if (shared > *covered || (shared == *covered && score->date > best->date)) {
				best = score;
				*covered = shared;
			}
		}
	return best;
}

static void take_score(struct compare_value *into, const struct draft_score *score)
{
	into->value = (struct value){ .state = VALUE_KNOWN, .is.number = score->score };
	into->low = into->high = score->score;
	into->source = score->source;
	into->is_reported = score->by != SCORE_MAKER;
	into->setting = score->setting;
}

static void read_benchmark(struct compare_column *column, const struct table *table,
	const struct field *field, struct arena *arena)
{
	struct text benchmark = text_slice(text_of(field->key), strlen("bench."), SIZE_MAX);
	struct model_scores *models = ARENA_ARRAY(arena, struct model_scores, table->row_count + 1);
	uint32_t covered;

	for (uint32_t i = 0; i < table->row_count; i++)
		models[i].count = store_scores(table->store, table->rows[i], arena,
			&models[i].scores);
	const struct draft_score *terms = common_terms(models, table->row_count, benchmark,
		&covered);
	column->is_benchmark = true;
	for (uint32_t i = 0; i < table->row_count; i++) {
		struct compare_value *value = &column->values[i];
		const struct draft_score *score = score_like(&models[i], benchmark, terms);
		*value = (struct compare_value){ .value = unknown,
			.source = SOURCE_NONE,
			.offer = UINT32_MAX };
		if (score)
			take_score(value, score);
		else if (score_like(&models[i], benchmark, NULL)) {
			value->value.state = VALUE_NOT_APPLICABLE;
			value->is_foreign = true;
		}
	}
	column->is_known = covered >= 2;
	if (terms && terms->harness.size + terms->version.size > 0)
		column->note = arena_format(arena, "%.*s%s%.*s", TEXT_ARGS(terms->harness),
			terms->harness.size > 0 && terms->version.size > 0 ? " " : "",
			TEXT_ARGS(terms->version));
}

/* --- What follows from the values --------------------------------------------------------------------- */

static bool is_better(const struct field *field, double a, double b)
{
	return field->better == BETTER_HIGH ? a > b : a < b;
}

/* Numbers are the same when they read the same: 1,000,000 and 1,048,576 tokens are both 1M. */
static bool is_same(const struct field *field, const struct value *a, const struct value *b)
{
	if (a->state != b->state || a->state != VALUE_KNOWN)
		return a->state == b->state;
	return value_equal(field, a, b) ||
		(field->kind == KIND_NUMBER && !value_differs_in_print(field, a, b));
}

/* Best of a column: its interval lies apart from that of every other value; exact values may share the place. */
static struct value best_of(const struct field *field, const struct compare_value *values,
	uint32_t count)
{
	const struct compare_value *best = NULL;
	uint32_t known = 0;
	bool differ = false;

	if (field->better == BETTER_NONE || field->kind != KIND_NUMBER)
		return unknown;
	for (uint32_t i = 0; i < count; i++) {
		if (values[i].value.state != VALUE_KNOWN || values[i].is_trial)
			continue;
		known++;
		differ = differ || (best && !is_same(field, &values[i].value, &best->value));
		if (!best || is_better(field, values[i].value.is.number, best->value.is.number))
			best = &values[i];
	}
	if (known < 2 || !differ)
		return unknown;
	for (uint32_t i = 0; i < count; i++) {
		bool is_exact = best->low == best->high && values[i].low == values[i].high;
		if (&values[i] != best && values[i].value.state == VALUE_KNOWN && !is_exact &&
			values[i].low <= best->high && best->low <= values[i].high)
			return unknown;
	}
	return best->value;
}

static void look_at(struct compare_column *column, const struct table *table,
	const struct field *field)
{
	const struct compare_value *values = column->values;

	for (uint32_t i = 0; i < table->row_count; i++) {
		column->is_known = column->is_known ||
			(!column->is_benchmark && values[i].value.state != VALUE_UNKNOWN);
		column->differs = column->differs ||
			!is_same(field, &values[0].value, &values[i].value);
	}
	column->best = best_of(field, values, table->row_count);
}

void compare_read_field(struct compare_column *column, const struct table *table,
	const struct field *field, struct arena *arena)
{
	column->values = ARENA_ARRAY(arena, struct compare_value, table->row_count + 1);
	if (field->id >= FIELD_COUNT)
		read_benchmark(column, table, field, arena);
	else
		for (uint32_t i = 0; i < table->row_count; i++) {
			column->values[i] = read_value(table, i, field, arena);
			column->values[i].is_trial = column->values[i].value.state == VALUE_KNOWN &&
				is_trial(table, i, field, &column->values[i]);
		}
	look_at(column, table, field);
}

/* --- Offers ------------------------------------------------------------------------------------------- */

static size_t offers_of(const struct table *table, uint32_t model, struct arena *arena,
	const uint32_t **offers)
{
	uint32_t row = table->rows[model], from = store_offers_from(table->store, row),
		 to = store_offers_from(table->store, row + 1);

	if (table->run)
		return query_run_offers(table->run, row, arena, offers);
	uint32_t *all = ARENA_ARRAY(arena, uint32_t, to - from + 1);
	for (uint32_t i = from; i < to; i++)
		all[i - from] = i;
	*offers = all;
	return to - from;
}

static struct text provider_of(const struct table *table, uint32_t offer, struct arena *arena)
{
	struct value value = store_offer_value(table->store, offer, FIELD_PROVIDER, arena);
	return value.state == VALUE_KNOWN && value.is.tags.count > 0 ? value.is.tags.items[0]
								     : TEXT_NONE;
}

/* A price is better than none. */
static bool is_cheaper(const struct store *store, uint32_t offer, struct value price,
	const struct compare_value *than)
{
	if (price.state != VALUE_KNOWN || than->value.state != VALUE_KNOWN)
		return price.state == VALUE_KNOWN;
	return store_offer_is_cheaper(store, offer, price.is.number, than->offer,
		than->value.is.number);
}

void compare_read_offers(struct compare_column *column, const struct table *table,
	struct text provider, struct arena *arena)
{
	const struct field *price = field_get(FIELD_PRICE);

	column->is_offer = true;
	column->values = ARENA_ARRAY(arena, struct compare_value, table->row_count + 1);
	for (uint32_t model = 0; model < table->row_count; model++) {
		struct compare_value *into = &column->values[model];
		const uint32_t *offers;
		size_t count = offers_of(table, model, arena, &offers);
		*into = (struct compare_value){ .value.state = VALUE_NOT_APPLICABLE,
			.source = SOURCE_NONE,
			.offer = UINT32_MAX };
		for (size_t i = 0; i < count; i++) {
			if (!text_equal(provider_of(table, offers[i], arena), provider))
				continue;
			struct value value = store_offer_value(table->store, offers[i], FIELD_PRICE,
				arena);
			if (into->offer != UINT32_MAX &&
				!is_cheaper(table->store, offers[i], value, into))
				continue;
			into->value = value;
			into->offer = offers[i];
			into->is_trial = store_offer_is_trial(table->store, offers[i]);
			struct claim claim = store_offer_claim(table->store, offers[i],
				FIELD_PRICE_IN, arena);
			into->source = claim.source;
			into->is_reported = claim.basis == BASIS_REPORTED;
		}
	}
	look_at(column, table, price);
}

struct provider_count {
	struct text provider;
	uint32_t models, last; /* last: model counted, plus one */
};

static bool goes_before(const struct provider_count *a, const struct provider_count *b)
{
	return a->models != b->models ? a->models > b->models
				      : text_compare(a->provider, b->provider) < 0;
}

size_t compare_providers(const struct table *table, struct arena *arena,
	const struct text **providers)
{
	size_t count = 0, room = store_term_count(table->store, FIELD_PROVIDER) + 1;
	struct provider_count *found = ARENA_ARRAY(arena, struct provider_count, room);

	for (uint32_t model = 0; model < table->row_count; model++) {
		const uint32_t *offers;
		size_t offer_count = offers_of(table, model, arena, &offers);
		for (size_t i = 0; i < offer_count; i++) {
			struct text provider = provider_of(table, offers[i], arena);
			size_t at = 0;
			while (at < count && !text_equal(found[at].provider, provider))
				at++;
			if (provider.size == 0 || at == room)
				continue;
			if (at == count)
				found[count++].provider = provider;
			found[at].models += found[at].last != model + 1;
			found[at].last = model + 1;
		}
	}
	struct text *list = ARENA_ARRAY(arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++) {
		size_t first = i;
		for (size_t j = i + 1; j < count; j++)
			if (goes_before(&found[j], &found[first]))
				first = j;
		struct provider_count chosen = found[first];
		found[first] = found[i];
		found[i] = chosen;
		list[i] = chosen.provider;
	}
	*providers = list;
	return count;
}

/* --- Cells -------------------------------------------------------------------------------------------- */

/* A score or an offer: not what the model's column holds, but what compares. */
static void own_cell(const struct table *table, const struct compare_column *column,
	const struct compare_value *from, const struct field *field, struct cell *cell,
	struct arena *arena)
{
	*cell = cell_value(field, from->value, arena);
	cell->basis = from->is_reported ? BASIS_REPORTED : BASIS_DISCLOSED;
	if (from->source != SOURCE_NONE) {
		cell->sources[0] = from->source;
		cell->source_count = 1;
	}
	if (column->is_benchmark && from->is_foreign)
		cell->note = text_of(_("not comparable"));
	else if (column->is_benchmark)
		cell->note = from->setting; /* "high effort" */
	if (!column->is_offer || from->offer == UINT32_MAX)
		return;
	struct value served = store_offer_value(table->store, from->offer, FIELD_CONTEXT_SERVED,
		arena);
	if (served.state == VALUE_KNOWN)
		cell->note = cell_printed(value_print, field_get(FIELD_CONTEXT_SERVED), &served,
			arena);
}

/* "× 2.7" of amounts, "+6" of scores: those have no zero to count from. */
static struct text distance(const struct field *field, double base, double number, double *ratio,
	struct arena *arena)
{
	if (field->unit == UNIT_SCORE)
		return number == base ? TEXT_NONE
				      : arena_format(arena, "%s%.4g", number > base ? "+" : "−",
						fabs(number - base));
	if (!(base > 0) || number == base)
		return TEXT_NONE;
	*ratio = number / base;
	if (*ratio >= 99.5 || *ratio == floor(*ratio))
		return arena_format(arena, "× %.0f", *ratio);
	for (int digits = 2; digits < 4; digits++) { /* what is not the same is not once as much */
		struct text text = arena_format(arena, "× %.*g", digits, *ratio);
		if (!text_equal(text, TEXT("× 1")))
			return text;
	}
	return arena_format(arena, "× %.4g", *ratio);
}

static void add_note(struct cell *cell, struct text note, struct arena *arena)
{
	if (note.size > 0)
		cell->note = cell->note.size == 0
			? note
			: arena_format(arena, "%.*s %.*s", TEXT_ARGS(cell->note), TEXT_ARGS(note));
}

static void compare_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct compare_context *context = table->context;

	context->models->row(table, index, arena, cells);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i].field;
		const struct compare_column *column = &context->columns[i];
		const struct compare_value *own = &column->values[index];
		if (column->is_benchmark || column->is_offer)
			own_cell(table, column, own, field, &cells[i], arena);
		if (column->differs)
			cells[i].role = CELL_DIFFERS;
		if (column->best.state == VALUE_KNOWN && own->value.state == VALUE_KNOWN &&
			is_same(field, &own->value, &column->best))
			cells[i].role = CELL_BEST;
		cells[i].half_width = own->half_width;
		if (own->half_width > 0)
			cells[i].full = arena_format(arena, "%.*s ± %g", TEXT_ARGS(cells[i].full),
				own->half_width);
		if (context->baseline >= table->row_count || index == context->baseline ||
			field->kind != KIND_NUMBER || field->better == BETTER_NONE)
			continue;
		const struct value *base = &column->values[context->baseline].value;
		if (base->state == VALUE_KNOWN && own->value.state == VALUE_KNOWN)
			add_note(&cells[i],
				distance(field, base->is.number, own->value.is.number,
					&cells[i].ratio, arena),
				arena);
	}
}

static struct text compare_row_id(const struct table *table, uint32_t index)
{
	const struct compare_context *context = table->context;
	return context->models->row_id(table, index);
}

static struct text compare_row_title(const struct table *table, uint32_t index)
{
	const struct compare_context *context = table->context;
	return context->models->row_title(table, index);
}

const struct table_ops compare_ops = { .row = compare_cells,
	.row_id = compare_row_id,
	.row_title = compare_row_title };

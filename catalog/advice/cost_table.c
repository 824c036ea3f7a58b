/* SPDX-License-Identifier: MIT */
#include "catalog/advice/cost_table.h"

#include "catalog/advice/column.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdlib.h>

enum {
	COLUMN_NAME,
	COLUMN_PROVIDER,
	COLUMN_CALL,
	COLUMN_MONTH,
	COLUMN_INPUT,
	COLUMN_CACHED,
	COLUMN_WRITTEN,
	COLUMN_OUTPUT,
	COLUMN_BOUGHT,
	COLUMN_EVEN,
	COLUMN_AS_OF,
	COLUMN_NOTES,
	COLUMN_COUNT
};

static const struct field fields[COLUMN_COUNT] = {
	[COLUMN_NAME] = COLUMN_MODEL_NAME,
	[COLUMN_PROVIDER] = COLUMN_FIELD("provider", KIND_TEXT, UNIT_NONE, "Provider", "제공처",
		BETTER_NONE, 14),
	[COLUMN_CALL] = COLUMN_MONEY("call", "A call", "요청당"),
	[COLUMN_MONTH] = COLUMN_MONEY("month", "A month", "월 비용"),
	[COLUMN_INPUT] = COLUMN_MONEY("input", "Input", "입력"),
	[COLUMN_CACHED] = COLUMN_MONEY("cached", "Cached", "캐시 입력"),
	[COLUMN_WRITTEN] = COLUMN_MONEY("written", "Written", "캐시 쓰기"),
	[COLUMN_OUTPUT] = COLUMN_MONEY("output", "Output", "출력"),
	[COLUMN_BOUGHT] = COLUMN_FIELD("bought", KIND_NUMBER, UNIT_COUNT, "Budget buys",
		"예산 내 요청", BETTER_HIGH, 11),
	[COLUMN_EVEN] = COLUMN_FIELD("break_even", KIND_NUMBER, UNIT_COUNT, "Break-even",
		"손익분기 요청", BETTER_NONE, 11),
	[COLUMN_AS_OF] = COLUMN_FIELD("as_of", KIND_DATE, UNIT_NONE, "As of", "자료 날짜",
		BETTER_NONE, 10),
	[COLUMN_NOTES] = COLUMN_FIELD("notes", KIND_TEXT, UNIT_NONE, "Notes", "참고", BETTER_NONE,
		40),
};

struct cost_line {
	uint32_t row;
	struct cost cost;
};
struct cost_context {
	struct parameters parameters;
	struct cost_line *lines;
	uint8_t kinds[COLUMN_COUNT]; /* column of the table -> COLUMN_ */
};

static const struct cost_context *context_of(const struct table *table)
{
	return table->context;
}

static struct text provider_of(const struct store *store, uint32_t offer, struct text *key)
{
	struct term term = store_term(store, FIELD_PROVIDER, store_offer_provider(store, offer));

	*key = term.key;
	return term.title;
}

static struct cell date_cell(uint32_t date, struct arena *arena)
{
	struct value value = { .state = date ? VALUE_KNOWN : VALUE_UNKNOWN, .is.date = date };
	struct cell cell = cell_text(date_text(date, arena));

	cell.value = value;
	return cell;
}

static struct cell amount_cell(int kind, struct cost_amount amount, struct arena *arena)
{
	return column_number(&fields[kind], amount.low, amount.high, arena);
}

/* Requests: a free offer has no bound, which no number says. */
static struct cell count_cell(int kind, struct cost_amount amount, struct arena *arena)
{
	if (isinf(amount.low) || isinf(amount.high)) {
		struct cell cell = column_number(&fields[kind], (double)NAN, (double)NAN, arena);
		cell.value.state = VALUE_NOT_APPLICABLE;
		cell.full = cell.brief = text_of(kind == COLUMN_EVEN ? _("never") : _("no bound"));
		return cell;
	}
	/* the low end is what surely holds */
	struct cell cell = column_number(&fields[kind], (double)NAN,
		floor(amount.low * (1 + 1e-12)), arena);
	return cell;
}

static struct cell cell_of(const struct table *table, int kind, const struct cost_line *line,
	struct arena *arena)
{
	const struct store *store = table->store;
	const struct cost *cost = &line->cost;
	const struct parameters *parameters = &context_of(table)->parameters;
	bool has_offer = cost->offer != UINT32_MAX;
	struct text key = TEXT_NONE, title;

	switch (kind) {
	case COLUMN_NAME: return cell_text(store_title(store, line->row));
	case COLUMN_PROVIDER: {
		title = has_offer ? provider_of(store, cost->offer, &key) : TEXT_NONE;
		struct cell cell = cell_text(title);
		cell.key = cell.value.is.text = key;
		return cell;
	}
	case COLUMN_CALL: return amount_cell(kind, cost->call, arena);
	case COLUMN_MONTH: return amount_cell(kind, cost->month, arena);
	case COLUMN_INPUT: return amount_cell(kind, cost->input, arena);
	case COLUMN_CACHED: return amount_cell(kind, cost->cached, arena);
	case COLUMN_WRITTEN: return amount_cell(kind, cost->written, arena);
	case COLUMN_OUTPUT: return amount_cell(kind, cost->output, arena);
	case COLUMN_BOUGHT: return count_cell(kind, cost->bought, arena);
	case COLUMN_EVEN:
		return count_cell(kind, cost_break_even(cost, parameters).requests, arena);
	case COLUMN_AS_OF:
		return date_cell(has_offer ? cost_price_day(store, cost->offer, parameters) : 0,
			arena);
	default: return cell_text(cost_notes_text(store, cost, parameters, arena));
	}
}

/* The price that an amount is made of. */
static enum field_id price_behind(int kind)
{
	return kind == COLUMN_CACHED     ? FIELD_PRICE_CACHED
		: kind == COLUMN_WRITTEN ? FIELD_PRICE_WRITE
		: kind == COLUMN_OUTPUT  ? FIELD_PRICE_OUT
					 : FIELD_PRICE_IN;
}

static void cost_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct cost_context *context = context_of(table);
	const struct cost_line *line = &context->lines[index];

	for (size_t i = 0; i < table->column_count; i++) {
		int kind = context->kinds[i];
		cells[i] = cell_of(table, kind, line, arena);
		if (kind >= COLUMN_CALL && kind <= COLUMN_OUTPUT && line->cost.is_known)
			column_cite(&cells[i], table->store, line->cost.offer, price_behind(kind),
				cost_day(table->store, &context->parameters), arena);
	}
}

static struct text cost_id(const struct table *table, uint32_t index)
{
	return store_id(table->store, context_of(table)->lines[index].row);
}

static struct text cost_title(const struct table *table, uint32_t index)
{
	return store_title(table->store, context_of(table)->lines[index].row);
}

static const struct table_ops cost_ops = { .row = cost_cells,
	.row_id = cost_id,
	.row_title = cost_title };

struct cost table_cost_of(const struct table *table, uint32_t index)
{
	return context_of(table)->lines[index].cost;
}

uint32_t table_cost_row(const struct table *table, uint32_t index)
{
	return context_of(table)->lines[index].row;
}

/* What can be had before what cannot, then the cheaper; ties by model and offer. */
static int by_cost(const void *one, const void *two)
{
	const struct cost_line *a = one, *b = two;

	if (a->cost.is_known != b->cost.is_known)
		return a->cost.is_known ? -1 : 1;
	if (cost_is_over(&a->cost) != cost_is_over(&b->cost))
		return cost_is_over(&a->cost) ? 1 : -1;
	if (a->cost.is_known && a->cost.call.high != b->cost.call.high)
		return a->cost.call.high < b->cost.call.high ? -1 : 1;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return a->cost.offer < b->cost.offer ? -1 : a->cost.offer > b->cost.offer;
}

static uint32_t add_offers(const struct table *table, uint32_t row, const uint8_t *allowed,
	struct cost_line *lines)
{
	const struct parameters *parameters = &context_of(table)->parameters;
	uint32_t used = 0;

	for (uint32_t offer = store_offers_from(table->store, row);
		offer < store_offers_from(table->store, row + 1); offer++)
		if (!allowed || allowed[offer])
			lines[used++] = (struct cost_line){ row,
				cost_offer(table->store, offer, parameters) };
	if (used == 0) /* says that there is none */
		lines[used++] = (struct cost_line){ row,
			cost_cheapest(table->store, row, parameters, allowed) };
	return used;
}

static void make_lines(struct table *table, struct query_run *run, const uint32_t *rows,
	uint32_t count, enum cost_rows how)
{
	struct cost_context *context = table->context;
	const struct parameters *parameters = &context->parameters;

	for (uint32_t i = 0; i < count; i++) {
		const uint8_t *allowed = run ? query_run_allowed(run, rows[i]) : NULL;
		struct cost_line *line = &context->lines[table->row_count];
		if (how == COST_ROWS_OFFERS)
			table->row_count += add_offers(table, rows[i], allowed, line);
		else
			context->lines[table->row_count++] = (struct cost_line){ rows[i],
				how == COST_ROWS_MODELS
					? cost_model(table->store, rows[i], parameters, allowed)
					: cost_cheapest(table->store, rows[i], parameters,
						  allowed) };
	}
	if (how != COST_ROWS_MODELS)
		qsort(context->lines, table->row_count, sizeof(*context->lines), by_cost);
}

/* Columns that say nothing here are left out. */
static bool is_shown(const struct parameters *parameters, int kind)
{
	switch (kind) {
	case COLUMN_CACHED: return parameters->cached_share > 0;
	case COLUMN_WRITTEN: return parameters->written_share > 0;
	case COLUMN_BOUGHT: return !isnan(parameters->budget_usd);
	case COLUMN_EVEN: return !isnan(parameters->rig_usd);
	default: return true;
	}
}

/* "$500 buys" */
static struct text bought_title(const struct parameters *parameters, struct arena *arena)
{
	struct strbuf budget;

	strbuf_init(&budget);
	number_print(&budget, UNIT_USD, parameters->budget_usd);
	struct text title = arena_format(arena, _("%s buys"), budget.bytes);
	strbuf_done(&budget);
	return title;
}

struct text cost_heading(struct text workload, const struct parameters *parameters,
	struct arena *arena)
{
	const char *lacks = cost_rig_lacks(parameters);

	if (*lacks == '\0')
		return arena_copy(arena, workload);
	return arena_format(arena, _("%.*s%sown hardware has no cost without %s"),
		TEXT_ARGS(workload), workload.size > 0 ? message_wide_gap() : "", lacks);
}

static void add_columns(struct table *table, struct arena *arena)
{
	static const uint8_t priorities[COLUMN_COUNT] = { [COLUMN_PROVIDER] = 3,
		[COLUMN_CALL] = 4,
		[COLUMN_MONTH] = 1,
		[COLUMN_INPUT] = 6,
		[COLUMN_CACHED] = 7,
		[COLUMN_WRITTEN] = 8,
		[COLUMN_OUTPUT] = 5,
		[COLUMN_BOUGHT] = 2,
		[COLUMN_EVEN] = 2,
		[COLUMN_AS_OF] = 9,
		[COLUMN_NOTES] = 10 };
	struct cost_context *context = table->context;
	struct table_column *all = column_list(fields, COLUMN_COUNT, arena);
	struct strbuf note;

	strbuf_init(&note);
	parameters_print(&note, &context->parameters, FIELD_COST);
	for (int kind = 0; kind < COLUMN_COUNT; kind++) {
		if (!is_shown(&context->parameters, kind))
			continue;
		context->kinds[table->column_count] = (uint8_t)kind;
		all[table->column_count] = all[kind];
		all[table->column_count].priority = priorities[kind];
		if (kind == COLUMN_BOUGHT)
			all[table->column_count].title = bought_title(&context->parameters, arena);
		table->column_count++;
	}
	table->title = cost_heading(strbuf_text(&note), &context->parameters, arena);
	table->columns = all;
	strbuf_done(&note);
}

struct table *table_cost(const struct store *store, struct query_run *run, const uint32_t *rows,
	uint32_t count, enum cost_rows how, const struct parameters *parameters,
	struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct cost_context *context = arena_get(arena, sizeof(*context));
	size_t most = count;

	for (uint32_t i = 0; i < count; i++)
		most += store_offers_from(store, rows[i] + 1) - store_offers_from(store, rows[i]);
	context->parameters = *parameters;
	context->lines = ARENA_ARRAY(arena, struct cost_line, most + 1);
	table->ops = &cost_ops;
	table->kind = TABLE_COST;
	table->store = store;
	table->run = run;
	table->context = context;
	table->command = column_command(store, "cost",
		how == COST_ROWS_OFFERS             ? "offer"
			: how == COST_ROWS_CHEAPEST ? "cheapest"
						    : NULL,
		&(struct column_models){ rows, count, parameters }, arena);
	table->model_count = how == COST_ROWS_OFFERS ? count : 0;
	table->parameters = column_parameters(parameters, FIELD_COST, arena);
	add_columns(table, arena);
	make_lines(table, run, rows, count, how);
	return table;
}

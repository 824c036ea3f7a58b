/* SPDX-License-Identifier: MIT */
/* The offers of one model as a table: who serves it, at what price, within which limits and terms. */
#include "catalog/base/strbuf.h"
#include "catalog/tables/table.h"

#include <math.h>
#include <string.h>

struct offers_context {
	const uint32_t *offers;
};

static const uint16_t offer_fields[] = { FIELD_PROVIDER, FIELD_PRICE_IN, FIELD_PRICE_OUT,
	FIELD_PRICE_CACHED, FIELD_PRICE, FIELD_CONTEXT_SERVED, FIELD_OUTPUT_LIMIT, FIELD_REGION,
	FIELD_DATA_TERMS, FIELD_SPEED };
enum { OFFER_FIELD_COUNT = sizeof(offer_fields) / sizeof(offer_fields[0]) };

static struct text print_with(struct arena *arena,
	void (*print)(struct strbuf *, const struct field *, const struct value *),
	const struct field *field, const struct value *value)
{
	struct strbuf buf;

	strbuf_init(&buf);
	print(&buf, field, value);
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

static void offer_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct offers_context *context = table->context;
	uint32_t offer = context->offers[index];

	for (size_t i = 0; i < table->column_count; i++) {
		const struct field *field = table->columns[i].field;
		struct cell *cell = &cells[i];
		memset(cell, 0, sizeof(*cell));
		cell->share = (double)NAN;
		cell->value = store_offer_value(table->store, offer, field->id, arena);
		cell->full = print_with(arena, value_print, field, &cell->value);
		cell->brief = print_with(arena, value_print_brief, field, &cell->value);
		cell->key = print_with(arena, value_print_key, field, &cell->value);
		cell->basis = store_offer_basis(table->store, offer);
		cell->sources[0] = store_offer_source(table->store, offer);
		cell->source_count = cell->sources[0] != SOURCE_NONE &&
			cell->value.state != VALUE_UNKNOWN;
	}
}

static struct text offer_row_id(const struct table *table, uint32_t index)
{
	const struct offers_context *context = table->context;
	return store_offer_id(table->store, context->offers[index]);
}

static const struct table_ops offer_ops = { .row = offer_cells,
	.row_id = offer_row_id,
	.row_title = offer_row_id };

struct table *table_offers(const struct store *store, struct query_run *run, uint32_t row,
	struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct offers_context *context = arena_get(arena, sizeof(*context));
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, OFFER_FIELD_COUNT);
	uint32_t from = store_offers_from(store, row), to = store_offers_from(store, row + 1);

	if (run) {
		table->row_count = (uint32_t)query_run_offers(run, row, arena, &context->offers);
	} else {
		uint32_t *offers = ARENA_ARRAY(arena, uint32_t, to - from + 1);
		for (uint32_t i = from; i < to; i++)
			offers[i - from] = i;
		context->offers = offers;
		table->row_count = to - from;
	}
	for (size_t i = 0; i < OFFER_FIELD_COUNT; i++)
		columns[i] = table_field_column(field_get((enum field_id)offer_fields[i]), NULL,
			arena);
	table->ops = &offer_ops;
	table->kind = TABLE_OFFERS;
	table->store = store;
	table->run = run;
	table->columns = columns;
	table->column_count = OFFER_FIELD_COUNT;
	table->context = context;
	table->title = store_title(store, row);
	return table;
}

/* SPDX-License-Identifier: MIT */
/* The offers of one model as a table: who serves it, at what price, within which limits and terms. */
#include "catalog/tables/table.h"

struct offers_context {
	const uint32_t *offers;
};

static const uint16_t offer_fields[] = { FIELD_PROVIDER, FIELD_PRICE_IN, FIELD_PRICE_OUT,
	FIELD_PRICE_CACHED, FIELD_PRICE, FIELD_CONTEXT_SERVED, FIELD_OUTPUT_LIMIT, FIELD_REGION,
	FIELD_DATA_TERMS, FIELD_SPEED };
enum { OFFER_FIELD_COUNT = sizeof(offer_fields) / sizeof(offer_fields[0]) };

static void offer_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct offers_context *context = table->context;
	uint32_t offer = context->offers[index];

	for (size_t i = 0; i < table->column_count; i++) {
		struct claim claim = store_offer_claim(table->store, offer,
			table->columns[i].field->id, arena);
		cells[i] = table_value_cell(table->store, table->columns[i].field, claim.value,
			arena);
		cells[i].basis = (enum basis)claim.basis;
		cells[i].sources[0] = claim.source;
		cells[i].source_count = claim.source != SOURCE_NONE &&
			claim.value.state != VALUE_UNKNOWN;
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
	table->command = arena_format(arena, "llmatlas show %.*s offers",
		TEXT_ARGS(store_id(store, row)));
	return table;
}

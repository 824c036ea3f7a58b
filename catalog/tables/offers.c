/* SPDX-License-Identifier: MIT */
/* The offers of one model as a table: who serves it, at what price, within which limits and terms. */
#include "catalog/tables/cell.h"
#include "catalog/tables/offer_behind.h"
#include "catalog/tables/price_end.h"
#include "catalog/tables/table.h"
#include "catalog/tables/same_as.h"

struct offers_context {
	const uint32_t *offers;
};

static const uint16_t offer_fields[] = { FIELD_PROVIDER, FIELD_PRICE_IN, FIELD_PRICE_OUT,
	FIELD_PRICE_CACHED, FIELD_PRICE, FIELD_CONTEXT_SERVED, FIELD_OUTPUT_LIMIT, FIELD_REGION,
	FIELD_DATA_TERMS, FIELD_SPEED };
enum { OFFER_FIELD_COUNT = sizeof(offer_fields) / sizeof(offer_fields[0]) };

/* What the whole table has beside them. */
static const uint16_t further_fields[] = { FIELD_PRICE_WRITE, FIELD_PRICE_IN_BATCH,
	FIELD_PRICE_OUT_BATCH, FIELD_INPUT_LIMIT, FIELD_API, FIELD_CERTIFICATIONS, FIELD_RATE_LIMIT,
	FIELD_TTFT, FIELD_STATUS, FIELD_RETIRES, FIELD_PRICE_UNTIL };
enum { FURTHER_FIELD_COUNT = sizeof(further_fields) / sizeof(further_fields[0]) };
static const struct field id_field = { .id = FIELD_NONE,
	.key = "id",
	.title = { "ID", "ID" },
	.brief = { "ID", "ID" },
	.kind = KIND_TEXT,
	.width = 24 };
static const struct field day_field = { .id = FIELD_NONE,
	.key = "as_of",
	.title = { "As of", "자료 날짜" },
	.brief = { "As of", "자료 날짜" },
	.kind = KIND_DATE,
	.width = 10 };

uint32_t table_offer_of(const struct table *table, uint32_t index)
{
	return ((const struct offers_context *)table->context)->offers[index];
}

static struct cell day_cell(uint32_t day, struct arena *arena)
{
	return cell_value(&day_field,
		(struct value){ .state = day == 0 ? VALUE_UNKNOWN : VALUE_KNOWN, .is.date = day },
		arena);
}

/* What it costs then stands beside the day. */
static void end_words(const struct store *store, uint32_t offer, struct cell *cell,
	struct arena *arena)
{
	struct text words = price_end_cell_text(store, offer, arena);

	if (words.size > 0)
		cell->full = cell->brief = words;
}

static void offer_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	uint32_t offer = table_offer_of(table, index);

	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].field == &id_field) {
			cells[i] = cell_text(store_offer_id(table->store, offer));
			continue;
		}
		if (table->columns[i].field == &day_field) {
			cells[i] = day_cell(store_offer_as_of(table->store, offer), arena);
			continue;
		}
		struct claim claim = store_offer_claim(table->store, offer,
			table->columns[i].field->id, arena);
		cells[i] = table_value_cell(table->store, table->columns[i].field, claim.value,
			arena);
		if (offer_tries(table->store, offer, table->columns[i].field, &claim.value)) {
			offer_tell_trial(&cells[i]);
			cells[i].full = cells[i].brief; /* in each of its prices */
		}
		if (table->columns[i].field->id == FIELD_PRICE_UNTIL)
			end_words(table->store, offer, &cells[i], arena);
		cells[i].basis = (enum basis)claim.basis;
		cells[i].sources[0] = claim.source;
		cells[i].source_count = claim.source != SOURCE_NONE &&
			claim.value.state != VALUE_UNKNOWN;
	}
}

static struct text offer_row_id(const struct table *table, uint32_t index)
{
	return store_offer_id(table->store, table_offer_of(table, index));
}

static const struct table_ops offer_ops = { .row = offer_cells,
	.row_id = offer_row_id,
	.row_title = offer_row_id };

/* An offer or a price that ends, or a price that ended, is told wherever there is one; that the others do not is nothing to say. */
static bool has_any(const struct table *table, enum field_id field)
{
	for (uint32_t i = 0; i < table->row_count; i++) {
		uint32_t offer = table_offer_of(table, i);
		if (store_offer_value(table->store, offer, field, NULL).state == VALUE_KNOWN)
			return true;
		if (field == FIELD_PRICE_UNTIL && store_price_end(table->store, offer).until != 0)
			return true;
	}
	return false;
}

static void set_columns(struct table *table, bool is_whole, struct arena *arena)
{
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column,
		OFFER_FIELD_COUNT + FURTHER_FIELD_COUNT + 2);
	size_t count = 0;

	if (is_whole)
		columns[count++] = table_field_column(&id_field, NULL, arena);
	for (size_t i = 0; i < OFFER_FIELD_COUNT; i++)
		columns[count++] = table_field_column(field_get((enum field_id)offer_fields[i]),
			NULL, arena);
	for (size_t i = 0; i < FURTHER_FIELD_COUNT; i++) {
		enum field_id field = (enum field_id)further_fields[i];
		bool is_end = field == FIELD_STATUS || field == FIELD_RETIRES ||
			field == FIELD_PRICE_UNTIL;
		if (is_whole || (is_end && has_any(table, field)))
			columns[count++] = table_field_column(field_get(field), NULL, arena);
	}
	if (is_whole)
		columns[count++] = table_field_column(&day_field, NULL, arena);
	table->columns = columns;
	table->column_count = count;
}

struct table *table_offers(const struct store *store, struct query_run *run, uint32_t row,
	bool is_whole, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct offers_context *context = arena_get(arena, sizeof(*context));
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
	table->ops = &offer_ops;
	table->kind = TABLE_OFFERS;
	table->store = store;
	table->run = run;
	table->context = context;
	table->title = store_title(store, row);
	set_columns(table, is_whole, arena);
	table->command = same_as_show(table, row, "offers", arena);
	return table;
}

/* SPDX-License-Identifier: MIT */
/* JSON and NDJSON: the stable shape of llmatlas-json(5). Unknown is "value": null; what the developer does not disclose is the value "undisclosed". */
#include "catalog/tables/export_json.h"

#include "catalog/base/json.h"
#include "catalog/base/strbuf.h"

#include <math.h>

static void string_list(struct export_job *job, const struct text *items, size_t count)
{
	sink_add_char(job->sink, '[');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			sink_add_string(job->sink, ", ");
		json_write_string(job->sink, items[i]);
	}
	sink_add_char(job->sink, ']');
}

static void mask_list(struct export_job *job, const struct field *field, uint64_t mask)
{
	bool is_first = true;

	sink_add_char(job->sink, '[');
	for (uint8_t i = 0; i < field->member_count; i++) {
		if (!(mask >> i & 1))
			continue;
		if (!is_first)
			sink_add_string(job->sink, ", ");
		is_first = false;
		json_write_string(job->sink, text_of(field->members[i].key));
	}
	sink_add_char(job->sink, ']');
}

/* Of a column without a field: a number is one, all else stands by its key. */
static void write_other(struct export_job *job, bool is_number, const struct value *value,
	struct text key)
{
	if (is_number && value->state == VALUE_KNOWN)
		json_write_number(job->sink, value->is.number);
	else
		json_write_string(job->sink, key);
}

static void write_value(struct export_job *job, const struct table_column *column,
	const struct field *field, const struct value *value, struct text key)
{
	if (value->state == VALUE_UNKNOWN)
		sink_add_string(job->sink, "null");
	else if (value->state == VALUE_UNDISCLOSED)
		sink_add_string(job->sink, "\"undisclosed\"");
	else if (value->state == VALUE_NOT_APPLICABLE)
		sink_add_string(job->sink, "\"not-applicable\"");
	else if (!field)
		write_other(job, column && column->is_number, value, key);
	else if (field->kind == KIND_NUMBER)
		json_write_number(job->sink, value->is.number);
	else if (field->kind == KIND_SET)
		mask_list(job, field, value->is.mask);
	else if (field->kind == KIND_TAGS)
		string_list(job, value->is.tags.items, value->is.tags.count);
	else
		json_write_string(job->sink, key);
}

static void write_value_of(struct export_job *job, const struct field *field,
	const struct value *value)
{
	struct strbuf key;

	strbuf_init(&key);
	value_print_key(&key, field, value);
	write_value(job, NULL, field, value, strbuf_text(&key));
	strbuf_done(&key);
}

/* Where sources differ: what each says, the believed one first. */
static void write_claims(struct export_job *job, const struct field *field, uint32_t row)
{
	size_t count;
	const struct claim *claims = store_claims(job->table->store, row, field->id, &job->arena,
		&count);

	sink_add_string(job->sink, ", \"claims\": [");
	for (size_t i = 0; i < count; i++) {
		sink_add_string(job->sink, i > 0 ? ", {\"value\": " : "{\"value\": ");
		write_value_of(job, field, &claims[i].value);
		sink_add_format(job->sink, ", \"basis\": \"%s\"",
			basis_name((enum basis)claims[i].basis));
		if (claims[i].by.size > 0) {
			sink_add_string(job->sink, ", \"by\": ");
			json_write_string(job->sink, claims[i].by);
		}
		uint32_t number = export_source_number(&job->sources, claims[i].source);
		if (number > 0)
			sink_add_format(job->sink, ", \"sources\": [%u]", number);
		sink_add_char(job->sink, '}');
	}
	sink_add_char(job->sink, ']');
}

/* Prices that are told (others: NAN), by their keys, and who says so. */
static void write_prices(struct export_job *job, const double prices[OFFER_PRICES],
	enum basis basis, uint32_t source)
{
	bool is_first = true;

	sink_add_string(job->sink, "\"value\": {");
	for (int i = 0; i < OFFER_PRICES; i++) {
		if (isnan(prices[i]))
			continue;
		sink_add_format(job->sink, "%s\"%s\": ", is_first ? "" : ", ",
			field_get((enum field_id)(FIELD_PRICE_IN + i))->key);
		json_write_number(job->sink, prices[i]);
		is_first = false;
	}
	uint32_t number = export_source_number(&job->sources, source);
	sink_add_format(job->sink, "}, \"basis\": \"%s\"", basis_name(basis));
	if (number > 0)
		sink_add_format(job->sink, ", \"sources\": [%u]", number);
}

/* What an offer cost until the announced end that has passed. */
static void write_before(struct export_job *job, uint32_t offer, uint32_t until)
{
	const struct store *store = job->table->store;
	double prices[OFFER_PRICES];
	struct value day = { .state = VALUE_KNOWN, .is.date = until };

	for (uint32_t i = 0; i < OFFER_PRICES; i++) {
		struct value value = store_offer_value_on(store, offer, FIELD_PRICE_IN + i, 0,
			&job->arena);
		prices[i] = value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
	}
	struct claim claim = store_offer_claim_on(store, offer, FIELD_PRICE_IN, 0, &job->arena);
	sink_add_string(job->sink, ", \"before\": {\"until\": ");
	write_value_of(job, field_get(FIELD_PRICE_UNTIL), &day);
	sink_add_string(job->sink, ", ");
	write_prices(job, prices, (enum basis)claim.basis, claim.source);
	sink_add_char(job->sink, '}');
}

/* What an offer costs from the day behind its price_until on; from then on, what it cost before. */
static void write_end(struct export_job *job, uint32_t offer)
{
	const struct price_end end = store_price_end(job->table->store, offer);

	if (!end.later.is_told)
		return;
	if (price_end_is_over(&end, store_day(job->table->store))) {
		write_before(job, offer, end.until);
		return;
	}
	sink_add_string(job->sink, ", \"then\": {");
	write_prices(job, end.later.prices, (enum basis)end.later.basis, end.later.source);
	sink_add_char(job->sink, '}');
}

/* row: of the model, UINT32_MAX for other tables. */
static void write_cell(struct export_job *job, const struct table_column *column,
	const struct cell *cell, uint32_t row)
{
	const struct field *field = column->field ? column->field : cell->field;

	sink_add_string(job->sink, "{\"value\": ");
	write_value(job, column, field, &cell->value, cell->key);
	if (!column->field && field && cell->value.state == VALUE_KNOWN && *unit_name(field->unit))
		sink_add_format(job->sink, ", \"unit\": \"%s\"", unit_name(field->unit));
	if (cell->value.state != VALUE_UNKNOWN && cell->source_count > 0) {
		sink_add_format(job->sink, ", \"basis\": \"%s\", \"sources\": [",
			basis_name(cell->basis));
		for (uint8_t i = 0; i < cell->source_count; i++)
			sink_add_format(job->sink, "%s%u", i > 0 ? ", " : "",
				export_source_number(&job->sources, cell->sources[i]));
		sink_add_char(job->sink, ']');
	}
	if (cell->provider.size > 0) {
		sink_add_string(job->sink, ", \"provider\": ");
		json_write_string(job->sink, cell->provider);
	}
	if (cell->is_trial)
		sink_add_string(job->sink, ", \"trial\": true");
	if (cell->has_conflict)
		sink_add_string(job->sink, ", \"conflict\": true");
	if (cell->has_conflict && column->field && row != UINT32_MAX)
		write_claims(job, column->field, row);
	if (cell->role == CELL_BEST)
		sink_add_string(job->sink, ", \"best\": true");
	if (cell->ratio > 0) {
		sink_add_string(job->sink, ", \"ratio\": ");
		json_write_number(job->sink, cell->ratio);
	}
	if (cell->half_width > 0) {
		sink_add_string(job->sink, ", \"half_width\": ");
		json_write_number(job->sink, cell->half_width);
	}
	if (cell->low > 0) {
		sink_add_string(job->sink, ", \"low\": ");
		json_write_number(job->sink, cell->low);
	}
	sink_add_char(job->sink, '}');
}

static void write_price(struct export_job *job, const char *key, double price)
{
	sink_add_format(job->sink, ", \"%s\": ", key);
	if (isnan(price))
		sink_add_string(job->sink, "null");
	else
		json_write_number(job->sink, price);
}

/* Prices of an offer above a threshold of input. */
static void write_tiers(struct export_job *job, uint32_t offer)
{
	const struct store *store = job->table->store;
	struct tier tiers[64];
	size_t count = store_offer_tiers(store, offer, tiers, sizeof(tiers) / sizeof(tiers[0]));

	sink_add_string(job->sink, ", \"tiers\": {\"value\": [");
	for (size_t i = 0; i < count; i++) {
		sink_add_format(job->sink, "%s{\"above\": %u", i > 0 ? ", " : "", tiers[i].above);
		write_price(job, "price_in", tiers[i].price_in);
		write_price(job, "price_out", tiers[i].price_out);
		write_price(job, "price_cached", tiers[i].price_cached);
		sink_add_char(job->sink, '}');
	}
	sink_add_char(job->sink, ']');
	uint32_t number = count == 0
		? 0
		: export_source_number(&job->sources, store_offer_source(store, offer));
	if (number > 0)
		sink_add_format(job->sink, ", \"basis\": \"%s\", \"sources\": [%u]",
			basis_name(store_offer_basis(store, offer)), number);
	sink_add_char(job->sink, '}');
}

/* row: of the model, UINT32_MAX for other tables. */
static void write_cells(struct export_job *job, const struct table *table, uint32_t index,
	const struct cell *cells, uint32_t row)
{
	sink_add_char(job->sink, '{');
	for (size_t i = 0; i < table->column_count; i++) {
		if (i > 0)
			sink_add_string(job->sink, ", ");
		json_write_string(job->sink, table->columns[i].key);
		sink_add_string(job->sink, ": ");
		write_cell(job, &table->columns[i], &cells[i], row);
	}
	if (table->kind == TABLE_OFFERS) {
		write_tiers(job, table_offer_of(table, index));
		write_end(job, table_offer_of(table, index));
	}
	sink_add_char(job->sink, '}');
}

/* A shown model carries its offers. */
static void write_offers(struct export_job *job, uint32_t row)
{
	struct arena arena;

	arena_init(&arena);
	struct table *offers = table_offers(job->table->store, NULL, row, true, &arena);
	struct cell *cells = ARENA_ARRAY(&arena, struct cell, offers->column_count + 1);
	sink_add_string(job->sink, ", \"offers\": [");
	for (uint32_t i = 0; i < offers->row_count; i++) {
		offers->ops->row(offers, i, &arena, cells);
		sink_add_string(job->sink, i > 0 ? ",\n    " : "\n    ");
		write_cells(job, offers, i, cells, UINT32_MAX);
	}
	sink_add_char(job->sink, ']');
	arena_done(&arena);
}

static void write_row(struct export_job *job, uint32_t index, const struct cell *cells)
{
	const struct table *table = job->table;
	struct text id = table->ops->row_id(table, index);

	sink_add_char(job->sink, '{');
	if (id.size > 0) {
		sink_add_string(job->sink, "\"id\": ");
		json_write_string(job->sink, id);
		sink_add_string(job->sink, ", ");
	}
	sink_add_string(job->sink, "\"cells\": ");
	uint32_t row = UINT32_MAX;
	if (id.size > 0 && table->store)
		store_find_id(table->store, id, &row);
	write_cells(job, table, index, cells, row);
	if (table->kind == TABLE_DETAIL)
		write_offers(job, table->rows[index]);
	sink_add_char(job->sink, '}');
}

static void json_begin(struct export_job *job)
{
	sink_add_char(job->sink, '{');
	export_json_head(job);
	sink_add_string(job->sink, ",\n");
	export_json_fields(job);
	sink_add_string(job->sink, ",\n\"rows\": [");
}

static void json_row(struct export_job *job, uint32_t index, const struct cell *cells)
{
	sink_add_string(job->sink, job->lines++ > 0 ? ",\n  " : "\n  ");
	write_row(job, index, cells);
}

static void json_end(struct export_job *job)
{
	sink_add_string(job->sink, "],\n");
	export_json_sources(job);
	sink_add_string(job->sink, "}\n");
}

/* NDJSON: one flat object per row, nothing else. */
static void ndjson_end(struct export_job *job)
{
	(void)job;
}

/* What stands before each value is the same in every row. */
static void ndjson_begin(struct export_job *job)
{
	const struct table *table = job->table;
	struct text *leads = ARENA_ARRAY(&job->whole, struct text, table->column_count + 1);
	struct strbuf buf;

	strbuf_init(&buf);
	for (size_t i = 0; i < table->column_count; i++) {
		struct sink *sink = sink_open_strbuf(&buf);
		strbuf_clear(&buf);
		json_write_string(sink, table->columns[i].key);
		sink_add_string(sink, ": ");
		sink_close(sink, NULL);
		leads[i] = arena_copy(&job->whole, strbuf_text(&buf));
	}
	strbuf_done(&buf);
	job->leads = leads;
}

static void ndjson_row(struct export_job *job, uint32_t index, const struct cell *cells)
{
	const struct table *table = job->table;
	struct text id = table->ops->row_id(table, index);

	sink_add_char(job->sink, '{');
	if (id.size > 0) {
		sink_add(job->sink, TEXT("\"id\": "));
		json_write_string(job->sink, id);
	}
	for (size_t i = 0; i < table->column_count; i++) {
		if (id.size > 0 && export_is_id(&table->columns[i]))
			continue;
		if (i > 0 || id.size > 0)
			sink_add(job->sink, TEXT(", "));
		sink_add(job->sink, job->leads[i]);
		const struct table_column *column = &table->columns[i];
		write_value(job, column, column->field ? column->field : cells[i].field,
			&cells[i].value, cells[i].key);
	}
	sink_add(job->sink, TEXT("}\n"));
}

const struct export_writer export_json = { .name = "json",
	.title = "JSON",
	.endings = ".json",
	.begin = json_begin,
	.row = json_row,
	.end = json_end };
const struct export_writer export_ndjson = { .name = "ndjson",
	.title = "NDJSON",
	.endings = ".ndjson .jsonl",
	.cells = CELLS_VALUES,
	.begin = ndjson_begin,
	.row = ndjson_row,
	.end = ndjson_end };

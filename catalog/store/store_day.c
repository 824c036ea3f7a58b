/* SPDX-License-Identifier: MIT */
/* Prices that hold until an announced day: what an offer costs on a day, and the columns of a store that is asked about a day after that end. The bytes of a
 * snapshot say what held when it was made; nothing of them is changed: the few cells that differ are kept beside them, and a column is copied when somebody
 * scans it. */
#include "catalog/base/memory.h"
#include "catalog/store/headline.h"
#include "catalog/store/store_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_FIELDS = FIELD_PRICE_UNTIL - FIELD_PRICE + 1 };

struct day_row { /* the row has the prices of that offer */
	uint32_t row, offer;
};

struct day_prices {
	uint32_t day;
	struct day_row *rows; /* in order; those of whose offers one has ended */
	size_t row_count;
	struct column *columns[DAY_FIELDS], *offer_columns[DAY_FIELDS]; /* made when asked for */
};

static const struct price_end_record *records(const struct store *store)
{
	return store->price_ends.items;
}

/* The first record that is not of an offer before this one. */
static size_t record_from(const struct store *store, uint32_t offer)
{
	size_t low = 0, high = store->price_ends.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (records(store)[middle].offer < offer)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct price_end end_of(const struct store *store, const struct price_end_record *record)
{
	struct price_end end = { .until = column_holds_date(record->until) ? record->until : 0,
		.later = { .is_told = record->is_told != 0,
			.basis = record->basis < BASIS_COUNT ? record->basis
							     : (uint8_t)BASIS_REPORTED,
			.source = record->source < store_source_count(store) ? record->source
									     : SOURCE_NONE,
			.as_of = record->as_of } };

	for (int i = 0; i < OFFER_PRICES; i++)
		end.later.prices[i] = isnan(record->prices[i]) ? (double)NAN
							       : number_of_float(record->prices[i]);
	return end;
}

struct price_end store_price_end(const struct store *store, uint32_t offer)
{
	size_t at = record_from(store, offer);

	if (at >= store->price_ends.count || records(store)[at].offer != offer)
		return (struct price_end){ .until = 0 };
	return end_of(store, &records(store)[at]);
}

bool price_end_is_over(const struct price_end *end, uint32_t day)
{
	return end->until != 0 && day != 0 && day > date_last_day(end->until);
}

static struct value later_value(const struct price_end *end, uint32_t field)
{
	const double *prices = end->later.prices;
	double number = field == FIELD_PRICE
		? headline_price(prices[0], prices[FIELD_PRICE_OUT - FIELD_PRICE_IN])
		: prices[field - FIELD_PRICE_IN];

	return (struct value){ .state = isnan(number) ? VALUE_UNKNOWN : VALUE_KNOWN,
		.is.number = number };
}

struct value store_offer_value_on(const struct store *store, uint32_t offer, uint32_t id,
	uint32_t day, struct arena *arena)
{
	static const struct value unknown = { .state = VALUE_UNKNOWN };

	if (offer >= store_offer_count(store) || id >= FIELD_COUNT)
		return unknown;
	if (field_is_of_day(id) && store->price_ends.count > 0) {
		const struct price_end end = store_price_end(store, offer);
		bool is_later = end.later.is_told && price_end_is_over(&end, day);
		if (id == FIELD_PRICE_UNTIL)
			return is_later || end.until == 0
				? unknown
				: (struct value){ .state = VALUE_KNOWN, .is.date = end.until };
		if (is_later)
			return later_value(&end, id);
	}
	return store->has_offer_column[id] ? column_value(store, &store->offer_columns[id],
						     field_get((enum field_id)id), offer, arena)
					   : unknown;
}

/* --- the day of a store --------------------------------------------------------------------------- */

static void forget(struct day_prices *prices)
{
	for (size_t i = 0; i < DAY_FIELDS; i++) {
		struct column *columns[] = { prices->columns[i], prices->offer_columns[i] };
		for (size_t j = 0; j < 2; j++) {
			if (!columns[j])
				continue;
			free((void *)columns[j]->cells);
			free((void *)columns[j]->bins);
			free((void *)columns[j]->reported);
			free((void *)columns[j]->inferred);
			free(columns[j]);
		}
		prices->columns[i] = prices->offer_columns[i] = NULL;
	}
	free(prices->rows);
	prices->rows = NULL;
	prices->row_count = 0;
}

void day_prices_open(struct store *store)
{
	if (store->price_ends.count > 0)
		store->day_prices = memory_get_zeroed(1, sizeof(*store->day_prices));
}

void day_prices_close(struct store *store)
{
	if (store->day_prices)
		forget(store->day_prices);
	free(store->day_prices);
}

uint32_t store_day(const struct store *store)
{
	return store->day_prices ? store->day_prices->day : 0;
}

void store_set_day(struct store *store, uint32_t day)
{
	struct day_prices *prices = store->day_prices;
	size_t count = store->price_ends.count;

	if (!prices)
		return;
	forget(prices);
	prices->day = day;
	struct day_row *rows = memory_get_zeroed(count, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		const struct price_end end = end_of(store, &records(store)[i]);
		uint32_t row = store_offer_row(store, records(store)[i].offer);
		bool is_next = prices->row_count == 0 || rows[prices->row_count - 1].row < row;
		if (row >= store_count(store) || !is_next || !price_end_is_over(&end, day))
			continue;
		uint32_t headline = store_headline(store, row);
		if (headline != UINT32_MAX)
			rows[prices->row_count++] = (struct day_row){ row, headline };
	}
	prices->rows = rows;
}

bool day_prices_any(const struct store *store)
{
	return store->day_prices && store->day_prices->row_count > 0;
}

bool day_prices_offer(const struct store *store, uint32_t row, uint32_t *offer)
{
	const struct day_prices *prices = store->day_prices;
	size_t low = 0, high = prices ? prices->row_count : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (prices->rows[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	if (!prices || low >= prices->row_count || prices->rows[low].row != row)
		return false;
	*offer = prices->rows[low].offer;
	return true;
}

/* --- columns of that day -------------------------------------------------------------------------- */

static void *copy(const void *from, size_t size)
{
	void *to = memory_get(size + 8);

	memcpy(to, from, size);
	return to;
}

static void put_cell(struct column *column, uint32_t index, const struct value *value)
{
	bool is_known_value = value->state == VALUE_KNOWN;

	if (column->form == COLUMN_U32)
		((uint32_t *)column->cells)[index] = is_known_value ? value->is.date : UINT32_MAX;
	else if (column->form == COLUMN_F32)
		((float *)column->cells)[index] = is_known_value ? (float)value->is.number
								 : (float)NAN;
	else if (column->form == COLUMN_F64)
		((double *)column->cells)[index] = is_known_value ? value->is.number : (double)NAN;
}

static uint64_t *copy_bits(const struct store *store, const uint64_t *bits)
{
	uint64_t *to = memory_get_zeroed(STORE_BITS(store_count(store)), sizeof(*to));

	if (bits)
		memcpy(to, bits, ((size_t)store_count(store) + 63) / 64 * sizeof(*to));
	return to;
}

static void put_bit(const uint64_t *bits, uint32_t row, bool is_set)
{
	uint64_t *word = (uint64_t *)bits + row / 64, bit = UINT64_C(1) << (row % 64);

	*word = is_set ? *word | bit : *word & ~bit;
}

const struct column *day_prices_column(const struct store *store, uint32_t id)
{
	struct day_prices *prices = store->day_prices;
	const struct field *field = field_get((enum field_id)id);
	const struct column *from = store_is_shared(store, id) ? shared_whole(store, id)
		: store->has_column[id]                        ? &store->columns[id]
							       : NULL;
	struct column **slot = &prices->columns[id - FIELD_PRICE];

	if (*slot || !from)
		return *slot;
	struct column *column = copy(from, sizeof(*column));
	column->cells = copy(from->cells, (size_t)from->count * column_form_width(from->form));
	column->bins = from->bins ? copy(from->bins, from->count) : NULL;
	column->reported = copy_bits(store, from->reported);
	column->inferred = copy_bits(store, from->inferred);
	for (size_t i = 0; i < prices->row_count; i++) {
		uint32_t row = prices->rows[i].row;
		struct value value = store_value(store, row, id, NULL);
		put_cell(column, row, &value);
		if (column->bins)
			((uint8_t *)column->bins)[row] = field_bin(field, value.state,
				value.is.number);
		put_bit(column->reported, row, store_is_reported(store, row, id));
		put_bit(column->inferred, row, store_is_inferred(store, row, id));
	}
	return *slot = column;
}

/* The end itself has no column in the file. */
static struct column *new_ends(const struct store *store)
{
	struct column *column = memory_get_zeroed(1, sizeof(*column));
	uint32_t *cells = memory_get(((size_t)store_offer_count(store) + 1) * sizeof(*cells));

	for (uint32_t i = 0; i < store_offer_count(store); i++)
		cells[i] = UINT32_MAX;
	*column = (struct column){ .field = FIELD_PRICE_UNTIL,
		.form = COLUMN_U32,
		.count = store_offer_count(store),
		.cells = cells };
	return column;
}

const struct column *day_prices_offer_column(const struct store *store, uint32_t id)
{
	struct column **slot = &store->day_prices->offer_columns[id - FIELD_PRICE];
	const struct column *from = &store->offer_columns[id];
	struct column *column = *slot;

	if (column)
		return column;
	if (id != FIELD_PRICE_UNTIL &&
		(!store->has_offer_column[id] || store->day_prices->day == 0))
		return store->has_offer_column[id] ? from : NULL;
	if (id == FIELD_PRICE_UNTIL) {
		column = new_ends(store);
	} else {
		column = copy(from, sizeof(*column));
		column->cells = copy(from->cells,
			(size_t)from->count * column_form_width(from->form));
	}
	for (size_t i = 0; i < store->price_ends.count; i++) {
		uint32_t offer = records(store)[i].offer;
		if (offer >= store_offer_count(store))
			continue;
		struct value value = store_offer_value(store, offer, id, NULL);
		put_cell(column, offer, &value);
	}
	return *slot = column;
}

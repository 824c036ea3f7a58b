/* SPDX-License-Identifier: MIT */
/* The order of sort:. The first pages are a bounded selection; the whole order is a radix sort over the first key with ties settled by the rest. */
#include "catalog/base/memory.h"
#include "catalog/query/run_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOP_MAX = 512 };
#define KEY_UNKNOWN UINT64_MAX

/* Doubles as integers in the same order. */
static uint64_t ordered_bits(double number)
{
	uint64_t bits;

	number += 0.0; /* -0 */
	memcpy(&bits, &number, sizeof(bits));
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static uint64_t rank_of(const struct column *column, uint32_t code)
{
	return column->ranks ? column->ranks[code] : code;
}

static uint64_t text_key(struct text text)
{
	uint64_t key = 0;

	for (size_t i = 0; i < 8; i++) {
		unsigned char c = i < text.size ? (unsigned char)text.bytes[i] : 0;
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + 32);
		key = key << 8 | c;
	}
	return key;
}

static uint64_t cell_key(struct query_run *run, const struct field *field,
	const struct column *column, uint32_t row)
{
	double number = 0;
	uint32_t code;

	switch (field->kind) {
	case KIND_NUMBER:
		return column_number_state(column, row, &number) == VALUE_KNOWN
			? ordered_bits(number)
			: KEY_UNKNOWN;
	case KIND_DATE:
		code = ((const uint32_t *)column->cells)[row];
		return code > 0 && code < 30000000u ? code : KEY_UNKNOWN;
	case KIND_CATEGORY:
	case KIND_CHOICE:
		code = column->form == COLUMN_CODE8     ? ((const uint8_t *)column->cells)[row]
			: column->form == COLUMN_CODE16 ? ((const uint16_t *)column->cells)[row]
							: ((const uint32_t *)column->cells)[row];
		if (code == 0 ||
			(field->kind == KIND_CATEGORY &&
				code > store_term_count(run->store, field->id)))
			return KEY_UNKNOWN;
		return field->kind == KIND_CATEGORY ? rank_of(column, code) : code;
	case KIND_SET: {
		struct value value = store_value(run->store, row, field->id, NULL);
		return value.state == VALUE_KNOWN ? value.is.mask : KEY_UNKNOWN;
	}
	default: {
		const uint32_t *starts = column->cells;
		return starts[row + 1] > starts[row] ? starts[row + 1] - starts[row]
						     : KEY_UNKNOWN; /* tags: by their number */
	}
	}
}

static uint64_t sort_key(struct query_run *run, const struct sort_key *sort, uint32_t row)
{
	const struct field *field = store_field(run->store, sort->field);
	uint64_t key = KEY_UNKNOWN;

	if (field->kind == KIND_TEXT) {
		struct value value = store_value(run->store, row, field->id, NULL);
		key = value.state == VALUE_KNOWN ? text_key(value.is.text) : KEY_UNKNOWN;
	} else if (field->scope == SCOPE_OFFER && field->kind == KIND_NUMBER && run->offer_yes &&
		!field->is_computed) {
		struct value value = query_run_value(run, row, field->id, &run->scratch_arena);
		key = value.state == VALUE_KNOWN ? ordered_bits(value.is.number) : KEY_UNKNOWN;
	} else {
		const struct column *column = run_column(run, field->id);
		key = column ? cell_key(run, field, column, row) : KEY_UNKNOWN;
	}
	if (key == KEY_UNKNOWN)
		return key; /* last in both directions */
	return sort->is_descending ? KEY_UNKNOWN - 1 - key : key;
}

static int compare_text_rows(struct query_run *run, const struct sort_key *sort, uint32_t a,
	uint32_t b)
{
	struct value one = store_value(run->store, a, sort->field, NULL),
		     two = store_value(run->store, b, sort->field, NULL);

	if (one.state != VALUE_KNOWN || two.state != VALUE_KNOWN)
		return 0;
	size_t size = one.is.text.size < two.is.text.size ? one.is.text.size : two.is.text.size;
	int order = strncasecmp(one.is.text.bytes, two.is.text.bytes, size);
	if (order == 0)
		order = one.is.text.size < two.is.text.size ? -1
							    : one.is.text.size > two.is.text.size;
	return sort->is_descending ? -order : order;
}

int order_compare(struct query_run *run, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < run->query->sort_count; i++) {
		const struct sort_key *sort = &run->query->sort[i];
		uint64_t one = sort_key(run, sort, a), two = sort_key(run, sort, b);
		if (one != two)
			return one < two ? -1 : 1;
		int order = store_field(run->store, sort->field)->kind == KIND_TEXT
			? compare_text_rows(run, sort, a, b)
			: 0;
		if (order != 0)
			return order;
	}
	return a < b ? -1 : a > b; /* rows stand in the order of their ids */
}

static bool is_listed(const struct query_run *run, uint32_t row)
{
	if (run->missing[row] != 0)
		return false;
	if (!run->fold_count)
		return true;
	struct value family = store_value(run->store, row, FIELD_FAMILY, NULL);
	uint32_t code = family.state == VALUE_KNOWN
		? store_term_find(run->store, FIELD_FAMILY, family.is.text)
		: 0;
	return code == 0 || run->fold_best[code] == row;
}

struct keyed {
	uint64_t key;
	uint32_t row;
};

/* Keeps the best `wanted` rows in a sorted array; most rows fail against its last key at once. */
static void select_top(struct query_run *run, uint32_t wanted)
{
	uint32_t rows = store_count(run->store), kept = 0;
	struct keyed top[TOP_MAX];
	const struct sort_key *sort = &run->query->sort[0];

	for (uint32_t row = 0; row < rows; row++) {
		if (!is_listed(run, row))
			continue;
		struct keyed one = { sort_key(run, sort, row), row };
		if (row % 1024 == 0)
			arena_reset(&run->scratch_arena);
		if (kept == wanted && one.key > top[kept - 1].key)
			continue;
		if (kept == wanted && one.key == top[kept - 1].key &&
			order_compare(run, row, top[kept - 1].row) > 0)
			continue;
		uint32_t low = 0, high = kept;
		while (low < high) {
			uint32_t middle = low + (high - low) / 2;
			bool is_before = one.key < top[middle].key ||
				(one.key == top[middle].key &&
					order_compare(run, row, top[middle].row) < 0);
			if (is_before)
				high = middle;
			else
				low = middle + 1;
		}
		if (kept < wanted)
			kept++;
		memmove(&top[low + 1], &top[low], (kept - low - 1) * sizeof(*top));
		top[low] = one;
	}
	for (uint32_t i = 0; i < kept; i++)
		run->order[i] = top[i].row;
	run->ordered = kept;
}

static void radix_pass(const struct keyed *from, struct keyed *to, size_t count, int shift)
{
	size_t places[65536] = { 0 };
	size_t sum = 0;

	for (size_t i = 0; i < count; i++)
		places[from[i].key >> shift & 0xffff]++;
	for (size_t i = 0; i < 65536; i++) {
		size_t size = places[i];
		places[i] = sum;
		sum += size;
	}
	for (size_t i = 0; i < count; i++)
		to[places[from[i].key >> shift & 0xffff]++] = from[i];
}

static int compare_in_run(const void *a, const void *b, void *run)
{
	return order_compare(run, *(const uint32_t *)a, *(const uint32_t *)b);
}

static void settle_ties(struct query_run *run, const struct keyed *sorted, size_t count)
{
	bool is_text = store_field(run->store, run->query->sort[0].field)->kind == KIND_TEXT;

	for (size_t i = 0; i < count; i++)
		run->order[i] = sorted[i].row;
	if (run->query->sort_count < 2 && !is_text)
		return; /* equal keys stand in id order already */
	for (size_t from = 0; from < count;) {
		size_t to = from + 1;
		while (to < count && sorted[to].key == sorted[from].key)
			to++;
		if (to - from > 1)
			qsort_r(run->order + from, to - from, sizeof(*run->order), compare_in_run,
				run);
		from = to;
	}
}

static enum result sort_all(struct query_run *run, const struct interrupt *interrupt)
{
	uint32_t rows = store_count(run->store);
	struct keyed *keys = memory_get((size_t)run->count * sizeof(*keys) + sizeof(*keys));
	struct keyed *other = memory_get((size_t)run->count * sizeof(*keys) + sizeof(*keys));
	size_t count = 0;
	uint64_t differ = 0;

	for (uint32_t row = 0; row < rows && count < run->count; row++) {
		if (row % BLOCK_ROWS == 0) {
			arena_reset(&run->scratch_arena);
			if (interrupt_is_due(interrupt, row, rows)) {
				free(keys);
				free(other);
				return RESULT_INTERRUPTED;
			}
		}
		if (is_listed(run, row)) {
			keys[count] = (struct keyed){ sort_key(run, &run->query->sort[0], row),
				row };
			differ |= keys[count].key ^ keys[0].key;
			count++;
		}
	}
	for (int shift = 0; shift < 64; shift += 16) {
		if (!(differ >> shift & 0xffff))
			continue; /* all keys agree here */
		radix_pass(keys, other, count, shift);
		struct keyed *kept = keys;
		keys = other;
		other = kept;
	}
	settle_ties(run, keys, count);
	run->ordered = (uint32_t)count;
	free(keys);
	free(other);
	return RESULT_OK;
}

static void list_in_id_order(struct query_run *run)
{
	uint32_t rows = store_count(run->store), count = 0;

	for (uint32_t row = 0; row < rows && count < run->count; row++)
		if (is_listed(run, row))
			run->order[count++] = row;
	run->ordered = count;
}

enum result order_rows(struct query_run *run, uint32_t wanted, const struct interrupt *interrupt)
{
	if (wanted > run->count)
		wanted = run->count;
	if (wanted <= run->ordered)
		return RESULT_OK;
	if (run->order_capacity < run->count) {
		run->order = memory_resize(run->order, (size_t)run->count * sizeof(*run->order));
		run->order_capacity = run->count;
	}
	if (run->query->sort_count == 0)
		list_in_id_order(run);
	else if (wanted <= TOP_MAX / 2)
		select_top(run, run->count < TOP_MAX ? run->count : TOP_MAX);
	else
		return sort_all(run, interrupt);
	return RESULT_OK;
}

enum result query_run_rows(struct query_run *run, uint32_t first, uint32_t count, uint32_t *rows,
	uint32_t *got, const struct interrupt *interrupt)
{
	*got = 0;
	if (first >= run->count)
		return RESULT_OK;
	if (count > run->count - first)
		count = run->count - first;
	enum result result = order_rows(run, first + count, interrupt);
	if (result != RESULT_OK)
		return result;
	for (uint32_t i = 0; i < count && first + i < run->ordered; i++)
		rows[(*got)++] = run->order[first + i];
	return RESULT_OK;
}

uint32_t query_run_position(struct query_run *run, uint32_t row)
{
	if (!query_run_is_certain(run, row) || order_rows(run, run->count, NULL) != RESULT_OK)
		return UINT32_MAX;
	for (uint32_t i = 0; i < run->ordered; i++)
		if (run->order[i] == row)
			return i;
	return UINT32_MAX;
}

/* SPDX-License-Identifier: MIT */
/* The order of sort:. The first pages are the best few rows, kept in a heap whose root is the worst of them: a block in which no key comes near it
 * is passed over. The whole order is a radix sort, from the last key to the first, in digits of eleven bits; digits in which all agree are skipped.
 * Rows are in id order before, and stay so among equals. Built with -O3. */
#include "catalog/base/memory.h"
#include "catalog/query/run_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TOP_MAX = 512, KEY_BLOCK = 1024, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

static int compare_texts(struct query_run *run, const struct sort_key *sort, uint32_t a, uint32_t b)
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

/* Compares by every sort field; parts of a text that are no key, too. */
static int compare_rows(struct query_run *run, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < run->query->sort_count; i++) {
		const struct sort_key *sort = &run->query->sort[i];
		const struct field *field = store_field(run->store, sort->field);
		const struct column *column = field->kind == KIND_TEXT ? NULL
								       : run_column(run, field->id);
		for (int low = 0; low < 2; low++) {
			const struct key_part part = { sort, field, column, low };
			uint32_t one, two;
			if (low && !keys_are_wide(run, field, column))
				break;
			keys_fill(run, &part, a, a + 1, &one);
			keys_fill(run, &part, b, b + 1, &two);
			if (one != two)
				return one < two ? -1 : 1;
		}
		int order = field->kind == KIND_TEXT ? compare_texts(run, sort, a, b) : 0;
		if (order != 0)
			return order;
	}
	return 0;
}

int order_compare(struct query_run *run, uint32_t a, uint32_t b)
{
	int order = compare_rows(run, a, b);
	return order != 0 ? order : (a > b) - (a < b);
}

/* --- which rows --- */

static uint32_t family_code(const struct column *family, uint32_t row)
{
	return family->form == COLUMN_CODE8     ? ((const uint8_t *)family->cells)[row]
		: family->form == COLUMN_CODE16 ? ((const uint16_t *)family->cells)[row]
						: ((const uint32_t *)family->cells)[row];
}

/* 1 for the rows of the list in [from, to); folded siblings are not among them. */
static void listed(const struct query_run *run, uint32_t from, uint32_t to, uint8_t *passes)
{
	const struct column *family = store_column(run->store, FIELD_FAMILY);
	uint32_t terms = store_term_count(run->store, FIELD_FAMILY);

	if (run->is_all)
		memset(passes, 1, to - from);
	else
		for (uint32_t row = from; row < to; row++)
			passes[row - from] = run->rows.miss[row] == MISS_NONE;
	for (uint32_t row = from; row < to && run->fold_count && family; row++) {
		uint32_t code = family_code(family, row);
		bool is_alone = code == 0 || code > terms || run->fold_best[code] == row;
		passes[row - from] = passes[row - from] && is_alone;
	}
}

/* 1 for rows that one unit keeps out. */
static void near(const struct query_run *run, uint32_t from, uint32_t to, uint8_t *passes)
{
	for (uint32_t row = from; row < to; row++)
		passes[row - from] = (run->rows.miss[row] < run->unit_count) & run->rows.no[row];
}

typedef void choose_rows(const struct query_run *run, uint32_t from, uint32_t to, uint8_t *passes);

/* --- the best few --- */

struct kept {
	uint64_t key; /* the first two parts */
	uint32_t row;
};

struct top {
	struct query_run *run;
	struct sort_keys keys;
	struct kept items[TOP_MAX]; /* heap: the worst is the first */
	uint32_t count, wanted;
};

/* True if a stands before b. */
static bool is_before(const struct top *top, const struct kept *a, const struct kept *b)
{
	if (a->key != b->key)
		return a->key < b->key;
	if (top->keys.count > 2 || !top->keys.is_exact)
		return order_compare(top->run, a->row, b->row) < 0;
	return a->row < b->row;
}

static void sink_down(struct top *top, uint32_t at)
{
	for (;;) {
		uint32_t worst = at, left = at * 2 + 1;
		for (uint32_t child = left; child < left + 2 && child < top->count; child++)
			if (is_before(top, &top->items[worst], &top->items[child]))
				worst = child;
		if (worst == at)
			return;
		struct kept moved = top->items[at];
		top->items[at] = top->items[worst];
		top->items[worst] = moved;
		at = worst;
	}
}

static void offer_row(struct top *top, struct kept one)
{
	if (top->count == top->wanted) {
		if (!is_before(top, &one, &top->items[0]))
			return;
		top->items[0] = one;
		sink_down(top, 0);
		return;
	}
	uint32_t at = top->count++;
	top->items[at] = one;
	while (at > 0 && is_before(top, &top->items[(at - 1) / 2], &top->items[at])) {
		struct kept moved = top->items[at];
		top->items[at] = top->items[(at - 1) / 2];
		top->items[(at - 1) / 2] = moved;
		at = (at - 1) / 2;
	}
}

static void top_block(struct top *top, choose_rows *choose, uint32_t from, uint32_t to)
{
	uint32_t first[KEY_BLOCK], second[KEY_BLOCK] = { 0 };
	uint8_t passes[KEY_BLOCK];
	uint32_t count = to - from, near_by = 0;
	uint32_t worst = top->count == top->wanted ? (uint32_t)(top->items[0].key >> 32)
						   : KEY_UNKNOWN;

	keys_fill(top->run, &top->keys.parts[0], from, to, first);
	for (uint32_t i = 0; i < count; i++)
		near_by += first[i] <= worst;
	if (near_by == 0)
		return;
	choose(top->run, from, to, passes);
	if (top->keys.count > 1)
		keys_fill(top->run, &top->keys.parts[1], from, to, second);
	for (uint32_t i = 0; i < count; i++)
		if (first[i] <= worst && passes[i])
			offer_row(top,
				(struct kept){ (uint64_t)first[i] << 32 | second[i], from + i });
}

/* The first `wanted` rows as they stand. */
static uint32_t select_first(const struct query_run *run, choose_rows *choose, uint32_t wanted,
	uint32_t *rows)
{
	uint32_t all = store_count(run->store), count = 0;
	uint8_t passes[KEY_BLOCK];

	for (uint32_t from = 0; from < all && count < wanted; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		choose(run, from, to, passes);
		for (uint32_t i = 0; i < to - from && count < wanted; i++) {
			rows[count] = from + i;
			count += passes[i];
		}
	}
	return count;
}

/* The best `wanted` rows in order; returns how many there are. */
static uint32_t select_top(struct query_run *run, choose_rows *choose, uint32_t wanted,
	uint32_t *rows)
{
	uint32_t all = store_count(run->store);
	struct top top = { .run = run, .keys = keys_of(run), .wanted = wanted };

	if (top.keys.count == 0)
		return select_first(run, choose, wanted, rows);
	for (uint32_t from = 0; from < all && wanted > 0; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		top_block(&top, choose, from, to);
		arena_reset(&run->scratch_arena);
	}
	uint32_t count = top.count;
	while (top.count > 0) { /* the worst of what is left goes to the end */
		rows[top.count - 1] = top.items[0].row;
		top.items[0] = top.items[--top.count];
		sink_down(&top, 0);
	}
	return count;
}

/* --- the whole order --- */

struct keyed {
	uint32_t key, row;
};

static void scatter(const struct keyed *restrict from, struct keyed *restrict to, size_t count,
	int shift, uint32_t *places)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < DIGITS; i++) {
		uint32_t size = places[i];
		places[i] = sum;
		sum += size;
	}
	for (size_t i = 0; i < count; i++)
		to[places[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

/* Stable; *keys and *other may have changed places afterwards. */
static void sort_by_key(struct keyed **keys, struct keyed **other, size_t count)
{
	static const int shifts[] = { 0, DIGIT_BITS, 2 * DIGIT_BITS };
	uint32_t places[3][DIGITS] = { { 0 } };
	uint32_t differ = 0, first = count > 0 ? (*keys)[0].key : 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t key = (*keys)[i].key;
		differ |= key ^ first;
		places[0][key & (DIGITS - 1)]++;
		places[1][key >> DIGIT_BITS & (DIGITS - 1)]++;
		places[2][key >> 2 * DIGIT_BITS]++;
	}
	for (int digit = 0; digit < 3; digit++) {
		if (!(differ >> shifts[digit] & (DIGITS - 1)))
			continue;
		scatter(*keys, *other, count, shifts[digit], places[digit]);
		struct keyed *kept = *keys;
		*keys = *other;
		*other = kept;
	}
}

/* Rows of the list in id order, with the keys of a part; false when interrupted. */
static bool gather(struct query_run *run, const struct key_part *part, struct keyed *keys,
	const struct interrupt *interrupt)
{
	uint32_t all = store_count(run->store), count = 0, block[KEY_BLOCK];
	uint8_t passes[KEY_BLOCK];

	for (uint32_t from = 0; from < all && count < run->count; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		if (from % BLOCK_ROWS == 0 && interrupt_is_due(interrupt, from, all))
			return false;
		listed(run, from, to, passes);
		keys_fill(run, part, from, to, block);
		arena_reset(&run->scratch_arena);
		for (uint32_t i = 0; i < to - from && count < run->count; i++) {
			keys[count] = (struct keyed){ block[i], from + i };
			count += passes[i];
		}
	}
	return true;
}

/* Keys of a further part for rows that stand in some order already. */
static bool rekey(struct query_run *run, const struct key_part *part, struct keyed *keys,
	size_t count, const struct interrupt *interrupt)
{
	uint32_t all = store_count(run->store);
	uint32_t *of_row = memory_get(((size_t)all + 1) * sizeof(*of_row));
	bool done = true;

	for (uint32_t from = 0; from < all && done; from += BLOCK_ROWS) {
		uint32_t to = from + BLOCK_ROWS < all ? from + BLOCK_ROWS : all;
		done = !interrupt_is_due(interrupt, from, all);
		if (done)
			keys_fill(run, part, from, to, of_row + from);
		arena_reset(&run->scratch_arena);
	}
	for (size_t i = 0; i < count && done; i++)
		keys[i].key = of_row[keys[i].row];
	free(of_row);
	return done;
}

static int compare_in_run(const void *a, const void *b, void *run)
{
	return order_compare(run, *(const uint32_t *)a, *(const uint32_t *)b);
}

/* Texts are in order by their first bytes; rows that agree in those are settled by comparing. */
static void settle_texts(struct query_run *run, const struct sort_keys *keys)
{
	const struct key_part *parts = keys->parts;
	uint32_t one[KEY_PARTS_MAX], two[KEY_PARTS_MAX];

	for (uint32_t from = 0, to; from < run->ordered; from = to) {
		bool is_same = true;
		for (size_t i = 0; i < keys->count; i++)
			keys_fill(run, &parts[i], run->order[from], run->order[from] + 1, &one[i]);
		for (to = from + 1; to < run->ordered && is_same; to += is_same)
			for (size_t i = 0; i < keys->count && is_same; i++) {
				keys_fill(run, &parts[i], run->order[to], run->order[to] + 1,
					&two[i]);
				is_same = one[i] == two[i];
			}
		if (to - from > 1)
			qsort_r(run->order + from, to - from, sizeof(*run->order), compare_in_run,
				run);
	}
}

static enum result sort_all(struct query_run *run, const struct interrupt *interrupt)
{
	struct sort_keys of = keys_of(run);
	size_t count = run->count, part = of.count;
	struct keyed *keys = memory_get((count + 1) * sizeof(*keys));
	struct keyed *other = memory_get((count + 1) * sizeof(*keys));
	bool done = gather(run, &of.parts[--part], keys, interrupt);

	if (done)
		sort_by_key(&keys, &other, count);
	while (done && part > 0) {
		done = rekey(run, &of.parts[--part], keys, count, interrupt);
		if (done)
			sort_by_key(&keys, &other, count);
	}
	for (size_t i = 0; i < count && done; i++)
		run->order[i] = keys[i].row;
	free(keys);
	free(other);
	if (!done)
		return RESULT_INTERRUPTED;
	run->ordered = (uint32_t)count;
	if (!of.is_exact)
		settle_texts(run, &of);
	return RESULT_OK;
}

static void make_room(struct query_run *run, uint32_t rows)
{
	if (run->order_capacity >= rows)
		return;
	free(run->order);
	run->ordered = 0;
	run->order = memory_get(((size_t)rows + 1) * sizeof(*run->order));
	run->order_capacity = rows;
}

enum result order_rows(struct query_run *run, uint32_t wanted, const struct interrupt *interrupt)
{
	if (wanted > run->count)
		wanted = run->count;
	if (wanted <= run->ordered)
		return RESULT_OK;
	if (wanted <= TOP_MAX / 2 || run->query->sort_count == 0) {
		wanted = wanted < TOP_MAX && run->count > TOP_MAX ? TOP_MAX : run->count;
		make_room(run, wanted);
		run->ordered = select_top(run, listed, wanted, run->order);
		return RESULT_OK;
	}
	make_room(run, run->count);
	return sort_all(run, interrupt);
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

size_t query_run_near(struct query_run *run, struct near_miss *out, size_t capacity,
	uint32_t *total)
{
	uint32_t rows[TOP_MAX], count = 0, all = store_count(run->store);
	uint32_t wanted = capacity < TOP_MAX ? (uint32_t)capacity : TOP_MAX;

	for (uint32_t row = 0; row < all && !run->is_all; row++)
		count += (run->rows.miss[row] < run->unit_count) & run->rows.no[row];
	if (total)
		*total = count;
	uint32_t kept = count > 0 ? select_top(run, near, wanted < count ? wanted : count, rows)
				  : 0;
	for (uint32_t i = 0; i < kept; i++)
		out[i] = (struct near_miss){ rows[i],
			run->units[run->rows.miss[rows[i]]].clauses[0] };
	return kept;
}

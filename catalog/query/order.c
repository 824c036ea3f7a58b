/* SPDX-License-Identifier: MIT */
/* The order of sort:. The first pages are the best few rows, kept in a heap whose root is the worst of them: a block in which no key comes near it is
 * passed over. Who scrolls past them gets the whole order (order_sort.c). Built with -O3. */
#include "catalog/base/memory.h"
#include "catalog/query/run_parts.h"
#include "catalog/query/wide.h"

#include <stdlib.h>
#include <string.h>

/* Rows that are chosen for the first page, and for the next ones. */
enum { PAGE_MAX = 64, TOP_MAX = 512 };

int order_compare(struct query_run *run, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < run->query->sort_count; i++) {
		const struct key_part part = key_part_of(run, &run->query->sort[i]);
		uint32_t one, two;
		keys_fill(run, &part, a, a + 1, &one);
		keys_fill(run, &part, b, b + 1, &two);
		if (one != two)
			return one < two ? -1 : 1;
		int order = part.is_coarse && one != KEY_UNKNOWN ? key_compare(run, &part, a, b)
								 : 0;
		if (order != 0)
			return order;
	}
	return (a > b) - (a < b); /* rows stand in the order of their ids */
}

/* --- which rows --- */

/* 1 for the rows of the list in [from, to); folded siblings are not among them. */
void order_listed(const struct query_run *run, uint32_t from, uint32_t to, uint8_t *restrict passes)
{
	const struct column *family = store_column(run->store, FIELD_FAMILY);
	const uint8_t *restrict miss = run->is_all ? NULL : run->rows.miss + from;
	uint32_t terms = store_term_count(run->store, FIELD_FAMILY), count = to - from;

	if (miss)
		for (uint32_t i = 0; i < count; i++)
			passes[i] = miss[i] == MISS_NONE;
	else
		memset(passes, 1, count);
	for (uint32_t i = 0; i < count && run->fold_count && family; i++) {
		uint32_t code = (uint32_t)column_bits(family, from + i);
		bool is_alone = code == 0 || code > terms || run->fold_best[code] == from + i;
		passes[i] = passes[i] && is_alone;
	}
}

/* 1 for rows that one unit keeps out. */
static void near(const struct query_run *run, uint32_t from, uint32_t to, uint8_t *passes)
{
	for (uint32_t row = from; row < to; row++)
		passes[row - from] = miss_alone(run->rows.miss[row]) < run->unit_count;
}

typedef void choose_rows(const struct query_run *run, uint32_t from, uint32_t to, uint8_t *passes);

/* --- the best few --- */

struct kept {
	uint64_t key; /* of the first two sort fields */
	uint32_t row;
};

struct top {
	struct query_run *run;
	struct key_part parts[2];
	size_t part_count;
	bool is_exact;              /* rows with equal keys are equal */
	struct kept items[TOP_MAX]; /* heap: the worst is the first */
	uint32_t count, wanted;
};

/* True if a stands before b. */
static bool is_before(const struct top *top, const struct kept *a, const struct kept *b)
{
	if (a->key != b->key)
		return a->key < b->key;
	if (!top->is_exact)
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
	while (at > 0) {
		uint32_t parent = (at - 1) / 2;
		struct kept moved = top->items[at];
		if (!is_before(top, &top->items[parent], &moved))
			return;
		top->items[at] = top->items[parent];
		top->items[parent] = moved;
		at = parent;
	}
}

/* Bins of thresholds or years grow with the number and are a quarter of its size: false when they tell that no row can come before the worst. */
static bool may_hold(const struct top *top, uint32_t from, uint32_t to)
{
	const struct column *column = top->parts[0].column;
	uint8_t bin, least, hits = 0;

	if (top->count < top->wanted || !column || !column->bins)
		return true;
	bin = column->bins[top->items[0].row];
	if (bin == 0 || bin == BIN_NOT_APPLICABLE)
		return true;
	least = top->parts[0].sort->is_descending ? bin : 1;
	bin = top->parts[0].sort->is_descending ? BIN_NOT_APPLICABLE - 1 : bin;
	for (uint32_t row = from; row < to; row++)
		hits |= (uint8_t)((column->bins[row] >= least) & (column->bins[row] <= bin));
	return hits != 0;
}

/* Marks the keys that may stand before the worst; are there any? */
WIDE static bool come_near(const uint32_t *restrict keys, uint32_t count, uint32_t worst,
	uint8_t *restrict near_by)
{
	uint32_t any = 0;

	for (uint32_t i = 0; i < count; i++)
		any |= near_by[i] = keys[i] <= worst;
	return any != 0;
}

static void top_block(struct top *top, choose_rows *choose, uint32_t from, uint32_t to)
{
	uint32_t first[KEY_BLOCK], second[KEY_BLOCK];
	uint8_t near_by[KEY_BLOCK], passes[KEY_BLOCK];
	uint32_t count = to - from;
	uint32_t worst = KEY_UNKNOWN;
	bool has_second = top->part_count > 1;

	if (top->count == top->wanted) {
		worst = (uint32_t)(top->items[0].key >> 32);
		/* of equal rows the first ones stand before: what comes now has to be better */
		if (top->is_exact && top->part_count == 1 && worst-- == 0)
			return;
	}
	keys_fill(top->run, &top->parts[0], from, to, first);
	if (!come_near(first, count, worst, near_by))
		return;
	memset(near_by + count, 0, KEY_BLOCK - count);
	memset(passes + count, 0, KEY_BLOCK - count);
	choose(top->run, from, to, passes);
	if (has_second)
		keys_fill(top->run, &top->parts[1], from, to, second);
	if (top->count == top->wanted && has_second) {
		const uint32_t next = (uint32_t)top->items[0].key;
		for (uint32_t i = 0; i < count; i++)
			near_by[i] &= (uint8_t)((first[i] < worst) | (second[i] <= next));
	}
	for (uint32_t i = 0; i < count; i += 64) {
		uint64_t bits = run_bits(near_by + i) & run_bits(passes + i);
		for (; bits != 0; bits &= bits - 1) {
			uint32_t at = i + (uint32_t)__builtin_ctzll(bits);
			offer_row(top,
				(struct kept){ (uint64_t)first[at] << 32 |
						(has_second ? second[at] : 0),
					from + at });
		}
	}
}

/* Rows stand in the order of their ids: there is nothing to sort. */
static bool is_by_id(const struct query *query)
{
	return query->sort_count == 0 || query->sort[0].field == FIELD_ID;
}

/* The first `wanted` rows as they stand, or the last ones backwards. */
static uint32_t select_by_id(const struct query_run *run, choose_rows *choose, uint32_t wanted,
	uint32_t *rows)
{
	bool is_descending = run->query->sort_count > 0 && run->query->sort[0].is_descending;
	uint32_t all = store_count(run->store), count = 0, size;
	uint8_t passes[KEY_BLOCK];

	for (uint32_t done = 0; done < all && count < wanted; done += size) {
		size = all - done < KEY_BLOCK ? all - done : KEY_BLOCK;
		uint32_t from = is_descending ? all - done - size : done;
		choose(run, from, from + size, passes);
		for (uint32_t i = 0; i < size && count < wanted; i++) {
			uint32_t at = is_descending ? size - 1 - i : i;
			rows[count] = from + at;
			count += passes[at];
		}
	}
	return count;
}

/* Offers the rows that lead the first key's column: true if they are enough, so that no other row can come before the worst. */
static bool take_leaders(struct top *top, choose_rows *choose)
{
	const struct key_part *parts = top->parts;
	bool is_by_place = top->is_exact && top->part_count == 1; /* they stand in this order */
	uint32_t first, second = 0;
	uint8_t passes;
	size_t count = 0;
	const uint32_t *rows = parts[0].column && !parts[0].computed
		? store_leaders(top->run->store, parts[0].field->id, !parts[0].sort->is_descending,
			  &count)
		: NULL;

	for (size_t i = 0; i < count && rows[i] < store_count(top->run->store); i++) {
		uint32_t row = rows[i];
		first = (uint32_t)i;
		if (!is_by_place)
			keys_fill(top->run, &parts[0], row, row + 1, &first);
		if (top->count == top->wanted && first > top->items[0].key >> 32)
			return true;
		choose(top->run, row, row + 1, &passes);
		if (!passes)
			continue;
		if (top->part_count > 1)
			keys_fill(top->run, &parts[1], row, row + 1, &second);
		offer_row(top, (struct kept){ (uint64_t)first << 32 | second, row });
	}
	top->count = 0;
	return false;
}

/* The best `wanted` rows in order; returns how many there are. */
static uint32_t select_top(struct query_run *run, choose_rows *choose, uint32_t wanted,
	uint32_t *rows)
{
	uint32_t all = store_count(run->store);
	size_t sorts = run->query->sort_count;
	struct top top;

	if (is_by_id(run->query))
		return select_by_id(run, choose, wanted, rows);
	top.run = run;
	top.wanted = wanted;
	top.count = 0;
	top.part_count = sorts < 2 ? sorts : 2;
	top.is_exact = sorts <= 2;
	for (size_t i = 0; i < top.part_count; i++) {
		top.parts[i] = key_part_of(run, &run->query->sort[i]);
		top.is_exact = top.is_exact && !top.parts[i].is_coarse;
		if (top.parts[i].is_coarse && i == 0)
			top.part_count = 1; /* the next key must not decide before its values do */
	}
	bool is_done = wanted == 0 || take_leaders(&top, choose);
	for (uint32_t from = 0; from < all && !is_done; from += KEY_BLOCK) {
		uint32_t to = from + KEY_BLOCK < all ? from + KEY_BLOCK : all;
		if (may_hold(&top, from, to))
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

static void make_room(struct query_run *run, uint32_t rows)
{
	if (run->order_capacity >= rows)
		return;
	free(run->order);
	run->ordered = 0;
	run->order = memory_get_large(((size_t)rows + 1) * sizeof(*run->order));
	run->order_capacity = rows;
}

/* Computed fields that are sorted by, as far as they are still to come. */
static enum result fill_computed(struct query_run *run, const struct interrupt *interrupt)
{
	enum result result = RESULT_OK;

	for (size_t i = 0; i < run->query->sort_count && result == RESULT_OK; i++)
		result = query_run_compute(run, run->query->sort[i].field, interrupt);
	return result;
}

static enum result order_rows(struct query_run *run, uint32_t wanted,
	const struct interrupt *interrupt)
{
	if (wanted > run->count)
		wanted = run->count;
	if (wanted <= run->ordered)
		return RESULT_OK;
	enum result result = fill_computed(run, interrupt);
	if (result != RESULT_OK)
		return result;
	if (wanted <= TOP_MAX / 2 || is_by_id(run->query)) {
		uint32_t most = wanted <= PAGE_MAX ? PAGE_MAX : TOP_MAX;
		wanted = wanted <= most && run->count > most ? most : run->count;
		make_room(run, wanted);
		run->ordered = select_top(run, order_listed, wanted, run->order);
		return RESULT_OK;
	}
	make_room(run, run->count);
	return order_sort(run, interrupt);
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
		count += miss_alone(run->rows.miss[row]) < run->unit_count;
	if (total)
		*total = count;
	uint32_t kept = count > 0 ? select_top(run, near, wanted < count ? wanted : count, rows)
				  : 0;
	for (uint32_t i = 0; i < kept; i++)
		out[i] = (struct near_miss){ rows[i],
			run->units[miss_alone(run->rows.miss[rows[i]])].clauses[0] };
	return kept;
}

/* SPDX-License-Identifier: MIT */
#include "catalog/advice/candidates_pick.h"

#include "catalog/base/memory.h"

#include <stdlib.h>

/* How much is on record of a model: what ranks who is weighed. */
struct strength {
	uint32_t row;
	uint64_t evidence; /* written down, results, offers, known facts: each before the next */
	double downloads;
};

/* What choices ask of models, and scores read. */
static const uint16_t asked[] = { FIELD_LICENSE, FIELD_COMMERCIAL, FIELD_PARAMS, FIELD_ACTIVE,
	FIELD_CONTEXT, FIELD_RELEASED, FIELD_CUTOFF, FIELD_INPUT, FIELD_OUTPUT, FIELD_CAN,
	FIELD_LANGUAGES, FIELD_DATA, FIELD_DOWNLOADS };

static struct strength strength_of(const struct store *store, const struct on_record *one,
	struct arena *arena)
{
	struct value downloads = store_value(store, one->row, FIELD_DOWNLOADS, arena);
	unsigned known = 0;

	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		known += store_value(store, one->row, asked[i], arena).state != VALUE_UNKNOWN;
	arena_reset(arena);
	return (struct strength){ .row = one->row,
		.evidence = (uint64_t)one->is_written << 40 | (uint64_t)one->results << 24 |
			(uint64_t)one->offers << 8 | known,
		.downloads = downloads.state == VALUE_KNOWN ? downloads.is.number : -1 };
}

static bool is_stronger(const struct strength *x, const struct strength *y)
{
	if (x->evidence != y->evidence)
		return x->evidence > y->evidence;
	if (x->downloads > y->downloads || x->downloads < y->downloads)
		return x->downloads > y->downloads;
	return x->row < y->row;
}

/* One from above comes to its place among those below it, the weakest of which go up. */
static void sink_down(struct strength *heap, uint32_t count, uint32_t at, struct strength one)
{
	for (uint32_t next = 2 * at + 1; next < count; next = 2 * at + 1) {
		next += next + 1 < count && is_stronger(&heap[next], &heap[next + 1]);
		if (!is_stronger(&one, &heap[next]))
			break;
		heap[at] = heap[next];
		at = next;
	}
	heap[at] = one;
}

static void rise(struct strength *heap, uint32_t at, struct strength one)
{
	for (; at > 0 && is_stronger(&heap[(at - 1) / 2], &one); at = (at - 1) / 2)
		heap[at] = heap[(at - 1) / 2];
	heap[at] = one;
}

static void look_at(struct picking *picking, const struct on_record *one)
{
	const struct strength strength = strength_of(picking->store, one, &picking->arena);

	if (picking->count < picking->most)
		rise(picking->strongest, picking->count++, strength);
	else if (is_stronger(&strength, &picking->strongest[0]))
		sink_down(picking->strongest, picking->count, 0, strength);
}

static int by_row(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void fill(struct picked *into, struct picking *picking)
{
	bool has_all = picking->all <= picking->most;

	into->count = has_all ? picking->all : picking->count;
	into->rows = memory_get_zeroed((size_t)into->count + 1, sizeof(uint32_t));
	into->passed = memory_get_zeroed((size_t)(picking->all - into->count) + 1,
		sizeof(uint32_t));
	for (uint32_t i = 0; i < into->count; i++)
		into->rows[i] = has_all ? picking->on_record[i].row : picking->strongest[i].row;
	qsort(into->rows, into->count, sizeof(uint32_t), by_row);
	for (uint32_t i = 0, next = 0; i < picking->all; i++)
		if (next < into->count && into->rows[next] == picking->on_record[i].row)
			next++;
		else
			into->passed[into->passed_count++] = picking->on_record[i].row;
}

void picking_init(struct picking *picking, const struct store *store, uint32_t most)
{
	*picking = (struct picking){ .store = store, .most = most };
	arena_init(&picking->arena);
}

enum { LOOKS_A_POLL = 1024 };

enum result picking_go_on(struct picking *picking, struct picked *into,
	const struct interrupt *interrupt)
{
	if (into->rows)
		return RESULT_OK;
	if (!picking->on_record) {
		picking->on_record = store_on_record(picking->store, &picking->all);
		picking->most = picking->all < picking->most ? picking->all : picking->most;
		picking->strongest = memory_get_zeroed((size_t)picking->most + 1,
			sizeof(*picking->strongest));
	}
	while (picking->at < picking->all && picking->all > picking->most) {
		look_at(picking, &picking->on_record[picking->at++]);
		if (picking->at % LOOKS_A_POLL == 0 &&
			interrupt_is_due(interrupt, picking->at, picking->all))
			return RESULT_INTERRUPTED;
	}
	fill(into, picking);
	picking_done(picking);
	return RESULT_OK;
}

void picking_done(struct picking *picking)
{
	free(picking->on_record);
	free(picking->strongest);
	arena_done(&picking->arena);
	*picking = (struct picking){ .store = picking->store, .most = picking->most };
}

uint32_t picked_place(const uint32_t *rows, uint32_t count, uint32_t row)
{
	const uint32_t *found = bsearch(&row, rows, count, sizeof(*rows), by_row);

	return found ? (uint32_t)(found - rows) : UINT32_MAX;
}

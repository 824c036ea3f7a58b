/* SPDX-License-Identifier: MIT */
#include "catalog/tables/diff.h"

#include "catalog/base/bits.h"
#include "catalog/base/interrupt.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/tables/diff_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *key, *title;
} kinds[CHANGE_KIND_COUNT] = {
	[CHANGE_NEW] = { "new", N_("new") },
	[CHANGE_GONE] = { "gone", N_("gone") },
	[CHANGE_RENAMED] = { "renamed", N_("renamed") },
	[CHANGE_CHEAPER] = { "cheaper", N_("cheaper") },
	[CHANGE_DEARER] = { "dearer", N_("dearer") },
	[CHANGE_PRICED] = { "priced", N_("priced") },
	[CHANGE_UNPRICED] = { "unpriced", N_("unpriced") },
	[CHANGE_LONGER] = { "longer", N_("longer") },
	[CHANGE_SHORTER] = { "shorter", N_("shorter") },
	[CHANGE_RELICENSED] = { "relicensed", N_("relicensed") },
	[CHANGE_STATUS] = { "status", N_("status") },
	[CHANGE_ABILITIES] = { "abilities", N_("abilities") },
};

enum { NOTHING = CHANGE_KIND_COUNT };
#define WATCHED_PRICE(field) \
	{ \
		field, CHANGE_DEARER, CHANGE_CHEAPER, CHANGE_PRICED, CHANGE_UNPRICED \
	}
#define WATCHED(field, up, down) \
	{ \
		field, up, down, NOTHING, NOTHING \
	}
static const struct {
	uint16_t field;
	uint8_t up, down;   /* enum change_kind when the value rose or fell; the same: any change */
	uint8_t came, went; /* when it was unknown before, or is now */
} watched[] = { WATCHED_PRICE(FIELD_PRICE_IN), WATCHED_PRICE(FIELD_PRICE_OUT),
	WATCHED_PRICE(FIELD_PRICE_CACHED), WATCHED_PRICE(FIELD_PRICE_WRITE),
	WATCHED_PRICE(FIELD_PRICE_IN_BATCH), WATCHED_PRICE(FIELD_PRICE_OUT_BATCH),
	{ FIELD_PRICE_UNTIL, CHANGE_STATUS, CHANGE_STATUS, CHANGE_STATUS, CHANGE_STATUS },
	WATCHED(FIELD_CONTEXT, CHANGE_LONGER, CHANGE_SHORTER),
	WATCHED(FIELD_OUTPUT_LIMIT, CHANGE_LONGER, CHANGE_SHORTER),
	WATCHED(FIELD_LICENSE, CHANGE_RELICENSED, CHANGE_RELICENSED),
	WATCHED(FIELD_LICENSE_NAME, CHANGE_RELICENSED, CHANGE_RELICENSED),
	{ FIELD_STATUS, CHANGE_STATUS, CHANGE_STATUS, CHANGE_STATUS, NOTHING },
	{ FIELD_RETIRES, CHANGE_STATUS, CHANGE_STATUS, CHANGE_STATUS, NOTHING },
	WATCHED(FIELD_INPUT, CHANGE_ABILITIES, CHANGE_ABILITIES),
	WATCHED(FIELD_OUTPUT, CHANGE_ABILITIES, CHANGE_ABILITIES),
	WATCHED(FIELD_CAN, CHANGE_ABILITIES, CHANGE_ABILITIES) };
_Static_assert(WATCHED_COUNT == sizeof(watched) / sizeof(watched[0]), "all that is watched");

const char *change_kind_key(enum change_kind kind)
{
	return kinds[kind].key;
}

const char *change_kind_title(enum change_kind kind)
{
	return _(kinds[kind].title);
}

int change_kind_find(struct text word)
{
	for (int i = 0; i < CHANGE_KIND_COUNT; i++)
		if (text_equal_folded_ascii(word, text_of(kinds[i].key)) ||
			text_equal(word, text_of(_(kinds[i].title))))
			return i;
	return -1;
}

/* --- the walk ------------------------------------------------------------------------------------- */

enum { ROWS_BETWEEN_POLLS = 4096 };

bool differ_goes_on(struct differ *differ, uint64_t done, uint64_t total)
{
	bool is_due = done < differ->polled || done - differ->polled >= ROWS_BETWEEN_POLLS;

	if (is_due) { /* two rows are compared in one step: not every number comes by */
		differ->polled = done;
		differ->is_stopped = interrupt_is_due(differ->interrupt, done, total);
	}
	return !differ->is_stopped;
}

static void add(struct differ *differ, enum change_kind kind, uint16_t field, uint32_t row,
	uint32_t other)
{
	differ->items = memory_grow(differ->items, &differ->capacity, differ->changes->count + 1,
		sizeof(*differ->items));
	differ->items[differ->changes->count++] = (struct change){ kind, field, row, other };
}

static bool is_same(const struct field *field, const struct value *a, const struct value *b)
{
	if (a->state != b->state)
		return false;
	if (field->kind != KIND_NUMBER || a->state != VALUE_KNOWN)
		return value_equal(field, a, b);
	/* stored as floats: a last bit is no change */
	return fabs(a->is.number - b->is.number) <= 1e-6 * fabs(a->is.number);
}

struct value change_value(const struct store *store, uint32_t row, const struct field *field,
	struct arena *arena)
{
	struct value value = store_value(store, row, field->id, arena);
	uint32_t offer = store_offers_from(store, row);

	if (value.state != VALUE_UNKNOWN || store_offers_from(store, row + 1) != offer + 1)
		return value;
	return store_offer_value(store, offer, field->id, arena);
}

/* A million models of a hub have no prices: they are not asked for them one by one. */
static bool says_of(const struct store *store, enum field_id field)
{
	return store_has_column(store, field) || store_offer_count(store) > 0;
}

static void find_watched(struct differ *differ)
{
	for (size_t i = 0; i < WATCHED_COUNT; i++) {
		enum field_id field = (enum field_id)watched[i].field;
		bool before = says_of(differ->changes->old, field),
		     after = says_of(differ->changes->now, field);
		differ->may_differ[i] = (before && after) ||
			(after && watched[i].came != NOTHING) ||
			(before && watched[i].went != NOTHING);
	}
}

/* Known now, unknown before: that somebody says that a model is still served is nothing new. */
static bool is_news(const struct field *field, const struct value *after)
{
	enum { ACTIVE };
	return field->id != FIELD_STATUS || after->is.choice != ACTIVE;
}

/* What kind of change it is from one value of what is watched to the other; NOTHING: none. */
static uint8_t kind_of(size_t i, const struct field *field, const struct value *before,
	const struct value *after)
{
	bool was_known = before->state == VALUE_KNOWN, is_known = after->state == VALUE_KNOWN;

	if (was_known && is_known) {
		if (is_same(field, before, after))
			return NOTHING;
		bool rose = field->kind == KIND_NUMBER && after->is.number > before->is.number;
		return rose ? watched[i].up : watched[i].down;
	}
	if (is_known)
		return is_news(field, after) ? watched[i].came : NOTHING;
	return was_known ? watched[i].went : NOTHING;
}

void differ_compare_rows(struct differ *differ, uint32_t row, uint32_t other)
{
	const struct changes *changes = differ->changes;

	for (size_t i = 0; i < WATCHED_COUNT; i++) {
		if (!differ->may_differ[i])
			continue;
		const struct field *field = field_get((enum field_id)watched[i].field);
		struct value before = change_value(changes->old, other, field, &differ->scratch),
			     after = change_value(changes->now, row, field, &differ->scratch);
		uint8_t kind = kind_of(i, field, &before, &after);
		if (kind == NOTHING)
			continue;
		add(differ, (enum change_kind)kind, field->id, row, other);
		bit_set(differ->is_changed, row);
	}
	arena_reset(&differ->scratch);
}

static void walk(struct differ *differ)
{
	const struct store *old = differ->changes->old, *now = differ->changes->now;
	uint32_t row = 0, other = 0, total = store_count(now) + store_count(old);

	while (row + other < total && differ_goes_on(differ, row + other, total)) {
		int order = row >= store_count(now) ? 1
			: other >= store_count(old)
			? -1
			: text_compare(store_id(now, row), store_id(old, other));
		if (order == 0)
			differ_compare_rows(differ, row++, other++);
		else if (order < 0)
			add(differ, CHANGE_NEW, FIELD_NONE, row++, UINT32_MAX);
		else
			add(differ, CHANGE_GONE, FIELD_NONE, other++, UINT32_MAX);
	}
}

static void compare_some(struct differ *differ, const uint64_t *rows)
{
	const struct store *now = differ->changes->now;

	for (uint32_t word = 0; word <= store_count(now) / 64; word++)
		for (uint64_t left = rows[word]; left != 0; left &= left - 1) {
			uint32_t row = word * 64 + (uint32_t)__builtin_ctzll(left), other;
			if (row < store_count(now) &&
				store_find_id(differ->changes->old, store_id(now, row), &other))
				differ_compare_rows(differ, row, other);
		}
}

static int compare_changes(const void *a, const void *b)
{
	const struct change *one = a, *two = b;

	if (one->kind != two->kind)
		return one->kind < two->kind ? -1 : 1;
	if (one->row != two->row)
		return one->row < two->row ? -1 : 1;
	return (one->field > two->field) - (one->field < two->field);
}

/* In the arena only once it is whole: what is stopped is tried again. */
static void keep(struct differ *differ, size_t words, struct arena *arena)
{
	struct changes *changes = differ->changes;
	uint64_t *is_new = ARENA_ARRAY(arena, uint64_t, words),
		 *is_changed = ARENA_ARRAY(arena, uint64_t, words);
	struct change *items = ARENA_ARRAY(arena, struct change, changes->count + 1);

	if (changes->count > 0)
		qsort(differ->items, changes->count, sizeof(*differ->items), compare_changes);
	memset(is_new, 0, words * sizeof(*is_new));
	memcpy(is_changed, differ->is_changed, words * sizeof(*is_changed));
	for (size_t i = 0; i < changes->count; i++) {
		items[i] = differ->items[i];
		changes->counts[items[i].kind]++;
		if (items[i].kind == CHANGE_NEW)
			bit_set(is_new, items[i].row);
	}
	changes->items = items;
	changes->is_new = is_new;
	changes->is_changed = is_changed;
}

static enum result diff(struct changes *changes, const uint64_t *rows,
	const struct interrupt *interrupt, struct arena *arena)
{
	size_t words = (size_t)store_count(changes->now) / 64 + 1;
	struct differ differ = { .changes = changes,
		.interrupt = interrupt,
		.is_changed = memory_get_zeroed(words, sizeof(uint64_t)) };

	arena_init(&differ.scratch);
	find_watched(&differ);
	if (rows)
		compare_some(&differ, rows);
	else
		walk(&differ);
	if (!rows && !differ.is_stopped)
		differ_find_renamed(&differ);
	if (!differ.is_stopped)
		keep(&differ, words, arena);
	free(differ.is_changed);
	free(differ.items);
	arena_done(&differ.scratch);
	return differ.is_stopped ? RESULT_INTERRUPTED : RESULT_OK;
}

enum result diff_catalogs(struct changes *changes, const struct store *old, const struct store *now,
	const struct interrupt *interrupt, struct arena *arena)
{
	*changes = (struct changes){ .old = old, .now = now };
	return diff(changes, NULL, interrupt, arena);
}

struct changes diff_rows(const struct store *old, const struct store *now, const uint64_t *rows,
	struct arena *arena)
{
	struct changes changes = { .old = old, .now = now };

	diff(&changes, rows, NULL, arena);
	return changes;
}

/* SPDX-License-Identifier: MIT */
#include "tests/twins.h"

#include "catalog/base/bits.h"
#include "catalog/base/sink.h"

#include <math.h>

uint32_t random_state = 11;

uint32_t pick(uint32_t count)
{
	random_state = random_state * 1664525 + 1013904223;
	return (random_state >> 8) % count;
}

void made_open(struct made *made, struct builder *builder, const char *name)
{
	struct error err;

	strbuf_init(&made->bytes);
	struct sink *sink = sink_open_strbuf(&made->bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, &err), RESULT_OK);
	assert_int_equal(sink_close(sink, &err), RESULT_OK);
	builder_free(builder);
	assert_int_equal(store_open(&made->store, made->bytes.bytes, made->bytes.size, name, &err),
		RESULT_OK);
	assert_int_equal(store_verify(made->store, &err), RESULT_OK);
}

void made_done(struct made *made)
{
	store_close(made->store);
	strbuf_done(&made->bytes);
}

static void same_claims(const struct store *one, uint32_t a, const struct store *two, uint32_t b,
	uint32_t field)
{
	struct arena arena;
	size_t count, other;

	arena_init(&arena);
	const struct claim *x = store_claims(one, a, field, &arena, &count),
			   *y = store_claims(two, b, field, &arena, &other);
	assert_int_equal(count, other);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(x[i].basis, y[i].basis);
		assert_int_equal(x[i].origin, y[i].origin);
		assert_int_equal(x[i].as_of, y[i].as_of);
		assert_true(value_equal(store_field(one, field), &x[i].value, &y[i].value));
		assert_true(text_equal(x[i].by, y[i].by));
		assert_true(text_equal(x[i].detail, y[i].detail));
		assert_true(text_equal(store_source(one, x[i].source).title,
			store_source(two, y[i].source).title));
	}
	arena_done(&arena);
}

/* What a scan of the column sees is what one cell says. */
static void column_agrees(const struct store *store, uint32_t row, uint32_t field)
{
	const struct column *column = store_column(store, field);
	struct value value = store_value(store, row, field, NULL);
	double number;

	assert_int_equal(column != NULL, store_has_column(store, field));
	if (!column)
		return;
	assert_int_equal(bit_has(column->reported, row), store_is_reported(store, row, field));
	assert_int_equal(bit_has(column->inferred, row), store_is_inferred(store, row, field));
	assert_int_equal(bit_has(column->conflict, row), store_has_conflict(store, row, field));
	if (store_field(store, field)->kind == KIND_NUMBER) {
		assert_int_equal(column_number_state(column, row, &number), value.state);
		assert_true(value.state != VALUE_KNOWN || number == value.is.number);
	}
	if (column->form == COLUMN_TAGS) {
		const uint32_t *starts = column->cells;
		struct arena arena;
		arena_init(&arena);
		value = store_value(store, row, field, &arena);
		size_t count = value.state == VALUE_KNOWN ? value.is.tags.count : 0;
		assert_int_equal(starts[row + 1] - starts[row], count);
		for (size_t i = 0; i < count; i++)
			assert_true(text_equal(
				store_term(store, field, column->tag_codes[starts[row] + i]).key,
				value.is.tags.items[i]));
		arena_done(&arena);
	}
}

/* And so does a scan of the conflicts alone. */
static void conflicts_agree(const struct store *store, uint32_t row, uint32_t field)
{
	uint64_t *bits = calloc(STORE_BITS(store_count(store)), sizeof(*bits));
	bool has_some = store_conflicts(store, field, bits);

	assert_int_equal(has_some && bit_has(bits, row), store_has_conflict(store, row, field));
	free(bits);
}

/* Terms stand in one order. */
static bool is_same_order(const struct value *x, const struct value *y)
{
	for (size_t i = 0; i < x->is.tags.count; i++)
		if (!text_equal(x->is.tags.items[i], y->is.tags.items[i]))
			return false;
	return true;
}

void same_row(const struct store *one, uint32_t a, const struct store *two, uint32_t b)
{
	struct arena arena;

	arena_init(&arena);
	assert_true(text_equal(store_search_text(one, a), store_search_text(two, b)));
	for (uint32_t field = 0; field < FIELD_COUNT; field++) {
		struct value x = store_value(one, a, field, &arena),
			     y = store_value(two, b, field, &arena);
		if (!value_equal(store_field(one, field), &x, &y))
			fail_msg("%.*s differs in %s", TEXT_ARGS(store_id(one, a)),
				store_field(one, field)->key);
		if (store_field(one, field)->kind == KIND_TAGS && x.state == VALUE_KNOWN &&
			!is_same_order(&x, &y))
			fail_msg("%.*s has another order of %s", TEXT_ARGS(store_id(one, a)),
				store_field(one, field)->key);
		if (store_is_reported(one, a, field) != store_is_reported(two, b, field) ||
			store_is_inferred(one, a, field) != store_is_inferred(two, b, field) ||
			store_has_conflict(one, a, field) != store_has_conflict(two, b, field))
			fail_msg("%.*s has another mark at %s", TEXT_ARGS(store_id(one, a)),
				store_field(one, field)->key);
		same_claims(one, a, two, b, field);
		conflicts_agree(two, b, field);
		column_agrees(two, b, field);
	}
	arena_done(&arena);
}

static void same_tiers(const struct store *one, uint32_t a, const struct store *two, uint32_t b)
{
	struct tier x[16], y[16];
	size_t count = store_offer_tiers(one, a, x, 16);

	assert_int_equal(count, store_offer_tiers(two, b, y, 16));
	for (size_t i = 0; i < count; i++) {
		const double prices[][2] = { { x[i].price_in, y[i].price_in },
			{ x[i].price_out, y[i].price_out },
			{ x[i].price_cached, y[i].price_cached } };
		assert_int_equal(x[i].above, y[i].above);
		for (size_t j = 0; j < 3; j++)
			assert_true(isnan(prices[j][0]) ? isnan(prices[j][1])
							: prices[j][0] == prices[j][1]);
	}
}

/* One value of an offer, and what it stands on. */
static void same_offer_value(const struct store *one, uint32_t a, const struct store *two,
	uint32_t b, uint32_t field)
{
	struct arena arena;

	arena_init(&arena);
	struct value x = store_offer_value(one, a, field, &arena),
		     y = store_offer_value(two, b, field, &arena);
	if (!value_equal(store_field(one, field), &x, &y))
		fail_msg("an offer of %.*s differs in %s",
			TEXT_ARGS(store_id(one, store_offer_row(one, a))),
			store_field(one, field)->key);
	if (x.state != VALUE_UNKNOWN && field != FIELD_PROVIDER && field != FIELD_PRICE) {
		struct claim m = store_offer_claim(one, a, field, &arena),
			     n = store_offer_claim(two, b, field, &arena);
		assert_int_equal(m.basis, n.basis);
		assert_int_equal(m.as_of, n.as_of);
		assert_true(text_equal(m.by, n.by));
		assert_true(text_equal(m.detail, n.detail));
		assert_true(text_equal(store_source(one, m.source).title,
			store_source(two, n.source).title));
	}
	arena_done(&arena);
}

void same_offers(const struct store *one, uint32_t a, const struct store *two, uint32_t b)
{
	uint32_t count = store_offers_from(one, a + 1) - store_offers_from(one, a);

	assert_int_equal(count, store_offers_from(two, b + 1) - store_offers_from(two, b));
	for (uint32_t i = 0; i < count; i++) {
		uint32_t x = store_offers_from(one, a) + i, y = store_offers_from(two, b) + i;
		if (!text_equal(store_offer_id(one, x), store_offer_id(two, y)))
			fail_msg("%.*s: %.*s, then %.*s", TEXT_ARGS(store_id(one, a)),
				TEXT_ARGS(store_offer_id(one, x)),
				TEXT_ARGS(store_offer_id(two, y)));
		assert_int_equal(store_offer_as_of(one, x), store_offer_as_of(two, y));
		assert_int_equal(store_offer_basis(one, x), store_offer_basis(two, y));
		assert_int_equal(store_offer_is_own(one, x), store_offer_is_own(two, y));
		assert_true(text_equal(store_source(one, store_offer_source(one, x)).title,
			store_source(two, store_offer_source(two, y)).title));
		same_tiers(one, x, two, y);
		for (uint32_t field = 0; field < FIELD_COUNT; field++)
			if (store_offer_column(one, field) || store_offer_column(two, field))
				same_offer_value(one, x, two, y, field);
	}
}

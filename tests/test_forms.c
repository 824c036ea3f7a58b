/* SPDX-License-Identifier: MIT */
/* Rows that share their claims: a row of a form says what it would say had its claims been given one by one, however the catalog is written. */
#include "tests/twins.h"

enum { FORMS = 7, ROWS = 4000, CLAIMS_MAX = 120 };

struct pattern_of_claims {
	struct claim claims[CLAIMS_MAX];
	size_t count, own_count;
};

static const struct text words[] = { { "one", 3 }, { "two", 3 }, { "three", 5 }, { "four", 4 } };

static struct value some_value(const struct field *field, bool is_own)
{
	struct value value = { .state = VALUE_KNOWN };

	switch (field->kind) {
	case KIND_NUMBER: value.is.number = is_own ? 5000 + pick(100000) : 7 + pick(3); break;
	case KIND_DATE: value.is.date = 20200101 + pick(12) * 100 + pick(28); break;
	case KIND_CHOICE: value.is.choice = pick(field->member_count); break;
	case KIND_SET: value.is.mask = 1 + pick((1u << (field->member_count - 1)) - 1); break;
	case KIND_TAGS:
		value.is.tags.items = &words[pick(2)];
		value.is.tags.count = 1 + pick(2);
		break;
	default: value.is.text = words[pick(4)];
	}
	return value;
}

static bool can_be_claimed(const struct field *field)
{
	return field->scope == SCOPE_MODEL && !field->is_computed && field->id != FIELD_ID &&
		field->id != FIELD_NAME && field->id != FIELD_ALIASES &&
		field->id != FIELD_DEVELOPER && field->id != FIELD_DEVELOPER_REGION &&
		field->id != FIELD_FAMILY;
}

static void make_pattern(struct pattern_of_claims *pattern, uint32_t source)
{
	static const uint8_t origins[] = { ORIGIN_OTHER, ORIGIN_OTHER, ORIGIN_BUILTIN_FAMILY,
		ORIGIN_DERIVED };

	pattern->count = pattern->own_count = 0;
	for (uint32_t id = 0; id < FIELD_COUNT; id++) {
		const struct field *field = field_get((enum field_id)id);
		if (!can_be_claimed(field) || pick(3) > 0)
			continue;
		bool is_own = field->kind == KIND_NUMBER && pick(2) == 0 &&
			pattern->own_count < BUILDER_OWN_MAX;
		size_t claims = 1 + (pick(3) == 0);
		for (size_t i = 0; i < claims; i++) {
			bool has_own = is_own && (i == 0) == (id % 2 == 0 || claims == 1);
			struct claim claim = { .field = (uint16_t)id,
				.basis = (uint8_t)pick(BASIS_COUNT),
				.origin = origins[pick(4)],
				.source = source,
				.as_of = 20261101,
				.value = some_value(field, has_own),
				.detail = pick(4) == 0 ? TEXT("as it is said") : TEXT_NONE };
			if (has_own)
				claim.own = (uint32_t)++pattern->own_count;
			pattern->claims[pattern->count++] = claim;
		}
	}
}

/* Few rows have an offer, of one pattern none. */
static void add_offer(struct draft *draft, struct draft_offer *offer, struct claim *claims,
	uint32_t source)
{
	static const enum field_id fields[] = { FIELD_PRICE_IN, FIELD_PRICE_OUT, FIELD_SPEED,
		FIELD_CONTEXT_SERVED, FIELD_REGION };

	*offer = (struct draft_offer){ .provider = words[pick(4)],
		.id = draft->id,
		.source = source,
		.as_of = 20261101,
		.basis = BASIS_REPORTED,
		.claims = claims };
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (pick(3) > 0)
			claims[offer->claim_count++] = (struct claim){ .field = (uint16_t)fields[i],
				.basis = (uint8_t)pick(BASIS_COUNT),
				.source = source,
				.as_of = 20261101,
				.value = some_value(field_get(fields[i]), false) };
	draft->offers = offer;
	draft->offer_count = 1;
}

/* Rows are numbered so that they come in another order than that of their ids. */
static void make(struct made *made, bool has_forms, size_t shared_from)
{
	static struct pattern_of_claims patterns[FORMS];
	struct builder *builder = builder_new(TEXT("made"), 20261101);
	struct source source = { .title = TEXT("A source"), .is_seen = true };
	uint32_t forms[FORMS] = { 0 }, number = builder_add_source(builder, &source);
	char id[64], developer[32];
	struct error err;

	random_state = 11;
	builder_set_shared_from(builder, shared_from);
	for (size_t i = 0; i < FORMS; i++)
		make_pattern(&patterns[i], number);
	for (uint32_t row = 0; row < ROWS; row++) {
		struct pattern_of_claims *pattern = &patterns[pick(FORMS)];
		struct value own[BUILDER_OWN_MAX];
		snprintf(developer, sizeof(developer), "dev-%u", pick(9));
		snprintf(id, sizeof(id), "%s/m-%u", developer, (row * 7919) % 10007);
		struct draft draft = { .id = text_of(id),
			.name = text_of(id + 4),
			.developer = text_of(developer),
			.claims = pattern->claims,
			.claim_count = pattern->count };
		for (size_t i = 0; i < pattern->count; i++) {
			struct claim *claim = &pattern->claims[i];
			if (claim->own == 0)
				continue;
			claim->value = some_value(field_get((enum field_id)claim->field), true);
			own[claim->own - 1] = claim->value;
		}
		struct draft_offer offer;
		struct claim said[8];
		if (pick(40) == 0 && pattern != &patterns[0])
			add_offer(&draft, &offer, said, number);
		uint32_t *form = &forms[pattern - patterns];
		if (has_forms && *form > 0) {
			assert_int_equal(builder_add_row(builder, &draft, *form, own, &err),
				RESULT_OK);
			continue;
		}
		assert_int_equal(builder_add_model(builder, &draft, &err), RESULT_OK);
		if (has_forms)
			*form = builder_add_form(builder, draft.claims, draft.claim_count);
	}
	made_open(made, builder, "made");
}

static void a_row_of_a_form_says_what_its_claims_say(void **state)
{
	struct made plain, other;

	(void)state;
	make(&plain, false, SIZE_MAX);
	for (int i = 0; i < 3; i++) { /* forms alone, sparse columns alone, both */
		make(&other, i != 1, i == 0 ? SIZE_MAX : 0);
		assert_int_equal(store_count(other.store), ROWS);
		for (uint32_t row = 0; row < ROWS; row++) {
			same_row(plain.store, row, other.store, row);
			same_offers(plain.store, row, other.store, row);
		}
		if (i == 2) /* few rows have a cell of a sparse column, with forms and without */
			assert_true(other.bytes.size < plain.bytes.size);
		assert_true(i != 0 || other.bytes.size == plain.bytes.size);
		if (i == 0) /* forms leave no trace where nothing is shared */
			assert_memory_equal(other.bytes.bytes, plain.bytes.bytes, plain.bytes.size);
		made_done(&other);
	}
	made_done(&plain);
}

static void no_id_comes_twice_in_any_order(void **state)
{
	bool is_there[50] = { false };
	struct builder *builder = builder_new(TEXT("ids"), 20261101);
	char id[16];
	struct error err;

	(void)state;
	random_state = 3;
	for (int i = 0; i < 400; i++) {
		uint32_t number = i % 40 < 25 ? (uint32_t)(i % 40) * 2 : pick(50);
		snprintf(id, sizeof(id), "m-%02u", number);
		struct draft draft = { .id = text_of(id), .name = text_of(id) };
		assert_int_equal(builder_add_model(builder, &draft, &err) == RESULT_OK,
			!is_there[number]);
		is_there[number] = true;
	}
	builder_free(builder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_of_a_form_says_what_its_claims_say),
		cmocka_unit_test(no_id_comes_twice_in_any_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

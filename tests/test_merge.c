/* SPDX-License-Identifier: MIT */
/* Merging claims, and what follows from them: licenses, offers, the change list. */
#include "tests/facts_text.h"

#include "catalog/sources/derive.h"
#include "catalog/sources/family.h"
#include "catalog/sources/merge.h"

static struct claim claim_of(uint16_t field, enum origin origin, double number, uint32_t as_of)
{
	struct claim claim = { .field = field, .origin = (uint8_t)origin, .as_of = as_of };

	claim.value.state = VALUE_KNOWN;
	claim.value.is.number = number;
	return claim;
}

static void merging_follows_the_policies(void **state)
{
	struct arena arena;
	struct claim own[] = { claim_of(FIELD_PARAMS, ORIGIN_MODELS_DEV, 1, 0),
		claim_of(FIELD_OUTPUT_LIMIT, ORIGIN_BUILTIN_MODEL, 1, 20250101),
		claim_of(FIELD_OUTPUT_LIMIT, ORIGIN_MODELS_DEV, 2, 20260101),
		claim_of(FIELD_CONTEXT, ORIGIN_MODELS_DEV, 5, 0) };
	struct claim shared[] = { claim_of(FIELD_PARAMS, ORIGIN_BUILTIN_FAMILY, 9, 0),
		claim_of(FIELD_CONTEXT, ORIGIN_BUILTIN_FAMILY, 7, 0) };
	const struct family family = { .claims = shared, .claim_count = 2 };
	struct draft draft = { .claims = own, .claim_count = 4 };

	(void)state;
	arena_init(&arena);
	merge_resolve(&draft, &family, &arena);
	assert_int_equal(draft.claim_count, 6);
	/* lasting: the built-in family before models.dev; volatile: the newest; the row's own window beats its family's */
	assert_int_equal(draft.claims[0].field, FIELD_PARAMS);
	assert_true(draft.claims[0].value.is.number == 9);
	assert_int_equal(draft.claims[2].field, FIELD_CONTEXT);
	assert_true(draft.claims[2].value.is.number == 5);
	assert_int_equal(draft.claims[4].field, FIELD_OUTPUT_LIMIT);
	assert_true(draft.claims[4].value.is.number == 2);
	arena_done(&arena);
}

/* Of a model that the facts have, lists report what hosts serve; of one that only lists have, a family's window is that of its largest. */
static void a_makers_word_on_a_known_model_stands_before_lists(void **state)
{
	struct arena arena;
	struct claim own[] = { claim_of(FIELD_CONTEXT, ORIGIN_OTHER, 5, 0) };
	struct claim shared[] = { claim_of(FIELD_CONTEXT, ORIGIN_BUILTIN_FAMILY, 7, 0) };
	const struct family family = { .claims = shared, .claim_count = 1 };

	(void)state;
	own[0].basis = BASIS_REPORTED;
	arena_init(&arena);
	for (int is_known = 0; is_known < 2; is_known++)
		for (int basis = 0; basis < BASIS_COUNT; basis++) {
			struct draft draft = { .claims = own,
				.claim_count = 1,
				.is_known = is_known != 0 };
			shared[0].basis = (uint8_t)basis;
			merge_resolve(&draft, &family, &arena);
			bool is_familys = is_known && basis == BASIS_DISCLOSED;
			assert_int_equal(draft.claim_count, 2);
			assert_true(draft.claims[0].value.is.number == (is_familys ? 7 : 5));
		}
	/* silence is no word */
	shared[0].basis = BASIS_DISCLOSED;
	shared[0].value.state = VALUE_UNDISCLOSED;
	struct draft draft = { .claims = own, .claim_count = 1, .is_known = true };
	merge_resolve(&draft, &family, &arena);
	assert_true(draft.claims[0].value.is.number == 5);
	arena_done(&arena);
}

/* What its developer switched off does not come back because a list of a later day has it still. */
static void a_disclosed_end_stands_against_newer_lists(void **state)
{
	static const char *const words[] = { "active", "deprecated" };
	const struct field *field = field_get(FIELD_STATUS);
	struct arena arena;
	struct claim own[] = { claim_of(FIELD_STATUS, ORIGIN_MODELS_DEV, 0, 20261127),
		claim_of(FIELD_STATUS, ORIGIN_BUILTIN_MODEL, 0, 20260701),
		claim_of(FIELD_STATUS, ORIGIN_OVERLAY, 0, 20200101) };

	(void)state;
	arena_init(&arena);
	own[0].basis = BASIS_REPORTED;
	own[2].value.is.choice = (uint32_t)field_member_find(field, TEXT("beta"));
	for (size_t i = 0; i < 2; i++) {
		struct draft draft = { .claims = own, .claim_count = 2 };
		own[0].value.is.choice = (uint32_t)field_member_find(field, text_of(words[i]));
		own[1].value.is.choice = (uint32_t)field_member_find(field, TEXT("retired"));
		own[1].basis = BASIS_DISCLOSED;
		merge_resolve(&draft, NULL, &arena);
		assert_int_equal(draft.claims[0].origin, ORIGIN_BUILTIN_MODEL);
		/* what is only inferred is news of its day */
		own[1].basis = BASIS_INFERRED;
		draft = (struct draft){ .claims = own, .claim_count = 2 };
		merge_resolve(&draft, NULL, &arena);
		assert_int_equal(draft.claims[0].origin, ORIGIN_MODELS_DEV);
		/* and so is any other status; a file of one's own knows better */
		own[1].basis = BASIS_DISCLOSED;
		draft = (struct draft){ .claims = own, .claim_count = 3 };
		merge_resolve(&draft, NULL, &arena);
		assert_int_equal(draft.claims[0].origin, ORIGIN_OVERLAY);
		own[1].value.is.choice = (uint32_t)field_member_find(field, TEXT("active"));
		draft = (struct draft){ .claims = own, .claim_count = 2 };
		merge_resolve(&draft, NULL, &arena);
		assert_int_equal(draft.claims[0].origin, ORIGIN_MODELS_DEV);
	}
	arena_done(&arena);
}

static void a_models_own_word_replaces_its_familys(void **state)
{
	struct arena arena;
	struct claim own[] = { claim_of(FIELD_ARCHITECTURE, ORIGIN_BUILTIN_MODEL, 0, 0),
		claim_of(FIELD_CONTEXT, ORIGIN_BUILTIN_MODEL, 5, 0),
		claim_of(FIELD_PARAMS, ORIGIN_MODELS_DEV, 1, 0) };
	struct claim shared[] = { claim_of(FIELD_ARCHITECTURE, ORIGIN_BUILTIN_FAMILY, 0, 0),
		claim_of(FIELD_ARCHITECTURE, ORIGIN_BUILTIN_FAMILY, 0, 0),
		claim_of(FIELD_CONTEXT, ORIGIN_BUILTIN_FAMILY, 7, 0),
		claim_of(FIELD_PARAMS, ORIGIN_BUILTIN_FAMILY, 9, 0) };
	const struct family family = { .claims = shared, .claim_count = 4 };
	struct draft draft = { .claims = own, .claim_count = 3 };

	(void)state;
	shared[1].basis = BASIS_REPORTED;
	arena_init(&arena);
	merge_resolve(&draft, &family, &arena);
	/* left: its own two, what is reported on the architecture, and both on the size: a list's word is not its own */
	assert_int_equal(draft.claim_count, 5);
	for (size_t i = 0; i < draft.claim_count; i++)
		if (draft.claims[i].origin == ORIGIN_BUILTIN_FAMILY)
			assert_true(draft.claims[i].field == FIELD_PARAMS ||
				draft.claims[i].basis == BASIS_REPORTED);
	arena_done(&arena);
}

/* What its maker does not say of this model, it did not say by speaking of its siblings; what others report of all is heard. */
static void so_does_its_own_silence(void **state)
{
	struct arena arena;
	struct claim own[] = { claim_of(FIELD_PARAMS, ORIGIN_BUILTIN_MODEL, 0, 0),
		claim_of(FIELD_LAYERS, ORIGIN_BUILTIN_MODEL, 0, 0) };
	struct claim shared[] = { claim_of(FIELD_PARAMS, ORIGIN_BUILTIN_FAMILY, 9, 0),
		claim_of(FIELD_LAYERS, ORIGIN_BUILTIN_FAMILY, 7, 0) };
	const struct family family = { .claims = shared, .claim_count = 2 };
	struct draft draft = { .claims = own, .claim_count = 2 };

	(void)state;
	own[0].value.state = own[1].value.state = VALUE_UNDISCLOSED;
	shared[1].basis = BASIS_REPORTED;
	arena_init(&arena);
	merge_resolve(&draft, &family, &arena);
	assert_int_equal(draft.claim_count, 3);
	assert_int_equal(draft.claims[0].field, FIELD_PARAMS);
	assert_int_equal(draft.claims[0].value.state, VALUE_UNDISCLOSED);
	assert_int_equal(draft.claims[1].field, FIELD_LAYERS);
	assert_true(draft.claims[1].value.is.number == 7);
	assert_int_equal(draft.claims[2].value.state, VALUE_UNDISCLOSED);
	arena_done(&arena);
}

/* The model of a facts file after merging and derivation, as the builder gets it. */
static const struct claim *derived(struct facts *facts, struct arena *arena, const char *json,
	enum field_id field)
{
	struct family_index *index;
	struct error err;

	assert_int_equal(read_all(json, true, facts, arena, &err), RESULT_OK);
	assert_int_equal(family_index_new(&index, facts->families, facts->family_count, arena,
				 &err),
		RESULT_OK);
	struct draft *draft = &facts->models[0];
	derive_draft(draft, facts, arena);
	merge_resolve(draft, family_find(index, draft->id), arena);
	derive_license(draft, facts, arena);
	derive_dates(draft, facts, arena);
	derive_after_merge(draft, arena);
	family_index_free(index);
	for (size_t i = 0; i < draft->claim_count; i++)
		if (draft->claims[i].field == field)
			return &draft->claims[i];
	return NULL;
}

#define LICENSES \
	"\"licenses\": [{\"id\": \"free\", \"name\": \"Free License\", \"facts\": {\"commercial\": {\"value\": \"yes\", " OK_END \
	", \"conditions\": {\"value\": [\"attribution\"], " OK_END "}}],\n"
#define LICENSED(basis, more) \
	HEAD LICENSES \
		"\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n\"facts\": {" \
		"\"license_name\": {\"value\": \"Free License\", \"source\": \"card\", \"basis\": " basis \
		"}" more "}}]}"

static void a_license_says_what_may_be_done(void **state)
{
	struct arena arena;
	struct facts facts;

	(void)state;
	arena_init(&arena);
	const struct claim *claim = derived(&facts, &arena, LICENSED("\"disclosed\"", ""),
		FIELD_COMMERCIAL);
	assert_non_null(claim);
	assert_int_equal(claim->value.is.choice, 0); /* yes */
	assert_int_equal(claim->basis, BASIS_DISCLOSED);
	assert_int_equal(claim->source, 0);
	facts_done(&facts);
	/* what follows from a license that is only inferred is inferred as well, from the same */
	claim = derived(&facts, &arena,
		LICENSED("\"inferred\", \"detail\": \"the license of its base\"", ""),
		FIELD_CONDITIONS);
	assert_int_equal(claim->basis, BASIS_INFERRED);
	assert_text(claim->detail, "the license of its base");
	facts_done(&facts);
	/* under a license of its own, what the family says of another means nothing */
	claim = derived(&facts, &arena,
		HEAD LICENSES
		"\"families\": [{\"id\": \"a\", \"name\": \"A\", \"stems\": [\"a\"], \"facts\": {\"commercial\": {\"value\": \"no\", " OK_END
		"}}],\n\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\",\n\"facts\": "
		"{\"license_name\": {\"value\": \"Free License\", " OK_END "}}]}",
		FIELD_COMMERCIAL);
	assert_int_equal(claim->value.is.choice, 0);
	facts_done(&facts);
	/* the model's own word is nearer */
	claim = derived(&facts, &arena,
		LICENSED("\"disclosed\"", ", \"commercial\": {\"value\": \"no\", " OK_END),
		FIELD_COMMERCIAL);
	assert_int_equal(claim->value.is.choice, 2);
	facts_done(&facts);
	arena_done(&arena);
}

static void who_can_have_it_follows_from_offers_and_weights(void **state)
{
	static const char *const hosts =
		"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}],\n";
	struct arena arena;
	struct facts facts;
	char json[2000];

	(void)state;
	arena_init(&arena);
	const struct claim *claim = derived(&facts, &arena,
		FACT("\"license\": {\"value\": \"open-weight\", " OK_END), FIELD_AVAILABILITY);
	assert_int_equal(claim->value.is.choice, 0); /* public */
	assert_int_equal(claim->basis, BASIS_INFERRED);
	assert_text(claim->detail, "the weights can be downloaded");
	facts_done(&facts);
	snprintf(json, sizeof(json),
		"{\"schema\": \"llmatlas-facts/1\", \"sources\": {\"card\": {\"title\": \"Card\", \"checked\": "
		"\"seen\"}}, \"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}], %s \"models\": [{\"id\": "
		"\"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"offers\": [{\"provider\": \"host\", "
		"\"source\": \"card\", \"as_of\": \"2026-07-02\"}]}]}",
		hosts);
	claim = derived(&facts, &arena, json, FIELD_STATUS);
	assert_int_equal(claim->value.is.choice, 0); /* active */
	assert_int_equal(claim->as_of, 20260702);
	facts_done(&facts);
	/* retired, and nobody lists it */
	claim = derived(&facts, &arena,
		FACT("\"license\": {\"value\": \"closed-api\", " OK_END
		     ", \"status\": {\"value\": \"retired\", " OK_END),
		FIELD_AVAILABILITY);
	assert_int_equal(claim->value.is.choice, 2); /* none */
	facts_done(&facts);
	/* a list from before the end is no sign of life, one from after it is */
	for (int after = 0; after < 2; after++) {
		snprintf(json, sizeof(json),
			"{\"schema\": \"llmatlas-facts/1\", \"sources\": {\"card\": {\"title\": \"Card\", \"checked\": "
			"\"seen\"}}, \"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}], %s \"models\": [{\"id\": "
			"\"acme/a\", \"name\": \"A\", \"developer\": \"acme\", \"facts\": {\"license\": {\"value\": "
			"\"closed-api\", " OK_END ", \"status\": {\"value\": \"retired\", " OK_END
			", \"retires\": {\"value\": \"2026-07-01\", " OK_END
			"}, \"offers\": [{\"provider\": \"host\", \"source\": \"card\", \"as_of\": \"2026-%s\"}]}]}",
			hosts, after ? "07-02" : "06-30");
		claim = derived(&facts, &arena, json, FIELD_AVAILABILITY);
		assert_int_equal(claim->value.is.choice, after ? 0 : 2);
		facts_done(&facts);
		claim = derived(&facts, &arena, json, FIELD_RUN);
		assert_true(after ? claim != NULL : claim == NULL);
		facts_done(&facts);
	}
	/* of a closed model without offers nothing is known */
	assert_null(derived(&facts, &arena,
		FACT("\"license\": {\"value\": \"closed-api\", " OK_END), FIELD_AVAILABILITY));
	facts_done(&facts);
	arena_done(&arena);
}

#define CHANGED(changes) \
	HEAD "\"models\": [{\"id\": \"acme/a\", \"name\": \"A\", \"developer\": \"acme\"}, " \
	     "{\"id\": \"acme/b\", \"name\": \"B\", \"developer\": \"acme\"}],\n\"changes\": [" changes \
	     "]}"

static void the_change_list_gives_dates(void **state)
{
	static const char *const json = CHANGED(
		"{\"date\": \"2026-08-01\", \"kind\": \"repriced\", \"model\": \"acme/a\", \"field\": \"price_in\", "
		"\"from\": 2, \"to\": 1}, {\"date\": \"2026-09-01\", \"kind\": \"new\", \"model\": \"acme/b\"}, "
		"{\"date\": \"2026-03-01\", \"kind\": \"new\", \"model\": \"acme/a\"}");
	struct arena arena;
	struct facts facts;

	(void)state;
	arena_init(&arena);
	assert_int_equal(derived(&facts, &arena, json, FIELD_ADDED)->value.is.date, 20260301);
	facts_done(&facts);
	assert_int_equal(derived(&facts, &arena, json, FIELD_CHANGED)->value.is.date, 20260801);
	facts_done(&facts);
	arena_done(&arena);
	refuses(CHANGED("{\"date\": \"2026-03\", \"kind\": \"new\", \"model\": \"acme/a\"}"),
		"$.changes[0].date", "a day such as");
	refuses(CHANGED("{\"date\": \"2026-03-01\", \"kind\": \"odd\", \"model\": \"acme/a\"}"),
		"$.changes[0].kind", "repriced");
	refuses(CHANGED("{\"date\": \"2026-03-01\", \"kind\": \"new\", \"model\": \"acme/c\"}"),
		"$.changes[0].model", "no model acme/c");
	refuses(CHANGED("{\"date\": \"2026-03-01\", \"kind\": \"corrected\", \"model\": \"acme/a\"}"),
		"$.changes[0]", "what was changed");
	refuses(CHANGED("{\"date\": \"2026-03-01\", \"kind\": \"corrected\", \"model\": \"acme/a\", "
			"\"field\": \"provider\"}"),
		"$.changes[0].field", "the program makes it");
	refuses(CHANGED("{\"date\": \"2026-03-01\", \"kind\": \"corrected\", \"model\": \"acme/a\", "
			"\"field\": \"ctx\"}"),
		"$.changes[0].field", "the key of the field: context");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merging_follows_the_policies),
		cmocka_unit_test(a_makers_word_on_a_known_model_stands_before_lists),
		cmocka_unit_test(a_disclosed_end_stands_against_newer_lists),
		cmocka_unit_test(a_models_own_word_replaces_its_familys),
		cmocka_unit_test(so_does_its_own_silence),
		cmocka_unit_test(a_license_says_what_may_be_done),
		cmocka_unit_test(who_can_have_it_follows_from_offers_and_weights),
		cmocka_unit_test(the_change_list_gives_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

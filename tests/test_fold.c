/* SPDX-License-Identifier: MIT */
/* Folding public catalogs into one: what lands on which model, what is believed. */
#include "tests/folding.h"

static void offers_land_on_their_models(void **state)
{
	struct folded folded;
	uint32_t row;

	(void)state;
	fold(&folded, (const char *const[]){ "models_dev.json" }, 1, NULL);
	const struct store *store = folded.store;
	/* dated versions stay apart */
	assert_true(landed(&folded,
		"models.dev\topenai/gpt-4o-2024-11-20\topenai/gpt-4o-2024-11-20\n"));
	assert_true(landed(&folded, "openai/gpt-4o-2024-05-13\tnew "));
	assert_true(
		landed(&folded, "other-host/openai/gpt-4o-2024-11-20\topenai/gpt-4o-2024-11-20\n"));
	assert_true(landed(&folded, "spread-c/acme/spread-nemo:free\tacme/spread-nemo\n"));
	/* a name that says more than the id is believed */
	assert_true(landed(&folded, "name-host/gpt-4o\topenai/gpt-4o-2024-11-20\n"));
	/* what follows from its license and the change list still holds in the merged catalog */
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_COMMERCIAL), "yes");
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_ADDED), "2026-09-30");
	assert_int_equal(store_change_count(store), 1);
	/* one name, two ids: two models */
	assert_true(store_find_id(store, TEXT("name-host/twin-a"), &row));
	assert_true(store_find_id(store, TEXT("name-host/twin-b"), &row));
	/* the newest price counts, the batch price that only the older one has stays */
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_PRICE_IN), "2.5");
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_OFFERS), "3");
	/* a host's word about its offer is no word about the model, but an offer on its way out is no sign that the model is active */
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_STATUS), "active");
	assert_true(store_find_id(store, TEXT("openai/gpt-4o-2024-11-20"), &row));
	assert_true(store_is_inferred(store, row, FIELD_STATUS));
	/* but its developer's own host says it of the model, be there no family that names the developer */
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-05-13", FIELD_DEVELOPER), "openai");
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-05-13", FIELD_STATUS),
		"deprecated");
	assert_string_equal(offer_value(store, "openai/gpt-4o-2024-05-13", FIELD_STATUS),
		"deprecated");
	unfold(&folded, 1);
}

static void families_and_votes_decide(void **state)
{
	struct folded folded;
	struct arena arena;
	size_t count;
	uint32_t row;

	(void)state;
	fold(&folded, (const char *const[]){ "models_dev.json", "hub.ndjson" }, 2, NULL);
	const struct store *store = folded.store;
	/* a 1,000-fold spread of prices: the cheapest stands for the model, all are kept */
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_OFFERS), "3");
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_PRICE_IN), "0.02");
	/* the family's license beats the flag of a row; its architecture is there */
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_LICENSE), "open-source");
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_ARCHITECTURE), "moe");
	/* and so do its window and modalities, which its maker disclosed: hosts list what they serve */
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_CONTEXT), "16000");
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_INPUT), "text;image");
	/* hosts that contradict each other on a lasting fact: kept as claims */
	assert_true(store_find_id(store, TEXT("acme/spread-nemo"), &row));
	arena_init(&arena);
	store_claims(store, row, FIELD_CUTOFF, &arena, &count);
	assert_int_equal(count, 2);
	assert_true(store_has_conflict(store, row, FIELD_CUTOFF));
	arena_done(&arena);
	/* whose developer's own hub it is, it has the family; of others, not what their makers did to it */
	assert_string_equal(value_of(store, "acme-org/Hub-7B", FIELD_ALIGNMENT), "rlhf");
	assert_string_equal(value_of(store, "acme-org/Hub-7B", FIELD_DEVELOPER_REGION), "KR");
	/* ids that differ in case only are one */
	assert_string_equal(value_of(store, "microsoft/Phi-3-mini-4k-instruct", FIELD_DOWNLOADS),
		"7");
	unfold(&folded, 2);
}

static void the_same_offer_in_two_catalogs_is_one(void **state)
{
	struct folded folded;

	(void)state;
	fold(&folded, (const char *const[]){ "openrouter.json", "litellm.json" }, 2, NULL);
	const struct store *store = folded.store;
	/* "acme/large" and ":free" are two offers of one model; keys equal but for case are one offer */
	assert_string_equal(value_of(store, "acme/large", FIELD_OFFERS), "2");
	assert_string_equal(value_of(store, "baai/bge-base", FIELD_OFFERS), "1");
	/* two names of one model at one host, at one price: one offer; the host that stands before a name is not who made it, be it a developer */
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_OFFERS), "3");
	assert_true(landed(&folded, "litellm\tacme/gpt-4o-2024-11-20\topenai/gpt-4o-2024-11-20\n"));
	unfold(&folded, 2);
}

/* What one offer of a model costs, by its id; "none" if there is no such offer. */
static const char *price_of(const struct store *store, const char *model, const char *id)
{
	static char out[4][64];
	static int turn;
	uint32_t row, found = UINT32_MAX;

	assert_true(store_find_id(store, text_of(model), &row));
	for (uint32_t at = store_offers_from(store, row); at < store_offers_from(store, row + 1);
		at++)
		if (text_equal_string(store_offer_id(store, at), id)) {
			assert_int_equal(found, UINT32_MAX);
			found = at;
		}
	if (found == UINT32_MAX)
		return "none";
	struct value value = store_offer_value(store, found, FIELD_PRICE_IN, NULL);
	turn = (turn + 1) % 4;
	snprintf(out[turn], sizeof(out[turn]), "%g",
		value.state == VALUE_KNOWN ? value.is.number : -1);
	return out[turn];
}

static void offers_of_regions_and_services_stay_apart(void **state)
{
	struct folded folded;

	(void)state;
	fold(&folded,
		(const char *const[]){
			"{\"cloud\": {\"id\": \"cloud\", \"env\": [], \"name\": \"Cloud\", \"models\": {\n"
			" \"eu.wide\": {\"id\": \"eu.wide\", \"name\": \"Wide\", \"cost\": {\"input\": 11, \"output\": 55}},\n"
			" \"global.wide\": {\"id\": \"global.wide\", \"name\": \"Wide\", \"cost\": {\"input\": 10, \"output\": 50}},\n"
			" \"jp.wide\": {\"id\": \"jp.wide\", \"name\": \"Wide\", \"cost\": {\"input\": 12, \"output\": 60}},\n"
			" \"us.wide\": {\"id\": \"us.wide\", \"name\": \"Wide\", \"cost\": {\"input\": 11, \"output\": 55}}}},\n"
			"\"router\": {\"id\": \"router\", \"name\": \"Router\", \"models\": {\n"
			" \"acme/wide:free\": {\"id\": \"acme/wide:free\", \"name\": \"Wide\", \"cost\": {\"input\": 0, \"output\": 0}},\n"
			" \"Wide\": {\"id\": \"Wide\", \"name\": \"Wide\", \"cost\": {\"input\": 8, \"output\": 9}}}}}" },
		1, NULL);
	const struct store *store = folded.store;
	assert_string_equal(price_of(store, "acme/wide", "global.wide"), "10");
	assert_string_equal(price_of(store, "acme/wide", "eu.wide"), "11");
	assert_string_equal(price_of(store, "acme/wide", "jp.wide"), "12");
	/* at the same figures another region is no offer of its own */
	assert_string_equal(price_of(store, "acme/wide", "us.wide"), "none");
	/* what is free is no price of the model, whichever comes first; the other one is, under another spelling */
	assert_string_equal(price_of(store, "acme/wide", "acme/wide:free"), "0");
	assert_string_equal(price_of(store, "acme/wide", "Wide"), "8");
	assert_string_equal(value_of(store, "acme/wide", FIELD_OFFERS), "5");
	unfold(&folded, 1);
}

static void one_id_of_a_host_is_one_model(void **state)
{
	struct folded folded;

	(void)state;
	fold(&folded,
		(const char *const[]){
			"{\"cloud\": {\"id\": \"cloud\", \"env\": [], \"models\": {\n"
			/* an id that the built-in catalog has of this host */
			" \"eu.wide\": {\"id\": \"eu.wide\", \"name\": \"GPT-4o\"},\n"
			/* a name of another version than the id's, and one that is more exact */
			/* weights that somebody altered: not by the family's maker, who did not say how */
			" \"nemo-8b\": {\"id\": \"nemo-8b\", \"name\": \"Nemo 8B\"},\n"
			" \"nemo-8b-uncensored\": {\"id\": \"nemo-8b-uncensored\", \"name\": \"Nemo 8B Uncensored\"},\n"
			" \"wide-2\": {\"id\": \"wide-2\", \"name\": \"Wide 2.5\"},\n"
			" \"gpt-4o\": {\"id\": \"gpt-4o\", \"name\": \"GPT-4o 2024-11-20\"}}},\n"
			"\"acme\": {\"id\": \"acme\", \"models\": {\n"
			/* the host's own name in front */
			" \"acme/gpt-4o-2024-11-20\": {\"id\": \"acme/gpt-4o-2024-11-20\", \"name\": \"GPT-4o\"}}}}",
			/* no name here, but it is the same id of the same host */
			"{\"cloud/gpt-4o\": {\"litellm_provider\": \"cloud\", \"mode\": \"chat\", \"input_cost_per_token\": 1e-06}}" },
		2, NULL);
	assert_true(landed(&folded, "cloud/eu.wide\tacme/wide\n"));
	assert_true(landed(&folded, "cloud/wide-2\tacme/wide-2\n"));
	assert_string_equal(value_of(folded.store, "acme/nemo-8b", FIELD_ALIGNMENT), "rlhf");
	assert_string_equal(value_of(folded.store, "cloud/nemo-8b-uncensored", FIELD_DEVELOPER),
		"");
	assert_string_equal(value_of(folded.store, "cloud/nemo-8b-uncensored", FIELD_ALIGNMENT),
		"");
	assert_string_equal(value_of(folded.store, "cloud/nemo-8b-uncensored", FIELD_ARCHITECTURE),
		"moe");
	assert_true(landed(&folded, "models.dev\tcloud/gpt-4o\topenai/gpt-4o-2024-11-20\n"));
	assert_true(landed(&folded, "litellm\tcloud/gpt-4o\topenai/gpt-4o-2024-11-20\n"));
	assert_true(landed(&folded, "acme/gpt-4o-2024-11-20\topenai/gpt-4o-2024-11-20\n"));
	unfold(&folded, 2);
}

/* What a host says of its offers may decide about their models, and then those are not alike though they are in all else. */
static void offers_that_tell_more_make_a_difference(void **state)
{
#define OFFER(id, more) \
	"\"" id "\": {\"id\": \"" id "\", \"name\": \"" id \
	"\", \"limit\": {\"context\": 8192" more ", \"cost\": {\"input\": 1, \"output\": 2}}"
	struct folded folded;

	(void)state;
	fold(&folded,
		(const char *const[]){
			"{\"newhost\": {\"id\": \"newhost\", \"env\": [], \"models\": {" OFFER(
				"n-1", ", \"output\": 1024}") ", " OFFER("n-2",
				", \"output\": 1024}, "
				"\"status\": \"deprecated\"") ", " OFFER("n-3",
				", \"output\": 2048}") ", " OFFER("n-4", "}") ", " OFFER("n-5",
				"}") "}}}" },
		1, NULL);
	const struct store *store = folded.store;
	assert_string_equal(value_of(store, "newhost/n-1", FIELD_STATUS), "active");
	assert_string_equal(value_of(store, "newhost/n-1", FIELD_OUTPUT_LIMIT), "1024");
	assert_string_equal(value_of(store, "newhost/n-2", FIELD_STATUS), "");
	assert_string_equal(value_of(store, "newhost/n-3", FIELD_OUTPUT_LIMIT), "2048");
	assert_string_equal(value_of(store, "newhost/n-4", FIELD_OUTPUT_LIMIT), "");
	assert_string_equal(value_of(store, "newhost/n-5", FIELD_STATUS), "active");
	assert_string_equal(value_of(store, "newhost/n-5", FIELD_PRICE_OUT), "2");
	unfold(&folded, 1);
#undef OFFER
}

static void an_overlay_wins(void **state)
{
	struct folded folded;
	struct fixture overlay;
	struct arena arena;
	size_t count;
	uint32_t row;

	(void)state;
	fixture_open_text(&overlay,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"yours\", \"date\": \"2026-01-01\",\n"
		"\"sources\": {\"mine\": {\"title\": \"Contract\", \"checked\": \"seen\"}},\n"
		"\"developers\": [{\"id\": \"openai\", \"name\": \"OpenAI\"}, {\"id\": \"us\", \"name\": \"Us\"}],\n"
		"\"providers\": [{\"id\": \"openai\", \"name\": \"OpenAI\", \"kind\": \"first-party\"}],\n"
		"\"models\": [{\"id\": \"openai/gpt-4o-2024-11-20\", \"name\": \"GPT-4o\", \"developer\": \"openai\",\n"
		" \"facts\": {\"context\": {\"value\": 64000, \"basis\": \"reported\", \"by\": \"us\", \"source\": \"mine\"}},\n"
		" \"offers\": [{\"provider\": \"openai\", \"id\": \"gpt-4o-2024-11-20\", \"source\": \"mine\", \"as_of\": \"2024-12-01\", \"price_in\": 1, \"price_out\": 2}]},\n"
		" {\"id\": \"us/house-nemo\", \"name\": \"House Nemo\", \"developer\": \"us\"}]}");
	fold(&folded, (const char *const[]){ "models_dev.json" }, 1, overlay.store);
	const struct store *store = folded.store;
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_CONTEXT), "64000");
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_PRICE_IN), "1");
	assert_string_equal(value_of(store, "us/house-nemo", FIELD_ARCHITECTURE), "moe");
	/* who says that a model of his is of a family means all that is said of it */
	assert_string_equal(value_of(store, "us/house-nemo", FIELD_LICENSE), "open-source");
	assert_true(store_find_id(store, TEXT("us/house-nemo"), &row));
	arena_init(&arena);
	store_claims(store, row, FIELD_LICENSE, &arena, &count);
	assert_int_equal(count, 1);
	arena_done(&arena);
	unfold(&folded, 1);
	fixture_close(&overlay);
}

/* Records of one's own: a model is its maker's with a price as without; whose the price is, if no provider is named, is the source's. */
static void a_price_takes_no_developer_away(void **state)
{
	struct folded folded;
	uint32_t row;

	(void)state;
	fold(&folded,
		(const char *const[]){
			"{\"id\": \"nova-lab/a\", \"price_in\": 1, \"price_out\": 2}\n"
			"{\"id\": \"nova-lab/b\"}\n"
			"{\"id\": \"nova-lab/c\", \"provider\": \"cloud\", \"price_in\": 1}\n"
			"{\"id\": \"acme-org/d\", \"price_in\": 1}\n"
			"{\"id\": \"cloud/e\", \"price_in\": 1}\n"
			"{\"id\": \"plain\", \"price_in\": 1}\n" },
		1, NULL);
	const struct store *store = folded.store;
	assert_string_equal(value_of(store, "nova-lab/a", FIELD_DEVELOPER), "nova-lab");
	assert_string_equal(value_of(store, "nova-lab/b", FIELD_DEVELOPER), "nova-lab");
	assert_string_equal(value_of(store, "nova-lab/c", FIELD_DEVELOPER), "nova-lab");
	assert_string_equal(value_of(store, "acme/d", FIELD_DEVELOPER), "acme");
	assert_string_equal(value_of(store, "cloud/e", FIELD_DEVELOPER), ""); /* a host */
	assert_true(store_find_id(store, TEXT("plain"), &row));
	assert_string_equal(value_of(store, "plain", FIELD_DEVELOPER), "");
	assert_string_equal(value_of(store, "nova-lab/a", FIELD_PROVIDER), "words");
	unfold(&folded, 1);
}

/* Hubs have words of their own for licenses: a license that is known by one of them brings what its text says. */
static void a_hub_names_a_license_in_its_way(void **state)
{
	struct folded folded;
	uint32_t rows = 0, code;

	(void)state;
	fold(&folded,
		(const char *const[]){ "{\"id\": \"some/a\", \"license\": \"free-1.0\"}\n"
				       "{\"id\": \"some/b\", \"license\": \"Free1\"}\n"
				       "{\"id\": \"some/c\", \"license\": \"freer\"}\n"
				       "{\"id\": \"some/d\", \"license\": \"Freer\"}\n"
				       "{\"id\": \"some/e\", \"license\": \"other\"}\n"
				       "{\"id\": \"some/nemo-f\", \"license\": \"free1\"}\n" },
		1, NULL);
	const struct store *store = folded.store;
	static const char *const known[] = { "some/a", "some/b", "some/nemo-f" };
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(value_of(store, known[i], FIELD_LICENSE_NAME), "Free-1.0");
		assert_string_equal(value_of(store, known[i], FIELD_COMMERCIAL), "yes");
		assert_string_equal(value_of(store, known[i], FIELD_LICENSE), "open-weight");
		assert_string_equal(value_of(store, known[i], FIELD_RUN), "own-hardware");
	}
	assert_string_equal(value_of(store, "some/c", FIELD_LICENSE_NAME), "freer");
	assert_string_equal(value_of(store, "some/c", FIELD_LICENSE), "");
	assert_string_equal(value_of(store, "some/e", FIELD_LICENSE_NAME), "");
	/* two that differ in case alone: each is found by its own spelling */
	code = store_term_find(store, FIELD_LICENSE_NAME, TEXT("Freer"));
	assert_text(store_term(store, FIELD_LICENSE_NAME, code).key, "Freer");
	code = store_term_find(store, FIELD_LICENSE_NAME, TEXT("freer"));
	assert_text(store_term(store, FIELD_LICENSE_NAME, code).key, "freer");
	assert_true(store_find_id(store, TEXT("some/nemo-f"), &rows));
	assert_false(store_has_conflict(store, rows, FIELD_LICENSE_NAME));
	unfold(&folded, 1);
}

/* A name that says nothing: what the weights were made of tells the family, but not that its maker's tuning and license hold. */
static void a_base_tells_the_family(void **state)
{
	struct folded folded;

	(void)state;
	fold(&folded,
		(const char *const[]){
			"{\"id\": \"some/dusk\", \"tags\": [\"base_model:finetune:acme/spread-nemo\"]}\n"
			"{\"id\": \"some/dawn\", \"tags\": [\"base_model:finetune:nobody/knows-it\"]}\n" },
		1, NULL);
	const struct store *store = folded.store;
	assert_string_equal(value_of(store, "some/dusk", FIELD_FAMILY), "nemo");
	assert_string_equal(value_of(store, "some/dusk", FIELD_ARCHITECTURE), "moe");
	assert_string_equal(value_of(store, "some/dusk", FIELD_CONTEXT), "16000");
	assert_string_equal(value_of(store, "some/dusk", FIELD_ALIGNMENT), "");
	assert_string_equal(value_of(store, "some/dusk", FIELD_LICENSE_NAME), "");
	assert_string_equal(value_of(store, "some/dusk", FIELD_DEVELOPER), "some");
	assert_string_equal(value_of(store, "some/dawn", FIELD_FAMILY), "");
	assert_string_equal(value_of(store, "some/dawn", FIELD_ARCHITECTURE), "");
	unfold(&folded, 1);
}

/* Merged while the program spoke Korean: what is kept is what the facts say, whoever reads it later. */
static void a_merged_catalog_speaks_every_language(void **state)
{
	struct folded folded;
	struct fixture overlay;
	struct text wording = TEXT_NONE, own = TEXT_NONE;

	(void)state;
	fixture_open_text(&overlay,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"yours\", \"date\": \"2026-01-01\",\n"
		"\"sources\": {\"mine\": {\"title\": \"Contract\", \"checked\": \"seen\"}},\n"
		"\"developers\": [{\"id\": \"us\", \"name\": \"Us\"}],\n"
		"\"models\": [{\"id\": \"us/house\", \"name\": \"House\", \"developer\": \"us\", \"facts\": {\n"
		" \"conditions\": {\"value\": [\"revenue-cap\"], \"basis\": \"disclosed\", \"source\": \"mine\"}}}],\n"
		"\"sentences\": {\"only for us\": \"우리만\", \"answers at length\": \"우리말로 길게\"}}");
	message_use(LANGUAGE_KO, NULL, 0);
	fold(&folded, (const char *const[]){ "models_dev.json" }, 1, overlay.store);
	message_use(LANGUAGE_EN, NULL, 0);
	uint32_t code = store_term_find(folded.store, FIELD_CONDITIONS, TEXT("revenue-cap"));
	assert_text(store_term_title(folded.store, FIELD_CONDITIONS, code), "revenue cap");
	const struct field *field = field_get(FIELD_TENDS_TO);
	wording = store_wording(folded.store, field, TEXT("keeps it short"), LANGUAGE_KO);
	assert_text(wording, "짧게 답함");
	own = store_wording(folded.store, field, TEXT("answers at length"), LANGUAGE_KO);
	assert_text(own, "우리말로 길게"); /* a person's own goes before */
	assert_text(store_wording(folded.store, field, TEXT("keeps it short"), LANGUAGE_EN),
		"keeps it short");
	unfold(&folded, 1);
	fixture_close(&overlay);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offers_land_on_their_models),
		cmocka_unit_test(families_and_votes_decide),
		cmocka_unit_test(the_same_offer_in_two_catalogs_is_one),
		cmocka_unit_test(a_price_takes_no_developer_away),
		cmocka_unit_test(offers_of_regions_and_services_stay_apart),
		cmocka_unit_test(one_id_of_a_host_is_one_model),
		cmocka_unit_test(offers_that_tell_more_make_a_difference),
		cmocka_unit_test(an_overlay_wins),
		cmocka_unit_test(a_hub_names_a_license_in_its_way),
		cmocka_unit_test(a_base_tells_the_family),
		cmocka_unit_test(a_merged_catalog_speaks_every_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

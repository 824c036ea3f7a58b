/* SPDX-License-Identifier: MIT */
/* What is on record and yet leaves a need open: to be confirmed, neither met nor missed. */
#include "tests/guide.h"
#include "tests/unit.h"

#include "catalog/advice/rank_parts.h"

/* A list that does not name an ability leaves it open where the questionnaire says so: to be verified, neither in nor out. */
static void test_absent_is_open(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	struct answers structured = ANSWERS(&guide, "use_case=coding", "capabilities=structured"),
		       tools = ANSWERS(&guide, "use_case=coding", "capabilities=tools");
	const struct ranking *open = guide_rank(&guide, &structured),
			     *closed = guide_rank(&guide, &tools);
	size_t need = open->need_count - 1, with_tools = closed->need_count - 1;
	uint32_t unnamed = 0, failed = 0;
	for (uint32_t row = 0; row < store_count(guide.store); row++) {
		struct value can = store_value(guide.store, row, FIELD_CAN, &guide.arena);
		assert_false(open->failed[row] >> need & 1);
		unnamed += open->open[row] >> need & 1 && can.state == VALUE_KNOWN;
		failed += closed->failed[row] >> with_tools & 1;
	}
	assert_true(unnamed > 0); /* a list without it */
	assert_true(failed > 0);  /* tools are always told */
	for (uint32_t i = 0; i < open->count; i++)
		assert_false(open->list[i].unknown >> need & 1);
	for (uint32_t i = 1; i < open->verify_count; i++) /* fewest facts to confirm first */
		assert_true(open->verify[i - 1].open <= open->verify[i].open);
	guide_close(&guide);
}

/* On one's own machines the program that runs the weights keeps a format, reuses what repeats and works through a queue: no list of abilities says so, and
 * nobody is to be asked. */
static void test_own_machines_do_it(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	struct answers plain = ANSWERS(&guide, "use_case=rag_qa", "data_place=own", "hardware=80"),
		       more = ANSWERS(&guide, "use_case=rag_qa", "data_place=own", "hardware=80",
			       "capabilities=structured,caching,batch_api");
	const struct ranking *without = guide_rank(&guide, &plain),
			     *with = guide_rank(&guide, &more);
	assert_int_equal(with->certain, without->certain);
	assert_int_equal(with->possible, without->possible);
	guide_close(&guide);
}

/* A certificate counts where the host states it; that a list does not name it is no no. */
static void test_certificates(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=finance", "data_place=contract",
		"certificates=soc2,iso27001");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_true(ranking->certain > 0);
	assert_true(ranking->possible > 0);
	for (uint32_t i = 0; i < ranking->count; i++) {
		bool is_stated = false;
		uint32_t row = ranking->list[i].row;
		for (uint32_t offer = store_offers_from(guide.store, row);
			offer < store_offers_from(guide.store, row + 1); offer++) {
			struct value value = store_offer_value(guide.store, offer,
				FIELD_CERTIFICATIONS, &guide.arena);
			bool has_soc = false, has_iso = false;
			for (size_t k = 0; value.state == VALUE_KNOWN && k < value.is.tags.count;
				k++) {
				has_soc = has_soc ||
					text_equal_string(value.is.tags.items[k], "SOC 2");
				has_iso = has_iso ||
					text_equal_string(value.is.tags.items[k], "ISO 27001");
			}
			is_stated = is_stated || (ranking->allowed[offer] && has_soc && has_iso);
		}
		assert_true(is_stated);
	}
	guide_close(&guide);
}

/* What is given to some alone is not surely to be had. */
static void test_restricted_is_open(void **state)
{
	struct guide guide;
	uint32_t told = 0;

	(void)state;
	guide_open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=agentic", "stakes=critical");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	for (uint32_t i = 0; i < ranking->count; i++)
		assert_false(!ranking->list[i].is_marked &&
			row_is_restricted(guide.store, ranking->list[i].row));
	for (uint32_t i = 0; i < ranking->verify_count; i++)
		if (row_is_restricted(guide.store, ranking->verify[i].row))
			told += text_find(verify_text(ranking, &ranking->verify[i], &guide.arena),
					TEXT("access, which only some are given")) >= 0;
	assert_true(told > 0);
	guide_close(&guide);
}

/* A host that does not say what it serves cannot serve more than the model reads: nothing is left to confirm. */
static void test_no_host_serves_more_than_the_model(void **state)
{
	struct guide guide;
	uint32_t silent = 0;

	(void)state;
	guide_open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=long_docs", "length=5000000");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	size_t need = ranking->need_count - 1;
	for (uint32_t row = 0; row < store_count(guide.store); row++) {
		struct value reads = store_value(guide.store, row, FIELD_CONTEXT, &guide.arena),
			     served = store_value(guide.store, row, FIELD_CONTEXT_SERVED,
				     &guide.arena);
		bool is_long = reads.state == VALUE_KNOWN && reads.is.number >= 5e6,
		     is_short = reads.state == VALUE_KNOWN && !is_long;
		silent += is_short && served.state != VALUE_KNOWN;
		if (is_short &&
			!(served.state == VALUE_KNOWN && served.is.number >= reads.is.number))
			assert_false(ranking->open[row] >> need & 1);
		if (is_long && served.state != VALUE_KNOWN)
			assert_false(ranking->failed[row] >> need & 1);
	}
	assert_true(silent > 0);
	for (uint32_t i = 0; i < ranking->verify_count; i++) {
		struct value reads = store_value(guide.store, ranking->verify[i].row, FIELD_CONTEXT,
			&guide.arena);
		assert_true(reads.state != VALUE_KNOWN || reads.is.number >= 5e6);
	}
	guide_close(&guide);
}

#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define AT(id, regions) \
	"{\"id\": \"" id "\", \"name\": \"" id "\", \"facts\": {" FACT("region", regions) "}}"
#define MODEL(id, offer) \
	"{\"id\": \"acme/" id "\", \"name\": \"" id \
	"\", \"developer\": \"acme\", \"facts\": {" FACT("license", \
		"\"closed-api\"") ", " FACT("input", "[\"text\"]") ", " FACT("output", \
		"[\"text\"]") "}, \"offers\": [{" offer \
			      ", \"source\": \"s\", \"price_in\": 1, \"price_out\": 4}]}"

#define LONG(id, facts) \
	"{\"id\": \"acme/" id "\", \"name\": \"" id \
	"\", \"developer\": \"acme\", \"facts\": {" FACT("context", "6000000") ", " FACT("input", \
		"[\"text\"]") ", " FACT("output", "[\"text\"]") ", " FACT("license", \
		"\"closed-api\"") facts \
		"}, \"offers\": [{\"provider\": \"wide\", \"source\": \"s\", \"price_in\": 1, \"price_out\": 4, \"context_served\": 6000000}]}"

/* What is inferred is asked for before what nobody tells, whatever the names are. */
static void test_inferred_before_unknown(void **state)
{
	static const char catalog[] =
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\","
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
		"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
		"\"providers\": [" AT("wide", "[\"US\"]") "], \"models\": [" LONG("a",
			"") ", " LONG("b",
			", \"commercial\": {\"value\": \"yes\", \"basis\": \"inferred\", \"source\": \"s\", \"detail\": \"d\"}") "]}";
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=long_docs", "length=5000000",
		"commercial=internal");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_int_equal(ranking->verify_count, 2);
	assert_text(store_id(guide.store, ranking->verify[0].row), "acme/b");
	assert_int_equal(ranking->verify[0].silent, 0);
	assert_true(ranking->verify[1].silent > 0);
	guide_close(&guide);
}

/* Who serves in several regions need not serve this model in each of them: the need is met where all of them would do, or where the offer says it. */
static void test_regions_of_a_service_are_to_be_confirmed(void **state)
{
	static const char catalog[] =
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\","
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
		"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
		"\"providers\": [" AT("wide", "[\"US\", \"EU\"]") ", " AT("europe",
			"[\"FR\", \"EU\"]") ", " AT("berlin", "[\"DE\"]") ", " AT("far",
			"[\"US\"]") "], \"models\": [" MODEL("all",
			"\"provider\": \"europe\"") ", " MODEL("one",
			"\"provider\": \"berlin\"") ", " MODEL("open",
			"\"provider\": \"wide\"") ", " MODEL("out",
			"\"provider\": \"far\"") ", " MODEL("own",
			"\"provider\": \"wide\", \"facts\": {" FACT("region", "[\"EU\"]") "}") "]}";
	static const struct {
		const char *id;
		bool is_open, is_out;
	} expected[] = { { "acme/all", false, false }, { "acme/one", false, false },
		{ "acme/open", true, false }, { "acme/out", false, true },
		{ "acme/own", false, false } };
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general", "data_place=region",
		"regions=EU");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	size_t need = ranking->need_count - 1;
	assert_int_equal(store_count(guide.store), 5);
	for (uint32_t row = 0; row < 5; row++) {
		assert_text(store_id(guide.store, row), expected[row].id);
		assert_int_equal(ranking->open[row] >> need & 1, expected[row].is_open);
		assert_int_equal(ranking->failed[row] >> need & 1, expected[row].is_out);
	}
	struct claim claim = store_offer_claim(guide.store, store_offers_from(guide.store, 2),
		FIELD_REGION, &guide.arena);
	assert_int_equal(claim.basis, BASIS_INFERRED);
	assert_text(claim.detail,
		"regions of the whole service; which of them have this model is not said");
	claim = store_offer_claim(guide.store, store_offers_from(guide.store, 1), FIELD_REGION,
		&guide.arena);
	assert_int_equal(claim.basis, BASIS_DISCLOSED);
	guide_close(&guide);
}

/* What is to be confirmed is named by the fact, not by the question: on the route that is open, and no fact twice. */
static void test_facts_are_named(void **state)
{
	static const char catalog[] =
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\","
		"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
		"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
		"\"providers\": [" AT("wide",
			"[\"US\", \"EU\"]") "], \"models\": ["
					    "{\"id\": \"acme/bare\", \"name\": \"bare\", \"developer\": \"acme\", \"facts\": {" FACT(
						    "input", "[\"text\"]") ", " FACT("output",
						    "[\"text\"]") "}}," MODEL("open",
						    "\"provider\": \"wide\"") "]}";
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers own = ANSWERS(&guide, "data_place=own", "license_need=weights",
			       "hardware=80", "commercial=product"),
		       region = ANSWERS(&guide, "data_place=region", "regions=EU");
	const struct ranking *ranking = guide_rank(&guide, &own);
	assert_int_equal(ranking->verify_count, 1);
	assert_text(verify_text(ranking, &ranking->verify[0], &guide.arena),
		"bare: confirm license, memory that it needs, commercial use; ask Acme");
	ranking = guide_rank(&guide, &region);
	const struct candidate *open = ranking_find(ranking, 1);
	assert_text(verify_text(ranking, open, &guide.arena),
		"open: confirm where it is processed; ask the host");
	assert_text(confirmation_text(ranking, &ranking->confirmations[0], &guide.arena),
		"1 more model if this is confirmed: where it is processed (region: European Union)");
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_absent_is_open),
		cmocka_unit_test(test_restricted_is_open),
		cmocka_unit_test(test_certificates),
		cmocka_unit_test(test_own_machines_do_it),
		cmocka_unit_test(test_no_host_serves_more_than_the_model),
		cmocka_unit_test(test_inferred_before_unknown),
		cmocka_unit_test(test_regions_of_a_service_are_to_be_confirmed),
		cmocka_unit_test(test_facts_are_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* What an answer asks of models and offers: names, places, kinds; and that what is shown is of the offer that met it. */
#include "tests/guide.h"
#include "tests/unit.h"

#include "catalog/advice/computations.h"
#include "catalog/advice/rank_parts.h"
#include "catalog/query/run.h"
#include "catalog/tables/evidence.h"

#define HEAD \
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\"," \
	"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}}," \
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\", \"region\": \"KR\"}, " \
	"{\"id\": \"orion\", \"name\": \"Orion\", \"region\": \"US\"}, " \
	"{\"id\": \"vega\", \"name\": \"Vega\", \"region\": \"CH\"}]," \
	"\"providers\": [{\"id\": \"host\", \"name\": \"Host\"}, {\"id\": \"other\", \"name\": \"Other\"}, " \
	"{\"id\": \"cloud\", \"name\": \"Cloud\", \"kind\": \"cloud\"}]," \
	"\"models\": ["
#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define OFFER(provider, price, more, facts) \
	"{\"provider\": \"" provider "\", \"source\": \"s\", \"price_in\": " price \
	", \"price_out\": " price ", \"context_served\": 128000" more ", \"facts\": {" facts "}}"
#define MODEL(maker, architecture, license, offers) \
	"{\"id\": \"" maker "/m\", \"name\": \"" maker " m\", \"developer\": \"" maker \
	"\", \"facts\": {" FACT("released", "\"2025-10-01\"") ", " FACT("license", \
		"\"" license \
		"\"") ", " FACT("architecture", "[\"" architecture "\"]") ", " FACT("input", \
		"[\"text\"]") ", " FACT("output", "[\"text\"]") "}, \"offers\": [" offers "]}"
#define REGION(region) FACT("region", "[\"" region "\"]")
#define THREE \
	HEAD MODEL("acme", "dense", "closed-api", \
		OFFER("host", "1", "", REGION("KR"))) "," MODEL("orion", "moe", "closed-api", \
		OFFER("host", "1", "", REGION("US"))) "," MODEL("vega", "ssm", "closed-api", \
		OFFER("host", "1", "", REGION("CH"))) "]}"

/* Ids of the certain models, in the order of the catalog. */
static struct text certain(struct guide *guide, const struct ranking *ranking)
{
	struct text ids = TEXT_NONE;

	for (uint32_t row = 0; row < store_count(guide->store); row++)
		for (uint32_t i = 0; i < ranking->certain; i++)
			if (ranking->list[i].row == row)
				ids = arena_format(&guide->arena, "%.*s%s%.*s", TEXT_ARGS(ids),
					ids.size > 0 ? " " : "",
					TEXT_ARGS(store_id(guide->store, row)));
	return ids;
}

static const struct ranking *expect(struct guide *guide, struct answers answers, const char *ids)
{
	const struct ranking *ranking = guide_rank(guide, &answers);

	assert_text(certain(guide, ranking), ids);
	return ranking;
}

/* Each name counts, in both directions. */
static void test_makers(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, THREE);
	expect(&guide, ANSWERS(&guide, "makers=acme, orion"), "acme/m orion/m");
	expect(&guide, ANSWERS(&guide, "makers=orion,vega,acme"), "acme/m orion/m vega/m");
	expect(&guide, ANSWERS(&guide, "makers=!acme,orion"), "vega/m");
	expect(&guide, ANSWERS(&guide, "makers={\"not\": [\"orion\", \"vega\"]}"), "acme/m");
	guide_close(&guide);
}

/* A country that is no option is typed; no answer lets in what it does not name. */
static void test_regions(void **state)
{
	struct guide guide;
	struct answers wrong = { 0 };
	struct error err = { 0 };

	(void)state;
	guide_open_text(&guide, THREE);
#define IN(list, maker) "regions={\"in\": [" list "], \"maker\": \"" maker "\"}"
	expect(&guide, ANSWERS(&guide, "data_place=region", "regions=ch"), "vega/m");
	expect(&guide, ANSWERS(&guide, "data_place=region", "regions=KR, CH"), "acme/m vega/m");
	expect(&guide, ANSWERS(&guide, "data_place=region", "regions=NO"), "");
	expect(&guide, ANSWERS(&guide, "data_place=region", IN("\"US\", \"CH\"", "yes")),
		"orion/m vega/m");
	expect(&guide, ANSWERS(&guide, "data_place=region", IN("\"CH\", \"NO\"", "yes")), "vega/m");
	assert_int_equal(answers_set(&wrong, &guide.questionnaire, TEXT("regions=KR,other"),
				 &guide.arena, &err),
		RESULT_USAGE);
	assert_contains(err.message, "\"other\" is no region");
	assert_int_equal(answers_set(&wrong, &guide.questionnaire, TEXT("regions=XX"), &guide.arena,
				 &err),
		RESULT_USAGE);
	assert_contains(err.message, "\"XX\" is no region");
	guide_close(&guide);
}

/* Of several that are wanted any will do; what is refused is refused by itself. */
static void test_wanted(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, THREE);
	const struct ranking *ranking = expect(&guide, ANSWERS(&guide, "arch=dense,moe"),
		"acme/m orion/m");
	assert_text(need_text(ranking, ranking->need_count - 1, &guide.arena),
		"structure: dense or mixture of experts");
	ranking = expect(&guide, ANSWERS(&guide, "arch=dense,!moe"), "acme/m");
	assert_text(need_text(ranking, ranking->need_count - 1, &guide.arena),
		"structure: not mixture of experts");
	ranking = expect(&guide, ANSWERS(&guide, "arch=hybrid,router"), "");
	assert_true(ranking->relaxation_count > 0); /* the whole wish, not one word of it */
	assert_int_equal(ranking->relaxations[0].gains, 3);
	guide_close(&guide);
}

/* More needs than there is room for are told, not left out. */
static void test_too_many(void **state)
{
	struct guide guide;
	struct ranking *ranking;
	struct error err = { 0 };

	(void)state;
	guide_open_text(&guide, THREE);
	const struct answers answers = ANSWERS(&guide, "license_need=weights", "commercial=product",
		"org_region=EU", "inputs=text,image,pdf,audio,video", "out=text,image,audio",
		"length=128k",
		"capabilities=tools,structured,reasoning,caching,batch_api,fine_tune,live_data,"
		"auto_router",
		"languages=ko!,en!,ja!,zh!,de!", "budget=100", "portability=must", "freshness=12mo",
		"arch=hybrid,!dense,!moe,!ssm,!router");
	assert_int_equal(ranker_rank(guide.ranker, &answers, RANK_EXPLORE, &guide.arena, NULL,
				 &ranking, &err),
		RESULT_USAGE);
	assert_contains(err.message, "arch: these answers ask for more than 32 things");
	guide_close(&guide);
}

/* A cost is told and proved of one and the same offer, though another that fails a need asks as much. */
static void test_figures_are_of_the_offer(void **state)
{
	struct guide guide;
	struct query query;
	struct query_error error;
	size_t count;

	(void)state;
	guide_open_text(&guide,
		HEAD MODEL("acme", "dense", "closed-api",
			OFFER("host", "1", ", \"price_cached\": 0.1",
				REGION("US")) "," OFFER("other", "1", ", \"price_cached\": 0.1",
				REGION("KR"))) "]}");
	const struct ranking *ranking = expect(&guide,
		ANSWERS(&guide, "data_place=region", "regions=KR"), "acme/m");
	struct text text = ranking_figures_query(ranking, &ranking->list[0], &guide.arena);
	const struct computation *computed = computations(&count);
	struct query_run *run = query_run_new(guide.store, computed, count);
	assert_true(query_parse(&query, guide.store, text, NULL, &guide.arena, &error));
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	assert_int_equal(query_run_computed_offer(run, 0, FIELD_COST, &guide.arena),
		ranking->list[0].month_offer);
	struct table *table = table_evidence(guide.store, run, 0, field_get(FIELD_COST),
		&guide.arena);
	assert_contains(table->title.bytes, "$1.00 "); /* of a million tokens: no volume is known */
	assert_int_equal(table->row_count, 2);         /* no price of a cache that nobody uses */
	struct cell cells[8];
	table->ops->row(table, 0, &guide.arena, cells);
	assert_contains(cells[7].full.bytes, "Other");
	query_done(&query);
	query_run_free(run);
	guide_close(&guide);
}

static struct line privacy(struct guide *guide, const char *place)
{
	struct answers answers = ANSWERS(guide, place);
	const struct ranking *ranking = guide_rank(guide, &answers);

	assert_int_equal(ranking->certain + ranking->verify_count, 1);
	return ranking_line(guide->ranker, ranking,
		ranking->certain ? &ranking->list[0] : &ranking->verify[0], CRITERION_PRIVACY,
		&guide->arena);
}

/* A host that has deployments of one's own beside its API says nothing of this offer: no cloud account, and to be verified where one is needed. */
static void test_cloud_accounts(void **state)
{
	struct guide guide;

	(void)state;
#define TERMS FACT("data_terms", "[\"no-training\"]")
#define ONE(provider, run) \
	HEAD MODEL("acme", "dense", "closed-api", \
		OFFER(provider, "1", "", TERMS ", " FACT("run", run))) "]}"
	guide_open_text(&guide, ONE("host", "[\"api\", \"cloud-tenancy\"]"));
	assert_text(privacy(&guide, "data_place=anywhere").text,
		"Data terms at Host: no training on input.");
	struct answers answers = ANSWERS(&guide, "data_place=tenancy");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_int_equal(ranking->certain, 0);
	assert_int_equal(ranking->verify_count, 1);
	guide_close(&guide);
	guide_open_text(&guide, ONE("cloud", "[\"cloud-tenancy\"]"));
	assert_text(privacy(&guide, "data_place=tenancy").text,
		"Runs in your cloud account at Cloud (no training on input).");
	expect(&guide, ANSWERS(&guide, "data_place=tenancy"), "acme/m");
	guide_close(&guide);
}

/* Needs are query texts: blanks, commas and quotes stand where they may stand in a query. Words that this catalog does not have are left out. */
static void test_words_of_other_catalogs(void **state)
{
	static const char catalog[] = HEAD
		"{\"id\": \"acme/m\", \"name\": \"M\", \"developer\": \"acme\", \"facts\": {" FACT(
			"license_name", "\"Free, mostly 1.0\"") "}, \"offers\": [" OFFER("host",
			"1", "", REGION("KR")) ", " OFFER("other", "1", "", REGION("US")) "]}]}";
	static const struct {
		const char *need, *known;
	} cases[] = {
		{ "license_name:\"Free, mostly 1.0\",Apache-9 region:KR",
			"license_name:\"Free, mostly 1.0\" region:KR" },
		{ "/a \"b c/ region:XX,KR", "/a \"b c/ region:KR" },
		{ "name:/a b\"/ region:XX,KR -region:US", "name:/a b\"/ region:KR -region:US" },
		{ "region:KR,XX\t\nprovider:nobody,host", "region:KR provider:host" },
		{ "region=XX,KR,unknown", "region=KR,unknown" },
		{ "region:KR+US", "region:KR+US" },
		{ "region:KR+XX", "" },
		{ "-region:XX,YY context>=8k", "context>=8k" },
	};
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_text(need_known_text(guide.store, text_of(cases[i].need), &guide.arena),
			cases[i].known);
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_of_other_catalogs),
		cmocka_unit_test(test_makers),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_wanted),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_figures_are_of_the_offer),
		cmocka_unit_test(test_cloud_accounts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

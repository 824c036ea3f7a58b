/* SPDX-License-Identifier: MIT */
/* Money in an answer: who asks it, in the unit of the list, held against what the maker itself asks. */
#include "tests/guide.h"
#include "tests/unit.h"

#include "catalog/base/sink.h"

#include <math.h>
#include <string.h>

#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define OFFER(host, in, out) \
	"{\"provider\": \"" host "\", \"source\": \"s\", \"price_in\": " in \
	", \"price_out\": " out "}"
#define CACHED(host, in, out, cached) \
	"{\"provider\": \"" host "\", \"source\": \"s\", \"price_in\": " in \
	", \"price_out\": " out ", \"price_cached\": " cached "}"
#define MODEL(id, offers) \
	"{\"id\": \"acme/" id "\", \"name\": \"" id \
	"\", \"developer\": \"acme\", \"facts\": {" FACT("license", \
		"\"closed-api\"") ", " FACT("released", "\"2025-10-01\"") ", " FACT("input", \
		"[\"text\"]") ", " FACT("output", \
		"[\"text\"]") "}, \"offers\": [" offers \
			      "], \"scores\": [{\"benchmark\": \"epoch-eci\", \"score\": 150, " \
			      "\"by\": \"independent\", \"source\": \"s\"}]}"

/* A month of the medium work is 150M tokens in and 30M out: $270 at 1 and 4. */
static const char catalog[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\","
	"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
	"\"providers\": [{\"id\": \"acme\", \"name\": \"Acme API\", \"developer\": \"acme\"}, "
	"{\"id\": \"host\", \"name\": \"Host\"}],"
	"\"benchmarks\": [{\"id\": \"epoch-eci\", \"name\": \"ECI\", \"unit\": \"index\", "
	"\"better\": \"high\", \"chance\": 60, \"ceiling\": 165}],"
	"\"models\": [" MODEL("half",
		OFFER("acme", "1", "4") ", " OFFER("host", "0.5", "2")) "," MODEL("near",
		OFFER("acme", "1", "4") ", " OFFER("host", "0.9", "3.6")) "," MODEL("only",
		OFFER("acme", "1", "4")) "," MODEL("plain",
		OFFER("host", "0.95", "3.9")) "," MODEL("repeat",
		CACHED("acme", "1", "4", "0.1") ", " OFFER("host", "0.95", "3.9")) "]}";
enum { HALF, NEAR, ONLY, PLAIN, REPEAT };

static struct strbuf record_of(struct guide *guide, const struct ranking *ranking,
	enum record_format format)
{
	struct strbuf buf;

	strbuf_init(&buf);
	struct sink *sink = sink_open_strbuf(&buf);
	record_write(sink, guide->ranker, ranking, format, 0, TEXT_NONE);
	sink_close(sink, NULL);
	return buf;
}

static void expect_cost(struct guide *guide, const struct ranking *ranking, uint32_t row,
	const char *text)
{
	assert_text(candidate_cost_text(ranking, ranking_find(ranking, row), &guide->arena), text);
}

/* Beside each figure stands its seller, and the maker's own where that is far above. */
static void test_figures_name_their_host(void **state)
{
	struct guide guide;
	struct lines pro, con, open;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	expect_cost(&guide, ranking, HALF, "$135 (Host; its maker: $270)");
	expect_cost(&guide, ranking, NEAR, "$243 (Host)");
	expect_cost(&guide, ranking, ONLY, "$270 (Acme API)");
	ranking_explain(guide.ranker, ranking, ranking_find(ranking, HALF), &guide.arena, &pro,
		&con, &open);
	assert_text(open.of[0].text,
		"$135 at Host against $270 a month at its maker's own service: check limits, precision and terms there.");
	ranking_explain(guide.ranker, ranking, ranking_find(ranking, NEAR), &guide.arena, &pro,
		&con, &open);
	for (size_t i = 0; i < open.count; i++)
		assert_true(text_find(open.of[i].text, TEXT("against")) < 0);
	for (int format = RECORD_MARKDOWN; format <= RECORD_HTML; format++) {
		struct strbuf buf = record_of(&guide, ranking, (enum record_format)format);
		bool is_page = format == RECORD_MARKDOWN; /* where a dollar may begin a formula */
		assert_contains(buf.bytes,
			is_page ? "\\$135 (Host; its maker: \\$270)"
				: "$135 (Host; its maker: $270)");
		assert_contains(buf.bytes, "$135 a month at Host"); /* cheapest that is enough */
		strbuf_done(&buf);
	}
	struct strbuf json = guide_json(&guide, ranking);
	assert_contains(json.bytes,
		"\"month\": {\"low\": 135, \"high\": 135, \"maker\": 270, \"provider\": \"host\", \"cheapest\": 135, \"cheapest_provider\": \"host\", \"free_within_limits\": null}");
	strbuf_done(&json);
	guide_close(&guide);
}

/* Without a volume everything is said for a million tokens of the work. */
static void test_one_unit(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	struct strbuf buf = record_of(&guide, ranking, RECORD_TEXT);
	assert_contains(buf.bytes, "Per 1M");
	assert_contains(buf.bytes, "half ($0.75 per million tokens at Host)");
	assert_null(strstr(buf.bytes, "a month"));
	strbuf_done(&buf);
	struct strbuf json = guide_json(&guide, ranking);
	assert_contains(json.bytes, "\"per_million\": {\"low\": 0.75, ");
	assert_null(strstr(json.bytes, "\"month\""));
	strbuf_done(&json);
	guide_close(&guide);
}

/* For a terminal lines end at blanks, and what follows is indented; what is to be copied stays on its line. */
static void test_lines_fit_a_terminal(void **state)
{
	enum { WIDTH = 60 };
	struct guide guide;
	struct strbuf buf;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	strbuf_init(&buf);
	struct sink *sink = sink_open_strbuf(&buf);
	record_write(sink, guide.ranker, ranking, RECORD_TEXT, WIDTH,
		TEXT("llmatlas guide --set use_case=general --catalog built-in --lang en"));
	sink_close(sink, NULL);
	assert_contains(buf.bytes,
		"\n  Command: llmatlas guide --set use_case=general --catalog "
		"built-in --lang en\n");
	struct text rest = strbuf_text(&buf);
	while (rest.size > 0) {
		struct text line = text_next_part(&rest, '\n');
		bool is_copied = text_find(line, TEXT("Command: ")) == 2 ||
			text_find(line, TEXT("As a query: ")) == 2;
		assert_true(is_copied || text_width(line) <= WIDTH);
	}
	strbuf_done(&buf);
	guide_close(&guide);
}

/* 10M tokens in, nine tenths of them repeated, and 0.1M out. Where no cache price is on record the whole price is to be reckoned with: a
 * host that says nothing of a discount is not cheaper for it. */
static void test_no_discount_is_made_up(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=10k 100 1000 90%");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	expect_cost(&guide, ranking, REPEAT, "$2.30 (Acme API)");
	expect_cost(&guide, ranking, PLAIN, "$9.89 (Host)");
	assert_true(ranking_find(ranking, REPEAT)->of[CRITERION_COST].mid >
		ranking_find(ranking, PLAIN)->of[CRITERION_COST].mid);
	/* at best, with a discount, it would be cheaper */
	assert_true(ranking_find(ranking, PLAIN)->of[CRITERION_COST].hi >
		ranking_find(ranking, REPEAT)->of[CRITERION_COST].mid);
	guide_close(&guide);
}

/* A ceiling that it breaks without a discount, and meets with one, is to be asked about. */
static void test_a_discount_is_to_be_verified(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=10k 100 1000 90%",
		"budget=5");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	assert_int_equal(ranking->count, 1);
	assert_int_equal(ranking->list[0].row, REPEAT);
	bool is_open = false;
	for (uint32_t i = 0; i < ranking->verify_count; i++)
		is_open = is_open || ranking->verify[i].row == PLAIN;
	assert_true(is_open);
	guide_close(&guide);
}

/* Where nothing is billed the least memory is what is cheapest: there is one as soon as one reaches the target. */
static void test_enough_on_own_machines(void **state)
{
	struct guide guide;
	const struct alternative *cheap = NULL;

	(void)state;
	guide_open_built_in(&guide);
	struct answers answers = ANSWERS(&guide, "use_case=coding", "data_place=own",
		"hardware=160", "stakes=rework");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	for (size_t i = 0; i < ranking->alternative_count; i++)
		if (strcmp(ranking->alternatives[i].kind, "cheapest-enough") == 0)
			cheap = &ranking->alternatives[i];
	assert_non_null(cheap);
	assert_int_not_equal(cheap->at, UINT32_MAX);
	const struct candidate *it = &ranking->list[cheap->at];
	assert_true(it->quality >= ranking->target - 1e-9);
	assert_true(text_find(cheap->note, TEXT("GB of memory")) >= 0);
	for (uint32_t i = 0; i < ranking->lines; i++) {
		const struct candidate *one = &ranking->list[i];
		if (!one->is_marked && one->evidence >= EVIDENCE_MAKER &&
			one->quality >= ranking->target)
			assert_true(it->memory_low <= one->memory_low);
	}
	guide_close(&guide);
}

static bool tells_end(const struct lines *lines, const char *words)
{
	for (size_t i = 0; i < lines->count; i++)
		if (text_find(lines->of[i].text, text_of(words)) >= 0)
			return text_equal(lines->of[i].field, TEXT("price_until"));
	return false;
}

/* A price that ends on an announced day counts as long as it holds; what follows is to be checked, before that day and behind it. */
static void test_a_price_that_ends_is_to_be_checked(void **state)
{
	static const struct {
		uint32_t day;
		const char *cost, *told, *open_cost, *open_told;
	} days[] = {
		{ 20260131, "$270 (Acme API)",
			"At Acme API: price until 2026-01-31, then 2.00 / 8.00 (in / out). Check it there.",
			"$270 (Acme API)",
			"At Acme API: price until 2026-01, later one not on record (in / out)." },
		{ 20260201, "$540 (Acme API)",
			"At Acme API: price as announced; before: 1.00 / 4.00 until 2026-01-31 (in / out).",
			"$270 (Acme API)",
			"At Acme API: this price ended on 2026-01: what it costs now is not on record (in / out)." }
	};
	struct strbuf json;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct guide guide;
		struct lines pro, con, open;
		strbuf_init(&json);
		const char *models = strstr(catalog, "\"models\"");
		strbuf_add(&json, (struct text){ catalog, (size_t)(models - catalog) });
		strbuf_add_string(&json,
			"\"models\": [" MODEL("told",
				"{\"provider\": \"acme\", \"source\": \"s\", \"price_in\": 1, \"price_out\": 4, "
				"\"price_until\": \"2026-01-31\", \"then\": {\"price_in\": 2, \"price_out\": 8}}") "," MODEL("open",
				"{\"provider\": \"acme\", \"source\": \"s\", \"price_in\": 1, \"price_out\": 4, "
				"\"price_until\": \"2026-01\"}") "," MODEL("plain",
				OFFER("acme", "1", "4")) "]}");
		guide_open_text(&guide, json.bytes);
		store_set_day(guide.store, days[i].day);
		struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium");
		const struct ranking *ranking = guide_rank(&guide, &answers);
		enum { END_OPEN, END_PLAIN, END_TOLD }; /* rows in the order of their ids */
		expect_cost(&guide, ranking, END_TOLD, days[i].cost);
		expect_cost(&guide, ranking, END_OPEN, days[i].open_cost);
		ranking_explain(guide.ranker, ranking, ranking_find(ranking, END_TOLD),
			&guide.arena, &pro, &con, &open);
		assert_true(tells_end(&open, days[i].told));
		ranking_explain(guide.ranker, ranking, ranking_find(ranking, END_OPEN),
			&guide.arena, &pro, &con, &open);
		assert_true(tells_end(&open, days[i].open_told));
		ranking_explain(guide.ranker, ranking, ranking_find(ranking, END_PLAIN),
			&guide.arena, &pro, &con, &open);
		assert_false(tells_end(&open, "Check it there"));
		guide_close(&guide);
		strbuf_done(&json);
	}
}

/* In a cloud account there is no machine of one's own unless the answers name it: what one costs there is on nobody's record, and is neither sure nor
 * cheaper than every price; and a cloud account is one, whoever runs the weights in it. */
static void test_a_machine_in_the_cloud_is_no_bargain(void **state)
{
	struct guide guide;
	struct lines pro, con, open;
	uint32_t row;

	(void)state;
	guide_open_built_in(&guide);
	assert_true(store_find_id(guide.store, TEXT("allenai/olmo-3.1-32b-think"), &row));
	struct answers answers = ANSWERS(&guide, "use_case=coding", "data_place=tenancy");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	const struct candidate *one = ranking_find(ranking, row);
	assert_true(one->is_own);
	assert_int_equal(one->of[CRITERION_COST].lo, 0);
	assert_true(one->of[CRITERION_COST].mid < one->of[CRITERION_COST].hi / 2);
	assert_int_equal(one->of[CRITERION_PRIVACY].mid, 800000);
	ranking_explain(guide.ranker, ranking, one, &guide.arena, &pro, &con, &open);
	bool is_told = false;
	for (size_t i = 0; i < open.count; i++)
		is_told = is_told ||
			text_find(open.of[i].text,
				TEXT("in your cloud account is not on record")) >= 0;
	assert_true(is_told);
	int32_t best = one->of[CRITERION_COST].hi;
	answers = ANSWERS(&guide, "use_case=coding", "data_place=tenancy", "hardware=160");
	one = ranking_find(guide_rank(&guide, &answers), row);
	assert_int_equal(one->of[CRITERION_COST].hi, best); /* it is there */
	assert_true(one->of[CRITERION_COST].lo > 0);
	answers = ANSWERS(&guide, "use_case=coding", "data_place=own", "hardware=160");
	one = ranking_find(guide_rank(&guide, &answers), row);
	assert_int_equal(one->of[CRITERION_PRIVACY].mid, 1000000);
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures_name_their_host),
		cmocka_unit_test(test_one_unit),
		cmocka_unit_test(test_enough_on_own_machines),
		cmocka_unit_test(test_a_machine_in_the_cloud_is_no_bargain),
		cmocka_unit_test(test_no_discount_is_made_up),
		cmocka_unit_test(test_a_discount_is_to_be_verified),
		cmocka_unit_test(test_a_price_that_ends_is_to_be_checked),
		cmocka_unit_test(test_lines_fit_a_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

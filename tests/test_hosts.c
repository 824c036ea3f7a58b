/* SPDX-License-Identifier: MIT */
/* Several hosts serve one model: what is free within limits is no price for work, and no model is fast by one host and cheap by another. */
#include "tests/ask.h"
#include "tests/guide.h"
#include "tests/unit.h"

#include "catalog/advice/computations.h"
#include "catalog/advice/cost.h"
#include "catalog/tables/compare.h"
#include "catalog/tables/evidence.h"

#include <math.h>

#define FACT(key, value) \
	"\"" key "\": {\"value\": " value ", \"basis\": \"disclosed\", \"source\": \"s\"}"
#define OFFER(host, in, out, more) \
	"{\"provider\": \"" host "\", \"source\": \"s\", \"price_in\": " in \
	", \"price_out\": " out more "}"
#define SPEED(speed) ", \"facts\": {" FACT("speed", speed) "}"
#define MODEL(id, offers) \
	"{\"id\": \"acme/" id "\", \"name\": \"" id \
	"\", \"developer\": \"acme\", \"facts\": {" FACT("license", \
		"\"closed-api\"") ", " FACT("output", \
		"[\"text\"]") "}, \"offers\": [" offers \
			      "], \"scores\": [{\"benchmark\": \"epoch-eci\", \"score\": 150, " \
			      "\"by\": \"independent\", \"source\": \"s\"}]}"

/* A month of the medium work is 150M tokens in and 30M out: $270 at 1 and 4. */
static const char catalog[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"t\", \"date\": \"2026-01-01\","
	"\"sources\": {\"s\": {\"title\": \"S\", \"checked\": \"seen\"}},"
	"\"developers\": [{\"id\": \"acme\", \"name\": \"Acme\"}],"
	"\"providers\": [{\"id\": \"acme\", \"name\": \"Acme API\", \"developer\": \"acme\"}, "
	"{\"id\": \"gift\", \"name\": \"Gift\"}, {\"id\": \"slow\", \"name\": \"Slow\"}, "
	"{\"id\": \"fast\", \"name\": \"Fast\"}],"
	"\"benchmarks\": [{\"id\": \"epoch-eci\", \"name\": \"ECI\", \"unit\": \"index\", "
	"\"better\": \"high\", \"chance\": 60, \"ceiling\": 165}],"
	"\"models\": [" /* in the order of their ids */
	MODEL("above",
		OFFER("gift", "0", "0",
			", \"tiers\": [{\"above\": 100000, \"price_in\": 1, \"price_out\": 2}]")) "," MODEL("both",
		OFFER("gift", "0", "0", "") ", " OFFER("slow", "1", "4", "")) "," MODEL("given",
		OFFER("gift", "0", "0", "")) "," MODEL("one",
		OFFER("slow", "0.5", "2", SPEED("120"))) "," MODEL("own",
		OFFER("acme", "0", "0", "") ", " OFFER("slow", "1", "4", "")) "," MODEL("sold",
		OFFER("slow", "1", "4", "")) "," MODEL("two",
		OFFER("fast", "9", "36", SPEED("1000")) ", " OFFER("slow", "0.4", "1.6",
			SPEED("10"))) "]}";
enum { ABOVE, BOTH, GIVEN, ONE, OWN, SOLD, TWO, MODELS };

static double shown(struct guide *guide, const char *text, uint32_t row, uint32_t field)
{
	size_t count;
	const struct computation *list = computations(&count);
	struct query_run *run = query_run_new(guide->store, list, count);
	struct query query;
	struct error err;

	assert_true(ask_parse(guide->store, &query, text));
	assert_int_equal(query_run_execute(run, &query, NULL, &err), RESULT_OK);
	struct value value = query_run_value(run, row, field, &guide->arena);
	query_run_free(run);
	query_done(&query);
	return value.state == VALUE_KNOWN ? value.is.number : (double)NAN;
}

/* A cell of a comparison of all models, each in the words of that model. */
static struct cell compared(struct guide *guide, const char *text, uint32_t row,
	enum field_id field)
{
	static const uint32_t rows[MODELS] = { ABOVE, BOTH, GIVEN, ONE, OWN, SOLD, TWO };
	const uint16_t shown = (uint16_t)field;
	const struct compare_options options = { .baseline = UINT32_MAX,
		.fields = &shown,
		.field_count = 1 };
	struct query_run *run = query_run_new(guide->store, NULL, 0);
	struct query query;
	struct cell cell;

	assert_true(ask_parse(guide->store, &query, text));
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	struct table *table = table_compare(guide->store, run, rows, MODELS, &options,
		&guide->arena);
	assert_int_equal(table->column_count, 1);
	table->ops->row(table, row, &guide->arena, &cell);
	query_run_free(run);
	query_done(&query);
	return cell;
}

/* Whoever sorts or filters by price is told in the figure's place, in every table; whose price and whose speed it is beside it. */
static void what_is_for_trying_says_so_wherever_its_price_stands(void **state)
{
	struct guide guide;
	struct table *table;
	struct cell cells[16];

	(void)state;
	guide_open_text(&guide, catalog);
	arena_init(&ask_arena);
	struct cell cell = compared(&guide, "", GIVEN, FIELD_PRICE);
	assert_text(cell.full, "free within limits");
	assert_text(cell.note, "at Gift");
	assert_text(compared(&guide, "", GIVEN, FIELD_PRICE_OUT).full, "free within limits");
	assert_text(compared(&guide, "", BOTH, FIELD_PRICE).full, "1.75");
	assert_text(compared(&guide, "price<1", BOTH, FIELD_PRICE).full, "free within limits");
	/* one model, two hosts */
	assert_text(compared(&guide, "", TWO, FIELD_PRICE).note, "at Slow");
	assert_text(compared(&guide, "", TWO, FIELD_SPEED).note, "at Fast");
	assert_text(compared(&guide, "provider:slow", TWO, FIELD_SPEED).full, "10");
	assert_text(compared(&guide, "provider:slow", TWO, FIELD_SPEED).note, "at Slow");
	static const uint16_t price[] = { FIELD_PRICE };
	static const uint32_t given[] = { GIVEN };
	for (int i = 0; i < 2; i++) { /* whole and brief, which is what the screen draws */
		table = table_rows(guide.store, NULL, given, 1, price, 1, &guide.arena);
		table->cells = i == 0 ? CELLS_WHOLE : CELLS_BRIEF;
		table->ops->row(table, 0, &guide.arena, cells);
		assert_text(cells[0].brief, "trial");
		assert_true(cells[0].is_trial && cells[0].value.is.number <= 0);
	}
	table = table_offers(guide.store, NULL, BOTH, false, &guide.arena);
	table->ops->row(table, 1, &guide.arena, cells);
	assert_text(cells[0].full, "Gift");
	assert_text(cells[1].full, "trial");
	arena_done(&ask_arena);
	guide_close(&guide);
}

/* Browse and cost: the cheapest offer that can carry the work; what is free is told beside it, and alone where there is nothing else. */
static void free_within_limits_is_no_price_for_work(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	arena_init(&ask_arena);
	static const uint32_t with_others[] = { BOTH, OWN };
	for (size_t i = 0; i < 2; i++) {
		uint32_t row = with_others[i];
		assert_true(shown(&guide, "", row, FIELD_PRICE) == 1.75);
		assert_true(shown(&guide, "price<9", row, FIELD_PRICE) == 1.75);
		assert_true(shown(&guide, "price<1", row, FIELD_PRICE) ==
			0); /* the offer that meets it */
		assert_true(shown(&guide, "with:in=3k,out=600,n=50k", row, FIELD_COST) == 270);
	}
	assert_true(shown(&guide, "", GIVEN, FIELD_PRICE) == 0);
	assert_true(isnan(shown(&guide, "with:in=3k,out=600,n=50k", GIVEN, FIELD_COST)));
	assert_int_equal(ask_count(guide.store, "is:free", NULL), 4);
	/* what is free up to a size is sold above it */
	assert_true(shown(&guide, "with:in=3k,out=600,n=50k", ABOVE, FIELD_COST) == 0);
	assert_true(shown(&guide, "with:in=200k,out=0,n=5", ABOVE, FIELD_COST) == 1);
	/* what filters and sorts agrees with what is shown */
	assert_int_equal(ask_count(guide.store, "price<9 sort:price", NULL), MODELS);
	struct parameters work = parameters_default();
	struct cost cost = cost_model(guide.store, BOTH, &work, NULL);
	assert_text(cost_notes_text(guide.store, &cost, &work, &guide.arena),
		"also free, within limits, at Gift");
	assert_text(evidence_sentence(guide.store, BOTH, field_get(FIELD_PRICE), &guide.arena),
		"both: 1.75 at Slow [1] †; free at Gift [2] † (within limits).");
	assert_text(evidence_sentence(guide.store, GIVEN, field_get(FIELD_COST), &guide.arena),
		"given: not known, as what is free within limits has no price for work: Price in free [1]; Price out free [2].");
	arena_done(&ask_arena);
	guide_close(&guide);
}

/* Side by side: what is free within limits is no best price. */
static void free_within_limits_is_no_best_price(void **state)
{
	static const uint32_t rows[] = { GIVEN, SOLD, ONE };
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct query query;
	arena_init(&ask_arena);
	assert_true(ask_parse(guide.store, &query, ""));
	struct query_run *run = query_run_new(guide.store, NULL, 0);
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	struct table *table = table_compare(guide.store, run, rows, 3,
		&(struct compare_options){ .baseline = UINT32_MAX, .query = &query }, &guide.arena);
	struct cell cells[128];
	size_t price = 0;
	assert_true(table->column_count <= 128);
	while (price < table->column_count && table->columns[price].field != field_get(FIELD_PRICE))
		price++;
	static const enum cell_role roles[] = { CELL_DIFFERS, CELL_DIFFERS, CELL_BEST };
	for (uint32_t i = 0; i < 3; i++) {
		table->ops->row(table, i, &guide.arena, cells);
		assert_int_equal(cells[price].role, roles[i]);
	}
	query_run_free(run);
	query_done(&query);
	arena_done(&ask_arena);
	guide_close(&guide);
}

/* Choose says the same: the price of who can carry the work, else none; with nothing to spend it is the free one. */
static void free_within_limits_is_no_cost_in_choose(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium"),
		       nothing = ANSWERS(&guide, "use_case=general", "workload=medium", "budget=0");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	const struct candidate *both = ranking_find(ranking, BOTH),
			       *given = ranking_find(ranking, GIVEN),
			       *sold = ranking_find(ranking, SOLD);
	assert_text(candidate_cost_text(ranking, both, &guide.arena), "$270 (Slow)");
	assert_text(candidate_cost_text(ranking, given, &guide.arena), "?");
	assert_int_equal(both->of[CRITERION_COST].mid, sold->of[CRITERION_COST].mid);
	assert_true(given->of[CRITERION_COST].lo == 0);
	assert_text(ranking_line(guide.ranker, ranking, given, CRITERION_COST, &guide.arena).text,
		"Free at Gift within limits; what your volume costs is not on record.");
	struct text line =
		ranking_line(guide.ranker, ranking, both, CRITERION_COST, &guide.arena).text;
	assert_true(text_ends_with(line, TEXT(" Free within limits at Gift.")));
	ranking = guide_rank(&guide, &nothing);
	assert_text(candidate_cost_text(ranking, ranking_find(ranking, BOTH), &guide.arena),
		"trial (Gift)");
	assert_text(candidate_cost_text(ranking, ranking_find(ranking, GIVEN), &guide.arena),
		"trial (Gift)");
	assert_ptr_equal(ranking_find(ranking, SOLD), NULL);
	guide_close(&guide);
}

/* A ceiling that all who sell it break is not kept by who gives it away within limits; where nobody sells it that is to be confirmed. */
static void a_trial_keeps_no_ceiling(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers low = ANSWERS(&guide, "use_case=general", "workload=medium", "budget=200"),
		       high = ANSWERS(&guide, "use_case=general", "workload=medium", "budget=300");
	const struct ranking *ranking = guide_rank(&guide, &low);
	assert_ptr_equal(ranking_find(ranking, BOTH), NULL);
	assert_ptr_equal(ranking_find(ranking, SOLD), NULL);
	assert_text(verify_text(ranking, &ranking->verify[0], &guide.arena),
		"given: confirm price (Gift); ask the host");
	ranking = guide_rank(&guide, &high);
	assert_text(candidate_cost_text(ranking, ranking_find(ranking, BOTH), &guide.arena),
		"$270 (Slow)");
	guide_close(&guide);
}

/* What is sorted by is what is shown. */
static void prices_are_sorted_as_they_are_shown(void **state)
{
	struct guide guide;
	struct query query;
	uint32_t rows[MODELS], count;
	double before = 0;

	(void)state;
	guide_open_text(&guide, catalog);
	arena_init(&ask_arena);
	assert_true(ask_parse(guide.store, &query, "price<9 sort:price"));
	struct query_run *run = query_run_new(guide.store, NULL, 0);
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	assert_int_equal(query_run_rows(run, 0, MODELS, rows, &count, NULL), RESULT_OK);
	assert_int_equal(count, MODELS);
	for (uint32_t i = 0; i < count; i++) {
		double price = query_run_value(run, rows[i], FIELD_PRICE, &guide.arena).is.number;
		assert_true(price >= before);
		before = price;
	}
	query_run_free(run);
	query_done(&query);
	arena_done(&ask_arena);
	guide_close(&guide);
}

/* A host that is fast and dear beside one that is slow and cheap is no host that is both. */
static void one_host_is_judged_at_a_time(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers cheap = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "latency=realtime", "priorities=cost"),
		       quick = ANSWERS(&guide, "use_case=general", "workload=medium",
			       "latency=realtime", "priorities=speed");
	const struct ranking *ranking = guide_rank(&guide, &cheap);
	const struct candidate *one = ranking_find(ranking, ONE), *two = ranking_find(ranking, TWO);
	assert_text(candidate_cost_text(ranking, two, &guide.arena), "$108 (Slow)");
	assert_true(two->of[CRITERION_SPEED].mid < one->of[CRITERION_SPEED].mid);
	assert_text(ranking_line(guide.ranker, ranking, two, CRITERION_SPEED, &guide.arena).text,
		"10 tokens a second at Slow. At Fast it is 1000 tokens a second, for $2,430 a month.");
	/* nor is it doubted for what other hosts are: those that sell it dearly, or slowly */
	assert_int_equal(two->of[CRITERION_COST].lo, two->of[CRITERION_COST].hi);
	ranking = guide_rank(&guide, &quick);
	two = ranking_find(ranking, TWO);
	struct strbuf json = guide_json(&guide, ranking);
	assert_true(
		text_find(strbuf_text(&json),
			TEXT("\"provider\": \"fast\", \"cheapest\": 108, \"cheapest_provider\": "
			     "\"slow\", \"free_within_limits\": null")) > 0);
	assert_true(text_find(strbuf_text(&json), TEXT("\"free_within_limits\": \"gift\"")) > 0);
	strbuf_done(&json);
	assert_text(candidate_cost_text(ranking, two, &guide.arena), "$2,430 (Fast)");
	assert_true(
		two->of[CRITERION_COST].mid < ranking_find(ranking, ONE)->of[CRITERION_COST].mid);
	assert_text(ranking_line(guide.ranker, ranking, two, CRITERION_SPEED, &guide.arena).text,
		"1000 tokens a second at Fast.");
	assert_true(
		two->of[CRITERION_SPEED].lo > ranking_find(ranking, ONE)->of[CRITERION_SPEED].lo);
	struct text line =
		ranking_line(guide.ranker, ranking, two, CRITERION_COST, &guide.arena).text;
	assert_true(text_ends_with(line, TEXT(" Least at Slow: $108.")));
	for (size_t i = 0; i < ranking->alternative_count; i++) {
		const struct alternative *slot = &ranking->alternatives[i];
		if (text_equal_string(text_of(slot->kind), "cheapest-enough") && slot->at == 0)
			assert_text(slot->note, "$108 a month at Slow");
		if (text_equal_string(text_of(slot->kind), "fastest"))
			assert_text(slot->note, "1000 tokens a second at Fast, $2,430 a month");
	}
	guide_close(&guide);
}

/* Where all are fast enough the fastest is still the fastest; it is never told as estimated where somebody measured it. */
static void the_fastest_is_told_by_its_seconds(void **state)
{
	struct guide guide;

	(void)state;
	guide_open_text(&guide, catalog);
	struct answers answers = ANSWERS(&guide, "use_case=general", "workload=medium",
		"latency=minutes", "priorities=cost");
	const struct ranking *ranking = guide_rank(&guide, &answers);
	bool is_told = false;
	for (size_t i = 0; i < ranking->alternative_count; i++) {
		const struct alternative *slot = &ranking->alternatives[i];
		if (!text_equal_string(text_of(slot->kind), "fastest"))
			continue;
		is_told = true;
		assert_int_equal(ranking->list[slot->at].row, TWO);
		assert_text(slot->note, "1000 tokens a second at Fast, $2,430 a month");
	}
	assert_true(is_told);
	guide_close(&guide);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_for_trying_says_so_wherever_its_price_stands),
		cmocka_unit_test(free_within_limits_is_no_price_for_work),
		cmocka_unit_test(free_within_limits_is_no_best_price),
		cmocka_unit_test(free_within_limits_is_no_cost_in_choose),
		cmocka_unit_test(a_trial_keeps_no_ceiling),
		cmocka_unit_test(prices_are_sorted_as_they_are_shown),
		cmocka_unit_test(one_host_is_judged_at_a_time),
		cmocka_unit_test(the_fastest_is_told_by_its_seconds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

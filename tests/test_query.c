/* SPDX-License-Identifier: MIT */
/* The query language and the engine behind it, against a naive evaluator. */
#include "tests/ask.h"
#include "tests/fixture.h"
#include "tests/oracle.h"
#include "tests/random_catalog.h"

#include "catalog/advice/computations.h"
#include "catalog/base/pattern.h"
#include "catalog/query/search.h"

static struct fixture fixture;

static bool parse(struct query *query, const char *text)
{
	return ask_parse(fixture.store, query, text);
}

static uint32_t count(const char *text)
{
	return ask_count(fixture.store, text, NULL);
}

static void errors_stand_at_their_column(void **state)
{
	(void)state;
	ask_fails(fixture.store, "archtecture:moe", 1, "architecture:moe");
	ask_fails(fixture.store, "architecture:mod", 14, "architecture:moe");
	ask_fails(fixture.store, "price<cheap", 7, NULL);
	ask_fails(fixture.store, "context>=", 10, NULL);
	ask_fails(fixture.store, "license<open-weight", 8, NULL);
	ask_fails(fixture.store, "a \"open", 3, NULL);
	ask_fails(fixture.store, "x /a(b/", 7, NULL);
	ask_fails(fixture.store, "sort:name sort:price", 11, NULL);
	ask_fails(fixture.store, "input:text,image+audio", 17, NULL);
	ask_fails(fixture.store, "developer:acmee", 11, "developer:acme");
	ask_fails(fixture.store, "with:cached=200%", 13, NULL);
	ask_fails(fixture.store, "정렬:출시", 1, "sort:출시");
	ask_fails(fixture.store, "released:2025-02-30", 10, NULL);
	ask_fails(fixture.store, "bits:4", 1, NULL);
	ask_fails(fixture.store, "price < 1", 7, NULL);
	ask_fails(fixture.store, "price >=1", 7, NULL);
	assert_int_equal(count("\"<script>\""), 1); /* in quotes it is a word like any other */
}

static void sentences_are_found_in_either_language(void **state)
{
	(void)state;
	assert_int_equal(count("tends_to:\"asks back\""), 1);
	assert_int_equal(count("tends_to:되물음"), 1);
	assert_int_equal(count("tends_to:/^짧게.*되물음$/"), 1);
	assert_int_equal(count("tends_to:짧게"), 2); /* one more says so itself */
	assert_int_equal(count("name:되물음"), 0);
	assert_int_equal(count("-tends_to:되물음"), count("") - 1);
}

static void unknown_is_a_third_answer(void **state)
{
	uint32_t possible;

	(void)state;
	assert_int_equal(ask_count(fixture.store, "released>=2025-03", &possible), 2);
	assert_int_equal(possible, 5); /* four without a date, and "2025" may be either side */
	assert_int_equal(count("-license:closed-api"), 6); /* hides only what is known to match */
	assert_int_equal(count("license:unknown"), 3);
	assert_int_equal(count("no:license"), 3);
	assert_int_equal(count("has:license license:closed-api,unknown"), 2);
	assert_int_equal(count("conflict:context"), 1);
	assert_int_equal(count("reported:architecture"), 1);
	assert_int_equal(count("inferred:params"), 1);
	assert_int_equal(count("is:open"), 3);
	assert_int_equal(count("is:free"), 1);
	assert_int_equal(count("is:local"), 3);
}

static void one_offer_must_meet_all(void **state)
{
	(void)state;
	/* one host is cheap, another serves 1M: no single offer is both */
	assert_int_equal(count("price<0.4 name:open"), 2);
	assert_int_equal(count("context_served>=1M"), 1);
	assert_int_equal(count("price<0.4 context_served>=1M"), 0);
	assert_int_equal(count("price<1 context_served>=1M"), 1);
	assert_int_equal(count("region:KR data_terms:no-training"), 0);
	assert_int_equal(count("region:US data_terms:no-training"), 1);
}

static void korean_means_the_same(void **state)
{
	struct query one, two;

	(void)state;
	assert_true(parse(&one, "architecture:moe sort:-context no:license is:open context>=1M"));
	assert_true(parse(&two,
		"아키텍처:전문가혼합 순서:-컨텍스트 없음:라이선스 is:가중치공개 컨텍스트>=100만"));
	assert_true(query_equal(&one, &two));
	assert_int_equal(count("별빛"), 1);
	assert_int_equal(count("ㅂㅂ"), 1);   /* initials */
	assert_int_equal(count("애크미"), 3); /* an alias of the developer */
	assert_int_equal(count("라지"), 1);   /* of the family */
}

static void words_search(void **state)
{
	(void)state;
	assert_int_equal(count("open"), 2);
	assert_int_equal(count("OPEN"), 0); /* a capital asks for capitals */
	assert_int_equal(count("\"open mini\""), 1);
	assert_int_equal(count("/^acme-open/"), 2);
	assert_int_equal(count("~aopn70"), 1);
	assert_int_equal(count("-acme"), 5);
	assert_true(search_fuzzy_score(TEXT("gp4"), TEXT("gpt-4")) > 0);
	assert_int_equal(search_fuzzy_score(TEXT("xyz"), TEXT("gpt-4")), 0);
}

/* What an expression finds, row by row and part by part. */
static uint32_t naive_regex_count(const struct store *store, const struct pattern *pattern)
{
	uint32_t found = 0;

	for (uint32_t row = 0; row < store_count(store); row++) {
		struct text text = store_search_text(store, row), id = store_id(store, row);
		ptrdiff_t slash = text_find(id, TEXT("/"));
		bool hit = slash >= 0 &&
			pattern_find(pattern, text_slice(id, (size_t)slash + 1, id.size), NULL,
				NULL) == PATTERN_YES;
		while (text.size > 0 && !hit) {
			ptrdiff_t tab = text_find(text, TEXT("\t"));
			struct text part = tab < 0 ? text : text_slice(text, 0, (size_t)tab);
			hit = part.size > 0 &&
				pattern_find(pattern, part, NULL, NULL) == PATTERN_YES;
			text = tab < 0 ? TEXT_NONE : text_slice(text, (size_t)tab + 1, text.size);
		}
		found += hit;
	}
	return found;
}

static void expressions_find_the_same_in_one_sweep(void **state)
{
	static const char *const expressions[] = { "flash", "^flash", "^acme", "0$", "^flash-1$",
		"h-1.*p", "[^a]-1", "a.*0\\t", "\\bpro\\b", "\\Bro", "(flash|pro)-[0-9]+",
		"(?=pro)p", "1\\s", "^(acme|zeta)\\/", "p(ro|lash)$", "-1?0|^mini", ".++0", "^$",
		"x*", "\\d{2,}$", "[[:space:]]1", "o-\\w+", "(a)\\1", "\\Aorion", "9\\z",
		"pro|nothing$", "acme.*pro", "fl?ash", "(?:lash|ini).*1", "(flash)?-1",
		"flas{0,1}h", "flash|", "(orion|(flash|pro))", "fla(sh|sk)", "o(ri)on", ".*orion",
		"fla[s]h.*[0-9]$", "(flash){2}|acme", "flash+-1", "\\x66lash", "flash{,2}",
		"(mini|nano|pro|flash|orion)-" };
	struct random random = { 3 };
	struct fixture own;
	struct strbuf json, text;

	(void)state;
	strbuf_init(&json);
	strbuf_init(&text);
	random_facts(&json, &random, 400);
	fixture_open_text(&own, json.bytes);
	for (size_t i = 0; i < sizeof(expressions) / sizeof(expressions[0]); i++) {
		struct query query;
		strbuf_clear(&text);
		strbuf_add_format(&text, "/%s/", expressions[i]);
		assert_true(ask_parse(own.store, &query, text.bytes));
		uint32_t expected = naive_regex_count(own.store, query.clauses[0].pattern);
		uint32_t got = ask_count(own.store, text.bytes, NULL);
		if (got != expected)
			fail_msg("%s: engine %u, row by row %u", text.bytes, got, expected);
		query_done(&query);
	}
	fixture_close(&own);
	strbuf_done(&json);
	strbuf_done(&text);
}

static void the_engine_agrees_with_the_oracle(void **state)
{
	struct random random = { 1 };

	(void)state;
	for (int catalog = 0; catalog < 6; catalog++) {
		struct fixture own;
		struct strbuf json, text;
		strbuf_init(&json);
		strbuf_init(&text);
		random_facts(&json, &random, 120);
		fixture_open_text(&own, json.bytes);
		for (int i = 0; i < 150; i++) {
			struct query query;
			uint32_t possible;
			random_query(&text, &random);
			assert_true(ask_parse(own.store, &query, text.bytes));
			uint32_t certain = ask_count(own.store, text.bytes, &possible);
			if (certain != oracle_count(own.store, &query) ||
				possible != oracle_possible(own.store, &query))
				fail_msg("'%s': engine %u (%u), oracle %u (%u)", text.bytes,
					certain, possible, oracle_count(own.store, &query),
					oracle_possible(own.store, &query));
			query_done(&query);
			arena_reset(&ask_arena);
		}
		fixture_close(&own);
		strbuf_done(&json);
		strbuf_done(&text);
	}
}

static void near_misses_are_one_filter_away(void **state)
{
	struct query query;
	struct near_miss misses[8];
	uint32_t total;

	(void)state;
	assert_true(parse(&query, "license:open-weight context>=1M architecture:dense"));
	struct query_run *run = query_run_new(fixture.store, NULL, 0);
	query_run_execute(run, &query, NULL, NULL);
	assert_int_equal(query_run_count(run), 0);
	size_t got = query_run_near(run, misses, 8, &total);
	assert_int_equal(got, 2); /* the 70B is no dense model, the mini has too short a window */
	assert_int_equal(total, 2);
	assert_int_equal(query_run_without(run, 2), 1);
	query_run_free(run);
	query_done(&query);
}

/* What each clause of a random query keeps out is what the text without it finds more; the same field comes more than once in many of them. */
static void a_clause_taken_out_leaves_what_is_promised(void **state)
{
	struct random random = { 5 };
	struct fixture own;
	struct strbuf json, text;

	(void)state;
	strbuf_init(&json);
	strbuf_init(&text);
	random_facts(&json, &random, 120);
	fixture_open_text(&own, json.bytes);
	for (int i = 0; i < 200; i++) {
		struct query query;
		random_query(&text, &random);
		if (i % 2 == 0) {
			struct strbuf more;
			strbuf_init(&more);
			random_query(&more, &random);
			strbuf_add_format(&text, " context>=32k context<1M %s", more.bytes);
			strbuf_done(&more);
		}
		if (!ask_parse(own.store, &query, text.bytes))
			continue; /* a directive twice */
		size_t computed;
		const struct computation *list = computations(&computed);
		struct query_run *run = query_run_new(own.store, list, computed);
		assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
		for (size_t j = 0; j < query.clause_count; j++) {
			struct span span = query.clauses[j].span;
			struct text before = text_slice(query.text, 0, span.from),
				    behind = text_slice(query.text, span.from + span.size,
					    query.text.size);
			struct text rest = arena_format(&ask_arena, "%.*s%.*s", TEXT_ARGS(before),
				TEXT_ARGS(behind));
			uint32_t expected = ask_count(own.store, rest.bytes, NULL);
			if (query_run_without(run, j) != expected)
				fail_msg("'%s' without clause %zu: %u, not %u", text.bytes, j + 1,
					query_run_without(run, j), expected);
		}
		query_run_free(run);
		query_done(&query);
		arena_reset(&ask_arena);
	}
	fixture_close(&own);
	strbuf_done(&json);
	strbuf_done(&text);
}

static bool stop(void *context, uint64_t done, uint64_t all)
{
	(void)context;
	(void)done;
	(void)all;
	return true;
}

static void stopped_work_leaves_the_former_rows(void **state)
{
	const struct interrupt interrupt = { stop, NULL };
	struct query one, two;

	(void)state;
	assert_true(parse(&one, "license:open-weight"));
	assert_true(parse(&two, "license:closed-api"));
	struct query_run *run = query_run_new(fixture.store, NULL, 0);
	query_run_execute(run, &one, NULL, NULL);
	assert_int_equal(query_run_count(run), 2);
	assert_int_equal(query_run_execute(run, &two, &interrupt, NULL), RESULT_INTERRUPTED);
	assert_int_equal(query_run_count(run), 2);
	query_run_free(run);
	query_done(&one);
	query_done(&two);
}

/* --- computed columns: a key stops them, and they go on where they were --- */

static uint32_t computed_rows;

static struct computed_range row_number(const struct store *store, uint32_t row,
	const struct parameters *parameters, const uint8_t *allowed, struct arena *scratch)
{
	(void)store;
	(void)parameters;
	(void)allowed;
	(void)scratch;
	computed_rows++;
	return (struct computed_range){ row, row };
}

static bool stop_at_third(void *context, uint64_t done, uint64_t all)
{
	(void)done;
	(void)all;
	return ++*(int *)context >= 3;
}

static void computing_goes_on_where_it_was_stopped(void **state)
{
	const struct computation computations[] = { { .field = FIELD_AGE, .compute = row_number } };
	struct random random = { 11 };
	struct fixture many;
	struct strbuf json;
	struct query query, narrow;
	int asked = 0;
	uint32_t row, got;
	const struct interrupt interrupt = { stop_at_third, &asked };

	(void)state;
	strbuf_init(&json);
	random_facts(&json, &random, 10000);
	fixture_open_text(&many, json.bytes);
	assert_true(ask_parse(many.store, &query, "sort:-age"));
	assert_true(ask_parse(many.store, &narrow, "age<100"));
	struct query_run *run = query_run_new(many.store, computations, 1);
	query_run_execute(run, &query, NULL, NULL);
	assert_false(query_run_is_computed(run, FIELD_AGE));
	assert_int_equal(computed_rows, 0); /* nobody has looked */
	assert_int_equal(query_run_rows(run, 0, 1, &row, &got, &interrupt), RESULT_INTERRUPTED);
	assert_in_range(computed_rows, 1, store_count(many.store) - 1);
	assert_int_equal(query_run_rows(run, 0, 1, &row, &got, NULL), RESULT_OK);
	assert_int_equal(row, store_count(many.store) - 1);
	assert_int_equal(computed_rows, store_count(many.store)); /* each one once */
	assert_true(query_run_is_computed(run, FIELD_AGE));
	query_run_execute(run, &narrow, NULL, NULL);
	assert_int_equal(query_run_count(run), 100);
	assert_int_equal(computed_rows, store_count(many.store));
	query_run_free(run);
	query_done(&query);
	query_done(&narrow);
	fixture_close(&many);
	strbuf_done(&json);
}

static void folding_keeps_one_row_a_family(void **state)
{
	(void)state;
	assert_int_equal(count("has:family"), 3);
	assert_int_equal(count("fold:family"), 8); /* three families of one */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_stand_at_their_column),
		cmocka_unit_test(sentences_are_found_in_either_language),
		cmocka_unit_test(unknown_is_a_third_answer),
		cmocka_unit_test(one_offer_must_meet_all),
		cmocka_unit_test(korean_means_the_same),
		cmocka_unit_test(words_search),
		cmocka_unit_test(the_engine_agrees_with_the_oracle),
		cmocka_unit_test(expressions_find_the_same_in_one_sweep),
		cmocka_unit_test(near_misses_are_one_filter_away),
		cmocka_unit_test(a_clause_taken_out_leaves_what_is_promised),
		cmocka_unit_test(stopped_work_leaves_the_former_rows),
		cmocka_unit_test(computing_goes_on_where_it_was_stopped),
		cmocka_unit_test(folding_keeps_one_row_a_family),
	};

	arena_init(&ask_arena);
	fixture_open(&fixture, "small.json");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_close(&fixture);
	arena_done(&ask_arena);
	return failed;
}

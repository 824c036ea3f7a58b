/* SPDX-License-Identifier: MIT */
/* A query text under the hand: slips, completion, edits that splice it and undo themselves. */
#include "tests/ask.h"
#include "tests/fixture.h"
#include "tests/random_catalog.h"

#include "catalog/query/complete.h"
#include "catalog/query/edit.h"
#include "catalog/query/search.h"

static struct fixture fixture;

static bool parse(struct query *query, const char *text)
{
	return ask_parse(fixture.store, query, text);
}

static void bare_words_offer_filters(void **state)
{
	struct query query;

	(void)state;
	assert_true(parse(&query, "moe"));
	assert_int_equal(query.offer_count, 1);
	assert_text(query.offers[0].replacement, "architecture:moe");
	assert_true(parse(&query, "덴스"));
	assert_text(query.offers[0].replacement, "architecture:dense");
}

/* Slips of the finger find the word that was meant; a figure is none, and a word that is there needs no other. */
static void a_slip_finds_its_word(void **state)
{
	static const char *const cases[][2] = { { "lareg", "large" }, { "acmee", "acme" },
		{ "byolbit", "byeolbit" }, { "qufqlc", "별빛" }, { "ㅁㅊㅡㄷ", "acme" },
		{ "qkek", "" }, { "byolbit7", "" }, { "large", "" }, { "71b-open", "" },
		{ "xyzzyxyzzy", "" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_text(search_nearest_word(fixture.store, text_of(cases[i][0]), &ask_arena),
			cases[i][1]);
}

/* A value that was chosen is excluded instead, not both; and the other way round. */
static void an_edit_turns_a_value_over(void **state)
{
	static const struct {
		const char *from, *value;
		enum edit_choice choice;
		const char *to;
	} cases[] = {
		{ "architecture:moe price<1", "moe", EDIT_EXCLUDE, "-architecture:moe price<1" },
		{ "-architecture:moe price<1", "moe", EDIT_ANY, "architecture:moe price<1" },
		{ "architecture:moe,dense sort:name", "moe", EDIT_EXCLUDE,
			"architecture:dense -architecture:moe sort:name" },
		{ "architecture:dense price<1 -architecture:moe", "moe", EDIT_ANY,
			"architecture:dense,moe price<1" },
		{ "-architecture:moe price<1 architecture:dense", "moe", EDIT_ANY,
			"price<1 architecture:dense,moe" },
		{ "-architecture:ssm architecture:moe", "moe", EDIT_EXCLUDE,
			"-architecture:ssm,moe" },
		{ "architecture:unknown", "unknown", EDIT_EXCLUDE, "-architecture:unknown" },
	};
	const struct field *field = field_get(FIELD_ARCHITECTURE);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct query query;
		struct strbuf out;
		assert_true(ask_parse(fixture.store, &query, cases[i].from));
		strbuf_init(&out);
		edit_value(&out, &query, field, text_of(cases[i].value), cases[i].choice);
		assert_text(text_trim(strbuf_text(&out)), cases[i].to);
		strbuf_done(&out);
		query_done(&query);
	}
}

static void edits_undo_themselves(void **state)
{
	static const char *const values[] = { "moe", "dense", "hybrid" };
	struct random random = { 11 };
	struct strbuf text, once, twice;
	const struct field *field = field_get(FIELD_ARCHITECTURE),
			   *context = field_get(FIELD_CONTEXT);

	(void)state;
	strbuf_init(&text);
	strbuf_init(&once);
	strbuf_init(&twice);
	struct fixture own;
	struct strbuf json;
	strbuf_init(&json);
	random_facts(&json, &random, 5);
	fixture_open_text(&own, json.bytes);
	for (int i = 0; i < 400; i++) {
		struct query query, after, back;
		struct text value = text_of(values[random_below(&random, 3)]);
		random_query(&text, &random);
		if (random_below(&random, 2))
			strbuf_add_string(&text, " sort:-context show:name,price");
		assert_true(ask_parse(own.store, &query, text.bytes));
		enum edit_choice choice = random_below(&random, 4) == 0 ? EDIT_EXCLUDE : EDIT_ANY;
		bool was_there = strstr(text.bytes, value.bytes) != NULL;
		if (random_below(&random, 3) == 0)
			edit_threshold(&once, &query, context, 128000);
		else
			edit_value(&once, &query, field, value, choice);
		if (!ask_parse(own.store, &after, once.bytes))
			fail_msg("'%s' became '%s': %.*s", text.bytes, once.bytes,
				TEXT_ARGS(ask_error.message));
		if (!was_there && strstr(once.bytes, value.bytes) &&
			!strstr(text.bytes, "context>=")) {
			edit_value(&twice, &after, field, value, choice);
			assert_string_equal(twice.bytes, text.bytes); /* byte for byte */
		} else if (ask_parse(own.store, &back, once.bytes)) {
			query_done(&back);
		}
		query_done(&query);
		query_done(&after);
		arena_reset(&ask_arena);
	}
	fixture_close(&own);
	strbuf_done(&json);
	strbuf_done(&text);
	strbuf_done(&once);
	strbuf_done(&twice);
}

/* The query that a value leads to holds the model that the value is from, and keeps the filters on other fields. */
static void following_a_value_finds_its_model(void **state)
{
	struct strbuf text;
	struct query before, after;
	int followed = 0;

	(void)state;
	strbuf_init(&text);
	for (uint32_t row = 0; row < store_count(fixture.store); row++) {
		for (uint32_t id = 0; id < FIELD_COUNT; id++) {
			const struct field *field = field_get((enum field_id)id);
			uint32_t offer = store_offers_from(fixture.store, row);
			bool is_of_offer = field->scope == SCOPE_OFFER && id != FIELD_OFFERS &&
				offer < store_offers_from(fixture.store, row + 1);
			struct value value = is_of_offer
				? store_offer_value(fixture.store, offer, id, &ask_arena)
				: store_value(fixture.store, row, id, &ask_arena);
			assert_true(
				parse(&before, "architecture:router context>=1k sort:-context"));
			if (edit_follow(&text, &before, field, &value)) {
				struct query_run *run = query_run_new(fixture.store, NULL, 0);
				assert_true(parse(&after, text.bytes));
				assert_int_equal(query_run_execute(run, &after, NULL, NULL),
					RESULT_OK);
				if (!query_run_is_certain(run, row))
					fail_msg("row %u is not among '%s'", row, text.bytes);
				query_run_free(run);
				query_done(&after);
				followed++;
			}
			query_done(&before);
		}
	}
	assert_true(followed > 50);
	assert_true(parse(&before, "architecture:dense sort:-context"));
	struct value moe = { .state = VALUE_KNOWN, .is.mask = 2 | 16 };
	assert_true(edit_follow(&text, &before, field_get(FIELD_ARCHITECTURE), &moe));
	assert_string_equal(text.bytes, "sort:-context architecture:moe+hybrid");
	query_done(&before);
	strbuf_done(&text);
}

static void any_text_parses_or_has_a_column(void **state)
{
	static const char pieces[] = "abc :=<>-+,\"/~.()[]0129kM$%한ㄹ\\\t";
	struct random random = { 5 };

	(void)state;
	for (int i = 0; i < 5000; i++) {
		char text[40];
		struct query query;
		size_t size = random_below(&random, sizeof(text) - 1);
		for (size_t j = 0; j < size; j++)
			text[j] = pieces[random_below(&random, sizeof(pieces) - 1)];
		text[size] = '\0';
		if (parse(&query, text))
			query_done(&query);
		else
			assert_in_range(ask_error.column, 1, size + 1);
		arena_reset(&ask_arena);
	}
}

static void completion_knows_what_comes_next(void **state)
{
	struct completion offers[8];
	struct span span;

	(void)state;
	assert_true(complete(fixture.store, TEXT("arch"), 4, &ask_arena, &span, offers, 8) >= 1);
	assert_text(offers[0].insert, "architecture:");
	assert_int_equal(complete(fixture.store, TEXT("license:open-s"), 14, &ask_arena, &span,
				 offers, 8),
		1);
	assert_text(offers[0].insert, "open-source");
	assert_int_equal(span.from, 8);
	assert_true(
		complete(fixture.store, TEXT("sort:-con"), 9, &ask_arena, &span, offers, 8) >= 1);
	assert_text(offers[0].insert, "-context");
}

static const char *sorted_also(const char *text, const char *key, struct strbuf *out)
{
	struct query query;

	assert_true(parse(&query, text));
	edit_sort_also(out, &query, fixture.store, store_field_find(fixture.store, text_of(key)));
	query_done(&query);
	return out->bytes;
}

static void further_sort_keys_come_turn_and_go(void **state)
{
	struct strbuf out;

	(void)state;
	strbuf_init(&out);
	assert_string_equal(sorted_also("moe sort:-context", "price", &out),
		"moe sort:-context,price");
	assert_string_equal(sorted_also("moe sort:-context,price", "price", &out),
		"moe sort:-context,-price");
	assert_string_equal(sorted_also("moe sort:-context,-price,name", "price", &out),
		"moe sort:-context,name");
	assert_string_equal(sorted_also("moe", "bench.quiz", &out), "moe sort:-bench.quiz");
	assert_string_equal(sorted_also("sort:price moe", "price", &out), "sort:-price moe");
	assert_string_equal(sorted_also("sort:-price moe", "price", &out), "moe");
	strbuf_done(&out);
}

static void columns_have_widths(void **state)
{
	const struct edit_column columns[] = { { FIELD_NAME, 30 }, { FIELD_PRICE, 0 },
		{ FIELD_COUNT, 12 } };
	struct query query, again;
	struct strbuf out;

	(void)state;
	strbuf_init(&out);
	assert_true(parse(&query, "moe show:context fold:family"));
	edit_show(&out, &query, fixture.store, columns, 3);
	assert_string_equal(out.bytes, "moe show:name@30,price,bench.quiz@12 fold:family");
	assert_true(parse(&again, out.bytes));
	assert_int_equal(again.show_count, 3);
	assert_int_equal(again.show_width[0], 30);
	assert_int_equal(again.show_width[1], 0);
	assert_int_equal(again.show_width[2], 12);
	assert_false(query_equal(&query, &again));
	edit_show(&out, &again, fixture.store, NULL, 0);
	assert_string_equal(out.bytes, "moe fold:family");
	query_done(&query);
	query_done(&again);
	ask_fails(fixture.store, "columns:name", 1, "show:name"); /* as other tools have it */
	ask_fails(fixture.store, "moe order:-price", 5, "moe sort:-price");
	ask_fails(fixture.store, "vision:image", 1, "input:image");
	ask_fails(fixture.store, "show:name@", 6, NULL);
	ask_fails(fixture.store, "show:name@2", 11, NULL);
	ask_fails(fixture.store, "show:price,name@81", 17, NULL);
	ask_fails(fixture.store, "show:name@3x", 11, NULL);
	ask_fails(fixture.store, "show:nam@30", 6, "show:name@30");
	strbuf_done(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bare_words_offer_filters),
		cmocka_unit_test(an_edit_turns_a_value_over),
		cmocka_unit_test(a_slip_finds_its_word),
		cmocka_unit_test(edits_undo_themselves),
		cmocka_unit_test(following_a_value_finds_its_model),
		cmocka_unit_test(any_text_parses_or_has_a_column),
		cmocka_unit_test(completion_knows_what_comes_next),
		cmocka_unit_test(further_sort_keys_come_turn_and_go),
		cmocka_unit_test(columns_have_widths),
	};

	arena_init(&ask_arena);
	fixture_open(&fixture, "small.json");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_close(&fixture);
	arena_done(&ask_arena);
	return failed;
}

/* SPDX-License-Identifier: MIT */
/* The comparison: what compares, what is best, how far it is from the baseline. */
#include "tests/unit.h"

#include "tests/fixture.h"

#include "catalog/advice/computations.h"
#include "catalog/tables/compare.h"

static struct fixture fixture, small;
static struct arena arena;

struct made {
	struct query query;
	struct query_run *run;
	struct table *table;
	struct cell *cells;
};

static struct made make(const struct store *store, const char *text, const uint32_t *rows,
	uint32_t count, struct compare_options options)
{
	struct made made = { 0 };
	struct query_error error;
	size_t computed;
	const struct computation *list = computations(&computed);

	assert_true(query_parse(&made.query, store, text_of(text), NULL, &arena, &error));
	made.run = query_run_new(store, list, computed);
	assert_int_equal(query_run_execute(made.run, &made.query, NULL, NULL), RESULT_OK);
	options.query = &made.query;
	made.table = table_compare(store, made.run, rows, count, &options, &arena);
	made.cells = ARENA_ARRAY(&arena, struct cell, made.table->column_count * count + 1);
	for (uint32_t i = 0; i < count; i++)
		made.table->ops->row(made.table, i, &arena,
			made.cells + i * made.table->column_count);
	return made;
}

static void done(struct made *made)
{
	query_run_free(made->run);
	query_done(&made->query);
}

static int column_of(const struct made *made, const char *key)
{
	for (size_t i = 0; i < made->table->column_count; i++)
		if (text_equal_string(made->table->columns[i].key, key))
			return (int)i;
	return -1;
}

static const struct cell *cell_of(const struct made *made, uint32_t row, const char *key)
{
	int column = column_of(made, key);
	if (column < 0)
		fail_msg("the comparison has no row %s", key);
	return &made->cells[row * made->table->column_count + (size_t)column];
}

enum { DEEPSEEK, LLAMA, GPT };
static const uint32_t all[] = { 0, 1, 2 };

static void only_comparable_scores_are_compared(void **state)
{
	struct made made = make(fixture.store, "", all, 3,
		(struct compare_options){ .baseline = UINT32_MAX });

	(void)state;
	/* GPT-5 has a newer score under version 1.0.1; the other two have 1.0.0 only */
	assert_text(cell_of(&made, GPT, "bench.gpqa-diamond")->full, "85.4");
	assert_text(cell_of(&made, GPT, "bench.gpqa-diamond")->note, "medium effort");
	assert_int_equal(cell_of(&made, GPT, "bench.gpqa-diamond")->role, CELL_BEST);
	assert_text(made.table->columns[column_of(&made, "bench.gpqa-diamond")].note,
		"Inspect (Epoch AI) 1.0.0");
	done(&made);

	const uint32_t one[] = { LLAMA, LLAMA };
	made = make(fixture.store, "", one, 1, (struct compare_options){ .baseline = UINT32_MAX });
	assert_int_equal(column_of(&made, "bench.gpqa-diamond"), -1);
	done(&made);

	const uint16_t asked[] = { FIELD_COUNT };
	const uint32_t pair[] = { 0, 1 };
	made = make(small.store, "", pair, 2,
		(struct compare_options){ .baseline = UINT32_MAX,
			.fields = asked,
			.field_count = 1 });
	/* no harness is named for either: the same terms; maker and independent are told apart */
	assert_int_equal(made.table->column_count, 1);
	done(&made);
}

static void the_best_stands_apart(void **state)
{
	struct made made = make(fixture.store, "", all, 3,
		(struct compare_options){ .baseline = UINT32_MAX });

	(void)state;
	assert_text(cell_of(&made, GPT, "quality")->full, "90 ± 4");
	assert_int_equal(cell_of(&made, GPT, "quality")->role, CELL_BEST);
	assert_int_equal(cell_of(&made, LLAMA, "price")->role, CELL_BEST);
	assert_int_equal(cell_of(&made, GPT, "price")->role, CELL_DIFFERS);
	assert_int_not_equal(cell_of(&made, LLAMA, "params")->role,
		CELL_BEST); /* neither is better */
	done(&made);

	/* 54 ± 4 and 50 ± 4 overlap: no best */
	made = make(fixture.store, "", all, 2, (struct compare_options){ .baseline = UINT32_MAX });
	assert_text(cell_of(&made, DEEPSEEK, "quality")->full, "54 ± 4");
	assert_int_equal(cell_of(&made, DEEPSEEK, "quality")->role, CELL_DIFFERS);
	assert_int_equal(cell_of(&made, LLAMA, "quality")->role, CELL_DIFFERS);
	done(&made);
}

/* 1,000,000 and 1,048,576 are both written 1M: a star at one of them would say more than the reader sees. */
static void what_reads_the_same_is_the_same(void **state)
{
	struct fixture pair;
	const uint32_t rows[] = { 0, 1 };

	(void)state;
	fixture_open_text(&pair,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"pair\", \"date\": \"2026-11-01\","
		"\"sources\": {\"s\": {\"title\": \"S\", \"url\": \"https://example.org\", \"checked\": \"seen\"}},"
		"\"developers\": [{\"id\": \"a\", \"name\": \"A\", \"region\": \"US\"}],"
		"\"models\": [{\"id\": \"a/b\", \"name\": \"B\", \"developer\": \"a\", \"facts\": {"
		"\"context\": {\"value\": 1000000, \"basis\": \"disclosed\", \"source\": \"s\"}}},"
		"{\"id\": \"a/c\", \"name\": \"C\", \"developer\": \"a\", \"facts\": {"
		"\"context\": {\"value\": 1048576, \"basis\": \"disclosed\", \"source\": \"s\"}}}]}");
	struct made made = make(pair.store, "", rows, 2,
		(struct compare_options){ .baseline = UINT32_MAX });
	assert_text(cell_of(&made, 0, "context")->full, "1M");
	assert_int_equal(cell_of(&made, 0, "context")->role, CELL_PLAIN);
	assert_int_equal(cell_of(&made, 1, "context")->role, CELL_PLAIN);
	done(&made);
	fixture_close(&pair);
}

static void ratios_and_differences_from_the_baseline(void **state)
{
	struct made made = make(fixture.store, "", all, 3,
		(struct compare_options){ .baseline = LLAMA, .is_only_differences = true });

	(void)state;
	assert_text(cell_of(&made, GPT, "price")->note, "× 21 at OpenAI");
	assert_true(cell_of(&made, GPT, "price")->ratio > 20 &&
		cell_of(&made, GPT, "price")->ratio < 21);
	assert_text(cell_of(&made, GPT, "quality")->note, "+40"); /* scores have no zero */
	assert_null(strstr(arena_copy(&arena, cell_of(&made, LLAMA, "price")->note).bytes, "×"));
	assert_int_equal(cell_of(&made, GPT, "params")->note.size, 0); /* not known */
	assert_true(made.table->hidden_equal > 0);
	for (size_t i = 0; i < made.table->column_count; i++)
		assert_false(text_equal_string(made.table->columns[i].key, "offers")); /* 3, 3, 3 */
	assert_text(made.table->command,
		"llmatlas compare deepseek/deepseek-v3 meta/llama-4-scout openai/gpt-5 --only differences --baseline meta/llama-4-scout");
	assert_text(made.table->row_notes[LLAMA], "baseline");
	done(&made);
}

static void parameters_stand_in_the_head_of_their_group(void **state)
{
	struct made made = make(fixture.store, "with:in=10k,out=1k,n=5k,cached=60%,bits=8,ctx=64k",
		all, 3, (struct compare_options){ .baseline = UINT32_MAX });

	(void)state;
	assert_text(made.table->section_notes[SECTION_TAKES],
		"10k in · 1k out · 5k a month · 60% cached · 8 bits · 64k");
	assert_text(made.table->section_notes[SECTION_GOOD], "lens: General");
	assert_contains(arena_copy(&arena, made.table->command).bytes,
		"--query with:in=10k,out=1k,n=5k,cached=60%,bits=8,ctx=64k");
	done(&made);
}

static void what_is_hidden_is_not_there(void **state)
{
	const uint16_t hidden[] = { FIELD_PRICE, FIELD_LICENSE };
	struct made made = make(fixture.store, "", all, 3,
		(struct compare_options){ .baseline = UINT32_MAX,
			.hidden = hidden,
			.hidden_count = 2 });

	(void)state;
	assert_int_equal(column_of(&made, "price"), -1);
	assert_int_equal(column_of(&made, "license"), -1);
	assert_int_equal(made.table->hidden_asked, 2);
	assert_contains(arena_copy(&arena, made.table->command).bytes,
		" --show architecture,params,");
	assert_null(strstr(arena_copy(&arena, made.table->command).bytes, ",price,"));
	done(&made);
}

static void offers_are_compared_by_provider(void **state)
{
	struct made made = make(fixture.store, "", all, 3,
		(struct compare_options){ .baseline = UINT32_MAX, .has_offers = true });

	(void)state;
	/* Azure serves two of the three, so it comes first; a model that it does not serve has no price there */
	assert_int_equal(column_of(&made, "offer.azure"),
		column_of(&made, "offer.amazon-bedrock") - 1);
	assert_int_equal(cell_of(&made, DEEPSEEK, "offer.azure")->value.state,
		VALUE_NOT_APPLICABLE);
	assert_int_equal(cell_of(&made, LLAMA, "offer.azure")->role, CELL_BEST);
	assert_text(cell_of(&made, LLAMA, "offer.azure")->note, "128k");
	assert_text(cell_of(&made, LLAMA, "offer.azure")->key, "0.345");
	done(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_comparable_scores_are_compared),
		cmocka_unit_test(the_best_stands_apart),
		cmocka_unit_test(what_reads_the_same_is_the_same),
		cmocka_unit_test(ratios_and_differences_from_the_baseline),
		cmocka_unit_test(parameters_stand_in_the_head_of_their_group),
		cmocka_unit_test(what_is_hidden_is_not_there),
		cmocka_unit_test(offers_are_compared_by_provider),
	};

	arena_init(&arena);
	fixture_open(&fixture, "three-models.json");
	fixture_open(&small, "small.json");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_close(&fixture);
	fixture_close(&small);
	arena_done(&arena);
	return failed;
}

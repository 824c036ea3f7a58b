/* SPDX-License-Identifier: MIT */
/* Tables and exports, with hostile cells. */
#include "tests/unit.h"

#include "tests/fixture.h"

#include "catalog/advice/computations.h"
#include "catalog/base/decimal.h"
#include "catalog/base/json.h"
#include "catalog/tables/compare.h"
#include "catalog/tables/diff.h"
#include "catalog/tables/evidence.h"
#include "catalog/tables/export.h"

static struct fixture fixture;
static struct arena arena;
static struct strbuf out;

static const char *list(const char *text, enum export_format format, struct export_options options)
{
	struct query query;
	struct query_error error;
	size_t count;
	const struct computation *computed = computations(&count);

	assert_true(query_parse(&query, fixture.store, text_of(text), NULL, &arena, &error));
	struct query_run *run = query_run_new(fixture.store, computed, count);
	assert_int_equal(query_run_execute(run, &query, NULL, NULL), RESULT_OK);
	strbuf_clear(&out);
	struct sink *sink = sink_open_strbuf(&out);
	assert_int_equal(export_table(table_list(run, &query, fixture.store, &arena), format,
				 &options, sink, NULL, NULL),
		RESULT_OK);
	sink_close(sink, NULL);
	query_run_free(run);
	query_done(&query);
	return out.bytes;
}

static void markdown_escapes_its_signs(void **state)
{
	const char *text = list("hostile show:name,condition", EXPORT_MARKDOWN,
		(struct export_options){ .has_no_footer = true });

	(void)state;
	assert_string_equal(text,
		"| Name | Condition |\n| --- | --- |\n"
		"| bad^\\[\\[31mred\\<U+202E\\>\\|pipe\\\\ \\`tick\\` \\<script\\> =cmd | "
		"=cmd\\|' /C calc'\\!A0, \"quoted\" next \\\\input{x} |\n");
}

/* A list as text: prices of the screen, figures in one line with signs behind them or without. */
static void text_lists_align_figures(void **state)
{
	const struct export_options plain = { .has_no_footer = true };

	(void)state;
	assert_string_equal(list("has:price show:name,price,context sort:price", EXPORT_TEXT,
				    plain),
		"Name               Price    Context\n"
		"Acme Open Mini 3B  trial †    32k\n"
		"Acme Open 70B       0.30 †     1M ≠\n"
		"Acme Large          4.00 †   128k\n");
}

/* In a narrow terminal words are those of the screen, figures and the name stay whole; what has no room is named. */
static void text_lists_fit_a_terminal(void **state)
{
	const struct export_options narrow = { .has_no_footer = true, .width = 64 };

	(void)state;
	assert_string_equal(list("has:price show:name,architecture,license,price,context,price_out,"
				 "price_in sort:price",
				    EXPORT_TEXT, narrow),
		"Name               Arch     License  Price    Context  Price out\n"
		"Acme Open Mini 3B  dense    weights  trial †    32k      trial †\n"
		"Acme Open 70B      moe      weights   0.30 †     1M ≠     0.60 †\n"
		"Acme Large         dense †  closed    4.00 †   128k      10.00 †\n"
		"\nNot shown here, too narrow; -o FILE has it: Price in\n");
}

/* What changed, from what to what, and whose it is, stand whole in a narrow terminal; the id is the first to go. */
static void changes_fit_a_terminal(void **state)
{
	const struct export_options narrow = { .has_no_footer = true, .width = 64 };
	struct fixture before;
	struct changes changes;

	(void)state;
	fixture_open(&before, "earlier.json");
	diff_catalogs(&changes, before.store, fixture.store, NULL, &arena);
	strbuf_clear(&out);
	struct sink *sink = sink_open_strbuf(&out);
	assert_int_equal(export_table(table_changes(&changes,
					      1u << CHANGE_CHEAPER | 1u << CHANGE_SHORTER, &arena),
				 EXPORT_TEXT, &narrow, sink, NULL, NULL),
		RESULT_OK);
	sink_close(sink, NULL);
	assert_string_equal(out.bytes,
		"Change   Name           Field      Before  After  Provider\n"
		"cheaper  Acme Large     Price in   4.00    2.00   Acme API\n"
		"cheaper  Acme Large     Price out  20.00   10.00  Acme API\n"
		"shorter  Acme Open 70B  Context    2M      1M\n"
		"\nNot shown here, too narrow; -o FILE has it: ID, Provider before\n");
	fixture_close(&before);
}

static void csv_defuses_formulas(void **state)
{
	(void)state;
	assert_string_equal(list("hostile show:condition", EXPORT_CSV,
				    (struct export_options){ 0 }),
		"id,condition\norion/hostile,\"'=cmd|' /C calc'!A0, \"\"quoted\"\" next \\input{x}\"\n");
	assert_string_equal(list("hostile show:condition", EXPORT_CSV,
				    (struct export_options){ .is_raw_csv = true }),
		"id,condition\norion/hostile,\"=cmd|' /C calc'!A0, \"\"quoted\"\" next \\input{x}\"\n");
	assert_string_equal(list("params>1 sort:params show:params,architecture,price", EXPORT_CSV,
				    (struct export_options){ 0 }),
		"id,params,architecture,price\nacme/acme-open-mini-3b,3030000000,dense,0\norion/byeolbit-7b,7000000000,ssm;hybrid,\n"
		"acme/acme-open-70b,70000000000,moe,0.3\n");
}

static const char *condition_as_csv(const char *condition)
{
	struct fixture one;
	struct strbuf facts;
	struct table *table;
	const uint32_t row = 0;
	const uint16_t field = FIELD_CONDITION;

	strbuf_init(&facts);
	strbuf_add_format(&facts,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"one\", \"date\": \"2026-11-01\","
		"\"sources\": {\"s\": {\"title\": \"S\", \"url\": \"https://example.org\", \"checked\": \"seen\"}},"
		"\"developers\": [{\"id\": \"a\", \"name\": \"A\", \"region\": \"US\"}],"
		"\"models\": [{\"id\": \"a/b\", \"name\": \"B\", \"developer\": \"a\", \"facts\": {"
		"\"condition\": {\"value\": \"%s\", \"basis\": \"disclosed\", \"source\": \"s\"}}}]}",
		condition);
	fixture_open_text(&one, facts.bytes);
	table = table_rows(one.store, NULL, &row, 1, &field, 1, &arena);
	strbuf_clear(&out);
	struct sink *sink = sink_open_strbuf(&out);
	const struct export_options options = { 0 };
	assert_int_equal(export_table(table, EXPORT_CSV, &options, sink, NULL, NULL), RESULT_OK);
	sink_close(sink, NULL);
	fixture_close(&one);
	strbuf_done(&facts);
	const char *line = strchr(out.bytes, '\n');
	assert_non_null(line);
	assert_true(strncmp(line, "\na/b,", 5) == 0);
	return line + 5;
}

static void what_is_defused_and_what_is_not(void **state)
{
	(void)state;
	assert_string_equal(condition_as_csv("=1+1"), "\"'=1+1\"\n");
	assert_string_equal(condition_as_csv("@SUM(A1)"), "\"'@SUM(A1)\"\n");
	assert_string_equal(condition_as_csv("-1.5e-3"), "-1.5e-3\n"); /* a number */
	assert_string_equal(condition_as_csv("-1-2"), "\"'-1-2\"\n");  /* which runs */
	assert_string_equal(condition_as_csv("+1"), "\"'+1\"\n");
	assert_string_equal(condition_as_csv("'=1"),
		"\"''=1\"\n"); /* or the way back would eat it */
	assert_string_equal(condition_as_csv("it's"), "it's\n");
	assert_string_equal(condition_as_csv("a;=1;b"), "\"a;'=1;b\"\n");
	assert_string_equal(condition_as_csv("a; =1"), "a; =1\n");
	assert_string_equal(condition_as_csv("\uff1d1"), "\"'\uff1d1\"\n");
	assert_string_equal(condition_as_csv("가=1"), "가=1\n");
}

static void numbers_are_short_and_exact(void **state)
{
	const double numbers[] = { 0, 1, -1, 0.1, 0.25, 0.000001, 1e-7, 1.0 / 3, 123456.789, 1e15,
		9007199254740993.0, 1e22, 1e300, 5e-324, -0.5, 0.345, 12000609226.0 };
	const char *const printed[] = { "0", "1", "-1", "0.1", "0.25", "0.000001", "1e-07",
		"0.3333333333333333", "123456.789", "1000000000000000", "9007199254740992", "1e+22",
		"1e+300", "5e-324", "-0.5", "0.345", "12000609226" };

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		char digits[DECIMAL_SIZE];
		size_t size = decimal_print(numbers[i], digits);
		assert_int_equal(size, strlen(digits));
		assert_true(strtod(digits, NULL) == numbers[i]);
		assert_string_equal(digits, printed[i]);
	}
	for (int i = 0; i < 200000; i++) { /* whatever the number, it reads back */
		char digits[DECIMAL_SIZE];
		double number = (double)(i * 7919 % 1000003) / (double)(i % 997 + 1);
		decimal_print(number, digits);
		assert_true(strtod(digits, NULL) == number);
	}
}

static void formats_are_found_by_name_and_ending(void **state)
{
	(void)state;
	assert_int_equal(export_find(TEXT("HTML")), EXPORT_HTML);
	assert_int_equal(export_find(TEXT("md")), EXPORT_MARKDOWN);
	assert_int_equal(export_find(TEXT("tex")), EXPORT_LATEX);
	assert_int_equal(export_find(TEXT("wiki")), EXPORT_MEDIAWIKI);
	assert_int_equal(export_find(TEXT("confluence")), EXPORT_JIRA);
	assert_int_equal(export_find(TEXT("")), -1);
	assert_int_equal(export_find_by_file(TEXT("a.b/c.jsonl")), EXPORT_NDJSON);
	assert_int_equal(export_find_by_file(TEXT(".html")), -1); /* a name, not an ending */
}

static void only_web_addresses_become_links(void **state)
{
	(void)state;
	assert_true(export_is_web(TEXT("https://example.org")));
	assert_false(export_is_web(TEXT("javascript:alert(1)")));
	assert_false(export_is_web(TEXT("data:text/html,x")));
	assert_false(export_is_web(TEXT(" https://example.org")));
}

static void the_footer_says_what_it_is(void **state)
{
	const char *text = list("license:open-weight show:name,license,context", EXPORT_MARKDOWN,
		(struct export_options){ 0 });

	(void)state;
	assert_contains(text, "| Acme Open 70B | open weight | 1M ≠ |");
	assert_contains(text, "- Query: `license:open-weight show:name,license,context`");
	assert_contains(text, "- Catalog: fixture, 2026-11-01; 2 of 8 models");
	assert_contains(text, "- Source: Acme model card, 2025-04-05 <https://example.org/card>");
	assert_contains(text,
		"- Command: `llmatlas list 'license:open-weight show:name,license,context'`");
}

static void json_is_stable(void **state)
{
	struct json_document *document;
	struct error err;
	const char *text = list("show:name,context,architecture,params", EXPORT_JSON,
		(struct export_options){ 0 });

	(void)state;
	assert_int_equal(json_parse(&document, "out", strbuf_text(&out), &err), RESULT_OK);
	const struct json *root = json_root(document);
	assert_true(json_number(json_member(root, "llmatlas")) == 1);
	assert_text(json_string(json_member(root, "kind")), "list");
	assert_text(json_string(json_member(json_member(root, "catalog"), "date")), "2026-11-01");
	const struct json *row = json_first(json_member(root, "rows"));
	assert_text(json_string(json_member(row, "id")), "acme/acme-large");
	const struct json *cells = json_member(row, "cells");
	assert_true(json_number(json_member(json_member(cells, "context"), "value")) == 131072);
	assert_text(json_string(
			    json_first(json_member(json_member(cells, "architecture"), "value"))),
		"dense");
	assert_text(json_string(json_member(json_member(cells, "architecture"), "basis")),
		"reported");
	assert_text(json_string(json_member(json_member(cells, "params"), "value")), "undisclosed");
	json_free(document);
	assert_contains(text,
		"\"id\": \"orion/unknown\", \"cells\": {\"name\": {\"value\": \"Unknown\"}, \"context\": {\"value\": null}");
}

static void every_format_writes_every_row(void **state)
{
	(void)state;
	for (int format = 0; format < EXPORT_COUNT; format++) {
		if (format == EXPORT_SVG)
			continue; /* takes plots alone: test_charts.c */
		const char *text = list("", (enum export_format)format,
			(struct export_options){ 0 });
		assert_contains(text, "별빛 7B");
		assert_null(strchr(text, '\033'));
		assert_int_equal(export_find(text_of(
					 export_writer_get((enum export_format)format)->name)),
			format);
	}
	assert_int_equal(export_find_by_file(TEXT("a/b.MD")), EXPORT_MARKDOWN);
	assert_int_equal(export_find_by_file(TEXT("a.xyz")), -1);
}

static void comparison_marks_the_best(void **state)
{
	const uint32_t rows[] = { 0, 1 };
	const struct compare_options options = { .baseline = 0 };
	struct cell cells[80];
	bool found = false;

	(void)state;
	struct table *table = table_compare(fixture.store, NULL, rows, 2, &options, &arena);
	table->ops->row(table, 1, &arena, cells);
	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].field->id != FIELD_PRICE)
			continue;
		found = true;
		assert_int_equal(cells[i].role, CELL_BEST); /* cheaper */
		assert_text(cells[i].note, "× 0.075 at FastHost");
	}
	assert_true(found);
	assert_text(table->command,
		"llmatlas compare acme/acme-large acme/acme-open-70b --baseline acme/acme-large");
}

static void evidence_is_one_sentence(void **state)
{
	(void)state;
	assert_text(evidence_sentence(fixture.store, 0, field_get(FIELD_ARCHITECTURE), &arena),
		"Acme Large: dense, reported by A guide [1] † (said of its line in general). "
		"Acme does not disclose it [2] (not stated on the card).");
	assert_text(evidence_sentence(fixture.store, 1, field_get(FIELD_CONTEXT), &arena),
		"Acme Open 70B: 1M (Acme [1]). 128k, reported by A guide [2] †.");
	assert_text(evidence_sentence(fixture.store, 7, field_get(FIELD_CONTEXT), &arena),
		"Unknown: Context is not known; nobody in the catalog's sources says.");
}

static void offers_cite_where_each_value_is_from(void **state)
{
	struct table *list;
	struct cell cell;

	(void)state;
	assert_text(evidence_sentence(fixture.store, 0, field_get(FIELD_DATA_TERMS), &arena),
		"Acme Large: no training on input at Acme API [1].");
	assert_text(evidence_sentence(fixture.store, 0, field_get(FIELD_PRICE_IN), &arena),
		"Acme Large: 2.00 at Acme API [1] †; 1.00 at Cloudy [2] †.");
	assert_text(evidence_sentence(fixture.store, 0, field_get(FIELD_PRICE_OUT), &arena),
		"Acme Large: 10.00 at Acme API [1] †; 5.00 at Cloudy [2] † (until 31 December; then output costs 6).");
	assert_text(evidence_sentence(fixture.store, 0, field_get(FIELD_QUALITY), &arena),
		"Acme Large: through the lens \"General\", from 2 of its 2 benchmarks: Quiz 78 [1]; Errors 5 [2].");
	list = table_rows(fixture.store, NULL, (const uint32_t[]){ 0 }, 1,
		(const uint16_t[]){ FIELD_DATA_TERMS }, 1, &arena);
	table_cell(list, 0, field_get(FIELD_DATA_TERMS), &arena, &cell);
	assert_int_equal(cell.basis,
		BASIS_DISCLOSED); /* the provider's own word, not the price list's */
	assert_int_equal(cell.source_count, 1);
	assert_text(store_source(fixture.store, cell.sources[0]).title, "Acme model card");
	table_cell(list, 0, field_get(FIELD_PRICE_IN), &arena, &cell);
	assert_int_equal(cell.basis, BASIS_REPORTED);
	assert_text(store_source(fixture.store, cell.sources[0]).title, "A price list");
}

static void shell_words_are_quoted(void **state)
{
	struct strbuf word;

	(void)state;
	strbuf_init(&word);
	export_shell_word(&word, TEXT("it's <1"));
	assert_text(strbuf_text(&word), "'it'\\''s <1'");
	strbuf_done(&word);
}

/* People read sentences of the catalog in their language; programs read what its files say. */
static void sentences_are_read_in_korean(void **state)
{
	const char *query = "id:orion/combining show:tends_to";
	const struct export_options plain = { .has_no_footer = true };
	uint32_t row;

	(void)state;
	assert_contains(list(query, EXPORT_TEXT, plain), "answers briefly; asks back");
	assert_true(message_use(LANGUAGE_KO, NULL, 0));
	assert_contains(list(query, EXPORT_TEXT, plain), "짧게 답하고 되물음");
	assert_contains(list(query, EXPORT_MARKDOWN, plain), "짧게 답하고 되물음");
	assert_string_equal(list(query, EXPORT_CSV, plain),
		"id,tends_to\norion/combining,answers briefly; asks back\n");
	const char *json = list(query, EXPORT_JSON, plain);
	assert_contains(json, "{\"value\": \"answers briefly; asks back\"");
	assert_null(strstr(json, "되물음"));
	assert_true(store_find_id(fixture.store, TEXT("orion/combining"), &row));
	assert_contains(evidence_sentence(fixture.store, row, field_get(FIELD_TENDS_TO), &arena)
				.bytes,
		"짧게 답하고 되물음");
	/* what has no Korean stays as it is */
	assert_true(store_find_id(fixture.store, TEXT("orion/hostile"), &row));
	assert_contains(evidence_sentence(fixture.store, row, field_get(FIELD_CONDITION), &arena)
				.bytes,
		"=cmd|");
	message_use(LANGUAGE_EN, NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markdown_escapes_its_signs),
		cmocka_unit_test(text_lists_align_figures),
		cmocka_unit_test(text_lists_fit_a_terminal),
		cmocka_unit_test(changes_fit_a_terminal),
		cmocka_unit_test(csv_defuses_formulas),
		cmocka_unit_test(what_is_defused_and_what_is_not),
		cmocka_unit_test(numbers_are_short_and_exact),
		cmocka_unit_test(formats_are_found_by_name_and_ending),
		cmocka_unit_test(only_web_addresses_become_links),
		cmocka_unit_test(the_footer_says_what_it_is),
		cmocka_unit_test(json_is_stable),
		cmocka_unit_test(every_format_writes_every_row),
		cmocka_unit_test(comparison_marks_the_best),
		cmocka_unit_test(evidence_is_one_sentence),
		cmocka_unit_test(offers_cite_where_each_value_is_from),
		cmocka_unit_test(shell_words_are_quoted),
		cmocka_unit_test(sentences_are_read_in_korean),
	};

	arena_init(&arena);
	strbuf_init(&out);
	fixture_open(&fixture, "small.json");
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fixture_close(&fixture);
	strbuf_done(&out);
	arena_done(&arena);
	return failed;
}

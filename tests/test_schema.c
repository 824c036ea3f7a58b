/* SPDX-License-Identifier: MIT */
/* The schema that editors check facts with says what the field table says, and the program takes what it allows. */
#include "catalog/base/file.h"
#include "catalog/base/json.h"
#include "catalog/base/pattern.h"
#include "catalog/store/benchmark_unit.h"
#include "catalog/store/field.h"
#include "tests/facts_text.h"

#include <stdlib.h>

static struct file_map map;
static struct json_document *document;

static const struct json *at(const struct json *node, const char *one, const char *two)
{
	return json_member(json_member(node, one), two);
}

static const struct json *definition(const char *name)
{
	return at(json_root(document), "$defs", name);
}

/* Of "#/$defs/value-run" what stands there. */
static const struct json *follow(const struct json *node)
{
	struct text name = json_string(json_member(node, "$ref"));
	char key[64];

	assert_true(name.size > 8 && name.size < sizeof(key));
	snprintf(key, sizeof(key), "%.*s", (int)name.size - 8, name.bytes + 8);
	assert_non_null(definition(key));
	return definition(key);
}

/* What a claim on the field may have as its value. */
static const struct json *value_of(const struct field *field)
{
	/* one claim or several, whose value is a reference */
	const struct json *fact = follow(at(definition("facts"), "properties", field->key));
	return at(follow(json_first(json_member(fact, "anyOf"))), "properties", "value");
}

static bool has_word(const struct json *array, const char *word)
{
	for (const struct json *item = json_first(array); item; item = json_next(item))
		if (text_equal_string(json_string(item), word))
			return true;
	return false;
}

static void every_fact_is_there_and_no_other(void **state)
{
	const struct json *facts = at(json_root(document), "$defs", "facts");
	int count = 0;

	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		bool has = at(facts, "properties", field->key) != NULL;
		if (has != field_is_fact(field))
			fail_msg("%s is%s in the schema", field->key, has ? "" : " not");
		count += has;
	}
	assert_int_equal(json_count(json_member(facts, "properties")), count);
}

static void every_member_is_there_and_no_other(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		if (!field_is_fact(field) || field->member_count == 0)
			continue;
		const struct json *value = follow(value_of(field));
		const struct json *members = json_member(value, "enum");
		if (field->kind == KIND_SET)
			members = at(json_first(json_member(value, "anyOf")), "items", "enum");
		for (int j = 0; j < field->member_count; j++)
			if (!has_word(members, field->members[j].key))
				fail_msg("%s of %s is not in the schema", field->members[j].key,
					field->key);
		assert_int_equal(json_count(members) - has_word(members, "not-applicable"),
			field->member_count);
	}
}

static void has_ends(const char *name, const struct json *number, const struct number_range *range)
{
	if (json_number(json_member(number, "minimum")) != range->least ||
		json_number(json_member(number, "maximum")) != range->most ||
		!text_equal_string(json_string(json_member(number, "type")),
			range->is_whole ? "integer" : "number"))
		fail_msg("%s: other ends in the schema than in the field table", name);
}

static void every_number_has_its_ends(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		if (!field_is_fact(field) || field->kind != KIND_NUMBER)
			continue;
		const struct json *value = value_of(field);
		const struct json *plain = at(definition("offer"), "properties", field->key),
				  *tier = at(definition("tier"), "properties", field->key);
		has_ends(field->key, follow(json_first(json_member(follow(value), "anyOf"))),
			&field->range);
		if (plain && follow(plain) != follow(value))
			fail_msg("%s: an offer has other ends than a fact", field->key);
		if (tier)
			has_ends(field->key, follow(tier), &field->range);
	}
}

static bool takes_year(const struct pattern *pattern, int year)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", year);
	return pattern_find(pattern, text_of(text), NULL, NULL) == PATTERN_YES;
}

static void every_date_has_its_ends(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		struct pattern *pattern = NULL;
		struct error err;
		if (!field_is_fact(field) || field->kind != KIND_DATE)
			continue;
		const struct json *text = json_first(json_member(follow(value_of(field)), "anyOf"));
		int first = (int)field->range.least / 10000, last = (int)field->range.most / 10000;
		assert_int_equal(pattern_new(&pattern, json_string(json_member(text, "pattern")),
					 false, &err),
			RESULT_OK);
		if (!takes_year(pattern, first) || !takes_year(pattern, last) ||
			takes_year(pattern, first - 1) || takes_year(pattern, last + 1))
			fail_msg("%s: other years in the schema than in the field table",
				field->key);
		pattern_free(pattern);
	}
}

static void every_unit_is_there_and_no_other(void **state)
{
	const struct json *units = json_member(at(definition("benchmark"), "properties", "unit"),
		"enum");

	(void)state;
	assert_int_equal(json_count(units), BENCHMARK_UNIT_COUNT);
	for (int i = 0; i < BENCHMARK_UNIT_COUNT; i++)
		if (!has_word(units, benchmark_unit_name((enum benchmark_unit)i)))
			fail_msg("%s", benchmark_unit_name((enum benchmark_unit)i));
}

static void reads(const struct field *field, double number, bool is_taken)
{
	char json[1024];
	struct arena arena;
	struct facts facts;
	struct error err = { 0 };

	snprintf(json, sizeof(json), FACT("\"%s\": {\"value\": %.17g, " OK_END), field->key,
		number);
	if (!is_taken) {
		refuses(json, "f.json:6:", "expected");
		return;
	}
	arena_init(&arena);
	if (read_all(json, true, &facts, &arena, &err) != RESULT_OK)
		fail_msg("%s", err.message);
	facts_done(&facts);
	arena_done(&arena);
}

static void what_lies_outside_is_refused(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		const struct number_range *range = &field->range;
		if (!field_is_fact(field) || field->kind != KIND_NUMBER)
			continue;
		reads(field, range->least, true);
		reads(field, range->most, true);
		reads(field, range->most * 1.5 + 1, false);
		if (range->least >= 1 && range->least != 1000) /* parameters: "is a count" */
			reads(field, range->least - 1, false);
		if (range->is_whole)
			reads(field, range->least + 1.5, false);
	}
}

static void the_change_list_names_what_can_change(void **state)
{
	const struct json *listed = json_member(at(definition("change"), "properties", "field"),
		"enum");
	int count = 0;

	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		if (has_word(listed, field->key) != field_is_listed(field))
			fail_msg("%s", field->key);
		count += field_is_listed(field);
	}
	assert_int_equal(json_count(listed), count);
}

/* What the program makes itself or reads elsewhere is refused, as the schema refuses it. */
static void what_is_no_fact_is_refused(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		char json[1024];
		if (field_is_fact(field))
			continue;
		snprintf(json, sizeof(json), FACT("\"%s\": {\"value\": 1, " OK_END), field->key);
		refuses(json, field->key, "is not stated as a fact");
	}
}

static int open_schema(void **state)
{
	const char *top = getenv("top_srcdir");
	char path[4096];
	struct error err;

	(void)state;
	snprintf(path, sizeof(path), "%s/catalog/facts/schema.json", top ? top : ".");
	if (file_map_open(&map, path, &err) == RESULT_OK &&
		json_parse(&document, path, (struct text){ map.bytes, map.size }, &err) ==
			RESULT_OK)
		return 0;
	fprintf(stderr, "%s\n", err.message);
	return 1;
}

static int close_schema(void **state)
{
	(void)state;
	json_free(document);
	file_map_close(&map);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fact_is_there_and_no_other),
		cmocka_unit_test(every_member_is_there_and_no_other),
		cmocka_unit_test(every_number_has_its_ends),
		cmocka_unit_test(every_date_has_its_ends),
		cmocka_unit_test(every_unit_is_there_and_no_other),
		cmocka_unit_test(what_lies_outside_is_refused),
		cmocka_unit_test(the_change_list_names_what_can_change),
		cmocka_unit_test(what_is_no_fact_is_refused),
	};

	return cmocka_run_group_tests_name("schema", tests, open_schema, close_schema);
}

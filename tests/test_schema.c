/* SPDX-License-Identifier: MIT */
/* The schema that editors check facts with says what the field table says, and the program takes what it allows. */
#include "catalog/base/file.h"
#include "catalog/base/json.h"
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
		/* one claim or several, whose value is a reference */
		const struct json *fact = follow(at(definition("facts"), "properties", field->key));
		const struct json *value = follow(
			at(follow(json_first(json_member(fact, "anyOf"))), "properties", "value"));
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
		cmocka_unit_test(the_change_list_names_what_can_change),
		cmocka_unit_test(what_is_no_fact_is_refused),
	};

	return cmocka_run_group_tests_name("schema", tests, open_schema, close_schema);
}

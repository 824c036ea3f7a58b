/* SPDX-License-Identifier: MIT */
/* Lines of a dump that are written alike become the rows, with the warnings, that they become when each is written in its own way. */
#include "tests/reading.h"
#include "tests/twins.h"

enum { CATALOGS = 60, LINES = 160 };

struct key {
	const char *name;
	const char *values[16]; /* as JSON; the first ones come more often */
};
#define DAYS \
	"\"2025-03-04\"", "\"2024-12-31\"", "null", "\"2024-05-01T12:00:00.000Z\"", \
		"\"2024-02-29\"", "\"2023-02-29\"", "\"2024-02\"", "\"1970-01-01\"", \
		"\"2091-01-01\"", "\"2025-13-01\"", "\"2022-03-02T00:00:00Z\"", "2025", \
		"\" 2025-01-02\"", "\"soon\""
static const struct key keys[] = {
	{ "name",
		{ "\"One 7B\"", "\"Two\"", "null", "\"\\u0041\"", "\" spaced \"", "\"별빛\"",
			"\"a\\u0007b\"", "\"\"", "7", "\"A \\\"quoted\\\" one\"" } },
	{ "developer", { "\"acme\"", "\"other-lab\"", "null", "\"한국\"", "\"acme \"" } },
	{ "architecture",
		{ "[\"dense\"]", "[\"moe\", \"hybrid\"]", "[\"moe\",\"dense\"]", "null", "[]",
			"\"dense\"", "[\"dense\", \"odd\"]", "\"LlamaForCausalLM\"",
			"\"undisclosed\"", "[\"not-applicable\"]", "true", "\"llama\"" } },
	{ "license",
		{ "\"open-weight\"", "\"open-source\"", "\"closed-api\"", "null", "\"apache-2.0\"",
			"\"other\"", "\"unknown\"", "\"no such\"", "\"\"", "[\"open-weight\"]",
			"\"not-applicable\"", "[\"a\", \"b\"]" } },
	{ "context",
		{ "8192", "131072", "null", "0", "4096", "3", "99999999999", "\"128k\"", "-1",
			"8192.5", "01", "\"undisclosed\"", "[]" } },
	{ "input",
		{ "[\"text\"]", "[\"text\", \"image\"]", "null", "[]", "[\"text\", \"smell\"]",
			"\"text\"", "{}", "[1]" } },
	{ "license_name", { "\"mit\"", "null", "\"apache-2.0\"", "\" mit\"", "[\"mit\"]" } },
	{ "alignment",
		{ "[\"sft\", \"rlhf\"]", "[\"none\"]", "\"dpo\"", "null", "\"merge\"",
			"[\"sft\", \"merge\"]", "\"m\u00e9rge\"" } },
	{ "released", { DAYS } },
	{ "createdAt", { DAYS } },
	{ "cutoff", { "null", "\"2024-01-31\"", "\"2026-01\"" } },
	{ "downloads",
		{ "12", "1234567", "0", "null", "5000000000", "1234567890123456", "\"1e6\"",
			"1e999", "12.5", "-3", "false" } },
	{ "params",
		{ "7000000000", "null", "0", "12000609226", "1.5e9", "\"7B\"",
			"9999999999999999" } },
	{ "hf_likes", { "5", "0", "null" } },
	{ "num_hidden_layers", { "32", "null", "0" } },
	{ "price_in",
		{ "null", "0.5", "3", "0.0125", "00.5", "1.", ".5", "-1", "2e-1", "0", "0.0",
			"1234567890.123456", "\"0.5\"" } },
	{ "price_out", { "null", "1.25", "3", "15", "9999999999999999", "5000" } },
	{ "price_cached", { "null", "0.25", "30" } },
	{ "speed", { "null", "81.5" } },
	{ "provider", { "null", "null", "\"host\"" } },
	{ "is_moe", { "false", "null", "true" } },
	{ "whatever", { "null", "\"x\"", "[\"y\"]", "3", "{\"a\": 1}" } },
	{ "tags", { "[]", "[\"license:mit\"]", "[\"base_model:a/b\"]" } },
};
enum { KEYS = sizeof(keys) / sizeof(keys[0]) };

/* Which members the lines have, in which order. */
struct shape {
	uint8_t keys[KEYS];
	size_t count;
};

static void pick_shape(struct shape *shape)
{
	shape->count = 0;
	for (uint8_t i = 0; i < KEYS; i++)
		if (pick(strcmp(keys[i].name, "tags") == 0 ? 8 : 2) == 0)
			shape->keys[shape->count++] = i;
	for (size_t i = shape->count; i-- > 1;) {
		uint32_t other = pick((uint32_t)i + 1);
		uint8_t moved = shape->keys[i];
		shape->keys[i] = shape->keys[other];
		shape->keys[other] = moved;
	}
}

static const char *pick_value(const struct key *key)
{
	size_t count = 0;

	while (count < 16 && key->values[count])
		count++;
	return key->values[pick(3) > 0 ? pick(count < 3 ? (uint32_t)count : 3)
				       : pick((uint32_t)count)];
}

static void add_id(struct strbuf *lines, uint32_t number)
{
	switch (pick(24)) {
	case 0: strbuf_add_string(lines, "\"id\": null"); break;
	case 1: strbuf_add_string(lines, "\"id\": \"\""); break;
	case 2: strbuf_add_format(lines, "\"id\": \" lab/m-%u\"", number); break;
	case 3: strbuf_add_format(lines, "\"id\": \"랩/모델-%u\"", number); break;
	case 4: strbuf_add_string(lines, "\"id\": \"lab/again\""); break;
	default: strbuf_add_format(lines, "\"id\": \"lab/model-%u\"", number);
	}
}

/* `even`: as a program writes it; `uneven`: with other blanks in each line. */
static void add_line(struct strbuf *even, struct strbuf *uneven, const struct shape *shape,
	uint32_t number)
{
	strbuf_add_char(even, '{');
	strbuf_add_repeated(uneven, " ", number % 7);
	strbuf_add_char(uneven, '{');
	size_t from = even->size;
	add_id(even, number);
	strbuf_add(uneven, text_slice(strbuf_text(even), from, even->size));
	for (size_t i = 0; i < shape->count; i++) {
		const struct key *key = &keys[shape->keys[i]];
		const char *value = pick_value(key);
		strbuf_add_format(even, ", \"%s\": %s", key->name, value);
		strbuf_add_format(uneven, ",%*s \"%s\": %s", (int)((number + i) % 5), "", key->name,
			value);
	}
	strbuf_add_string(even, "}\n");
	strbuf_add_string(uneven, "}\n");
}

static void rows_are_the_same(const struct read_source *one, const struct read_source *two)
{
	assert_int_equal(one->import.record_count, two->import.record_count);
	assert_int_equal(one->import.refused_count, two->import.refused_count);
	assert_int_equal(one->import.warning_count, two->import.warning_count);
	assert_int_equal(store_count(one->store), store_count(two->store));
	for (uint32_t row = 0; row < store_count(one->store); row++) {
		assert_true(text_equal(store_id(one->store, row), store_id(two->store, row)));
		assert_true(text_equal(store_search_text(one->store, row),
			store_search_text(two->store, row)));
		same_row(one->store, row, two->store, row);
		same_offers(one->store, row, two->store, row);
	}
}

static void lines_alike_and_lines_that_differ_say_the_same(void **state)
{
	(void)state;
	random_state = 20251128;
	for (int catalog = 0; catalog < CATALOGS; catalog++) {
		struct read_source one, two;
		struct strbuf even, uneven;
		struct shape shape = { .count = 0 };
		strbuf_init(&even);
		strbuf_init(&uneven);
		for (uint32_t number = 0; number < LINES; number++) {
			if (number % 40 == 0)
				pick_shape(&shape);
			add_line(&even, &uneven, &shape, number);
		}
		read_words(&one, even.bytes, even.size);
		read_words(&two, uneven.bytes, uneven.size);
		rows_are_the_same(&one, &two);
		read_done(&one);
		read_done(&two);
		strbuf_done(&even);
		strbuf_done(&uneven);
	}
}

/* So do their warnings when there are more of them than are written down. */
static void warnings_beyond_count_are_counted(void **state)
{
	enum { MANY = 9000 };
	struct read_source one, two;
	struct strbuf even, uneven;

	(void)state;
	random_state = 7;
	strbuf_init(&even);
	strbuf_init(&uneven);
	for (uint32_t i = 0; i < MANY; i++) {
		const char *word = pick(3) > 0 ? "merge" : "dpo";
		strbuf_add_format(&even, "{\"id\": \"a/%u\", \"alignment\": \"%s\"}\n", i, word);
		strbuf_add_format(&uneven, "{\"id\":%*s\"a/%u\", \"alignment\": \"%s\"}\n",
			(int)(i % 3), "", i, word);
	}
	read_words(&one, even.bytes, even.size);
	read_words(&two, uneven.bytes, uneven.size);
	assert_true(one.import.warning_count < MANY && one.import.warning_count > MANY / 2);
	assert_int_equal(store_warning_count(one.store), store_warning_count(two.store));
	rows_are_the_same(&one, &two);
	read_done(&one);
	read_done(&two);
	strbuf_done(&even);
	strbuf_done(&uneven);
}

/* A word is known by what it was in a line before; the next catalog begins anew. */
static void words_are_known_again(void **state)
{
	static const char lines[] =
		"{\"id\": \"a/1\", \"license\": \"open-weight\", \"context\": 8192}\n"
		"{\"id\": \"a/2\", \"license\": \"open-weight\", \"context\": 8192}\n"
		"{\"id\": \"a/3\", \"license\": \"open-source\", \"context\": 8192}\n"
		"{\"id\": \"a/4\", \"license\": \"open-weight\", \"context\": 131072}\n"
		"{\"id\": \"a/5\", \"license\": \"open-source\", \"context\": 0}\n"
		"{\"id\": \"a/6\", \"license\": \"open-weight\", \"context\": 3}\n"
		"{\"id\": \"a/4\", \"license\": \"open-weight\", \"context\": 8192}\n";
	struct read_source source;

	(void)state;
	read_words(&source, lines, sizeof(lines) - 1);
	IS("a/2", FIELD_LICENSE, "open-weight");
	IS("a/3", FIELD_LICENSE, "open-source");
	IS("a/4", FIELD_LICENSE, "open-weight");
	IS("a/4", FIELD_CONTEXT, "131072");
	IS("a/5", FIELD_CONTEXT, "");
	IS("a/5", FIELD_LICENSE, "open-source");
	IS("a/6", FIELD_CONTEXT, "");
	assert_true(warns(source.store, "words:6:", "cannot be true"));
	assert_true(warns(source.store, "words:7:", "a second record"));
	assert_int_equal(source.import.refused_count, 1);
	read_done(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_alike_and_lines_that_differ_say_the_same),
		cmocka_unit_test(warnings_beyond_count_are_counted),
		cmocka_unit_test(words_are_known_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

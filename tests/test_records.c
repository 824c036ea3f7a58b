/* SPDX-License-Identifier: MIT */
/* Records line by line and as CSV, and files that are no catalog. */
#include "tests/reading.h"

#include <unistd.h>

static void hub_lines_are_read_one_by_one(void **state)
{
	struct read_source source;
	uint32_t row;

	(void)state;
	read_fixture(&source, "hub.ndjson");
	assert_int_equal(source.import.format, SOURCE_NDJSON);
	IS("acme-org/Hub-7B", FIELD_DOWNLOADS, "1234567");
	IS("acme-org/Hub-7B", FIELD_LIKES, "0");
	IS("acme-org/Hub-7B", FIELD_RELEASED, "2025-03-04");
	IS("acme-org/Hub-7B", FIELD_LICENSE_NAME, "apache-2.0");
	IS("acme-org/Hub-7B", FIELD_LICENSE, "open-weight");
	IS("acme-org/Hub-7B", FIELD_PARAMS, "7241732096");
	IS("microsoft/Phi-3-mini-4k-instruct", FIELD_RELEASED, "");
	IS("someone/Llama-4-Scout-17B-16E-Instruct-abliterated-v2", FIELD_CONTEXT, "");
	IS("peft-internal-testing/tiny-random-BloomForCausalLM", FIELD_CONTEXT, "");
	IS("brain-bzh/reve-positions", FIELD_PARAMS, "1629");
	IS("brain-bzh/reve-positions", FIELD_CONTEXT, "");
	IS("brain-bzh/reve-positions", FIELD_LIKES, "");
	IS("google/umt5-base", FIELD_PARAMS, "");
	IS("한국/별빛-7B", FIELD_DOWNLOADS, "99");
	assert_true(store_find_id(source.store, TEXT("tab/and newline name"), &row));
	assert_true(store_find_id(source.store, TEXT("bad/utf8-\xef\xbf\xbd\xef\xbf\xbd"), &row));
	assert_true(warns(source.store, "hub.ndjson:8:1", "JSON"));
	assert_true(warns(source.store, "hub.ndjson:9:", "expected"));
	assert_true(warns(source.store, "hub.ndjson:11:", "without an id"));
	assert_int_equal(source.import.refused_count, 4);
	read_done(&source);
}

/* In a list of one's own "unknown" is no mistake, ways of tuning have the names that people give them, and prices are held to what a price can be. */
static void words_and_prices_of_ones_own(void **state)
{
	static const char lines[] =
		"{\"id\": \"a/1\", \"alignment\": [\"ORPO\", \"unknown\"], \"context\": \"n/a\", \"params\": \"Unknown\", \"license\": \"unknown\"}\n"
		"{\"id\": \"a/2\", \"alignment\": \"grpo\", \"price_in\": 5000, \"price_out\": 3, \"price_cached\": 1}\n"
		"{\"id\": \"a/3\", \"alignment\": \"kto\", \"price_in\": 5, \"price_out\": 3, \"price_cached\": 7}\n"
		"{\"id\": \"a/4\", \"alignment\": \"merge\", \"price_in\": 5, \"price_cached\": 0.5}\n";
	struct read_source source;

	(void)state;
	read_words(&source, lines, sizeof(lines) - 1);
	IS("a/1", FIELD_ALIGNMENT, "preference");
	IS("a/1", FIELD_LICENSE_NAME, "");
	IS("a/2", FIELD_ALIGNMENT, "rl");
	IS("a/2", FIELD_OFFERS, "");
	IS("a/3", FIELD_ALIGNMENT, "preference");
	OFFERS("a/3", FIELD_PRICE_IN, "5");
	OFFERS("a/3", FIELD_PRICE_CACHED, "");
	OFFERS("a/4", FIELD_PRICE_CACHED, "0.5");
	assert_true(warns(source.store, "words:2:1: price", "mistake of the unit"));
	assert_true(warns(source.store, "words:3:1: price_cached", "dearer than the input"));
	assert_true(warns(source.store, "words:4:1: alignment", "none of its values"));
	assert_int_equal(source.import.warning_count, 3);
	read_done(&source);
}

/* As the hub of Hugging Face lists them: its objects are read as well, and what it says itself goes before the card. */
static void objects_of_hubs_are_read(void **state)
{
	static const char lines[] =
		"{\"id\": \"a/gguf\", \"tags\": [\"license:other\", \"region:us\"], \"gguf\": {\"total\": 7615616512, \"context_length\": 32768, "
		"\"architecture\": \"qwen2\"}, \"cardData\": {\"license\": \"other\", \"license_name\": \"own-1\", \"language\": [\"ko\", \"en\"]}}\n"
		"{\"id\": \"a/both\", \"cardData\": {\"license\": \"mit\", \"language\": \"ko\", \"base_model\": [\"b/one\", \"b/two\"]}, "
		"\"tags\": [\"license:apache-2.0\"], \"safetensors\": {\"total\": 5}, \"gguf\": {\"total\": 6}}\n"
		"{\"id\": \"a/tune\", \"tags\": [\"base_model:quantized:b/three\", \"base_model:b/four\"], \"pipeline_tag\": \"text-generation\"}\n"
		"{\"id\": \"a/embed\", \"tags\": [\"base_model:b/three\"], \"pipeline_tag\": \"feature-extraction\"}\n"
		"{\"id\": \"a/odd\", \"cardData\": {\"language\": null, \"license\": 3, \"base_model\": {}}, \"gguf\": null, \"tags\": [3, \"base_model:\"]}\n";
	struct read_source source;

	(void)state;
	read_words(&source, lines, sizeof(lines) - 1);
	assert_int_equal(source.import.record_count, 5);
	IS("a/gguf", FIELD_PARAMS, "7615616512");
	IS("a/gguf", FIELD_CONTEXT, "32768");
	IS("a/gguf", FIELD_LICENSE_NAME, "own-1");
	IS("a/gguf", FIELD_LICENSE, "open-weight");
	IS("a/gguf", FIELD_LANGUAGES, "ko;en");
	IS("a/both", FIELD_LICENSE_NAME, "mit"); /* the first that says */
	IS("a/both", FIELD_PARAMS, "5");
	IS("a/both", FIELD_LANGUAGES, "ko");
	IS("a/both", FIELD_FAMILY, "b/one");
	IS("a/tune", FIELD_FAMILY, "b/three");
	IS("a/embed", FIELD_FAMILY, "");
	IS("a/odd", FIELD_FAMILY, "");
	IS("a/odd", FIELD_LANGUAGES, "");
	read_done(&source);
}

static void implied_claims_are_claims(void **state)
{
	struct read_source source;
	struct arena arena;
	size_t count;
	uint32_t row;

	(void)state;
	read_fixture(&source, "hub.ndjson");
	arena_init(&arena);
	assert_true(store_find_id(source.store, TEXT("acme-org/Hub-7B"), &row));
	const struct claim *claims = store_claims(source.store, row, FIELD_PARAMS, &arena, &count);
	assert_int_equal(count, 1);
	assert_true(claims[0].value.is.number == 7241732096.0);
	assert_int_equal(claims[0].basis, BASIS_REPORTED);
	assert_text(store_source(source.store, claims[0].source).title, "hub");
	store_claims(source.store, row, FIELD_CONTEXT, &arena, &count);
	assert_int_equal(count, 0);
	store_own_claims(source.store, row, &arena, &count);
	assert_true(count >= 6);
	arena_done(&arena);
	read_done(&source);
}

static void csv_takes_field_keys(void **state)
{
	struct read_source source;

	(void)state;
	read_fixture(&source, "models.csv");
	assert_int_equal(source.import.format, SOURCE_CSV);
	assert_text(title(source.store, "acme/own-model"), "Own; \"Model\"");
	assert_text(title(source.store, "acme/second"), "two lines");
	IS("acme/own-model", FIELD_CONTEXT, "128000");
	IS("acme/own-model", FIELD_PARAMS, "70000000000");
	IS("acme/own-model", FIELD_INPUT, "text;image");
	IS("acme/second", FIELD_LICENSE_NAME, "mit");
	OFFERS("acme/own-model", FIELD_PRICE_IN, "0.5");
	OFFERS("acme/own-model", FIELD_PRICE_OUT, "1.5");
	assert_true(warns(source.store, "models.csv:1", "colour"));
	assert_true(warns(source.store, "models.csv:5", "second record"));
	assert_true(warns(source.store, "models.csv:6", "without an id"));
	assert_true(warns(source.store, "models.csv:8", "telepathy"));
	read_done(&source);
}

/* The class of the program that hubs have under "architecture" is passed over without a word, in every format. */
static void classes_are_no_architectures(void **state)
{
	static const char lines[] =
		"id,architecture,downloads\nm/a,llama,1\nm/b,\"moe;hybrid\",2\n";
	struct read_source source;

	(void)state;
	read_words(&source, lines, sizeof(lines) - 1);
	IS("m/a", FIELD_ARCHITECTURE, "");
	IS("m/b", FIELD_ARCHITECTURE, "moe;hybrid");
	assert_int_equal(source.import.warning_count, 0);
	read_done(&source);
}

static void read_string(struct read_source *source, const char *words)
{
	read_words(source, words, strlen(words));
	if (source->result != RESULT_OK)
		fail_msg("%s", source->err.message);
}

static void csv_takes_the_programs_own_words(void **state)
{
	struct read_source source;

	(void)state;
	read_string(&source,
		"id,params,context,alignment,license,layers,price_in\n"
		"acme/silent,undisclosed,undisclosed,undisclosed,not-applicable,not-applicable,1\n"
		"acme/none,not-applicable,1000,not-applicable,open-weight,12,2\n"
		"acme/typo,undisclose,1000,rlhf,open-weight,12,2\n");
	IS("acme/silent", FIELD_PARAMS, "undisclosed");
	IS("acme/silent", FIELD_CONTEXT, "undisclosed");
	IS("acme/silent", FIELD_ALIGNMENT, "undisclosed");
	IS("acme/silent", FIELD_LICENSE, "not-applicable");
	IS("acme/silent", FIELD_LICENSE_NAME, "");
	IS("acme/silent", FIELD_LAYERS, "not-applicable");
	IS("acme/none", FIELD_PARAMS, "not-applicable");
	IS("acme/none", FIELD_ALIGNMENT, "not-applicable");
	IS("acme/typo", FIELD_PARAMS, "");
	assert_int_equal(store_warning_count(source.store), 1);
	read_done(&source);
	/* so do strings of records */
	read_string(&source,
		"{\"id\": \"acme/silent\", \"params\": \"undisclosed\", \"alignment\": \"not-applicable\"}\n"
		"{\"id\": \"acme/other\", \"params\": \"7B\"}\n");
	IS("acme/silent", FIELD_PARAMS, "undisclosed");
	IS("acme/silent", FIELD_ALIGNMENT, "not-applicable");
	assert_int_equal(store_warning_count(source.store), 0);
	read_done(&source);
}

static void csv_takes_numbers_as_programs_and_people_write_them(void **state)
{
	struct read_source source;

	(void)state;
	read_string(&source,
		"id,params,context,price_in,price_out\n"
		"acme/a,7e9,1e6,1e-06,2.5E+0\n"
		"acme/b,1.5e+09,\"128,000\",1e,\"0,5\"\n"
		"acme/c,1e30,1e400,0.5,1\n");
	IS("acme/a", FIELD_PARAMS, "7000000000");
	IS("acme/a", FIELD_CONTEXT, "1000000");
	OFFERS("acme/a", FIELD_PRICE_IN, "0.000001");
	OFFERS("acme/a", FIELD_PRICE_OUT, "2.5");
	IS("acme/b", FIELD_PARAMS, "1500000000");
	IS("acme/b", FIELD_CONTEXT, "128000");
	assert_true(warns(source.store, ":3", "1e is no number"));
	assert_true(warns(source.store, ":3", "0,5 is no number"));
	/* no model has so many */
	IS("acme/c", FIELD_PARAMS, "");
	assert_true(warns(source.store, ":4", "cannot be true"));
	IS("acme/c", FIELD_CONTEXT, "");
	read_done(&source);
	/* where ';' stands between cells, ',' stands before decimals; behind whole things it groups thousands */
	read_string(&source,
		"id;params;context;price_in;price_out\n"
		"acme/a;7,5B;128,000;0,25;1,250\n"
		"acme/b;7000000000;1,048,576;2;0.5\n");
	IS("acme/a", FIELD_PARAMS, "7500000000");
	IS("acme/a", FIELD_CONTEXT, "128000");
	OFFERS("acme/a", FIELD_PRICE_IN, "0.25");
	OFFERS("acme/a", FIELD_PRICE_OUT, "1.25");
	IS("acme/b", FIELD_CONTEXT, "1048576");
	OFFERS("acme/b", FIELD_PRICE_OUT, "0.5");
	assert_int_equal(store_warning_count(source.store), 0);
	read_done(&source);
}

static void refuses(const char *words, size_t size, const char *sentence)
{
	struct read_source source;

	read_words(&source, words, size);
	if (source.result != RESULT_BAD_DATA)
		fail_msg("read: %.60s", words);
	if (!strstr(source.err.message, sentence))
		fail_msg("%s\nexpected %s", source.err.message, sentence);
	read_done(&source);
}
#define REFUSES(words, sentence) refuses(words, sizeof(words) - 1, sentence)

static void what_is_no_catalog_says_what_it_is(void **state)
{
	char deep[4000];

	(void)state;
	REFUSES("", "empty");
	REFUSES("<!DOCTYPE html><html>", "web page");
	REFUSES("\x1f\x8b\x08 rest", "gzip");
	REFUSES("PK\x03\x04", "zip");
	REFUSES("\xff\xfe{\0", "UTF-16");
	REFUSES("{\"some\": \"thing\"}", "no known shape");
	REFUSES("[1, 2, 3]", "no known shape");
	REFUSES("LLMATLAS\2\0\0\0", "--catalog FILE");
	REFUSES("hello world", "neither JSON nor CSV");
	REFUSES("{\"openai\": {\"env\": [], \"models\": {\"a\": {\"id\": \"a\"", "1:");
	REFUSES("{\n// comment\n \"x\": {\"litellm_provider\": \"openai\"}}", "2:1");
	REFUSES("{\"openai\": {\"env\": [], \"models\": {}}}", "holds no model");
	/* hosts, say: nothing of it is of a model */
	REFUSES("[{\"id\": \"host\", \"name\": \"Host\", \"kind\": \"router\", \"site\": 1}]",
		"they have kind, site. Expected");
	REFUSES("{\"id\": \"host\", \"kind\": \"router\"}\n{\"id\": \"b\"}\n", "they have kind.");
	REFUSES("id,kind\nhost,router\n", "they have kind.");
	memset(deep, '[', sizeof(deep));
	memcpy(deep, "[{\"id\":", 7);
	refuses(deep, sizeof(deep), "64 levels");
}

/* Names alone are a list of models; so are such with a maker in front, or with one thing said, whatever else is there. */
static void little_is_enough(void **state)
{
	static const char *const lists[] = { "{\"id\": \"a\", \"name\": \"A\"}\n",
		"{\"id\": \"maker/a\", \"kind\": \"x\"}\n",
		"{\"id\": \"a\", \"kind\": \"x\"}\n{\"id\": \"b\", \"context\": 8192}\n",
		"{\"id\": \"a\", \"kind\": \"x\", \"developer\": \"acme\"}\n",
		"id,kind,price_in\na,x,1\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct read_source source;
		read_words(&source, lists[i], strlen(lists[i]));
		if (source.result != RESULT_OK)
			fail_msg("%s", source.err.message);
		read_done(&source);
	}
}

/* What a text loses is said, once a record; composing accents loses nothing. */
static void altered_texts_are_told(void **state)
{
	static const char words[] =
		"{\"id\": \"x/esc\", \"name\": \"a\\u001b[31mred\", \"developer\": \"\\u001b\"}\n"
		"{\"id\": \"x/nul\", \"name\": \"a\\u0000b\"}\n"
		"{\"id\": \"x/bidi\", \"name\": \"a\\u202eb\"}\n"
		"{\"id\": \"x/marks\", \"name\": \"a\\u0301\\u0302\\u0303\\u0304\\u0305\"}\n"
		"{\"id\": \"x/accent\", \"name\": \"e\\u0301 \"}\n"
		"{\"id\": \"x/plain\", \"name\": \"plain\"}\n";
	static const char csv[] = "id,name,context\nx/esc,a\033[1m,8192\n";
	struct read_source source;

	(void)state;
	read_words(&source, words, sizeof(words) - 1);
	assert_int_equal(source.import.record_count, 6);
	assert_int_equal(source.import.warning_count, 4);
	assert_true(warns(source.store, ":1:1: ", "kept as a^[[31mred"));
	assert_true(warns(source.store, ":2:1: ", "kept as a^@b"));
	assert_true(warns(source.store, ":3:1: ", "kept as a<U+202E>b"));
	assert_true(warns(source.store, ":4:1: ", "accents"));
	read_done(&source);
	read_words(&source, csv, sizeof(csv) - 1);
	assert_int_equal(source.import.warning_count, 1);
	assert_true(warns(source.store, ":2:", "kept as a^[[1m"));
	read_done(&source);
}

static void long_lines_are_passed_over(void **state)
{
	struct read_source source;
	struct strbuf words;

	(void)state;
	strbuf_init(&words);
	strbuf_add_string(&words,
		"{\"id\": \"a/one\", \"tags\": []}\n{\"id\": \"a/long\", \"x\": \"");
	strbuf_add_repeated(&words, "0123456789abcdef", (17 << 20) / 16);
	strbuf_add_string(&words, "\"}\n{\"id\": \"a/three\", \"tags\": []}\n");
	char path[] =
		"long-lines-XXXXXX"; /* in the folder of the build: only a file is read in parts */
	int descriptor = mkstemp(path);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, words.bytes, words.size), words.size);
	close(descriptor);
	assert_true(read_file(&source, path));
	unlink(path);
	assert_int_equal(source.result, RESULT_OK);
	assert_int_equal(source.import.record_count, 2);
	assert_true(warns(source.store, ":2:", "16 MB"));
	strbuf_done(&words);
	read_done(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hub_lines_are_read_one_by_one),
		cmocka_unit_test(words_and_prices_of_ones_own),
		cmocka_unit_test(objects_of_hubs_are_read),
		cmocka_unit_test(implied_claims_are_claims),
		cmocka_unit_test(csv_takes_field_keys),
		cmocka_unit_test(classes_are_no_architectures),
		cmocka_unit_test(csv_takes_the_programs_own_words),
		cmocka_unit_test(csv_takes_numbers_as_programs_and_people_write_them),
		cmocka_unit_test(what_is_no_catalog_says_what_it_is),
		cmocka_unit_test(little_is_enough),
		cmocka_unit_test(altered_texts_are_told),
		cmocka_unit_test(long_lines_are_passed_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

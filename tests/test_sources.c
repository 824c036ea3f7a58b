/* SPDX-License-Identifier: MIT */
/* Readers of public catalogs on fixtures that hold their oddities, and on the files themselves, where someone has them. */
#include "tests/reading.h"

static void models_dev_limits(void **state)
{
	struct read_source source;

	(void)state;
	read_fixture(&source, "models_dev.json");
	assert_int_equal(source.import.format, SOURCE_MODELS_DEV);
	IS("sentinel-host/film-1", FIELD_CONTEXT, "");
	assert_true(warns(source.store, "sentinel-host.models.film-1", "99999999"));
	IS("sentinel-host/grok-tenfold", FIELD_CONTEXT, "");
	IS("sentinel-host/qwen-long", FIELD_CONTEXT, "10000000");
	IS("sentinel-host/zero-context", FIELD_CONTEXT, "");
	assert_false(warns(source.store, "zero-context", ""));
	IS("sentinel-host/tiny-context", FIELD_CONTEXT, "");
	OFFERS("sentinel-host/output-above", FIELD_OUTPUT_LIMIT, "");
	OFFERS("sentinel-host/output-above", FIELD_CONTEXT_SERVED, "4000");
	OFFERS("sentinel-host/input-above", FIELD_INPUT_LIMIT, "");
	OFFERS("sentinel-host/input-above", FIELD_OUTPUT_LIMIT, "128000");
	read_done(&source);
}

static void models_dev_dates(void **state)
{
	struct read_source source;

	(void)state;
	read_fixture(&source, "models_dev.json");
	IS("date-host/month-25", FIELD_RELEASED, "");
	assert_true(warns(source.store, "models_dev.json:177:4: $.date-host.models.month-25",
		"2025-25-11"));
	IS("date-host/february-31", FIELD_CUTOFF, "");
	IS("date-host/february-31", FIELD_RELEASED, "2025-01-15");
	IS("date-host/epoch", FIELD_RELEASED, "");
	IS("date-host/updated-before", FIELD_RELEASED, "2025-11-24");
	IS("date-host/late-cutoff", FIELD_CUTOFF, "");
	IS("date-host/late-cutoff", FIELD_RELEASED, "2024-04-03");
	read_done(&source);
}

static void models_dev_names(void **state)
{
	struct read_source source;

	(void)state;
	read_fixture(&source, "models_dev.json");
	assert_text(title(source.store, "name-host/tab-name"), "DeepSeek R1 Turbo");
	assert_text(title(source.store, "name-host/trailing-blank"), "GLM 4 32B");
	assert_text(title(source.store, "name-host/en-dash"), "Gemini 2.5 Flash Preview 09–2025");
	assert_text(title(source.store, "name-host/no-name"), "name-host/no-name");
	assert_text(title(source.store, "name-host/escape-name"), "Red ^[[31mAlert^G");
	assert_text(title(source.store, "name-host/bidi-name"), "Left <U+202E>right<U+200B>");
	assert_text(title(source.store, "name-host/korean-name"), "별빛 7B");
	read_done(&source);
}

static void models_dev_prices(void **state)
{
	struct read_source source;
	struct tier tiers[4];
	uint32_t row;

	(void)state;
	read_fixture(&source, "models_dev.json");
	OFFERS("price-host/cached-dearer", FIELD_PRICE_CACHED, "");
	OFFERS("price-host/cached-dearer", FIELD_PRICE_IN, "0.5");
	OFFERS("price-host/output-cheaper", FIELD_PRICE_OUT, "2");
	OFFERS("price-host/noise", FIELD_PRICE_IN, "0.05");
	OFFERS("price-host/negative", FIELD_PRICE_IN, "");
	OFFERS("price-host/negative", FIELD_PRICE_OUT, "0.4");
	OFFERS("price-host/free-of-charge", FIELD_PRICE_IN, "0");
	OFFERS("price-host/no-cost", FIELD_PRICE_IN, "");
	OFFERS("some-coding-plan/planned", FIELD_PRICE_IN, "");
	assert_true(store_find_id(source.store, TEXT("price-host/flat-tier"), &row));
	assert_int_equal(store_offer_tiers(source.store, store_offers_from(source.store, row),
				 tiers, 4),
		0);
	assert_true(store_find_id(source.store, TEXT("price-host/two-tiers"), &row));
	assert_int_equal(store_offer_tiers(source.store, store_offers_from(source.store, row),
				 tiers, 4),
		2);
	assert_int_equal(tiers[0].above, 128000);
	assert_int_equal(tiers[1].above, 256000);
	assert_true(tiers[1].price_in == 3);
	assert_true(warns(source.store, "models_dev.json:731:4", "a second time"));
	assert_int_equal(source.import.refused_count, 1);
	read_done(&source);
}

static void openrouter_reads_strings_as_prices(void **state)
{
	struct read_source source;
	struct tier tiers[4];
	uint32_t row;

	(void)state;
	read_fixture(&source, "openrouter.json");
	assert_int_equal(source.import.format, SOURCE_OPENROUTER);
	assert_int_equal(source.import.record_count, 5);
	assert_int_equal(source.import.refused_count, 3);
	OFFERS("acme/large", FIELD_PRICE_IN, "30");
	OFFERS("acme/large", FIELD_PRICE_OUT, "0.083333336");
	OFFERS("acme/large", FIELD_PRICE_CACHED, "0.0028");
	OFFERS("acme/large", FIELD_CONTEXT_SERVED, "524288");
	IS("acme/large", FIELD_CONTEXT, "1048576");
	IS("acme/large", FIELD_INPUT, "text;image;pdf");
	IS("acme/large", FIELD_ADDED, "2026-07-31");
	assert_text(title(source.store, "acme/large"), "Large");
	OFFERS("acme/large:free", FIELD_PRICE_IN, "0");
	OFFERS("acme/large:free", FIELD_OUTPUT_LIMIT, "");
	OFFERS("acme/auto", FIELD_PRICE_IN, "");
	assert_false(warns(source.store, "data[2]", ""));
	OFFERS("acme/odd-price", FIELD_PRICE_IN, "");
	assert_true(warns(source.store, "data[0]", "2098-12-31"));
	assert_true(warns(source.store, "data[5]", "whatever is newest"));
	assert_true(store_find_id(source.store, TEXT("acme/flash"), &row));
	assert_int_equal(store_offer_tiers(source.store, store_offers_from(source.store, row),
				 tiers, 4),
		2);
	assert_int_equal(tiers[0].above, 32000);
	read_done(&source);
}

/* What servers say of themselves, and nothing of when they were started or who owns the files. */
static void openai_lists_are_offers_of_the_source(void **state)
{
	struct read_source source;
	uint32_t row;

	(void)state;
	read_fixture(&source, "openai_models.json");
	assert_int_equal(source.import.format, SOURCE_OPENAI);
	assert_int_equal(source.import.record_count, 9);
	assert_int_equal(source.import.refused_count, 5);
	OFFERS("llama-3.3-70b-versatile", FIELD_PROVIDER, "openai_models");
	OFFERS("llama-3.3-70b-versatile", FIELD_CONTEXT_SERVED, "131072");
	OFFERS("llama-3.3-70b-versatile", FIELD_OUTPUT_LIMIT, "32768");
	OFFERS("llama-3.3-70b-versatile", FIELD_PRICE_IN, "");
	IS("llama-3.3-70b-versatile", FIELD_CONTEXT, "");
	IS("llama-3.3-70b-versatile", FIELD_DEVELOPER, "");
	IS("llama-3.3-70b-versatile", FIELD_RELEASED, "");
	IS("llama-3.3-70b-versatile", FIELD_ADDED, "");
	OFFERS("tiny-served", FIELD_CONTEXT_SERVED, "8192");
	IS("tiny-served", FIELD_ALIASES, "acme/Tiny-1B-Chat");
	IS("sql-lora", FIELD_ALIASES, "");
	OFFERS("sql-lora", FIELD_CONTEXT_SERVED, "");
	IS("Night-12B-it-Q8_0", FIELD_CONTEXT, "262144");
	IS("Night-12B-it-Q8_0", FIELD_PARAMS, "11907350576");
	OFFERS("Night-12B-it-Q8_0", FIELD_CONTEXT_SERVED, "");
	assert_true(store_find_id(source.store, TEXT("Day-3B"), &row));
	assert_true(store_find_id(source.store, TEXT("star:7b"), &row));
	OFFERS("medium-2508", FIELD_CONTEXT_SERVED, "131072");
	IS("medium-2508", FIELD_CAN, "tools");
	IS("medium-2508", FIELD_INPUT, "text;image");
	IS("text-only", FIELD_CAN, "");
	OFFERS("text-only", FIELD_CONTEXT_SERVED, "4096");
	assert_text(title(source.store, "text-only"), "Text Only");
	OFFERS("too-long", FIELD_CONTEXT_SERVED, "");
	OFFERS("too-long", FIELD_OUTPUT_LIMIT, "");
	assert_true(warns(source.store, "data[8]", "99999999"));
	assert_true(warns(source.store, "data[9]", "no model"));
	assert_true(warns(source.store, "data[10]", "without an id"));
	assert_true(warns(source.store, "data[12]", "expected an object"));
	assert_true(warns(source.store, "data[13]", "a second record"));
	read_done(&source);
}

static int format_of(const char *head)
{
	enum source_format format;
	struct error err;

	return source_detect(text_of(head), "list", &format, &err) == RESULT_OK ? (int)format : -1;
}

static void lists_are_told_apart(void **state)
{
	(void)state;
	/* one line is no NDJSON, and windows and prices do not make it OpenRouter's */
	assert_int_equal(
		format_of("{\"object\":\"list\",\"data\":[{\"id\":\"a\",\"object\":\"model\"}]}\n"),
		SOURCE_OPENAI);
	assert_int_equal(
		format_of(
			"{\"data\": [{\"id\": \"a\", \"owned_by\": \"deepinfra\", \"metadata\": {\"context_length\": 8192, \"pricing\": {\"input_tokens\": 0.1}}}]}"),
		SOURCE_OPENAI);
	assert_int_equal(
		format_of(
			"{\"data\": [{\"id\": \"a\", \"object\": \"model\", \"context_length\": 8192}], \"object\": \"list\"}"),
		SOURCE_OPENAI);
	assert_int_equal(
		format_of(
			"{\"models\": [{\"name\": \"a\"}], \"object\": \"list\", \"data\": [{\"id\": \"a\", \"object\": \"model\", \"owned_by\": \"llamacpp\"}]}"),
		SOURCE_OPENAI);
	assert_int_equal(format_of("{\"object\": \"list\", \"data\": []}"), SOURCE_OPENAI);
	assert_int_equal(
		format_of(
			"{\"data\": [{\"id\": \"a/b\", \"context_length\": 8192, \"pricing\": {}}]}"),
		SOURCE_OPENROUTER);
	/* other lists of such servers hold no models; a record that says "list" is none */
	assert_int_equal(
		format_of(
			"{\"object\": \"list\", \"data\": [{\"id\": \"file-1\", \"object\": \"file\"}]}\n"),
		SOURCE_NDJSON); /* one record, of no model */
	assert_int_equal(
		format_of(
			"{\"id\": \"a/b\", \"object\": \"list\"}\n{\"id\": \"a/c\", \"data\": 1}\n"),
		SOURCE_NDJSON);
}

static void litellm_reads_keys_and_units(void **state)
{
	struct read_source source;
	struct tier tiers[4];
	uint32_t row;

	(void)state;
	read_fixture(&source, "litellm.json");
	assert_int_equal(source.import.format, SOURCE_LITELLM);
	assert_false(store_find_id(source.store, TEXT("sample_spec"), &row));
	assert_false(store_find_id(source.store, TEXT("fallback_generalizations"), &row));
	assert_false(warns(source.store, "sample_spec", ""));
	OFFERS("acme-chat", FIELD_PRICE_IN, "3");
	OFFERS("acme-chat", FIELD_PRICE_OUT_BATCH, "7.5");
	OFFERS("acme-chat", FIELD_INPUT_LIMIT, "2000000");
	OFFERS("acme-chat", FIELD_CONTEXT_SERVED, "");
	OFFERS("acme-chat", FIELD_RETIRES, "2026-11-04");
	IS("acme-chat", FIELD_INPUT, "text;image");
	assert_true(store_find_id(source.store, TEXT("acme-chat"), &row));
	assert_int_equal(store_offer_tiers(source.store, store_offers_from(source.store, row),
				 tiers, 4),
		1);
	OFFERS("wandb/acme/R1", FIELD_PRICE_IN, "");
	assert_true(warns(source.store, "wandb/acme/R1", "135000"));
	OFFERS("o1-pro-like", FIELD_PRICE_IN, "150");
	OFFERS("dashscope/acme-tiers", FIELD_PRICE_IN, "1");
	OFFERS("dashscope/acme-tiers", FIELD_PROVIDER, "alibaba");
	assert_true(store_find_id(source.store, TEXT("azure/us/gpt-4o-2024-11-20"), &row));
	assert_text(store_offer_id(source.store, store_offers_from(source.store, row)),
		"us/gpt-4o-2024-11-20"); /* the host stands apart */
	OFFERS("nan-price", FIELD_PRICE_IN, "");
	OFFERS("nan-price", FIELD_PRICE_OUT, "1");
	assert_true(store_find_id(source.store, TEXT("together_ai/BAAI/bge-base"), &row));
	assert_true(store_find_id(source.store, TEXT("together_ai/baai/bge-base"), &row));
	assert_true(warns(source.store, "commitment", "left out"));
	assert_int_equal(source.import.refused_count, 3);
	read_done(&source);
}

static void genai_prices_reads_periods_and_tiers(void **state)
{
	struct read_source source;
	struct tier tiers[4];
	uint32_t row;

	(void)state;
	read_fixture(&source, "genai_prices.json");
	assert_int_equal(source.import.format, SOURCE_GENAI_PRICES);
	OFFERS("amazon-bedrock/acme.periods", FIELD_PRICE_IN, "5");
	OFFERS("amazon-bedrock/acme.periods", FIELD_PRICE_OUT, "25");
	/* of prices by the time of day, that of most hours */
	OFFERS("amazon-bedrock/acme.by-day", FIELD_PRICE_IN, "0.55");
	OFFERS("amazon-bedrock/acme.by-day", FIELD_PRICE_OUT, "2.19");
	assert_true(warns(source.store, "models[2]", "time of day"));
	OFFERS("amazon-bedrock/acme.unknown", FIELD_PRICE_IN, "");
	assert_text(title(source.store, "xai/dolphin"), "Dolphin 2.9.2 Mixtral 8x22B 🐬");
	assert_true(store_find_id(source.store, TEXT("amazon-bedrock/acme.tiers"), &row));
	assert_int_equal(store_offer_tiers(source.store, store_offers_from(source.store, row),
				 tiers, 4),
		1);
	assert_true(tiers[0].price_in == 6 && tiers[0].price_out == 22.5);
	assert_int_equal(source.import.refused_count, 2);
	read_done(&source);
}

static bool read_upstream(struct read_source *source, const char *name)
{
	const char *folder = getenv("LLMATLAS_UPSTREAM");
	char path[4096];

	if (!folder)
		return false;
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return read_file(source, path);
}

static void upstream_files(void **state)
{
	static const struct {
		const char *name;
		enum source_format format;
		uint32_t records, refused;
	} files[] = { { "models.dev/api.json", SOURCE_MODELS_DEV, 5276, 0 },
		{ "models.dev/models.json", SOURCE_MODELS_DEV_MODELS, 231, 0 },
		{ "openrouter/models.json", SOURCE_OPENROUTER, 356, 8 },
		{ "openrouter/models-2026-08-01.json", SOURCE_OPENROUTER, 326, 10 },
		{ "litellm/model_prices_and_context_window.json", SOURCE_LITELLM, 2886, 98 },
		{ "genai-prices/v2/data.json", SOURCE_GENAI_PRICES, 1466, 0 },
		{ "genai-prices/data.json", SOURCE_GENAI_PRICES, 1442, 0 },
		{ "hf/hf_models.json", SOURCE_RECORDS, 1852, 0 } };
	struct read_source source;

	(void)state;
	if (!read_upstream(&source, files[0].name)) {
		print_message("SKIP: LLMATLAS_UPSTREAM names no folder with the public catalogs\n");
		skip();
		return;
	}
	IS("qiniu-ai/kling-v2-6", FIELD_CONTEXT, "");
	IS("qiniu-ai/x-ai/grok-4.1-fast-reasoning", FIELD_CONTEXT, "");
	IS("alibaba-cn/qwen-long", FIELD_CONTEXT, "10000000");
	IS("scaleway/qwen3-embedding-8b", FIELD_RELEASED, "");
	IS("azure/claude-haiku-4-5", FIELD_CUTOFF, "");
	IS("frogbot/gpt-oss-120b", FIELD_RELEASED, "");
	OFFERS("groq/canopylabs/orpheus-v1-english", FIELD_OUTPUT_LIMIT, "");
	OFFERS("venice/openai-gpt-52", FIELD_INPUT_LIMIT, "");
	OFFERS("novita-ai/xiaomimimo/mimo-v2-flash", FIELD_PRICE_CACHED, "");
	OFFERS("helicone/mistral-nemo", FIELD_PRICE_IN, "20");
	OFFERS("amazon-bedrock/google.gemma-3-12b-it", FIELD_PRICE_IN, "0.05");
	read_done(&source);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (!read_upstream(&source, files[i].name))
			continue;
		if (source.result != RESULT_OK)
			fail_msg("%s", source.err.message);
		assert_int_equal(source.import.format, files[i].format);
		if (source.import.record_count != files[i].records ||
			source.import.refused_count != files[i].refused)
			fail_msg("%s: %u records, %u left out", files[i].name,
				source.import.record_count, source.import.refused_count);
		read_done(&source);
	}
	assert_true(read_upstream(&source, "litellm/aider-model-metadata.json"));
	assert_int_equal(source.result, RESULT_BAD_DATA);
	assert_contains(source.err.message, ":13:");
	read_done(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(models_dev_limits),
		cmocka_unit_test(models_dev_dates),
		cmocka_unit_test(models_dev_names),
		cmocka_unit_test(models_dev_prices),
		cmocka_unit_test(openrouter_reads_strings_as_prices),
		cmocka_unit_test(openai_lists_are_offers_of_the_source),
		cmocka_unit_test(lists_are_told_apart),
		cmocka_unit_test(litellm_reads_keys_and_units),
		cmocka_unit_test(genai_prices_reads_periods_and_tiers),
		cmocka_unit_test(upstream_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

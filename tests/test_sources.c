/* SPDX-License-Identifier: MIT */
/* Readers of public catalogs on fixtures that hold their oddities, and folding: what lands on which model, what is believed. */
#include "tests/unit.h"

#include "catalog/base/sink.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/fold.h"
#include "catalog/sources/source.h"
#include "catalog/store/store.h"
#include "tests/fixture.h"

#include <unistd.h>

struct read_source {
	struct source_import import;
	struct strbuf bytes;
	struct store *store;
	struct error err;
	enum result result;
};

static void finish(struct read_source *source)
{
	struct sink *sink = sink_open_strbuf(&source->bytes);

	assert_int_equal(builder_finish(source->import.builder, sink, NULL, &source->err),
		RESULT_OK);
	assert_int_equal(sink_close(sink, &source->err), RESULT_OK);
	assert_int_equal(store_open(&source->store, source->bytes.bytes, source->bytes.size,
				 "source", &source->err),
		RESULT_OK);
	assert_int_equal(store_verify(source->store, &source->err), RESULT_OK);
}

static void read_stream(struct read_source *source, struct stream *stream)
{
	*source = (struct read_source){ .import = { .stream = stream, .as_of = 20261101 } };
	strbuf_init(&source->bytes);
	source->result = source_read(&source->import, &source->err);
	if (source->result == RESULT_OK)
		finish(source);
	builder_free(source->import.builder);
	source->import.builder = NULL;
	source->import.name = TEXT_NONE;
}

static bool read_file(struct read_source *source, const char *path)
{
	struct stream *stream;
	struct error err;

	if (stream_open(&stream, path, &err) != RESULT_OK)
		return false;
	read_stream(source, stream);
	stream_close(stream);
	return true;
}

static void read_fixture(struct read_source *source, const char *name)
{
	char *path = fixture_path(name);

	assert_true(read_file(source, path));
	free(path);
	if (source->result != RESULT_OK)
		fail_msg("%s", source->err.message);
}

static void read_words(struct read_source *source, const char *words, size_t size)
{
	struct stream *stream = stream_of((struct text){ words, size }, "words");

	read_stream(source, stream);
	stream_close(stream);
}

static void done(struct read_source *source)
{
	store_close(source->store);
	strbuf_done(&source->bytes);
}

/* The value of a field as the query language writes it: "128000", "" for unknown. Prices and limits come from the row's first offer. */
static const char *value_of(const struct store *store, const char *id, enum field_id field)
{
	static char out[4][256];
	static int turn;
	struct arena arena;
	struct strbuf buf;
	uint32_t row;

	if (!store_find_id(store, text_of(id), &row))
		fail_msg("no row %s", id);
	arena_init(&arena);
	strbuf_init(&buf);
	bool is_offer = store_offer_column(store, field) &&
		store_offers_from(store, row) < store_offers_from(store, row + 1) &&
		!store_column(store, field);
	struct value value = is_offer
		? store_offer_value(store, store_offers_from(store, row), field, &arena)
		: store_value(store, row, field, &arena);
	value_print_key(&buf, field_get(field), &value);
	turn = (turn + 1) % 4;
	snprintf(out[turn], sizeof(out[turn]), "%.*s", TEXT_ARGS(strbuf_text(&buf)));
	strbuf_done(&buf);
	arena_done(&arena);
	return out[turn];
}

static const char *offer_value(const struct store *store, const char *id, enum field_id field)
{
	static char out[256];
	struct arena arena;
	struct strbuf buf;
	uint32_t row;

	assert_true(store_find_id(store, text_of(id), &row));
	arena_init(&arena);
	strbuf_init(&buf);
	struct value value = store_offer_value(store, store_offers_from(store, row), field, &arena);
	value_print_key(&buf, field_get(field), &value);
	snprintf(out, sizeof(out), "%.*s", TEXT_ARGS(strbuf_text(&buf)));
	strbuf_done(&buf);
	arena_done(&arena);
	return out;
}

static bool warns(const struct store *store, const char *place, const char *sentence)
{
	for (uint32_t i = 0; i < store_warning_count(store); i++) {
		struct text warning = store_warning(store, i);
		if (text_find(warning, text_of(place)) >= 0 &&
			text_find(warning, text_of(sentence)) >= 0)
			return true;
	}
	return false;
}

#define IS(id, field, expected) assert_string_equal(value_of(source.store, id, field), expected)
#define OFFERS(id, field, expected) \
	assert_string_equal(offer_value(source.store, id, field), expected)

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
	done(&source);
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
	done(&source);
}

static struct text title(const struct store *store, const char *id)
{
	uint32_t row;
	assert_true(store_find_id(store, text_of(id), &row));
	return store_title(store, row);
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
	done(&source);
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
	done(&source);
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
	done(&source);
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
	OFFERS("nan-price", FIELD_PRICE_IN, "");
	OFFERS("nan-price", FIELD_PRICE_OUT, "1");
	assert_true(store_find_id(source.store, TEXT("together_ai/BAAI/bge-base"), &row));
	assert_true(store_find_id(source.store, TEXT("together_ai/baai/bge-base"), &row));
	assert_true(warns(source.store, "commitment", "left out"));
	assert_int_equal(source.import.refused_count, 3);
	done(&source);
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
	OFFERS("amazon-bedrock/acme.unknown", FIELD_PRICE_IN, "");
	assert_text(title(source.store, "xai/dolphin"), "Dolphin 2.9.2 Mixtral 8x22B 🐬");
	assert_true(store_find_id(source.store, TEXT("amazon-bedrock/acme.tiers"), &row));
	assert_int_equal(store_offer_tiers(source.store, store_offers_from(source.store, row),
				 tiers, 4),
		1);
	assert_true(tiers[0].price_in == 6 && tiers[0].price_out == 22.5);
	assert_int_equal(source.import.refused_count, 2);
	done(&source);
}

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
	done(&source);
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
	done(&source);
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
	OFFERS("acme/own-model", FIELD_PRICE_IN, "");
	assert_true(warns(source.store, "models.csv:2", "0,5 is no number"));
	OFFERS("acme/own-model", FIELD_PRICE_OUT, "1.5");
	assert_true(warns(source.store, "models.csv:1", "colour"));
	assert_true(warns(source.store, "models.csv:5", "second record"));
	assert_true(warns(source.store, "models.csv:6", "without an id"));
	assert_true(warns(source.store, "models.csv:8", "telepathy"));
	done(&source);
}

static void refuses(const char *words, size_t size, const char *sentence)
{
	struct read_source source;

	read_words(&source, words, size);
	if (source.result != RESULT_BAD_DATA)
		fail_msg("read: %.60s", words);
	if (!strstr(source.err.message, sentence))
		fail_msg("%s\nexpected %s", source.err.message, sentence);
	done(&source);
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
	memset(deep, '[', sizeof(deep));
	memcpy(deep, "[{\"id\":", 7);
	refuses(deep, sizeof(deep), "64 levels");
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
	done(&source);
}

/* --- folding -------------------------------------------------------------------------------------- */

static const char base_facts[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"base\", \"date\": \"2026-10-01\",\n"
	"\"sources\": {\"card\": {\"title\": \"Card\", \"checked\": \"seen\", \"date\": \"2025-01-01\"}},\n"
	"\"developers\": [{\"id\": \"openai\", \"name\": \"OpenAI\"}, {\"id\": \"acme\", \"name\": \"Acme\", \"region\": \"KR\", \"aliases\": [\"acme-org\"]}],\n"
	"\"providers\": [{\"id\": \"openai\", \"name\": \"OpenAI\", \"kind\": \"first-party\"}],\n"
	"\"licenses\": [{\"id\": \"free\", \"name\": \"Free-1.0\", \"facts\": {\"commercial\": {\"value\": \"yes\", \"basis\": \"disclosed\", \"source\": \"card\"}}}],\n"
	"\"changes\": [{\"date\": \"2026-09-30\", \"kind\": \"new\", \"model\": \"acme/spread-nemo\"}],\n"
	"\"families\": [{\"id\": \"nemo\", \"name\": \"Nemo\", \"developer\": \"acme\", \"stems\": [\"nemo\", \"hub\"], \"facts\": {\n"
	"  \"architecture\": {\"value\": [\"moe\"], \"basis\": \"disclosed\", \"source\": \"card\"},\n"
	"  \"license\": {\"value\": \"open-source\", \"basis\": \"disclosed\", \"source\": \"card\"},\n"
	"  \"license_name\": {\"value\": \"Free-1.0\", \"basis\": \"disclosed\", \"source\": \"card\"},\n"
	"  \"alignment\": {\"value\": [\"rlhf\"], \"basis\": \"disclosed\", \"source\": \"card\"}}}],\n"
	"\"models\": [\n"
	" {\"id\": \"openai/gpt-4o-2024-11-20\", \"name\": \"GPT-4o\", \"developer\": \"openai\", \"facts\": {\n"
	"   \"context\": {\"value\": 128000, \"basis\": \"disclosed\", \"source\": \"card\"}},\n"
	"  \"offers\": [{\"provider\": \"openai\", \"id\": \"gpt-4o-2024-11-20\", \"source\": \"card\", \"as_of\": \"2025-01-01\", \"price_in\": 9, \"price_out\": 9, \"price_in_batch\": 4}]},\n"
	" {\"id\": \"openai/gpt-4o\", \"name\": \"GPT-4o\", \"developer\": \"openai\"},\n"
	" {\"id\": \"acme/spread-nemo\", \"name\": \"Spread Nemo\", \"developer\": \"acme\"}],\n"
	"\"sentences\": {\"answers at length\": \"길게 답함\", \"keeps it short\": \"짧게 답함\"}}";

struct folded {
	struct fixture base;
	struct read_source sources[3];
	struct strbuf bytes, landings;
	struct store *store;
	struct fold_counts counts;
};

static void fold(struct folded *folded, const char *const *names, size_t count,
	const struct store *overlay)
{
	const struct store *stores[3];
	struct error err;

	*folded = (struct folded){ .store = NULL };
	fixture_open_text(&folded->base, base_facts);
	strbuf_init(&folded->bytes);
	strbuf_init(&folded->landings);
	for (size_t i = 0; i < count; i++) {
		read_fixture(&folded->sources[i], names[i]);
		stores[i] = folded->sources[i].store;
	}
	const struct fold_input input = { .built_in = folded->base.store,
		.sources = stores,
		.source_count = count,
		.overlay = overlay,
		.landings = &folded->landings };
	struct builder *builder = builder_new(TEXT("all"), 20261101);
	assert_int_equal(fold_catalogs(builder, &input, &folded->counts, &err), RESULT_OK);
	struct sink *sink = sink_open_strbuf(&folded->bytes);
	assert_int_equal(builder_finish(builder, sink, NULL, &err), RESULT_OK);
	assert_int_equal(sink_close(sink, &err), RESULT_OK);
	builder_free(builder);
	assert_int_equal(store_open(&folded->store, folded->bytes.bytes, folded->bytes.size, "all",
				 &err),
		RESULT_OK);
	assert_int_equal(store_verify(folded->store, &err), RESULT_OK);
}

static void unfold(struct folded *folded, size_t count)
{
	for (size_t i = 0; i < count; i++)
		done(&folded->sources[i]);
	store_close(folded->store);
	strbuf_done(&folded->bytes);
	strbuf_done(&folded->landings);
	fixture_close(&folded->base);
}

static bool landed(const struct folded *folded, const char *line)
{
	return text_find(strbuf_text(&folded->landings), text_of(line)) >= 0;
}

static void offers_land_on_their_models(void **state)
{
	struct folded folded;
	uint32_t row;

	(void)state;
	fold(&folded, (const char *const[]){ "models_dev.json" }, 1, NULL);
	const struct store *store = folded.store;
	/* dated versions stay apart */
	assert_true(landed(&folded,
		"models.dev\topenai/gpt-4o-2024-11-20\topenai/gpt-4o-2024-11-20\n"));
	assert_true(landed(&folded, "openai/gpt-4o-2024-05-13\tnew "));
	assert_true(
		landed(&folded, "other-host/openai/gpt-4o-2024-11-20\topenai/gpt-4o-2024-11-20\n"));
	assert_true(landed(&folded, "spread-c/acme/spread-nemo:free\tacme/spread-nemo\n"));
	/* a name that says more than the id is believed */
	assert_true(landed(&folded, "name-host/gpt-4o\topenai/gpt-4o-2024-11-20\n"));
	/* what follows from its license and the change list still holds in the merged catalog */
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_COMMERCIAL), "yes");
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_ADDED), "2026-09-30");
	assert_int_equal(store_change_count(store), 1);
	/* one name, two ids: two models */
	assert_true(store_find_id(store, TEXT("name-host/twin-a"), &row));
	assert_true(store_find_id(store, TEXT("name-host/twin-b"), &row));
	/* the newest price counts, the batch price that only the older one has stays */
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_PRICE_IN), "2.5");
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_OFFERS), "3");
	/* a host's word about its offer is no word about the model, but an offer on its way out is no sign that the model is active */
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_STATUS), "active");
	assert_true(store_find_id(store, TEXT("openai/gpt-4o-2024-11-20"), &row));
	assert_true(store_is_inferred(store, row, FIELD_STATUS));
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-05-13", FIELD_STATUS), "");
	assert_string_equal(offer_value(store, "openai/gpt-4o-2024-05-13", FIELD_STATUS),
		"deprecated");
	unfold(&folded, 1);
}

static void families_and_votes_decide(void **state)
{
	struct folded folded;
	struct arena arena;
	size_t count;
	uint32_t row;

	(void)state;
	fold(&folded, (const char *const[]){ "models_dev.json", "hub.ndjson" }, 2, NULL);
	const struct store *store = folded.store;
	/* a 1,000-fold spread of prices: the cheapest stands for the model, all are kept */
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_OFFERS), "3");
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_PRICE_IN), "0.02");
	/* the family's license beats the flag of a row; its architecture is there */
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_LICENSE), "open-source");
	assert_string_equal(value_of(store, "acme/spread-nemo", FIELD_ARCHITECTURE), "moe");
	/* hosts that contradict each other on a lasting fact: kept as claims */
	assert_true(store_find_id(store, TEXT("acme/spread-nemo"), &row));
	arena_init(&arena);
	store_claims(store, row, FIELD_CUTOFF, &arena, &count);
	assert_int_equal(count, 2);
	assert_true(store_has_conflict(store, row, FIELD_CUTOFF));
	arena_done(&arena);
	/* whose developer's own hub it is, it has the family; of others, not what their makers did to it */
	assert_string_equal(value_of(store, "acme-org/Hub-7B", FIELD_ALIGNMENT), "rlhf");
	assert_string_equal(value_of(store, "acme-org/Hub-7B", FIELD_DEVELOPER_REGION), "KR");
	/* ids that differ in case only are one */
	assert_string_equal(value_of(store, "microsoft/Phi-3-mini-4k-instruct", FIELD_DOWNLOADS),
		"7");
	unfold(&folded, 2);
}

static void the_same_offer_in_two_catalogs_is_one(void **state)
{
	struct folded folded;

	(void)state;
	fold(&folded, (const char *const[]){ "openrouter.json", "litellm.json" }, 2, NULL);
	const struct store *store = folded.store;
	/* "acme/large" and ":free" are two offers of one model; keys equal but for case are one offer */
	assert_string_equal(value_of(store, "acme/large", FIELD_OFFERS), "2");
	assert_string_equal(value_of(store, "baai/bge-base", FIELD_OFFERS), "1");
	/* two names of one model at one host, at one price: one offer */
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_OFFERS), "2");
	unfold(&folded, 2);
}

static void an_overlay_wins(void **state)
{
	struct folded folded;
	struct fixture overlay;

	(void)state;
	fixture_open_text(&overlay,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"yours\", \"date\": \"2026-01-01\",\n"
		"\"sources\": {\"mine\": {\"title\": \"Contract\", \"checked\": \"seen\"}},\n"
		"\"developers\": [{\"id\": \"openai\", \"name\": \"OpenAI\"}, {\"id\": \"us\", \"name\": \"Us\"}],\n"
		"\"providers\": [{\"id\": \"openai\", \"name\": \"OpenAI\", \"kind\": \"first-party\"}],\n"
		"\"models\": [{\"id\": \"openai/gpt-4o-2024-11-20\", \"name\": \"GPT-4o\", \"developer\": \"openai\",\n"
		" \"facts\": {\"context\": {\"value\": 64000, \"basis\": \"reported\", \"by\": \"us\", \"source\": \"mine\"}},\n"
		" \"offers\": [{\"provider\": \"openai\", \"id\": \"gpt-4o-2024-11-20\", \"source\": \"mine\", \"as_of\": \"2024-12-01\", \"price_in\": 1, \"price_out\": 2}]},\n"
		" {\"id\": \"us/house-nemo\", \"name\": \"House Nemo\", \"developer\": \"us\"}]}");
	fold(&folded, (const char *const[]){ "models_dev.json" }, 1, overlay.store);
	const struct store *store = folded.store;
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_CONTEXT), "64000");
	assert_string_equal(value_of(store, "openai/gpt-4o-2024-11-20", FIELD_PRICE_IN), "1");
	assert_string_equal(value_of(store, "us/house-nemo", FIELD_ARCHITECTURE), "moe");
	unfold(&folded, 1);
	fixture_close(&overlay);
}

/* Merged while the program spoke Korean: what is kept is what the facts say, whoever reads it later. */
static void a_merged_catalog_speaks_every_language(void **state)
{
	struct folded folded;
	struct fixture overlay;
	struct text wording = TEXT_NONE, own = TEXT_NONE;

	(void)state;
	fixture_open_text(&overlay,
		"{\"schema\": \"llmatlas-facts/1\", \"name\": \"yours\", \"date\": \"2026-01-01\",\n"
		"\"sources\": {\"mine\": {\"title\": \"Contract\", \"checked\": \"seen\"}},\n"
		"\"developers\": [{\"id\": \"us\", \"name\": \"Us\"}],\n"
		"\"models\": [{\"id\": \"us/house\", \"name\": \"House\", \"developer\": \"us\", \"facts\": {\n"
		" \"conditions\": {\"value\": [\"revenue-cap\"], \"basis\": \"disclosed\", \"source\": \"mine\"}}}],\n"
		"\"sentences\": {\"only for us\": \"우리만\", \"answers at length\": \"우리말로 길게\"}}");
	message_use(LANGUAGE_KO, NULL, 0);
	fold(&folded, (const char *const[]){ "models_dev.json" }, 1, overlay.store);
	message_use(LANGUAGE_EN, NULL, 0);
	uint32_t code = store_term_find(folded.store, FIELD_CONDITIONS, TEXT("revenue-cap"));
	assert_text(store_term_title(folded.store, FIELD_CONDITIONS, code), "revenue cap");
	const struct field *field = field_get(FIELD_TENDS_TO);
	wording = store_wording(folded.store, field, TEXT("keeps it short"), LANGUAGE_KO);
	assert_text(wording, "짧게 답함");
	own = store_wording(folded.store, field, TEXT("answers at length"), LANGUAGE_KO);
	assert_text(own, "우리말로 길게"); /* a person's own goes before */
	assert_text(store_wording(folded.store, field, TEXT("keeps it short"), LANGUAGE_EN),
		"keeps it short");
	unfold(&folded, 1);
	fixture_close(&overlay);
}

/* --- the files themselves, where someone has them ------------------------------------------------- */

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
	done(&source);
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
		done(&source);
	}
	assert_true(read_upstream(&source, "litellm/aider-model-metadata.json"));
	assert_int_equal(source.result, RESULT_BAD_DATA);
	assert_contains(source.err.message, ":13:");
	done(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(models_dev_limits),
		cmocka_unit_test(models_dev_dates),
		cmocka_unit_test(models_dev_names),
		cmocka_unit_test(models_dev_prices),
		cmocka_unit_test(openrouter_reads_strings_as_prices),
		cmocka_unit_test(litellm_reads_keys_and_units),
		cmocka_unit_test(genai_prices_reads_periods_and_tiers),
		cmocka_unit_test(hub_lines_are_read_one_by_one),
		cmocka_unit_test(implied_claims_are_claims),
		cmocka_unit_test(csv_takes_field_keys),
		cmocka_unit_test(what_is_no_catalog_says_what_it_is),
		cmocka_unit_test(long_lines_are_passed_over),
		cmocka_unit_test(offers_land_on_their_models),
		cmocka_unit_test(families_and_votes_decide),
		cmocka_unit_test(the_same_offer_in_two_catalogs_is_one),
		cmocka_unit_test(an_overlay_wins),
		cmocka_unit_test(a_merged_catalog_speaks_every_language),
		cmocka_unit_test(upstream_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

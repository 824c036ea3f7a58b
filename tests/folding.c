/* SPDX-License-Identifier: MIT */
#include "tests/folding.h"

#include "catalog/base/sink.h"

static const char base_facts[] =
	"{\"schema\": \"llmatlas-facts/1\", \"name\": \"base\", \"date\": \"2026-10-01\",\n"
	"\"sources\": {\"card\": {\"title\": \"Card\", \"checked\": \"seen\", \"date\": \"2025-01-01\"}},\n"
	"\"developers\": [{\"id\": \"openai\", \"name\": \"OpenAI\"}, {\"id\": \"acme\", \"name\": \"Acme\", \"region\": \"KR\", \"aliases\": [\"acme-org\"]}],\n"
	"\"providers\": [{\"id\": \"openai\", \"name\": \"OpenAI\", \"kind\": \"first-party\"}, {\"id\": \"cloud\", \"name\": \"Cloud\"}, {\"id\": \"router\", \"name\": \"Router\"}],\n"
	"\"licenses\": [{\"id\": \"free\", \"name\": \"Free-1.0\", \"aliases\": [\"free1\"], \"facts\": {\n"
	"  \"license\": {\"value\": \"open-weight\", \"basis\": \"inferred\", \"source\": \"card\", \"detail\": \"for weights\"},\n"
	"  \"commercial\": {\"value\": \"yes\", \"basis\": \"disclosed\", \"source\": \"card\"}}}],\n"
	"\"changes\": [{\"date\": \"2026-09-30\", \"kind\": \"new\", \"model\": \"acme/spread-nemo\"}],\n"
	"\"families\": [{\"id\": \"nemo\", \"name\": \"Nemo\", \"developer\": \"acme\", \"stems\": [\"nemo\", \"hub\"], \"facts\": {\n"
	"  \"architecture\": {\"value\": [\"moe\"], \"basis\": \"disclosed\", \"source\": \"card\"},\n"
	"  \"license\": {\"value\": \"open-source\", \"basis\": \"disclosed\", \"source\": \"card\"},\n"
	"  \"license_name\": {\"value\": \"Free-1.0\", \"basis\": \"disclosed\", \"source\": \"card\"},\n"
	"  \"context\": {\"value\": 16000, \"basis\": \"disclosed\", \"source\": \"card\"},\n"
	"  \"input\": {\"value\": [\"text\", \"image\"], \"basis\": \"disclosed\", \"source\": \"card\"},\n"
	"  \"alignment\": {\"value\": [\"rlhf\"], \"basis\": \"disclosed\", \"source\": \"card\"}}}],\n"
	"\"models\": [\n"
	" {\"id\": \"openai/gpt-4o-2024-11-20\", \"name\": \"GPT-4o\", \"developer\": \"openai\", \"facts\": {\n"
	"   \"context\": {\"value\": 128000, \"basis\": \"disclosed\", \"source\": \"card\"}},\n"
	"  \"offers\": [{\"provider\": \"openai\", \"id\": \"gpt-4o-2024-11-20\", \"source\": \"card\", \"as_of\": \"2025-01-01\", \"price_in\": 9, \"price_out\": 9, \"price_in_batch\": 4}]},\n"
	" {\"id\": \"openai/gpt-4o\", \"name\": \"GPT-4o\", \"developer\": \"openai\"},\n"
	" {\"id\": \"acme/spread-nemo\", \"name\": \"Spread Nemo\", \"developer\": \"acme\"},\n"
	" {\"id\": \"acme/wide-2\", \"name\": \"Wide 2\", \"developer\": \"acme\"},\n"
	" {\"id\": \"acme/wide-2.5\", \"name\": \"Wide 2.5\", \"developer\": \"acme\"},\n"
	" {\"id\": \"acme/wide\", \"name\": \"Wide\", \"developer\": \"acme\", \"offers\": [\n"
	"  {\"provider\": \"cloud\", \"id\": \"eu.wide\", \"source\": \"card\", \"as_of\": \"2025-01-01\", \"price_in\": 11, \"price_out\": 55},\n"
	"  {\"provider\": \"cloud\", \"id\": \"global.wide\", \"source\": \"card\", \"as_of\": \"2025-01-01\", \"price_in\": 10, \"price_out\": 50},\n"
	"  {\"provider\": \"router\", \"id\": \"acme/wide\", \"source\": \"card\", \"as_of\": \"2025-01-01\", \"price_in\": 9, \"price_out\": 9}]}],\n"
	"\"sentences\": {\"answers at length\": \"길게 답함\", \"keeps it short\": \"짧게 답함\"}}";

void fold(struct folded *folded, const char *const *names, size_t count,
	const struct store *overlay)
{
	const struct store *stores[3];
	struct error err;

	*folded = (struct folded){ .store = NULL };
	fixture_open_text(&folded->base, base_facts);
	strbuf_init(&folded->bytes);
	strbuf_init(&folded->landings);
	for (size_t i = 0; i < count; i++) {
		if (names[i][0] == '{')
			read_words(&folded->sources[i], names[i], strlen(names[i]));
		else
			read_fixture(&folded->sources[i], names[i]);
		assert_int_equal(folded->sources[i].result, RESULT_OK);
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

void unfold(struct folded *folded, size_t count)
{
	for (size_t i = 0; i < count; i++)
		read_done(&folded->sources[i]);
	store_close(folded->store);
	strbuf_done(&folded->bytes);
	strbuf_done(&folded->landings);
	fixture_close(&folded->base);
}

bool landed(const struct folded *folded, const char *line)
{
	return text_find(strbuf_text(&folded->landings), text_of(line)) >= 0;
}

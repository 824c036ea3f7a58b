/* SPDX-License-Identifier: MIT */
/* LiteLLM's price map: an object keyed by "model" or "provider/model". Prices are USD per token; tiers hide in the names of keys
 * (input_cost_per_token_above_200k_tokens) or in `tiered_pricing`. `max_tokens` repeats one of the two limits and is not read. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>
#include <stdio.h>

static double per_million(struct source_reader *reader, uint32_t entry, const char *key)
{
	return source_member_number(reader, entry, key) * 1e6;
}

static void read_key_tiers(struct source_reader *reader, uint32_t entry)
{
	static const int steps[] = { 32, 128, 200, 256, 272, 512 };

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		struct prices prices = source_no_prices();
		char key[96];
		snprintf(key, sizeof(key), "input_cost_per_token_above_%dk_tokens", steps[i]);
		prices.in = per_million(reader, entry, key);
		snprintf(key, sizeof(key), "output_cost_per_token_above_%dk_tokens", steps[i]);
		prices.out = per_million(reader, entry, key);
		snprintf(key, sizeof(key), "cache_read_input_token_cost_above_%dk_tokens",
			steps[i]);
		prices.cached = per_million(reader, entry, key);
		if (!isnan(prices.in) || !isnan(prices.out))
			source_add_tier(reader, steps[i] * 1000.0, &prices);
	}
}

/* [{"range": [0, 32000], ...}, {"range": [32000, 128000], ...}]: the first is the base. */
static void read_listed_tiers(struct source_reader *reader, uint32_t entry, struct prices *base)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t list = json_token_member(tokens, entry, "tiered_pricing");

	for (uint32_t tier = json_token_first(tokens, list); tier != JSON_NO_TOKEN;
		tier = json_token_next(tokens, list, tier)) {
		uint32_t range = json_token_member(tokens, tier, "range");
		double from = json_token_number(tokens, json_token_first(tokens, range));
		struct prices prices = source_no_prices();
		prices.in = per_million(reader, tier, "input_cost_per_token");
		prices.out = per_million(reader, tier, "output_cost_per_token");
		prices.cached = per_million(reader, tier, "cache_read_input_token_cost");
		if (from == 0 && isnan(base->in) && isnan(base->out))
			*base = prices;
		else if (from > 0)
			source_add_tier(reader, from, &prices);
	}
}

/* Where there is nothing that is free for the token a zero is no price: clouds whose price LiteLLM does not have, machines that are paid by the hour or are
 * one's own, routers that cost what the model costs that they choose, pictures that are paid for one by one. */
static bool is_gap(struct source_reader *reader, uint32_t entry, struct text id, struct text word)
{
	static const char *const paid[] = { "bedrock", "sagemaker", "volcengine", "gigachat",
		"fireworks_ai", "ollama", "lemonade" };
	static const char router[] = "openrouter/openrouter/";

	for (size_t i = 0; i < sizeof(paid) / sizeof(paid[0]); i++)
		if (text_starts_with(word, text_of(paid[i])))
			return true;
	if (text_starts_with(id, text_of(router)) && !text_ends_with(id, TEXT("/free")))
		return true;
	return source_member_number(reader, entry, "output_cost_per_image") > 0;
}

static void read_prices(struct source_reader *reader, uint32_t entry, struct text id,
	struct text word)
{
	struct prices prices = source_no_prices();

	prices.in = per_million(reader, entry, "input_cost_per_token");
	prices.out = per_million(reader, entry, "output_cost_per_token");
	prices.cached = per_million(reader, entry, "cache_read_input_token_cost");
	prices.write = per_million(reader, entry, "cache_creation_input_token_cost");
	prices.in_batch = per_million(reader, entry, "input_cost_per_token_batches");
	prices.out_batch = per_million(reader, entry, "output_cost_per_token_batches");
	if (isnan(prices.in) && isnan(prices.out))
		read_listed_tiers(reader, entry, &prices);
	source_check_prices(reader, &prices);
	if (prices.in == 0 && prices.out == 0 && is_gap(reader, entry, id, word))
		prices = source_no_prices();
	source_claim_prices(reader, &prices);
	read_key_tiers(reader, entry);
	read_listed_tiers(reader, entry, &prices);
}

/* What it calls the most input tokens is the window for most models and less for some (272k of 400k): the offer has it as its limit of input. */
static void read_limits(struct source_reader *reader, uint32_t entry)
{
	struct limits limits = { source_member_number(reader, entry, "max_input_tokens"),
		(double)NAN, source_member_number(reader, entry, "max_output_tokens") };

	source_check_limits(reader, &limits);
	source_claim_number(reader, false, FIELD_CONTEXT, limits.context);
	source_claim_number(reader, true, FIELD_INPUT_LIMIT, limits.context);
	source_claim_number(reader, true, FIELD_OUTPUT_LIMIT, limits.output);
}

/* What an entry is for; false: no language model (moderation, search, OCR ...). */
static bool read_mode(struct source_reader *reader, uint32_t entry)
{
	static const struct {
		const char *mode, *output;
	} modes[] = { { "chat", "text" }, { "responses", "text" }, { "completion", "text" },
		{ "embedding", "embedding" }, { "image_generation", "image" },
		{ "image_edit", "image" }, { "video_generation", "video" },
		{ "audio_speech", "audio" }, { "audio_transcription", "text" },
		{ "realtime", "audio" } };
	uint32_t mode = json_token_member(&reader->tokens, entry, "mode");

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		if (!json_token_says(&reader->tokens, mode, modes[i].mode))
			continue;
		source_claim_mask(reader, FIELD_OUTPUT,
			source_member(FIELD_OUTPUT, modes[i].output));
		return true;
	}
	return false;
}

static void read_abilities(struct source_reader *reader, uint32_t entry)
{
	uint64_t can = 0, input = source_member(FIELD_INPUT, "text");

	if (source_member_true(reader, entry, "supports_reasoning"))
		can |= source_member(FIELD_CAN, "reasoning");
	if (source_member_true(reader, entry, "supports_function_calling"))
		can |= source_member(FIELD_CAN, "tools");
	if (source_member_true(reader, entry, "supports_response_schema"))
		can |= source_member(FIELD_CAN, "structured-output");
	if (source_member_true(reader, entry, "supports_prompt_caching"))
		can |= source_member(FIELD_CAN, "caching");
	source_claim_mask(reader, FIELD_CAN, can);
	if (source_member_true(reader, entry, "supports_vision"))
		input |= source_member(FIELD_INPUT, "image");
	if (source_member_true(reader, entry, "supports_audio_input"))
		input |= source_member(FIELD_INPUT, "audio");
	if (source_member_true(reader, entry, "supports_video_input"))
		input |= source_member(FIELD_INPUT, "video");
	if (source_member_true(reader, entry, "supports_pdf_input"))
		input |= source_member(FIELD_INPUT, "pdf");
	if (input != source_member(FIELD_INPUT, "text"))
		source_claim_mask(reader, FIELD_INPUT, input);
}

/* "gpt-oss-120b" of "cerebras/gpt-oss-120b": LiteLLM puts the host before the host's own name of the model, and that is nobody who made it. */
static struct text own_id(struct text id, struct text provider, struct text word)
{
	ptrdiff_t slash = text_find(id, TEXT("/"));
	struct text first = slash > 0 ? text_slice(id, 0, (size_t)slash) : TEXT_NONE;
	bool is_host = first.size > 0 && first.size + 1 < id.size &&
		(text_equal(first, word) || text_equal(source_provider_id(first), provider));

	return is_host ? text_slice(id, first.size + 1, id.size) : id;
}

static void read_entry(struct source_reader *reader, uint32_t key)
{
	uint32_t entry = key + 1;
	const struct json_tokens *tokens = &reader->tokens;

	source_begin(reader, key);
	struct text id = source_text(reader, key);
	if (text_equal(id, TEXT("sample_spec")) || text_equal(id, TEXT("fallback_generalizations")))
		return; /* prose and rules */
	if (!json_token_is(tokens, entry, JSON_OBJECT)) {
		source_refuse(reader, "%s", _("expected an object; left out"));
		return;
	}
	struct text word = source_member_text(reader, entry, "litellm_provider"),
		    provider = source_provider_id(word);
	if (provider.size == 0 || text_find(id, TEXT("-commitment/")) >= 0 ||
		!read_mode(reader, entry)) {
		source_refuse(reader,
			_("%.*s is no language model that is served by the token; left out"),
			TEXT_ARGS(id));
		return;
	}
	read_limits(reader, entry);
	read_prices(reader, entry, id, word);
	read_abilities(reader, entry);
	source_claim_date(reader, true, FIELD_RETIRES,
		source_member_text(reader, entry, "deprecation_date"));
	source_emit(reader, id, TEXT_NONE, provider, own_id(id, provider, word), NULL, 0);
}

enum result source_read_litellm(struct source_reader *reader)
{
	for (uint32_t key = json_token_first(&reader->tokens, 0); key != JSON_NO_TOKEN;
		key = json_token_next(&reader->tokens, 0, key)) {
		if (!source_goes_on(reader, key, reader->tokens.count))
			return RESULT_INTERRUPTED;
		read_entry(reader, key);
	}
	return RESULT_OK;
}

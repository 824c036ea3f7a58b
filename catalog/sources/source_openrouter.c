/* SPDX-License-Identifier: MIT */
/* OpenRouter's list of models. Prices are decimal strings, USD per token; "-1" means that they vary, "0" free. Names carry
 * "Developer: " in front. An id that begins with "~" is an alias of whatever is newest. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* USD per 1M tokens; no multiplication by a float: "0.0000000028" times a million is 0.0028 to the last bit. */
static double price_of(struct source_reader *reader, uint32_t pricing, const char *key)
{
	uint32_t token = json_token_member(&reader->tokens, pricing, key);
	struct text word = json_token_string(&reader->tokens, token, &reader->arena);
	char digits[80], *end;

	if (json_token_is(&reader->tokens, token, JSON_NUMBER))
		return source_number(reader, token, text_of(key)) * 1e6;
	if (word.size == 0 || word.size > 64)
		return (double)NAN;
	memcpy(digits, word.bytes, word.size);
	strcpy(digits + word.size, memchr(word.bytes, 'e', word.size) ? "" : "e6");
	double price = strtod(digits, &end);
	if (*end != '\0' || !isfinite(price)) {
		source_warn(reader, _("%s: %.*s is no price; left unknown"), key, TEXT_ARGS(word));
		return (double)NAN;
	}
	return memchr(word.bytes, 'e', word.size) ? price * 1e6 : price;
}

static struct prices read_pricing(struct source_reader *reader, uint32_t pricing)
{
	struct prices prices = source_no_prices();

	prices.in = price_of(reader, pricing, "prompt");
	prices.out = price_of(reader, pricing, "completion");
	prices.cached = price_of(reader, pricing, "input_cache_read");
	prices.write = price_of(reader, pricing, "input_cache_write");
	return prices;
}

static void read_prices(struct source_reader *reader, uint32_t model)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t pricing = json_token_member(tokens, model, "pricing");
	uint32_t tiers = json_token_member(tokens, pricing, "overrides");
	struct prices prices = read_pricing(reader, pricing);

	source_check_prices(reader, &prices);
	source_claim_prices(reader, &prices);
	for (uint32_t tier = json_token_first(tokens, tiers); tier != JSON_NO_TOKEN;
		tier = json_token_next(tokens, tiers, tier)) {
		struct prices dearer = read_pricing(reader, tier);
		source_add_tier(reader, source_member_number(reader, tier, "min_prompt_tokens"),
			&dearer);
	}
}

static bool lists(struct source_reader *reader, uint32_t list, const char *word)
{
	for (uint32_t item = json_token_first(&reader->tokens, list); item != JSON_NO_TOKEN;
		item = json_token_next(&reader->tokens, list, item))
		if (json_token_says(&reader->tokens, item, word))
			return true;
	return false;
}

static void read_abilities(struct source_reader *reader, uint32_t model)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t parameters = json_token_member(tokens, model, "supported_parameters");
	uint32_t architecture = json_token_member(tokens, model, "architecture");
	uint64_t can = 0;

	source_claim_mask(reader, FIELD_INPUT,
		source_modalities(reader,
			json_token_member(tokens, architecture, "input_modalities"), FIELD_INPUT));
	source_claim_mask(reader, FIELD_OUTPUT,
		source_modalities(reader,
			json_token_member(tokens, architecture, "output_modalities"),
			FIELD_OUTPUT));
	if (lists(reader, parameters, "reasoning"))
		can |= source_member(FIELD_CAN, "reasoning");
	if (lists(reader, parameters, "tools"))
		can |= source_member(FIELD_CAN, "tools");
	if (lists(reader, parameters, "structured_outputs"))
		can |= source_member(FIELD_CAN, "structured-output");
	source_claim_mask(reader, FIELD_CAN, can);
}

/* The day on which OpenRouter took the model in: no release, and it says so. */
static void read_dates(struct source_reader *reader, uint32_t model)
{
	double created = source_member_number(reader, model, "created");

	if (created > 0 && created < 4e9) {
		struct value day = { .state = VALUE_KNOWN,
			.is.date = date_of_day_number((long)(created / 86400)) };
		source_claim(reader, false, FIELD_ADDED, day);
	}
	source_claim_date(reader, false, FIELD_CUTOFF,
		source_member_text(reader, model, "knowledge_cutoff"));
	source_claim_date(reader, true, FIELD_RETIRES,
		source_member_text(reader, model, "expiration_date"));
}

static void read_limits(struct source_reader *reader, uint32_t model)
{
	uint32_t top = json_token_member(&reader->tokens, model, "top_provider");
	struct limits limits = { source_member_number(reader, model, "context_length"), (double)NAN,
		source_member_number(reader, top, "max_completion_tokens") };
	struct limits served = { source_member_number(reader, top, "context_length"), (double)NAN,
		(double)NAN };

	source_check_limits(reader, &limits);
	source_check_limits(reader, &served);
	source_claim_number(reader, false, FIELD_CONTEXT, limits.context);
	source_claim_number(reader, true, FIELD_CONTEXT_SERVED,
		isnan(served.context) ? limits.context : served.context);
	source_claim_number(reader, true, FIELD_OUTPUT_LIMIT, limits.output);
}

static void read_one(struct source_reader *reader, uint32_t model)
{
	source_begin(reader, model);
	if (!json_token_is(&reader->tokens, model, JSON_OBJECT)) {
		source_refuse(reader, "%s", _("expected an object; left out"));
		return;
	}
	struct text id = source_member_text(reader, model, "id"),
		    name = source_member_text(reader, model, "name"),
		    weights = source_member_text(reader, model, "hugging_face_id");
	if (text_starts_with(id, TEXT("~"))) {
		source_refuse(reader, _("%.*s is another name of whatever is newest; left out"),
			TEXT_ARGS(id));
		return;
	}
	if (id.size > 0 && name.size == 0)
		source_warn(reader, "%s", _("the name is missing: the id stands for it"));
	read_dates(reader, model);
	read_limits(reader, model);
	read_prices(reader, model);
	read_abilities(reader, model);
	source_emit(reader, id, source_plain_name(name), TEXT("openrouter"), id, &weights,
		weights.size > 0);
}

enum result source_read_openrouter(struct source_reader *reader)
{
	return source_each(reader, json_token_member(&reader->tokens, 0, "data"), read_one);
}

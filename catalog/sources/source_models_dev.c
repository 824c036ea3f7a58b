/* SPDX-License-Identifier: MIT */
/* models.dev: api.json is an object of providers, each with its models; models.json one of base models. Prices are USD per 1M
 * tokens; a price that is absent is unknown, 0 is free. `context_over_200k` repeats a tier and is not read. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>

/* What api.json and models.json say alike. */
static void read_model_facts(struct source_reader *reader, uint32_t model)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t modalities = json_token_member(tokens, model, "modalities"),
		 open = json_token_member(tokens, model, "open_weights");
	uint64_t can = 0;

	source_claim_date(reader, false, FIELD_RELEASED,
		source_member_text(reader, model, "release_date"));
	source_claim_date(reader, false, FIELD_CUTOFF,
		source_member_text(reader, model, "knowledge"));
	source_check_cutoff(reader);
	source_claim_mask(reader, FIELD_INPUT,
		source_modalities(reader, json_token_member(tokens, modalities, "input"),
			FIELD_INPUT));
	source_claim_mask(reader, FIELD_OUTPUT,
		source_modalities(reader, json_token_member(tokens, modalities, "output"),
			FIELD_OUTPUT));
	if (source_member_true(reader, model, "reasoning"))
		can |= source_member(FIELD_CAN, "reasoning");
	if (source_member_true(reader, model, "tool_call"))
		can |= source_member(FIELD_CAN, "tools");
	if (source_member_true(reader, model, "structured_output"))
		can |= source_member(FIELD_CAN, "structured-output");
	if (json_token_is(tokens,
		    json_token_member(tokens, json_token_member(tokens, model, "cost"),
			    "cache_read"),
		    JSON_NUMBER))
		can |= source_member(FIELD_CAN, "caching");
	source_claim_mask(reader, FIELD_CAN, can);
	if (json_token_is(tokens, open, JSON_TRUE) || json_token_is(tokens, open, JSON_FALSE)) {
		const char *license = json_token_is(tokens, open, JSON_TRUE) ? "open-weight"
									     : "closed-api";
		struct value value = { .state = VALUE_KNOWN,
			.is.choice = (uint32_t)field_member_find(field_get(FIELD_LICENSE),
				text_of(license)) };
		source_claim(reader, false, FIELD_LICENSE, value);
	}
}

static struct limits read_limits(struct source_reader *reader, uint32_t model)
{
	uint32_t limit = json_token_member(&reader->tokens, model, "limit");
	struct limits limits = { source_member_number(reader, limit, "context"),
		source_member_number(reader, limit, "input"),
		source_member_number(reader, limit, "output") };

	source_check_limits(reader, &limits);
	source_claim_number(reader, false, FIELD_CONTEXT, limits.context);
	return limits;
}

static struct prices read_cost(struct source_reader *reader, uint32_t cost)
{
	struct prices prices = source_no_prices();

	prices.in = source_member_number(reader, cost, "input");
	prices.out = source_member_number(reader, cost, "output");
	prices.cached = source_member_number(reader, cost, "cache_read");
	prices.write = source_member_number(reader, cost, "cache_write");
	return prices;
}

/* Subscriptions write 0 for what the monthly fee covers: that is no price of a token. */
static bool is_subscription(struct text provider)
{
	return text_find(provider, TEXT("-plan")) >= 0 ||
		text_equal(provider, TEXT("github-copilot")) ||
		text_equal(provider, TEXT("gitlab")) ||
		text_equal(provider, TEXT("kimi-for-coding")) ||
		text_equal(provider, TEXT("opencode-go"));
}

static void read_prices(struct source_reader *reader, uint32_t model, struct text provider)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t cost = json_token_member(tokens, model, "cost");
	uint32_t tiers = json_token_member(tokens, cost, "tiers");
	struct prices prices = read_cost(reader, cost);

	source_check_prices(reader, &prices);
	if (is_subscription(provider) && prices.in == 0 && prices.out == 0)
		prices = source_no_prices();
	source_claim_prices(reader, &prices);
	for (uint32_t tier = json_token_first(tokens, tiers); tier != JSON_NO_TOKEN;
		tier = json_token_next(tokens, tiers, tier)) {
		uint32_t which = json_token_member(tokens, tier, "tier");
		struct prices dearer = read_cost(reader, tier);
		if (json_token_says(tokens, json_token_member(tokens, which, "type"), "context"))
			source_add_tier(reader, source_member_number(reader, which, "size"),
				&dearer);
	}
}

/* A status is the provider's word about its offer; the developer's own one is about the model (fold). */
static void read_status(struct source_reader *reader, uint32_t model)
{
	int member = field_member_find(field_get(FIELD_STATUS),
		source_member_text(reader, model, "status"));

	if (member >= 0)
		source_claim(reader, true, FIELD_STATUS,
			(struct value){ .state = VALUE_KNOWN, .is.choice = (uint32_t)member });
}

static void read_offer(struct source_reader *reader, struct text provider, uint32_t key)
{
	uint32_t model = key + 1;

	source_begin(reader, key);
	if (!json_token_is(&reader->tokens, model, JSON_OBJECT)) {
		source_refuse(reader, "%s", _("expected an object; left out"));
		return;
	}
	struct text id = source_text(reader, key), name = source_member_text(reader, model, "name");
	if (name.size == 0)
		source_warn(reader, "%s", _("the name is missing: the id stands for it"));
	read_model_facts(reader, model);
	struct limits limits = read_limits(reader, model);
	source_claim_number(reader, true, FIELD_CONTEXT_SERVED, limits.context);
	source_claim_number(reader, true, FIELD_INPUT_LIMIT, limits.input);
	source_claim_number(reader, true, FIELD_OUTPUT_LIMIT, limits.output);
	read_prices(reader, model, provider);
	read_status(reader, model);
	if (id.size == 0) {
		source_refuse(reader, "%s", _("a model without an id; left out"));
		return;
	}
	source_emit(reader,
		arena_format(&reader->arena, "%.*s/%.*s", TEXT_ARGS(provider), TEXT_ARGS(id)),
		source_plain_name(name), provider, id, NULL, 0);
}

enum result source_read_models_dev(struct source_reader *reader)
{
	const struct json_tokens *tokens = &reader->tokens;
	struct text provider;

	for (uint32_t key = json_token_first(tokens, 0); key != JSON_NO_TOKEN;
		key = json_token_next(tokens, 0, key)) {
		uint32_t models = json_token_member(tokens, key + 1, "models");
		source_begin(reader, key);
		provider = source_text(reader, key);
		if (!json_token_is(tokens, models, JSON_OBJECT) || provider.size == 0 ||
			provider.size >= SOURCE_NAME_MAX) {
			source_refuse(reader, "%s",
				_("expected a provider with its models; left out"));
			continue;
		}
		enum result result = source_each_model(reader, provider, models, read_offer);
		if (result != RESULT_OK)
			return result;
	}
	return RESULT_OK;
}

enum result source_read_models_dev_models(struct source_reader *reader)
{
	const struct json_tokens *tokens = &reader->tokens;

	for (uint32_t key = json_token_first(tokens, 0); key != JSON_NO_TOKEN;
		key = json_token_next(tokens, 0, key)) {
		source_begin(reader, key);
		if (!json_token_is(tokens, key + 1, JSON_OBJECT)) {
			source_refuse(reader, "%s", _("expected an object; left out"));
			continue;
		}
		read_model_facts(reader, key + 1);
		struct limits limits = read_limits(reader, key + 1);
		source_claim_number(reader, false, FIELD_INPUT_LIMIT, limits.input);
		source_claim_number(reader, false, FIELD_OUTPUT_LIMIT, limits.output);
		source_claim_text(reader, FIELD_LICENSE_NAME,
			source_member_text(reader, key + 1, "license"));
		source_emit(reader, source_text(reader, key),
			source_member_text(reader, key + 1, "name"), TEXT_NONE, TEXT_NONE, NULL, 0);
	}
	return RESULT_OK;
}

/* SPDX-License-Identifier: MIT */
/* genai-prices: an array of providers with their models. Prices are USD per 1M tokens: a number, or a base with tiers that hold for
 * the whole request. `prices` may be a list of periods, of which the last that has begun holds, and of windows of the day: those prices are
 * taken that hold for most of its hours. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>
#include <stdio.h>

enum { DAY_MINUTES = 24 * 60 };

static double base_price(struct source_reader *reader, uint32_t prices, const char *key)
{
	uint32_t price = json_token_member(&reader->tokens, prices, key);

	if (json_token_is(&reader->tokens, price, JSON_OBJECT))
		return source_member_number(reader, price, "base");
	return source_number(reader, price, text_of(key));
}

/* The price of one kind of token above a threshold; NAN: as below it. */
static double tier_price(struct source_reader *reader, uint32_t prices, const char *key,
	double start)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t tiers = json_token_member(tokens, json_token_member(tokens, prices, key), "tiers");

	for (uint32_t tier = json_token_first(tokens, tiers); tier != JSON_NO_TOKEN;
		tier = json_token_next(tokens, tiers, tier))
		if (source_member_number(reader, tier, "start") == start)
			return source_member_number(reader, tier, "price");
	return base_price(reader, prices, key);
}

static void read_tiers(struct source_reader *reader, uint32_t prices, const char *key)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t tiers = json_token_member(tokens, json_token_member(tokens, prices, key), "tiers");

	for (uint32_t tier = json_token_first(tokens, tiers); tier != JSON_NO_TOKEN;
		tier = json_token_next(tokens, tiers, tier)) {
		double start = source_member_number(reader, tier, "start");
		struct prices above = source_no_prices();
		above.in = tier_price(reader, prices, "input_mtok", start);
		above.out = tier_price(reader, prices, "output_mtok", start);
		above.cached = tier_price(reader, prices, "cache_read_mtok", start);
		source_add_tier(reader, start, &above);
	}
}

/* "16:30:00Z" as minutes of the day; -1: it is not one. */
static int minute_of(struct text word)
{
	int hours, minutes;
	char copy[6] = "";

	for (size_t i = 0; i < word.size && i < sizeof(copy) - 1; i++)
		copy[i] = word.bytes[i];
	if (sscanf(copy, "%2d:%2d", &hours, &minutes) != 2)
		return -1;
	return hours >= 0 && hours <= 24 && minutes >= 0 && minutes < 60 ? hours * 60 + minutes
									 : -1;
}

/* How long a daily window is, over midnight if need be; 0: it is none. */
static int window_minutes(struct source_reader *reader, uint32_t constraint)
{
	int start = minute_of(source_member_text(reader, constraint, "start_time")),
	    end = minute_of(source_member_text(reader, constraint, "end_time"));

	return start < 0 || end < 0 ? 0 : (end - start + DAY_MINUTES) % DAY_MINUTES;
}

static bool has_begun(struct source_reader *reader, uint32_t constraint)
{
	struct text start = source_member_text(reader, constraint, "start_date");
	uint32_t day;

	return start.size == 0 || value_parse_date(start, &day, NULL) != RESULT_OK ||
		day <= date_last_day(reader->import->as_of);
}

/* What holds for most of the day: the last period that has begun, or a window of the day that is longer than all the time outside of windows. */
static uint32_t current_prices(struct source_reader *reader, uint32_t model)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t prices = json_token_member(tokens, model, "prices"), found = JSON_NO_TOKEN,
		 longest = JSON_NO_TOKEN;
	int outside = DAY_MINUTES, minutes = 0;

	if (json_token_is(tokens, prices, JSON_OBJECT))
		return prices;
	for (uint32_t item = json_token_first(tokens, prices); item != JSON_NO_TOKEN;
		item = json_token_next(tokens, prices, item)) {
		uint32_t constraint = json_token_member(tokens, item, "constraint");
		if (!has_begun(reader, constraint)) {
			source_warn(reader, _("other prices from %.*s on; those of now are taken"),
				TEXT_ARGS(source_member_text(reader, constraint, "start_date")));
			continue;
		}
		if (json_token_member(tokens, constraint, "start_time") == JSON_NO_TOKEN) {
			found = json_token_member(tokens, item, "prices");
			continue;
		}
		int window = window_minutes(reader, constraint);
		outside -= window;
		if (window > minutes) {
			minutes = window;
			longest = json_token_member(tokens, item, "prices");
		}
	}
	if (minutes == 0)
		return found;
	source_warn(reader, "%s",
		_("prices that depend on the time of day; those of most hours are taken"));
	return found == JSON_NO_TOKEN || minutes > outside ? longest : found;
}

static void read_model(struct source_reader *reader, struct text provider, uint32_t model)
{
	source_begin(reader, model);
	uint32_t current = current_prices(reader, model);
	struct text id = source_member_text(reader, model, "id");
	struct prices prices = source_no_prices();
	struct limits limits = { source_member_number(reader, model, "context_window"), (double)NAN,
		(double)NAN };

	if (id.size == 0) {
		source_refuse(reader, "%s", _("a model without an id; left out"));
		return;
	}
	if (source_member_true(reader, model, "deprecated"))
		source_claim(reader, true, FIELD_STATUS,
			(struct value){ .state = VALUE_KNOWN,
				.is.choice = (uint32_t)field_member_find(field_get(FIELD_STATUS),
					TEXT("deprecated")) });
	source_check_limits(reader, &limits);
	source_claim_number(reader, true, FIELD_CONTEXT_SERVED, limits.context);
	source_claim_number(reader, false, FIELD_CONTEXT, limits.context);
	prices.in = base_price(reader, current, "input_mtok");
	prices.out = base_price(reader, current, "output_mtok");
	prices.cached = base_price(reader, current, "cache_read_mtok");
	prices.write = base_price(reader, current, "cache_write_mtok");
	source_check_prices(reader, &prices);
	source_claim_prices(reader, &prices);
	read_tiers(reader, current, "input_mtok");
	read_tiers(reader, current, "output_mtok");
	source_emit(reader,
		arena_format(&reader->arena, "%.*s/%.*s", TEXT_ARGS(provider), TEXT_ARGS(id)),
		source_member_text(reader, model, "name"), provider, id, NULL, 0);
}

enum result source_read_genai_prices(struct source_reader *reader)
{
	const struct json_tokens *tokens = &reader->tokens;

	for (uint32_t item = json_token_first(tokens, 0); item != JSON_NO_TOKEN;
		item = json_token_next(tokens, 0, item)) {
		uint32_t models = json_token_member(tokens, item, "models");
		source_begin(reader, item);
		struct text provider = source_provider_id(source_member_text(reader, item, "id"));
		if (provider.size == 0 || !json_token_is(tokens, models, JSON_ARRAY)) {
			source_refuse(reader, "%s",
				_("expected a provider with its models; left out"));
			continue;
		}
		enum result result = source_each_model(reader, provider, models, read_model);
		if (result != RESULT_OK)
			return result;
	}
	return RESULT_OK;
}

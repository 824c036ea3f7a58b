/* SPDX-License-Identifier: MIT */
/* Models of a facts file, with their offers and scores. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"
#include "catalog/store/store.h"

#include <math.h>
#include <string.h>

static const struct {
	const char *key;
	enum field_id field;
} offer_numbers[] = { { "price_in", FIELD_PRICE_IN }, { "price_out", FIELD_PRICE_OUT },
	{ "price_cached", FIELD_PRICE_CACHED }, { "price_write", FIELD_PRICE_WRITE },
	{ "price_in_batch", FIELD_PRICE_IN_BATCH }, { "price_out_batch", FIELD_PRICE_OUT_BATCH },
	{ "context_served", FIELD_CONTEXT_SERVED }, { "input_limit", FIELD_INPUT_LIMIT },
	{ "output_limit", FIELD_OUTPUT_LIMIT }, { "speed", FIELD_SPEED }, { "ttft", FIELD_TTFT } };

static enum result read_tiers(struct reader *reader, const struct json *list,
	struct draft_offer *offer)
{
	static const struct known_key keys[] = { { "above", JSON_NUMBER, true },
		{ "price_in", JSON_NUMBER, false }, { "price_out", JSON_NUMBER, false },
		{ "price_cached", JSON_NUMBER, false } };
	struct tier *tiers = ARENA_ARRAY(reader->facts->arena, struct tier,
		(size_t)json_count(list) + 1);

	for (const struct json *node = json_first(list); node; node = json_next(node)) {
		enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));
		if (result != RESULT_OK)
			return result;
		double above = json_number(json_member(node, "above"));
		if (above < 0 || above > 4e9 ||
			(offer->tier_count > 0 && above <= tiers[offer->tier_count - 1].above))
			return json_fail(reader->document, json_member(node, "above"), reader->err,
				"%s", _("expected rising token counts"));
		tiers[offer->tier_count++] = (struct tier){ (uint32_t)above,
			json_number(json_member(node, "price_in")),
			json_number(json_member(node, "price_out")),
			json_number(json_member(node, "price_cached")) };
	}
	offer->tiers = tiers;
	return RESULT_OK;
}

static enum result read_offer_claims(struct reader *reader, const struct json *node,
	struct draft_offer *offer)
{
	const struct claim *own;
	size_t own_count;
	enum result result = reader_claims(reader, json_member(node, "facts"),
		reader->facts->origin, &own, &own_count);

	if (result != RESULT_OK)
		return result;
	struct claim *claims = ARENA_ARRAY(reader->facts->arena, struct claim,
		own_count + COUNT_OF(offer_numbers) + 1);
	size_t count = 0;
	for (size_t i = 0; i < own_count; i++) /* of several on one field the first is believed */
		if (!claim_find(claims, count, own[i].field))
			claims[count++] = own[i];
	for (size_t i = 0; i < COUNT_OF(offer_numbers); i++) {
		const struct json *number = json_member(node, offer_numbers[i].key);
		struct claim claim = { .field = (uint16_t)offer_numbers[i].field,
			.basis = offer->basis,
			.origin = (uint8_t)reader->facts->origin,
			.source = offer->source,
			.as_of = offer->as_of };
		if (!number || claim_find(claims, count, claim.field))
			continue;
		result = reader_value(reader, number, field_get(offer_numbers[i].field),
			&claim.value);
		if (result != RESULT_OK)
			return result;
		claims[count++] = claim;
	}
	offer->claims = claims;
	offer->claim_count = count;
	return RESULT_OK;
}

static enum result read_offer(struct reader *reader, const struct json *node,
	struct draft_offer *offer)
{
	static const struct known_key keys[] = { { "provider", JSON_STRING, true },
		{ "id", JSON_STRING, false }, { "source", JSON_STRING, true },
		{ "as_of", JSON_STRING, false }, { "basis", JSON_STRING, false },
		{ "price_in", JSON_NULL, false }, { "price_out", JSON_NULL, false },
		{ "price_cached", JSON_NULL, false }, { "price_write", JSON_NULL, false },
		{ "price_in_batch", JSON_NULL, false }, { "price_out_batch", JSON_NULL, false },
		{ "context_served", JSON_NULL, false }, { "input_limit", JSON_NULL, false },
		{ "output_limit", JSON_NULL, false }, { "speed", JSON_NULL, false },
		{ "ttft", JSON_NULL, false }, { "tiers", JSON_ARRAY, false },
		{ "facts", JSON_OBJECT, false } };
	struct facts *facts = reader->facts;
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result != RESULT_OK)
		return result;
	*offer = (struct draft_offer){ .provider = reader_text(reader, node, "provider"),
		.id = reader_text(reader, node, "id") };
	if (!facts_has_entity(facts->providers, facts->provider_count, offer->provider) &&
		!facts_is_known(facts, FIELD_PROVIDER, offer->provider))
		return json_fail(reader->document, json_member(node, "provider"), reader->err,
			_("there is no provider %.*s"), TEXT_ARGS(offer->provider));
	offer->basis = BASIS_REPORTED;
	if (json_member(node, "basis")) {
		int basis = basis_find(json_string(json_member(node, "basis")));
		if (basis < 0)
			return json_fail(reader->document, json_member(node, "basis"), reader->err,
				"%s", _("expected \"disclosed\", \"reported\" or \"inferred\""));
		offer->basis = (uint8_t)basis;
	}
	result = reader_source(reader, node, &offer->source);
	if (result == RESULT_OK)
		result = reader_date(reader, json_member(node, "as_of"), &offer->as_of);
	if (result == RESULT_OK)
		result = read_offer_claims(reader, node, offer);
	return result == RESULT_OK ? read_tiers(reader, json_member(node, "tiers"), offer) : result;
}

static enum result read_score(struct reader *reader, const struct json *node,
	struct draft_score *score)
{
	static const struct known_key keys[] = { { "benchmark", JSON_STRING, true },
		{ "score", JSON_NUMBER, true }, { "harness", JSON_STRING, false },
		{ "version", JSON_STRING, false }, { "setting", JSON_STRING, false },
		{ "date", JSON_STRING, false }, { "by", JSON_STRING, true },
		{ "source", JSON_STRING, true } };
	const struct facts *facts = reader->facts;
	bool is_known = false;
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result != RESULT_OK)
		return result;
	*score = (struct draft_score){ .benchmark = reader_text(reader, node, "benchmark"),
		.score = json_number(json_member(node, "score")),
		.harness = reader_text(reader, node, "harness"),
		.version = reader_text(reader, node, "version"),
		.setting = reader_text(reader, node, "setting") };
	for (size_t i = 0; i < facts->benchmark_count; i++)
		is_known = is_known || text_equal(facts->benchmarks[i].id, score->benchmark);
	is_known = is_known ||
		(facts->known && store_benchmark_find(facts->known, score->benchmark) >= 0);
	if (!is_known)
		return json_fail(reader->document, json_member(node, "benchmark"), reader->err,
			_("there is no benchmark %.*s"), TEXT_ARGS(score->benchmark));
	struct text by = json_string(json_member(node, "by"));
	score->by = text_equal_string(by, "independent") ? SCORE_INDEPENDENT
		: text_equal_string(by, "quoted")        ? SCORE_QUOTED
							 : SCORE_MAKER;
	if (score->by == SCORE_MAKER && !text_equal_string(by, "maker"))
		return json_fail(reader->document, json_member(node, "by"), reader->err, "%s",
			_("expected \"maker\", \"quoted\" or \"independent\""));
	result = reader_date(reader, json_member(node, "date"), &score->date);
	return result == RESULT_OK ? reader_source(reader, node, &score->source) : result;
}

static enum result read_offers(struct reader *reader, const struct json *list, struct draft *draft)
{
	struct draft_offer *offers = ARENA_ARRAY(reader->facts->arena, struct draft_offer,
		(size_t)json_count(list) + 1);

	draft->offers = offers;
	for (const struct json *node = json_first(list); node; node = json_next(node)) {
		enum result result = read_offer(reader, node, &offers[draft->offer_count]);
		if (result != RESULT_OK)
			return result;
		draft->offer_count++;
	}
	return RESULT_OK;
}

static enum result read_scores(struct reader *reader, const struct json *list, struct draft *draft)
{
	struct draft_score *scores = ARENA_ARRAY(reader->facts->arena, struct draft_score,
		(size_t)json_count(list) + 1);

	draft->scores = scores;
	for (const struct json *node = json_first(list); node; node = json_next(node)) {
		enum result result = read_score(reader, node, &scores[draft->score_count]);
		if (result != RESULT_OK)
			return result;
		draft->score_count++;
	}
	return RESULT_OK;
}

static bool has_family(const struct facts *facts, struct text id)
{
	for (size_t i = 0; i < facts->family_count; i++)
		if (text_equal(facts->families[i].id, id))
			return true;
	return false;
}

static enum result check_names(struct reader *reader, const struct json *node,
	const struct draft *draft)
{
	const struct facts *facts = reader->facts;

	if (draft->name.size == 0)
		return json_fail(reader->document, node, reader->err, "%s", _("the name is empty"));
	if (!facts_has_entity(facts->developers, facts->developer_count, draft->developer) &&
		!facts_is_known(facts, FIELD_DEVELOPER, draft->developer))
		return json_fail(reader->document, json_member(node, "developer"), reader->err,
			_("there is no developer %.*s"), TEXT_ARGS(draft->developer));
	if (draft->family.size > 0 && !has_family(facts, draft->family) &&
		!facts_is_known(facts, FIELD_FAMILY, draft->family))
		return json_fail(reader->document, json_member(node, "family"), reader->err,
			_("there is no family %.*s"), TEXT_ARGS(draft->family));
	for (size_t i = 0; i < facts->model_count; i++) {
		if (text_equal(facts->models[i].id, draft->id))
			return json_fail(reader->document, json_member(node, "id"), reader->err,
				_("the id %.*s is taken already"), TEXT_ARGS(draft->id));
		for (size_t j = 0; j < facts->models[i].alias_count; j++)
			for (size_t k = 0; k < draft->alias_count; k++)
				if (text_equal_folded_ascii(facts->models[i].aliases[j],
					    draft->aliases[k]))
					return json_fail(reader->document,
						json_member(node, "aliases"), reader->err,
						_("the alias %.*s belongs to %.*s already"),
						TEXT_ARGS(draft->aliases[k]),
						TEXT_ARGS(facts->models[i].id));
	}
	return RESULT_OK;
}

/* A file over an open catalog may leave out what that says of the model. */
static void take_known_names(struct reader *reader, struct draft *draft)
{
	const struct store *known = reader->facts->known;
	uint32_t row;

	if (!known || !store_find_id(known, draft->id, &row))
		return;
	if (!draft->name.bytes)
		draft->name = arena_copy(reader->facts->arena, store_title(known, row));
	struct value developer = store_value(known, row, FIELD_DEVELOPER, NULL);
	if (!draft->developer.bytes && developer.state == VALUE_KNOWN)
		draft->developer = arena_copy(reader->facts->arena, developer.is.text);
}

enum result reader_model(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "name", JSON_STRING, false }, { "developer", JSON_STRING, false },
		{ "family", JSON_STRING, false }, { "aliases", JSON_ARRAY, false },
		{ "facts", JSON_OBJECT, false }, { "offers", JSON_ARRAY, false },
		{ "scores", JSON_ARRAY, false }, { "notes", JSON_STRING, false },
		{ "derivative", JSON_TRUE, false } };
	struct facts *facts = reader->facts;
	struct draft draft = { 0 };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = reader_id(reader, node, true, &draft.id);
	if (result != RESULT_OK)
		return result;
	draft.name = reader_text(reader, node, "name");
	draft.developer = reader_text(reader, node, "developer");
	take_known_names(reader, &draft);
	if (!draft.name.bytes || !draft.developer.bytes)
		return json_fail(reader->document, node, reader->err,
			_("the key \"%s\" is missing"), draft.name.bytes ? "developer" : "name");
	draft.family = reader_text(reader, node, "family");
	draft.is_derivative = json_is(json_member(node, "derivative"), JSON_TRUE);
	result = reader_texts(reader, json_member(node, "aliases"), &draft.aliases,
		&draft.alias_count);
	if (result == RESULT_OK)
		result = check_names(reader, node, &draft);
	if (result == RESULT_OK)
		result = reader_claims(reader, json_member(node, "facts"), facts->origin,
			&draft.claims, &draft.claim_count);
	if (result == RESULT_OK)
		result = read_offers(reader, json_member(node, "offers"), &draft);
	if (result == RESULT_OK)
		result = read_scores(reader, json_member(node, "scores"), &draft);
	if (result != RESULT_OK)
		return result;
	facts->models = memory_grow(facts->models, &facts->model_capacity, facts->model_count + 1,
		sizeof(draft));
	facts->models[facts->model_count++] = draft;
	return RESULT_OK;
}

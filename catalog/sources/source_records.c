/* SPDX-License-Identifier: MIT */
/* Flat records of models: what hubs list, and anything whose keys are those of fields. What their members say is here; source_records_json.c
 * and source_csv.c read the files. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>
#include <string.h>

static const struct {
	const char *key;
	int what; /* enum record_key or enum field_id */
} hub_keys[] = { { "id", RECORD_ID }, { "modelId", RECORD_ID }, { "model_id", RECORD_ID },
	{ "name", RECORD_NAME }, { "developer", RECORD_DEVELOPER }, { "author", RECORD_IGNORED },
	{ "provider", RECORD_PROVIDER }, { "downloads", RECORD_DOWNLOADS },
	{ "hf_downloads", RECORD_DOWNLOADS }, { "likes", RECORD_LIKES },
	{ "hf_likes", RECORD_LIKES_OR_NONE }, { "createdAt", RECORD_CREATED },
	{ "created_at", RECORD_CREATED }, { "release_date", FIELD_RELEASED },
	{ "pipeline_tag", RECORD_PIPELINE }, { "tags", RECORD_TAGS },
	{ "safetensors", RECORD_WEIGHTS }, { "gguf", RECORD_GGUF }, { "cardData", RECORD_CARD },
	{ "base_model", RECORD_BASE }, { "parameters_raw", RECORD_PARAMS },
	{ "context_length", RECORD_CONTEXT }, { "context", RECORD_CONTEXT },
	{ "num_hidden_layers", RECORD_LAYERS }, { "num_attention_heads", FIELD_HEADS },
	{ "num_key_value_heads", FIELD_KV_HEADS }, { "num_experts", FIELD_EXPERTS },
	{ "active_experts", FIELD_EXPERTS_ACTIVE }, { "is_moe", RECORD_IS_MOE },
	{ "architecture", RECORD_IGNORED + FIELD_ARCHITECTURE }, { "license", FIELD_LICENSE },
	{ "params", RECORD_PARAMS } };

enum record_key source_record_key(struct text key)
{
	for (size_t i = 0; i < sizeof(hub_keys) / sizeof(hub_keys[0]); i++)
		if (text_equal_string(key, hub_keys[i].key))
			return (enum record_key)hub_keys[i].what;
	const struct field *field = field_find(key);
	if (!field || field->is_computed || field->id >= FIELD_COUNT)
		return RECORD_IGNORED;
	if (field->id == FIELD_PROVIDER)
		return RECORD_PROVIDER;
	return field->id == FIELD_DEVELOPER ? RECORD_DEVELOPER
		: field->id == FIELD_NAME   ? RECORD_NAME
		: field->id == FIELD_ID     ? RECORD_ID
					    : (enum record_key)field->id;
}

const struct field *source_record_field(enum record_key key)
{
	static const uint8_t of_hubs[] = { [RECORD_DOWNLOADS - RECORD_ID] = FIELD_DOWNLOADS,
		[RECORD_LIKES - RECORD_ID] = FIELD_LIKES,
		[RECORD_LIKES_OR_NONE - RECORD_ID] = FIELD_LIKES,
		[RECORD_PARAMS - RECORD_ID] = FIELD_PARAMS,
		[RECORD_CONTEXT - RECORD_ID] = FIELD_CONTEXT,
		[RECORD_LAYERS - RECORD_ID] = FIELD_LAYERS,
		[RECORD_IGNORED - RECORD_ID] = 0 };
	_Static_assert(FIELD_ID == 0, "0 stands for no field");

	if (key < RECORD_ID)
		return field_get((enum field_id)key);
	if (key > RECORD_IGNORED)
		return field_get((enum field_id)(key - RECORD_IGNORED));
	uint8_t field = of_hubs[key - RECORD_ID];
	return field > 0 ? field_get((enum field_id)field) : NULL;
}

void source_record_begin(struct record *record)
{
	const double unknown = (double)NAN;
	*record = (struct record){ .limits = { unknown, unknown, unknown } };
}

/* --- values --------------------------------------------------------------------------------------- */

static bool is_offer_field(const struct field *field)
{
	return field->scope == SCOPE_OFFER;
}

/* Weights of a thousand times the largest models; of anything else nobody counts so many. */
static const double NUMBER_MAX = 1e15;

bool source_number_can_be(const struct field *field, double number)
{
	return number >= 0 && number <= NUMBER_MAX && (!unit_is_large(field->unit) || number > 0);
}

void source_record_number(struct source_reader *reader, const struct field *field, double number)
{
	if (isnan(number))
		return;
	if (!source_number_can_be(field, number)) {
		source_warn(reader, _("%s: %.15g cannot be true; left unknown"), field->key,
			number);
		return;
	}
	source_claim_number(reader, is_offer_field(field), (enum field_id)field->id, number);
}

/* How lists write that they do not know. */
static bool is_not_said(struct text word)
{
	return word.size == 0 || text_equal_folded_ascii(word, TEXT("unknown")) ||
		text_equal_folded_ascii(word, TEXT("n/a"));
}

static void claim_member(struct source_reader *reader, const struct field *field, struct text word,
	uint64_t *mask)
{
	int member = source_find_member(reader, field, word);

	if (member < 0 && is_not_said(word))
		return;
	if (member >= 0) {
		*mask |= UINT64_C(1) << member;
		return;
	}
	source_warn(reader, _("%s: %.*s is none of its values; left unknown"), field->key,
		TEXT_ARGS(word));
}

/* "apache-2.0" stands in hubs where this catalog has the tier; "other" names no license. */
void source_record_license(struct source_reader *reader, struct text word)
{
	if (is_not_said(word) || text_equal_string(word, "other"))
		return;
	int member = source_find_member(reader, field_get(FIELD_LICENSE), word);
	struct value value = { .state = VALUE_UNKNOWN };

	if (source_word_state(field_get(FIELD_LICENSE), word, &value))
		source_claim(reader, false, FIELD_LICENSE, value);
	else if (member >= 0)
		source_claim(reader, false, FIELD_LICENSE,
			(struct value){ .state = VALUE_KNOWN, .is.choice = (uint32_t)member });
	else
		source_claim_text(reader, FIELD_LICENSE_NAME, word);
}

static struct text next_item(struct text *rest)
{
	size_t at = 0;

	while (at < rest->size && rest->bytes[at] != ',' && rest->bytes[at] != ';')
		at++;
	struct text item = text_trim(text_slice(*rest, 0, at));
	*rest = at < rest->size ? text_slice(*rest, at + 1, rest->size) : TEXT_NONE;
	return item;
}

static void claim_tags(struct source_reader *reader, const struct field *field, struct text list)
{
	struct text *items = ARENA_ARRAY(&reader->arena, struct text, list.size / 2 + 1);
	struct value value = { .state = VALUE_KNOWN };

	while (list.size > 0) {
		struct text item = next_item(&list);
		if (item.size > 0)
			items[value.is.tags.count++] = item;
	}
	value.is.tags.items = items;
	if (value.is.tags.count > 0)
		source_claim(reader, is_offer_field(field), (enum field_id)field->id, value);
}

/* A number below zero is one, and none that could be. */
static void warn_of_number(struct source_reader *reader, struct text key, struct text word)
{
	bool is_negative = word.size > 1 && word.bytes[0] == '-' && word.bytes[1] >= '0' &&
		word.bytes[1] <= '9';

	source_warn(reader,
		is_negative ? _("%.*s: %.*s cannot be true; left unknown")
			    : _("%.*s: %.*s is no number; left unknown"),
		TEXT_ARGS(key), TEXT_ARGS(word));
}

static void claim_word(struct source_reader *reader, const struct field *field, struct text word)
{
	struct value value = { .state = VALUE_UNKNOWN };
	uint64_t mask = 0;
	double number;

	if (is_not_said(word))
		return;
	if (source_word_state(field, word, &value)) {
		source_claim(reader, false, (enum field_id)field->id, value);
		return;
	}
	switch (field->kind) {
	case KIND_NUMBER:
		if (source_word_number(reader, field->unit, word, &number))
			source_record_number(reader, field, number);
		else
			warn_of_number(reader, text_of(field->key), word);
		break;
	case KIND_DATE:
		source_claim_date(reader, is_offer_field(field), (enum field_id)field->id, word);
		break;
	case KIND_SET:
		while (word.size > 0)
			claim_member(reader, field, next_item(&word), &mask);
		if (mask != 0)
			source_claim(reader, is_offer_field(field), (enum field_id)field->id,
				(struct value){ .state = VALUE_KNOWN, .is.mask = mask });
		break;
	case KIND_CHOICE:
		claim_member(reader, field, word, &mask);
		if (mask != 0)
			source_claim(reader, is_offer_field(field), (enum field_id)field->id,
				(struct value){ .state = VALUE_KNOWN,
					.is.choice = (uint32_t)__builtin_ctzll(mask) });
		break;
	case KIND_TAGS: claim_tags(reader, field, word); break;
	default: source_claim_text(reader, (enum field_id)field->id, word);
	}
}

/* --- what hubs say -------------------------------------------------------------------------------- */

static void claim_pipeline(struct source_reader *reader, struct record *record, struct text word)
{
	static const struct {
		const char *task, *input, *output;
	} tasks[] = { { "text-generation", "text", "text" },
		{ "text2text-generation", "text", "text" },
		{ "image-text-to-text", "text image", "text" },
		{ "video-text-to-text", "text video", "text" },
		{ "audio-text-to-text", "text audio", "text" },
		{ "any-to-any", "text image audio", NULL },
		{ "feature-extraction", "text", "embedding" },
		{ "sentence-similarity", "text", "embedding" },
		{ "automatic-speech-recognition", "audio", "text" },
		{ "text-to-image", "text", "image" }, { "text-to-video", "text", "video" },
		{ "text-to-speech", "text", "audio" }, { "image-to-text", "image", "text" } };

	record->is_other_task = !text_equal_string(word, "unknown");
	for (size_t i = 0; i < sizeof(tasks) / sizeof(tasks[0]); i++) {
		if (!text_equal_string(word, tasks[i].task))
			continue;
		uint64_t mask = 0;
		struct text rest = text_of(tasks[i].input);
		while (rest.size > 0) {
			struct text item = text_next_part(&rest, ' ');
			mask |= UINT64_C(1)
				<< source_find_member(reader, field_get(FIELD_INPUT), item);
		}
		source_claim_mask(reader, FIELD_INPUT, mask);
		record->is_other_task = tasks[i].output && strcmp(tasks[i].output, "text") != 0;
		if (tasks[i].output)
			source_claim_mask(reader, FIELD_OUTPUT,
				source_member(FIELD_OUTPUT, tasks[i].output));
	}
}

bool source_is_earlier(struct text created)
{
	return text_starts_with(created, TEXT("2022-03-02"));
}

static void claim_created(struct source_reader *reader, struct text word)
{
	if (!source_is_earlier(word))
		source_claim_date(reader, false, FIELD_RELEASED, word);
}

static void read_context(struct source_reader *reader, struct record *record, struct text word)
{
	struct value value = { .state = VALUE_UNKNOWN };

	if (source_word_state(field_get(FIELD_CONTEXT), word, &value))
		source_claim(reader, false, FIELD_CONTEXT, value);
	else if (!is_not_said(word) &&
		!source_word_number(reader, UNIT_TOKENS, word, &record->limits.context))
		warn_of_number(reader, TEXT("context"), word);
}

/* "LlamaForCausalLM", "llama": what hubs call an architecture is the class of the program. */
static bool is_class(struct source_reader *reader, enum record_key key, struct text word)
{
	return (int)key == RECORD_IGNORED + FIELD_ARCHITECTURE &&
		source_find_member(reader, field_get(FIELD_ARCHITECTURE), next_item(&word)) < 0;
}

void source_record_word(struct source_reader *reader, struct record *record, enum record_key key,
	struct text word)
{
	if (is_class(reader, key, word))
		return;
	switch ((int)key) {
	case RECORD_ID:
		record->id = word;
		record->has_id = true;
		break;
	case RECORD_NAME: record->name = word; break;
	case RECORD_DEVELOPER: reader->developer = word; break;
	case RECORD_PROVIDER: record->provider = word; break;
	case RECORD_CREATED: claim_created(reader, word); break;
	case RECORD_PIPELINE: claim_pipeline(reader, record, word); break;
	case RECORD_BASE: record->base = word; break;
	case RECORD_DOWNLOADS: claim_word(reader, field_get(FIELD_DOWNLOADS), word); break;
	case RECORD_LIKES:
	case RECORD_LIKES_OR_NONE: claim_word(reader, field_get(FIELD_LIKES), word); break;
	case RECORD_PARAMS: claim_word(reader, field_get(FIELD_PARAMS), word); break;
	case RECORD_LAYERS: claim_word(reader, field_get(FIELD_LAYERS), word); break;
	case RECORD_CONTEXT: read_context(reader, record, word); break;
	case FIELD_LICENSE: source_record_license(reader, word); break;
	default: {
		int field = (int)key > RECORD_IGNORED ? (int)key - RECORD_IGNORED : (int)key;
		if (field < FIELD_COUNT)
			claim_word(reader, field_get((enum field_id)field), word);
	}
	}
}

static void check_prices(struct source_reader *reader)
{
	struct claim *claims = reader->offer_claims;
	struct prices prices = source_prices_of(claims, reader->offer_claim_count);
	size_t kept = 0;

	source_check_prices(reader, &prices);
	for (size_t i = 0; i < reader->offer_claim_count; i++) {
		const double *price = source_price_of(&prices, (enum field_id)claims[i].field);
		if (!price || claims[i].value.state != VALUE_KNOWN || !isnan(*price))
			claims[kept++] = claims[i];
	}
	reader->offer_claim_count = kept;
}

void source_record_emit(struct source_reader *reader, struct record *record)
{
	struct text id = record->has_id ? record->id : record->name;
	struct text provider = record->is_hub || !record->id.size ? TEXT_NONE : record->provider;

	/* 4,096 without layers is what stands where a configuration could not be read */
	if (record->limits.context == 4096 && record->id.size == 0 && !record->has_layers)
		record->limits.context = (double)NAN;
	reader->base = record->is_other_task ? TEXT_NONE : record->base;
	check_prices(reader);
	source_check_limits(reader, &record->limits);
	source_claim_number(reader, false, FIELD_CONTEXT, record->limits.context);
	source_check_cutoff(reader);
	if (record->is_hub) {
		struct value open = { .state = VALUE_KNOWN,
			.is.choice = (uint32_t)source_find_member(reader, field_get(FIELD_LICENSE),
				TEXT("open-weight")) };
		source_claim(reader, false, FIELD_LICENSE, open);
	}
	if (reader->offer_claim_count > 0 && provider.size == 0 && !record->is_hub)
		provider = reader->by; /* prices of one's own */
	reader->is_of_models = reader->is_of_models || reader->claim_count > 0 ||
		provider.size > 0 || record->provider.size > 0 || reader->developer.size > 0 ||
		text_find(id, TEXT("/")) > 0;
	source_emit(reader, id, record->id.size > 0 ? record->name : TEXT_NONE, provider, id, NULL,
		0);
}

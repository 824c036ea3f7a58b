/* SPDX-License-Identifier: MIT */
/* What a hub says of weights besides flat members, as the one of Hugging Face lists it: tags, and objects of the weights, of a GGUF file and of the card. */
#include "catalog/sources/source_reader.h"

#include <math.h>

/* "org/name" of "base_model:org/name" and "base_model:finetune:org/name": the kind of making (finetune, adapter, quantized, merge) is no part of it. */
static struct text base_of(struct text tag)
{
	struct text rest = text_slice(tag, sizeof("base_model:") - 1, tag.size);
	ptrdiff_t colon = text_find(rest, TEXT(":"));

	return colon < 0 ? rest : text_slice(rest, (size_t)colon + 1, rest.size);
}

void source_hub_tags(struct source_reader *reader, struct record *record, uint32_t list)
{
	for (uint32_t item = json_token_first(&reader->tokens, list); item != JSON_NO_TOKEN;
		item = json_token_next(&reader->tokens, list, item)) {
		if (!json_token_is(&reader->tokens, item, JSON_STRING))
			continue;
		const struct json_token *token = &reader->tokens.items[item];
		const struct text raw = { reader->tokens.text.bytes + token->from, token->size };
		if (text_starts_with(raw, TEXT("license:"))) {
			if (!source_has_claim(reader, FIELD_LICENSE_NAME))
				source_record_license(reader,
					text_slice(source_text(reader, item), 8, token->size));
		} else if (text_starts_with(raw, TEXT("base_model:"))) {
			reader->is_derivative = true;
			if (record->base.size == 0)
				record->base = base_of(source_text(reader, item));
		}
	}
}

/* Of a card what its maker writes at its head: languages, and the name of a license that the hub has no word for. */
static void read_card(struct source_reader *reader, struct record *record, uint32_t card)
{
	const struct json_tokens *tokens = &reader->tokens;
	uint32_t language = json_token_member(tokens, card, "language"),
		 base = json_token_member(tokens, card, "base_model");
	struct text license = source_member_text(reader, card, "license");

	if (text_equal_string(license, "other"))
		license = source_member_text(reader, card, "license_name");
	if (license.size > 0 && !source_has_claim(reader, FIELD_LICENSE_NAME))
		source_record_license(reader, license);
	if (language != JSON_NO_TOKEN && !source_has_claim(reader, FIELD_LANGUAGES))
		source_record_token(reader, record, (enum record_key)FIELD_LANGUAGES, language);
	if (base != JSON_NO_TOKEN && record->base.size == 0)
		source_record_token(reader, record, RECORD_BASE, base);
}

void source_hub_object(struct source_reader *reader, struct record *record, enum record_key key,
	uint32_t object)
{
	double total = source_member_number(reader, object, "total");

	if (key == RECORD_CARD) {
		read_card(reader, record, object);
		return;
	}
	if (key != RECORD_WEIGHTS && key != RECORD_GGUF)
		return;
	if (!source_has_claim(reader, FIELD_PARAMS))
		source_record_number(reader, field_get(FIELD_PARAMS), total);
	if (key == RECORD_GGUF && isnan(record->limits.context))
		record->limits.context = source_member_number(reader, object, "context_length");
}

/* SPDX-License-Identifier: MIT */
/* What is in a list, one by one. */
#include "catalog/sources/source_reader.h"

#include <string.h>

enum result source_each(struct source_reader *reader, uint32_t list,
	void (*read)(struct source_reader *reader, uint32_t item))
{
	const struct json_tokens *tokens = &reader->tokens;

	for (uint32_t item = json_token_first(tokens, list); item != JSON_NO_TOKEN;
		item = json_token_next(tokens, list, item)) {
		if (!source_goes_on(reader, item, tokens->count))
			return RESULT_INTERRUPTED;
		read(reader, item);
	}
	return RESULT_OK;
}

enum result source_each_model(struct source_reader *reader, struct text provider, uint32_t models,
	void (*read)(struct source_reader *reader, struct text provider, uint32_t model))
{
	const struct json_tokens *tokens = &reader->tokens;
	char name[SOURCE_NAME_MAX];

	provider.size = provider.size < sizeof(name) ? provider.size : sizeof(name);
	memcpy(name, provider.bytes, provider.size);
	provider.bytes = name;
	for (uint32_t model = json_token_first(tokens, models); model != JSON_NO_TOKEN;
		model = json_token_next(tokens, models, model)) {
		if (!source_goes_on(reader, model, tokens->count))
			return RESULT_INTERRUPTED;
		read(reader, provider, model);
	}
	return RESULT_OK;
}

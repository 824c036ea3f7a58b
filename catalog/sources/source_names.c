/* SPDX-License-Identifier: MIT */
/* How other catalogs spell the providers that models.dev and the built-in catalog name, and the models themselves. */
#include "catalog/sources/source.h"

struct text source_provider_id(struct text word)
{
	static const char *const same[][2] = { { "ai21", "ai21" }, { "aws", "amazon-bedrock" },
		{ "azure_ai", "azure" }, { "azure_text", "azure" }, { "bedrock", "amazon-bedrock" },
		{ "bedrock_converse", "amazon-bedrock" }, { "bedrock_mantle", "amazon-bedrock" },
		{ "cloudflare", "cloudflare-workers-ai" }, { "cohere_chat", "cohere" },
		{ "dashscope", "alibaba" }, { "fireworks", "fireworks-ai" },
		{ "fireworks_ai", "fireworks-ai" },
		{ "fireworks_ai-embedding-models", "fireworks-ai" }, { "gemini", "google" },
		{ "github_copilot", "github-copilot" }, { "gmi", "gmicloud" },
		{ "lambda_ai", "lambda-ai" }, { "moonshot", "moonshotai" },
		{ "novita", "novita-ai" }, { "nvidia_nim", "nvidia" }, { "palm", "google" },
		{ "text-completion-codestral", "mistral" }, { "codestral", "mistral" },
		{ "text-completion-openai", "openai" }, { "together", "togetherai" },
		{ "together_ai", "togetherai" }, { "vercel_ai_gateway", "vercel" },
		{ "vertex_ai", "google-vertex" }, { "voyage", "voyageai" }, { "x-ai", "xai" } };

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		if (text_equal_folded_ascii(word, text_of(same[i][0])))
			return text_of(same[i][1]);
	if (text_starts_with(word, TEXT("vertex_ai-")))
		return TEXT("google-vertex");
	return word;
}

struct text source_plain_name(struct text name)
{
	ptrdiff_t colon = text_find(name, TEXT(": "));
	return colon > 0 ? text_trim(text_slice(name, (size_t)colon + 2, name.size)) : name;
}

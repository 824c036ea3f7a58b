/* SPDX-License-Identifier: MIT */
/* The list of models that OpenAI-compatible servers give at /v1/models. What is certain in it is that the server has a model of that id; some say more: vLLM and
 * SGLang max_model_len, Groq context_window, Mistral max_context_length, others context_length. These are windows that this server was started with or sells, so
 * they are the offer's. `created` is when the server or its file was, `owned_by` as often the server's program as a maker: neither is read. */
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <math.h>
#include <string.h>

static double first_number(struct source_reader *reader, uint32_t model, const char *const *keys,
	size_t count)
{
	double number = (double)NAN;

	for (size_t i = 0; i < count && !(number > 0); i++)
		number = source_member_number(reader, model, keys[i]);
	return number;
}

static void read_limits(struct source_reader *reader, uint32_t model)
{
	static const char *const windows[] = { "max_model_len", "context_window", "context_length",
		"max_context_length" };
	const double unknown = (double)NAN;
	uint32_t meta = json_token_member(&reader->tokens, model, "meta"); /* of llama.cpp */
	struct limits trained = { source_member_number(reader, meta, "n_ctx_train"), unknown,
		unknown },
		      served = { first_number(reader, model, windows,
					 sizeof(windows) / sizeof(windows[0])),
			      unknown,
			      source_member_number(reader, model, "max_completion_tokens") };

	source_check_limits(reader, &trained);
	source_check_limits(reader, &served);
	source_claim_number(reader, false, FIELD_CONTEXT, trained.context);
	source_record_number(reader, field_get(FIELD_PARAMS),
		source_member_number(reader, meta, "n_params"));
	source_claim_number(reader, true, FIELD_CONTEXT_SERVED, served.context);
	source_claim_number(reader, true, FIELD_OUTPUT_LIMIT, served.output);
}

/* As Mistral says it; what is false may be the server's, not the model's. */
static void read_abilities(struct source_reader *reader, uint32_t model)
{
	uint32_t able = json_token_member(&reader->tokens, model, "capabilities");

	if (source_member_true(reader, able, "function_calling"))
		source_claim_mask(reader, FIELD_CAN, source_member(FIELD_CAN, "tools"));
	if (source_member_true(reader, able, "vision"))
		source_claim_mask(reader, FIELD_INPUT,
			source_member(FIELD_INPUT, "text") | source_member(FIELD_INPUT, "image"));
}

static bool is_slash(char c)
{
	return c == '/' || c == '\\';
}

static bool is_path(struct text id)
{
	return text_starts_with(id, TEXT("/")) || text_starts_with(id, TEXT(".")) ||
		text_starts_with(id, TEXT("~")) || text_ends_with(id, TEXT(".gguf")) ||
		text_find(id, TEXT("\\")) >= 0;
}

/* "Night-12B-Q8_0" of "/srv/models/Night-12B-Q8_0.gguf": a server that was given a file calls the model by its path. */
static struct text model_name(struct text id)
{
	if (!is_path(id))
		return id;
	while (id.size > 0 && is_slash(id.bytes[id.size - 1]))
		id.size--;
	size_t from = id.size;
	while (from > 0 && !is_slash(id.bytes[from - 1]))
		from--;
	id = text_slice(id, from, id.size);
	return text_ends_with(id, TEXT(".gguf")) ? text_slice(id, 0, id.size - 5) : id;
}

/* "acme/tiny-1b" of a hub, whatever the server calls it; no folder. */
static bool is_hub_name(struct text root)
{
	ptrdiff_t slash = text_find(root, TEXT("/"));

	return slash > 0 && (size_t)slash + 1 < root.size && !is_path(root) &&
		text_find(text_slice(root, (size_t)slash + 1, root.size), TEXT("/")) < 0;
}

static void read_one(struct source_reader *reader, uint32_t model)
{
	const struct json_tokens *tokens = &reader->tokens;

	source_begin(reader, model);
	if (!json_token_is(tokens, model, JSON_OBJECT)) {
		source_refuse(reader, "%s", _("expected an object; left out"));
		return;
	}
	struct text id = model_name(source_member_text(reader, model, "id")),
		    kind = source_member_text(reader, model, "object"),
		    root = source_member_text(reader, model, "root");
	if (kind.size > 0 && !text_equal(kind, TEXT("model"))) {
		source_refuse(reader, _("%.*s is no model: object says %.*s; left out"),
			TEXT_ARGS(id), TEXT_ARGS(kind));
		return;
	}
	read_limits(reader, model);
	read_abilities(reader, model);
	reader->base = source_member_text(reader, model, "parent"); /* of a LoRA at vLLM */
	bool has_root = is_hub_name(root) && !text_equal(root, id);
	source_emit(reader, id, source_member_text(reader, model, "display_name"),
		source_provider_id(reader->by), id, &root, has_root);
}

enum result source_read_openai(struct source_reader *reader)
{
	return source_each(reader, json_token_member(&reader->tokens, 0, "data"), read_one);
}

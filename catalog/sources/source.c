/* SPDX-License-Identifier: MIT */
#include "catalog/sources/source.h"

#include "catalog/base/interrupt.h"
#include "catalog/base/message.h"
#include "catalog/sources/source_reader.h"

#include <string.h>

enum { SOURCE_SIZE_MAX = 1 << 30 };

static const struct {
	const char *title, *name; /* name NULL: the file's */
	const char *url;
	enum result (*read)(struct source_reader *reader);
	bool is_streamed;
} formats[SOURCE_FORMAT_COUNT] = {
	[SOURCE_MODELS_DEV] = { "models.dev api.json", "models.dev", "https://models.dev/api.json",
		source_read_models_dev, false },
	[SOURCE_MODELS_DEV_MODELS] = { "models.dev models.json", "models.dev-models",
		"https://models.dev/models.json", source_read_models_dev_models, false },
	[SOURCE_OPENROUTER] = { "OpenRouter models", "openrouter",
		"https://openrouter.ai/api/v1/models", source_read_openrouter, false },
	[SOURCE_OPENAI] = { "OpenAI-compatible /v1/models", NULL, "", source_read_openai, false },
	[SOURCE_LITELLM] = { "LiteLLM prices", "litellm", "https://github.com/BerriAI/litellm",
		source_read_litellm, false },
	[SOURCE_GENAI_PRICES] = { "genai-prices", "genai-prices",
		"https://github.com/pydantic/genai-prices", source_read_genai_prices, false },
	[SOURCE_FACTS] = { "llmatlas facts", NULL, "", NULL, false },
	[SOURCE_RECORDS] = { "JSON array of models", NULL, "", source_read_records, false },
	[SOURCE_NDJSON] = { "NDJSON of models", NULL, "", source_read_ndjson, true },
	[SOURCE_CSV] = { "CSV", NULL, "", source_read_csv, true },
};

const char *source_format_name(enum source_format format)
{
	return formats[format].title;
}

/* "localhost:8000" of "http://localhost:8000/v1/models": there all lists have the same name. */
static struct text host_of(const char *address)
{
	const char *from = strstr(address, "://");
	struct text host = from ? (struct text){ from + 3, strcspn(from + 3, "/?#") } : TEXT_NONE;
	ptrdiff_t user = text_find(host, TEXT("@"));

	return text_slice(host, (size_t)(user + 1), host.size);
}

/* What a source is called when nobody says: "models.dev", or the stem of the file: "hub" of "/home/me/hub.ndjson". In the arena. */
static struct text default_name(enum source_format format, const char *file, struct arena *arena)
{
	if (formats[format].name)
		return text_of(formats[format].name);
	if (strcmp(file, "<stdin>") == 0)
		return TEXT("stdin");
	struct text host = format == SOURCE_OPENAI ? host_of(file) : TEXT_NONE;
	const char *slash = strrchr(file, '/');
	struct text name = host.size > 0 ? host : text_of(slash ? slash + 1 : file);
	ptrdiff_t dot = host.size > 0 ? -1 : text_find(name, TEXT("."));
	name = dot > 0 ? text_slice(name, 0, (size_t)dot) : name;
	char *out = arena_get(arena, name.size + 1);
	for (size_t i = 0; i < name.size; i++) { /* it becomes the name of a file */
		char c = name.bytes[i];
		bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			(c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
		out[i] = is_plain ? c : '-';
	}
	return name.size > 0 ? (struct text){ out, name.size } : TEXT("import");
}

enum origin source_origin(struct text name)
{
	if (text_starts_with(name, TEXT("models.dev")))
		return ORIGIN_MODELS_DEV;
	if (text_equal(name, TEXT("openrouter")))
		return ORIGIN_OPENROUTER;
	return text_equal(name, TEXT("litellm")) ? ORIGIN_LITELLM : ORIGIN_OTHER;
}

bool source_is_list(enum source_format format)
{
	return format <= SOURCE_GENAI_PRICES;
}

/* --- reading -------------------------------------------------------------------------------------- */

static bool ends_a_value(struct text bytes)
{
	bytes = text_trim(bytes);
	return bytes.size > 0 &&
		(bytes.bytes[bytes.size - 1] == '}' || bytes.bytes[bytes.size - 1] == ']');
}

/* What helps where the bytes are no JSON; NULL: nothing that is known. */
static const char *remedy(struct text bytes, size_t at)
{
	struct text before = text_slice(bytes, 0, at),
		    rest = text_slice(bytes, before.size, bytes.size);

	if (text_starts_with(rest, TEXT("//")) || text_starts_with(rest, TEXT("/*")) ||
		text_starts_with(rest, TEXT("#")))
		return _("JSON has no comments: take them out");
	if (text_trim(rest).size == 0 || (!ends_a_value(bytes) && !ends_a_value(before)))
		return _("It ends too early: fetch it again");
	return NULL;
}

static enum result read_tree(struct source_reader *reader, struct text bytes)
{
	int line, column;

	if (reader->import->format == SOURCE_FACTS)
		return source_read_facts(reader, bytes);
	if (!json_tokens_read(&reader->tokens, bytes, true)) {
		const char *helps = remedy(bytes, reader->tokens.wrong_at);
		json_token_place(&reader->tokens, JSON_NO_TOKEN, &line, &column);
		return error_set(reader->err, RESULT_BAD_DATA, "%s:%d:%d: %s%s%s",
			stream_name(reader->import->stream), line, column, _(reader->tokens.wrong),
			helps ? ". " : "", helps ? helps : "");
	}
	for (size_t i = 0; i < reader->tokens.repeated_count && i < JSON_REPEATED_MAX; i++) {
		reader->tokens.wrong_at = reader->tokens.repeated[i];
		source_begin(reader, JSON_NO_TOKEN);
		source_warn(reader, "%s", _("the same key a second time: the first one counts"));
	}
	return formats[reader->import->format].read(reader);
}

void source_add_own(struct source_reader *reader)
{
	struct source_import *import = reader->import;
	struct source source = { .title = reader->by,
		.url = import->url.size > 0 ? import->url : text_of(formats[import->format].url),
		.date = import->as_of,
		.is_seen = true };

	reader->source = builder_add_source(import->builder, &source);
}

static enum result holds_nothing(const struct source_reader *reader)
{
	const char *name = stream_name(reader->import->stream),
		   *shape = source_format_name(reader->import->format);

	if (reader->first_warning[0] == '\0')
		return error_set(reader->err, RESULT_BAD_DATA,
			_("%s has the shape of %s and holds no model."), name, shape);
	return error_set(reader->err, RESULT_BAD_DATA,
		_("%s has the shape of %s and holds no model: %s."), name, shape,
		reader->first_warning);
}

enum result source_read(struct source_import *import, struct error *err)
{
	struct error own = { .result = RESULT_OK };
	struct source_reader reader = { .import = import, .err = err ? err : &own };
	struct text head, bytes = TEXT_NONE;
	enum result result = stream_peek(import->stream, &head, reader.err);

	if (result == RESULT_OK)
		result = source_detect(head, stream_name(import->stream), &import->format,
			reader.err);
	if (result != RESULT_OK)
		return result;
	arena_init(&reader.arena);
	if (import->name.size == 0)
		import->name = default_name(import->format, stream_name(import->stream),
			&reader.arena);
	struct text name = text_clean(&reader.arena, import->name, NULL);
	import->builder = builder_new(name, import->as_of);
	char kept[256]; /* the arena is emptied from record to record */
	size_t size = name.size < sizeof(kept) ? name.size : sizeof(kept);
	memcpy(kept, name.bytes, size);
	reader.by = (struct text){ kept, size };
	import->name = builder_name(import->builder);
	reader.origin = source_origin(reader.by);
	source_add_own(&reader);
	if (formats[import->format].is_streamed)
		result = formats[import->format].read(&reader);
	else
		result = stream_rest(import->stream, SOURCE_SIZE_MAX, &bytes, reader.err);
	if (result == RESULT_OK && !formats[import->format].is_streamed)
		result = read_tree(&reader, bytes);
	if (result == RESULT_OK && import->record_count == 0)
		result = holds_nothing(&reader);
	if (result == RESULT_OK)
		result = source_check_records(&reader);
	json_tokens_done(&reader.tokens);
	arena_done(&reader.arena);
	return result;
}

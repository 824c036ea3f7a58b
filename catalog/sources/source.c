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

/* "hub" of "/home/me/hub.ndjson". */
struct text source_default_name(enum source_format format, const char *file, struct arena *arena)
{
	if (formats[format].name)
		return text_of(formats[format].name);
	if (strcmp(file, "<stdin>") == 0)
		return TEXT("stdin");
	const char *slash = strrchr(file, '/');
	struct text name = text_of(slash ? slash + 1 : file);
	ptrdiff_t dot = text_find(name, TEXT("."));
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

/* --- what a file is ------------------------------------------------------------------------------- */

static bool has(struct text head, const char *part)
{
	return text_find(head, text_of(part)) >= 0;
}

static bool begins_object_line(struct text head)
{
	ptrdiff_t end = text_find(head, TEXT("\n"));
	struct text line = text_trim(end < 0 ? head : text_slice(head, 0, (size_t)end));

	return text_starts_with(line, TEXT("{")) && text_ends_with(line, TEXT("}"));
}

static int detect_object(struct text head)
{
	bool has_more_lines = begins_object_line(head) &&
		text_starts_with(text_trim(text_slice(head,
					 (size_t)(text_find(head, TEXT("\n")) + 1), head.size)),
			TEXT("{")) &&
		text_find(head, TEXT("\n")) >= 0;

	if (has(head, "\"llmatlas-facts/"))
		return SOURCE_FACTS;
	if (has_more_lines)
		return SOURCE_NDJSON;
	if (has(head, "\"litellm_provider\"") || has(head, "\"input_cost_per_token\""))
		return SOURCE_LITELLM;
	if (has(head, "\"data\"") && (has(head, "\"pricing\"") || has(head, "\"context_length\"")))
		return SOURCE_OPENROUTER;
	if (has(head, "\"models\"") && (has(head, "\"env\"") || has(head, "\"npm\"")))
		return SOURCE_MODELS_DEV;
	if (has(head, "\"modalities\"") || has(head, "\"open_weights\""))
		return SOURCE_MODELS_DEV_MODELS;
	if (begins_object_line(head) && (has(head, "\"id\"") || has(head, "\"modelId\"")))
		return SOURCE_NDJSON;
	return -1;
}

static int detect_array(struct text head)
{
	if (has(head, "\"pricing_urls\"") || has(head, "\"api_pattern\""))
		return SOURCE_GENAI_PRICES;
	if (has(head, "\"id\"") || has(head, "\"modelId\"") || has(head, "\"name\""))
		return SOURCE_RECORDS;
	return -1;
}

/* A first line in which "id" is a cell of its own. */
static bool is_header(struct text head)
{
	size_t end = 0;

	while (end < head.size && head.bytes[end] != '\n' && head.bytes[end] != '\r')
		end++;
	struct text line = text_trim(text_slice(head, 0, end));
	for (size_t from = 0, at = 0; at <= line.size; at++) {
		char c = at < line.size ? line.bytes[at] : ',';
		if (c != ',' && c != ';' && c != '\t')
			continue;
		struct text cell = text_trim(text_slice(line, from, at - from));
		if (text_equal_folded_ascii(cell, TEXT("id")) ||
			text_equal_folded_ascii(cell, TEXT("\"id\"")))
			return true;
		from = at + 1;
	}
	return false;
}

/* By the first bytes. */
static const struct {
	const char *begin, *is;
} strangers[] = {
	{ "\037\213",
		N_("it is compressed (gzip); unpack it first: gunzip -c FILE | llmatlas import -") },
	{ "\050\265",
		N_("it is compressed (zstd); unpack it first: zstd -dc FILE | llmatlas import -") },
	{ "\3757zXZ",
		N_("it is compressed (xz); unpack it first: xz -dc FILE | llmatlas import -") },
	{ "BZh",
		N_("it is compressed (bzip2); unpack it first: bzip2 -dc FILE | llmatlas import -") },
	{ "7z\274\257", N_("it is a 7z archive; unpack it first") },
	{ "PK", N_("it is a zip archive; unpack it first") },
	{ "\377\376",
		N_("it is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8 FILE | llmatlas import -") },
	{ "\376\377",
		N_("it is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8 FILE | llmatlas import -") },
	{ "LLMATLAS", N_("it is a snapshot of llmatlas; --catalog FILE uses it as it is") },
	{ "<", N_("it is a web page (HTML), not data: a login page or an error page, perhaps") },
	{ "{", N_("it begins as JSON, but is of no known shape") },
	{ "[", N_("it begins as JSON, but is of no known shape") },
};

static const char *looks_like(struct text head)
{
	if (head.size == 0)
		return _("it is empty");
	if (text_starts_with(head, TEXT("{")) && (has(head, "\n}\n{") || has(head, "\r\n}\r\n{")))
		return _(
			"it is many JSON objects of several lines each; put each on one line: jq -c . FILE | llmatlas import -");
	for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++)
		if (text_starts_with(head, text_of(strangers[i].begin)))
			return _(strangers[i].is);
	return _("it is neither JSON nor CSV with a column id");
}

bool source_is_list(enum source_format format)
{
	return format <= SOURCE_GENAI_PRICES;
}

enum result source_detect(struct text head, const char *file, enum source_format *format,
	struct error *err)
{
	int found = -1;

	head = text_trim(text_without_mark(head));
	if (text_starts_with(head, TEXT("{")))
		found = detect_object(head);
	else if (text_starts_with(head, TEXT("[")))
		found = detect_array(head);
	else if (is_header(head) && !text_starts_with(head, TEXT("<")))
		found = SOURCE_CSV;
	if (found < 0)
		return error_set(err, RESULT_BAD_DATA,
			_("%s is no catalog that can be read: %s. Known: models.dev, OpenRouter, LiteLLM, genai-prices, llmatlas facts, NDJSON, CSV."),
			file, looks_like(head));
	*format = (enum source_format)found;
	return RESULT_OK;
}

/* --- reading -------------------------------------------------------------------------------------- */

static enum result read_tree(struct source_reader *reader, struct text bytes)
{
	int line, column;

	if (reader->import->format == SOURCE_FACTS)
		return source_read_facts(reader, bytes);
	if (!json_tokens_read(&reader->tokens, bytes, true)) {
		json_token_place(&reader->tokens, JSON_NO_TOKEN, &line, &column);
		return error_set(reader->err, RESULT_BAD_DATA, "%s:%d:%d: %s",
			stream_name(reader->import->stream), line, column, _(reader->tokens.wrong));
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
		.url = text_of(formats[import->format].url),
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
		import->name = source_default_name(import->format, stream_name(import->stream),
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

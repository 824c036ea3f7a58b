/* SPDX-License-Identifier: MIT */
/* What a file is, by its first bytes. */
#include "catalog/base/message.h"
#include "catalog/sources/refusal.h"
#include "catalog/sources/source_reader.h"

#include <string.h>

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

/* Past blanks, a string, its colon and more blanks; *key gets the string. SIZE_MAX: there is none. */
static size_t first_key(struct text head, struct text *key)
{
	size_t at = 1; /* the brace */

	while (at < head.size && strchr(" \t\r\n", head.bytes[at]))
		at++;
	if (at == head.size || head.bytes[at] != '"')
		return SIZE_MAX;
	size_t from = ++at;
	while (at < head.size && head.bytes[at] != '"')
		at++;
	*key = text_slice(head, from, at - from);
	for (at++; at < head.size && strchr(" \t\r\n:", head.bytes[at]);)
		at++;
	return at < head.size ? at : SIZE_MAX;
}

/* {"acme/one": {...}}: a map by name. The sections of a facts file are lists, but for its sources. */
static bool is_map(struct text head)
{
	struct text key = TEXT_NONE;
	size_t at = first_key(head, &key);

	return at != SIZE_MAX && head.bytes[at] == '{' && !text_equal(key, TEXT("sources"));
}

/* "key": "word", with blanks or without. */
static bool says(struct text head, const char *key, const char *word)
{
	for (ptrdiff_t at = text_find(head, text_of(key)); at >= 0;
		at = text_find(head, text_of(key))) {
		head = text_slice(head, (size_t)at + strlen(key), head.size);
		struct text rest = text_trim(head);
		if (text_starts_with(rest, TEXT(":")) &&
			text_starts_with(text_trim(text_slice(rest, 1, rest.size)), text_of(word)))
			return true;
	}
	return false;
}

/* Lists of files, batches and the like have the same frame, OpenRouter's list none of these words. */
static bool is_openai(struct text head)
{
	return has(head, "\"data\"") &&
		(says(head, "\"object\"", "\"model\"") || has(head, "\"owned_by\"") ||
			(says(head, "\"object\"", "\"list\"") && !has(head, "\"id\"")));
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
	if (is_openai(head) && !has(head, "\"top_provider\""))
		return SOURCE_OPENAI;
	if (has(head, "\"data\"") && (has(head, "\"pricing\"") || has(head, "\"context_length\"")))
		return SOURCE_OPENROUTER;
	if (has(head, "\"models\"") && (has(head, "\"env\"") || has(head, "\"npm\"")))
		return SOURCE_MODELS_DEV;
	if (is_map(head) && (has(head, "\"modalities\"") || has(head, "\"open_weights\"")))
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

static struct text first_line(struct text head)
{
	size_t end = 0;

	while (end < head.size && head.bytes[end] != '\n' && head.bytes[end] != '\r')
		end++;
	return text_slice(head, 0, end);
}

/* A first line in which "id" is a cell of its own; another may stand before it that tells the separator. */
static bool is_header(struct text head)
{
	struct text line = first_line(head);
	char told = source_csv_separator(line);

	if (told != '\0')
		line = first_line(text_trim(text_slice(head, line.size, head.size)));
	line = text_trim(line);
	for (size_t from = 0, at = 0; at <= line.size; at++) {
		char c = at < line.size ? line.bytes[at] : '\n';
		bool separates = told != '\0' ? c == told : c == ',' || c == ';' || c == '\t';
		if (!separates && c != '\n')
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

static const char *looks_like(struct text head, struct arena *arena)
{
	struct text refusal = refusal_message(head, arena);

	if (head.size == 0)
		return _("it is empty");
	if (text_starts_with(head, TEXT("{")) && (has(head, "\n}\n{") || has(head, "\r\n}\r\n{")))
		return _(
			"it is many JSON objects of several lines each; put each on one line: jq -c . FILE | llmatlas import -");
	if (refusal.size > 0)
		return arena_format(arena, _("it is an error that a server sent: '%.*s'"),
			TEXT_ARGS(refusal))
			.bytes;
	for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++)
		if (text_starts_with(head, text_of(strangers[i].begin)))
			return _(strangers[i].is);
	return _("it is neither JSON nor CSV with a column id");
}

enum result source_detect(struct text head, const char *file, enum source_format *format,
	struct error *err)
{
	struct arena arena;
	int found = -1;

	head = text_trim(text_without_mark(head));
	if (text_starts_with(head, TEXT("{")))
		found = detect_object(head);
	else if (text_starts_with(head, TEXT("[")))
		found = detect_array(head);
	else if (is_header(head) && !text_starts_with(head, TEXT("<")))
		found = SOURCE_CSV;
	*format = (enum source_format)found;
	if (found >= 0)
		return RESULT_OK;
	arena_init(&arena);
	error_set(err, RESULT_BAD_DATA,
		_("%s is no catalog that can be read: %s. Known: models.dev, OpenRouter, lists of OpenAI-compatible servers, LiteLLM, genai-prices, llmatlas facts, NDJSON, CSV."),
		file, looks_like(head, &arena));
	arena_done(&arena);
	return RESULT_BAD_DATA;
}

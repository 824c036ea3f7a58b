/* SPDX-License-Identifier: MIT */
/* Mistakes, keys, texts, dates, sources and ids of a facts file. */
#include "catalog/sources/facts_reader.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <stdarg.h>
#include <stdlib.h>

static void add_warning(struct facts *facts, struct facts_warning warning)
{
	facts->warnings = memory_grow(facts->warnings, &facts->warning_capacity,
		facts->warning_count + 1, sizeof(*facts->warnings));
	warning.number = facts->warning_count;
	facts->warnings[facts->warning_count++] = warning;
}

void facts_warn(struct facts *facts, struct text sentence)
{
	add_warning(facts,
		(struct facts_warning){ .sentence = arena_copy(facts->arena, sentence),
			.file = (uint32_t)facts->file_count });
}

static void warn_at(struct facts *facts, uint32_t file, const struct json *node,
	struct text sentence)
{
	struct json_document *document = facts->files[file].document;
	struct facts_warning warning = { .file = file };
	struct strbuf path;
	struct error own;

	strbuf_init(&path);
	json_place(document, node, &warning.line, &warning.column, &path);
	strbuf_done(&path);
	json_fail(document, node, &own, "%.*s", TEXT_ARGS(sentence));
	warning.sentence = arena_copy(facts->arena, text_of(own.message));
	add_warning(facts, warning);
}

void facts_warn_at(struct facts *facts, uint32_t file, const struct json *node, const char *format,
	...)
{
	struct strbuf sentence;
	va_list list;

	strbuf_init(&sentence);
	va_start(list, format);
	strbuf_add_format_list(&sentence, format, list);
	va_end(list);
	warn_at(facts, file, node, strbuf_text(&sentence));
	strbuf_done(&sentence);
}

static int compare_warnings(const void *a, const void *b)
{
	const struct facts_warning *one = a, *two = b;

	if (one->file != two->file)
		return one->file < two->file ? -1 : 1;
	if (one->line != two->line)
		return one->line < two->line ? -1 : 1;
	if (one->column != two->column)
		return one->column < two->column ? -1 : 1;
	return one->number < two->number ? -1 : 1;
}

void facts_sort_warnings(struct facts *facts)
{
	if (facts->warning_count > 0)
		qsort(facts->warnings, facts->warning_count, sizeof(*facts->warnings),
			compare_warnings);
}

/* A strict read keeps the first mistake of a record, any other makes a warning of each. */
void reader_fail(struct reader *reader, const struct json *node, const char *format, ...)
{
	struct strbuf sentence;
	va_list list;

	reader->mistakes++;
	if (reader->is_strict && reader->mistakes > 1)
		return;
	strbuf_init(&sentence);
	va_start(list, format);
	strbuf_add_format_list(&sentence, format, list);
	va_end(list);
	if (reader->is_strict)
		json_fail(reader->document, node, reader->err, "%.*s",
			TEXT_ARGS(strbuf_text(&sentence)));
	else
		warn_at(reader->facts, reader->file, node, strbuf_text(&sentence));
	strbuf_done(&sentence);
}

bool reader_keeps(const struct reader *reader)
{
	return reader->mistakes == 0 || reader->facts->keeps_faulty;
}

static const char *type_name(enum json_type type)
{
	switch (type) {
	case JSON_STRING: return _("a string");
	case JSON_NUMBER: return _("a number");
	case JSON_ARRAY: return _("an array");
	case JSON_OBJECT: return _("an object");
	default: return _("true or false");
	}
}

static bool has_type(const struct json *node, enum json_type type)
{
	if (type == JSON_NULL)
		return true;
	if (type == JSON_TRUE)
		return json_is(node, JSON_TRUE) || json_is(node, JSON_FALSE);
	return json_is(node, type);
}

static void refuse_key(struct reader *reader, const struct json *child,
	const struct known_key *keys, size_t count)
{
	const char *nearest = NULL;
	int best = 4;

	for (size_t i = 0; i < count; i++)
		if (text_is_nearer(json_key(child), text_of(keys[i].key), &best))
			nearest = keys[i].key;
	if (nearest)
		reader_fail(reader, child, _("this key is not known; did you mean \"%s\"?"),
			nearest);
	else
		reader_fail(reader, child, "%s", _("this key is not known here"));
}

bool reader_check_keys(struct reader *reader, const struct json *object,
	const struct known_key *keys, size_t count)
{
	if (!json_is(object, JSON_OBJECT)) {
		reader_fail(reader, object, "%s", _("expected an object"));
		return false;
	}
	for (const struct json *child = json_first(object); child; child = json_next(child)) {
		size_t at = 0;
		while (at < count && !text_equal_string(json_key(child), keys[at].key))
			at++;
		if (at == count)
			refuse_key(reader, child, keys, count);
		else if (!has_type(child, keys[at].type))
			reader_fail(reader, child, _("expected %s"), type_name(keys[at].type));
	}
	for (size_t i = 0; i < count; i++)
		if (keys[i].is_required && !json_member(object, keys[i].key))
			reader_fail(reader, object, _("the key \"%s\" is missing"), keys[i].key);
	return true;
}

struct text reader_clean(struct reader *reader, const struct json *node)
{
	bool changed;
	struct facts *facts = reader->facts;
	struct text clean = text_clean(facts->arena, json_string(node), &changed);

	if (changed)
		facts_warn_at(facts, reader->file, node, "%s",
			_("characters that cannot be shown were made visible"));
	return arena_copy(facts->arena, clean);
}

struct text reader_text(struct reader *reader, const struct json *object, const char *key)
{
	const struct json *node = json_member(object, key);
	return json_is(node, JSON_STRING) ? reader_clean(reader, node) : TEXT_NONE;
}

void reader_texts(struct reader *reader, const struct json *array, const struct text **out,
	size_t *count)
{
	struct text *texts = ARENA_ARRAY(reader->facts->arena, struct text,
		(size_t)json_count(array) + 1);

	*count = 0;
	*out = texts;
	for (const struct json *node = json_first(array); node; node = json_next(node)) {
		if (json_is(node, JSON_STRING))
			texts[(*count)++] = reader_clean(reader, node);
		else
			reader_fail(reader, node, "%s", _("expected a string"));
	}
}

bool reader_date(struct reader *reader, const struct json *node, uint32_t *date)
{
	struct error reason;

	*date = 0;
	if (!node)
		return false;
	if (!json_is(node, JSON_STRING)) {
		reader_fail(reader, node, "%s", _("expected a date such as \"2025-06-30\""));
	} else if (value_parse_date(json_string(node), date, &reason) != RESULT_OK) {
		reader_fail(reader, node, "%s", reason.message);
		*date = 0;
	}
	return *date != 0;
}

void reader_past(struct reader *reader, const struct json *node, uint32_t date)
{
	uint32_t today = reader->facts->today;

	if (today == 0 || date_first_day(date) <= today)
		return;
	reader_fail(reader, node, _("%.*s has not come yet: expected no day after %u-%02u-%02u"),
		TEXT_ARGS(json_string(node)), today / 10000, today / 100 % 100, today % 100);
}

void reader_past_date(struct reader *reader, const struct json *node, uint32_t *date)
{
	if (json_is(node, JSON_STRING) && reader_date(reader, node, date))
		reader_past(reader, node, *date);
}

void reader_source(struct reader *reader, const struct json *object, uint32_t *out)
{
	const struct json *node = json_member(object, "source");
	const struct facts *facts = reader->facts;
	struct text key = json_string(node), nearest = TEXT_NONE;
	int best = 5;

	*out = SOURCE_NONE;
	if (!node)
		reader_fail(reader, object, "%s",
			_("the key \"source\" is missing: every fact has one"));
	if (!json_is(node, JSON_STRING))
		return;
	int source = facts_find_source(facts, reader->file, key);
	if (source >= 0) {
		*out = (uint32_t)source;
		return;
	}
	for (size_t i = 0; i < facts->source_count; i++) {
		bool is_visible = facts->sources[i].file == reader->file ||
			facts->files[facts->sources[i].file].is_shared;
		if (is_visible && text_is_nearer(key, facts->sources[i].key, &best))
			nearest = facts->sources[i].key;
	}
	if (nearest.size > 0)
		reader_fail(reader, node,
			_("there is no source of this key; did you mean \"%.*s\"?"),
			TEXT_ARGS(nearest));
	else
		reader_fail(reader, node, "%s",
			_("there is no source of this key in this file or in sources.json"));
}

int reader_basis(struct reader *reader, const struct json *node)
{
	int basis = basis_find(json_string(node));

	if (basis < 0 && json_is(node, JSON_STRING))
		reader_fail(reader, node, "%s",
			_("expected \"disclosed\", \"reported\" or \"inferred\""));
	return basis;
}

static bool is_plain_id(struct text id, int *slashes)
{
	*slashes = 0;
	for (size_t i = 0; i < id.size; i++) {
		unsigned char c = (unsigned char)id.bytes[i];
		*slashes += c == '/';
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
			c == '-' || c == '_' || c == '/' || c >= 0x80;
		if (!is_plain)
			return false;
	}
	return true;
}

void reader_id(struct reader *reader, const struct json *object, bool has_slash, struct text *id)
{
	const struct json *node = json_member(object, "id");
	int slashes;

	*id = reader_text(reader, object, "id");
	if (!json_is(node, JSON_STRING))
		return;
	if (!is_plain_id(*id, &slashes))
		reader_fail(reader, node, "%s",
			_("an id has lower-case letters, digits, '.', '_' and '-' only"));
	else if (id->size == 0 || slashes != (has_slash ? 1 : 0))
		reader_fail(reader, node, "%s",
			has_slash ? _("expected an id such as \"meta/llama-4-scout\"")
				  : _("expected an id without '/'"));
}

void reader_taken(struct reader *reader, const struct json *node, struct text id)
{
	reader_fail(reader, json_member(node, "id"), _("the id %.*s is taken already"),
		TEXT_ARGS(id));
}

/* SPDX-License-Identifier: MIT */
/* Keys, texts, dates, values and claims of a facts file. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/sources/facts_reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

static enum result refuse_key(struct reader *reader, const struct json *child,
	const struct known_key *keys, size_t count)
{
	const char *nearest = NULL;
	int best = 4;

	for (size_t i = 0; i < count; i++)
		if (text_is_nearer(json_key(child), text_of(keys[i].key), &best))
			nearest = keys[i].key;
	if (nearest)
		return json_fail(reader->document, child, reader->err,
			_("this key is not known; did you mean \"%s\"?"), nearest);
	return json_fail(reader->document, child, reader->err, "%s",
		_("this key is not known here"));
}

enum result reader_check_keys(struct reader *reader, const struct json *object,
	const struct known_key *keys, size_t count)
{
	if (!json_is(object, JSON_OBJECT))
		return json_fail(reader->document, object, reader->err, "%s",
			_("expected an object"));
	for (const struct json *child = json_first(object); child; child = json_next(child)) {
		size_t at = 0;
		while (at < count && !text_equal_string(json_key(child), keys[at].key))
			at++;
		if (at == count)
			return refuse_key(reader, child, keys, count);
		if (!has_type(child, keys[at].type))
			return json_fail(reader->document, child, reader->err, _("expected %s"),
				type_name(keys[at].type));
	}
	for (size_t i = 0; i < count; i++)
		if (keys[i].is_required && !json_member(object, keys[i].key))
			return json_fail(reader->document, object, reader->err,
				_("the key \"%s\" is missing"), keys[i].key);
	return RESULT_OK;
}

static struct text clean_text(struct reader *reader, const struct json *node)
{
	bool changed;
	struct facts *facts = reader->facts;
	struct text clean = text_clean(facts->arena, json_string(node), &changed);

	if (changed) {
		struct strbuf path;
		int line, column;
		strbuf_init(&path);
		json_place(reader->document, node, &line, &column, &path);
		struct text name = text_clean(facts->arena,
			text_of(facts->files[reader->file].name), NULL);
		facts_warn(facts,
			arena_format(facts->arena,
				_("%.*s:%d:%d: %.*s: characters that cannot be shown were made visible"),
				TEXT_ARGS(name), line, column, TEXT_ARGS(strbuf_text(&path))));
		strbuf_done(&path);
	}
	return arena_copy(facts->arena, clean);
}

struct text reader_text(struct reader *reader, const struct json *object, const char *key)
{
	const struct json *node = json_member(object, key);
	return json_is(node, JSON_STRING) ? clean_text(reader, node) : TEXT_NONE;
}

enum result reader_texts(struct reader *reader, const struct json *array, const struct text **out,
	size_t *count)
{
	struct text *texts = ARENA_ARRAY(reader->facts->arena, struct text,
		(size_t)json_count(array) + 1);

	*count = 0;
	*out = texts;
	for (const struct json *node = json_first(array); node; node = json_next(node)) {
		if (!json_is(node, JSON_STRING))
			return json_fail(reader->document, node, reader->err, "%s",
				_("expected a string"));
		texts[(*count)++] = clean_text(reader, node);
	}
	return RESULT_OK;
}

enum result reader_date(struct reader *reader, const struct json *node, uint32_t *date)
{
	struct error reason;

	*date = 0;
	if (!node)
		return RESULT_OK;
	if (!json_is(node, JSON_STRING))
		return json_fail(reader->document, node, reader->err, "%s",
			_("expected a date such as \"2025-06-30\""));
	if (value_parse_date(json_string(node), date, &reason) != RESULT_OK)
		return json_fail(reader->document, node, reader->err, "%s", reason.message);
	return RESULT_OK;
}

enum result reader_source(struct reader *reader, const struct json *object, uint32_t *out)
{
	const struct json *node = json_member(object, "source");
	const struct facts *facts = reader->facts;
	struct text key = json_string(node), nearest = TEXT_NONE;
	int best = 5;

	if (!json_is(node, JSON_STRING))
		return json_fail(reader->document, node ? node : object, reader->err, "%s",
			_("the key \"source\" is missing: every fact has one"));
	int source = facts_find_source(facts, reader->file, key);
	if (source >= 0) {
		*out = (uint32_t)source;
		return RESULT_OK;
	}
	for (size_t i = 0; i < facts->source_count; i++) {
		bool is_visible = facts->sources[i].file == reader->file ||
			facts->files[facts->sources[i].file].is_shared;
		if (is_visible && text_is_nearer(key, facts->sources[i].key, &best))
			nearest = facts->sources[i].key;
	}
	if (nearest.size > 0)
		return json_fail(reader->document, node, reader->err,
			_("there is no source of this key; did you mean \"%.*s\"?"),
			TEXT_ARGS(nearest));
	return json_fail(reader->document, node, reader->err, "%s",
		_("there is no source of this key in this file or in sources.json"));
}

enum result reader_id(struct reader *reader, const struct json *object, bool has_slash,
	struct text *id)
{
	const struct json *node = json_member(object, "id");
	int slashes = 0;

	*id = reader_text(reader, object, "id");
	for (size_t i = 0; i < id->size; i++) {
		unsigned char c = (unsigned char)id->bytes[i];
		slashes += c == '/';
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
			c == '-' || c == '_' || c == '/' || c >= 0x80;
		if (!is_plain)
			return json_fail(reader->document, node, reader->err, "%s",
				_("an id has lower-case letters, digits, '.', '_' and '-' only"));
	}
	if (id->size == 0 || slashes != (has_slash ? 1 : 0))
		return json_fail(reader->document, node ? node : object, reader->err, "%s",
			has_slash ? _("expected an id such as \"meta/llama-4-scout\"")
				  : _("expected an id without '/'"));
	return RESULT_OK;
}

static enum result member_of(struct reader *reader, const struct json *node,
	const struct field *field, int *member)
{
	struct text word = json_string(node);

	*member = -1;
	for (int i = 0; i < field->member_count; i++) /* files say keys, not other spellings */
		if (json_is(node, JSON_STRING) && text_equal_string(word, field->members[i].key))
			*member = i;
	if (*member >= 0)
		return RESULT_OK;
	int nearest = field_member_nearest(field, word);
	if (nearest >= 0)
		return json_fail(reader->document, node, reader->err,
			_("this is no value of %s; did you mean \"%s\"?"), field->key,
			field->members[nearest].key);
	return json_fail(reader->document, node, reader->err,
		_("this is no value of %s; 'llmatlas fields %s' lists them"), field->key,
		field->key);
}

static enum result mask_value(struct reader *reader, const struct json *node,
	const struct field *field, struct value *value)
{
	if (!json_is(node, JSON_ARRAY) || !json_first(node))
		return json_fail(reader->document, node, reader->err,
			_("expected an array of values of %s"), field->key);
	value->state = VALUE_KNOWN;
	value->is.mask = 0;
	for (const struct json *item = json_first(node); item; item = json_next(item)) {
		int member;
		enum result result = member_of(reader, item, field, &member);
		if (result != RESULT_OK)
			return result;
		value->is.mask |= UINT64_C(1) << member;
	}
	return RESULT_OK;
}

static enum result tags_value(struct reader *reader, const struct json *node,
	const struct field *field, struct value *value)
{
	const struct text *items;
	size_t count;

	if (!json_is(node, JSON_ARRAY) || !json_first(node))
		return json_fail(reader->document, node, reader->err,
			_("expected an array of strings for %s"), field->key);
	enum result result = reader_texts(reader, node, &items, &count);
	if (result != RESULT_OK)
		return result;
	value->state = VALUE_KNOWN;
	value->is.tags.items = items;
	value->is.tags.count = count;
	return RESULT_OK;
}

/* The cheapest price on record is twice this, the dearest price of a single token about half of it. */
#define PRICE_MIN 0.001

static enum result number_value(struct reader *reader, const struct json *node,
	const struct field *field, struct value *value)
{
	double number = json_number(node);

	if (!json_is(node, JSON_NUMBER))
		return json_fail(reader->document, node, reader->err,
			_("expected a number of %s, \"undisclosed\" or \"not-applicable\""),
			*unit_name(field->unit) ? unit_name(field->unit) : field->key);
	if (!isfinite(number) || number < 0)
		return json_fail(reader->document, node, reader->err, "%s",
			_("expected a number that is not negative"));
	if (unit_is_large(field->unit) && number > 0 && number < 1000)
		return json_fail(reader->document, node, reader->err,
			_("%g is too few: %s is a count, so 70B is 70000000000"), number,
			field->key);
	if (field->unit == UNIT_USD_PER_MTOK && number > 0 && number < PRICE_MIN)
		return json_fail(reader->document, node, reader->err,
			_("%g is too little: %s is in USD per 1,000,000 tokens, not for each token"),
			number, field->key);
	value->state = VALUE_KNOWN;
	value->is.number = number;
	return RESULT_OK;
}

enum result reader_value(struct reader *reader, const struct json *node, const struct field *field,
	struct value *value)
{
	struct text word = json_string(node);

	*value = (struct value){ .state = VALUE_UNKNOWN };
	if (!node)
		return json_fail(reader->document, node, reader->err, "%s",
			_("the key \"value\" is missing"));
	if (text_equal_string(word, "not-applicable")) {
		value->state = VALUE_NOT_APPLICABLE;
		return RESULT_OK;
	}
	bool has_members = field->kind == KIND_SET || field->kind == KIND_CHOICE;
	if (text_equal_string(word, "undisclosed") && !has_members) {
		value->state = VALUE_UNDISCLOSED;
		return RESULT_OK;
	}
	switch (field->kind) {
	case KIND_NUMBER: return number_value(reader, node, field, value);
	case KIND_SET: return mask_value(reader, node, field, value);
	case KIND_TAGS: return tags_value(reader, node, field, value);
	case KIND_DATE:
		value->state = VALUE_KNOWN;
		return reader_date(reader, node, &value->is.date);
	case KIND_CHOICE: {
		int member;
		enum result result = member_of(reader, node, field, &member);
		value->state = VALUE_KNOWN;
		value->is.choice = (uint32_t)member;
		return result;
	}
	default: break;
	}
	if (!json_is(node, JSON_STRING) || word.size == 0)
		return json_fail(reader->document, node, reader->err, _("expected a text for %s"),
			field->key);
	value->state = VALUE_KNOWN;
	value->is.text = clean_text(reader, node);
	return RESULT_OK;
}

static enum result read_claim(struct reader *reader, const struct json *node,
	const struct field *field, enum origin origin, struct claim *claim)
{
	static const struct known_key keys[] = { { "value", JSON_NULL, true },
		{ "basis", JSON_STRING, true }, { "source", JSON_STRING, false },
		{ "by", JSON_STRING, false }, { "detail", JSON_STRING, false },
		{ "as_of", JSON_STRING, false } };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	*claim = (struct claim){ .field = field->id, .origin = (uint8_t)origin };
	if (result != RESULT_OK)
		return result;
	int basis = basis_find(json_string(json_member(node, "basis")));
	if (basis < 0)
		return json_fail(reader->document, json_member(node, "basis"), reader->err, "%s",
			_("expected \"disclosed\", \"reported\" or \"inferred\""));
	claim->basis = (uint8_t)basis;
	claim->by = reader_text(reader, node, "by");
	claim->detail = reader_text(reader, node, "detail");
	if (claim->detail.size > 0)
		reader_said(reader, json_member(node, "detail"), claim->detail, false);
	if (basis == BASIS_REPORTED && claim->by.size == 0)
		return json_fail(reader->document, node, reader->err, "%s",
			_("the key \"by\" is missing: who reports it?"));
	if (basis == BASIS_INFERRED && claim->detail.size == 0)
		return json_fail(reader->document, node, reader->err, "%s",
			_("the key \"detail\" is missing: what is it inferred from?"));
	result = reader_source(reader, node, &claim->source);
	if (result == RESULT_OK)
		result = reader_date(reader, json_member(node, "as_of"), &claim->as_of);
	if (result == RESULT_OK)
		result = reader_value(reader, json_member(node, "value"), field, &claim->value);
	if (result == RESULT_OK && field->is_sentence && claim->value.state == VALUE_KNOWN)
		reader_said(reader, json_member(node, "value"), claim->value.is.text, true);
	return result;
}

static const struct field *find_field(struct reader *reader, const struct json *node)
{
	struct text key = json_key(node);

	for (int i = 0; i < FIELD_COUNT; i++)
		if (text_equal_string(key, field_get((enum field_id)i)->key))
			return field_get((enum field_id)i);
	const struct field *nearest = field_nearest(key);
	if (nearest)
		json_fail(reader->document, node, reader->err,
			_("there is no field of this name; did you mean \"%s\"?"), nearest->key);
	else
		json_fail(reader->document, node, reader->err, "%s",
			_("there is no field of this name; 'llmatlas fields' lists them"));
	return NULL;
}

static int compare_claims(const void *a, const void *b)
{
	const struct claim *one = a, *two = b;
	return (one->field > two->field) - (one->field < two->field);
}

enum result reader_claims(struct reader *reader, const struct json *facts, enum origin origin,
	const struct claim **out, size_t *count)
{
	size_t capacity = 0;

	*count = 0;
	*out = NULL;
	for (const struct json *node = json_first(facts); node; node = json_next(node))
		capacity += json_is(node, JSON_ARRAY) ? (size_t)json_count(node) : 1;
	struct claim *claims = ARENA_ARRAY(reader->facts->arena, struct claim, capacity + 1);
	for (const struct json *node = json_first(facts); node; node = json_next(node)) {
		const struct field *field = find_field(reader, node);
		if (!field)
			return RESULT_BAD_DATA;
		if (field->from == FROM_ENTRY)
			return json_fail(reader->document, node, reader->err,
				_("%s is not stated as a fact: it is a key of the model itself"),
				field->key);
		if (!field_is_fact(field))
			return json_fail(reader->document, node, reader->err,
				_("%s is not stated as a fact: the program makes it"), field->key);
		const struct json *item = json_is(node, JSON_ARRAY) ? json_first(node) : node;
		do {
			if (!item)
				return json_fail(reader->document, node, reader->err, "%s",
					_("expected at least one claim"));
			enum result result = read_claim(reader, item, field, origin,
				&claims[*count]);
			if (result != RESULT_OK)
				return result;
			(*count)++;
			item = json_is(node, JSON_ARRAY) ? json_next(item) : NULL;
		} while (item);
	}
	/* stable: fields keep the order of their claims because keys of an object differ */
	for (size_t i = 1; i < *count; i++) {
		struct claim moved = claims[i];
		size_t at = i;
		while (at > 0 && compare_claims(&claims[at - 1], &moved) > 0) {
			claims[at] = claims[at - 1];
			at--;
		}
		claims[at] = moved;
	}
	*out = claims;
	return RESULT_OK;
}

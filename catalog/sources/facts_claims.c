/* SPDX-License-Identifier: MIT */
/* Values and claims of a facts file. */
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int member_of(struct reader *reader, const struct json *node, const struct field *field)
{
	struct text word = json_string(node);

	for (int i = 0; i < field->member_count; i++) /* files say keys, not other spellings */
		if (json_is(node, JSON_STRING) && text_equal_string(word, field->members[i].key))
			return i;
	int nearest = field_member_nearest(field, word);
	if (nearest >= 0)
		reader_fail(reader, node, _("this is no value of %s; did you mean \"%s\"?"),
			field->key, field->members[nearest].key);
	else
		reader_fail(reader, node,
			_("this is no value of %s; 'llmatlas fields %s' lists them"), field->key,
			field->key);
	return -1;
}

/* For values that are read whole or not at all. */
static void know(struct reader *reader, size_t mistakes, struct value *value)
{
	value->state = reader->mistakes == mistakes ? VALUE_KNOWN : VALUE_UNKNOWN;
}

static void mask_value(struct reader *reader, const struct json *node, const struct field *field,
	struct value *value)
{
	size_t mistakes = reader->mistakes;

	if (!json_is(node, JSON_ARRAY) || !json_first(node))
		reader_fail(reader, node, _("expected an array of values of %s"), field->key);
	value->is.mask = 0;
	for (const struct json *item = json_first(node); item; item = json_next(item)) {
		int member = member_of(reader, item, field);
		if (member >= 0)
			value->is.mask |= UINT64_C(1) << member;
	}
	know(reader, mistakes, value);
}

static void tags_value(struct reader *reader, const struct json *node, const struct field *field,
	struct value *value)
{
	size_t mistakes = reader->mistakes, count;
	const struct text *items;

	if (!json_is(node, JSON_ARRAY) || !json_first(node))
		reader_fail(reader, node, _("expected an array of strings for %s"), field->key);
	reader_texts(reader, node, &items, &count);
	value->is.tags.items = items;
	value->is.tags.count = count;
	know(reader, mistakes, value);
}

/* The cheapest price on record is twice this, the dearest price of a single token about half of it. */
#define PRICE_MIN 0.001

bool reader_in_range(struct reader *reader, const struct json *node, const char *name,
	const struct number_range *range, double number)
{
	if (range->is_any ||
		(number >= range->least && number <= range->most &&
			(!range->is_whole || floor(number) == number)))
		return true;
	reader_fail(reader, node,
		range->is_whole ? _("%s is %.15g; expected a whole number from %.15g to %.15g")
				: _("%s is %.15g; expected a number from %.15g to %.15g"),
		name, number, range->least, range->most);
	return false;
}

bool reader_number(struct reader *reader, const struct json *node, const struct field *field,
	double *out)
{
	double number = json_number(node);

	*out = number;
	if (!json_is(node, JSON_NUMBER))
		reader_fail(reader, node,
			_("expected a number of %s, \"undisclosed\" or \"not-applicable\""),
			*unit_name(field->unit) ? unit_name(field->unit) : field->key);
	else if (!isfinite(number) || number < 0)
		reader_fail(reader, node, "%s", _("expected a number that is not negative"));
	else if (unit_is_large(field->unit) && number > 0 && number < 1000)
		reader_fail(reader, node, _("%g is too few: %s is a count, so 70B is 70000000000"),
			number, field->key);
	else if (field->unit == UNIT_USD_PER_MTOK && number > 0 && number < PRICE_MIN)
		reader_fail(reader, node,
			_("%g is too little: %s is in USD per 1,000,000 tokens, not for each token"),
			number, field->key);
	else
		return reader_in_range(reader, node, field->key, &field->range, number);
	return false;
}

static void date_value(struct reader *reader, const struct json *node, const struct field *field,
	struct value *value)
{
	const struct number_range *range = &field->range;
	size_t mistakes = reader->mistakes;

	if (reader_date(reader, node, &value->is.date)) {
		if (date_last_day(value->is.date) < range->least ||
			date_first_day(value->is.date) > range->most)
			reader_fail(reader, node,
				_("%s is %.*s; expected a date in the years %d to %d"), field->key,
				TEXT_ARGS(json_string(node)), (int)range->least / 10000,
				(int)range->most / 10000);
		else if (field->is_past)
			reader_past(reader, node, value->is.date);
	}
	know(reader, mistakes, value);
}

static void plain_value(struct reader *reader, const struct json *node, const struct field *field,
	struct value *value)
{
	int member;

	switch (field->kind) {
	case KIND_NUMBER:
		if (reader_number(reader, node, field, &value->is.number))
			value->state = VALUE_KNOWN;
		return;
	case KIND_SET: mask_value(reader, node, field, value); return;
	case KIND_TAGS: tags_value(reader, node, field, value); return;
	case KIND_DATE: date_value(reader, node, field, value); return;
	case KIND_CHOICE:
		member = member_of(reader, node, field);
		value->is.choice = (uint32_t)member;
		if (member >= 0)
			value->state = VALUE_KNOWN;
		return;
	default: break;
	}
	if (!json_is(node, JSON_STRING) || json_string(node).size == 0) {
		reader_fail(reader, node, _("expected a text for %s"), field->key);
		return;
	}
	value->state = VALUE_KNOWN;
	value->is.text = reader_clean(reader, node);
}

void reader_value(struct reader *reader, const struct json *node, const struct field *field,
	struct value *value)
{
	struct text word = json_string(node);
	bool has_members = field->kind == KIND_SET || field->kind == KIND_CHOICE;

	*value = (struct value){ .state = VALUE_UNKNOWN };
	if (text_equal_string(word, "not-applicable"))
		value->state = VALUE_NOT_APPLICABLE;
	else if (text_equal_string(word, "undisclosed") && !has_members)
		value->state = VALUE_UNDISCLOSED;
	else
		plain_value(reader, node, field, value);
}

/* field NULL: it is none, but the rest of the claim is looked at. */
static void read_claim(struct reader *reader, const struct json *node, const struct field *field,
	enum origin origin, struct claim *claim)
{
	static const struct known_key keys[] = { { "value", JSON_NULL, true },
		{ "basis", JSON_STRING, true }, { "source", JSON_STRING, false },
		{ "by", JSON_STRING, false }, { "detail", JSON_STRING, false },
		{ "as_of", JSON_STRING, false } };
	const struct json *value = json_member(node, "value");

	*claim = (struct claim){ .field = field ? field->id : FIELD_NONE,
		.origin = (uint8_t)origin };
	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	int basis = reader_basis(reader, json_member(node, "basis"));
	claim->basis = (uint8_t)(basis < 0 ? BASIS_REPORTED : basis);
	claim->by = reader_text(reader, node, "by");
	claim->detail = reader_text(reader, node, "detail");
	if (claim->detail.size > 0)
		reader_said(reader, json_member(node, "detail"), claim->detail, false);
	if (basis == BASIS_REPORTED && claim->by.size == 0)
		reader_fail(reader, node, "%s", _("the key \"by\" is missing: who reports it?"));
	if (basis == BASIS_INFERRED && claim->detail.size == 0)
		reader_fail(reader, node, "%s",
			_("the key \"detail\" is missing: what is it inferred from?"));
	reader_source(reader, node, &claim->source);
	reader_past_date(reader, json_member(node, "as_of"), &claim->as_of);
	if (field && value)
		reader_value(reader, value, field, &claim->value);
	if (field && field->is_sentence && claim->value.state == VALUE_KNOWN)
		reader_said(reader, value, claim->value.is.text, true);
}

static const struct field *find_field(struct reader *reader, const struct json *node)
{
	struct text key = json_key(node);

	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);
		if (!text_equal_string(key, field->key))
			continue;
		if (field_is_fact(field))
			return field;
		reader_fail(reader, node,
			field->from == FROM_ENTRY
				? _("%s is not stated as a fact: it is a key of the model itself")
				: _("%s is not stated as a fact: the program makes it"),
			field->key);
		return NULL;
	}
	const struct field *nearest = field_nearest(key);
	if (nearest)
		reader_fail(reader, node, _("there is no field of this name; did you mean \"%s\"?"),
			nearest->key);
	else
		reader_fail(reader, node, "%s",
			_("there is no field of this name; 'llmatlas fields' lists them"));
	return NULL;
}

static int compare_claims(const void *a, const void *b)
{
	const struct claim *one = a, *two = b;
	return (one->field > two->field) - (one->field < two->field);
}

/* Stable: fields keep the order of their claims because keys of an object differ. */
static void put_in_order(struct claim *claims, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct claim moved = claims[i];
		size_t at = i;
		while (at > 0 && compare_claims(&claims[at - 1], &moved) > 0) {
			claims[at] = claims[at - 1];
			at--;
		}
		claims[at] = moved;
	}
}

void reader_claims(struct reader *reader, const struct json *facts, enum origin origin,
	const struct claim **out, size_t *count)
{
	size_t capacity = 0;

	*count = 0;
	for (const struct json *node = json_first(facts); node; node = json_next(node))
		capacity += json_is(node, JSON_ARRAY) ? (size_t)json_count(node) : 1;
	struct claim *claims = ARENA_ARRAY(reader->facts->arena, struct claim, capacity + 1);
	*out = claims;
	if (!json_is(facts, JSON_OBJECT))
		return;
	for (const struct json *node = json_first(facts); node; node = json_next(node)) {
		const struct field *field = find_field(reader, node);
		bool is_list = json_is(node, JSON_ARRAY);
		if (is_list && !json_first(node))
			reader_fail(reader, node, "%s", _("expected at least one claim"));
		for (const struct json *item = is_list ? json_first(node) : node; item;
			item = is_list ? json_next(item) : NULL) {
			read_claim(reader, item, field, origin, &claims[*count]);
			*count += field != NULL;
		}
	}
	put_in_order(claims, *count);
}

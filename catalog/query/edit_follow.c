/* SPDX-License-Identifier: MIT */
/* From a value to the models that have it. */
#include "catalog/base/strbuf.h"
#include "catalog/query/edit.h"

static void add_number(struct strbuf *clause, const struct field *field, const struct value *value)
{
	bool is_most = field->threshold_count > 0 ? field->is_at_most : field->better == BETTER_LOW;
	bool is_least = field->threshold_count > 0 ? !field->is_at_most
						   : field->better == BETTER_HIGH;

	strbuf_add_string(clause, is_most ? "<=" : is_least ? ">=" : "=");
	value_print_key(clause, field, value);
}

static void add_set(struct strbuf *clause, const struct field *field, uint64_t mask)
{
	const char *before = ":";

	for (uint8_t i = 0; i < field->member_count; i++) {
		if (!(mask >> i & 1))
			continue;
		strbuf_add_string(clause, before);
		edit_quote(clause, text_of(field->members[i].key));
		before = "+";
	}
}

static void add_tags(struct strbuf *clause, const struct value *value)
{
	for (size_t i = 0; i < value->is.tags.count; i++) {
		strbuf_add_char(clause, i == 0 ? ':' : '+');
		edit_quote(clause, value->is.tags.items[i]);
	}
}

bool edit_can_follow(const struct field *field, const struct value *value)
{
	return value->state == VALUE_KNOWN && field->kind != KIND_TEXT;
}

bool edit_follow(struct strbuf *out, const struct query *query, const struct field *field,
	const struct value *value)
{
	if (!edit_can_follow(field, value))
		return false;
	edit_clear(out, query);
	strbuf_add_format(out, "%s%s", out->size > 0 ? " " : "", field->key);
	switch (field->kind) {
	case KIND_NUMBER: add_number(out, field, value); break;
	case KIND_SET: add_set(out, field, value->is.mask); break;
	case KIND_TAGS: add_tags(out, value); break;
	case KIND_DATE: strbuf_add_format(out, ":%u", value->is.date / 10000); break;
	case KIND_CHOICE:
		strbuf_add_format(out, ":%s", field->members[value->is.choice].key);
		break;
	default: strbuf_add_char(out, ':'); edit_quote(out, value->is.text);
	}
	return true;
}

/* SPDX-License-Identifier: MIT */
#include "catalog/query/facet_words.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"

#include <stdio.h>

/* As panes write it: "0.5", not "0.50". */
static void threshold_title(char *out, size_t size, const struct field *field, double threshold)
{
	struct strbuf buf;

	strbuf_init(&buf);
	if (field->unit == UNIT_USD_PER_MTOK || field->unit == UNIT_SCORE)
		strbuf_add_format(&buf, "%g", threshold);
	else
		number_print(&buf, field->unit, threshold);
	snprintf(out, size, "%.*s", TEXT_ARGS(strbuf_text(&buf)));
	strbuf_done(&buf);
}

struct facet_words facet_words(const struct store *store, const struct field *field,
	const struct facet_value *value)
{
	struct facet_words words = { .title = "", .key = "" };
	struct term term;

	switch (field->kind) {
	case KIND_CHOICE:
	case KIND_SET:
		snprintf(words.title, sizeof(words.title), "%s",
			member_brief(&field->members[value->code]));
		snprintf(words.key, sizeof(words.key), "%s", field->members[value->code].key);
		break;
	case KIND_NUMBER:
		threshold_title(words.title, sizeof(words.title), field,
			field->thresholds[value->code]);
		break;
	case KIND_DATE:
		snprintf(words.title, sizeof(words.title), "%u", value->code);
		snprintf(words.key, sizeof(words.key), "%u", value->code);
		break;
	default:
		term = store_term(store, field->id, value->code);
		snprintf(words.title, sizeof(words.title), "%.*s", TEXT_ARGS(term.title));
		snprintf(words.key, sizeof(words.key), "%.*s", TEXT_ARGS(term.key));
	}
	return words;
}

static void add_word(struct strbuf *out, const struct field *field, struct text word,
	bool has_names)
{
	int member = has_names ? field_member_find(field, word) : -1;

	if (member >= 0)
		strbuf_add_string(out, member_brief(&field->members[member]));
	else if (text_equal_string(word, "unknown"))
		strbuf_add_string(out, _("unknown"));
	else
		strbuf_add(out, word);
}

void facet_clause_words(struct strbuf *out, const struct field *field, struct text values)
{
	bool has_names = message_language() != LANGUAGE_EN && field->member_count > 0;

	for (size_t at = 0; at < values.size;) {
		size_t from = at;
		while (at < values.size && values.bytes[at] != ',' && values.bytes[at] != '+')
			at++;
		add_word(out, field, text_slice(values, from, at - from), has_names);
		if (at < values.size)
			strbuf_add_char(out, values.bytes[at++]);
	}
}

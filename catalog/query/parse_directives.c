/* SPDX-License-Identifier: MIT */
/* sort: show: fold: with: is: no: has: disclosed: reported: inferred: conflict: and quality:LENS. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/parse.h"

#include <math.h>
#include <string.h>

static bool take_once(struct parse *parse, const struct token *token, struct span *span)
{
	if (span->size > 0)
		return parse_fail(parse, token->span,
			arena_format(parse->arena, _("'%.*s' only once"),
				TEXT_ARGS(span_text(parse->text, token->key))),
			NULL);
	*span = token->span;
	return true;
}

static bool parse_sort(struct parse *parse, const struct token *token)
{
	struct query *query = parse->query;
	size_t at = token->values.from;
	struct span value;
	char separator;

	if (!take_once(parse, token, &query->sort_span))
		return false;
	while (lex_value(parse->text, token->values, false, &at, &value, &separator)) {
		bool is_descending = value.size > 0 && parse->text.bytes[value.from] == '-';
		struct span key = { value.from + is_descending, value.size - is_descending };
		const struct field *field = parse_field(parse, key);
		if (!field)
			return false;
		if (query->sort_count == QUERY_SORT_MAX)
			return parse_fail(parse, value,
				text_of(_("at most eight fields to sort by")), NULL);
		query->sort[query->sort_count++] = (struct sort_key){ field->id, is_descending };
	}
	return true;
}

/* "name@30": takes the width off the span; false when it is none. */
static bool parse_width(struct parse *parse, struct span *value, uint8_t *width)
{
	struct text text = span_text(parse->text, *value);
	ptrdiff_t at = text_find(text, TEXT("@"));
	unsigned number = 0;

	*width = 0;
	if (at < 0)
		return true;
	struct span digits = { value->from + (size_t)at + 1, value->size - (size_t)at - 1 };
	for (size_t i = (size_t)at + 1; i < text.size; i++) {
		bool is_digit = text.bytes[i] >= '0' && text.bytes[i] <= '9';
		number = is_digit && number < 1000 ? number * 10 + (unsigned)(text.bytes[i] - '0')
						   : 1000;
	}
	if (number < QUERY_WIDTH_MIN || number > QUERY_WIDTH_MAX)
		return parse_fail(parse, digits.size > 0 ? digits : *value,
			arena_format(parse->arena, _("a width of %d to %d cells, such as name@30"),
				QUERY_WIDTH_MIN, QUERY_WIDTH_MAX),
			NULL);
	value->size = (size_t)at;
	*width = (uint8_t)number;
	return true;
}

static bool parse_show(struct parse *parse, const struct token *token)
{
	struct query *query = parse->query;
	size_t at = token->values.from;
	struct span value;
	char separator;

	if (!take_once(parse, token, &query->show_span))
		return false;
	while (lex_value(parse->text, token->values, false, &at, &value, &separator)) {
		uint8_t width;
		if (!parse_width(parse, &value, &width))
			return false;
		const struct field *field = parse_field(parse, value);
		if (!field)
			return false;
		for (size_t i = 0; i < query->show_count; i++)
			if (query->show[i] == field->id)
				return parse_fail(parse, value,
					arena_format(parse->arena,
						_("each field once (%s stands there already)"),
						field->key),
					NULL);
		if (query->show_count == QUERY_SHOW_MAX)
			continue;
		query->show_width[query->show_count] = width;
		query->show[query->show_count++] = field->id;
	}
	return true;
}

static struct text parameter_names(struct arena *arena)
{
	struct strbuf names;

	strbuf_init(&names);
	for (int i = 0; i < PARAMETER_LENS; i++)
		strbuf_add_format(&names, "%s%s", i > 0 ? ", " : "",
			parameter_name((enum parameter)i));
	struct text text = arena_format(arena, _("a parameter with '=', one of %.*s"),
		TEXT_ARGS(strbuf_text(&names)));
	strbuf_done(&names);
	return text;
}

static bool parse_parameter(struct parse *parse, struct span value)
{
	struct text text = span_text(parse->text, value);
	ptrdiff_t equals = text_find(text, TEXT("="));
	int found = equals > 0 ? parameter_find(text_slice(text, 0, (size_t)equals)) : -1;
	struct error why = { 0 };

	if (found < 0)
		return parse_fail(parse, value, parameter_names(parse->arena), NULL);
	if (parameter_read(&parse->query->parameters, (enum parameter)found,
		    text_slice(text, (size_t)equals + 1, text.size), &why) == RESULT_OK)
		return true;
	return parse_fail(parse,
		(struct span){ value.from + (size_t)equals + 1, value.size - (size_t)equals - 1 },
		arena_copy(parse->arena, text_of(why.message)), NULL);
}

static bool parse_with(struct parse *parse, const struct token *token)
{
	size_t at = token->values.from;
	struct span value;
	char separator;

	if (!take_once(parse, token, &parse->query->with_span))
		return false;
	while (lex_value(parse->text, token->values, false, &at, &value, &separator))
		if (!parse_parameter(parse, value))
			return false;
	return true;
}

static bool parse_fold(struct parse *parse, const struct token *token)
{
	if (!take_once(parse, token, &parse->query->fold_span))
		return false;
	if (!parse_word_is(span_text(parse->text, token->values), "family", "계열"))
		return parse_fail(parse, token->values, text_of(_("'family'")), "family");
	parse->query->is_folded = true;
	return true;
}

static bool parse_is(struct parse *parse, const struct token *token)
{
	static const struct {
		const char *english, *korean;
	} words[] = { [IS_FREE] = { "free", "무료" },
		[IS_OPEN] = { "open", "가중치공개" },
		[IS_LOCAL] = { "local", "자체실행" },
		[IS_MARKED] = { "marked", "담음" },
		[IS_NEW] = { "new", "신규" },
		[IS_CHANGED] = { "changed", "변경" } };
	struct text word = span_text(parse->text, token->values);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!parse_word_is(word, words[i].english, words[i].korean))
			continue;
		parse_add_clause(parse, token, CLAUSE_IS)->word.is = (enum clause_is)i;
		return true;
	}
	return parse_fail(parse, token->values,
		text_of(_("free, open, local, marked, new or changed")), NULL);
}

static bool parse_state(struct parse *parse, const struct token *token, enum clause_state state)
{
	const struct field *field = parse_field(parse, token->values);

	if (!field)
		return false;
	struct clause *clause = parse_add_clause(parse, token, CLAUSE_STATE);
	clause->word.state = state;
	clause->field = field->id;
	return true;
}

/* quality:coding chooses the lens; quality:60..80 is a filter. */
static bool parse_lens(struct parse *parse, const struct token *token, bool *is_one)
{
	struct text word = span_text(parse->text, token->values);

	*is_one = false;
	if (store_field_find(parse->store, span_text(parse->text, token->key)) !=
			field_get(FIELD_QUALITY) ||
		token->op != OP_HAS || token->is_negated)
		return true;
	for (uint32_t lens = 0; lens < store_lens_count(parse->store); lens++) {
		if (!text_equal_folded_ascii(word, store_lens(parse->store, lens, LANGUAGE_COUNT)))
			continue;
		*is_one = true;
		parse->query->parameters.lens = lens;
		parse->query->parameters.given |= 1u << PARAMETER_LENS;
		return take_once(parse, token, &parse->query->lens_span);
	}
	return true;
}

bool parse_directive(struct parse *parse, const struct token *token, bool *is_one)
{
	static const struct {
		const char *english, *korean;
	} states[] = { [STATE_NO] = { "no", "없음" },
		[STATE_HAS] = { "has", "있음" },
		[STATE_DISCLOSED] = { "disclosed", "공개" },
		[STATE_REPORTED] = { "reported", "외부자료" },
		[STATE_INFERRED] = { "inferred", "추정" },
		[STATE_CONFLICT] = { "conflict", "불일치" } };
	struct text key = span_text(parse->text, token->key);

	*is_one = true;
	if (token->op == OP_HAS) {
		if (parse_word_is(key, "sort", "순서"))
			return parse_sort(parse, token);
		if (parse_word_is(key, "show", "열"))
			return parse_show(parse, token);
		if (parse_word_is(key, "with", "조건"))
			return parse_with(parse, token);
		if (parse_word_is(key, "fold", "묶기"))
			return parse_fold(parse, token);
		if (text_equal_folded_ascii(key, TEXT("is")))
			return parse_is(parse, token);
		for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
			if (parse_word_is(key, states[i].english, states[i].korean))
				return parse_state(parse, token, (enum clause_state)i);
	}
	return parse_lens(parse, token, is_one);
}

static bool items_equal(const struct clause *a, const struct clause *b)
{
	if (a->item_count != b->item_count || a->is_all_of != b->is_all_of)
		return false;
	for (size_t i = 0; i < a->item_count; i++) {
		const struct clause_item *one = &a->items[i];
		bool found = false;
		for (size_t j = 0; j < b->item_count && !found; j++) {
			const struct clause_item *two = &b->items[j];
			found = one->code == two->code && one->is_unknown == two->is_unknown &&
				one->low == two->low && one->high == two->high &&
				text_equal(one->text, two->text) &&
				one->is_exact == two->is_exact && !one->pattern && !two->pattern;
		}
		if (!found)
			return false;
	}
	return true;
}

static bool clauses_equal(const struct query *of_a, const struct clause *a,
	const struct query *of_b, const struct clause *b)
{
	if (a->kind != b->kind || a->is_negated != b->is_negated || a->field != b->field)
		return false;
	switch (a->kind) {
	case CLAUSE_FIELD: return items_equal(a, b);
	case CLAUSE_STATE: return a->word.state == b->word.state;
	case CLAUSE_IS: return a->word.is == b->word.is;
	default: return text_equal(span_text(of_a->text, a->span), span_text(of_b->text, b->span));
	}
}

/* Clauses are ANDed, so their order does not matter. */
static bool contains_clauses(const struct query *a, const struct query *b)
{
	for (size_t i = 0; i < a->clause_count; i++) {
		bool found = false;
		for (size_t j = 0; j < b->clause_count && !found; j++)
			found = clauses_equal(a, &a->clauses[i], b, &b->clauses[j]);
		if (!found)
			return false;
	}
	return true;
}

bool query_equal(const struct query *a, const struct query *b)
{
	if (a->sort_count != b->sort_count || a->show_count != b->show_count ||
		a->is_folded != b->is_folded)
		return false;
	for (size_t i = 0; i < a->sort_count; i++)
		if (a->sort[i].field != b->sort[i].field ||
			a->sort[i].is_descending != b->sort[i].is_descending)
			return false;
	if (memcmp(a->show, b->show, a->show_count * sizeof(a->show[0])) != 0 ||
		memcmp(a->show_width, b->show_width, a->show_count) != 0)
		return false;
	return parameters_equal(&a->parameters, &b->parameters) && contains_clauses(a, b) &&
		contains_clauses(b, a);
}

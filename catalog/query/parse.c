/* SPDX-License-Identifier: MIT */
#include "catalog/query/parse.h"

#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/pattern.h"
#include "catalog/base/strbuf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int column_of(struct text text, size_t at)
{
	int column = 1;

	for (size_t i = 0; i < at && i < text.size; i++)
		column += ((unsigned char)text.bytes[i] & 0xc0) != 0x80;
	return column;
}

bool parse_fail(struct parse *parse, struct span at, struct text expected, const char *nearest)
{
	struct query_error *error = parse->error;
	struct strbuf corrected;

	strbuf_init(&corrected);
	if (nearest) {
		strbuf_add(&corrected, parse->text);
		strbuf_splice(&corrected, at.from, at.size, text_of(nearest));
	}
	error->span = at;
	error->column = column_of(parse->text, at.from);
	error->expected = arena_copy(parse->arena, expected);
	error->nearest = arena_copy(parse->arena, strbuf_text(&corrected));
	error->instead = nearest ? arena_copy(parse->arena, text_of(nearest)) : TEXT_NONE;
	if (nearest)
		error->message = arena_format(parse->arena,
			_("Column %d: expected %.*s. Nearest: %s"), error->column,
			TEXT_ARGS(error->expected), nearest);
	else
		error->message = arena_format(parse->arena, _("Column %d: expected %.*s."),
			error->column, TEXT_ARGS(error->expected));
	strbuf_done(&corrected);
	return false;
}

struct clause *parse_add_clause(struct parse *parse, const struct token *token,
	enum clause_kind kind)
{
	struct query *query = parse->query;

	if (query->clause_count == parse->clause_capacity) {
		size_t capacity = parse->clause_capacity ? parse->clause_capacity * 2 : 8;
		struct clause *clauses = ARENA_ARRAY(parse->arena, struct clause, capacity);
		if (query->clause_count > 0)
			memcpy(clauses, query->clauses, query->clause_count * sizeof(*clauses));
		query->clauses = clauses;
		parse->clause_capacity = capacity;
	}
	struct clause *clause = &query->clauses[query->clause_count++];
	*clause = (struct clause){ .kind = kind,
		.is_negated = token->is_negated,
		.span = token->span,
		.values = token->values,
		.field = FIELD_NONE,
		.op = token->op };
	return clause;
}

bool parse_pattern(struct parse *parse, struct span body, bool folds_case, struct pattern **pattern)
{
	struct query *query = parse->query;
	struct error reason;

	if (pattern_new(pattern, span_text(parse->text, body), folds_case, &reason) != RESULT_OK) {
		size_t at = reason.column > 0 ? (size_t)reason.column - 1 : 0;
		struct span place = { body.from + (at < body.size ? at : body.size), 1 };
		return parse_fail(parse, place,
			arena_format(parse->arena, _("a regular expression (%s)"), reason.message),
			NULL);
	}
	pattern_add_sieve(*pattern, span_text(parse->text, body), folds_case);
	query->patterns = memory_grow(query->patterns, &parse->pattern_capacity,
		query->pattern_count + 1, sizeof(*query->patterns));
	query->patterns[query->pattern_count++] = *pattern;
	return true;
}

bool parse_word_is(struct text word, const char *english, const char *korean)
{
	return text_equal_folded_ascii(word, text_of(english)) ||
		(korean && text_equal_string(word, korean));
}

/* A bare word that is also a member or a term: the program offers the filter. */
static void offer_filters(struct parse *parse, const struct token *token)
{
	static const uint16_t fields[] = { FIELD_ARCHITECTURE, FIELD_LICENSE, FIELD_ALIGNMENT,
		FIELD_CAN, FIELD_STATUS, FIELD_DEVELOPER };
	struct text word = span_text(parse->text, token->body);
	struct query *query = parse->query;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]) && query->offer_count < 4; i++) {
		const struct field *field = field_get((enum field_id)fields[i]);
		struct text key = TEXT_NONE;
		if (field->member_count > 0) {
			int member = field_member_find(field, word);
			if (member >= 0)
				key = text_of(field->members[member].key);
		} else {
			key = store_term(parse->store, field->id,
				store_term_find(parse->store, field->id, word))
				      .key;
		}
		if (key.size > 0)
			query->offers[query->offer_count++] = (struct query_offer){ token->span,
				arena_format(parse->arena, "%s:%.*s", field->key, TEXT_ARGS(key)) };
	}
}

/* "license!=open-weight", as it is written elsewhere. */
static bool check_unequal(struct parse *parse, const struct token *token)
{
	struct text word = span_text(parse->text, token->body);
	ptrdiff_t at = text_find(word, TEXT("!="));

	if (token->kind != TOKEN_WORD || at <= 0)
		return true;
	const struct field *field = store_field_find(parse->store, text_slice(word, 0, (size_t)at));
	if (!field)
		return true;
	struct text value = text_slice(word, (size_t)at + 2, word.size);
	return parse_fail(parse, token->span, text_of(_("'-' in front of what is not to match")),
		arena_format(parse->arena, "%s%s:%.*s", token->is_negated ? "" : "-", field->key,
			TEXT_ARGS(value))
			.bytes);
}

static bool parse_text_clause(struct parse *parse, const struct token *token)
{
	static const enum clause_kind kinds[] = { [TOKEN_WORD] = CLAUSE_WORD,
		[TOKEN_PHRASE] = CLAUSE_WORD,
		[TOKEN_REGEX] = CLAUSE_REGEX,
		[TOKEN_FUZZY] = CLAUSE_FUZZY };
	struct clause *clause = parse_add_clause(parse, token, kinds[token->kind]);
	struct text body = span_text(parse->text, token->body);

	if (!check_unequal(parse, token))
		return false;
	clause->folds_case = !text_has_upper(body);
	if (token->kind == TOKEN_REGEX)
		return parse_pattern(parse, token->body, clause->folds_case, &clause->pattern);
	if (body.size == 0)
		return parse_fail(parse, token->span, text_of(_("a word")), NULL);
	clause->needle = clause->folds_case ? text_fold(parse->arena, body) : body;
	if (token->kind == TOKEN_WORD && !token->is_negated)
		offer_filters(parse, token);
	return true;
}

/* What other tools call the parts of a query that are no fields. */
static const char *directive_elsewhere(struct text word)
{
	static const char *const words[][2] = { { "by", "sort" }, { "cols", "show" },
		{ "column", "show" }, { "columns", "show" }, { "fields", "show" },
		{ "select", "show" }, { "order", "sort" }, { "orderby", "sort" },
		{ "order_by", "sort" }, { "order-by", "sort" } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_equal_folded_ascii(word, text_of(words[i][0])))
			return words[i][1];
	return NULL;
}

const struct field *parse_field(struct parse *parse, struct span key)
{
	struct text word = span_text(parse->text, key);
	const struct field *field = store_field_find(parse->store, word);

	if (field)
		return field;
	const char *instead = directive_elsewhere(word);
	const struct field *nearest = instead ? NULL : store_field_nearest(parse->store, word);
	struct text expected = arena_format(parse->arena,
		_("a field (there is no '%.*s'; put text with signs in quotes)"), TEXT_ARGS(word));
	parse_fail(parse, key, expected, nearest ? nearest->key : instead);
	return NULL;
}

static bool parse_token(struct parse *parse, const struct token *token)
{
	bool is_directive = false;

	if (token->wrong)
		return parse_fail(parse, (struct span){ token->wrong_at, 1 },
			text_of(_(token->wrong)), NULL);
	if (token->kind != TOKEN_KEYED)
		return parse_text_clause(parse, token);
	if (!parse_directive(parse, token, &is_directive) || is_directive)
		return is_directive && parse->error->column == 0;
	const struct field *field = parse_field(parse, token->key);
	return field && parse_field_clause(parse, token, field);
}

/* Control characters and broken UTF-8 are refused where they stand. */
static bool check_text(struct parse *parse)
{
	for (size_t at = 0; at < parse->text.size;) {
		size_t from = at;
		uint32_t point = text_decode(parse->text, &at);
		bool is_broken = point == 0xfffd &&
			!text_is_valid_utf8(text_slice(parse->text, from, at - from));
		if (is_broken)
			return parse_fail(parse, (struct span){ from, at - from },
				text_of(_("text in UTF-8, which this is not")), NULL);
		if ((point < 0x20 && point != '\t' && point != '\n' && point != '\r') ||
			(point >= 0x7f && point < 0xa0))
			return parse_fail(parse, (struct span){ from, at - from },
				text_of(_("text without control characters")), NULL);
	}
	return true;
}

bool query_parse(struct query *query, const struct store *store, struct text text,
	const struct parameters *defaults, struct arena *arena, struct query_error *error)
{
	struct parse parse = { .query = query, .store = store, .arena = arena, .error = error };
	struct token token;
	bool is_good;

	*error = (struct query_error){ 0 };
	*query = (struct query){ .parameters = defaults ? *defaults : parameters_default() };
	query->parameters.given = 0;
	parse.text = query->text = arena_copy(arena, text);
	is_good = check_text(&parse);
	for (size_t at = 0; is_good && lex_next(parse.text, &at, &token);)
		is_good = parse_token(&parse, &token);
	if (!is_good) {
		query_done(query);
		*query = (struct query){ .parameters = parameters_default() };
	}
	return is_good;
}

void query_done(struct query *query)
{
	for (size_t i = 0; i < query->pattern_count; i++)
		pattern_free(query->patterns[i]);
	free(query->patterns);
	query->patterns = NULL;
	query->pattern_count = 0;
}

bool query_is_argument(struct text argument)
{
	size_t at = 0;
	struct token token;

	if (argument.size < 2 || argument.bytes[0] != '-' || argument.bytes[1] == '-')
		return false;
	if (argument.bytes[1] == '"' || argument.bytes[1] == '/')
		return true;
	return lex_next(argument, &at, &token) && token.kind == TOKEN_KEYED && token.is_negated &&
		token.key.size > 1;
}

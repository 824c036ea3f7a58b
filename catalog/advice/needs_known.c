/* SPDX-License-Identifier: MIT */
/* A need is written for any catalog: what this one has no word for ("EU" where nobody serves there) is left out before it is parsed. */
#include "catalog/advice/rank_parts.h"

#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/query/lex.h"

static bool is_known(const struct store *store, const struct field *field, struct text value)
{
	struct text bare = lex_unquote(value);

	return text_equal_string(bare, "unknown") || text_equal_string(bare, "?") ||
		store_term_find(store, field->id, bare) > 0;
}

/* The values that are known, with their signs; of several that must hold together ('+') one that is not known takes all with it. */
static void add_known_values(struct strbuf *kept, const struct store *store, struct text text,
	const struct token *token, const struct field *field)
{
	size_t at = token->values.from, before = kept->size;
	struct span value;
	char separator;
	bool is_all_of = false;

	while (lex_value(text, token->values, field->kind == KIND_TAGS, &at, &value, &separator)) {
		is_all_of = is_all_of || separator == '+';
		if (is_known(store, field, span_text(text, value))) {
			if (kept->size > before)
				strbuf_add_char(kept, is_all_of ? '+' : ',');
			strbuf_add(kept, span_text(text, value));
		} else if (is_all_of) {
			strbuf_cut(kept, before);
			return;
		}
	}
}

/* Adds what is left of a clause. One of which nothing is left is met by nobody: its field goes to `absent`, unless it only hides. */
static void add_known(struct strbuf *query, const struct store *store, struct text text,
	const struct token *token, uint16_t *absent)
{
	const struct field *field = token->kind == TOKEN_KEYED
		? store_field_find(store, span_text(text, token->key))
		: NULL;
	size_t before = query->size;

	strbuf_add_string(query, before > 0 ? " " : "");
	if (!field || (field->kind != KIND_TAGS && field->kind != KIND_CATEGORY)) {
		strbuf_add(query, span_text(text, token->span));
		return;
	}
	strbuf_add(query,
		text_slice(text, token->span.from, token->values.from - token->span.from));
	size_t head = query->size;
	add_known_values(query, store, text, token, field);
	if (query->size > head)
		return;
	strbuf_cut(query, before);
	if (!token->is_negated)
		*absent = field->id;
}

static void known_query(struct strbuf *query, const struct store *store, struct text text,
	uint16_t *absent)
{
	struct token token;
	size_t at = 0;

	*absent = FIELD_NONE;
	while (lex_next(text, &at, &token))
		add_known(query, store, text, &token, absent);
}

struct text need_known_text(const struct store *store, struct text text, struct arena *arena)
{
	struct strbuf query;
	uint16_t absent;

	strbuf_init(&query);
	known_query(&query, store, text, &absent);
	struct text known = arena_copy(arena, strbuf_text(&query));
	strbuf_done(&query);
	return known;
}

enum result need_parse(const struct ranker *ranker, struct text text, struct query *query,
	uint16_t *absent, struct arena *arena, struct error *err)
{
	struct query_error error;
	struct strbuf known;

	strbuf_init(&known);
	known_query(&known, ranker->store, text, absent);
	bool is_good = query_parse(query, ranker->store, strbuf_text(&known), NULL, arena, &error);
	strbuf_done(&known);
	if (is_good)
		return RESULT_OK;
	return error_set(err, RESULT_USAGE, _("The need '%.*s' is no query: %.*s"), TEXT_ARGS(text),
		TEXT_ARGS(error.message));
}

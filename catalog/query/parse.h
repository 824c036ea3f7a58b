/* SPDX-License-Identifier: MIT */
/* parse.h - the state of one parse; shared by parse*.c. Layer: query; private. */
#ifndef CATALOG_QUERY_PARSE_H
#define CATALOG_QUERY_PARSE_H
#include "catalog/query/lex.h"

struct parse {
	struct query *query;
	const struct store *store;
	struct text text;
	struct arena *arena;
	struct query_error *error;
	size_t clause_capacity, pattern_capacity;
};

/* Fills the error; always false. nearest (may be NULL) replaces the span in the corrected query. */
bool parse_fail(struct parse *parse, struct span at, struct text expected, const char *nearest);
bool parse_directive(struct parse *parse, const struct token *token, bool *is_one);
bool parse_field_clause(struct parse *parse, const struct token *token, const struct field *field);
struct clause *parse_add_clause(struct parse *parse, const struct token *token,
	enum clause_kind kind);
bool parse_pattern(struct parse *parse, struct span body, bool folds_case,
	struct pattern **pattern);
const struct field *parse_field(struct parse *parse, struct span key);
/* key, member and directive words in any language */
bool parse_word_is(struct text word, const char *english, const char *korean);
#endif

/* SPDX-License-Identifier: MIT */
/* lex.h - the words of a query text with their places. Layer: query; for parse*.c, complete.c and needs of the guide, which are query texts. */
#ifndef CATALOG_QUERY_LEX_H
#define CATALOG_QUERY_LEX_H
#include "catalog/query/query.h"

enum token_kind { TOKEN_WORD, TOKEN_PHRASE, TOKEN_REGEX, TOKEN_FUZZY, TOKEN_KEYED };
struct token {
	enum token_kind kind;
	bool is_negated;
	struct span span; /* with the "-" */
	struct span body; /* word without its signs and quotes */
	struct span key;  /* TOKEN_KEYED */
	enum clause_op op;
	struct span values; /* behind the operator */
	const char *wrong;  /* N_(): an open quote or regex; NULL: fine */
	size_t wrong_at;
};
/* Next token from *at; false at the end. */
bool lex_next(struct text text, size_t *at, struct token *token);
/* Next value of `values` from *at: up to ',' or '+' outside quotes; *is_all_of: a '+' stood before it. */
bool lex_value(struct text text, struct span values, bool takes_plus, size_t *at,
	struct span *value, char *separator);
struct text span_text(struct text text, struct span span);
struct text lex_unquote(struct text value); /* without the quotes around it */
#endif

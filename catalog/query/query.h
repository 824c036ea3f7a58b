/* SPDX-License-Identifier: MIT */
/* query.h - a parsed query: clauses with their places in the text. Layer: query.
 * The text is the only state of filter, sort, columns and parameters; this is its reading, never the other way round. Grammar, meanings
 * and examples: llmatlas-query(7). Spans are bytes of query->text. */
#ifndef CATALOG_QUERY_QUERY_H
#define CATALOG_QUERY_QUERY_H
#include "catalog/query/parameters.h"
#include "catalog/store/store.h"

struct pattern;

struct span {
	size_t from, size;
};

enum clause_kind {
	CLAUSE_WORD,  /* word or "phrase": literal, smart case */
	CLAUSE_REGEX, /* /regex/ over id, name and aliases */
	CLAUSE_FUZZY, /* ~word: letters in this order */
	CLAUSE_FIELD, /* key op values */
	CLAUSE_STATE, /* no: has: disclosed: reported: inferred: conflict: */
	CLAUSE_IS     /* is:free ... */
};
enum clause_op {
	OP_HAS,
	OP_EQUAL,
	OP_LESS,
	OP_LESS_EQUAL,
	OP_GREATER,
	OP_GREATER_EQUAL
}; /* : = < <= > >= */
enum clause_state {
	STATE_NO,
	STATE_HAS,
	STATE_DISCLOSED,
	STATE_REPORTED,
	STATE_INFERRED,
	STATE_CONFLICT
};
enum clause_is { IS_FREE, IS_OPEN, IS_LOCAL, IS_MARKED, IS_NEW, IS_CHANGED };

/* One value of a field clause. Numbers and dates are a closed interval whose ends already take precision and operator into account. */
struct clause_item {
	struct span span;
	uint32_t
		code; /* category, tags: term code, 0 when no such term (matches nothing); choice, set: member */
	double low, high; /* number, date (as date code); -INFINITY / INFINITY for open ends */
	struct text text; /* text fields: folded when it has no upper case */
	bool folds_case;  /* and then so is what it is looked for in */
	struct pattern *pattern; /* text:/re/ */
	bool is_unknown;         /* field:unknown, same as no:field in a list of values */
	bool is_exact;           /* "=" on text */
};

struct clause {
	enum clause_kind kind;
	bool is_negated;
	struct span span;   /* with the leading "-" */
	struct span values; /* behind the operator */
	uint16_t field;     /* CLAUSE_FIELD, CLAUSE_STATE */
	enum clause_op op;
	bool is_all_of; /* a+b */
	union {
		enum clause_state state;
		enum clause_is is;
	} word;
	struct clause_item *items;
	size_t item_count;
	struct text needle;      /* CLAUSE_WORD, CLAUSE_FUZZY */
	bool folds_case;         /* of words; items say so themselves */
	struct pattern *pattern; /* CLAUSE_REGEX */
};

struct sort_key {
	uint16_t field;
	bool is_descending;
};

enum { QUERY_SORT_MAX = 8, QUERY_SHOW_MAX = 64, QUERY_WIDTH_MIN = 3, QUERY_WIDTH_MAX = 80 };
struct query {
	struct text text;
	struct clause *clauses;
	size_t clause_count;
	struct sort_key sort[QUERY_SORT_MAX];
	size_t sort_count;
	uint16_t show[QUERY_SHOW_MAX];
	uint8_t show_width[QUERY_SHOW_MAX]; /* cells, as in name@30; 0: as the field has it */
	size_t show_count;
	bool is_folded; /* fold:family */
	struct parameters parameters;
	struct span sort_span, show_span, fold_span, with_span, lens_span; /* size 0: absent */
	/* What the program may offer without being asked: a bare word that is also a member or term. */
	struct query_offer {
		struct span word;
		struct text replacement;
	} offers[4];
	size_t offer_count;
	struct pattern **patterns; /* owned; freed by query_done */
	size_t pattern_count;
};

/* A clause that chooses offers: it changes the figures of a model that is named. */
bool query_is_of_offers(const struct clause *clause);

/* Where and why a text is no query. column counts code points from 1. */
struct query_error {
	int column;
	struct span span;
	struct text expected; /* "a number of tokens, such as 128k" */
	struct text nearest;  /* a whole corrected query, or empty */
	struct text instead;  /* what is put in the place of span there */
	struct text message;  /* the sentence with both, for the screen */
};

/* Everything but patterns lives in the arena. text is copied. On failure *query is empty and error is full. */
bool query_parse(struct query *query, const struct store *store, struct text text,
	const struct parameters *defaults, struct arena *arena, struct query_error *error);
void query_done(struct query *query);
/* Same rows, order, columns and parameters for every catalog with these terms. */
bool query_equal(const struct query *a, const struct query *b);
/* True if a command line argument is query text though it begins with "-" (-key:..., -"...", -/...). */
bool query_is_argument(struct text argument);
#endif

/* SPDX-License-Identifier: MIT */
/* edit.h - changes a query's text by splicing the span of a clause. Layer: query.
 * Adding a value and taking it out again gives the text back byte for byte; the other way round gives an equal query.
 * Every function reads `query` (the parse of the current text) and writes the new text to `out` (cleared first). Text is English keys. */
#ifndef CATALOG_QUERY_EDIT_H
#define CATALOG_QUERY_EDIT_H
#include "catalog/query/query.h"

enum edit_choice {
	EDIT_ANY,     /* field:a -> field:a,b ; again: out */
	EDIT_ALL,     /* field:a -> field:a+b (set and tags) */
	EDIT_EXCLUDE, /* -field:b */
	EDIT_ONLY     /* this value alone */
};
/* value: member key, term key, year, or "unknown". Toggles. */
void edit_value(struct strbuf *out, const struct query *query, const struct field *field,
	struct text value, enum edit_choice choice);
/* One threshold at a time, written field>=128k or field<=2; the same one again takes it out. */
void edit_threshold(struct strbuf *out, const struct query *query, const struct field *field,
	double threshold);
/* All filters on a field go (no:field and the like stay). */
void edit_clear_field(struct strbuf *out, const struct query *query, const struct field *field);
/* All models with this value: the filters give way to one clause that holds it: all members of a set, a number or better (or equal, where neither
 * way is better), the year of a date; order and columns stay. False: unknown, or a text. */
bool edit_follow(struct strbuf *out, const struct query *query, const struct field *field,
	const struct value *value);
bool edit_can_follow(const struct field *field, const struct value *value);
void edit_remove_clause(struct strbuf *out, const struct query *query, size_t clause);
void edit_drop_last(struct strbuf *out, const struct query *query); /* last clause of the text */
/* The bare words (not phrases of fields) become `words`; empty takes them out. */
void edit_words(struct strbuf *out, const struct query *query, struct text words);
/* Sort by the field; on the first key already: reverse. */
void edit_sort(struct strbuf *out, const struct query *query, const struct field *field);
/* Sort by the field too, behind the keys there are; again: reverse; once more: not by it. */
void edit_sort_also(struct strbuf *out, const struct query *query, const struct store *store,
	const struct field *field);
/* A column of show:. width 0: as the field has it. */
struct edit_column {
	uint16_t field;
	uint8_t width;
};
/* No columns: show: goes, the default ones come back. */
void edit_show(struct strbuf *out, const struct query *query, const struct store *store,
	const struct edit_column *columns, size_t count);
void edit_fold(struct strbuf *out, const struct query *query); /* toggles fold:family */
/* Sets parameters (with: or quality:LENS) to what is given. */
void edit_parameters(struct strbuf *out, const struct query *query, const struct store *store,
	const struct parameters *parameters);
/* Filters go; sort, show, fold and with stay. */
void edit_clear(struct strbuf *out, const struct query *query);
/* What the query says of a value: for the sign before it in a pane. */
enum edit_mark { EDIT_MARK_NONE, EDIT_MARK_CHOSEN, EDIT_MARK_EXCLUDED };
enum edit_mark edit_mark_value(const struct query *query, const struct field *field, uint32_t code);
enum edit_mark edit_mark_threshold(const struct query *query, const struct field *field,
	double threshold);
enum edit_mark edit_mark_unknown(const struct query *query, const struct field *field);
/* A value as query text: quoted when it has blanks or signs of the grammar. */
void edit_quote(struct strbuf *out, struct text value);
#endif

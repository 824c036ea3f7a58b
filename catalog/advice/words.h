/* SPDX-License-Identifier: MIT */
/* words.h - the glossary and the lessons at work: found, filled with live counts, checked, tabulated. Layer: advice.
 * Their JSON is linked in and read when something first asks for a term or a lesson, never at start. */
#ifndef CATALOG_ADVICE_WORDS_H
#define CATALOG_ADVICE_WORDS_H
#include "catalog/sources/words.h"
#include "catalog/tables/table.h"

struct facts;

struct words {
	struct text glossary, lesson_file; /* JSON; must outlive it; empty: none */
	struct arena arena;
	bool is_read;
	const struct glossary_term *terms;
	size_t term_count;
	const struct lesson *lessons;
	size_t lesson_count;
};
void words_init(struct words *words, struct text glossary, struct text lessons);
void words_done(struct words *words);

size_t words_terms(struct words *words, const struct glossary_term **terms);
size_t words_lessons(struct words *words, const struct lesson **lessons);
/* The term of an id; NULL if there is none. */
const struct glossary_term *words_term(struct words *words, struct text id);
/* By id, name in any language (with or without what stands in brackets, or that alone), or the key of a field or value it explains. */
const struct glossary_term *words_find(struct words *words, struct text word);
const struct glossary_term *words_nearest(struct words *words,
	struct text word); /* NULL: none is near */
/* What explains a value of a field (member key, may be empty), else the field itself; NULL if nothing does. */
const struct glossary_term *words_of_field(struct words *words, const struct field *field,
	struct text member);

/* What a cell of a lesson opens: its own query, else its row's narrowed by its column's. Column 0 is the row's head, 1 the first cell.
 * Empty: nothing to open. */
struct text lesson_query(const struct lesson *lesson, size_t row, size_t column,
	struct arena *arena);
struct text lesson_term(const struct lesson *lesson, size_t row, size_t column); /* id, or empty */
/* The cell's text in the active language, {QUERY} replaced by what count says; false from it (not counted yet) gives "?". */
struct lesson_counter {
	bool (*count)(void *context, struct text query, uint32_t *models);
	void *context;
};
struct text lesson_text(const struct lesson *lesson, size_t row, size_t column,
	const struct lesson_counter *counter, struct arena *arena);
/* The same for programs: in English, whatever the language is. */
struct text lesson_key(const struct lesson *lesson, size_t row, size_t column,
	const struct lesson_counter *counter, struct arena *arena);

/* Every query of the lessons must be one in this catalog. A sentence with its place for each that is not; facts must still hold its files. */
size_t words_check(struct facts *facts, const struct store *store);
/* All terms, or one: id, term, short, text, see, fields. */
struct table *table_terms(struct words *words, const struct glossary_term *only,
	const struct store *store, struct arena *arena);
/* All lessons: id, lesson, text, rows. */
struct table *table_lessons(struct words *words, const struct store *store, struct arena *arena);
/* A lesson as drawn, with the models and the query of each row; counter must live as long as the table. */
struct table *table_lesson(const struct lesson *lesson, const struct lesson_counter *counter,
	const struct store *store, struct arena *arena);
#endif

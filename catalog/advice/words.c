/* SPDX-License-Identifier: MIT */
#include "catalog/advice/words.h"

#include "catalog/base/strbuf.h"
#include "catalog/sources/facts.h"

#include <string.h>

void words_init(struct words *words, struct text glossary, struct text lessons)
{
	memset(words, 0, sizeof(*words));
	arena_init(&words->arena);
	words->glossary = glossary;
	words->lesson_file = lessons;
}

void words_done(struct words *words)
{
	arena_done(&words->arena);
	memset(words, 0, sizeof(*words));
}

/* Lenient: a bad record is left out, as `check` says with its place. */
static void read_once(struct words *words)
{
	struct facts facts;

	if (words->is_read)
		return;
	words->is_read = true;
	facts_init(&facts, &words->arena, ORIGIN_BUILTIN_MODEL);
	if (words->glossary.size > 0)
		facts_read(&facts, "glossary.json", words->glossary, false, NULL);
	if (words->lesson_file.size > 0)
		facts_read(&facts, "lessons.json", words->lesson_file, false, NULL);
	facts_link(&facts, false, NULL);
	struct glossary_term *terms = ARENA_ARRAY(&words->arena, struct glossary_term,
		facts.term_count + 1);
	struct lesson *lessons = ARENA_ARRAY(&words->arena, struct lesson, facts.lesson_count + 1);
	if (facts.term_count > 0)
		memcpy(terms, facts.terms, facts.term_count * sizeof(*terms));
	if (facts.lesson_count > 0)
		memcpy(lessons, facts.lessons, facts.lesson_count * sizeof(*lessons));
	words->terms = terms;
	words->term_count = facts.term_count;
	words->lessons = lessons;
	words->lesson_count = facts.lesson_count;
	facts_done(&facts);
}

size_t words_terms(struct words *words, const struct glossary_term **terms)
{
	read_once(words);
	*terms = words->terms;
	return words->term_count;
}

size_t words_lessons(struct words *words, const struct lesson **lessons)
{
	read_once(words);
	*lessons = words->lessons;
	return words->lesson_count;
}

const struct glossary_term *words_term(struct words *words, struct text id)
{
	read_once(words);
	for (size_t i = 0; i < words->term_count; i++)
		if (text_equal(words->terms[i].id, id))
			return &words->terms[i];
	return NULL;
}

/* "mixture of experts (MoE)": the whole, what stands before the bracket, and what stands in it. */
static bool is_named(struct text name, struct text word, struct arena *scratch)
{
	struct text folded = text_fold(scratch, name);
	ptrdiff_t open = text_find(folded, TEXT(" ("));

	if (open < 0)
		open = text_find(folded, TEXT("("));
	if (text_equal(folded, word))
		return true;
	if (open < 0)
		return false;
	struct text inside = text_slice(folded, (size_t)open, folded.size);
	while (inside.size > 0 && (inside.bytes[0] == ' ' || inside.bytes[0] == '('))
		inside = text_slice(inside, 1, inside.size);
	return text_equal(text_slice(folded, 0, (size_t)open), word) ||
		(text_ends_with(inside, TEXT(")")) &&
			text_equal(text_slice(inside, 0, inside.size - 1), word));
}

static bool explains(const struct glossary_term *term, struct text subject)
{
	for (size_t i = 0; i < term->field_count; i++)
		if (text_equal(term->fields[i], subject))
			return true;
	return false;
}

static const struct glossary_term *term_of(struct words *words, struct text subject)
{
	read_once(words);
	for (size_t i = 0; i < words->term_count; i++)
		if (explains(&words->terms[i], subject))
			return &words->terms[i];
	return NULL;
}

const struct glossary_term *words_find(struct words *words, struct text word)
{
	struct arena scratch;
	const struct glossary_term *found = NULL;

	read_once(words);
	arena_init(&scratch);
	struct text folded = text_fold(&scratch, text_trim(word));
	for (size_t i = 0; i < words->term_count && !found; i++)
		if (text_equal(words->terms[i].id, folded))
			found = &words->terms[i];
	for (size_t i = 0; i < words->term_count && !found; i++)
		for (int language = 0; language < LANGUAGE_COUNT && !found; language++)
			if (is_named(words->terms[i].name.in[language], folded, &scratch))
				found = &words->terms[i];
	if (!found)
		found = term_of(words, folded);
	if (!found && field_find(text_trim(word)))
		found = words_of_field(words, field_find(text_trim(word)), TEXT_NONE);
	arena_done(&scratch);
	return found;
}

const struct glossary_term *words_nearest(struct words *words, struct text word)
{
	const struct glossary_term *nearest = NULL;
	int best = word.size < 5 ? 2 : 4;

	read_once(words);
	for (size_t i = 0; i < words->term_count; i++) {
		const struct glossary_term *term = &words->terms[i];
		bool is_nearer = text_is_nearer(word, term->id, &best);
		if (text_is_nearer(word, words_text(&term->name), &best) || is_nearer)
			nearest = term;
	}
	return nearest;
}

const struct glossary_term *words_of_field(struct words *words, const struct field *field,
	struct text member)
{
	struct strbuf subject;
	const struct glossary_term *term = NULL;

	if (field->id >= FIELD_COUNT)
		return term_of(words, TEXT("bench.*"));
	strbuf_init(&subject);
	if (member.size > 0) {
		strbuf_add_format(&subject, "%s:%.*s", field->key, TEXT_ARGS(member));
		term = term_of(words, strbuf_text(&subject));
	}
	strbuf_done(&subject);
	return term ? term : term_of(words, text_of(field->key));
}

static const struct lesson_cell *cell_at(const struct lesson *lesson, size_t row, size_t column)
{
	return column == 0 ? &lesson->rows[row].head : &lesson->rows[row].cells[column - 1];
}

struct text lesson_query(const struct lesson *lesson, size_t row, size_t column,
	struct arena *arena)
{
	const struct lesson_cell *cell = cell_at(lesson, row, column);
	struct text of_row = lesson->rows[row].head.query.text;

	if (cell->query.text.size > 0 || column == 0)
		return cell->query.text;
	struct text of_column = lesson->columns[column - 1].query.text;
	if (of_row.size == 0 || of_column.size == 0)
		return of_row;
	return arena_format(arena, "%.*s %.*s", TEXT_ARGS(of_column), TEXT_ARGS(of_row));
}

struct text lesson_term(const struct lesson *lesson, size_t row, size_t column)
{
	struct text term = cell_at(lesson, row, column)->term;

	if (term.size == 0 && column > 0)
		term = lesson->rows[row].head.term;
	if (term.size == 0 && column > 0)
		term = lesson->columns[column - 1].term;
	return term;
}

/* The next {QUERY} of a text from *at on: false at the end. */
static bool next_count(struct text text, size_t at, size_t *from, size_t *size)
{
	ptrdiff_t open = text_find(text_slice(text, at, text.size), TEXT("{"));

	if (open < 0)
		return false;
	*from = at + (size_t)open;
	ptrdiff_t close = text_find(text_slice(text, *from, text.size), TEXT("}"));
	*size = close < 0 ? text.size - *from : (size_t)close + 1;
	return close >= 0;
}

/* A text of a cell with its counts in it. */
static struct text filled(struct text text, const struct lesson *lesson, size_t row, size_t column,
	const struct lesson_counter *counter, struct arena *arena)
{
	size_t at = 0, from, size;
	struct strbuf out;

	if (!next_count(text, 0, &from, &size))
		return text;
	strbuf_init(&out);
	while (next_count(text, at, &from, &size)) {
		struct text query = text_slice(text, from + 1, size - 2);
		uint32_t models;
		if (query.size == 0)
			query = lesson_query(lesson, row, column, arena);
		strbuf_add(&out, text_slice(text, at, from - at));
		if (counter->count(counter->context, query, &models))
			strbuf_add_format(&out, "%u", models);
		else
			strbuf_add_char(&out, '?');
		at = from + size;
	}
	strbuf_add(&out, text_slice(text, at, text.size));
	text = arena_copy(arena, strbuf_text(&out));
	strbuf_done(&out);
	return text;
}

struct text lesson_text(const struct lesson *lesson, size_t row, size_t column,
	const struct lesson_counter *counter, struct arena *arena)
{
	return filled(words_text(&cell_at(lesson, row, column)->text), lesson, row, column, counter,
		arena);
}

struct text lesson_key(const struct lesson *lesson, size_t row, size_t column,
	const struct lesson_counter *counter, struct arena *arena)
{
	return filled(cell_at(lesson, row, column)->text.in[LANGUAGE_EN], lesson, row, column,
		counter, arena);
}

struct checker {
	struct facts *facts;
	const struct store *store;
	size_t mistakes;
};

static void check_query(struct checker *checker, struct text text, const struct words_query *place)
{
	struct arena arena;
	struct query query;
	struct query_error error;

	arena_init(&arena);
	if (query_parse(&query, checker->store, text, NULL, &arena, &error)) {
		query_done(&query);
	} else {
		facts_warn_at(checker->facts, place->file, place->node, "%.*s",
			TEXT_ARGS(error.message));
		checker->mistakes++;
	}
	arena_done(&arena);
}

static void check_cell(struct checker *checker, const struct lesson_cell *cell)
{
	if (cell->query.text.size > 0)
		check_query(checker, cell->query.text, &cell->query);
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		struct text text = cell->text.in[language];
		size_t from, size;
		for (size_t at = 0; next_count(text, at, &from, &size); at = from + size)
			check_query(checker, text_slice(text, from + 1, size - 2), &cell->query);
	}
}

size_t words_check(struct facts *facts, const struct store *store)
{
	struct checker checker = { facts, store, 0 };

	for (size_t i = 0; i < facts->lesson_count; i++) {
		const struct lesson *lesson = &facts->lessons[i];
		for (size_t column = 0; column < lesson->column_count; column++)
			check_cell(&checker, &lesson->columns[column]);
		for (size_t row = 0; row < lesson->row_count; row++)
			for (size_t column = 0; column <= lesson->column_count; column++)
				check_cell(&checker, cell_at(lesson, row, column));
	}
	return checker.mistakes;
}

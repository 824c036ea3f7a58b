/* SPDX-License-Identifier: MIT */
/* Terms and lessons of a facts file. */
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/sources/facts_reader.h"

#include <string.h>

/* What fits where the texts are drawn: a term in a dialog's title, a brief on one line of 90 cells. */
enum { NAME_CELLS = 44, BRIEF_CELLS = 90 };

struct text words_text(const struct words_text *text)
{
	struct text own = text->in[message_language()];
	return own.size > 0 ? own : text->in[LANGUAGE_EN];
}

static const char *const language_keys[LANGUAGE_COUNT] = { "en", "ko" };

/* {"en": ..., "ko": ...}: none is empty where the other is not. Further keys are the caller's. */
static enum result read_both(struct reader *reader, const struct json *node, bool can_be_empty,
	struct words_text *out)
{
	bool is_empty = can_be_empty;

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		out->in[i] = reader_text(reader, node, language_keys[i]);
		is_empty = is_empty && out->in[i].size == 0;
	}
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		if (!is_empty && out->in[i].size == 0)
			return json_fail(reader->document, json_member(node, language_keys[i]),
				reader->err, "%s", _("the text is empty"));
	return RESULT_OK;
}

static enum result read_text(struct reader *reader, const struct json *node, struct words_text *out)
{
	static const struct known_key keys[] = { { "en", JSON_STRING, true },
		{ "ko", JSON_STRING, true } };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	return result == RESULT_OK ? read_both(reader, node, false, out) : result;
}

static bool is_member_known(const struct field *field, struct text member)
{
	if (field->kind == KIND_CHOICE || field->kind == KIND_SET)
		return field_member_find(field, member) >= 0;
	return field->kind == KIND_TAGS || field->kind == KIND_CATEGORY;
}

static bool is_subject_known(struct text word)
{
	static const char *const marks[] = { "bench.*", "mark:unknown", "mark:undisclosed",
		"mark:conflict" };
	ptrdiff_t colon = text_find(word, TEXT(":"));

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (text_equal_string(word, marks[i]))
			return true;
	if (colon < 0)
		return field_find(word) && text_equal_string(word, field_find(word)->key);
	struct text key = text_slice(word, 0, (size_t)colon),
		    member = text_slice(word, (size_t)colon + 1, word.size);
	if (text_equal_string(key, "basis"))
		return basis_find(member) >= 0;
	const struct field *field = field_find(key);
	return field && text_equal_string(key, field->key) && is_member_known(field, member);
}

static bool has_text(const struct text *list, size_t count, struct text wanted)
{
	for (size_t i = 0; i < count; i++)
		if (text_equal(list[i], wanted))
			return true;
	return false;
}

static enum result read_subjects(struct reader *reader, const struct json *node,
	struct glossary_term *term)
{
	const struct facts *facts = reader->facts;
	enum result result = reader_texts(reader, node, &term->fields, &term->field_count);

	for (const struct json *child = json_first(node); child && result == RESULT_OK;
		child = json_next(child)) {
		struct text word = json_string(child);
		if (!is_subject_known(word))
			return json_fail(reader->document, child, reader->err, "%s",
				_("expected a field such as \"context\", a value such as \"architecture:moe\", \"bench.*\" or a mark"));
		for (size_t i = 0; i < facts->term_count; i++)
			if (has_text(facts->terms[i].fields, facts->terms[i].field_count, word))
				return json_fail(reader->document, child, reader->err,
					_("the term %.*s explains this already"),
					TEXT_ARGS(facts->terms[i].id));
	}
	return result;
}

/* One language of a term: name and brief are phrases, the text is sentences. */
static enum result read_wording(struct reader *reader, const struct json *node,
	struct glossary_term *term, enum language language)
{
	static const struct known_key keys[] = { { "term", JSON_STRING, true },
		{ "short", JSON_STRING, true }, { "text", JSON_STRING, true } };
	const struct facts *facts = reader->facts;
	struct text name = reader_text(reader, node, "term"),
		    brief = reader_text(reader, node, "short"),
		    text = reader_text(reader, node, "text");
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result != RESULT_OK)
		return result;
	if (name.size == 0 || text_width(name) > NAME_CELLS)
		return json_fail(reader->document, json_member(node, "term"), reader->err,
			_("expected a name of 1 to %d cells"), NAME_CELLS);
	if (brief.size == 0 || text_width(brief) > BRIEF_CELLS || text_ends_with(brief, TEXT(".")))
		return json_fail(reader->document, json_member(node, "short"), reader->err,
			_("expected a phrase of 1 to %d cells, without a full stop"), BRIEF_CELLS);
	if (!text_ends_with(text, TEXT(".")))
		return json_fail(reader->document, json_member(node, "text"), reader->err, "%s",
			_("expected sentences that end in a full stop"));
	for (size_t i = 0; i < facts->term_count; i++)
		if (text_equal(facts->terms[i].name.in[language], name))
			return json_fail(reader->document, json_member(node, "term"), reader->err,
				_("the term %.*s has this name already"),
				TEXT_ARGS(facts->terms[i].id));
	term->name.in[language] = name;
	term->brief.in[language] = brief;
	term->text.in[language] = text;
	return RESULT_OK;
}

const struct glossary_term *facts_find_term(const struct facts *facts, struct text id)
{
	for (size_t i = 0; i < facts->term_count; i++)
		if (text_equal(facts->terms[i].id, id))
			return &facts->terms[i];
	return NULL;
}

enum result reader_term(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "fields", JSON_ARRAY, true }, { "see", JSON_ARRAY, true },
		{ "en", JSON_OBJECT, true }, { "ko", JSON_OBJECT, true } };
	struct facts *facts = reader->facts;
	struct glossary_term term = { 0 };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = reader_id(reader, node, false, &term.id);
	if (result == RESULT_OK && facts_find_term(facts, term.id))
		return json_fail(reader->document, json_member(node, "id"), reader->err,
			_("the id %.*s is taken already"), TEXT_ARGS(term.id));
	if (result == RESULT_OK)
		result = read_subjects(reader, json_member(node, "fields"), &term);
	if (result == RESULT_OK)
		result = reader_texts(reader, json_member(node, "see"), &term.see, &term.see_count);
	for (int i = 0; i < LANGUAGE_COUNT && result == RESULT_OK; i++)
		result = read_wording(reader, json_member(node, language_keys[i]), &term,
			(enum language)i);
	if (result != RESULT_OK)
		return result;
	facts->terms = memory_grow(facts->terms, &facts->term_capacity, facts->term_count + 1,
		sizeof(*facts->terms));
	facts->terms[facts->term_count++] = term;
	return RESULT_OK;
}

/* When every term is known: those that are named must be there, and no term names itself. */
enum result reader_term_links(struct reader *reader, const struct json *node)
{
	struct text id = json_string(json_member(node, "id"));

	for (const struct json *child = json_first(json_member(node, "see")); child;
		child = json_next(child))
		if (!facts_find_term(reader->facts, json_string(child)) ||
			text_equal(json_string(child), id))
			return json_fail(reader->document, child, reader->err,
				_("there is no other term %.*s"), TEXT_ARGS(json_string(child)));
	return RESULT_OK;
}

static enum result read_cell(struct reader *reader, const struct json *node,
	struct lesson_cell *cell)
{
	static const struct known_key keys[] = { { "en", JSON_STRING, true },
		{ "ko", JSON_STRING, true }, { "query", JSON_STRING, false },
		{ "term", JSON_STRING, false } };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = read_both(reader, node, true, &cell->text);
	if (result != RESULT_OK)
		return result;
	cell->query = (struct words_query){ reader_text(reader, node, "query"),
		json_member(node, "query"), reader->file };
	cell->term = reader_text(reader, node, "term");
	/* A file of lessons alone can be checked without the glossary. */
	if (cell->term.size > 0 && reader->facts->term_count > 0 &&
		!facts_find_term(reader->facts, cell->term))
		return json_fail(reader->document, json_member(node, "term"), reader->err,
			_("there is no term %.*s"), TEXT_ARGS(cell->term));
	return RESULT_OK;
}

static enum result read_cells(struct reader *reader, const struct json *array,
	const struct lesson_cell **out, size_t *count)
{
	struct lesson_cell *cells = ARENA_ARRAY(reader->facts->arena, struct lesson_cell,
		(size_t)json_count(array) + 1);
	enum result result = RESULT_OK;

	*out = cells;
	*count = 0;
	for (const struct json *child = json_first(array); child && result == RESULT_OK;
		child = json_next(child))
		result = read_cell(reader, child, &cells[(*count)++]);
	return result;
}

static enum result read_row(struct reader *reader, const struct json *node, size_t columns,
	struct lesson_row *row)
{
	static const struct known_key keys[] = { { "head", JSON_OBJECT, true },
		{ "cells", JSON_ARRAY, true } };
	size_t count;
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = read_cell(reader, json_member(node, "head"), &row->head);
	if (result == RESULT_OK)
		result = read_cells(reader, json_member(node, "cells"), &row->cells, &count);
	if (result == RESULT_OK && count != columns)
		return json_fail(reader->document, json_member(node, "cells"), reader->err,
			_("expected %zu cells, one for each column"), columns);
	return result;
}

static enum result read_table(struct reader *reader, const struct json *node, struct lesson *lesson)
{
	const struct json *columns = json_member(node, "columns"),
			  *rows = json_member(node, "rows");
	struct lesson_row *out = ARENA_ARRAY(reader->facts->arena, struct lesson_row,
		(size_t)json_count(rows) + 1);
	enum result result = read_cells(reader, columns, &lesson->columns, &lesson->column_count);

	if (result == RESULT_OK &&
		(lesson->column_count == 0 || lesson->column_count > LESSON_COLUMNS_MAX))
		return json_fail(reader->document, columns, reader->err,
			_("expected 1 to %d columns"), LESSON_COLUMNS_MAX);
	lesson->rows = out;
	for (const struct json *child = json_first(rows); child && result == RESULT_OK;
		child = json_next(child))
		result = read_row(reader, child, lesson->column_count, &out[lesson->row_count++]);
	if (result == RESULT_OK && lesson->row_count == 0)
		return json_fail(reader->document, rows, reader->err, "%s",
			_("expected at least one row"));
	return result;
}

enum result reader_lesson(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "title", JSON_OBJECT, true }, { "lead", JSON_OBJECT, true },
		{ "columns", JSON_ARRAY, true }, { "rows", JSON_ARRAY, true },
		{ "notes", JSON_ARRAY, true } };
	struct facts *facts = reader->facts;
	struct lesson lesson = { 0 };
	enum result result = reader_check_keys(reader, node, keys, COUNT_OF(keys));

	if (result == RESULT_OK)
		result = reader_id(reader, node, false, &lesson.id);
	if (result == RESULT_OK)
		result = read_text(reader, json_member(node, "title"), &lesson.title);
	if (result == RESULT_OK)
		result = read_text(reader, json_member(node, "lead"), &lesson.lead);
	if (result == RESULT_OK)
		result = read_table(reader, node, &lesson);
	const struct json *notes = json_member(node, "notes");
	struct words_text *out = ARENA_ARRAY(facts->arena, struct words_text,
		(size_t)json_count(notes) + 1);
	lesson.notes = out;
	for (const struct json *child = json_first(notes); child && result == RESULT_OK;
		child = json_next(child))
		result = read_text(reader, child, &out[lesson.note_count++]);
	if (result != RESULT_OK)
		return result;
	for (size_t i = 0; i < facts->lesson_count; i++)
		if (text_equal(facts->lessons[i].id, lesson.id))
			return json_fail(reader->document, json_member(node, "id"), reader->err,
				_("the id %.*s is taken already"), TEXT_ARGS(lesson.id));
	facts->lessons = memory_grow(facts->lessons, &facts->lesson_capacity,
		facts->lesson_count + 1, sizeof(*facts->lessons));
	facts->lessons[facts->lesson_count++] = lesson;
	return RESULT_OK;
}

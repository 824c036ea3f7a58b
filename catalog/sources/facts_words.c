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
static void read_both(struct reader *reader, const struct json *node, bool can_be_empty,
	struct words_text *out)
{
	bool is_empty = can_be_empty;

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		out->in[i] = reader_text(reader, node, language_keys[i]);
		is_empty = is_empty && out->in[i].size == 0;
	}
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		const struct json *text = json_member(node, language_keys[i]);
		if (!is_empty && json_is(text, JSON_STRING) && out->in[i].size == 0)
			reader_fail(reader, text, "%s", _("the text is empty"));
	}
}

static void read_text(struct reader *reader, const struct json *node, struct words_text *out)
{
	static const struct known_key keys[] = { { "en", JSON_STRING, true },
		{ "ko", JSON_STRING, true } };

	if (reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		read_both(reader, node, false, out);
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

static void read_subject(struct reader *reader, const struct json *node)
{
	const struct facts *facts = reader->facts;
	struct text word = json_string(node);

	if (!json_is(node, JSON_STRING))
		return;
	if (!is_subject_known(word))
		reader_fail(reader, node, "%s",
			_("expected a field such as \"context\", a value such as \"architecture:moe\", \"bench.*\" or a mark"));
	for (size_t i = 0; i < facts->term_count; i++)
		if (has_text(facts->terms[i].fields, facts->terms[i].field_count, word))
			reader_fail(reader, node, _("the term %.*s explains this already"),
				TEXT_ARGS(facts->terms[i].id));
}

static void read_subjects(struct reader *reader, const struct json *node,
	struct glossary_term *term)
{
	reader_texts(reader, node, &term->fields, &term->field_count);
	for (const struct json *child = json_first(node); child; child = json_next(child))
		read_subject(reader, child);
}

/* One language of a term: name and brief are phrases, the text is sentences. */
static void read_wording(struct reader *reader, const struct json *node, struct glossary_term *term,
	enum language language)
{
	static const struct known_key keys[] = { { "term", JSON_STRING, true },
		{ "short", JSON_STRING, true }, { "text", JSON_STRING, true } };
	const struct facts *facts = reader->facts;
	const struct json *name_at = json_member(node, "term"),
			  *brief_at = json_member(node, "short"),
			  *text_at = json_member(node, "text");
	struct text name = reader_text(reader, node, "term"),
		    brief = reader_text(reader, node, "short"),
		    text = reader_text(reader, node, "text");

	if (!json_is(node, JSON_OBJECT) || !reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	if (json_is(name_at, JSON_STRING) && (name.size == 0 || text_width(name) > NAME_CELLS))
		reader_fail(reader, name_at, _("expected a name of 1 to %d cells"), NAME_CELLS);
	if (json_is(brief_at, JSON_STRING) &&
		(brief.size == 0 || text_width(brief) > BRIEF_CELLS ||
			text_ends_with(brief, TEXT("."))))
		reader_fail(reader, brief_at,
			_("expected a phrase of 1 to %d cells, without a full stop"), BRIEF_CELLS);
	if (json_is(text_at, JSON_STRING) && !text_ends_with(text, TEXT(".")))
		reader_fail(reader, text_at, "%s", _("expected sentences that end in a full stop"));
	for (size_t i = 0; i < facts->term_count && name.size > 0; i++)
		if (text_equal(facts->terms[i].name.in[language], name))
			reader_fail(reader, name_at, _("the term %.*s has this name already"),
				TEXT_ARGS(facts->terms[i].id));
	term->name.in[language] = name;
	term->brief.in[language] = brief;
	term->text.in[language] = text;
}

static const struct glossary_term *find_term(const struct facts *facts, struct text id)
{
	for (size_t i = 0; i < facts->term_count; i++)
		if (text_equal(facts->terms[i].id, id))
			return &facts->terms[i];
	return NULL;
}

void reader_term(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "fields", JSON_ARRAY, true }, { "see", JSON_ARRAY, true },
		{ "en", JSON_OBJECT, true }, { "ko", JSON_OBJECT, true } };
	struct facts *facts = reader->facts;
	struct glossary_term term = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	reader_id(reader, node, false, &term.id);
	if (term.id.size > 0 && find_term(facts, term.id))
		reader_taken(reader, node, term.id);
	read_subjects(reader, json_member(node, "fields"), &term);
	reader_texts(reader, json_member(node, "see"), &term.see, &term.see_count);
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		read_wording(reader, json_member(node, language_keys[i]), &term, (enum language)i);
	if (!reader_keeps(reader))
		return;
	facts->terms = memory_grow(facts->terms, &facts->term_capacity, facts->term_count + 1,
		sizeof(*facts->terms));
	facts->terms[facts->term_count++] = term;
}

/* When every term is known: those that are named must be there, and no term names itself. */
void reader_term_links(struct reader *reader, const struct json *node)
{
	struct text id = json_string(json_member(node, "id"));

	for (const struct json *child = json_first(json_member(node, "see")); child;
		child = json_next(child))
		if (json_is(child, JSON_STRING) &&
			(!find_term(reader->facts, json_string(child)) ||
				text_equal(json_string(child), id)))
			reader_fail(reader, child, _("there is no other term %.*s"),
				TEXT_ARGS(json_string(child)));
}

static void read_cell(struct reader *reader, const struct json *node, struct lesson_cell *cell)
{
	static const struct known_key keys[] = { { "en", JSON_STRING, true },
		{ "ko", JSON_STRING, true }, { "query", JSON_STRING, false },
		{ "term", JSON_STRING, false } };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	read_both(reader, node, true, &cell->text);
	cell->query = (struct words_query){ reader_text(reader, node, "query"),
		json_member(node, "query"), reader->file };
	cell->term = reader_text(reader, node, "term");
	/* A file of lessons alone can be checked without the glossary. */
	if (cell->term.size > 0 && reader->facts->term_count > 0 &&
		!find_term(reader->facts, cell->term))
		reader_fail(reader, json_member(node, "term"), _("there is no term %.*s"),
			TEXT_ARGS(cell->term));
}

static void read_cells(struct reader *reader, const struct json *array,
	const struct lesson_cell **out, size_t *count)
{
	struct lesson_cell *cells = ARENA_ARRAY(reader->facts->arena, struct lesson_cell,
		(size_t)json_count(array) + 1);

	*out = cells;
	*count = 0;
	for (const struct json *child = json_first(array); child; child = json_next(child))
		read_cell(reader, child, &cells[(*count)++]);
}

static void read_row(struct reader *reader, const struct json *node, size_t columns,
	struct lesson_row *row)
{
	static const struct known_key keys[] = { { "head", JSON_OBJECT, true },
		{ "cells", JSON_ARRAY, true } };
	const struct json *head = json_member(node, "head"), *cells = json_member(node, "cells");
	size_t count;

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	if (json_is(head, JSON_OBJECT))
		read_cell(reader, head, &row->head);
	if (!json_is(cells, JSON_ARRAY))
		return;
	read_cells(reader, cells, &row->cells, &count);
	if (count != columns)
		reader_fail(reader, cells, _("expected %zu cells, one for each column"), columns);
}

static void read_table(struct reader *reader, const struct json *node, struct lesson *lesson)
{
	const struct json *columns = json_member(node, "columns"),
			  *rows = json_member(node, "rows");
	struct lesson_row *out = ARENA_ARRAY(reader->facts->arena, struct lesson_row,
		(size_t)json_count(rows) + 1);

	read_cells(reader, columns, &lesson->columns, &lesson->column_count);
	if (json_is(columns, JSON_ARRAY) &&
		(lesson->column_count == 0 || lesson->column_count > LESSON_COLUMNS_MAX))
		reader_fail(reader, columns, _("expected 1 to %d columns"), LESSON_COLUMNS_MAX);
	lesson->rows = out;
	for (const struct json *child = json_first(rows); child; child = json_next(child))
		read_row(reader, child, lesson->column_count, &out[lesson->row_count++]);
	if (json_is(rows, JSON_ARRAY) && lesson->row_count == 0)
		reader_fail(reader, rows, "%s", _("expected at least one row"));
}

static void read_notes(struct reader *reader, const struct json *notes, struct lesson *lesson)
{
	struct words_text *out = ARENA_ARRAY(reader->facts->arena, struct words_text,
		(size_t)json_count(notes) + 1);

	lesson->notes = out;
	for (const struct json *child = json_first(notes); child; child = json_next(child))
		read_text(reader, child, &out[lesson->note_count++]);
}

/* One with a mistake is never taken in: its queries are asked of the catalog, cell by cell. */
void reader_lesson(struct reader *reader, const struct json *node)
{
	static const struct known_key keys[] = { { "id", JSON_STRING, true },
		{ "title", JSON_OBJECT, true }, { "lead", JSON_OBJECT, true },
		{ "columns", JSON_ARRAY, true }, { "rows", JSON_ARRAY, true },
		{ "notes", JSON_ARRAY, true } };
	struct facts *facts = reader->facts;
	const struct json *title = json_member(node, "title"), *lead = json_member(node, "lead");
	struct lesson lesson = { 0 };

	if (!reader_check_keys(reader, node, keys, COUNT_OF(keys)))
		return;
	reader_id(reader, node, false, &lesson.id);
	if (json_is(title, JSON_OBJECT))
		read_text(reader, title, &lesson.title);
	if (json_is(lead, JSON_OBJECT))
		read_text(reader, lead, &lesson.lead);
	read_table(reader, node, &lesson);
	read_notes(reader, json_member(node, "notes"), &lesson);
	for (size_t i = 0; i < facts->lesson_count; i++)
		if (text_equal(facts->lessons[i].id, lesson.id))
			reader_taken(reader, node, lesson.id);
	if (reader->mistakes > 0)
		return;
	facts->lessons = memory_grow(facts->lessons, &facts->lesson_capacity,
		facts->lesson_count + 1, sizeof(*facts->lessons));
	facts->lessons[facts->lesson_count++] = lesson;
}

/* SPDX-License-Identifier: MIT */
/* The glossary, the lessons and one lesson as tables, for every export format. */
#include "catalog/advice/words.h"
#include "catalog/base/strbuf.h"
#include "catalog/tables/cell.h"

enum {
	COLUMN_ID,
	COLUMN_TERM,
	COLUMN_SHORT,
	COLUMN_PROSE,
	COLUMN_SEE,
	COLUMN_FIELDS,
	COLUMN_COUNT
};

struct terms_context {
	const struct glossary_term *terms;
};

static struct cell wording_cell(const struct words_text *text)
{
	return cell_word(words_text(text), text->in[LANGUAGE_EN]);
}

static struct cell list_cell(const struct text *items, size_t count, struct arena *arena)
{
	struct strbuf list;

	strbuf_init(&list);
	for (size_t i = 0; i < count; i++)
		strbuf_add_format(&list, "%s%.*s", i > 0 ? ", " : "", TEXT_ARGS(items[i]));
	struct text text = arena_copy(arena, strbuf_text(&list));
	strbuf_done(&list);
	return cell_text(text);
}

static void term_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct terms_context *context = table->context;
	const struct glossary_term *term = &context->terms[index];

	cells[COLUMN_ID] = cell_text(term->id);
	cells[COLUMN_TERM] = wording_cell(&term->name);
	cells[COLUMN_SHORT] = wording_cell(&term->brief);
	cells[COLUMN_PROSE] = wording_cell(&term->text);
	cells[COLUMN_SEE] = list_cell(term->see, term->see_count, arena);
	cells[COLUMN_FIELDS] = list_cell(term->fields, term->field_count, arena);
}

static struct text term_id(const struct table *table, uint32_t index)
{
	const struct terms_context *context = table->context;
	return context->terms[index].id;
}

static struct text term_title(const struct table *table, uint32_t index)
{
	const struct terms_context *context = table->context;
	return words_text(&context->terms[index].name);
}

static const struct table_ops terms_ops = { .row = term_cells,
	.row_id = term_id,
	.row_title = term_title };

static const struct cell_column columns_of[COLUMN_COUNT] = {
	[COLUMN_ID] = CELL_WORDS("id", N_("Id"), 18),
	[COLUMN_TERM] = CELL_WORDS("term", N_("Term"), 26),
	[COLUMN_SHORT] = CELL_WORDS("short", N_("In short"), 60),
	[COLUMN_PROSE] = CELL_WORDS("text", N_("Explanation"), 80),
	[COLUMN_SEE] = CELL_WORDS("see", N_("See also"), 30),
	[COLUMN_FIELDS] = CELL_WORDS("fields", N_("Explains"), 30),
};

struct table *table_terms(struct words *words, const struct glossary_term *only,
	const struct store *store, struct arena *arena)
{
	struct terms_context *context = arena_get(arena, sizeof(*context));
	size_t count = words_terms(words, &context->terms);
	struct table *table = cell_table(TABLE_TERMS, &terms_ops, columns_of, COLUMN_COUNT,
		only ? 1 : (uint32_t)count, arena);

	table->store = store;
	table->title = only ? words_text(&only->name) : text_of(_("Terms"));
	table->command = only ? arena_format(arena, "llmatlas terms %.*s", TEXT_ARGS(only->id))
			      : TEXT("llmatlas terms");
	if (only)
		context->terms = only;
	table->context = context;
	return table;
}

struct lesson_context {
	const struct lesson *lesson;
	const struct lesson_counter *counter;
};

static void lesson_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct lesson_context *context = table->context;
	const struct lesson *lesson = context->lesson;
	struct text query = lesson_query(lesson, index, 0, arena);
	struct cell count = cell_text(TEXT_NONE);
	uint32_t models;

	for (size_t i = 0; i <= lesson->column_count; i++) {
		cells[i] = cell_word(lesson_text(lesson, index, i, context->counter, arena),
			lesson_key(lesson, index, i, context->counter, arena));
	}
	if (query.size > 0 && context->counter->count(context->counter->context, query, &models))
		count = cell_count(models, arena);
	cells[lesson->column_count + 1] = count;
	cells[lesson->column_count + 2] = cell_text(query);
}

static struct text lesson_row_title(const struct table *table, uint32_t index)
{
	const struct lesson_context *context = table->context;
	return words_text(&context->lesson->rows[index].head.text);
}

static const struct table_ops lesson_ops = { .row = lesson_cells,
	.row_id = cell_no_id,
	.row_title = lesson_row_title };

static struct table_column plain_column(struct text key, struct text title, struct text english,
	uint8_t width)
{
	return (struct table_column){ .key = key,
		.title = title,
		.brief = title,
		.english = english,
		.width = width };
}

/* "how it computes" as a key: how_it_computes. */
static struct text key_of(struct text title, struct arena *arena)
{
	struct strbuf key;

	strbuf_init(&key);
	for (size_t i = 0; i < title.size; i++) {
		char letter = title.bytes[i];
		bool is_plain = (letter >= 'a' && letter <= 'z') ||
			(letter >= '0' && letter <= '9');
		if (letter >= 'A' && letter <= 'Z')
			strbuf_add_char(&key, (char)(letter - 'A' + 'a'));
		else
			strbuf_add_char(&key, is_plain ? letter : '_');
	}
	struct text text = arena_copy(arena, strbuf_text(&key));
	strbuf_done(&key);
	return text;
}

struct table *table_lesson(const struct lesson *lesson, const struct lesson_counter *counter,
	const struct store *store, struct arena *arena)
{
	struct table *table = arena_get(arena, sizeof(*table));
	struct lesson_context *context = arena_get(arena, sizeof(*context));
	size_t count = lesson->column_count;
	struct table_column *columns = ARENA_ARRAY(arena, struct table_column, count + 3);

	*context = (struct lesson_context){ lesson, counter };
	columns[0] = plain_column(TEXT("topic"), text_of(_("Topic")), TEXT("Topic"), 14);
	for (size_t i = 0; i < count; i++) {
		struct text english = lesson->columns[i].text.in[LANGUAGE_EN];
		columns[i + 1] = plain_column(key_of(english, arena),
			words_text(&lesson->columns[i].text), english, 20);
	}
	columns[count + 1] = plain_column(TEXT("models"), text_of(_("models")), TEXT("models"), 6);
	columns[count + 1].alignment = ALIGN_RIGHT;
	columns[count + 1].is_number = true;
	columns[count + 2] = plain_column(TEXT("query"), text_of(_("Query")), TEXT("Query"), 30);
	table->ops = &lesson_ops;
	table->kind = TABLE_LESSON;
	table->has_no_ids = true;
	table->store = store;
	table->columns = columns;
	table->column_count = count + 3;
	table->row_count = (uint32_t)lesson->row_count;
	table->title = words_text(&lesson->title);
	table->command = arena_format(arena, "llmatlas learn %.*s", TEXT_ARGS(lesson->id));
	table->context = context;
	return table;
}

enum { LESSONS_ID, LESSONS_TITLE, LESSONS_LEAD, LESSONS_ROWS, LESSONS_COUNT };

static const struct lesson *lesson_at(const struct table *table, uint32_t index)
{
	return (const struct lesson *)table->context + index;
}

static void lessons_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct lesson *lesson = lesson_at(table, index);

	cells[LESSONS_ID] = cell_text(lesson->id);
	cells[LESSONS_TITLE] = wording_cell(&lesson->title);
	cells[LESSONS_LEAD] = wording_cell(&lesson->lead);
	cells[LESSONS_ROWS] = cell_count((uint32_t)lesson->row_count, arena);
}

static struct text lesson_id(const struct table *table, uint32_t index)
{
	return lesson_at(table, index)->id;
}

static struct text lesson_title(const struct table *table, uint32_t index)
{
	return words_text(&lesson_at(table, index)->title);
}

static const struct table_ops lessons_ops = { .row = lessons_cells,
	.row_id = lesson_id,
	.row_title = lesson_title };

static const struct cell_column lessons_columns[LESSONS_COUNT] = {
	[LESSONS_ID] = CELL_WORDS("id", N_("Id"), 20),
	[LESSONS_TITLE] = CELL_WORDS("lesson", N_("Lesson"), 40),
	[LESSONS_LEAD] = CELL_WORDS("text", N_("Explanation"), 80),
	[LESSONS_ROWS] = CELL_NUMBERS("rows", N_("Rows"), 6, NULL),
};

struct table *table_lessons(struct words *words, const struct store *store, struct arena *arena)
{
	const struct lesson *lessons;
	size_t count = words_lessons(words, &lessons);
	struct table *table = cell_table(TABLE_LESSONS, &lessons_ops, lessons_columns,
		LESSONS_COUNT, (uint32_t)count, arena);

	table->store = store;
	table->title = text_of(_("Lessons"));
	table->command = TEXT("llmatlas learn");
	table->context = (void *)lessons;
	return table;
}

/* SPDX-License-Identifier: MIT */
/* What the guide asks and what can be answered, as a table: a row for each question, each of its answers, each preset. */
#include "catalog/advice/questionnaire.h"
#include "catalog/base/message.h"
#include "catalog/tables/cell.h"

enum { COLUMN_OPTION, COLUMN_QUESTION, COLUMN_ANSWER, COLUMN_TITLE, COLUMN_SHAPE, COLUMN_COUNT };

struct line {
	const struct question *question; /* NULL: of a preset */
	const struct option *answer;     /* NULL: the question itself, or a preset */
	const struct preset *preset;
};

static void line_cells(const struct table *table, uint32_t index, struct arena *arena,
	struct cell *cells)
{
	const struct line *line = (const struct line *)table->context + index;
	bool is_question = !line->preset && !line->answer;

	(void)arena;
	cells[COLUMN_OPTION] = cell_text(line->preset ? TEXT("preset") : TEXT("set"));
	cells[COLUMN_QUESTION] = cell_text(line->question ? line->question->id : TEXT_NONE);
	cells[COLUMN_ANSWER] = cell_text(line->preset ? line->preset->id
			: line->answer                ? line->answer->id
						      : TEXT_NONE);
	cells[COLUMN_TITLE] = cell_text(questionnaire_text(line->preset ? line->preset->title
			: line->answer                                  ? line->answer->title
									: line->question->ask));
	cells[COLUMN_SHAPE] = cell_text(
		is_question ? text_of(question_shape_name(line->question->shape)) : TEXT_NONE);
}

static const struct table_ops ops = { .row = line_cells,
	.row_id = cell_no_id,
	.row_title = cell_no_id };

static const struct cell_column columns[COLUMN_COUNT] = {
	[COLUMN_OPTION] = CELL_WORDS("option", N_("Option"), 8),
	[COLUMN_QUESTION] = CELL_WORDS("question", N_("Question"), 14),
	[COLUMN_ANSWER] = CELL_WORDS("answer", N_("Answer"), 16),
	[COLUMN_TITLE] = CELL_WORDS("title", N_("Title"), 50),
	[COLUMN_SHAPE] = CELL_WORDS("shape", N_("Shape"), 10),
};

static size_t lines_of(const struct questionnaire *questionnaire, struct line *lines)
{
	size_t count = 0;

	for (size_t i = 0; i < questionnaire->question_count; i++) {
		const struct question *question = &questionnaire->questions[i];
		lines[count++] = (struct line){ .question = question };
		for (size_t j = 0; j < question->option_count; j++)
			lines[count++] = (struct line){ .question = question,
				.answer = &question->options[j] };
	}
	for (size_t i = 0; i < questionnaire->preset_count; i++)
		lines[count++] = (struct line){ .preset = &questionnaire->presets[i] };
	return count;
}

struct table *table_questions(const struct questionnaire *questionnaire, struct arena *arena)
{
	size_t most = questionnaire->preset_count;

	for (size_t i = 0; i < questionnaire->question_count; i++)
		most += 1 + questionnaire->questions[i].option_count;
	struct line *lines = ARENA_ARRAY(arena, struct line, most + 1);
	struct table *table = cell_table(TABLE_QUESTIONS, &ops, columns, COLUMN_COUNT,
		(uint32_t)lines_of(questionnaire, lines), arena);
	table->context = lines;
	table->title = text_of(_("Questions, answers and presets"));
	table->command = TEXT("llmatlas guide --list");
	return table;
}

/* SPDX-License-Identifier: MIT */
/* Choose, answering a question: options, what is typed, what is skipped. */
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "catalog/store/value.h"
#include "tui/views/guide.h"

/* What a person would type for this answer; options are ticked, not typed. */
static void print_typed(struct strbuf *buf, const struct question *question,
	const struct answer *answer)
{
	for (size_t i = 0; i < answer->word_count; i++)
		strbuf_add_format(buf, "%s%.*s",
			i > 0                                                         ? ", "
				: question->shape == SHAPE_MAKERS && answer->is_maker ? "!"
										      : "",
			TEXT_ARGS(answer->words[i]));
	if (answer->word_count > 0 || !answer->is_given || answer->order_count > 0)
		return;
	switch (question->shape) {
	case SHAPE_TOKENS: number_print(buf, UNIT_TOKENS, answer->numbers[0]); break;
	case SHAPE_MEMORY:
	case SHAPE_BUDGET: strbuf_add_format(buf, "%.10g", answer->numbers[0]); break;
	case SHAPE_WORKLOAD:
		for (int i = 0; i < 3; i++) {
			number_print(buf, i < 2 ? UNIT_TOKENS : UNIT_COUNT, answer->numbers[i]);
			strbuf_add_char(buf, ' ');
		}
		strbuf_add_format(buf, "%.10g%%", answer->numbers[3] * 100);
		break;
	default: break;
	}
}

void guide_fill_editor(struct guide *guide)
{
	struct strbuf buf;

	strbuf_init(&buf);
	print_typed(&buf, guide_question_of(guide), &guide->answers.of[guide->question]);
	line_editor_set(&guide->editor, strbuf_text(&buf));
	strbuf_done(&buf);
}

/* Nothing is left of what was typed before. */
static void clear_typed(struct guide *guide)
{
	struct answers answers = guide->answers;
	struct answer *answer = &answers.of[guide->question];

	answer->word_count = 0;
	answer->is_given = answer->chosen != 0;
	if (!answer->is_given)
		*answer = (struct answer){ 0 };
	guide_change(guide, &answers);
}

/* What is ticked beside it stays. */
static void keep_ticked(const struct question *question, const struct answer *ticked,
	struct answer *answer)
{
	if (question->shape != SHAPE_REGIONS)
		return;
	answer->is_maker = ticked->is_maker;
	for (size_t i = 0; i < ticked->order_count; i++)
		answer_choose(question, answer, ticked->order[i]);
}

/* What was typed, as after --set. */
static bool take_typed(struct guide *guide)
{
	const struct question *question = guide_question_of(guide);
	struct text typed = text_trim(strbuf_text(&guide->editor.line));
	struct answers answers = guide->answers;
	struct answer *answer = &answers.of[guide->question];
	struct answer before = *answer;
	struct error err = { 0 };
	struct standing standing;

	if (typed.size == 0) {
		clear_typed(guide);
		return true;
	}
	struct text set = arena_format(&guide->answer_texts, "%.*s=%.*s", TEXT_ARGS(question->id),
		TEXT_ARGS(typed));
	if (answers_set(&answers, guide->questionnaire, set, &guide->answer_texts, &err) !=
			RESULT_OK ||
		ranker_stand(guide->ranker, &answers, NULL, &standing, &err) != RESULT_OK) {
		explorer_complain(guide->view.explorer, "%s", err.message);
		return false;
	}
	keep_ticked(question, &before, answer);
	guide_change(guide, &answers);
	return true;
}

static bool is_exact(const struct guide *guide)
{
	return guide_row_kind(guide_question_of(guide), guide->scroll.cursor) == GUIDE_ROW_EXACT;
}

/* Where something is typed Backspace deletes, and never leads back. */
struct outcome guide_question_key(struct guide *guide, struct key_event key)
{
	bool is_sideways = key.code == KEY_CODE_LEFT || key.code == KEY_CODE_RIGHT;

	if (!guide->is_typing)
		return UNHANDLED;
	if (key.code == KEY_CODE_CHARACTER || key.code == KEY_CODE_PASTE ||
		key.code == KEY_CODE_BACKSPACE || key.code == KEY_CODE_DELETE ||
		(is_sideways && guide->editor.line.size > 0)) {
		line_editor_key(&guide->editor, key);
		return STAY;
	}
	return UNHANDLED;
}

static void choose(struct guide *guide, bool is_toggle)
{
	const struct question *question = guide_question_of(guide);
	struct answers answers = guide->answers;
	struct answer *answer = &answers.of[guide->question];
	uint32_t at = guide->scroll.cursor;

	switch (guide_row_kind(question, at)) {
	case GUIDE_ROW_OPTION:
		if (is_toggle)
			answer_toggle(question, answer, (int)at);
		else if (!(answer->chosen >> at & 1))
			answer_choose(question, answer, (int)at);
		break;
	case GUIDE_ROW_MAKER: answer->is_maker = !answer->is_maker; break;
	case GUIDE_ROW_UNSURE:
		*answer = (struct answer){ 0 };
		guide->skipped |= UINT64_C(1) << guide->question;
		break;
	case GUIDE_ROW_EXACT: return;
	}
	guide_change(guide, &answers);
}

/* Enter takes the answer under the cursor where none was chosen: that is said, as one may have meant to pass by. */
static void say_taken(struct guide *guide, int index)
{
	const struct question *question = &guide->questionnaire->questions[index];
	struct strbuf sentence;

	strbuf_init(&sentence);
	answer_print(&sentence, question, &guide->answers.of[index]);
	if (guide->answers.of[index].is_given)
		explorer_say(guide->view.explorer,
			_("%.*s: %.*s. Backspace goes back, n skips a question."),
			TEXT_ARGS(questionnaire_text(question->brief)),
			TEXT_ARGS(strbuf_text(&sentence)));
	strbuf_done(&sentence);
}

/* Passes by: an answer that was given stays. */
static void skip(struct guide *guide)
{
	if (!guide->answers.of[guide->question].is_given)
		guide->skipped |= UINT64_C(1) << guide->question;
	guide_next(guide);
}

static struct outcome enter(struct guide *guide)
{
	int index = guide->question;
	const struct question *question = guide_question_of(guide);
	enum guide_row kind = guide_row_kind(question, guide->scroll.cursor);
	const struct answer *answer = &guide->answers.of[guide->question];

	bool was_given = answer->is_given;

	if (kind == GUIDE_ROW_EXACT && !take_typed(guide))
		return STAY;
	if (kind == GUIDE_ROW_UNSURE ||
		(kind == GUIDE_ROW_OPTION && !guide_takes_several(question)) ||
		(kind == GUIDE_ROW_OPTION && !answer->is_given))
		choose(guide, false);
	bool is_taken = !was_given && guide_takes_several(question);
	guide_next(guide);
	if (is_taken && guide->mode == GUIDE_QUESTION)
		say_taken(guide, index);
	return STAY;
}

/* What was typed counts once the cursor leaves it; what is no answer keeps it there. */
static struct outcome move(struct guide *guide, enum action action)
{
	struct scroll there = guide->scroll;

	if (!scroll_act(&there, action))
		return UNHANDLED;
	if (!is_exact(guide) || there.cursor == guide->scroll.cursor || take_typed(guide))
		guide->scroll = there;
	return STAY;
}

struct outcome guide_question_act(struct guide *guide, enum action action)
{
	switch (action) {
	case ACTION_MARK: choose(guide, true); return STAY;
	case ACTION_OPEN: return enter(guide);
	case ACTION_NEXT: skip(guide); return STAY;
	case ACTION_PREVIOUS: guide_back(guide); return STAY;
	case ACTION_TAKE_OUT: {
		struct answers answers = guide->answers;
		answers.of[guide->question] = (struct answer){ 0 };
		guide_change(guide, &answers);
		return STAY;
	}
	case ACTION_LEFT:
	case ACTION_RIGHT: { /* every question, in the order of the list */
		int count = (int)guide->questionnaire->question_count, at = guide->question;
		do
			at = (at + (action == ACTION_RIGHT ? 1 : count - 1)) % count;
		while (!question_is_open(guide->questionnaire, &guide->questionnaire->questions[at],
			       &guide->answers) &&
			at != guide->question);
		guide_open_question(guide, at, true);
		return STAY;
	}
	default: return move(guide, action);
	}
}

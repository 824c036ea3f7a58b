/* SPDX-License-Identifier: MIT */
/* Choose: answers as they change, the ranking that follows, the way through the questions. */
#include "catalog/base/message.h"
#include "state/answers.h"
#include "tui/views/guide.h"

#include <string.h>

void guide_reset_scroll(struct guide *guide)
{
	guide->scroll = (struct scroll){ .height = 1 };
	guide->items_scroll = (struct scroll){ .height = 1 };
	guide->is_on_items = false;
	guide->is_typing = false;
}

static void keep_undo(struct guide *guide)
{
	if (guide->undo_count == GUIDE_UNDO) {
		memmove(guide->undo, guide->undo + 1, (GUIDE_UNDO - 1) * sizeof(*guide->undo));
		guide->undo_count--;
	}
	guide->undo[guide->undo_count++] = guide->answers;
}

void guide_change(struct guide *guide, const struct answers *to)
{
	if (answers_equal(&guide->answers, to))
		return;
	keep_undo(guide);
	guide->redo_count = 0;
	guide->answers = *to;
	answers_drop_closed(&guide->answers, guide->questionnaire);
	guide->is_stale = true;
}

/* Who answers questions sees the answer that is taken back. */
static void go_to_change(struct guide *guide, const struct answers *before)
{
	size_t at = 0, count = guide->questionnaire->question_count;

	while (at < count && answer_equal(&guide->answers.of[at], &before->of[at]))
		at++;
	if (guide->mode != GUIDE_QUESTION || at == count)
		return;
	guide->is_typing = false;
	if ((int)at == guide->question)
		return;
	if (guide->path_count > 0 && guide->path[guide->path_count - 1] == at)
		guide->path_count--;
	guide_open_question(guide, (int)at, false);
}

/* The answers and the place they are taken from change seats, so that the way back is kept. */
bool guide_undo(struct guide *guide, bool is_redo)
{
	if (is_redo ? guide->redo_count == 0 : guide->undo_count == 0)
		return false;
	size_t at = is_redo ? guide->undo_count++ : --guide->undo_count;
	struct answers answers = guide->undo[at];
	guide->undo[at] = guide->answers;
	guide->redo_count = is_redo ? guide->redo_count - 1 : guide->redo_count + 1;
	guide->answers = answers;
	guide->is_stale = true;
	go_to_change(guide, &guide->undo[at]);
	return true;
}

static void leave_result(struct guide *guide)
{
	guide->to_result = (struct guide_return){ .is_on = true,
		.question = guide->question,
		.path_count = guide->path_count,
		.scroll = guide->scroll,
		.items_scroll = guide->items_scroll,
		.is_on_items = guide->is_on_items };
}

static void return_to_result(struct guide *guide)
{
	const struct guide_return *to = &guide->to_result;

	guide_reset_scroll(guide);
	guide->mode = GUIDE_RESULT;
	guide->question = to->question;
	guide->path_count = to->path_count;
	guide->scroll = to->scroll;
	guide->items_scroll = to->items_scroll;
	guide->is_on_items = to->is_on_items;
	guide->is_new = false;
	guide->to_result.is_on = false;
}

void guide_open_question(struct guide *guide, int question, bool keeps_path)
{
	if (guide->mode == GUIDE_RESULT)
		leave_result(guide);
	if (keeps_path && guide->mode == GUIDE_QUESTION && guide->question >= 0 &&
		guide->path_count < sizeof(guide->path))
		guide->path[guide->path_count++] = (uint8_t)guide->question;
	guide->question = question;
	guide->mode = GUIDE_QUESTION;
	guide_reset_scroll(guide);
	const struct answer *answer = &guide->answers.of[question];
	if (answer->order_count > 0)
		guide->scroll.cursor = answer->order[0];
}

static int best_next(const struct guide *guide)
{
	const struct questionnaire *of = guide->questionnaire;
	double best = VALUE_LEAST;
	int next = -1;

	for (size_t i = 0; i < of->question_count; i++) {
		if (guide->ranking->value[i] < 0 || guide->skipped >> i & 1 ||
			guide->answers.of[i].is_given)
			continue;
		if (of->questions[i].is_first || guide->ranking->value[i] >= VALUE_FOLLOWS)
			return (int)i;
		if (guide->ranking->value[i] > best) {
			best = guide->ranking->value[i];
			next = (int)i;
		}
	}
	return next;
}

/* Why nothing more is asked, and what could be answered all the same. */
static void say_enough(struct guide *guide)
{
	int left = guide->ranking->open_questions;

	if (left == 0)
		explorer_say(guide->view.explorer, "%s",
			_("No further question tells much: these are the results."));
	else
		explorer_say(guide->view.explorer,
			P_("No question left tells much; %d could yet change the winner: Tab End shows it.",
				"No question left tells much; %d could yet change the winner: Tab End shows them.",
				(unsigned long)left),
			left);
}

void guide_next(struct guide *guide)
{
	if (guide->mode == GUIDE_QUESTION && !guide->answers.of[guide->question].is_given)
		guide->skipped |= UINT64_C(1) << guide->question;
	if (!guide_refresh(guide))
		return;
	int next = best_next(guide);
	if (next < 0) {
		say_enough(guide);
		guide_show_results(guide);
		return;
	}
	guide_open_question(guide, next, true);
}

void guide_back(struct guide *guide)
{
	if (guide->mode == GUIDE_WEIGHTS || guide->mode == GUIDE_LIKE ||
		guide->mode == GUIDE_SAVE) {
		struct scroll list = guide->scroll; /* weights have moved the models */
		bool is_as_it_was = guide->mode != GUIDE_WEIGHTS;
		guide->mode = GUIDE_RESULT;
		guide_reset_scroll(guide);
		if (is_as_it_was)
			guide->scroll = list;
		return;
	}
	if (guide->mode == GUIDE_RESULT && guide->question >= 0) {
		guide->mode = GUIDE_QUESTION;
		guide_reset_scroll(guide);
		return;
	}
	if (guide->mode == GUIDE_QUESTION && guide->to_result.is_on &&
		guide->path_count <= guide->to_result.path_count) {
		return_to_result(guide);
		return;
	}
	if (guide->mode == GUIDE_QUESTION && guide->path_count > 0) {
		guide_open_question(guide, guide->path[--guide->path_count], false);
		return;
	}
	guide->mode = GUIDE_START;
	guide->question = -1;
	guide_reset_scroll(guide);
	guide->scroll.cursor = !answers_is_empty(&guide->answers); /* they go on there */
}

const struct answers *guide_kept_answers(const struct guide *guide)
{
	if (!answers_is_empty(&guide->answers))
		return &guide->answers;
	return guide->has_last ? &guide->last : NULL;
}

void guide_show_results(struct guide *guide)
{
	struct error err;

	guide->mode = GUIDE_RESULT;
	guide_reset_scroll(guide);
	guide->is_new = true;
	guide->to_result.is_on = false;
	if (answers_is_empty(&guide->answers))
		return;
	guide->last = guide->answers;
	guide->has_last = true;
	if (answers_save_last(&guide->answers, guide->questionnaire, guide->options->answers_path,
		    &err) != RESULT_OK)
		explorer_complain(guide->view.explorer, "%s", err.message);
}

struct text guide_answers_text(const struct questionnaire *questionnaire,
	const struct answers *answers, bool is_named, struct arena *arena)
{
	struct strbuf buf;

	strbuf_init(&buf);
	for (size_t i = 0; i < questionnaire->question_count; i++) {
		const struct question *question = &questionnaire->questions[i];
		if (!answers->of[i].is_given)
			continue;
		strbuf_add_string(&buf, buf.size > 0 ? " · " : "");
		if (is_named)
			strbuf_add_format(&buf,
				"%.*s: ", TEXT_ARGS(questionnaire_text(question->brief)));
		answer_print(&buf, question, &answers->of[i]);
	}
	struct text text = arena_copy(arena, strbuf_text(&buf));
	strbuf_done(&buf);
	return text;
}

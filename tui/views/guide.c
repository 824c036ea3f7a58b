/* SPDX-License-Identifier: MIT */
/* Choose: from "what should I use?" to a choice one can defend. */
#include "tui/views/guide.h"

#include "catalog/advice/record.h"
#include "catalog/base/memory.h"
#include "catalog/base/message.h"
#include "catalog/base/strbuf.h"
#include "state/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int guide_wrap(struct canvas *canvas, int x, int y, int cells, int lines, enum role role,
	struct text text)
{
	size_t at = 0;
	int used = 0;

	if (cells < 4)
		return 0;
	while (used < lines) {
		struct text line = text_wrap(text, &at, cells);
		if (line.size == 0)
			break;
		bool is_cut = used + 1 == lines && at < text.size;
		int width = canvas_text(canvas, x, y + used, is_cut ? cells - 1 : cells, role,
			line);
		if (is_cut)
			canvas_put_sign(canvas, x + width, y + used, role, SIGN_CUT);
		used++;
	}
	return used;
}

void guide_cursor(const struct guide *guide, struct canvas *canvas, struct rect row, uint32_t at)
{
	if (at != guide->items_scroll.cursor)
		return;
	canvas_select_row(canvas, row, true);
}

static void prepare(struct view *view, struct rect area)
{
	struct guide *guide = (struct guide *)view;

	guide_return_marks(guide);
	if (guide_is_waiting(guide) || !guide_refresh(guide))
		return;
	switch (guide->mode) {
	case GUIDE_START: guide_start_prepare(guide, area); break;
	case GUIDE_QUESTION: guide_question_prepare(guide, area); break;
	case GUIDE_WEIGHTS: guide_weights_prepare(guide, area); break;
	case GUIDE_LIKE: guide_like_prepare(guide, area); break;
	case GUIDE_FIND: guide_find_prepare(guide, area); break;
	case GUIDE_SAVE: guide_save_prepare(guide, area); break;
	case GUIDE_RESULT: guide_result_prepare(guide, area); break;
	}
}

static bool idle(struct view *view)
{
	return guide_work_on((struct guide *)view);
}

static void draw(const struct view *view, struct canvas *canvas, struct rect area)
{
	const struct guide *guide = (const struct guide *)view;

	if (guide_is_waiting(guide)) {
		guide_wrap(canvas, area.x + 2, area.y + 1, area.width - 4, area.height - 1,
			ROLE_DIM, guide_waiting_text(guide, view_scratch(&guide->view)));
		return;
	}
	if (!guide->ranking) {
		guide_wrap(canvas, area.x + 2, area.y + 1, area.width - 4, area.height - 1,
			ROLE_ERROR, text_of(guide->error.message));
		return;
	}
	switch (guide->mode) {
	case GUIDE_START: guide_start_draw(guide, canvas, area); break;
	case GUIDE_QUESTION: guide_question_draw(guide, canvas, area); break;
	case GUIDE_WEIGHTS: guide_weights_draw(guide, canvas, area); break;
	case GUIDE_LIKE: guide_like_draw(guide, canvas, area); break;
	case GUIDE_FIND: guide_find_draw(guide, canvas, area); break;
	case GUIDE_SAVE: guide_save_draw(guide, canvas, area); break;
	case GUIDE_RESULT: guide_result_draw(guide, canvas, area); break;
	}
}

/* What means the same in every mode. */
static struct outcome act_common(struct guide *guide, enum action action)
{
	bool has_results = guide->mode == GUIDE_RESULT;

	switch (action) {
	case ACTION_UNDO:
	case ACTION_REDO:
		if (!guide_undo(guide, action == ACTION_REDO))
			explorer_complain(guide->view.explorer, "%s",
				action == ACTION_REDO ? _("Nothing to redo.")
						      : _("Nothing to undo."));
		return STAY;
	case ACTION_RESULTS:
		if (!has_results)
			guide_show_results(guide);
		else if (guide->question < 0) /* of a preset: its answers, from the first */
			guide_open_question(guide, 0, false);
		else
			guide_back(guide);
		return STAY;
	case ACTION_ADJUST: guide_weights_open(guide); return STAY;
	case ACTION_DROP_LAST:
	case ACTION_BACK:
		if (guide->mode == GUIDE_START)
			return UNHANDLED;
		guide_back(guide);
		return STAY;
	case ACTION_CLEAR:
		if (!guide->ranking->has_needs && guide->undo_count == 0)
			explorer_say(guide->view.explorer, "%s", _("There is no answer to clear."));
		guide_change(guide, &(struct answers){ 0 });
		guide->skipped = 0;
		return STAY;
	case ACTION_BROWSE: return has_results ? guide_browse_these(guide) : UNHANDLED;
	case ACTION_COMPARE: return has_results ? guide_compare_top(guide) : UNHANDLED;
	case ACTION_FIND: guide_find_open(guide); return STAY;
	case ACTION_RECORD:
		guide->mode = GUIDE_SAVE;
		guide->items_scroll = (struct scroll){ .height = 1 };
		return STAY;
	case ACTION_HELP:
		return (struct outcome){ .kind = OUTCOME_HELP,
			.text = guide->mode == GUIDE_QUESTION
				? guide->questionnaire->questions[guide->question].term
				: has_results ? TEXT("choice-score")
					      : TEXT_NONE };
	default: return UNHANDLED;
	}
}

static struct outcome act(struct view *view, enum action action)
{
	struct guide *guide = (struct guide *)view;
	struct outcome outcome = UNHANDLED;

	if (!guide->ranking)
		return UNHANDLED;
	switch (guide->mode) {
	case GUIDE_START: outcome = guide_start_act(guide, action); break;
	case GUIDE_QUESTION: outcome = guide_question_act(guide, action); break;
	case GUIDE_WEIGHTS: outcome = guide_weights_act(guide, action); break;
	case GUIDE_LIKE: outcome = guide_like_act(guide, action); break;
	case GUIDE_FIND: break; /* every key is text there */
	case GUIDE_SAVE: outcome = guide_save_act(guide, action); break;
	case GUIDE_RESULT: outcome = guide_result_act(guide, action); break;
	}
	return outcome.kind == OUTCOME_UNHANDLED ? act_common(guide, action) : outcome;
}

static struct outcome key(struct view *view, struct key_event event)
{
	struct guide *guide = (struct guide *)view;

	if (guide->mode == GUIDE_FIND && guide->ranking)
		return guide_find_key(guide, event);
	if (guide->mode == GUIDE_QUESTION && guide->ranking)
		return guide_question_key(guide, event);
	return UNHANDLED;
}

static struct outcome click(struct view *view, int x, int y, struct rect area)
{
	struct guide *guide = (struct guide *)view;
	bool opens = false;

	if (!guide->ranking)
		return STAY;
	switch (guide->mode) {
	case GUIDE_START: opens = guide_start_click(guide, y, area); break;
	case GUIDE_QUESTION: /* a click on an answer chooses it */
		return guide_question_click(guide, x, y, area)
			? guide_question_act(guide, ACTION_MARK)
			: STAY;
	case GUIDE_RESULT: opens = guide_result_click(guide, x, y, area); break;
	case GUIDE_WEIGHTS: scroll_point(&guide->items_scroll, y - area.y - 2); break;
	case GUIDE_FIND: /* a second click on one is Enter */
		return scroll_point(&guide->found_scroll, y - area.y - 2)
			? guide_find_key(guide, (struct key_event){ .code = KEY_CODE_ENTER })
			: STAY;
	default: opens = scroll_point(&guide->items_scroll, y - area.y - 1);
	}
	return opens ? act(view, ACTION_OPEN) : STAY;
}

static void wheel(struct view *view, int x, int y, int step)
{
	struct guide *guide = (struct guide *)view;
	const struct rect *items = &guide->items_rect;
	bool is_list = guide->mode == GUIDE_START || guide->mode == GUIDE_QUESTION ||
		(guide->mode == GUIDE_RESULT && !(x >= items->x && y >= items->y));

	scroll_lines(guide->mode == GUIDE_FIND ? &guide->found_scroll
			: is_list              ? &guide->scroll
					       : &guide->items_scroll,
		step * 3);
}

/* Reasons that are not seen: where the pane ends, nothing else tells of them. */
static uint32_t lines_below(const struct guide *guide)
{
	const struct scroll *scroll = &guide->items_scroll;
	uint32_t seen = scroll->top + (uint32_t)(scroll->height > 0 ? scroll->height : 0);

	return guide->mode == GUIDE_RESULT && guide->items_rect.height > 0 && scroll->count > seen
		? scroll->count - seen
		: 0;
}

static struct text state(const struct view *view, struct arena *arena)
{
	const struct guide *guide = (const struct guide *)view;

	if (!guide->ranking)
		return TEXT_NONE;
	struct text counts = arena_format(arena, _("%u certain · %u to verify · %u out"),
		guide->ranking->certain, guide->ranking->possible, guide->ranking->out);
	if (guide->ranking->left_out > 0)
		counts = arena_format(arena, _("%.*s · %u not weighed"), TEXT_ARGS(counts),
			guide->ranking->left_out);
	uint32_t below = lines_below(guide);
	struct text more = guide->is_on_items
		? arena_format(arena,
			  P_("%.*s · %u more line below", "%.*s · %u more lines below", below),
			  TEXT_ARGS(counts), below)
		: arena_format(arena,
			  P_("%.*s · Tab reasons, %u more line",
				  "%.*s · Tab reasons, %u more lines", below),
			  TEXT_ARGS(counts), below);
	bool has_room = text_width(more) < guide->items_rect.x + guide->items_rect.width - 1;
	return below > 0 && has_room ? more : counts;
}

static struct table *table(struct view *view, struct arena *arena)
{
	struct guide *guide = (struct guide *)view;
	if (guide->ranker && guide->mode == GUIDE_START)
		return table_questions(guide->questionnaire, arena);
	return guide->ranking
		? table_ranking(guide->ranking, NULL,
			  answers_command(&guide->answers, guide->questionnaire, arena), arena)
		: table_rows(view->explorer->store, view->explorer->run, NULL, 0, NULL, 0, arena);
}

static void release(struct view *view)
{
	struct guide *guide = (struct guide *)view;

	guide_return_marks(guide);
	ranker_free(guide->ranker);
	candidates_free(guide->candidates);
	line_editor_done(&guide->editor);
	line_editor_done(&guide->finder);
	arena_done(&guide->kept);
	arena_done(&guide->answer_texts);
	questionnaire_done(guide->questionnaire);
	arena_done(&guide->whole);
	arena_done(&view->frame);
	free(guide);
}

static const struct view_ops ops = { .title = N_("Choose"),
	.prepare = prepare,
	.idle = idle,
	.draw = draw,
	.act = act,
	.key = key,
	.click = click,
	.wheel = wheel,
	.hints = guide_hints,
	.state = state,
	.table = table,
	.free = release };

struct view *view_guide_new(struct explorer *explorer, const struct guide_options *options)
{
	struct guide *guide = memory_get_zeroed(1, sizeof(*guide));

	guide->view = (struct view){ .ops = &ops, .explorer = explorer };
	arena_init(&guide->view.frame);
	guide->options = options;
	arena_init(&guide->whole);
	guide->questionnaire = ARENA_ARRAY(&guide->whole, struct questionnaire, 1);
	guide->question = -1;
	arena_init(&guide->kept);
	arena_init(&guide->answer_texts);
	line_editor_init(&guide->editor, TEXT_NONE);
	line_editor_init(&guide->finder, TEXT_NONE);
	guide_reset_scroll(guide);
	if (questionnaire_read(guide->questionnaire, "questionnaire.json", options->questionnaire,
		    &guide->whole, &guide->error) != RESULT_OK)
		return &guide->view;
	struct error lost;
	guide->has_last = answers_load_last(&guide->last, guide->questionnaire,
		options->answers_path, &guide->answer_texts, &lost);
	if (lost.result == RESULT_IO)
		explorer_complain(explorer, _("Your last answers cannot be read: %s"),
			lost.message);
	else if (lost.result != RESULT_OK)
		explorer_complain(explorer,
			_("Your last answers cannot be used and are kept as %s.bad: %s"),
			options->answers_path, lost.message);
	return &guide->view;
}

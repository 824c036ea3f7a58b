/* SPDX-License-Identifier: MIT */
/* guide.h - the parts of Choose, shared by guide*.c. Layer: tui/views; private.
 *
 * The answers are the only state that counts: the ranking follows from them, and undo is a list of answers. A ranking is made in prepare, after the
 * keys are drained; a key that arrives meanwhile stops it and the former one stays on the screen. */
#ifndef TUI_VIEWS_GUIDE_H
#define TUI_VIEWS_GUIDE_H
#include "catalog/advice/rank.h"
#include "catalog/base/message.h"
#include "tui/input/line_editor.h"
#include "tui/name_search.h"
#include "tui/views/view.h"

enum guide_mode {
	GUIDE_START,
	GUIDE_QUESTION,
	GUIDE_RESULT,
	GUIDE_WEIGHTS,
	GUIDE_LIKE, /* "like this, but ..." */
	GUIDE_FIND, /* "why not ...?" */
	GUIDE_SAVE  /* the record or the answers into a file */
};

/* What stands in the right pane of a result, or below it; some can be opened. */
enum guide_item_kind {
	ITEM_HEAD,
	ITEM_TEXT,
	ITEM_LINE,   /* a fact, known or to be confirmed: evidence */
	ITEM_CHANGE, /* another answer: apply */
	ITEM_RELAX,
	ITEM_WEIGHT,
	ITEM_MODEL,   /* a line of the list: the cursor goes there */
	ITEM_QUESTION /* one that has no answer yet: asks it */
};
struct guide_item {
	enum guide_item_kind kind;
	enum role role;
	struct text text, right;
	uint32_t row;
	const struct field *field;
	size_t at;
};
enum { GUIDE_ITEMS = 128, GUIDE_UNDO = 64, GUIDE_RANKS = 48, GUIDE_COMPARED = 3 };

/* One row of "like this, but ...": what it would change, and what that would give. */
struct guide_like {
	bool is_possible;
	struct answers to;
	struct standing standing;
};

/* A question that was opened out of the result: Esc leads back to that, as it was. */
struct guide_return {
	bool is_on;
	int question; /* to which the result itself leads back */
	size_t path_count;
	struct scroll scroll, items_scroll;
	bool is_on_items;
};

struct guide {
	struct view view;
	const struct guide_options *options;
	struct questionnaire *questionnaire;
	struct arena whole;    /* of the questionnaire */
	struct ranker *ranker; /* made when first shown; NULL when the questionnaire has an error */
	struct candidates *candidates; /* while they are gathered, for the ranker */
	unsigned gathered;             /* per cent of them */
	bool is_gathered;              /* all of them */
	struct error error;
	struct answers answers, last;
	bool has_last, is_stale;
	struct answers undo[GUIDE_UNDO];
	size_t undo_count, redo_count; /* undone ones lie behind the others */
	enum language language;        /* of the texts in the ranking */
	enum guide_mode mode;
	int question;     /* index of the one on screen */
	uint64_t skipped; /* answered "not sure" */
	uint8_t path[QUESTION_MAX * 2];
	size_t path_count; /* questions seen before this one */
	struct guide_return to_result;
	struct scroll scroll, items_scroll;
	bool is_on_items; /* the cursor is in the right pane */
	bool is_new;      /* the result is shown for the first time */
	struct line_editor editor;
	bool is_typing;
	struct ranking *ranking;
	struct arena kept, answer_texts; /* of the ranking; of texts in answers */
	struct guide_item items[GUIDE_ITEMS];
	size_t item_count;
	int items_cells;        /* width of the pane they are wrapped for */
	struct rect items_rect; /* where they stand */
	/* While weights are adjusted: the ranks and weights before, and the model whose points are shown. */
	uint32_t ranks[GUIDE_RANKS], rank_count, weighed;
	int32_t weights[CRITERION_COUNT];
	struct guide_like likes[CRITIQUE_COUNT];
	uint32_t lent[GUIDE_COMPARED]; /* rows marked for a comparison, until one is back */
	unsigned lent_count;
	/* Where a model stands: its name as it is typed, what that finds, and where Esc leads. */
	struct line_editor finder;
	struct name_search found;
	struct scroll found_scroll;
	enum guide_mode found_from;
};

/* guide_answers.c */
/* "use: Summaries · length: 64k", or without the names. */
struct text guide_answers_text(const struct questionnaire *questionnaire,
	const struct answers *answers, bool is_named, struct arena *arena);
void guide_change(struct guide *guide, const struct answers *to); /* with undo */
bool guide_undo(struct guide *guide, bool is_redo); /* false: there is nothing to undo */
void guide_reset_scroll(struct guide *guide);
bool guide_refresh(struct guide *guide); /* false: nothing to show yet */
/* Of many models the first ranking takes longer than a frame may: it is made between frames, and a key stops it. */
bool guide_is_waiting(const struct guide *guide);
bool guide_work_on(struct guide *guide); /* goes on with it; true: there is something to draw */
struct text guide_waiting_text(const struct guide *guide, struct arena *arena);
void guide_open_question(struct guide *guide, int question, bool keeps_path);
void guide_next(struct guide *guide);
void guide_back(struct guide *guide);
/* Answers that the start can go on with: those given now, else those of last time; NULL: none. */
const struct answers *guide_kept_answers(const struct guide *guide);
void guide_show_results(struct guide *guide);
/* Draws wrapped text; returns the lines used. */
int guide_wrap(struct canvas *canvas, int x, int y, int cells, int lines, enum role role,
	struct text text);

/* guide_start.c */
void guide_start_prepare(struct guide *guide, struct rect area);
void guide_start_draw(const struct guide *guide, struct canvas *canvas, struct rect area);
struct outcome guide_start_act(struct guide *guide, enum action action);
bool guide_start_click(struct guide *guide, int y, struct rect area); /* true: open */
/* guide_question.c */
enum guide_row { /* options, then what is typed, the seat of the maker, "not sure" */
	GUIDE_ROW_OPTION,
	GUIDE_ROW_EXACT,
	GUIDE_ROW_MAKER,
	GUIDE_ROW_UNSURE
};
const struct question *guide_question_of(const struct guide *guide);
enum guide_row guide_row_kind(const struct question *question, uint32_t at);
bool guide_takes_several(const struct question *question);
void guide_question_prepare(struct guide *guide, struct rect area);
void guide_side_draw(const struct guide *guide, struct canvas *canvas, struct rect side);
void guide_question_draw(const struct guide *guide, struct canvas *canvas, struct rect area);
bool guide_question_click(struct guide *guide, int x, int y, struct rect area);
/* guide_foot.c: below the answers, as many lines as there are */
void guide_foot_draw(const struct guide *guide, struct canvas *canvas, struct rect foot,
	bool has_side);
/* guide_answer.c */
struct outcome guide_question_act(struct guide *guide, enum action action);
struct outcome guide_question_key(struct guide *guide, struct key_event key);
void guide_fill_editor(struct guide *guide); /* with what was typed for this question before */
/* guide_list.c: the lines, then what is to be verified */
uint32_t guide_list_count(const struct ranking *ranking);
/* Where a model, or the line that it is folded under, stands; UINT32_MAX: it is out. */
uint32_t guide_list_place(const struct ranking *ranking, uint32_t row);
void guide_list_land(struct guide *guide, bool is_down); /* on a model, never between the two */
void guide_list_draw(const struct guide *guide, struct canvas *canvas, struct rect list,
	bool has_blank); /* a blank line above it has room for a head */
/* guide_result.c, guide_items.c */
void guide_result_prepare(struct guide *guide, struct rect area);
void guide_result_draw(const struct guide *guide, struct canvas *canvas, struct rect area);
struct outcome guide_result_act(struct guide *guide, enum action action);
bool guide_result_click(struct guide *guide, int x, int y, struct rect area);
void guide_items_make(struct guide *guide);
struct outcome guide_item_open(struct guide *guide, const struct guide_item *item);
const struct candidate *guide_candidate(const struct guide *guide); /* under the cursor */
/* guide_weights.c */
void guide_weights_prepare(struct guide *guide, struct rect area);
void guide_weights_draw(const struct guide *guide, struct canvas *canvas, struct rect area);
struct outcome guide_weights_act(struct guide *guide, enum action action);
void guide_weights_open(struct guide *guide);
/* guide_like.c */
void guide_like_prepare(struct guide *guide, struct rect area);
void guide_like_draw(const struct guide *guide, struct canvas *canvas, struct rect area);
struct outcome guide_like_act(struct guide *guide, enum action action);
/* guide_find.c */
void guide_find_open(struct guide *guide);

/* guide_onward.c: the needs as the query of Browse, and the first models side by side, on loan. */
struct outcome guide_browse_these(struct guide *guide);
struct outcome guide_compare_top(struct guide *guide);
/* Marks that a comparison needed are lent: back here they go, unless a note has made them the person's own. */
void guide_return_marks(struct guide *guide);
void guide_find_prepare(struct guide *guide, struct rect area);
void guide_find_draw(const struct guide *guide, struct canvas *canvas, struct rect area);
const char *guide_find_label(const struct guide *guide); /* of Enter */
struct outcome guide_find_key(struct guide *guide, struct key_event event);
/* guide_hints.c */
size_t guide_hints(const struct view *view, struct key_hint *out);
/* guide_save.c */
void guide_save_prepare(struct guide *guide, struct rect area);
void guide_save_draw(const struct guide *guide, struct canvas *canvas, struct rect area);
struct outcome guide_save_act(struct guide *guide, enum action action);
/* The sign and the look of the cursor row in a list of one column. */
void guide_cursor(const struct guide *guide, struct canvas *canvas, struct rect row, uint32_t at);
#endif

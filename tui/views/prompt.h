/* SPDX-License-Identifier: MIT */
/* prompt.h - the prompt, shared by prompt*.c: the line and its keys, the lines of before, what a word may have meant. Layer: tui/views. */
#ifndef TUI_VIEWS_PROMPT_H
#define TUI_VIEWS_PROMPT_H
#include "tui/views/prompt_offers.h"

struct view_prompt {
	struct view view;
	bool is_query;
	bool begins_clause; /* the blank before what is typed is there */
	struct line_editor editor;
	struct strbuf before; /* the query when the prompt opened */
	uint32_t here;        /* and the model under the cursor of the list */
	struct strbuf given;  /* what stood in the line then, without the blank behind it */
	struct query base;    /* its parse: words are put into it */
	struct arena base_arena;
	struct prompt_offers offers;
	struct text nearest; /* what a word that no name has may have meant */
	struct span nearest_of;
	bool is_asked; /* '/' offers no fields before Tab: who looks for a word looks at the list */
	size_t hidden; /* offers that Tab would show */
	size_t completed; /* bytes of the operator that a completion ended with: typing it goes over them */
};

/* Shows what the line asks for, before it is kept. */
void prompt_preview(struct view_prompt *prompt);

/* When nothing matches: a word that no name has, from the last on, as it is spelled in some name. */
void prompt_find_nearest(struct view_prompt *prompt);
/* A value is still to come behind the operator that was typed last: nothing is wrong yet. */
bool prompt_is_unfinished(const struct view_prompt *prompt);
/* What is wrong with the line. The line of the screen may be shorter than the sentence: what was meant comes first, then the place. */
void prompt_describe_mistake(const struct view_prompt *prompt, struct strbuf *out);
/* On the key line: what is wrong, or what Tab would put in the place of a word. */
void prompt_draw_advice(const struct view_prompt *prompt, struct canvas *canvas);
/* What may have been meant takes the place of what was typed. False: nothing is known to be meant. */
bool prompt_take_advice(struct view_prompt *prompt);

/* Queries and searches are remembered apart: what is a line of one is none of the other. */
struct history *prompt_history(const struct view_prompt *prompt);
/* To an earlier line (step -1) or a later one that holds what was typed. */
void prompt_walk_history(struct view_prompt *prompt, int step);
#endif
